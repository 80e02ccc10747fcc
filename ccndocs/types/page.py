"""What reading a file gives: pages of lines and tables, with boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from ccndocs.types.geometry import Box


class Other(NamedTuple):
    """What an engine nearly read: `text` instead of `read` at `at` in a word.

    `confidence` is the engine's own, 0 to 1; those of one place need not add up to 1.
    """

    at: int
    read: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read. `confidence` is 0 to 1; 1 where nothing was recognised."""

    text: str
    box: Box | None = None
    confidence: float = 1.0
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read. Its `text` is NFC and holds no line break.

    `words` may be empty (plain text); else `text` is the words joined by single
    spaces, so that a word's place in the line can be counted. `size` is the font
    size in points where the source states it; `superscripts` are the indices of
    words that are raised footnote marks. `note`: the source itself says that the line
    is a footnote's (its text then starts with the footnote's mark).
    """

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    superscripts: tuple[int, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `row` and `column` count from 0 at its top left corner."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled (or marked-up) table; letterheads and endings are none."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box | None = None


class Origin(StrEnum):
    """How the text of a page was had."""

    PLAIN = "plain"  # text, Markdown, HTML, DOCX
    LAYER = "text"  # a PDF's text layer
    OCR = "ocr"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: blocks in reading order, sizes in points.

    `number` counts from 1 over the whole input. A plain text is one page.
    `confidence` is the mean over its words, 0 to 1. `turn`: degrees clockwise that
    make the page, as its file stores it, upright; `shown`: those by which a viewer
    turns it, because the file says so. Sizes and boxes are those of the upright page.
    """

    number: int
    blocks: tuple[Line | Table, ...]
    origin: Origin
    width: float | None = None
    height: float | None = None
    confidence: float = 1.0
    turn: int = 0
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """An input as it came: who it is, before anything is read.

    `data` is the whole file; `digest` the hex SHA-256 of it; `media_type` is told
    by content, not by the name.
    """

    name: str
    data: bytes
    media_type: str
    digest: str
    path: Path | None = None

    @property
    def id(self) -> str:
        """Identity of the document: the same bytes are the same document."""
        return f"sha256:{self.digest}"


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture. `pixels` is a numpy array, H x W or H x W x 3 (RGB), uint8.

    `dpi` is dots per inch of the picture at the page's true size.
    """

    pixels: Any
    dpi: float


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page that the source offers: its text layer, its picture, or both.

    `layer` is None where the source has no text for this page. `image` renders the
    page (only when called: a million pages must not be held in memory) and is None
    for plain text. `ink` is the share of the page that only the picture holds
    (images not covered by layer text), 0 to 1. `turn` and `shown` as in Page.
    """

    number: int
    width: float | None
    height: float | None
    layer: tuple[Line | Table, ...] | None
    image: Callable[[], PageImage] | None = field(default=None, compare=False)
    ink: float = 0.0
    fonts: tuple[str, ...] = ()
    turn: int = 0
    shown: int = 0
