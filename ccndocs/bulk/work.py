"""One unit of work, wherever it runs: never raises, writes only its own files."""

from __future__ import annotations

import errno
import io
from dataclasses import replace

from ccndocs.bulk.kept import Kept, StoreFault, failed_pages, in_order, mend
from ccndocs.bulk.place import as_failure
from ccndocs.bulk.summary import summarize
from ccndocs.bulk.unit import (
    Done,
    Failed,
    PartRead,
    Result,
    Skipped,
    Split,
    Stopped,
    Unit,
)
from ccndocs.errors import EngineError, InputFileError
from ccndocs.pipeline import (
    Analysis,
    Reading,
    analyse_pages,
    read_pages,
    record_of,
    searchable_of,
)
from ccndocs.source import open_pages
from ccndocs.store.files import folder_of, open_files
from ccndocs.store.store import PDF, RECORD, TEXT, StoreError, record_bytes
from ccndocs.types.issue import Issue, IssueLog
from ccndocs.types.json import to_dict
from ccndocs.types.page import Source
from ccndocs.types.record import Record


def do(unit: Unit) -> Result:
    """Do a unit of work. Every exception becomes a result."""
    try:
        return _do(unit)
    except StoreFault as fault:
        return Stopped(_store_error(unit.plan.store, fault.cause))
    except MemoryError:
        # No fault of the input, perhaps: another run may have more.
        return Failed(EngineError("worker_died", unit.name, detail="out of memory"))
    except Exception as error:
        # The one net of an import: a fault of ours in one document must not take the
        # others of the run with it.
        return Failed(as_failure(error, unit.name))


def _do(unit: Unit) -> Result:
    source = unit.place.read(unit.name, unit.plan.read)
    if source.digest != unit.sha256:
        raise InputFileError("changed", unit.name)
    store = Kept(open_files(unit.plan.store), unit)
    if unit.pages is not None:
        return _read_part(unit, source, store, unit.pages)
    kept = store.whole()
    total = kept.total if kept is not None else _count(unit, source)
    limit = unit.plan.max_pages
    if limit is not None and total > limit:
        values = {"pages": total, "detail": limit}
        return Skipped(InputFileError("too_many_pages", unit.name, **values))
    if kept is not None:
        kept = _mended(unit, source, kept)
    elif total > unit.plan.pages_at_once and not store.has_parts(total):
        return Split(total)
    else:
        kept = store.joined(total) or _read(unit, source)
    return _finish(unit, source, kept, store)


def _count(unit: Unit, source: Source) -> int:
    with open_pages(source, unit.plan.read, IssueLog()) as opened:
        return len(opened)


def _read(unit: Unit, source: Source, wanted: tuple[int, ...] | None = None) -> Reading:
    """Some pages of the document, or all, with the issues in their order."""
    options = unit.plan.read
    if wanted is not None:
        options = replace(options, pages=wanted)
    reading = read_pages(source, options)
    return replace(reading, issues=in_order(reading.issues))


def _mended(unit: Unit, source: Source, kept: Reading) -> Reading:
    """A kept reading, its failed pages tried again."""
    failed = failed_pages(kept)
    return mend(kept, _read(unit, source, failed)) if failed else kept


def _read_part(
    unit: Unit, source: Source, store: Kept, pages: tuple[int, int]
) -> PartRead:
    first, last = pages
    kept = store.part(pages)
    if kept is None or failed_pages(kept):
        store.keep_part(pages, _read(unit, source, tuple(range(first, last + 1))))
    return PartRead(last - first + 1)


def _finish(unit: Unit, source: Source, reading: Reading, store: Kept) -> Done:
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


def _store_error(store: str, error: Exception) -> StoreError:
    number = error.errno if isinstance(error, OSError) else None
    full = number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    code = "store_full" if full else "store_unwritable"
    words = error.strerror if isinstance(error, OSError) else None
    return StoreError(code, store, detail=words or str(error)[:200])
