"""The import itself: find, hand out, take in, settle, and see that the sum adds up.

Only this process writes the catalogue. Workers write a document's files first, then
the document gets its rows: after a crash at any moment a row never names a file that
is not there, and what has no row is done again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from ccndocs.bulk.discover import Found, discover
from ccndocs.bulk.engine import Engine, Lost
from ccndocs.bulk.near import settle_likeness
from ccndocs.bulk.place import as_failure
from ccndocs.bulk.plan import ImportOptions, Plan, make_plan
from ccndocs.bulk.work import (
    Done,
    Failed,
    PartRead,
    Result,
    Skipped,
    Split,
    Stopped,
    Unit,
    parts_of,
)
from ccndocs.errors import CcndocsError, EngineError
from ccndocs.store import Outcome, Settled, Store, Summary
from ccndocs.store.rows import DocumentRow, InputRow
from ccndocs.store.store import locked

# Failures that say nothing of the input, so that the next run tries again.
PASSING = frozenset(
    {
        "changed",
        "timeout",
        "worker_died",
        "engine_failed",
        "not_readable",
        "missing_tool",
    }
)
# Limits that the user has set: what lies beyond them was not asked for.
LIMITS = frozenset({"too_large", "too_many_pages"})
ATTEMPTS = 3  # runs that try a passing failure again unasked
_TRIES = 2  # times in one run that a unit may lose its process
_BATCH = 100  # inputs looked up at once
_COMMIT_EVERY = 1.0  # seconds
_COMMIT_AFTER = 100  # results


class Watcher(Protocol):
    """What is told of a run while it goes on."""

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        """An input has its outcome."""

    def pages(self, count: int) -> None:
        """So many more pages are done."""

    def tick(self) -> None:
        """Some time has passed."""


@dataclass(frozen=True, slots=True)
class Report:
    """The closing account. `found` inputs are the sum of `outcomes`, or it is wrong."""

    run: int
    found: int
    outcomes: dict[Outcome, int]
    pages: int
    seconds: float

    @property
    def adds_up(self) -> bool:
        """Whether every input that was found has exactly one outcome."""
        return self.found == sum(self.outcomes.values())


def import_all(
    paths: Iterable[str],
    store: Store,
    options: ImportOptions,
    engine: Engine,
    watcher: Watcher,
    wanted: Callable[[Found], bool] | None = None,
) -> Report:
    """Import what lies at `paths` and account for all of it that is `wanted`.

    Raises StoreError where the store cannot be written: what is done is kept, and the
    next run goes on from there. The engine is not closed.
    """
    with locked(store):
        store.files.clean()
        plan = make_plan(store.files.location, options)
        run = _Run(store, plan, options, engine, watcher)
        inputs = discover(paths, store=store.files.location)
        return run.go(filter(wanted, inputs) if wanted is not None else inputs)


@dataclass(slots=True)
class _Work:
    """A document at work: the inputs that wait for it, and what is still to do."""

    unit: Unit
    size: int
    waiting: list[Found] = field(default_factory=list)
    attempts: int = 0
    lost: dict[tuple[int, int] | None, int] = field(default_factory=dict)
    parts: set[tuple[int, int]] = field(default_factory=set)
    read: int = 0  # pages that parts have brought


class _Run:
    """The state of a run."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        options: ImportOptions,
        engine: Engine,
        watcher: Watcher,
    ) -> None:
        self._store = store
        self._catalogue = store.catalogue
        self._plan = plan
        self._options = options
        self._engine = engine
        self._watcher = watcher
        self._number = 0
        self._work: dict[str, _Work] = {}
        self._summaries: list[Summary] = []
        self._settled: list[tuple[Settled, str, CcndocsError | None]] = []
        self._failures: dict[str, CcndocsError] = {}
        self._recent: dict[str, DocumentRow] = {}
        self._committed = time.monotonic()
        self._found = 0
        self._pages = 0

    def go(self, inputs: Iterator[Found]) -> Report:
        """The whole run."""
        begun = time.monotonic()
        described = f"{self._plan.work} {self._options}"
        self._number = self._catalogue.begin_run(self._plan.version, described)
        for batch in iter(lambda: list(islice(inputs, _BATCH)), []):
            self._take(batch)
        while self._work:
            self._collect(1.0)
        self._commit()
        settle_likeness(self._catalogue, self._number)
        self._catalogue.end_run(self._number)
        return self._report(time.monotonic() - begun)

    def _report(self, seconds: float) -> Report:
        counts = self._catalogue.counts(self._number)
        outcomes = {o: counts.get(o.value, 0) for o in Outcome}
        return Report(self._number, self._found, outcomes, self._pages, seconds)

    # -- what comes in ------------------------------------------------------

    def _take(self, batch: list[Found]) -> None:
        """Note some inputs as found, and settle them or hand them out."""
        before = self._catalogue.in_run(self._number, [one.uri for one in batch])
        fresh = list({one.uri: one for one in batch if one.uri not in before}.values())
        if not fresh:
            return
        self._found += len(fresh)
        known = self._catalogue.found(self._number, [(o.uri, o.name) for o in fresh])
        hashed = [(one, *self._digest(one)) for one in fresh]
        digests = [digest for _, digest, _ in hashed if digest is not None]
        self._recent.clear()
        documents = self._catalogue.documents(digests)
        for one, digest, size in hashed:
            if digest is not None:
                row = known.get(one.uri)
                # It may have been done since the catalogue was asked.
                document = self._recent.get(digest) or documents.get(digest)
                self._decide(one, digest, size, row, document)
            while not self._engine.room:
                self._collect(1.0)
        self._collect(0.0)

    def _digest(self, one: Found) -> tuple[str | None, int]:
        """The digest of an input; None where it was settled without one."""
        if one.skip is not None:
            self._settle(one, Outcome.SKIPPED, error=one.skip)
            return None, 0
        if one.error is not None:
            self._settle(one, Outcome.FAILED, error=one.error)
            return None, 0
        try:
            return one.place.digest(one.name, self._plan.read)
        except Exception as error:
            failure = as_failure(error, one.name)
            limit = failure.code in LIMITS
            outcome = Outcome.SKIPPED if limit else Outcome.FAILED
            self._settle(one, outcome, error=failure)
            return None, 0

    def _decide(
        self,
        one: Found,
        digest: str,
        size: int,
        row: InputRow | None,
        document: DocumentRow | None,
    ) -> None:
        """Settle an input from what is known, or have its document done."""
        if digest in self._work:
            self._work[digest].waiting.append(one)
            return
        if digest in self._failures:
            self._end_badly(one, self._failures[digest], digest, size)
            return
        same = row if row is not None and row.sha256 == digest else None
        attempts = same.attempts if same is not None else 0
        if self._still_good(document, attempts):
            assert document is not None
            self._settle_known(one, document, same)
        elif self._still_bad(same):
            assert same is not None
            self._settle_again(one, same)
        else:
            # A document keeps the place that it was first imported from.
            first = document or one
            unit = Unit(digest, first.uri, first.name, one.place, self._plan)
            self._work[digest] = _Work(unit, size, [one], attempts)
            self._engine.submit(unit)

    def _still_good(self, document: DocumentRow | None, attempts: int) -> bool:
        """Whether the store's document is what this run would make."""
        if document is None or document.work != self._plan.work:
            return False
        if not document.incomplete:
            return True
        return attempts >= ATTEMPTS and not self._options.retry_failed

    def _still_bad(self, row: InputRow | None) -> bool:
        """Whether an input failed for a reason that this run would meet again."""
        if row is None or row.outcome is not Outcome.FAILED:
            return False
        if row.work != self._plan.work or self._options.retry_failed:
            return False
        return row.code not in PASSING or row.attempts >= ATTEMPTS

    # -- what comes back ----------------------------------------------------

    def _collect(self, seconds: float) -> None:
        """Take results; write them down now and then."""
        for unit, result in self._engine.results(seconds):
            self._result(unit, result)
        self._watcher.tick()
        waited = time.monotonic() - self._committed
        full = len(self._settled) + len(self._summaries) >= _COMMIT_AFTER
        if full or waited > _COMMIT_EVERY:
            self._commit()

    def _result(self, unit: Unit, result: Result | Lost) -> None:
        if isinstance(result, Stopped):
            self._commit()
            raise result.error
        work = self._work.get(unit.sha256)
        if work is None:
            return  # a part of a document that has failed already
        match result:
            case Lost():
                self._lost(work, unit, result)
            case Split(total):
                self._split(work, total)
            case PartRead(pages):
                work.read += pages
                self._pages += pages
                self._watcher.pages(pages)
                self._part_done(work, unit)
            case Done(summary):
                self._done(work, summary)
            case Failed(error):
                self._failed(work, error)
            case Skipped(error):
                self._failed(work, error)

    def _split(self, work: _Work, total: int) -> None:
        parts = parts_of(total, self._plan.pages_at_once)
        work.parts = set(parts)
        base = work.unit
        for pages in parts:
            self._engine.submit(
                Unit(base.sha256, base.uri, base.name, base.place, base.plan, pages)
            )

    def _part_done(self, work: _Work, unit: Unit) -> None:
        """When the last part is read, the whole can be made of them."""
        assert unit.pages is not None
        work.parts.discard(unit.pages)
        if not work.parts:
            self._engine.submit(work.unit)

    def _done(self, work: _Work, summary: Summary) -> None:
        fresh = summary.document.pages - work.read
        self._pages += fresh
        self._watcher.pages(fresh)
        self._summaries.append(summary)
        self._recent[summary.document.sha256] = summary.document
        work.attempts = work.attempts + 1 if summary.document.incomplete else 0
        for one in self._finish(work):
            first = one.uri == summary.document.uri
            outcome = Outcome.IMPORTED if first else Outcome.DUPLICATE
            self._settle(one, outcome, work.unit.sha256, work.size, None, work.attempts)

    def _failed(self, work: _Work, error: CcndocsError) -> None:
        """End a document without a record; parts still under way find no work."""
        self._failures[work.unit.sha256] = error
        for one in self._finish(work):
            self._end_badly(one, error, work.unit.sha256, work.size, work.attempts + 1)

    def _end_badly(
        self, one: Found, error: CcndocsError, digest: str, size: int, attempts: int = 1
    ) -> None:
        outcome = Outcome.SKIPPED if error.code in LIMITS else Outcome.FAILED
        self._settle(one, outcome, digest, size, error, attempts)

    def _lost(self, work: _Work, unit: Unit, lost: Lost) -> None:
        times = work.lost.get(unit.pages, 0) + 1
        work.lost[unit.pages] = times
        if times < _TRIES and not lost.timeout:
            self._engine.submit(unit)
            return
        code = "timeout" if lost.timeout else "worker_died"
        self._failed(work, EngineError(code, unit.name, detail=lost.detail))

    def _finish(self, work: _Work) -> list[Found]:
        del self._work[work.unit.sha256]
        return work.waiting

    # -- what is written ----------------------------------------------------

    def _settle(
        self,
        one: Found,
        outcome: Outcome,
        digest: str | None = None,
        size: int | None = None,
        error: CcndocsError | None = None,
        attempts: int = 0,
    ) -> None:
        settled = Settled(
            uri=one.uri,
            outcome=outcome,
            kept=outcome,
            sha256=digest,
            bytes=size,
            code=error.code if error else None,
            message=_message(error) if error else None,
            work=self._plan.work,
            attempts=attempts,
        )
        self._settled.append((settled, one.name, error))

    def _settle_known(
        self, one: Found, document: DocumentRow, same: InputRow | None
    ) -> None:
        """An input whose document is in the store already."""
        kept = Outcome.IMPORTED if one.uri == document.uri else Outcome.DUPLICATE
        if kept is Outcome.IMPORTED and document.near_duplicate_of is not None:
            kept = Outcome.NEAR_DUPLICATE
        other = document.near_duplicate_of if kept is Outcome.NEAR_DUPLICATE else None
        settled_before = same is not None and same.outcome is not None
        settled = Settled(
            uri=one.uri,
            outcome=Outcome.UNCHANGED if settled_before else kept,
            kept=kept,
            sha256=document.sha256,
            bytes=document.size,
            message=other,
            work=self._plan.work,
            attempts=same.attempts if same is not None else 0,
        )
        self._settled.append((settled, one.name, None))

    def _settle_again(self, one: Found, row: InputRow) -> None:
        """An input that would fail again as it did."""
        settled = Settled(
            uri=one.uri,
            outcome=Outcome.FAILED,
            kept=Outcome.FAILED,
            sha256=row.sha256,
            code=row.code,
            message=row.message,
            work=row.work,
            attempts=row.attempts,
        )
        self._settled.append((settled, one.name, None))

    def _commit(self) -> None:
        """Write down all that is done, in one transaction."""
        settled = [one for one, _, _ in self._settled]
        if settled or self._summaries:
            self._catalogue.put(self._summaries, settled)
        for one, name, error in self._settled:
            self._watcher.settled(one, name, error)
        self._summaries.clear()
        self._settled.clear()
        self._committed = time.monotonic()


def _message(error: CcndocsError) -> str:
    """The message as the catalogue keeps it: in English, on one line."""
    text = " ".join(error.message().split())
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()
