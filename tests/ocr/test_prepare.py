"""Preparation: what is taken off the picture, and the way back to the page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ccndocs.ocr.prepare import is_bilevel, prepare, to_grey, turned
from ccndocs.ocr.specks import without_specks
from ccndocs.types.page import PageImage


def rotated(image: PageImage, degrees: float) -> PageImage:
    """The picture with its lines falling to the right by so many degrees."""
    height, width = image.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    pixels = cv2.warpAffine(
        image.pixels, matrix, (width, height), borderValue=(255, 255, 255)
    )
    return PageImage(pixels, image.dpi)


@pytest.mark.parametrize("angle", [-4.3, -1.5, -0.4, 0.0, 0.7, 2.2, 4.8])
def test_skew_is_found(letter: PageImage, angle: float) -> None:
    prepared = prepare(rotated(letter, angle), 595.0)
    assert prepared.angle == pytest.approx(angle, abs=0.12)


@pytest.mark.parametrize("angle", [0.0, 3.0])
def test_places_lead_back_to_the_page(letter: PageImage, angle: float) -> None:
    pixels = np.full_like(letter.pixels, 255)
    pixels[600:620, 300:360] = 0
    marked = PageImage(np.minimum(letter.pixels, pixels), letter.dpi)
    leaning = rotated(marked, angle)
    prepared = prepare(leaning, 595.0)
    back = prepared.box(300, 600, 360, 620)
    height, width = letter.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -prepared.angle, 1.0)
    x, y = matrix @ np.array([330.0, 610.0, 1.0]) * 72 / 200
    assert ((back.x0 + back.x1) / 2, (back.y0 + back.y1) / 2) == pytest.approx(
        (x, y), abs=0.5
    )
    assert back.width == pytest.approx(60 * 72 / 200, abs=0.1)


def test_red_stamp_turns_white() -> None:
    pixels = np.full((20, 20, 3), 255, np.uint8)
    pixels[:, :10] = (220, 30, 40)
    pixels[:, 10:15] = (20, 30, 120)
    grey = to_grey(pixels)
    assert grey[0, 0] > 200
    assert grey[0, 12] < 60


def test_coarse_black_and_white_is_enlarged(letter: PageImage) -> None:
    small = cv2.resize(letter.pixels, None, fx=0.75, fy=0.75)
    black = np.where(small < 128, 0, 255).astype(np.uint8)
    assert is_bilevel(to_grey(black))
    prepared = prepare(PageImage(black, 150.0), 595.0)
    assert prepared.dpi == pytest.approx(200)
    assert prepared.box(0, 0, 200, 200).width == pytest.approx(72, abs=0.2)
    grey = prepare(PageImage(cv2.GaussianBlur(black, (0, 0), 1.5), 150.0), 595.0)
    assert grey.dpi == 150


def test_a_black_and_white_scan_drawn_anew_is_still_one(letter: PageImage) -> None:
    black = np.where(letter.pixels < 128, 0, 255).astype(np.uint8)
    height, width = black.shape[:2]
    drawn = cv2.resize(black, (width + 1, height), interpolation=cv2.INTER_LINEAR)
    assert is_bilevel(to_grey(drawn))
    assert not is_bilevel(cv2.GaussianBlur(to_grey(black), (0, 0), 1.2))


def test_lone_specks_go_and_dots_of_letters_stay(letter: PageImage) -> None:
    black = np.where(to_grey(letter.pixels) < 128, 0, 255).astype(np.uint8)
    specked = black.copy()
    for y, x in ((2200, 300), (1400, 800), (150, 60)):
        specked[y : y + 3, x : x + 3] = 0
    assert np.array_equal(without_specks(specked, 200.0), black)


def test_fine_pictures_are_reduced_to_200_dpi(letter: PageImage) -> None:
    large = cv2.resize(letter.pixels, None, fx=1.5, fy=1.5)
    prepared = prepare(PageImage(large, 300.0), 595.0)
    assert prepared.dpi == pytest.approx(200)
    assert prepared.box(0, 0, 200, 200).width == pytest.approx(72, abs=0.2)


def test_turned_clockwise() -> None:
    pixels = np.array([[1, 2], [3, 4]], np.uint8)
    assert turned(PageImage(pixels, 200.0), 90).pixels.tolist() == [[3, 1], [4, 2]]
