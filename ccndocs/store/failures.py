"""What a database error means to the person who runs an import."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from ccndocs.store.store import StoreError

_FULL = ("disk is full", "No space left", "disk full", "Disk quota exceeded")
_CLOSED = ("readonly database", "unable to open database file", "read-only transaction")


def explain_failure(error: DBAPIError, engine: Engine) -> StoreError:
    """The error to show: the disk is full, or the catalogue cannot be had."""
    detail = _detail(error)
    name = engine.url.render_as_string(hide_password=True)
    if is_full(error):
        return StoreError("store_full", name, detail=detail)
    if any(words in detail for words in _CLOSED):
        return StoreError("store_unwritable", name, detail=detail)
    return StoreError("bad_catalogue", name, detail=detail)


def is_full(error: DBAPIError) -> bool:
    """Whether there was no room on the disk of the database."""
    return any(words in _detail(error) for words in _FULL)


def _detail(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())[:200]
