"""DOCX: the text that Word shows, with marks, tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ccndocs.source.docx.numbering import W, numbering_of
from ccndocs.source.docx.package import Package, unpack
from ccndocs.source.docx.styles import Format, number_of, run_format, styles_of
from ccndocs.source.glyphs import symbol
from ccndocs.source.inline import Piece, lines_from
from ccndocs.source.legacy import decoded
from ccndocs.source.markup import (
    BLANK,
    Blocks,
    RawCell,
    joined_down,
    table_blocks,
    trimmed,
)
from ccndocs.source.pages import Pages, selected
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Source, SourcePage, Table

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
# Removed text and text that is not the document's own.
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}rPr", f"{W}pPr"}
    | {f"{_MC}Fallback", f"{W}comment", f"{W}fldChar"}
)
_CONTAINERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"})
_TEXT_BOXES = (f"{_WPS}txbx", f"{_V}textbox")


@contextmanager
def open_docx(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """The one page of a DOCX file: Word does not say where its pages end.

    Raises InputFileError (`damaged`, `too_large`) or BadOptionError.
    """
    layer = _Reader(unpack(source, options)).blocks()
    page = SourcePage(1, None, None, layer or None)
    yield Pages(1, selected(source, 1, options), lambda number: page)


class _Reader:
    """Goes through the body once, in order: numbering counts as it goes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._numbering = numbering_of(package.numbering)
        self._styles = styles_of(package.styles)
        self._notes: list[tuple[str, Any]] = []  # kind and id, in order of reference

    def blocks(self) -> Blocks:
        """Everything that the document shows, its notes at the end."""
        body = self._package.document.find(f"{W}body")
        found = [] if body is None else self._content(body)
        notes = self._note_lines()
        if notes:
            found = [*found, BLANK, *notes]
        return trimmed(found)

    def _content(self, parent: Any) -> list[Line | Table]:
        """Paragraphs and tables directly below `parent`."""
        found: list[Line | Table] = []
        for child in parent:
            if child.tag == f"{W}p":
                found += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                found += [*self._table(child), BLANK]
            elif child.tag in _CONTAINERS:
                found += self._content(child)
        return found

    def _paragraph(self, element: Any) -> list[Line | Table]:
        """The lines of a paragraph with its mark, then those of its text boxes."""
        properties = element.find(f"{W}pPr")
        style_id = _style_id(properties, "pStyle")
        base = self._styles.format(style_id).over(self._styles.defaults)
        number = number_of(properties) or self._styles.numbering(style_id)
        pieces = list(self._pieces(element, base))
        shown = any(piece.text.strip() for piece in pieces)
        if number is not None:
            mark = self._numbering.mark(*number)
            if mark and shown:
                pieces.insert(0, Piece(f"{mark} ", bool(base.bold)))
        found: list[Line | Table] = [*lines_from(pieces, base.size)]
        for box in _text_boxes(element):
            found += self._content(box)
        return [*found, BLANK]

    def _pieces(self, parent: Any, base: Format) -> Iterator[Piece]:
        """The runs below `parent`, hyperlinks and inserted text included."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, base)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self._pieces(child, base)

    def _run(self, run: Any, base: Format) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        style = self._styles.format(_style_id(properties, "rStyle"))
        form = run_format(properties).over(style).over(base)
        if form.hidden:
            return
        for child in run:
            text = decoded(self._run_text(child), form.font or "")
            if form.capitals:
                text = text.upper()
            if text:
                raised = bool(form.raised) or child.tag.endswith("noteReference")
                yield Piece(text, bool(form.bold), bool(form.italic), raised)

    def _run_text(self, element: Any) -> str:
        """The characters of one element of a run."""
        kind = element.tag
        if kind == f"{W}t":
            return element.text or ""
        if kind in (f"{W}footnoteReference", f"{W}endnoteReference"):
            return self._refer(element)
        if kind == f"{W}sym":
            code = element.get(f"{W}char") or ""
            return symbol(chr(int(code, 16))) if _is_hex(code) else ""
        return _CHARACTERS.get(kind, "")

    def _refer(self, element: Any) -> str:
        """The number that Word shows for a note; it counts references."""
        note = element.tag.removesuffix("Reference"), element.get(f"{W}id")
        if note not in self._notes:
            self._notes.append(note)
        return str(self._notes.index(note) + 1)

    def _note_lines(self) -> list[Line]:
        """The notes in the order of reference, each starting with its mark."""
        found: list[Line] = []
        for number, (kind, note_id) in enumerate(self._notes, 1):
            part = self._package.footnotes
            if kind == f"{W}endnote":
                part = self._package.endnotes
            element = _note(part, kind, note_id)
            if element is None:
                continue
            pieces: list[Piece] = [Piece(str(number), raised=True), Piece(" ")]
            for paragraph in element.iter(f"{W}p"):
                pieces += self._pieces(paragraph, self._styles.defaults)
                pieces.append(Piece("\n"))
            found += lines_from(pieces, note=True)
        return found

    def _table(self, element: Any) -> Blocks:
        rows = [self._row(row) for row in _rows(element)]
        return table_blocks(joined_down(rows), ruled=self._is_ruled(element))

    def _row(self, row: Any) -> list[tuple[RawCell, str]]:
        """Cells of a row, each with "restart", "continue" or "" of a merge down."""
        cells = []
        skipped = row.find(f"{W}trPr/{W}gridBefore")
        if skipped is not None:
            cells.append((RawCell((), 1, _cells_across(skipped.get(f"{W}val"))), ""))
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            span = merge = None
            if properties is not None:
                span = properties.find(f"{W}gridSpan")
                merge = properties.find(f"{W}vMerge")
            wide = 1 if span is None else _cells_across(span.get(f"{W}val"))
            down = "" if merge is None else merge.get(f"{W}val") or "continue"
            cells.append((RawCell(trimmed(self._content(cell)), 1, wide), down))
        return cells

    def _is_ruled(self, table: Any) -> bool:
        """Whether the table, its style or one of its cells has a border."""
        own = table.findall(f"{W}tblPr/{W}tblBorders")
        cells = table.iter(f"{W}tcBorders")
        if any(_has_rule(borders) for borders in (*own, *cells)):
            return True
        if own:
            return False
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = "" if style is None else style.get(f"{W}val") or ""
        element = self._styles.elements.get(name)
        if element is None:
            return False
        return any(_has_rule(borders) for borders in element.iter(f"{W}tblBorders"))


_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\xad",  # shown at a line's end alone; "ư" in old fonts
    f"{W}ptab": "\t",
}


def _rows(table: Any) -> Iterator[Any]:
    """Rows, also within content controls."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _cells(child)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Contents of the text boxes anchored in a paragraph, each once.

    Word writes a box twice, for new and for old programs (mc:Fallback).
    """
    for kind in _TEXT_BOXES:
        for box in paragraph.iter(kind):
            if any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                continue
            if next(box.iterancestors(f"{W}p"), None) is not paragraph:
                continue  # a box within a box comes with that one
            content = box.find(f"{W}txbxContent")
            if content is not None:
                yield content


def _note(part: Any, kind: str, note_id: str | None) -> Any:
    if part is None:
        return None
    return next((n for n in part.iter(kind) if n.get(f"{W}id") == note_id), None)


def _style_id(properties: Any, kind: str) -> str | None:
    if properties is None:
        return None
    style = properties.find(f"{W}{kind}")
    return None if style is None else style.get(f"{W}val")


def _has_rule(borders: Any) -> bool:
    """Whether one of the sides is drawn."""
    drawn = (side.get(f"{W}val") for side in borders)
    return any(value not in (None, "nil", "none") for value in drawn)


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 6 and all(c in "0123456789abcdefABCDEF" for c in text)


def _cells_across(text: str | None) -> int:
    """How many columns an attribute counts: 1 where it counts none."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,4}", text) else 1
