"""Months and quarters that head the columns of a plan, where marks say when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from ccndocs.extract.deadline.scan import period
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Deadline, Mention
from ccndocs.types.tree import Grid
from ccndocs.vi.dates import Stretch
from ccndocs.vi.moments import Moment, Unit
from ccndocs.vi.ticks import tick_columns

_AUTUMN = 10  # plans of October to December are the next year's


def find_tick_heads(grid: Grid, context: Context) -> Iterator[Mention[Deadline]]:
    """Reads "Tháng 3" over a column of "x" as a month of the year that is planned."""
    heads = list(tick_columns(grid).values())
    issued = context.issued_on
    years = _years([moment for _, moment in heads], issued) if issued else []
    for (cell, moment), year in zip_longest(heads, years):
        flags: tuple[str, ...] = ()
        if moment.year is None and year is not None:
            moment = moment.in_year(year)
            flags = ("year_inherited",)
        span = Span(0, len(cell.passage.text.rstrip()))
        moment = replace(moment, span=span)
        value = period(Stretch(span, moment, moment))
        yield Mention(cell.passage.id, span, value, "tick_head", 0.9, flags)


def _years(moments: Sequence[Moment], issued: dt.date) -> list[int]:
    """The year of each column, where none is written.

    Months of a school year go on into the next: 9, 10, 11, 12, 1, 2. A plan of autumn
    is the next year's, unless its first month is one of autumn or it goes on so.
    """
    months = [m.index * 3 - 2 if m.unit is Unit.QUARTER else m.index for m in moments]
    turns = [after < month for month, after in pairwise(months)]
    next_year = issued.month >= _AUTUMN > min(months[:1], default=0) and not any(turns)
    years = [issued.year + next_year] if months else []
    for turn in turns:
        years.append(years[-1] + turn)
    return years
