"""Stub."""

from __future__ import annotations

from ccndocs.source.plain import open_text as open_html

__all__ = ["open_html"]
