"""Pages that hold nothing: paper, dust, holes, dark edges, and what is read there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.shades import middle_shade
from ccndocs.types.page import PageImage, Word
from ccndocs.vi.syllables import is_syllable

_DARKER = 70  # than the paper: what shines through from the other side is less
_INK = 0.06  # inch: a square of it is less ink than a page number has
_SPECK, _TALLEST = 0.03, 2.0  # inches: dust is smaller, letters are not taller
_HOLE = 0.12  # inch: a solid blob as wide and high is no letter
_FEW = 40  # words: a page with more was written by someone
_SURE, _SURE_NUMBER = 0.6, 0.8
_DOUBTFUL, _SEVERAL = 0.4, 4


def is_blank(image: PageImage) -> bool:
    """Whether the page shows nothing that could be text.

    Only what is read later counts: red ink (a stamp) is white there.
    """
    some = image.pixels[::2, ::2]  # a quarter of the pixels tells as much
    grey = np.ascontiguousarray(some if some.ndim == 2 else some[..., 0])
    height, width = grey.shape
    edge_y, edge_x = height // 40, width // 40
    inner = grey[edge_y : height - edge_y, edge_x : width - edge_x]
    if not inner.size:
        return True
    limit = middle_shade(inner) - _DARKER
    _, ink = cv2.threshold(grey, limit, 1, cv2.THRESH_BINARY_INV)
    dpi = image.dpi / 2
    least = (dpi * _INK) ** 2
    if _count(ink[edge_y : height - edge_y, edge_x : width - edge_x]) < least:
        return True
    middle = ink[height // 5 : -height // 5, width // 5 : -width // 5]
    if _count(middle) > 0.01 * middle.size:
        return False  # nearly all pages: the rest costs 10 ms
    return _letters(ink, dpi) < least


def _count(ink: Any) -> int:
    return int(np.count_nonzero(ink))


def _letters(ink: Any, dpi: float) -> int:
    """How many pixels belong to what may be a letter or a line of joined ones.

    Specks are none, nor solid blobs (punched holes), nor what hangs on the picture's
    edge (the shadow of a book or lid).
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    left, top, wide, high, area = (stats[1:, i] for i in range(5))
    height, width = ink.shape
    hangs = (
        (left <= 1)
        | (top <= 1)
        | (left + wide >= width - 1)
        | (top + high >= height - 1)
    )
    speck = np.maximum(wide, high) < _SPECK * dpi
    solid = (np.minimum(wide, high) > _HOLE * dpi) & (area > 0.6 * wide * high)
    tall = high > _TALLEST * dpi
    return int(area[~(hangs | speck | solid | tall)].sum())


def is_scrap(words: Sequence[Word]) -> bool:
    """Whether nobody wrote these words: few, and none that can be trusted.

    A hole is read as "O", a hair as "/", a smudge as "Ẳ*". A number counts that was
    read surely, and a Vietnamese syllable of two letters or more; of less sure
    syllables it takes several, and most of the words must be such.
    """
    if len(words) >= _FEW or any(_is_number(word) for word in words):
        return False
    spoken = [word.confidence for word in words if _is_syllable(word)]
    doubtful = [sure for sure in spoken if sure >= _DOUBTFUL]
    several = len(doubtful) >= _SEVERAL and 2 * len(doubtful) > len(words)
    return not several and max(spoken, default=0.0) < _SURE


def _is_number(word: Word) -> bool:
    return any(c.isdigit() for c in word.text) and word.confidence >= _SURE_NUMBER


def _is_syllable(word: Word) -> bool:
    text = word.text.strip(".,;:!?()[]\"'“”‘’…/-–—*")
    cased = text in (text.lower(), text.upper(), text.title())
    return len(text) > 1 and cased and is_syllable(text.lower())
