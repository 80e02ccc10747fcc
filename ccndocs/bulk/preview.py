"""What an import would do, and how long it would take: `--dry-run`.

Every input is looked at, by worker processes as in a real run (a file that crashes a
library must not stop the count), but only its pages are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ccndocs.bulk.discover import Found, discover
from ccndocs.bulk.engine import Engine, Lost
from ccndocs.bulk.place import as_failure
from ccndocs.bulk.plan import ImportOptions, Plan, make_plan
from ccndocs.bulk.unit import Counted, Failed, Result, Skipped, Unit
from ccndocs.errors import CcndocsError, InputFileError
from ccndocs.source import open_pages
from ccndocs.store import Store
from ccndocs.types.issue import IssueLog
from ccndocs.types.page import Line, SourcePage

# CPU seconds a page, measured on one core of a 2.5 GHz server (scripts/bench.py): only
# for a forecast, which says "about".
_OCR_PAGE = 3.0
_TEXT_PAGE = 0.05
_LOOKED_AT = 3  # pages of a document that tell whether it needs OCR
_LETTERS = 50  # a page with fewer in its layer is taken for a picture


@dataclass(slots=True)
class Preview:
    """What there is, and what an import would do. Seconds are of all workers."""

    found: int = 0
    unchanged: int = 0
    duplicates: int = 0
    skipped: int = 0
    to_import: int = 0
    pages: int = 0
    pictures: int = 0
    failures: list[CcndocsError] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def cpu_seconds(self) -> float:
        """Processor time that the import would take, about."""
        text = self.pages - self.pictures
        return self.pictures * _OCR_PAGE + text * _TEXT_PAGE


def count(unit: Unit) -> Result:
    """Count the pages of an input; the work of a dry run."""
    try:
        source = unit.place.read(unit.name, unit.plan.read)
        with open_pages(source, unit.plan.read, IssueLog()) as opened:
            total = len(opened)
            limit = unit.plan.max_pages
            if limit is not None and total > limit:
                values = {"pages": total, "detail": limit}
                return Skipped(InputFileError("too_many_pages", unit.name, **values))
            looked = [page for page, _ in zip(opened, range(_LOOKED_AT), strict=False)]
        scans = sum(map(_needs_ocr, looked))
        pictures = round(total * scans / len(looked)) if looked else 0
        return Counted(source.media_type, total, pictures)
    except Exception as error:
        return Failed(as_failure(error, unit.name))


def _needs_ocr(page: SourcePage) -> bool:
    if page.image is None:
        return False
    letters = sum(
        len(block.text) for block in page.layer or () if isinstance(block, Line)
    )
    return letters < _LETTERS


def preview(
    paths: Iterable[str], store: Store | None, options: ImportOptions, engine: Engine
) -> Preview:
    """Look at everything, change nothing. The engine's work must be `count`."""
    location = store.files.location if store is not None else "."
    plan = make_plan(location, options)
    seen: set[bytes] = set()
    result = Preview()
    for one in discover(paths, store=location if store is not None else None):
        result.found += 1
        unit = _to_look_at(one, store, plan, seen, result)
        if unit is not None:
            engine.submit(unit)
        while not engine.room:
            _take(engine.results(1.0), result)
    while engine.busy:
        _take(engine.results(1.0), result)
    return result


def _to_look_at(
    one: Found, store: Store | None, plan: Plan, seen: set[bytes], result: Preview
) -> Unit | None:
    """The unit for an input; None where it is clear without opening it."""
    if one.skip is not None:
        result.skipped += 1
        return None
    if one.error is not None:
        result.failures.append(one.error)
        return None
    try:
        digest, _ = one.place.digest(one.name, plan.read)
    except Exception as error:
        _failed(as_failure(error, one.name), plan.limits, result)
        return None
    if bytes.fromhex(digest) in seen:
        result.duplicates += 1
        return None
    seen.add(bytes.fromhex(digest))
    if store is not None:
        known = store.catalogue.documents([digest]).get(digest)
        if known is not None and known.work == plan.work:
            result.unchanged += 1
            return None
    return Unit(digest, one.uri, one.name, one.place, plan)


def _take(results: list[tuple[Unit, Result | Lost]], result: Preview) -> None:
    for unit, answer in results:
        if isinstance(answer, Counted):
            result.to_import += 1
            result.pages += answer.pages
            result.pictures += answer.pictures
            kind = answer.media_type
            result.kinds[kind] = result.kinds.get(kind, 0) + 1
        elif isinstance(answer, Failed | Skipped):
            _failed(answer.error, unit.plan.limits, result)
        else:
            detail = getattr(answer, "detail", "")
            died = InputFileError("worker_died", unit.name, detail=detail)
            _failed(died, unit.plan.limits, result)


def _failed(error: CcndocsError, limits: frozenset[str], result: Preview) -> None:
    if error.code in limits:
        result.skipped += 1
    else:
        result.failures.append(error)
