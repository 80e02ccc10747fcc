"""The rows of a table without rules: its lines parted by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccndocs.layout.draft import Draft, DraftCell
from ccndocs.layout.pieces import Level, Piece
from ccndocs.types.geometry import Span

Columns = Sequence[tuple[float, float]]
"""Where the columns stand across the page."""

FEWEST = 3  # columns
ORDER = re.compile(r"(?P<number>\d{1,3})[.)]?|\d{1,2}(?:\.\d{1,2}){1,2}\.?")
GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_MARKED = re.compile(rf"(?:{ORDER.pattern}|{GROUP.pattern})\s")
_PART = 0.15  # of a head: so much of it stands over a column that it names
_NEAR = 40  # levels about a name that tell how wide its column is
_GOES_ON = 1.2  # lines: what it costs to begin a row with small letters


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the levels of its cells; `group`: it heads the rows below."""

    levels: tuple[Level, ...]
    group: bool = False


def is_misread(pieces: Sequence[Piece]) -> bool:
    """Whether cells follow what may be a number that OCR misread: "h" for "5"."""
    return len(pieces) > FEWEST and len(pieces[0].text) < FEWEST


def is_group(levels: Sequence[Level], place: int) -> bool:
    """Whether a level heads rows: "II" beside its name, a number below.

    "1" heads rows that "1.1" begins; a name alone stands where the work does.
    """
    pieces = levels[place].pieces
    mark = pieces[0].text.split(" ")[0]
    named = len(pieces) == 2 or (len(pieces) == 1 and " " in pieces[0].text)
    texts = (x.pieces[0].text for x in levels[place + 1 : place + 6] if x.pieces)
    below = [text for text in texts if ORDER.fullmatch(text)]
    if not named or not below:
        return False
    if ORDER.fullmatch(mark):
        return below[0].startswith(f"{mark.rstrip('.)')}.1")
    return GROUP.fullmatch(mark) is not None or _is_bare_name(levels, place)


def _is_bare_name(levels: Sequence[Level], place: int) -> bool:
    """Whether a level is a group's name without a mark, and no rest of a cell.

    It stands alone between blank lines; or in the column of the work, a numbered row
    below, and no line broke there: above was room for its first word, or no other line
    of the table is broken.
    """
    (name, *more), below = levels[place].pieces, levels[place + 1].pieces
    if more or not name.text[:1].isupper() or name.text[-1] in ".;,:":
        return False
    first = next(x.pieces[0] for x in levels[place + 1 :] if _counts(x))
    if levels[place].gap and levels[place + 1].gap:
        return first.x1 < name.x0
    if len(below) < FEWEST or below[0] is not first:
        return False
    near = levels[max(place - _NEAR, 0) : place + _NEAR]
    unit = (name.x1 - name.x0) / len(name.text)
    if abs(below[1].x0 - name.x0) > unit or not _all_begin(near):
        return False
    cells = [x.pieces for x in near if len(x.pieces) > 1]
    own = [p for pieces in cells for p in pieces if abs(p.x0 - name.x0) <= unit]
    room = max(piece.x1 for piece in own) - unit * (1 + len(name.text.split(" ")[0]))
    above = levels[place - 1].pieces if place and not levels[place].gap else ()
    full = any(p.x1 > room for p in above if abs(p.x0 - name.x0) <= unit)
    return not full or _none_broken(near)


def _counts(level: Level) -> bool:
    return bool(level.pieces) and ORDER.fullmatch(level.pieces[0].text) is not None


def _none_broken(levels: Sequence[Level]) -> bool:
    """Whether the rows have a line each: other lines are two names alone, or more."""
    counts = [at for at, level in enumerate(levels) if _counts(level)]
    inside = [x.pieces for x in levels[counts[0] : counts[-1]] if not _counts(x)]
    alone = [p for p in inside if len(p) == 1 and p[0].text[:1].isupper()]
    return len(alone) == len(inside) > 1


def _all_begin(levels: Sequence[Level]) -> bool:
    """Whether the work begins beside each number, and not above it."""
    works = [x.pieces[1] for x in levels if _counts(x) and len(x.pieces) > 1]
    return len(works) > 1 and all(map(_begins, works))


def column_at(piece: Piece, columns: Columns) -> int:
    """The column that a piece shares most with, or else stands nearest."""

    def shared(column: tuple[float, float]) -> float:
        return min(piece.x1, column[1]) - max(piece.x0, column[0])

    return max(range(len(columns)), key=lambda at: shared(columns[at]))


def columns_below(piece: Piece, columns: Columns) -> list[int]:
    """The columns that a good part of the piece stands over."""
    return [
        at
        for at, (x0, x1) in enumerate(columns)
        if min(piece.x1, x1) - max(piece.x0, x0) > _PART * (piece.x1 - piece.x0)
    ]


def rows_of(levels: Sequence[Level], columns: Columns) -> list[Row]:
    """The levels in rows: each from its number on, or around it."""
    marks = [
        at
        for at, level in enumerate(levels)
        if is_group(levels, at) or _numbered(level, columns)
    ]
    if not marks:
        return []
    starts = [0]
    middle = _stand_inside(levels, marks, columns)
    for here, below in pairwise(marks):
        if is_group(levels, here):
            starts.append(here + 1)
        elif is_group(levels, below) or not middle:
            starts.append(below)
        else:
            starts.append(_between(levels, starts[-1], here, below, columns))
    ends = [*starts[1:], len(levels)]
    return [
        Row(tuple(levels[low:high]), is_group(levels, low))
        for low, high in zip(starts, ends, strict=True)
        if low < high
    ]


def _stand_inside(
    levels: Sequence[Level], marks: Sequence[int], columns: Columns
) -> bool:
    """Whether numbers stand in the middle of their rows and not at the top."""
    numbers = [at for at in marks if not is_group(levels, at)]
    spaced = any(level.gap and at not in marks for at, level in enumerate(levels))
    small = any(not _begins(work_at(levels[at], columns)) for at in numbers)
    return marks[0] > 0 or spaced or small


def _numbered(level: Level, columns: Columns) -> bool:
    piece = level.pieces[0]
    if column_at(piece, columns) != 0:
        return False
    return ORDER.fullmatch(piece.text) is not None or is_misread(level.pieces)


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
    while work > here + 1 and not _begins(work_at(levels[work], columns)):
        work -= 1
    first = work
    while first > here + 1 and not work_at(levels[first - 1], columns):
        first -= 1
    bottom = 2 * levels[here].y - levels[start].y
    line = levels[here + 1].y - levels[here].y

    def cost(at: int) -> float:
        begins = any(map(_begins, levels[at].pieces))
        return abs(levels[at - 1].y - bottom) + _GOES_ON * line * (not begins)

    return min(range(first, work + 1), key=cost)


def work_at(level: Level, columns: Columns) -> Piece | None:
    """The level's piece in the column of the work, the one beside the count."""
    own = (piece for piece in level.pieces if column_at(piece, columns) == 1)
    return next(own, None)


def _begins(piece: Piece | None) -> bool:
    return piece is not None and not piece.text[:1].islower()


def cells_of(row: Row, down: int, columns: Columns) -> Iterable[DraftCell]:
    """The cells of a row that is the table's row `down`."""
    pieces = [piece for level in row.levels for piece in level.pieces]
    if row.group:
        yield from _group(down, pieces, len(columns))
        return
    for column in range(len(columns)):
        own = [p for p in pieces if column_at(p, columns) == column]
        if own:
            yield cell_of(down, column, own)


def _group(down: int, pieces: Sequence[Piece], width: int) -> Iterable[DraftCell]:
    """The cells of a group's row; its number may stand in the same piece, or lack."""
    first = pieces[0]
    if len(pieces) == 1 and not _MARKED.match(first.text):
        yield cell_of(down, 1, pieces, width - 1)
        return
    if len(pieces) > 1:
        yield cell_of(down, 0, pieces[:1])
        yield cell_of(down, 1, pieces[1:], width - 1)
        return
    gap = first.text.index(" ")
    start, stop = first.part.start, first.part.stop
    mark, name = Span(start, start + gap), Span(start + gap + 1, stop)
    yield DraftCell(down, 0, [first.draft], parts=(mark,))
    yield DraftCell(down, 1, [first.draft], 1, width - 1, (name,))


def cell_of(
    row: int, column: int, pieces: Sequence[Piece], across: int = 1
) -> DraftCell:
    """A cell of these pieces, each with its line."""
    lines: list[Draft] = [piece.draft for piece in pieces]
    return DraftCell(
        row, column, lines, 1, across, tuple(piece.part for piece in pieces)
    )
