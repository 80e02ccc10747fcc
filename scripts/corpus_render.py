"""Draws documents of the corpus as PDF, in the layout that offices use.

Letterhead in two columns, body in 14 pt justified with a first-line indent,
footnotes below a short rule, ruled tables, ending in two columns, page numbers at
the top centre from page 2. With `stamped`, a red seal and a signature lie over the
ending, for scans.
"""

from __future__ import annotations

import io
import math
import random
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from corpus_aligned import grid_of, with_aligned
from corpus_seal import draw_seal, draw_signature
from corpus_source import NOTE_MARK, Block, Document
from corpus_text import motto, number_line, place_and_date
from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = {"T": "Regular", "TB": "Bold", "TI": "Italic", "TBI": "BoldItalic"}
LEFT, RIGHT, TOP, BOTTOM = 85.0, 48.0, 57.0, 57.0  # points: 30, 17, 20, 20 mm
INDENT = 36.0  # 1.27 cm

rl_config.useA85 = 0


def _style(name: str, **more: object) -> ParagraphStyle:
    base = {"fontName": "T", "fontSize": 14, "leading": 18.5, "alignment": TA_JUSTIFY}
    base |= {"allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(name, **(base | more))


STYLES = {
    "text": _style("text", firstLineIndent=INDENT),
    "italic": _style("italic", firstLineIndent=INDENT, fontName="TI"),
    "heading1": _style("h1", firstLineIndent=INDENT, fontName="TB"),
    "heading2": _style("h2", firstLineIndent=INDENT, fontName="TB"),
    "centre": _style("centre", alignment=TA_CENTER, fontName="TB"),
    "centre_italic": _style("ci", alignment=TA_CENTER, fontName="TI", fontSize=13),
    "note": _style("note", fontSize=10, leading=12),
    "cell": _style("cell", fontSize=12, leading=14.5, alignment=TA_LEFT),
    "cell_mid": _style("cm", fontSize=12, leading=14.5, alignment=TA_CENTER),
    "cell_bold": _style("cb", fontSize=12, leading=14.5, fontName="TB"),
    "cell_head": _style(
        "ch", fontSize=12, leading=14.5, alignment=TA_CENTER, fontName="TB"
    ),
    "subject": _style("subject", fontSize=12, leading=14.5, alignment=TA_CENTER),
    "to": _style("to", leftIndent=112, firstLineIndent=-9, alignment=TA_LEFT),
}


def register_fonts() -> None:
    """Make Tinos known; raises FileNotFoundError naming the package to install."""
    for short, face in FACES.items():
        path = FONTS / f"Tinos-{face}.ttf"
        if not path.exists():
            raise FileNotFoundError(f"{path}: install the package fonts-croscore")
        pdfmetrics.registerFont(TTFont(short, str(path)))
    pdfmetrics.registerFontFamily("T", "T", "TB", "TI", "TBI")


def _markup(text: str) -> str:
    text = NOTE_MARK.sub(r'<super rise="5" size="9">\1</super>', escape(text))
    return re.sub(r"^(Điều \d+\.)", r"<b>\1</b>", text)


class _Pages:
    """A canvas with a falling pen: flowables go below one another, over pages."""

    def __init__(self, stream: io.BytesIO, document: Document) -> None:
        self.canvas = Canvas(stream, pagesize=A4, invariant=1)
        self.canvas.setTitle(document.id)
        self.document = document
        self.size = A4
        self.number = 1
        self.notes: list[str] = []
        self.y = self.size[1] - TOP

    @property
    def width(self) -> float:
        return self.size[0] - LEFT - RIGHT

    def _note_paragraphs(self, marks: list[str]) -> list[Paragraph]:
        return [
            Paragraph(
                f'<super rise="3" size="7">{mark}</super> '
                + escape(self.document.notes[mark]),
                STYLES["note"],
            )
            for mark in marks
        ]

    def _reserved(self, marks: list[str]) -> float:
        found = self._note_paragraphs(marks)
        return sum(p.wrap(self.width, 999)[1] + 2 for p in found) + (12 if found else 0)

    def end_page(self) -> None:
        y = BOTTOM + self._reserved(self.notes) - 6
        if self.notes:
            self.canvas.setLineWidth(0.5)
            self.canvas.line(LEFT, y, LEFT + 140, y)
        y -= 6
        for paragraph in self._note_paragraphs(self.notes):
            height = paragraph.wrap(self.width, 999)[1]
            paragraph.drawOn(self.canvas, LEFT, y - height)
            y -= height + 2
        self.notes = []
        self.canvas.showPage()

    def new_page(self, size: tuple[float, float] | None = None) -> None:
        self.end_page()
        self.size = size or self.size
        self.canvas.setPageSize(self.size)
        self.number += 1
        self.y = self.size[1] - TOP
        self.canvas.setFont("T", 13)
        middle = self.size[0] / 2
        self.canvas.drawCentredString(middle, self.size[1] - 38, str(self.number))

    def room(self, extra: list[str] | None = None) -> float:
        """Height left above the bottom margin and the footnotes."""
        return self.y - BOTTOM - self._reserved(self.notes + (extra or []))

    def add(
        self, flowable: Flowable, before: float, notes: tuple[str, ...] = ()
    ) -> None:
        """Draw below the pen, split over pages where needed."""
        at_top = self.y >= self.size[1] - TOP - 1
        self.y -= 0 if at_top else before
        height = flowable.wrap(self.width, 9999)[1]
        if height <= self.room(list(notes)):
            self._draw(flowable, height)
            self.notes += notes
            return
        parts = self._split(flowable, max(self.room(list(notes)), 0))
        if len(parts) < 2:
            self.new_page()
            self.add(flowable, 0, notes)
            return
        height = parts[0].wrap(self.width, 9999)[1]
        self._draw(parts[0], height)
        self.notes += notes
        self.new_page()
        for part in parts[1:]:
            self.add(part, 0)

    def _split(self, flowable: Flowable, room: float) -> list[Flowable]:
        """Between lines or rows; within a row where much of the page is left."""
        parts: list[Flowable] = flowable.split(self.width, room)
        if isinstance(flowable, Table) and parts:
            left = room - parts[0].wrap(self.width, 9999)[1]
            cut = flowable._rowHeights[len(parts[0]._rowHeights)]
            if left > 26 and cut - left > 20:  # lines of the row on both pages
                flowable.splitByRow, flowable.splitInRow = 0, 1
                parts = flowable.split(self.width, room) or parts
                for part in parts:
                    part.splitByRow, part.splitInRow = 1, 0
        return parts

    def _draw(self, flowable: Flowable, height: float) -> None:
        flowable.drawOn(self.canvas, LEFT, self.y - height)
        self.y -= height


def _centred(
    canvas: Canvas, x: float, y: float, text: str, face: str, size: float
) -> float:
    canvas.setFont(face, size)
    canvas.drawCentredString(x, y, text)
    return pdfmetrics.stringWidth(text, face, size)


def _rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x - width / 2, y, x + width / 2, y)


def _letterhead(pages: _Pages) -> None:
    document, canvas = pages.document, pages.canvas
    left_x, right_x = LEFT + 82, pages.size[0] - RIGHT - 141
    top = pages.y - 6
    parents = int(document.header.get("parent_lines", "0"))
    y = top
    width = 0.0
    for place, line in enumerate(document.lists["issuer_lines"]):
        face = "T" if place < parents else "TB"
        size = 13 if len(line) < 22 else 12
        width = _centred(canvas, left_x, y, line, face, size)
        y -= 16
    _rule(canvas, left_x, y + 11, width * 0.45)
    right_y = top
    for place, line in enumerate(motto(document)):
        width = _centred(canvas, right_x, right_y, line, "TB", (13, 14)[place])
        right_y -= 16
    _rule(canvas, right_x, right_y + 11, width)
    row = min(y, right_y) - 9
    _centred(canvas, left_x, row, number_line(document), "T", 13)
    _centred(canvas, right_x, row, place_and_date(document), "TI", 13.5)
    pages.y = row - 8
    if subject := document.header.get("subject"):
        paragraph = Paragraph(escape(f"V/v {subject}"), STYLES["subject"])
        height = paragraph.wrap(176, 999)[1]
        paragraph.drawOn(canvas, left_x - 88, row - 6 - height)
        pages.y = row - 6 - height - 8


def _title(pages: _Pages) -> None:
    header = pages.document.header
    if "type_name" in header:
        name = Paragraph(escape(header["type_name"]), STYLES["centre"])
        pages.add(name, 14)
    if "title" in header and "subject" not in header:
        style = STYLES["centre"]
        pages.add(Paragraph(escape(header["title"]), style), 2)
        _rule(pages.canvas, LEFT + pages.width / 2, pages.y - 5, 110)
        pages.y -= 10


def _kinh_gui(pages: _Pages) -> None:
    to = pages.document.lists.get("to", ())
    label = pages.document.header.get("to_label", "Kính gửi:")
    if len(to) == 1:
        pages.add(Paragraph(escape(f"{label} {to[0]}"), STYLES["centre_italic"]), 12)
    elif to:
        style = ParagraphStyle("label", parent=STYLES["to"], leftIndent=50)
        pages.add(Paragraph(escape(label), style), 12)
        for place, name in enumerate(to, 1):
            mark = "." if place == len(to) else ";"
            pages.add(Paragraph(escape(f"- {name}{mark}"), STYLES["to"]), 2)


def _column_widths(rows: list[Block], width: float) -> list[float]:
    columns = len(rows[0].cells)
    weights = []
    for column in range(columns):
        lengths = [len(row.cells[column]) for row in rows]
        words = (word for row in rows for word in row.cells[column].split())
        longest = max(map(len, words), default=1)
        weights.append(max(4.0, longest * 1.1, math.sqrt(sum(lengths)) * 1.1))
    return [width * weight / sum(weights) for weight in weights]


def _table(rows: list[Block], width: float) -> Table:
    commands: list[tuple[object, ...]] = [
        *grid_of(rows),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    data = []
    for number, row in enumerate(rows):
        group = "<" in row.cells
        cells: list[object] = []
        for column, cell in enumerate(row.cells):
            if cell in ("<", "^"):
                cells.append("")
                continue
            cells.append(Paragraph(escape(cell), _cell_style(row, cell, group)))
            right, below = _extent(rows, number, column)
            if (right, below) != (column, number):
                commands.append(("SPAN", (column, number), (right, below)))
        data.append(cells)
    table = Table(data, colWidths=_column_widths(rows, width), repeatRows=1)
    table.setStyle(TableStyle(commands))
    return table


def _cell_style(row: Block, cell: str, group: bool) -> ParagraphStyle:
    if row.kind.endswith("head"):
        return STYLES["cell_head"]
    if group:
        return STYLES["cell_bold"]
    return STYLES["cell_mid"] if len(cell) < 8 else STYLES["cell"]


def _extent(rows: list[Block], row: int, column: int) -> tuple[int, int]:
    right, below = column, row
    while right + 1 < len(rows[row].cells) and rows[row].cells[right + 1] == "<":
        right += 1
    while below + 1 < len(rows) and rows[below + 1].cells[column] == "^":
        below += 1
    return right, below


def _body(pages: _Pages, blocks: list[Block], after: float = 0) -> None:
    """`after`: the height of what must follow on the page of the last block."""
    rows: list[Block] = []
    for block in [*with_aligned(blocks), Block("stop", "")]:
        if block.cells:
            rows.append(block)
            continue
        if rows:
            pages.add(_table(rows, pages.width), 8)
            pages.y -= 4
            rows = []
        if block.kind != "stop":
            last = block is blocks[-1]
            near = last or block is blocks[-2]
            _paragraph(pages, block, after if near else 0, last=last)


def _paragraph(pages: _Pages, block: Block, after: float, *, last: bool) -> None:
    style = STYLES[block.kind]
    if block.kind == "italic" and block.text.startswith("("):
        style = STYLES["centre_italic"]
    if block.kind.startswith("heading") and pages.room() < 60 + (after and after + 50):
        pages.new_page()
        after = 0
    paragraph = Paragraph(_markup(block.text), style)
    if (
        after
        and last
        and pages.room() < paragraph.wrap(pages.width, 999)[1] + 6 + after
    ):
        pages.new_page()
    pages.add(paragraph, 6, block.notes)


def _recipients(document: Document) -> list[tuple[Paragraph, float]]:
    small = ParagraphStyle("small", fontName="T", fontSize=11, leading=13)
    names = document.lists.get("recipients", ())
    entries = [Paragraph(escape(f"- {name}"), small) for name in names]
    return [(entry, entry.wrap(205, 999)[1]) for entry in entries]


def _ending_height(document: Document) -> float:
    left = sum(height for _, height in _recipients(document)) + 18
    right = 17 * len(document.lists.get("sign", ())) + 88
    return max(left, right) + 30 if "sign" in document.lists else 0


def _ending(pages: _Pages, stamped: bool) -> None:
    document, canvas = pages.document, pages.canvas
    sign = document.lists.get("sign", ())
    signer = document.header.get("signer", "")
    height = _ending_height(document)
    if not height:
        return
    if pages.room() < height:
        pages.new_page()
    top = pages.y - 30
    if entries := _recipients(document):
        canvas.setFont("TBI", 12)
        canvas.drawString(LEFT, top, "Nơi nhận:")
        y = top - 4
        for entry, tall in entries:
            entry.drawOn(canvas, LEFT, y - tall)
            y -= tall
    x = pages.size[0] - RIGHT - 112
    for place, line in enumerate(sign):
        _centred(canvas, x, top - 17 * place, line, "TB", 14 if len(line) < 24 else 13)
    name_y = top - 17 * len(sign) - 58
    _centred(canvas, x, name_y, signer, "TB", 14)
    if stamped and signer:
        draw_seal(canvas, x - 46, (top - 17 * len(sign) + name_y) / 2 + 6, document)
        draw_signature(canvas, x + 6, name_y + 34, random.Random(document.id))
    pages.y -= height


def render(document: Document, *, stamped: bool = False) -> bytes:
    """The PDF of a document; the same bytes for the same source."""
    register_fonts()
    stream = io.BytesIO()
    pages = _Pages(stream, document)
    steps: list[Callable[[_Pages], None]] = [_title, _kinh_gui]
    if not document.header.get("bare"):
        steps.insert(0, _letterhead)
    for step in steps:
        step(pages)
    pages.y -= 4
    body: list[list[Block]] = [[]]
    for block in document.blocks:
        if block.kind == "annex":
            body.append([])
        body[-1].append(block)
    _body(pages, body[0], _ending_height(document))
    _ending(pages, stamped)
    for annex in body[1:]:
        pages.new_page(landscape(A4) if annex[0].text == "landscape" else A4)
        _body(pages, annex[1:])
    pages.end_page()
    pages.canvas.save()
    return stream.getvalue()
