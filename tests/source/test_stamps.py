"""Numbers and days that stand in signature fields, over blanks in the text."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ccndocs.source import from_bytes, open_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options

Field = tuple[float, float, float, float, str]
NUMBER: Field = (110, 694, 160, 724, "196")
DAY: Field = (320, 694, 400, 724, "04")


def letter(fields: list[Field], hidden: bool = False) -> bytes:
    """A page with blanks for number and day, and signature fields that fill them."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 13)
    for x, y, text in (
        (80, 700, "So:"),
        (165, 700, "/KH-UBND"),
        (290, 700, "ngay"),
        (345, 700, "thang 11 nam 2031"),
        (80, 640, "1. Cac don vi ra soat quy hoach."),
        (330, 300, "CHU TICH"),
        (320, 220, "Nguyen Van An"),
    ):
        canvas.drawString(x, y, text)
    canvas.save()
    with pikepdf.open(stream) as document:
        page = document.pages[0]
        annotations = [_field(document, field, hidden) for field in fields]
        page.Annots = document.make_indirect(pikepdf.Array(annotations))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _field(document: pikepdf.Pdf, field: Field, hidden: bool) -> Any:
    left, bottom, right, top, text = field
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    lines = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
    look = pikepdf.Stream(document, f"BT /F1 13 Tf 15 TL 2 8 Td {lines} ET".encode())
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([0, 0, right - left, top - bottom])
    look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(text),
            F=2 if hidden else 132,
            Rect=pikepdf.Array([left, bottom, right, top]),
            AP=pikepdf.Dictionary(N=look),
        )
    )


def test_stamps_fill_the_blanks_of_their_lines(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    (page,), _ = opened(letter([NUMBER, DAY]))
    found = " ".join(texts(page))
    assert found.startswith("So: 196 /KH-UBND ngay 04 thang 11 nam 2031")


@pytest.mark.parametrize("askew", [-5, 5])
def test_a_stamp_that_is_askew_stands_in_its_line(
    opened: Callable[..., Any], texts: Callable[..., list[str]], askew: float
) -> None:
    left, bottom, right, top, text = NUMBER
    (page,), _ = opened(letter([(left, bottom + askew, right, top + askew, text)]))
    assert " ".join(texts(page)).startswith("So: 196 /KH-UBND ngay thang")


def test_a_page_that_is_asked_for_twice_has_its_stamps_twice(
    texts: Callable[..., list[str]],
) -> None:
    seal: Field = (300, 215, 450, 295, "Signed by: Nguyen Van An")
    source = from_bytes("a.pdf", letter([NUMBER, seal]), Options())
    with open_pages(source, Options(), IssueLog()) as pages:
        first, second = (texts(next(iter(pages))) for _ in range(2))
    assert "196" in " ".join(first)
    assert first == second


def test_what_is_hidden_or_of_the_certificate_is_no_text(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    plain = texts(opened(letter([]))[0][0])
    (hidden,), _ = opened(letter([NUMBER], hidden=True))
    assert texts(hidden) == plain
    seal: Field = (300, 215, 450, 295, "Signed by: Nguyen Van An\nDate: 4.11.2031")
    (sealed,), _ = opened(letter([seal]))
    assert texts(sealed) == plain


def test_the_picture_of_the_page_shows_its_stamps() -> None:
    pixels = []
    for fields in ([], [NUMBER]):
        source = from_bytes("a.pdf", letter(fields), Options())
        with open_pages(source, Options(), IssueLog()) as pages:
            image = next(iter(pages)).image
            assert image is not None
            pixels.append(image().pixels)
    rows, columns = np.nonzero(np.any(pixels[0] != pixels[1], axis=-1))
    inch = 200 / 72
    assert 110 * inch < columns.min() < columns.max() < 160 * inch
    assert (842 - 724) * inch < rows.min() < rows.max() < (842 - 694) * inch
