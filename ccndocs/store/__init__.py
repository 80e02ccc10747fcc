"""What an import keeps: files named by content, and a catalogue of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccndocs.store.files import Files, LocalFiles, open_files
from ccndocs.store.rows import (
    DocumentRow,
    FileRow,
    InputRow,
    Outcome,
    Settled,
    Summary,
)
from ccndocs.store.store import Store, StoreError, open_store

if TYPE_CHECKING:
    from ccndocs.store.catalogue import Catalogue, open_catalogue

__all__ = [
    "Catalogue",
    "DocumentRow",
    "FileRow",
    "Files",
    "InputRow",
    "LocalFiles",
    "Outcome",
    "Settled",
    "Store",
    "StoreError",
    "Summary",
    "open_catalogue",
    "open_files",
    "open_store",
]


def __getattr__(name: str) -> Any:
    """The catalogue, when it is asked for: workers never load SQLAlchemy for it."""
    if name not in ("Catalogue", "open_catalogue"):
        raise AttributeError(name)
    from ccndocs.store import catalogue

    return getattr(catalogue, name)
