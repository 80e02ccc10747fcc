"""One digit written by hand, told by its strokes' directions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from ccndocs.vi.tables import models_folder

NONE = 10
"""The class of what is no digit."""
BAR = 11
"""The class of a bare stroke: a one without a flag, or a slash."""
CLASSES = 12
HIDDEN = 160
_SIDE = 32
_CELL = 4
_ANGLES = 8
_ROWS = 4  # at once: for more OpenBLAS wakes threads, which cost a fifth of a page
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


def shares(pictures: Sequence[Any]) -> Any:
    """For each picture and class: how sure the least sure of the nets is."""
    rows = [features(picture) for picture in pictures]
    there = [row for row in rows if row is not None]
    found: Any = np.zeros((len(rows), CLASSES), np.float32)
    found[:, NONE] = 1.0
    if there:
        stacked = np.stack(there)
        said = [_softmax(_said(stacked, net)) for net in _nets()]
        found[[row is not None for row in rows]] = np.min(said, axis=0)
    return found


def _said(found: Any, net: Sequence[Any]) -> Any:
    parts = [found[at : at + _ROWS] for at in range(0, len(found), _ROWS)]
    hidden = [np.maximum(part @ net[0] + net[1], 0) for part in parts]
    return np.concatenate(hidden) @ net[2] + net[3]


def _softmax(values: Any) -> Any:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@lru_cache(maxsize=1)
def _nets() -> tuple[tuple[Any, ...], ...]:
    """The nets' weights: two layers each."""
    flat = np.fromfile(models_folder() / "digits" / "nets.bin", "<f2").astype(
        np.float32
    )
    shapes = ((_WIDTH, HIDDEN), (HIDDEN,), (HIDDEN, CLASSES), (CLASSES,))
    sizes = [int(np.prod(shape)) for shape in shapes]
    ends = np.cumsum(sizes)
    return tuple(
        tuple(
            part.reshape(shape)
            for part, shape in zip(np.split(net, ends[:-1]), shapes, strict=True)
        )
        for net in flat.reshape(-1, int(ends[-1]))
    )
