"""A seal's rings taken out of a picture without colours, the letters on them left.

A ring that crosses a name makes one stroke of it and the letters; what tells them apart
is the shape: a ring is a circle, and thin on most of its way. State bodies' seals are
34 to 42 mm across, drawn with a double ring outside and a single one within.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.level import DARK
from ccndocs.ocr.specks import components

_RADII = (0.58, 0.84)  # inches: seals of 30 to 42 mm
_COARSE = 75.0  # dots an inch are enough to see where the seal is
_SEEN = 0.35  # share of the circle that is dark, of a seal seen coarsely
_DRAWN = 0.27  # share of its way on which a ring is dark …
_PLAIN = 0.36  # … and on which its darkest line is
_ANGLES = 1440
_CROSSED = 0.012  # inches: ink that goes on this far beyond a ring is another stroke
_THICK = 0.05  # inches: no ring is thicker
_EDGE = 2  # dots beside a ring that are half ink
_SMALL = 0.075  # inches: the letters between the rings are smaller than a name's
_STAR = 0.2  # inches: what is larger in the middle is the coat of arms or a star


@dataclass(frozen=True, slots=True)
class _Circle:
    x: float
    y: float
    radius: float


def without_seal(picture: Any, dpi: float) -> list[Any]:
    """The picture without a seal's rings and letters; none where no seal is seen.

    In the first, ink beside a ring keeps the ring's ink there; in the second, only ink
    on both sides does. Which is better differs by letter: "Đ" on a ring keeps its stem
    in the first, "Th" its gap in the second.
    """
    ink = cv2.threshold(picture, DARK - 1, 1, cv2.THRESH_BINARY_INV)[1]
    circle = _find(ink, dpi)
    if circle is None:
        return []
    rolled = _rolled(ink, circle)
    bands = list(_bands(rolled, circle, dpi))
    return [
        _cleared(
            picture, ink, _ring_ink(rolled, bands, ink, circle, dpi, sides), circle, dpi
        )
        for sides in (1, 2)
    ]


def _find(ink: Any, dpi: float) -> _Circle | None:
    """The outer circle of a seal, at worst half cut off by the picture's edge."""
    room = round((_RADII[1] + 0.02) * dpi)
    wide = cv2.copyMakeBorder(ink, room, room, room, room, cv2.BORDER_CONSTANT, value=0)
    scale = _COARSE / dpi
    small = cv2.resize(
        wide.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    small = np.minimum(2 * small, 1)  # a thin ring is but half of a coarse dot
    best, found = _SEEN, None
    for radius in range(round(_RADII[0] * _COARSE), round(_RADII[1] * _COARSE) + 1):
        ring = np.zeros((2 * radius + 3, 2 * radius + 3), np.float32)
        cv2.circle(ring, (radius + 1, radius + 1), radius, 1.0, 1)
        dark = cv2.filter2D(
            small, -1, ring / ring.sum(), borderType=cv2.BORDER_CONSTANT
        )
        _, share, _, (x, y) = cv2.minMaxLoc(dark)
        if share > best:
            best, found = (
                share,
                _Circle((x + 0.5) / scale, (y + 0.5) / scale, radius / scale),
            )
    if found is None:
        return None
    exact = _settled(cv2.blur(wide.astype(np.float32), (3, 3)), found, 1.5 / scale)
    return _Circle(exact.x - room, exact.y - room, exact.radius)


def _settled(soft: Any, circle: _Circle, step: float) -> _Circle:
    """The darkest circle near one, found in ever smaller steps."""
    worth = _darkness(soft, circle)
    while step >= 0.5:
        nearby = [
            _Circle(circle.x + x * step, circle.y + y * step, circle.radius + r * step)
            for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
            for r in (-1, 0, 1)
        ]
        best = max(nearby, key=lambda c: _darkness(soft, c))
        if _darkness(soft, best) > worth + 1e-6:
            circle, worth = best, _darkness(soft, best)
        else:
            step /= 2
    return circle


def _darkness(soft: Any, circle: _Circle) -> float:
    angles = np.arange(720) * (2 * np.pi / 720)
    high, wide = soft.shape
    x = np.rint(circle.x + circle.radius * np.cos(angles)).astype(int)
    y = np.rint(circle.y + circle.radius * np.sin(angles)).astype(int)
    return float(soft[np.clip(y, 0, high - 1), np.clip(x, 0, wide - 1)].mean())


def _rolled(ink: Any, circle: _Circle) -> Any:
    """The seal unrolled: a row for each angle, a column for each dot outwards."""
    angles = np.arange(_ANGLES) * (2 * np.pi / _ANGLES)
    away = np.arange(round(1.12 * circle.radius))
    x = (circle.x + np.outer(np.cos(angles), away)).astype(np.float32)
    y = (circle.y + np.outer(np.sin(angles), away)).astype(np.float32)
    return cv2.remap(ink, x, y, cv2.INTER_NEAREST, borderValue=0)


def _bands(rolled: Any, circle: _Circle, dpi: float) -> Iterator[tuple[int, int]]:
    """From where to where, in dots from the middle, each ring lies."""
    dark = rolled.mean(axis=0)
    start: int | None = None
    for away in range(round(0.5 * circle.radius), len(dark)):
        if dark[away] >= _DRAWN:
            start = away if start is None else start
            continue
        if start is not None:
            thin = away - start <= _THICK * dpi
            if thin and dark[start:away].max() >= _PLAIN:
                yield max(start - _EDGE, 0), min(away + _EDGE, len(dark) - 1)
            start = None


def _ring_ink(
    rolled: Any,
    bands: list[tuple[int, int]],
    ink: Any,
    circle: _Circle,
    dpi: float,
    sides: int,
) -> Any:
    """1 where a ring lies that no other stroke crosses (`sides`: 2) or touches (1)."""
    far = max(2, round(_CROSSED * dpi))
    mask = np.zeros_like(rolled)
    for low, high in bands:
        within = rolled[:, max(low - far, 0) : low].min(axis=1)
        beyond = rolled[:, high : high + far].min(axis=1)
        mask[within + beyond < sides, low:high] = 1
    rows, columns = np.mgrid[0 : ink.shape[0], 0 : ink.shape[1]]
    x, y = columns - circle.x, rows - circle.y
    away = np.rint(np.hypot(x, y)).astype(int)
    turn = np.rint(np.arctan2(y, x) % (2 * np.pi) / (2 * np.pi) * _ANGLES).astype(int)
    return mask[turn % _ANGLES, np.minimum(away, mask.shape[1] - 1)] * (
        away < mask.shape[1]
    ).astype(np.uint8)


def _cleared(picture: Any, ink: Any, ring: Any, circle: _Circle, dpi: float) -> Any:
    """The picture without the ring's ink, the seal's own letters and its star."""
    left = cv2.subtract(ink, ring)
    _, labels, stats = components(left)
    middles = stats[:, :2] + stats[:, 2:4] / 2
    away = np.hypot(middles[:, 0] - circle.x, middles[:, 1] - circle.y) / circle.radius
    largest, least = stats[:, 2:4].max(axis=1), stats[:, 2:4].min(axis=1)
    own = (away > 0.6) & (away < 1.03) & (largest < _SMALL * dpi)
    own |= (away < 0.3) & (least > _STAR * dpi)
    own[0] = False
    left = cv2.subtract(left, own.astype(np.uint8)[labels])
    gone = cv2.subtract(ink, left)
    halo = cv2.subtract(
        cv2.dilate(gone, np.ones((5, 5), np.uint8)),
        cv2.dilate(left, np.ones((3, 3), np.uint8)),
    )
    return cv2.max(picture, cv2.max(gone, halo) * 255)
