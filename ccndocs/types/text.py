"""Text with its repairs: the source stays, edits are values, spans map back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ccndocs.types.geometry import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replacement of `span` of a pass's input by `text`, and why.

    `score` is the rule's own certainty between 0 and 1.
    """

    span: Span
    text: str
    rule: str
    score: float = 1.0


Rule = Callable[[str], Iterable[Edit]]
"""A repair rule proposes edits of the text it is given."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Edits applied together, in the coordinates of their own input."""

    source: str
    edits: tuple[Edit, ...]
    text: str
    starts: tuple[int, ...]  # start of each edit in `text`

    def to_input(self, span: Span) -> Span:
        """The span of `source` that `span` of `text` came from."""
        if span.start == span.stop:
            point = self._origin(span.start).start
            return Span(point, point)
        return Span(self._origin(span.start).start, self._origin(span.stop - 1).stop)

    def to_output(self, span: Span) -> Span:
        """The span of `text` that came from `span` of `source`.

        An edit that `span` only partly covers is taken whole.
        """
        start = self._image(span.start, False)
        return Span(start, max(start, self._image(span.stop, True)))

    def _image(self, index: int, is_stop: bool) -> int:
        """Where the boundary at `index` of `source` stands in `text`."""
        search = bisect_left if is_stop else bisect_right
        at = search(self.edits, index, key=lambda edit: edit.span.start) - 1
        if at < 0:
            return index
        edit, start = self.edits[at], self.starts[at]
        if index < edit.span.stop:
            if len(edit.text) == len(edit.span):
                return start + index - edit.span.start
            return start + len(edit.text) if is_stop else start
        return start + len(edit.text) + index - edit.span.stop

    def _origin(self, index: int) -> Span:
        """Where the character at `index` of `text` stood in `source`."""
        at = bisect_right(self.starts, index) - 1
        if at < 0:
            return Span(index, min(index + 1, len(self.source)))
        edit, start = self.edits[at], self.starts[at]
        if index < start + len(edit.text):
            if len(edit.text) == len(edit.span):
                return Span(
                    edit.span.start + index - start, edit.span.start + index - start + 1
                )
            return edit.span
        point = edit.span.stop + index - start - len(edit.text)
        return Span(point, min(point + 1, len(self.source)))


def _apply(source: str, proposed: Iterable[Edit]) -> Pass:
    """Check the proposals (sorted, disjoint, in bounds) and apply them."""
    edits = tuple(
        edit
        for edit in sorted(proposed, key=lambda e: (e.span.start, e.span.stop))
        if edit.span.of(source) != edit.text
    )
    parts: list[str] = []
    starts: list[int] = []
    done = length = 0
    for edit in edits:
        if edit.span.start < done or edit.span.stop > len(source):
            raise ValueError(f"edit overlaps another or is out of bounds: {edit}")
        kept = source[done : edit.span.start]
        length += len(kept)
        starts.append(length)
        length += len(edit.text)
        parts += (kept, edit.text)
        done = edit.span.stop
    parts.append(source[done:])
    return Pass(source, edits, "".join(parts), tuple(starts))


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A source text and the passes of edits that repaired it.

    >>> text = AlignedText("Thủ tuớng").apply(
    ...     lambda s: [Edit(Span(4, 9), "tướng", "spelling")])
    >>> text.text, text.to_source(Span(4, 9))
    ('Thủ tướng', Span(start=4, stop=9))
    """

    source: str
    passes: tuple[Pass, ...] = ()

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.passes[-1].text if self.passes else self.source

    def apply(self, rule: Rule) -> AlignedText:
        """A new text with one more pass. Raises ValueError on overlapping edits."""
        done = _apply(self.text, rule(self.text))
        if not done.edits:
            return self
        return AlignedText(self.source, (*self.passes, done))

    def to_source(self, span: Span) -> Span:
        """The span of `source` that `span` of `text` came from.

        Mapping is by character: the origin of the first and of the last one.
        """
        for done in reversed(self.passes):
            span = done.to_input(span)
        return span

    def to_text(self, span: Span) -> Span:
        """The span of the repaired text that came from `span` of `source`."""
        for done in self.passes:
            span = done.to_output(span)
        return span

    def edits(self) -> list[Edit]:
        """All edits with their spans in `source`, in the order of the text."""
        found: list[Edit] = []
        for index, done in enumerate(self.passes):
            earlier = AlignedText(self.source, self.passes[:index])
            found += (
                Edit(earlier.to_source(e.span), e.text, e.rule, e.score)
                for e in done.edits
            )
        return sorted(found, key=lambda e: (e.span.start, e.span.stop))


class Diacritics(StrEnum):
    """State of the diacritics of a text as read."""

    INTACT = "intact"
    MISSING = "missing"
    WRONG = "wrong"  # a wrong-language OCR
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class RepairedText:
    """The repaired text with its edits, and what was wrong with it.

    `lines`: the same of each line, as it was read; empty where nobody asked.
    """

    text: AlignedText
    diacritics: Diacritics
    lines: tuple[Diacritics, ...] = ()
