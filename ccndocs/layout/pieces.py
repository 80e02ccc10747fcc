"""Lines as pieces that blank space parts, with their places across and down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ccndocs.layout.draft import Draft
from ccndocs.layout.places import levelled
from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import LineRole

_PART = re.compile(r"\S+(?: \S+)*")
_NEAR = 0.45  # of the usual height of words: what is nearer is the same piece
_LEVEL = 0.4  # of the lower word's height: what two words of one line share


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; characters across in plain text, points on a page.

    `y`: its middle, in lines or points from the top.
    """

    draft: Draft
    part: Span
    x0: float
    x1: float
    y: float = 0.0

    @property
    def text(self) -> str:
        """Its words."""
        return self.part.of(self.draft.text)


@dataclass(frozen=True, slots=True)
class Level:
    """The pieces that stand side by side; `y`: their middle, `gap`: space is above."""

    pieces: tuple[Piece, ...]
    y: float
    gap: bool = False


def levels_of_text(lines: Sequence[Draft]) -> list[Level]:
    """The lines of plain text that may be of a table, two blanks part their pieces."""
    found: list[Level] = []
    blank = False
    for index, draft in enumerate(lines):
        if draft.blank:
            blank = True
            continue
        if draft.role is not LineRole.BODY or "\t" in draft.text:
            pieces: tuple[Piece, ...] = ()
        else:
            spans = (Span(*match.span()) for match in _PART.finditer(draft.text))
            pieces = tuple(Piece(draft, s, s.start, s.stop, index) for s in spans)
        found.append(Level(pieces, float(index), blank))
        blank = False
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    draft: Draft
    part: Span
    box: Box

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


def levels_of_page(
    lines: Sequence[Draft], slope: float, role: LineRole = LineRole.BODY
) -> list[Level]:
    """The words of a page's lines of this role, in levels from top to bottom.

    `slope`: how far lines fall per point to the right.
    """
    own = [draft for draft in lines if draft.role is role]
    words = sorted(_words(own, slope), key=lambda word: word.middle)
    rows: list[list[_Placed]] = []
    usual = median(word.box.height for word in words) if words else 0.0
    for word in words:
        if rows and _is_level(word, max(rows[-1], key=lambda own: own.box.height)):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_level(row, _NEAR * usual) for row in rows]


def _is_level(word: _Placed, other: _Placed) -> bool:
    """Whether two words share so much of their height that they are in one line."""
    shared = min(word.box.y1, other.box.y1) - max(word.box.y0, other.box.y0)
    return shared > _LEVEL * min(word.box.height, other.box.height)


def _words(lines: Sequence[Draft], slope: float) -> Iterator[_Placed]:
    for draft in lines:
        if draft.at is None:
            continue
        start = 0
        for word in draft.line.words:
            part = Span(start, start + len(word.text))
            start = part.stop + 1
            if word.box is not None:
                yield _Placed(draft, part, levelled(word.box, slope))


def _level(words: Sequence[_Placed], near: float) -> Level:
    ordered = sorted(words, key=lambda word: word.box.x0)
    groups = [[ordered[0]]]
    for left, right in pairwise(ordered):
        apart = right.box.x0 - left.box.x1 > near
        follows = right.draft is left.draft and right.part.start == left.part.stop + 1
        if apart or not follows:
            groups.append([])
        groups[-1].append(right)
    pieces = tuple(
        Piece(
            group[0].draft,
            Span(group[0].part.start, group[-1].part.stop),
            group[0].box.x0,
            group[-1].box.x1,
            sum(word.middle for word in group) / len(group),
        )
        for group in groups
    )
    return Level(pieces, sum(word.middle for word in words) / len(words))
