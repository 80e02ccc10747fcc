"""Months and quarters of every year: "mỗi năm hai đợt vào tháng 4 và tháng 10"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.counted import COUNT, THING
from ccndocs.extract.deadline.months import ROUND, months_at
from ccndocs.extract.deadline.order import has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs, recurring
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re

_EVERY_YEAR = (
    r"(?:(?:hằng|hàng|mỗi)\s+(?:năm(?:\s+học)?|quý)|một\s+năm(?=\s+\w+\s+(?:lần|đợt)))"
)
_COUNTED = rf"(?:\s*,?\s*(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{COUNT}\s+{THING}\b)?"
# "mỗi năm hai đợt, vào tháng 4" | "hằng năm vào quý IV" | "định kỳ hằng năm, tháng 11"
_YEAR_FIRST = re.compile(
    rf"""\b(?:định\s+k[ỳì]\s+)?{_EVERY_YEAR}{_COUNTED}\s*[,(:]?\s*
    (?P<vague>(?:chậm\s+nhất|muộn\s+nhất|hoàn\s+thành)\s+)?(?:(?:vào|trong|là)\s+){{0,2}}{ROUND}
    (?=tháng\s*\d|qu[ýí]\s)""",
    FLAGS,
)
# "2 đợt/năm vào tháng 4 và tháng 10" | "02 lần mỗi năm (tháng 5, tháng 11)"
_COUNTED_FIRST = re.compile(
    rf"""(?<![\w/.,]){COUNT}\s+{THING}\s*(?:/\s*|mỗi\s+|một\s+)năm(?:\s+học)?\s*[,(:]?\s*
    (?:(?:vào|trong|là)\s+)*{ROUND}(?=tháng\s*\d|qu[ýí]\s)""",
    FLAGS,
)
# "03 tháng/lần (tháng 3, tháng 6, …)", "mỗi quý một lần (vào các tháng 3, 6, 9, 12)"
_QUARTERLY_FIRST = re.compile(
    r"""(?<![\w/.,])(?:(?:định\s+k[ỳì]\s+)?(?:(?:0?[36]|ba|sáu)\s+tháng\s*(?:/|một)\s*(?:01\s+)?lần|(?:mỗi|h[àằ]ng)\s+quý(?:\s+một\s+lần)?))
    \s*\(\s*(?:(?:vào|trong)\s+)?(?:các\s+)?(?=tháng\s*\d)""",
    FLAGS,
)
# "vào tháng 12 hằng năm" | "trong quý I hằng năm"
_MONTH_FIRST = re.compile(
    r"(?:\bđịnh\s+k[ỳì]\s+)?(?:\b(?:vào|trong|từ)\s+)?(?<![\w/])(?=tháng\s*\d|qu[ýí]\s)",
    FLAGS,
)
_OF_YEAR = re.compile(
    r"\s*,?\s*(?:(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm\b|(?:của\s+)?các\s+năm(?=\s*(?:$|[.;)])))",
    FLAGS,
)


_OWES = re.compile(r"\b(?:có\s+trách\s+nhiệm|phải|báo\s+cáo|gửi)\b", FLAGS)


def _orders(scan: Scan, start: int, stop: int) -> bool:
    """Whether months of every year, in prose, belong to an order."""
    before = scan.before(start)
    if not before.strip(" -+,"):
        rest = scan.after(stop).lstrip(" ,")
        return opens_order(rest) or _OWES.search(rest[:120]) is not None
    return has_order(before)


@needs("năm|quý|lần", "hằng|hàng|mỗi|một|các|/", "tháng|quý|quí")
def find_season(scan: Scan) -> Iterator[Found]:
    """Reads "hằng năm vào tháng 10"; "trong quý I hằng năm"."""
    for pattern in (_YEAR_FIRST, _COUNTED_FIRST, _QUARTERLY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(scan.text):
            months, stop = months_at(scan.text, match.end())
            if pattern is _MONTH_FIRST and months:
                yearly = _OF_YEAR.match(scan.text, stop)
                months, stop = (months, yearly.end()) if yearly else ([], stop)
            if pattern is _QUARTERLY_FIRST and len(months) < 2:
                continue
            if months and (scan.is_time_line or _orders(scan, match.start(), stop)):
                listed = ",".join(str(month) for month in dict.fromkeys(months))
                value = recurring(f"FREQ=YEARLY;BYMONTH={listed}")
                yield Found(Span(match.start(), stop), value, "season")


# "vào ngày 20 các tháng 3, 6, 9, 12", "trước ngày 05 của các tháng 1, 4, 7, 10"
_DAY_OF_MONTHS = re.compile(
    r"(?:(?:vào|trước|chậm\s+nhất(?:\s+là)?)\s+)?(?<![\w/])ngày\s+(?P<day>\d{1,2})\s+(?:của\s+)?(?P<row>các\s+)?(?=tháng\s*\d)",
    FLAGS,
)


@needs("tháng", "ngày", digit=True)
def find_day_of_months(scan: Scan) -> Iterator[Found]:
    """Reads "Gửi kết quả vào ngày 20 các tháng 3, 6, 9, 12": of every year."""
    for match in _DAY_OF_MONTHS.finditer(scan.text):
        months, stop = months_at(scan.text, match.end())
        if not match["row"] and (len(months) < 3 or scan.context.title_year):
            continue  # "trước ngày 15 tháng 3 và tháng 6 tổng kết"
        if len(months) < 2 or scan.text[stop : stop + 2].strip().startswith(("/", "n")):
            continue
        if scan.is_time_line or _orders(scan, match.start(), stop):
            listed = ",".join(str(month) for month in dict.fromkeys(months))
            rule = f"FREQ=YEARLY;BYMONTH={listed};BYMONTHDAY={int(match['day'])}"
            yield Found(Span(match.start(), stop), recurring(rule), "day_of_months")


RULES = (find_season, find_day_of_months)
