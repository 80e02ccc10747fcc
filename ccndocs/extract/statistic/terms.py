"""Which indicator a measure states: the rows of `indicators.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import listed, rows


@dataclass(frozen=True, slots=True)
class Term:
    """A row: patterns of the words left and right of a measure that name it.

    `label` names the indicator in a table's row or column head. An empty one says
    nothing. They are compiled when they are first asked: most never are.
    """

    indicator: str
    units: tuple[str, ...]
    left: str
    right: str
    without: str
    label: str


@cache
def _compiled(cell: str) -> re.Pattern[str]:
    return re.compile(cell, re.IGNORECASE)


@cache
def terms() -> tuple[Term, ...]:
    """All rows in order: the first that fits decides."""
    return tuple(
        Term(
            row["indicator"],
            listed(row["units"]),
            row["left"],
            row["right"],
            row["without"],
            row["label"],
        )
        for row in rows("indicators")
    )


def indicator_of(unit: str, left: str, right: str) -> str | None:
    """The indicator of a measure between these words, None where none is clear."""
    for term in terms():
        if unit not in term.units:
            continue
        if term.left and not _compiled(term.left).search(left):
            continue
        if term.right and not _compiled(term.right).match(right.lstrip()):
            continue
        if term.without and _compiled(term.without).search(left):
            continue
        return term.indicator
    return None


def indicator_of_label(label: str) -> tuple[str, tuple[str, ...]] | None:
    """The indicator that a table's words name, and the units it may have."""
    words = " ".join(label.split())
    for term in terms():
        if term.label and _compiled(term.label).search(words):
            return term.indicator, term.units
    return None
