"""ccndocs: Vietnamese administrative documents in, task records out."""

from __future__ import annotations

__version__ = "0.1.0"
