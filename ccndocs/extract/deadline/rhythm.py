"""Repetitions that are put together from parts: "chiều thứ Bảy tuần cuối mỗi tháng"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ccndocs.extract.deadline.order import acts, is_goal
from ccndocs.extract.deadline.recurring import QUARTER_MONTHS
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs, recurring
from ccndocs.extract.deadline.told import stands
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re

_EVERY = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}
_DAY = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA",
    "nhật": "SU", "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA",
}  # fmt: skip
_NTH = {
    "đầu": "1",
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "nhất": "1",
    "hai": "2",
    "ba": "3",
    "cuối": "-1",
    "tư": "4",
}
_PART = r"(?:sáng|trưa|chiều|tối|đêm)"
_OF_MONTH = re.compile(
    rf"""(?:(?:mỗi|các|cứ)\s+)?(?:(?:ngày|(?:buổi\s+)?{_PART})\s+)?(?<!lần\s)(?:thứ|chủ)\s+(?P<day>hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\s*,?\s*(?:của\s+)?
    (?:tuần\s+(?:lễ\s+)?)?(?:thứ\s+)?(?P<nth>đầu|nhất|hai|ba|tư|cuối|[1-4])(?:\s+(?:tiên|cùng))?
    \s+(?:của\s+|trong\s+)?(?:mỗi\s+|h[àằ]ng\s+|các\s+)?tháng\b(?!\s*\d)""",
    FLAGS,
)
# thứ Sáu cuối cùng của mỗi quý: of its last month
_OF_QUARTER = re.compile(
    rf"""(?:(?:vào|trước)\s+)?(?:(?:ngày|(?:buổi\s+)?{_PART})\s+)?(?<!lần\s)(?:thứ|chủ)\s+(?P<day>hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\s*,?\s*(?:của\s+)?
    (?:tuần\s+)?(?P<nth>đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+|trong\s+)?(?:mỗi\s+|h[àằ]ng\s+|các\s+)?quý\b(?!\s*(?:\d|[IV]+\b))""",
    FLAGS,
)
_WEEKDAY = re.compile(
    rf"""(?<!\w)(?:(?:mỗi|cứ)\s+{_PART}\s+|mỗi\s+|cứ\s+|(?:trước\s+\d{{1,2}}\s*(?:giờ|h)\s+|vào\s+)?(?:các\s+)?ngày\s+(?<=các\sngày\s))(?:thứ|chủ)\s+(?P<day>hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\b
    (?!\s*,?\s*(?:ngày\s+)?\d)""",
    FLAGS,
)
_WEEKENDS = re.compile(
    r"(?<!\w)(?:vào|trong)\s+(?:các\s+)?(?:ngày|dịp)\s+(?:nghỉ\s+)?cuối\s+tuần\b"
    r"(?!\s+(?:này|tới|qua|sau))",
    FLAGS,
)
_END_OF = re.compile(
    r"""(?<!\w)(?:(?:cứ\s+)?(?:đầu|giữa|cuối|hết|sau|kết\s+thúc)\s+(?P<each>mỗi|h[àằ]ng)\s+(?P<unit>tuần|tháng|quý|năm)
    |(?:ngày|tuần)\s+(?:làm\s+việc\s+)?(?:đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?
      (?:mỗi|h[àằ]ng)\s+(?P<unit2>tuần|tháng|quý|năm)
    |(?:(?:vào|trong)\s+|(?<=\())(?:ngày|tuần)\s+(?:làm\s+việc\s+)?(?:đầu|cuối|(?<=tuần\s)thứ\s+(?:nhất|hai|ba|tư|[1-4]))(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?P<unit4>tuần|tháng|quý)(?=\s*(?:$|[.;,)]))
    |(?:cứ|mỗi)\s+(?:khi\s+)?(?:đầu|giữa|cuối|hết)\s+(?P<unit6>tuần|tháng|quý|năm)(?!\s*\d)
    |(?:vào\s+)?cuối\s+(?P<unit5>ngày)(?=\s*(?:$|[.;,]))
    |(?P<last>cuối)\s+(?P<unit3>quý|tháng|tuần)(?=\s+(?:gửi|nộp|báo|tổng|họp|trình|công|kiểm)))\b""",
    FLAGS,
)
# Of time lines: "Tháng cuối quý"
_MONTH_OF_QUARTER = re.compile(
    r"""(?<!\w)(?:trong\s+)?tháng\s+(?P<part>đầu|giữa|cuối)(?:\s+(?:tiên|cùng))?\s+
    (?:(?:của\s+)?(?:(?:mỗi|h[àằ]ng|các|từng)\s+)?)quý\b(?!\s*(?:\d|[IV]+\b))""",
    FLAGS,
)
_HOURLY = re.compile(r"(?<!\w)hằng\s+giờ\b(?=\s*(?:$|[.;,)]))", FLAGS)
# "giao ban đầu tuần", "lồng ghép vào giờ chào cờ đầu tuần"
_WEEKS_END = re.compile(
    r"(?<!\w)(?:giao\s+ban|họp|chào\s+cờ|sinh\s+hoạt(?:\s+lớp)?|tổng\s+vệ\s+sinh)\s+(?:đầu|cuối)\s+tuần\b"
    r"(?!\s+(?:này|tới|sau|trước|qua|\d))",
    FLAGS,
)
_EACH = re.compile(
    r"""(?<!\w)cứ\s+(?:mỗi\s+)?(?P<unit>ngày|tuần|tháng|quý|năm)\b(?!\s*\d)
    |(?<!\w)(?P<unit3>ngày|tuần|tháng|quý|năm)\s+nào\s+cũng(?=\s)
    |(?<!\w)mỗi\s+(?P<unit2>ngày|tuần|tháng|quý|năm)\s+(?:(?:tổ\s+chức|họp|làm)\s+)?(?:một|hai|ba|\d+)
      \s+(?:lần|lượt|đợt|kỳ|chuyến|vòng)\b""",
    FLAGS,
)
# "bảo dưỡng cứ sau 200 giờ chạy máy": no rule says how often that is
_OF_USE = re.compile(
    r"(?<!\w)(?:cứ\s+(?:sau\s+|mỗi\s+|đủ\s+){0,2}|sau\s+mỗi\s+)\d[\d.]*\s*(?:giờ|km|ca|chuyến|lượt|mẻ|ngày)\s+"
    r"(?:chạy|hoạt\s+động|vận\s+hành|làm\s+việc|sử\s+dụng|khai\s+thác|lăn\s+bánh)(?:\s+[^\W\d]+){0,3}?(?=\s*(?:$|[.;,)]))",
    FLAGS,
)
# "tiếp công dân định kỳ ngày 15", "vào các ngày 10, 20": of every month
_FIXED_DAY = re.compile(
    r"(?<!\w)(?:định\s+kỳ\s*,?\s+(?:vào\s+)?(?:các\s+)?|cứ\s+(?:đến\s+|vào\s+|tới\s+)?)ngày\s+(?:m[ồù]ng\s+)?(?P<days>\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*)"
    r"(?!\s*(?:[/\d-]|tháng|năm))",
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


def _of_quarter(match: re.Match[str]) -> str:
    nth = match["nth"].lower()
    day, months = _DAY[match["day"].lower()], QUARTER_MONTHS[nth]
    return f"FREQ=YEARLY;BYMONTH={months};BYDAY={_NTH[nth]}{day}"


def _of_days(match: re.Match[str]) -> str:
    days = ",".join(str(int(day)) for day in re.findall(r"\d+", match["days"]))
    return f"FREQ=MONTHLY;BYMONTHDAY={days}"


# Each with the words without which there is none of the kind
_RHYTHMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str]], str | None], tuple[str, ...]], ...
] = (
    (_OF_USE, lambda _: None, ("cứ", "sau mỗi")),
    (_OF_MONTH, _of_month, ("thứ", "chủ")),
    (_OF_QUARTER, _of_quarter, ("quý",)),
    (
        _WEEKDAY,
        lambda m: f"FREQ=WEEKLY;BYDAY={_DAY[m['day'].lower()]}",
        ("thứ", "chủ"),
    ),
    (_WEEKENDS, lambda _: "FREQ=WEEKLY;BYDAY=SA,SU", ("cuối",)),
    (_HOURLY, lambda _: "FREQ=HOURLY", ("hằng",)),
    (_WEEKS_END, lambda _: "FREQ=WEEKLY", ("tuần",)),
    (
        _END_OF,
        lambda m: _every(_unit_of(m)),
        ("đầu", "giữa", "cuối", "hết", "sau", "kết", "tuần"),
    ),
    (_EACH, lambda m: _every(_unit_of(m)), ("cứ", "mỗi", "nào")),
    (_FIXED_DAY, _of_days, ("định", "cứ")),
    (
        _NEXT_MONTH,
        lambda m: f"FREQ=MONTHLY;BYMONTHDAY={int(m['day'] or m['day2'])}",
        ("tháng",),
    ),
)


_TELLS = re.compile(
    r"\b(?:đã|đang|sẽ|được|là|(?<!báo\scáo\s)(?:kết\s+quả|tình\s+hình))\b", FLAGS
)


# "công khai tỷ lệ trễ hạn vào thứ Sáu cuối cùng của mỗi quý": no target
_EVERY_PERIOD = re.compile(r"\b(?:mỗi|h[àằ]ng)\s+(?:tuần|tháng|quý)$", FLAGS)


def _is_set(scan: Scan, at: int, words: str) -> bool:
    """Whether a clause may set a rhythm: "Gửi thống kê vào ngày đầu của tháng" may."""
    before = scan.before(at)
    aims = is_goal(scan, at) and not _EVERY_PERIOD.search(words)
    plain = acts(before) and not _TELLS.search(before) and not aims
    return plain or stands(scan, at)


@needs("tháng", "quý")
def month_of_quarter(scan: Scan) -> Iterator[Found]:
    """Reads the time line "Tháng cuối quý"."""
    for match in _MONTH_OF_QUARTER.finditer(scan.text) if scan.is_time_line else ():
        rule = f"FREQ=YEARLY;BYMONTH={QUARTER_MONTHS[match['part'].lower()]}"
        yield Found(Span(*match.span()), recurring(rule), "rhythm", 0.9)


@needs("tuần|tháng|quý|năm|ngày|giờ|cứ|mỗi|hằng|hàng")
def rhythms(scan: Scan) -> Iterator[Found]:
    """Repetitions by their parts: "chiều thứ Bảy tuần cuối mỗi tháng"."""
    for pattern, rule, words in _RHYTHMS:
        if not any(word in scan.folded for word in words):
            continue
        for match in pattern.finditer(scan.text):
            name = "weekly_meeting" if pattern is _WEEKS_END else "rhythm"
            if scan.is_time_line or _is_set(scan, match.start(), match[0]):
                yield Found(Span(*match.span()), recurring(rule(match)), name, 0.9)
