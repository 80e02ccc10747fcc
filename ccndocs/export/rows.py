"""Tasks as flat rows: one row a task, every value a string or a number."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.types.record import AgencyRecord, Record, TaskRecord

Row = dict[str, str | int | float | None]

COLUMNS = (
    "document",
    "type",
    "number_symbol",
    "issuer",
    "issued_on",
    "task_id",
    "section",
    "heading",
    "description",
    "lead",
    "implement",
    "advise",
    "coordinate",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "deadline_bound",
    "deadline_rrule",
    "other_deadlines",
    "output",
    "page",
    "confidence",
    "flags",
)


def task_rows(record: Record) -> Iterator[Row]:
    """One row a task, its keys COLUMNS; several values are joined by "; "."""
    document = record.document
    head: Row = {
        "document": document.source.name,
        "type": document.type,
        "number_symbol": document.number_symbol,
        "issuer": document.issuer.name if document.issuer else None,
        "issued_on": document.issued_on,
    }
    for task in record.tasks:
        yield {**head, **_task(task), **_deadline(task)}


def names(agencies: tuple[AgencyRecord, ...], *roles: str) -> str | None:
    """The names of the agencies in any of `roles`; None where there is none."""
    return "; ".join(a.name for a in agencies if a.role in roles) or None


def first_page(task: TaskRecord) -> int | None:
    """The page on which the task starts."""
    return task.evidence[0].page if task.evidence else None


def _task(task: TaskRecord) -> Row:
    return {
        "task_id": task.id,
        "section": ".".join(mark.strip(".)") for mark in task.section) or None,
        "heading": task.heading,
        "description": task.description,
        **{
            role: names(task.agencies, role)
            for role in ("lead", "implement", "advise", "coordinate")
        },
        "output": task.output,
        "page": first_page(task),
        "confidence": task.confidence,
        "flags": "; ".join(task.flags) or None,
    }


def _deadline(task: TaskRecord) -> Row:
    due = task.deadline
    return {
        "deadline_text": due.text if due else None,
        "deadline_kind": due.kind if due else None,
        "deadline_start": due.start if due else None,
        "deadline_end": due.end if due else None,
        "deadline_bound": due.bound if due else None,
        "deadline_rrule": due.rrule if due else None,
        "other_deadlines": "; ".join(d.text for d in task.other_deadlines) or None,
    }
