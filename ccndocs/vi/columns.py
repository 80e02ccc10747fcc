"""What a column of a task table holds, told by its header."""

from __future__ import annotations

import re
from functools import cache

from ccndocs.types.tree import Grid
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
    return None


def columns_of(grid: Grid) -> dict[int, str]:
    """What each column holds: count, task, lead, coordinate, time, output.

    The lowest head row that tells wins ("Cơ quan thực hiện" over "Chủ trì | Phối hợp").
    """
    columns: dict[int, str] = {}
    for row in range(grid.head_rows):
        for column in range(grid.columns):
            cell = grid.at(row, column)
            what = column_of_header(cell.passage.text) if cell else None
            if what:
                columns[column] = what
    return columns
