"""DOC: the text that Word shows, in the fonts' own encodings."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager

from ccndocs.source.doc.formats import changes, character_runs, paragraph_runs
from ccndocs.source.doc.lists import lists_of
from ccndocs.source.doc.streams import (
    END_NOTE_MARKS,
    END_NOTE_TEXTS,
    NOTE_TEXTS,
    Streams,
    streams_of,
)
from ccndocs.source.doc.styles import Format, fonts_of, styles_of
from ccndocs.source.doc.tables import Tables
from ccndocs.source.doc.text import text_of
from ccndocs.source.faults import damaged
from ccndocs.source.glyphs import joined_units, symbol
from ccndocs.source.inline import Piece, lines_from
from ccndocs.source.legacy import decoded
from ccndocs.source.markup import BLANK, Blocks, trimmed
from ccndocs.source.pages import Pages, selected
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Source, SourcePage, Table

_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_CONTROL = re.compile("([\x01-\x08\x0b\x0e\x13-\x15\x1e])")
_IN_TABLE, _ROW_END, _INNER = 0x2416, 0x2417, (0x244B, 0x244C)
_LEVEL, _LIST = 0x260A, 0x460B
_CELL, _NOTE, _FIELD, _RESULT, _FIELD_END = "\x07", "\x02", "\x13", "\x14", "\x15"
_SOFT_HYPHEN = {0x1F: 0xAD}  # which old fonts draw as "ư"
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-"}


@contextmanager
def open_doc(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """The one page of a .doc file: Word does not say where its pages end.

    Raises InputFileError (`damaged`, `locked_office`, `legacy_office`).
    """
    streams = streams_of(source)
    try:
        reader = _Reader(streams)
        blocks = reader.blocks()
    except (ValueError, struct.error, IndexError) as error:
        raise damaged(source, error) from error
    page = SourcePage(1, None, None, blocks or None, fonts=tuple(reader.fonts_used))
    yield Pages(1, selected(source, 1, options), lambda number: page)


class _Reader:
    """Goes through the body once, in order: numbering and notes count as it goes."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._text = text_of(streams)
        self._stretches = self._text.stretches(character_runs(streams))
        self._starts = [position for position, _ in self._stretches]
        self._paragraphs = paragraph_runs(streams)
        self._styles = styles_of(streams)
        self._fonts = fonts_of(streams)
        self._numbering = lists_of(streams)
        self._end_notes = _positions(streams.part(END_NOTE_MARKS), 2)
        self._notes: list[tuple[bool, int]] = []  # whether an endnote, and its number
        self._fields: list[bool] = []  # open ones; True where the result has begun
        self.fonts_used: dict[str, None] = {}

    def blocks(self) -> Blocks:
        """Everything that the document shows: body, text boxes, notes."""
        stories = self._streams.stories
        found = self._story(0, stories.body)
        rest = (stories.footnotes, stories.headers, stories.macros, stories.annotations)
        end_notes = stories.body + sum(rest)
        boxes = end_notes + stories.endnotes
        if stories.boxes:
            found += [BLANK, *self._story(boxes, boxes + stories.boxes)]
        for number, (is_end, index) in enumerate(self._notes, 1):
            start = end_notes if is_end else stories.body
            texts = END_NOTE_TEXTS if is_end else NOTE_TEXTS
            found += [BLANK, *self._note(number, start, index, texts)]
        return trimmed(found)

    def _note(self, number: int, start: int, index: int, part: int) -> list[Line]:
        """One note behind its mark; nothing where its text is not to be found."""
        bounds = _positions(self._streams.part(part), 0)
        if index + 1 >= len(bounds):
            return []
        pieces = [Piece(str(number), raised=True), Piece(" ")]
        first, last = start + bounds[index], start + bounds[index + 1]
        for at, end in self._paragraph_bounds(first, last):
            pieces += self._pieces(at, end, self._form(end), in_note=True)
            pieces.append(Piece("\n"))
        return lines_from(pieces, note=True)

    def _paragraph_bounds(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Start and mark of every paragraph between two positions."""
        at = first
        for match in _PARAGRAPH_END.finditer(self._text.characters, first, last):
            yield at, match.start()
            at = match.end()
        if at < min(last, len(self._text.characters)):
            yield at, min(last, len(self._text.characters))

    def _story(self, first: int, last: int) -> list[Line | Table]:
        found: list[Line | Table] = []
        tables = Tables()
        cell: list[Piece] = []
        for at, end in self._paragraph_bounds(first, last):
            style, data = self._paragraph(end)
            shape = {c.code: c.number for c in changes(data)}
            pieces = self._marked(shape, at, end, self._styles.format(style))
            if not shape.get(_IN_TABLE):
                found += tables.finished()
                found += [*lines_from(pieces, self._styles.format(style).size), BLANK]
                continue
            if shape.get(_ROW_END):
                tables.end_row(data)
                continue
            cell += pieces
            if self._text.characters[end : end + 1] == _CELL:
                tables.cell(tuple(lines_from(cell)))
                cell = []
            else:
                cell.append(Piece("\n"))
        return found + list(tables.finished())

    def _paragraph(self, end: int) -> tuple[int, bytes]:
        """Style number and all changes of the paragraph that ends at a position."""
        data = self._paragraphs.at(self._text.place(end))
        style = int.from_bytes(data[:2], "little")
        return style, self._styles.paragraph(style) + data[2:]

    def _form(self, end: int) -> Format:
        return self._styles.format(self._paragraph(end)[0])

    def _marked(
        self, shape: dict[int, int], at: int, end: int, form: Format
    ) -> list[Piece]:
        """The pieces of a paragraph behind the mark that its list gives it."""
        pieces = self._pieces(at, end, form)
        used = shape.get(_LIST, 0)
        if not used or not any(piece.text.strip() for piece in pieces):
            return pieces
        mark = self._numbering.mark(str(used), shape.get(_LEVEL, 0))
        return [Piece(f"{mark} ", form.bold), *pieces] if mark else pieces

    def _pieces(
        self, first: int, last: int, base: Format, in_note: bool = False
    ) -> list[Piece]:
        """The stretch in pieces of one format each."""
        found: list[Piece] = []
        for start, end, form in self._formats(first, last, base):
            if not (form.hidden or form.deleted):
                found += self._shown(start, end, form, in_note)
        return found

    def _formats(
        self, first: int, last: int, base: Format
    ) -> Iterator[tuple[int, int, Format]]:
        """Stretches of one format.

        Word also parts runs that look the same (by the session that wrote them); two
        codes that make one letter of VNI may stand on both sides.
        """
        at, held = first, base
        start = first
        index = max(bisect_right(self._starts, first) - 1, 0)
        while at < last and index < len(self._starts):
            form = self._styles.changed(base, self._stretches[index][1])
            if form != held and at > start:
                yield start, at, held
                start = at
            held, index = form, index + 1
            at = self._starts[index] if index < len(self._starts) else last
            at = min(max(at, start), last)
        if last > start:
            yield start, last, held

    def _shown(
        self, first: int, last: int, form: Format, in_note: bool
    ) -> Iterator[Piece]:
        """What the characters of one format show; fields show their results."""
        at = first
        for part in _CONTROL.split(self._text.characters[first:last]):
            position, at = at, at + len(part)
            if not part or self._is_field(part) or not all(self._fields):
                continue
            if part == _NOTE:
                if not in_note:
                    yield self._refer(position)
            elif part in _SHOWN:
                yield Piece(_SHOWN[part], form.bold, form.italic)
            elif not _CONTROL.match(part):
                text = self._decoded(part, form)
                yield Piece(text, form.bold, form.italic, form.raised)

    def _is_field(self, part: str) -> bool:
        """Whether it opens a field, begins its result, or ends it; keeps count."""
        if part == _FIELD:
            self._fields.append(False)
        elif part == _RESULT and self._fields:
            self._fields[-1] = True
        elif part == _FIELD_END and self._fields:
            self._fields.pop()
        return part in (_FIELD, _RESULT, _FIELD_END)

    def _refer(self, position: int) -> Piece:
        """The number that Word shows for a note; it counts references."""
        is_end = position in self._end_notes
        same = sum(1 for kind, _ in self._notes if kind is is_end)
        self._notes.append((is_end, same))
        return Piece(str(len(self._notes)), raised=True)

    def _decoded(self, text: str, form: Format) -> str:
        """The text as its font draws it: one font for ASCII, one for other codes."""
        if form.symbol:
            return symbol(form.symbol) * len(text)
        text = joined_units(text.translate(_SOFT_HYPHEN))
        numbers = (form.ascii_font, form.other_font)
        fonts = [self._fonts[n] for n in numbers if n < len(self._fonts)]
        if text.strip():
            for font in fonts[: 1 if text.isascii() else 2]:
                self.fonts_used[font.name] = None
        if fonts and fonts[0].pictures:
            return symbol(text)
        for font in fonts:
            made = decoded(text, font.name)
            if made != text:
                text = made
                break
        return text.upper() if form.capitals else text


def _positions(plex: bytes, size: int) -> list[int]:
    """The positions of a table whose entries have `size` bytes; one more than those."""
    count = (len(plex) - 4) // (4 + size)
    return list(struct.unpack_from(f"<{count + 1}I", plex)) if count > 0 else []
