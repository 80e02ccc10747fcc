"""Tables of a .doc file: rows whose shape stands in the mark that ends them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ccndocs.source.doc.formats import TABLE_CELLS, changes
from ccndocs.source.inline import flat
from ccndocs.source.markup import BLANK, Blocks, RawCell, joined_down, table_blocks
from ccndocs.types.page import Line

_SAME_EDGE = 60  # twips: edges of different rows nearer than that are one
_MOST_CELLS = 64
_CELL = 20  # bytes
_BORDERS = (0xD605, 0xD613)  # of a whole row, in the old and the new form
_MERGED, _MERGED_DOWN, _STARTS_DOWN = 0x02, 0x20, 0x60


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as the row's mark defines it."""

    right: int
    merged: bool  # goes on from its left neighbour
    down: str  # "restart", "continue" or ""


class Tables:
    """The table in the making, if any."""

    def __init__(self) -> None:
        self._texts: list[tuple[Line, ...]] = []
        self._rows: list[tuple[list[_Cell], list[tuple[Line, ...]]]] = []
        self._ruled = False

    def cell(self, lines: tuple[Line, ...]) -> None:
        """The text of the next cell of the row."""
        self._texts.append(lines)

    def end_row(self, data: bytes) -> None:
        """The row is done; `data` are the changes of its mark."""
        cells: list[_Cell] = []
        for change in changes(data):
            if change.code == TABLE_CELLS:
                cells, ruled = _cells(change.operand)
                self._ruled |= ruled
            elif change.code in _BORDERS:
                self._ruled |= any(_drawn(change.operand))
        if self._texts:
            self._rows.append((cells, self._texts))
        self._texts = []

    def finished(self) -> Blocks:
        """The table that ended, with a blank line below it; nothing if none did."""
        if self._texts:
            self.end_row(b"")
        if not self._rows:
            return ()
        rows, ruled = self._rows, self._ruled
        self._rows, self._ruled = [], False
        return (*table_blocks(joined_down(_grid(rows)), ruled=ruled), BLANK)


def _cells(operand: bytes) -> tuple[list[_Cell], bool]:
    """The cells of a row, and whether one of them has a border."""
    count = operand[0] if operand else 0
    if count > _MOST_CELLS or len(operand) < 1 + (count + 1) * 2:
        return [], False
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    found, ruled = [], False
    for number in range(count):
        at = 1 + (count + 1) * 2 + number * _CELL
        shape = operand[at : at + _CELL]
        flags = shape[0] if shape else 0
        down = {_MERGED_DOWN: "continue", _STARTS_DOWN: "restart"}
        merged = bool(flags & _MERGED) and not flags & 0x01
        found.append(_Cell(edges[number + 1], merged, down.get(flags & 0x60, "")))
        ruled |= any(_drawn(shape[4:]))
    return found, ruled


def _drawn(borders: bytes) -> list[bool]:
    """Which of the borders (four bytes each: width, kind, …) are lines."""
    kinds = borders[1::4]
    return [kind not in (0, 0xFF) for kind in kinds]


def _grid(
    rows: list[tuple[list[_Cell], list[tuple[Line, ...]]]],
) -> list[list[tuple[RawCell, str]]]:
    """Cells with the number of columns that they cover and how they go on down."""
    edges: list[int] = []
    for right in sorted(cell.right for cells, _ in rows for cell in cells):
        if not edges or right - edges[-1] > _SAME_EDGE:
            edges.append(right)
    grid: list[list[tuple[RawCell, str]]] = []
    for cells, texts in rows:
        done = 0
        row: list[tuple[RawCell, str]] = []
        for at, lines in enumerate(texts):
            reach, down = done + 1, ""
            if at < len(cells):
                near = min(edges, key=lambda edge: abs(edge - cells[at].right))
                reach = max(edges.index(near) + 1, done + 1)
                down = cells[at].down
                if cells[at].merged and row:
                    last, kept = row.pop()
                    lines, down = (*flat(last.blocks), *lines), kept
                    done -= last.column_span
            row.append((RawCell(lines, 1, reach - done), down))
            done = reach
        grid.append(row)
    return grid
