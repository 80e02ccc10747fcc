"""The database behind a catalogue: connections, transactions, the lock.

Every write can be repeated without harm, so a lost connection is answered by doing
the work again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from ccndocs.store.failures import explain_failure

T = TypeVar("T")

PATIENCE = 180.0  # seconds to wait for a database server that went away
_LOCK = 0x63636E646F6373  # "ccndocs": our advisory lock in a PostgreSQL database
_AT_ONCE = 400  # values in one statement; SQLite allows 32,766 in all


class Database:
    """An open database; the parts of a catalogue are made on it."""

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._patience = patience

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def exclusive(self) -> Iterator[bool]:
        """Whether no other import writes this catalogue; holds while the block runs.

        SQLite catalogues lie beside the store's lock file, which does this for them.
        """
        if self.engine.dialect.name != "postgresql":
            yield True
            return
        with self.engine.connect() as connection:
            query = sa.text("SELECT pg_try_advisory_lock(:key)")
            alone = bool(connection.execute(query, {"key": _LOCK}).scalar())
            try:
                yield alone
            finally:
                # A server that restarted has dropped the lock itself.
                connection.invalidate()

    def _stream(self, query: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
        with self.engine.connect() as connection:
            found = connection.execution_options(yield_per=1000).execute(query)
            for row in found.mappings():
                yield dict(row)

    def _do(self, work: Callable[[Connection], T]) -> T:
        """`work` in a transaction, again if the server went away meanwhile."""
        until = time.monotonic() + self._patience
        pause = 0.2
        while True:
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except (OperationalError, InterfaceError) as error:
                if self.engine.dialect.name == "sqlite" or time.monotonic() > until:
                    raise explain_failure(error, self.engine) from error
                self.engine.dispose()
                time.sleep(pause)
                pause = min(pause * 2, 5.0)
            except DBAPIError as error:
                raise explain_failure(error, self.engine) from error


def open_engine(url: str) -> Engine:
    """SQLAlchemy's engine for a database URL. Raises StoreError `bad_catalogue`."""
    from ccndocs.store.store import StoreError

    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.partition("://")[2]
    try:
        engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        detail = str(error).splitlines()[0]
        raise StoreError("bad_catalogue", _shown(url), detail=detail) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Readers go on while an import writes; a crash loses at most the last
    # transactions, whose work is then done again.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _shown(url: str) -> str:
    """A database URL without its password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return "the catalogue"


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    changed: Iterable[str],
) -> None:
    """Insert rows; of those that are there, set the columns `changed`."""
    if not rows:
        return
    insert: Any = (
        postgresql.insert(table)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(table)
    )
    key = [column.name for column in table.primary_key]
    values = {name: insert.excluded[name] for name in changed}
    statement = insert.on_conflict_do_update(index_elements=key, set_=values)
    connection.execute(statement, list(rows))


def insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(sa.insert(table), rows)


def in_parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in parts that a statement takes."""
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
