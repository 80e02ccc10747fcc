"""Footnote marks glued to words of plain text: "theo quy định1", with a list below.

A copied text keeps neither size nor height of a mark. So a digit at a word's end is
one only where a list of notes counts 1, 2, 3 … and every number of it stands once,
in that order, at the end of a word before the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, LineRole

_LISTED = re.compile(r"\s*(\d{1,2})\s+(?=[^\W\d_])")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kdcm]|da|h)?m[23]$", re.IGNORECASE)
_LONGEST = 9  # rows of one note


@dataclass(frozen=True, slots=True)
class FootMarks:
    """The lines that are notes (by where they start), and the marks in the text."""

    notes: frozenset[int] = frozenset()
    marks: tuple[Span, ...] = ()

    def within(self, span: Span) -> list[Span]:
        """The marks that stand in `span` of the layout's text."""
        return [mark for mark in self.marks if span.contains(mark)]


def glued_marks(layout: Layout) -> FootMarks:
    """The marks of the first list of notes all of whose numbers are found."""
    lines = [
        line
        for line in layout.lines
        if line.role in (LineRole.BODY, LineRole.NOTE)
        and not line.words
        and line.span.of(layout.text).strip()
    ]
    for at, line in enumerate(lines):
        if _number(line, layout.text) != 1:
            continue
        stop, count = _list_stop(lines, at, layout.text)
        marks = _marks(layout.text[: line.span.start], count)
        if marks:
            notes = frozenset(note.span.start for note in lines[at:stop])
            return FootMarks(notes, tuple(marks))
    return FootMarks()


def _number(line: LaidLine, text: str) -> int | None:
    found = _LISTED.match(line.span.of(text))
    return int(found[1]) if found else None


def _list_stop(lines: Sequence[LaidLine], at: int, text: str) -> tuple[int, int]:
    """The line after the list that begins at `at`, and how many notes it has.

    A blank line ends it where the next number does not follow.
    """
    count, stop = 1, at + 1
    since = 0
    while stop < len(lines):
        if _number(lines[stop], text) == count + 1:
            count, since = count + 1, 0
        elif (lines[stop].gap or 0.0) > 0 or since >= _LONGEST:
            break
        since += 1
        stop += 1
    return stop, count


def _marks(text: str, count: int) -> list[Span]:
    """Where 1 to `count` end a word, once each and in order; none if one is not."""
    marks: list[Span] = []
    for number in range(1, count + 1):
        found = [
            Span(*m.span())
            for m in re.finditer(
                rf"(?<=[^\W\d_][^\W\d_]){number}(?=[\s,.;:)”\"]|$)", text
            )
            if not _UNIT.search(text[max(m.end() - 6, 0) : m.end()])
        ]
        if len(found) != 1 or (marks and found[0].start < marks[-1].stop):
            return []
        marks += found
    return marks
