"""Parts of months and years, and the ones in which the document is issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccndocs.extract.deadline.order import acts, has_order, opens_order
from ccndocs.extract.deadline.scan import (
    FLAGS,
    Found,
    Scan,
    by,
    dated,
    needs,
    period,
    since,
)
from ccndocs.extract.deadline.told import GOES_ON, stands, to_come
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Moment, Unit

_HALF_MONTH = re.compile(
    r"""(?:(?:nửa|(?:trong\s+)?(?P<week>tuần))\s+(?P<half>đầu|cuối)
    |(?P<count>\d{1,2})\s+ngày\s+(?P<working>làm\s+việc\s+)?(?P<part>đầu|cuối))
    (?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?=tháng\s+\d)""",
    FLAGS,
)
# "trong trung tuần tháng 7/2026", "tuần thứ hai của tháng 7/2026": ten days, seven
_PART_OF_MONTH = re.compile(
    r"""(?:trong\s+|vào\s+)?(?:(?P<ten>thượng|trung|hạ)\s+tuần\s+(?:của\s+)?
    |tuần\s+(?:lễ\s+)?thứ\s+(?P<week>nhất|hai|ba|tư|[1-4])\s+(?:(?:của|trong)\s+)?)(?=tháng\s+\d)""",
    FLAGS,
)
_TENS = {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, 31)}
_WEEKS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_QUARTER_END = re.compile(
    r"(?<!\d\s)(?<!ba\s)(?<!hai\s)(?<!sáu\s)(?<!chín\s)(?<!những\s)(?<!các\s)(?P<unit>qu[ýí]|tháng)\s+(?P<end>đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?năm\s+(?P<year>20\d\d)\b",
    FLAGS,
)
_AT_START = re.compile(
    r"(?<!\w)(?:(?:kể|ngay)\s+)?từ\s+đầu\s+(?=năm\s+20\d\d|tháng\s+\d|qu[ýí]\s)", FLAGS
)
_ON_TO = re.compile(r"\s*(?:đến|tới|[-–])\s", FLAGS)


def _workdays(month: Moment, count: int, *, opens: bool) -> tuple[dt.date, dt.date]:
    """The first or last days of a month on which offices work: the ends of them."""
    day = month.first() if opens else month.last()
    step = dt.timedelta(days=1 if opens else -1)
    found: list[dt.date] = []
    while len(found) < min(count, _MOST_WORKDAYS):
        if day.weekday() < _SATURDAY:
            found.append(day)
        day += step
    return min(found), max(found)


_SATURDAY, _MOST_WORKDAYS = 5, 20


def _opens_on(match: re.Match[str], last: int, days: int) -> int:
    """The day on which a last part of a month begins: its second half on the 16th."""
    is_half = match["half"] and not match["week"]
    return days + 1 if is_half else last - days + 1


# "chậm nhất tuần đầu tháng 5", "trước tuần thứ hai của tháng 9/2026"
_UP_TO = re.compile(
    r"""(?:(?P<latest>(?:chậm|muộn|trễ)\s+nhất(?:\s+(?:là|vào|trong|đến|hết)){0,2}|đến\s+hết)|trước)\s+$""",
    FLAGS,
)


def _as_limit(scan: Scan, at: int, first: dt.date, last: dt.date) -> Found | None:
    """What is due by a part of a month, as the words before it say.

    "chậm nhất tuần đầu tháng 5" has its last day in time, "trước" not its first.
    """
    lead = _UP_TO.search(scan.left(at, 40))
    if lead is None:
        return None
    on = last if lead["latest"] else first
    span = Span(at - len(lead[0]), at)
    moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
    return Found(span, by(moment, exclusive=lead["latest"] is None), "part_of_month")


@needs("tháng", "đầu|cuối")
def parts(scan: Scan) -> Iterator[Found]:
    """Parts of months: "nửa đầu tháng 02/2026".

    "tuần đầu tháng 4/2026" is its first seven days: no calendar week is meant.
    """
    for match in _HALF_MONTH.finditer(scan.text):
        whole = stretch_at(scan.text, match.end())
        if whole is None or whole.first.unit is not Unit.MONTH:
            continue
        year = whole.first.year or scan.context.year_ahead
        year = year or (scan.issued_on.year if scan.issued_on else None)
        if year is None or not (scan.is_time_line or stands(scan, match.start())):
            continue
        days = 7 if match["week"] else int(match["count"] or 15)
        opens = (match["half"] or match["part"]).lower() == "đầu"
        month = whole.first.in_year(year)
        first = (
            month.first()
            if opens
            else month.last().replace(day=_opens_on(match, month.last().day, days))
        )
        last = month.first().replace(day=days) if opens else month.last()
        if match["working"]:
            first, last = _workdays(month, days, opens=opens)
        start, end = first.isoformat(), last.isoformat()
        value = Deadline(
            DeadlineKind.PERIOD, start=start, end=end, edtf=f"{start}/{end}"
        )
        limit = _as_limit(scan, match.start(), first, last)
        if limit is not None:
            value = limit.value
        if scan.is_time_line or to_come(scan, value):
            begins = limit.span.start if limit else match.start()
            yield Found(Span(begins, whole.span.stop), value, "part_of_month")


@needs("năm", "đầu|cuối")
def of_year(scan: Scan) -> Iterator[Found]:
    """Parts of years: "quý đầu năm 2026", "tháng cuối năm 2027"."""
    for match in _QUARTER_END.finditer(scan.text):
        if not (scan.is_time_line or stands(scan, match.start())):
            continue
        is_month, opens = (
            match["unit"].lower() == "tháng",
            match["end"].lower() == "đầu",
        )
        index = 1 if opens else 12 if is_month else 4
        unit = Unit.MONTH if is_month else Unit.QUARTER
        moment = Moment(Span(*match.span()), unit, int(match["year"]), index)
        value = period(Stretch(moment.span, moment, moment))
        if scan.is_time_line or to_come(scan, value):
            yield Found(moment.span, value, "part_of_year")


@needs("từ đầu", digit=True)
def starts(scan: Scan) -> Iterator[Found]:
    """Reads "triển khai ngay từ đầu tháng 4/2026", "từ đầu năm 2027"."""
    for match in _AT_START.finditer(scan.text):
        whole = stretch_at(scan.text, match.end())
        if whole is None or whole.first is not whole.last:
            continue
        if _ON_TO.match(scan.text, whole.span.stop):
            continue
        moment, flags = dated(scan, whole.first)
        value = since(moment)
        before, rest = scan.before(match.start()), scan.after(whole.span.stop)
        words = before if before.strip(" -+") else rest.lstrip(" ,")
        if not (whole.first.unit is Unit.YEAR or opens_order(words)):
            continue
        if to_come(scan, value) and stands(scan, match.start()):
            span = Span(match.start(), whole.span.stop)
            yield Found(span, value, "year_start", flags=flags)


def _days_of(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last day of a part of a month, as far as the month goes."""
    if match["ten"]:
        return _TENS[match["ten"].lower()]
    number = match["week"].lower()
    week = _WEEKS[number] if number in _WEEKS else int(number)
    return 7 * week - 6, 7 * week


@needs("tuần")
def tens(scan: Scan) -> Iterator[Found]:
    """Reads "phun hóa chất trong trung tuần tháng 7/2026": ten days of a month."""
    for match in _PART_OF_MONTH.finditer(scan.text):
        whole = stretch_at(scan.text, match.end())
        if whole is None or whole.first.unit is not Unit.MONTH or not scan.issued_on:
            continue
        if not (scan.is_time_line or stands(scan, match.start())):
            continue
        month, flags = dated(scan, whole.first)
        if month.year is None or scan.left(match.start(), 8).lower().endswith("trước "):
            continue  # "trước tuần thứ hai của tháng 9/2026": over by then
        first, last = _days_of(match)
        end = month.last().replace(day=min(last, month.last().day)).isoformat()
        start = month.first().replace(day=first).isoformat()
        value = Deadline(
            DeadlineKind.PERIOD, start=start, end=end, edtf=f"{start}/{end}"
        )
        if scan.is_time_line or to_come(scan, value):
            span = Span(match.start(), whole.span.stop)
            yield Found(span, value, "part_of_month", flags=flags)


# the month, the quarter or the year in which the document is issued
_THIS = re.compile(
    r"(?<!\w)(?:ngay\s+)?trong\s+(?:(?P<unit>tuần|tháng|qu[ýí])\s+(?P<which>này|tới|(?:(?<=tuần\s)|(?<=tháng\s)|(?<=quý\s))sau(?=\s*(?:[.;,)]|$|để\s|và\s)))|(?P<year>năm)\s+nay)"
    r"(?!\w)",
    FLAGS,
)


_DONE = re.compile(r"\b(?:đã|đang|sẽ|tình\s+hình)\b", FLAGS)


@needs("này|tới|nay|sau")
def this_one(scan: Scan) -> Iterator[Found]:
    """Reads "… xong trong tháng này", "hoàn thành ngay trong tuần tới"."""
    for match in _THIS.finditer(scan.text):
        before = scan.before(match.start())
        stays = (
            stands(scan, match.start()) if match["year"] else not _DONE.search(before)
        )
        told = not (has_order(before) and stays)
        if scan.issued_on is None or (told and not scan.is_time_line):
            continue
        unit = "năm" if match["year"] else match["unit"].lower()
        ahead = not match["year"] and match["which"].lower() != "này"
        start, end = _around(scan.issued_on, unit, ahead=ahead)
        value = Deadline(
            DeadlineKind.PERIOD,
            start=start.isoformat(),
            end=end.isoformat(),
            edtf=f"{start.isoformat()}/{end.isoformat()}",
        )
        yield Found(Span(*match.span()), value, "this_one", 0.9, ("year_inherited",))


def _around(day: dt.date, unit: str, *, ahead: bool) -> tuple[dt.date, dt.date]:
    """The week, month, quarter or year of a day, or the next one.

    >>> _around(dt.date(2026, 5, 20), "tuần", ahead=False)
    (datetime.date(2026, 5, 18), datetime.date(2026, 5, 24))
    """
    if unit == "tuần":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 * ahead)
        return monday, monday + dt.timedelta(days=6)
    size = {"tháng": 1, "năm": 12}.get(unit, 3)
    years, month = divmod((day.month - 1) // size * size + size * ahead, 12)
    index = month // 3 + 1 if unit.startswith("qu") else month + 1
    kind = {"tháng": Unit.MONTH, "năm": Unit.YEAR}.get(unit, Unit.QUARTER)
    moment = Moment(Span(0, 0), kind, day.year + years, index)
    return moment.first(), moment.last()


# "xong trong hôm nay", "trước 17 giờ chiều nay": the day of the document
_TODAY = re.compile(
    r"""(?<!\w)(?:ngay\s+)?(?:trong|trước|vào|chậm\s+nhất|muộn\s+nhất)\s+(?:là\s+)?(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d\d)?(?:\s*phút)?\s+)?
    (?:(?:ngày|sáng|trưa|chiều|tối|đêm)\s+)?(?:hôm\s+nay|(?:(?<=sáng\s)|(?<=trưa\s)|(?<=chiều\s)|(?<=tối\s)|(?<=đêm\s))nay
    |(?P<tomorrow>(?:ngày\s+|hôm\s+|(?<=ngày\s)|(?<=sáng\s)|(?<=trưa\s)|(?<=chiều\s)|(?<=tối\s)|(?<=đêm\s))mai))(?!\w)""",
    FLAGS,
)


@needs("nay|mai")
def today(scan: Scan) -> Iterator[Found]:
    """Reads "Phát hành giấy mời xong trong hôm nay", "… trước 16 giờ ngày mai"."""
    for match in _TODAY.finditer(scan.text):
        ordered = has_order(scan.before(match.start()))
        told = GOES_ON.match(scan.text, match.end()) or not ordered
        if scan.issued_on is None or (told and not scan.is_time_line):
            continue
        on = scan.issued_on + dt.timedelta(days=match["tomorrow"] is not None)
        span = Span(*match.span())
        moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
        value = by(moment, exclusive=False)
        yield Found(span, value, "today", 0.9, ("year_inherited",))


# "từ ngày 08 đến ngày 15 tháng này", "trước ngày 20 tháng này"
_DAY_THIS = re.compile(
    r"""(?<!\w)(?:(?P<before>trước|chậm\s+nhất(?:\s+là)?|đến(?:\s+hết)?|vào|từ)\s+)?(?:hết\s+)?ngày\s+(?P<first>\d{1,2})
    (?:\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:ngày\s+)?(?P<last>\d{1,2}))?\s+tháng\s+(?P<which>này|tới)\b""",
    FLAGS,
)


@needs("tháng", "này|tới")
def day_of_this(scan: Scan) -> Iterator[Found]:
    """Reads "bơm nước từ ngày 08 đến ngày 15 tháng này"."""
    for match in _DAY_THIS.finditer(scan.text):
        if scan.issued_on is None:
            continue
        ordered = acts(scan.before(match.start())) and stands(scan, match.start())
        start, end = _around(scan.issued_on, "tháng", ahead=match["which"] == "tới")
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not (scan.is_time_line or ordered) or not first <= last <= end.day:
            continue
        span, days = (
            Span(*match.span()),
            (start.replace(day=first), end.replace(day=last)),
        )
        ends = [Moment(span, Unit.DAY, d.year, d.month, d.day) for d in days]
        lead = (match["before"] or "").lower()
        value = by(ends[1], exclusive=lead == "trước")
        if match["last"]:
            value = period(Stretch(span, *ends))
        elif lead == "từ":
            value = since(ends[0])
        yield Found(span, value, "day_of_this", 0.9, ("year_inherited",))


# "đăng ký chậm nhất thứ Sáu tuần này"
_WEEKDAY_OF = re.compile(
    r"""(?<!\w)(?:(?P<before>trước|chậm\s+nhất(?:\s+là|\s+vào)?|vào|trong|đến(?:\s+hết)?)\s+)?(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?\s+)?
    (?:(?:ngày|sáng|trưa|chiều|tối)\s+)?(?:thứ|chủ)\s+(?P<day>hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\s+(?:của\s+)?tuần\s+(?P<which>này|tới|sau)\b
    (?!\s*[,(]?\s*(?:ngày\s+)?\d)""",
    FLAGS,
)
_WEEK = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")


@needs("tuần", "này|tới|sau")
def weekday_of(scan: Scan) -> Iterator[Found]:
    """Reads "Đăng ký chậm nhất thứ Sáu tuần này": a day of the document's week."""
    for match in _WEEKDAY_OF.finditer(scan.text):
        if scan.issued_on is None:
            continue
        ordered = acts(scan.before(match.start())) and stands(scan, match.start())
        ahead = match["which"].lower() != "này"
        monday, _ = _around(scan.issued_on, "tuần", ahead=ahead)
        name = match["day"].lower()
        on = monday + dt.timedelta(
            days=_WEEK.index(name) if name in _WEEK else int(name) - 2
        )
        if not (scan.is_time_line or ordered) or on < scan.issued_on:
            continue
        span = Span(*match.span())
        moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
        value = by(moment, exclusive=(match["before"] or "").lower() == "trước")
        yield Found(span, value, "weekday_of", 0.9, ("year_inherited",))


# "vận hành trạm bơm ngay từ đêm nay, 11/10", "trực từ ngày mai"
_FROM_NOW = re.compile(
    r"""(?<!\w)(?:ngay\s+)?(?:kể\s+)?từ\s+(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?\s+)?(?:(?:ngày\s+)?hôm\s+nay|(?:sáng|trưa|chiều|tối|đêm)\s+nay
    |(?P<tomorrow>(?:ngày|sáng|trưa|chiều|tối|đêm)\s+mai))(?!\w)
    (?P<date>\s*[,(]?\s*(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/20\d\d)?\)?)?(?=\s*(?:[.;,)]|$|đến\s+khi\s|cho\s+đến\s))""",
    FLAGS,
)


@needs("nay|mai")
def from_now(scan: Scan) -> Iterator[Found]:
    """Reads "Vận hành trạm bơm ngay từ đêm nay, 11/10": from the document's day on."""
    for match in _FROM_NOW.finditer(scan.text):
        if scan.issued_on is None:
            continue
        if not (scan.is_time_line or acts(scan.before(match.start()))):
            continue
        on = scan.issued_on + dt.timedelta(days=match["tomorrow"] is not None)
        span = Span(match.start(), match.end())
        moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
        yield Found(span, since(moment), "from_now", 0.9, ("year_inherited",))
