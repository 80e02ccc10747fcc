"""Why a task record says what it says: values for `explain`, no part of the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Deadline, Mention, Role
from ccndocs.types.record import AgencyRecord, DeadlineRecord, TaskRecord
from ccndocs.types.tree import Passage


class Origin(StrEnum):
    """Where a task has an agency or a deadline from."""

    ITEM = "item"  # its own words
    LINE = "line"  # a role or time line, or a column of a task table
    HEADING = "heading"  # the heading or lead-in it stands under


@dataclass(frozen=True, slots=True)
class Choice:
    """An agency taken for a task: from where, by which rule, as written where."""

    agency: Agency
    role: Role
    origin: Origin
    rule: str
    passage: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class AgencyReason:
    """An agency of a task. `named_by` is the rule that read the name."""

    record: AgencyRecord
    choice: Choice
    named_by: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class DeadlineReason:
    """A deadline of a task, the main one first."""

    record: DeadlineRecord
    origin: Origin
    mention: Mention[Deadline]
    passage: Passage


@dataclass(frozen=True, slots=True)
class TaskReasons:
    """A task and what made each field of it.

    The product of `factors` (name and share) is the confidence.
    """

    task: TaskRecord
    why: str
    agencies: tuple[AgencyReason, ...]
    deadlines: tuple[DeadlineReason, ...]
    factors: tuple[tuple[str, float], ...]
