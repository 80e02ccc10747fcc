"""Parts of months and years, and the ones in which the document is issued."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import has_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, by, period, since
from ccndocs.extract.deadline.told import GOES_ON, stands, to_come
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Moment, Unit

_HALF_MONTH = re.compile(
    r"""(?:(?:nửa|(?:trong\s+)?(?P<week>tuần))\s+(?P<half>đầu|cuối)
    |(?P<count>\d{1,2})\s+ngày\s+(?P<part>đầu|cuối))
    (?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?=tháng\s+\d)""",
    FLAGS,
)
_QUARTER_END = re.compile(
    r"(?<!\d\s)(?<!ba\s)(?<!hai\s)(?<!sáu\s)(?<!chín\s)(?P<unit>qu[ýí]|tháng)\s+(?P<end>đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?năm\s+(?P<year>20\d\d)\b",
    FLAGS,
)
_YEAR_START = re.compile(r"(?<!\w)(?:kể\s+)?từ\s+đầu\s+năm\s+(?P<year>20\d\d)\b", FLAGS)


def parts(scan: Scan) -> Iterator[Found]:
    """Parts of months and years: "nửa đầu tháng 02/2026", "quý đầu năm 2026".

    "tuần đầu tháng 4/2026" is its first seven days: no calendar week is meant.
    """
    for match in _HALF_MONTH.finditer(scan.text):
        whole = stretch_at(scan.text, match.end())
        if whole is None or whole.first.unit is not Unit.MONTH:
            continue
        year = whole.first.year or (scan.issued_on.year if scan.issued_on else None)
        if year is None or not (scan.is_time_line or stands(scan, match.start())):
            continue
        days = 7 if match["week"] else int(match["count"] or 15)
        opens = (match["half"] or match["part"]).lower() == "đầu"
        month = whole.first.in_year(year)
        first = (
            month.first()
            if opens
            else month.last().replace(day=month.last().day - days + 1)
        )
        last = month.first().replace(day=days) if opens else month.last()
        start, end = first.isoformat(), last.isoformat()
        value = Deadline(
            DeadlineKind.PERIOD, start=start, end=end, edtf=f"{start}/{end}"
        )
        if scan.is_time_line or to_come(scan, value):
            yield Found(Span(match.start(), whole.span.stop), value, "part_of_month")
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
    for match in _YEAR_START.finditer(scan.text):
        moment = Moment(Span(*match.span()), Unit.YEAR, int(match["year"]))
        value = since(moment)
        if to_come(scan, value) and stands(scan, match.start()):
            yield Found(moment.span, value, "year_start")


# the month, the quarter or the year in which the document is issued
_THIS = re.compile(
    r"(?<!\w)(?:ngay\s+)?trong\s+(?:(?P<unit>tháng|qu[ýí])\s+này|(?P<year>năm)\s+nay)"
    r"(?!\w)",
    FLAGS,
)


def this_one(scan: Scan) -> Iterator[Found]:
    """Reads "… xong trong tháng này", "hoàn thành ngay trong năm nay"."""
    for match in _THIS.finditer(scan.text):
        ordered = has_order(scan.before(match.start()))
        told = not (ordered and stands(scan, match.start()))
        if scan.issued_on is None or (told and not scan.is_time_line):
            continue
        month, span = scan.issued_on.month, Span(*match.span())
        if match["year"]:
            moment = Moment(span, Unit.YEAR, scan.issued_on.year)
        elif match["unit"].lower() == "tháng":
            moment = Moment(span, Unit.MONTH, scan.issued_on.year, month)
        else:
            quarter = (month + 2) // 3
            moment = Moment(span, Unit.QUARTER, scan.issued_on.year, quarter)
        value = period(Stretch(span, moment, moment))
        yield Found(span, value, "this_one", 0.9, ("year_inherited",))


# "xong trong hôm nay", "trước 17 giờ chiều nay": the day of the document
_TODAY = re.compile(
    r"""(?<!\w)(?:ngay\s+)?(?:trong|trước|vào|chậm\s+nhất)\s+(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d\d)?(?:\s*phút)?\s+)?
    (?:(?:ngày|sáng|chiều|tối|đêm)\s+)?(?:hôm\s+nay|(?<=sáng\s)nay|(?<=chiều\s)nay|(?<=tối\s)nay)(?!\w)""",
    FLAGS,
)


def today(scan: Scan) -> Iterator[Found]:
    """Reads "Phát hành giấy mời xong trong hôm nay": by the document's own day."""
    for match in _TODAY.finditer(scan.text):
        ordered = has_order(scan.before(match.start()))
        told = GOES_ON.match(scan.text, match.end()) or not ordered
        if scan.issued_on is None or (told and not scan.is_time_line):
            continue
        on, span = scan.issued_on, Span(*match.span())
        moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
        value = by(moment, exclusive=False)
        yield Found(span, value, "today", 0.9, ("year_inherited",))
