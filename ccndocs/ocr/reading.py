"""One picture read to the end: tables cell by cell, the rest as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from ccndocs.ocr.cells import reread_cells
from ccndocs.ocr.closing import with_closing
from ccndocs.ocr.commas import with_commas
from ccndocs.ocr.ending import reread_ending
from ccndocs.ocr.engine import BLOCK, OcrEngine, OcrWord
from ccndocs.ocr.figured import reread_figures
from ccndocs.ocr.frames import without_stamps
from ccndocs.ocr.grid import RuledGrid, erase_rules, find_grids
from ccndocs.ocr.header import Header, reread_header
from ccndocs.ocr.noise import without_noise
from ccndocs.ocr.prepare import Prepared, prepare, turned
from ccndocs.ocr.romans import roman_cell, with_romans
from ccndocs.ocr.small import with_small_signs
from ccndocs.types.geometry import Box
from ccndocs.types.page import Cell, Line, PageImage, Table, Word

_MARGIN = 12  # white pixels around a cell's picture
_INSET = 3  # pixels of border left out
_UPRIGHT = 0.7  # pages that stand on their head are read with less
_LONG_WORDS = 5  # tell how the words run


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture held, in points of the page turned by `turn` degrees.

    `words` were read, `noise` more were left out as marks that no one wrote; `unread`
    numbers of the letterhead are there but not legible, `by_hand` were read off a
    pen's strokes. `sideways`: the words run up or
    down the page (the engine reads such lines, too, but in a wrong order).
    """

    blocks: tuple[Line | Table, ...]
    confidence: float
    words: int
    turn: int = 0
    noise: int = 0
    unread: int = 0
    by_hand: int = 0
    sideways: bool = False

    def all_words(self) -> list[Word]:
        """The words of lines and cells."""
        lines = [block for block in self.blocks if isinstance(block, Line)]
        tables = [block for block in self.blocks if isinstance(block, Table)]
        return [word for line in [*lines, *cell_lines(tables)] for word in line.words]


def read_picture(
    image: PageImage, width: float | None, engine: OcrEngine, turn: int = 0
) -> Reading:
    """The words of the picture, turned clockwise by `turn` degrees before reading."""
    if turn:
        image = turned(image, turn)
    prepared = prepare(image, width)
    grids = find_grids(prepared.pixels, prepared.dpi)
    page = _without(grids, prepared)
    # Tesseract complains on standard error about an empty page, and costs time.
    words = engine.read(page, prepared.dpi) if _shows(page, prepared.dpi) else []
    words = reread_figures(words, page, prepared.dpi, engine)
    words, noise = cleaned(words)
    words = with_small_signs(with_romans(words, page), page)
    header = Header(words)
    if not turn or mean_confidence(words) >= _UPRIGHT:
        words, stamped = without_stamps(words, page, prepared.dpi)
        words, more = reread_ending(words, prepared, engine)
        noise += more + stamped
        header = reread_header(words, prepared, engine)
    lines = with_closing(to_lines(header.words, prepared))
    tables = []
    ruleless = erase_rules(prepared.pixels, prepared.dpi) if grids else None
    for grid in grids:
        table, more = _table(grid, prepared, ruleless, engine)
        tables.append(table)
        noise += more
    seen = [word for line in [*lines, *cell_lines(tables)] for word in line.words]
    return Reading(
        merge(lines, tables),
        mean_confidence(seen),
        len(seen),
        turn,
        noise,
        header.unread,
        header.by_hand,
        is_sideways(seen),
    )


def _without(grids: Sequence[RuledGrid], prepared: Prepared) -> Any:
    """The picture of a page with its tables painted white."""
    if not grids:
        return prepared.pixels
    page = prepared.pixels.copy()
    edge = round(0.03 * prepared.dpi)  # leaning rules reach beyond
    for grid in grids:
        rows = slice(max(grid.top - edge, 0), grid.bottom + edge)
        page[rows, max(grid.left - edge, 0) : grid.right + edge] = 255
    return page


def mean_confidence(words: Sequence[Word] | Sequence[OcrWord]) -> float:
    """The mean over the words, 0 where there are none."""
    return sum(w.confidence for w in words) / len(words) if words else 0.0


def is_sideways(words: Sequence[Word]) -> bool:
    """Whether most of the longer words are taller than wide."""
    tall = sum(
        w.box is not None and w.box.height > 1.3 * w.box.width and _is_long(w.text)
        for w in words
    )
    if tall < 0.5 * _LONG_WORDS:  # nearly all pages
        return False
    count = sum(w.box is not None and _is_long(w.text) for w in words)
    return count >= _LONG_WORDS and tall > 0.5 * count


def _is_long(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 3


def _shows(page: Any, dpi: float) -> bool:
    """Whether anything is left on a page without its tables (its edges aside)."""
    height, width = page.shape
    inner = page[height // 40 : height - height // 40, width // 40 : -(width // 40)]
    return bool(np.count_nonzero(inner < 140) >= (dpi * 0.06) ** 2)


def cleaned(words: Sequence[OcrWord]) -> tuple[list[OcrWord], int]:
    """The words without noise, line by line, and how many were left out."""
    kept: list[OcrWord] = []
    left_out = 0
    for _, group in groupby(words, key=_line_of):
        some, more = without_noise(list(group))
        kept += some
        left_out += more
    return kept, left_out


def _line_of(word: OcrWord) -> tuple[int, int, int]:
    return word.block, word.paragraph, word.line


def cell_lines(tables: Sequence[Table]) -> list[Line]:
    """All lines of the cells of these tables."""
    return [line for table in tables for cell in table.cells for line in cell.lines]


def to_lines(
    words: Sequence[OcrWord], prepared: Prepared, left: int = 0, top: int = 0
) -> list[Line]:
    """Lines of page points; `left`, `top`: where the words' picture was cut out."""
    lines: list[Line] = []
    for _, group in groupby(words, key=_line_of):
        made = tuple(
            Word(
                w.text,
                prepared.box(
                    left + w.left, top + w.top, left + w.right, top + w.bottom
                ),
                round(w.confidence, 3),
                w.others,
            )
            for w in group
        )
        lines.append(Line(" ".join(w.text for w in made), made, _around(made)))
    return lines


def _around(words: Sequence[Word]) -> Box | None:
    boxes = [w.box for w in words if w.box is not None]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def merge(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[Line | Table, ...]:
    """Tables put among the lines: each before the first line that lies below it."""
    blocks: list[Line | Table] = list(lines)
    for table in tables:
        at = len(blocks)
        for index, block in enumerate(blocks):
            if table.box and block.box and block.box.y0 >= table.box.y1 - 3:
                at = index
                break
        blocks.insert(at, table)
    return tuple(blocks)


def _table(
    grid: RuledGrid, prepared: Prepared, ruleless: Any, engine: OcrEngine
) -> tuple[Table, int]:
    """The table of a grid (each cell that holds ink is a block), and its noise."""
    cut: list[Any] = []
    places: list[tuple[int, int, int]] = []
    for index, cell in enumerate(grid.cells):
        left, top = cell.left + _INSET, cell.top + _INSET
        part = ruleless[top : cell.bottom - _INSET + 1, left : cell.right - _INSET + 1]
        if not _has_ink(part, prepared.dpi):
            continue
        cut.append(np.pad(part, _MARGIN, constant_values=255))
        places.append((index, left - _MARGIN, top - _MARGIN))
    answers = engine.read_many(cut, prepared.dpi, BLOCK)
    answers = reread_cells(cut, answers, prepared.dpi, engine)
    columns = [grid.cells[index].column for index, *_ in places]
    answers = with_commas(columns, cut, answers)
    lines: dict[int, tuple[Line, ...]] = {}
    noise = 0
    for (index, left, top), part, words in zip(places, cut, answers, strict=True):
        kept, more = cleaned(words)
        kept = with_romans(kept, part)
        cell = grid.cells[index]
        if cell.column == 0 and cell.row > 0:  # the head says "TT"
            kept = roman_cell(kept, part)
        lines[index] = tuple(to_lines(kept, prepared, left, top))
        noise += more
    cells = tuple(
        Cell(
            cell.row,
            cell.column,
            lines.get(index, ()),
            cell.row_span,
            cell.column_span,
            prepared.box(cell.left, cell.top, cell.right, cell.bottom),
        )
        for index, cell in enumerate(grid.cells)
    )
    box = prepared.box(grid.left, grid.top, grid.right, grid.bottom)
    return Table(grid.rows, grid.columns, cells, box), noise


def _has_ink(part: Any, dpi: float) -> bool:
    """Whether a cell's inside holds at least a full stop's worth of dark pixels."""
    if part.shape[0] < dpi * 0.05 or part.shape[1] < dpi * 0.05:
        return False
    return bool(np.count_nonzero(part < 140) >= (dpi * 0.02) ** 2)
