"""Short table cells read once more where the engine was not sure.

A lone figure gives the engine no neighbours to judge by: of 114 cells of a clean page
it reads 3 to 7 wrong ("5" as "S", "9.239" as "9)25E8)"), nearly all with a confidence
below 0.8. The same cell cut close, as a single line and enlarged is misread otherwise,
so the reading that comes twice, or looks like a figure, is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.engine import OcrEngine, OcrWord

LINE = 7
"""Page segmentation: a single line."""

_DOUBTFUL = 0.85
_LONGEST = 12  # characters: a date; longer cells have neighbours enough
_HIGHEST = 0.25  # inch: more is more than a line
_PAD = 12
_TWICE, _FIGURE = 1.0, 0.35  # what they are worth beside a confidence of 0 to 1
_UNSURE = 0.6  # the most that a figure which no two readings share can be worth
_SCALES = (1.0, 1.5)

FIGURE = re.compile(
    r"[-+]?\d{1,3}(?:[.,]\d{1,3})*%?|\d{1,4}|\d{1,2}(?:/\d{1,2})?/(?:19|20)\d\d|"
    r"[IVX]{1,4}\.?|\d{1,2}\.\d{0,2}"
)
_STOPPED = re.compile(r"(\d,\d+|\d\.\d{3}|\d%)[.,:;']$")

Words = list[OcrWord]


def reread_cells(
    parts: Sequence[Any], answers: Sequence[Words], dpi: float, engine: OcrEngine
) -> list[Words]:
    """The cells' words, the doubtful short ones settled.

    `parts` are the pictures that the `answers` were read from.
    """
    settled = [without_stop(words) for words in answers]
    closer = {
        index: cut
        for index, (part, words) in enumerate(zip(parts, settled, strict=True))
        if is_doubtful(words) and (cut := _close(part, dpi)) is not None
    }
    readings: dict[int, list[Words]] = {index: [settled[index]] for index in closer}
    for scale in _SCALES:
        pictures = [_enlarged(part, scale) for part, _, _ in closer.values()]
        found = engine.read_many(pictures, dpi * scale, LINE)
        for (index, (_, x, y)), words in zip(closer.items(), found, strict=True):
            moved = [_moved(word, scale, x, y) for word in words]
            readings[index].append(without_stop(moved))
    for index, candidates in readings.items():
        settled[index] = best_of(candidates)
    return settled


def is_doubtful(words: Sequence[OcrWord]) -> bool:
    """Whether a cell is short and read unsurely, or not at all.

    Several words have one another for neighbours: "CCN Lạc Trạch" stays as it is.
    """
    if not words:
        return True
    text = "".join(word.text for word in words)
    alone = len(words) == 1 or any(c.isdigit() for c in text)
    return (
        alone and len(text) <= _LONGEST and min(w.confidence for w in words) < _DOUBTFUL
    )


def best_of(candidates: Sequence[Words]) -> Words:
    """The reading that comes twice, looks like a figure or is the surest.

    Of those that differ by a comma only, the one that has it: "71,2", not "712".
    What was read once only stays unsure, so that somebody looks at it.
    """
    texts = [" ".join(word.text for word in words) for words in candidates]
    often = Counter(texts)

    def worth(index: int) -> float:
        words = candidates[index]
        if not words:
            return 0.0
        least = min(word.confidence for word in words)
        figure = _FIGURE if FIGURE.fullmatch(texts[index]) else 0.0
        return least + figure + (_TWICE if often[texts[index]] > 1 else 0.0)

    best = max(range(len(candidates)), key=worth)
    alike = [i for i, text in enumerate(texts) if _joined(text) == _joined(texts[best])]
    taken = max(alike, key=lambda index: (len(texts[index]), -index))
    if often[texts[taken]] > 1:
        return candidates[taken]
    return [
        replace(w, confidence=min(w.confidence, _UNSURE)) for w in candidates[taken]
    ]


def _joined(text: str) -> str:
    return re.sub(r"(?<=\d)[.,/](?=\d)", "", text)


def without_stop(words: Words) -> Words:
    """A figure without the full stop that a speck or a rule's end gave it.

    "98%." and "7.874." stand for 98% and 7.874; "1." may be an item's number.
    """
    if len(words) != 1 or not _STOPPED.search(words[0].text):
        return words
    return [replace(words[0], text=words[0].text[:-1])]


def _close(part: Any, dpi: float) -> tuple[Any, int, int] | None:
    """The cell's ink alone, and where it was; None where it is more than a line."""
    rows, columns = np.nonzero(part < 150)
    if not rows.size:
        return None
    top, bottom = int(rows.min()), int(rows.max()) + 1
    left, right = int(columns.min()), int(columns.max()) + 1
    if bottom - top > _HIGHEST * dpi:
        return None
    return part[top:bottom, left:right], left, top


def _enlarged(part: Any, scale: float) -> Any:
    if scale != 1.0:
        cubic = cv2.INTER_CUBIC
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cubic)
    return np.pad(part, _PAD, constant_values=255)


def _moved(word: OcrWord, scale: float, left: int, top: int) -> OcrWord:
    """The word in pixels of the cell's picture."""
    return replace(
        word,
        left=round((word.left - _PAD) / scale) + left,
        right=round((word.right - _PAD) / scale) + left,
        top=round((word.top - _PAD) / scale) + top,
        bottom=round((word.bottom - _PAD) / scale) + top,
    )
