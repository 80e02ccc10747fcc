"""Two neighbouring lines, of which the rules of joining judge."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.structure.manner import Manner
from ccndocs.structure.margin import STOPS
from ccndocs.structure.marks import Mark
from ccndocs.structure.rows import Row

INDENT = 12
"""Points: as a first line is set in."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring rows: `head` opens the paragraph that `last` ends so far."""

    head: Row
    last: Row
    row: Row
    mark: Mark | None
    manner: Manner

    @property
    def stopped(self) -> bool:
        """Whether the first ends as a sentence or an entry does."""
        return self.last.text.endswith(STOPS)

    @property
    def small(self) -> bool:
        """Whether the second starts with a small letter."""
        return self.row.text[:1].islower()
