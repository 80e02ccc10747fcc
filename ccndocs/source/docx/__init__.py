"""Word documents: paragraphs with the marks that Word would show, tables, notes."""

from __future__ import annotations
