"""`ccndocs import`: folders of documents into a store, every one accounted for."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from ccndocs.cli.extract import one_line
from ccndocs.cli.import_account import close_account, exit_code, forecast
from ccndocs.cli.import_options import (
    AddressOption,
    CatalogueOption,
    Command,
    DryRunOption,
    EveryOption,
    JobsOption,
    Log,
    LogOption,
    MaxBytesOption,
    MaxPagesOption,
    OcrEngineOption,
    PathsArgument,
    ReportOption,
    RetryOption,
    SearchableOption,
    StoreOption,
    TimeoutOption,
    WatchOption,
    Where,
    WhereOption,
)
from ccndocs.cli.machine import cores, terminated
from ccndocs.cli.output import set_utf8
from ccndocs.cli.shell import (
    Engine,
    Lang,
    LangOption,
    Mode,
    ModeOption,
    QuietOption,
    guarded,
    usage,
)
from ccndocs.cli.sizes import parse_size
from ccndocs.cli.talk import Bar, ImportTalk, JsonLines, Lines
from ccndocs.types.options import Options

if TYPE_CHECKING:
    from ccndocs.bulk import ImportOptions
    from ccndocs.bulk.engine import Engine as BulkEngine
    from ccndocs.store import Store


@guarded
def import_(
    paths: PathsArgument,
    store: StoreOption,
    catalogue: CatalogueOption = None,
    jobs: JobsOption = None,
    engine: WhereOption = Where.LOCAL,
    address: AddressOption = None,
    ocr_engine: OcrEngineOption = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    timeout: TimeoutOption = 1800.0,
    max_pages: MaxPagesOption = None,
    max_bytes: MaxBytesOption = "512M",
    searchable_pdf: SearchableOption = False,
    retry_failed: RetryOption = False,
    dry_run: DryRunOption = False,
    watch: WatchOption = False,
    every: EveryOption = 10.0,
    report: ReportOption = None,
    log: LogOption = Log.TEXT,
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
        read, jobs or cores(), timeout, max_pages, searchable_pdf, retry_failed
    )
    listed = tuple(_listed(paths, lang))
    command = Command(
        listed, store, catalogue, engine, address, log, report, quiet, lang
    )
    _start(command, options, dry=dry_run, every=every if watch else None)


def _start(
    command: Command, options: ImportOptions, *, dry: bool, every: float | None
) -> None:
    """A dry run, runs without end `every` so many seconds, or one run."""
    with terminated():
        if dry:
            _dry_run(command, options)
        elif every is not None:
            _watch(command, options, every)
        else:
            raise typer.Exit(_import(command, options))


def _import(command: Command, options: ImportOptions) -> int:
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
    close_account(report, command)
    return exit_code(report)


def _watch(command: Command, options: ImportOptions, every: float) -> None:
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
                close_account(report, command)
            time.sleep(every)
    finally:
        engine.close()
        opened.close()


def _dry_run(command: Command, options: ImportOptions) -> None:
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
    sys.stdout.write(forecast(found, options, command.lang))


def _engine(command: Command, options: ImportOptions) -> BulkEngine:
    if command.where is Where.RAY:
        from ccndocs.bulk.ray_engine import RayEngine

        return RayEngine(command.address, options.timeout)
    from ccndocs.bulk.local import LocalEngine

    return LocalEngine(options.jobs, options.timeout)


def _talk(command: Command) -> ImportTalk:
    if command.log is Log.JSON:
        return JsonLines(sys.stderr)
    if sys.stderr.isatty() and not command.quiet:
        return Bar(sys.stderr, command.lang)
    return Lines(sys.stderr, command.lang, quiet=command.quiet)


def _count_ahead(command: Command, talk: ImportTalk) -> None:
    """Count the inputs beside the work, so that the time left can be told."""
    from ccndocs.bulk.discover import discover

    def count() -> None:
        talk.total = sum(1 for _ in discover(command.paths, store=command.store))

    threading.Thread(target=count, daemon=True).start()


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
