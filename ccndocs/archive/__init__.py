"""What archives keep: searchable PDF/A, hOCR, ALTO, who signed a file and when.

The one door of pikepdf, which is imported only when a PDF is written or is signed.
"""

from __future__ import annotations

from ccndocs.archive.make import PdfChoices, check_input, write_pdf
from ccndocs.archive.signatures import Signature, report_signatures, signatures

__all__ = [
    "PdfChoices",
    "Signature",
    "check_input",
    "report_signatures",
    "signatures",
    "write_pdf",
]
