"""Which indicator a measure states: the rows of `indicators.tsv`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ccndocs.vi.tables import listed, rows


@dataclass(frozen=True, slots=True)
class Term:
    """A row: which words left and right of a measure of these units name it.

    `label` names the indicator in a table's row or column head.
    """

    indicator: str
    units: tuple[str, ...]
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    without: re.Pattern[str] | None
    label: re.Pattern[str] | None


def _compiled(cell: str) -> re.Pattern[str] | None:
    return re.compile(cell, re.IGNORECASE) if cell else None


@cache
def terms() -> tuple[Term, ...]:
    """All rows in order: the first that fits decides."""
    return tuple(
        Term(
            row["indicator"],
            listed(row["units"]),
            _compiled(row["left"]),
            _compiled(row["right"]),
            _compiled(row["without"]),
            _compiled(row["label"]),
        )
        for row in rows("indicators")
    )


def indicator_of(unit: str, left: str, right: str) -> str | None:
    """The indicator of a measure between these words, None where none is clear."""
    for term in terms():
        if unit not in term.units:
            continue
        if term.left is not None and not term.left.search(left):
            continue
        if term.right is not None and not term.right.match(right.lstrip()):
            continue
        if term.without is not None and term.without.search(left):
            continue
        return term.indicator
    return None


def indicator_of_label(label: str) -> tuple[str, tuple[str, ...]] | None:
    """The indicator that a table's words name, and the units it may have."""
    words = " ".join(label.split())
    for term in terms():
        if term.label is not None and term.label.search(words):
            return term.indicator, term.units
    return None
