"""Bulk import: every input of a run ends in exactly one outcome."""

from __future__ import annotations

from ccndocs.bulk.plan import ImportOptions, Plan, make_plan
from ccndocs.bulk.run import Report, Watcher, import_all

__all__ = ["ImportOptions", "Plan", "Report", "Watcher", "import_all", "make_plan"]
