"""Tables of saved web pages, which have one cell a line between lone bars.

A row of n cells is "|" cell "|" cell … "|", and the next row opens with a bar of its
own; where a cell is empty two bars stand together. Whether two bars are an empty cell
or the seam of two rows is decided for the whole table at once: the split into rows
that fits best wins, and where none fits well the lines stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccndocs.structure.nesting import Draft
from ccndocs.structure.rows import Row, is_caps, join, passages_of
from ccndocs.structure.tables import node_of
from ccndocs.types.tree import TableCell

_ORDER = re.compile(
    r"(?:\(?\d{1,3}\)?[.)]?|[IVX]{1,5}[.)]?|[A-Z][.)]?|[-+*])$|S?TT$", re.I
)
_MOST_COLUMNS = 16
_NUMBERED_SECTION = 0.5
_SECTION, _ODD_HEAD, _ODD, _LONG_FIRST, _TRAILING = 1.5, 2.0, 6.0, 2.0, 3.0
_SAFE = 0.9  # cost for each row that a table may have at most

Slot = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """A split into rows: how many slots each row has, and what it costs."""

    cost: float
    sizes: tuple[int, ...]
    columns: int


def tables_in(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them as nodes."""
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        stop = _stretch(rows, at)
        found = _table(rows[at:stop], rows[stop].bars if stop < len(rows) else 1)
        if found is None:
            plain += rows[at : max(stop, at + 1)]
            at = max(stop, at + 1)
            continue
        if plain:
            yield plain
            plain = []
        node, used = found
        yield node
        at += used
    if plain:
        yield plain


def _stretch(rows: Sequence[Row], at: int) -> int:
    """Where the run of cells that starts at `at` ends; `at` if none starts."""
    if not rows[at].bars or rows[at].closed:
        return at
    stop = at + 1
    while stop < len(rows) and not rows[stop].closed:
        if rows[stop].gap and not rows[stop].bars:
            break
        stop += 1
    return stop


def _slots(rows: Sequence[Row], closing: int) -> list[Slot]:
    slots: list[list[Row]] = []
    for row in rows:
        if row.bars:
            slots += ([] for _ in range(row.bars - 1 if slots else 0))
            slots.append([])
        slots[-1].append(row)
    slots += ([] for _ in range(closing - 1))
    return [tuple(slot) for slot in slots]


def _table(rows: Sequence[Row], closing: int) -> tuple[Draft, int] | None:
    """The table that some cells are, and how many of the rows are its own."""
    if len(rows) < 4:
        return None
    slots = _slots(rows, closing)
    fit = _best(slots)
    if fit is None:
        return None
    used = sum(fit.sizes) + len(fit.sizes) - 1
    count = sum(len(slot) for slot in slots[:used])
    return _node(slots, fit), count


def _best(slots: Sequence[Slot]) -> _Fit | None:
    """The best split with at least two full rows."""
    best: _Fit | None = None
    for columns in range(2, min(_MOST_COLUMNS, len(slots)) + 1):
        fit = _split(slots, columns)
        if fit is None or fit.sizes.count(columns) < 2 or _joins_rows(slots, fit):
            continue
        if best is None or fit.cost < best.cost:
            best = fit
    if best is None or best.cost > _SAFE * len(best.sizes):
        return None
    return best


def _joins_rows(slots: Sequence[Slot], fit: _Fit) -> bool:
    """Whether some column inside is empty to its head: the seam of rows, two by two."""
    rows: list[Sequence[Slot]] = []
    at = 0
    for size in fit.sizes:
        rows.append(slots[at : at + size])
        at += size + 1
    full = [row for row in rows if len(row) == fit.columns]
    return any(not any(column) for column in list(zip(*full, strict=True))[1:-1])


def _split(slots: Sequence[Slot], columns: int) -> _Fit | None:
    """The cheapest split into rows of `columns` cells and what else there is."""
    size = len(slots)
    costs = [float("inf")] * (size + 2)
    nexts = [0] * (size + 2)
    costs[size] = costs[size + 1] = 0.0
    for at in range(size - 1, -1, -1):
        if at == size - 1 and slots[at]:
            costs[at] = _TRAILING
        for width in range(1, columns + 1):
            stop = at + width
            if stop > size or (stop < size and slots[stop]):
                continue
            cost = _cost(slots[at:stop], columns, head=at < 2 * columns)
            cost += costs[min(stop + 1, size)]
            if cost < costs[at]:
                costs[at], nexts[at] = cost, width
    if costs[0] == float("inf"):
        return None
    sizes: list[int] = []
    at = 0
    while at < size and nexts[at]:
        sizes.append(nexts[at])
        at += nexts[at] + 1
    return _Fit(costs[0], tuple(sizes), columns)


def _cost(row: Sequence[Slot], columns: int, *, head: bool) -> float:
    first = " ".join(r.text for r in row[0])
    if len(row) == columns:
        if not any(row):
            return _ODD
        return (
            0.0
            if _ORDER.match(first) or not first
            else min(len(first) / 60, _LONG_FIRST)
        )
    second = " ".join(r.text for r in row[1]) if len(row) == 2 else ""
    if is_caps(second) and _ORDER.match(first):
        return _NUMBERED_SECTION
    if len(row) == 1:
        return _SECTION if first and not _ORDER.match(first) else _ODD
    return _ODD_HEAD if head else _ODD


def _node(slots: Sequence[Slot], fit: _Fit) -> Draft:
    cells: list[TableCell] = []
    at = 0
    spans = _head_spans(fit)
    for row, size in enumerate(fit.sizes):
        column = 0
        for index in range(size):
            down, across = 1, 1
            if row > 1 and size <= 2 < fit.columns and index == size - 1:
                across = fit.columns - index
            elif size == 1:
                across = fit.columns
            elif spans is not None and row < 2:
                lead, width = spans
                if row == 1 and index == 0:
                    column = lead
                if row == 0:
                    down, across = (2, 1) if index < lead else (1, width)
            passage = join(passages_of(slots[at + index]))
            cells.append(TableCell(row, column, down, across, passage))
            column += across
        at += size + 1
    return node_of(len(fit.sizes), fit.columns, cells)


def _head_spans(fit: _Fit) -> tuple[int, int] | None:
    """Cells of a two-row head: how many stand beside it, how wide the others are."""
    if len(fit.sizes) < 3:
        return None
    upper, lower = fit.sizes[:2]
    lead = fit.columns - lower
    over = upper - lead
    if fit.sizes[0] == fit.columns or lead < 0 or over < 1 or lower % over:
        return None
    return lead, lower // over
