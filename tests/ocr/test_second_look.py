"""Number, date and signature block looked at a second time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.ending import ending_zones, reread_ending, without_debris
from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.header import BY_HAND, UNREAD, Header, reread_header
from ccndocs.ocr.prepare import Prepared

from .conftest import FONT, FakeEngine

BACK = np.array([[0.36, 0.0, 0.0], [0.0, 0.36, 0.0]])


class Sheet:
    """A page on which words are drawn, and the words as an engine read them."""

    def __init__(self) -> None:
        self.picture = Image.new("L", (1654, 2339), 255)
        self.words: list[OcrWord] = []
        self._line = 0

    def write(
        self,
        left: int,
        top: int,
        read: str,
        true: str | None = None,
        *,
        sure: float = 0.95,
        size: int = 36,
    ) -> Sheet:
        pen = ImageDraw.Draw(self.picture)
        self._line += 1
        for text, drawn in zip(read.split(), (true or read).split(), strict=True):
            tall = size if text == drawn else round(size * (1.6 if sure < 0.5 else 1))
            font = ImageFont.truetype(FONT, tall)
            anchor = (left, top + size)
            pen.text(anchor, drawn, font=font, fill=0, anchor="ls")
            box = pen.textbbox(anchor, drawn, font=font, anchor="ls")
            self.words.append(
                OcrWord(
                    text,
                    *(round(v) for v in box),
                    0.95 if text == drawn else sure,
                    1,
                    1,
                    self._line,
                )
            )
            left = round(box[2]) + 10
        return self

    @property
    def prepared(self) -> Prepared:
        return Prepared(np.array(self.picture), 200.0, 0.0, BACK)


def texts(words: list[OcrWord]) -> str:
    return " ".join(word.text for word in words)


def test_printed_number_and_date_stay() -> None:
    sheet = (
        Sheet()
        .write(200, 300, "Số: 218 /UBND-KT")
        .write(850, 300, "An Sơn, ngày 14 tháng 3 năm 2031")
    )
    engine = FakeEngine()
    found = reread_header(sheet.words, sheet.prepared, engine)
    assert (found, engine.shapes) == (Header(sheet.words), [])


def test_a_letter_in_a_printed_month_is_a_digit() -> None:
    sheet = Sheet().write(
        850, 300, "ngày 14 tháng I1 năm 2031", "ngày 14 tháng 11 năm 2031", sure=0.8
    )
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert texts(found.words) == "ngày 14 tháng 11 năm 2031"
    assert (found.unread, found.by_hand) == (0, 0)


def test_tall_digits_are_read_by_their_strokes() -> None:
    """The engine read handwriting as if it were print, and wrongly."""
    sheet = (
        Sheet()
        .write(200, 300, "Số: 442 /UBND-KT", "Số: 1943 /UBND-KT", sure=0.4)
        .write(850, 300, "ngày 14 tháng 3 năm 2031")
    )
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert texts(found.words[:3]) == "Số: 1943 /UBND-KT"
    assert found.words[1].confidence == BY_HAND
    assert (found.unread, found.by_hand) == (0, 1)


def by_pen(sheet: Sheet, left: int, base: int, text: str) -> None:
    """Digits 1.6 times as tall as the print."""
    font = ImageFont.truetype(FONT, 58)
    ImageDraw.Draw(sheet.picture).text((left, base), text, font=font, anchor="ls")


def test_a_digit_that_the_engine_took_for_a_part_of_the_word_before_it() -> None:
    sheet = Sheet().write(850, 300, "ngày").write(1010, 300, "tháng 3 năm 2031")
    by_pen(sheet, sheet.words[0].right + 5, 336, "27")
    sheet.words = [replace(word, line=1) for word in sheet.words]
    sheet.words[0] = replace(sheet.words[0], right=sheet.words[0].right + 75)
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert (texts(found.words), found.by_hand) == ("ngày 27 tháng 3 năm 2031", 1)


def test_a_number_that_the_engine_made_one_word_with_its_symbol() -> None:
    """The letters behind tell where the slash is, though they look like digits."""
    sheet = Sheet().write(200, 300, "Số:").write(400, 300, "/BC-SYT")
    by_pen(sheet, 275, 336, "2193")
    sheet.write(850, 300, "ngày 14 tháng 3 năm 2031")
    _, last, *date = sheet.words
    glued = replace(last, text="2J7Ã/BC-SYT", left=275, line=1, confidence=0.4)
    sheet.words = [sheet.words[0], glued, *date]
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert texts(found.words[:3]) == "Số: 2193 /BC-SYT"


@pytest.mark.parametrize(
    ("read", "true"),
    [
        ("Số: 318UBND-KT", "Số: 318/UBND-KT"),
        ("Số: 318B/UBND-KT", "Số: 318B/UBND-KT"),
        ("Số: 12-CT/TU", "Số: 12-CT/TU"),
    ],
)
def test_letters_behind_a_lost_slash_are_the_symbol_s(read: str, true: str) -> None:
    sheet = Sheet().write(200, 300, read, true)
    found = reread_header(sheet.words, sheet.prepared, FakeEngine([], [], []))
    assert texts(found.words).replace("/ ", "/") == true


def test_the_country_s_name_comes_apart_from_a_name_that_touches_it() -> None:
    sheet = Sheet().write(200, 300, "TỈNH SÔNG BỒNGCỘNG HÒA XÃ HỘI")
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert texts(found.words) == "TỈNH SÔNG BỒNG CỘNG HÒA XÃ HỘI"
    name, country = found.words[2:4]
    assert sheet.words[2].left < name.right == country.left < sheet.words[2].right


def test_tall_strokes_that_are_no_digits_are_left_unread() -> None:
    sheet = (
        Sheet()
        .write(200, 300, "Số: 442 /UBND-KT", "Số: 1kw3 /UBND-KT", sure=0.4)
        .write(850, 300, "ngày 14 tháng 3 năm 2031")
    )
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert texts(found.words[:3]) == f"Số: {UNREAD} /UBND-KT"
    assert (found.unread, found.by_hand) == (1, 0)


def test_print_that_strokes_and_engine_read_alike_is_no_guess() -> None:
    """Glued to its symbol, a number is as unsure as the letters behind it."""
    sheet = Sheet().write(200, 300, "Số: 02/ÐL-BTC", "Số: 02/ĐL-BTC", sure=0.7)
    found = reread_header(sheet.words, sheet.prepared, FakeEngine([], [], []))
    assert (texts(found.words), found.by_hand) == ("Số: 02/ÐL-BTC", 0)


def test_a_doubtful_number_is_settled_by_two_readings_that_agree() -> None:
    sheet = Sheet().write(200, 300, "Số: Z18 /UBND-KT", "Số: 218 /UBND-KT", sure=0.6)
    again = Sheet().write(20, 20, "Số: 218 /UBND-KT").words
    found = reread_header(sheet.words, sheet.prepared, FakeEngine(again, again))
    assert (texts(found.words), found.unread) == ("Số: 218 /UBND-KT", 0)


def test_a_blank_stays_blank() -> None:
    sheet = (
        Sheet().write(200, 300, "Số: /UBND-KT").write(850, 300, "ngày tháng 3 năm 2031")
    )
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert found == Header(sheet.words)


def test_dates_in_running_text_are_no_letterhead() -> None:
    sheet = Sheet().write(
        200, 500, "Nghị định số 32 ngày 1S tháng 3 năm 2024 của Chính phủ", sure=0.3
    )
    found = reread_header(sheet.words, sheet.prepared, FakeEngine())
    assert found == Header(sheet.words)


def ending() -> Sheet:
    return (
        Sheet()
        .write(200, 1500, "Nơi nhận:")
        .write(200, 1550, "- Như trên;")
        .write(1000, 1500, "KT. CHỦ TỊCH")
        .write(1000, 1700, "#ô Văn lễm", "Đỗ Văn Lễm", sure=0.3)
    )


def test_the_surer_line_of_the_signature_block_wins() -> None:
    sheet = ending()
    _, zone = ending_zones(sheet.words, sheet.prepared)
    fresh = [
        OcrWord(
            true,
            word.left - zone.left,
            word.top - zone.top,
            word.right - zone.left,
            word.bottom - zone.top,
            0.95,
        )
        for word, true in zip(sheet.words[-3:], ("Đỗ", "Văn", "Lễm"), strict=True)
    ]
    found, noise = reread_ending(sheet.words, sheet.prepared, FakeEngine(fresh, []))
    assert noise == 0
    assert texts(found) == "Nơi nhận: - Như trên; KT. CHỦ TỊCH Đỗ Văn Lễm"


def looked_at_again(sheet: Sheet) -> int:
    """How many pictures of the ending are read once more."""
    engine = FakeEngine(*[[]] * 9)
    reread_ending(sheet.words, sheet.prepared, engine)
    return len(engine.shapes)


def test_a_name_and_post_read_surely_are_not_read_again() -> None:
    signed = ending()
    signed.words = [
        *signed.words[:-3],
        *(
            replace(word, text=true, confidence=0.97)
            for word, true in zip(signed.words[-3:], ("Đỗ", "Văn", "Lễm"), strict=True)
        ),
    ]
    assert looked_at_again(signed) == 0
    signed.words = [
        replace(w, confidence=0.7) if w.text == "TỊCH" else w for w in signed.words
    ]
    assert looked_at_again(signed) > 0


def test_recipients_read_surely_are_not_read_twice() -> None:
    once = looked_at_again(ending())
    missed, doubtful = ending(), ending()
    read = list(missed.words)
    missed.write(200, 1600, "- Lưu: VT.")
    missed.words = read
    doubtful.words = [replace(w, confidence=0.7) for w in read]
    assert looked_at_again(missed) == looked_at_again(doubtful) == once + 1


def test_running_text_belongs_to_no_ending() -> None:
    sheet = Sheet().write(
        200,
        1430,
        "chịu trách nhiệm thi hành văn bản này kể từ ngày ký ban hành và công bố",
    )
    sheet.write(200, 1500, "- Lưu: VT.")
    zones = ending_zones(sheet.words, sheet.prepared)
    assert not any(zone.holds(w) for zone in zones for w in sheet.words[:10])


def test_what_the_second_look_misses_stays() -> None:
    sheet = ending()
    found, _ = reread_ending(sheet.words, sheet.prepared, FakeEngine(*[[]] * 9))
    assert sorted(w.text for w in found) == sorted(w.text for w in sheet.words)


@pytest.mark.parametrize("text", ["Các sở, ban, ngành;", "2. Lưu trữ hồ sơ"])
def test_a_page_without_an_ending_is_not_read_twice(text: str) -> None:
    sheet = Sheet().write(200, 1500, text)
    engine = FakeEngine()
    assert reread_ending(sheet.words, sheet.prepared, engine) == (sheet.words, 0)
    assert engine.shapes == []


def row(*said: tuple[str, float]) -> list[OcrWord]:
    return [OcrWord(text, 0, 0, 10, 10, sure, 1, 1, 1) for text, sure in said]


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ([("(SỐ", 0.3), ("Ạ", 0.6), ("ï", 0.8)], False),
        ([("set", 0.4), ("t2.", 0.1)], False),
        ([("1", 0.4)], False),
        ([("RIỨ", 0.0), ("TRƯỞNG", 0.95)], True),
        ([("IÁM", 0.9), ("ĐÓC", 0.93)], True),
        ([("Lê", 0.97), ("Lễm", 0.97)], True),
        ([("21/3/2031", 0.95)], True),
    ],
)
def test_what_a_ring_gave_is_left_out(
    said: list[tuple[str, float]], stays: bool
) -> None:
    line = row(*said)
    assert without_debris([line]) == (([line], 0) if stays else ([], len(said)))
