"""Pages as read, as bytes and back: what saves a second OCR.

Compact JSON, gzipped without a time: the same pages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

from ccndocs.types.geometry import Box
from ccndocs.types.issue import Issue
from ccndocs.types.page import Cell, Line, Origin, Other, Page, Table, Word

FORMAT = 1

# What half a file, or one that a disk has garbled, makes the libraries raise.
_RUBBISH = (
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class PagesFormatError(ValueError):
    """Bytes that are no pages of this format."""


def dump_pages(pages: tuple[Page, ...], issues: tuple[Issue, ...], total: int) -> bytes:
    """The pages of a reading, its issues, and how many pages the input has."""
    value = {
        "format": FORMAT,
        "total": total,
        "issues": [[i.code, i.message, i.page] for i in issues],
        "pages": [_page(page) for page in pages],
    }
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return gzip.compress(text.encode("ascii"), compresslevel=6, mtime=0)


def load_pages(data: bytes) -> tuple[tuple[Page, ...], tuple[Issue, ...], int]:
    """What `dump_pages` was given. Raises PagesFormatError."""
    try:
        value = json.loads(gzip.decompress(data))
        if value["format"] != FORMAT:
            raise PagesFormatError(f"format {value['format']!r}")
        pages = tuple(_to_page(page) for page in value["pages"])
        issues = tuple(Issue(*issue) for issue in value["issues"])
        return pages, issues, int(value["total"])
    except _RUBBISH as error:
        raise PagesFormatError(str(error)) from error


def _page(page: Page) -> list[Any]:
    blocks = [_block(block) for block in page.blocks]
    size = [page.width, page.height]
    return [page.number, page.origin.value, *size, page.confidence, page.turn, blocks]


def _to_page(value: list[Any]) -> Page:
    number, origin, width, height, confidence, turn, blocks = value
    return Page(
        number,
        tuple(_to_block(block) for block in blocks),
        Origin(origin),
        width,
        height,
        confidence,
        turn,
    )


def _block(block: Line | Table) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"l": _line(block)}
    return {"t": [block.rows, block.columns, _box(block.box), *map(_cell, block.cells)]}


def _to_block(value: dict[str, Any]) -> Line | Table:
    if "l" in value:
        return _to_line(value["l"])
    rows, columns, box, *cells = value["t"]
    return Table(rows, columns, tuple(_to_cell(c) for c in cells), _to_box(box))


def _cell(cell: Cell) -> list[Any]:
    spans = [cell.row, cell.column, cell.row_span, cell.column_span]
    return [*spans, _box(cell.box), *map(_line, cell.lines)]


def _to_cell(value: list[Any]) -> Cell:
    row, column, row_span, column_span, box, *lines = value
    found = tuple(_to_line(line) for line in lines)
    return Cell(row, column, found, row_span, column_span, _to_box(box))


def _line(line: Line) -> list[Any]:
    style = int(line.bold) + 2 * int(line.italic) + 4 * int(line.note)
    words = [_word(word) for word in line.words]
    marks = list(line.superscripts)
    return [line.text, _box(line.box), line.size, style, marks, words]


def _to_line(value: list[Any]) -> Line:
    text, box, size, style, marks, words = value
    return Line(
        text,
        tuple(_to_word(*word) for word in words),
        _to_box(box),
        size,
        bool(style & 1),
        bool(style & 2),
        tuple(marks),
        bool(style & 4),
    )


def _word(word: Word) -> list[Any]:
    found: list[Any] = [word.text, _box(word.box), word.confidence]
    return [*found, list(word.others)] if word.others else found


def _to_word(
    text: str, box: list[float] | None, confidence: float, others: Any = ()
) -> Word:
    return Word(
        text, _to_box(box), confidence, tuple(Other(*other) for other in others)
    )


def _box(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x0, box.y0, box.x1, box.y1]


def _to_box(value: list[float] | None) -> Box | None:
    return None if value is None else Box(*value)
