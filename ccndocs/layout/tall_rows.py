"""Rows of a task table that no rule parts: one tall row, with a number for each.

Tables drawn with upright rules only, and those whose level rules are dotted or too
faint for the scanner, give one row with "1", "2", "3" below each other in its first
cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import DraftCell, DraftTable
from ccndocs.layout.gapped import GUTTER, columns_across
from ccndocs.layout.gapped_rows import Columns, cells_of, rows_of
from ccndocs.layout.pieces import levels_of_page
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work

_ORDER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-H])[.)]?")


def part_tall_rows(table: DraftTable, slope: float) -> None:
    """Part the rows of a table of work that hold several numbers one below another."""
    head = [c.text for c in table.cells if c.row == 0 and c.column > 0]
    if not heads_work(head):
        return
    added = 0
    for row in range(table.rows):
        cells = [c for c in table.cells if c.row == row + added]
        found = _parted(cells, row + added, table.columns, slope)
        if found is None:
            continue
        more = max(cell.row for cell in found) - row - added
        kept = [c for c in table.cells if c not in cells]
        for cell in kept:
            cell.row += more if cell.row > row + added else 0
        table.cells = sorted([*kept, *found], key=lambda c: (c.row, c.column))
        added += more
    table.rows += added


def _parted(
    cells: Sequence[DraftCell], first: int, width: int, slope: float
) -> list[DraftCell] | None:
    """The cells of the rows that a tall row is; None where it is one row."""
    count = next((c for c in cells if c.column == 0), None)
    if count is None or len(count.lines) < 2:
        return None
    if not all(_ORDER.fullmatch(line.text.strip()) for line in count.lines):
        return None
    lines = [line for cell in cells for line in cell.lines]
    if any(line.at is None for line in lines):
        return None
    levels = levels_of_page(lines, slope, LineRole.CELL)
    columns: Columns = _columns(cells)
    if len(cells) < width:  # an upright rule stops at a row that heads others
        columns = columns_across(levels, GUTTER)
    if len(columns) != width:
        return None
    rows = rows_of(levels, columns)
    if len(rows) != len(count.lines):
        return None
    found = (cells_of(row, down, columns) for down, row in enumerate(rows, first))
    return [cell for row in found for cell in row]


def _columns(cells: Sequence[DraftCell]) -> Columns:
    """How far the words of each column reach; empty ones stand right of the last."""
    columns: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda c: c.column):
        boxes = [line.at for line in cell.lines if line.at is not None]
        edge = columns[-1][1] if columns else 0.0
        if boxes:
            columns.append((min(b.x0 for b in boxes), max(b.x1 for b in boxes)))
        else:
            columns.append((edge, edge))
    return columns
