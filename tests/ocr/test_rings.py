"""A black seal's rings go, the letters that they cross stay."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from ccndocs.ocr.rings import without_seal

DPI = 200.0
MIDDLE, RADIUS = (300, 250), 138  # 35 mm across


def page() -> Any:
    return np.full((560, 900), 255, np.uint8)


def sealed(picture: Any, radius: int = RADIUS) -> Any:
    drawn = picture.copy()
    for inset, line in ((0, 4), (8, 1), (48, 1)):
        cv2.circle(drawn, MIDDLE, radius - inset, 0, line)
    return drawn


def signed() -> Any:
    """A name that begins within the seal and ends to the right of it."""
    return cv2.putText(
        page(), "Trinh Cong Dau", (260, 340), cv2.FONT_HERSHEY_DUPLEX, 1.2, 0, 3
    )


def ink(picture: Any) -> Any:
    return picture < 140


@pytest.mark.parametrize("cleared", [0, 1])
def test_the_rings_go_and_the_letters_stay(cleared: int) -> None:
    letters = ink(signed())
    picture = without_seal(sealed(signed()), DPI)[cleared]
    rings = ink(sealed(page())) & ~letters
    assert ink(picture)[letters].mean() > 0.85
    assert ink(picture)[rings].mean() < 0.1


def test_what_stands_off_the_seal_is_untouched() -> None:
    picture = without_seal(sealed(signed()), DPI)[0]
    right = np.s_[:, MIDDLE[0] + RADIUS + 20 :]
    assert np.array_equal(picture[right], signed()[right])


def test_ink_on_one_side_of_a_ring_keeps_it_in_the_first_picture_only() -> None:
    stump = page()
    cv2.line(stump, (MIDDLE[0] + RADIUS + 2, 250), (MIDDLE[0] + RADIUS + 30, 250), 0, 9)
    kept, gone = (
        ink(p)[246:255, MIDDLE[0] + RADIUS - 2 : MIDDLE[0] + RADIUS + 2].mean()
        for p in without_seal(sealed(stump), DPI)
    )
    assert kept > 0.8 > 0.2 > gone


@pytest.mark.parametrize("radius", [60, 230])
def test_a_circle_that_is_no_seal_is_left(radius: int) -> None:
    assert without_seal(sealed(signed(), radius), DPI) == []


def test_text_without_a_seal_is_left() -> None:
    assert without_seal(signed(), DPI) == []


def test_a_seal_half_beyond_the_edge_is_found() -> None:
    part = np.ascontiguousarray(sealed(signed())[:, MIDDLE[0] - 30 :])
    rings = (
        ink(sealed(page()))[:, MIDDLE[0] - 30 :] & ~ink(signed())[:, MIDDLE[0] - 30 :]
    )
    assert ink(without_seal(part, DPI)[0])[rings].mean() < 0.1
