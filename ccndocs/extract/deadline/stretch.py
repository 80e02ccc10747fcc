"""Stretches of time: from a date to another, and from a date on."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.fixed import lasts
from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    has_order,
    is_goal,
    opens_order,
    tells_which,
    without_entries,
)
from ccndocs.extract.deadline.periodic import OPENS
from ccndocs.extract.deadline.scan import (
    FLAGS,
    Found,
    Scan,
    by,
    dated_stretch,
    needs,
    period,
    recurring,
    since,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Unit, moment_at

FURTHER = re.compile(
    r"\s*,?\s*(?:và|,)\s*(?:các|những|cho\s+các)\s+năm\s+(?:tiếp\s+theo|sau)"
    r"|\s*trở\s+(?:đi|về\s+sau)",
    FLAGS,
)


def stretch_value(scan: Scan, stretch: Stretch) -> tuple[Deadline, Span]:
    """Period, or open end where "và các năm tiếp theo" follows; one day is a `by`."""
    further = FURTHER.match(scan.text, stretch.span.stop)
    if further:
        return since(stretch.first), Span(stretch.span.start, further.end())
    if stretch.first.unit is Unit.DAY and stretch.first == stretch.last:
        return by(stretch.last, exclusive=False), stretch.span
    return period(stretch), stretch.span


_FROM_TO = re.compile(
    r"""(?:\b(?P<span>trong\s+(?:giai\s+đoạn|thời\s+gian|khoảng(?:\s+thời\s+gian)?)\s+(?:từ\s+)?)
    |\b(?P<begin>bắt\s+đầu\s+(?:kể\s+)?|kể\s+)?từ\s+|\bbắt\s+đầu\s+(?:vào\s+)?(?=ngày\s))(?:thứ\s+\w+\s*,?\s*(?=ngày))?(?:(?:kỳ|phiên|số|đợt)(?:\s+[^\W\d]+){0,3}?\s+(?=tháng\s+\d))?(?=ngày|tháng|quý|quí|năm|\d|T\.?\s*\d|nay|(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s*(?:ngày\s+)?\d|(?:sáng|trưa|chiều|tối|đêm)\s)""",
    FLAGS,
)
_UNTIL_NOW = re.compile(
    r"(?:nay|ngày\s+(?:ký|ban\s+hành)(?:\s+[^\W\d]+){0,4}?)\s+(?:cho\s+)?đến\s+(?:hết\s+)?",
    FLAGS,
)
_DATA = re.compile(
    r"tính\s*$|số\s+liệu|kỳ\s+báo\s+cáo|(?<!còn\s)hiệu\s+lực|(?<!còn\s)giá\s+trị(?:\s+sử\s+dụng)?\s*$",
    FLAGS,
)
# "từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 6 của kỳ báo cáo"
WINDOW = re.compile(r"kỳ\s+báo\s+cáo", FLAGS)


@needs("từ|trong|bắt đầu")
def find_range(scan: Scan) -> Iterator[Found]:
    """Reads "từ ngày 23/3/2026 đến 27/3/2026"; "Từ Quý I/2026"; "từ nay đến 31/12"."""
    for match in _FROM_TO.finditer(scan.text):
        before = scan.before(match.start())
        said = without_entries(before)
        if _DATA.search(said, max(0, len(said) - 40)):
            continue
        if WINDOW.search(scan.after(match.end())):
            continue
        now = _UNTIL_NOW.match(scan.text, match.end())
        at = now.end() if now else match.end()
        stretch = stretch_at(scan.text, at, bare=True)
        if stretch is None:
            continue
        stretch = (
            stretch if now or stretch.first != stretch.last else _closed(scan, stretch)
        )
        stretch, flags = dated_stretch(scan, stretch)
        span = Span(match.start(), stretch.span.stop)
        value: Deadline | None
        if now:
            value = by(stretch.last, exclusive=False)
        elif stretch.first != stretch.last:
            value = period(stretch)
        else:
            value = None if match["span"] else since(stretch.first)
            span = Span(span.start, _end_of(FURTHER, scan, span.stop))
        if value and said != before and _began(scan, value):
            continue  # "nhập số liệu vào hệ thống từ ngày 01/01 đến …": of which days
        if value and (scan.is_time_line or _orders_range(scan, span, value)):
            found = Found(span, value, "range", flags=flags)
            yearly = stretch.first != stretch.last and _YEARLY.search(before)
            yield _each_year(found, stretch) if yearly else found


# "mở cổng từ 8 giờ ngày 04/5 | và đóng lúc 17 giờ ngày 12/5/2026"
_CLOSED_AT = re.compile(
    r"""\s*,?\s*và\s+(?:(?:đóng|kết\s+thúc|dừng|ngừng|khóa|mở\s+lại|khép|hạ)(?:\s+[^\W\d]+){0,4}?
    |(?:kéo\s+dài\s+)?(?:đến|tới)(?:\s+hết)?)\s+(?:(?:lúc|vào|hồi|hết|đến)\s+){0,2}
    (?=ngày\s+\d|\d{1,2}\s*(?:giờ|h)\b|\d{1,2}h\d\d|\d{1,2}/\d)""",
    FLAGS,
)


def _closed(scan: Scan, stretch: Stretch) -> Stretch:
    """The same up to the day on which what it opens is closed again."""
    link = _CLOSED_AT.match(scan.text, stretch.span.stop)
    last = moment_at(scan.text, link.end(), bare=True) if link else None
    first = stretch.first
    if last is None or last.unit is not Unit.DAY or first.unit is not Unit.DAY:
        return stretch
    if first.year is None and last.year is not None:
        first = first.in_year(last.year)
    elif last.year is None and first.year is not None:
        last = last.in_year(first.year)
    ordered = (first.index, first.day) <= (last.index, last.day)
    span = Span(stretch.span.start, last.span.stop)
    return Stretch(span, first, last) if ordered else stretch


# "Tổ chức Tuần lễ biển hằng năm từ ngày 01 đến 08/6": of every year
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi)\s+năm\s*[,(]?\s*$", FLAGS)


def _each_year(found: Found, stretch: Stretch) -> Found:
    """The same of every year: from its first day or month on."""
    first = stretch.first
    day = f";BYMONTHDAY={first.day}" if first.day else ""
    by_month = f";BYMONTH={first.index}{day}"
    if first.unit not in (Unit.DAY, Unit.MONTH):
        by_month = ""
    value = recurring(f"FREQ=YEARLY{by_month}")
    return Found(found.span, value, "yearly", found.score)


def _end_of(pattern: re.Pattern[str], scan: Scan, at: int) -> int:
    match = pattern.match(scan.text, at)
    return match.end() if match else at


# "cho người lao động nghỉ từ ngày 02/9 đến ngày 05/9"
_DONE = re.compile(r"\bđã\b", FLAGS)
OFF_DUTY = re.compile(
    r"""(?<!kỳ\s)(?<!lịch\s)(?<!được\s)(?<!ngày\s)\b(?:nghỉ(?!\s+(?:hưu|việc))|trực)\b
    [^,;]{0,40}$""",
    FLAGS,
)


def _orders_range(scan: Scan, span: Span, value: Deadline) -> bool:
    """In prose only times to come, of an order, at the end of its clause."""
    if value.kind is DeadlineKind.FROM:
        return _begins(scan, span, value)
    if value.end is None:
        return False
    is_late = scan.issued_on is None or value.end >= scan.issued_on.isoformat()
    before = scan.before(span.start)
    before = before if _began(scan, value) else without_entries(before)
    if not before.strip(" -+") and opens_order(scan.after(span.stop).lstrip(" ,")):
        return is_late and value.kind is DeadlineKind.BY
    if not _names_day(scan, span):
        return is_late and lasts(scan, span.start, span.stop)
    return (
        is_late
        and not is_goal(scan, span.start)
        and not (_REPORTED.search(before) or tells_which(before))
        and not (_REPORTED_FAR.search(before) and _began(scan, value))
        and not _DONE.search(before)
        and (has_order(before) or bool(OFF_DUTY.search(before)))
        and bool(ENDS_CLAUSE.match(scan.text, span.stop))
    )


# "đánh giá kết quả bồi thường từ ngày 01/01 đến ngày 31/3": what is reported on
_REPORTED = re.compile(
    r"\b(?:kết\s+quả|tình\s+hình|số\s+liệu)(?:\s+\w+){0,6}\s*$", FLAGS
)
# "báo cáo kết quả phòng dịch của đơn vị từ ngày …": a report on what began before it
_REPORTED_FAR = re.compile(
    r"\bbáo\s+cáo\s+(?:đánh\s+giá\s+)?(?:kết\s+quả|tình\s+hình)"
    r"(?:(?!\b(?:về|gửi|cho)\b)[^,;.]){0,120}$",
    FLAGS,
)


def _began(scan: Scan, value: Deadline) -> bool:
    """Whether a range begins before the document's date, or that is not known."""
    if scan.issued_on is None or value.start is None:
        return scan.issued_on is None
    return value.start < scan.issued_on.isoformat()


def _names_day(scan: Scan, span: Span) -> bool:
    words = span.of(scan.text)
    return "/" in words or "ngày" in words


def _begins(scan: Scan, span: Span, value: Deadline) -> bool:
    """Whether "từ ngày …" at the end of an order says when it begins to be done."""
    if value.start is None or scan.issued_on is None:
        return False
    before, after = scan.before(span.start), scan.after(span.stop)
    is_first = OPENS.search(before) and after[:1] == ","
    if is_first and opens_order(after.lstrip(" ,")):
        return int(value.start[:4]) >= scan.issued_on.year  # "Từ năm 2027, không cấp"
    begun = value.start <= scan.issued_on.isoformat()
    if begun and not _NEXT_YEARS.search(span.of(scan.text)):
        return False
    if tells_which(before):
        return False
    off = OFF_DUTY.search(before)
    return off is not None or lasts(scan, span.start, span.stop)


_NEXT_YEARS = re.compile(
    r"\b(?:(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau)|từ\s+năm\s+thứ\s+\w+\s+trở\s+đi)",
    FLAGS,
)


def find_next_years(scan: Scan) -> Iterator[Found]:
    """Time lines only: "Những năm tiếp theo" starts in a year that is not named."""
    if scan.is_time_line:
        for match in _NEXT_YEARS.finditer(scan.text):
            value = Deadline(DeadlineKind.FROM)
            flags = ("year_unknown",)
            yield Found(Span(*match.span()), value, "next_years", flags=flags)


RULES = (find_range, find_next_years)
