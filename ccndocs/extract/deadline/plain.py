"""Times that no other rule took: read as time lines, from the word that leads them.

Asked only where a passage of prose sets no time by the other rules. A segment from a
leading word ("trước", "suốt", "cứ mỗi") to the end of its clause is read as a time
line is; what was done before, goals, data of reports and terms of law set none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ccndocs.extract.deadline.fixed import FILED
from ccndocs.extract.deadline.once import TOLD, conditions
from ccndocs.extract.deadline.order import (
    OF_USE,
    has_order,
    is_goal,
)
from ccndocs.extract.deadline.scan import (
    FLAGS,
    Found,
    Scan,
    by,
    period,
    recurring,
    since,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Moment, Unit

Reads = Callable[[Scan], list[Found]]

# Words between what leads a time and its date: "chậm nhất thứ Sáu ngày 03/4/2026".
_FILL = r"""(?:\s*(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?(?:\s*phút)?|là|vào|hết
    |thời\s+điểm|dịp|ngày(?=\s+(?:lễ|thứ|chủ\s+nhật))|buổi|sáng|trưa|chiều|tối|đêm
    |kỳ\s+nghỉ(?:\s+lễ)?|lễ|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật
    |m[ồù]ng\s+\d{1,2}(?:\s+Tết)?|Tết|,|khi\s+hết)(?=[\s,(])|\s*\()*\s*"""
_LATEST = re.compile(
    rf"""(?<!\w)(?P<lead>không\s+(?:chậm|muộn|trễ|quá|(?:để\s+)?(?:kéo\s+dài\s+)?quá)(?:\s+(?:hơn|quá))?|chậm\s+nhất|muộn\s+nhất
    |hạn\s+(?:chót|cuối(?:\s+cùng)?)(?:\s+[^\s.;,:\d]+){{0,9}}?\s+là|hạn\s+(?:chót|cuối(?:\s+cùng)?)
    |trước|đến(?:\s+hết)?|xong(?:\s+trước)?){_FILL}(?!20\d\d\b)(?=ngày\s|\d|tháng\s|qu[ýí]\s)""",
    FLAGS,
)
_WITHIN = re.compile(
    rf"(?<!\w)(?P<lead>suốt|trọn|gọn\s+trong|ngay\s+trong|trong|vào|diễn\s+ra){_FILL}"
    r"(?=ngày\s|\d|tháng\s|qu[ýí]\s)",
    FLAGS,
)
_RANGE = re.compile(
    r"(?<!\w)(?:rải\s+)?(?P<lead>từ)\s+(?=ngày\s|\d|tháng\s|qu[ýí]\s)", FLAGS
)
# "Hồ sơ nộp trước ngày 01/5 được giải quyết …": which ones, not when
_GOES_ON = re.compile(r"\s*,?\s*(?:được|đã|sẽ|đang)\b|[^.;]{0,60}\b(?:đã|sẽ)\s", FLAGS)
_OF_TEXT = re.compile(r"(?:số|ký\s+hiệu)\s+\S+\s*$|/[A-ZĐ-]{2,}\s*$")


def _stands(scan: Scan, at: int) -> bool:
    """Whether the clause before a time lets it be the time of work to do."""
    before = scan.before(at)
    told = TOLD.search(before) or _OF_TEXT.search(scan.left(at, 40))
    told = told or OF_USE.search(before) or FILED.search(before)
    return not told and not is_goal(scan, at)


# "hệ thống hoạt động thông suốt 24/7", "trực 24/24": all the time, no day
_ROUND_THE_CLOCK = re.compile(r"24\s*/\s*(?:7|24)\b(?!\s*/)")


def _dated(scan: Scan, read: Reads) -> Iterator[Found]:
    """Dates behind their leading words, each read as a time line is."""
    for pattern in (_LATEST, _RANGE, _WITHIN):
        for match in pattern.finditer(scan.text):
            if not _stands(scan, match.start()):
                continue
            lead = " ".join(match["lead"].lower().split())
            words = "chậm nhất " if pattern is _LATEST else match["lead"] + " "
            if lead.endswith("trước"):
                words = "trước "
            rest = scan.text[match.end() : match.end() + 90]
            if _ROUND_THE_CLOCK.match(rest):
                continue
            line = Scan(words + rest, scan.context, is_time_line=True)
            first = next((f for f in read(line) if f.span.start <= len(words)), None)
            if first is None or not _to_come(scan, first.value):
                continue
            stop = match.end() + first.span.stop - len(words)
            loose = pattern is _WITHIN and lead in ("trong", "vào")
            opens = not scan.before(match.start()).strip()
            if _GOES_ON.match(scan.text, stop) or (loose and opens):
                continue
            yield replace(first, span=Span(match.start(), stop), score=0.9)


def _to_come(scan: Scan, value: Deadline) -> bool:
    last = value.end or value.start
    if last is None:
        return False
    return scan.issued_on is None or last >= scan.issued_on.isoformat()


_EVERY = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}
_DAY = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA",
    "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA",
}  # fmt: skip
_NTH = {"đầu": "1", "nhất": "1", "hai": "2", "ba": "3", "cuối": "-1", "tư": "4"}
_PART = r"(?:sáng|trưa|chiều|tối|đêm)"
_OF_MONTH = re.compile(
    rf"""(?:{_PART}\s+)?thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\s*,?\s*(?:của\s+)?
    tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<nth>đầu|nhất|hai|ba|tư|cuối)(?:\s+(?:tiên|cùng))?
    \s+(?:của\s+|trong\s+)?(?:mỗi\s+|h[àằ]ng\s+)?tháng\b(?!\s*\d)""",
    FLAGS,
)
_WEEKDAY = re.compile(
    rf"""(?<!\w)(?:(?:mỗi|cứ)\s+{_PART}\s+|mỗi\s+|cứ\s+)thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\b
    (?!\s*,?\s*(?:ngày\s+)?\d)""",
    FLAGS,
)
_END_OF = re.compile(
    r"""(?<!\w)(?:(?:cứ\s+)?(?:đầu|giữa|cuối|hết|kết\s+thúc)\s+(?P<each>mỗi|h[àằ]ng)\s+(?P<unit>tuần|tháng|quý|năm)
    |(?:ngày|tuần)\s+(?:làm\s+việc\s+)?(?:đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?
      (?:mỗi|h[àằ]ng)\s+(?P<unit2>tuần|tháng|quý|năm)
    |vào\s+ngày\s+(?:làm\s+việc\s+)?(?:đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?P<unit4>tuần|tháng|quý)(?=\s*(?:$|[.;,]))
    |cứ\s+(?:đầu|giữa|cuối|hết)\s+(?P<unit6>tuần|tháng|quý|năm)(?!\s*\d)
    |(?:vào\s+)?cuối\s+(?P<unit5>ngày)(?=\s*(?:$|[.;,]))
    |(?P<last>cuối)\s+(?P<unit3>quý|tháng|tuần)(?=\s+(?:gửi|nộp|báo|tổng|họp|trình|công|kiểm)))\b""",
    FLAGS,
)
_EACH = re.compile(
    r"""(?<!\w)cứ\s+(?:mỗi\s+)?(?P<unit>ngày|tuần|tháng|quý|năm)\b(?!\s*\d)
    |(?<!\w)mỗi\s+(?P<unit2>ngày|tuần|tháng|quý|năm)\s+(?:(?:tổ\s+chức|họp|làm)\s+)?(?:một|hai|ba|\d+)
      \s+(?:lần|lượt|đợt|kỳ|chuyến|vòng)\b""",
    FLAGS,
)
_NEXT_MONTH = re.compile(
    r"""(?<!\w)(?:(?:trước|chậm\s+nhất|vào)\s+)?(?:ngày\s+(?:m[ồù]ng\s+)?|m[ồù]ng\s+)(?P<day>\d{1,2})\s+(?:của\s+)?tháng\s+
    (?:kế\s+tiếp|liền\s+kề|tiếp\s+theo|sau|kế)\b
    |(?<!\w)(?:trước|chậm\s+nhất(?:\s+là|\s+vào)?|vào)\s+ngày\s+(?P<day2>\d{1,2})\s+(?:của\s+)?tháng\s+trước(?:\s+liền\s+kề)?(?=\s*(?:$|[.;,)]))""",
    FLAGS,
)


def _every(unit: str) -> str:
    unit = unit.lower()
    if unit == "quý":
        return "FREQ=MONTHLY;INTERVAL=3"
    return f"FREQ={_EVERY[unit]}"


def _unit_of(match: re.Match[str]) -> str:
    names = [
        n
        for n in ("unit", "unit2", "unit3", "unit4", "unit5", "unit6")
        if n in match.re.groupindex
    ]
    return next(match[n] for n in names if match[n])


def _of_month(match: re.Match[str]) -> str:
    day, nth = _DAY[match["day"].lower()], _NTH[match["nth"].lower()]
    return f"FREQ=MONTHLY;BYDAY={nth}{day}"


_RHYTHMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_OF_MONTH, _of_month),
    (_WEEKDAY, lambda m: f"FREQ=WEEKLY;BYDAY={_DAY[m['day'].lower()]}"),
    (_END_OF, lambda m: _every(_unit_of(m))),
    (_EACH, lambda m: _every(_unit_of(m))),
    (_NEXT_MONTH, lambda m: f"FREQ=MONTHLY;BYMONTHDAY={int(m['day'] or m['day2'])}"),
)


def rhythms(scan: Scan) -> Iterator[Found]:
    """Repetitions by their parts: "chiều thứ Bảy tuần cuối mỗi tháng"."""
    for pattern, rule in _RHYTHMS:
        for match in pattern.finditer(scan.text):
            if scan.is_time_line or _stands(scan, match.start()):
                yield Found(Span(*match.span()), recurring(rule(match)), "rhythm", 0.9)


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
        if year is None or not (scan.is_time_line or _stands(scan, match.start())):
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
        if scan.is_time_line or _to_come(scan, value):
            yield Found(Span(match.start(), whole.span.stop), value, "part_of_month")
    for match in _QUARTER_END.finditer(scan.text):
        if not (scan.is_time_line or _stands(scan, match.start())):
            continue
        is_month, opens = (
            match["unit"].lower() == "tháng",
            match["end"].lower() == "đầu",
        )
        index = 1 if opens else 12 if is_month else 4
        unit = Unit.MONTH if is_month else Unit.QUARTER
        moment = Moment(Span(*match.span()), unit, int(match["year"]), index)
        value = period(Stretch(moment.span, moment, moment))
        if scan.is_time_line or _to_come(scan, value):
            yield Found(moment.span, value, "part_of_year")
    for match in _YEAR_START.finditer(scan.text):
        moment = Moment(Span(*match.span()), Unit.YEAR, int(match["year"]))
        value = since(moment)
        if _to_come(scan, value) and _stands(scan, match.start()):
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
        told = not (ordered and _stands(scan, match.start()))
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
        told = _GOES_ON.match(scan.text, match.end()) or not ordered
        if scan.issued_on is None or (told and not scan.is_time_line):
            continue
        on, span = scan.issued_on, Span(*match.span())
        moment = Moment(span, Unit.DAY, on.year, on.month, on.day)
        value = by(moment, exclusive=False)
        yield Found(span, value, "today", 0.9, ("year_inherited",))


def find_plain(scan: Scan, read: Reads) -> list[Found]:
    """The times of prose that no other rule took; `read` reads a time line."""
    for found in (
        [*parts(scan), *this_one(scan), *today(scan), *_dated(scan, read)],
        [*conditions(scan)],
    ):
        if found:
            return found
    return []


def _line_parts(scan: Scan) -> Iterator[Found]:
    if scan.is_time_line:
        yield from parts(scan)


def _line_this(scan: Scan) -> Iterator[Found]:
    if scan.is_time_line:
        yield from this_one(scan)
        yield from today(scan)


LINE_RULES = (_line_this, rhythms, _line_parts)
"""Rules that time lines use as they use all others; of prose, rhythms are so too."""
