"""What a column of a task table holds, told by its header."""

from __future__ import annotations

import re
from functools import cache

from ccndocs.types.tree import Grid
from ccndocs.vi.cues import opens_with_verb
from ccndocs.vi.labels import field_of_label
from ccndocs.vi.tables import rows


@cache
def _headers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["field"], re.compile(row["pattern"], re.IGNORECASE))
        for row in rows("column_headers")
    )


def column_of_header(text: str) -> str | None:
    """count, task, lead, coordinate, advise, implement, time, output, note, or None.

    >>> column_of_header("Cơ quan chủ trì"), column_of_header("Dân số")
    ('lead', None)
    """
    text = " ".join(text.split()).strip(" :.*")
    for what, pattern in _headers():
        if pattern.match(text):
            return what
    return field_of_label(text)


def head_rows_of(grid: Grid) -> int:
    """How many rows head the table, a second row ("Chủ trì | Phối hợp") too."""
    rows_so_far = grid.head_rows
    while 0 < rows_so_far < grid.rows and rows_so_far < _MOST_HEADS:
        texts = [c.passage.text.strip() for c in grid.cells if c.row == rows_so_far]
        filled = [text for text in texts if text]
        known = sum(column_of_header(text) is not None for text in filled)
        if len(filled) < 2 or known < len(filled) - 1 or max(map(len, filled)) > 40:
            break
        rows_so_far += 1
    return rows_so_far


def columns_of(grid: Grid) -> dict[int, str]:
    """What each column holds: count, task, lead, coordinate, time, output.

    The lowest head row that tells wins ("Cơ quan thực hiện" over "Chủ trì | Phối hợp").
    """
    columns: dict[int, str] = {}
    for row in range(head_rows_of(grid)):
        for column in range(grid.columns):
            cell = grid.at(row, column)
            what = column_of_header(cell.passage.text) if cell else None
            if what:
                columns[column] = what
    if columns and "task" not in columns.values():
        columns |= _column_of_orders(grid, columns)
    return columns


def _column_of_orders(grid: Grid, columns: dict[int, str]) -> dict[int, str]:
    """The column whose cells order, where no header says "Nhiệm vụ"."""
    if not set(columns.values()) & {"time", "lead", "implement"}:
        return {}
    for column in range(grid.columns):
        body = [c for c in grid.cells if c.column == column and c.row >= grid.head_rows]
        texts = [c.passage.text for c in body if c.passage.text.strip()]
        orders = sum(opens_with_verb(text) for text in texts)
        if column not in columns and texts and orders > 0.6 * len(texts):
            return {column: "task"}
    return {}


_MOST_HEADS = 4
