"""Tables that plain text draws with bars: "|" between cells, rows of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.layout.aligned import aligned_tables
from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.layout.gapped import Frame, gapped_tables
from ccndocs.layout.lined import lined_tables
from ccndocs.layout.markdown import markdown_tables
from ccndocs.layout.pieces import levels_of_text
from ccndocs.layout.tabbed import tabbed_tables
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import column_of_header
from ccndocs.vi.fold import fold

_BAR = re.compile(r"\s*\|\s*")
_MARKUP = re.compile(r"[*_#\s]+")
_NUMBERED_HEAD = ("tt", "stt", "so tt", "s tt", "no")
_COUNTER = re.compile(
    r"\(?(?:[ivxlc]{1,6}|\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)]?|(?:buoc|b) ?\d{1,2}", re.I
)

_PAIR = ("lead", "coordinate")
_DOERS = ("implement", "agencies", "lead")
_END = (0.0, 0)
_Row = tuple[tuple[Draft, ...], ...]

_GOOD = -1.0  # a full row with its counter: the more of these, the better
_SPANNING = 0.4  # a heading over all columns: "A. Kinh tế", "I | Hoàn thiện cơ chế"
_UNCOUNTED = 0.4  # a row without a counter
_LONGEST_CELL = 40  # lines
_GUTTER = 2  # blanks between two columns
_LEFT = 0.5  # a cell left over behind the last row
_WRONG = 2.0  # a row that begins with prose


def find_tables(
    lines: Sequence[Draft], frame: Frame | None = None
) -> tuple[list[DraftTable], Frame | None]:
    """Tables of a plain text, with their lines marked as cells.

    `frame`: that of a table without bars which the page before left open; one of this
    page is given back.

    Only what is surely a table is taken: rows of bars below a head with its rule or
    a head of work, and cells between lone bars below a head that starts with "TT" or
    "STT" (saved web pages use the same bars for letterheads and page furniture). Then
    those that have no bars: set with tabs or blanks, or with one cell a line.
    """
    drawn = [*_bar_tables(lines), *markdown_tables(lines), *tabbed_tables(lines)]
    gapped, frame = gapped_tables(levels_of_text(lines), _GUTTER, frame)
    return [*drawn, *gapped, *aligned_tables(lines), *lined_tables(lines)], frame


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A text as bars (None) and contents (the lines between two bars)."""

    items: tuple[tuple[Draft, ...] | None, ...]

    def is_bar(self, at: int) -> bool:
        """Whether a bar stands at `at`."""
        return at < len(self.items) and self.items[at] is None


def _bar_tables(lines: Sequence[Draft]) -> list[DraftTable]:
    tokens = _tokenise(lines)
    tables: list[DraftTable] = []
    at = 0
    while at < len(tokens.items):
        width = _head_width(tokens, at)
        if width < 3:
            at += 1
            continue
        table, at = _read_table(tokens, at, width)
        if table.rows > 1:
            tables.append(table)
            for cell in table.cells:
                for line in cell.lines:
                    line.role = LineRole.CELL
    return tables


def _tokenise(lines: Sequence[Draft]) -> _Tokens:
    items: list[tuple[Draft, ...] | None] = []
    content: list[Draft] = []
    for draft in lines:
        if _BAR.fullmatch(draft.text):
            if content:
                items.append(tuple(content))
            content = []
            items.append(None)
        elif not draft.blank:
            content.append(draft)
    if content:
        items.append(tuple(content))
    return _Tokens(tuple(items))


def _head_width(tokens: _Tokens, at: int) -> int:
    """The number of columns, where a head row ("| TT | … |") starts at `at`."""
    if not tokens.is_bar(at):
        return 0
    width = 0
    place = at + 1
    while place < len(tokens.items):
        item = tokens.items[place]
        if item is None or not tokens.is_bar(place + 1):
            break
        if not width and _text(item) not in _NUMBERED_HEAD:
            return 0
        width += 1
        place += 2
    return width


def _text(item: Sequence[Draft] | None) -> str:
    words = " ".join(draft.text for draft in item or ())
    return fold(_MARKUP.sub(" ", words))


def _read_table(tokens: _Tokens, at: int, width: int) -> tuple[DraftTable, int]:
    """The cheapest reading of the rows from `at` on, and where it ends.

    A row is a bar, then `width` cells (empty or not) with a bar each; or a heading
    over all columns, with or without a counter before it. Where cells are empty, bars
    alone do not tell: the counters in the first column do.
    """
    head = _row(tokens, at, width)
    if head is None:
        return _made([], width), at + 1
    place = _after(at, head)
    lower = _lower_head(tokens, place, head)
    if lower:
        place, width = _after(place, lower), width + len(lower) - 1
    best: dict[int, tuple[float, int]] = {}
    for other in range(_farthest(tokens, place), place - 1, -1):
        best[other] = _cheapest(tokens, other, width, best)
    rows: list[_Row] = []
    while cells := best.get(place, _END)[1]:
        row = _row(tokens, place, cells)
        if row is None:
            break
        rows.append(row)
        place = _after(place, row)
    if lower:
        return _with_two_heads(head, lower, _made(rows, width)), place
    return _made([head, *rows], width), place


def _lower_head(tokens: _Tokens, place: int, head: _Row) -> _Row | None:
    """The head's second row, "Chủ trì | Phối hợp" below who does the work."""
    row = _row(tokens, place, 2) or ()
    kinds = tuple(_kind(cell) for cell in row)
    is_lower = kinds == _PAIR and tokens.is_bar(_after(place, row))
    return row if is_lower and _covering(head) is not None else None


def _covering(head: _Row) -> int | None:
    """The one head that says who does the work, and may cover two columns."""
    found = [at for at, cell in enumerate(head) if _kind(cell) in _DOERS]
    return found[0] if len(found) == 1 else None


def _kind(cell: Sequence[Draft]) -> str | None:
    return column_of_header(" ".join(draft.text for draft in cell).strip("*_ "))


def _with_two_heads(head: _Row, lower: _Row, below: DraftTable) -> DraftTable:
    """The table whose head has two rows, above rows that are made already."""
    over = _covering(head) or 0
    more = len(lower) - 1
    cells = [
        DraftCell(0, at + more * (at > over), list(lines), 2, 1)
        for at, lines in enumerate(head)
        if at != over
    ]
    cells.append(DraftCell(0, over, list(head[over]), 1, len(lower)))
    cells += [DraftCell(1, over + n, list(lines)) for n, lines in enumerate(lower)]
    for cell in below.cells:
        cell.row += 2
    page = head[0][0].page
    return DraftTable(page, below.rows + 2, below.columns, [*cells, *below.cells])


def _farthest(tokens: _Tokens, at: int) -> int:
    """Where a table from `at` on must end: at prose longer than any cell.

    Without this bound a text of many tables costs the square of its length.
    """
    for place in range(at, len(tokens.items)):
        if len(tokens.items[place] or ()) > _LONGEST_CELL:
            return place
    return len(tokens.items)


def _cheapest(
    tokens: _Tokens, place: int, width: int, best: dict[int, tuple[float, int]]
) -> tuple[float, int]:
    """The cost from `place` on, and the cells of the row to read there (0: end)."""
    if not tokens.is_bar(place):
        return (_LEFT if tokens.is_bar(place + 1) else 0.0), 0
    found = (0.0, 0)
    for cells in (width, 2, 1):
        row = _row(tokens, place, cells)
        if row is not None:
            cost = _cost(row, width) + best.get(_after(place, row), _END)[0]
            found = min(found, (cost, cells))
    return found


def _row(tokens: _Tokens, place: int, cells: int) -> _Row | None:
    """The contents of a row of so many cells, None where the bars do not fit."""
    row: list[tuple[Draft, ...]] = []
    if not tokens.is_bar(place):
        return None
    place += 1
    for _ in range(cells):
        if place >= len(tokens.items):
            return None
        item = tokens.items[place]
        if item is None:
            row.append(())
            place += 1
        elif tokens.is_bar(place + 1):
            row.append(item)
            place += 2
        else:
            return None
    return tuple(row)


def _after(place: int, row: _Row) -> int:
    return place + 1 + sum(2 if cell else 1 for cell in row)


def _cost(row: _Row, width: int) -> float:
    """How unlike a row this is; a row well read is worth something."""
    first = _text(row[0])
    counted = bool(_COUNTER.fullmatch(first)) or first in _NUMBERED_HEAD
    if not any(row):
        return _WRONG
    if len(row) == 1:
        return _SPANNING
    if len(row) == 2 < width:
        return _SPANNING if row[1] and (counted or not first) else _WRONG
    if not first:
        return _UNCOUNTED
    return _GOOD if counted else _WRONG


def _made(rows: Sequence[_Row], width: int) -> DraftTable:
    cells = [
        DraftCell(index, column, list(lines), 1, _reach(row, column, width))
        for index, row in enumerate(rows)
        for column, lines in enumerate(row)
    ]
    page = next((line.page for cell in cells for line in cell.lines), 1)
    return DraftTable(page, len(rows), width, cells)


def _reach(row: _Row, column: int, width: int) -> int:
    """Columns that a cell covers: the last of a short row reaches to the end."""
    return width - column if column == len(row) - 1 else 1
