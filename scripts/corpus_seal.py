"""The seal and the signature that lie over the ending of a scanned document."""

from __future__ import annotations

import math
import random

from corpus_source import Document
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

STAMP_RED = colors.Color(0.82, 0.08, 0.14, alpha=0.78)
INK_BLUE = colors.Color(0.10, 0.14, 0.45, alpha=0.9)


def draw_seal(canvas: Canvas, x: float, y: float, document: Document) -> None:
    """A round red seal, its centre at x, y, turned a little."""
    words = " ".join(document.lists["issuer_lines"]).upper()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(random.Random(document.id + "seal").uniform(-12, 12))
    canvas.setStrokeColor(STAMP_RED)
    canvas.setFillColor(STAMP_RED)
    for radius, line in ((47, 2.2), (44, 0.8), (29, 0.8)):
        canvas.setLineWidth(line)
        canvas.circle(0, 0, radius)
    _ring(canvas, words, 33.5, 8.5 if len(words) < 32 else 7)
    path = canvas.beginPath()
    for corner in range(10):
        radius = 15 if corner % 2 == 0 else 6
        angle = math.pi / 2 + corner * math.pi / 5
        draw = path.lineTo if corner else path.moveTo
        draw(radius * math.cos(angle), radius * math.sin(angle))
    path.close()
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.restoreState()


def _ring(canvas: Canvas, words: str, radius: float, size: float) -> None:
    widths = [pdfmetrics.stringWidth(letter, "TB", size) + 0.9 for letter in words]
    angle = math.pi / 2 + sum(widths) / radius / 2
    canvas.setFont("TB", size)
    for letter, width in zip(words, widths, strict=True):
        angle -= width / radius / 2
        canvas.saveState()
        canvas.translate(radius * math.cos(angle), radius * math.sin(angle))
        canvas.rotate(math.degrees(angle) - 90)
        canvas.drawCentredString(0, 0, letter)
        canvas.restoreState()
        angle -= width / radius / 2


def draw_signature(canvas: Canvas, x: float, y: float, chance: random.Random) -> None:
    """A signature in blue ink, different for each document."""
    canvas.saveState()
    canvas.setStrokeColor(INK_BLUE)
    canvas.setLineWidth(1.3)
    path = canvas.beginPath()
    path.moveTo(x - 40, y - 4)
    at = x - 40
    for _ in range(5):
        step = chance.uniform(14, 26)
        up, down = chance.uniform(8, 26), chance.uniform(-18, 2)
        path.curveTo(at + 4, y + up, at + step * 0.6, y + down, at + step, y)
        at += step * 0.8
    path.curveTo(at + 10, y - 20, at - 70, y - 16, at + 24, y - 8)
    canvas.drawPath(path)
    canvas.restoreState()
