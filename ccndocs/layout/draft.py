"""Lines on their way into a layout, and the one place where text is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import (
    LaidCell,
    LaidLine,
    LaidTable,
    LaidWord,
    Layout,
    LineRole,
    PageFacts,
)
from ccndocs.types.page import Line


@dataclass(slots=True, eq=False)
class Draft:
    """A line whose role is still being decided. Identity is the object's own."""

    line: Line
    page: int
    role: LineRole = LineRole.BODY
    indent: float | None = None
    gap: float | None = None
    centred: bool = False
    full: bool | None = None
    superscripts: frozenset[int] = frozenset()
    at: Box | None = None  # where it stands on the page made level

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen on the line."""
        return not self.line.text.strip()


@dataclass(slots=True, eq=False)
class DraftCell:
    """A cell and its lines; `parts`: the piece of each line that is the cell's."""

    row: int
    column: int
    lines: list[Draft]
    row_span: int = 1
    column_span: int = 1
    parts: tuple[Span, ...] | None = None

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The piece of each line, all of it where no part is told."""
        whole = (Span(0, len(line.text)) for line in self.lines)
        return tuple(whole) if self.parts is None else self.parts

    @property
    def text(self) -> str:
        """The words of the cell."""
        pairs = zip(self.lines, self.pieces, strict=True)
        return " ".join(piece.of(line.text) for line, piece in pairs)


@dataclass(slots=True, eq=False)
class DraftTable:
    """A table and its cells, before its lines have places in the text."""

    page: int
    rows: int
    columns: int
    cells: list[DraftCell]


@dataclass(frozen=True, slots=True)
class Metrics:
    """A page's own measures in points: text edges and the usual line height."""

    left: float
    right: float
    line_height: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The middle between the text edges."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Sheet:
    """A page's lines in reading order (cells' lines included) and its tables."""

    facts: PageFacts
    lines: list[Draft] = field(default_factory=list)
    tables: list[DraftTable] = field(default_factory=list)
    metrics: Metrics | None = None
    slope: float = 0.0  # how far lines fall per point to the right

    def running(self) -> list[Draft]:
        """Lines outside tables with a place and no role yet, in order."""
        return [d for d in self.lines if d.role is LineRole.BODY and d.at is not None]


def write(
    lines: Iterable[Draft], tables: Sequence[DraftTable], pages: Iterable[PageFacts]
) -> Layout:
    """Join the lines by line breaks and give each thing its span.

    Lines without a character take their break but get no `LaidLine`.
    """
    parts: list[str] = []
    laid: list[LaidLine] = []
    places: dict[int, Span] = {}
    start = 0
    for draft in lines:
        span = Span(start, start + len(draft.text))
        parts.append(draft.text)
        start = span.stop + 1
        if len(span):
            places[id(draft)] = span
            laid.append(_laid(draft, span))
    made = (_table(table, places) for table in tables)
    return Layout(
        "\n".join(parts),
        tuple(laid),
        tuple(sorted((t for t in made if t is not None), key=lambda t: t.span)),
        tuple(pages),
    )


def _laid(draft: Draft, span: Span) -> LaidLine:
    return LaidLine(
        span,
        draft.page,
        draft.role,
        draft.line.box,
        _words(draft, span.start),
        draft.indent,
        draft.gap,
        draft.centred,
        draft.line.bold,
        draft.full,
    )


def _words(draft: Draft, start: int) -> tuple[LaidWord, ...]:
    """The words' places: `Line.text` is its words joined by single spaces."""
    raised = draft.superscripts | frozenset(draft.line.superscripts)
    found: list[LaidWord] = []
    for index, word in enumerate(draft.line.words):
        span = Span(start, start + len(word.text))
        laid = LaidWord(span, word.box, word.confidence, index in raised, word.others)
        found.append(laid)
        start = span.stop + 1
    return tuple(found)


def _table(table: DraftTable, places: dict[int, Span]) -> LaidTable | None:
    """The table over its cells' spans; None where all its cells are empty."""
    cells: list[LaidCell] = []
    for cell in table.cells:
        spans = tuple(_spans(cell, places))
        cells.append(
            LaidCell(cell.row, cell.column, spans, cell.row_span, cell.column_span)
        )
    covered = [span for cell in cells for span in cell.spans]
    if not covered:
        return None
    whole = Span(min(s.start for s in covered), max(s.stop for s in covered))
    return LaidTable(whole, table.page, table.rows, table.columns, tuple(cells))


def _spans(cell: DraftCell, places: dict[int, Span]) -> Iterator[Span]:
    """The places of a cell's words in the text."""
    for line, piece in zip(cell.lines, cell.pieces, strict=True):
        whole = places.get(id(line))
        if whole is not None and len(piece):
            yield piece.shift(whole.start)
