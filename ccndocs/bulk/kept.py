"""The reading of a document in the store: what saves a second OCR.

A long document is read in parts, each kept until the whole is joined, so that many
processes can share it and none of it is read twice after a crash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ccndocs.bulk.unit import Unit, parts_of
from ccndocs.pipeline import Reading
from ccndocs.store.files import Files, folder_of
from ccndocs.store.pages import PagesFormatError, dump_pages, load_pages
from ccndocs.store.rows import FileRow
from ccndocs.types.issue import Issue, IssueLog
from ccndocs.types.page import Origin, Page

# Issues that another run may do away with: the engine failed, not the page.
PASSING = frozenset({"page_failed"})


class StoreFault(Exception):
    """The store's disk or server refused: no fault of the input."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Kept:
    """What the store holds of one document. Raises StoreFault."""

    def __init__(self, files: Files, unit: Unit) -> None:
        self._files = files
        self._folder = folder_of(unit.sha256)
        self._key = unit.plan.reading
        self._step = unit.plan.pages_at_once

    def whole(self) -> Reading | None:
        """The whole reading, if it was kept and is sound."""
        return self._load(self._whole_name())

    def part(self, pages: tuple[int, int]) -> Reading | None:
        """The reading of these pages, if it was kept and is sound."""
        return self._load(self._part_name(pages))

    def has_parts(self, total: int) -> bool:
        """Whether every part of a document of `total` pages was read."""
        with _faults():
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
        return (self.write(self._whole_name(), _dump(reading)),)

    def write(self, path: str, data: bytes) -> FileRow:
        """Write a file of the store."""
        with _faults():
            return self._files.write(path, data)

    def tidy(self, wanted: set[str]) -> None:
        """Remove what an earlier run with other options left, and the parts.

        Then make sure that a power cut cannot undo what was written.
        """
        with _faults():
            for name in self._files.names(f"{self._folder}/parts"):
                self._files.remove(f"{self._folder}/parts/{name}")
            self._files.remove_folder(f"{self._folder}/parts")
            for name in self._files.names(self._folder):
                path = f"{self._folder}/{name}"
                if path not in wanted:
                    self._files.remove(path)
            self._files.sync(self._folder)

    def _whole_name(self) -> str:
        return f"{self._folder}/reading.{self._key}.json.gz"

    def _part_name(self, pages: tuple[int, int]) -> str:
        first, last = pages
        return f"{self._folder}/parts/{self._key}.{first:06d}-{last:06d}.json.gz"

    def _load(self, path: str) -> Reading | None:
        try:
            pages, issues, total = load_pages(self._files.read(path))
        except (OSError, PagesFormatError):
            return None
        return Reading(pages, issues, total)


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # Whatever a remote store's library raises; the input has no part in it.
        raise StoreFault(error) from error


def join(parts: Sequence[Reading]) -> Reading:
    """Readings of successive pages as one, as if they had been read in one go."""
    pages: list[Page] = []
    log = IssueLog()
    for part in parts:
        pages.extend(part.pages)
        for issue in part.issues:
            log.add(issue.code, issue.message, issue.page)
    return Reading(tuple(pages), in_order(log.issues), parts[0].total)


def failed_pages(reading: Reading) -> tuple[int, ...]:
    """The pages on which an engine failed, so that another try may do better."""
    found = {issue.page for issue in reading.issues if issue.code in PASSING}
    return tuple(sorted(page for page in found if page is not None))


def mend(reading: Reading, again: Reading) -> Reading:
    """A reading with the pages that were read again in the place of the old ones."""
    fresh = {page.number: page for page in again.pages}
    log = IssueLog([i for i in reading.issues if i.page not in fresh])
    for issue in again.issues:
        log.add(issue.code, issue.message, issue.page)
    pages = tuple(fresh.get(page.number, page) for page in reading.pages)
    return Reading(pages, in_order(log.issues), reading.total)


def in_order(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Issues of the whole document, then page by page: an order without a history."""
    return tuple(sorted(issues, key=lambda issue: issue.page or 0))


def _dump(reading: Reading) -> bytes:
    return dump_pages(reading.pages, reading.issues, reading.total)
