"""Small signs that the engine missed or mistook, as their picture shows them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.small import with_small_signs

from .conftest import FONT

SLANTED = FONT.replace("Regular", "Italic")
LEFT, TOP, GAP = 160, 40, 12


def drawn(text: str, font: str = FONT) -> tuple[list[OcrWord], Any]:
    """The words of a line with their boxes, and its picture."""
    page = Image.new("L", (1400, 120), "white")
    pen = ImageDraw.Draw(page)
    pens = ImageFont.truetype(font, 39)
    words, x = [], LEFT
    for word in text.split():
        pen.text((x, TOP), word, font=pens, fill="black")
        left, top, right, bottom = map(round, pen.textbbox((x, TOP), word, font=pens))
        words.append(OcrWord(word, left, top, right, bottom, 0.9, 1, 1, 1))
        x = right + GAP
    return words, np.array(page)


def shown(words: list[OcrWord], picture: Any) -> str:
    return " ".join(word.text for word in with_small_signs(words, picture))


@pytest.mark.parametrize("font", [FONT, SLANTED])
@pytest.mark.parametrize("read", [",", ":"])
def test_a_semicolon_is_told_by_its_dot_and_tail(font: str, read: str) -> None:
    words, picture = drawn("ngày 21 tháng 6 năm 2031; giao Sở Công Thương; Sở", font)
    words = [OcrWord(w.text.replace(";", read), *astuple(w)[1:]) for w in words]
    right = "ngày 21 tháng 6 năm 2031; giao Sở Công Thương; Sở"
    assert shown(words, picture) == right


def astuple(word: OcrWord) -> tuple[Any, ...]:
    return tuple(getattr(word, name) for name in OcrWord.__slots__)


@pytest.mark.parametrize("font", [FONT, SLANTED])
def test_other_stops_stay(font: str) -> None:
    text = "giao Sở Công Thương, các ngành, địa phương gồm: hạ lạ, tỉ lệ: đầy đủ,"
    assert shown(*drawn(text, font)) == text


def test_a_speck_beside_a_comma_makes_no_semicolon() -> None:
    text = "giao Sở Công Thương, các ngành, địa phương"
    words, picture = drawn(text)
    comma = words[3]
    picture[
        comma.bottom - 17 : comma.bottom - 14, comma.right + 2 : comma.right + 5
    ] = 0
    assert shown(words, picture) == text


def test_a_dash_that_the_engine_missed() -> None:
    words, picture = drawn("- Để bảo đảm các đơn vị hoạt động")
    assert shown(words[1:], picture) == "- Để bảo đảm các đơn vị hoạt động"
    assert shown(words, picture) == "- Để bảo đảm các đơn vị hoạt động"


@pytest.mark.parametrize(
    ("before", "rest"),
    [(".", "Để bảo đảm các đơn vị"), ("—————", "Để bảo đảm các đơn vị")],
)
def test_no_dash_is_made_of_other_marks(before: str, rest: str) -> None:
    words, picture = drawn(f"{before} {rest}")
    assert shown(words[1:], picture) == rest


def test_few_words_tell_nothing() -> None:
    words, picture = drawn("- Hòa Lâm")
    assert shown(words[1:], picture) == "Hòa Lâm"
