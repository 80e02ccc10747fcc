"""Stamps in a frame beside the title: their words are no words of the document.

An office stamps what arrives ("SỞ NỘI VỤ / CÔNG VĂN ĐẾN / Số: … / Ngày: …", 50 by
35 mm) and what is urgent ("HỎA TỐC"). The engine joins such words to the lines beside
them ("CÔNG VĂN ĐẾN THÔNG BÁO") and gives a second number and date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.ending import OcrLine, Zone, lines_of
from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.specks import components
from ccndocs.vi.fold import fold_same
from ccndocs.vi.syllables import is_syllable

_UPPER = 0.5  # of the page: stamps stand beside or above the title
_WIDE = (0.5, 2.5)  # inches; a table's net is wider than 2.7
_HIGH = (0.15, 1.6)
_FULL = 0.9  # of its rectangle a stamp's inside takes
_SURE = 0.85
_EDGE = 0.05  # inches: a frame's own ink, read as "|" or "I."
_COUNTRY = re.compile(r"cong h[o0]a\b|d\Sc l\Sp\W{1,4}t\S do|dang c\Sng san")
# A number of its own, whom a letter goes to: no stamp holds them.
_OWN = re.compile(r"\W{0,2}s\S\s?[:.].*/\s?[a-z]{2}|\W*kinh g\Si|v/v")


def without_stamps(
    words: Sequence[OcrWord], pixels: Any, dpi: float
) -> tuple[list[OcrWord], int]:
    """The words of a page outside framed stamps below its letterhead; how many went."""
    head = _country_top(words, pixels.shape[0])
    if head is None:
        return list(words), 0
    frames = [
        frame
        for frame in stamp_frames(pixels, dpi)
        if frame.top > head and not _holds_own(words, frame)
    ]
    kept = [
        word
        for line in lines_of(words)
        for index, word in enumerate(line)
        if not any(f.holds(word) for f in frames) or _runs_on(line, index, frames)
    ]
    return kept, len(words) - len(kept)


def _runs_on(line: OcrLine, index: int, frames: Sequence[Zone]) -> bool:
    """Whether a word in a frame is of a line that runs on beside it.

    Stamps are put over the title's first words: those read surely stay.
    """
    for word, behind in pairwise(line[index:]):
        near = behind.left - word.right < 0.6 * (word.bottom - word.top)
        sure = word.confidence >= _SURE and is_syllable(word.text.strip(",.;").lower())
        if not near or not sure:
            return False
        if not any(f.holds(behind) for f in frames):
            return True
    return False


def _country_top(words: Sequence[OcrWord], height: int) -> int | None:
    """Where the country's name or its motto stands, None on a page without."""
    for line in lines_of(words):
        text = fold_same(" ".join(word.text for word in line))
        if line[0].top < _UPPER * height and _COUNTRY.search(text):
            return min(word.top for word in line)
    return None


def _holds_own(words: Sequence[OcrWord], frame: Zone) -> bool:
    """Whether words inside are the document's own: its number, "Kính gửi"."""
    for line in lines_of([word for word in words if frame.holds(word)]):
        if _OWN.match(fold_same(" ".join(word.text for word in line))):
            return True
    return False


def stamp_frames(pixels: Any, dpi: float) -> list[Zone]:
    """Frames of a stamp's size in the upper part of a level page, by the white inside.

    What touches a frame from outside (the title beside it) does not matter then.
    """
    upper = pixels[: round(pixels.shape[0] * _UPPER)]
    ink = (upper < 150).astype(np.uint8)
    ink = cv2.dilate(ink, np.ones((2, 2), np.uint8))[::2, ::2]  # half the size
    ink = cv2.dilate(ink, np.ones((3, 3), np.uint8))  # the frame's ink has holes
    _, labels, stats = components(1 - ink)
    inch = dpi / 2
    cells = []
    for index, (left, top, width, height, _) in enumerate(stats.tolist()):
        sized = _WIDE[0] * inch < width < _WIDE[1] * inch
        if index and sized and _HIGH[0] * inch < height < _HIGH[1] * inch:
            part = labels[top : top + height, left : left + width] == index
            if _is_box(part.astype(np.uint8)):
                cells.append(
                    (2 * left, 2 * top, 2 * (left + width), 2 * (top + height))
                )
    frames = _joined(cells, round(_EDGE * dpi))
    return [
        frame
        for frame in frames
        if frame.right - frame.left < (_WIDE[1] + 0.2) * dpi
        and frame.bottom - frame.top < (_HIGH[1] + 0.2) * dpi
    ]


def _joined(cells: Sequence[tuple[int, int, int, int]], edge: int) -> list[Zone]:
    """Frames with their edges, those that touch as one: stamps have rules within."""
    frames: list[Zone] = []
    for left, top, right, bottom in cells:
        frame = Zone(left - edge, top - edge, right + edge, bottom + edge)
        for other in [f for f in frames if _touch(f, frame)]:
            frames.remove(other)
            frame = Zone(
                min(frame.left, other.left),
                min(frame.top, other.top),
                max(frame.right, other.right),
                max(frame.bottom, other.bottom),
            )
        frames.append(frame)
    return frames


def _touch(one: Zone, other: Zone) -> bool:
    """Whether two frames share a place."""
    across = min(one.right, other.right) > max(one.left, other.left)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)


def _is_box(white: Any) -> bool:
    """Whether the white is a rectangle, turned a little or not, letters in it aside."""
    points = cv2.findNonZero(white)
    _, (width, height), _ = cv2.minAreaRect(points)
    hull = float(cv2.contourArea(cv2.convexHull(points)))
    return hull > _FULL * width * height
