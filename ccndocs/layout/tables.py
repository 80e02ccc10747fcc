"""Tables that go on over the page break are one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ccndocs.layout.draft import DraftCell, DraftTable, Sheet
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold

_QUIET = (LineRole.FURNITURE, LineRole.NOTE)


def join_continued(sheets: Sequence[Sheet]) -> list[DraftTable]:
    """All tables; one that opens a page goes on with the one that closed the last.

    It does so where both have the same number of columns and nothing but furniture
    and footnotes stands between. A repeated head row becomes furniture; a first row
    whose first cell is empty goes on with the row before (a cell cut by the break).
    """
    tables: list[DraftTable] = []
    before: Sheet | None = None
    for sheet in sheets:
        for index, table in enumerate(sheet.tables):
            last = tables[-1] if tables else None
            if (
                index == 0
                and last is not None
                and before is not None
                and last in before.tables
                and _continues(before, last, sheet, table)
            ):
                _append(last, table)
                sheet.tables[index] = last
            else:
                tables.append(table)
        before = sheet
    return tables


def _continues(
    before: Sheet, last: DraftTable, sheet: Sheet, table: DraftTable
) -> bool:
    if last.columns != table.columns:
        return False
    own = {id(line) for cell in last.cells for line in cell.lines}
    tail = [d for d in before.lines if d.role not in _QUIET]
    if not tail or id(tail[-1]) not in own:
        return False
    own = {id(line) for cell in table.cells for line in cell.lines}
    head = [d for d in sheet.lines if d.role not in _QUIET]
    return bool(head) and id(head[0]) in own


def _append(last: DraftTable, table: DraftTable) -> None:
    """Add the rows of `table` to `last`."""
    skipped = _repeated_head(last, table)
    cells = [cell for cell in table.cells if cell.row >= skipped]
    first = [cell for cell in cells if cell.row == skipped]
    if first and _goes_on(last, first):
        for cell in first:
            _extend(last, cell)
        cells = [cell for cell in cells if cell.row > skipped]
        skipped += 1
    shift = last.rows - skipped
    for cell in cells:
        cell.row += shift
    last.cells += cells
    last.rows += max(table.rows - skipped, 0)


def _repeated_head(last: DraftTable, table: DraftTable) -> int:
    """How many first rows of `table` repeat those of `last`; their lines turn quiet."""
    same = 0
    while same < min(3, table.rows, last.rows) and _alike(
        _row(last, same), _row(table, same)
    ):
        same += 1
    if not any(_row(table, row).strip("|") for row in range(same)):
        return 0
    for cell in table.cells:
        if cell.row < same:
            for line in cell.lines:
                line.role = LineRole.FURNITURE
    return same


def _alike(one: str, other: str) -> bool:
    """Whether two rows say the same, slips of OCR aside.

    Rows without words differ; rows of figures must be equal.
    """
    if one == other:
        return True
    letters = min(sum(c.isalpha() for c in text) for text in (one, other))
    return letters > 15 and SequenceMatcher(None, one, other).ratio() > 0.88


def _row(table: DraftTable, row: int) -> str:
    cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
    return "|".join(fold(cell.text) for cell in cells)


def _goes_on(last: DraftTable, first: Sequence[DraftCell]) -> bool:
    """Whether a page's first row is the rest of the row before it.

    Its number cell is empty while other cells are not, and that row has a number.
    """
    number = next((cell for cell in first if cell.column == 0), None)
    if number is None or number.text.strip() or number.column_span > 1:
        return False
    final = [cell for cell in last.cells if cell.row == last.rows - 1]
    numbered = any(cell.column == 0 and cell.text.strip() for cell in final)
    return numbered and any(cell.text.strip() for cell in first)


def _extend(last: DraftTable, cell: DraftCell) -> None:
    for own in last.cells:
        ends = own.row + own.row_span
        if own.column == cell.column and own.row < last.rows <= ends:
            if own.parts is not None or cell.parts is not None:
                own.parts = (*own.pieces, *cell.pieces)
            own.lines += cell.lines
            return
    cell.row = last.rows - 1
    last.cells.append(cell)
