"""Ruled tables: their grid by pdfplumber, their words by the page's own reading."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ccndocs.source.letterhead import places_blocks
from ccndocs.source.pdf.order import line_of, rows_of
from ccndocs.source.pdf.words import PdfWord, Run, runs_of
from ccndocs.types.geometry import Box
from ccndocs.types.page import Cell, Table

_SNAP = 3.0  # points: rules nearer than that are one
_THICKEST = 4.0  # points: a filled area thicker than that is shading, not a rule
_SETTINGS = {"snap_tolerance": _SNAP, "join_tolerance": _SNAP}
_LEAST_SIDE = 8.0  # points: no cell of text is smaller


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table without its words: boxes of the cells by row and column."""

    rows: int
    columns: int
    cells: tuple[tuple[int, int, int, int, Box], ...]  # row, column, spans, box
    box: Box


class TableFinder:
    """Finds grids; opens the file a second time only when a page has rules."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)
        self._document: Any = None

    def grids(self, number: int, turns: int) -> list[Grid]:
        """The ruled tables of a page; none where pdfplumber cannot read it.

        `turns` are the clockwise quarter turns that make the page upright.
        """
        try:
            page = self._opened().pages[number - 1]
            extra = (turns - (page.page_obj.rotate or 0) // 90) % 4
            found = page.filter(_is_rule).find_tables(_SETTINGS)
            grids = [
                _grid([_turned(cell, page.bbox, extra) for cell in table.cells])
                for table in found
            ]
            page.close()
        except _faults():
            return []  # seen on damaged fonts and colour spaces; the words remain
        return [grid for grid in grids if grid is not None]

    def close(self) -> None:
        """Let the file go. pdfplumber's own close would read every page first."""
        self._document = None
        self._stream.close()

    def _opened(self) -> Any:
        if self._document is None:
            import pdfplumber

            # It warns of damage on standard error; the words come from PDFium anyway.
            logging.getLogger("pdfminer").setLevel(logging.ERROR)
            self._document = pdfplumber.open(self._stream)
        return self._document


def _faults() -> tuple[type[Exception], ...]:
    """What pdfplumber and pdfminer raise on damaged pages, as fuzzing showed."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils import exceptions

    own = (kind for kind in vars(exceptions).values() if isinstance(kind, type))
    return (
        *(kind for kind in own if issubclass(kind, Exception)),
        *(PSException, ValueError, KeyError, TypeError, IndexError, AttributeError),
        *(RecursionError, AssertionError, OverflowError, struct.error, zlib.error),
    )


def _is_rule(drawn: dict[str, Any]) -> bool:
    """Leave out shading: a filled area without a border has edges of its own."""
    if drawn["object_type"] == "rect" and drawn.get("fill") and not drawn.get("stroke"):
        return bool(min(drawn["width"], drawn["height"]) < _THICKEST)
    return drawn["object_type"] in ("rect", "line", "curve")


def _turned(cell: Sequence[float], page: Sequence[float], turns: int) -> Box:
    """A cell of pdfplumber's page after so many clockwise quarter turns."""
    left, top, right, bottom = (float(edge) for edge in page)
    x0, y0, x1, y1 = cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top
    wide, high = right - left, bottom - top
    if turns == 1:
        return Box(high - y1, x0, high - y0, x1)
    if turns == 2:
        return Box(wide - x1, high - y1, wide - x0, high - y0)
    if turns == 3:
        return Box(y0, wide - x1, y1, wide - x0)
    return Box(x0, y0, x1, y1)


def _grid(boxes: Iterable[Box]) -> Grid | None:
    """Rows and columns of the cells; None for a mere frame."""
    cells = [b for b in boxes if min(b.width, b.height) >= _LEAST_SIDE]
    if len(cells) < 2:
        return None
    xs = _edges([x for cell in cells for x in (cell.x0, cell.x1)])
    ys = _edges([y for cell in cells for y in (cell.y0, cell.y1)])
    placed = []
    for cell in cells:
        row, column = _index(ys, cell.y0), _index(xs, cell.x0)
        tall, wide = _index(ys, cell.y1) - row, _index(xs, cell.x1) - column
        placed.append((row, column, max(tall, 1), max(wide, 1), cell))
    box = cells[0]
    for cell in cells[1:]:
        box = box.union(cell)
    return Grid(
        len(ys) - 1, len(xs) - 1, tuple(sorted(placed, key=lambda p: p[:2])), box
    )


def _edges(values: list[float]) -> list[float]:
    """Distinct edges, near ones taken together."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def filled(grid: Grid, words: Sequence[PdfWord]) -> tuple[Table | None, list[PdfWord]]:
    """The table with its words, and the words that it did not take.

    A grid whose words stand in one cell only is a frame around text, no table.
    """
    taken: dict[int, list[PdfWord]] = {}
    rest: list[PdfWord] = []
    for word in words:
        at = _cell_at(grid, word)
        if at is None:
            rest.append(word)
        else:
            taken.setdefault(at, []).append(word)
    if len(taken) < 3 or _is_layout(grid, taken):
        return None, list(words)
    cells = tuple(
        Cell(row, column, _lines(taken.get(at, [])), tall, wide, box)
        for at, (row, column, tall, wide, box) in enumerate(grid.cells)
    )
    return Table(grid.rows, grid.columns, cells, grid.box), rest


def _is_layout(grid: Grid, taken: dict[int, list[PdfWord]]) -> bool:
    """One column of boxes, or a letterhead in a table that shows its rules."""
    columns = {grid.cells[at][1] for at in taken}
    texts = [" ".join(word.text for word in words) for words in taken.values()]
    return len(columns) < 2 or places_blocks(texts, len(columns))


def _cell_at(grid: Grid, word: PdfWord) -> int | None:
    """The cell in which the middle of the word stands."""
    x = (word.x0 + word.x1) / 2
    y = word.baseline - 0.3 * word.size
    for at, (_, _, _, _, box) in enumerate(grid.cells):
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            return at
    return None


def _lines(words: list[PdfWord]) -> tuple[Any, ...]:
    """Lines of a cell from top to bottom; a cell has no columns."""
    return tuple(
        line_of(Run(tuple(word for piece in row.pieces for word in piece.words)))
        for row in rows_of(runs_of(words))
    )
