"""Pages on which nothing is written, whatever else is on them."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from ccndocs.ocr import recognize
from ccndocs.ocr.blank import is_blank, is_scrap
from ccndocs.ocr.engine import OcrWord
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, PageImage, SourcePage, Word

from .conftest import FakeEngine, draw

Offer = Callable[..., SourcePage]
HIGH, WIDE = 2339, 1654


def paper(shade: int = 255) -> np.ndarray:  # type: ignore[type-arg]
    return np.full((HIGH, WIDE, 3), shade, np.uint8)


def white(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    return paper()


def grey(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    """Recycled paper under uneven light."""
    chance = np.random.default_rng(seed)
    light = cv2.resize(chance.uniform(-14, 14, (5, 4)).astype(np.float32), (WIDE, HIGH))
    noisy = 188 + light + chance.normal(0, 5, (HIGH, WIDE)).astype(np.float32)
    return np.repeat(np.clip(noisy, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def shining_through(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    """The other side's text, mirrored and pale."""
    rows = [(85, 100 + 20 * n, 14, "Các sở, ngành, địa phương") for n in range(30)]
    back = np.array(draw(rows))[:HIGH, ::-1]
    return 255 - ((255 - back) * (0.15 + 0.04 * seed)).astype(np.uint8)


def dust(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    chance = np.random.default_rng(seed)
    page = paper(250)
    for x, y in chance.integers(0, [WIDE, HIGH], (150, 2)):
        size = int(chance.integers(1, 4))
        page[y : y + size, x : x + size] = 20
    return page


def dark_edges(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    page = paper(245)
    page[:, : 60 + 30 * seed] = 15
    page[-90:] = 40
    cv2.fillPoly(page, [np.array([[WIDE, 0], [WIDE - 300, 0], [WIDE, 500]])], (9, 9, 9))
    return page


def punched(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    page = paper(252)
    for y in (HIGH // 2 - 315, HIGH // 2 + 315):
        cv2.circle(page, (95 + 40 * seed, y), 22, (12, 12, 12), -1)
    return page


def stamped(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    """A red stamp that went on the wrong page."""
    page = paper(255)
    centre = 500 + 200 * seed, 900
    cv2.circle(page, centre, 130, (215, 40, 50), 6)
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.putText(page, "UBND XA", (centre[0] - 80, 910), font, 1.1, (215, 40, 50), 4)
    return page


KINDS = [white, grey, shining_through, dust, dark_edges, punched, stamped]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_blank_page_is_not_read(kind, seed: int, offer: Offer, fake) -> None:  # type: ignore[no-untyped-def]
    engine = fake()
    log = IssueLog()
    page = recognize(offer(PageImage(kind(seed), 200.0)), Options(), log)
    assert (page.blocks, page.origin) == ((), Origin.BLANK)
    assert [issue.code for issue in log.issues] == ["blank_page"]
    assert engine.shapes == []


@pytest.mark.parametrize(
    "rows",
    [
        [(290, 35, 13, "12 - 13")],
        [(250, 400, 14, "Phụ lục")],
        [(85, 780, 14, "phần còn lại.")],
    ],
)
@pytest.mark.parametrize("spoilt", [dark_edges, punched])
def test_a_few_words_are_no_blank_page(rows, spoilt) -> None:  # type: ignore[no-untyped-def]
    written = np.array(draw(rows))[:HIGH, :WIDE]
    page = spoilt(1)[: written.shape[0], : written.shape[1]]
    assert not is_blank(PageImage(np.minimum(page, written), 200.0))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        ([("O", 0.9), ("/", 0.8)], True),
        ([("Ẳ*", 0.7), ("~", 0.3), ("lI", 0.9)], True),
        ([("và", 0.3)], True),
        ([("12", 0.95)], False),
        ([("Phụ", 0.9), ("lục", 0.5)], False),
        ([("Sở", 0.5), ("Công", 0.5), ("Thương", 0.4), ("chủ", 0.5)], False),
        ([("Q", 0.4)] * 50, False),  # much, if little sense: see the page
    ],
)
def test_scraps_are_told_from_text(
    words: list[tuple[str, float]], expected: bool
) -> None:
    assert is_scrap([Word(text, None, sure) for text, sure in words]) is expected


def test_scraps_leave_an_empty_page_and_an_issue(
    letter: PageImage, offer: Offer, fake: Callable[..., FakeEngine]
) -> None:
    fake([OcrWord("O", 100, 100, 140, 140, 0.8), OcrWord("Ỉ«", 300, 90, 320, 140, 0.3)])
    log = IssueLog()
    page = recognize(offer(letter), Options(), log)
    assert page.blocks == ()
    assert [issue.code for issue in log.issues] == ["blank_page"]


def test_scraps_beside_a_layer_are_left_out(
    letter: PageImage, offer: Offer, fake: Callable[..., FakeEngine]
) -> None:
    fake([OcrWord("O", 100, 100, 140, 140, 0.8)])
    text = "Ủy ban nhân dân tỉnh yêu cầu các sở thực hiện nghiêm túc quy định " * 4
    log = IssueLog()
    page = recognize(
        offer(letter, layer=(Line(text.strip()),), ink=0.6), Options(), log
    )
    assert [b.text for b in page.blocks if isinstance(b, Line)] == [text.strip()]
    assert log.issues == []
