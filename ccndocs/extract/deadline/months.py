"""Months that a list names, without a year: "tháng 5 và tháng 10", "quý I, quý III"."""

from __future__ import annotations

from ccndocs.extract.deadline.scan import FLAGS
from ccndocs.vi import lazy_re as re
from ccndocs.vi.moments import Unit, moment_at

# "tháng 5, | lần hai trong | tháng 11"
ROUND = (
    r"(?:(?:lần|đợt|kỳ)\s+(?:thứ\s+)?(?:một|nhất|hai|ba|bốn|đầu|cuối|\d|I{1,3}|IV)\b\s*:?\s*)?"
    r"(?:(?:vào|trong)\s+){0,2}"
)
_AND = re.compile(rf"\s*(?:,\s*và|,|;|và)\s*{ROUND}", FLAGS)
# "tháng 9 - 10", "tháng 3 - tháng 4", no "tháng 9 - 10/2026"
_TO = re.compile(
    r"(?<=\d)\s*(?:[-–]|đến(?:\s+hết)?|tới)\s*(?:tháng\s*)?(?P<month>\d{1,2})(?![\d/])(?!\s*(?:/|năm|ngày|lần|đợt|giờ))",
    FLAGS,
)
_ALONE = re.compile(r"(?P<month>\d{1,2})(?![\d/])(?!\s*(?:ngày|lần|đợt|giờ))", FLAGS)


def _months_of(unit: Unit, index: int) -> list[int]:
    if unit is Unit.QUARTER:
        return [3 * index - 2, 3 * index - 1, 3 * index]
    return [index]


def _through(months: list[int], last: int) -> list[int]:
    """The months on to the `last` of "tháng 9 - 10"; as they are if it lies before."""
    if last < months[-1]:
        last += 12  # "từ tháng 10 đến tháng 3"
    further = [(month - 1) % 12 + 1 for month in range(months[-1] + 1, last + 1)]
    return months + further if last <= 24 else months


def months_at(text: str, start: int) -> tuple[list[int], int]:
    """The months of "tháng 5 và tháng 10", "tháng 5, 10", "quý I, quý III"; the end.

    Empty where a year is written or nothing fits.
    """
    first = moment_at(text, start)
    if first is None or first.unit not in (Unit.MONTH, Unit.QUARTER) or first.year:
        return [], start
    months, stop = _months_of(first.unit, first.index), first.span.stop
    if to := _TO.match(text, stop):
        months, stop = _through(months, int(to["month"])), to.end()
    while len(months) < 12 and (link := _AND.match(text, stop)):
        following, alone = moment_at(text, link.end()), _ALONE.match(text, link.end())
        if following and following.unit is first.unit and following.year is None:
            months += _months_of(following.unit, following.index)
            stop = following.span.stop
            if to := _TO.match(text, stop):
                months, stop = _through(months, int(to["month"])), to.end()
        elif alone and first.unit is Unit.MONTH and 1 <= int(alone["month"]) <= 12:
            months.append(int(alone["month"]))
            stop = alone.end()
        else:
            break
    return months, stop
