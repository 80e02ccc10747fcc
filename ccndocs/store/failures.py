"""What a database error means to the person who runs an import."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from ccndocs.store.store import StoreError


def explain_failure(error: DBAPIError, engine: Engine) -> StoreError:
    """The error to show: the disk is full, or the catalogue cannot be had."""
    detail = " ".join(str(error.orig).split())[:200]
    name = engine.url.render_as_string(hide_password=True)
    if "disk is full" in detail or "No space left" in detail:
        return StoreError("store_full", name, detail=detail)
    return StoreError("bad_catalogue", name, detail=detail)
