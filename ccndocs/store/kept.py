"""The records of a store, one by one, each checked against the catalogue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccndocs.store.files import folder_of
from ccndocs.store.queries import documents, file_row
from ccndocs.store.store import RECORD, Store
from ccndocs.types.json import RecordFormatError, from_dict
from ccndocs.types.record import Record


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the store: its record, or the fault that it cannot be had for."""

    sha256: str
    name: str
    near_duplicate_of: str | None
    record: Record | None
    fault: str | None = None


def records(
    store: Store, after: str | None = None, before: str | None = None
) -> Iterator[Kept]:
    """The documents issued between two days, in the order of `queries.documents`."""
    for row in documents(store.catalogue, after, before):
        record, fault = _record(store, row["sha256"], row["record"])
        yield Kept(row["sha256"], row["name"], row["near_duplicate_of"], record, fault)


def _record(
    store: Store, sha256: str, wanted: str | None
) -> tuple[Record | None, str | None]:
    path = f"{folder_of(sha256)}/{RECORD}"
    try:
        data = store.files.read(path)
    except FileNotFoundError:
        return None, "missing"
    except OSError as error:
        return None, error.strerror or type(error).__name__
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        now = file_row(store.catalogue, path)  # an import may have replaced it
        if now is None or now.sha256 != found:
            return None, "changed"
    try:
        value: Any = json.loads(data)
        return from_dict(value), None
    except (ValueError, RecordFormatError) as error:
        return None, str(error)
