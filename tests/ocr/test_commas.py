"""Commas of decimals, by their neighbours and by the picture."""

from __future__ import annotations

import numpy as np
import pytest

from ccndocs.ocr.commas import with_commas
from ccndocs.ocr.engine import OcrWord

from .conftest import draw


def read(text: str) -> list[OcrWord]:
    return [OcrWord(text, 0, 0, 10, 10, 0.9)]


def texts(words: list[OcrWord]) -> str:
    return " ".join(word.text for word in words)


def shown(text: str) -> np.ndarray:
    """The picture of a cell that shows this."""
    picture = np.array(draw([(10, 10, 14, text)]).convert("L"))
    return picture[:90, :300]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["38,6", "52/1", "40,25"], ["38,6", "52,1", "40,25"]),
        (["38,6", "52.1", "40,25"], ["38,6", "52,1", "40,25"]),
        (["38,6", "5.210", "40,25"], ["38,6", "5.210", "40,25"]),
        (["38,6", "5/10", "7/10"], ["38,6", "5/10", "7/10"]),
        (["12", "52/1", "40,25"], ["12", "52/1", "40,25"]),
    ],
)
def test_another_sign_among_decimals_is_a_comma(
    column: list[str], expected: list[str]
) -> None:
    cells = [read(text) for text in ("1/2", *column)]
    columns = [0, *[1] * len(column)]
    blank = [np.full((40, 90), 255, np.uint8)] * len(cells)
    made = with_commas(columns, blank, cells)
    assert [texts(words) for words in made] == ["1/2", *expected]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [("47,3", "47,3"), ("473", "473"), ("47.3", "47,3"), ("4,7,3", "473")],
)
def test_a_comma_that_the_picture_shows_is_put_back(
    picture: str, expected: str
) -> None:
    """A worn one looks like a full stop; two are none of a decimal."""
    cells = [read(text) for text in ("38,6", "473", "40,25")]
    parts = [shown("38,6"), shown(picture), shown("40,25")]
    made = with_commas([1, 1, 1], parts, cells)
    assert [texts(words) for words in made] == ["38,6", expected, "40,25"]
    assert made[0] == cells[0]


def test_an_empty_picture_shows_no_comma() -> None:
    cells = [read(text) for text in ("38,6", "473", "40,25")]
    parts = [np.zeros((0, 0), np.uint8)] * len(cells)
    assert with_commas([1, 1, 1], parts, cells) == cells
