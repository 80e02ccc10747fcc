"""Whether a figure is reached, aimed at or planned, and the day it holds for."""

from __future__ import annotations

import datetime as dt

from ccndocs.extract.statistic.place import Place
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Context
from ccndocs.vi import lazy_re as re
from ccndocs.vi.moments import moment_at

_FLAGS = re.IGNORECASE | re.VERBOSE
_TARGET = re.compile(
    r"""phấn\s+đấu|mục\s+tiêu|(?<!số\ )(?<!các\ )chỉ\s+tiêu|đặt\s+ra|định\s+hướng
    |[(/]\s*(?:kế\s+hoạch|KH)\b[^()]*$|\b(?:kế\s+hoạch|dự\s+toán)\b[^,;()\d]{0,30}\(\s*$""",
    _FLAGS,
)
# "tăng 8,7% (kế hoạch giao tăng 10%)": what comes behind the bracket was reached
_AIM_IN_BRACKET = re.compile(
    r"""\(\s*(?:kế\s+hoạch|KH|mục\s+tiêu|chỉ\s+tiêu)\b[^()]*$
    |\b(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|dự\s+toán)\b[^,;()\d]{0,40}\(\s*$""",
    _FLAGS,
)
# "các CCN đã đi vào hoạt động đạt trên 70%": which clusters, and no result.
_REACHED = re.compile(
    r"""\b(?:mới\s+đạt|đã\s+đạt|chưa\s+đạt|hiện\s+(?:nay|có|đạt)?|nâng\s+tổng\s+số|đến\s+nay|mới\s+có
    |(?:(?<!CCN\ )(?<!nghiệp\ )
      |(?=đã\s+(?!đi\s+vào|hoạt\s+động|(?:cho\s+)?thuê|(?:được\s+)?thành\s+lập)))đã)\b""",
    _FLAGS,
)
# "Tầm nhìn 2050: 62 CCN" as a sentence of its own, behind that of the plan
_VISION = re.compile(
    r"\W*tầm\s+nhìn\s+(?:đến\s+)?(?:năm\s+)?(?P<year>20\d\d)(?!\d)", _FLAGS
)
# A vision reaches further than the plan: "thời kỳ 2021-2030, tầm nhìn đến năm 2050".
_GOAL_YEAR = re.compile(
    r"""(?:(?<!tầm\ nhìn\ )đến\s+(?:hết\s+)?(?:năm\s+)?
    |(?:thời\s+kỳ|giai\s+đoạn)\s+20\d\d\s*[-–]\s*)(?P<year>20\d\d)""",
    _FLAGS,
)
_PLANNED = re.compile(
    r"""theo\s+(?:phương\s+án|quy\s+hoạch)(?!\s+chi\s+tiết)
    |quy\s+hoạch\s+tỉnh\s+(?:đã\s+)?(?:xác\s+định|bố\s+trí|đề\s+ra)(?:\s+(?:có|phát\s+triển))?\s*$
    |(?<!tích\ )(?<!đất\ )quy\s+hoạch\s*$|dự\s+(?:kiến|báo)""",
    _FLAGS,
)
# "Toàn tỉnh có 79 CCN được quy hoạch với tổng diện tích 2.156 ha"
_IS_PLANNED = re.compile(
    r"\s*(?:(?:đã\s+)?được\s+)?quy\s+hoạch\b(?!\s+chi\s+tiết)", _FLAGS
)
# "Kế hoạch năm 2030 thành lập mới 05 CCN"
_PLAN_OF_YEAR = re.compile(
    r"\W*(?:theo\s+)?kế\s+hoạch\s+(?:của\s+)?năm\s+20\d\d\s+[^,;]*$", _FLAGS
)
_TO_FOUND = re.compile(
    r"""(?<!đã\ )(?<!được\ )(?:thành\s+lập|hình\s+thành|phát\s+triển)
     (?:\s+(?:mới|thêm))+\s*$""",
    _FLAGS,
)
# "phương án phát triển CCN của tỉnh đến năm 2030 có 58 CCN"
_PLAN = re.compile(
    r"""\b(?:phương\s+án|danh\s+mục)\s+phát\s+triển\b|\bquy\s+hoạch\s+(?:phát\s+triển|tỉnh)\b
    |\bquy\s+hoạch\s+(?:mạng\s+lưới\s+)?(?:các\s+)?(?:cụm\s+công\s+nghiệp|CCN)\b""",
    _FLAGS,
)
# "khi đi vào hoạt động thu hút 20 dự án", "sẽ thu hút 45 dự án, tạo việc làm cho …"
_TO_COME = re.compile(
    r"""(?<!sau\ )\bkhi\s+(?:đi\s+vào\s+hoạt\s+động|lấp\s+đầy|hoàn\s+thành
      |hoàn\s+thiện|đưa\s+vào)
    |\bsẽ\b""",
    _FLAGS,
)
# "58 CCN theo quy hoạch, trong đó 37 CCN đã thành lập"
_DONE = re.compile(
    r"\s*(?:đã|đang)\s+(?:được\s+)?(?:thành\s+lập|(?:đi\s+vào\s+)?hoạt\s+động)", _FLAGS
)
# "đã quy hoạch 26 CCN, 1.120 ha; thành lập 17 CCN, thu hút 142 dự án": done since
_HAS_PLANNED = re.compile(r"\bđã\s+quy\s+hoạch\b", _FLAGS)
_GOES_ON_DONE = re.compile(
    r";|\b(?:thành\s+lập|thu\s+hút|vào\s+hoạt\s+động|lấp\s+đầy|việc\s+làm)\b", _FLAGS
)
# What a cluster to be founded is to cost: "tổng vốn đầu tư 287,4 tỷ đồng"
_WHOLE_CAPITAL = re.compile(
    r"tổng\s+(?:mức|vốn|số\s+vốn)\s*(?:vốn\s+)?đầu\s+tư(?!\s+(?:đăng|đã|thứ))[^,;]*$",
    _FLAGS,
)
_AS_OF = re.compile(
    r"(?<!tầm\ nhìn\ )(?:tính\s+)?đến\s+(?:(?:hết|cuối|thời\s+điểm)\s+)?"
    r"(?=ngày|tháng|quý|năm|\d)",
    _FLAGS,
)
# "bình quân đạt 66,9% (năm 2024 đạt 63,5%)"
_IN_BRACKET_YEAR = re.compile(
    r"\(\s*(?:cuối\s+)?năm\s+(?P<year>20\d\d)(?!\d)[^()\d]{0,30}$", _FLAGS
)
# "tăng 9,6% so với năm 2024 (1.154 tỷ đồng)"
_YEAR_THEN_BRACKET = re.compile(
    r"\bnăm\s+(?P<year>20\d\d)\s*\(\s*(?:(?:mới|chỉ|là|đạt|có)\s+)*$", _FLAGS
)
# "Năm 2024, các doanh nghiệp nộp ngân sách …"; no year of a comparison or a name.
_YEAR = re.compile(
    r"""(?<!với\ )(?<!từ\ )(?<!đến\ )(?<!hết\ )(?<!trước\ )(?<!sau\ )(?<!kỳ\ )
    (?<!cuối\ )(?<!đầu\ )
    (?<!\d\ )(?<!kể\ từ\ )\bnăm\s+(?P<year>20\d\d)(?!\s*[-–]\s*20\d\d|\d)""",
    _FLAGS,
)
_NAMED_YEAR = re.compile(
    r"(?:luật|bộ\s+luật|kế\s+hoạch|chương\s+trình|quyết\s+định|nghị\s+(?:quyết|định)|văn\s+bản"
    r"|giai\s+đoạn|thành\s+lập\s+từ|được\s+duyệt)\b[^,;.()]*$",
    _FLAGS,
)
# "38,5% của năm ngoái", "54,1% vào cuối năm 2024"
_YEAR_BEHIND = re.compile(
    r"\s*(?:của|vào|hồi|ở)\s+(?:cuối\s+)?năm\s+(?P<year>20\d\d|ngoái|trước)\b", _FLAGS
)
_IN_YEAR_BEHIND = re.compile(
    r"[^,;.]{0,40}\b(?:trong|vào)\s+năm\s+(?P<year>20\d\d)", _FLAGS
)
_YEAR_TO_COME = re.compile(r"\b(?:cuối|trong|hết)\s+năm\s+(?P<year>20\d\d)", _FLAGS)
_PERIOD = re.compile(
    r"\b(?:\d+\s+tháng\s+(?:đầu\s+)?năm|(?:từ\s+)?đầu\s+năm|trong\s+(?:kỳ|năm)(?!\s+\d)|qua\b|nâng\s+tổng\s+số)",
    _FLAGS,
)
_NOW = re.compile(
    r"\b(?:đến\s+nay|(?<!thực\ )(?<!thể\ )(?<!phát\ )hiện|nay)\b",
    _FLAGS,
)
_WHOLE_YEAR = re.compile(r"\b(?:ước|cả\s+năm)\b", _FLAGS)


# "từ mức 48,5% hiện tại lên 60%": what there is, and what it is to become
_FIRST_OF_TWO = re.compile(r"\btừ(?:\s+mức)?\s*$", _FLAGS)
_THEN_TO = re.compile(r"[^,;.]{0,30}?\b(?:lên|xuống)\b", _FLAGS)
_NOW_TO = re.compile(r"^\s*hiện\s+(?:nay|tại|có)\s+(?:lên|xuống)\b", _FLAGS)


# "15 CCN đã thành lập, 10 CCN thành lập mới": said of the count before
_OF_LAST = re.compile(
    r"^\s*(?:đã|được|đang)\s+(?:được\s+|đi\s+vào\s+)*(?:thành\s+lập|hoạt\s+động)\s*(?=[,;]|và\b)",
    _FLAGS,
)


# "từ 52% [năm 2024] lên 58% [năm 2025]"
_SECOND_OF_TWO = re.compile(r"^\W*(?:năm\s+20\d\d\W*)?(?:lên|xuống)\b", _FLAGS)
_ITS_YEAR = re.compile(
    r"\s*\(?\s*(?:(?:trong|vào|của)\s+)?(?:cuối\s+)?năm\s+(?P<year>20\d\d)(?!\d)",
    _FLAGS,
)


def _year_of_two(place: Place, text: str) -> str | None:
    """The day of a figure of two that stand each before its year, none of others."""
    if not (is_first_of_two(place, text) or _SECOND_OF_TWO.match(place.left)):
        return None
    year = _ITS_YEAR.match(text, place.measure.span.stop, place.sentence.stop)
    return f"{year['year']}-12-31" if year else None


def is_aim_in_passing(place: Place, text: str) -> bool:
    """Whether a bracket compares a figure with its aim: "(kế hoạch giao tăng 10%)"."""
    return _AIM_IN_BRACKET.search(place.before(text)) is not None


def is_first_of_two(place: Place, text: str) -> bool:
    """Whether a figure is where one starts: "nâng từ 55% lên 65%"."""
    rest = text[place.measure.span.stop : place.sentence.stop]
    return bool(_FIRST_OF_TWO.search(place.left) and _THEN_TO.match(rest))


def _is_of_year_past(before: str, context: Context) -> bool:
    """Whether a bracket tells of a year gone by: "đạt 70% (năm 2025: 63%)"."""
    year, today = _IN_BRACKET_YEAR.search(before), context.issued_on
    if year is None or today is None or _AIM_IN_BRACKET.search(before):
        return False
    return int(year["year"]) <= today.year - (today.month <= 6)


def nature_of(
    place: Place, text: str, earlier: str, context: Context, topic: Topic
) -> str:
    """actual, target or planned; `earlier` is the nature of the figure before it."""
    before = place.before(text)
    clause = before.split(";")[-1]
    is_aim = (_TARGET.search(clause) or _VISION.match(before)) is not None
    is_aim = is_aim or _PLAN_OF_YEAR.match(before) is not None
    if _TO_FOUND.search(place.left) and not _PLANNED.search(place.left):
        is_done = topic.reports and earlier == "actual" and not is_aim
        is_done = is_done and not _is_to_come(before, context)
        if _is_past(before, context) or is_done:
            return "actual"
        return "target" if is_aim or topic.nature == "target" else "planned"
    if _PLANNED.search(place.left) or _IS_PLANNED.match(place.right):
        return "planned"
    goes_on = _HAS_PLANNED.search(before) and _GOES_ON_DONE.search(place.left)
    is_done = bool(_DONE.match(place.right) or goes_on)
    is_done = is_done and earlier != "actual" and not is_aim
    if is_first_of_two(place, text) or _is_of_year_past(before, context):
        return "actual"
    reached = _REACHED.search(_OF_LAST.sub("", _NOW_TO.sub("", place.left)))
    is_raise = reached is not None and reached[0].lower().startswith("nâng")
    is_raise = is_raise and (is_aim or topic.nature == "target" or earlier != "actual")
    if (reached and not is_raise) or is_done:
        return "actual"
    if topic.is_to_come and _WHOLE_CAPITAL.search(place.left):
        return "planned"
    if is_aim:
        return "target"
    ahead = _ahead(place, text, context)
    return ahead if ahead and earlier == "actual" else earlier


# "Mục tiêu đến năm 2030 tỉnh có 69 CCN", "phát triển 05 CCN": how many there are to be
# is the plan's count; how many are to be founded is one of those founded.
_FOUNDED = re.compile(
    r"""\bthành\s+lập\b|\b(?:thêm|mới)\s*$|\bhoạt\s+động\b|\bhoàn\s+thành\b""", _FLAGS
)
_TO_BE = re.compile(
    r"""(?:\b(?:có|gồm|là|đạt|phát\s+triển|hình\s+thành|bố\s+trí|xây\s+dựng|quy\s+mô|lên|và
    |phấn\s+đấu|từ)|[:+(])\s*$""",
    _FLAGS,
)


_WILL_BE_THERE = re.compile(r"\s*(?:đã\s+|được\s+)+thành\s+lập\b", _FLAGS)


_RAISED_TO = re.compile(r"\b(?:nâng|đưa)\s+(?:tổng\s+)?số\b[^,;]*\blên\s*$", _FLAGS)


def count_to_be(place: Place, indicator: str, nature: str) -> str:
    """The indicator of a count, which is the plan's where it is of a time to come."""
    if indicator != "cluster_count" or nature == "actual":
        return indicator
    is_founded = _FOUNDED.search(place.left) or _FOUNDED.search(place.right)
    if _WILL_BE_THERE.match(place.right):  # "đến năm 2030 có 55 CCN được thành lập"
        is_founded = _FOUNDED.search(place.left)
    if _RAISED_TO.search(place.left):  # "nâng tổng số CCN được thành lập lên 35 CCN"
        return "cluster_count_planned"
    if is_founded or not _TO_BE.search(place.left):
        return indicator
    return "cluster_count_planned"


# "đưa tỷ lệ lấp đầy lên tối thiểu 60% vào năm 2027"
_RAISES = re.compile(r"\b(?:nâng|đưa)\b[^,;]*\blên\s*$", _FLAGS)


# The years of plans: to come for a report without a date.
_PLAN_YEARS = (2030, 2035, 2040, 2045, 2050)


def _ahead(place: Place, text: str, context: Context) -> str | None:
    """What a time to come or words of the future make of a figure."""
    before = place.before(text)
    clause, today = before.split(";")[-1], context.issued_on
    stated = stated_day(place, text)
    is_now = stated and today and stated.timetuple()[:2] == today.timetuple()[:2]
    if stated and today is None and stated.year in _PLAN_YEARS:
        return "target"
    if stated and today and stated > today and not is_now:
        is_plan = _PLAN.search(clause) and place.measure.unit in ("cluster", "ha")
        return "planned" if is_plan or _PLANNED.search(clause) else "target"
    behind = _IN_YEAR_BEHIND.match(text[place.measure.span.stop : place.sentence.stop])
    years = [int(y["year"]) for y in (behind, _last_year(before)) if y]
    is_later = today is not None and any(year > today.year for year in years)
    if (is_later and _RAISES.search(place.left)) or _in_term_to_come(clause, today):
        return "target"
    return "planned" if is_later or _TO_COME.search(clause) else None


# "Giai đoạn 2021 - 2025, tỉnh thành lập mới 12 CCN", told at the end of 2025
_TERM = re.compile(
    r"\bgiai\s+đoạn\s+(?P<first>20\d\d)\s*[-–]\s*(?P<year>20\d\d)(?!\d)", _FLAGS
)


def _in_term_to_come(clause: str, today: dt.date | None) -> bool:
    """As in "giai đoạn 2031 - 2035 đạt khoảng 18.134 tỷ đồng", told before 2031."""
    term = next(iter(_TERM.finditer(clause)), None)
    if term is None or today is None or _NAMED_YEAR.search(clause[: term.start()]):
        return False
    return int(term["first"]) > today.year


def _is_to_come(before: str, context: Context) -> bool:
    """Whether a sentence names a year or a term after today: "Năm 2031 …"."""
    today, year = context.issued_on, _last_year(before)
    is_later = bool(year and today and int(year["year"]) > today.year)
    return is_later or _in_term_to_come(before, today)


def _is_past(before: str, context: Context) -> bool:
    """Whether a sentence tells of a time gone by: "Năm 2025, tỉnh thành lập mới …".

    Of a year that runs the second half tells what was done, the first what is to be.
    """
    year, today = _last_year(before), context.issued_on
    if year is None:
        year = next(iter(_TERM.finditer(before)), None)
    if _PERIOD.search(before) or year is None or today is None:
        return _PERIOD.search(before) is not None
    return int(year["year"]) <= today.year - (today.month <= 6)


def stated_day(place: Place, text: str) -> dt.date | None:
    """The day that "tính đến ngày …" or "đến hết năm …" before the figure names."""
    before = place.before(text)
    then = _IN_BRACKET_YEAR.search(before) or _YEAR_THEN_BRACKET.search(before)
    return dt.date(int(then["year"]), 12, 31) if then else counted_day(place, text)


def counted_day(place: Place, text: str) -> dt.date | None:
    """The last day named so, which later figures are of as well."""
    before = place.before(text)
    found: dt.date | None = None
    for match in _AS_OF.finditer(before):
        moment = moment_at(before, match.end(), bare=True)
        found = moment.last() if moment and moment.year else found
    return found


def _last_year(before: str) -> re.Match[str] | None:
    """The year that a sentence is about: its last one, none of a name or a time."""
    years = [
        year
        for year in _YEAR.finditer(before)
        if not _NAMED_YEAR.search(before[: year.start()])
    ]
    return years[-1] if years else None


def day_of(
    place: Place, text: str, nature: str, context: Context, carried: dt.date | None
) -> str | None:
    """The day a figure holds for: its sentence's, the one before, the document's."""
    if (day_behind := _year_of_two(place, text)) is not None:
        return day_behind
    before, today = place.before(text), context.issued_on
    year = _last_year(before)
    if nature != "actual":
        goals = (*_YEAR_TO_COME.finditer(before), *_GOAL_YEAR.finditer(before))
        stated_years = (_VISION.match(before), year, *goals)
        years = [found["year"] for found in stated_years if found]
        return f"{years[-1]}-12-31" if years else None
    behind = _YEAR_BEHIND.match(text[place.measure.span.stop : place.sentence.stop])
    stated = _year_before(behind["year"], today or carried) if behind else None
    stated = stated or stated_day(place, text)
    if stated is not None and today is not None and stated.year > today.year:
        stated = None  # of the aim that a bracket compares with how things stand
    now = _last(_NOW, before)
    if stated is None and year is not None and now <= year.start():
        told = text[place.sentence.start : place.measure.span.stop]
        stated = _end_of(int(year["year"]), told, today)
    else:
        now = now if stated is None else -1
    day = stated or (today if now >= 0 else carried or context.counted_on or today)
    return day.isoformat() if day else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern begins last, -1 where it does not."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _year_before(named: str, today: dt.date | None) -> dt.date | None:
    """The end of the year behind a figure: "2024", or "ngoái" seen from today."""
    if named.isdigit():
        return dt.date(int(named), 12, 31)
    return dt.date(today.year - 1, 12, 31) if today else None


def _end_of(year: int, before: str, today: dt.date | None) -> dt.date | None:
    """The end of a year told of; of the year that runs only what is estimated."""
    if today is not None and year >= today.year and not _WHOLE_YEAR.search(before):
        return None
    return dt.date(year, 12, 31)
