"""Options: one frozen value for a whole run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is read.

    `pages` are page numbers from 1, None for all. `mode`: "auto" judges each page,
    "ocr" reads pictures even where a layer exists, "text" never runs OCR. `engine`:
    "auto", "tesserocr" or "pytesseract". Limits guard against bombs: `max_bytes` of
    the input, `max_pixels` of one picture, `page_seconds` of one page's OCR.
    """

    pages: tuple[int, ...] | None = None
    mode: str = "auto"
    engine: str = "auto"
    language: str = "vie"
    max_bytes: int = 512 * 1024 * 1024
    max_pixels: int = 120_000_000
    page_seconds: float = 120.0
    with_text: bool = False
