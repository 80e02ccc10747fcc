"""Whether a line goes on with the paragraph above it.

Each pair of neighbouring lines is judged by the rules at the end of this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccndocs.structure.manner import Manner
from ccndocs.structure.margin import STOPS, behind_margin, no_room
from ccndocs.structure.marks import Mark, read_mark
from ccndocs.structure.rows import Row
from ccndocs.types.tree import BULLETS, NodeKind
from ccndocs.vi.charged_lines import charges_below
from ccndocs.vi.dashed import dash_in_name
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import role_label
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb

_WORDS = word_lists("page_words")

# A sentence cannot end with these: a number at the start of the next line is no mark.
_OPEN_END = re.compile(
    rf"(?:\b(?:{_WORDS['ends_no_sentence']})|"
    r"[-–/,(])$"
)
# "1. Phát triển kinh tế số" / "a) …": no number is wanting there.
_DIGITAL = re.compile(rf"\b(?:{_WORDS['digital']})$", re.IGNORECASE)
# Nor any line of anything with these, however its lines are broken.
_NEVER_END = re.compile(r"\s(?:của|và|hoặc|với|tại|theo)$")
_POINTS = re.compile(r"\b[Đđ]iểm(?:\s+\w{1,2}\s*,)+$")
_BODY = r"(?:Sở|Bộ|Ban|Cục|Chi cục|Công an|Trung tâm|Kho bạc|Đài|Ngân hàng|Thanh tra)\s"
_NAMES_CUT = (
    (re.compile(r"\b(?:Việt|Hồ|Hồ Chí)$"), re.compile(r"(?:Nam|Chí Minh|Minh)(?!\w)")),
    (re.compile(r"\b(?:của|,|;|Phó) Giám đốc$|^Giám đốc$"), re.compile(_BODY)),
    (re.compile(r"\b(?:Giám đốc|của|với|cho) (?:Sở|Bộ)$"), re.compile(f"[{CAPITALS}]")),
)
_YEAR_AT_END = re.compile(r"\b20\d\d$")
_YEAR = re.compile(r"20\d\d(?!\d|/)")
_ENACTING = re.compile(r"(?:quyet dinh|quyet nghi)\W*|(?:nghi quyet|chi thi)\s*:\W*")
_GROUND = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring rows: `head` opens the paragraph that `last` ends so far."""

    head: Row
    last: Row
    row: Row
    mark: Mark | None
    manner: Manner

    @property
    def stopped(self) -> bool:
        """Whether the first ends as a sentence or an entry does."""
        return self.last.text.endswith(STOPS)

    @property
    def small(self) -> bool:
        """Whether the second starts with a small letter."""
        return self.row.text[:1].islower()


def is_enacting(text: str) -> bool:
    """The line between the bases of a decision and its articles: "QUYẾT ĐỊNH:"."""
    return len(text) < 20 and text.isupper() and bool(_ENACTING.fullmatch(fold(text)))


Rule = Callable[[Pair], bool | None]


def continues(group: Sequence[Row], row: Row, manner: Manner) -> bool:
    """Whether `row` goes on with the paragraph of `group`."""
    pair = Pair(group[0], group[-1], row, read_mark(row.text), manner)
    for rule in RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def after_lone_mark(pair: Pair) -> bool | None:
    """A mark alone on its line takes the next: "1." / "Các cơ quan …"."""
    mark = read_mark(pair.last.text)
    if pair.head is not pair.last or mark is None or mark.length < len(pair.last.text):
        return None
    if mark.kind in (NodeKind.CHUONG, NodeKind.PHAN, NodeKind.MUC, NodeKind.TIEU_MUC):
        return None
    return pair.mark is None


def other_column(pair: Pair) -> bool | None:
    """Cells of a table part paragraphs."""
    if pair.row.bars or pair.row.role is not pair.last.role:
        return False
    return None


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
    return same and head.indent - row.indent > _INDENT


_INDENT = 12  # points: as a first line is set in


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
_SYMBOL_OPEN = re.compile(rf"\d(?:/[{CAPITALS}]{{1,5}})?[-–/]$")
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


def opens_item(pair: Pair) -> bool | None:
    """A mark opens a paragraph."""
    return False if pair.mark is not None else None


def under_heading(pair: Pair) -> bool | None:
    """A line marked up as a heading ("## …") stands alone."""
    return False if pair.last.heading or pair.row.heading else None


def opens_role_line(pair: Pair) -> bool | None:
    """So does a role label, unless it stands in a sentence."""
    if role_label(pair.row.text) is None or pair.small:
        return None
    return False


def opens_ground(pair: Pair) -> bool | None:
    """Each "Căn cứ …" is a paragraph, and so is "QUYẾT ĐỊNH:" below them."""
    if is_enacting(pair.row.text) or is_enacting(pair.last.text):
        return False
    return False if pair.stopped and _GROUND.match(pair.row.text) else None


def opens_closing(pair: Pair) -> bool | None:
    """What ends a document stands alone: "Văn phòng Chính phủ thông báo để … biết"."""
    return False if pair.stopped and _CLOSING.match(pair.row.text) else None


_CLOSING = re.compile(
    r"Trên đây là\s|Văn phòng [^.;:]{2,60}?\s(?:xin |trân trọng )?"
    r"(?:thông báo|kính báo)(?!\w)"
)


def opens_duties(pair: Pair) -> bool | None:
    """So does a line that only says whose work follows: "Sở Y tế có trách nhiệm:"."""
    return False if pair.stopped and charges_below(pair.row.text) else None


def below_lead_in(pair: Pair) -> bool | None:
    """What an announcement opens stands below it: "… có ý kiến như sau:" / "Sở A …"."""
    return False if _ANNOUNCES.search(pair.last.text) and not pair.small else None


_ANNOUNCES = re.compile(r"\b(?:như sau|sau đây|sau)\s*:$")


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


def goes_on_small(pair: Pair) -> bool | None:
    """A small letter after an unfinished line goes on, over blank lines and pages."""
    if pair.small and not pair.stopped:
        return True
    return None


def after_blank(pair: Pair) -> bool | None:
    """A blank line parts paragraphs."""
    return False if pair.row.gap else None


def one_line_each(pair: Pair) -> bool | None:
    """In text that is not wrapped a line is a paragraph, but for broken numbers."""
    if pair.manner.wrapped:
        return None
    broken = pair.row.text[:1].isdigit() and not pair.stopped
    return broken and len(pair.last.text) > 60


def by_margin(pair: Pair) -> bool | None:
    """Where a program broke all lines at one column, that tells."""
    if pair.manner.margin is None or pair.small:
        return None
    goes_on = behind_margin(pair.last.text, pair.row.text, pair.manner.margin)
    return goes_on and pair.last.caps == pair.row.caps


def by_place(pair: Pair) -> bool | None:
    """Where places are known: a first-line indent or a short line before it parts."""
    last, row = pair.last.line, pair.row.line
    if row.box is None or row.indent is None or last.indent is None:
        return None
    if last.centred != row.centred and not pair.small:
        return False
    inset = row.page == last.page and row.indent - last.indent > _INDENT
    if _below_title(pair):
        return False
    if inset and not pair.small and (pair.stopped or last.full is False):
        return False
    if last.full is False and pair.stopped and not pair.small:
        return False
    if last.full and not pair.stopped and pair.last.bold == pair.row.bold:
        return True
    return None


def _below_title(pair: Pair) -> bool:
    """Whether a first line stands right below a mark's short line: a title's.

    "2. Khi nước vượt báo động II" / "Chủ tịch UBND xã …", both set in as first lines
    are. A sentence that goes on below a short line would stand at the text's edge.
    """
    last, row = pair.last.line, pair.row.line
    if pair.head is not pair.last or read_mark(pair.head.text) is None or pair.small:
        return False
    if row.indent is None or last.indent is None or last.full is not False:
        return False
    level = row.page == last.page and abs(row.indent - last.indent) < _INDENT / 2
    return level and row.indent > _INDENT and row.full is True


def bold_edge(pair: Pair) -> bool | None:
    """A bold line over a plain one is its heading."""
    edge = pair.last.bold and pair.head.bold and not pair.row.bold and not pair.small
    if edge and (not pair.manner.spaced or pair.last.caps != pair.row.caps):
        return False
    return None


def in_block(pair: Pair) -> bool | None:
    """Where blank lines part paragraphs, lines without one between belong together."""
    return True if pair.manner.spaced else None


def by_length(pair: Pair) -> bool | None:
    """A line that ended early ended its paragraph."""
    if pair.small:
        return True
    share = len(pair.last.text) / pair.manner.width
    if pair.stopped:
        return share > 0.9 and no_room(pair.last.text, pair.row.text, pair.manner.width)
    opening = pair.head is pair.last and not pair.last.bold and not pair.last.italic
    if pair.manner.marked and opening:
        return True
    if pair.manner.short_first and opening and _cut_short(pair):
        return True
    return share > 0.6 and pair.last.caps == pair.row.caps


def _cut_short(pair: Pair) -> bool:
    """Whether an item's first line cannot end it: "- Tham mưu Ủy ban" / "Nhân dân …".

    An order below "1. Giao Sở Nội vụ" or another heading is a paragraph of its own.
    """
    mark = read_mark(pair.head.text)
    if mark is None or pair.row.caps or pair.head.caps:
        return False
    return opens_with_verb(pair.head.text[mark.length :]) and not (
        opens_with_verb(pair.row.text) or pair.row.text.rstrip().endswith(":")
    )


RULES: tuple[Rule, ...] = (
    after_lone_mark,
    other_column,
    broken_dash,
    broken_reference,
    broken_date,
    broken_symbol,
    broken_name,
    opens_item,
    under_heading,
    opens_role_line,
    opens_ground,
    opens_closing,
    opens_duties,
    below_lead_in,
    goes_on_open,
    goes_on_small,
    after_blank,
    one_line_each,
    by_margin,
    by_place,
    bold_edge,
    in_block,
    by_length,
)
"""The first that answers wins: true to join, false to part."""
