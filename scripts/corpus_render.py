"""Draws documents of the corpus as PDF, in the layout that offices use.

Letterhead in two columns, body in 14 pt justified with a first-line indent,
footnotes below a short rule, ruled tables, ending in two columns, page numbers at
the top centre from page 2. With `stamped`, a red seal and a signature lie over the
ending, for scans.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from corpus_aligned import with_aligned
from corpus_pages import LEFT, RIGHT, STYLES, Pages, register_fonts
from corpus_seal import draw_seal, draw_signature
from corpus_source import NOTE_MARK, Block, Document
from corpus_tables import table_of
from corpus_text import motto, number_line, place_and_date
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph


def _markup(text: str) -> str:
    text = NOTE_MARK.sub(r'<super rise="5" size="9">\1</super>', escape(text))
    return re.sub(r"^(Điều \d+\.)", r"<b>\1</b>", text)


def _centred(
    canvas: Canvas, x: float, y: float, text: str, face: str, size: float
) -> float:
    canvas.setFont(face, size)
    canvas.drawCentredString(x, y, text)
    return pdfmetrics.stringWidth(text, face, size)


def _rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x - width / 2, y, x + width / 2, y)


def _letterhead(pages: Pages) -> None:
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


def _title(pages: Pages) -> None:
    header = pages.document.header
    if "type_name" in header:
        name = Paragraph(escape(header["type_name"]), STYLES["centre"])
        pages.add(name, 14)
    if "title" in header and "subject" not in header:
        style = STYLES["centre"]
        pages.add(Paragraph(escape(header["title"]), style), 2)
        _rule(pages.canvas, LEFT + pages.width / 2, pages.y - 5, 110)
        pages.y -= 10


def _kinh_gui(pages: Pages) -> None:
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


def _body(pages: Pages, blocks: list[Block], after: float = 0) -> None:
    """`after`: the height of what must follow on the page of the last block."""
    rows: list[Block] = []
    for block in [*with_aligned(blocks), Block("stop", "")]:
        if block.cells:
            rows.append(block)
            continue
        if rows:
            pages.add(table_of(rows, pages.width), 8)
            pages.y -= 4
            rows = []
        if block.kind != "stop":
            last = block is blocks[-1]
            near = last or block is blocks[-2]
            _paragraph(pages, block, after if near else 0, last=last)


def _paragraph(pages: Pages, block: Block, after: float, *, last: bool) -> None:
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


def _ending(pages: Pages, stamped: bool) -> None:
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
    pages = Pages(stream, document)
    steps: list[Callable[[Pages], None]] = [_title, _kinh_gui]
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
