"""Task tables of plain text whose cells tabs part, empty ones too.

A sheet or a word processor writes a table so. Where the tabs of empty cells are kept a
cell's place tells its column; texts that left them out are for `ccndocs.structure`,
which knows what the cells may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work

_FEWEST = 3  # columns
_MOST_LINES = 12  # of one row
_CELL = re.compile(r"(?:^|\t)([^\t]*)")
_ORDER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-HĐ])[.)]?")

_Part = tuple[Draft, Span]
_Row = list[list[_Part]]


def tabbed_tables(lines: Sequence[Draft]) -> list[DraftTable]:
    """The task tables of a text whose cells tabs part; the lines become cells."""
    tables: list[DraftTable] = []
    at = 0
    while at < len(lines):
        rows, stop = _rows(lines, at) if _heads(lines[at]) else ([], at + 1)
        if rows and _keeps_places(rows):
            tables.append(_table(rows))
            at = stop
        else:
            at += 1
    return tables


def _heads(draft: Draft) -> bool:
    if draft.role is not LineRole.BODY or draft.text.count("\t") < _FEWEST - 1:
        return False
    return heads_work(_text(cell).strip("* ") for cell in _cells(draft))


def _cells(draft: Draft) -> _Row:
    found: _Row = []
    for match in _CELL.finditer(draft.text):
        start = match.end() - len(match[1].lstrip())
        found.append([(draft, Span(start, start + len(match[1].strip())))])
    return found


def _text(cell: Sequence[_Part]) -> str:
    return " ".join(part.of(draft.text) for draft, part in cell)


def _rows(lines: Sequence[Draft], at: int) -> tuple[list[_Row], int]:
    """The rows from the head on, and where the table stops."""
    width = len(_cells(lines[at]))
    rows: list[_Row] = [_cells(lines[at])]
    place = stop = at + 1
    while place < len(lines):
        if lines[place].blank and "\t" not in lines[place].text:
            place += 1
            continue
        read = _read(lines, place, width)
        if read is None or (place > at + 1 and _heads(lines[place])):
            break
        rows.append(read[0])
        place = stop = read[1]
    return rows, stop


def _read(lines: Sequence[Draft], at: int, width: int) -> tuple[_Row, int] | None:
    """The row that begins at `at`, and where it stops.

    A cell of several lines goes on below: "1<tab>Lập sổ<tab>- Sở A;", "- Sở B<tab>…".
    """
    if lines[at].role is not LineRole.BODY or "\t" not in lines[at].text:
        return None
    row = _cells(lines[at])
    if len(row) >= width:
        return (row, at + 1) if len(row) == width else None
    whole = [list(cell) for cell in row]
    for place in range(at + 1, min(at + _MOST_LINES, len(lines))):
        below = _cells(lines[place])
        if lines[place].blank or _opens(below) or len(whole) + len(below) - 1 > width:
            break
        whole[-1] += below[0]
        whole += below[1:]
        if len(whole) == width:
            return whole, place + 1
    return row, at + 1


def _opens(row: _Row) -> bool:
    """Whether a row begins with its number or without one."""
    first = _text(row[0])
    return len(row) > 1 and (not first or _ORDER.fullmatch(first) is not None)


def _keeps_places(rows: Sequence[_Row]) -> bool:
    """Whether a cell's place tells its column: rows are whole, or show empty cells.

    "II<tab>Thu gom rác" and "<tab>Thu gom rác" head the rows below them.
    """
    width = len(rows[0])
    texts = [[_text(cell) for cell in row] for row in rows]
    short = [row for row in texts if len(row) < width]
    groups = [row for row in short if len(row) == 2 and _ORDER.fullmatch(row[0])]
    shown = any("" in row[:-1] for row in texts)
    return len(rows) > 1 and (shown or len(short) == len(groups))


def _table(rows: Sequence[_Row]) -> DraftTable:
    width = len(rows[0])
    cells: list[DraftCell] = []
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            lines = [draft for draft, _ in cell]
            parts = tuple(part for _, part in cell)
            cells.append(DraftCell(index, column, lines, parts=parts))
            for line in lines:
                line.role = LineRole.CELL
    return DraftTable(rows[0][0][0][0].page, len(rows), width, cells)
