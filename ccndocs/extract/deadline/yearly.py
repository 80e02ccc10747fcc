"""Days of every year, as RFC 5545 rules: "trước ngày 20/6 và 20/12 hằng năm"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.months import months_at
from ccndocs.extract.deadline.order import opens_order
from ccndocs.extract.deadline.recurring import LINK, SAY, WINDOW
from ccndocs.extract.deadline.scan import EVERY, FLAGS, Found, Scan, needs, recurring
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.moments import Unit, moment_at

# hằng năm | của năm liền kề sau năm báo cáo | năm tiếp theo | năm sau
_OF_YEAR = re.compile(
    rf"""\s*,?\s*(?:(?:của\s+)?{EVERY}\s+năm|(?:của\s+|trong\s+)?các\s+năm(?=\s*(?:$|[.;)]))|(?:của\s+)?năm\s+(?:liền\s+kề|tiếp\s+theo|sau|trước|kế\s+hoạch)
    (?:\s+(?:sau\s+)?năm\s+báo\s+cáo)?|của\s+năm\s+báo\s+cáo)""",
    FLAGS,
)
_DATE_LEAD = re.compile(rf"\b(?:{SAY}{LINK}(?:các\s+)?|từ\s+)(?=ngày|\d)", FLAGS)
_DATE_AND = re.compile(
    r"\s*(?:,|và|;|đến)\s*(?:trước\s+|chậm\s+nhất\s+)?(?=ngày|\d{1,2}\s*(?:/|tháng))",
    FLAGS,
)


# "báo cáo 6 tháng trước ngày 15/6, | báo cáo năm trước ngày 15/12 hằng năm"
_YEARLY_LATER = re.compile(
    r"\s*(?:,|;|và)\s[^.;]{0,60}?ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}\s+(?:hằng|hàng)\s+năm\b",
    FLAGS,
)
# "báo cáo định kỳ", "định kỳ 6 tháng (…)", "định kỳ trước ngày …", but no "bảo dưỡng
# định kỳ trạm bơm trước ngày …": which upkeep
_REGULAR = (
    r"(?<!chế\sđộ\s)(?<!thông\stin\s)báo\s+cáo\b(?:\s+[^\W\d]+){0,9}?\s+định\s+k[ỳì]\b"
    r"|định\s+k[ỳì]\s*[(:,]?\s*(?:$|(?:vào|trước|chậm|hằng|hàng|mỗi)\b|(?:tổng\s+hợp,?\s+)?(?:báo\s+cáo|gửi|nộp|họp)\b"
    r"|(?:\d+|một|hai|ba|sáu)\s+(?:tuần|tháng|năm)\b|quý\b|năm\b|tháng\b)"
)
# … and "báo cáo năm | trước ngày 20/12"
_YEARLY_NEAR = re.compile(
    rf"{EVERY}\s+năm|{_REGULAR}|\b(?:0?6|sáu)\s+tháng\s*(?:/|một\s)\s*lần\s*[,(]?\s*$|\b(?:hai|ba|bốn|0?[2-4])\s+(?:kỳ|lần|đợt)\s*(?:trong\s+(?:một\s+)?|một\s+|/\s*)năm\b(?!\s*\d)",
    FLAGS,
)
# "báo cáo 6 tháng đầu năm gửi trước ngày 17/6; | báo cáo năm … 17/12 hằng năm"
_REPORT_OF_PART = re.compile(
    r"\bbáo\s+cáo\s+(?:(?:sơ|tổng)\s+kết\s+)?(?:năm|0?[69]\s+tháng(?:\s+đầu\s+năm)?|qu[ýí]\s+[IV]+)\b[^;.\d]{0,60}$",
    FLAGS,
)
_REPORT_OF = re.compile(
    r"\bbáo\s+cáo\s+(?:năm|0?6\s+tháng(?:\s*(?:,|và)\s*(?:cả\s+)?năm)?)\s*,?\s*(?:(?:gửi|nộp)\s+)?$",
    FLAGS,
)
# … beside reports of other terms; "Báo cáo năm gửi trước ngày 15/12" is told of one
_TERMS = re.compile(
    rf"\b(?:báo\s+cáo|và|,)\s+(?:tuần|tháng|quý|năm|cả\s+năm|0?6\s+tháng)\b(?!\s+\d)|{EVERY}\s",
    FLAGS,
)


# A row of reports, each with its day: "6 tháng (trước ngày 15/6), năm (trước 15/12)"
_REPORT_TERM = (
    r"(?<!đầu\s)(?<!cuối\s)(?<!trong\s)\b(?:qu[ýí]\s+(?:IV|I{1,3}|[1-4])|0?[69]\s+tháng|(?:cả\s+)?năm)"
    r"\s*[(,:]?\s*(?:(?:gửi|nộp)\s+)?"
)
_ROW_HERE = re.compile(rf"{_REPORT_TERM}$", FLAGS)
_ROW_BESIDE = re.compile(
    rf"{_REPORT_TERM}(?:trước|chậm\s+nhất(?:\s+là)?|vào)\s+(?:ngày\s+)?\d{{1,2}}\s*(?:/|tháng\s)\s*\d",
    FLAGS,
)
# … in a text of one year: "6 tháng đầu năm (trước 15/6)", "năm 2026 (trước 15/12)"
_OF_ONE_YEAR = re.compile(r"(?<!\d/)(?<!\d-)\b20\d\d\b|\b(?:đầu|cuối)\s+năm\b", FLAGS)


def _is_in_row(scan: Scan, start: int, stop: int) -> bool:
    """Whether a day stands in a row of reports that come every year.

    In a plan for one year they come but once each.
    """
    if scan.context.title_year is not None:
        return False
    if scan.is_time_line:  # "6 tháng: trước 10/6; năm: trước 10/12"
        before, rest = scan.text[:start], scan.text[stop:]
    else:
        before, rest = scan.before(start), scan.after(stop)
    beside = _ROW_BESIDE.search(before) or _ROW_BESIDE.search(rest)
    named = _ROW_HERE.search(before) and beside
    return bool(named) and not _OF_ONE_YEAR.search(f"{before} {rest}")


def _is_of_each_year(scan: Scan, start: int, stop: int) -> bool:
    """Whether words beside a day and month say that it comes every year."""
    before, rest = scan.before(start), scan.after(stop)
    if _YEARLY_NEAR.search(before) or _YEARLY_LATER.match(rest):
        return True
    reports = _REPORT_OF_PART.search(before)
    if reports and _YEARLY_LATER.match(scan.text, stop):
        return True
    if _is_in_row(scan, start, stop):
        return True
    return _REPORT_OF.search(before) is not None and len(_TERMS.findall(scan.text)) > 1


def _month_days(scan: Scan, start: int) -> tuple[list[tuple[int, int]], int, bool]:
    """Days without a year from `start` on: (month, day)s, the end, "hằng năm" seen."""
    found: list[tuple[int, int]] = []
    stop = start
    while True:
        moment = moment_at(scan.text, start)
        if moment is None or moment.unit is not Unit.DAY or moment.year is not None:
            return found, stop, False
        found.append((moment.index, moment.day or 1))
        stop = moment.span.stop
        yearly = _OF_YEAR.match(scan.text, stop)
        if yearly:
            return found, yearly.end(), True
        link = _DATE_AND.match(scan.text, stop)
        if link is None:
            return found, stop, False
        start = link.end()


def _yearly_rule(days: list[tuple[int, int]]) -> str:
    """One rule where the day is the same in all months, else one a line."""
    if len({day for _, day in days}) == 1:
        months = ",".join(str(month) for month in sorted({m for m, _ in days}))
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days[0][1]}"
    return "\n".join(f"FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}" for m, d in days)


@needs("năm|định|6 tháng|9 tháng", digit=True)
def find_yearly(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 20/6 và 20/12 hằng năm"; "định kỳ 6 tháng (trước 16/6)"."""
    for match in _DATE_LEAD.finditer(scan.text):
        days, stop, yearly = _month_days(scan, match.end())
        if not days or not (yearly or _is_of_each_year(scan, match.start(), stop)):
            continue
        before = scan.before(match.start())
        if WINDOW.search(before) or _WINDOW_AFTER.match(scan.text, stop):
            continue
        if _LAST_YEAR.search(before) or _FROM_LAST.match(scan.after(match.start())):
            continue
        if match[0].lower().startswith("từ"):
            days = days[:1]
        yield Found(Span(match.start(), stop), recurring(_yearly_rule(days)), "yearly")
    yield from _days_of_year(scan)
    yield from _bare_yearly(scan)


# "hằng năm, từ ngày 01 đến ngày 08/6", "từ 01 - 08/6 hằng năm"
_FIRST_DAY = re.compile(
    r"\btừ\s+(?:ngày\s+)?(?P<first>\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?=ngày\s|\d)",
    FLAGS,
)


def _days_of_year(scan: Scan) -> Iterator[Found]:
    """Reads "Hằng năm, từ ngày 01 đến ngày 08/6, tổ chức …": it begins on the first."""
    for match in _FIRST_DAY.finditer(scan.text):
        days, stop, yearly = _month_days(scan, match.end())
        before = scan.before(match.start())
        near = _EVERY_YEAR.search(before)
        if len(days) != 1 or not (yearly or near) or WINDOW.search(before):
            continue
        month, first = days[0][0], int(match["first"])
        if 0 < first < days[0][1]:
            rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={first}"
            yield Found(Span(match.start(), stop), recurring(rule), "yearly")


_WINDOW_AFTER = re.compile(r"\s*(?:năm\s+trước\s+|của\s+)?kỳ\s+báo\s+cáo", FLAGS)
# "số liệu từ ngày 15/12 năm trước đến ngày 14/3 của năm báo cáo": likewise
_LAST_YEAR = re.compile(r"(?:/|\btháng\s+)\d{1,2}\s+năm\s+$", FLAGS)
_FROM_LAST = re.compile(r"từ\s+.*?\bnăm\s+trước\s+(?:cho\s+)?đến\b", FLAGS)
_DATE_START = re.compile(r"(?<![\w/])(?=ngày\s|\d{1,2}\s*/|tháng\s|qu[ýí]\s)", FLAGS)


def _bare_yearly(scan: Scan) -> Iterator[Found]:
    """Time lines: "15/6 hằng năm", "Tháng 5, 10 hằng năm", "Quý IV hằng năm".

    Of prose a day at an order's end: "Chốt sổ ngày 31/12 hằng năm".
    """
    for match in _DATE_START.finditer(scan.text):
        moment = moment_at(scan.text, match.start())
        if moment is None or moment.year is not None:
            continue
        months, stop = [moment.index], moment.span.stop
        if moment.unit is Unit.QUARTER:
            months = [3 * moment.index - 2 + i for i in range(3)]
        elif moment.unit is Unit.MONTH:
            months, stop = months_at(scan.text, match.start())
        row = _month_days(scan, match.start())
        if scan.is_time_line and row[2] and len(row[0]) > 1:
            span = Span(match.start(), row[1])
            yield Found(span, recurring(_yearly_rule(row[0])), "yearly_bare")
            continue
        yearly = _OF_YEAR.match(scan.text, stop)
        if yearly is None or _WINDOW_AFTER.match(scan.text, yearly.end()):
            continue
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
        rule += f";BYMONTHDAY={moment.day}" if moment.day else ""
        if scan.is_time_line or _closes_yearly(scan, match.start(), yearly[0]):
            span = Span(match.start(), yearly.end())
            yield Found(span, recurring(rule), "yearly_bare")


_PART_BEFORE = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|dịp)\s+$", FLAGS)


def _closes_yearly(scan: Scan, start: int, yearly: str) -> bool:
    """Whether a day of every year closes an order of prose; days reported on do not."""
    before = scan.before(start)
    is_day = scan.text.startswith("ngày", start) or _PART_BEFORE.search(before)
    is_day = is_day and _EVERY_YEAR.search(yearly)
    ranges = before.rstrip().endswith(("từ", "đến", "hết")) or WINDOW.search(before)
    return bool(is_day) and not ranges and opens_order(before)


_EVERY_YEAR = re.compile(rf"{EVERY}\s+năm", FLAGS)


RULES = (find_yearly,)
