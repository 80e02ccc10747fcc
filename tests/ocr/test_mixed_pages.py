"""Files whose pages differ: text, scans, lying layers, legacy fonts, both at once."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ccndocs.ocr.engine import OcrWord
from ccndocs.pipeline import Reading, read_pages
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, Page

from .conftest import FONT, LETTER, FakeEngine, draw

Draw = Callable[[Canvas], None]
HONEST = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành và địa phương rà soát,",
    "tổng hợp tình hình quản lý các cụm công nghiệp trên địa bàn tỉnh,",
    "báo cáo kết quả thực hiện về Sở Công Thương trước ngày 30 tháng 6",
)
ENGLISH = (
    "Uy ban nhan dan tinh yéu cau cac so nganh va dia phuong ra soat tong hop",
    "tinh hinh quan ly cac cum cong nghiep tren dia ban tinh bao cao két qua",
    "thuc hién vé So Cong Thuong truoc ngay thang theo quy dinh hién hanh cua",
)
READ = "Sở Công Thương chủ trì rà soát"


@pytest.fixture(scope="module")
def scan() -> ImageReader:
    return ImageReader(draw(LETTER))


def text(lines: tuple[str, ...], *, seen: bool = True, top: float = 760) -> Draw:
    def put(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Drawn", FONT))
        block = canvas.beginText(70, top)
        block.setFont("Drawn", 13)
        block.setTextRenderMode(0 if seen else 3)
        for line in lines:
            block.textLine(line)
        canvas.drawText(block)

    return put


def image(picture: ImageReader, bottom: float = 0, height: float = 842) -> Draw:
    return lambda canvas: canvas.drawImage(picture, 0, bottom, 595, height)


def file(*pages: tuple[Draw, ...]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for parts in pages:
        for part in parts:
            part(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def words(said: str, top: int) -> list[OcrWord]:
    found = []
    for number, word in enumerate(said.split()):
        left = 300 + 130 * number
        found.append(OcrWord(word, left, top, left + 110, top + 30, 0.95, 1, 1, 1))
    return found


def read(data: bytes) -> Reading:
    options = Options()
    return read_pages(from_bytes("a.pdf", data, options), options)


def lines(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Line)]


def test_each_page_is_judged_by_itself(
    scan: ImageReader, fake: Callable[..., FakeEngine]
) -> None:
    engine = fake(*[words(READ, 1600)] * 3)
    found = read(
        file(
            (text(HONEST),),
            (image(scan),),
            (image(scan), text(ENGLISH, seen=False)),
            (text(HONEST),),
        )
    )
    assert [page.origin for page in found.pages] == [
        Origin.LAYER,
        Origin.OCR,
        Origin.OCR,
        Origin.LAYER,
    ]
    assert [lines(page) for page in found.pages] == [
        list(HONEST),
        [READ],
        [READ],
        list(HONEST),
    ]
    assert [(i.code, i.page) for i in found.issues] == [("layer_distrusted", 3)]
    assert len(engine.answers) == 1  # two pages were read, not three


def test_ink_that_the_layer_does_not_cover_is_read_beside_it(
    scan: ImageReader, fake: Callable[..., FakeEngine]
) -> None:
    """The text's pages lie over a picture of the lower half: an annex, a table."""
    fake(words(READ, 1600))
    found = read(file((text(HONEST), image(scan, bottom=0, height=421))))
    assert found.pages[0].origin is Origin.LAYER
    assert lines(found.pages[0]) == [*HONEST, READ]


def test_a_few_honest_words_do_not_hide_a_scan(
    scan: ImageReader, fake: Callable[..., FakeEngine]
) -> None:
    """A layer that holds the lines of an electronic signature only."""
    fake(words(READ, 1600))
    stamp = ("Người ký: Ủy ban nhân dân tỉnh An Sơn", "Thời gian ký: 24.7.2031")
    found = read(file((image(scan), text(stamp))))
    assert found.pages[0].origin is Origin.OCR
    assert lines(found.pages[0]) == [READ]


LEGACY = [
    (
        "/.VnTime",
        "Thùc hiÖn KÕ ho¹ch ph\xb8t triÓn côm c«ng nghiÖp trªn ®Þa bµn",
        "Thực hiện Kế hoạch phát triển cụm công nghiệp trên địa bàn",
    ),
    (
        "/.VnTimeH",
        "Uû ban nh©n d©n tØnh An S¬n",
        "UỶ BAN NHÂN DÂN TỈNH AN SƠN",
    ),
    (
        "/VNI-Times",
        "Thöïc hieän Keá hoaïch phaùt trieån cuïm coâng nghieäp treân ñòa baøn",
        "Thực hiện Kế hoạch phát triển cụm công nghiệp trên địa bàn",
    ),
]


@pytest.mark.parametrize(("font", "drawn", "meant"), LEGACY)
def test_a_layer_in_a_font_before_unicode_says_what_the_page_shows(
    font: str, drawn: str, meant: str, fake: Callable[..., FakeEngine]
) -> None:
    def put(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 13)
        for row in range(4):
            canvas.drawString(70, 700 - 20 * row, drawn)

    with pikepdf.open(io.BytesIO(file((put,)))) as document:
        fonts = document.pages[0].Resources.Font
        for name in fonts:
            fonts[name].BaseFont = pikepdf.Name(font)
        stream = io.BytesIO()
        document.save(stream)
    engine = fake()
    found = read(stream.getvalue())
    assert lines(found.pages[0]) == [meant] * 4
    assert engine.shapes == []
    assert found.issues == ()
