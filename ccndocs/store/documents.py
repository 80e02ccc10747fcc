"""The catalogue's documents, their files and their tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, select

from ccndocs.store import schema
from ccndocs.store.database import Database, in_parts, insert, upsert
from ccndocs.store.inputs import write_settled
from ccndocs.store.rows import DocumentRow, Settled, Summary

_DOCUMENT = [field.name for field in fields(DocumentRow)]


class Documents(Database):
    """Documents."""

    def documents(self, digests: Sequence[str]) -> dict[str, DocumentRow]:
        """The documents of these digests that are in the store."""
        table = schema.documents
        columns = [table.c[name] for name in _DOCUMENT]

        def work(connection: Connection) -> dict[str, DocumentRow]:
            found: dict[str, DocumentRow] = {}
            for part in in_parts(digests):
                query = select(*columns).where(table.c.sha256.in_(part))
                for row in connection.execute(query):
                    value = DocumentRow(*row)
                    found[value.sha256] = value
            return found

        return self._do(work)

    def put(self, summaries: Sequence[Summary], settled: Sequence[Settled]) -> None:
        """Write documents and what became of their inputs, all or nothing."""

        def work(connection: Connection) -> None:
            _put(connection, summaries)
            write_settled(connection, settled)

        self._do(work)


def _put(connection: Connection, summaries: Sequence[Summary]) -> None:
    """Write documents in the place of what was known of them.

    A statement for all documents: building one takes longer than running it.
    """
    if not summaries:
        return
    digests = [summary.document.sha256 for summary in summaries]
    for table in (schema.files, schema.tasks, schema.task_agencies, schema.bands):
        for part in in_parts(digests):
            connection.execute(sa.delete(table).where(table.c.document.in_(part)))
    rows = [_document(summary) for summary in summaries]
    changed = tuple(name for name in rows[0] if name != "sha256")
    upsert(connection, schema.documents, rows, changed)
    tasks: list[dict[str, Any]] = []
    agencies: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    for summary in summaries:
        own = {"document": summary.document.sha256}
        files += [asdict(file) | own for file in summary.files]
        bands += [{"band": n, "value": v} | own for n, v in enumerate(summary.bands)]
        its_tasks, its_agencies = _task_rows(summary)
        tasks += its_tasks
        agencies += its_agencies
    insert(connection, schema.files, files)
    insert(connection, schema.tasks, tasks)
    insert(connection, schema.task_agencies, agencies)
    insert(connection, schema.bands, bands)


def _document(summary: Summary) -> dict[str, Any]:
    row = asdict(summary.document)
    # Whom it is like is settled at the end of a run, over all documents.
    del row["near_duplicate_of"]
    row["compared"] = False
    return row


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
