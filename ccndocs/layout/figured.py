"""Tables of figures without rules: rows of numbers below heads, columns of space.

"Năm | Nộp ngân sách (tỷ đồng) | Lao động (người)" above "2024 | 21,7 | 2.542": three
rows at least, each mostly of numbers, in columns that no word crosses, every one named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import DraftTable
from ccndocs.layout.gapped import columns_across, heads_by_column
from ccndocs.layout.gapped_rows import Columns, cell_of, column_at
from ccndocs.layout.pieces import Level, Piece
from ccndocs.types.layout import LineRole

_NUMBER = re.compile(r"[(]?[-–]?\d[\d.,]*\s?%?[)]?|[-–]")
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_LEAST_NUMBERS = 2  # in a row
_MOST_HEAD = 4  # lines
_MOST_CHARACTERS = 45  # of a cell
_TORN = 6.5  # points: half a line's height
_MISSING = 2  # cells that a row of sums may lack


def figured_tables(levels: Sequence[Level], gutter: float) -> list[DraftTable]:
    """The tables of figures among these levels; their lines become cells."""
    levels = _with_torn_rows_joined(levels)
    tables: list[DraftTable] = []
    at = 0
    while at < len(levels):
        stop = at
        while stop < len(levels) and _is_row(levels[stop]):
            stop += 1
        table = _table(levels, at, stop, gutter) if stop - at >= _LEAST_ROWS else None
        if table is not None:
            tables.append(table)
            for cell in table.cells:
                for line in cell.lines:
                    line.role = LineRole.CELL
        at = max(stop, at + 1)
    return tables


def _with_torn_rows_joined(levels: Sequence[Level]) -> list[Level]:
    """The levels, those of one row joined, which a page that leans has torn apart."""
    made: list[Level] = []
    for level in levels:
        ahead = made[-1] if made else None
        near = ahead is not None and abs(level.y - ahead.y) < _TORN
        if ahead is None or not near or not level.pieces or _meet(ahead, level):
            made.append(level)
            continue
        pieces = sorted((*ahead.pieces, *level.pieces), key=lambda piece: piece.x0)
        made[-1] = Level(tuple(pieces), ahead.y, ahead.gap)
    return made


def _meet(one: Level, other: Level) -> bool:
    return any(p.x0 < q.x1 and q.x0 < p.x1 for p in one.pieces for q in other.pieces)


def _is_row(level: Level) -> bool:
    numbers = sum(_NUMBER.fullmatch(piece.text) is not None for piece in level.pieces)
    short = all(len(piece.text) <= _MOST_CHARACTERS for piece in level.pieces)
    return len(level.pieces) >= _LEAST_COLUMNS and numbers >= _LEAST_NUMBERS and short


def _table(
    levels: Sequence[Level], first: int, stop: int, gutter: float
) -> DraftTable | None:
    rows = levels[first:stop]
    columns = columns_across(rows, gutter)
    least = max(len(columns) - _MISSING, _LEAST_COLUMNS)
    if len(columns) < _LEAST_COLUMNS or any(len(r.pieces) < least for r in rows):
        return None
    names = _names(levels, first, columns)
    if names is None:
        return None
    cells = [cell_of(0, column, name) for column, name in enumerate(names)]
    for down, level in enumerate(rows, 1):
        for column in range(len(columns)):
            own = [p for p in level.pieces if column_at(p, columns) == column]
            cells += [cell_of(down, column, own)] if own else []
    page = names[0][0].draft.page
    return DraftTable(page, len(rows) + 1, len(columns), cells)


def _names(
    levels: Sequence[Level], first: int, columns: Columns
) -> list[list[Piece]] | None:
    """The heads above the first row, as many lines as name every column."""
    for at in range(first - 1, max(first - 1 - _MOST_HEAD, -1), -1):
        if not levels[at].pieces or any(
            len(piece.text) > _MOST_CHARACTERS for piece in levels[at].pieces
        ):
            return None
        names = heads_by_column(levels[at:first], columns)
        if all(names):
            return names
    return None
