"""Pages that stand on their head or lie on their side, and where their words are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.layout import lay_out
from ccndocs.ocr import recognize
from ccndocs.ocr.picture import is_upright, turns
from ccndocs.ocr.prepare import turned
from ccndocs.ocr.reading import Reading, is_sideways
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import PageFacts
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, PageImage, SourcePage, Word

Offer = Callable[..., SourcePage]


@pytest.mark.ocr
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_upright(letter: PageImage, degrees: int) -> None:
    picture = turned(letter, degrees)
    high, wide = picture.pixels.shape[:2]
    width, height = wide * 0.36, high * 0.36
    log = IssueLog()
    offered = SourcePage(1, width, height, None, lambda: picture, ink=1.0)
    page = recognize(offered, Options(), log)
    assert [issue.code for issue in log.issues] == ["page_turned"]
    assert page.turn == 360 - degrees
    layout = lay_out([page], log)
    assert "Số: 218/UBND-KT" in layout.text
    number = next(
        w
        for b in page.blocks
        if isinstance(b, Line)
        for w in b.words
        if "218" in w.text
    )
    assert number.box is not None
    # Where the number stands on the page as it lies there.
    x, y = {
        90: (height_of(letter) - 112, 150),
        180: (595 - 150, height_of(letter) - 112),
        270: (112, 595 - 150),
    }[degrees]
    seen = layout.pages[0].as_seen(number.box)
    assert (seen.x0 + seen.x1) / 2 == pytest.approx(x, abs=12)
    assert (seen.y0 + seen.y1) / 2 == pytest.approx(y, abs=12)


def height_of(image: PageImage) -> float:
    return float(image.pixels.shape[0]) * 0.36


UPRIGHT = Box(10.0, 20.0, 40.0, 26.0)  # on an upright page of 200 x 300


@pytest.mark.parametrize(
    ("turn", "shown", "expected"),
    [
        (0, 0, UPRIGHT),
        (90, 90, UPRIGHT),  # the file says so itself
        (180, 0, Box(160.0, 274.0, 190.0, 280.0)),
        (0, 180, Box(160.0, 274.0, 190.0, 280.0)),
        (90, 0, Box(20.0, 160.0, 26.0, 190.0)),
        (270, 0, Box(274.0, 10.0, 280.0, 40.0)),
        (0, 90, Box(274.0, 10.0, 280.0, 40.0)),
    ],
)
def test_boxes_point_to_the_page_as_it_is_seen(
    turn: int, shown: int, expected: Box
) -> None:
    facts = PageFacts(1, Origin.OCR, 200.0, 300.0, 0.9, turn, shown)
    assert facts.as_seen(UPRIGHT) == expected


def word(text: str, wide: float, high: float) -> Word:
    return Word(text, Box(0.0, 0.0, wide, high))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([word("nghiệp", 30, 12)] * 9, False),
        ([word("nghiệp", 12, 30)] * 9, True),
        ([word("1", 5, 12), word("II", 6, 12)] * 9, False),  # too short to tell
        ([word("nghiệp", 12, 30)] * 4, False),  # the cells of a table's head
        ([word("nghiệp", 12, 30)] * 4 + [word("nghiệp", 30, 12)] * 9, False),
    ],
)
def test_words_that_run_up_or_down_are_told(words: list[Word], expected: bool) -> None:
    assert is_sideways(words) is expected


def test_the_likeliest_turn_is_tried_first() -> None:
    """Tesseract reads lines that run down the page, and none that run up."""
    assert turns(Reading((), 0.95, 400, sideways=True))[0] == 270
    assert turns(Reading((), 0.45, 400, sideways=True))[0] == 90
    assert turns(Reading((), 0.45, 400))[0] == 180


@pytest.mark.parametrize(
    ("words", "confidence", "expected"),
    [
        (["xã", "huyện", "Thạnh"] * 10 + ["S0I3"] * 30, 0.99, True),  # shaded rows
        (["huyện", "Thạnh"] + ["S0I3"] * 60, 0.99, False),  # two by chance
        (["tép", "ngư", "nạn"] * 10, 0.6, False),  # none of them surely
    ],
)
def test_sure_syllables_tell_that_a_poor_page_stands_upright(
    words: list[str], confidence: float, expected: bool
) -> None:
    read = tuple(Word(word, UPRIGHT, confidence) for word in words)
    reading = Reading((Line(" ".join(words), read, UPRIGHT),), 0.5, len(words))
    assert is_upright(reading) is expected
