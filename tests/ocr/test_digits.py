"""Digits written by hand: told stroke by stroke, or not at all."""

from __future__ import annotations

import re
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.by_hand import read_by_hand
from ccndocs.ocr.strokes import Place

from .conftest import FONT

NUMBER = re.compile(r"[1-9]\d{0,4}|0[1-9]")
Points = list[tuple[int, int]]

# A pen's strokes, 40 high.
PEN: dict[str, list[Points]] = {
    "0": [[(12, 0), (3, 8), (0, 22), (4, 36), (12, 40), (20, 34), (23, 20), (19, 6),
           (11, 0)]],
    "1": [[(0, 16), (7, 8), (12, 0)], [(12, 0), (11, 40)]],
    "2": [[(1, 10), (6, 2), (14, 1), (19, 8), (14, 22), (2, 39)], [(2, 39), (22, 39)]],
    "4": [[(14, 0), (7, 14), (0, 27)], [(0, 27), (22, 26)], [(14, 0), (15, 40)]],
    "6": [[(16, 0), (7, 10), (2, 24), (5, 37), (13, 39), (18, 31), (13, 23), (3, 29)]],
    "3": [[(2, 3), (12, 0), (19, 8), (8, 18), (20, 27), (14, 39), (1, 36)]],
    "7": [[(0, 2), (20, 0)], [(20, 0), (13, 18), (9, 40)], [(5, 19), (20, 18)]],
    "/": [[(14, 0), (0, 40)]],
    "|": [[(4, 0), (3, 40)]],
    "~": [[(0, 20), (8, 8), (4, 34), (20, 2), (14, 40), (30, 10), (24, 38)]],
}  # fmt: skip


def written(text: str, *, behind: str = "/UBND", apart: int = 10) -> tuple[Any, int]:
    """A line with these marks of a pen and print behind; where they begin to end."""
    page = Image.new("L", (900, 200), 255)
    picture = np.array(page)
    left = 60
    for char in text:
        for stroke in PEN[char]:
            places = [(left + x, 72 + y) for x, y in stroke]
            cv2.polylines(picture, [np.array(places)], False, 0, 3, cv2.LINE_AA)
        left += max(x for stroke in PEN[char] for x, _ in stroke) + apart
    page = Image.fromarray(picture)
    font = ImageFont.truetype(FONT, 38)
    ImageDraw.Draw(page).text((left + 10, 110), behind, font=font, anchor="ls")
    return np.array(page), left


def place(right: float = -1.0) -> Place:
    return Place(50, right, 96, 26)


@pytest.mark.parametrize("text", ["1", "7", "10", "47", "142", "2061", "1476"])
def test_a_pens_digits_before_a_slash(text: str) -> None:
    picture, _ = written(text)
    assert read_by_hand(picture, place(), NUMBER) == text


def test_digits_up_to_a_printed_word() -> None:
    picture, right = written("17", behind="tháng")
    assert read_by_hand(picture, place(right), NUMBER) == "17"


@pytest.mark.parametrize("text", ["17", "23", "46", "72"])
def test_digits_that_touch(text: str) -> None:
    picture, right = written(text, apart=-3)
    assert read_by_hand(picture, place(right), NUMBER) == text


def test_a_bare_stroke_is_a_one_where_the_slash_is_known() -> None:
    picture, right = written("2|6")
    assert read_by_hand(picture, place(right), NUMBER) == "216"


@pytest.mark.parametrize("text", ["01", "07"])
def test_a_nought_comes_first_only_below_ten(text: str) -> None:
    picture, right = written(text)
    assert read_by_hand(picture, place(right), NUMBER) == text
    more, right = written(text + "2")
    assert read_by_hand(more, place(right), NUMBER) is None


def test_dots_of_the_line_below_are_no_strokes() -> None:
    picture, right = written("142", apart=14)
    picture[111:113, 62:right:8] = 0
    assert read_by_hand(picture, place(right), NUMBER) == "142"


def test_a_slash_grown_together_with_the_letter_behind_it() -> None:
    picture, left = written("142", behind="/KHT")
    picture[85:88, left + 16 : left + 30] = 0
    assert read_by_hand(picture, place(), NUMBER) is None
    expected = Place(50, -1.0, 96, 26, slash=left + 6)
    assert read_by_hand(picture, expected, NUMBER) == "142"


def test_what_is_left_of_a_broken_digit_is_not_left_out() -> None:
    """ "142" is not "14" where a scanner lost most of its two."""
    picture, right = written("142", apart=14)
    assert read_by_hand(picture, place(right), NUMBER) == "142"
    picture[79:108, right - 45 : right - 8] = 255
    assert read_by_hand(picture, place(right), NUMBER) is None


def test_a_digit_grown_together_with_the_print_is_not_left_out() -> None:
    picture, right = written("142", apart=14)
    picture[100:103, 40:70] = 0
    assert read_by_hand(picture, Place(66, right, 96, 26), NUMBER) is None


def test_bare_strokes_alone_are_no_number() -> None:
    picture, right = written("||")
    assert read_by_hand(picture, place(right), NUMBER) is None


@pytest.mark.parametrize(
    ("text", "behind", "apart"),
    [
        ("1~2", "/UBND", 10),  # a scribble among digits
        ("14/2", "/UBND", 10),  # a bare stroke: a one or a slash
        ("142", "", 10),  # nothing tells the end
        ("142", "142", 10),  # nor do digits
        ("", "/UBND", 10),
    ],
)
def test_what_is_in_doubt_is_not_read(text: str, behind: str, apart: int) -> None:
    picture, _ = written(text, behind=behind, apart=apart)
    assert read_by_hand(picture, place(), NUMBER) is None


def test_a_picture_too_small_to_hold_digits() -> None:
    assert (
        read_by_hand(np.full((4, 4), 255, np.uint8), Place(0, 3, 2, 26), NUMBER) is None
    )
