"""`ccndocs import`: folders of documents into a store, every one accounted for."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccndocs import __version__
from ccndocs.cli.extract import one_line
from ccndocs.cli.machine import cores, terminated
from ccndocs.cli.output import open_output, set_utf8
from ccndocs.cli.shell import (
    Engine,
    Lang,
    LangOption,
    Mode,
    ModeOption,
    QuietOption,
    guarded,
    usage,
    writing,
)
from ccndocs.cli.sizes import parse_size
from ccndocs.cli.talk import Bar, ImportTalk, JsonLines, Lines
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode
from ccndocs.types.options import Options

if TYPE_CHECKING:
    from ccndocs.bulk import ImportOptions, Report
    from ccndocs.bulk.engine import Engine as BulkEngine
    from ccndocs.bulk.preview import Preview
    from ccndocs.store import Store


class Where(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


class Log(StrEnum):
    """How the run talks."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Command:
    """What was asked for, beside the options of the import itself."""

    paths: tuple[str, ...]
    store: str
    catalogue: str | None
    where: Where
    address: str | None
    log: Log
    report: Path | None
    quiet: bool
    lang: Lang


StoreOption = Annotated[
    str,
    typer.Option("--store", metavar="DIR", help="Folder (or URL) of the store."),
]
CatalogueOption = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        metavar="URL",
        help="Database of the catalogue, such as postgresql://host/name; "
        "SQLite in the store if not given.",
    ),
]


@guarded
def import_(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders with all below, globs, ZIPs or URLs; '-' reads a list "
            "of them from standard input, one a line or ended by NUL.",
        ),
    ],
    store: StoreOption,
    catalogue: CatalogueOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Worker processes; one a core."),
    ] = None,
    engine: Annotated[
        Where, typer.Option(help="local processes, or a Ray cluster.")
    ] = Where.LOCAL,
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="The Ray cluster.")
    ] = None,
    ocr_engine: Annotated[
        Engine, typer.Option("--ocr-engine", help="OCR engine.")
    ] = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=1, help="For a document, or 8 pages of a long one."
        ),
    ] = 1800.0,
    max_pages: Annotated[
        int | None, typer.Option(min=1, help="Skip documents with more pages.")
    ] = None,
    max_bytes: Annotated[
        str, typer.Option(metavar="SIZE", help="Skip larger files, such as 200M.")
    ] = "512M",
    searchable_pdf: Annotated[
        bool,
        typer.Option("--searchable-pdf", help="Make a searchable PDF/A of each scan."),
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Count inputs, pages and time; change nothing."),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on, and import what comes into the folders."),
    ] = False,
    every: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.1, help="Between looks of --watch."),
    ] = 10.0,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="HTML report; in the store's 'reports' if not given."
        ),
    ] = None,
    log: Annotated[
        Log, typer.Option(help="Talk in sentences, or in JSON lines for servers.")
    ] = Log.TEXT,
    quiet: QuietOption = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Import documents into a store, and account for every one.

    What was imported before is not done again. The run can be stopped at any time,
    and the next one goes on from there.
    """
    from ccndocs.bulk import ImportOptions

    read = Options(mode=mode, engine=ocr_engine, max_bytes=_size(max_bytes, lang))
    options = ImportOptions(
        read=read,
        jobs=jobs or cores(),
        timeout=timeout,
        max_pages=max_pages,
        pdf=searchable_pdf,
        retry_failed=retry_failed,
    )
    listed = tuple(_listed(paths, lang))
    command = _Command(
        listed, store, catalogue, engine, address, log, report, quiet, lang
    )
    with terminated():
        if dry_run:
            _dry_run(command, options)
        elif watch:
            _watch(command, options, every)
        else:
            raise typer.Exit(_import(command, options))


def _import(command: _Command, options: ImportOptions) -> int:
    """One run, and its exit code."""
    from ccndocs.bulk import import_all
    from ccndocs.store import open_store

    opened = open_store(command.store, command.catalogue, create=True)
    talk = _talk(command)
    engine = _engine(command, options)
    try:
        _count_ahead(command, talk)
        report = import_all(command.paths, opened, options, engine, talk)
    finally:
        talk.close()
        engine.close()
        opened.close()
    _close_account(report, command)
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0 where all is well, 15 where the sum is wrong, 16 where something is missing.

    Missing are inputs that failed and pages that could not be read.
    """
    from ccndocs.store import Outcome

    if not report.adds_up:
        return ExitCode.OTHER
    missing = report.outcomes[Outcome.FAILED] or report.incomplete
    return ExitCode.SOME_FAILED if missing else ExitCode.OK


def _watch(command: _Command, options: ImportOptions, every: float) -> None:
    """Runs without end, each when something new lies still."""
    from ccndocs.bulk import import_all
    from ccndocs.bulk.watch import DropFolder
    from ccndocs.store import open_store

    opened = open_store(command.store, command.catalogue, create=True)
    talk = Lines(sys.stderr, command.lang, quiet=command.quiet)
    engine = _engine(command, options)
    folder = DropFolder(command.paths, command.store)
    try:
        while True:
            if folder.look():
                report = import_all(
                    command.paths, opened, options, engine, talk, folder.wanted
                )
                _close_account(report, command)
            time.sleep(every)
    finally:
        engine.close()
        opened.close()


def _dry_run(command: _Command, options: ImportOptions) -> None:
    from ccndocs.bulk.local import LocalEngine
    from ccndocs.bulk.preview import count, preview
    from ccndocs.store import StoreError, open_store

    opened: Store | None
    try:
        opened = open_store(command.store, command.catalogue)
    except StoreError as error:
        if error.code != "no_store":
            raise
        opened = None
    engine = LocalEngine(options.jobs, options.timeout, count)
    try:
        found = preview(command.paths, opened, options, engine)
    finally:
        engine.close()
        if opened is not None:
            opened.close()
    for failure in found.failures:
        sys.stderr.write(one_line(failure.message(command.lang)) + "\n")
    set_utf8(sys.stdout)
    sys.stdout.write(_forecast(found, options, command.lang))


def _forecast(found: Preview, options: ImportOptions, lang: str) -> str:
    seconds = found.cpu_seconds / options.jobs
    lines = [
        say("dry_run", lang, found=found.found, jobs=options.jobs),
        say("dry_new", lang, count=found.to_import, pages=found.pages),
        say("dry_ocr", lang, pages=found.pictures),
        say("dry_unchanged", lang, count=found.unchanged),
        say("dry_duplicates", lang, count=found.duplicates),
        say("dry_skipped", lang, count=found.skipped),
        say("dry_failed", lang, count=len(found.failures)),
        say("dry_time", lang, time=str(dt.timedelta(seconds=round(seconds)))),
    ]
    return "\n".join(lines) + "\n"


def _engine(command: _Command, options: ImportOptions) -> BulkEngine:
    if command.where is Where.RAY:
        from ccndocs.bulk.ray_engine import RayEngine

        return RayEngine(command.address, options.timeout)
    from ccndocs.bulk.local import LocalEngine

    return LocalEngine(options.jobs, options.timeout)


def _talk(command: _Command) -> ImportTalk:
    if command.log is Log.JSON:
        return JsonLines(sys.stderr)
    if sys.stderr.isatty() and not command.quiet:
        return Bar(sys.stderr, command.lang)
    return Lines(sys.stderr, command.lang, quiet=command.quiet)


def _count_ahead(command: _Command, talk: ImportTalk) -> None:
    """Count the inputs beside the work, so that the time left can be told."""
    from ccndocs.bulk.discover import discover

    def count() -> None:
        talk.total = sum(1 for _ in discover(command.paths, store=command.store))

    threading.Thread(target=count, daemon=True).start()


def _close_account(report: Report, command: _Command) -> None:
    """The closing summary on standard output, and the HTML report."""
    place = _write_report(report, command)
    set_utf8(sys.stdout)
    if command.log is Log.JSON:
        values = {o.value: n for o, n in report.outcomes.items()}
        talk = JsonLines(sys.stdout)
        account = {"found": report.found, **values, "pages": report.pages}
        account["incomplete"] = report.incomplete
        account["adds_up"] = report.adds_up
        talk.event("account", account, "")
        return
    sys.stdout.write(summary(report, command.lang))
    sys.stdout.write(say("import_report", command.lang, place=place) + "\n")
    sys.stdout.flush()


def summary(report: Report, lang: str) -> str:
    """The closing table: every outcome, their sum, what was found."""
    rows = [
        (say(f"outcome_{outcome.value}", lang), count)
        for outcome, count in report.outcomes.items()
    ]
    rows.append((say("outcome_sum", lang), sum(report.outcomes.values())))
    rows.append((say("outcome_found", lang), report.found))
    wide = max(len(name) for name, _ in rows)
    lines = [f"{name:<{wide}}  {count:>10,}" for name, count in rows]
    lines.insert(-2, "-" * (wide + 12))
    seconds = dt.timedelta(seconds=round(report.seconds))
    verdict = "import_adds_up" if report.adds_up else "import_wrong"
    lines.append(say("import_pages", lang, pages=report.pages, time=seconds))
    lines.append(say(verdict, lang))
    if report.incomplete:
        lines.append(say("import_incomplete", lang, count=report.incomplete))
    return "\n".join(lines) + "\n"


def _write_report(report: Report, command: _Command) -> str:
    from ccndocs.cli.report import html_report
    from ccndocs.store import open_store

    opened = open_store(command.store, command.catalogue)
    try:
        text = html_report(
            report,
            opened.catalogue.settled(report.run),
            store=command.store,
            version=__version__,
            made=dt.datetime.now().astimezone(),
            language=command.lang,
        )
        if command.report is None:
            path = f"reports/run-{report.run:06d}.html"
            opened.files.write(path, text.encode("utf-8", "backslashreplace"))
            return f"{command.store.rstrip('/')}/{path}"
    finally:
        opened.close()
    with writing(command.report, command.lang), open_output(command.report) as stream:
        stream.write(text)
    return str(command.report)


def _listed(paths: Sequence[str], lang: str) -> Iterator[str]:
    """The paths, with those that standard input lists in the place of '-'."""
    if list(paths).count("-") > 1:
        raise usage(lang, "stdin_twice")
    for path in paths:
        if path != "-":
            yield path
            continue
        data = sys.stdin.buffer.read()
        parts = data.split(b"\0") if b"\0" in data else data.splitlines()
        yield from (os.fsdecode(part) for part in parts if part)


def _size(text: str, lang: str) -> int:
    try:
        return parse_size(text)
    except ValueError:
        raise usage(lang, "size", detail=text) from None
