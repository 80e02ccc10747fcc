"""What a run writes down: documents, and one outcome for every input.

All that came in since the last time goes into the catalogue in one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.bulk.discover import Found
from ccndocs.bulk.plan import Plan
from ccndocs.bulk.watcher import Watcher
from ccndocs.errors import CcndocsError
from ccndocs.store.catalogue import Catalogue
from ccndocs.store.rows import DocumentRow, InputRow, Outcome, Settled, Summary

_COMMIT_EVERY = 1.0  # seconds
_COMMIT_AFTER = 100  # results


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an input and of its bytes before it is decided upon.

    `row`: the input, as an earlier run left it, if its bytes are the same; `document`:
    the document in the store; `failed`: an input of the same bytes that this run has
    settled without a document.
    """

    row: InputRow | None
    document: DocumentRow | None
    failed: InputRow | None


class Ledger:
    """The writing side of a run."""

    def __init__(self, catalogue: Catalogue, plan: Plan, watcher: Watcher) -> None:
        self._catalogue = catalogue
        self._work = plan.work
        self._limits = plan.limits
        self._watcher = watcher
        self._summaries: list[Summary] = []
        self._settled: list[tuple[Settled, str, CcndocsError | None]] = []
        # What was settled since the catalogue was asked.
        self._recent: dict[str, DocumentRow] = {}
        self._lately: dict[str, InputRow] = {}
        self._committed = time.monotonic()
        self.run = 0
        self.lost = False  # whether the catalogue could not be written

    def begin(self, version: str, options: str) -> None:
        """A new run."""
        self.run = self._catalogue.begin_run(version, options)

    # -- what is known ------------------------------------------------------

    def take(self, batch: Sequence[Found]) -> tuple[list[Found], dict[str, InputRow]]:
        """Note inputs as found: those that the run has not met, and their rows."""
        # From here on the catalogue knows all that was done before.
        self.commit()
        self._recent.clear()
        self._lately.clear()
        before = self._catalogue.in_run(self.run, [one.uri for one in batch])
        fresh: dict[str, Found] = {}
        for one in batch:
            if one.uri not in before:
                fresh.setdefault(one.uri, one)
        found = list(fresh.values())
        if not found:
            return [], {}
        rows = self._catalogue.found(self.run, [(one.uri, one.name) for one in found])
        return found, rows

    def known(
        self, hashed: Sequence[tuple[Found, str, int]], rows: dict[str, InputRow]
    ) -> dict[str, Known]:
        """What is known of inputs, by their places."""
        digests = sorted({digest for _, digest, _ in hashed})
        documents = self._catalogue.documents(digests)
        failed = self._catalogue.failed(self.run, digests)
        found = {}
        for one, digest, _ in hashed:
            row = rows.get(one.uri)
            same = row if row is not None and row.sha256 == digest else None
            found[one.uri] = Known(same, documents.get(digest), failed.get(digest))
        return found

    def newest(self, known: Known, digest: str) -> Known:
        """The same, with what was done since the catalogue was asked."""
        return Known(
            known.row,
            self._recent.get(digest, known.document),
            self._lately.get(digest, known.failed),
        )

    # -- what is settled ----------------------------------------------------

    def put(self, summary: Summary, attempts: int) -> DocumentRow:
        """Note that a document was done."""
        document = replace(summary.document, run=self.run, attempts=attempts)
        self._summaries.append(replace(summary, document=document))
        self._recent[document.sha256] = document
        return document

    def settle(self, one: Found, document: DocumentRow, row: InputRow | None) -> None:
        """An input whose document is in the store.

        What this run has not made anew is unchanged for those who had it before.
        """
        kept = Outcome.IMPORTED if one.uri == document.uri else Outcome.DUPLICATE
        other = None
        # One that was made anew is compared anew at the end of the run.
        if kept is Outcome.IMPORTED and document.run != self.run:
            other = document.near_duplicate_of
            kept = kept if other is None else Outcome.NEAR_DUPLICATE
        before = row is not None and row.outcome in _WITH_DOCUMENT
        fresh = document.run == self.run or not before
        self._note(
            one,
            None,
            outcome=kept if fresh else Outcome.UNCHANGED,
            kept=kept,
            sha256=document.sha256,
            bytes=document.size,
            message=other,
        )

    def fail(
        self,
        one: Found,
        error: CcndocsError,
        digest: str | None = None,
        size: int | None = None,
        attempts: int = 0,
    ) -> None:
        """An input without a document: it failed, or a limit leaves it out."""
        if error.name != one.name:  # that of another input of the same bytes
            error = type(error)(error.code, one.name, **error.values)
        skipped = one.skip is not None or error.code in self._limits
        outcome = Outcome.SKIPPED if skipped else Outcome.FAILED
        settled = self._note(
            one,
            error,
            outcome=outcome,
            kept=outcome,
            sha256=digest,
            bytes=size,
            code=error.code,
            message=_message(error),
            attempts=attempts,
        )
        if digest is not None:
            self._lately[digest] = _row(settled, one)

    def fail_like(self, one: Found, row: InputRow, size: int) -> None:
        """An input that fails as another of the same bytes did, or as it did before."""
        outcome = row.outcome or Outcome.FAILED
        message = row.message or ""
        other, own = (f"{_one_line(name)}:" for name in (row.name, one.name))
        if message.startswith(other):
            message = own + message.removeprefix(other)
        self._note(
            one,
            None,
            outcome=outcome,
            kept=outcome,
            sha256=row.sha256,
            bytes=size,
            code=row.code,
            message=message,
            attempts=row.attempts,
        )

    def _note(
        self,
        one: Found,
        error: CcndocsError | None,
        *,
        outcome: Outcome,
        kept: Outcome,
        sha256: str | None = None,
        bytes: int | None = None,
        code: str | None = None,
        message: str | None = None,
        attempts: int = 0,
    ) -> Settled:
        settled = Settled(
            one.uri, outcome, kept, sha256, bytes, code, message, self._work, attempts
        )
        self._settled.append((settled, one.name, error))
        return settled

    # -- what is written ----------------------------------------------------

    def commit_now_and_then(self) -> bool:
        """Write, if there is enough to write or it has waited long enough; whether."""
        waited = time.monotonic() - self._committed
        full = len(self._settled) + len(self._summaries) >= _COMMIT_AFTER
        due = full or waited > _COMMIT_EVERY
        if due:
            self.commit()
        return due

    def commit(self) -> None:
        """Write down all that is done, in one transaction."""
        if self._settled or self._summaries:
            settled = [one for one, _, _ in self._settled]
            self.lost = True
            self._catalogue.put(self._summaries, settled)
        self.lost = False
        told, self._settled = self._settled, []
        self._summaries = []
        self._committed = time.monotonic()
        for one, name, error in told:
            self._watcher.settled(one, name, error)


_WITH_DOCUMENT = frozenset(
    {Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.NEAR_DUPLICATE}
)


def _row(settled: Settled, one: Found) -> InputRow:
    return InputRow(
        settled.uri,
        one.name,
        settled.sha256,
        settled.kept,
        settled.code,
        settled.message,
        settled.work,
        settled.attempts,
    )


def _message(error: CcndocsError) -> str:
    """The message as the catalogue keeps it: in English, on one line."""
    return _one_line(error.message())


def _one_line(text: str) -> str:
    text = " ".join(text.split()).replace("\0", "")
    return text.encode("utf-8", "backslashreplace").decode()
