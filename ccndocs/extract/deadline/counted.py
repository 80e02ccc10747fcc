"""Repetitions that are counted: "06 tháng/lần", "mỗi quý một lần", "02 lần/năm"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import opens_order
from ccndocs.extract.deadline.periodic import OPENS
from ccndocs.extract.deadline.recurring import QUARTER_MONTHS
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs, recurring
from ccndocs.extract.deadline.term import CLOSES
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_FREQ = {
    "phút": "MINUTELY",
    "giờ": "HOURLY",
    "ngày": "DAILY",
    "tuần": "WEEKLY",
    "tháng": "MONTHLY",
    "năm": "YEARLY",
}
COUNT = rf"(?P<count>\d{{1,2}}|{COUNT_WORDS})"
"""A pattern for how often, in figures or in words."""
THING = rf"(?P<thing>{WORDS['counted']})"
"""A pattern for what happens once: "một cuộc", "hai đợt", "một phóng sự"."""
_AT_LEAST = (
    r"(?:(?:ít\s+nhất|tối\s+thiểu|không\s+ít\s+hơn|không\s+dưới)\s+(?:là\s+|có\s+)?)?"
)
_UNIT = r"(?P<unit>phút|giờ|ngày|tuần|tháng|quý|qúy|năm)"

# 6 tháng và cả năm | 6 tháng/năm | 6 tháng, năm
_HALF_YEARLY = re.compile(
    r"(?:\b(?P<quarterly>qu[ýí]),\s*)?(?<!\d)0?6\s+tháng\s*(?:/|,\s*|và\s+)\s*(?:cả\s+|hằng\s+|hàng\s+|0?1\s+|một\s+)?năm\b(?!\s*\d)",
    FLAGS,
)
# sơ kết 6 tháng, tổng kết hằng năm
_REVIEWS = re.compile(
    r"""(?<!hội\snghị\s)\b(?:sơ\s+kết|đánh\s+giá|kiểm\s+điểm)\s+(?:0?6|sáu)\s+tháng(?:\s+một\s+lần)?\s*(?:,|và)\s*
    (?:tổng\s+kết|đánh\s+giá|kiểm\s+điểm)\s+(?P<yearly>(?:hằng|hàng|mỗi)\s+)?(?:cả\s+|cuối\s+)?năm\b(?!\s*(?:\d|học|nay))""",
    FLAGS,
)
# cứ nửa năm một lần | nửa tháng/lần
_HALF_A_YEAR = re.compile(
    r"(?<!\w)(?:định\s+kỳ\s+)?(?:cứ\s+)?nửa\s+(?P<unit>năm|tháng)\s*(?:lại\s+)?(?:/\s*|(?:một|0?1)\s+)lần\b",
    FLAGS,
)
# 06 tháng/lần | 02 năm một lần | hai tuần một lần
_ONCE_IN = re.compile(
    rf"""(?<![\w/.,])(?:cứ\s+(?:sau\s+|cách\s+)?)?{_AT_LEAST}(?<!mỗi\s)(?<!hằng\s)
    (?<!hàng\s){COUNT}\s*(?:\(\w+\)\s*)?{_UNIT}\s*(?:lại\s+)?(?P<done>(?:làm|họp|thực\s+hiện|tổ\s+chức|tiến\s+hành)\s+(?=một|0?1))?
    (?:/\s*(?:0?1\s*|một\s+)?(?:lần|số|kỳ|lượt|đợt)\b|(?:một|0?1)\s+(?:lần|bản\s+tin|số|lượt|đợt|chuyến|kỳ|phiên|cuộc|vòng)\b)""",
    FLAGS,
)
# 02 lần/năm | hai lần mỗi tháng
_TIMES_A = re.compile(
    rf"""(?<![\w/.,]){_AT_LEAST}{COUNT}\s*(?:\(\w+\)\s*)?{THING}\s*
    (?:/\s*(?:0?1\s*)?|(?:trong\s+)?(?:mỗi|một)\s+|trong\s+)
    {_UNIT}\b(?:(?<=năm)\s+học\b)?(?!\s*(?:\d|[IV]+\b|học|nay|này|đầu|cuối))""",
    FLAGS,
)
# 02 tin, bài mỗi tuần | 02 lớp tập huấn mỗi năm
_THINGS_A = re.compile(
    rf"""(?<![\w/.,]){_AT_LEAST}{COUNT}\s+{THING}(?:\s+(?!mỗi\b|trong\b|hằng\b|hàng\b)[^\W\d]+){{1,5}}?\s+
    mỗi\s+{_UNIT}\b(?!\s*(?:\d|học))""",
    FLAGS,
)
# ít nhất 02 ngày trong tháng | tối thiểu một buổi mỗi tuần
_DAYS_A = re.compile(
    rf"""(?<![\w/.,])(?:ít\s+nhất|tối\s+thiểu)\s+(?:nửa|{COUNT})\s+(?:ngày|buổi|giờ)\s+(?:(?:trong|mỗi|/)\s*(?:một\s+)?|một\s+)
    (?P<unit>tuần|tháng|quý|năm)\b(?!\s*(?:\d|[IV]+\b|này|học))
    |(?<!\w)(?:mỗi|hằng|hàng)\s+(?P<unit2>tuần|tháng|quý|năm)\s*,?\s+(?:dành|bố\s+trí|có|sắp\s+xếp)\s+
    (?:ra\s+)?(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?:\d{{1,2}}|{COUNT_WORDS})\s+(?:ngày|buổi)\b""",
    FLAGS,
)
# ít nhất một lần trong 3 tháng | 01 lần trong 02 năm
_ONCE_WITHIN = re.compile(
    rf"""(?<![\w/.,]){_AT_LEAST}(?:0?1|một)\s+lần\s+trong\s+(?:mỗi\s+)?{COUNT}\s+{_UNIT}\b(?!\s*\d)""",
    FLAGS,
)
# Cứ 02 giờ báo cáo mực nước một lần
_EVERY_SO_OFTEN = re.compile(
    rf"""(?<!\w)(?:cứ\s+(?:sau\s+|cách\s+)?|cách\s+){COUNT}\s+{_UNIT},?\s+(?:phải\s+|lại\s+)?(?P<work>[^.;:,\d]{{3,60}}?)\s+(?:một|0?1)\s+lần\b""",
    FLAGS,
)
# bảo trì mỗi sáu tháng | Cứ hai năm, kiểm tra lại
_EACH_FEW = re.compile(
    rf"""(?<!\w)(?:mỗi|cứ(?:\s+(?:sau|cách))?|(?:theo|với|có)\s+chu\s+kỳ(?:\s+là)?)\s+{COUNT}\s+(?P<unit>phút|giờ|ngày|tuần|tháng|quý|năm)\b(?=\s*(?:$|[.;,)]))""",
    FLAGS,
)
# gom rác tuần hai lần | họp tổ tháng một lần
_UNIT_FIRST = re.compile(
    rf"""(?<!mỗi\s)(?<!một\s)(?<!hằng\s)(?<!hàng\s)(?<!trong\s)(?<!từng\s)(?<!\d\s)(?<!\w)
    (?P<unit>(?<=[^\W\d]\s)ngày(?=\s+(?:0?[2-9]|hai|ba|bốn)\s)|tuần|tháng|quý)\s+{COUNT}\s+(?P<thing>lần|buổi|kỳ|số|phiên)\b(?!\s+\d)""",
    FLAGS,
)
# mỗi quý một lần | hằng năm ít nhất hai lần
_EACH = re.compile(
    rf"""(?<![\w/.,])(?:cứ\s+)?{_AT_LEAST}(?:mỗi|một|0?1|hằng|hàng)\s+{_UNIT}(?:\s+học)?\s*,?\s+(?:có\s+|tổ\s+chức\s+)?
    {_AT_LEAST}{COUNT}\s+{THING}\b(?!\s*(?:/|mỗi\b))""",
    FLAGS,
)

# mỗi tháng một ngày | mỗi năm 12 ngày | mỗi tuần một khoa
_THINGS_EACH = re.compile(
    rf"""(?<!\w)(?:mỗi|hằng|hàng)\s+{_UNIT}\s*,?\s+{_AT_LEAST}{COUNT}\s+
    (?!{THING}\b)(?!(?:đồng|nghìn|triệu|tỷ|kg|tấn|tạ|lít|ha|km|m[23²³]?|mét|suất|%|phần|điểm|lao\s+động)\b)
    [^\W\d]+(?:\s+[^\W\d]+){{0,3}}(?=\s*(?:$|[.;,)]))""",
    FLAGS,
)
# "hỗ trợ mỗi tháng hai bao gạo", "nộp mỗi năm ba suất": how much of it
_PAYS = re.compile(
    r"\b(?:hỗ\s+trợ|trợ\s+cấp|cấp|chi|nộp|đóng|thu|giảm|tăng|đạt|trồng|tuyển)\b[^,;]*$",
    FLAGS,
)


def _count_of(match: re.Match[str]) -> int:
    return count_of(match["count"]) or 1


def _every(unit: str, count: int) -> str:
    """A rule for once in `count` units."""
    if unit in ("quý", "qúy"):
        unit, count = "tháng", 3 * count
    return f"FREQ={_FREQ[unit]}" + (f";INTERVAL={count}" if count > 1 else "")


def _times(unit: str, count: int) -> str:
    """A rule for `count` times a unit: whole months where they part it, else the unit.

    >>> _times("năm", 2), _times("tháng", 2)
    ('FREQ=MONTHLY;INTERVAL=6', 'FREQ=MONTHLY')
    """
    months = {"năm": 12, "quý": 3, "qúy": 3, "tháng": 1}.get(unit, 0)
    if count and months and months % count == 0:
        return (
            _every("tháng", months // count) if months != 12 * count else "FREQ=YEARLY"
        )
    return _every(unit, 1)


# "theo dõi việc thực hiện, 6 tháng và cả năm báo cáo …"
_REPORTS = re.compile(r"\s*,?\s*(?:báo\s+cáo|sơ\s+kết|tổng\s+kết|tổng\s+hợp)\b", FLAGS)


# "báo cáo kết quả 6 tháng và cả năm gửi Sở Nội vụ"
_OF_REPORTS = re.compile(r"\b(?:báo\s+cáo|sơ\s+kết|tổng\s+kết)\b[^,;:]{0,90}$", FLAGS)
_HANDED_IN = re.compile(r"\s*(?:$|[.;]|gửi\s|về\s|cho\s|theo\s)", FLAGS)


# "lễ hội được tổ chức hai năm một lần": how it is, not what to do
_IS_SO = re.compile(
    r"\b(?:được|đã|là|vi\s+phạm|tái\s+phạm|(?<!thiết\s)bị|quá\s+hạn)\s+(?:\w+\s+){0,4}$",
    FLAGS,
)


# "đối thoại với dân ít nhất hai lần mỗi tháng": a minimum is set, not told
_AT_LEAST_SAID = re.compile(
    r"^cứ\s|ít\s+nhất|tối\s+thiểu|không\s+(?:ít\s+hơn|dưới)", FLAGS
)


# "đơn vị nào chậm quá 02 lần trong tháng": how often it may happen, not when
_OVER = re.compile(r"\b(?:quá|trên|hơn|từ|sau)\s*$", FLAGS)


# "2 giờ | một lần trong ngày bầu cử": once in two hours
_EVERY_FEW = re.compile(r"\d\s*(?:phút|giờ|ngày|tuần|tháng)\s*$", FLAGS)


def _is_order(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a repetition in words, in prose, belongs to an order."""
    before = scan.before(match.start())
    is_bare = not before.strip(" ,(-") or before.rstrip().endswith(":")
    is_set = _AT_LEAST_SAID.search(match[0]) is not None
    return scan.is_time_line or (
        not _IS_SO.search(before)
        and (
            is_bare
            or is_set
            or opens_order(before)
            or opens_order(before.rpartition(": ")[2])
        )
    )


def _is_figure(match: re.Match[str]) -> bool:
    """Whether a count is bare figures: "03 tháng một lần", no "3 năm họp một lần"."""
    return match["count"].isdigit() and match["done"] is None


@needs("lần|bản tin|số|lượt|đợt|chuyến|kỳ|phiên|cuộc|vòng")
def find_once_in(scan: Scan) -> Iterator[Found]:
    """Reads "06 tháng/lần"; "02 năm một lần"; "hai tuần một lần"."""
    for match in _ONCE_IN.finditer(scan.text):
        over = _OVER.search(scan.left(match.start(), 20))
        if over or not (_is_figure(match) or _is_order(scan, match)):
            continue
        rule = _every(match["unit"].lower(), _count_of(match))
        yield Found(Span(*match.span()), recurring(rule), "once_in")
    for match in (
        *_ONCE_WITHIN.finditer(scan.text),
        *_EVERY_SO_OFTEN.finditer(scan.text),
    ):
        over = _OVER.search(scan.left(match.start(), 20))
        if not over and _is_order(scan, match):
            rule = _every(match["unit"].lower(), _count_of(match))
            yield Found(Span(*match.span()), recurring(rule), "once_in")


@needs("giờ|ngày|tuần|tháng|quý|qúy|năm", "mỗi|một|hằng|hàng|/|trong|lần")
def find_times_a(scan: Scan) -> Iterator[Found]:
    """Reads "02 lần/năm"; "ít nhất hai lần mỗi tháng"; "mỗi quý một lần"."""
    for pattern in (_TIMES_A, _THINGS_A, _EACH, _UNIT_FIRST):
        for match in pattern.finditer(scan.text):
            if not _is_rhythm(scan, match, pattern):
                continue
            rule = _times(match["unit"].lower(), _count_of(match))
            yield Found(Span(*match.span()), recurring(rule), "times_a")


@needs("mỗi|cứ|chu kỳ", "phút|giờ|ngày|tuần|tháng|quý|năm")
def find_each_few(scan: Scan) -> Iterator[Found]:
    """Reads "Bảo trì máy lạnh mỗi sáu tháng"; "Cứ hai năm, kiểm tra lại …"."""
    for match in _EACH_FEW.finditer(scan.text):
        before = scan.before(match.start())
        rest = scan.after(match.end()).lstrip(" ,")
        ordered = opens_order(before) if before.strip(" -+,") else opens_order(rest)
        if _count_of(match) > 1 and (scan.is_time_line or ordered):
            rule = _every(match["unit"].lower(), _count_of(match))
            yield Found(Span(*match.span()), recurring(rule), "once_in", 0.9)


def _is_rhythm(scan: Scan, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether "… lần mỗi năm" sets times: "hai buổi mỗi ngày" says how, not when."""
    is_times = match["thing"].lower() == "lần"
    left = scan.left(match.start(), 20)
    if _OVER.search(left) or _EVERY_FEW.search(left):
        return False
    news = match["thing"].lower() in ("bản tin", "tin")  # "mỗi giờ một bản tin"
    if not (is_times or news) and match["unit"].lower() in ("ngày", "giờ"):
        return False
    if pattern is _UNIT_FIRST:
        ordered = opens_order(scan.before(match.start()))
        ends = is_times or CLOSES.match(scan.text, match.end())
        return scan.is_time_line or (ordered and bool(ends))
    if pattern is _TIMES_A and is_times and match["count"].isdigit():
        return True
    return _is_order(scan, match)


@needs("ngày|buổi|giờ", "tuần|tháng|quý|năm")
def find_days_a(scan: Scan) -> Iterator[Found]:
    """Reads "Tiếp công dân ít nhất 02 ngày trong tháng": of every month."""
    for match in _DAYS_A.finditer(scan.text):
        before = scan.before(match.start())
        opens = match["unit2"] is not None and not before.strip(" -+,")
        if scan.is_time_line or opens or opens_order(before):
            rule = _every((match["unit"] or match["unit2"]).lower(), 1)
            yield Found(Span(*match.span()), recurring(rule), "days_a", 0.9)


@needs("mỗi|hằng|hàng", "ngày|tuần|tháng|quý|qúy|năm")
def find_things_each(scan: Scan) -> Iterator[Found]:
    """Reads "Tiếp công dân mỗi tháng một ngày", "đi buồng, mỗi tuần một khoa"."""
    for match in _THINGS_EACH.finditer(scan.text):
        before = scan.before(match.start())
        told = _PAYS.search(before) or _IS_SO.search(before)
        if match["unit"].lower() in ("ngày", "giờ") or told:
            continue
        rest = scan.after(match.end()).lstrip(" ,")
        opens = not before.strip(" -+") and opens_order(rest)
        if scan.is_time_line or opens or opens_order(before):
            rule = _every(match["unit"].lower(), 1)
            yield Found(Span(*match.span()), recurring(rule), "times_a", 0.9)


_AND_YEARLY = re.compile(r"h[àằ]ng\s+năm", FLAGS)  # "6 tháng, hằng năm": both


@needs("năm|tháng", "6|nửa")
def find_half_yearly(scan: Scan) -> Iterator[Found]:
    """Reads "6 tháng và cả năm" of a time line, or before a report.

    "cứ nửa năm một lần" is as often, wherever it stands in an order.
    """
    for match in _HALF_A_YEAR.finditer(scan.text):
        before = scan.before(match.start())
        if scan.is_time_line or not before.strip(" ,(-") or opens_order(before):
            is_year = match["unit"].lower() == "năm"
            rule = "FREQ=MONTHLY;INTERVAL=6" if is_year else "FREQ=WEEKLY;INTERVAL=2"
            value = recurring(rule)
            yield Found(Span(*match.span()), value, "half_yearly")
    for match in _REVIEWS.finditer(scan.text):
        before = scan.before(match.start())
        if scan.is_time_line or not before.strip(" ,(-") or opens_order(before):
            rule = "FREQ=MONTHLY;INTERVAL=6"
            rule += "\nFREQ=YEARLY" if match["yearly"] else ""
            yield Found(Span(*match.span()), recurring(rule), "half_yearly")
    for match in _HALF_YEARLY.finditer(scan.text):
        before = scan.before(match.start())
        is_report = before.rstrip().endswith(",") and _REPORTS.match(
            scan.text, match.end()
        )
        is_report = is_report or (
            _OF_REPORTS.search(before) and _HANDED_IN.match(scan.text, match.end())
        )
        if scan.is_time_line or is_report or OPENS.search(before):
            rules = [
                *(["FREQ=MONTHLY;INTERVAL=3"] if match["quarterly"] else []),
                "FREQ=MONTHLY;INTERVAL=6",
                *(["FREQ=YEARLY"] if _AND_YEARLY.search(match[0]) else []),
            ]
            rule = "\n".join(rules)
            yield Found(Span(*match.span()), recurring(rule), "half_yearly")


# trong tuần đầu tiên của mỗi tháng | trong 10 ngày đầu mỗi quý
_PART_OF = re.compile(
    r"""\b(?:trong|vào)\s+(?:\d{1,2}\s+)?(?P<part>tuần|ngày|nửa|tháng)\s+(?P<which>đầu|giữa|cuối|thứ\s+\w+)(?:\s+(?:tiên|cùng))?
    \s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit>tháng|quý|năm)\b""",
    FLAGS,
)


def _part_rule(match: re.Match[str]) -> str:
    """Months are named where they are months of a quarter: the first, the last."""
    of_quarter = (match["part"] + match["unit"]).lower() == "thángquý"
    months = QUARTER_MONTHS.get(match["which"].lower()) if of_quarter else None
    if months:
        return f"FREQ=YEARLY;BYMONTH={months}"
    return _every(match["unit"].lower(), 1)


@needs("hằng|hàng|mỗi", "tháng|quý|năm")
def find_part_of(scan: Scan) -> Iterator[Found]:
    """Reads "trong tuần đầu tiên của mỗi tháng"; "trong tháng đầu mỗi quý"."""
    for match in _PART_OF.finditer(scan.text):
        before = scan.before(match.start())
        if scan.is_time_line or OPENS.search(before) or opens_order(before):
            yield Found(Span(*match.span()), recurring(_part_rule(match)), "part_of")


RULES = (
    find_once_in,
    find_times_a,
    find_days_a,
    find_things_each,
    find_each_few,
    find_half_yearly,
    find_part_of,
)
