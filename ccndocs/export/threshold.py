"""A line drawn through a record: what is sure enough for machines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ccndocs.types.issue import Issue
from ccndocs.types.record import Record


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many tasks and statistics a threshold left out."""

    tasks: int = 0
    statistics: int = 0


def at_least(record: Record, confidence: float) -> tuple[Record, LeftOut]:
    """The record without tasks and statistics below `confidence`, and their number.

    The record says so in an issue "below_confidence"; one that loses nothing is
    returned as it is. Header, citations and clusters have no confidence and stay.
    """
    tasks = tuple(t for t in record.tasks if t.confidence >= confidence)
    figures = tuple(s for s in record.statistics if s.confidence >= confidence)
    left = LeftOut(
        len(record.tasks) - len(tasks), len(record.statistics) - len(figures)
    )
    if left == LeftOut():
        return record, left
    message = (
        f"Left out below confidence {confidence:g}: {left.tasks} task(s), "
        f"{left.statistics} statistic(s)."
    )
    issues = (*record.issues, Issue("below_confidence", message))
    return replace(record, tasks=tasks, statistics=figures, issues=issues), left
