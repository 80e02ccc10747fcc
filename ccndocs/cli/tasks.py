"""`ccndocs tasks`: the tasks of a store, by agency, day and status."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccndocs.cli.output import open_output
from ccndocs.cli.shell import (
    Format,
    FormatOption,
    Lang,
    LangOption,
    OutputOption,
    check_paths,
    guarded,
    usage,
    writing,
)
from ccndocs.cli.shell import width as width_of
from ccndocs.cli.store import CatalogueOption, StoreOption, reading
from ccndocs.cli.words import say

if TYPE_CHECKING:
    from ccndocs.export.listing import Column
    from ccndocs.store import Store
    from ccndocs.store.agency_query import AgencyQuery
    from ccndocs.store.task_list import TaskFilter, TaskLine

_MAIN = ("lead", "implement", "advise")
_NAMES = (
    "due",
    "status",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "deadline_rrule",
    "lead",
    "implement",
    "advise",
    "coordinate",
    "current",
    "heading",
    "description",
    "document",
    "number_symbol",
    "issuer",
    "issued_on",
    "page",
    "confidence",
    "flags",
    "task_id",
    "document_id",
)
_STATUS_VI = {
    "overdue": "quá hạn",
    "upcoming": "sắp đến",
    "ongoing": "liên tục",
    "undated": "không hạn",
}
_HEADS = {
    "en": ("Due", "Status", "Agency", "Task", "Document"),
    "vi": ("Hạn", "Tình trạng", "Cơ quan", "Nhiệm vụ", "Văn bản"),
}


class StatusChoice(StrEnum):
    """How a task stands, as --status takes it."""

    OVERDUE = "overdue"
    UPCOMING = "upcoming"
    ONGOING = "ongoing"
    UNDATED = "undated"


class RoleChoice(StrEnum):
    """What an agency does, as --role takes it."""

    LEAD = "lead"
    IMPLEMENT = "implement"
    ADVISE = "advise"
    COORDINATE = "coordinate"


AgencyOption = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="Tasks of this agency only: its name, whole words of it, or a short form "
        "such as SCT; case and diacritics do not count; also by who holds its duties "
        "since 2025.",
    ),
]


RoleOption = Annotated[
    RoleChoice | None, typer.Option(help="With an agency in this role only.")
]
StatusOption = Annotated[
    StatusChoice | None,
    typer.Option(
        help="overdue: the last day is past (whether the work was done is not "
        "known). upcoming: the last day, or the first, is still to come. ongoing: "
        "no last day, such as standing and recurring duties. undated: no day is "
        "set."
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="The day that --status is of; today if none."),
]
DueBeforeOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="Due before this day.")
]
DueAfterOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="Due after this day.")
]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        metavar="NUMBER", help="Tasks of this number (12/KH-UBND, 12) or file name."
    ),
]
LimitOption = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="At most so many.")
]


@guarded
def tasks(
    store: StoreOption,
    catalogue: CatalogueOption = None,
    agency: AgencyOption = None,
    role: RoleOption = None,
    status: StatusOption = None,
    on: OnOption = None,
    due_before: DueBeforeOption = None,
    due_after: DueAfterOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """List the tasks of a store by their last day.

    A task is due on its last day in time: "trước ngày 30/01" on the 29th, "trong tháng
    12/2025" on 2025-12-31. Days are given as 2031-06-30 or 30/6/2031.
    """
    day = day_given(on, lang) or dt.date.today().isoformat()
    check_paths([], output, lang)
    from ccndocs.store.task_list import Status, TaskFilter

    wanted = TaskFilter(
        agency=agency_given(agency, lang),
        role=role.value if role else None,
        due_after=day_given(due_after, lang),
        due_before=day_given(due_before, lang),
        status=Status(status.value) if status else None,
        document=document,
        limit=limit,
    )
    with reading(store, catalogue) as opened, writing(output, lang):
        count = _list(opened, wanted, day, form, output, lang)
        _say_what_is_missing(opened, wanted, count, agency, lang)
    if form is Format.TABLE:
        sys.stderr.write(say("tasks_listed", lang, count=count) + "\n")


def _list(
    store: Store,
    wanted: TaskFilter,
    day: str,
    form: Format,
    output: Path | None,
    lang: str,
) -> int:
    """Write the tasks; how many there were."""
    from ccndocs.export.listing import write_listing

    rows = _Counted(store, wanted, day, form, lang)
    with open_output(output, bom=form is Format.CSV) as stream:
        columns = _columns(lang)
        write_listing(form, stream, rows, rows.names, columns, width_of(output))
    return rows.count


def agency_given(text: str | None, lang: str) -> AgencyQuery | None:
    """The agency asked for, None where none is."""
    if text is None:
        return None
    from ccndocs.store.agency_query import AgencyQuery

    query = AgencyQuery(text)
    if not query.words:
        raise usage(lang, "no_words", detail=text)
    return query


def day_given(text: str | None, lang: str) -> str | None:
    """An ISO date of "2031-06-30" or "30/6/2031"."""
    if text is None:
        return None
    parts = text.split("/")
    try:
        if len(parts) == 3:
            day, month, year = (int(part) for part in parts)
            return dt.date(year, month, day).isoformat()
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise usage(lang, "not_a_day", detail=text) from None


class _Counted:
    """The rows of a listing, and how many there were."""

    def __init__(
        self, store: Store, wanted: TaskFilter, day: str, form: Format, lang: str
    ) -> None:
        from ccndocs.store.task_list import tasks as find

        self._lines = find(store.catalogue, wanted, day)
        self._shown = _shown if form is Format.TABLE else _flat
        self._lang = lang
        self.names: tuple[str, ...] = _NAMES
        self.count = 0
        if form in (Format.JSON, Format.JSONL):
            self._shown = _nested
            self.names = tuple(n for n in _NAMES if n not in _OF_AGENCIES)
            at = self.names.index("heading")
            self.names = (*self.names[:at], "agencies", *self.names[at:])

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for line in self._lines:
            self.count += 1
            yield self._shown(line, self._lang)


_OF_AGENCIES = (*_MAIN, "coordinate", "current")


def _nested(line: TaskLine, lang: str) -> dict[str, Any]:
    agencies = [
        {"name": a.name, "role": a.role, "current": a.current} for a in line.agencies
    ]
    return _plain(line) | {"agencies": agencies}


def _flat(line: TaskLine, lang: str) -> dict[str, Any]:
    roles = {
        role: [a.name for a in line.agencies if a.role == role]
        for role in (*_MAIN, "coordinate")
    }
    current = [a.current for a in line.agencies if a.current not in (None, a.name)]
    return _plain(line) | roles | {"current": current}


def _plain(line: TaskLine) -> dict[str, Any]:
    """The fields as they are: `asdict` would copy each agency, too."""
    return {field.name: getattr(line, field.name) for field in fields(line)}


def _shown(line: TaskLine, lang: str) -> dict[str, Any]:
    main = [a.name for a in line.agencies if a.role in _MAIN]
    status = _STATUS_VI[line.status] if lang == "vi" else line.status.value
    return {
        "due": line.due or line.deadline_text,
        "status": status,
        "agency": main or [a.name for a in line.agencies],
        "task": line.description,
        "document": line.number_symbol or line.document,
    }


def _columns(lang: str) -> tuple[Column, ...]:
    from ccndocs.export.listing import Column

    due, status, agency, task, document = _HEADS[lang]
    return (
        Column(due, "due", size=10),
        Column(status, "status", size=10),
        Column(agency, "agency", 0.27),
        Column(task, "task", 0.5),
        Column(document, "document", 0.23),
    )


def _say_what_is_missing(
    store: Store, wanted: TaskFilter, count: int, agency: str | None, lang: str
) -> None:
    """An empty answer because of a name that the store does not know."""
    from ccndocs.store.task_list import agencies_named, documents_named

    if count:
        return
    if wanted.agency and not agencies_named(store.catalogue, wanted.agency):
        sys.stderr.write(say("no_such_agency", lang, detail=agency) + "\n")
    if wanted.document and not documents_named(store.catalogue, wanted.document):
        text = say("no_such_document", lang, detail=wanted.document)
        sys.stderr.write(text + "\n")
