"""How a document writes its paragraphs, judged by its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from ccndocs.structure.margin import STOPS, no_room
from ccndocs.structure.marks import read_mark
from ccndocs.structure.rows import Row


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document writes its paragraphs.

    `wrapped`: lines are broken at the margin. `spaced`: blank lines part paragraphs.
    `width` is the length of a full line, in characters. `marked`: headings are set in
    bold by signs in the text, so that a line without them is none. `short_first`: the
    first line of a paragraph is cut short, as pages saved from the web do. `margin` is
    the exact column that no line passes, where a program broke the lines; else None.
    """

    wrapped: bool
    spaced: bool
    width: float
    marked: bool = False
    short_first: bool = False
    margin: int | None = None


def manner_of(rows: Sequence[Row]) -> Manner:
    """Judge a document by its lines.

    In wrapped text most lines start in the middle of a sentence, so with a small
    letter; where a line is a paragraph hardly any does. Lines whose place on a page is
    known are always broken at the margin.
    """
    if len(rows) < 2:
        return Manner(False, False, 100.0)
    small = gaps = 0
    for row in rows[1:]:
        first = row.text[:1]
        small += first.islower() and read_mark(row.text) is None
        gaps += row.gap
    lengths = sorted(len(row.text) for row in rows)
    width = quantiles(lengths, n=10)[-1]
    placed = sum(row.line.box is not None for row in rows) * 2 > len(rows)
    margin = None if placed else _margin(rows)
    wrapped = placed or (small * 6 >= len(rows) and width < 200) or margin is not None
    marked = sum(row.bold and not row.line.bold for row in rows)
    short = wrapped and not placed and _short_first(rows, width)
    return Manner(wrapped, gaps * 7 >= len(rows), width, marked >= 3, short, margin)


def _margin(rows: Sequence[Row]) -> int | None:
    """The column at which a program broke all lines; None where lines end freely.

    Where a sentence goes on in small letters, its next word had no room above.
    """
    longest = max(len(row.text) for row in rows)
    broken = [
        (row.text, below.text)
        for row, below in pairwise(rows)
        if below.text[:1].islower()
        and read_mark(below.text) is None
        and not row.text.endswith(STOPS)
    ]
    if longest > _WIDEST or len(broken) < _ENOUGH:
        return None
    full = sum(no_room(above, below, longest) for above, below in broken)
    return longest if full * 20 >= len(broken) * 19 else None


_WIDEST = 130  # characters of a line that a program breaks


def _short_first(rows: Sequence[Row], width: float) -> bool:
    """Whether items go on in small letters behind a first line far from the margin."""
    opening = [
        small.text[:1].islower()
        for first, small in pairwise(rows)
        if read_mark(first.text) is not None
        and not first.text.endswith(STOPS)
        and len(first.text) < _SHORT * width
    ]
    return sum(opening) >= _ENOUGH and sum(opening) * 2 >= len(opening)


_SHORT = 0.6  # of a full line: where a shorter one ends its paragraph
_ENOUGH = 3  # such items
