"""PDF files: opened once, pages loaded one by one, closed with the `with` block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ccndocs.errors import CcndocsError, EncryptedPdfError, InputFileError
from ccndocs.source.pages import Pages, selected
from ccndocs.source.pdf.page import load_page
from ccndocs.source.pdf.stamps import Shown
from ccndocs.source.pdf.tables import TableFinder
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source, SourcePage

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_*


@contextmanager
def open_pdf(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """Pages of a PDF.

    Raises EncryptedPdfError (a password is needed to open it), InputFileError
    (damaged, cut short, no pages) or BadOptionError (`page_range`).
    """
    _check_whole(source)
    document = _open(source)
    finder = TableFinder(source.data)
    shown = Shown(source.data)
    try:
        count = len(document)
        if count == 0:
            raise InputFileError("no_pages", source.name)
        numbers = selected(source, count, options)

        def load(number: int) -> SourcePage:
            return load_page(document, shown, number, finder, options, issues)

        yield Pages(count, numbers, load)
    finally:
        finder.close()
        shown.close()
        document.close()


def _check_whole(source: Source) -> None:
    """A PDF ends with the place of its index, after its last object.

    PDFium would mend a file that was cut, silently and without the pages that are
    gone; half a document must not pass for a whole one.
    """
    index = source.data.rfind(b"startxref")
    if index < source.data.rfind(b"endobj"):
        raise InputFileError("damaged", source.name, detail="its end is missing")


def _open(source: Source) -> Any:
    """The document, with PDFium's errors told apart."""
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if _opens_without_pages(source):
            raise InputFileError("no_pages", source.name) from error
        raise _translated(source, error) from error


def _opens_without_pages(source: Source) -> bool:
    """Whether PDFium opens the file after all, and finds no page in it.

    pypdfium2 takes that for a failed load, with the code of whatever failed before.
    """
    import pypdfium2.raw as raw

    document = raw.FPDF_LoadMemDocument64(source.data, len(source.data), None)
    if not document:
        return False
    raw.FPDF_CloseDocument(document)
    return True


def _translated(source: Source, error: Exception) -> CcndocsError:
    code = getattr(error, "err_code", None)
    if code in (_PASSWORD, _SECURITY):
        return EncryptedPdfError("encrypted_pdf", source.name)
    return InputFileError("damaged", source.name, detail="its structure is broken")
