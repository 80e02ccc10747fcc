"""Type and title where no type line tells them, or tells only what is merged."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.structure.letterhead import Letterhead, has_motto, has_number, joined
from ccndocs.structure.openings import AUTHORITY, is_dated
from ccndocs.structure.rows import Row, passages_of
from ccndocs.structure.stripped import bare_title, is_wire, own_type, plain_title
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Field, Passage
from ccndocs.vi.doctypes import type_of_symbol
from ccndocs.vi.fold import fold


def settled(
    rows: Sequence[Row],
    top: int,
    letterhead: Letterhead,
    doc_type: Field | None,
    title: Passage | None,
) -> tuple[Field | None, Passage | None]:
    """Type and title where no type line tells the type, or tells only the title's."""
    number, symbol = letterhead.number_symbol, letterhead.symbol
    if doc_type is not None:
        if number is not None and symbol is not None and symbol.startswith("VBHN"):
            doc_type = Field("VBHN", number.passage)  # the title keeps what it merges
        told = _by_number(doc_type, symbol, number)
        if told is not None and title is not None:
            title = joined([doc_type.passage, title])
        return told or doc_type, title
    doc_type = _type_by_symbol(symbol, number, letterhead.matter)
    if title is None and doc_type is not None and doc_type.value != "CV":
        title = _bare_title(rows[:top])
    if title is None and doc_type is None and number is not None:
        title = _untyped_title(rows[:top])
    if number is None and (doc_type is None or doc_type.passage is letterhead.matter):
        return _of_itself(rows, top, doc_type, title)
    return doc_type, title


def _by_number(
    doc_type: Field, symbol: str | None, number: Field | None
) -> Field | None:
    """The number's type where only small words of a title tell another.

    "28/2031/NĐ-CP" over "Quy định cơ chế …", whose line "NGHỊ ĐỊNH" is lost.
    """
    told = type_of_symbol(f"0/{symbol}") if symbol else None
    if number is None or told in (None, "CV", doc_type.value):
        return None
    words = doc_type.passage.text
    if words.isupper() or words != words.capitalize() or doc_type.confidence == 1:
        return None
    return Field(told, number.passage, 0.9)


def _of_itself(
    rows: Sequence[Row], top: int, doc_type: Field | None, title: Passage | None
) -> tuple[Field | None, Passage | None]:
    """Type and title where number and type line are lost: by the text's own words."""
    own = own_type(rows[top:])
    if title is None:
        length = bare_title(rows)
        if not length or own is None:
            return doc_type, title
        return own, joined(passages_of(rows[:length]))
    if own is not None and (own.value == "CĐ" or title.text.isupper()):
        return own, title
    if is_wire(title.text, rows[top:]):
        return Field("CĐ", title, 0.7), title
    return doc_type, title


def _type_by_symbol(
    symbol: str | None, number: Field | None, matter: Passage | None
) -> Field | None:
    """The type without a type line: a letter by its "V/v", else the symbol's.

    "PB-BTN" under a "V/v …" is a division's letter, not a "phiếu báo"; "VỀ VIỆC …" in
    capitals is a title whose type line is lost. A decision's number is no letter's.
    """
    abbreviation = type_of_symbol(f"0/{symbol}") if symbol else None
    if number is not None and abbreviation in _NEVER_OF_LETTERS:
        return Field(abbreviation, number.passage, 0.9)
    in_capitals = matter is not None and matter.text.partition("(")[0].isupper()
    if matter is not None and number is not None and not in_capitals:
        return Field("CV", number.passage, 0.9)
    if abbreviation and number is not None:
        return Field(abbreviation, number.passage, 0.9)
    return Field("CV", matter, 0.8) if matter is not None else None


_NEVER_OF_LETTERS = frozenset({"QĐ", "NQ"})


def _last_of_letterhead(rows: Sequence[Row]) -> int | None:
    """The last row of the letterhead: by its place on a page, else by its words.

    Below a title "Thực hiện Công văn số 18/UBND-KT ngày 10 tháng 6 năm 2031" is dated,
    too.
    """
    placed = [i for i, row in enumerate(rows) if row.role in _SIDES]
    told = [i for i, row in enumerate(rows) if _of_letterhead(row)]
    if len(placed) > 1 and told and told[0] <= placed[-1]:
        last = placed[-1]
        while last + 1 in told:
            last += 1
        return last
    return told[-1] if told else None


_SIDES = (LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)


def _of_letterhead(row: Row) -> bool:
    return has_number(row.text) or has_motto(row.text) or is_dated(row.text)


def _untyped_title(rows: Sequence[Row]) -> Passage | None:
    """The title of a paper of no type, right below number and day.

    "Phân công chuẩn bị Đại hội xã viên" above "Giám đốc phân công như sau:".
    """
    last = _last_of_letterhead(rows)
    below = rows[last + 1 :] if last is not None else []
    if not 0 < len(below) <= _TITLE_ROWS:
        return None
    if any(row.caps or row.text.endswith((".", ";", ":", ",")) for row in below):
        return None
    return joined(passages_of(below))


_TITLE_ROWS = 3


def _bare_title(rows: Sequence[Row]) -> Passage | None:
    """A title in capitals right below number and day, where no type line is left."""
    known = _last_of_letterhead(rows)
    last = len(rows) if known is None else known
    found: list[Row] = []
    for row in rows[last + 1 :]:
        if not row.caps or AUTHORITY.match(fold(row.text)) or row.text.endswith(":"):
            break
        found.append(row)
    return joined(passages_of(found or plain_title(rows[last + 1 :])))
