"""Lengths of time as orders count them: "05 ngày làm việc", "nửa tháng"."""

from __future__ import annotations

from typing import NamedTuple

from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import COUNT_WORDS, count_of

COUNT = rf"(?:\d{{1,3}}|nửa|{COUNT_WORDS})"
"""How many: in figures, in words, or half a unit."""
UNIT = r"""(?:ngày\s+làm\s+việc|ngày(?:\s+đêm)?|hôm|tuần(?:\s+lễ)?|tháng|năm
    |giờ\s+làm\s+việc|giờ|h|tiếng(?:\s+đồng\s+hồ)?|phút|buổi)"""
"""Of what; a pattern to be read with `VERBOSE`."""

_WEEK, _HALF_MONTH, _HALF_YEAR, _HOURS, _WORKDAY = 7, 15, 6, 24, 8


class Length(NamedTuple):
    """Days or months of a length; what is short of a day is no days."""

    days: int | None
    months: int | None
    working: bool

    def signed(self, sign: int) -> Length:
        """The same, counted back where `sign` is -1."""
        days = None if self.days is None else sign * self.days
        months = None if self.months is None else sign * self.months
        return Length(days, months, self.working)


def length_of(count: str, unit: str) -> Length:
    """What a count and its unit come to.

    >>> length_of("nửa", "tháng"), length_of("48", "giờ").days
    (Length(days=15, months=None, working=False), 2)
    """
    words = re.sub(r"\s+", " ", unit.lower())
    name = words.split()[0]
    if count.lower() == "nửa":
        halves = {"tháng": _HALF_MONTH, "tuần": 3}
        if name == "năm":
            return Length(None, _HALF_YEAR, False)
        return Length(halves.get(name, 0), None, False)
    number = count_of(count) or 0
    if name in ("tháng", "năm"):
        return Length(None, number * (12 if name == "năm" else 1), False)
    if words == "giờ làm việc":
        return Length(number // _WORKDAY, None, True)
    days = {
        "tuần": _WEEK * number,
        "giờ": number // _HOURS,
        "h": number // _HOURS,
        "tiếng": number // _HOURS,
        "phút": 0,
        "buổi": 0,
    }.get(name, number)
    return Length(days, None, "làm việc" in words)
