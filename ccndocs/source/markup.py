"""Tables of HTML, DOCX and DOC: grids, and tables that are only layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.source.inline import flat
from ccndocs.source.letterhead import places_blocks
from ccndocs.types.page import Cell, Line, Table

Blocks = tuple[Line | Table, ...]
_MOST_SPAN = 200  # a table wider than that is an attack, not a document
BLANK = Line("")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as marked up: its content and how far it reaches."""

    blocks: Blocks
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: Blocks


def placed(rows: Sequence[Sequence[RawCell]]) -> list[Placed]:
    """Give every cell its row and column, around the cells that reach down."""
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            tall = min(max(cell.row_span, 1), len(rows) - at)
            wide = min(max(cell.column_span, 1), _MOST_SPAN)
            taken |= {(at + r, column + c) for r in range(tall) for c in range(wide)}
            found.append(Placed(at, column, tall, wide, cell.blocks))
            column += wide
    return found


def joined_down(rows: Sequence[Sequence[tuple[RawCell, str]]]) -> list[list[RawCell]]:
    """Cells merged down as one cell that reaches down.

    Each comes with "restart", "continue" or "" as its part in a merge.
    """
    reach: dict[tuple[int, int], int] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell, down in row:
            if down == "continue" and column in open_at:
                reach[open_at[column]] += 1
            else:
                open_at.pop(column, None)
                if down:
                    open_at[column] = (at, column)
                reach[at, column] = 1
            column += cell.column_span
    joined: list[list[RawCell]] = []
    for at, row in enumerate(rows):
        column, kept = 0, []
        for cell, _ in row:
            if (at, column) in reach:
                tall = reach[at, column]
                kept.append(RawCell(cell.blocks, tall, cell.column_span))
            column += cell.column_span
        joined.append(kept)
    return joined


def table_blocks(rows: Sequence[Sequence[RawCell]], *, ruled: bool) -> Blocks:
    """A table, or, where it only places text side by side, lines column by column."""
    cells = placed(rows)
    full = [cell for cell in cells if any(line.text for line in flat(cell.blocks))]
    if not full:
        return ()
    columns = len({cell.column for cell in full})
    texts = ["\n".join(line.text for line in flat(cell.blocks)) for cell in full]
    if len(full) == 1 or columns == 1 or places_blocks(texts, columns):
        return _column_by_column(full)
    if not ruled and columns <= 2:
        return _column_by_column(full)
    return (_table(cells),)


def _column_by_column(cells: Sequence[Placed]) -> Blocks:
    """Blocks of the left column from top to bottom, then of the next."""
    blocks: list[Line | Table] = []
    last = cells[0].column if cells else 0
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        if cell.column != last:
            blocks.append(BLANK)
            last = cell.column
        blocks += (block for block in cell.blocks if block != BLANK)
    return tuple(blocks)


def _table(cells: Sequence[Placed]) -> Table:
    """The table; cells that reach over its edge are cut."""
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    return Table(
        rows,
        columns,
        tuple(
            Cell(
                cell.row,
                cell.column,
                tuple(line for line in flat(cell.blocks) if line.text),
                cell.row_span,
                cell.column_span,
            )
            for cell in cells
        ),
    )


def trimmed(blocks: Sequence[Line | Table]) -> Blocks:
    """Without blank lines at the ends, and with one between paragraphs at most."""
    kept: list[Line | Table] = []
    for block in blocks:
        blank = isinstance(block, Line) and not block.text
        if blank and (not kept or kept[-1] == BLANK):
            continue
        kept.append(block)
    while kept and kept[-1] == BLANK:
        kept.pop()
    return tuple(kept)
