"""A sheet as lines and a table: what both formats of Excel are brought to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ccndocs.source.inline import Piece, lines_from
from ccndocs.source.legacy import decoded
from ccndocs.source.markup import BLANK, Blocks, RawCell, table_blocks, trimmed
from ccndocs.types.page import Line

_SIDE_BY_SIDE = "\t"  # a gap between blocks, as in other sources
_HEAD = 3  # filled cells from which on a row belongs to the table
_WHOLE = 10**15  # larger ones lose digits
_FORMAT = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[0#?]+))?")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that shows something: its text, and how it is set."""

    text: str
    bold: bool = False
    font: str = ""


@dataclass(slots=True)
class Grid:
    """The filled cells of a sheet by row and column, and how far merged ones reach."""

    cells: dict[tuple[int, int], Filled] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def blocks(self) -> Blocks:
        """Lines above the table, the table, lines below it; blank rows are gone.

        The table reaches from the first row with three filled cells (two, where no
        row has more) to the last row with two.
        """
        rows: dict[int, dict[int, Filled]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            rows.setdefault(row, {})[column] = cell
        least = min(_HEAD, max((len(row) for row in rows.values()), default=0))
        heads = [at for at, row in rows.items() if len(row) >= max(least, 2)]
        ends = [at for at, row in rows.items() if len(row) >= 2]
        if len(heads) < 2:
            return trimmed([line for at in rows for line in _lines(rows[at])])
        first, last = heads[0], ends[-1]
        above = [line for at in rows if at < first for line in _lines(rows[at])]
        below = [line for at in rows if at > last for line in _lines(rows[at])]
        within = [at for at in rows if first <= at <= last]
        table = table_blocks(self._raw(rows, within), ruled=True)
        return trimmed([*above, *table, BLANK, *below])

    def _raw(
        self, rows: Mapping[int, Mapping[int, Filled]], within: list[int]
    ) -> list[list[RawCell]]:
        """The rows of the table; empty columns are left out."""
        columns = sorted({column for at in within for column in rows[at]})
        covered = self._covered()
        return [
            [
                self._cell(rows[at].get(column), (at, column), within, columns)
                for column in columns
                if (at, column) not in covered
            ]
            for at in within
        ]

    def _cell(
        self,
        cell: Filled | None,
        place: tuple[int, int],
        within: list[int],
        columns: list[int],
    ) -> RawCell:
        tall, wide = self.spans.get(place, (1, 1))
        row, column = place
        reach = sum(row <= at < row + tall for at in within)
        across = sum(column <= at < column + wide for at in columns)
        pieces = [] if cell is None else [_piece(cell)]
        return RawCell(tuple(lines_from(pieces)), max(reach, 1), max(across, 1))

    def _covered(self) -> set[tuple[int, int]]:
        """Places under merged cells, their first ones left out."""
        return {
            (row + r, column + c)
            for (row, column), (tall, wide) in self.spans.items()
            for r in range(tall)
            for c in range(wide)
            if (r, c) != (0, 0)
        }


def _lines(row: Mapping[int, Filled]) -> list[Line]:
    """A row outside the table: its cells side by side, then a blank line."""
    pieces: list[Piece] = []
    for cell in row.values():
        if pieces:
            pieces.append(Piece(_SIDE_BY_SIDE))
        pieces.append(_piece(cell))
    return [*lines_from(pieces), BLANK]


def _piece(cell: Filled) -> Piece:
    return Piece(decoded(cell.text, cell.font), cell.bold)


def shown_number(value: float, form: str) -> str:
    """A number as a Vietnamese office's Excel shows it, by the cell's format.

    >>> shown_number(0.853, "0.0%"), shown_number(5900000, "#,##0")
    ('85,3%', '5.900.000')
    >>> shown_number(41.6, "General"), shown_number(12, "0")
    ('41,6', '12')
    """
    plain = _QUOTED.sub("", form.partition(";")[0])
    percent = "%" in plain
    value = value * 100 if percent else value
    found = _FORMAT.search(plain)
    if found is None:
        whole = value == round(value) and abs(value) < _WHOLE
        text = f"{value:.0f}" if whole else f"{value:.10g}"
        grouped = False
    else:
        text = f"{value:,.{len(found['decimals'] or '')}f}"
        grouped = "," in found[0]
    text = text.replace(",", "\0" if grouped else "").replace(".", ",")
    return text.replace("\0", ".") + ("%" if percent else "")


def shown_day(value: dt.datetime | dt.date | dt.time) -> str:
    """A day as "05/03/2026", with its hour where it has one."""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return value.strftime("%H:%M %d/%m/%Y")
    return value.strftime("%d/%m/%Y")
