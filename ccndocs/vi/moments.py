"""Points of time as official Vietnamese writes them.

Constants, named parts, alternatives, conversion of values; nothing here knows what a
deadline is. A part is read at a place of a text, so that grammars can be built on it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from ccndocs.types.geometry import Span
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_FLAGS = re.IGNORECASE | re.VERBOSE
_YEARS = range(1945, 2101)
_QUARTERS = {"iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4}
# A leap year, so that "29/02" without a year stands.
_ANY_YEAR = 2000


class Unit(StrEnum):
    """How precise a point of time is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, quarter, half or whole year; `year` is None where not written.

    `index` counts the month, quarter or half in its year (the month, for a day).
    `clock` is "15:00" where an hour is named.
    """

    span: Span
    unit: Unit
    year: int | None
    index: int = 1
    day: int | None = None
    clock: str | None = None

    def first(self) -> dt.date:
        """The first day. Raises ValueError while the year is unknown."""
        if self.year is None:
            raise ValueError("no year")
        if self.day is not None:
            return dt.date(self.year, self.index, self.day)
        return dt.date(self.year, (self.index - 1) * _MONTHS_OF[self.unit] + 1, 1)

    def last(self) -> dt.date:
        """The last day. Raises ValueError while the year is unknown."""
        if self.year is None:
            raise ValueError("no year")
        if self.day is not None:
            return dt.date(self.year, self.index, self.day)
        month = self.index * _MONTHS_OF[self.unit]
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def in_year(self, year: int) -> Moment:
        """The same within `year` (28 February for the 29th where there is none)."""
        day = self.day
        if day is not None:
            day = min(day, calendar.monthrange(year, self.index)[1])
        return replace(self, year=year, day=day)

    def iso(self) -> str:
        """ISO 8601 as precise as written: "2027-06-30T15:00", "2027-06", "2030".

        Quarters and halves, which ISO 8601-1 lacks, give their last day.
        """
        if self.unit is Unit.YEAR:
            return f"{self.year:04}"
        if self.unit is Unit.MONTH:
            return f"{self.year:04}-{self.index:02}"
        day = self.last().isoformat()
        return f"{day}T{self.clock}" if self.clock else day


# 15h00 ngày | 08 giờ 00 ngày | 17 giờ 30 phút, | 10h
_CLOCK = re.compile(
    r"""(?P<hour>[01]?\d|2[0-4])\s*(?:giờ|h|g|:(?=\d))\s*(?:(?P<minute>[0-5]\d)(?!\d))?
    (?:\s*(?:phút|['\u2019\u2032]))?\s*,?\s*(?:(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+)?""",
    _FLAGS,
)
# chiều ngày 25/02/2026 | buổi sáng 05/4/2026
_PART_OF_DAY = re.compile(
    r"(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+(?=ngày\s|\d{1,2}\s*/|thứ\s|chủ\s)",
    _FLAGS,
)
# thứ Sáu (14/11) | ngày thứ Tư, ngày 12/11 | Chủ nhật 18/01/2026 | hôm nay (22/9)
_DAY_NAMED = re.compile(
    r"""(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|hôm\s+nay|mai)
    (?:\s+(?:tuần\s+)?(?:này|tới|sau))?\s*(?:,\s*|\(\s*|[-–]\s*)?(?=ngày\s+\d|\d{1,2}\s*(?:/|tháng\s))""",
    _FLAGS,
)
# ngày 30/01/2025 | 30/7 | 25 / 02 /2026
_DAY_SLASHES = re.compile(
    r"""(?:ngày\s*(?:m[ồù]ng\s*)?)?(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})
    (?:\s*/\s*(?P<year>\d{4}))?(?!\d|\s*/\s*\d|%)
    (?!(?<=[^/\s]/\d)\s+(?:chiều|số|tổng|thành\s+viên|diện\s+tích|dân\s+số|đại\s+biểu|hộ|cử\s+tri
    |quãng|khối|chi\s+phí|vốn|thời\s+gian|lượng|giá)\b)""",
    _FLAGS,
)
# ngày 30-4 | ngày 02-9, the year not written; "ngày 10-12 tháng 4" is a range
_DAY_DASH = re.compile(
    r"""ngày\s*(?P<day>\d{1,2})-(?P<month>\d{1,2})(?P<year>)
    (?![\d/-]|\s*(?:tháng|/|-\s*\d))""",
    _FLAGS,
)
# ngày 30 tháng 01 năm 2025 | 29tháng 01 năm 2026 | 15 tháng 6, năm 2025 | 20 tháng 6
# but "tuần 3 tháng 4" is a week, "đợt 1 tháng 4" a round
_DAY_WORDS = re.compile(
    r"""(?<!tuần\s)(?<!tuần\sthứ\s)(?:ngày\s*(?:m[ồù]ng\s*)?
    |(?<!đợt\s)(?<!lần\s)(?<!kỳ\s)(?<!vòng\s)(?<!khóa\s)(?<!đoạn\s))(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})(?!\d)
    (?:\s*(?:,\s*)?(?:năm|/)\s*(?P<year>\d{4})(?!\d))?""",
    _FLAGS,
)
# 30-01-2025 | 30.01.2025
_DAY_DASHES = re.compile(
    r"""(?:ngày\s*)?(?P<day>\d{1,2})(?P<sep>[-.])(?P<month>\d{1,2})(?P=sep)
    (?P<year>\d{4})(?!\d)""",
    _FLAGS,
)
# tháng 9 năm 2026 | tháng 7/2026 | Tháng 01/ 2026 | tháng 6
_MONTH = re.compile(
    rf"""tháng\s*(?P<month>\d{{1,2}}|(?:tư|{COUNT_WORDS})(?=\s*(?:/|-|năm)\s*\d{{4}})
    |(?<!rằm\stháng\s)(?<!\d\stháng\s)(?-i:Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười(?:\s+(?:[Mm]ột|[Hh]ai))?)(?!\w|\s*\(?(?:âm\b|ÂL\b)))
    (?!\d|\s*(?:tháng|ngày|lần|giờ))
    (?:\s*(?:,\s*)?(?:năm|/|-)\s*(?P<year>\d{{4}})(?!\d))?""",
    _FLAGS,
)
# T12/2026 | 12/2026 (only where a time is expected)
_MONTH_BARE = re.compile(
    r"(?:T\.?\s*)?(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})(?!\d|\s*/)", _FLAGS
)
# the "T8" of "T8-T9/2025", "T8, T9/2025" (only where a time is expected)
_MONTH_FIRST = re.compile(
    r"T\.?\s*(?P<month>\d{1,2})(?P<year>)(?=\s*[-–,]\s*T\.?\s*\d{1,2}\s*/\s*\d{4})",
    _FLAGS,
)
# T4 and no more (only where a time is expected)
_MONTH_ALONE = re.compile(r"(?-i:T)\.?\s*(?P<month>\d{1,2})(?P<year>)(?=\W*$)", _FLAGS)
# Q2, Q.III, III/2026 (only where a time is expected)
_QUARTER_BARE = re.compile(
    r"""(?-i:Q)\.?\s*(?P<quarter>(?-i:IV|I{1,3})|[1-4])(?P<year>)(?=\W*$)
    |(?P<roman>(?-i:IV|I{1,3}))\s*/\s*(?P<in>\d{4})(?!\d)""",
    _FLAGS,
)
# quý III năm 2012 | Quý II/2026 | quý 2/2026 | Quý I, năm 2026 | Quí IV-2025 | quý IV
# Scans read "Quý lI", "Quy III"; a font without ý saved to HTML gives "Quư".
_QUARTER = re.compile(
    r"""(?:qu[ýíưy]|qúy|q\.?(?=\s*[IV1-4]+\s*[/-]\s*\d{4}))\s*(?P<quarter>[Il]V|[Il1|]{1,3}|[2-4]|một|hai|ba|tư)(?![\w])
    (?:\s*(?:,\s*)?(?:năm|/|-)?\s*(?P<year>\d{4})(?!\d))?""",
    _FLAGS,
)
# 6 tháng đầu năm 2026 | 06 tháng cuối năm | sáu tháng đầu năm | nửa cuối năm 2026
_HALF = re.compile(
    r"""(?:(?:0?6|sáu)\s*tháng|nửa|hai\s+quý)\s*(?P<half>đầu|cuối)(?:\s*năm)?
    (?:\s*(?P<year>\d{4})(?!\d))?""",
    _FLAGS,
)
# "ngày 10/3 âm lịch": which day that is, the calendar of the sun does not say
_LUNAR = re.compile(
    r"""(?:\s*(?:đến|tới|-|–|và|,)\s*(?:hết\s+)?(?:ngày\s*)?(?:m[ồù]ng\s*)?\d{1,2}
      (?:\s*[/-]\s*\d{1,2}|\s*tháng\s*\d{1,2})?){0,2}
    \s*,?\s*\(?\s*(?:âm\s+lịch|ÂL\b)""",
    _FLAGS,
)
# năm 2026
_YEAR = re.compile(r"năm\s*(?P<year>\d{4})(?!\d)", _FLAGS)
# 2026 (only where a time is expected)
YEAR_BARE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?!\d|\s*[/.]\s*\d|\s*,\s*(?!20\d\d\b)\d)", _FLAGS
)
"""A year without its word."""


def year_of(match: re.Match[str]) -> int | None:
    """The year that a pattern read, None where none is written."""
    found = match["year"]
    return int(found) if found else None


def _day(match: re.Match[str]) -> Moment | None:
    day, month, year = int(match["day"]), int(match["month"]), year_of(match)
    if not 1 <= month <= 12 or day < 1:
        return None
    if day > calendar.monthrange(year or _ANY_YEAR, month)[1]:
        return None
    return Moment(Span(*match.span()), Unit.DAY, year, month, day)


def as_month(match: re.Match[str]) -> Moment | None:
    """The month of a match."""
    word = match["month"].lower()
    month = 4 if word == "tư" else count_of(word) or 0
    if not 1 <= month <= 12:
        return None
    return Moment(Span(*match.span()), Unit.MONTH, year_of(match), month)


def as_quarter(match: re.Match[str]) -> Moment | None:
    """The quarter of a match."""
    name = match["quarter"].lower().replace("l", "i")
    index = _QUARTERS.get(name) or (int(name) if name in "234" else len(name))
    return Moment(Span(*match.span()), Unit.QUARTER, year_of(match), index)


def _bare_quarter(match: re.Match[str]) -> Moment:
    name = (match["quarter"] or match["roman"]).lower()
    index = _QUARTERS.get(name) or (int(name) if name.isdigit() else len(name))
    year = int(match["in"]) if match["in"] else None
    return Moment(Span(*match.span()), Unit.QUARTER, year, index)


def _half(match: re.Match[str]) -> Moment | None:
    index = 1 if match["half"].lower() == "đầu" else 2
    return Moment(Span(*match.span()), Unit.HALF, year_of(match), index)


def as_year(match: re.Match[str]) -> Moment | None:
    """The year of a match."""
    return Moment(Span(*match.span()), Unit.YEAR, year_of(match))


_Part = tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]]
_PARTS: tuple[_Part, ...] = (
    (_DAY_SLASHES, _day),
    (_DAY_WORDS, _day),
    (_DAY_DASHES, _day),
    (_DAY_DASH, _day),
    (_HALF, _half),
    (_MONTH, as_month),
    (_QUARTER, as_quarter),
    (_YEAR, as_year),
)
_BARE_PARTS: tuple[_Part, ...] = (
    (_MONTH_BARE, as_month),
    (_MONTH_FIRST, as_month),
    (_MONTH_ALONE, as_month),
    (_QUARTER_BARE, _bare_quarter),
    (YEAR_BARE, as_year),
)


def moment_at(text: str, start: int, *, bare: bool = False) -> Moment | None:
    """The point of time written at `start` of `text`, None where there is none.

    `bare` also reads "12/2026", "T12/2026" and "2026", which only a place that is
    known to hold a time can mean so.

    >>> moment_at("trước ngày 30/01/2025", 6).last().isoformat()
    '2025-01-30'
    """
    clock = _CLOCK.match(text, start)
    if clock:
        day = moment_at(text, clock.end())
        if day is None or day.unit is not Unit.DAY:
            return None
        hour = int(clock["hour"])
        time = f"{hour:02}:{clock['minute'] or '00'}" if hour < 24 else None
        return replace(day, span=Span(start, day.span.stop), clock=time)
    part = _PART_OF_DAY.match(text, start)
    if part:
        day = moment_at(text, part.end())
        return replace(day, span=Span(start, day.span.stop)) if day else None
    named = _DAY_NAMED.match(text, start)
    if named:
        day = moment_at(text, named.end())
        return replace(day, span=Span(start, day.span.stop)) if day else None
    for pattern, convert in _PARTS + (_BARE_PARTS if bare else ()):
        match = pattern.match(text, start)
        found = convert(match) if match else None
        if found and (found.year is None or found.year in _YEARS):
            return None if _LUNAR.match(text, found.span.stop) else found
    return None
