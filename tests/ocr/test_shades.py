"""The middle shade of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from ccndocs.ocr.shades import middle_shade


@pytest.mark.parametrize("size", [(40, 40), (44, 36), (4, 8), (1, 1), (5, 3)])
@pytest.mark.parametrize("most", [2, 256])
def test_it_is_the_median_of_every_fourth_pixel(
    size: tuple[int, int], most: int
) -> None:
    grey = np.random.default_rng(7).integers(0, most, size).astype(np.uint8)
    assert middle_shade(grey) == float(np.median(grey[::4, ::4]))
