"""From lines to the document: header, items within items, tables, notes, annexes."""

from __future__ import annotations

from ccndocs.structure.parsing import parse

__all__ = ["parse"]
