"""Many inputs in, records out: one failing input never stops the others."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TextIO, TypeVar

from ccndocs.cli.words import is_held_back, issue_text, say
from ccndocs.errors import CcndocsError, EngineError, ExitCode, InternalError
from ccndocs.export import Failure, LeftOut, Writer, at_least
from ccndocs.types.issue import Issue
from ccndocs.types.options import Options
from ccndocs.types.record import Record

Progress = Callable[[int, int], None]
T = TypeVar("T")


class Process(Protocol):
    """Makes the record of one input; "-" is standard input. `ccndocs.process`."""

    def __call__(self, path: str, options: Options, progress: Progress) -> Record:
        """The record, or a CcndocsError."""


@dataclass(slots=True)
class Talk:
    """What the command tells a person on standard error while it works.

    On a terminal one line counts pages; elsewhere each document has a line when it
    is done, if there are several documents or pages.
    """

    stream: TextIO
    language: str = "en"
    quiet: bool = False
    debug: bool = False
    several: bool = False
    _open: str = field(default="", init=False)

    def page(self, name: str, done: int, total: int) -> None:
        """A page is done."""
        if self.quiet or total < 2 or not self.stream.isatty():
            return
        self._clear()
        self._open = say("page", self.language, name=name, done=done, total=total)
        self.stream.write(self._open)
        self.stream.flush()

    def document(self, name: str, record: Record) -> None:
        """A document is done."""
        self._clear()
        pages = record.document.source.pages
        if self.quiet or not (self.several or pages > 1):
            return
        tasks = len(record.tasks)
        self.line(say("document", self.language, name=name, pages=pages, tasks=tasks))

    def issues(self, name: str, issues: Sequence[Issue]) -> None:
        """What a person should know of an input, a line each."""
        for issue in () if self.quiet else issues:
            code = "issue" if issue.page is None else "page_issue"
            message = issue_text(issue.code, issue.message, self.language)
            values = {"name": name, "page": issue.page, "message": message}
            self.line(one_line(say(code, self.language, **values)))

    def error(self, error: CcndocsError) -> None:
        """An input failed; with `debug` the traceback follows."""
        self.line(one_line(error.message(self.language)))
        if self.debug:
            self.stream.write("".join(traceback.format_exception(error)))

    def line(self, text: str) -> None:
        """One whole line."""
        self._clear()
        self.stream.write(text + "\n")
        self.stream.flush()

    def _clear(self) -> None:
        if self._open:
            self.stream.write("\r" + " " * len(self._open) + "\r")
            self._open = ""


@dataclass(slots=True)
class Outcome:
    """What became of the inputs."""

    done: int = 0
    failures: list[Failure] = field(default_factory=list)
    codes: list[ExitCode] = field(default_factory=list)

    def exit_code(self) -> ExitCode:
        """0; SOME_FAILED if others are done; else the one cause, OTHER for several."""
        if not self.codes:
            return ExitCode.OK
        if self.done:
            return ExitCode.SOME_FAILED
        return self.codes[0] if len(set(self.codes)) == 1 else ExitCode.OTHER


def extract_all(
    paths: Sequence[str],
    options: Options,
    process: Process,
    writer: Callable[[], Writer],
    talk: Talk,
    min_confidence: float | None = None,
) -> Outcome:
    """Process each of `paths` and write its record as soon as it is there.

    Tasks and statistics below `min_confidence` are left out, which is said. `writer`
    is called when the first record is there, so that a run without any writes nothing.
    """
    outcome = Outcome()
    opened: Writer | None = None
    for path in paths:
        try:
            record = run_one(path, options, process, talk)
        except CcndocsError as error:
            talk.error(error)
            outcome.codes.append(error.exit_code)
            outcome.failures.append(_failure(error, talk.language))
            continue
        if opened is None:
            opened = writer()
        opened.add(only_sure(record, min_confidence, talk))
        outcome.done += 1
        talk.document(path, record)
        talk.issues(path, [one for one in record.issues if is_held_back(one.code)])
    if opened is not None:
        opened.finish(outcome.failures)
    if outcome.failures and outcome.done:
        failed, total = len(outcome.failures), len(paths)
        talk.line(say("some_failed", talk.language, failed=failed, total=total))
    return outcome


def only_sure(record: Record, least: float | None, talk: Talk) -> Record:
    """The record without what is below the confidence `least`, which is said."""
    if least is None:
        return record
    kept, left = at_least(record, least)
    if left != LeftOut() and not talk.quiet:
        counts = {"tasks": left.tasks, "statistics": left.statistics}
        name = record.document.source.name
        words = say(
            "below_confidence", talk.language, name=name, least=f"{least:g}", **counts
        )
        talk.line(words)
    return kept


def run_one(
    path: str,
    options: Options,
    process: Callable[[str, Options, Progress], T],
    talk: Talk,
) -> T:
    """What `process` makes of `path`; whatever goes wrong becomes a CcndocsError."""
    try:
        return process(path, options, lambda done, total: talk.page(path, done, total))
    except CcndocsError as error:
        raise _named(error, path) from error
    except Exception as error:
        # The one net of the program: a fault of ours in one document must not take
        # the other documents of the run with it. --debug shows where it happened.
        detail = f"{type(error).__name__}: {error}"
        raise InternalError("internal", path, detail=detail[:300]) from error


def _named(error: CcndocsError, path: str) -> CcndocsError:
    """The same error with the path that was typed.

    Stages know the file's name only, and the OCR engines not even that: they name
    themselves.
    """
    values = dict(error.values)
    if isinstance(error, EngineError):
        values["detail"] = f"{error.name}: {values.get('detail')}"
    return type(error)(error.code, path, **values)


def _failure(error: CcndocsError, language: str) -> Failure:
    return Failure(error.name, error.code, one_line(error.message(language)))


def one_line(text: str) -> str:
    """Line breaks and other control characters would break "one error, one line"."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
