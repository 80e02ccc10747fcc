"""The lines of a layout as this stage sees them: repaired, free of markup.

A row's `passage` has the id 0 and holds the words of the line; the passages of the
tree are put together from parts of rows (`cut`, `join`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ccndocs.structure.footmarks import glued_marks
from ccndocs.structure.markup import Emphasis, cut, words_of
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, LineRole
from ccndocs.types.text import AlignedText, Pass
from ccndocs.types.tree import Passage, Piece

_NOTE_MARK = re.compile(r"\[(\d{1,3})\]")
_BROKEN_CODE = re.compile(r"[\dA-ZĐ][-/]$")
_BAR = re.compile(r"[\s|]*\|[\s|]*")
_RULE = re.compile(r"[\s|:]*[-_=*—~.…]{3,}[-_=*—~.…\s|:]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with words in it.

    `gap` holds where blank space stands above, `bars` counts the table bars since the
    row before, `closed` tells that blank space follows the last of them, so that the
    row is in no cell. `bold` and `italic` hold where all words are so, `open` where a
    run of emphasis goes on below; `notes` are the marks of footnotes that stood in the
    line.
    """

    passage: Passage
    line: LaidLine
    gap: bool = False
    bars: int = 0
    closed: bool = False
    bold: bool = False
    italic: bool = False
    heading: bool = False
    open: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text

    @property
    def role(self) -> LineRole:
        """What the layout says the line is for."""
        return self.line.role

    @property
    def start(self) -> int:
        """Where the words begin in the repaired text."""
        return self.passage.pieces[0].span.start

    @property
    def caps(self) -> bool:
        """Whether it is written in capitals."""
        return is_caps(self.text)


__all__ = [
    "EMPTY",
    "Row",
    "cut",
    "is_caps",
    "join",
    "mapper",
    "passages_of",
    "read_rows",
    "wide",
]

EMPTY = Passage(0, "", ())
"""No words at all."""


def is_caps(text: str) -> bool:
    """Whether at least three letters, and nearly all of them, are capitals.

    >>> is_caps("TỈNH AN SƠN"), is_caps("UBND tỉnh An Sơn")
    (True, False)
    """
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) * 10 >= 9 * len(letters)


def join(passages: Iterable[Passage]) -> Passage:
    """One passage of several, a space between them.

    A number broken after its dash or stroke ("32/2024/NĐ-", "CP") gets no space.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for passage in passages:
        if not passage.text:
            continue
        if parts and not _BROKEN_CODE.search(parts[-1]):
            parts.append(" ")
            length += 1
        pieces += (Piece(length + piece.start, piece.span) for piece in passage.pieces)
        parts.append(passage.text)
        length += len(passage.text)
    return Passage(0, "".join(parts), tuple(pieces))


def read_rows(layout: Layout, text: AlignedText) -> list[Row]:
    """The rows of the layout in the order of the text, rules of dashes left out.

    Page numbers and other furniture are left out too; of table bars the row below
    knows.
    """
    to_text = mapper(text)
    repaired = text.text
    emphasis = Emphasis()
    glued = glued_marks(layout)
    rows: list[Row] = []
    bars = before = 0
    blank = False
    for line in layout.lines:
        raw = line.span.of(layout.text)
        blank = blank or layout.text.count("\n", before, line.span.start) > 1
        before = line.span.stop
        if line.role is LineRole.FURNITURE or not raw.strip() or _RULE.fullmatch(raw):
            bar = _BAR.fullmatch(raw) is not None
            bars += raw.count("|") if bar else 0
            blank = not bar and (blank or not raw.strip("* \t\f\u00a0"))
            emphasis.reset()
            continue
        gap = blank or wide(line)
        if gap:
            emphasis.reset()
        if line.span.start in glued.notes:
            line = replace(line, role=LineRole.NOTE)
        marks = [to_text(mark) for mark in glued.within(line.span)]
        row = _row(repaired, line, to_text, emphasis, marks, gap=gap, bars=bars)
        if row is not None:
            rows.append(row)
            bars = 0
            blank = False
    return rows


def wide(line: LaidLine) -> bool:
    """Whether the line stands clearly apart from the one above (its place known)."""
    return line.box is not None and line.gap is not None and line.gap > 1.9


def _row(
    text: str,
    line: LaidLine,
    to_text: Callable[[Span], Span],
    emphasis: Emphasis,
    marks: Sequence[Span],
    *,
    gap: bool,
    bars: int,
) -> Row | None:
    span = to_text(line.span)
    hidden = [*marks, *(to_text(w.span) for w in line.words if w.superscript)]
    notes = [h.of(text) for h in hidden]
    if line.role is not LineRole.NOTE:
        for mark in _NOTE_MARK.finditer(text, span.start, span.stop):
            hidden.append(Span(*mark.span()))
            notes.append(mark.group(1))
    words = words_of(text, span, emphasis, hidden)
    if not words.passage.text:
        return None
    return Row(
        words.passage,
        line,
        gap,
        bars,
        bool(bars) and gap,
        line.bold or words.bold,
        words.italic,
        words.heading,
        emphasis.bold or emphasis.italic,
        tuple(notes),
    )


def mapper(text: AlignedText) -> Callable[[Span], Span]:
    """`text.to_text` with its tables made once, so that many spans stay cheap."""
    tables = [([edit.span.start for edit in p.edits], p) for p in text.passes]

    def mapped(span: Span) -> Span:
        for starts, done in tables:
            low = _image(starts, done, span.start, is_stop=False)
            high = _image(starts, done, span.stop, is_stop=True)
            span = Span(low, max(low, high))
        return span

    return mapped


def _image(starts: Sequence[int], done: Pass, index: int, *, is_stop: bool) -> int:
    """Where the boundary at `index` of the pass's input stands in its output."""
    at = (bisect_left if is_stop else bisect_right)(starts, index) - 1
    if at < 0:
        return index
    edit, start = done.edits[at], done.starts[at]
    if index < edit.span.stop:
        if len(edit.text) == len(edit.span):
            return start + index - edit.span.start
        return start + len(edit.text) if is_stop else start
    return start + len(edit.text) + index - edit.span.stop


def passages_of(rows: Iterable[Row]) -> Iterator[Passage]:
    """The passages of some rows."""
    return (row.passage for row in rows)
