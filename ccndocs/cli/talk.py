"""What an import tells while it works: a bar, plain lines, or JSON lines."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from ccndocs.bulk.watcher import Watcher
from ccndocs.cli.extract import one_line
from ccndocs.cli.words import say
from ccndocs.errors import CcndocsError

if TYPE_CHECKING:
    from ccndocs.store.rows import Settled

_TOLD = frozenset({"failed", "skipped"})
_EVERY = 30.0  # seconds between lines of progress where there is no terminal


class ImportTalk(Watcher, Protocol):
    """A watcher of a run that also knows how many inputs there are."""

    total: int | None

    def event(self, name: str, values: Mapping[str, Any], text: str) -> None:
        """Something else to tell: as JSON, or the sentence."""

    def close(self) -> None:
        """The run is over."""


class _Counts:
    """What every kind of talk counts."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.done = 0
        self.failed = 0
        self.read = 0
        self.begun = time.monotonic()

    def count(self, one: Settled) -> None:
        self.done += 1
        self.failed += one.outcome.value == "failed"

    @property
    def pages_a_minute(self) -> float:
        return 60 * self.read / max(time.monotonic() - self.begun, 1e-9)


class Lines(_Counts):
    """Plain lines: what failed or was left out, and now and then how far it is."""

    def __init__(self, stream: TextIO, language: str, *, quiet: bool) -> None:
        super().__init__()
        self._stream, self._language, self._quiet = stream, language, quiet
        self._last = time.monotonic()

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        """See `ImportTalk`."""
        self.count(one)
        self._write(told(one, error, self._language, quiet=self._quiet))

    def pages(self, count: int) -> None:
        """See `ImportTalk`."""
        self.read += count

    def tick(self) -> None:
        """See `ImportTalk`."""
        if self._quiet or time.monotonic() - self._last < _EVERY:
            return
        self._last = time.monotonic()
        values = {
            "done": self.done,
            "total": "?" if self.total is None else self.total,
            "failed": self.failed,
            "rate": f"{self.pages_a_minute:.0f}",
        }
        self._write(say("import_progress", self._language, **values))

    def event(self, name: str, values: Mapping[str, Any], text: str) -> None:
        """See `ImportTalk`."""
        if not self._quiet:
            self._write(text)

    def close(self) -> None:
        """See `ImportTalk`."""

    def _write(self, text: str | None) -> None:
        if text:
            self._stream.write(text + "\n")
            self._stream.flush()


class JsonLines(_Counts):
    """One JSON object a line, for servers: every outcome, every minute."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._last = time.monotonic()

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        """See `ImportTalk`."""
        self.count(one)
        values = {
            "uri": one.uri,
            "outcome": one.outcome.value,
            "sha256": one.sha256,
            "code": one.code,
            "message": one.message,
        }
        self._write("input", values)

    def pages(self, count: int) -> None:
        """See `ImportTalk`."""
        self.read += count

    def tick(self) -> None:
        """See `ImportTalk`."""
        if time.monotonic() - self._last < _EVERY:
            return
        self._last = time.monotonic()
        values = {
            "done": self.done,
            "total": self.total,
            "failed": self.failed,
            "pages": self.read,
            "pages_per_minute": round(self.pages_a_minute, 1),
        }
        self._write("progress", values)

    def event(self, name: str, values: Mapping[str, Any], text: str) -> None:
        """See `ImportTalk`."""
        self._write(name, values)

    def close(self) -> None:
        """See `ImportTalk`."""

    def _write(self, event: str, values: Mapping[str, Any]) -> None:
        at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": at, "event": event, **values}, ensure_ascii=False)
        self._stream.write(line + "\n")
        self._stream.flush()


class Bar(_Counts):
    """A progress bar on a terminal; failures stand above it."""

    def __init__(self, stream: TextIO, language: str) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        super().__init__()
        self._language = language
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=Console(file=stream, highlight=False),
            transient=True,
        )
        title = say("import_bar", language)
        self._task = self._bar.add_task(title, total=None, rate="", failed="")
        self._bar.start()

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        """See `ImportTalk`."""
        self.count(one)
        text = told(one, error, self._language, quiet=False)
        if text:
            self._bar.console.print(text, markup=False, soft_wrap=True)

    def pages(self, count: int) -> None:
        """See `ImportTalk`."""
        self.read += count

    def tick(self) -> None:
        """See `ImportTalk`."""
        rate = say("import_rate", self._language, rate=f"{self.pages_a_minute:.0f}")
        failed = ""
        if self.failed:
            failed = say("import_failures", self._language, failed=self.failed)
        self._bar.update(
            self._task, completed=self.done, total=self.total, rate=rate, failed=failed
        )

    def event(self, name: str, values: Mapping[str, Any], text: str) -> None:
        """See `ImportTalk`."""
        self._bar.console.print(text, markup=False, soft_wrap=True)

    def close(self) -> None:
        """See `ImportTalk`."""
        self._bar.stop()


def told(
    one: Settled, error: CcndocsError | None, language: str, *, quiet: bool
) -> str | None:
    """The line for an input that a person should know of; None for the others."""
    if one.outcome.value not in _TOLD or (quiet and one.outcome.value != "failed"):
        return None
    message = error.message(language) if error is not None else one.message or one.code
    shown = one.uri.rpartition("/")[2]
    text = message or ""
    # Errors name the file; the folder tells which of two of that name it is.
    folder = one.uri.removesuffix(shown)
    return one_line(folder + text)
