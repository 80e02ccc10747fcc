"""Repaired words on their boxes: what a text layer is written from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import LaidLine, Layout
from ccndocs.types.text import AlignedText


@dataclass(frozen=True, slots=True)
class Placed:
    """A repaired word (or words that one repair made of others) and its box."""

    text: str
    box: Box


PlacedLine = tuple[Placed, ...]


def placed_lines(
    layout: Layout, repaired: AlignedText, whole: Collection[int]
) -> dict[int, list[PlacedLine]]:
    """The lines to be written, by page, in reading order.

    All lines of the pages `whole`; of other pages what a picture gave beside the
    text they have. A caller relies on: the texts of a line, joined by spaces, are the
    words of the repaired line.
    """
    found: dict[int, list[PlacedLine]] = {}
    for line in layout.lines:
        # A layer is certain of every word, a picture of hardly any.
        if line.page in whole or any(w.confidence < 1.0 for w in line.words):
            placed = place(line, repaired)
            if placed:
                found.setdefault(line.page, []).append(placed)
    return found


def repaired_pages(layout: Layout, repaired: AlignedText) -> set[int]:
    """The pages on which a repair changed something."""
    return {
        line.page
        for line in layout.lines
        if repaired.to_text(line.span).of(repaired.text) != line.span.of(layout.text)
    }


def place(line: LaidLine, repaired: AlignedText) -> PlacedLine:
    """The repaired words of a line on the boxes of the words they were made of."""
    whole = repaired.to_text(line.span)
    parts = [(word.span, word.box) for word in line.words if word.box is not None]
    if not parts and line.box is not None:
        parts = [(line.span, line.box)]
    if not parts:
        return ()
    found = ((repaired.to_text(span), box) for span, box in parts)
    groups = _grouped(found, repaired.text)
    placed = []
    for index, (span, box) in enumerate(groups):
        # What a repair put between two words goes to the one before.
        start = span.start if index else whole.start
        last = index + 1 == len(groups)
        stop = whole.stop if last else groups[index + 1][0].start
        text = " ".join(repaired.text[start:stop].split())
        if text:
            placed.append(Placed(text, box))
    return tuple(placed)


def _grouped(parts: Iterable[tuple[Span, Box]], text: str) -> list[tuple[Span, Box]]:
    """Words that are no longer apart after the repair become one, on both boxes."""
    groups: list[tuple[Span, Box]] = []
    for span, box in parts:
        last_stop = groups[-1][0].stop if groups else 0
        around_start = text[max(span.start - 1, 0) : span.start + 1]
        apart = span.start >= last_stop and any(c.isspace() for c in around_start)
        if groups and not apart:
            last, around = groups[-1]
            joined = Span(last.start, max(last.stop, span.stop))
            groups[-1] = joined, around.union(box)
        else:
            groups.append((span, box))
    return groups
