"""Bulk import: every input of a run ends in exactly one outcome."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccndocs.bulk.plan import ImportOptions, Plan, make_plan
    from ccndocs.bulk.run import Report, import_all
    from ccndocs.bulk.watcher import Watcher

__all__ = ["ImportOptions", "Plan", "Report", "Watcher", "import_all", "make_plan"]

# Workers have no use for the driver's side, and the command's help for either.
_LAZY = {
    "ImportOptions": "plan",
    "Plan": "plan",
    "make_plan": "plan",
    "Report": "run",
    "import_all": "run",
    "Watcher": "watcher",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(name)
    return getattr(import_module(f"ccndocs.bulk.{_LAZY[name]}"), name)
