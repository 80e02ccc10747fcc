"""Pages made for tests: lines and tables with places, and what is read from them."""

from __future__ import annotations

from ccndocs.layout import lay_out
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import LaidLine, Layout, LineRole
from ccndocs.types.page import Cell, Line, Origin, Page, Table, Word

WIDTH, HEIGHT = 595.0, 842.0


PROSE = "Ủy ban nhân dân tỉnh An Sơn giao các sở rà soát, đôn đốc"


def put(text: str, x: float, y: float, size: float = 13.0, lean: float = 0.0) -> Line:
    """A line whose words start at x, y; what follows "   " starts at 300 or later."""
    words: list[Word] = []
    at = x
    for part in text.split("   "):
        at = max(at, 300.0) if words else at
        for word in part.split():
            width = size * 0.5 * len(word)
            top = y + lean * (at + width / 2)
            shift = -lean * y
            box = Box(at + shift, top, at + width + shift, top + size)
            words.append(Word(word, box, 0.95))
            at += width + size * 0.25
        at += 30
    boxes = [word.box for word in words if word.box]
    whole = boxes[0]
    for box in boxes:
        whole = whole.union(box)
    return Line(" ".join(w.text for w in words), tuple(words), whole)


def page(
    lines: list[Line | Table], number: int = 1, origin: Origin = Origin.OCR
) -> Page:
    return Page(number, tuple(lines), origin, WIDTH, HEIGHT, 0.95)


def laid(*pages: Page) -> Layout:
    return lay_out(pages, IssueLog())


def texts(layout: Layout, *roles: LineRole) -> list[str]:
    return [x.span.of(layout.text) for x in layout.lines if x.role in roles]


def line_of(layout: Layout, start: str) -> LaidLine:
    return next(x for x in layout.lines if x.span.of(layout.text).startswith(start))


def letter(lean: float = 0.0) -> list[Line | Table]:
    rows = [
        ("ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 85, 60),
        ("TỈNH AN SƠN   Độc lập - Tự do - Hạnh phúc", 100, 76),
        ("Số: 12/UBND-KT   An Sơn, ngày 3 tháng 2 năm 2031", 95, 100),
        ("V/v phát triển cụm", 92, 116),
        ("Kính gửi: Các sở, cơ quan thuộc UBND tỉnh.", 150, 150),
        (PROSE + " kết quả", 113, 180),
        (PROSE + " kết quả về", 85, 198),
        (PROSE + " kết quả về", 85, 216),
        ("trước ngày 01/3/2031./.", 85, 234),
        ("Nơi nhận:   TM. ỦY BAN NHÂN DÂN", 90, 280),
        ("- Như trên;   KT. CHỦ TỊCH", 90, 296),
        ("- Lưu: VT.", 90, 312),
        ("Trần Minh Khê", 390, 360),
    ]
    return [put(text, x, y, lean=lean) for text, x, y in rows]


def table(rows: list[list[str]], y: float) -> Table:
    cells = [
        Cell(r, c, (put(text, 85 + 120 * c, y + 20 * r),) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    box = Box(80, y, 500, y + 20 * len(rows))
    return Table(len(rows), len(rows[0]), tuple(cells), box)
