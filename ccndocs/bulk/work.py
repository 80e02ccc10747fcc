"""One unit of work, wherever it runs: never raises, writes only its own files.

A long document is read in parts, each kept in the store until the whole is joined, so
that many processes can share it and none of it is read twice after a crash.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.bulk.place import Place, as_failure
from ccndocs.bulk.plan import Plan
from ccndocs.bulk.summary import summarize
from ccndocs.errors import CcndocsError, InputFileError
from ccndocs.pipeline import (
    Analysis,
    Reading,
    analyse_pages,
    read_pages,
    record_of,
    searchable_of,
)
from ccndocs.source import open_pages
from ccndocs.store.files import Files, folder_of, open_files
from ccndocs.store.pages import PagesFormatError, dump_pages, load_pages
from ccndocs.store.rows import FileRow, Summary
from ccndocs.store.store import PDF, RECORD, TEXT, StoreError, record_bytes
from ccndocs.types.issue import Issue, IssueLog
from ccndocs.types.json import to_dict
from ccndocs.types.page import Origin, Page, Source
from ccndocs.types.record import Record


@dataclass(frozen=True, slots=True)
class Unit:
    """A document, or some pages of it: `pages` are first and last, from 1."""

    sha256: str
    uri: str
    name: str
    place: Place
    plan: Plan
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document is in the store."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Split:
    """A document is long: its `total` pages are to be read in parts first."""

    total: int


@dataclass(frozen=True, slots=True)
class PartRead:
    """Some pages were read and kept."""

    pages: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """The document is outside what was asked for."""

    error: CcndocsError


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no record, and why."""

    error: CcndocsError


@dataclass(frozen=True, slots=True)
class Stopped:
    """The store cannot be written: nothing is wrong with the input."""

    error: StoreError


Result = Done | Split | PartRead | Skipped | Failed | Stopped


def do(unit: Unit) -> Result:
    """Do a unit of work. Every exception becomes a result."""
    try:
        return _do(unit)
    except _StoreFault as fault:
        return Stopped(_store_error(unit.plan.store, fault.cause))
    except MemoryError as error:
        return Failed(as_failure(error, unit.name))
    except Exception as error:
        # The one net of an import: a fault of ours in one document must not take the
        # others of the run with it.
        return Failed(as_failure(error, unit.name))


class _StoreFault(Exception):
    """The store's disk or server refused."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def _do(unit: Unit) -> Result:
    source = unit.place.read(unit.name, unit.plan.read)
    if source.digest != unit.sha256:
        raise InputFileError("changed", unit.name)
    store = _Kept(open_files(unit.plan.store), unit)
    if unit.pages is not None:
        return _read_part(unit, source, store, unit.pages)
    kept = store.whole()
    if kept is None:
        with open_pages(source, unit.plan.read, IssueLog()) as opened:
            total = len(opened)
        limit = unit.plan.max_pages
        if limit is not None and total > limit:
            values = {"pages": total, "detail": limit}
            return Skipped(InputFileError("too_many_pages", unit.name, **values))
        if total > unit.plan.pages_at_once and not store.has_parts(total):
            return Split(total)
        kept = store.joined(total) or read_pages(source, unit.plan.read)
    elif unit.plan.max_pages is not None and kept.total > unit.plan.max_pages:
        values = {"pages": kept.total, "detail": unit.plan.max_pages}
        return Skipped(InputFileError("too_many_pages", unit.name, **values))
    return _finish(unit, source, kept, store)


def _read_part(
    unit: Unit, source: Source, store: _Kept, pages: tuple[int, int]
) -> PartRead:
    first, last = pages
    if store.part(pages) is None:
        wanted = tuple(range(first, last + 1))
        reading = read_pages(source, replace(unit.plan.read, pages=wanted))
        store.keep_part(pages, reading)
    return PartRead(last - first + 1)


def _finish(unit: Unit, source: Source, reading: Reading, store: _Kept) -> Done:
    analysis = analyse_pages(source, reading)
    record = record_of(analysis, replace(unit.plan.read, with_text=True))
    files = [*store.keep_whole(reading)]
    record, pdf = _pdf(unit, analysis, record)
    text = record.text.repaired if record.text is not None else ""
    folder = folder_of(unit.sha256)
    value = to_dict(record, with_text=True)
    files.append(store.write(f"{folder}/{RECORD}", record_bytes(value)))
    encoded = text.encode("utf-8", "backslashreplace")
    files.append(store.write(f"{folder}/{TEXT}", encoded))
    if pdf is not None:
        files.append(store.write(f"{folder}/{PDF}", pdf))
    store.tidy({file.path for file in files})
    return Done(summarize(unit, record, text, files))


def _pdf(unit: Unit, analysis: Analysis, record: Record) -> tuple[Record, bytes | None]:
    """The searchable PDF where one is wanted and can be; what it lacks is an issue."""
    if not unit.plan.pdf:
        return record, None
    try:
        made = searchable_of(analysis, record)
    except InputFileError as error:
        issue = Issue(error.code, error.message())
        return replace(record, issues=(*record.issues, issue)), None
    stream = io.BytesIO()
    made.save(stream)
    return replace(record, issues=made.issues), stream.getvalue()


class _Kept:
    """The reading of one document in the store: whole, or parts of it."""

    def __init__(self, files: Files, unit: Unit) -> None:
        self._files = files
        self._folder = folder_of(unit.sha256)
        self._key = unit.plan.reading
        self._step = unit.plan.pages_at_once

    def whole(self) -> Reading | None:
        """The whole reading, if it was kept and is sound."""
        return self._load(f"{self._folder}/reading.{self._key}.json.gz")

    def part(self, pages: tuple[int, int]) -> Reading | None:
        """The reading of these pages, if it was kept and is sound."""
        return self._load(self._part_name(pages))

    def has_parts(self, total: int) -> bool:
        """Whether every part of a document of `total` pages was read."""
        names = set(self._files.names(f"{self._folder}/parts"))
        wanted = (self._part_name(p) for p in parts_of(total, self._step))
        return all(name.rpartition("/")[2] in names for name in wanted)

    def joined(self, total: int) -> Reading | None:
        """The parts as one reading; None where one is missing or unsound."""
        if total <= self._step:
            return None
        parts = [self.part(pages) for pages in parts_of(total, self._step)]
        found = [part for part in parts if part is not None]
        return join(found) if len(found) == len(parts) else None

    def keep_part(self, pages: tuple[int, int], reading: Reading) -> None:
        """Keep the reading of some pages until the document is whole."""
        self.write(self._part_name(pages), _dump(reading))

    def keep_whole(self, reading: Reading) -> Sequence[FileRow]:
        """Keep what was costly to read; plain text is read again in no time."""
        if all(page.origin in (Origin.PLAIN, Origin.LAYER) for page in reading.pages):
            return ()
        path = f"{self._folder}/reading.{self._key}.json.gz"
        return (self.write(path, _dump(reading)),)

    def write(self, path: str, data: bytes) -> FileRow:
        """Write a file of the store; its faults are not the input's."""
        try:
            return self._files.write(path, data)
        except OSError as error:
            raise _StoreFault(error) from error

    def tidy(self, wanted: set[str]) -> None:
        """Remove what an earlier run with other options left, and the parts."""
        for name in self._files.names(f"{self._folder}/parts"):
            self._files.remove(f"{self._folder}/parts/{name}")
        self._files.remove_folder(f"{self._folder}/parts")
        for name in self._files.names(self._folder):
            path = f"{self._folder}/{name}"
            if path not in wanted:
                self._files.remove(path)

    def _part_name(self, pages: tuple[int, int]) -> str:
        first, last = pages
        return f"{self._folder}/parts/{self._key}.{first:06d}-{last:06d}.json.gz"

    def _load(self, path: str) -> Reading | None:
        try:
            pages, issues, total = load_pages(self._files.read(path))
        except (OSError, PagesFormatError):
            return None
        return Reading(pages, issues, total)


def parts_of(total: int, step: int) -> list[tuple[int, int]]:
    """First and last page of each part.

    >>> parts_of(5, 2)
    [(1, 2), (3, 4), (5, 5)]
    """
    return [(at, min(at + step - 1, total)) for at in range(1, total + 1, step)]


def join(parts: Sequence[Reading]) -> Reading:
    """Readings of successive pages as one, as if they had been read in one go."""
    pages: list[Page] = []
    log = IssueLog()
    for part in parts:
        pages.extend(part.pages)
        for issue in part.issues:
            log.add(issue.code, issue.message, issue.page)
    return Reading(tuple(pages), tuple(log.issues), parts[0].total)


def _dump(reading: Reading) -> bytes:
    return dump_pages(reading.pages, reading.issues, reading.total)


def _store_error(store: str, error: OSError) -> StoreError:
    import errno

    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    code = "store_full" if full else "store_unwritable"
    return StoreError(code, store, detail=error.strerror or str(error)[:200])
