"""Repetitions that are counted: "06 tháng/lần", "mỗi quý một lần", "02 lần/năm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccndocs.extract.deadline_order import opens_order
from ccndocs.extract.deadline_recurring import OPENS
from ccndocs.extract.deadline_scan import FLAGS, Found, Scan, recurring
from ccndocs.types.geometry import Span

_FREQ = {
    "giờ": "HOURLY",
    "ngày": "DAILY",
    "tuần": "WEEKLY",
    "tháng": "MONTHLY",
    "năm": "YEARLY",
}
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6}
_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|sáu)"
_UNIT = r"(?P<unit>giờ|ngày|tuần|tháng|quý|qúy|năm)"

# 6 tháng và cả năm | 6 tháng/năm | 6 tháng, năm
_HALF_YEARLY = re.compile(
    r"(?<!\d)0?6\s+tháng\s*(?:/|,\s*|và\s+)\s*(?:cả\s+|hằng\s+|hàng\s+)?năm\b(?!\s*\d)",
    FLAGS,
)
# 06 tháng/lần | 02 năm một lần | hai tuần một lần
_ONCE_IN = re.compile(
    rf"""(?<![\w/.,]){_COUNT}\s*(?:\(\w+\)\s*)?{_UNIT}\s*
    (?:/\s*(?:0?1\s*|một\s+)?lần|(?:một|0?1)\s+lần)""",
    FLAGS,
)
# 02 lần/năm | hai lần mỗi tháng
_TIMES_A = re.compile(
    rf"""(?<![\w/.,]){_COUNT}\s*(?:\(\w+\)\s*)?lần\s*
    (?:/\s*(?:0?1\s*)?|(?:mỗi|một|trong\s+một)\s+){_UNIT}\b""",
    FLAGS,
)
# mỗi quý một lần | hằng năm ít nhất hai lần
_EACH = re.compile(
    rf"""\b(?:mỗi|một|hằng|hàng)\s+{_UNIT}\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_COUNT}\s+lần\b
    (?!\s*/)""",
    FLAGS,
)


def _count_of(match: re.Match[str]) -> int:
    word = match["count"].lower()
    return _WORDS.get(word) or int(word)


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


# "lễ hội được tổ chức hai năm một lần": how it is, not what to do
_IS_SO = re.compile(r"\b(?:được|đã|là)\b", FLAGS)


def _is_order(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a repetition in words, in prose, belongs to an order."""
    before = scan.before(match.start())
    is_bare = not before.strip(" ,(-")
    return scan.is_time_line or (
        not _IS_SO.search(before) and (is_bare or opens_order(before))
    )


def find_once_in(scan: Scan) -> Iterator[Found]:
    """Reads "06 tháng/lần"; "02 năm một lần"; "hai tuần một lần"."""
    for match in _ONCE_IN.finditer(scan.text):
        if not (match["count"].isdigit() or _is_order(scan, match)):
            continue
        rule = _every(match["unit"].lower(), _count_of(match))
        yield Found(Span(*match.span()), recurring(rule), "once_in")


def find_times_a(scan: Scan) -> Iterator[Found]:
    """Reads "02 lần/năm"; "ít nhất hai lần mỗi tháng"; "mỗi quý một lần"."""
    for pattern in (_TIMES_A, _EACH):
        for match in pattern.finditer(scan.text):
            in_figures = pattern is _TIMES_A and match["count"].isdigit()
            if not (in_figures or _is_order(scan, match)):
                continue
            rule = _times(match["unit"].lower(), _count_of(match))
            yield Found(Span(*match.span()), recurring(rule), "times_a")


def find_half_yearly(scan: Scan) -> Iterator[Found]:
    """Reads "6 tháng và cả năm" of a time line, or before a report."""
    for match in _HALF_YEARLY.finditer(scan.text):
        before = scan.before(match.start())
        is_report = before.rstrip().endswith(",") and _REPORTS.match(
            scan.text, match.end()
        )
        if scan.is_time_line or is_report or OPENS.search(before):
            rule = "FREQ=MONTHLY;INTERVAL=6"
            yield Found(Span(*match.span()), recurring(rule), "half_yearly")


RULES = (find_once_in, find_times_a, find_half_yearly)
