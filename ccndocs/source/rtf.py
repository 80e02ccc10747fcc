"""Stub."""

from __future__ import annotations

from ccndocs.source.plain import open_text as open_rtf

__all__ = ["open_rtf"]
