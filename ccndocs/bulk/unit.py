"""Units of work and what can come of them: what crosses between the processes."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.bulk.place import Place
from ccndocs.bulk.plan import Plan
from ccndocs.errors import CcndocsError
from ccndocs.store.rows import Summary
from ccndocs.store.store import StoreError


@dataclass(frozen=True, slots=True)
class Unit:
    """A document, or some pages of it: `pages` are first and last, from 1."""

    sha256: str
    uri: str
    name: str
    place: Place
    plan: Plan
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document is in the store."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Split:
    """A document is long: its `total` pages are to be read in parts first."""

    total: int


@dataclass(frozen=True, slots=True)
class PartRead:
    """Some pages were read and kept."""

    pages: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """The document is outside what was asked for."""

    error: CcndocsError


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no record, and why."""

    error: CcndocsError


@dataclass(frozen=True, slots=True)
class Stopped:
    """The store cannot be written: nothing is wrong with the input."""

    error: StoreError


@dataclass(frozen=True, slots=True)
class Counted:
    """A dry run's answer: `pictures` of an input's `pages` will need OCR."""

    media_type: str
    pages: int
    pictures: int


Result = Done | Split | PartRead | Skipped | Failed | Stopped | Counted


def parts_of(total: int, step: int) -> list[tuple[int, int]]:
    """First and last page of each part.

    >>> parts_of(5, 2)
    [(1, 2), (3, 4), (5, 5)]
    """
    return [(at, min(at + step - 1, total)) for at in range(1, total + 1, step)]
