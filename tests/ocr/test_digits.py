"""Digits written by hand: told stroke by stroke, or not at all."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.digits import Place, read_by_hand

from .conftest import FONT

Points = list[tuple[int, int]]

# A pen's strokes, 40 high.
PEN: dict[str, list[Points]] = {
    "0": [[(12, 0), (3, 8), (0, 22), (4, 36), (12, 40), (20, 34), (23, 20), (19, 6),
           (11, 0)]],
    "1": [[(0, 16), (7, 8), (12, 0)], [(12, 0), (11, 40)]],
    "2": [[(1, 10), (6, 2), (14, 1), (19, 8), (14, 22), (2, 39)], [(2, 39), (22, 39)]],
    "4": [[(14, 0), (7, 14), (0, 27)], [(0, 27), (22, 26)], [(14, 0), (15, 40)]],
    "6": [[(16, 0), (7, 10), (2, 24), (5, 37), (13, 39), (18, 31), (13, 23), (3, 29)]],
    "7": [[(0, 2), (20, 0)], [(20, 0), (13, 18), (9, 40)], [(5, 19), (20, 18)]],
    "/": [[(14, 0), (0, 40)]],
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
    assert read_by_hand(picture, place()) == text


def test_digits_up_to_a_printed_word() -> None:
    picture, right = written("17", behind="tháng")
    assert read_by_hand(picture, place(right)) == "17"


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
    assert read_by_hand(picture, place()) is None


def test_a_picture_too_small_to_hold_digits() -> None:
    assert read_by_hand(np.full((4, 4), 255, np.uint8), Place(0, 3, 2, 26)) is None
