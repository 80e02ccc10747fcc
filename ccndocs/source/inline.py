"""Formatted pieces of a paragraph to lines: spaces, breaks, raised footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ccndocs.source.glyphs import plain
from ccndocs.types.page import Line, Table, Word

_MARK = re.compile(r"\[?\(?(?:\d{1,3}|[ivx]{1,4}|[*†‡]{1,3})\)?\]?")
_UNIT = re.compile(r"(?:^|[\W\d])[kcdm]?m$")  # the "m" of "m²" carries no footnote
_SPACES = re.compile(r"[ \t\r\xa0\u2000-\u200a\u202f\u3000]+")
# Tabs and rows of spaces that set two blocks side by side; after a list mark they
# are no gap.
_GAP = re.compile(r"[ \xa0]*(?:\t|[ \xa0]{4})[ \t\xa0]*")
_MARK_LENGTH = 5
_WIDE = " " * 4
_CLOSING = re.compile(r"[,.;:)\]”’?!]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one format; a line break in `text` is a break on the page."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


def lines_from(
    pieces: Iterable[Piece], size: float | None = None, note: bool = False
) -> list[Line]:
    """Lines of a paragraph, spaces collapsed; a blank paragraph has none."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        for at, text in enumerate(piece.text.split("\n")):
            if at:
                rows.append([])
            if text:
                rows[-1].append(Piece(text, piece.bold, piece.italic, piece.raised))
    made = (_line(row, size, note) for row in rows)
    return [line for line in made if line.text]


def _line(pieces: Sequence[Piece], size: float | None, note: bool) -> Line:
    """One line; words are listed only where a mark must be told from a number."""
    text, marks = _joined(pieces)
    if not marks:
        text = _spaced("".join(piece.text for piece in pieces))
    weight = sum(len(p.text.strip()) for p in pieces)
    bold = sum(len(p.text.strip()) for p in pieces if p.bold)
    italic = sum(len(p.text.strip()) for p in pieces if p.italic)
    words: tuple[Word, ...] = ()
    if marks:
        words = tuple(Word(word) for word in text.split(" "))
    return Line(
        text=text,
        words=words,
        size=size,
        bold=bold * 2 > weight,
        italic=italic * 2 > weight,
        superscripts=marks,
        note=note,
    )


def _joined(pieces: Sequence[Piece]) -> tuple[str, tuple[int, ...]]:
    """The line's text and which of its words are raised marks.

    "quy định¹, đến nay" is "quy định, 1 đến nay": punctuation stays with its word.
    """
    text = ""
    marks: list[int] = []
    for piece in _merged(pieces):
        if not (piece.raised and _is_mark(piece.text, text)):
            closing = _CLOSING.match(piece.text) if _open_mark(text, marks) else None
            if closing is not None:
                before, _, mark = text.rstrip().rpartition(" ")
                rest = piece.text[closing.end() :]
                text = f"{before}{closing[0]} {mark} {rest}"
            else:
                text += " " + piece.text if _open_mark(text, marks) else piece.text
            continue
        text = _clean(text)
        marks.append(len(text.split(" ")) if text else 0)
        text = f"{text} {_clean(piece.text)}".lstrip(" ")
    return _clean(text), tuple(marks)


def _open_mark(text: str, marks: list[int]) -> bool:
    """Whether the text ends in a mark just set."""
    return bool(marks) and len(text.split(" ")) == marks[-1] + 1


def _is_mark(text: str, before: str) -> bool:
    return bool(_MARK.fullmatch(text.strip())) and not _UNIT.search(before[-6:])


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours that are both raised, or both not, as one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].raised == piece.raised:
            last = merged.pop()
            piece = Piece(
                last.text + piece.text, piece.bold, piece.italic, piece.raised
            )
        merged.append(piece)
    return merged


def _spaced(text: str) -> str:
    """Spaces collapsed, but a gap between blocks kept as four of them."""
    parts = [_SPACES.sub(" ", part) for part in _GAP.split(text.strip())]
    if len(parts) > 1 and len(parts[0]) <= _MARK_LENGTH:
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return plain(_WIDE.join(parts)).strip()


def _clean(text: str) -> str:
    return plain(_SPACES.sub(" ", text)).strip()


def flat(blocks: Iterable[Line | Table]) -> tuple[Line, ...]:
    """Lines of the blocks; a table within a cell gives its cells' lines."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            for cell in block.cells:
                lines += cell.lines
    return tuple(lines)
