"""The catalogue's runs and inputs: what was found, and what became of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, func, select

from ccndocs.store import schema
from ccndocs.store.database import Database, in_parts, upsert
from ccndocs.store.rows import InputRow, Outcome, Settled

_PENDING: dict[str, Any] = {"run_outcome": None}
_INPUT = [field.name for field in fields(InputRow)]


class Inputs(Database):
    """Runs and inputs."""

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
            upsert(connection, schema.inputs, rows, ("name", "run", "run_outcome"))
            return known

        return self._do(work)

    def in_run(self, run: int, uris: Sequence[str]) -> set[str]:
        """Which of `uris` the run has found before (a path given twice)."""
        table = schema.inputs

        def work(connection: Connection) -> set[str]:
            found: set[str] = set()
            for part in in_parts(uris):
                keys = [key_of(uri) for uri in part]
                query = select(table.c.uri).where(
                    table.c.run == run, table.c.key.in_(keys)
                )
                found.update(connection.execute(query).scalars())
            return found

        return self._do(work)

    def incomplete(self, run: int) -> int:
        """How many inputs of a run have a document that lacks pages."""
        inputs, documents = schema.inputs, schema.documents
        query = (
            select(func.count())
            .select_from(inputs)
            .join(documents, documents.c.sha256 == inputs.c.sha256)
            .where(inputs.c.run == run, documents.c.incomplete.is_(sa.true()))
        )
        return self._do(lambda c: int(c.execute(query).scalar_one()))

    def settle(self, settled: Sequence[Settled]) -> None:
        """Write what became of inputs."""
        self._do(lambda c: write_settled(c, settled))

    def failed(self, run: int, digests: Sequence[str]) -> dict[str, InputRow]:
        """For those of `digests` that failed or were skipped in the run: an input."""
        table = schema.inputs
        columns = [table.c[name] for name in _INPUT]
        bad = (Outcome.FAILED.value, Outcome.SKIPPED.value)

        def work(connection: Connection) -> dict[str, InputRow]:
            found: dict[str, InputRow] = {}
            for part in in_parts(digests):
                query = select(*columns).where(
                    table.c.sha256.in_(part),
                    table.c.run == run,
                    table.c.run_outcome.in_(bad),
                )
                for row in connection.execute(query):
                    one = _input(row)
                    found[str(one.sha256)] = one
            return found

        return self._do(work)

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
        for part in in_parts(uris):
            keys = [key_of(uri) for uri in part]
            query = select(*columns).where(table.c.key.in_(keys))
            for row in connection.execute(query):
                one = _input(row)
                found[one.uri] = one
        return found


def _input(row: Sequence[Any]) -> InputRow:
    value = dict(zip(_INPUT, row, strict=True))
    if value["outcome"] is not None:
        value["outcome"] = Outcome(value["outcome"])
    return InputRow(**value)


def write_settled(connection: Connection, settled: Sequence[Settled]) -> None:
    """Write what became of inputs that were found before."""
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


def key_of(uri: str) -> str:
    """The key of an input in the catalogue."""
    return hashlib.sha256(uri.encode()).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
