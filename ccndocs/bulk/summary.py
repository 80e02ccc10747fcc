"""What the catalogue is told of a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccndocs.bulk.kept import PASSING
from ccndocs.export.due import last_day
from ccndocs.store.likeness import bands_of, likeness
from ccndocs.store.rows import AgencyRow, DocumentRow, FileRow, Summary, TaskRow
from ccndocs.types.record import AgencyRecord, Record, TaskRecord
from ccndocs.vi.fold import fold

if TYPE_CHECKING:
    from ccndocs.bulk.unit import Unit

_LONGEST = 400  # characters of a name that an index takes on every database


def summarize(
    unit: Unit, record: Record, text: str, files: Sequence[FileRow]
) -> Summary:
    """The rows of a document: itself, its files, its tasks, its likeness."""
    header = record.document
    numbers = likeness(text)
    document = DocumentRow(
        sha256=unit.sha256,
        uri=unit.uri,
        name=_clean(unit.name),
        media_type=header.source.media_type,
        size=header.source.bytes,
        pages=header.source.pages,
        type=header.type,
        number_symbol=_or_none(header.number_symbol),
        issuer=_or_none(header.issuer.name if header.issuer else None),
        issued_on=header.issued_on,
        title=_or_none(header.title),
        tasks=len(record.tasks),
        statistics=len(record.statistics),
        clusters=len(record.clusters),
        issues=len(record.issues),
        incomplete=any(issue.code in PASSING for issue in record.issues),
        work=unit.plan.work,
        likeness=numbers,
    )
    tasks = tuple(_task(task) for task in record.tasks)
    return Summary(document, tuple(files), tasks, bands_of(numbers))


def _task(task: TaskRecord) -> TaskRow:
    due = task.deadline
    last = last_day(due) if due else None
    return TaskRow(
        task_id=task.id,
        heading=_or_none(task.heading),
        description=_clean(task.description),
        deadline_text=_or_none(due.text) if due else None,
        deadline_kind=due.kind if due else None,
        deadline_start=due.start if due else None,
        deadline_end=due.end if due else None,
        deadline_rrule=due.rrule if due else None,
        due=last.isoformat() if last else None,
        page=task.evidence[0].page if task.evidence else None,
        confidence=task.confidence,
        flags="; ".join(task.flags) or None,
        agencies=tuple(_agency(agency) for agency in task.agencies),
    )


def _agency(agency: AgencyRecord) -> AgencyRow:
    name = _clean(agency.name)[:_LONGEST]
    current = agency.current.name if agency.current else None
    return AgencyRow(name, fold(name), agency.role, _or_none(current))


def _or_none(text: str | None) -> str | None:
    return None if text is None else _clean(text)


def _clean(text: str) -> str:
    """The text without what no database takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()
