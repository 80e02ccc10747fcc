"""Pages that are not one clean upright sheet; needs Tesseract's 'vie' and Tinos."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ccndocs.ocr import recognize
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Page, PageImage, SourcePage, Table

from .conftest import DPI, LETTER, draw

pytestmark = pytest.mark.ocr


BODY = [row for row in LETTER if 190 < row[1] < 300]


def read(pixels: Any) -> Page:
    height, width = (side * 72 / DPI for side in pixels.shape[:2])
    image = PageImage(np.ascontiguousarray(pixels), DPI)
    offered = SourcePage(1, width, height, None, lambda: image, ink=1.0)
    return recognize(offered, Options(), IssueLog())


def words(page: Page) -> list[str]:
    return [word for b in page.blocks if isinstance(b, Line) for word in b.text.split()]


def grey_paper(page: Any) -> Any:
    noise = np.random.default_rng(3).normal(0, 5, page.shape[:2])[..., None]
    return np.clip(page * (178 / 255) + noise, 0, 255).astype(np.uint8)


def dark_edges(page: Any) -> Any:
    """The lid was open, and the sheet lay askew."""
    dark = page.copy()
    dark[:, :50] = 20
    dark[-70:] = 30
    for row in range(600):
        dark[row, dark.shape[1] - (600 - row) // 6 :] = 15
    return dark


def book_shadow(page: Any) -> Any:
    """Darker and darker towards the spine."""
    fall = np.clip(np.arange(page.shape[1]) / 160, 0.25, 1)[None, :, None]
    return (page * fall).astype(np.uint8)


@pytest.mark.parametrize("spoil", [grey_paper, dark_edges, book_shadow])
def test_paper_and_light_leave_the_text_as_it_is(
    letter: PageImage, spoil: Callable[[Any], Any]
) -> None:
    found = words(read(spoil(letter.pixels)))
    expected = sorted(word for *_, text in LETTER for word in text.split())
    same = SequenceMatcher(None, sorted(found), expected, autojunk=False)
    assert same.ratio() > 0.95


def test_of_two_pages_on_a_sheet_the_left_one_comes_first() -> None:
    right = [(x, y, size, text.replace("Sở", "Ban")) for x, y, size, text in BODY]
    sheet = np.hstack([np.array(draw(BODY)), np.array(draw(right))])
    texts = [block.text for block in read(sheet).blocks if isinstance(block, Line)]
    left, right_page = texts[: len(BODY)], texts[len(BODY) :]
    assert not any("Ban" in text for text in left)
    assert any("Ban Tài chính" in text for text in right_page)
    assert not any("Sở" in text for text in right_page)


def test_a_landscape_annex_gives_its_table(ruled: PageImage) -> None:
    upright = Image.fromarray(ruled.pixels)
    sheet = Image.new("RGB", upright.size[::-1], "white")
    sheet.paste(upright.crop((200, 200, 1500, 720)), (500, 300))
    page = read(np.array(sheet))
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    texts = [" ".join(line.text for line in cell.lines) for cell in table.cells]
    assert "Phân công nhiệm vụ" in texts
    assert "Sở Xây dựng" in texts
    assert page.turn == 0
