"""A store opened to be read: nothing in it is made, upgraded or written.

An import may be at work in it meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ccndocs.store.catalogue import Catalogue
from ccndocs.store.database import open_engine
from ccndocs.store.failures import explain_failure
from ccndocs.store.files import open_files
from ccndocs.store.migrate import HEAD
from ccndocs.store.store import Store, StoreError

_PATIENCE = 30.0  # seconds to wait for the lock of a writer


def open_to_read(location: str, catalogue: str | None = None) -> Store:
    """The store at a folder or URL, as `open_store` finds it, read-only.

    Raises StoreError: `no_store`, `remote_catalogue`, `bad_catalogue`, `older_store`,
    `newer_store`.
    """
    remote = "://" in location
    if remote and catalogue is None:
        raise StoreError("remote_catalogue", location)
    if not remote and not Path(location).is_dir():
        raise StoreError("no_store", location)
    path = _sqlite_path(location, catalogue)
    if path is None:
        assert catalogue is not None
        engine = open_engine(catalogue)
    elif path.is_file():
        engine = _read_only(path)
    else:
        raise StoreError("no_store", location if catalogue is None else str(path))
    _check_version(engine)
    return Store(open_files(location), Catalogue(engine))


def _sqlite_path(location: str, catalogue: str | None) -> Path | None:
    """The file of an SQLite catalogue, None for a database server."""
    if catalogue is None:
        return Path(location) / "catalogue.sqlite"
    if not catalogue.startswith(("sqlite:", "sqlite+")):
        return None
    try:
        return Path(sa.make_url(catalogue).database or "")
    except sa.exc.ArgumentError as error:
        raise StoreError("bad_catalogue", catalogue, detail=str(error)) from error


def _read_only(path: Path) -> Engine:
    """SQLite that cannot write; every transaction sees one state of the catalogue."""
    place = quote(os.fsencode(path.resolve()))
    # A catalogue on a read-only disk has no log that SQLite could open; where no log
    # lies beside it, the file alone is the whole catalogue.
    alone = not path.with_name(path.name + "-wal").exists()
    fixed = alone and not os.access(path.parent, os.W_OK)
    uri = f"file:{place}?" + ("immutable=1" if fixed else "mode=ro")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri,
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _check_version(engine: Engine) -> None:
    name = engine.url.render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            found = None
            if sa.inspect(connection).has_table("alembic_version"):
                query = sa.text("SELECT version_num FROM alembic_version")
                found = connection.execute(query).scalar()
    except DBAPIError as error:
        raise explain_failure(error, engine) from error
    if found is None:
        raise StoreError("no_store", name)
    if str(found) < HEAD:
        raise StoreError("older_store", name, detail=found)
    if str(found) > HEAD:
        raise StoreError("newer_store", name, detail=found)
