"""What an OCR engine is: a picture in, words with places out."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ccndocs.errors import EngineError
from ccndocs.types.page import Other

PAGE = 3
"""Page segmentation: a whole page with its columns."""
BLOCK = 6
"""Page segmentation: one block of text, such as a table cell."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word in pixels of the picture read; `confidence` is 0 to 1.

    Words with equal (`block`, `paragraph`, `line`) stand on one line. `others`: where
    the engine was in two minds; one whose `read` no longer stands there is void.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int = 0
    paragraph: int = 0
    line: int = 0
    others: tuple[Other, ...] = ()


class OcrEngine(Protocol):
    """An engine reads grey pictures (H x W, uint8).

    `read` raises EngineError when it crashes, hangs past its limit or answers with
    rubbish. `read_many` reads several small pictures in the order given.
    """

    name: str

    def version(self) -> str:
        """Program and version, and the language data's name."""

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The words of one picture in the engine's reading order."""

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The words of each picture."""


class PageClock:
    """An engine for one page: nothing more is read once the page's time is up.

    A picture may take the whole limit, and a page is many pictures.
    """

    def __init__(self, engine: OcrEngine, seconds: float) -> None:
        self.name = engine.name
        self._engine = engine
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def version(self) -> str:
        """That of the engine."""
        return self._engine.version()

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The words of one picture, if there is time."""
        self._look()
        return self._engine.read(image, dpi, psm)

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The words of each picture, if there is time."""
        self._look()
        return self._engine.read_many(images, dpi, psm)

    def _look(self) -> None:
        if time.monotonic() > self._end:
            detail = f"over {self._seconds:g} s for the page"
            raise EngineError("engine_failed", self.name, detail=detail)


def parse_tsv(text: str, engine: str) -> list[list[OcrWord]]:
    r"""Words by page from Tesseract's TSV, which both engines speak.

    The worker adds a column: what was nearly read instead.

    >>> row = "5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tĐiều"
    >>> parse_tsv(row, "tesserocr")[0][0].right
    40
    """
    pages: dict[int, list[OcrWord]] = {}
    for row in text.splitlines():
        cells = row.split("\t")
        if cells[0] == "1":
            pages.setdefault(int(cells[1]), [])
        if cells[0] != "5":
            continue
        try:
            page, word = _word(cells)
        except (ValueError, IndexError) as error:
            raise EngineError(
                "engine_failed", engine, detail=f"unreadable row {row[:60]!r}"
            ) from error
        if word.text:
            pages.setdefault(page, []).append(word)
    return [pages[number] for number in sorted(pages)] or [[]]


def _word(cells: list[str]) -> tuple[int, OcrWord]:
    page, block, paragraph, line = (int(cell) for cell in cells[1:5])
    left, top, width, height = (int(cell) for cell in cells[6:10])
    confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
    text = cells[11].strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable() or " " in text:  # no other spaces are printable
        text = "".join(text.split())
    return page, OcrWord(
        text,
        left,
        top,
        left + width,
        top + height,
        confidence,
        block,
        paragraph,
        line,
        _others(cells[12], text) if len(cells) > 12 else (),
    )


def _others(cell: str, text: str) -> tuple[Other, ...]:
    """What a row of the worker says of other signs: place, percent and sign of each.

    >>> _others("1,45,ể", "đề")
    (Other(at=1, read='ề', text='ể', confidence=0.45),)
    """
    found = (entry.split(",", 2) for entry in cell.split())
    return tuple(
        Other(at, text[at], sign, int(share) / 100)
        for place, share, sign in found
        if (at := int(place)) < len(text)
    )
