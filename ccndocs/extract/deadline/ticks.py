"""Months and quarters that head the columns of a plan, where marks say when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.deadline.scan import period
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Deadline, Mention
from ccndocs.types.tree import Grid
from ccndocs.vi.dates import Stretch
from ccndocs.vi.ticks import tick_columns

_AUTUMN = 10  # plans of October to December are the next year's


def find_tick_heads(grid: Grid, context: Context) -> Iterator[Mention[Deadline]]:
    """Reads "Tháng 3" over a column of "x" as a month of the year that is planned."""
    issued = context.issued_on
    for cell, moment in tick_columns(grid).values():
        flags: tuple[str, ...] = ()
        if moment.year is None and issued is not None:
            moment = moment.in_year(issued.year + (issued.month >= _AUTUMN))
            flags = ("year_inherited",)
        span = Span(0, len(cell.passage.text.rstrip()))
        moment = replace(moment, span=span)
        value = period(Stretch(span, moment, moment))
        yield Mention(cell.passage.id, span, value, "tick_head", 0.9, flags)
