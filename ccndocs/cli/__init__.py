"""The command `ccndocs`: data on standard output, talk on standard error."""

from __future__ import annotations

from ccndocs.cli.app import main

__all__ = ["main"]
