"""Repeated times, as RFC 5545 rules.

"hằng" and "hàng" are one word. "6 tháng/năm" of a reporting period means half-yearly
and yearly, which one rule every six months covers; "01 năm/lần" is once a year,
"02 lần/năm" every six months.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline_order import opens_order
from ccndocs.extract.deadline_scan import FLAGS, Found, Scan, needs, recurring
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import opens_with_verb
from ccndocs.vi.dates import Moment, Unit, moment_at

_EVERY = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "qúy": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE",
    "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA",
}  # fmt: skip
QUARTER_MONTHS = {"đầu": "1,4,7,10", "cuối": "3,6,9,12", "giữa": "2,5,8,11"}

_H = r"(?:hằng|hàng|mỗi)"
_SAY = r"(?:trước|chậm\s+nhất|muộn\s+nhất|không\s+(?:muộn|chậm|trễ)\s+hơn|vào|đến)"
_LINK = r"(?:\s*(?:là|vào|trước|đến(?=\s+ngày))){0,3}\s*"
# 16 giờ 00 (ngày) | 10h
_CLOCK = (
    r"(?:(?P<hour>[012]?\d)\s*(?:giờ|h)\s*(?P<minute>[0-5]\d)?(?:\s*phút)?\s*,?\s*)?"
    r"(?:(?:các\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+)?"
)
_WEEKDAY = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật)"

# thứ 5 hàng tuần | các ngày thứ 4, thứ 7 và chủ nhật hàng tuần | 16 giờ 00 ngày thứ Sáu
_WEEKLY = re.compile(
    rf"""(?:\b{_SAY}{_LINK})?{_CLOCK}(?:(?:các\s+)?ngày\s+)?\b
    (?P<days>{_WEEKDAY}(?:\s*(?:,|và)\s*(?:ngày\s+)?{_WEEKDAY})*)
    (?P<weekly>\s*,?\s*(?:{_H}\s+tuần|của\s+tuần))?""",
    FLAGS,
)
# trước ngày 20 hằng tháng | chậm nhất ngày cuối cùng của tháng đầu quý tiếp theo
_MONTHLY = re.compile(
    rf"""(?:\b{_SAY}{_LINK})?{_CLOCK}\b(?:ngày\s+)?(?:(?<=ngày\s)|m[ồù]ng\s+|(?<=ngày\s)m[ồù]ng\s+)(?P<day>\d{{1,2}}|cuối\s+cùng|cuối)
    (?:\s+(?:và\s+(?:ngày\s+)?(?:m[ồù]ng\s+)?(?P<day2>\d{{1,2}})))?\s+(?:
      (?P<monthly>{_H}\s+tháng|của\s+{_H}\s+tháng)
    | (?:của\s+)?tháng\s+(?P<part>đầu|giữa|cuối)(?:\s+tiên)?\s+
      (?:{_H}\s+|của\s+(?:{_H}\s+)?)?quý
      (?:\s+(?:tiếp\s+theo|sau))?
    | (?:của\s+)?tháng\s+(?P<next>tiếp\s+theo|sau|liền\s+kề|kế\s+tiếp|kế)\b
    | (?P<quarterly>{_H}\s+quý)
    )""",
    FLAGS,
)
# hằng năm | của năm liền kề sau năm báo cáo | năm tiếp theo | năm sau
# hằng tháng vào ngày 15 | mỗi tháng, trước ngày 05 | hằng tháng (ngày 25)
# báo cáo tháng trước ngày 20
_MONTH_FIRST = re.compile(
    rf"""\b(?:định\s+k[ỳì]\s+)?(?P<monthly>{_H}\s+tháng|báo\s+cáo\s+tháng)\s*[,:]?
    \s*(?:\(\s*(?:{_SAY}{_LINK})?|(?:{_SAY}{_LINK}))
    {_CLOCK}ngày\s+(?:m[ồù]ng\s+)?(?P<day>\d{{1,2}})(?:\s+và\s+(?:ngày\s+)?(?P<day2>\d{{1,2}}))?
    (?!\s*(?:[/\d]|tháng|hằng|hàng))""",
    FLAGS,
)
_OF_YEAR = re.compile(
    rf"""\s*,?\s*(?:(?:của\s+)?{_H}\s+năm|(?:của\s+)?năm\s+(?:liền\s+kề|tiếp\s+theo|sau|trước|kế\s+hoạch)
    (?:\s+(?:sau\s+)?năm\s+báo\s+cáo)?|của\s+năm\s+báo\s+cáo)""",
    FLAGS,
)
_DATE_LEAD = re.compile(rf"\b(?:{_SAY}{_LINK}|từ\s+)(?=ngày|\d)", FLAGS)
_DATE_AND = re.compile(
    r"\s*(?:,|và|;|đến)\s*(?:trước\s+|chậm\s+nhất\s+)?(?=ngày|\d{1,2}\s*(?:/|tháng))",
    FLAGS,
)

# hằng tháng, quý, 6 tháng, năm | định kỳ hàng quý | mỗi quý
_PERIODIC = re.compile(
    rf"""\b(?P<fixed>(?:theo\s+)?định\s+k[ỳì]\s*(?:\(\s*)?(?:vào\s+)?)?
    (?P<every>{_H})\s+(?P<unit>ngày|tuần|tháng|quý|qúy|năm)\b(?!\s*(?:\d|tuổi))
    (?P<more>(?:\s*(?:,|và|/)\s*(?:{_H}\s+)?(?:quý|qúy|0?6\s+tháng|(?:cả\s+)?năm)\b(?!\s*\d))*)""",
    FLAGS,
)
# định kỳ 6 tháng, năm | định kỳ tháng, quý, năm | định kỳ báo cáo theo quý
_FIXED = re.compile(
    r"""\bđịnh\s+k[ỳì]\s+(?:[^.;,()\d]{0,40}?\s)??(?:theo\s+)?
    (?P<first>(?:0?[1-9]|1[0-5])\s+(?:tháng|năm|tuần|ngày)|quý|qúy|tháng|tuần|năm)\b(?!\s*(?:\d|[IV]+\b|đầu|cuối|học))
    (?P<more>(?:\s*(?:,|và|/)\s*(?:hằng\s+|hàng\s+|một\s+)?(?:quý|qúy|0?6\s+tháng|(?:cả\s+)?năm)\b(?!\s*\d))*)
    (?!\s*(?:một|/)\s*lần)""",
    FLAGS,
)
# "định kỳ" with no period beside it
_UNNAMED = re.compile(r"\bđịnh\s+k[ỳì]\b", FLAGS)


def _rule_of(unit: str) -> str:
    """Reads "6 tháng", "cả năm", "quý" as a rule."""
    words = unit.lower().split()
    rule, count = _EVERY[words[-1]], words[0].lstrip("0")
    return f"{rule};INTERVAL={count}" if count.isdigit() and count != "1" else rule


_UNIT = re.compile(r"0?6\s+tháng|ngày|tuần|tháng|quý|năm", FLAGS)


def _rules_of(first: str, more: str) -> str:
    """All periods of a list, one rule a line."""
    units = [first, *(m[0] for m in _UNIT.finditer(more))]
    return "\n".join(dict.fromkeys(_rule_of(unit) for unit in units))


def _clock_parts(hour: str | None, minute: str | None) -> str:
    return f";BYHOUR={int(hour)};BYMINUTE={int(minute or 0)}" if hour else ""


def _weekdays(text: str) -> str:
    days = []
    for match in re.finditer(_WEEKDAY, text, FLAGS):
        last = match[0].lower().split()[-1].removeprefix("thứ")
        days.append("SU" if "nhật" in last else _WEEKDAYS[last])
    return ",".join(dict.fromkeys(days))


# "tuần" | "02 tuần một lần" shortly before a weekday without "hằng tuần"
_WEEK_BEFORE = re.compile(
    rf"""(?:(?:{_H}|từng)\s+tuần|(?P<count>\d{{1,2}})\s+tuần\s*(?:/|một)\s*lần)
    [\s,(]*(?:(?:ký|gửi|nộp|họp|xong|duyệt)\s+)?$""",
    FLAGS,
)


@needs("tuần", "thứ|nhật")
def find_weekly(scan: Scan) -> Iterator[Found]:
    """Reads "thứ 5 hàng tuần"; "Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu"."""
    for match in _WEEKLY.finditer(scan.text):
        before = _WEEK_BEFORE.search(scan.left(match.start()))
        if not (match["weekly"] or before):
            continue
        interval = before["count"] if before else None
        rule = "FREQ=WEEKLY"
        rule += f";INTERVAL={int(interval)}" if interval else ""
        rule += f";BYDAY={_weekdays(match['days'])}"
        rule += _clock_parts(match["hour"], match["minute"])
        start = match.start() - len(before[0]) if before else match.start()
        fixed = re.search(r"định\s+k[ỳì]\s+$", scan.left(start), FLAGS)
        start = start - len(fixed[0]) if fixed else start
        yield Found(Span(start, match.end()), recurring(rule), "weekly")


@needs("tháng|quý", "ngày|mồng|mùng")
def find_monthly(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 20 hằng tháng"; "ngày cuối cùng của tháng đầu quý sau"."""
    for match in _MONTHLY.finditer(scan.text):
        day = match["day"]
        number = -1 if day.startswith(("cuối", "Cuối")) else int(day)
        if number > 31 or number == 0:
            continue
        days = f"{number},{int(match['day2'])}" if match["day2"] else str(number)
        if match["part"]:
            rule = f"FREQ=YEARLY;BYMONTH={QUARTER_MONTHS[match['part'].lower()]}"
        elif match["quarterly"]:
            rule = "FREQ=MONTHLY;INTERVAL=3"
        else:
            rule = "FREQ=MONTHLY"
        rule += f";BYMONTHDAY={days}" + _clock_parts(match["hour"], match["minute"])
        yield Found(Span(*match.span()), recurring(rule), "monthly")


@needs("hằng|hàng|mỗi|báo cáo tháng", "tháng|quý|năm")
def find_month_first(scan: Scan) -> Iterator[Found]:
    """Reads "hằng tháng vào ngày 15"; "báo cáo tháng trước ngày 20" recurs as well."""
    for match in _MONTH_FIRST.finditer(scan.text):
        days = ",".join(str(int(d)) for d in (match["day"], match["day2"]) if d)
        rule = f"FREQ=MONTHLY;BYMONTHDAY={days}"
        rule += _clock_parts(match["hour"], match["minute"])
        yield Found(Span(*match.span()), recurring(rule), "monthly")


_YEARLY_NEAR = re.compile(rf"{_H}\s+năm|định\s+k[ỳì]", FLAGS)


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


@needs("năm|định", digit=True)
def find_yearly(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 20/6 và 20/12 hằng năm"; "định kỳ 6 tháng (trước 16/6)"."""
    for match in _DATE_LEAD.finditer(scan.text):
        days, stop, yearly = _month_days(scan, match.end())
        if not days or not (yearly or _YEARLY_NEAR.search(scan.before(match.start()))):
            continue
        if _WINDOW.search(scan.before(match.start())) or _WINDOW_AFTER.match(
            scan.text, stop
        ):
            continue
        if match[0].lower().startswith("từ"):
            days = days[:1]
        yield Found(Span(match.start(), stop), recurring(_yearly_rule(days)), "yearly")
    if scan.is_time_line:
        yield from _bare_yearly(scan)


# "tính từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14": the days reported on
_WINDOW = re.compile(
    r"(?:\btính|số\s+liệu|(?<!định\s)kỳ\s+báo\s+cáo)[^,;.]{0,40}$", FLAGS
)
_WINDOW_AFTER = re.compile(r"\s*(?:năm\s+trước\s+|của\s+)?kỳ\s+báo\s+cáo", FLAGS)
_DATE_START = re.compile(r"(?<![\w/])(?=ngày\s|\d{1,2}\s*/|tháng\s|qu[ýí]\s)", FLAGS)
_MONTH_AND = re.compile(r"\s*(?:,|và)\s*", FLAGS)
_MONTH_ALONE = re.compile(r"(?P<month>\d{1,2})(?![\d/])")


def _months(scan: Scan, first: Moment) -> tuple[list[int], int]:
    """The months of "tháng 5 và tháng 10", "tháng 5, 10", and where they end."""
    months, stop = [first.index], first.span.stop
    while link := _MONTH_AND.match(scan.text, stop):
        following = moment_at(scan.text, link.end())
        alone = _MONTH_ALONE.match(scan.text, link.end())
        if following and following.unit is Unit.MONTH and following.year is None:
            months.append(following.index)
            stop = following.span.stop
        elif alone and 1 <= int(alone["month"]) <= 12:
            months.append(int(alone["month"]))
            stop = alone.end()
        else:
            break
    return months, stop


def _bare_yearly(scan: Scan) -> Iterator[Found]:
    """Time lines: "15/6 hằng năm", "Tháng 5, 10 hằng năm", "Quý IV hằng năm"."""
    for match in _DATE_START.finditer(scan.text):
        moment = moment_at(scan.text, match.start())
        if moment is None or moment.year is not None:
            continue
        months, stop = [moment.index], moment.span.stop
        if moment.unit is Unit.QUARTER:
            months = [3 * moment.index - 2 + i for i in range(3)]
        elif moment.unit is Unit.MONTH:
            months, stop = _months(scan, moment)
        yearly = _OF_YEAR.match(scan.text, stop)
        if yearly is None or _WINDOW_AFTER.match(scan.text, yearly.end()):
            continue
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
        rule += f";BYMONTHDAY={moment.day}" if moment.day else ""
        span = Span(match.start(), yearly.end())
        yield Found(span, recurring(rule), "yearly_bare")


# Nouns that "hằng năm" only describes: "Nghị quyết hằng năm", "ngân sách hàng năm".
_NOUN = re.compile(
    r"""(?:kế\ hoạch|nghị\ quyết|ngân\ sách|nhà\ nước|dự\ toán|chương\ trình|bình\ quân
    |kinh\ phí|thường\ xuyên|vốn|chi|chỉ\ tiêu|trung\ bình|cây|cây\ trồng|tăng\ trưởng
    |số\ lượng|sản\ lượng|nhiệm\ vụ|đất|thu\ nhập|danh\ mục|kỳ|chế\ độ|tăng|đạt|giảm
    |lớp|lần|lượt|buổi|ca|bữa|suất|phiên|giờ|đợt
    |nội\ dung|trong|định\ mức|các)\s*\(?$""",
    FLAGS,
)
OPENS = re.compile(
    r"(?:^|[;.:*]|\bvà)\s*(?:(?:[-+*•]|\(?\w{1,3}[.)])\s*)*(?:(?:theo\s+)?định\s+k[ỳì],?\s*)?\(?$",
    FLAGS,
)
# "về việc ban hành Quy chế đánh giá công chức hằng năm": the title of a text.
_TITLE = re.compile(r"(?:về\s+việc|ban\s+hành|quy\s+chế|quy\s+định\s+về)[^,;]*$", FLAGS)
_REVIEWS = re.compile(
    r"""báo\ cáo|tổng\ hợp|sơ\ kết|tổng\ kết|đánh\ giá|rà\ soát|công\ bố|tổ\ chức
    |giao\ ban|kiểm\ tra|cập\ nhật|thống\ kê|thông\ báo|\bgửi\b
    |giám\ sát|theo\ dõi|đôn\ đốc""",
    FLAGS,
)
_ENDS = re.compile(
    r"\s*(?:$|[.;,:)(*/]|\bhoặc\b|\bvà\b|về\s|gửi\s|theo\s+quy|cho\s|với\s|sát\s+|đúng\s|đầy\s+đủ|kịp\s+thời|để\s)",
    FLAGS,
)


# "theo dõi việc thực hiện, hằng quý báo cáo Thường trực": a second order
_AFTER_COMMA = re.compile(r",\s*(?:và\s+|đồng\s+thời\s+)?$", FLAGS)
# "để xây dựng báo cáo hằng năm về …": which report
_NAMES_REPORT = re.compile(r"\b(?:xây\s+dựng|lập|làm|các|bản)\s+báo\s+cáo\s*$", FLAGS)
# "kế hoạch 5 năm và hằng năm", "kế hoạch trung hạn, hằng năm": which plans
_LONGER = re.compile(
    r"(?:\d\s+năm|trung\s+hạn|dài\s+hạn|ngắn\s+hạn)\s*(?:,|và)\s*$", FLAGS
)
# "hằng năm và đột xuất": a rhythm of reports, wherever it stands.
_AND_ON_DEMAND = re.compile(r"\s*(?:,|và|hoặc|/)\s*đột\s+xuất", FLAGS)


def _is_time_of_order(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "hằng năm" in prose says when: opening, after "định kỳ", or closing."""
    before = scan.before(match.start())
    if _LONGER.search(before) or _NAMES_REPORT.search(before):
        return False
    if _AND_ON_DEMAND.match(scan.text, match.end()):
        return True
    if match["fixed"] or re.search(r"định\s+k[ỳì]\s*[,(]?\s*$", before, FLAGS):
        return True
    if OPENS.search(before):
        rest = scan.text[match.end() :].lstrip(" ,")
        if match["every"].lower() == "mỗi" and not opens_order(rest):
            return False  # "Mỗi năm, xã đón ba nghìn lượt khách": told
        return not _ENDS.match(scan.text, match.end()) or (
            scan.text[match.end() : match.end() + 1] == ","
        )
    if _AFTER_COMMA.search(before):
        rest = scan.text[match.end() :].lstrip()
        if _REVIEWS.match(rest) or (opens_order(before) and opens_with_verb(rest)):
            return "đã" not in before.lower().split()
    return (
        not _NOUN.search(before)
        and not _TITLE.search(before[-60:])
        and bool(_REVIEWS.search(before[-60:]))
        and bool(_ENDS.match(scan.text, match.end()))
    )


@needs("hằng|hàng|mỗi|định")
def find_periodic(scan: Scan) -> Iterator[Found]:
    """Reads "định kỳ hằng quý"; "Hằng năm, báo cáo …"; "hằng tháng, quý, năm"."""
    for match in _PERIODIC.finditer(scan.text):
        if scan.is_time_line or _is_time_of_order(scan, match):
            rules = _rules_of(match["unit"], match["more"])
            yield Found(Span(*match.span()), recurring(rules), "periodic")
    for match in _FIXED.finditer(scan.text):
        rules = _rules_of(match["first"], match["more"])
        yield Found(Span(*match.span()), recurring(rules), "fixed")


_OPENS_TASK = re.compile(
    r"^\s*(?:(?:[-+*•]|\(?\w{1,3}[.)])\s*)*(?:[^\W\d][^:;.]{2,90}:\s*)?$", FLAGS
)


@needs("định")
def find_unnamed(scan: Scan) -> Iterator[Found]:
    """Reads "Định kỳ hoặc đột xuất" (time line), "Định kỳ đánh giá" (opening).

    The period is left open; elsewhere in prose "định kỳ" is a mere adjective.
    """
    for match in _UNNAMED.finditer(scan.text):
        opens = match.start() < 250 and _OPENS_TASK.match(scan.text[: match.start()])
        if scan.is_time_line or opens:
            yield Found(Span(*match.span()), recurring(None), "unnamed", 0.7)


RULES = (
    find_weekly,
    find_monthly,
    find_month_first,
    find_yearly,
    find_periodic,
    find_unnamed,
)
