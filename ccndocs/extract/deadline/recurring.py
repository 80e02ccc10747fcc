"""Repeated times with their days, as RFC 5545 rules: "ngày 20 hằng tháng"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import acts
from ccndocs.extract.deadline.scan import EVERY, FLAGS, Found, Scan, needs, recurring
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import count_of

_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE",
    "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA",
}  # fmt: skip
QUARTER_MONTHS = {"đầu": "1,4,7,10", "cuối": "3,6,9,12", "giữa": "2,5,8,11"}

SAY = (
    r"(?:trước|hạn\s+(?:cuối|chót)(?:\s+cùng)?|chậm\s+nhất|muộn\s+nhất|"
    r"không\s+(?:muộn|chậm|trễ)\s+hơn|vào|đến)"
)
LINK = r"(?:\s*(?:là|vào|dịp|trước|đến(?=\s+ngày))){0,3}\s*"
# 16 giờ 00 (ngày) | 10h
_CLOCK = (
    r"(?:(?<![\d:])(?P<hour>[012]?\d)\s*(?:giờ|h|:(?=\d\d))\s*(?P<minute>[0-5]\d)?(?:\s*(?:phút|giờ))?\s*,?\s*)?"
    r"(?:(?:các\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+)?"
)
_WEEKDAY = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật)"

# thứ 5 hàng tuần | các ngày thứ 4, thứ 7 và chủ nhật hàng tuần | 16 giờ 00 ngày thứ Sáu
_WEEKLY = re.compile(
    rf"""(?:\b{SAY}{LINK})?{_CLOCK}(?:(?:các\s+)?ngày\s+)?\b
    (?P<days>{_WEEKDAY}(?:\s*(?:,|và|đến(?:\s+hết)?)\s*(?:ngày\s+)?{_WEEKDAY})*)
    (?P<weekly>\s*,?\s*(?:đầu\s+tuần(?!\s+(?:này|qua|tới|sau|trước|thứ|\d))|{EVERY}\s+tuần|(?:của\s+)?(?:các|từng)\s+tuần(?!\s+(?:từ|tiếp|tới|\d))|của\s+tuần(?!\s+(?:thứ|đầu|cuối))))?""",
    FLAGS,
)
# trước ngày 20 hằng tháng | chậm nhất ngày cuối cùng của tháng đầu quý tiếp theo
_MONTHLY = re.compile(
    rf"""(?:\b{SAY}{LINK})?{_CLOCK}\b(?:ngày\s+)?(?:(?<=ngày\s)|m[ồù]ng\s+|(?<=ngày\s)m[ồù]ng\s+)(?P<day>\d{{1,2}}|cuối\s+cùng|cuối)
    (?P<more>(?:\s*,\s*(?:ngày\s+)?\d{{1,2}})*)(?:\s+(?:và\s+(?:ngày\s+)?(?:m[ồù]ng\s+)?(?P<day2>\d{{1,2}})))?\s+(?:
      (?P<monthly>{EVERY}\s+tháng|của\s+{EVERY}\s+tháng)
    | (?:của\s+)?tháng\s+(?P<part>đầu|giữa|cuối)(?:\s+tiên)?\s+
      (?:{EVERY}\s+|của\s+(?:{EVERY}\s+)?)?quý
      (?:\s+(?:tiếp\s+theo|sau))?
    | (?:của\s+)?tháng\s+(?:đầu\s+)?(?P<of_next>sau|tiếp\s+theo|liền\s+sau)\s+
      (?:của\s+)?quý(?:\s+báo\s+cáo)?\b
    | (?:của\s+)?tháng\s+(?P<next>tiếp\s+theo|sau|liền\s+kề|kế\s+tiếp|kế)\b
    | (?:của\s+)?tháng\s+(?P<reported>báo\s+cáo|thuộc\s+kỳ\s+báo\s+cáo)
      (?=\s*(?:$|[.,;)]))
    | (?P<quarterly>{EVERY}\s+quý)
    | (?:của\s+(?:các\s+|từng\s+)?|các\s+|từng\s+)tháng(?=\s*(?:$|[.,;)]|về\s|gửi\s))
    )""",
    FLAGS,
)
# hằng tháng vào ngày 15 | mỗi tháng, trước ngày 05 | hằng tháng (ngày 25)
# báo cáo tháng trước ngày 20
_MONTH_FIRST = re.compile(
    rf"""\b(?:định\s+k[ỳì]\s+)?(?P<monthly>{EVERY}\s+tháng(?:\s+(?:0?\d|một|hai|ba)\s+(?:lần|kỳ|đợt|phiên|buổi)|\s+(?:gửi|nộp))?|báo\s+cáo\s+tháng(?:\s+(?:gửi|nộp))?|(?:giao\s+ban|họp(?:\s+giao\s+ban)?|sinh\s+hoạt)\s+tháng)\s*[,:]?
    \s*(?:\(\s*(?:{SAY}{LINK})?|(?:{SAY}{LINK}))
    {_CLOCK}ngày\s+(?:m[ồù]ng\s+)?(?P<day>\d{{1,2}})(?:\s+và\s+(?:ngày\s+)?(?P<day2>\d{{1,2}}))?
    (?!\s*(?:[/\d]|tháng|hằng|hàng))""",
    FLAGS,
)


def _clock_parts(hour: str | None, minute: str | None) -> str:
    return f";BYHOUR={int(hour)};BYMINUTE={int(minute or 0)}" if hour else ""


_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TO = re.compile(r"đến(?:\s+hết)?\s*(?:ngày\s+)?$", FLAGS)
# "vào các buổi sáng từ thứ Hai đến thứ Tư": of every week
_ON_DAYS = re.compile(
    r"(?:vào\s+)?(?:các|mỗi|hằng)\s+(?:(?:buổi\s+)?(?:sáng|chiều|tối|đêm)|ngày)\s+từ\s+$",
    FLAGS,
)


def _weekdays(text: str) -> str:
    """The days of a list; "thứ Hai đến thứ Tư" is three of them."""
    days: list[str] = []
    for match in re.finditer(_WEEKDAY, text, FLAGS):
        last = match[0].lower().split()[-1].removeprefix("thứ")
        day = "SU" if "nhật" in last else _WEEKDAYS[last]
        if days and _TO.search(text[: match.start()]):
            days += _WEEK[_WEEK.index(days[-1]) : _WEEK.index(day)]
        days.append(day)
    return ",".join(dict.fromkeys(days))


# "tuần" | "02 tuần một lần" shortly before a weekday without "hằng tuần"
_WEEK_BEFORE = re.compile(
    rf"""(?:(?:{EVERY}|từng|báo\s+cáo|giao\s+ban|họp)\s+tuần(?:\s+(?:ít\s+nhất\s+)?(?:\d|một|hai|ba|bốn|năm)\s+(?:buổi|sáng|chiều|tối|ngày|lần|phiên))?|(?:0?\d|một|hai|ba|bốn|năm)\s+(?:buổi|lần|ngày|tối|phiên)\s*(?:/|mỗi\s|một\s)\s*tuần
    |(?P<count>\d{{1,2}}|hai|ba|bốn)\s+tuần\s*(?:/|một)\s*lần)
    [\s,(:]*(?:vào\s+)?(?:(?:ký|gửi|nộp|họp|xong|duyệt)\s+)?$""",
    FLAGS,
)


# Hằng tuần, Chi cục gửi số liệu | trước 16 giờ thứ Năm
_WEEK_HEAD = re.compile(
    rf"(?:^|[;.:,-])\s*(?:định\s+k[ỳì]\s+)?{EVERY}\s+tuần\b[^.;:()\d]{{3,160}}$", FLAGS
)
_DATED = re.compile(
    r"\s*,?\s*(?:\(|ngày\s)?\s*\d|\s*,?\s*(?:tuần|tháng)\b|\s+(?:này|tới|sau)\b"
)
# "gửi báo cáo tuần về Sở Y tế | trước 14 giờ thứ Tư": what comes each week
_WEEK_WORK = re.compile(
    r"\b(?:báo\s+cáo|số\s+liệu|bản\s+tin|bảng|lịch|thực\s+đơn|giao\s+ban|sổ|kết\s+quả)\s+tuần\b"
    r"(?!\s+(?:này|qua|trước|tới|thứ|\d))[^.;:()\d]{0,90}$",
    FLAGS,
)
# "vào các buổi tối thứ Ba, thứ Năm", "họp thứ Hai và thứ Sáu": more than one of a kind
_PLURAL = re.compile(
    r"\bcác\b|\b(?:vào|sáng|trưa|chiều|tối|đêm|ngày|cứ|mỗi)\b.*(?:nhật\b.*\bthứ|thứ\b.*\b(?:thứ|nhật))\b",
    FLAGS,
)


def _is_plural(scan: Scan, match: re.Match[str]) -> bool:
    """Whether weekdays of no week are named, as the time of an order."""
    if not _PLURAL.search(match[0]) or _DATED.match(scan.text, match.end()):
        return False
    if "đến" in match["days"].lower():
        return False
    before = scan.before(match.start())
    if not before.strip(" -+,("):
        return acts(scan.after(match.end()).lstrip(" ,"))
    return acts(before)


def _is_of_week(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a clause that opens with "hằng tuần" ends on a weekday, no date."""
    before = scan.before(match.start())
    is_head = _WEEK_HEAD.search(before) or _WEEK_WORK.search(before)
    return is_head is not None and not _DATED.match(scan.text, match.end())


@needs("thứ|nhật")
def find_weekly(scan: Scan) -> Iterator[Found]:
    """Reads "thứ 5 hàng tuần"; "Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu"."""
    for match in _WEEKLY.finditer(scan.text):
        before = _WEEK_BEFORE.search(scan.left(match.start()))
        ranged = "đến" in match["days"].lower()
        on_days = _ON_DAYS.search(scan.left(match.start())) if ranged else None
        weekly = on_days or match["weekly"] or before or _is_of_week(scan, match)
        if not weekly and not _is_plural(scan, match):
            continue
        interval = before["count"] if before else None
        rule = "FREQ=WEEKLY"
        rule += f";INTERVAL={count_of(interval)}" if interval else ""
        rule += f";BYDAY={_weekdays(match['days'])}"
        rule += _clock_parts(match["hour"], match["minute"])
        start = match.start() - len((before or on_days or [""])[0])
        fixed = re.search(r"định\s+k[ỳì]\s+$", scan.left(start), FLAGS)
        start = start - len(fixed[0]) if fixed else start
        yield Found(Span(start, match.end()), recurring(rule), "weekly")


# "số liệu tính từ ngày 01 hằng tháng đến ngày …": the days reported on
_COUNTED_FROM = re.compile(
    r"\b(?:tính|số\s+liệu)\b[^,;.]{0,30}\btừ\s+(?:ngày\s+\d+\s+)?(?:h[àằ]ng\s+tháng\s+)?(?:đến\s+)?(?:hết\s+)?$",
    FLAGS,
)


# "từ ngày 15 tháng trước đến | ngày 14 tháng báo cáo": likewise
_SINCE_DAY = re.compile(r"\btừ\s+ngày\s+\d", FLAGS)
# "từ ngày 05 | đến ngày 10 hằng tháng": the last day is due
_FIRST_DAY = re.compile(r"\b(?:từ|vào)\s+ngày\s+\d{1,2}\s+$", FLAGS)


# "tính từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14": the days reported on
WINDOW = re.compile(
    r"(?:\btính|số\s+liệu|(?<!định\s)kỳ\s+báo\s+cáo)[^,;.]{0,40}$", FLAGS
)


# "ghi chỉ số từ ngày 20 đến 25 hằng tháng": the last day is due
_DAYS_OF_MONTH = re.compile(
    rf"""(?<!\w)(?:từ\s+)?ngày\s+(?:m[ồù]ng\s+)?\d{{1,2}}\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?P<day>\d{{1,2}})\s+
    (?:của\s+)?{EVERY}\s+tháng\b""",
    FLAGS,
)


@needs("hằng tháng|hàng tháng|mỗi tháng", "ngày", digit=True)
def find_days_of_month(scan: Scan) -> Iterator[Found]:
    """Reads "ghi chỉ số đồng hồ từ ngày 20 đến 25 hằng tháng"."""
    for match in _DAYS_OF_MONTH.finditer(scan.text):
        if 0 < int(match["day"]) < 32 and not WINDOW.search(scan.before(match.start())):
            rule = f"FREQ=MONTHLY;BYMONTHDAY={int(match['day'])}"
            yield Found(Span(*match.span()), recurring(rule), "monthly")


@needs("tháng|quý", "ngày|mồng|mùng")
def find_monthly(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 20 hằng tháng"; "ngày cuối cùng của tháng đầu quý sau"."""
    for match in _MONTHLY.finditer(scan.text):
        day = match["day"]
        number = -1 if day.startswith(("cuối", "Cuối")) else int(day)
        if number > 31 or number == 0:
            continue
        before = scan.before(match.start())
        if _COUNTED_FROM.search(before) or (
            match["reported"] and _SINCE_DAY.search(before)
        ):
            continue
        further = re.findall(r"\d+", f"{match['more']} {match['day2'] or ''}")
        days = ",".join(map(str, (number, *map(int, further))))
        if match["part"]:
            rule = f"FREQ=YEARLY;BYMONTH={QUARTER_MONTHS[match['part'].lower()]}"
        elif match["of_next"]:
            rule = f"FREQ=YEARLY;BYMONTH={QUARTER_MONTHS['đầu']}"
        elif match["quarterly"]:
            rule = "FREQ=MONTHLY;INTERVAL=3"
        else:
            rule = "FREQ=MONTHLY"
        rule += f";BYMONTHDAY={days}" + _clock_parts(match["hour"], match["minute"])
        first = _FIRST_DAY.search(scan.left(match.start(), 40))
        start = match.start() - len(first[0]) if first else match.start()
        yield Found(Span(start, match.end()), recurring(rule), "monthly")


@needs("hằng|hàng|mỗi|báo cáo tháng|ban tháng|họp tháng|hoạt tháng", "tháng")
def find_month_first(scan: Scan) -> Iterator[Found]:
    """Reads "hằng tháng vào ngày 15"; "báo cáo tháng trước ngày 20" recurs as well."""
    for match in _MONTH_FIRST.finditer(scan.text):
        days = ",".join(str(int(d)) for d in (match["day"], match["day2"]) if d)
        rule = f"FREQ=MONTHLY;BYMONTHDAY={days}"
        rule += _clock_parts(match["hour"], match["minute"])
        yield Found(Span(*match.span()), recurring(rule), "monthly")


# Hằng tháng, Sở Y tế tổng hợp | trước ngày 20; báo cáo hằng tháng về Sở | vào ngày 20
_MONTH_HEAD = re.compile(rf"\b{EVERY}\s+tháng\b(?!\s*\d)[^.;:()\d]{{3,160}}$", FLAGS)
_DAY_ALONE = re.compile(
    rf"""\b{SAY}{LINK}{_CLOCK}ngày\s+(?:m[ồù]ng\s+)?(?P<day>\d{{1,2}})\b
    (?!\s*(?:[/\d]|tháng|hằng|hàng|mỗi|của|và|đến|-|làm\s+việc))""",
    FLAGS,
)


@needs("hằng tháng|hàng tháng|mỗi tháng", "ngày", digit=True)
def find_day_of_month(scan: Scan) -> Iterator[Found]:
    """Reads "Hằng tháng, các xã báo cáo Sở Y tế trước ngày 20"."""
    for match in _DAY_ALONE.finditer(scan.text):
        day = int(match["day"])
        if not _MONTH_HEAD.search(scan.before(match.start())) or not 0 < day < 32:
            continue
        rule = f"FREQ=MONTHLY;BYMONTHDAY={day}"
        rule += _clock_parts(match["hour"], match["minute"])
        yield Found(Span(*match.span()), recurring(rule), "monthly")


RULES = (
    find_weekly,
    find_monthly,
    find_days_of_month,
    find_month_first,
    find_day_of_month,
)
