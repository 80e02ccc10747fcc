"""The header: where it begins and ends, and what its parts say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.addressees import (
    GREETING,
    addressed_at,
    read_addressees,
)
from ccndocs.structure.headline import conclusion, read_headline, type_with_title
from ccndocs.structure.issuer import issuers
from ccndocs.structure.letterhead import (
    FIRST_WORDS,
    bears_motto,
    has_motto,
    has_number,
    is_matter,
    opens_matter,
    read_letterhead,
)
from ccndocs.structure.manner import Manner
from ccndocs.structure.marks import read_mark
from ccndocs.structure.openings import OPENING, is_dated
from ccndocs.structure.portal import PortalForm
from ccndocs.structure.rows import Row, cut
from ccndocs.structure.settle import settled
from ccndocs.structure.stripped import sender
from ccndocs.structure.titles import read_title, type_line
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Field, Header, Passage

_JOINT = ("TTLT",)  # types that several bodies issue together
_FAR = 200  # rows: press retellings before a letterhead have run to about 70
_LONG = 60  # rows of one header
_SIDES = (LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)
_SYMBOL = re.compile(r"\d+/[A-ZĐ]")
# A page that only lists has such a title and no type: "DANH MỤC CỤM CÔNG NGHIỆP".
_LISTS = re.compile(r"(?:DANH MỤC|DANH SÁCH|PHỤ BIỂU|BIỂU(?! TƯỢNG)|BẢNG|THỐNG KÊ)\s")


@dataclass(frozen=True, slots=True)
class Head:
    """The header read; rows before `start` and from `stop` on are not its own.

    `rest` are words in the header's place that are no part of it.
    """

    header: Header
    start: int
    stop: int
    rest: tuple[Passage, ...]


def _in_table(row: Row) -> bool:
    """Whether a row is of a table, or the first of its heads: "STT"."""
    return row.role is LineRole.CELL or row.text.strip(" *.").upper() in ("STT", "TT")


def _is_body(rows: Sequence[Row]) -> bool:
    """Whether rows that say nothing of a header hold a table or broken lines."""
    broken = sum(row.text[:1].islower() for row in rows)
    return broken > 1 or any(map(_in_table, rows))


def read_header(rows: Sequence[Row], manner: Manner, form: PortalForm | None) -> Head:
    """Find and read the header."""
    start = _start(rows, form.stop if form else 0)
    top = _letterhead_stop(rows, start)
    letterhead = read_letterhead(rows[start:top])
    at, doc_type, found = _named(rows, start, top, manner)
    title = found or letterhead.matter
    wire = sender(rows[at]) if at < len(rows) else None
    wire_type, wire_issuer = wire or (None, None)
    doc_type = doc_type or wire_type
    number = letterhead.number_symbol
    headline = read_headline(title) if title and doc_type and not number else None
    if headline is not None:
        number, title = headline.number_symbol, headline.title
    doc_type, title = settled(rows[start:], at - start, letterhead, doc_type, title)
    addressees: list[Passage] = []
    if addressed_at(rows, start, at):
        at, addressees = read_addressees(rows, at)
    is_joint = doc_type is not None and doc_type.value in _JOINT
    parent, issuer = issuers(letterhead, title, rows[start:], at - start, is_joint)
    if headline is not None:
        issuer = headline.issuer or issuer
    header = Header(
        type=doc_type,
        number_symbol=number,
        parent=parent,
        issuer=issuer or wire_issuer,
        place=letterhead.place,
        issued_on=headline.issued_on if headline else letterhead.issued_on,
        title=_title_field(title),
        addressees=tuple(addressees),
    )
    if form is not None:
        header = form.complete(header)
    if header == Header() and _is_body(rows[start:at]):
        # an annex alone, a report in broken lines
        return Head(header, start, start, ())
    return Head(header, start, at, letterhead.rest)


def _named(
    rows: Sequence[Row], start: int, at: int, manner: Manner
) -> tuple[int, Field | None, Passage | None]:
    """Type and title below the letterhead, and the row after them."""
    if at >= len(rows):
        return at, None, None
    doc_type = type_line(rows[at])
    if doc_type is not None:
        at, title = read_title(rows, at + 1, manner)
        return at, doc_type, title
    doc_type = _type_with_title(rows, start, at)
    if doc_type is not None:
        at, title = read_title(rows, at, manner, taken=len(doc_type.passage.text))
        return at, doc_type, title
    doc_type = conclusion(rows, at)
    if doc_type or (rows[at].caps and _LISTS.match(rows[at].text)):
        at, title = read_title(rows, at, manner)
        return at, doc_type, title
    return at, None, None


def _start(rows: Sequence[Row], after: int) -> int:
    """The row with which the header begins; names stand above the motto."""
    reach = range(after, min(len(rows), after + _FAR))
    first = next((i for i in reach if _opens(rows, i)), after)
    while first > after and _above_motto(rows[first - 1]):
        first -= 1
    above = first - 1  # "BÁO CÁO Kết quả …" over "V/v …", where no letterhead is left
    titled = above == after and type_with_title(rows, above, below=False) is not None
    return above if titled else first


def _opens(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    if row.role in _SIDES or bears_motto(row.text) or _sends(row):
        return True
    if has_number(row.text) or GREETING.match(row.text) or is_matter(row.text):
        return True
    if row.caps and opens_matter(row.text):
        return True
    return type_line(row) is not None and row.caps


def _sends(row: Row) -> bool:
    """Whether it is "BỘ XÂY DỰNG điện:", the issuer in capitals."""
    wire = sender(row)
    issuer = wire[1] if wire is not None else None
    return issuer is not None and issuer.passage.text.isupper()


def _above_motto(row: Row) -> bool:
    if row.text in FIRST_WORDS or is_dated(row.text):
        return True
    return row.caps and len(row.text) < 90 and not row.text.endswith((".", ";", ":"))


def _letterhead_stop(rows: Sequence[Row], start: int) -> int:
    """The row after the letterhead: the type, "Kính gửi" or the text's first."""
    seen = False
    for at in range(start, min(len(rows), start + _LONG)):
        row = rows[at]
        numbered = has_number(row.text) or _ends_number(rows, at)
        if row.role in _SIDES or has_motto(row.text) or numbered:
            seen = True
            continue
        if row.caps and (type_line(row) is not None or _LISTS.match(row.text)):
            return at
        if _type_with_title(rows, start, at) or conclusion(rows, at):
            return at
        if addressed_at(rows, start, at):
            return at
        if _is_text(row, seen=seen or is_matter(row.text)):
            return at
    return min(len(rows), start + _LONG)


def _ends_number(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is the number below its "Số:", no item "71/": "71/KH-UBND"."""
    above = rows[at - 1].text if at else ""
    return above in ("Số:", "Số") and bool(_SYMBOL.match(rows[at].text))


def _is_text(row: Row, *, seen: bool) -> bool:
    """Whether the row belongs to the body for sure."""
    mark = read_mark(row.text)
    if mark is not None and mark.style != "-":
        return True
    if OPENING.match(row.text) and not row.caps and not is_dated(row.text):
        return True
    if seen and not row.caps and _LEADS_IN.search(row.text):
        return True
    long = len(row.text) > 160 and not is_matter(row.text)
    return long or (not seen and row.text.endswith((";", ".")))


# "Để chuẩn bị đại hội, Giám đốc phân công như sau:" is the text's first
_LEADS_IN = re.compile(
    r"^(?!Kính gửi)[^:]{12,}\s(?:phân công|giao|yêu cầu|đề nghị|thông báo|như sau|sau|"
    r"sau đây|dưới đây|\d{1,2}/\d{1,2}(?:/\d{4})?)\b[^:]{0,60}:$",
)


def _type_with_title(rows: Sequence[Row], start: int, at: int) -> Field | None:
    """The type that opens the title's own line, below number and day or on top."""
    if at >= len(rows):
        return None
    above = rows[start:at]
    below = any(has_number(r.text) for r in above) and any(
        is_dated(r.text) for r in above
    )
    if above and not below:
        return None
    return type_with_title(rows, at, below=below)


def _title_field(title: Passage | None) -> Field | None:
    if title is None:
        return None
    text = title.text.partition("(Ban hành")[0].rstrip(" .")
    passage = cut(title, 0, len(text))
    return Field(passage.text, passage)
