"""`ccndocs status`, `ccndocs verify`: how a store stands, and whether it is whole."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ccndocs.cli.extract import one_line
from ccndocs.cli.output import set_utf8
from ccndocs.cli.shell import (
    Format,
    FormatOption,
    Lang,
    LangOption,
    QuietOption,
    guarded,
    usage,
)
from ccndocs.cli.shell import width as width_of
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode

if TYPE_CHECKING:
    from ccndocs.store import Store
    from ccndocs.store.queries import Overview
    from ccndocs.store.verify import Problem

StoreOption = Annotated[
    str, typer.Option("--store", metavar="DIR", help="The store: a folder or a URL.")
]
CatalogueOption = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        metavar="URL",
        help="Database of the catalogue; SQLite in the store if not given.",
    ),
]

_INPUTS = ("uri", "name", "outcome", "code", "message", "sha256", "bytes", "run")
_MARKED_AT_ONCE = 200


class InputOutcome(StrEnum):
    """What can have become of an input, as --outcome takes it."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    FAILED = "failed"
    SKIPPED = "skipped"
    PENDING = "pending"


@contextmanager
def reading(store: str, catalogue: str | None) -> Iterator[Store]:
    """The store, opened to be read."""
    from ccndocs.store.reading import open_to_read

    opened = open_to_read(store, catalogue)
    try:
        yield opened
    finally:
        opened.close()


@guarded
def status(
    store: StoreOption,
    catalogue: CatalogueOption = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List inputs, with the cause of failures.")
    ] = False,
    outcomes: Annotated[
        list[InputOutcome] | None,
        typer.Option("--outcome", help="With --list: these only; can be repeated."),
    ] = None,
    form: FormatOption = Format.TABLE,
    lang: LangOption = Lang.EN,
) -> None:
    """Say how a store stands: inputs by outcome, documents, failures by cause.

    Exit code 16 where an input failed or is not settled, or the last import has not
    ended.
    """
    set_utf8(sys.stdout)
    if not list_ and (outcomes or form is Format.CSV):
        detail = "--outcome" if outcomes else "--format csv"
        raise usage(lang, "needs_list", detail=detail)
    from ccndocs.store.queries import overview

    with reading(store, catalogue) as opened:
        found = overview(opened.catalogue)
        if list_:
            _list(opened, [one.value for one in outcomes or ()], form)
        elif form is Format.TABLE:
            sys.stdout.writelines(f"{line}\n" for line in _account(found, lang))
        else:
            _write_json(found, sys.stdout, form)
    if not found.fine:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _list(store: Store, outcomes: list[str], form: Format) -> None:
    from ccndocs.export.listing import Column, write_listing
    from ccndocs.store.queries import inputs

    columns = (
        Column("Outcome", "outcome", size=14),
        Column("Cause", "code", size=16),
        Column("Input", "uri", 0.5),
        Column("Message", "message", 0.5),
    )
    rows = inputs(store.catalogue, outcomes)
    write_listing(form, sys.stdout, rows, _INPUTS, columns, width_of(None))


def _write_json(found: Overview, stream: TextIO, form: Format) -> None:
    import json

    value = asdict(found) | {"fine": found.fine}
    value["causes"] = [
        {"outcome": outcome, "code": code, "count": count}
        for outcome, code, count in found.causes
    ]
    indent = 2 if form is Format.JSON else None
    stream.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def _account(found: Overview, lang: str) -> Iterator[str]:
    run = found.run
    if run is None:
        yield say("no_run", lang)
    else:
        code = "run_open" if run.ended_at is None else "run_ended"
        values = {"id": run.id, "version": run.version}
        times = {"started": run.started_at, "ended": run.ended_at}
        yield say(code, lang, **values, **times)
        yield _sum("last_inputs", found.last, lang)
    yield _sum("all_inputs", found.outcomes, lang)
    names = ("documents", "pages", "tasks", "statistics", "clusters")
    yield say("documents", lang, **{name: getattr(found, name) for name in names})
    if found.near_duplicates:
        yield say("near_duplicates", lang, count=found.near_duplicates)
    if found.incomplete:
        yield say("incomplete", lang, count=found.incomplete)
    before = ""
    for outcome, cause, count in found.causes:
        if outcome != before:
            yield say("causes", lang, outcome=outcome)
            before = outcome
        yield f"  {count:>8}  {cause}"
    if found.outcomes.get("failed"):
        yield say("see_list", lang)


def _sum(code: str, counts: Mapping[str, int], lang: str) -> str:
    detail = ", ".join(f"{name} {count}" for name, count in counts.items()) or "-"
    return say(code, lang, count=sum(counts.values()), detail=detail)


@guarded
def verify(
    store: StoreOption,
    catalogue: CatalogueOption = None,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Mark damaged documents, so that the next import of their inputs "
            "makes them anew.",
        ),
    ] = False,
    lang: LangOption = Lang.EN,
    quiet: QuietOption = False,
) -> None:
    """Compare every file of a store with the digest it was written with.

    One line a problem: missing and changed files, documents without a record, files
    that the catalogue does not know. Exit code 16 where there is any. What an import
    is writing at that moment can look like a problem.
    """
    set_utf8(sys.stdout)
    from ccndocs.store import verify as checks

    faults: Counter[str] = Counter()
    with ExitStack() as stack:
        opened = stack.enter_context(reading(store, catalogue))
        total = checks.total(opened.catalogue)
        progress = _Progress(sys.stderr, lang, total, quiet=quiet)
        stack.callback(progress.clear)
        marks = _Marks(stack.enter_context(_repairing(store, catalogue, repair)))
        for problem in checks.verify(opened, progress.told):
            faults[problem.fault.value] += 1
            progress.clear()
            sys.stdout.write(_line(problem) + "\n")
            marks.add(problem)
        marks.write()
    for line in _verdict(total, faults, marks, lang):
        sys.stderr.write(line + "\n")
    if faults:
        raise typer.Exit(ExitCode.SOME_FAILED)


@contextmanager
def _repairing(
    store: str, catalogue: str | None, wanted: bool
) -> Iterator[Store | None]:
    """The store to be written, with every import kept out; None where not `wanted`."""
    if not wanted:
        yield None
        return
    from ccndocs.store import open_store
    from ccndocs.store.store import locked

    opened = open_store(store, catalogue)
    try:
        with locked(opened):
            yield opened
    finally:
        opened.close()


class _Marks:
    """Damaged documents, marked some at a time. Their problems come in a row."""

    def __init__(self, store: Store | None) -> None:
        self.store = store
        self.count = 0
        self._last: str | None = None
        self._waiting: list[str] = []

    def add(self, problem: Problem) -> None:
        """Take note of a problem."""
        from ccndocs.store.verify import Fault, drop_reading

        digest = problem.document
        if not problem.fault.damage or problem.fault is Fault.NO_DOCUMENT:
            return
        if self.store is not None:
            drop_reading(self.store.files, problem)
        if digest is None or digest == self._last:
            return
        self._last = digest
        self.count += 1
        self._waiting.append(digest)
        if len(self._waiting) >= _MARKED_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Mark what waits."""
        from ccndocs.store.verify import mark_damaged

        if self.store is not None and self._waiting:
            mark_damaged(self.store.catalogue, self._waiting)
        self._waiting.clear()


class _Progress:
    """How many documents are checked: one line on a terminal, else one a minute."""

    def __init__(self, stream: TextIO, lang: str, total: int, *, quiet: bool) -> None:
        self._stream = stream
        self._lang = lang
        self._total = total
        self._quiet = quiet
        self._every = 0.2 if stream.isatty() else 60.0
        self._said = time.monotonic()
        self._open = ""

    def told(self, done: int) -> None:
        """So many documents are checked."""
        now = time.monotonic()
        if self._quiet or now - self._said < self._every:
            return
        self._said = now
        text = say("checked", self._lang, done=done, total=self._total)
        if self._stream.isatty():
            self.clear()
            self._open = text
            self._stream.write(text)
        else:
            self._stream.write(text + "\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._open:
            self._stream.write("\r" + " " * len(self._open) + "\r")
            self._open = ""


def _line(problem: Problem) -> str:
    detail = f" ({problem.detail})" if problem.detail else ""
    return one_line(f"{problem.fault.value}: {problem.path}{detail}")


def _verdict(
    total: int, faults: Mapping[str, int], marks: _Marks, lang: str
) -> Iterator[str]:
    if not faults:
        yield say("sound", lang, total=total)
        return
    detail = ", ".join(f"{name} {count}" for name, count in sorted(faults.items()))
    yield say("unsound", lang, total=total, detail=detail)
    if marks.count:
        code = "repair_next" if marks.store is None else "repaired"
        yield say(code, lang, count=marks.count)
    if "no_document" in faults:
        yield say("import_again", lang)
    if "unknown" in faults or "unfinished" in faults:
        yield say("strangers_next", lang)
