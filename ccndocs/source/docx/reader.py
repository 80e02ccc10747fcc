"""Stub."""

from __future__ import annotations

from ccndocs.source.plain import open_text as open_docx

__all__ = ["open_docx"]
