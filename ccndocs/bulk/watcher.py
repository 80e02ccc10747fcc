"""Who is told of a run while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ccndocs.errors import CcndocsError

if TYPE_CHECKING:
    from ccndocs.store.rows import Settled


class Watcher(Protocol):
    """What is told of a run."""

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        """An input has its outcome."""

    def pages(self, count: int) -> None:
        """So many more pages are done."""

    def tick(self) -> None:
        """Some time has passed."""
