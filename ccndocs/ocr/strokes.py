"""Ink in a gap of a line: a pen's marks, cut where two digits may touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

_DOT = 0.22  # times a printed digit's height: those of a dotted line are smaller
_SPARE = 0.05  # of the ink: what may be left out
_DARK, _PALE = 140, 200  # bounds of what is taken for ink
_LEANS = (0.0, 0.1, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where digits are expected: between two columns of a picture, on a line.

    `right` is negative where only a slash tells their end. `middle` is the row of the
    line's middle, `height` that of its printed digits. `slash`: about where that is.
    """

    left: float
    right: float
    middle: float
    height: float
    slash: float = -1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink that hangs together, or stands on one another: numbers of components."""

    left: int
    right: int
    top: int
    bottom: int
    numbers: tuple[int, ...]

    @property
    def middle(self) -> float:
        """Between its left and its right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A mark or a part of it; `mark` tells which."""

    mark: int
    left: int
    right: int
    small: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The strip of the page around the line: grey ink, and its components' numbers."""

    grey: Any
    labels: Any
    stats: Any
    middle: float
    height: float


def is_tall(mark: Mark, height: float) -> bool:
    """Whether it is as tall as a letter at least."""
    return mark.bottom - mark.top > 0.55 * height


def band_of(
    part: Any, sides: tuple[float, float], middle: float, height: float
) -> Band:
    """The strip with its ink; a pale pen's is found beside black print."""
    low, high = (min(max(round(x), 0), part.shape[1]) for x in sides)
    within = part[:, low:high] if high - low > 8 else part
    level, _ = cv2.threshold(within, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = (part < min(max(level, _DARK), _PALE)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return Band(_darker(part, ink), labels, stats, middle, height)


def marks_in(band: Band) -> list[Mark]:
    """The marks whose middle is near the line's, left to right."""
    height = band.height
    found: list[Mark] = []
    for number in sorted(
        range(1, len(band.stats)), key=lambda n: int(band.stats[n][0])
    ):
        left, top, wide, high, _ = (int(v) for v in band.stats[number])
        if not 0.3 * height < high < 2.6 * height or wide > 6 * height:
            continue
        if abs(top + high / 2 - band.middle) > 0.9 * height:
            continue
        mark = Mark(left, left + wide, top, top + high, (number,))
        if found and _stacked(found[-1], mark):
            last = found.pop()
            mark = Mark(
                last.left,
                max(last.right, mark.right),
                min(last.top, mark.top),
                max(last.bottom, mark.bottom),
                (*last.numbers, number),
            )
        found.append(mark)
    return found


def ink_is_left(band: Band, marks: Sequence[Mark], left: float, right: float) -> bool:
    """Whether more than dots stands in the gap beside the marks.

    Strokes that a scanner broke, or a digit that touches what is printed: what is read
    of such a gap may be a part of its number.
    """
    height = band.height
    taken = {number for mark in marks for number in mark.numbers}
    spare = 0
    for number in range(1, len(band.stats)):
        x, y, wide, high, area = (int(v) for v in band.stats[number])
        inside = min(x + wide, right) - max(x, left)
        if number in taken or inside <= 0:
            continue
        if y > band.middle + 0.75 * height or y + high < band.middle - 0.75 * height:
            continue
        if x < left or x + wide > right:  # of the print, or grown together with it
            if inside > 0.2 * height and high > 0.5 * height:
                return True
        elif max(wide, high) > _DOT * height:
            spare += area
    written = sum(int(band.stats[number][4]) for number in taken)
    return spare > _SPARE * written


def _darker(part: Any, ink: Any) -> Any:
    """White paper, and ink as dark as a good pen's."""
    if not ink.any():
        return part
    dark = float(np.percentile(part[ink > 0], 25))
    scale = 255 / max(255 - dark, 60)
    grey = 255 - np.clip((255 - part.astype(np.float32)) * scale, 0, 255)
    return np.where(ink > 0, grey, 255).astype(np.uint8)


def _stacked(one: Mark, other: Mark) -> bool:
    """Whether a mark stands over or under another, as the roof of a five does."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.6 * min(one.right - one.left, other.right - other.left)


def cropped(band: Band, mark: Mark) -> Any:
    """The mark's picture."""
    part = (slice(mark.top, mark.bottom), slice(mark.left, mark.right))
    mine = np.isin(band.labels[part], mark.numbers)
    return np.where(mine, band.grey[part], 255).astype(np.uint8)


def picture_of(
    band: Band, field: Any, pieces: Sequence[Piece], start: int, stop: int
) -> Any:
    """The picture of some neighbouring pieces."""
    left = min(p.left for p in pieces[start:stop])
    right = max(p.right for p in pieces[start:stop])
    part = field[:, left:right]
    mine = (part > start) & (part <= stop)
    return np.where(mine, band.grey[:, left:right], 255).astype(np.uint8)


def pieces_of(band: Band, marks: Sequence[Mark]) -> tuple[list[Piece], Any]:
    """The marks' pieces from left to right, and which one each pixel belongs to."""
    field: Any = np.zeros(band.labels.shape, np.int32)
    if not marks:
        return [], field
    inks = [np.nonzero(np.isin(band.labels, mark.numbers)) for mark in marks]
    middle = band.labels.shape[0] / 2
    lean = _lean(inks, middle)
    upright = [xs + lean * (ys - middle) for ys, xs in inks]
    pieces: list[Piece] = []
    for mark in sorted(range(len(marks)), key=lambda n: float(upright[n].mean())):
        (ys, xs), across = inks[mark], upright[mark]
        high = marks[mark].bottom - marks[mark].top
        edges = [-math.inf, *_cuts(across, high), math.inf]
        for low, stop in pairwise(edges):
            mine = (across >= low) & (across < stop)
            if not mine.any():
                continue
            field[ys[mine], xs[mine]] = len(pieces) + 1
            small = not is_tall(marks[mark], band.height)
            left, right = int(xs[mine].min()), int(xs[mine].max()) + 1
            pieces.append(Piece(mark, left, right, small))
    return pieces, field


def _lean(inks: Sequence[Any], middle: float) -> float:
    """How far the writing leans: then its columns are the most uneven."""
    ys = np.concatenate([ys for ys, _ in inks])
    xs = np.concatenate([xs for _, xs in inks])
    return max(_LEANS, key=lambda lean: _unevenness(xs + lean * (ys - middle)))


def _unevenness(across: Any) -> float:
    columns = np.bincount((across - across.min()).astype(int)).astype(float)
    return float((columns**2).sum())


def _cuts(across: Any, high: int) -> list[float]:
    """Where a mark may be two digits: its thinnest columns."""
    low = float(across.min())
    columns = np.bincount((across - low).astype(int)).astype(float)
    wide = len(columns)
    if wide < 0.55 * high:
        return []
    smooth = np.convolve(columns, np.ones(3) / 3, mode="same")
    edge, apart = max(round(0.15 * high), 2), max(round(0.09 * high), 2)
    inner = range(edge, wide - edge)
    found: list[int] = []
    for at in sorted(inner, key=lambda x: float(smooth[x])):
        if smooth[at] > 0.4 * high or len(found) == max(3, round(4 * wide / high)):
            break
        if all(abs(at - other) >= apart for other in found):
            found.append(at)
    return sorted(low + at for at in found)
