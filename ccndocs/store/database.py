"""The database behind a catalogue: connections, transactions, the lock.

Every write can be repeated without harm, so a lost connection is answered by doing
the work again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from ccndocs.store.failures import explain_failure, is_full

T = TypeVar("T")

PATIENCE = 180.0  # seconds to wait for a database server that went away
_LOCK = 0x63636E646F6373  # "ccndocs": our advisory lock in a PostgreSQL database
_TRY_LOCK = sa.text("SELECT pg_try_advisory_lock(:key)")
_UNLOCK = sa.text("SELECT pg_advisory_unlock(:key)")
_NOTICE = 3.0  # seconds in which a server notices that a client is gone
_AT_ONCE = 400  # values in one statement; SQLite allows 32,766 in all


class Database:
    """An open database; the parts of a catalogue are made on it."""

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._patience = patience
        self._guard: Connection | None = None  # holds the lock, while there is one

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
        try:
            alone = self._lock()
        except DBAPIError as error:
            raise explain_failure(error, self.engine) from error
        try:
            yield alone
        finally:
            self._unlock()

    def _lock(self) -> bool:
        # Without a transaction: one that stays open for hours keeps the server from
        # clearing up, and some servers end it.
        options = {"isolation_level": "AUTOCOMMIT"}
        guard = self.engine.connect().execution_options(**options)
        self._guard = guard
        # The server may not have noticed yet that an import before was killed.
        until = time.monotonic() + _NOTICE
        while True:
            if guard.execute(_TRY_LOCK, {"key": _LOCK}).scalar():
                return True
            if time.monotonic() > until:
                return False
            time.sleep(0.1)

    def _unlock(self) -> None:
        if self._guard is not None:
            # A server that restarted has dropped the lock with the connection.
            with suppress(sa.exc.SQLAlchemyError):
                self._guard.execute(_UNLOCK, {"key": _LOCK})
            with suppress(sa.exc.SQLAlchemyError):
                self._guard.invalidate()
                self._guard.close()
            self._guard = None

    def _lock_again(self) -> None:
        """The lock went with the server that held it; another import may have it."""
        if self._guard is None:
            return
        from ccndocs.store.store import StoreError

        self._unlock()
        if not self._lock():
            name = self.engine.url.render_as_string(hide_password=True)
            raise StoreError("store_busy", name)

    def _stream(self, query: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
        try:
            with self.engine.connect() as connection:
                found = connection.execution_options(yield_per=1000).execute(query)
                for row in found.mappings():
                    yield dict(row)
        except DBAPIError as error:
            raise explain_failure(error, self.engine) from error

    def _do(self, work: Callable[[Connection], T]) -> T:
        """`work` in a transaction, again if the server went away meanwhile."""
        until = time.monotonic() + self._patience
        pause, lost = 0.2, False
        while True:
            try:
                if lost:
                    self._lock_again()
                with self.engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if was_interrupted(error):
                    raise KeyboardInterrupt from error
                if not self._may_pass(error) or time.monotonic() > until:
                    raise explain_failure(error, self.engine) from error
                lost = True
                self.engine.dispose()
                time.sleep(pause)
                pause = min(pause * 2, 5.0)

    def _may_pass(self, error: DBAPIError) -> bool:
        """Whether a server went away that may come again."""
        if self.engine.dialect.name == "sqlite" or is_full(error):
            return False
        gone = isinstance(error, OperationalError | InterfaceError)
        return gone or error.connection_invalidated


def was_interrupted(error: BaseException) -> bool:
    """Whether an error only came while Ctrl-C ended a query.

    The driver cancels the query, and undoing the transaction may then fail in turn:
    the user asked to stop, the catalogue is well.
    """
    before: BaseException | None = error
    while before is not None:
        if isinstance(before, KeyboardInterrupt):
            return True
        before = before.__cause__ or before.__context__
    return False


def open_engine(url: str | URL) -> Engine:
    """SQLAlchemy's engine for a database URL. Raises StoreError `bad_catalogue`."""
    from ccndocs.store.store import StoreError

    try:
        url = sa.make_url(url)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        remote = url.get_backend_name() == "postgresql"
        engine = sa.create_engine(
            url, pool_pre_ping=remote, connect_args=_PATIENT if remote else {}
        )
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        detail = str(error).splitlines()[0]
        raise StoreError("bad_catalogue", _shown(url), detail=detail) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


# A server behind a network that went silent (a laptop that slept, a cable) is noticed
# after a minute; the system alone would wait for a quarter of an hour.
_PATIENT: dict[str, Any] = {
    "connect_timeout": 15,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # Python's driver begins transactions late and not for what makes tables: a
    # process killed there would leave half a catalogue. `_begin_sqlite` does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=30000")
    # Readers go on while an import writes; a crash loses at most the last
    # transactions, whose work is then done again.
    with suppress(sqlite3.OperationalError):  # a disk that can only be read
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(str(options.get("sqlite_begin", "BEGIN")))


def _shown(url: str | URL) -> str:
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
