"""One digit written by hand, told by its strokes' directions; unsure ones are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from ccndocs.vi.tables import models_folder

NONE = 10
"""The class of what is no digit."""
HIDDEN = 96
_SIDE = 32
_CELL = 4
_ANGLES = 8
_SURE = 0.75  # of each net; then 99.5 % of other people's digits are right
_REACH = 1.7  # times a printed digit's height: what a line's band reaches up and down
_DARK, _PALE = 140, 200  # bounds of what is taken for ink
_CUTS = 12
_LONGEST = 9  # times that height: a number with its slash and the letters behind
_WIDTH = (_SIDE // _CELL) ** 2 * _ANGLES + 1


def features(picture: Any) -> Any | None:
    """Directions of edges by cell, and how slim it is; None where there is no ink."""
    ys, xs = np.nonzero(picture < 150)
    if len(ys) < 8:
        return None
    ink = 255 - picture[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    high, wide = ink.shape
    scale = (_SIDE - 8) / max(high, wide)
    size = max(round(wide * scale), 1), max(round(high * scale), 1)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(ink, size, interpolation=method)
    field: Any = np.zeros((_SIDE, _SIDE), np.float32)
    top, left = (_SIDE - size[1]) // 2, (_SIDE - size[0]) // 2
    field[top : top + size[1], left : left + size[0]] = small
    field = cv2.GaussianBlur(field, (0, 0), 1.0)
    dx = cv2.Sobel(field, cv2.CV_32F, 1, 0)
    dy = cv2.Sobel(field, cv2.CV_32F, 0, 1)
    strength = np.hypot(dx, dy)
    turn = (np.arctan2(dy, dx) / (2 * np.pi) * _ANGLES) % _ANGLES
    low = turn.astype(int) % _ANGLES
    share = turn - np.floor(turn)
    maps: Any = np.zeros((_ANGLES, _SIDE, _SIDE), np.float32)
    rows, columns = np.indices(low.shape)
    maps[low, rows, columns] += strength * (1 - share)
    maps[(low + 1) % _ANGLES, rows, columns] += strength * share
    smooth = cv2.GaussianBlur(
        np.ascontiguousarray(maps.transpose(1, 2, 0)), (0, 0), 2.0
    )
    cells = smooth[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL]
    found = np.sqrt(cells.ravel())
    found /= np.linalg.norm(found) + 1e-6
    return np.append(found * 8, min(wide / high, 2.0)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Place:
    """Where digits are expected: between two columns of a picture, on a line.

    `right` is negative where only a slash tells their end. `middle` is the row of the
    line's middle, `height` that of its printed digits.
    """

    left: float
    right: float
    middle: float
    height: float


def read_by_hand(picture: Any, place: Place) -> str | None:
    """The digits that a pen wrote there; None where one stroke is in doubt."""
    top = max(round(place.middle - _REACH * place.height), 0)
    low = max(round(place.left - place.height), 0)
    right = place.right if place.right > 0 else place.left + _LONGEST * place.height
    band = picture[
        top : round(place.middle + _REACH * place.height),
        low : round(right + place.height),
    ]
    if min(band.shape) < 8:
        return None
    marks = _marks(band, place.middle - top, place.height)
    marks = [m for m in marks if (m.left + m.right) / 2 >= place.left - low]
    inner: Sequence[_Mark]
    if place.right > 0:
        inner = [m for m in marks if (m.left + m.right) / 2 <= right - low]
    else:
        inner = _before_slash(marks, place.height)
    said = [_told(mark.picture) for mark in inner]
    return None if None in said or not said else "".join(text or "" for text in said)


def _before_slash(marks: Sequence[_Mark], height: float) -> Sequence[_Mark]:
    """The marks before a slim stroke that leans to the right and has letters behind.

    None where there is no such stroke: then nothing tells where a number ends.
    """
    for at, mark in enumerate(marks):
        slim = mark.right - mark.left <= 0.75 * height
        three = marks[at : at + 3]
        none = [m for m in three if _likeliest(m.picture)[0] == NONE]
        if slim and len(none) == 3 and _leans(mark.picture):
            return marks[:at]
    return []


def _leans(picture: Any) -> bool:
    """Whether the ink's upper half stands right of its lower one, as a slash's does."""
    ys, xs = np.nonzero(picture < 255)
    half = (ys.min() + ys.max()) / 2
    upper, lower = xs[ys < half], xs[ys >= half]
    wide = xs.max() - xs.min()
    return bool(len(upper) and len(lower) and upper.mean() - lower.mean() > 0.25 * wide)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Ink that hangs together, or stands on one another."""

    left: int
    right: int
    picture: Any


def _marks(band: Any, middle: float, height: float) -> list[_Mark]:
    """The marks as tall as letters whose middle is near the line's, left to right."""
    level, _ = cv2.threshold(band, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = (band < min(max(level, _DARK), _PALE)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    groups: list[tuple[int, int, list[int]]] = []
    for number in sorted(range(1, len(stats)), key=lambda n: int(stats[n][0])):
        left, top, wide, high, _ = (int(v) for v in stats[number])
        if not 0.3 * height < high < 2.4 * height or wide > 4 * height:
            continue
        if abs(top + high / 2 - middle) > 0.9 * height:
            continue
        if groups and _stacked(groups[-1], left, left + wide):
            first, last, numbers = groups[-1]
            groups[-1] = (first, max(last, left + wide), [*numbers, number])
        elif high > 0.55 * height:
            groups.append((left, left + wide, [number]))
    clean = np.where(ink > 0, band, 255)
    return [
        _Mark(
            left, right, np.where(np.isin(labels, numbers), clean, 255).astype(np.uint8)
        )
        for left, right, numbers in groups
    ]


def _stacked(group: tuple[int, int, list[int]], left: int, right: int) -> bool:
    """Whether a mark stands over or under another, as the roof of a five does."""
    shared = min(group[1], right) - max(group[0], left)
    return shared > 0.6 * min(group[1] - group[0], right - left)


def _told(picture: Any) -> str | None:
    """The digit, or the two that touch."""
    one = _digit(picture, _SURE)
    if one is not None:
        return one
    columns = np.nonzero((picture < 255).any(axis=0))[0]
    rows = np.nonzero((picture < 255).any(axis=1))[0]
    left, right = int(columns[0]), int(columns[-1]) + 1
    wide, high = right - left, int(rows[-1] - rows[0]) + 1
    if wide < 0.6 * high:
        return None
    ink = (picture < 255).sum(axis=0)
    best: tuple[float, str] | None = None
    span = range(left + round(0.25 * wide), left + round(0.75 * wide))
    for cut in sorted(span, key=lambda x: int(ink[x]))[:_CUTS]:
        halves = picture[:, left:cut], picture[:, cut:right]
        said = [_likeliest(half) for half in halves]
        sure = min(share for _, share in said)
        text = "".join(str(number) for number, _ in said)
        if NONE not in (said[0][0], said[1][0]) and (best is None or sure > best[0]):
            best = (sure, text)
    return best[1] if best is not None and best[0] >= _SURE else None


def _digit(picture: Any, least: float) -> str | None:
    number, share = _likeliest(picture)
    return str(number) if number != NONE and share >= least else None


def _likeliest(picture: Any) -> tuple[int, float]:
    """What the nets take the picture for, and how sure the least sure of them is."""
    found = features(picture)
    if found is None:
        return NONE, 1.0
    shares = [_softmax(_hidden(found, net) @ net[2] + net[3]) for net in _nets()]
    number = int(np.argmax(sum(shares)))
    return number, float(min(share[number] for share in shares))


def _hidden(found: Any, net: Sequence[Any]) -> Any:
    return np.maximum(found @ net[0] + net[1], 0)


def _softmax(values: Any) -> Any:
    shares = np.exp(values - values.max())
    return shares / shares.sum()


@lru_cache(maxsize=1)
def _nets() -> tuple[tuple[Any, ...], ...]:
    """The nets' weights: two layers each."""
    flat = np.fromfile(models_folder() / "digits" / "nets.bin", "<f2").astype(
        np.float32
    )
    shapes = ((_WIDTH, HIDDEN), (HIDDEN,), (HIDDEN, NONE + 1), (NONE + 1,))
    sizes = [int(np.prod(shape)) for shape in shapes]
    ends = np.cumsum(sizes)
    return tuple(
        tuple(
            part.reshape(shape)
            for part, shape in zip(np.split(net, ends[:-1]), shapes, strict=True)
        )
        for net in flat.reshape(-1, int(ends[-1]))
    )
