"""Ruled tables: which cells the rules make."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ccndocs.ocr.grid import erase_rules, find_grids
from ccndocs.ocr.prepare import to_grey
from ccndocs.types.page import PageImage


def places(image: np.ndarray) -> list[tuple[int, int, int, int]]:
    (grid,) = find_grids(image, 200.0)
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


CELLS = [
    (0, 0, 1, 3),
    (1, 0, 1, 1),
    (1, 1, 1, 1),
    (1, 2, 1, 1),
    (2, 0, 1, 1),
    (2, 1, 1, 1),
    (2, 2, 1, 1),
]


def test_merged_cell(ruled: PageImage) -> None:
    assert places(to_grey(ruled.pixels)) == CELLS


@pytest.mark.parametrize("degrees", [-0.4, 0.3])
def test_leaning_thin_rules(ruled: PageImage, degrees: float) -> None:
    grey = to_grey(ruled.pixels)
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    assert (
        places(cv2.warpAffine(grey, matrix, (width, height), borderValue=255)) == CELLS
    )


def test_broken_faint_rules(ruled: PageImage) -> None:
    grey = to_grey(ruled.pixels).copy()
    grey[:, 500:506] = 255
    grey[grey < 128] = 150
    assert places(grey) == CELLS


def test_text_underlines_and_frames_are_no_tables(letter: PageImage) -> None:
    grey = to_grey(letter.pixels).copy()
    cv2.line(grey, (300, 260), (900, 260), 0, 2)
    cv2.rectangle(grey, (100, 100), (1550, 2240), 0, 2)
    assert find_grids(grey, 200.0) == []


def test_rules_are_erased_and_letters_stay(ruled: PageImage, letter: PageImage) -> None:
    clean = erase_rules(to_grey(ruled.pixels), 200.0)
    assert find_grids(clean, 200.0) == []
    plain = to_grey(letter.pixels)
    lost = np.count_nonzero((plain < 128) & (erase_rules(plain, 200.0) > 128))
    assert lost < 0.001 * np.count_nonzero(plain < 128)


def test_more_strokes_than_short_numbers_count() -> None:
    """Hatching makes over 65,535 of them: a page like others, though without tables."""
    grey = np.full((4400, 4400), 255, np.uint8)
    for top in range(4, 4360, 24):
        grey[top : top + 12, ::9] = 0
    grey[100::400] = 0
    assert find_grids(grey, 40.0) == []
