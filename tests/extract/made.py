"""Passages and tables made for tests, and figures as the case files write them."""

from __future__ import annotations

import itertools

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Quantity
from ccndocs.types.tree import Grid, Passage, TableCell


def passage(text: str, number: int = 7) -> Passage:
    return Passage.join(text, [Span(0, len(text))], number)


def grid(text: str) -> Grid:
    """A table with one head row; passages are numbered along the rows from 1."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]
    numbers = itertools.count(1)
    cells = tuple(
        TableCell(r, c, 1, 1, passage(cell, next(numbers)))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    )
    return Grid(len(rows), len(rows[0]), cells, head_rows=1)


def written(value: Quantity) -> str:
    parts = [value.indicator, f"{value.value:.10g}", value.unit]
    parts += [value.qualifier] if value.qualifier != "exact" else []
    parts += [value.nature] if value.nature != "actual" else []
    parts += [f"({value.scope.subset})"] if value.scope.subset else []
    parts += [f"@{value.scope.cluster}"] if value.scope.cluster else []
    return " ".join(parts)
