"""The real engines on drawn pages; needs Tesseract's 'vie' and the font Tinos."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

import numpy as np
import pytest

from ccndocs.errors import EngineError
from ccndocs.ocr import available_engines, find_tessdata, recognize
from ccndocs.ocr.prepare import turned
from ccndocs.ocr.tesseract import PytesseractEngine, TesserocrEngine
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Page, PageImage, SourcePage, Table

from .conftest import LETTER

pytestmark = pytest.mark.ocr
Offer = Callable[..., SourcePage]
ENGINES = ["tesserocr", "pytesseract"]


def read(page: SourcePage, engine: str) -> Page:
    return recognize(page, Options(engine=engine), IssueLog())


def words(page: Page) -> list[str]:
    return [word for b in page.blocks if isinstance(b, Line) for word in b.text.split()]


@pytest.mark.parametrize("engine", ENGINES)
def test_letter_is_read(letter: PageImage, offer: Offer, engine: str) -> None:
    page = read(offer(letter), engine)
    expected = sorted(word for *_, text in LETTER for word in text.split())
    same = SequenceMatcher(None, sorted(words(page)), expected, autojunk=False)
    assert same.ratio() > 0.95
    assert page.confidence > 0.85
    number = next(b for b in page.blocks if "218/UBND-KT" in b.text)  # type: ignore[union-attr]
    assert isinstance(number, Line)
    assert number.words[0].box is not None
    assert number.words[0].box.x0 == pytest.approx(95, abs=3)
    assert number.words[0].box.y0 == pytest.approx(106, abs=5)


@pytest.mark.parametrize("engine", ENGINES)
def test_table_is_read_cell_by_cell(
    ruled: PageImage, offer: Offer, engine: str
) -> None:
    page = read(offer(ruled), engine)
    table = next(block for block in page.blocks if isinstance(block, Table))
    texts = {
        (cell.row, cell.column): " ".join(line.text for line in cell.lines)
        for cell in table.cells
    }
    assert texts[0, 0] == "Phân công nhiệm vụ"
    assert texts[1, 1] == "Lập quy hoạch"
    assert texts[1, 2] == "Sở Xây dựng"
    assert texts[2, 1] == "Thu hồi đất"
    assert texts[2, 2] == ""
    after = page.blocks[page.blocks.index(table) + 1]
    assert isinstance(after, Line)
    assert after.text == "Các đơn vị báo cáo kết quả hằng quý."


def test_upside_down_page_is_turned(letter: PageImage, offer: Offer) -> None:
    log = IssueLog()
    page = recognize(offer(turned(letter, 180)), Options(), log)
    assert [issue.code for issue in log.issues] == ["page_turned"]
    assert "Thương" in words(page)


@pytest.mark.parametrize("engine", [TesserocrEngine, PytesseractEngine])
def test_time_limit_holds(letter: PageImage, engine: type) -> None:
    with pytest.raises(EngineError):
        engine("vie", 0.05).read(np.ascontiguousarray(letter.pixels[:, :, 0]), 200.0)


def test_engines_report_themselves() -> None:
    found = {status.name: status for status in available_engines("vie")}
    assert "5." in str(found["pytesseract"].version)
    assert found["tesserocr"].problem is None
    assert find_tessdata("vie") is not None
    assert find_tessdata("no_such_language") is None
    missing = available_engines("no_such_language")
    assert all(
        status.version is None and "nstall" in str(status.problem) for status in missing
    )
