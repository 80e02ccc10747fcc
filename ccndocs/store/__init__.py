"""What an import keeps: files named by content, and a catalogue of them."""

from __future__ import annotations

from ccndocs.store.catalogue import Catalogue, open_catalogue
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
