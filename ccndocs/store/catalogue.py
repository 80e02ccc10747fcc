"""The catalogue: what is known of every input and every document of a store.

Written by one process only. Every write can be repeated without harm, so a lost
connection is answered by doing the work again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Table, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from ccndocs.store import schema
from ccndocs.store.failures import explain_failure
from ccndocs.store.rows import (
    DocumentRow,
    FileRow,
    InputRow,
    Outcome,
    Settled,
    Summary,
)

T = TypeVar("T")

PATIENCE = 180.0  # seconds to wait for a database server that went away
_LOCK = 0x63636E646F6373  # "ccndocs": our advisory lock in a PostgreSQL database
_PENDING: dict[str, Any] = {"run_outcome": None}
_AT_ONCE = 400  # values in one statement; SQLite allows 32,766 in all
_INPUT = [field.name for field in fields(InputRow)]
_DOCUMENT = [field.name for field in fields(DocumentRow)]


class Catalogue:
    """The catalogue behind an open database."""

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._patience = patience

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    # -- runs ---------------------------------------------------------------

    def begin_run(self, version: str, options: str) -> int:
        """A new run; its number."""

        def work(connection: Connection) -> int:
            row = {"started_at": _now(), "version": version, "options": options}
            done = connection.execute(sa.insert(schema.runs).values(row))
            key = done.inserted_primary_key
            assert key is not None
            return int(key[0])

        return self._do(work)

    def end_run(self, run: int) -> None:
        """Note that a run came to its end."""
        table = schema.runs
        self._do(
            lambda c: c.execute(
                sa.update(table).where(table.c.id == run).values(ended_at=_now())
            )
        )

    def counts(self, run: int) -> dict[str | None, int]:
        """How many inputs the run found, by outcome; None: not settled."""
        table = schema.inputs
        query = (
            select(table.c.run_outcome, func.count())
            .where(table.c.run == run)
            .group_by(table.c.run_outcome)
        )
        return self._do(lambda c: {row[0]: row[1] for row in c.execute(query)})

    def last_run(self) -> Mapping[str, Any] | None:
        """The newest run: id, started_at, ended_at, version, options."""
        query = select(schema.runs).order_by(schema.runs.c.id.desc()).limit(1)

        def work(connection: Connection) -> Mapping[str, Any] | None:
            row = connection.execute(query).mappings().first()
            return None if row is None else dict(row)

        return self._do(work)

    # -- inputs -------------------------------------------------------------

    def found(self, run: int, inputs: Sequence[tuple[str, str]]) -> dict[str, InputRow]:
        """Note (uri, name) of inputs as found by `run`, not yet settled.

        Gives what is known of those that an earlier run has met.
        """
        rows = [
            {"key": key_of(uri), "uri": uri, "name": name, "run": run} | _PENDING
            for uri, name in inputs
        ]

        def work(connection: Connection) -> dict[str, InputRow]:
            known = self._inputs(connection, [uri for uri, _ in inputs])
            self._upsert(
                connection, schema.inputs, rows, ("name", "run", "run_outcome")
            )
            return known

        return self._do(work)

    def in_run(self, run: int, uris: Sequence[str]) -> set[str]:
        """Which of `uris` the run has found before (a path given twice)."""
        table = schema.inputs

        def work(connection: Connection) -> set[str]:
            found: set[str] = set()
            for part in _parts(uris):
                keys = [key_of(uri) for uri in part]
                query = select(table.c.uri).where(
                    table.c.run == run, table.c.key.in_(keys)
                )
                found.update(connection.execute(query).scalars())
            return found

        return self._do(work)

    def settle(self, settled: Sequence[Settled]) -> None:
        """Write what became of inputs."""
        self._do(lambda c: _settle(c, settled))

    def settled(self, run: int) -> Iterator[Mapping[str, Any]]:
        """The inputs of a run, by uri: all columns of the table."""
        table = schema.inputs
        query = select(table).where(table.c.run == run).order_by(table.c.uri)
        return self._stream(query)

    def _inputs(
        self, connection: Connection, uris: Sequence[str]
    ) -> dict[str, InputRow]:
        table = schema.inputs
        columns = [table.c[name] for name in _INPUT]
        found: dict[str, InputRow] = {}
        for part in _parts(uris):
            keys = [key_of(uri) for uri in part]
            query = select(*columns).where(table.c.key.in_(keys))
            for row in connection.execute(query):
                value = dict(zip(_INPUT, row, strict=True))
                if value["outcome"] is not None:
                    value["outcome"] = Outcome(value["outcome"])
                found[value["uri"]] = InputRow(**value)
        return found

    # -- documents ----------------------------------------------------------

    def documents(self, digests: Sequence[str]) -> dict[str, DocumentRow]:
        """The documents of these digests that are in the store."""
        table = schema.documents
        columns = [table.c[name] for name in _DOCUMENT]

        def work(connection: Connection) -> dict[str, DocumentRow]:
            found: dict[str, DocumentRow] = {}
            for part in _parts(digests):
                query = select(*columns).where(table.c.sha256.in_(part))
                for row in connection.execute(query):
                    value = DocumentRow(*row)
                    found[value.sha256] = value
            return found

        return self._do(work)

    def put(self, summaries: Sequence[Summary], settled: Sequence[Settled]) -> None:
        """Write documents and what became of their inputs, all or nothing."""

        def work(connection: Connection) -> None:
            for summary in summaries:
                self._put(connection, summary)
            _settle(connection, settled)

        self._do(work)

    def _put(self, connection: Connection, summary: Summary) -> None:
        document = summary.document
        row = asdict(document)
        # Whom it is like is settled at the end of a run, over all documents.
        del row["near_duplicate_of"]
        row["compared"] = False
        changed = tuple(name for name in row if name != "sha256")
        for table, column in (
            (schema.files, schema.files.c.document),
            (schema.tasks, schema.tasks.c.document),
            (schema.task_agencies, schema.task_agencies.c.document),
            (schema.bands, schema.bands.c.document),
        ):
            connection.execute(sa.delete(table).where(column == document.sha256))
        self._upsert(connection, schema.documents, [row], changed)
        own = {"document": document.sha256}
        _insert(connection, schema.files, [asdict(f) | own for f in summary.files])
        tasks, agencies = _task_rows(summary)
        _insert(connection, schema.tasks, tasks)
        _insert(connection, schema.task_agencies, agencies)
        _insert(
            connection,
            schema.bands,
            [{"band": n, "value": v} | own for n, v in enumerate(summary.bands)],
        )

    def all_documents(self) -> Iterator[Mapping[str, Any]]:
        """Every document by date, number and digest: an order that no run decides."""
        table = schema.documents
        empty = sa.case((table.c.issued_on.is_(None), 1), else_=0)
        none = sa.case((table.c.number_symbol.is_(None), 1), else_=0)
        query = select(table).order_by(
            empty, table.c.issued_on, none, table.c.number_symbol, table.c.sha256
        )
        return self._stream(query)

    def all_files(self) -> Iterator[FileRow]:
        """Every file that the store must hold, by path."""
        table = schema.files
        query = select(table.c.path, table.c.bytes, table.c.sha256).order_by(
            table.c.path
        )
        return (FileRow(**row) for row in self._stream(query))

    # -- likeness -----------------------------------------------------------

    def neighbours(self, digest: str) -> tuple[DocumentRow, ...]:
        """Documents that share a band with this one, by uri."""
        ours, theirs = schema.bands.alias(), schema.bands.alias()
        table = schema.documents
        columns = [table.c[name] for name in _DOCUMENT]
        shared = (
            select(theirs.c.document)
            .join(
                ours, (ours.c.band == theirs.c.band) & (ours.c.value == theirs.c.value)
            )
            .where(ours.c.document == digest, theirs.c.document != digest)
            .distinct()
        )
        query = select(*columns).where(table.c.sha256.in_(shared)).order_by(table.c.uri)
        return self._do(lambda c: tuple(DocumentRow(*row) for row in c.execute(query)))

    def uncompared(self, most: int) -> tuple[str, ...]:
        """Some documents that were not compared since they changed."""
        table = schema.documents
        query = (
            select(table.c.sha256)
            .where(table.c.compared.is_(sa.false()))
            .order_by(table.c.sha256)
            .limit(most)
        )
        return self._do(lambda c: tuple(c.execute(query).scalars()))

    def like(self, digest: str) -> tuple[str, ...]:
        """The documents that are said to be very like this one."""
        table = schema.documents
        query = select(table.c.sha256).where(table.c.near_duplicate_of == digest)
        return self._do(lambda c: tuple(c.execute(query).scalars()))

    def set_near(
        self, pairs: Mapping[str, str | None], compared: Sequence[str], run: int
    ) -> None:
        """Note for documents which one each is very like, or none, and their inputs.

        `compared` are done with; what `run` said of an input follows.
        """
        table, inputs = schema.documents, schema.inputs
        plain, near = Outcome.IMPORTED.value, Outcome.NEAR_DUPLICATE.value

        def work(connection: Connection) -> None:
            for digest, other in pairs.items():
                was, now = (near, plain) if other is None else (plain, near)
                mine = inputs.c.sha256 == digest
                for statement in (
                    sa.update(table)
                    .where(table.c.sha256 == digest)
                    .values(near_duplicate_of=other),
                    sa.update(inputs)
                    .where(mine, inputs.c.run == run, inputs.c.run_outcome == was)
                    .values(run_outcome=now),
                    sa.update(inputs)
                    .where(mine, inputs.c.outcome.in_((was, now)))
                    .values(outcome=now, message=other),
                ):
                    connection.execute(statement)
            connection.execute(
                sa.update(table)
                .where(table.c.sha256.in_(compared))
                .values(compared=True)
            )

        self._do(work)

    # -- the database -------------------------------------------------------

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

    def _upsert(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[dict[str, Any]],
        changed: Iterable[str],
    ) -> None:
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


def open_catalogue(
    url: str, *, create: bool = False, patience: float = PATIENCE
) -> Catalogue:
    """The catalogue at a database URL, brought to this version's schema.

    Raises StoreError: `bad_catalogue` (no such driver, no such server, a schema of a
    later version), `store_full`.
    """
    from ccndocs.store.migrate import migrate

    engine = _engine(url)
    catalogue = Catalogue(engine, patience)
    try:
        migrate(engine, create=create)
    except DBAPIError as error:
        raise explain_failure(error, engine) from error
    return catalogue


def _engine(url: str) -> Engine:
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


def _settle(connection: Connection, settled: Sequence[Settled]) -> None:
    if not settled:
        return
    table = schema.inputs
    statement = (
        sa.update(table)
        .where(table.c.key == sa.bindparam("at"))
        .values(
            {
                name: sa.bindparam(f"new_{name}")
                for name in (
                    "sha256",
                    "bytes",
                    "outcome",
                    "code",
                    "message",
                    "work",
                    "attempts",
                    "run_outcome",
                )
            }
        )
    )
    rows = [
        {
            "at": key_of(one.uri),
            "new_sha256": one.sha256,
            "new_bytes": one.bytes,
            "new_outcome": one.kept.value,
            "new_code": one.code,
            "new_message": one.message,
            "new_work": one.work,
            "new_attempts": one.attempts,
            "new_run_outcome": one.outcome.value,
        }
        for one in settled
    ]
    connection.execute(statement, rows)


def _task_rows(summary: Summary) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    tasks: list[dict[str, Any]] = []
    agencies: list[dict[str, Any]] = []
    for position, task in enumerate(summary.tasks):
        row = asdict(task)
        found = row.pop("agencies")
        tasks.append(row | {"document": summary.document.sha256, "position": position})
        for number, agency in enumerate(found):
            own = {"document": summary.document.sha256, "task": position}
            agencies.append(agency | own | {"position": number})
    return tasks, agencies


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]


def key_of(uri: str) -> str:
    """The key of an input in the catalogue."""
    return hashlib.sha256(uri.encode()).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
