"""What archives keep: searchable PDF/A, hOCR, ALTO, who signed a file and when.

The one door of pikepdf, which is imported only when a PDF is written or is signed.
"""

from __future__ import annotations

from ccndocs.archive.make import PdfChoices, check_input, make_pdf
from ccndocs.archive.signatures import Signature, report_signatures, signatures
from ccndocs.archive.words import Reading, write_words

__all__ = [
    "PdfChoices",
    "Reading",
    "Signature",
    "check_input",
    "make_pdf",
    "report_signatures",
    "signatures",
    "write_words",
]
