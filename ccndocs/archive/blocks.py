"""Pages of blocks of lines of words: what hOCR, ALTO and JSON are written from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import LaidLine, LaidWord, Layout, LineRole, PageFacts

_FAR = 1.0  # line heights between two lines of different blocks


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as read; `confidence` is 0 to 1."""

    text: str
    box: Box | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as read."""

    text: str
    box: Box | None
    words: tuple[ReadWord, ...]
    role: LineRole = LineRole.BODY


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together; `table` numbers the page's table they are a cell of.

    `cell` is the cell's row and column, counted from 0.
    """

    lines: tuple[ReadLine, ...]
    table: int | None = None
    cell: tuple[int, int] | None = None

    @property
    def box(self) -> Box | None:
        """Around all lines."""
        return around(line.box for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read, its blocks in reading order."""

    facts: PageFacts
    blocks: tuple[Block, ...]


def read_pages(layout: Layout) -> Iterator[ReadPage]:
    """The pages of a layout. Every line is in exactly one block."""
    cells = _cells(layout)
    starts = [span.start for span, _, _ in cells]
    by_page = {
        number: list(lines)
        for number, lines in groupby(
            sorted(layout.lines, key=lambda line: line.page), key=lambda line: line.page
        )
    }
    for facts in layout.pages:
        blocks: list[Block] = []
        keyed = [
            (_cell_at(line, cells, starts), line)
            for line in by_page.get(facts.number, ())
        ]
        for key, group in groupby(keyed, key=lambda pair: pair[0]):
            lines = [_read_line(layout.text, line) for _, line in group]
            if key is None:
                blocks += (Block(tuple(part)) for part in _apart(lines))
            else:
                blocks.append(Block(tuple(lines), key[0], (key[1], key[2])))
        yield ReadPage(facts, tuple(blocks))


_Key = tuple[int, int, int]


def _cells(layout: Layout) -> list[tuple[Span, int, _Key]]:
    """The spans of all cells, in order, with table, row and column."""
    return sorted(
        (span, index, (index, cell.row, cell.column))
        for index, table in enumerate(layout.tables)
        for cell in table.cells
        for span in cell.spans
    )


def _cell_at(
    line: LaidLine, cells: Sequence[tuple[Span, int, _Key]], starts: Sequence[int]
) -> _Key | None:
    """The cell whose text the line is."""
    at = bisect_right(starts, line.span.start) - 1
    if at >= 0 and cells[at][0].contains(line.span):
        return cells[at][2]
    return None


def _apart(lines: Sequence[ReadLine]) -> Iterator[list[ReadLine]]:
    """Lines cut where the role changes, a gap opens or the column does."""
    block: list[ReadLine] = []
    for line in lines:
        if block and not _belongs(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _belongs(before: ReadLine, line: ReadLine) -> bool:
    if before.role is not line.role:
        return False
    if before.box is None or line.box is None:
        return before.box is line.box
    gap = line.box.y0 - before.box.y1
    beside = min(before.box.x1, line.box.x1) <= max(before.box.x0, line.box.x0)
    height = max(before.box.height, line.box.height)
    return -height < gap < _FAR * height and not beside


def _read_line(text: str, line: LaidLine) -> ReadLine:
    words = tuple(_read_word(text, word) for word in line.words)
    box = line.box or around(word.box for word in words)
    return ReadLine(line.span.of(text), box, words, line.role)


def _read_word(text: str, word: LaidWord) -> ReadWord:
    return ReadWord(word.span.of(text), word.box, word.confidence)


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around those that are there."""
    found = [box for box in boxes if box is not None]
    return reduce(Box.union, found) if found else None
