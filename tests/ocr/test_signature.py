"""The signer's name: read level, voted on, never made whole by a guess."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.ending import better_spelt
from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.name_line import UNREAD, UNSURE
from ccndocs.ocr.signature import better_name, read_name, without_tall
from ccndocs.ocr.surname import mended, split_glued
from tests.ocr.conftest import FONT, FakeEngine


def line(*said: tuple[str, float], left: int = 300, top: int = 200) -> list[OcrWord]:
    words = []
    for text, sure in said:
        right = left + 17 * len(text)
        words.append(OcrWord(text, left, top, right, top + 28, sure, 1, 1, 1))
        left = right + 10
    return words


def picture(text: str = "Đỗ Văn Lễm", x: int = 300) -> Any:
    page = Image.new("L", (800, 400), 255)
    font = ImageFont.truetype(FONT, 38)
    ImageDraw.Draw(page).text((x, 194), text, font=font, fill=0)
    return np.array(page)


def read(seen: list[OcrWord], *answers: list[OcrWord], image: Any = None) -> Any:
    pictures = [picture() if image is None else image]
    return read_name([seen], pictures, (0, 0), 200.0, FakeEngine(*answers))


def said(words: list[OcrWord]) -> str:
    return " ".join(word.text for word in words)


def test_a_sure_name_is_not_read_twice() -> None:
    assert read(line(("Đỗ", 0.96), ("Văn", 0.95), ("Lễm", 0.97))) is None


def test_the_name_on_which_two_readings_agree_wins() -> None:
    again = line(("Đỗ", 0.9), ("Văn", 0.95), ("Lễm", 0.97))
    found = read(line(("Đã", 0.4), ("Văn", 0.9), ("Lễm", 0.9)), again, again)
    assert said(found) == "Đỗ Văn Lễm"
    assert min(word.confidence for word in found) == pytest.approx(0.9)


def test_a_name_that_one_reading_gives_is_less_sure() -> None:
    one = line(("Đỗ", 0.9), ("Văn", 0.95), ("Lễm", 0.97))
    other = line(("Đỗ", 0.9), ("Văn", 0.95), ("Lam", 0.7))
    found = read(line(("Đã", 0.4), ("Văn", 0.9), ("Lễm", 0.9)), one, other)
    assert said(found) == "Đỗ Văn Lễm"
    assert max(word.confidence for word in found) <= UNSURE


def test_each_word_is_what_the_readings_are_surest_of() -> None:
    one = line(("Đỗ", 0.9), ("Vin", 0.6), ("Lễm", 0.97))
    other = line(("Đo", 0.3), ("Văn", 0.95), ("Lễm", 0.97))
    found = read(line(("Đã", 0.4), ("Văn", 0.9), ("Lễm", 0.9)), one, other)
    assert said(found) == "Đỗ Văn Lễm"
    assert max(word.confidence for word in found) <= UNSURE


def test_a_surname_like_only_one_is_less_sure() -> None:
    again = line(("guyễn", 0.6), ("Văn", 0.95), ("Lễm", 0.97))
    found = read(line(("Văn", 0.9), ("Lễm", 0.9)), again, again)
    assert said(found) == "Nguyễn Văn Lễm"
    assert max(word.confidence for word in found) <= UNSURE


def test_an_illegible_surname_leaves_a_gap() -> None:
    again = line(("Tế", 0.6), ("Hoàng", 0.95), ("Lễm", 0.97))
    found = read(line(("Hoàng", 0.9), ("Lễm", 0.9)), *[again] * 8)
    assert said(found) == f"{UNREAD} Hoàng Lễm"


def test_a_surname_that_nothing_reads_surely_leaves_a_gap() -> None:
    """Two readings of a crossed "Phạm" agree on what each takes for a guess."""
    again = line(("Đan", 0.1), ("Ngọc", 0.95), ("Lễm", 0.97))
    found = read(line(("Ngọc", 0.9), ("Lễm", 0.9)), again, again, *[[]] * 6)
    assert said(found) == f"{UNREAD} Ngọc Lễm"


def test_a_crossed_surname_is_read_from_close_by() -> None:
    """A stroke reaches beyond the line: cut close, the word before the rest is read."""
    far = line(("Tấ", 0.6), ("Hoàng", 0.95), ("Lễm", 0.97))
    near = line(("1ê", 0.4), ("Hoàng", 0.95), ("Lễm", 0.97))
    answers = [far, far, near, far, near, far, far, far]
    found = read(line(("Hoàng", 0.9), ("Lễm", 0.9)), *answers)
    assert said(found) == "Lê Hoàng Lễm"
    assert max(word.confidence for word in found) <= UNSURE


def test_surnames_that_disagree_leave_the_gap() -> None:
    far = line(("Tấ", 0.6), ("Hoàng", 0.95), ("Lễm", 0.97))
    one = line(("Lê", 0.4), ("Hoàng", 0.95), ("Lễm", 0.97))
    other = line(("Vũ", 0.4), ("Hoàng", 0.95), ("Lễm", 0.97))
    answers = [far, far, one, one, other, far, far, far]
    found = read(line(("Hoàng", 0.9), ("Lễm", 0.9)), *answers)
    assert said(found) == f"{UNREAD} Hoàng Lễm"


def test_the_longer_end_of_a_name_on_which_readings_agree_stays() -> None:
    short = line(("#", 0.6), ("Lễm", 0.97))
    long = line(("—", 0.2), ("Ngọc", 0.95), ("Lễm", 0.97))
    pictures = [picture(), picture(x=302)]
    seen = line(("Ngọc", 0.9), ("Lễm", 0.9))
    engine = FakeEngine(short, short, long, long, *[[]] * 12)
    found = read_name([seen], pictures, (0, 0), 200.0, engine)
    assert found is not None
    assert said(found) == f"{UNREAD} Ngọc Lễm"


def test_two_words_behind_a_ring_are_half_a_name() -> None:
    """The middle name may be a surname too: "Lê Hoàng Lễm" without its "Lê"."""
    image = picture("Hoàng Lễm")
    cv2.circle(image, (250, 190), 44, 0, 6)
    again = line(("Hoàng", 0.95), ("Lễm", 0.97), left=146, top=34)  # in the strip
    found = read(line(("Hoàng", 0.8), ("Lễm", 0.9)), *[again] * 8, image=image)
    assert said(found) == f"{UNREAD} Hoàng Lễm"


def test_half_a_name_that_no_reading_agrees_on_is_no_name() -> None:
    image = picture("Hoàng Lễm")
    cv2.circle(image, (250, 190), 44, 0, 6)
    found = read(line(("Hoàng", 0.8), ("Lễm", 0.9)), *[[]] * 12, image=image)
    assert said(found) == f"{UNREAD} Hoàng Lễm"


def test_a_name_of_two_words_alone_stays() -> None:
    again = line(("Lê", 0.95), ("Lễm", 0.97), left=146, top=34)
    found = read(line(("Lê", 0.8), ("Lễm", 0.9)), again, again, image=picture("Lê Lễm"))
    assert said(found) == "Lê Lễm"


def test_posts_and_seals_are_no_names() -> None:
    assert read(line(("GIÁM", 0.9), ("ĐỐC", 0.9))) is None


def test_tall_strokes_go_and_letters_stay() -> None:
    image = picture()
    before = int(np.count_nonzero(image < 150))
    cv2.ellipse(image, (200, 200), (70, 120), 0, 0, 360, 0, 5)
    clean = without_tall(image, 200.0)
    assert abs(int(np.count_nonzero(clean < 150)) - before) < 0.02 * before


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("1ê", "Lê"),
        ("Zê", "Lê"),
        ("guyễn", "Nguyễn"),
        ("Nguyễa", "Nguyễn"),
        ("Ngryến", "Nguyễn"),
        ("uyễa", "Nguyễn"),
        ("Lê", "Lê"),
        ("yên", None),
        ("Tế", None),
        ("n", None),
        ("ần", None),
        ("—", None),
    ],
)
def test_a_garbled_surname_is_mended_where_it_can_be_one_only(
    token: str, name: str | None
) -> None:
    assert mended(token) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [("LêHoàng", ["Lê", "Hoàng"]), ("Văn", ["Văn"]), ("VTThu", ["VTThu"]), ("“-", [])],
)
def test_glued_words_of_a_name_come_apart(text: str, parts: list[str]) -> None:
    word = OcrWord(text, 0, 0, 100, 20, 0.9)
    assert [part.text for part in split_glued(word)] == parts


SURE = line(("Đỗ", 0.9), ("Văn", 0.9), ("Lễm", 0.9))
UNSURE_ONE = line(("Đỗ", 0.6), ("Văn", 0.6), ("Lam", 0.6))
STRANGE = line(("Đỗ", 0.6), ("Vắn", 0.6), ("Lễm", 0.6))
GAP = line((UNREAD, 0.3), ("Văn", 0.9), ("Lễm", 0.9))


@pytest.mark.parametrize(
    ("one", "other", "best"),
    [
        (GAP, SURE, SURE),
        (UNSURE_ONE, SURE, SURE),
        (None, UNSURE_ONE, UNSURE_ONE),
        (GAP, UNSURE_ONE, UNSURE_ONE),
        (UNSURE_ONE, STRANGE, UNSURE_ONE),  # as unsure, of a mended picture
        (GAP, STRANGE, GAP),  # "Vắn" is no middle name
        (GAP, None, GAP),
    ],
)
def test_a_name_off_the_mended_picture_must_be_better(
    one: Any, other: Any, best: Any
) -> None:
    assert better_name(one, other) == best


def test_a_middle_word_that_is_no_vietnamese_one_is_mended_and_unsure() -> None:
    strange = line(("Nguyen", 0.8), ("Xhắc", 0.9), ("Lễm", 0.97))
    found = read(strange, strange, strange)
    assert said(found) == "Nguyễn Khắc Lễm"
    assert found[1].confidence <= UNSURE


@pytest.mark.parametrize(
    ("read_once", "without_rings", "kept"),
    [
        ("?fÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("PHÓ GIẦM ĐỐC", "TC GIÁM ĐỐC", "PHÓ GIẦM ĐỐC"),
        ("KT. CHỦ TỊCH", "Kĩ CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ],
)
def test_a_post_under_a_seal_gives_way_to_a_better_spelt_one(
    read_once: str, without_rings: str, kept: str
) -> None:
    one, other = (
        line(*((word, 0.8) for word in text.split()))
        for text in (read_once, without_rings)
    )
    assert [said(words) for words in better_spelt([one], [other])] == [kept]


def test_a_post_that_was_not_read_is_added() -> None:
    post = line(("CHỦ", 0.8), ("TỊCH", 0.8), top=100)
    name = line(("Đỗ", 0.9), ("Lễm", 0.9), top=300)
    assert better_spelt([name], [post]) == [name, post]
