"""A surname under a seal is told by what is left of its letters, or not at all."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from ccndocs.ocr.covered import bears_out, best_ranked, covered_words, rank
from ccndocs.ocr.letters import BASE, can_draw, drawn, scaled, width

SCALE = 0.6  # 14 points at 200 dpi


def line(name: str, style: str = "bold") -> tuple[Any, tuple[int, int, int, int]]:
    """A picture of the name, and the box of all but its surname."""
    first, rest = name.split(" ", 1)
    ink = scaled(drawn(name, style), SCALE, SCALE, heavy=False)
    paper = np.full((ink.shape[0] + 20, ink.shape[1] + 120), 255, np.uint8)
    paper[10 : 10 + ink.shape[0], 80 : 80 + ink.shape[1]] = 255 - ink
    left = 80 + round(width(f"{first} ", style) * SCALE)
    right = left + round(width(rest, style) * SCALE)
    base = 10 + round(BASE * SCALE)
    return paper, (left, base - 28, right, base + 3)


def sealed(paper: Any, shade: int = 0, low: int = 26) -> Any:
    """The picture with a seal's two rings over the surname."""
    covered = paper.copy()
    for radius, thick in ((150, 5), (138, 2)):
        cv2.circle(covered, (95, low - 135), radius, shade, thick)
    return covered


@pytest.mark.parametrize("shade", [0, 255])
@pytest.mark.parametrize(
    "name", ["Nguyễn Văn Lạc", "Trần Thị Sen", "Lê Minh", "Phạm Quý Thu", "Đỗ Hà An"]
)
def test_the_letters_left_tell_the_surname(name: str, shade: int) -> None:
    paper, box = line(name)
    first, rest = name.split(" ", 1)
    assert covered_words([(sealed(paper, shade, 40), box)], rest) == (first,)


@pytest.mark.parametrize("shade", [0, 255])
@pytest.mark.parametrize("name", ["Phạm Văn Duệ", "Nguyễn Thị Bến", "Huỳnh Đức Lượm"])
def test_a_middle_name_told_leads_on_to_the_surname(name: str, shade: int) -> None:
    paper, box = line(name)
    surname, middle, last = name.split()
    left = box[0] + round(width(f"{middle} ", "bold") * SCALE)
    shown = [(sealed(paper, shade, 36), (left, *box[1:]))]
    assert covered_words(shown, last) == (surname, middle)


@pytest.mark.parametrize("shade", [0, 255])
def test_a_rare_surname_is_not_taken_for_a_common_one(shade: int) -> None:
    paper, box = line("Lò Thị Bến")
    shown = [(sealed(paper, shade, 36), box)]
    assert covered_words(shown, "Thị Bến") in ((), ("Lò",))


def test_a_surname_that_may_be_a_middle_name_is_no_whole_name() -> None:
    """What is left of "Lê Hoàng Anh" may be its end."""
    paper, box = line("Hoàng Lễm")
    assert covered_words([(sealed(paper, 0, 36), box)], "Lễm") == ()


def test_a_surname_read_otherwise_must_be_borne_out() -> None:
    paper, box = line("Cao Viết Sảng")
    ranked = best_ranked([(paper, box)], "Viết Sảng")
    assert bears_out(ranked, "Cao")
    assert not bears_out(ranked, "Tiết")
    assert not bears_out([], "Cao")


def test_a_surname_of_which_nothing_is_left_is_not_guessed() -> None:
    paper, box = line("Nguyễn Văn Lạc")
    for shade in (0, 255):
        blot = paper.copy()
        blot[:, : box[0] - 5] = shade
        assert covered_words([(blot, box)], "Văn Lạc") == ()


def test_surnames_too_alike_to_choose_are_not_guessed() -> None:
    paper, box = line("Dương Văn Lạc")
    blot = paper.copy()
    blot[:, 70 : box[0] - 55] = 0  # the bar of the first letter is what differs
    assert covered_words([(blot, box)], "Văn Lạc") == ()


def test_a_rest_in_another_type_says_nothing() -> None:
    paper, box = line("Nguyễn Văn Lạc")
    assert rank(paper, box, "Hữu Thọ") == []


def test_the_picture_with_more_left_of_the_letters_counts() -> None:
    paper, box = line("Vũ Thị Mơ", "regular")
    blot = paper.copy()
    blot[:, : box[0] - 5] = 255
    assert covered_words([(blot, box), (paper, box)], "Thị Mơ") == ("Vũ",)


def test_only_names_with_letters_that_are_there_are_drawn() -> None:
    assert can_draw("Y Thuột Êban")
    assert not can_draw("Văn 2")
    assert rank(np.full((60, 300), 255, np.uint8), (100, 10, 200, 40), "Văn 2") == []
