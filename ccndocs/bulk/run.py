"""The import itself: find, hand out, take in, settle, and see that the sum adds up.

Only this process writes the catalogue. Workers write a document's files first, then
the document gets its rows: what a crash leaves without a row, or with the row of
other options or versions, is done again by the next run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from ccndocs.bulk.discover import Found, discover
from ccndocs.bulk.engine import Engine, Lost
from ccndocs.bulk.ledger import Known, Ledger
from ccndocs.bulk.near import settle_likeness, settle_some
from ccndocs.bulk.place import as_failure
from ccndocs.bulk.plan import ImportOptions, Plan, make_plan
from ccndocs.bulk.unit import (
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
from ccndocs.bulk.watcher import Watcher
from ccndocs.errors import CcndocsError, EngineError
from ccndocs.store import Outcome, Store, StoreError, Summary
from ccndocs.store.rows import DocumentRow, InputRow
from ccndocs.store.store import locked

__all__ = ["Report", "import_all"]

# The file could not be had, for now: to look again costs nothing.
ELSEWHERE = frozenset({"changed", "not_found", "not_readable", "is_directory"})
# Failures of the machine, which may not come again: a few runs try again unasked.
PASSING = frozenset({"timeout", "worker_died", "engine_failed", "missing_tool"})
ATTEMPTS = 3
_TRIES = 2  # times in one run that a unit may lose its process
_BATCH = 100  # inputs looked up at once
_COMPARED_AT_ONCE = 50  # documents; takes a fifth of a second
_BREATH = 0.1  # seconds of hashing after which results are taken in


@dataclass(frozen=True, slots=True)
class Report:
    """The closing account. `found` inputs are the sum of `outcomes`, or it is wrong.

    `incomplete`: inputs whose record lacks pages that an engine failed on.
    """

    run: int
    found: int
    outcomes: dict[Outcome, int]
    pages: int
    seconds: float
    incomplete: int = 0

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

    Raises StoreError where the store cannot be written. However it ends, what is done
    is kept, and the next run goes on from there. The engine is not closed.
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
    waiting: list[tuple[Found, InputRow | None]] = field(default_factory=list)
    attempts: int = 0  # runs that did not complete it so far
    splits: int = 0
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
        self._catalogue = store.catalogue
        self._ledger = Ledger(store.catalogue, plan, watcher)
        self._plan = plan
        self._options = options
        self._engine = engine
        self._watcher = watcher
        self._work: dict[str, _Work] = {}
        self._breathed = time.monotonic()
        self._found = 0
        self._pages = 0

    def go(self, inputs: Iterator[Found]) -> Report:
        """The whole run."""
        begun = time.monotonic()
        self._ledger.begin(self._plan.version, f"{self._plan.work} {self._options}")
        try:
            for batch in iter(lambda: list(islice(inputs, _BATCH)), []):
                self._take(batch)
            while self._work:
                self._collect(1.0)
                self._give_up_lost()
        except BaseException as error:
            # Ctrl-C, a full disk, a fault of ours: what is done is done.
            if not (self._ledger.lost and isinstance(error, StoreError)):
                with suppress(StoreError):
                    self._ledger.commit()
            raise
        self._ledger.commit()
        settle_likeness(self._catalogue, self._ledger.run)
        self._catalogue.end_run(self._ledger.run)
        return self._report(time.monotonic() - begun)

    def _report(self, seconds: float) -> Report:
        run = self._ledger.run
        counts = self._catalogue.counts(run)
        outcomes = {o: counts.get(o.value, 0) for o in Outcome}
        incomplete = self._catalogue.incomplete(run)
        return Report(run, self._found, outcomes, self._pages, seconds, incomplete)

    # -- what comes in ------------------------------------------------------

    def _take(self, batch: list[Found]) -> None:
        """Note some inputs as found, and settle them or hand them out."""
        found, rows = self._ledger.take(batch)
        self._found += len(found)
        hashed = [h for h in map(self._hashed, found) if h is not None]
        known = self._ledger.known(hashed, rows)
        for one, digest, size in hashed:
            self._decide(one, digest, size, self._ledger.newest(known[one.uri], digest))
            while not self._engine.room:
                self._collect(1.0)
        self._collect(0.0)

    def _hashed(self, one: Found) -> tuple[Found, str, int] | None:
        """An input with its digest and size; None where it was settled without."""
        if time.monotonic() - self._breathed > _BREATH:
            # Hashing large files must not keep the workers waiting.
            self._collect(0.0)
        error = one.skip or one.error
        if error is None:
            try:
                return one, *one.place.digest(one.name, self._plan.read)
            except Exception as raised:
                error = as_failure(raised, one.name)
        self._ledger.fail(one, error)
        return None

    def _decide(self, one: Found, digest: str, size: int, known: Known) -> None:
        """Settle an input from what is known, or have its document done."""
        document = known.document
        if digest in self._work:
            self._work[digest].waiting.append((one, known.row))
        elif known.failed is not None:
            self._ledger.fail_like(one, known.failed, size)
        elif document is not None and self._is_good(document):
            self._ledger.settle(one, document, known.row)
        elif known.row is not None and self._is_hopeless(known.row):
            self._ledger.fail_like(one, known.row, size)
        else:
            self._begin(one, digest, size, known)

    def _begin(self, one: Found, digest: str, size: int, known: Known) -> None:
        document, row = known.document, known.row
        # A document keeps the place that it was first imported from.
        first: DocumentRow | Found = document or one
        unit = Unit(digest, first.uri, first.name, one.place, self._plan)
        attempts = 0
        if document is not None and document.work == self._plan.work:
            attempts = document.attempts
        elif row is not None and row.work == self._plan.work:
            attempts = row.attempts if row.code in PASSING else 0
        self._work[digest] = _Work(unit, size, [(one, row)], attempts)
        self._engine.submit(unit)

    def _is_good(self, document: DocumentRow) -> bool:
        """Whether the store's document is what this run would make."""
        if document.work != self._plan.work:
            return False
        if not document.incomplete or document.run == self._ledger.run:
            return True
        return document.attempts >= ATTEMPTS and not self._options.retry_failed

    def _is_hopeless(self, row: InputRow) -> bool:
        """Whether an input failed for a reason that this run would meet again."""
        if row.outcome is not Outcome.FAILED or row.code in ELSEWHERE:
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
        if self._ledger.commit_now_and_then():
            # As documents come: at the end, a million would be many.
            settle_some(self._catalogue, self._ledger.run, _COMPARED_AT_ONCE)
        self._breathed = time.monotonic()

    def _result(self, unit: Unit, result: Result | Lost) -> None:
        if isinstance(result, Stopped):
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
            case Failed(error) | Skipped(error):
                self._failed(work, error)

    def _split(self, work: _Work, total: int) -> None:
        base, work.splits = work.unit, work.splits + 1
        if work.splits > _TRIES:
            detail = "the parts that were read are gone"
            self._failed(work, EngineError("engine_failed", base.name, detail=detail))
            return
        parts = parts_of(total, self._plan.pages_at_once)
        work.parts = set(parts)
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
        fresh = max(0, summary.document.pages - work.read)
        self._pages += fresh
        self._watcher.pages(fresh)
        attempts = work.attempts + 1 if summary.document.incomplete else 0
        document = self._ledger.put(summary, attempts)
        for one, row in self._finish(work):
            self._ledger.settle(one, document, row)

    def _failed(self, work: _Work, error: CcndocsError) -> None:
        """End a document without a record; parts still under way find no work."""
        digest = work.unit.sha256
        attempts = work.attempts + 1 if error.code in PASSING else 0
        for one, _ in self._finish(work):
            self._ledger.fail(one, error, digest, work.size, attempts)

    def _lost(self, work: _Work, unit: Unit, lost: Lost) -> None:
        times = work.lost.get(unit.pages, 0) + 1
        work.lost[unit.pages] = times
        if times < _TRIES and not lost.timeout:
            self._engine.submit(unit)
            return
        code = "timeout" if lost.timeout else "worker_died"
        self._failed(work, EngineError(code, unit.name, detail=lost.detail))

    def _give_up_lost(self) -> None:
        """Work that no process has any more would be waited for without end."""
        if self._engine.busy:
            return
        for work in list(self._work.values()):
            detail = "the work was lost"
            name = work.unit.name
            self._failed(work, EngineError("worker_died", name, detail=detail))

    def _finish(self, work: _Work) -> list[tuple[Found, InputRow | None]]:
        del self._work[work.unit.sha256]
        return work.waiting
