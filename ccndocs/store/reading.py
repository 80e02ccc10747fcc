"""A store opened to be read: nothing in it is made, upgraded or written.

An import may be at work in it meanwhile.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ccndocs.store.catalogue import Catalogue, open_catalogue
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
        return Store(open_files(location), open_catalogue(catalogue))
    if not path.is_file():
        raise StoreError("no_store", location if catalogue is None else str(path))
    engine = _read_only(path)
    _check_version(engine, str(path))
    return Store(open_files(location), Catalogue(engine))


def _sqlite_path(location: str, catalogue: str | None) -> Path | None:
    """The file of an SQLite catalogue, None for a database server."""
    if catalogue is None:
        return Path(location) / "catalogue.sqlite"
    if not catalogue.startswith("sqlite"):
        return None
    try:
        name = sa.make_url(catalogue).database
    except sa.exc.ArgumentError as error:
        raise StoreError("bad_catalogue", catalogue, detail=str(error)) from error
    return Path(name or "")


def _read_only(path: Path) -> Engine:
    """SQLite that cannot write; every transaction sees one state of the catalogue."""
    place = quote(str(path.resolve()))
    # A catalogue on a read-only disk has no log that SQLite could open; where no log
    # lies beside it, the file alone is the whole catalogue.
    alone = not path.with_name(path.name + "-wal").exists()
    fixed = alone and not _writable(path.parent)
    uri = f"file:{place}?" + ("immutable=1" if fixed else "mode=ro")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri,
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    url = f"sqlite:///{path}"
    engine = sa.create_engine(url, creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _check_version(engine: Engine, name: str) -> None:
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
