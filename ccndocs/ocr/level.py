"""A line cut out of a picture and made level: stamps stand up to 6 degrees askew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.engine import OcrWord

DARK = 150
ABOVE, BELOW = 1.0, 0.85
"""Times a letter's height that a strip reaches above and below the line's middle."""
AFTER = 2.2


def level_strip(
    picture: Any, words: Sequence[OcrWord], before: float
) -> tuple[Any, Any, tuple[int, int, int, int]]:
    """The words' line made level, the matrix back, and the words' box in it.

    `before`: how many times the letters' height of room is left before the words.
    """
    left, right = min(w.left for w in words), max(w.right for w in words)
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    high = median(w.bottom - w.top for w in words)
    inner = picture[max(top - 6, 0) : bottom + 6, max(left - 4, 0) : right + 4]
    angle = _slope(inner)
    low = max(round(left - before * high), 0)
    above = max(round(top - 1.2 * high), 0)
    part = picture[
        above : round(bottom + 1.2 * high), low : round(right + AFTER * high)
    ]
    middle = ((left + right) / 2 - low, (top + bottom) / 2 - above)
    forth = cv2.getRotationMatrix2D(middle, -angle, 1.0)
    height, width = part.shape
    level = cv2.warpAffine(
        part, forth, (width, height), flags=cv2.INTER_CUBIC, borderValue=255
    )
    first = max(round(middle[1] - ABOVE * high), 0)
    strip = level[first : round(middle[1] + BELOW * high)]
    back = cv2.invertAffineTransform(forth)
    back[:, 2] += back[:, :2] @ np.array([0.0, first]) + np.array([low, above])
    shift = above + first
    box = (left - low, max(top - shift, 0), right - low, bottom - shift)
    return np.ascontiguousarray(strip), back, box


def _slope(part: Any) -> float:
    """Degrees by which the line in the picture rises: stamps stand up to 5 askew."""
    best = max(np.arange(-6.0, 6.1, 1.0), key=lambda angle: _sharpness(part, angle))
    near = (best - 0.5, best, best + 0.5)
    return float(max(near, key=lambda angle: _sharpness(part, angle)))


def _sharpness(part: Any, angle: float) -> float:
    """How much the rows' ink varies once turned back; of two angles the smaller."""
    height, width = part.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -float(angle), 1.0)
    turned = cv2.warpAffine(part, turn, (width, height), borderValue=255)
    sums = np.count_nonzero(turned < DARK, axis=1).astype(float)
    return float(np.sum(np.diff(sums) ** 2)) - 0.01 * abs(float(angle))


def placed(word: OcrWord, scale: float, back: Any, corner: tuple[int, int]) -> OcrWord:
    """The word where it stands on the page; boxes stay upright."""
    sides = [(v - 20) / scale for v in (word.left, word.top, word.right, word.bottom)]
    x, y = back @ ((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2, 1.0)
    wide, high = (sides[2] - sides[0]) / 2, (sides[3] - sides[1]) / 2
    return replace(
        word,
        left=round(x - wide + corner[0]),
        right=round(x + wide + corner[0]),
        top=round(y - high + corner[1]),
        bottom=round(y + high + corner[1]),
    )


def shifted(word: OcrWord, x: int, y: int) -> OcrWord:
    """The word moved by so many pixels."""
    return replace(
        word,
        left=word.left + x,
        right=word.right + x,
        top=word.top + y,
        bottom=word.bottom + y,
    )
