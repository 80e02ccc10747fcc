"""Tables of figures without rules: their heads and doubtful figures read once more.

Lone figures have no neighbours to judge by. Where rows of figures tell the columns,
each doubtful one is read as a cell of a ruled table is, and their heads one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np

from ccndocs.ocr.cells import FIGURE, LINE, is_doubtful, reread_cells
from ccndocs.ocr.commas import with_commas
from ccndocs.ocr.engine import OcrEngine, OcrWord
from ccndocs.ocr.figured_heads import with_heads
from ccndocs.ocr.figured_rows import (
    DARK,
    FEWEST,
    FIGURES,
    MARGIN,
    Part,
    Row,
    Words,
    columns_of,
    edges_of,
    exchanged,
    is_figure,
    is_glued,
    joined,
    margined,
    rows_of,
    runs_of,
)
from ccndocs.ocr.level import shifted

_LEAST_INK = 25  # pixels: a lone "1" has twice as many


def reread_figures(
    words: Sequence[OcrWord], picture: Any, dpi: float, engine: OcrEngine
) -> Words:
    """The page's words, those of tables of figures without rules settled."""
    made = list(words)
    if sum(map(is_figure, made)) < FEWEST * FIGURES:
        return made
    high = median(word.bottom - word.top for word in made)
    for rows in runs_of(rows_of(made, high), high):
        columns = columns_of(rows, high)
        if len(columns) < FEWEST:
            continue
        made = with_heads(made, rows, columns, picture, dpi, engine)
        made = _with_names(made, rows, columns, picture, dpi, engine)
        made = _with_figures(made, rows, columns, picture, dpi, engine)
    return made


def _with_names(
    words: Words,
    rows: Sequence[Row],
    columns: Sequence[tuple[int, int]],
    picture: Any,
    dpi: float,
    engine: OcrEngine,
) -> Words:
    """The words, those parted that a row's wide spaces made one: "Trạm xửlý".

    The same cell alone has narrow spaces only.
    """
    cells: list[Part] = []
    held: list[Words] = []
    for left, right in edges_of(columns):
        for row in rows:
            cell = Part(left, row.top, right, row.bottom)
            own = [w for w in row.words if cell.holds(w)]
            if any(map(is_glued, own)):
                cells.append(cell)
                held.append(own)
    cut = margined(cells, picture)
    readings = engine.read_many(cut, dpi, LINE) if cut else []
    for cell, own, fresh in zip(cells, held, readings, strict=True):
        if len(fresh) > len(own) and joined(fresh) == joined(own):
            inner = Part(cell.left - MARGIN, cell.top - MARGIN, 0, 0)
            words = _with_cell(words, own, fresh, inner, own[0])
    return words


def _with_figures(
    words: Words,
    rows: Sequence[Row],
    columns: Sequence[tuple[int, int]],
    picture: Any,
    dpi: float,
    engine: OcrEngine,
) -> Words:
    """The words, doubtful figures read once more and decimals with their commas."""
    edges = _figure_columns(rows, columns)
    cells = [Part(a, row.top, b, row.bottom) for a, b in edges for row in rows]
    held = [
        [w for w in row.words if cell.holds(w)]
        for cell, row in zip(cells, [*rows] * len(edges), strict=True)
    ]
    parts = [cell.of(picture) for cell in cells]
    settled = [
        [shifted(word, -cell.left, -cell.top) for word in own]
        for cell, own in zip(cells, held, strict=True)
    ]
    doubtful = [
        at
        for at, (own, part) in enumerate(zip(held, parts, strict=True))
        if _is_unsure(own) and np.count_nonzero(part < DARK) > _LEAST_INK
    ]
    fresh = reread_cells(
        [parts[at] for at in doubtful],
        [settled[at] if any(map(is_figure, held[at])) else [] for at in doubtful],
        dpi,
        engine,
    )
    for at, found in zip(doubtful, fresh, strict=True):
        if any(FIGURE.fullmatch(word.text) for word in found):
            settled[at] = found
    settled = with_commas([cell.left for cell in cells], parts, settled)
    for cell, own, found in zip(cells, held, settled, strict=True):
        if [word.text for word in own] != [word.text for word in found]:
            words = _with_figure(words, own, found, cell, rows)
    return words


def _is_unsure(words: Sequence[OcrWord]) -> bool:
    return is_doubtful(words) or not any(FIGURE.fullmatch(w.text) for w in words)


def _with_figure(
    words: Words,
    own: Sequence[OcrWord],
    fresh: Sequence[OcrWord],
    cell: Part,
    rows: Sequence[Row],
) -> Words:
    """The words with what a cell gave; it is of the line of its row."""
    row = next(row for row in rows if row.top == cell.top)
    ahead = [w for w in row.words if w.right <= cell.left + 1]
    return _with_cell(
        words, own, fresh, cell, own[0] if own else (ahead or row.words)[-1]
    )


def _with_cell(
    words: Words,
    own: Sequence[OcrWord],
    fresh: Sequence[OcrWord],
    cell: Part,
    line: OcrWord,
) -> Words:
    """The words with what a cell gave; they stand in the line of that word."""
    made = [
        replace(
            shifted(word, cell.left, cell.top),
            block=line.block,
            paragraph=line.paragraph,
            line=line.line,
        )
        for word in fresh
    ]
    if own:
        return exchanged(words, own, made, line)
    at = next((i for i, word in enumerate(words) if word is line), len(words) - 1) + 1
    return [*words[:at], *made, *words[at:]]


def _figure_columns(
    rows: Sequence[Row], columns: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The columns of figures."""
    found: list[tuple[int, int]] = []
    for left, right in edges_of(columns):
        own = [
            [w for w in row.words if left <= (w.left + w.right) / 2 < right]
            for row in rows
        ]
        figures = [len(x) == 1 and FIGURE.fullmatch(x[0].text) for x in own]
        if 2 * sum(map(bool, figures)) >= len(rows):
            found.append((left, right))
    return found
