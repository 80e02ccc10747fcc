"""The tasks of a store: by agency, by last day, by how they stand on a day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from ccndocs.store import schema
from ccndocs.store.agency_query import AgencyQuery
from ccndocs.store.catalogue import Catalogue
from ccndocs.store.queries import document_order, nulls_last, stream
from ccndocs.store.rows import AgencyRow
from ccndocs.vi.fold import match_key

STANDING = ("ongoing", "recurring", "from")


class Status(StrEnum):
    """How a task stands on a day, by what the document says alone.

    Nobody tells the store what was done: `overdue` means that the last day is past.
    """

    OVERDUE = "overdue"  # its last day is past
    UPCOMING = "upcoming"  # its last day, or its first, is still to come
    ONGOING = "ongoing"  # it has no last day: standing and recurring duties
    UNDATED = "undated"  # no time is set, or one that no calendar knows


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are wanted. Days are ISO dates, themselves left out.

    `document` is a number ("12/KH-UBND", or "12" alone), a file name or the start of
    a digest.
    """

    agency: AgencyQuery | None = None
    role: str | None = None
    due_after: str | None = None
    due_before: str | None = None
    status: Status | None = None
    document: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with what names its document; `due` is the last day in time."""

    due: str | None
    status: Status
    deadline_text: str | None
    deadline_kind: str | None
    deadline_start: str | None
    deadline_end: str | None
    deadline_rrule: str | None
    heading: str | None
    description: str
    agencies: tuple[AgencyRow, ...]
    number_symbol: str | None
    issuer: str | None
    issued_on: str | None
    document: str
    page: int | None
    confidence: float
    flags: str | None
    task_id: str
    document_id: str


def tasks(catalogue: Catalogue, wanted: TaskFilter, on: str) -> Iterator[TaskLine]:
    """The tasks by last day, then in the order of documents; their status on `on`."""
    rows = stream(catalogue, _query(catalogue, wanted, on))
    for _, group in groupby(rows, key=lambda r: (r["document_id"], r["position"])):
        yield _line(list(group), on)


def status_of(due: str | None, start: str | None, kind: str | None, on: str) -> Status:
    """How a task stands on the day `on`."""
    if due is not None:
        return Status.OVERDUE if due < on else Status.UPCOMING
    if start is not None and start > on:
        return Status.UPCOMING
    return Status.ONGOING if kind in STANDING else Status.UNDATED


def _query(catalogue: Catalogue, wanted: TaskFilter, on: str) -> sa.Select[Any]:
    """The tasks, a row an agency."""
    task, agency = schema.tasks.c, schema.task_agencies.c
    where = _times(wanted, on)
    if wanted.document is not None:
        found = documents_named(catalogue, wanted.document)
        where.append(_one_of(catalogue, task.document, found))
    if wanted.agency is not None or wanted.role is not None:
        where.append(_has_agency(catalogue, wanted))
    order = (nulls_last(task.due), task.due, *document_order(), task.position)
    kept = (
        select(task.document, task.position)
        .join(schema.documents, schema.documents.c.sha256 == task.document)
        .where(*where)
        .order_by(*order)
        .limit(wanted.limit)
        .subquery()
    )
    return (
        select(*_columns())
        .select_from(kept)
        .join(
            schema.tasks,
            (task.document == kept.c.document) & (task.position == kept.c.position),
        )
        .join(schema.documents, schema.documents.c.sha256 == task.document)
        .outerjoin(
            schema.task_agencies,
            (agency.document == task.document) & (agency.task == task.position),
        )
        .order_by(*order, agency.position)
    )


def _columns() -> tuple[sa.ColumnElement[Any], ...]:
    task, agency = schema.tasks.c, schema.task_agencies.c
    document = schema.documents.c
    return (
        task.document.label("document_id"),
        task.position,
        *(task[name] for name in _TASK),
        *(document[name] for name in _DOCUMENT),
        document.name.label("document"),
        *(agency[name].label(f"agency_{name}") for name in _AGENCY),
    )


_TASK = (
    "due",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "deadline_rrule",
    "heading",
    "description",
    "page",
    "confidence",
    "flags",
    "task_id",
)
_DOCUMENT = ("number_symbol", "issuer", "issued_on")
_AGENCY = ("name", "folded", "role", "current")


def _line(rows: list[Mapping[str, Any]], on: str) -> TaskLine:
    first = rows[0]
    agencies = tuple(
        AgencyRow(*(row[f"agency_{name}"] for name in _AGENCY))
        for row in rows
        if row["agency_name"] is not None
    )
    status = status_of(
        first["due"], first["deadline_start"], first["deadline_kind"], on
    )
    names = (*_TASK, *_DOCUMENT, "document", "document_id")
    values = {name: first[name] for name in names}
    return TaskLine(**values, status=status, agencies=agencies)


def _times(wanted: TaskFilter, on: str) -> list[sa.ColumnElement[bool]]:
    task = schema.tasks.c
    where: list[sa.ColumnElement[bool]] = []
    if wanted.due_after is not None:
        where.append(task.due > wanted.due_after)
    if wanted.due_before is not None:
        where.append(task.due < wanted.due_before)
    if wanted.status is not None:
        where.append(_stands(wanted.status, on))
    return where


def _stands(status: Status, on: str) -> sa.ColumnElement[bool]:
    """`status_of`, asked of the database; a test holds the two together."""
    task = schema.tasks.c
    begins = sa.func.coalesce(task.deadline_start, "") > on
    standing = sa.func.coalesce(task.deadline_kind, "").in_(STANDING)
    endless = task.due.is_(None) & ~begins
    if status is Status.OVERDUE:
        return task.due < on
    if status is Status.UPCOMING:
        return (task.due >= on) | (task.due.is_(None) & begins)
    return endless & (standing if status is Status.ONGOING else ~standing)


def _has_agency(catalogue: Catalogue, wanted: TaskFilter) -> sa.ColumnElement[bool]:
    task, agency = schema.tasks.c, schema.task_agencies.c
    query = select(agency.position).where(
        agency.document == task.document, agency.task == task.position
    )
    if wanted.role is not None:
        query = query.where(agency.role == wanted.role)
    if wanted.agency is not None:
        names = agencies_named(catalogue, wanted.agency)
        query = query.where(_one_of(catalogue, _pair(), names))
    return query.exists()


def agencies_named(catalogue: Catalogue, agency: AgencyQuery) -> list[str]:
    """The names in the catalogue that are meant, with those that stand for them today.

    A pair is one text: name, a line break, the name of today.
    """
    query = select(_pair().label("pair")).distinct()
    found = (row["pair"] for row in stream(catalogue, query))
    pairs = (pair.partition("\n") for pair in found)
    return sorted("".join(pair) for pair in pairs if agency.matches(pair[0], pair[2]))


def _pair() -> sa.ColumnElement[str]:
    agency = schema.task_agencies.c
    return agency.name + "\n" + sa.func.coalesce(agency.current, "")


def _one_of(
    catalogue: Catalogue, value: sa.ColumnElement[str], known: Collection[str]
) -> sa.ColumnElement[bool]:
    """Whether a value is one of many; one parameter, however many there are."""
    if catalogue.engine.dialect.name == "postgresql":
        every = sa.literal(list(known), postgresql.ARRAY(sa.Text))
        return value == sa.any_(every)
    listed = sa.func.json_each(json.dumps(list(known))).table_valued("value")
    return value.in_(select(listed.c.value))


def documents_named(catalogue: Catalogue, text: str) -> list[str]:
    """Digests of documents of this number, file name or start of a digest."""
    table = schema.documents.c
    query = select(table.sha256, table.number_symbol, table.name)
    return [row["sha256"] for row in stream(catalogue, query) if _is_named(row, text)]


def _is_named(row: Mapping[str, Any], text: str) -> bool:
    key = match_key(text)
    digest = text.lower().removeprefix("sha256:")
    if len(digest) >= 6 and row["sha256"].startswith(digest):
        return True
    number = match_key(row["number_symbol"] or "")
    names = (number, number.partition("/")[0], match_key(row["name"]))
    return key != "" and key in names
