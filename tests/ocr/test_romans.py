"""Roman numerals counted by their strokes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.romans import roman_cell, with_romans

from .conftest import FONT


def shown(true: list[str], read: list[str]) -> tuple[list[OcrWord], np.ndarray]:
    """A line drawn as `true`, its words as the engine would have `read` them."""
    picture = Image.new("L", (1200, 80), 255)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 38)
    left, words = 20, []
    for drawn, text in zip(true, read, strict=True):
        pen.text((left, 20), drawn, font=font, fill=0)
        box = pen.textbbox((left, 20), drawn, font=font)
        words.append(OcrWord(text, *(round(v) for v in box), 0.9, 1, 1, 1))
        left = round(box[2]) + 14
    return words, np.array(picture)


CASES = [
    ("trong quý II năm 2031", "trong quý H năm 2031"),
    ("Quý III/2031", "Quý IH/2031"),
    ("Quý II, III/2031", "Quý II, II/2031"),
    ("Quý I/2031", "Quý l/2031"),
    ("Quý II-III/2031", "Quý II-II/2031"),
    ("Quý I-II/2031", "Quý I-H/2031"),
    ("quý II/2031; nghiệm", "quý 1/2031; nghiệm"),
    ("Quý IV/2031.", "Quý 1V/2031."),
    ("Quý II/2031", "Quý I//2031"),
    ("Quý II/2031", "Quý I/\u20442031"),
    ("II. MỤC TIÊU", "H. MỤC TIÊU"),
    ("I. MỤC TIÊU", "L MỤC TIÊU"),
    ("III. TỔ CHỨC THỰC HIỆN", "1H. TỔ CHỨC THỰC HIỆN"),
    ("IV. KINH PHÍ", "1V. KINH PHÍ"),
]


@pytest.mark.parametrize(("true", "read"), CASES)
def test_numerals_are_mended(true: str, read: str) -> None:
    words, picture = shown(true.split(), read.split())
    assert [word.text for word in with_romans(words, picture)] == true.split()


def page(*lines: tuple[str, str]) -> tuple[list[OcrWord], np.ndarray]:
    """Lines below one another, each drawn as the first text and read as the second."""
    words, pictures = [], []
    for number, (true, read) in enumerate(lines):
        made, picture = shown(true.split(), read.split())
        low = 80 * number
        words += [
            replace(w, top=w.top + low, bottom=w.bottom + low, line=number)
            for w in made
        ]
        pictures.append(picture)
    return words, np.concatenate(pictures)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # as drawn/as read, line by line
        (["1/1", "2/2"], ["1.", "2."]),
        (["1/1", "2/2", "IV/IV"], ["1.", "2.", "IV."]),
        (["I/1", "II/II"], ["I.", "II."]),
        (["I/1", "II/H"], ["I.", "II."]),
        (["I/1", "II/11", "III/III"], ["I.", "II.", "III."]),
        (["10/10", "11/11"], ["10.", "11."]),
        (["1/1"], ["1."]),  # nothing beside it says what it is
        (["I/I"], ["I."]),
    ],
)
def test_headings_are_numbered_as_their_neighbours(
    marks: list[str], expected: list[str]
) -> None:
    pairs = [mark.split("/") for mark in marks]
    words, picture = page(
        *((f"{true}. MỤC ĐÍCH", f"{read}. MỤC ĐÍCH") for true, read in pairs)
    )
    found = with_romans(words, picture)
    assert [w.text for w in found if w.text.endswith(".")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "H. Lâm Bình",
        "L Kết quả công tác",
        "1. MỤC ĐÍCH",
        "11. PHỤ LỤC",
        "1. Sở Công Thương",
        "quy H năm",
        "Phòng H, quý khách",
        "IX. KẾT LUẬN",
    ],
)
def test_other_words_stay(text: str) -> None:
    words, picture = shown(text.split(), text.split())
    assert [word.text for word in with_romans(words, picture)] == text.split()


@pytest.mark.parametrize(
    ("true", "read", "expected"),
    [("II", "H", "II"), ("III", "mI", "III"), ("11", "11", "11"), ("7", "ý,", "ý,")],
)
def test_cell(true: str, read: str, expected: str) -> None:
    words, picture = shown([true], [read])
    assert [word.text for word in roman_cell(words, picture)] == [expected]
