"""What a line's end cuts: a number, a date, a name, a sentence that cannot end so."""

from __future__ import annotations

import re

from ccndocs.structure.marks import Mark, read_mark
from ccndocs.structure.pairs import INDENT, Pair
from ccndocs.types.tree import BULLETS, NodeKind
from ccndocs.vi.dashed import dash_in_name
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("page_words")

# A sentence cannot end with these: a number at the start of the next line is no mark.
_OPEN_END = re.compile(
    rf"(?:\b(?:{_WORDS['ends_no_sentence']})|"
    r"[-–/,(])$"
)
# "1. Phát triển kinh tế số" / "a) …": no number is wanting there.
_DIGITAL = re.compile(rf"\b(?:{_WORDS['digital']})$", re.IGNORECASE)
# Nor any line of anything with these, however its lines are broken.
_NEVER_END = re.compile(r"\s(?:của|và|hoặc|với|tại|theo|để|nhằm|cho)$")
_POINTS = re.compile(r"\b[Đđ]iểm(?:\s+\w{1,2}\s*,)+$")
_BODY = r"(?:Sở|Bộ|Ban|Cục|Chi cục|Công an|Trung tâm|Kho bạc|Đài|Ngân hàng|Thanh tra)\s"
_NAMES_CUT = (
    (re.compile(r"\b(?:Việt|Hồ|Hồ Chí)$"), re.compile(r"(?:Nam|Chí Minh|Minh)(?!\w)")),
    (re.compile(r"\b(?:của|,|;|Phó) Giám đốc$|^Giám đốc$"), re.compile(_BODY)),
    (re.compile(r"\b(?:Giám đốc|của|với|cho) (?:Sở|Bộ)$"), re.compile(f"[{CAPITALS}]")),
    # "Đơn vị phối hợp: Sở" / "Tư pháp; các đơn vị liên quan", no "Thời gian: …"
    (
        re.compile(r"[:,;] (?:Sở|Bộ|Cục|Chi cục|Vụ|Ủy ban)$"),
        re.compile(f"[{CAPITALS}](?![^,.;:]{{2,60}}:)"),
    ),
    (
        re.compile(r"(?:[:,;]|\b(?:của|và|giao)) (?:Phó )?Chủ tịch$", re.IGNORECASE),
        re.compile(r"(?:Ủy|Uỷ) ban|UBND|Hội|HĐND"),
    ),
    (
        re.compile(r"(?:[:,;]|\b(?:của|với|cho|và|giao)) Ban$", re.IGNORECASE),
        re.compile(
            r"(?:Quản lý|Chỉ (?:đạo|huy)|Thường vụ|Tổ chức|Tuyên giáo|Dân vận)\b"
        ),
    ),
)
_YEAR_AT_END = re.compile(r"\b20\d\d$")
_YEAR = re.compile(r"20\d\d(?!\d|/)")


def after_lone_mark(pair: Pair) -> bool | None:
    """A mark alone on its line takes the next: "1." / "Các cơ quan …"."""
    mark = read_mark(pair.last.text)
    if pair.head is not pair.last or mark is None or mark.length < len(pair.last.text):
        return None
    if mark.kind in (NodeKind.CHUONG, NodeKind.PHAN, NodeKind.MUC, NodeKind.TIEU_MUC):
        return None
    return pair.mark is None


def cut_mark(pair: Pair) -> bool | None:
    """A saved page breaks a mark in two: "Điều" / "3. Ủy ban nhân dân các xã …"."""
    if pair.head is not pair.last or pair.last.text != "Điều":
        return None
    return bool(_NUMBERED.match(pair.row.text))


def cut_first_name(pair: Pair) -> bool | None:
    """… or behind the first word of a name: "2. Sở" / "Tài chính tham mưu …"."""
    mark = read_mark(pair.last.text)
    if pair.head is not pair.last or pair.mark is not None or pair.row.gap:
        return None
    if mark is None or not _FIRST_OF_NAME.fullmatch(
        pair.last.text[mark.length :].strip()
    ):
        return None
    return True if re.match(f"[{CAPITALS}]", pair.row.text) else None


_NUMBERED = re.compile(r"\d{1,3}\s?[.:]")
_FIRST_OF_NAME = re.compile(
    r"(?:Giao )?(?:Sở|Bộ|Ban|Cục|Chi cục|Phòng|Ủy|Uỷ|Ủy ban|Hội|Viện)"
)


def broken_dash(pair: Pair) -> bool | None:
    """The dash of "kinh tế - xã hội" or "05 - 06%" at a line's start is no mark.

    Nor is that of "Sở Lao động / - Thương binh và Xã hội", "giai đoạn 2026 / - 2030".
    """
    if pair.mark is None or pair.mark.style != "-" or pair.stopped or pair.row.gap:
        return None
    behind = pair.row.text[pair.mark.length :].lstrip()
    years = _YEAR_AT_END.search(pair.last.text) and _YEAR.match(behind)
    if years or dash_in_name(pair.last.text, behind):
        return True
    if not pair.manner.wrapped:
        return None
    following = pair.row.text[pair.mark.length :][:1]
    figures = following.isdigit() and pair.last.text[-1:].isdigit()
    return True if following.islower() or figures or _hangs_out(pair) else None


def _hangs_out(pair: Pair) -> bool:
    """Whether a dash stands left of its paragraph's first line, below a full line.

    "… gặp bà Lê Thị Mỗ" / "- Chuyên viên Văn phòng": items are not set further out.
    """
    head, last, row = pair.head.line, pair.last.line, pair.row.line
    if head.indent is None or row.indent is None or not last.full:
        return False
    same = head.page == row.page and pair.last.text[-1:].isalnum()
    return same and head.indent - row.indent > INDENT


def broken_reference(pair: Pair) -> bool | None:
    """A number after "Điều", "số", "ngày" or a comma goes on: "tại Điều / 5. …".

    Not so a letter after a comma: "… các sở, ngành, / b) Hướng dẫn …"; but it does in
    "tại các điểm a, / b) khoản 2".
    """
    if pair.mark is None or pair.row.gap or not pair.manner.wrapped:
        return None
    if pair.mark.kind in BULLETS:
        return None
    if pair.last.text.endswith(","):
        return True if _counts_on(pair.mark, pair.last.text) else None
    return True if _wants_more(pair.last.text) else None


def _counts_on(mark: Mark, above: str) -> bool:
    """Whether a mark below a comma counts on: "tại các điểm a, / b) khoản 2".

    "… phương án được duyệt, / Điều 4. Quyết định này": a full stop read as a comma.
    """
    if mark.kind is NodeKind.LETTER:
        return bool(_POINTS.search(above))
    return mark.kind is not NodeKind.DIEU or above[-2:-1].isdigit()


def _wants_more(text: str) -> bool:
    """Whether a line cannot end a sentence: "… theo Nghị định số"."""
    return _OPEN_END.search(text) is not None and _DIGITAL.search(text) is None


_BEFORE_DATE = re.compile(r"\b(?:ngày|tháng|quý|năm|từ|đến|trước|hết)$", re.IGNORECASE)
_DATE_FIRST = re.compile(
    r"(?:\d{1,2}/)?(?:\d{1,2}|[IVX]{1,4})/(?:19|20)\d\d\b|\d{1,2}/\d{1,2}\b"
)


def broken_date(pair: Pair) -> bool | None:
    """A date is broken: "hoàn thành trong tháng / 4/2031.", "trong quý / II/2031"."""
    if pair.row.gap or pair.stopped or not _BEFORE_DATE.search(pair.last.text):
        return None
    return True if _DATE_FIRST.match(pair.row.text) else None


# "theo Kết luận 202-" / "KL/TW năm 2025; …", "số 45/" / "UBND-KT"
_SYMBOL_OPEN = re.compile(rf"\d(?:/[{CAPITALS}]\w{{0,4}})?[-–/]$")
_SYMBOL_REST = re.compile(rf"[{CAPITALS}]{{1,8}}(?:[/–-][{CAPITALS}]|[,;.)\s])")


def broken_symbol(pair: Pair) -> bool | None:
    """A document's number is broken: "Kết luận 202-" / "KL/TW năm 2025"."""
    return _is_cut(pair, _SYMBOL_OPEN, _SYMBOL_REST)


def _is_cut(pair: Pair, end: re.Pattern[str], rest: re.Pattern[str]) -> bool | None:
    """Whether one thing is cut: a line ends so, and the unmarked next one begins so."""
    cut = pair.mark is None and not pair.row.gap and end.search(pair.last.text)
    return True if cut and rest.match(pair.row.text) else None


_NAME_AT_END = re.compile(rf"[,:]\s+(?:và\s+)?[{CAPITALS}]\w*$")
_REST_OF_NAME = re.compile(rf"[{CAPITALS}]\w*(?:,\s|\svà\s|;\s)")


def broken_name(pair: Pair) -> bool | None:
    """A name in a list is broken: "các tỉnh: Đông Hà, Bình / Sơn, Lâm Hạ rà soát …"."""
    return _is_cut(pair, _NAME_AT_END, _REST_OF_NAME)


def goes_on_open(pair: Pair) -> bool | None:
    """A run of bold or italic that is not closed goes on: "**5. Cục" / "Di sản …**".

    So does a line that cannot end a sentence: "Ngày 31 tháng 10 năm" / "2025, …", or
    that cuts a name: "8. Ngân hàng Nhà nước Việt" / "Nam - Chi nhánh …".
    """
    if pair.row.gap or pair.stopped:
        return None
    if pair.last.open or (pair.manner.wrapped and _wants_more(pair.last.text)):
        return True
    if pair.mark is None and _NEVER_END.search(pair.last.text):
        return True
    for cut_off, end in _NAMES_CUT:
        if cut_off.search(pair.last.text) and end.match(pair.row.text):
            return True
    return None
