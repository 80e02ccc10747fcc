"""Runs of ink found in packed pictures, as OpenCV finds them in plain ones."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from ccndocs.ocr.bits import (
    LEVEL,
    UPRIGHT,
    closed,
    grown,
    opened,
    packed,
    thickened,
    unpacked,
)

SIZES = [(37, 53), (8, 16), (1, 90), (61, 1)]


def ink_of(size: tuple[int, int], along: int) -> Any:
    """Runs of many lengths in one direction."""
    ink = (np.random.default_rng(3).random(size) < 0.25).astype(np.uint8) * 255
    return cv2.dilate(ink, kernel(along, 4))


def kernel(along: int, length: int) -> Any:
    return np.ones((1, length) if along == LEVEL else (length, 1), np.uint8)


@pytest.mark.parametrize("along", [LEVEL, UPRIGHT])
@pytest.mark.parametrize("size", SIZES)
def test_packed_ink_comes_back(size: tuple[int, int], along: int) -> None:
    ink = ink_of(size, along)
    back = unpacked(packed(ink, along), along, size[1 - along])
    assert np.array_equal(back, ink // 255)


@pytest.mark.parametrize("along", [LEVEL, UPRIGHT])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("length", [1, 3, 4, 7, 12])
@pytest.mark.parametrize(
    ("own", "theirs"),
    [(opened, cv2.MORPH_OPEN), (closed, cv2.MORPH_CLOSE), (grown, cv2.MORPH_DILATE)],
)
def test_runs_are_those_of_opencv(
    size: tuple[int, int], along: int, length: int, own: Any, theirs: int
) -> None:
    ink = ink_of(size, along)
    found = unpacked(own(packed(ink, along), along, length), along, size[1 - along])
    wanted = cv2.morphologyEx(ink, theirs, kernel(along, length))
    assert np.array_equal(found, wanted // 255)


@pytest.mark.parametrize("along", [LEVEL, UPRIGHT])
@pytest.mark.parametrize("size", SIZES)
def test_a_run_is_thickened_on_both_sides(size: tuple[int, int], along: int) -> None:
    ink = ink_of(size, along)
    found = unpacked(thickened(packed(ink, along), along), along, size[1 - along])
    wanted = cv2.dilate(ink, kernel(1 - along, 3))
    assert np.array_equal(found, wanted // 255)
