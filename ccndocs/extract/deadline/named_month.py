"""Days whose month is named before them: "báo cáo tháng 4 trước ngày 25"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccndocs.extract.deadline.order import acts, has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, by, dated, needs, period
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch
from ccndocs.vi.moments import Moment, Unit, moment_at

_BY = r"(?:trước|chậm\s+nhất|muộn\s+nhất|hạn\s+(?:cuối|chót)|không\s+muộn\s+hơn)"
# "báo cáo tháng 4 | về Sở Y tế | trước ngày 25", "… trước ngày 20 của tháng cuối quý"
_REPORT = re.compile(
    r"""\b(?:báo\s+cáo|số\s+liệu|kết\s+quả|biểu|bảng\s+chấm\s+công|quyết\s+toán)\s+(?:[^\W\d]+\s+){0,4}?(?=tháng\s+\d|qu[ýí]\s+(?:[IV]+|\d)\b)""",
    FLAGS,
)
_LONE_DAY = re.compile(
    rf"""[^.;:()\d]{{0,60}}?[\s(](?P<by>{_BY}(?:\s+(?:là|vào))?\s+ngày\s+(?P<day>\d{{1,2}})
    (?P<of>\s+(?:của\s+)?tháng\s+(?:(?P<end>cuối|đầu)\s+(?:của\s+)?quý(?P<next>\s+(?:sau|tiếp\s+theo|kế\s+tiếp))?|(?P<after>sau|tiếp\s+theo|kế\s+tiếp)))?)
    (?!\s*(?:[/\d]|tháng|hằng|hàng|mỗi|của|và|đến|-|làm\s+việc))""",
    FLAGS,
)
_LATE = 15  # a day before it is one of the month after: "báo cáo tháng 4 trước ngày 05"


def _due_month(moment: Moment, match: re.Match[str], day: int) -> int | None:
    """Months from the first of the named month or quarter on; None if not clear."""
    quarter = moment.unit is Unit.QUARTER
    if match["end"]:
        if not quarter or (match["end"].lower() == "đầu") is not bool(match["next"]):
            return None
        return 3 if match["next"] else 2
    if match["after"]:
        return 3 if quarter else 1
    return None if quarter or day < _LATE else 0


def _day_in(first: dt.date, months: int, day: int) -> dt.date | None:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        return dt.date(year, month + 1, day)
    except ValueError:
        return None


@needs("tháng|quý|quí", "ngày", digit=True)
def find_report_day(scan: Scan) -> Iterator[Found]:
    """Reads "Gửi báo cáo quý III/2026 trước ngày 20 của tháng cuối quý"."""
    for match in _REPORT.finditer(scan.text):
        moment = moment_at(scan.text, match.end())
        if moment is None or moment.unit not in (Unit.MONTH, Unit.QUARTER):
            continue
        lone = _LONE_DAY.match(scan.text, moment.span.stop)
        if lone is None or scan.issued_on is None:
            continue
        months = _due_month(moment, lone, int(lone["day"]))
        year = moment.year or scan.context.year_ahead or scan.issued_on.year
        first = moment.in_year(year).first()
        due = None if months is None else _day_in(first, months, int(lone["day"]))
        ordered = scan.is_time_line or acts(scan.text[match.start() : lone.start("by")])
        ordered = ordered or opens_order(scan.before(lone.start("by")))
        if due is None or due < scan.issued_on or not ordered:
            continue
        span = Span(*lone.span("by"))
        value = by(Moment(span, Unit.DAY, due.year, due.month, due.day), exclusive=True)
        flags = () if moment.year else ("year_inherited",)
        yield Found(span, value, "report_day", flags=flags)


# "xong trước ngày 10, báo cáo ngày 15/6": the month stands with the later day
_SHARED = re.compile(
    rf"""(?<!\w)(?P<by>{_BY}(?:\s+(?:là|vào))?\s+ngày\s+(?P<day>\d{{1,2}}))(?!\s*(?:[/\d.]|tháng|hằng|hàng|mỗi|của|đến|làm\s+việc))
    (?P<then>[,;]?\s[^.\d]{{2,80}}?)(?:ngày\s+)?(?=\d{{1,2}}(?:/\d|\s+tháng\s+\d))""",
    FLAGS,
)

_RHYTHM = re.compile(
    r"\b(?:định\s+kỳ|hằng|hàng|mỗi|báo\s+cáo\s+(?:tháng|quý|tuần))\b", FLAGS
)


@needs("ngày", "trước|nhất|muộn|hạn", digit=True)
def find_shared_month(scan: Scan) -> Iterator[Found]:
    """Reads "Xử lý xong trước ngày 10, báo cáo ngày 15/6": the tenth of June."""
    for match in _SHARED.finditer(scan.text):
        later = moment_at(scan.text, match.end(), bare=True)
        if (
            later is None
            or later.unit is not Unit.DAY
            or not acts(match["then"].strip(" ,;"))
        ):
            continue
        later, flags = dated(scan, later)
        day = int(match["day"])
        if later.year is None or not 0 < day <= later.first().day:
            continue
        due = later.first().replace(day=day)
        before = scan.before(match.start())
        if scan.is_past(due) or not has_order(before) or _RHYTHM.search(before):
            continue
        span = Span(*match.span("by"))
        exclusive = match["by"].lower().startswith("trước")
        value = by(
            Moment(span, Unit.DAY, due.year, due.month, day), exclusive=exclusive
        )
        yield Found(span, value, "shared_month", 0.9, (*flags,))


# "tháng 11 | từ ngày 10 đến ngày 15"
_MONTH = re.compile(r"(?<![\w/])(?:trong\s+)?(?=tháng\s+\d)", FLAGS)
_DAYS = re.compile(
    r"""(?P<between>[^.;\d]{0,70}?)(?P<days>(?:từ\s+)?ngày\s+(?P<first>\d{1,2})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<last>\d{1,2}))
    (?!\s*(?:[/\d.]\d|tháng|hằng|hàng|mỗi|của|giờ|h\b|năm))""",
    FLAGS,
)


@needs("tháng", "đến", digit=True)
def find_days_in_month(scan: Scan) -> Iterator[Found]:
    """Reads "Chi trả trợ cấp tháng 11 từ ngày 10 đến ngày 15": days of that month.

    A month that opens the clause is part of the time: "Tháng 11/2026, kiểm tra …".
    """
    for match in _MONTH.finditer(scan.text):
        moment = moment_at(scan.text, match.end())
        if moment is None or moment.unit is not Unit.MONTH:
            continue
        days = _DAYS.match(scan.text, moment.span.stop)
        if days is None or not 0 < int(days["first"]) < int(days["last"]):
            continue
        month, flags = dated(scan, moment)
        before = scan.before(days.start("days"))
        if month.year is None or not (scan.is_time_line or _is_ordered(before)):
            continue
        first, last = (
            _day_in(month.first(), 0, int(days[name])) for name in ("first", "last")
        )
        if first is None or last is None or scan.is_past(last):
            continue
        heads = not scan.before(match.start()).strip(" -+")
        span = Span(match.start() if heads else days.start("days"), days.end("days"))
        ends = (Moment(span, Unit.DAY, d.year, d.month, d.day) for d in (first, last))
        value = period(Stretch(span, *ends))
        yield Found(span, value, "days_in_month", flags=flags)


_HEAD = re.compile(
    r"\W*(?:trong\s+)?tháng\s+\d[\d/]*(?:\s+năm\s+\d{4})?\s*[,:]?\s*", FLAGS
)
_TOLD = re.compile(r"\b(?:đã|số\s+liệu|tính|kỳ\s+báo\s+cáo)\b", FLAGS)


def _is_ordered(before: str) -> bool:
    """Whether the words before the days order, behind the month or around it."""
    words = _HEAD.sub("", before, count=1) if _HEAD.match(before) else before
    return acts(words) and not _TOLD.search(before)


RULES = (find_report_day, find_shared_month, find_days_in_month)
