"""The header: where it begins and ends, and what its parts say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.addressees import (
    GREETING,
    addressed_at,
    read_addressees,
    wires,
)
from ccndocs.structure.headline import conclusion, read_headline, type_with_title
from ccndocs.structure.issuer import issuers
from ccndocs.structure.letterhead import (
    FIRST_WORDS,
    bears_motto,
    has_motto,
    has_number,
    is_matter,
    joined,
    opens_matter,
    read_letterhead,
)
from ccndocs.structure.manner import Manner
from ccndocs.structure.margin import STOPS
from ccndocs.structure.marks import read_mark
from ccndocs.structure.openings import AUTHORITY, OPENING, ends_block, is_dated
from ccndocs.structure.portal import PortalForm
from ccndocs.structure.rows import Row, cut, passages_of
from ccndocs.structure.settle import settled
from ccndocs.structure.stripped import sender
from ccndocs.structure.title_rows import leads_in, specks_below
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Field, Header, Passage
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.fold import fold

_JOINT = ("TTLT",)  # types that several bodies issue together
_FAR = 200  # rows: press retellings before a letterhead have run to about 70
_LONG = 60  # rows of one header
_RUNS_ON = 60  # characters: a longer row is no line of its own
_SIDES = (LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)
_SYMBOL = re.compile(r"\d+/[A-ZĐ]")
# A page that only lists has such a title and no type: "DANH MỤC CỤM CÔNG NGHIỆP".
_LISTS = re.compile(r"(?:DANH MỤC|DANH SÁCH|PHỤ BIỂU|BIỂU(?! TƯỢNG)|BẢNG|THỐNG KÊ)\s")
_ATTACHED = re.compile(
    r"\(?(?:Ban hành )?[Kk]èm theo\b|\(Ban hành|"
    r"\((?:[Tt]rình|[Tt]ại|[Ss]ố liệu|[Tt]ài liệu|[Pp]hục vụ|[Bb]áo cáo)\s"
)


# "QUYẾT ĐỊNH" / "CỦA ỦY BAN NHÂN DÂN TỈNH" / "V/v …": whose act it is, then its matter
_OF_BODY = re.compile(
    r"\s*CỦA\s+(?:[ỦU][ỶY] BAN|UỶ BAN|UBND|CHỦ TỊCH|GIÁM ĐỐC|BỘ|HỘI ĐỒNG|SỞ)\b"
)


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
    doc_type = _type_line(rows[at])
    if doc_type is not None:
        at, title = _title(rows, at + 1, manner)
        return at, doc_type, title
    doc_type = _type_with_title(rows, start, at)
    if doc_type is not None:
        at, title = _title(rows, at, manner, taken=len(doc_type.passage.text))
        return at, doc_type, title
    doc_type = conclusion(rows, at)
    if doc_type or (rows[at].caps and _LISTS.match(rows[at].text)):
        at, title = _title(rows, at, manner)
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
    return _type_line(row) is not None and row.caps


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
        if row.caps and (_type_line(row) is not None or _LISTS.match(row.text)):
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


def _type_line(row: Row) -> Field | None:
    """The type a title line names: the line is its name and nothing else.

    "KẾ HOẠCH"; "QUYẾT ĐỊNH:" opens the articles instead.
    """
    text = row.text
    if len(text) > 40 or text.endswith(":") or not (row.caps or row.line.centred):
        return None
    abbreviation = type_of_name(text)
    return Field(abbreviation, row.passage) if abbreviation else None


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


def _title(
    rows: Sequence[Row], at: int, manner: Manner, taken: int = 0
) -> tuple[int, Passage | None]:
    """The title's rows from `at` on: all that look like its first, up to the text.

    `taken`: letters of the first row that name the type.
    """
    if not taken:
        at += specks_below(rows, at)
    below = rows[at + 1].text if at + 1 < len(rows) else ""
    if at < len(rows) and opens_matter(below) and _OF_BODY.match(rows[at].text[taken:]):
        return _title(rows, at + 1, manner)
    stop = at + bool(taken)
    while stop < len(rows) and stop - at < 15 and _in_title(rows, at, stop, manner):
        stop += 1
    passages = list(passages_of(rows[at:stop]))
    if taken:
        rest = cut(passages[0], taken)
        passages[0] = cut(rest, len(rest.text) - len(rest.text.lstrip(" :")))
    return stop, joined(passages)


def _in_title(rows: Sequence[Row], first: int, at: int, manner: Manner) -> bool:
    row, head = rows[at], rows[first]
    if _is_below_title(rows, at):
        return False
    if at == first:
        return _may_open_title(rows, at, manner)
    if _opens_text(rows, first, at):
        return False
    has_letters = any(c.isalpha() for c in row.text)
    if (not row.gap and not has_letters) or _before_greeting(rows, first, at):
        return True
    if row.caps and head.caps:
        return _type_line(row) is None
    if row.text[:1].islower() and not rows[at - 1].text.endswith((".", ";", ":")):
        return True
    if OPENING.match(row.text) and (row.gap or rows[at - 1].text.endswith(".")):
        return False
    if row.line.box is not None:
        alike = _goes_on_full(rows, at) or _set_as(row, head)
        return alike and not leads_in(rows, at)
    if row.gap or not manner.spaced:
        return False
    return manner.wrapped or ends_block(rows, at)


def _set_as(row: Row, head: Row) -> bool:
    """Whether a row on a page is set in, centred or bold as the title's first is."""
    inset = (row.line.indent or 0) > 45 and not row.line.full
    alike = (row.line.centred and head.line.centred) or (row.bold and head.bold)
    return inset or alike


def _goes_on_full(rows: Sequence[Row], at: int) -> bool:
    """Whether a row goes on with a title's full line, and a small letter below.

    "Kết luận của Phó Chủ tịch UBND tỉnh Lê A, Phó Trưởng ban" / "Thường trực Ban An
    toàn giao thông tỉnh tại Hội nghị sơ kết công tác bảo" / "đảm trật tự …".
    """
    above, row = rows[at - 1], rows[at]
    below = rows[at + 1].text if at + 1 < len(rows) else ""
    if row.gap or not above.line.full or above.text.endswith(STOPS):
        return False
    return below[:1].islower() and not OPENING.match(row.text)


def _is_below_title(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is never a title's: a greeting, a marked item, "Kèm theo …"."""
    row = rows[at]
    if row.text.startswith("Căn cứ ") or _ATTACHED.match(row.text):
        return True
    if GREETING.match(row.text) or wires(rows, at):
        return True
    mark = read_mark(row.text)
    return mark is not None and mark.style != "-"


def _opens_text(rows: Sequence[Row], first: int, at: int) -> bool:
    """Whether the text begins: with who decides, or below capitals a long "Để …"."""
    row = rows[at]
    if row.caps:
        return _names_authority(rows, first, at)
    runs_on = rows[first].caps and len(row.text) > _RUNS_ON
    return runs_on and bool(OPENING.match(row.text))


def _before_greeting(rows: Sequence[Row], first: int, at: int) -> bool:
    """Whether the row stands with the title's first and "Kính gửi" ends them.

    "Về việc phê duyệt quy hoạch chi tiết" / "Cụm công nghiệp Gò Vàng", in plain text.
    """
    stop = at
    while stop < min(len(rows), first + 4) and not GREETING.match(rows[stop].text):
        if rows[stop].gap or len(rows[stop].text) > _RUNS_ON * 2:
            return False
        stop += 1
    return stop < len(rows) and bool(GREETING.match(rows[stop].text))


def _names_authority(rows: Sequence[Row], first: int, at: int) -> bool:
    """Whether it names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN"."""
    row = rows[at]
    if not AUTHORITY.match(fold(row.text)):
        return False
    if row.gap or not rows[first].caps:
        return True
    below = rows[at + 1 : at + 3]
    return any(OPENING.match(r.text) and not r.caps for r in below)


def _may_open_title(rows: Sequence[Row], at: int, manner: Manner) -> bool:
    row = rows[at]
    if row.caps or row.bold or row.line.centred:
        return not (row.caps and AUTHORITY.match(fold(row.text)))
    stop = at + 1
    while stop < len(rows) and not rows[stop].gap:
        if not (manner.spaced or (manner.wrapped and rows[stop].text[:1].islower())):
            break
        if _is_below_title(rows, stop):
            break
        stop += 1
    last = rows[stop - 1].text
    return not last.endswith((";", ":", ",", ".")) and len(row.text) < 300


def _title_field(title: Passage | None) -> Field | None:
    if title is None:
        return None
    text = title.text.partition("(Ban hành")[0].rstrip(" .")
    passage = cut(title, 0, len(text))
    return Field(passage.text, passage)
