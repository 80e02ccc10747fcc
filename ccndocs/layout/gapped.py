"""Task tables without rules: columns that blank space parts, rows told by numbers.

`pdftotext -layout` writes a table so, and some offices print tables without a line in
them. The head names work ("STT", "Nhiệm vụ", "Đơn vị chủ trì"); below it no word of
one column stands under another; a row's number stands level with its first line, or
with its middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.layout.pieces import Level, Piece
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work

GUTTER = 5.0
"""Points between two columns of a page."""
_FEWEST, _LEAST_ROWS = 3, 2
_MOST_HEAD = 6  # lines
_MOST_LINES = 400
_COUNT = re.compile(r"(?:s ?t ?t|tt|số ?tt)\.?", re.IGNORECASE)
_BROKEN_COUNT = re.compile(r"S|ST|Số")  # above "TT" or "T" in a narrow column
_ORDER = re.compile(r"(?P<number>\d{1,3})[.)]?|\d{1,2}(?:\.\d{1,2}){1,2}\.?")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_PART = 0.15  # of a head: so much of it stands over a column that it names
_GOES_ON = 1.2  # lines: what it costs to begin a row with small letters
_WIDE = 0.55  # of the table: a piece wider than that is prose


Columns = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the levels of its cells; `group`: it heads the rows below."""

    levels: tuple[Level, ...]
    group: bool = False


def gapped_tables(levels: Sequence[Level], gutter: float) -> list[DraftTable]:
    """The task tables among these levels; their lines become cells.

    `gutter`: the least space between two columns.
    """
    tables: list[DraftTable] = []
    at = 0
    while at < len(levels):
        found = _table(levels, at, gutter)
        if found is None:
            at += 1
            continue
        table, at = found
        tables.append(table)
        for cell in table.cells:
            for line in cell.lines:
                line.role = LineRole.CELL
    return tables


def _table(
    levels: Sequence[Level], at: int, gutter: float
) -> tuple[DraftTable, int] | None:
    first = _first_row(levels, at)
    if first is None:
        return None
    head = levels[at:first]
    stop = _stop(levels, head, first)
    columns = columns_of(levels[first:stop], gutter)
    while stop > first and (cut := _crossed(levels, first, stop, columns)) < stop:
        stop = cut
        columns = columns_of(levels[first:stop], gutter)
    first = _above_number(levels, at, first, columns)
    names = _heads(levels[at:first], columns)
    if len(columns) < _FEWEST or not all(names) or not _work(names):
        return None
    rows = rows_of(levels[first:stop], columns)
    if sum(not row.group for row in rows) < _LEAST_ROWS:
        return None
    return _made(names, rows, columns), stop


def _first_row(levels: Sequence[Level], at: int) -> int | None:
    """Where the first number below a head that begins at `at` stands; None if no head.

    The count's head may stand lower than the others, in the middle of theirs.
    """
    if len(levels[at].pieces) < 2:
        return None
    below = levels[at : at + _MOST_HEAD]
    counts = [p for level in below[:3] for p in level.pieces[:1] if _is_count(p)]
    if not counts:
        return None
    for place in range(at + 1, min(at + _MOST_HEAD + 3, len(levels))):
        pieces = levels[place].pieces
        if not pieces:
            return None
        is_first = re.fullmatch(r"0?1[.)]?|I[.)]?|A[.)]?|1\.1\.?", pieces[0].text)
        if is_first and len(pieces) > 1 and pieces[0].x0 < counts[0].x1:
            return place
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
        if not all(_heads(levels[at:end], columns, apart=True)):
            continue
        texts = [piece.text for piece in levels[end].pieces]
        if levels[end].gap or not all(t[:1].islower() or t[:1] == "(" for t in texts):
            work = any(_work_at(level, columns) for level in levels[end:first])
            return end if work or levels[end].gap else first
    return first


def _stop(levels: Sequence[Level], head: Sequence[Level], first: int) -> int:
    """Where the table must stop: at prose, or at a number that does not come next."""
    pieces = [piece for level in head for piece in level.pieces]
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    edge = next(p for level in head for p in level.pieces if _is_count(p)).x1
    last = 0
    for place in range(first, min(first + _MOST_LINES, len(levels))):
        own = levels[place].pieces
        if not own:
            return place
        opens = own[0].x0 < edge
        order = _ORDER.fullmatch(own[0].text)
        if opens and order is None:
            if not (_is_group(levels, place) or _is_misread(own)):
                return place
            continue
        if max(p.x1 - p.x0 for p in own) > _WIDE * (right - left):
            return place
        if opens and order and order["number"]:
            number = int(order["number"])
            if number not in (1, last + 1):
                return place
            last = number
    return min(first + _MOST_LINES, len(levels))


def _is_misread(pieces: Sequence[Piece]) -> bool:
    """Whether cells follow what may be a number that OCR misread: "h" for "5"."""
    return len(pieces) > _FEWEST and len(pieces[0].text) < _FEWEST


def _is_group(levels: Sequence[Level], place: int) -> bool:
    """Whether a level heads rows: "II" beside its name, a number below."""
    pieces = levels[place].pieces
    mark = pieces[0].text.split(" ")[0]
    named = len(pieces) == 2 or (len(pieces) == 1 and " " in pieces[0].text)
    if not named or _GROUP.fullmatch(mark) is None:
        return False
    below = (
        level.pieces[0].text for level in levels[place + 1 : place + 6] if level.pieces
    )
    return any(_ORDER.fullmatch(text) for text in below)


def _body(levels: Sequence[Level]) -> list[Level]:
    return [level for i, level in enumerate(levels) if not _is_group(levels, i)]


def columns_of(levels: Sequence[Level], gutter: float) -> list[tuple[float, float]]:
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
    for place in range(stop - 1, first + 2, -1):
        if len(columns_of(levels[first:place], 0.0)) > len(columns) + 1:
            return place
    return stop


def _column_at(piece: Piece, columns: Columns) -> int:
    """The column that a piece shares most with, or else stands nearest."""

    def shared(column: tuple[float, float]) -> float:
        return min(piece.x1, column[1]) - max(piece.x0, column[0])

    return max(range(len(columns)), key=lambda at: shared(columns[at]))


def _heads(
    head: Sequence[Level], columns: Columns, *, apart: bool = False
) -> list[list[Piece]]:
    """The pieces of the head by column.

    One over several is that of those where nothing is below it; unless `apart`.
    """
    names: list[list[Piece]] = [[] for _ in columns]
    over: list[tuple[Piece, list[int]]] = []
    for piece in (piece for level in head for piece in level.pieces):
        below = _columns_below(piece, columns)
        if len(below) > 1:
            over.append((piece, below))
        elif columns:
            names[_column_at(piece, columns)].append(piece)
    for piece, below in [] if apart else over:
        for at in below:
            if not names[at]:
                names[at].append(piece)
    return names


def _columns_below(piece: Piece, columns: Columns) -> list[int]:
    """The columns that a good part of the piece stands over."""
    return [
        at
        for at, (x0, x1) in enumerate(columns)
        if min(piece.x1, x1) - max(piece.x0, x0) > _PART * (piece.x1 - piece.x0)
    ]


def _work(names: Sequence[Sequence[Piece]]) -> bool:
    count, *heads = (" ".join(piece.text for piece in name) for name in names)
    return _COUNT.fullmatch(count) is not None and heads_work(heads)


def rows_of(levels: Sequence[Level], columns: Columns) -> list[Row]:
    """The levels in rows: each from its number on, or around it."""
    marks = [
        at
        for at, level in enumerate(levels)
        if _is_group(levels, at) or _numbered(level, columns)
    ]
    if not marks:
        return []
    starts = [0]
    middle = _stand_inside(levels, marks, columns)
    for here, below in pairwise(marks):
        if _is_group(levels, here):
            starts.append(here + 1)
        elif _is_group(levels, below) or not middle:
            starts.append(below)
        else:
            starts.append(_between(levels, starts[-1], here, below, columns))
    ends = [*starts[1:], len(levels)]
    return [
        Row(tuple(levels[low:high]), _is_group(levels, low))
        for low, high in zip(starts, ends, strict=True)
        if low < high
    ]


def _stand_inside(
    levels: Sequence[Level], marks: Sequence[int], columns: Columns
) -> bool:
    """Whether numbers stand in the middle of their rows and not at the top."""
    numbers = [at for at in marks if not _is_group(levels, at)]
    spaced = any(level.gap and at not in marks for at, level in enumerate(levels))
    small = any(not _begins(_work_at(levels[at], columns)) for at in numbers)
    return marks[0] > 0 or spaced or small


def _numbered(level: Level, columns: Columns) -> bool:
    piece = level.pieces[0]
    if _column_at(piece, columns) != 0:
        return False
    return _ORDER.fullmatch(piece.text) is not None or _is_misread(level.pieces)


def _between(
    levels: Sequence[Level], start: int, here: int, below: int, columns: Columns
) -> int:
    """Where a row ends whose number `here` stands in its middle; it begins at `start`.

    Space between the rows tells, or the capital with which the next row's work begins,
    its number beside it or lower. Cells that begin above that are of the row which is
    as long above its number as below.
    """
    spaced = [at for at in range(here + 1, below + 1) if levels[at].gap]
    if len(spaced) == 1:
        return spaced[0]
    work = below
    while work > here + 1 and not _begins(_work_at(levels[work], columns)):
        work -= 1
    first = work
    while first > here + 1 and not _work_at(levels[first - 1], columns):
        first -= 1
    bottom = 2 * levels[here].y - levels[start].y
    line = levels[here + 1].y - levels[here].y

    def cost(at: int) -> float:
        begins = any(map(_begins, levels[at].pieces))
        return abs(levels[at - 1].y - bottom) + _GOES_ON * line * (not begins)

    return min(range(first, work + 1), key=cost)


def _work_at(level: Level, columns: Columns) -> Piece | None:
    """The level's piece in the column of the work, the one beside the count."""
    own = (piece for piece in level.pieces if _column_at(piece, columns) == 1)
    return next(own, None)


def _begins(piece: Piece | None) -> bool:
    return piece is not None and not piece.text[:1].islower()


def _made(
    names: Sequence[Sequence[Piece]],
    rows: Sequence[Row],
    columns: Columns,
) -> DraftTable:
    cells = [_cell(0, column, name) for column, name in enumerate(names)]
    for down, row in enumerate(rows, 1):
        cells += cells_of(row, down, columns)
    page = names[0][0].draft.page
    return DraftTable(page, len(rows) + 1, len(columns), cells)


def cells_of(row: Row, down: int, columns: Columns) -> Iterable[DraftCell]:
    """The cells of a row that is the table's row `down`."""
    pieces = [piece for level in row.levels for piece in level.pieces]
    if row.group:
        yield from _group(down, pieces, len(columns))
        return
    for column in range(len(columns)):
        own = [p for p in pieces if _column_at(p, columns) == column]
        if own:
            yield _cell(down, column, own)


def _group(down: int, pieces: Sequence[Piece], width: int) -> Iterable[DraftCell]:
    """The cells of a group's row; its number may stand in the same piece."""
    first = pieces[0]
    if len(pieces) > 1:
        yield _cell(down, 0, pieces[:1])
        yield _cell(down, 1, pieces[1:], width - 1)
        return
    gap = first.text.index(" ")
    start, stop = first.part.start, first.part.stop
    mark, name = Span(start, start + gap), Span(start + gap + 1, stop)
    yield DraftCell(down, 0, [first.draft], parts=(mark,))
    yield DraftCell(down, 1, [first.draft], 1, width - 1, (name,))


def _cell(row: int, column: int, pieces: Sequence[Piece], across: int = 1) -> DraftCell:
    lines: list[Draft] = [piece.draft for piece in pieces]
    return DraftCell(
        row, column, lines, 1, across, tuple(piece.part for piece in pieces)
    )
