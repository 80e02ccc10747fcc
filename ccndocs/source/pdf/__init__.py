"""PDF pages: words and lines by pypdfium2, ruled tables by pdfplumber, pictures."""

from __future__ import annotations
