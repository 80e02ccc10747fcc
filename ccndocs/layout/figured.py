"""Tables of figures without rules: rows of numbers below heads, columns of space.

"Năm | Nộp ngân sách (tỷ đồng) | Lao động (người)" above "2024 | 21,7 | 2.542": three
rows at least, each mostly of numbers, in columns that no word crosses, every one named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import DraftTable
from ccndocs.layout.gapped import columns_across, heads_by_column
from ccndocs.layout.gapped_rows import Columns, cell_of, column_at, columns_below
from ccndocs.layout.pieces import Level, Piece
from ccndocs.types.layout import LineRole

_NUMBER = re.compile(r"[(]?[-–]?\d[\d.,]*\s?%?[)]?|[-–]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_LEAST_NUMBERS = 2  # in a row
_MOST_HEAD = 7  # levels: three lines, and between them those of shorter heads
_MOST_CHARACTERS = 45  # of a cell
_TORN = 6.5  # points: half a line's height
_NEAR = 7.0  # points: no more than a blank of a justified line
_APART = 17.0  # points: lines of one head stand nearer, a paragraph above does not
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
    texts = [piece.text for piece in level.pieces]
    if len(texts) < _LEAST_COLUMNS or all(map(_YEAR.fullmatch, texts)):
        return False  # years alone are heads: "Năm" above "2023"
    numbers = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    return numbers >= _LEAST_NUMBERS and not _is_long(level)


def _is_long(level: Level) -> bool:
    return any(len(piece.text) > _MOST_CHARACTERS for piece in level.pieces)


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
    """The heads above the first row, as many lines as name every column.

    Lines that stand near above are of the heads, too: of "Vốn đăng ký" and "(tỷ đồng)"
    the lower one alone names its column.
    """
    found: list[list[Piece]] | None = None
    for at in range(first - 1, max(first - 1 - _MOST_HEAD, -1), -1):
        if not levels[at].pieces or _is_long(levels[at]):
            break
        near = levels[at + 1].y - levels[at].y <= _APART
        if found and not (near and not _is_prose(levels[at], columns)):
            break
        names = [_in_lines(name) for name in _heads(levels[at:first], columns)]
        found = names if all(names) else None
    return found


def _heads(levels: Sequence[Level], columns: Columns) -> list[list[Piece]]:
    """The pieces of the head by column; one over several is of each of them.

    As many heads as columns stand in turn, wherever figures stand below them.
    """
    pieces = [piece for level in levels for piece in level.pieces]
    heads: list[list[Piece]] = []
    edge = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if not heads or piece.x0 - edge > _NEAR:
            heads.append([])
        edge = max(edge, piece.x1) if heads[-1] else piece.x1
        heads[-1].append(piece)
    if len(heads) == len(columns):
        return heads
    names = heads_by_column(levels, columns, apart=True)
    for piece in pieces:
        below = columns_below(piece, columns)
        for at in below if len(below) > 1 else ():
            names[at].append(piece)
    return names


def _in_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one head, line by line, each from left to right.

    Across the columns a head of one line stands level with the middle of two lines.
    """
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if lines and piece.y - lines[-1][0].y < _TORN:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [piece for line in lines for piece in sorted(line, key=lambda p: p.x0)]


def _is_prose(level: Level, columns: Columns) -> bool:
    """Whether a line runs over the columns and heads none of them.

    Its words stand near one another, and what they make goes over three columns.
    """
    runs: list[tuple[float, float]] = []
    for piece in level.pieces:
        if runs and piece.x0 - runs[-1][1] < _NEAR:
            runs[-1] = (runs[-1][0], piece.x1)
        else:
            runs.append((piece.x0, piece.x1))
    over = (sum(x0 < b and a < x1 for a, b in columns) for x0, x1 in runs)
    return max(over, default=0) >= _LEAST_COLUMNS
