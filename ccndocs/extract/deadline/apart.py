"""Times that stand apart: "Tháng 6/2026, tổ chức …", "… (Quý II/2026)".

They open the clause, or stand alone behind it or between two orders.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import GOAL, ORDER, acts_at, opens_order
from ccndocs.extract.deadline.scan import (
    FLAGS,
    Found,
    Scan,
    dated_stretch,
    needs,
    period,
    since,
)
from ccndocs.extract.deadline.stretch import FURTHER, stretch_value
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Unit
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

_DONE = re.compile(r"\bđã\b", FLAGS)

_AT_CLAUSE = re.compile(
    r"(?:^|[;.]\s)\s*(?P<since>từ\s+)?"
    r"(?=năm|qu[ýí]|tháng|ngày|(?:\d|hai\s|ba\s|sáu\s|chín\s)\S*\s*(?:tháng|qu[ýí])\s+(?:đầu|cuối))",
    FLAGS,
)
_GOES_ON = re.compile(r"\s*(?:trở\s+đi)?\s*[,:]?\s*")


@needs("năm|quý|quí|tháng|ngày")
def find_opening(scan: Scan) -> Iterator[Found]:
    """Prose: "Tháng 6/2026, tổ chức …"; "Từ ngày 01/7/2026 thực hiện …"."""
    if scan.is_time_line:
        return
    for match in _AT_CLAUSE.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None or stretch.last.year is None:
            continue
        rest = scan.after(_end_of(_GOES_ON, scan, stretch.span.stop))
        unit = stretch.last.unit
        if (unit is Unit.DAY and not match["since"]) or not _is_order_to_come(
            scan, stretch, rest
        ):
            continue
        begins = match["since"] and stretch.first == stretch.last
        value = since(stretch.first) if begins else period(stretch)
        start = match.start("since") if match["since"] else stretch.span.start
        yield Found(Span(start, stretch.span.stop), value, "opening")


_ORDERED = re.compile(
    rf"""(?:(?:tiếp\ tục|tập\ trung|phải|cần|khẩn\ trương|chủ\ động)\s+)*
    (?:{ORDER.pattern})""",
    FLAGS,
)


def _end_of(pattern: re.Pattern[str], scan: Scan, at: int) -> int:
    match = pattern.match(scan.text, at)
    return match.end() if match else at


def _is_order_to_come(scan: Scan, stretch: Stretch, rest: str) -> bool:
    """Whether `rest`, after a time that opens its clause, orders and sets no goal."""
    if scan.issued_on is None and stretch.last.unit is Unit.YEAR:
        return False
    if scan.is_past(stretch.last.last()) or GOAL.search(rest):
        return False
    return bool(_ORDERED.match(rest)) or clear_verb_at(rest, 0)


# "… trên địa bàn (Quý II/2026)." | "… trực tuyến. Từ ngày 21/4 đến 28/4/2026." |
# "… quy hoạch (Sở Xây dựng - tháng 6/2026)."
_APART = re.compile(
    r"""(?:\(|[.;]\s|:|,\s+(?=dự\s)|(?:,|\s[-–])\s+(?=[^()]{0,60}\)[\s.;/]*$))\s*(?P<expected>dự\s+kiến(?:\s+(?:vào|là|trong))?\s+)?(?P<from>từ\s+)?
    (?=ngày\s|tháng\s|qu[ýí]\s|năm\s|\d{1,2}\s*(?:giờ|h)\s*(?:\d\d\s+)?ngày|\d{1,2}\s+và\s+\d{1,2}\s*/)""",
    FLAGS,
)
# "(theo báo cáo của Sở A, tháng 6/2026)" says of when a paper is
_CITES = re.compile(
    r"(?:^[^()]*$|\((?:[^()]*\s)?(?:theo|số\sliệu|báo\scáo|công\svăn|văn\sbản|quyết\sđịnh|"
    r"nghị\squyết|thông\sbáo|kế\shoạch|hội\snghị)\s[^()]*$)",
    FLAGS,
)
# … or where it takes place
_NOTHING = re.compile(
    r"(?:,?\s+tại\s[^.;:\d]{3,60}(?:\s\d{1,3})?)?(?=[;.]\s|[\s).;/]*$)"
)


@needs("ngày|tháng|quý|quí|năm|dự kiến", "(|.|:|,|;")
def find_apart(scan: Scan) -> Iterator[Found]:
    """Prose: a time that stands alone behind an order, and nothing after it."""
    if scan.is_time_line:
        return
    for match in _APART.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        further = FURTHER.match(scan.text, stretch.span.stop) if stretch else None
        end = further.end() if further else stretch.span.stop if stretch else 0
        if stretch is None or not _NOTHING.match(scan.text, end):
            continue
        in_row = match[0][0] in ", " and not match["expected"]
        if in_row and _CITES.search(scan.before(match.start())):
            continue
        stretch, flags = dated_stretch(scan, stretch)
        is_day = stretch.last.unit is Unit.DAY and stretch.first == stretch.last
        labelled = match["expected"] or match[0].startswith(":")
        labelled = labelled and not further  # "… đầu tư: quý IV/2026."
        if labelled and stretch.last.unit is Unit.YEAR:
            continue
        if (
            (is_day and not labelled)
            or stretch.last.year is None
            or scan.is_past(stretch.last.last())
        ):
            continue
        before = scan.left(match.start(), 1200)
        if opens_order(before) and not GOAL.search(before) and not _DONE.search(before):
            value, span = stretch_value(scan, stretch)
            if match["from"] and stretch.first == stretch.last:
                value = since(stretch.first)  # "…; từ tháng 9/2026"
            start = match.start("from") if match["from"] else span.start
            score = 1.0 if labelled else 0.9
            yield Found(Span(start, span.stop), value, "apart", score, flags)


# "thẩm định, ngày 15/4/2026 trình UBND tỉnh": a day between two orders
_BETWEEN = re.compile(r",\s*(?=ngày\s+\d)", FLAGS)


_CODE = re.compile(r"\d+/\S+$")  # "Công văn số 12/UBND, ngày 15/4/2026"


@needs("ngày", ",")
def find_between(scan: Scan) -> Iterator[Found]:
    """Prose: a day to come after a comma, and the order that is due on it."""
    if scan.is_time_line:
        return
    for match in _BETWEEN.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None or stretch.last.year is None or stretch.last.day is None:
            continue
        before, rest = scan.before(match.start()), scan.after(stretch.span.stop)
        is_due = opens_order(before) and not _CODE.search(before)
        is_due = is_due and opens_with_verb(rest.lstrip())
        if is_due and not scan.is_past(stretch.last.last()) and not _DONE.search(rest):
            value, span = stretch_value(scan, stretch)
            yield Found(span, value, "between", 0.9)


# "Hoàn thành số hóa hồ sơ: năm 2026 số hóa 60%, năm 2027 số hóa phần còn lại"
_STAGE = re.compile(
    r"(?:[:;,]|\bvà)\s+(?:trong\s+|riêng\s+)?(?=năm\s+20\d\d|tháng\s+\d|qu[ýí]\s)",
    FLAGS,
)
_NO_STAGE = re.compile(
    r"\s*,?\s*(?:phấn\s+đấu|đạt|có|còn|là|được|đã|sẽ|tăng|giảm)\b", FLAGS
)
_AIMS = re.compile(r"\b(?:mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|kết\s+quả)\b", FLAGS)


@needs("năm|tháng|quý|quí", digit=True)
def find_stages(scan: Scan) -> Iterator[Found]:
    """Prose: an order in stages, "…: năm 2026 số hóa 60%, năm 2027 số hóa …"."""
    if scan.is_time_line or scan.issued_on is None:
        return
    stages: list[Stretch] = []
    for match in _STAGE.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None or stretch.last.year is None:
            continue
        rest = scan.text[stretch.span.stop :]
        rest = rest.lstrip(" ,")
        works = acts_at(rest, 0) or rest.startswith(("xong ", "hoàn "))
        goes_on = works and not _NO_STAGE.match(rest)
        if goes_on and not scan.is_past(stretch.last.last()):
            stages.append(stretch)
    before = scan.text[: stages[0].span.start] if stages else ""
    if len(stages) > 1 and opens_order(before) and not _AIMS.search(before):
        for stage in stages:
            yield Found(stage.span, period(stage), "stage", 0.9)


RULES = (find_between, find_opening, find_apart, find_stages)
