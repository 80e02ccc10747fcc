"""Words of text layers made for tests, and what is read from archived files."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium

READ = "Sở Công Thương - An quy định"


LYING = b"BT /F1 12 Tf 3 Tr 90 760 Td (So Cong Thuong lies) Tj (and goes on) ' ET"


BELOW = b"BT /F1 12 Tf 90 760 Td [(below) 5 (the picture)] TJ ET"


VISIBLE = b"q 595 0 0 842 0 0 cm /Im Do Q BT /F1 12 Tf 90 60 Td (stamp) Tj ET"


def words(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [
        w for page in document for w in page.get_textpage().get_text_bounded().split()
    ]


def streams(data: bytes, kind: str = "/Image") -> list[bytes]:
    pdf = pikepdf.open(io.BytesIO(data))
    return [
        o.read_raw_bytes()
        for o in pdf.objects
        if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == kind
    ]


def drawn(data: bytes) -> Any:
    return np.asarray(pdfium.PdfDocument(data)[0].render(scale=0.5).to_pil())


def codes(issues: list[Any]) -> list[str]:
    return [issue.code for issue in issues]
