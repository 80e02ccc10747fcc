"""What people ask of a catalogue: how it stands, which inputs, which documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from ccndocs.store import schema
from ccndocs.store.catalogue import Catalogue
from ccndocs.store.failures import explain_failure
from ccndocs.store.rows import FileRow
from ccndocs.store.store import RECORD

PENDING = "pending"  # what an input without an outcome is called
Rows = Iterator[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """An import. `ended_at` is null while it is at work and when it was cut short."""

    id: int
    started_at: str
    ended_at: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How a store stands.

    `outcomes` count all inputs, also those that only earlier runs found; `last` those
    that the last run found, by what it said of them; `causes` failed and skipped
    inputs as (outcome, code, count).
    """

    run: Run | None
    outcomes: dict[str, int]
    last: dict[str, int]
    causes: tuple[tuple[str, str, int], ...]
    documents: int
    pages: int
    tasks: int
    statistics: int
    clusters: int
    incomplete: int
    near_duplicates: int

    @property
    def fine(self) -> bool:
        """Whether every input is settled, none failed, and the last run has ended."""
        if self.run is not None and self.run.ended_at is None:
            return False
        return not any(self.outcomes.get(bad) for bad in ("failed", PENDING))


def overview(catalogue: Catalogue) -> Overview:
    """The whole account, of one moment."""
    documents = schema.documents.c
    sums = [
        func.coalesce(func.sum(column), 0)
        for column in (
            documents.pages,
            documents.tasks,
            documents.statistics,
            documents.clusters,
            sa.case((documents.incomplete, 1), else_=0),
            sa.case((documents.near_duplicate_of.is_not(None), 1), else_=0),
        )
    ]
    try:
        with catalogue.engine.connect() as connection:
            run = _last_run(connection)
            totals = connection.execute(select(func.count(), *sums)).one()
            return Overview(
                run,
                _counts(connection, schema.inputs.c.outcome),
                _last_counts(connection, run),
                _causes(connection),
                *(int(value) for value in totals),
            )
    except DBAPIError as error:
        raise explain_failure(error, catalogue.engine) from error


def _last_run(connection: Connection) -> Run | None:
    table = schema.runs.c
    query = select(table.id, table.started_at, table.ended_at, table.version)
    row = connection.execute(query.order_by(table.id.desc()).limit(1)).first()
    return None if row is None else Run(*row)


def _last_counts(connection: Connection, run: Run | None) -> dict[str, int]:
    if run is None:
        return {}
    table = schema.inputs.c
    return _counts(connection, table.run_outcome, table.run == run.id)


def _counts(
    connection: Connection, column: sa.Column[Any], *where: sa.ColumnElement[bool]
) -> dict[str, int]:
    query = select(column, func.count()).where(*where).group_by(column)
    found = {name or PENDING: int(n) for name, n in connection.execute(query)}
    return dict(sorted(found.items()))


def _causes(connection: Connection) -> tuple[tuple[str, str, int], ...]:
    table, count = schema.inputs.c, func.count()
    query = (
        select(table.outcome, table.code, count)
        .where(table.outcome.in_(("failed", "skipped")))
        .group_by(table.outcome, table.code)
        .order_by(table.outcome, count.desc(), table.code)
    )
    rows = connection.execute(query)
    return tuple((outcome, code or "", int(n)) for outcome, code, n in rows)


def inputs(catalogue: Catalogue, outcomes: Sequence[str] = ()) -> Rows:
    """Inputs by place: uri, name, outcome, code, message, sha256, bytes, run."""
    table = schema.inputs.c
    wanted = (
        table.uri,
        table.name,
        func.coalesce(table.outcome, PENDING).label("outcome"),
        table.code,
        table.message,
        table.sha256,
        table.bytes,
        table.run,
    )
    query = select(*wanted).order_by(table.uri)
    if outcomes:
        query = query.where(func.coalesce(table.outcome, PENDING).in_(outcomes))
    return stream(catalogue, query)


def documents(
    catalogue: Catalogue, after: str | None = None, before: str | None = None
) -> Rows:
    """Documents by date, number and digest: an order that no run decides.

    sha256, name, uri, near_duplicate_of, and size and digest of the record's file.
    `after` and `before` are days of issue, both left out themselves; a document
    without a day is then left out, too.
    """
    table, record = schema.documents.c, schema.files.c
    query = (
        select(
            table.sha256,
            table.name,
            table.uri,
            table.near_duplicate_of,
            record.path,
            record.bytes,
            record.sha256.label("record"),
        )
        .select_from(schema.documents)
        .outerjoin(
            schema.files,
            (record.document == table.sha256) & record.path.endswith(f"/{RECORD}"),
        )
        .order_by(*document_order())
    )
    if after is not None:
        query = query.where(table.issued_on > after)
    if before is not None:
        query = query.where(table.issued_on < before)
    return stream(catalogue, query)


def document_order() -> tuple[sa.ColumnElement[Any], ...]:
    """By date, number and digest; what has none comes last, on every database."""
    table = schema.documents.c
    return (
        nulls_last(table.issued_on),
        table.issued_on,
        nulls_last(table.number_symbol),
        table.number_symbol,
        table.sha256,
    )


def nulls_last(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """What to sort by first, so that rows without a value come last."""
    return sa.case((column.is_(None), 1), else_=0)


def file_row(catalogue: Catalogue, path: str) -> FileRow | None:
    """What the catalogue says now of a file."""
    table = schema.files.c
    query = select(table.path, table.bytes, table.sha256).where(table.path == path)
    found = next(stream(catalogue, query), None)
    return None if found is None else FileRow(**found)


def stream(catalogue: Catalogue, query: sa.Select[Any]) -> Rows:
    """The rows of a query, some at a time. Raises StoreError."""
    try:
        with catalogue.engine.connect() as connection:
            found = connection.execution_options(yield_per=1000).execute(query)
            yield from map(dict, found.mappings())
    except DBAPIError as error:
        raise explain_failure(error, catalogue.engine) from error
