"""Pages of PDF files that are turned come upright."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ccndocs.source import from_bytes, open_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options


def turn_back(canvas: Canvas, turn: int) -> None:
    """Turn a page's drawing so that /Rotate by `turn` makes it upright."""
    back = {0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn]
    canvas.translate(*back)
    canvas.rotate(turn)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rotated_pages_come_upright(
    turn: int,
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    """The text is drawn so that /Rotate makes it upright, as scanners do."""

    def draw(canvas: Canvas) -> None:
        turn_back(canvas, turn)
        for number in range(8):
            canvas.drawString(50, 400 - 20 * number, f"dong so {number} cua trang nay")

    with pikepdf.open(io.BytesIO(pdf(draw))) as document:
        document.pages[0].rotate(turn, relative=False)
        buffer = io.BytesIO()
        document.save(buffer)
    pages, _ = opened(buffer.getvalue())
    assert texts(pages[0]) == [f"dong so {n} cua trang nay" for n in range(8)]
    sides = (pages[0].width, pages[0].height)
    assert sides == ((842, 595) if turn % 180 else (595, 842))
    boxes = [line.box for line in pages[0].layer]
    assert all(box.x0 == pytest.approx(50, abs=1) for box in boxes)
    source = from_bytes("a", buffer.getvalue(), Options())
    with open_pages(source, Options(), IssueLog()) as offered:
        image = next(iter(offered)).image
        assert image is not None
        pixels = image().pixels
    assert pixels.shape[1] / pixels.shape[0] == pytest.approx(sides[0] / sides[1], 0.01)
    scale = pixels.shape[1] / sides[0]
    ink = pixels[:, : int(60 * scale)].min(axis=(1, 2)) < 128
    first = next(y for y, dark in enumerate(ink) if dark)
    assert first / scale == pytest.approx(boxes[0].y0 + 3, abs=4)


def test_sideways_text_without_rotate_comes_upright(
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        for number in range(6):
            canvas.drawString(
                60, -100 - 20 * number, f"phu luc nam ngang dong {number}"
            )

    pages, _ = opened(pdf(draw))
    assert texts(pages[0])[0] == "phu luc nam ngang dong 0"
    assert (pages[0].width, pages[0].height) == (842, 595)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("stated", [True, False])
def test_tables_come_upright(
    turn: int,
    stated: bool,
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
    pdf: Callable[..., bytes],
) -> None:
    """Turned by /Rotate, or set sideways without it."""

    def draw(canvas: Canvas) -> None:
        turn_back(canvas, turn)
        canvas.grid([50, 90, 500], [400, 430, 460])
        canvas.drawString(60, 440, "TT")
        canvas.drawString(
            100, 440, "Nhiem vu cua cac don vi trong nam toi, theo ke hoach"
        )
        canvas.drawString(60, 410, "1")
        canvas.drawString(
            100, 410, "Ra soat quy hoach cum cong nghiep tren dia ban tinh"
        )

    data = pdf(draw)
    if stated:
        with pikepdf.open(io.BytesIO(data)) as document:
            document.pages[0].rotate(turn, relative=False)
            buffer = io.BytesIO()
            document.save(buffer)
        data = buffer.getvalue()
    pages, _ = opened(data)
    assert texts(pages[0]) == [
        "TT | Nhiem vu cua cac don vi trong nam toi, theo ke hoach",
        "1 | Ra soat quy hoach cum cong nghiep tren dia ban tinh",
    ]
