"""What the extraction found, by the passage it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from ccndocs.types.mention import Deadline, Mention, Mentions

V = TypeVar("V")


class Found:
    """Mentions of one document by the passage they stand in."""

    def __init__(self, mentions: Mentions) -> None:
        self.agencies = _by_passage(mentions.agencies)
        self.assignments = _by_passage(mentions.assignments)
        self.deadlines = _by_passage(mentions.deadlines)

    def heading_times(self, passage: int) -> tuple[Mention[Deadline], ...]:
        """The time of a heading that is nothing else: "Trong tháng 11/2026"."""
        told = self.deadlines.get(passage, ())
        return tuple(m for m in told if m.rule == "heading")


def _by_passage(mentions: Iterable[Mention[V]]) -> dict[int, list[Mention[V]]]:
    found: dict[int, list[Mention[V]]] = defaultdict(list)
    for mention in mentions:
        found[mention.passage].append(mention)
    return found
