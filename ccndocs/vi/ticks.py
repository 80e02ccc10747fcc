"""Columns of a plan that are months or quarters, and the marks that tick them.

STT | Việc | Tháng 1 | Tháng 2 | …, with an "x" where the work is done.
"""

from __future__ import annotations

import re

from ccndocs.types.geometry import Span
from ccndocs.types.tree import Grid, TableCell
from ccndocs.vi.columns import head_rows_of
from ccndocs.vi.moments import Moment, Unit

_MARK = re.compile(r"[xX×✓✔√●■+*]|\(x\)", re.ASCII)
_MONTH = re.compile(r"(?:tháng|T\.?)\s*(\d{1,2})(?:\s*[/-]\s*(20\d\d))?", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:qu[ýí]|Q\.?)\s*(IV|I{1,3}|[1-4])(?:\s*[/-]\s*(20\d\d))?", re.IGNORECASE
)
_BARE = re.compile(r"(IV|I{1,3}|\d{1,2})()")
_YEAR = re.compile(r"\b(20\d\d)\b")
# Numbers are of months below "Tháng", not below "Tháng 6" or "Ngày": those are days
_OF_MONTHS = re.compile(r"tháng\b(?!\s*\d)")
_OF_QUARTERS = re.compile(r"quý\b(?!\s*[ivx\d])")
_OF_DAYS = re.compile(r"\b(?:ngày|tuần|thứ)\b")
_WEEK = re.compile(r"CN|Chủ nhật", re.IGNORECASE)  # beside "T2", a Monday
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FEWEST = 2  # columns


def is_mark(text: str) -> bool:
    """Whether a cell holds a mark and nothing else.

    >>> is_mark(" x "), is_mark("xong")
    (True, False)
    """
    return _MARK.fullmatch(text.strip()) is not None


def tick_columns(grid: Grid) -> dict[int, tuple[TableCell, Moment]]:
    """The columns that are ticked, by their head and the month or quarter it names."""
    first = head_rows_of(grid)
    if any(_WEEK.fullmatch(cell.passage.text.strip()) for cell in grid.cells):
        return {}
    found: dict[int, tuple[TableCell, Moment]] = {}
    for column in range(grid.columns) if first else ():
        head = _head_of(grid, column, first)
        if head is not None and _is_ticked(grid, column, head[0].row + 1):
            found[column] = head
    return found if len(found) >= _FEWEST else {}


def _head_of(grid: Grid, column: int, rows: int) -> tuple[TableCell, Moment] | None:
    """The lowest cell of a head that names a month; a row below may go on with it."""
    above = [grid.at(row, column) for row in range(rows)]
    said = " ".join(cell.passage.text for cell in above if cell).lower()
    for row in range(min(rows, grid.rows - 1), -1, -1):
        cell = grid.at(row, column)
        moment = _moment(cell.passage.text.strip(), said) if cell else None
        if cell is not None and moment is not None:
            return cell, moment
    return None


def _moment(text: str, said: str) -> Moment | None:
    """The month or quarter of a head; "1" and "II" only below "Tháng", "Quý"."""
    month, quarter = _MONTH.fullmatch(text), _QUARTER.fullmatch(text)
    bare = _BARE.fullmatch(text)
    if bare and _OF_DAYS.search(said):
        return None
    if bare and _OF_QUARTERS.search(said):
        quarter = bare
    elif bare and _OF_MONTHS.search(said) and bare[1].isdigit():
        month = bare
    match = month or quarter
    if match is None:
        return None
    index = _ROMAN.get(match[1].lower()) or int(match[1])
    most, unit = (12, Unit.MONTH) if match is month else (4, Unit.QUARTER)
    year = match[2] or next(iter(_YEAR.findall(said)), None)
    if not 1 <= index <= most:
        return None
    return Moment(Span(0, len(text)), unit, int(year) if year else None, index)


def _is_ticked(grid: Grid, column: int, first: int) -> bool:
    """Whether a column holds marks alone, one at least."""
    cells = [grid.at(row, column) for row in range(first, grid.rows)]
    texts = [
        c.passage.text.strip() for c in cells if c is not None and c.column_span == 1
    ]
    filled = [text for text in texts if text]
    return bool(filled) and all(map(is_mark, filled))
