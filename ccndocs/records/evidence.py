"""From a span of a passage back to the paper: page, boxes, characters as read."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import Layout
from ccndocs.types.record import Evidence
from ccndocs.types.text import AlignedText
from ccndocs.types.tree import Passage

# Of 63 tasks on the sample scans, it flags every one with a misread word that repair
# leaves, and about every fourth of the others (November 2026).
_SURE = 0.88


@dataclass(frozen=True, slots=True)
class Locator:
    """Answers "where?" for spans of passages."""

    layout: Layout
    text: AlignedText

    def evidence(
        self, passage: Passage, span: Span | None = None
    ) -> tuple[Evidence, ...]:
        """One piece of evidence for each unbroken stretch of a page, in order.

        `span` counts in the passage's text; None is the whole passage. Lines that
        follow each other on one page are one stretch: only blanks lie between them.
        """
        whole = Span(0, len(passage.text)) if span is None else span
        stretches: list[tuple[int, Span]] = []
        for piece in passage.to_text(whole):
            raw = self.text.to_source(piece)
            if not len(raw):
                continue
            page = self.layout.page_of(raw)
            if stretches and self._adjoins(stretches[-1], page, raw):
                last = stretches[-1][1]
                stretches[-1] = (page, Span(last.start, max(last.stop, raw.stop)))
            else:
                stretches.append((page, raw))
        return tuple(self._evidence(page, raw) for page, raw in stretches)

    def _adjoins(self, last: tuple[int, Span], page: int, raw: Span) -> bool:
        if last[0] != page or raw.start < last[1].start:
            return False
        between = self.layout.text[last[1].stop : raw.start]
        return not between.strip(" \t\r\n*_|")

    def _evidence(self, page: int, raw: Span) -> Evidence:
        boxes = tuple(
            self._as_seen(page, box).rounded() for box in self.layout.boxes_of(raw)
        )
        return Evidence(page, raw.start, raw.stop, boxes, raw.of(self.layout.text))

    def _as_seen(self, page: int, box: Box) -> Box:
        """The box on the page as people see it, who may look at it upside down."""
        for facts in self.layout.pages:
            if facts.number == page:
                return facts.as_seen(box)
        return box

    def repaired(self, passage: Passage) -> bool:
        """Whether letters (not only blanks) of the passage were changed by repair."""
        for piece in passage.pieces:
            raw = self.text.to_source(piece.span).of(self.layout.text)
            if "".join(raw.split()) != "".join(piece.span.of(self.text.text).split()):
                return True
        return False

    def confidence(self, passage: Passage) -> float:
        """Mean over lines of the least word confidence; 1 where nothing was read."""
        least = [
            self.layout.confidence_of(self.text.to_source(piece.span))
            for piece in passage.pieces
            if len(piece.span)
        ]
        return sum(least) / len(least) if least else 1.0

    def is_sure(self, passage: Passage, span: Span | None = None) -> bool:
        """Whether no word was read unsurely, of the passage or of a span of it."""
        whole = Span(0, len(passage.text)) if span is None else span
        return all(
            self.layout.confidence_of(self.text.to_source(piece)) >= _SURE
            for piece in passage.to_text(whole)
            if len(piece)
        )
