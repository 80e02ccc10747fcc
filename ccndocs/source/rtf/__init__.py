"""RTF: text, tables and notes of the format that Word wrote before DOCX."""

from __future__ import annotations
