"""Framed stamps: what is left out with them, and what is not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageDraw

from ccndocs.ocr.frames import stamp_frames, without_stamps
from ccndocs.ocr.grid import find_grids

from .test_second_look import Sheet, texts

HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def framed(sheet: Sheet, *corners: tuple[int, int], width: int = 4) -> Sheet:
    pen = ImageDraw.Draw(sheet.picture)
    pen.line([*corners, corners[0]], fill=0, width=width)
    return sheet


def box(sheet: Sheet, left: int, top: int, right: int, bottom: int) -> Sheet:
    return framed(sheet, (left, top), (right, top), (right, bottom), (left, bottom))


def arrived() -> Sheet:
    """A stamp left of the type line, its word joined to that by the engine."""
    sheet = Sheet().write(700, 150, HEAD).write(250, 250, "Số: 12/KH-UBND")
    sheet.write(140, 420, "SỞ NỘI VỤ", size=24)
    sheet.write(140, 460, "CÔNG VĂN ĐẾN", size=24).write(700, 455, "KẾ HOẠCH")
    sheet.words[-2:] = [
        word.__class__(**{**_fields(word), "line": sheet.words[-3].line})
        for word in sheet.words[-2:]
    ]
    return sheet.write(140, 500, "Số: 7302", size=24)


def _fields(word: object) -> dict[str, object]:
    return {name: getattr(word, name) for name in word.__slots__}  # type: ignore[attr-defined]


def kept(sheet: Sheet) -> str:
    return texts(without_stamps(sheet.words, np.array(sheet.picture), 200.0)[0])


def test_an_arrival_stamp_beside_the_type_is_left_out() -> None:
    sheet = box(arrived(), 110, 400, 420, 560)
    words, count = without_stamps(sheet.words, np.array(sheet.picture), 200.0)
    assert texts(words) == f"{HEAD} Số: 12/KH-UBND KẾ HOẠCH"
    assert count == 8


def test_a_stamp_leans_and_has_rules_within() -> None:
    corners = (112, 400), (432, 412), (426, 572), (106, 560)
    sheet = framed(arrived(), *corners)
    ImageDraw.Draw(sheet.picture).line([(111, 448), (430, 456)], fill=0, width=4)
    assert kept(sheet) == f"{HEAD} Số: 12/KH-UBND KẾ HOẠCH"


@pytest.mark.parametrize(
    "frame",
    [
        (110, 400, 420, 0),  # open below
        (60, 400, 1500, 700),  # as wide as the page
        (200, 236, 520, 310),  # around the document's own number
    ],
)
def test_what_is_no_stamp_stays(frame: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = frame
    sheet = arrived()
    if bottom:
        box(sheet, *frame)
    else:
        line = [(left, top + 160), (left, top), (right, top), (right, top + 160)]
        ImageDraw.Draw(sheet.picture).line(line, fill=0, width=4)
    assert kept(sheet) == texts(sheet.words)


def test_a_page_without_a_letterhead_keeps_its_frames() -> None:
    sheet = box(Sheet().write(140, 420, "Mẫu số 01"), 110, 400, 420, 560)
    assert kept(sheet) == "Mẫu số 01"


def test_words_that_run_on_beside_the_stamp_are_the_title_s() -> None:
    sheet = Sheet().write(700, 150, HEAD)
    sheet.write(200, 470, "Phát triển cụm công nghiệp trên địa bàn tỉnh")
    assert kept(box(sheet, 110, 400, 420, 560)) == texts(sheet.words)


def test_cells_of_a_table_are_no_stamps() -> None:
    """Its net is erased before words are read, as wide as it is."""
    sheet = Sheet().write(700, 150, HEAD)
    for left in range(150, 1400, 250):
        box(sheet, left, 500, left + 250, 560)
    pixels = np.array(sheet.picture)
    assert find_grids(pixels, 200.0)
    assert stamp_frames(pixels, 200.0) == []
