"""`ccndocs export`: a whole store as JSON lines, CSV, an Excel workbook, a calendar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccndocs.cli.extract import one_line
from ccndocs.cli.output import open_binary, open_output
from ccndocs.cli.shell import (
    ConfidenceOption,
    Lang,
    LangOption,
    OutputOption,
    QuietOption,
    check_paths,
    guarded,
    usage,
    writing,
)
from ccndocs.cli.store import CatalogueOption, StoreOption, reading
from ccndocs.cli.tasks import AgencyOption, agency_given, day_given
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode
from ccndocs.export.threshold import LeftOut, at_least
from ccndocs.types.record import Record, TaskRecord

if TYPE_CHECKING:
    from ccndocs.store.agency_query import AgencyQuery
    from ccndocs.store.kept import Kept


class StoreFormat(StrEnum):
    """What a store can be exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


@dataclass(frozen=True, slots=True)
class _Sink:
    """Where records go, and how many tasks had no place there."""

    add: Callable[[Record, Kept], None]
    finish: Callable[[], None]
    left_out: Callable[[], int] = lambda: 0


StoreFormatOption = Annotated[
    StoreFormat,
    typer.Option(
        "--format",
        "-f",
        help="jsonl: full records; csv: one task a line; xlsx: a workbook of "
        "tasks, statistics, clusters and documents; ics: tasks as to-dos.",
    ),
]
WithTextOption = Annotated[
    bool, typer.Option("--with-text", help="Add the texts to jsonl.")
]
IssuedAfterOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Documents issued after this day only."),
]
IssuedBeforeOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Documents issued before this day only."),
]


@guarded
def export(
    store: StoreOption,
    form: StoreFormatOption,
    output: OutputOption = None,
    catalogue: CatalogueOption = None,
    with_text: WithTextOption = False,
    min_confidence: ConfidenceOption = None,
    agency: AgencyOption = None,
    issued_after: IssuedAfterOption = None,
    issued_before: IssuedBeforeOption = None,
    lang: LangOption = Lang.EN,
    quiet: QuietOption = False,
) -> None:
    """Write all records of a store, by date, number and digest of their documents.

    Stores that hold the same documents give the same bytes. With --agency, documents
    without a task of that agency are left out, and of the others all other tasks.
    """
    if output is None and form is StoreFormat.XLSX:
        raise usage(lang, "needs_output", detail="xlsx")
    days = (day_given(issued_after, lang), day_given(issued_before, lang))
    wanted = agency_given(agency, lang)
    check_paths([], output, lang)
    from ccndocs.store.kept import records

    account = _Account()
    with ExitStack() as stack:
        opened = stack.enter_context(reading(store, catalogue))
        stack.enter_context(writing(output, lang))
        sink = _open(stack, form, output, with_text=with_text, lang=lang)
        for kept in records(opened, *days):
            record = _record(kept, min_confidence, wanted, account, lang)
            if record is not None:
                sink.add(record, kept)
        sink.finish()
    if not quiet:
        lines = account.lines(min_confidence, sink.left_out(), lang)
        sys.stderr.writelines(f"{line}\n" for line in lines)
    if account.lost:
        raise typer.Exit(account.exit_code())


@dataclass(slots=True)
class _Account:
    """What was written, and what was not."""

    documents: int = 0
    tasks: int = 0
    unsure: LeftOut = field(default_factory=LeftOut)
    lost: int = 0

    def add(self, record: Record) -> None:
        """Count a record that is written."""
        self.documents += 1
        self.tasks += len(record.tasks)

    def exit_code(self) -> ExitCode:
        """What the command ends with where records were lost."""
        return ExitCode.SOME_FAILED if self.documents else ExitCode.INPUT_FILE

    def lines(self, least: float | None, undated: int, lang: str) -> Iterator[str]:
        """The account, a line each."""
        yield say("exported", lang, documents=self.documents, tasks=self.tasks)
        if self.unsure != LeftOut():
            counts = {"tasks": self.unsure.tasks, "statistics": self.unsure.statistics}
            yield say("left_unsure", lang, least=f"{least:g}", **counts)
        if undated:
            yield say("left_undated", lang, count=undated)


def _record(
    kept: Kept,
    least: float | None,
    wanted: AgencyQuery | None,
    account: _Account,
    lang: str,
) -> Record | None:
    """What is to be written of a document, counted; a lost record has a line."""
    record = kept.record
    if record is None:
        account.lost += 1
        text = say("record_lost", lang, name=kept.name, detail=kept.fault)
        sys.stderr.write(one_line(text) + "\n")
        return None
    if wanted is not None:
        tasks = tuple(task for task in record.tasks if _names(task, wanted))
        if not tasks:
            return None
        record = replace(record, tasks=tasks)
    if least is not None:
        record, left = at_least(record, least)
        account.unsure = LeftOut(
            account.unsure.tasks + left.tasks,
            account.unsure.statistics + left.statistics,
        )
    account.add(record)
    return record


def _names(task: TaskRecord, wanted: AgencyQuery) -> bool:
    """Whether a task has the agency asked for, by its name or its holder's today."""
    return any(
        wanted.matches(a.name, a.current.name if a.current else None)
        for a in task.agencies
    )


def _open(
    stack: ExitStack,
    form: StoreFormat,
    output: Path | None,
    *,
    with_text: bool,
    lang: str,
) -> _Sink:
    """Where the records go; a file is whole or not there."""
    if form is StoreFormat.XLSX:
        from ccndocs.export.xlsx import XlsxWriter

        assert output is not None
        binary = stack.enter_context(open_binary(output))
        book = stack.enter_context(XlsxWriter(binary))
        return _Sink(lambda r, kept: book.add(r, kept.near_duplicate_of), book.finish)
    bom = form is StoreFormat.CSV
    stream = stack.enter_context(open_output(output, bom=bom))
    if form is StoreFormat.ICS:
        from ccndocs.export.ics import IcsWriter

        calendar = IcsWriter(stream, lang)
        return _Sink(
            lambda r, _: calendar.add(r), calendar.finish, lambda: calendar.left_out
        )
    from ccndocs.export import make_writer

    writer = make_writer(form, stream, several=True, with_text=with_text)
    return _Sink(lambda r, _: writer.add(r), writer.finish)
