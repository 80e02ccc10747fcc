"""How dark a picture is: its middle shade."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np


def middle_shade(grey: Any) -> float:
    """The median of every fourth pixel of every fourth row: that of the paper.

    Counted by shade it takes a tenth of the time of numpy's median.
    """
    some = np.ascontiguousarray(grey[::4, ::4])
    counts = cv2.calcHist([some], [0], None, [256], [0, 256]).ravel()
    below = np.cumsum(counts.astype(np.int64))
    # Of an even number of pixels the mean of the two in the middle, as numpy has it.
    middles = ((some.size - 1) // 2, some.size // 2)
    low, high = (int(np.searchsorted(below, rank, "right")) for rank in middles)
    return (low + high) / 2
