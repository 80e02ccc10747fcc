"""Task tables without rules: columns that blank space parts, rows told by numbers.

`pdftotext -layout` writes a table so, and some offices print tables without a line in
them. The head names work ("STT", "Nhiệm vụ", "Đơn vị chủ trì"); below it no word of
one column stands under another; a row's number stands level with its first line, or
with its middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.layout.draft import DraftCell, DraftTable
from ccndocs.layout.gapped_rows import (
    FEWEST,
    GROUP,
    ORDER,
    Columns,
    Row,
    cell_of,
    cells_of,
    column_at,
    columns_below,
    is_group,
    is_misread,
    rows_of,
    work_at,
)
from ccndocs.layout.pieces import Level, Piece
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import column_of_header, heads_work

GUTTER = 5.0
"""Points between two columns of a page."""
_LEAST_ROWS = 2
_MOST_HEAD = 6  # lines
_MOST_LINES = 2000
_MOST_LEFT = 12  # lines of a row cut by a page's end
_COUNT = re.compile(r"(?:s ?t ?t|tt|số ?tt)\.?", re.IGNORECASE)
_BROKEN_COUNT = re.compile(r"S|ST|Số")  # above "TT" or "T" in a narrow column
_WIDE = 0.55  # of the table: a piece wider than that is prose


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table that reaches the end of its page hands on to the next one."""

    columns: Columns
    last: int


def gapped_tables(
    levels: Sequence[Level], gutter: float, frame: Frame | None = None
) -> tuple[list[DraftTable], Frame | None]:
    """The task tables among these levels, and the frame of one that may go on below.

    Their lines become cells. `gutter`: the least space between two columns; `frame`:
    that of the page before.
    """
    tables: list[DraftTable] = []
    found = _rest(levels, frame) if frame else None
    at = 0
    while at < len(levels):
        found = found or _table(levels, at, gutter)
        if found is None:
            at += 1
            continue
        table, columns, at = found
        found = None
        tables.append(table)
        frame = Frame(columns, _last_number(table))
        for cell in table.cells:
            for line in cell.lines:
                line.role = LineRole.CELL
    lowest = next((level for level in reversed(levels) if level.pieces), None)
    if (
        not tables
        or lowest is None
        or lowest.pieces[-1].draft.role is not LineRole.CELL
    ):
        return tables, None
    return tables, frame


def _last_number(table: DraftTable) -> int:
    counts = [cell for cell in table.cells if cell.column == 0 and cell.row > 0]
    for cell in reversed(counts):
        if (order := ORDER.fullmatch(cell.text)) and order["number"]:
            return int(order["number"])
    return 0


_Found = tuple[DraftTable, Columns, int]


def _table(levels: Sequence[Level], at: int, gutter: float) -> _Found | None:
    opening = _first_row(levels, at)
    if opening is None:
        return None
    count, first = opening
    pieces = [piece for level in levels[at:first] for piece in level.pieces]
    width = max(p.x1 for p in pieces) - min(p.x0 for p in pieces)
    stop = _stop(levels, first, count.x1, width)
    columns = columns_across(levels[first:stop], gutter)
    while stop > first and (cut := _crossed(levels, first, stop, columns)) < stop:
        stop = cut
        columns = columns_across(levels[first:stop], gutter)
    if len(columns) < FEWEST:
        return None
    first = _above_number(levels, at, first, columns)
    names = heads_by_column(levels[at:first], columns)
    if not all(names) or not _work(names) or any(map(_are_several, names, columns)):
        return None
    rows = rows_of(levels[first:stop], columns)
    least = 1 if stop == len(levels) else _LEAST_ROWS  # more on the next page
    if sum(not row.group for row in rows) < least:
        return None
    return _made(names, rows, columns), columns, stop


def _rest(levels: Sequence[Level], frame: Frame) -> _Found | None:
    """The table of the page before, where it goes on at the top of this one.

    Its next number, or the next group, stands at the top or below the rest of a row.
    """
    columns = frame.columns
    first = next((i for i, x in enumerate(levels) if _is_order(x, columns)), None)
    if first is None or first > _MOST_LEFT:
        return None
    order = ORDER.fullmatch(levels[first].pieces[0].text)
    if order and order["number"] and int(order["number"]) != frame.last + 1:
        return None
    width = columns[-1][1] - columns[0][0]
    stop = _stop(levels, first, columns[0][1] + 1, width, frame.last)
    for at, level in enumerate(levels[:stop]):
        wide = any(len(columns_below(piece, columns)) > 1 for piece in level.pieces)
        if wide and not is_group(levels, at):
            stop = at
            break
    if stop <= first:
        return None
    rows = rows_of(levels[first:stop], columns)
    if first:
        rows = [Row(tuple(levels[:first])), *rows]
    cells = [cell for at, row in enumerate(rows) for cell in cells_of(row, at, columns)]
    cells += [DraftCell(0, 0, [])] if first else []
    page = levels[first].pieces[0].draft.page
    return DraftTable(page, len(rows), len(columns), cells), columns, stop


def _is_order(level: Level, columns: Columns) -> bool:
    pieces = level.pieces
    if len(pieces) < 2 or column_at(pieces[0], columns) != 0:
        return False
    patterns = (ORDER, GROUP)
    return any(pattern.fullmatch(pieces[0].text) for pattern in patterns)


def _first_row(levels: Sequence[Level], at: int) -> tuple[Piece, int] | None:
    """The head of the count and the first row, of a table whose head begins at `at`.

    The count's head may stand lower than the others, in the middle of theirs; numbers
    above it ("1. Danh mục" / "TT") count no rows. None if no head begins here.
    """
    if len(levels[at].pieces) < 2:
        return None
    below = levels[at : at + _MOST_HEAD]
    firsts = [(i, x.pieces[0]) for i, x in enumerate(below[:3]) if x.pieces]
    found = next(((i, piece) for i, piece in firsts if _is_count(piece)), None)
    if found is None:
        return None
    height, count = found
    for place in range(at + height + 1, min(at + _MOST_HEAD + 3, len(levels))):
        pieces = levels[place].pieces
        if not pieces:
            return None
        text = pieces[0].text
        is_first = ORDER.fullmatch(text) or GROUP.fullmatch(text)
        if is_first and len(pieces) > 1 and pieces[0].x0 < count.x1:
            return count, place
    return None


def _is_count(piece: Piece) -> bool:
    patterns = (_COUNT, _BROKEN_COUNT)
    return any(pattern.fullmatch(piece.text) for pattern in patterns)


def _above_number(
    levels: Sequence[Level], at: int, first: int, columns: Columns
) -> int:
    """The first level of the first row, which may begin above its number.

    The head ends where all columns have a name and go on with no small letter.
    """
    for end in range(at + 1, first):
        if not all(heads_by_column(levels[at:end], columns, apart=True)):
            continue
        if levels[end].gap or is_group(levels, end) or not _goes_on(levels, at, end):
            work = any(work_at(level, columns) for level in levels[end:first])
            return end if work or levels[end].gap else first
    return first


def _goes_on(levels: Sequence[Level], at: int, end: int) -> bool:
    """Whether a level may be the rest of the head that begins at `at`.

    In small letters or a bracket, or in capitals as all of the head: "THỜI GIAN" /
    "HOÀN THÀNH".
    """
    texts = [piece.text for piece in levels[end].pieces]
    head = [piece.text for level in levels[at:end] for piece in level.pieces]
    if all(text.isupper() for text in head):
        return all(text.isupper() for text in texts)
    return all(text[:1].islower() or text[:1] == "(" for text in texts)


def _stop(
    levels: Sequence[Level], first: int, edge: float, width: float, last: int = 0
) -> int:
    """Where the table must stop: at prose, or at a number that does not come next.

    What begins left of `edge` counts a row.
    """
    for place in range(first, min(first + _MOST_LINES, len(levels))):
        own = levels[place].pieces
        if not own:
            return place
        opens = own[0].x0 < edge
        order = ORDER.fullmatch(own[0].text)
        if opens and order is None:
            if not (is_group(levels, place) or is_misread(own)):
                return place
            continue
        if is_group(levels, place):
            continue
        if len(own) < FEWEST and max(p.x1 - p.x0 for p in own) > _WIDE * width:
            return place
        if opens and order and order["number"]:
            number = int(order["number"])
            if last and number not in (1, last + 1):
                return place
            last = number
    return min(first + _MOST_LINES, len(levels))


def _body(levels: Sequence[Level]) -> list[Level]:
    return [level for i, level in enumerate(levels) if not is_group(levels, i)]


def columns_across(levels: Sequence[Level], gutter: float) -> list[tuple[float, float]]:
    """Where the columns stand: runs of ink that no gutter parts."""
    spans = sorted((p.x0, p.x1) for level in _body(levels) for p in level.pieces)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 - columns[-1][1] < gutter:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _crossed(levels: Sequence[Level], first: int, stop: int, columns: Columns) -> int:
    """The last level at which the columns still stood apart; `stop` if they do.

    Prose behind the last row bridges them: without it there are more.
    """
    runs: list[tuple[float, float]] = []
    counts: list[int] = []
    for place in range(first, stop):
        for piece in () if is_group(levels, place) else levels[place].pieces:
            met = [run for run in runs if run[0] <= piece.x1 and piece.x0 <= run[1]]
            whole = [(piece.x0, piece.x1), *met]
            runs = [run for run in runs if run not in met]
            runs.append((min(x for x, _ in whole), max(x for _, x in whole)))
        counts.append(len(runs))
    apart = (i for i in range(len(counts) - 2, 1, -1) if counts[i] > len(columns) + 1)
    return next((first + at + 1 for at in apart), stop)


def heads_by_column(
    head: Sequence[Level], columns: Columns, *, apart: bool = False
) -> list[list[Piece]]:
    """The pieces of the head by column.

    One over several is that of those where nothing is below it; unless `apart`.
    """
    names: list[list[Piece]] = [[] for _ in columns]
    over: list[tuple[Piece, list[int]]] = []
    for piece in (piece for level in head for piece in level.pieces):
        below = columns_below(piece, columns)
        if len(below) > 1:
            over.append((piece, below))
        elif columns:
            names[column_at(piece, columns)].append(piece)
    for piece, below in [] if apart else over:
        for at in below:
            if not names[at]:
                names[at].append(piece)
    return names


def _are_several(name: Sequence[Piece], column: tuple[float, float]) -> bool:
    """Whether heads side by side stand over one column: the rows are ragged.

    One beside it is that of an empty column.
    """
    over = [p for p in name if p.x0 < column[1] and column[0] < p.x1]
    level = [p.text for p in over if p.y == over[0].y]
    return sum(column_of_header(text) is not None for text in level) > 1


def _work(names: Sequence[Sequence[Piece]]) -> bool:
    count, *heads = (" ".join(piece.text for piece in name) for name in names)
    return _COUNT.fullmatch(count) is not None and heads_work(heads)


def _made(
    names: Sequence[Sequence[Piece]],
    rows: Sequence[Row],
    columns: Columns,
) -> DraftTable:
    cells = [cell_of(0, column, name) for column, name in enumerate(names)]
    for down, row in enumerate(rows, 1):
        cells += cells_of(row, down, columns)
    page = names[0][0].draft.page
    return DraftTable(page, len(rows) + 1, len(columns), cells)
