from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ccndocs.errors import (
    BadOptionError,
)
from ccndocs.source import from_bytes, open_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Table
from tests.source.drawn import (
    BODY,
    ENDING,
    LETTERHEAD,
    at,
    page,
    picture,
    rules,
)


def test_blocks_side_by_side_are_read_one_after_the_other(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    pages, issues = opened(pdf(page(LETTERHEAD, BODY, ENDING)))
    assert texts(pages[0]) == [
        "UBND TINH AN SON",
        "SO CONG THUONG",
        "So: 12/SCT-QLCN",
        "V/v quan ly cum cong nghiep",
        "CONG HOA XA HOI CHU NGHIA VIET NAM",
        "Doc lap - Tu do - Hanh phuc",
        "An Son, ngay 02 thang 3 nam 2024",
        "Thuc hien Ke hoach so 34/KH-UBND ngay 05/01/2024 cua Uy ban",
        "nhan dan tinh, So Cong Thuong de nghi cac don vi thuc hien:",
        "1. Ra soat quy hoach cum cong nghiep",
        "- Bao cao ket qua truoc ngay 15/4/2024",
        "Noi nhan:",
        "- Nhu tren;",
        "- Luu: VT.",
        "GIAM DOC",
        "Tran Van Mau",
    ]
    assert issues.issues == []


def test_the_order_of_drawing_does_not_matter(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    forward, _ = opened(pdf(page(LETTERHEAD, BODY)))
    backward, _ = opened(pdf(page(BODY, LETTERHEAD)))
    assert texts(forward[0]) == texts(backward[0])


def test_blocks_of_different_pitch_are_told_apart(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    left = [at(85, 400 + 12.5 * n, f"- Noi nhan {n};", 11) for n in range(9)]
    right = [at(380, 404 + 15.5 * n, f"Dong ky {n}") for n in range(3)]
    name = at(380, 496, "Tran Van Mau")
    pages, _ = opened(pdf(page(*left, *right, name)))
    assert texts(pages[0]) == [
        *(f"- Noi nhan {n};" for n in range(9)),
        *(f"Dong ky {n}" for n in range(3)),
        "Tran Van Mau",
    ]


def test_a_blank_for_the_number_does_not_cut_the_line(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    pages, _ = opened(pdf(page(at(90, 60, "So:"), at(150, 60, "/UBND-KT ngay 2"))))
    assert texts(pages[0]) == ["So: /UBND-KT ngay 2"]


def test_places_sizes_and_weights(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    pages, _ = opened(pdf(page(at(100, 200, "KE HOACH", 14, "Times-Bold"))))
    line = pages[0].layer[0]
    assert (line.bold, line.italic, line.size) == (True, False, 14.0)
    assert [word.text for word in line.words] == ["KE", "HOACH"]
    assert line.box.x0 == pytest.approx(100, abs=1)
    assert line.box.y0 < 192 < line.box.y1
    assert line.words[0].box.x1 < line.words[1].box.x0
    assert (pages[0].width, pages[0].height) == (595, 842)
    assert pages[0].fonts == ("Times-Bold",)


def test_footnote_marks_are_words_of_their_own(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    width = 6.5 * len("quy dinh")
    pages, _ = opened(
        pdf(
            page(
                at(100, 200, "quy dinh", 13, "Courier"),
                at(101 + width * 1.2, 194, "1", 8, "Courier"),
                at(107 + width * 1.2, 200, ", nay 5 m", 13, "Courier"),
                at(107 + width * 1.2 + 9 * 7.8, 195, "2", 8, "Courier"),
                at(100, 700, "1", 7, "Courier"),
                at(106, 704, "Nghi dinh so 1", 11, "Courier"),
            )
        )
    )
    body, note = pages[0].layer
    assert body.text == "quy dinh, 1 nay 5 m2"
    assert [body.words[i].text for i in body.superscripts] == ["1"]
    assert (note.text, note.superscripts) == ("1 Nghi dinh so 1", (0,))


def test_a_ruled_table_has_cells_and_its_words_are_no_lines(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    table = page(
        rules([80, 120, 400, 520], [300, 330, 380]),
        at(90, 320, "TT"),
        at(130, 320, "Nhiem vu"),
        at(410, 320, "Thoi han"),
        at(90, 350, "1"),
        at(130, 350, "Ra soat cum cong nghiep"),
        at(130, 366, "tren dia ban"),
        at(410, 350, "Quy II"),
    )
    pages, _ = opened(
        pdf(page(at(85, 200, "Truoc bang"), table, at(85, 420, "Sau bang")))
    )
    assert texts(pages[0]) == [
        "Truoc bang",
        "TT | Nhiem vu | Thoi han",
        "1 | Ra soat cum cong nghiep / tren dia ban | Quy II",
        "Sau bang",
    ]
    found = next(block for block in pages[0].layer if isinstance(block, Table))
    assert found.box is not None
    assert found.box.rounded() == (80, 300, 520, 380)
    assert found.cells[0].box.rounded() == (80, 300, 120, 330)


def test_merged_cells_span(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    def lines(canvas: Canvas) -> None:
        for x0, y0, x1, y1 in (
            (80, 300, 520, 300), (80, 330, 520, 330), (300, 360, 520, 360),
            (80, 390, 520, 390), (80, 300, 80, 390), (520, 300, 520, 390),
            (300, 330, 300, 390),
        ):  # fmt: skip
            canvas.line(x0, 842 - y0, x1, 842 - y1)

    words = (at(90, 320, "Ca hai"), at(90, 350, "Cao"), at(310, 350, "a"))
    pages, _ = opened(pdf(page(lines, *words, at(310, 380, "b"))))
    assert texts(pages[0]) == ["{1x2}Ca hai", "{2x1}Cao | a", "b"]


@pytest.mark.parametrize(
    ("xs", "ys"),
    [([80, 520], [40, 800]), ([80, 520], [180, 210]), ([80, 120], [600, 700])],
)
def test_a_frame_is_no_table(
    xs: list[float],
    ys: list[float],
    opened: Callable[..., Any],
    pdf: Callable[..., bytes],
) -> None:
    pages, _ = opened(pdf(page(rules(xs, ys), BODY)))
    assert all(isinstance(block, Line) for block in pages[0].layer)
    assert len(pages[0].layer) == 4


def test_a_letterhead_in_rules_is_no_table(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    pages, _ = opened(pdf(page(rules([80, 265, 545], [40, 90, 140]), LETTERHEAD)))
    assert texts(pages[0])[:2] == ["UBND TINH AN SON", "SO CONG THUONG"]
    assert all(isinstance(block, Line) for block in pages[0].layer)


def test_ink_is_what_only_the_picture_holds(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    scan = picture(0, 0, 595, 842)
    half = picture(0, 421, 595, 421)
    covered = page(picture(100, 190, 60, 10), at(95, 199, "che het ca anh nho nay"))
    shares = []
    for drawn in (page(scan), page(half, at(90, 60, "chu")), covered, page(BODY)):
        pages, _ = opened(pdf(drawn))
        shares.append(round(pages[0].ink, 1))
    assert shares == [1.0, 0.5, 0.0, 0.0]


def test_text_under_a_scan_covers_nothing(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    scan = picture(0, 0, 595, 842)
    under, _ = opened(pdf(page(BODY, scan)))
    over, _ = opened(pdf(page(scan, BODY)))

    def invisible(canvas: Canvas) -> None:
        text = canvas.beginText(100, 600)
        text.setTextRenderMode(3)
        text.textLine("doc bang may " * 5)
        canvas.drawText(text)

    layer, _ = opened(pdf(page(scan, invisible)))
    assert under[0].ink == layer[0].ink == 1.0
    assert over[0].ink < 0.95
    assert layer[0].layer is not None


@pytest.mark.parametrize(
    ("pixels", "dpi"), [(2480, 200), (1654, 200), (1240, 150), (400, 96), (4960, 200)]
)
def test_a_scan_is_drawn_from_its_own_pixels(
    pixels: int, dpi: float, pdf: Callable[..., bytes]
) -> None:
    source = from_bytes("a", pdf(picture(0, 0, 595, 842, pixels)), Options())
    with open_pages(source, Options(), IssueLog()) as pages:
        image = next(iter(pages)).image
        assert image is not None
        found = image()
    assert found.dpi == pytest.approx(dpi, abs=1)
    assert found.pixels.shape[1] == pytest.approx(595 / 72 * dpi, abs=8)


@pytest.mark.parametrize("pixels", [1240, 4960])
def test_only_what_is_grey_throughout_is_drawn_without_colours(
    pixels: int, pdf: Callable[..., bytes]
) -> None:
    def red(canvas: Canvas) -> None:
        image = Image.new("RGB", (40, 40), (200, 0, 0))
        canvas.drawImage(ImageReader(image), 300, 200, 60, 60)

    scan = picture(0, 0, 595, 842, pixels)
    for parts, grey in (([scan], True), ([scan, red], False), ([scan, BODY], False)):
        source = from_bytes("a", pdf(page(*parts)), Options())
        with open_pages(source, Options(), IssueLog()) as pages:
            image = next(iter(pages)).image
            assert image is not None
            assert (image().pixels.ndim == 2) is grey


def test_a_page_too_large_for_memory_is_drawn_coarser(
    pdf: Callable[..., bytes],
) -> None:
    options = Options(max_pixels=1_000_000)
    source = from_bytes("a", pdf(BODY), options)
    with open_pages(source, options, IssueLog()) as pages:
        image = next(iter(pages)).image
        assert image is not None
        found = image()
    assert found.pixels.shape[0] * found.pixels.shape[1] <= 1_010_000
    assert found.pixels.shape[1] == pytest.approx(595 / 72 * found.dpi, abs=2)


def test_a_picture_bomb_in_a_page_is_not_decoded(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    with pikepdf.open(io.BytesIO(pdf(page(picture(0, 0, 595, 842), BODY)))) as document:
        image = next(iter(document.pages[0].Resources.XObject.values()))
        image.Width = image.Height = 60_000
        buffer = io.BytesIO()
        document.save(buffer)
    pages, issues = opened(buffer.getvalue())
    assert pages[0].image is None
    assert pages[0].layer
    assert [(i.code, i.page) for i in issues.issues] == [("picture_too_large", 1)]


def test_pages_load_one_by_one_and_close(pdf: Callable[..., bytes]) -> None:
    data = pdf(*(at(90, 60, f"trang {n}") for n in range(1, 6)))
    source = from_bytes("a", data, Options())
    options = Options(pages=(4, 2))
    with open_pages(source, options, IssueLog()) as pages:
        assert (len(pages), pages.page_count) == (2, 5)
        seen = [(p.number, p.layer[0].text) for p in pages if p.layer]  # type: ignore[union-attr]
    assert seen == [(2, "trang 2"), (4, "trang 4")]
    with (
        pytest.raises(BadOptionError) as caught,
        open_pages(source, Options(pages=(6,)), IssueLog()),
    ):
        pass
    assert caught.value.code == "page_range"


def test_a_page_without_anything(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    pages, _ = opened(pdf(lambda canvas: None))
    assert (pages[0].layer, pages[0].ink) == (None, 0.0)
    assert pages[0].image is not None
