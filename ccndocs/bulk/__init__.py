"""Bulk import: every input of a run ends in exactly one outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccndocs.bulk.plan import ImportOptions, Plan, make_plan

if TYPE_CHECKING:
    from ccndocs.bulk.run import Report, Watcher, import_all

__all__ = ["ImportOptions", "Plan", "Report", "Watcher", "import_all", "make_plan"]


def __getattr__(name: str) -> Any:
    """The driver's side, when it is asked for: workers have no use for it."""
    if name not in ("Report", "Watcher", "import_all"):
        raise AttributeError(name)
    from ccndocs.bulk import run

    return getattr(run, name)
