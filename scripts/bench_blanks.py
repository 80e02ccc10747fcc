"""Pages with nothing to read, for `bench_scans.py`: each kind spoils a white sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

Kind = Callable[[Any, np.random.Generator], None]
FONT = cv2.FONT_HERSHEY_COMPLEX


def plain(sheet: Any, chance: np.random.Generator) -> None:
    sheet[:] = int(chance.integers(200, 256))


def grey(sheet: Any, chance: np.random.Generator) -> None:
    noise = chance.normal(int(chance.integers(150, 215)), 6, sheet.shape[:2])
    sheet[:] = np.clip(noise, 0, 255).astype(np.uint8)[..., None]


def shining(sheet: Any, chance: np.random.Generator) -> None:
    """The other side's lines, mirrored and pale."""
    back = np.zeros(sheet.shape[:2], np.uint8)
    for y in range(200, 2100, 45):
        cv2.putText(back, "CAC SO, NGANH, DIA PHUONG", (150, y), FONT, 1.2, 255, 3)
    pale = back[:, ::-1] * chance.uniform(0.12, 0.25)
    sheet -= np.repeat(pale.astype(np.uint8)[..., None], 3, axis=2)


def dust(sheet: Any, chance: np.random.Generator) -> None:
    for x, y in chance.integers(0, [1650, 2330], (200, 2)):
        size = int(chance.integers(1, 5))
        sheet[y : y + size, x : x + size] = 30


def hairs(sheet: Any, chance: np.random.Generator) -> None:
    for x, y in chance.integers(200, [1400, 2100], (3, 2)):
        steps = np.arange(6)
        bend = np.stack([x + 18 * steps + chance.integers(-9, 9, 6), y + 9 * steps], 1)
        cv2.polylines(sheet, [bend.astype(np.int32)], False, (60, 60, 60), 2)


def edges(sheet: Any, chance: np.random.Generator) -> None:
    sheet[:, : int(chance.integers(20, 160))] = 20
    sheet[-int(chance.integers(20, 160)) :] = 35


def holes(sheet: Any, chance: np.random.Generator) -> None:
    x = int(chance.integers(90, 160))
    for y in (855, 1485):
        cv2.circle(sheet, (x, y), 22, (25, 25, 25), int(chance.choice([-1, 3])))


def stamp(sheet: Any, chance: np.random.Generator) -> None:
    colour = [(210, 40, 50), (40, 50, 160)][int(chance.integers(0, 2))]
    x, y = (int(v) for v in chance.integers(400, [1200, 1900]))
    cv2.circle(sheet, (x, y), 130, colour, 6)
    cv2.circle(sheet, (x, y), 80, colour, 3)
    cv2.drawMarker(sheet, (x, y), colour, cv2.MARKER_STAR, 60, 8)


KINDS: tuple[Kind, ...] = (
    plain,
    grey,
    shining,
    dust,
    hairs,
    edges,
    holes,
    stamp,
)
