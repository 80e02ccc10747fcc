"""A page with good and bad engines: what the page and the issues say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ccndocs.errors import EngineError, MissingToolError
from ccndocs.layout import lay_out
from ccndocs.ocr import recognize
from ccndocs.ocr.engine import OcrWord, parse_tsv
from ccndocs.ocr.replay import RecordingEngine, ReplayEngine
from ccndocs.ocr.tesseract import engine_for
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import LineRole
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, Other, Page, PageImage, SourcePage

from .conftest import FakeEngine

Offer = Callable[..., SourcePage]
Fake = Callable[..., FakeEngine]
RECORDED = Path(__file__).parent / "recorded"


def words(
    text: str, confidence: float, left: int = 200, top: int = 300
) -> list[OcrWord]:
    found = []
    for word in text.split():
        right = left + 20 * len(word)
        found.append(OcrWord(word, left, top, right, top + 30, confidence, 1, 1, 1))
        left = right + 12
    return found


def codes(log: IssueLog) -> list[str]:
    return [issue.code for issue in log.issues]


def run(page: SourcePage, **options: str) -> tuple[Page, IssueLog]:
    log = IssueLog()
    return recognize(page, Options(**options), log), log


def test_a_picture_is_read(letter: PageImage, offer: Offer, fake: Fake) -> None:
    fake(words("Sở Công Thương chủ trì rà soát", 0.9))
    page, log = run(offer(letter))
    (line,) = page.blocks
    assert isinstance(line, Line)
    assert line.text == "Sở Công Thương chủ trì rà soát"
    assert page.origin is Origin.OCR
    assert page.confidence == pytest.approx(0.9)
    assert line.words[0].box is not None
    assert line.words[0].box.x0 == pytest.approx(200 * 72 / 200, abs=0.5)
    assert codes(log) == []


def test_a_failing_engine_costs_its_page_only(
    letter: PageImage, offer: Offer, fake: Fake
) -> None:
    fake(EngineError("engine_failed", "fake", detail="crashed"))
    page, log = run(offer(letter))
    assert page.blocks == ()
    assert page.confidence == 0.0
    assert codes(log) == ["page_failed"]
    assert log.issues[0].page == 1


def test_a_failing_engine_leaves_the_layer(
    letter: PageImage, offer: Offer, fake: Fake
) -> None:
    fake(EngineError("engine_failed", "fake", detail="crashed"))
    layer = (Line("SAO Y ngày 3 tháng 2"),)
    page, log = run(offer(letter, layer=layer))
    assert (page.blocks, page.origin) == (layer, Origin.LAYER)
    assert codes(log) == ["page_failed"]


def test_a_missing_tool_is_raised(
    letter: PageImage, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccndocs.ocr.tessdata._candidates", lambda: iter(()))
    engine_for.cache_clear()
    with pytest.raises(MissingToolError, match=r"apt-get install|brew install"):
        run(offer(letter))
    engine_for.cache_clear()


def test_blank_page_is_not_read(offer: Offer, fake: Fake) -> None:
    engine = fake()
    paper = PageImage(np.full((2339, 1654, 3), 244, np.uint8), 200.0)
    page, log = run(offer(paper))
    assert (page.blocks, page.origin) == ((), Origin.BLANK)
    assert codes(log) == ["blank_page"]
    assert engine.shapes == []


def test_turned_page_is_read_turned(
    letter: PageImage, offer: Offer, fake: Fake
) -> None:
    poor = words("llx qpo ieu wqo ppd", 0.4)
    engine = fake(poor, poor, words("Sở Công Thương chủ trì rà soát", 0.93))
    page, log = run(offer(letter))
    assert codes(log) == ["page_turned"]
    assert "90" in log.issues[0].message
    assert (page.width, page.height) == (842.0, 595.0)
    upright = engine.shapes[0]
    assert engine.shapes == [upright, upright, upright[::-1]]


def test_poor_page_is_reported(letter: PageImage, offer: Offer, fake: Fake) -> None:
    fake(*[words("Sở Công Thương chủ trì rà soát", 0.5)] * 4)
    page, log = run(offer(letter))
    assert codes(log) == ["low_ocr_confidence"]
    assert (page.width, page.height) == (595.0, 842.0)


def test_lying_layer_is_read_again(letter: PageImage, offer: Offer, fake: Fake) -> None:
    fake(words("Sở Công Thương chủ trì rà soát", 0.9))
    lies = Line("Uy ban nhan dan tinh trien khai cac nhiem vu sau day " * 5)
    page, log = run(offer(letter, layer=(lies,), ink=0.0))
    assert page.origin is Origin.OCR
    assert codes(log) == ["layer_distrusted"]


def test_a_layer_read_as_english_changes_nothing(
    letter: PageImage, monkeypatch, offer: Offer
) -> None:  # type: ignore[no-untyped-def]
    """The page reads the same with such a layer as without any."""
    lie = "Uy ban nhân dân tinh to chuc in an các nôi dung on dinh sàn xuât " * 5
    pages = []
    for layer in (None, (Line(lie.strip()),)):
        engine = ReplayEngine(RECORDED, "letter")
        monkeypatch.setattr("ccndocs.ocr.picture.engine_for", lambda *_, e=engine: e)
        page, log = run(offer(letter, layer=layer))
        pages.append(page)
    assert pages[0] == pages[1]
    assert codes(log) == ["layer_distrusted"]


def test_layer_and_picture_together(
    letter: PageImage, offer: Offer, fake: Fake
) -> None:
    read = [
        *words("Bảng kèm theo do Sở lập", 0.95, top=1500),
        *[
            w.__class__(**{**_fields(w), "line": 2})
            for w in words("mm Nà Lăn", 0.4, top=1600)
        ],
    ]
    fake(read)
    text = "Ủy ban nhân dân tỉnh yêu cầu các sở thực hiện nghiêm túc quy định " * 4
    page, log = run(offer(letter, layer=(Line(text.strip()),), ink=0.6))
    assert [b.text for b in page.blocks if isinstance(b, Line)][1:] == [
        "Bảng kèm theo do Sở lập"
    ]
    assert codes(log) == ["picture_text_left_out"]


def _fields(word: OcrWord) -> dict[str, object]:
    return {name: getattr(word, name) for name in word.__slots__}


def test_text_mode_never_reads(letter: PageImage, offer: Offer, fake: Fake) -> None:
    engine = fake()
    page, log = run(offer(letter), mode="text")
    assert (page.blocks, page.origin) == ((), Origin.BLANK)
    assert codes(log) == ["no_text_layer"]
    assert engine.shapes == []


def test_plain_text_passes_through(offer: Offer) -> None:
    layer = (Line("Số: 12/KH-UBND"), Line(""))
    page, _ = run(offer(None, layer=layer, ink=0.0))
    assert (page.blocks, page.origin) == (layer, Origin.PLAIN)


def test_rubbish_from_the_engine_is_an_engine_error() -> None:
    with pytest.raises(EngineError, match="unreadable row"):
        parse_tsv("5\t1\t1\t1\tx\t1\t0\t0\t1\t1\t90\tSở", "fake")


def test_recorded_letter_is_laid_out(
    letter: PageImage, monkeypatch, offer: Offer
) -> None:  # type: ignore[no-untyped-def]
    engine = ReplayEngine(RECORDED, "letter")
    monkeypatch.setattr("ccndocs.ocr.picture.engine_for", lambda *_: engine)
    page, log = run(offer(letter))
    layout = lay_out([page], log)
    roles = [(x.role, x.span.of(layout.text)) for x in layout.lines]
    left = [text for role, text in roles if role is LineRole.LETTERHEAD_LEFT]
    assert left == ["ỦY BAN NHÂN DÂN", "TỈNH AN SƠN", "Số: 218/UBND-KT"]
    assert [text for role, text in roles if role is LineRole.ENDING_RIGHT] == [
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]
    assert codes(log) == []


def test_recording_plays_back(tmp_path: Path) -> None:
    answers = [words("Sở Công Thương", 0.9), words("Sở Tài chính", 0.8)]
    answers[1][1] = replace(answers[1][1], others=(Other(1, "à", "ả", 0.4),))
    recorder = RecordingEngine(FakeEngine(*answers))
    image = np.zeros((4, 4), np.uint8)
    recorder.read(image, 200.0)
    recorder.read_many([image], 200.0)
    recorder.save(tmp_path, "page", "0" * 64)
    replay = ReplayEngine(tmp_path, "page")
    assert [replay.read(image, 200.0), *replay.read_many([image], 200.0)] == answers
    with pytest.raises(EngineError, match="used up"):
        replay.read(image, 200.0)
    assert json.loads((tmp_path / "manifest.json").read_text())["version"] == "fake 1"
