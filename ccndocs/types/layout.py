"""The text as read: one string, and where each line of it stands on paper."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from ccndocs.types.geometry import Box, Span
from ccndocs.types.page import Origin, Other


class LineRole(StrEnum):
    """What a line is for, as far as its place on the page tells.

    Plain text has BODY (and CELL, FURNITURE) only: words decide there.
    """

    BODY = "body"
    LETTERHEAD_LEFT = "letterhead_left"
    LETTERHEAD_RIGHT = "letterhead_right"
    ENDING_LEFT = "ending_left"
    ENDING_RIGHT = "ending_right"
    CELL = "cell"
    NOTE = "note"  # footnote below its rule
    FURNITURE = "furniture"  # page numbers, running heads, table bars, stamps


@dataclass(frozen=True, slots=True)
class LaidWord:
    """A word of a line: span in `Layout.text`, box on the page, confidence 0 to 1."""

    span: Span
    box: Box | None
    confidence: float = 1.0
    superscript: bool = False
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line of `Layout.text` (its break excluded).

    `indent` is the distance in points from the page's left text edge, `gap` the
    distance to the line above as a multiple of line height; None where unknown.
    """

    span: Span
    page: int
    role: LineRole = LineRole.BODY
    box: Box | None = None
    words: tuple[LaidWord, ...] = ()
    indent: float | None = None
    gap: float | None = None
    centred: bool = False
    bold: bool = False
    full: bool | None = None  # reaches the right text edge; None where unknown


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell; its text is the `spans` of `Layout.text`, in order."""

    row: int
    column: int
    spans: tuple[Span, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table within `span` of `Layout.text`. Rows continued over pages are one."""

    span: Span
    page: int
    rows: int
    columns: int
    cells: tuple[LaidCell, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page as a whole. `turn`, `shown` as in Page."""

    number: int
    origin: Origin
    width: float | None
    height: float | None
    confidence: float
    turn: int = 0
    shown: int = 0

    def as_seen(self, box: Box) -> Box:
        """A box of the upright page where a viewer of the file shows it."""
        width, height = self.width, self.height
        turn = (self.turn - self.shown) % 360
        if width is None or height is None or not turn:
            return box
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        if turn == 180:
            return Box(width - x1, height - y1, width - x0, height - y0)
        if turn == 90:
            return Box(y0, width - x1, y1, width - x0)
        return Box(height - y1, x0, height - y0, x1)


@dataclass(frozen=True, slots=True)
class Layout:
    """The text as read (`text.raw` of the record) and its places.

    `lines` are in the order of the text and do not overlap; every character of
    `text` but line breaks belongs to one.
    """

    text: str
    lines: tuple[LaidLine, ...]
    tables: tuple[LaidTable, ...]
    pages: tuple[PageFacts, ...]

    def lines_of(self, span: Span) -> tuple[LaidLine, ...]:
        """The lines that `span` touches (the nearest one before, if none)."""
        first = bisect_right(self.lines, span.start, key=lambda line: line.span.start)
        found: list[LaidLine] = []
        for at in range(max(first - 1, 0), len(self.lines)):
            line = self.lines[at]
            if line.span.start >= span.stop and found:
                break
            if line.span.overlaps(span) or not found:
                found.append(line)
        if len(found) > 1 and not found[0].span.overlaps(span):
            found = found[1:]
        return tuple(found)

    def page_of(self, span: Span) -> int:
        """The page on which `span` starts; 1 for an empty text."""
        found = self.lines_of(span)
        return found[0].page if found else 1

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """One box for each line that `span` touches, cut to its words."""
        boxes: list[Box] = []
        for line in self.lines_of(span):
            touched = [
                w.box for w in line.words if w.box is not None and w.span.overlaps(span)
            ]
            if not touched and line.box is not None and line.span.overlaps(span):
                touched = [line.box]
            if touched:
                box = touched[0]
                for other in touched[1:]:
                    box = box.union(other)
                boxes.append(box)
        return tuple(boxes)

    def confidence_of(self, span: Span) -> float:
        """The least confidence of the words that `span` touches; 1 if none is known."""
        return min(
            (
                word.confidence
                for line in self.lines_of(span)
                for word in line.words
                if word.span.overlaps(span)
            ),
            default=1.0,
        )
