"""Stretches of time as official Vietnamese writes them: "Quý II-III/2026".

Two ends, days in a list, parts of a year; a single moment is a stretch too.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from ccndocs.types.geometry import Span
from ccndocs.vi.moments import (
    YEAR_BARE,
    Moment,
    Unit,
    as_month,
    as_quarter,
    as_year,
    moment_at,
    year_of,
)
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_FLAGS = re.IGNORECASE | re.VERBOSE


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day of `first` to the last day of `last`."""

    span: Span
    first: Moment
    last: Moment


# 9 tháng đầu năm 2026 | hai tháng cuối năm | 03 quý đầu năm 2026
_PART_OF_YEAR = re.compile(
    rf"""(?P<count>\d{{1,2}}|{COUNT_WORDS})\s*(?P<unit>tháng|quý)\s*(?P<end>đầu|cuối)
    \s*(?:của\s+)?năm(?:\s*(?P<year>\d{{4}})(?!\d))?""",
    _FLAGS,
)
# " - " | " đến hết " | " đến ngày " | " tới "
_TO = re.compile(
    r"\s*(?:[-–—]|,?\s*(?:cho\s+)?(?:đến|tới)(?:\s+hết)?(?=\s))\s*", _FLAGS
)
# " và " | ", " | " & "
_AND = re.compile(r"\s*(?:,\s*và|,|và|&|\+)\s*", _FLAGS)
# ngày 15 (đến ngày 20/6/2026) | 23-27/3/2026
_DAY_ALONE = re.compile(
    r"(?:ngày\s*)?(?P<day>\d{1,2})(?=\s*(?:[-–]|,|và|đến|tới))", _FLAGS
)
# the ", 07" of "06, 07 và 08/5/2025"
_DAY_MORE = re.compile(
    r"\s*(?:,|và)\s*(?:ngày\s*)?(?P<day>\d{1,2})(?=\s*(?:,|và)\s*(?:ngày\s*)?\d)",
    _FLAGS,
)
# the "III/2026" of "Quý II-III/2026", the "12/2025" of "tháng 11, 12/2025"
_SHORT = {
    Unit.QUARTER: (
        re.compile(
            r"""(?P<quarter>IV|I{1,3}|[1-4])(?!\w)
            (?:\s*(?:,\s*)?(?:năm|/|-)\s*(?P<year>\d{4})(?!\d))?""",
            _FLAGS,
        ),
        as_quarter,
    ),
    Unit.MONTH: (
        re.compile(
            r"""(?P<month>\d{1,2})(?!\d|\s*(?:tháng|ngày|năm(?!\s*(?:19|20)\d\d)))
            (?:\s*(?:,\s*)?(?:năm|/)\s*(?P<year>\d{4})(?!\d))?""",
            _FLAGS,
        ),
        as_month,
    ),
    Unit.YEAR: (YEAR_BARE, as_year),
}


def _following(text: str, start: int, before: Moment, *, bare: bool) -> Moment | None:
    """The second end of a stretch: whole, or short for the unit of the first."""
    short = _SHORT.get(before.unit)
    match = short[0].match(text, start) if short else None
    if match and short and before.unit is Unit.QUARTER:  # "3/2026" of "Quý 2-3/2026"
        return short[1](match)
    found = moment_at(text, start, bare=bare)
    return found or (short[1](match) if match and short else None)


_LEAP = 2024  # a year that has all days


def _is_next(first: Moment, second: Moment) -> bool:
    """Whether `second` begins where `first` ends: "Quý III và Quý IV/2026".

    Days need their months: "ngày 27/9 và ngày 28/9/2025".
    """
    year = second.year or first.year
    if first.unit is second.unit is Unit.DAY:
        known = year or _LEAP
        before, after = (replace(m, year=m.year or known) for m in (first, second))
        return before.first() + dt.timedelta(1) == after.first()
    if Unit.DAY in (first.unit, second.unit):
        return False
    if first.unit is not second.unit:
        known = first.year is not None and second.year is not None
        return known and first.last() + dt.timedelta(1) == second.first()
    if year is None:
        return second.index == first.index + 1
    whole = replace(second, year=year)
    for candidate in (first.year or year, year - 1):
        if replace(first, year=candidate).last() + dt.timedelta(1) == whole.first():
            return first.year is None or first.year == candidate
    return False


# "tháng 3, 6 và 9/2026" goes on, "tháng 4, 10 xã" does not
_ROW_GOES_ON = re.compile(
    r"\s*(?:$|[.;,:)]|và\s+\S*\d|và\s+(?:tháng|qu[ýí])\s)", _FLAGS
)
_IN_ROWS = (Unit.MONTH, Unit.QUARTER)
_NAMED = re.compile(r"tháng|qu[ýí]", _FLAGS)


def row_at(text: str, first: Stretch) -> tuple[Stretch, ...]:
    """The months or quarters of a row: "tháng 3, 6, 9 năm 2026" is three.

    `first` is the stretch that opens it; a year written last holds for all before it.
    """
    row = [first]
    while row[-1].last.unit in _IN_ROWS:
        last = row[-1].last
        link = _AND.match(text, row[-1].span.stop)
        found = _following(text, link.end(), last, bare=False) if link else None
        if link is None or found is None or found.unit is not last.unit:
            break
        named = _NAMED.match(text, link.end())
        if not named and not _ROW_GOES_ON.match(text, found.span.stop):
            break
        whole = stretch_at(text, link.end()) if named else None
        further = whole or Stretch(found.span, found, found)
        if (found.year, last.year) == (None, None) and found.index <= last.index:
            break
        row.append(further)
    year = row[-1].last.year
    return tuple(s if s.last.year or year is None else _in_year(s, year) for s in row)


def _in_year(stretch: Stretch, year: int) -> Stretch:
    first, last = stretch.first.in_year(year), stretch.last.in_year(year)
    return Stretch(stretch.span, first, last)


def _joined(first: Moment, last: Moment) -> Stretch | None:
    """The stretch of both ends; a year written once holds for both."""
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year)
        if first.first() > last.last():
            first = replace(first, year=last.year - 1)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year)
        if first.first() > last.last():
            last = replace(last, year=first.year + 1)
    if first.year is not None and first.first() > last.last():
        return None
    return Stretch(Span(first.span.start, last.span.stop), first, last)


def _part_of_year_at(text: str, start: int) -> Stretch | None:
    """Reads "9 tháng đầu năm 2026": months counted from an end of the year."""
    match = _PART_OF_YEAR.match(text, start)
    count = count_of(match["count"]) if match else None
    if match is None or not count:
        return None
    count *= 3 if match["unit"].lower() == "quý" else 1
    if count > 11:
        return None
    span, year = Span(*match.span()), year_of(match)
    low, high = (1, count) if match["end"].lower() == "đầu" else (13 - count, 12)
    return Stretch(
        span,
        Moment(span, Unit.MONTH, year, low),
        Moment(span, Unit.MONTH, year, high),
    )


def _row_of_days(text: str, first: re.Match[str]) -> re.Match[str]:
    """The last day without its month: the "07" of "06, 07 và 08/5/2025"."""
    last = first
    while more := _DAY_MORE.match(text, last.end()):
        if int(more["day"]) != int(last["day"]) + 1:
            break
        last = more
    return last


def _days_at(text: str, start: int) -> Stretch | None:
    """Reads "ngày 15 đến ngày 20/6/2026": a first day without its month."""
    alone = _DAY_ALONE.match(text, start)
    link = _TO.match(text, alone.end()) if alone else None
    if alone is not None and link is None:
        before = _row_of_days(text, alone)
        link = _AND.match(text, before.end())
        also = moment_at(text, link.end()) if link else None
        if also is None or also.day != int(before["day"]) + 1:
            return None  # only days that follow each other are a stretch
    last = moment_at(text, link.end()) if link else None
    if alone is None or last is None or last.day is None:
        return None
    if not 1 <= int(alone["day"]) < last.day:
        return None
    first = replace(last, span=Span(*alone.span()), day=int(alone["day"]), clock=None)
    return _joined(first, last)


def stretch_at(text: str, start: int, *, bare: bool = False) -> Stretch | None:
    """The longest stretch of time written at `start`; a single moment is one too.

    "Quý II-III/2026", "Quý IV/2025 và Quý I/2026", "tháng 11/2025 đến tháng 4/2026",
    "Năm 2024 - 2025", "từ ngày 23/3/2026 đến ngày 27/3/2026" (from the first date).
    """
    first = moment_at(text, start, bare=bare)
    if first is None:
        return _part_of_year_at(text, start) or _days_at(text, start)
    found = Stretch(first.span, first, first)
    while True:
        last = found.last
        link = _TO.match(text, last.span.stop)
        if link is not None and last is first:
            second = _following(text, link.end(), last, bare=True)
            joined = _joined(first, second) if second else None
            return joined or found
        link = _AND.match(text, last.span.stop)
        second = _following(text, link.end(), last, bare=bare) if link else None
        if second is None or not _is_next(last, second):
            return found
        joined = _joined(first, second)
        if joined is None:
            return found
        first = joined.first if joined.first.year is not None else first
        found = joined
