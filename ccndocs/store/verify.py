"""Fixity: whether a store holds exactly the files that its catalogue names.

Both are read in the same order, so that memory stays flat however many documents
there are.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from ccndocs.store import schema
from ccndocs.store.catalogue import Catalogue
from ccndocs.store.failures import explain_failure
from ccndocs.store.files import Files, LocalFiles, folder_of
from ccndocs.store.queries import file_row, stream
from ccndocs.store.rows import FileRow, Outcome
from ccndocs.store.store import RECORD, Store

_ROOT = "documents"
_PARTS = "parts"
_TEMPORARY = "tmp"
_CHUNK = 1 << 20
_SHORT = 2  # letters of a digest that name the folder around its own
_LAST = "~"  # after every digest
_END = ("", _LAST)
_IN_STORE = tuple(
    outcome.value
    for outcome in (Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.NEAR_DUPLICATE)
)

Told = Callable[[int], None]


class Fault(StrEnum):
    """What can be wrong."""

    MISSING = "missing"  # a file of the catalogue is not there
    CHANGED = "changed"  # it has other bytes than were written
    UNREADABLE = "unreadable"  # it cannot be read
    NO_RECORD = "no_record"  # the catalogue names no record of a document
    NO_DOCUMENT = "no_document"  # an input is said to be imported, but is not there
    UNKNOWN = "unknown"  # a file that the catalogue does not know
    UNFINISHED = "unfinished"  # what an import left that was cut short

    @property
    def damage(self) -> bool:
        """Whether a document has lost something."""
        return self not in (Fault.UNKNOWN, Fault.UNFINISHED)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, the file (or input) that has it, and the document that it harms."""

    fault: Fault
    path: str
    document: str | None = None
    detail: str | None = None


def verify(store: Store, told: Told = lambda done: None) -> Iterator[Problem]:
    """What is wrong with a store, by the digests of documents.

    `told` hears how many documents are checked. What an import writes at this moment
    can look wrong; what it has finished does not.
    """
    on_disk = _folders(store.files)
    path, digest = next(on_disk, _END)
    documents = groupby(_rows(store.catalogue), key=lambda row: str(row["digest"]))
    for done, (wanted, rows) in enumerate(documents, 1):
        while digest < wanted:
            yield from _unknown(store, path)
            path, digest = next(on_disk, _END)
        if digest == wanted:
            path, digest = next(on_disk, _END)
        yield from _document(store, wanted, list(rows))
        told(done)
    while digest != _LAST:
        yield from _unknown(store, path)
        path, digest = next(on_disk, _END)
    yield from _unknown(store, _TEMPORARY)
    yield from _inputs_without(store.catalogue)


def total(catalogue: Catalogue) -> int:
    """How many documents there are to check."""
    query = select(func.count().label("count")).select_from(schema.documents)
    return int(next(stream(catalogue, query))["count"])


def mark_damaged(catalogue: Catalogue, digests: Sequence[str]) -> None:
    """Have the next import of these documents do them again, whatever it finds."""
    table = schema.documents
    query = sa.update(table).where(table.c.sha256.in_(digests)).values(work="")
    try:
        with catalogue.engine.begin() as connection:
            connection.execute(query)
    except DBAPIError as error:
        raise explain_failure(error, catalogue.engine) from error


def drop_reading(files: Files, problem: Problem) -> None:
    """Remove a damaged reading, so that no import takes it for what was read."""
    name = problem.path.rpartition("/")[2]
    if problem.fault is Fault.CHANGED and name.startswith("reading."):
        files.remove(problem.path)


def _rows(catalogue: Catalogue) -> Iterator[Mapping[str, Any]]:
    """Documents by digest, a row each file; without files one row."""
    document, file = schema.documents.c, schema.files.c
    query = (
        select(document.sha256.label("digest"), file.path, file.bytes, file.sha256)
        .select_from(schema.documents)
        .outerjoin(schema.files, file.document == document.sha256)
        .order_by(document.sha256, file.path)
    )
    return stream(catalogue, query)


def _folders(files: Files) -> Iterator[tuple[str, str]]:
    """Folders of documents and their digests, in order.

    What lies in the wrong place has an empty digest.
    """
    for short in files.names(_ROOT):
        place = f"{_ROOT}/{short}"
        names = files.names(place) if len(short) == _SHORT else ()
        if not names:
            yield place, ""
        for name in names:
            path = f"{place}/{name}"
            yield path, name if folder_of(name) == path else ""


def _document(
    store: Store, digest: str, rows: list[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Every file of a document, then what else lies in its folder."""
    known = [
        FileRow(row["path"], row["bytes"], row["sha256"])
        for row in rows
        if row["path"] is not None
    ]
    folder = folder_of(digest)
    paths = {row.path for row in known}
    if f"{folder}/{RECORD}" not in paths:
        yield Problem(Fault.NO_RECORD, folder, digest)
    for row in known:
        problem = _file(store, digest, row)
        if problem is not None:
            yield problem
    for name in store.files.names(folder):
        if f"{folder}/{name}" not in paths:
            yield from _unknown(store, f"{folder}/{name}")


def _file(store: Store, digest: str, row: FileRow) -> Problem | None:
    """What is wrong with a file, also by what the catalogue says of it now."""
    found = _look(store.files, row.path)
    if found == row:
        return None
    now = file_row(store.catalogue, row.path)
    if now is None or (now != row and now == found):
        return None  # an import has replaced it since
    if isinstance(found, Problem):
        return replace(found, document=digest)
    sizes = f"{row.bytes} > {found.bytes}" if row.bytes != found.bytes else None
    return Problem(Fault.CHANGED, row.path, digest, sizes)


def _look(files: Files, path: str) -> FileRow | Problem:
    """The file as it is, read piece by piece, or why it cannot be read."""
    place = f"{files.location}/{path}"
    hasher, size = hashlib.sha256(), 0
    try:
        with _open(files, place) as stream:
            while piece := stream.read(_CHUNK):
                hasher.update(piece)
                size += len(piece)
    except FileNotFoundError:
        return Problem(Fault.MISSING, path)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        return Problem(Fault.UNREADABLE, path, detail=detail)
    return FileRow(path, size, hasher.hexdigest())


def _open(files: Files, place: str) -> Any:
    if isinstance(files, LocalFiles):
        return Path(place).open("rb")
    import fsspec

    return fsspec.open(place, "rb")


def _unknown(store: Store, path: str) -> Iterator[Problem]:
    """The files at or below `path`, none of which the catalogue names."""
    for found in _below(store.files, path):
        if file_row(store.catalogue, found) is None:
            left = found.startswith(f"{_TEMPORARY}/") or f"/{_PARTS}/" in found
            yield Problem(Fault.UNFINISHED if left else Fault.UNKNOWN, found)


def _below(files: Files, path: str) -> Iterator[str]:
    """Every file at or below `path`, in order, by its path in the store."""
    if not isinstance(files, LocalFiles):
        from fsspec.core import url_to_fs

        fs, root = url_to_fs(files.location)
        start = str(root).rstrip("/") + "/"
        for found in sorted(fs.find(start + path)):
            yield str(found).removeprefix(start)
        return
    place = Path(files.location) / path
    if place.is_file() or place.is_symlink():
        yield path
    for folder, folders, names in os.walk(place):
        folders.sort()
        for name in sorted(names):
            yield (Path(folder) / name).relative_to(files.location).as_posix()


def _inputs_without(catalogue: Catalogue) -> Iterator[Problem]:
    """Inputs whose document should be there."""
    table, document = schema.inputs.c, schema.documents.c
    query = (
        select(table.uri, table.sha256)
        .outerjoin(schema.documents, document.sha256 == table.sha256)
        .where(table.outcome.in_(_IN_STORE), document.sha256.is_(None))
        .order_by(table.uri)
    )
    for row in stream(catalogue, query):
        yield Problem(Fault.NO_DOCUMENT, row["uri"], row["sha256"])
