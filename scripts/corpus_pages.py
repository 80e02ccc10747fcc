"""Pages of a drawn document: fonts, styles, a pen that falls over pages, footnotes."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

from corpus_source import Document
from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

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


class Pages:
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
        """Points between the margins."""
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
        """Draw the footnotes and close the page."""
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
        """Go on at the top of another page, of the same size unless told."""
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
