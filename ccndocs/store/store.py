"""A store: a folder of files, a catalogue, and a lock for who writes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccndocs.errors import CcndocsError, ExitCode
from ccndocs.store.files import Files, folder_of, open_files
from ccndocs.types.json import from_dict

if TYPE_CHECKING:
    from ccndocs.store.catalogue import Catalogue
    from ccndocs.types.record import Record

RECORD = "record.json"
TEXT = "text.txt"
PDF = "searchable.pdf"


class StoreError(CcndocsError):
    """The store cannot be used, or not now."""

    exit_code = ExitCode.FILE_ACCESS


@dataclass(frozen=True, slots=True)
class Store:
    """An open store."""

    files: Files
    catalogue: Catalogue

    def record(self, sha256: str) -> Record:
        """The record of a document, with its text."""
        return from_dict(json.loads(self.files.read(f"{folder_of(sha256)}/{RECORD}")))

    def close(self) -> None:
        """Let go of the catalogue."""
        self.catalogue.close()


def open_store(
    location: str, catalogue: str | None = None, *, create: bool = False
) -> Store:
    """The store at a folder or URL.

    `catalogue` is a database URL; None is SQLite in the store's folder. Raises
    StoreError `no_store` where there is none and `create` is false, or what the
    catalogue raises.
    """
    from sqlalchemy import URL

    from ccndocs.store.catalogue import open_catalogue

    if "://" in location:
        if catalogue is None:
            raise StoreError("remote_catalogue", location)
        return Store(open_files(location), open_catalogue(catalogue, create=create))
    beside = Path(location).resolve() / "catalogue.sqlite"
    if create:
        with _writing(location):
            beside.parent.mkdir(parents=True, exist_ok=True)
    elif catalogue is None and not beside.exists():
        raise StoreError("no_store", location)
    # Built from its parts: a path may hold what means something in a URL.
    url = catalogue or URL.create("sqlite", database=str(beside))
    return Store(open_files(location), open_catalogue(url, create=create))


@contextmanager
def _writing(location: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise StoreError("store_unwritable", location, detail=detail) from error


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Keep every other import out; the lock goes with the process, however it ends.

    Raises StoreError `store_busy` where another import is at work.
    """
    location = store.files.location
    with store.catalogue.exclusive() as alone:
        if not alone:
            raise StoreError("store_busy", location)
        if "://" in location:
            yield
            return
        with _file_lock(Path(location)):
            yield


@contextmanager
def _file_lock(root: Path) -> Iterator[None]:
    import fcntl

    with _writing(str(root)):
        handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError("store_busy", str(root)) from error
        yield
    finally:
        os.close(handle)


def record_bytes(value: dict[str, Any]) -> bytes:
    """A record as the store keeps it: the same record, the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )
