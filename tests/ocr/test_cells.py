"""Short cells that are read a second time."""

from __future__ import annotations

import numpy as np
import pytest

from ccndocs.ocr.cells import (
    FIGURE,
    best_of,
    is_doubtful,
    reread_cells,
    without_stop,
)
from ccndocs.ocr.engine import OcrWord

from .conftest import FakeEngine


def read(*words: tuple[str, float]) -> list[OcrWord]:
    return [OcrWord(text, 0, 0, 10, 10, sure) for text, sure in words]


def texts(words: list[OcrWord]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        ([("5", 0.5)], True),
        ([("5", 0.95)], False),
        ([("12", 0.95), ("ha", 0.6)], True),
        ([("Chợ", 0.6)], True),
        ([("Lạc", 0.6), ("Trạch", 0.9)], False),
        ([("Sở", 0.6), ("Công", 0.6), ("Thương", 0.6), ("tỉnh", 0.6)], False),
    ],
)
def test_short_unsure_cells_are_doubtful(
    words: list[tuple[str, float]], expected: bool
) -> None:
    assert is_doubtful(read(*words)) is expected


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([("9)25E8)", 0.0), ("9.239", 0.6), ("9.239", 0.5)], "9.239"),
        ([("S", 0.7), ("5", 0.6), ("m", 0.8)], "5"),
        ([("IH", 0.6), ("III", 0.5), ("IH", 0.1)], "IH"),  # said twice
        ([("Chợ", 0.8), ("Chọ", 0.5), ("Cho", 0.6)], "Chợ"),
        ([("5", 0.5), ("2", 0.6), ("3", 0.4)], "2"),
        ([("71,2", 0.83), ("712", 0.81), ("712", 0.8)], "71,2"),
    ],
)
def test_two_readings_or_a_figure_win(
    candidates: list[tuple[str, float]], expected: str
) -> None:
    assert texts(best_of([read(one) for one in candidates])) == expected


def test_what_was_read_once_is_better_than_nothing() -> None:
    assert texts(best_of([[], [], read(("7", 0.3))])) == "7"
    assert best_of([[], [], []]) == []


@pytest.mark.parametrize(
    ("candidates", "sure"),
    [
        ((("71,2", 0.8), ("712", 0.95), ("712", 0.95)), 0.6),
        ((("71,2", 0.8), ("71,2", 0.9), ("712", 0.95)), 0.8),
        ((("5", 0.95), ("S", 0.7), ("8", 0.7)), 0.6),
    ],
)
def test_a_figure_that_no_two_readings_share_stays_unsure(
    candidates: tuple[tuple[str, float], ...], sure: float
) -> None:
    (word,) = best_of([read(one) for one in candidates])
    assert word.confidence == sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98%.", "98%"),
        ("7.874.", "7.874"),
        ("12,5,", "12,5"),
        ("2.1.", "2.1."),
        ("1.", "1."),
        ("a)", "a)"),
        ("2.1.1.", "2.1.1."),
        ("ha.", "ha."),
    ],
)
def test_a_figure_ends_without_a_stop(text: str, expected: str) -> None:
    assert texts(without_stop(read((text, 0.9)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", True),
        ("1.234.567,5", True),
        ("45%", True),
        ("2031", True),
        ("30/6/2031", True),
        ("02/2033", True),
        ("IV.", True),
        ("3.2", True),
        ("9)25E8)", False),
        ("5:0/0", False),
        ("D,037", False),
    ],
)
def test_figures_are_told(text: str, expected: bool) -> None:
    assert bool(FIGURE.fullmatch(text)) is expected


def test_a_doubtful_cell_is_cut_close_and_read_twice_more() -> None:
    sheet = np.full((60, 200), 255, np.uint8)
    sheet[20:40, 50:70] = 0
    sure, unsure = read(("Sở", 0.95)), read(("S", 0.5))
    one = [OcrWord("5", 12, 12, 32, 32, 0.9)]
    two = [OcrWord("5", 12, 12, 42, 42, 0.8)]
    engine = FakeEngine(one, two)
    first, second = reread_cells([sheet, sheet], [sure, unsure], 200.0, engine)
    assert first == sure
    assert engine.shapes == [(44, 44), (54, 54)]
    (word,) = second
    assert (word.text, word.left, word.top) == ("5", 50, 20)
    assert (word.right, word.bottom) == (70, 40)


def test_cells_of_several_lines_are_left_alone() -> None:
    sheet = np.full((200, 200), 255, np.uint8)
    sheet[20:150, 50:70] = 0
    engine = FakeEngine()
    unsure = read(("S", 0.5))
    assert reread_cells([sheet], [unsure], 200.0, engine) == [unsure]
    assert engine.shapes == []
