"""Where work is done: what the driver asks of every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ccndocs.bulk.unit import Result, Unit


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that did a unit died or hung; the unit says nothing of why.

    `timeout`: it ran longer than allowed and was killed.
    """

    detail: str
    timeout: bool = False


class Engine(Protocol):
    """Does units of work, in any order, some at a time."""

    @property
    def room(self) -> int:
        """How many more units it takes now without holding them idle for long."""

    @property
    def busy(self) -> int:
        """How many units are neither done nor handed back."""

    def submit(self, unit: Unit) -> None:
        """Take a unit."""

    def results(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        """What is done; waits at most `seconds` for the first."""

    def close(self) -> None:
        """Stop all work and let go of everything."""
