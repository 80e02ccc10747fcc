"""Small inputs built on the spot: PDFs, pictures, DOCX archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest
from reportlab.pdfgen.canvas import Canvas

from ccndocs.source import from_bytes, open_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, SourcePage, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def opened() -> Callable[..., tuple[list[SourcePage], IssueLog]]:
    """All pages of bytes, read the way the pipeline reads them."""

    def read_all(
        data: bytes, name: str = "input", **options: object
    ) -> tuple[list[SourcePage], IssueLog]:
        chosen, issues = Options(**options), IssueLog()  # type: ignore[arg-type]
        source = from_bytes(name, data, chosen)
        with open_pages(source, chosen, issues) as pages:
            found = list(pages)
            assert len(found) == len(pages)
        return found, issues

    return read_all


def texts(page: SourcePage) -> list[str]:
    """Texts of the lines that are not blank; a table as its rows of cells."""
    found: list[str] = []
    for block in page.layer or ():
        if isinstance(block, Line):
            if block.text:
                found.append(block.text)
        else:
            found += rows(block)
    return found


def rows(table: Table) -> list[str]:
    """Rows of a table in the notation "a / b | c", spans as "{2x1}c"."""
    lines: dict[int, list[str]] = {}
    for cell in table.cells:
        spans = ""
        if (cell.row_span, cell.column_span) != (1, 1):
            spans = f"{{{cell.row_span}x{cell.column_span}}}"
        text = " / ".join(line.text for line in cell.lines)
        lines.setdefault(cell.row, []).append(spans + text)
    return [" | ".join(lines[row]) for row in sorted(lines)]


def pdf(
    *draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)
) -> bytes:
    """A PDF with one page for each function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for page in draw:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file of a body and other parts (numbering, styles, footnotes)."""
    buffer = io.BytesIO()
    wrapped = {
        "document": f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    }
    wrapped |= {
        name: f"<w:{name} xmlns:w='{W}'>{content}</w:{name}>"
        for name, content in parts.items()
    }
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in wrapped.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def lines(page: SourcePage) -> Iterator[Line]:
    """The lines of a page outside tables."""
    return (block for block in page.layer or () if isinstance(block, Line))


@pytest.fixture(name="texts")
def texts_fixture() -> Callable[[SourcePage], list[str]]:
    return texts


@pytest.fixture(name="pdf")
def pdf_fixture() -> Callable[..., bytes]:
    return pdf


@pytest.fixture(name="docx")
def docx_fixture() -> Callable[..., bytes]:
    return docx
