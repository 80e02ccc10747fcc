"""Commas of decimals: in a column of them the engine drops one or takes it for "/".

Neighbours tell that a figure is a decimal, the picture where its comma stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2

from ccndocs.ocr.engine import OcrWord

_DECIMAL = re.compile(r"\d{1,4},\d{1,2}")
_SLASHED = re.compile(r"(\d{1,4})/(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})")
_BARE = re.compile(r"\d{2,5}")
_UNSURE = 0.6  # the most that a figure with a mended comma can be worth
_DARK = 150
_TALL = 0.8  # of the highest: a digit
_LOW = 0.45  # … and a comma is no higher, and no wider
_SPECK = 4  # pixels

Words = list[OcrWord]


def with_commas(
    columns: Sequence[int], parts: Sequence[Any], cells: Sequence[Words]
) -> list[Words]:
    """The cells, "52/1", "52.1" or "521" as "52,1" in a column of decimals.

    `columns`: that of each cell, `parts`: its picture. A column that has more such
    fractions keeps them; "521" is "52,1" where the picture shows a comma there.
    """
    texts = [" ".join(word.text for word in words) for words in cells]
    made = list(cells)
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        if len(cells[index]) != 1 or _DECIMAL.fullmatch(text):
            continue
        others = [t for c, t in zip(columns, texts, strict=True) if c == column]
        if sum(bool(_DECIMAL.fullmatch(t)) for t in others) < 2:
            continue
        mended = _mended(text, others, parts[index])
        if mended is not None:
            word = cells[index][0]
            sure = min(word.confidence, _UNSURE)
            made[index] = [replace(word, text=mended, confidence=sure)]
    return made


def _mended(text: str, others: Sequence[str], part: Any) -> str | None:
    slashed, dotted = _SLASHED.fullmatch(text), _DOTTED.fullmatch(text)
    if slashed is not None:
        alone = sum("/" in other for other in others) == 1
        return ",".join(slashed.groups()) if alone else None
    if dotted is not None:
        return ",".join(dotted.groups())
    decimals = sum(bool(_DECIMAL.fullmatch(other)) for other in others)
    if 2 * decimals > len(others) and _BARE.fullmatch(text):
        return _shown(text, part)
    return None


def _shown(digits: str, part: Any) -> str | None:
    """The digits with a comma where the picture shows one between two of them."""
    if not part.size:  # OpenCV crashes on an empty picture
        return None
    ink = cv2.threshold(part, _DARK, 1, cv2.THRESH_BINARY_INV)[1]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = sorted(tuple(map(int, box)) for box in stats[1:] if box[4] >= _SPECK)
    highest = max((high for _, _, _, high, _ in boxes), default=0)
    tall = [box for box in boxes if box[3] >= _TALL * highest]
    small = [box for box in boxes if max(box[2], box[3]) <= _LOW * highest]
    if len(tall) != len(digits) or len(small) != 1 or len(boxes) != len(digits) + 1:
        return None
    left, top, _, high, _ = small[0]
    bottom = max(y + h for _, y, _, h, _ in tall)
    at = sum(box[0] < left for box in tall)
    if not 0 < at < len(digits) or top + high < bottom or top < bottom - _LOW * highest:
        return None
    return f"{digits[:at]},{digits[at:]}"
