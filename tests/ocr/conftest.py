"""Pages drawn for the tests: an invented letter, a ruled table, a stamp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ccndocs.ocr.engine import OcrWord
from ccndocs.types.page import PageImage, SourcePage

DPI = 200
FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"

LETTER = (
    (85, 60, 12, "ỦY BAN NHÂN DÂN"),
    (100, 76, 12, "TỈNH AN SƠN"),
    (285, 60, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (340, 76, 13, "Độc lập - Tự do - Hạnh phúc"),
    (95, 104, 13, "Số: 218/UBND-KT"),
    (320, 104, 13, "An Sơn, ngày 14 tháng 3 năm 2031"),
    (130, 170, 14, "Kính gửi: Các sở, cơ quan thuộc Ủy ban nhân dân tỉnh."),
    (113, 200, 14, "Để các cụm công nghiệp trên địa bàn tỉnh hoạt động đúng quy"),
    (85, 220, 14, "định, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:"),
    (113, 244, 14, "1. Sở Công Thương chủ trì, phối hợp với Sở Xây dựng rà soát hạ"),
    (85, 264, 14, "tầng kỹ thuật của từng cụm, hoàn thành trước ngày 30/6/2031."),
    (113, 288, 14, "2. Sở Tài chính bố trí kinh phí cho việc lập quy hoạch chi tiết."),
    (85, 340, 12, "Nơi nhận:"),
    (85, 356, 11, "- Như trên;"),
    (85, 370, 11, "- Lưu: VT, KT."),
    (350, 340, 13, "KT. CHỦ TỊCH"),
    (346, 358, 13, "PHÓ CHỦ TỊCH"),
)


def draw(rows: Sequence[tuple[float, float, float, str]]) -> Image.Image:
    """An A4 page of black text; places and sizes in points."""
    scale = DPI / 72
    page = Image.new("RGB", (round(595 * scale), round(842 * scale)), "white")
    pen = ImageDraw.Draw(page)
    for x, y, size, text in rows:
        font = ImageFont.truetype(FONT, round(size * scale))
        pen.text((x * scale, y * scale), text, font=font, fill="black")
    return page


@pytest.fixture(scope="session")
def letter() -> PageImage:
    """The letter, upright and clean."""
    return PageImage(np.array(draw(LETTER)), DPI)


@pytest.fixture(scope="session")
def ruled() -> PageImage:
    """A ruled table of three rows; its first row is one merged cell."""
    scale = DPI / 72
    page = draw(
        [
            (190, 104, 14, "Phân công nhiệm vụ"),
            (92, 134, 14, "1"),
            (130, 134, 14, "Lập quy hoạch"),
            (330, 134, 14, "Sở Xây dựng"),
            (92, 164, 14, "2"),
            (130, 164, 14, "Thu hồi đất"),
            (85, 240, 14, "Các đơn vị báo cáo kết quả hằng quý."),
        ]
    )
    pen = ImageDraw.Draw(page)
    for y in (100, 130, 160, 190):
        pen.line([(85 * scale, y * scale), (500 * scale, y * scale)], fill="black")
    for x, top in ((85, 100), (120, 130), (320, 130), (500, 100)):
        pen.line([(x * scale, top * scale), (x * scale, 190 * scale)], fill="black")
    return PageImage(np.array(page), DPI)


@pytest.fixture(scope="session")
def offer() -> Callable[..., SourcePage]:
    """A page as a source offers it: `offer(image, layer=…, ink=…)`."""

    def make(image: PageImage | None, **values: Any) -> SourcePage:
        values = {"layer": None, "ink": 1.0} | values
        show = None if image is None else lambda: image
        return SourcePage(1, 595.0, 842.0, image=show, **values)

    return make


class FakeEngine:
    """Answers with the given words, or raises; remembers the pictures' shapes."""

    name = "fake"

    def __init__(self, *answers: list[OcrWord] | Exception) -> None:
        self.answers = list(answers)
        self.shapes: list[tuple[int, ...]] = []

    def version(self) -> str:
        return "fake 1"

    def read(self, image: Any, dpi: float, psm: int = 3) -> list[OcrWord]:
        self.shapes.append(image.shape)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = 6
    ) -> list[list[OcrWord]]:
        return [self.read(image, dpi, psm) for image in images]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FakeEngine]:
    """Puts an engine with these answers in the place of the real ones."""

    def make(*answers: list[OcrWord] | Exception) -> FakeEngine:
        engine = FakeEngine(*answers)
        monkeypatch.setattr("ccndocs.ocr.picture.engine_for", lambda *_: engine)
        return engine

    return make
