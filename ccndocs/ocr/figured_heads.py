"""Heads of figures that no rules part, each read as a block of its own.

The engine takes neighbours of different height for one line: of "Vốn đăng ký" above
"(tỷ đồng)" beside "Lao động", which stands level with the middle of both, it makes
"_— ý".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.engine import BLOCK, OcrEngine, OcrWord
from ccndocs.ocr.figured_rows import (
    DARK,
    FEWEST,
    MARGIN,
    Part,
    Row,
    Words,
    exchanged,
    is_glued,
    joined,
    margined,
    middle_of,
    pieces_of,
)
from ccndocs.ocr.level import shifted

_NARROW = 0.5  # of a line's height: what parts two heads
_ABOVE = 0.8  # … the most white between the lines of one head
_BELOW = 2.5  # … between the heads and the first row
_HIGHEST = 7.0  # … of the heads
_NEAR = 0.6  # … between the words of a line
_TALL = 1.6  # … a word: two lines read as one
_DOUBTFUL, _SURE = 0.8, 0.5
_LARGER = 1.5
_FIRST_BLOCK = 20_000  # so that the heads' lines are nobody else's


def with_heads(
    words: Words,
    rows: Sequence[Row],
    columns: Sequence[tuple[int, int]],
    picture: Any,
    dpi: float,
    engine: OcrEngine,
) -> Words:
    """The words, the heads above these rows read one by one if one is in doubt."""
    high = median(w.bottom - w.top for row in rows for w in row.words)
    zone = _head_zone(words, rows[0], columns, picture, high)
    if zone is None:
        return words
    cells = list(_head_cells(zone, columns, picture, high))
    held = [[w for w in words if cell.holds(w)] for cell in cells]
    if not any(_is_garbled(own, high) for own in held):
        return words
    cut = margined(cells, picture)
    for number, (cell, own, fresh) in enumerate(
        zip(cells, held, _read(cut, dpi, engine), strict=True)
    ):
        if not _is_better(fresh, own, high):
            continue
        block = _FIRST_BLOCK + 100 * rows[0].words[0].top + number
        right, down = cell.left - MARGIN, cell.top - MARGIN
        placed = [
            replace(shifted(word, right, down), block=block, paragraph=1, line=1)
            for word in fresh
        ]
        words = exchanged(words, own, placed, rows[0].words[0])
    return words


def _read(
    parts: Sequence[Any], dpi: float, engine: OcrEngine
) -> list[Sequence[OcrWord]]:
    """The words of each head; what is doubtful larger, if that makes it surer."""
    read: list[Sequence[OcrWord]] = [*engine.read_many(parts, dpi, BLOCK)]
    doubtful = [at for at, words in enumerate(read) if _surety(words) < _DOUBTFUL]
    larger = [_enlarged(parts[at]) for at in doubtful]
    again = engine.read_many(larger, dpi * _LARGER, BLOCK) if larger else []
    for at, words in zip(doubtful, again, strict=True):
        if _surety(words) > _surety(read[at]):
            read[at] = [_reduced(word) for word in words]
    return read


def _surety(words: Sequence[OcrWord]) -> float:
    return min((word.confidence for word in words), default=0.0)


def _enlarged(part: Any) -> Any:
    how = cv2.INTER_CUBIC
    return cv2.resize(part, None, fx=_LARGER, fy=_LARGER, interpolation=how)


def _reduced(word: OcrWord) -> OcrWord:
    """The word where it stands in the picture that was enlarged."""
    sides = (word.left, word.top, word.right, word.bottom)
    left, top, right, bottom = (round(side / _LARGER) for side in sides)
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def _is_garbled(words: Sequence[OcrWord], high: float) -> bool:
    """Whether a head was read unsurely, not at all, or two lines of it as one."""
    return (
        not words
        or any(map(is_glued, words))
        or min(word.confidence for word in words) < _DOUBTFUL
        or max(word.bottom - word.top for word in words) > _TALL * high
    )


def _is_better(fresh: Sequence[OcrWord], own: Sequence[OcrWord], high: float) -> bool:
    """Whether the second reading is surer, or tells words apart that were glued."""
    if not fresh:
        return False
    now = min(word.confidence for word in fresh)
    if joined(fresh) == joined(own):
        return len(fresh) > len(own)
    if not own:
        return now >= _SURE
    if max(word.bottom - word.top for word in own) > _TALL * high:
        return True
    return now > min(word.confidence for word in own)


def _head_zone(
    words: Sequence[OcrWord],
    first: Row,
    columns: Sequence[tuple[int, int]],
    picture: Any,
    high: float,
) -> Part | None:
    """The band of the heads above the first row; None where there is none."""
    left = max(round(columns[0][0] - 2 * high), 0)
    right = round(columns[-1][1] + 3 * high)
    bottom = max(min(w.top for w in first.words) - 2, 0)
    above = max(round(bottom - (_HIGHEST + _BELOW) * high), 0)
    inked = np.count_nonzero(picture[above:bottom, left:right] < DARK, axis=1) > 1
    runs = _stretches(inked)
    if not runs or bottom - above - runs[-1][1] > _BELOW * high:
        return None
    top = runs[-1][0]
    for low, low_end in reversed(runs[:-1]):
        line = [w for w in words if above + low <= middle_of(w) < above + low_end]
        if top - low_end > _ABOVE * high or _is_prose(line, columns, high):
            break
        top = low
    if bottom - above - top > _HIGHEST * high:
        return None
    return Part(left, max(above + top - 3, 0), right, bottom)


def _stretches(marked: Any) -> list[tuple[int, int]]:
    """Where a row of truths is true: starts and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _is_prose(
    words: Sequence[OcrWord], columns: Sequence[tuple[int, int]], high: float
) -> bool:
    """Whether a line runs on over several columns."""
    for left, right in pieces_of(sorted(words, key=lambda w: w.left), _NEAR * high):
        over = [at for at, (a, b) in enumerate(columns) if left < b and a < right]
        if len(over) >= FEWEST or (len(over) == FEWEST - 1 and 0 in over):
            return True
    return False


def _head_cells(
    zone: Part, columns: Sequence[tuple[int, int]], picture: Any, high: float
) -> Iterator[Part]:
    """The zone cut between its columns, where it shows white from top to bottom."""
    inked = np.count_nonzero(zone.of(picture) < DARK, axis=0) > 0
    cuts = [zone.left]
    for one, other in pairwise(columns):
        low, top = sum(one) // 2 - zone.left, sum(other) // 2 - zone.left
        white = [
            (a + low, b + low)
            for a, b in _stretches(~inked[low:top])
            if b - a >= _NARROW * high
        ]
        if white:
            a, b = max(white, key=lambda run: run[1] - run[0])
            cuts.append(zone.left + (a + b) // 2)
    for left, right in pairwise([*cuts, min(zone.right, picture.shape[1])]):
        yield Part(left, zone.top, right, zone.bottom)
