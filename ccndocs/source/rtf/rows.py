"""RTF tables: rows of cells whose right edges are stated before their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccndocs.source.markup import BLANK, Blocks, RawCell, table_blocks
from ccndocs.types.page import Line

_SAME_EDGE = 60  # twips: edges of different rows nearer than that are one

_BORDER = re.compile(rb"brdr(?:s|th|db|dot|dash)|(?:cl|tr)brdr[tblrvh]")


@dataclass(slots=True)
class _Edge:
    """A cell as defined: its right edge and whether it goes on with a neighbour."""

    right: int
    goes_on_down: bool
    goes_on_right: bool


class Rows:
    """The table in the making, if any."""

    def __init__(self) -> None:
        self.in_table = False
        self._edges: list[_Edge] = []
        self._texts: list[tuple[Line, ...]] = []
        self._rows: list[tuple[list[_Edge], list[tuple[Line, ...]]]] = []
        self._down = self._right = False
        self._ruled = False

    def control(self, word: bytes, number: int | None) -> None:
        """Take note of a control word that shapes tables; others pass."""
        if word == b"trowd":
            self._edges = []
        elif word == b"intbl":
            self.in_table = True
        elif word == b"pard":
            self.in_table = False
        elif word == b"clvmrg":
            self._down = True
        elif word == b"clmrg":
            self._right = True
        elif word == b"cellx" and number is not None:
            self._edges.append(_Edge(number, self._down, self._right))
            self._down = self._right = False
        elif word == b"row":
            self._end_row()
        elif _BORDER.fullmatch(word):
            self._ruled = True

    def cell(self, lines: tuple[Line, ...]) -> None:
        """The text of the next cell of the row."""
        self._texts.append(lines)

    def _end_row(self) -> None:
        if self._texts:
            self._rows.append((list(self._edges), self._texts))
        self._texts = []

    def finished(self) -> Blocks:
        """The table that ended, with a blank line below it; nothing if none did."""
        self._end_row()
        if not self._rows:
            return ()
        rows, ruled = self._rows, self._ruled
        self._rows, self._ruled = [], False
        return (*table_blocks(_grid(rows), ruled=ruled), BLANK)


def _grid(
    rows: list[tuple[list[_Edge], list[tuple[Line, ...]]]],
) -> list[list[RawCell]]:
    """Cells with the number of columns that they cover."""
    edges: list[int] = []
    for right in sorted(edge.right for defined, _ in rows for edge in defined):
        if not edges or right - edges[-1] > _SAME_EDGE:
            edges.append(right)
    grid: list[list[RawCell]] = []
    for defined, texts in rows:
        done, cells = 0, []
        for at, lines in enumerate(texts):
            reach = done + 1
            if at < len(defined):
                near = min(edges, key=lambda e: abs(e - defined[at].right))
                reach = max(edges.index(near) + 1, done + 1)
            cells.append(RawCell(lines, 1, reach - done))
            done = reach
        grid.append(cells)
    return grid
