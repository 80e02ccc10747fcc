"""Pages of PDF files drawn for tests."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Page = Callable[[Canvas], None]


def at(
    x: float, y: float, text: str, size: float = 13, font: str = "Times-Roman"
) -> Page:
    """One text whose baseline is `y` points below the top of an A4 page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, 842 - y, text)

    return draw


def page(*parts: Page) -> Page:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def picture(x: float, y: float, width: float, height: float, pixels: int = 100) -> Page:
    def draw(canvas: Canvas) -> None:
        image = Image.new("L", (pixels, int(pixels * height / width)), 200)
        canvas.drawImage(ImageReader(image), x, 842 - y - height, width, height)

    return draw


def rules(xs: list[float], ys: list[float]) -> Page:
    def draw(canvas: Canvas) -> None:
        canvas.grid(xs, [842 - y for y in ys])

    return draw


LETTERHEAD = page(
    at(90, 60, "UBND TINH AN SON"),
    at(110, 76, "SO CONG THUONG", font="Times-Bold"),
    at(95, 112, "So: 12/SCT-QLCN"),
    at(85, 128, "V/v quan ly cum cong nghiep"),
    at(275, 60, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    at(320, 76, "Doc lap - Tu do - Hanh phuc"),
    at(300, 112, "An Son, ngay 02 thang 3 nam 2024"),
)


BODY = page(
    at(121, 200, "Thuc hien Ke hoach so 34/KH-UBND ngay 05/01/2024 cua Uy ban"),
    at(85, 218, "nhan dan tinh, So Cong Thuong de nghi cac don vi thuc hien:"),
    at(121, 236, "1."),
    at(157, 236, "Ra soat quy hoach cum cong nghiep"),
    at(121, 254, "-"),
    at(139, 254, "Bao cao ket qua truoc ngay 15/4/2024"),
)


ENDING = page(
    at(85, 400, "Noi nhan:", 12),
    at(85, 414, "- Nhu tren;", 11),
    at(85, 427, "- Luu: VT.", 11),
    at(380, 400, "GIAM DOC"),
    at(360, 480, "Tran Van Mau"),
)
