"""The title below the type: which rows are its own, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.addressees import GREETING, wires
from ccndocs.structure.letterhead import joined, opens_matter
from ccndocs.structure.manner import Manner
from ccndocs.structure.margin import STOPS, no_room
from ccndocs.structure.marks import read_mark
from ccndocs.structure.openings import AUTHORITY, OPENING, ends_block
from ccndocs.structure.rows import Row, cut, is_caps, passages_of
from ccndocs.structure.title_rows import leads_in, specks_below
from ccndocs.types.tree import Field, Passage
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.fold import fold

_RUNS_ON = 60  # characters: a longer row is no line of its own
_ATTACHED = re.compile(
    r"\(?(?:Ban hành )?[Kk]èm theo\b|\(Ban hành|"
    r"\((?:[Tt]rình|[Tt]ại|[Ss]ố liệu|[Tt]ài liệu|[Pp]hục vụ|[Bb]áo cáo)\s"
)

# "QUYẾT ĐỊNH" / "CỦA ỦY BAN NHÂN DÂN TỈNH" / "V/v …": whose act it is, then its matter
_OF_BODY = re.compile(
    r"\s*CỦA\s+(?:[ỦU][ỶY] BAN|UỶ BAN|UBND|CHỦ TỊCH|GIÁM ĐỐC|BỘ|HỘI ĐỒNG|SỞ)\b"
)


def type_line(row: Row) -> Field | None:
    """The type a title line names: the line is its name and nothing else.

    "KẾ HOẠCH"; "QUYẾT ĐỊNH:" opens the articles instead.
    """
    text = row.text
    if len(text) > 40 or text.endswith(":") or not (row.caps or row.line.centred):
        return None
    abbreviation = type_of_name(text)
    return Field(abbreviation, row.passage) if abbreviation else None


def read_title(
    rows: Sequence[Row], at: int, manner: Manner, taken: int = 0
) -> tuple[int, Passage | None]:
    """The title's rows from `at` on: all that look like its first, up to the text.

    `taken`: letters of the first row that name the type.
    """
    if not taken:
        at += specks_below(rows, at)
    below = rows[at + 1].text if at + 1 < len(rows) else ""
    if at < len(rows) and opens_matter(below) and _OF_BODY.match(rows[at].text[taken:]):
        return read_title(rows, at + 1, manner)
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
    if row.caps and _is_caps(head):
        return type_line(row) is None
    above = rows[at - 1].text
    if row.text[:1].islower() and not above.endswith((".", ";", ":")):
        return True
    if OPENING.match(row.text) and (row.gap or above.endswith(".")):
        return False
    if row.line.box is not None:
        alike = _goes_on_full(rows, at) or _set_as(row, head)
        return alike and not leads_in(rows, at)
    if row.gap or not manner.spaced:
        return _cuts_name(above, row, manner)
    return manner.wrapped or ends_block(rows, at)


def _is_caps(row: Row) -> bool:
    """Whether a row is in capitals; a saved page breaks behind the title's "VỀ"."""
    return row.caps or row.text == "VỀ"


def _cuts_name(above: str, row: Row, manner: Manner) -> bool:
    """Whether a margin cuts a name or a year: "… huyện Phú" / "Bình đến năm 2030"."""
    if not manner.wrapped or row.gap:
        return False
    if _OF.search(above):
        return True
    if not no_room(above, row.text, manner.width):
        return False
    if above.endswith("năm"):
        return bool(re.match(r"(?:19|20)\d\d\b", row.text))
    return bool(_PLACE_CUT.search(above) and _REST_OF_PLACE.match(row.text))


# A name of one word ends only the shortest names of places; a body's goes on here.
_PLACE_CUT = re.compile(r"\b(?:huyện|xã|phường|tỉnh|thành phố|thị xã) [^\W\d_]+$")
_REST_OF_PLACE = re.compile(
    r"(?!Sở|Bộ|Ban|Ủy|Uỷ|UBND|Các|Chủ|Hội|Công|Văn)[^\W\d_a-z]\w+ [^\W\d_]"
)


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
    """Whether the text begins: with who decides, or below a title a long "Để …"."""
    row = rows[at]
    if row.caps:
        return _names_authority(rows, first, at)
    titled = _is_caps(rows[first]) or _ABOUT.match(rows[first].text)
    long = len(row.text) > _RUNS_ON
    return bool(titled and long and OPENING.match(row.text))


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
    if not AUTHORITY.match(fold(row.text)) or _OF.search(rows[at - 1].text):
        return False
    if row.gap or not _is_caps(rows[first]):
        return True
    below = rows[at + 1 : at + 3]
    whole = " ".join(r.text for r in below)  # "Căn" / "cứ Luật …"
    opens = any(OPENING.match(r.text) and not r.caps for r in below)
    return opens or (bool(OPENING.match(whole)) and not is_caps(whole))


# "… NGHỊ QUYẾT SỐ 41/NQ-HĐND CỦA" / "HỘI ĐỒNG NHÂN DÂN TỈNH VỀ …": the title's own
_OF = re.compile(r"\b(?:của|và|do|với|tại|số)$", re.IGNORECASE)


_ABOUT = re.compile(r"[Vv]ề\s(?:việc\s)?\w")


def _may_open_title(rows: Sequence[Row], at: int, manner: Manner) -> bool:
    row = rows[at]
    if _is_caps(row) or row.bold or row.line.centred:
        return not (row.caps and AUTHORITY.match(fold(row.text)))
    if _ABOUT.match(row.text) and len(row.text) < 300:
        return True
    stop = at + 1
    while stop < len(rows) and not rows[stop].gap:
        if not (manner.spaced or (manner.wrapped and rows[stop].text[:1].islower())):
            break
        if _is_below_title(rows, stop):
            break
        stop += 1
    last = rows[stop - 1].text
    return not last.endswith((";", ":", ",", ".")) and len(row.text) < 300
