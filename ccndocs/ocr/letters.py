"""Words drawn in the type of official documents, to be compared with a picture."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from ccndocs.vi.tables import models_folder

STYLES = ("bold", "regular")
EM, BASE = 64, 80
"""Pixels of the em, and the row of the base line in a drawn word."""
CAP = 42  # pixels from the base line to the top of a capital
_EDGE = 6  # paper on both sides of a letter's advance
_SPACE = EM // 4


@lru_cache(maxsize=1)
def _sheets() -> tuple[dict[str, Any], dict[tuple[str, str], tuple[int, int]]]:
    """The sheets as ink (0 to 255), and where each letter of each style begins."""
    folder = models_folder() / "letters"
    sheets = {style: _ink_of(folder / f"{style}.png") for style in STYLES}
    places = {}
    text = (folder / "letters.tsv").read_text(encoding="utf-8")
    for row in text.splitlines()[1:]:
        style, letter, left, width = row.split("\t")
        places[style, letter] = int(left), int(width)
    return sheets, places


def _ink_of(path: Path) -> Any:
    with Image.open(path) as sheet:
        return 255 - np.asarray(sheet)


def width(text: str, style: str) -> int:
    """Pixels that a text takes at EM."""
    _, places = _sheets()
    return sum(
        _SPACE if c == " " else places[style, c][1] - 2 * _EDGE
        for c in text
        if c == " " or (style, c) in places
    )


def can_draw(text: str) -> bool:
    """Whether there is a letter for each of the text's."""
    _, places = _sheets()
    return all(c == " " or (STYLES[0], c) in places for c in text)


@lru_cache(maxsize=512)
def drawn(text: str, style: str) -> Any:
    """The ink of a text at EM; its advance begins `_EDGE` pixels from the left."""
    sheets, places = _sheets()
    sheet = sheets[style]
    paper: Any = np.zeros((sheet.shape[0], width(text, style) + 2 * _EDGE), np.uint8)
    at = 0
    for letter in text:
        if letter == " ":
            at += _SPACE
            continue
        left, wide = places[style, letter]
        part = paper[:, at : at + wide]
        np.maximum(part, sheet[:, left : left + wide], out=part)
        at += wide - 2 * _EDGE
    return paper


def scaled(ink: Any, across: float, down: float, *, heavy: bool) -> Any:
    """The ink at another size; heavy: a pixel fatter, as stamps print."""
    high, wide = ink.shape
    size = max(round(wide * across), 3), max(round(high * down), 3)
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    return cv2.dilate(small, np.ones((3, 3), np.uint8)) if heavy else small
