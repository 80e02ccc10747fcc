"""Rows of the catalogue as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The one thing that became of an input."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"  # of a run only: an earlier run settled it
    DUPLICATE = "duplicate"  # the same bytes under another name
    NEAR_DUPLICATE = "near_duplicate"  # imported, and very like another document
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class InputRow:
    """What is settled of an input; `work` names the options and versions of that."""

    uri: str
    name: str
    sha256: str | None
    outcome: Outcome | None
    code: str | None
    message: str | None
    work: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run says of an input.

    `outcome` is the run's; `kept` what stays true of the input whichever run looks
    (an input `unchanged` in this run was `imported` or a `duplicate` before).
    """

    uri: str
    outcome: Outcome
    kept: Outcome
    sha256: str | None = None
    bytes: int | None = None
    code: str | None = None
    message: str | None = None
    work: str | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the store: place below its root, size, digest."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency of a task; `folded` is its name without case and diacritics."""

    name: str
    folded: str
    role: str
    current: str | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as the catalogue lists it."""

    task_id: str
    heading: str | None
    description: str
    deadline_text: str | None
    deadline_kind: str | None
    deadline_start: str | None
    deadline_end: str | None
    deadline_rrule: str | None
    due: str | None
    page: int | None
    confidence: float
    flags: str | None
    agencies: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the catalogue knows of a document."""

    sha256: str
    uri: str
    name: str
    media_type: str
    size: int
    pages: int
    type: str | None
    number_symbol: str | None
    issuer: str | None
    issued_on: str | None
    title: str | None
    tasks: int
    statistics: int
    clusters: int
    issues: int
    incomplete: bool
    work: str
    near_duplicate_of: str | None = None
    likeness: bytes | None = None
    run: int = 0  # that made it
    attempts: int = 0  # runs that did not complete it


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the catalogue is told of a document that was done."""

    document: DocumentRow
    files: tuple[FileRow, ...]
    tasks: tuple[TaskRow, ...]
    bands: tuple[int, ...]
