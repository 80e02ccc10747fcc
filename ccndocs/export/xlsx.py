"""Records as an Excel workbook: tasks, statistics, clusters, documents.

The only importer of XlsxWriter. Rows go to disk as they come, so that memory stays
flat; the same records give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Self

from ccndocs.export.due import day_of, last_day
from ccndocs.export.rows import COLUMNS, Row, task_rows
from ccndocs.types.record import ClusterRecord, Evidence, Record, StatisticRecord

MOST_ROWS = 1_048_576  # of a sheet, its head included
MOST_CHARACTERS = 32_767  # of a cell, as UTF-16 counts
CUT = " … [cut]"
_CREATED = dt.datetime(2000, 1, 1)  # a clock would make each export another file
_OLDEST = 1900  # years before are no dates in Excel

_HEAD = ("document", "number_symbol", "issuer", "issued_on")
TASKS = (*COLUMNS[:16], "due", *COLUMNS[16:], "document_id")
STATISTICS = (
    *_HEAD,
    "indicator",
    "value",
    "unit",
    "nature",
    "qualifier",
    "province",
    "district",
    "cluster",
    "subset",
    "as_of",
    "text",
    "page",
    "confidence",
    "flags",
    "document_id",
)
CLUSTERS = (
    *_HEAD,
    "name",
    "province",
    "district",
    "commune",
    "area_ha",
    "page",
    "document_id",
)
DOCUMENTS = (
    "document",
    "type",
    "number_symbol",
    "issuer",
    "place",
    "issued_on",
    "title",
    "signer",
    "position",
    "media_type",
    "bytes",
    "pages",
    "tasks",
    "statistics",
    "clusters",
    "issues",
    "near_duplicate_of",
    "document_id",
)
_LONG = {
    "description": 70,
    "title": 60,
    "text": 40,
    "heading": 40,
    "deadline_text": 28,
    "issues": 28,
}
_DATES = {"issued_on", "deadline_start", "deadline_end", "due", "as_of"}
_NAMES = {"lead", "implement", "advise", "coordinate", "issuer", "name", "output"}


class XlsxWriter:
    """Records go in one by one; `finish` writes the workbook.

    A context manager: it leaves no temporary files behind, whatever happens.
    """

    def __init__(self, stream: BinaryIO, most_rows: int = MOST_ROWS) -> None:
        from xlsxwriter import Workbook

        self._scratch = TemporaryDirectory(prefix="ccndocs.")
        options = {
            "tmpdir": self._scratch.name,
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        self._book: Any = Workbook(stream, options)
        self._book.set_properties({"created": _CREATED, "author": "ccndocs"})
        looks = _Looks(
            self._book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            self._book.add_format({"text_wrap": True, "valign": "top"}),
            self._book.add_format({"valign": "top"}),
        )
        self._tasks, self._statistics, self._clusters, self._documents = (
            _Sheet(self._book, title, names, looks, most_rows)
            for title, names in (
                ("tasks", TASKS),
                ("statistics", STATISTICS),
                ("clusters", CLUSTERS),
                ("documents", DOCUMENTS),
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._book.worksheets():  # open still where something failed
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._scratch.cleanup()

    def add(self, record: Record, near_duplicate_of: str | None = None) -> None:
        """Write one record; `near_duplicate_of` is a digest that a store knows."""
        id_ = record.document.id
        for row, task in zip(task_rows(record), record.tasks, strict=True):
            last = last_day(task.deadline) if task.deadline else None
            due = last.isoformat() if last else None
            self._tasks.add({**row, "due": due, "document_id": id_})
        for statistic in record.statistics:
            self._statistics.add(_head(record) | _statistic(statistic))
        for cluster in record.clusters:
            self._clusters.add(_head(record) | _cluster(cluster))
        self._documents.add(_document(record, near_duplicate_of))

    def finish(self) -> None:
        """Write what stands after the last record."""
        for sheet in (self._tasks, self._statistics, self._clusters, self._documents):
            sheet.finish()
        self._book.close()


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Any
    date: Any
    wrapped: Any
    plain: Any


class _Sheet:
    """Rows under one head, on as many sheets as they need."""

    def __init__(
        self, book: Any, title: str, names: Sequence[str], looks: _Looks, most: int
    ) -> None:
        self._book = book
        self._title = title
        self._names = names
        self._looks = looks
        self._most = most
        self._sheets = 0
        self._open()

    def add(self, values: Row) -> None:
        """Write a row."""
        if self._next == self._most:
            self.finish()
            self._open()
        for at, name in enumerate(self._names):
            self._write(at, name, values[name])
        self._next += 1

    def finish(self) -> None:
        """Let people filter all rows."""
        self._sheet.autofilter(0, 0, self._next - 1, len(self._names) - 1)

    def _open(self) -> None:
        self._sheets += 1
        number = f" {self._sheets}" if self._sheets > 1 else ""
        self._sheet = self._book.add_worksheet(self._title + number)
        self._sheet.freeze_panes(1, 0)
        for at, name in enumerate(self._names):
            self._sheet.set_column(at, at, _width(name))
            self._sheet.write_string(0, at, name, self._looks.head)
        self._next = 1

    def _write(self, at: int, name: str, value: str | int | float | None) -> None:
        if value is None:
            return
        if not isinstance(value, str):
            self._sheet.write_number(self._next, at, value, self._looks.plain)
            return
        day = day_of(value) if name in _DATES else None
        if day is not None and day.year >= _OLDEST:
            self._sheet.write_datetime(self._next, at, day, self._looks.date)
            return
        look = self._looks.wrapped if name in _LONG else self._looks.plain
        self._sheet.write_string(self._next, at, fitting(value), look)


def fitting(text: str) -> str:
    """The text as a cell can hold it; what is cut ends in `CUT`."""
    sound = text.encode("utf-8", "backslashreplace").decode()
    if len(sound) * 2 <= MOST_CHARACTERS:
        return sound
    coded = sound.encode("utf-16-le")
    if len(coded) // 2 <= MOST_CHARACTERS:
        return sound
    kept = coded[: 2 * (MOST_CHARACTERS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def _width(name: str) -> int:
    if name in _LONG:
        return _LONG[name]
    if name in _NAMES:
        return 26
    return max(12, len(name) + 2)


def _head(record: Record) -> Row:
    document = record.document
    return {
        "document": document.source.name,
        "number_symbol": document.number_symbol,
        "issuer": document.issuer.name if document.issuer else None,
        "issued_on": document.issued_on,
        "document_id": document.id,
    }


def _statistic(value: StatisticRecord) -> Row:
    scope = value.scope
    return {
        "indicator": value.indicator,
        "value": value.value,
        "unit": value.unit,
        "nature": value.nature,
        "qualifier": value.qualifier,
        "province": scope.province,
        "district": scope.district,
        "cluster": scope.cluster,
        "subset": scope.subset,
        "as_of": value.as_of,
        "text": value.text,
        "page": _page(value.evidence),
        "confidence": value.confidence,
        "flags": "; ".join(value.flags) or None,
    }


def _cluster(value: ClusterRecord) -> Row:
    return {
        "name": value.name,
        "province": value.province,
        "district": value.district,
        "commune": value.commune,
        "area_ha": value.area_ha,
        "page": _page(value.evidence),
    }


def _document(record: Record, near_duplicate_of: str | None) -> Row:
    document = record.document
    signer = document.signer
    return _head(record) | {
        "type": document.type,
        "place": document.place,
        "title": document.title,
        "signer": signer.name if signer else None,
        "position": signer.position if signer else None,
        "media_type": document.source.media_type,
        "bytes": document.source.bytes,
        "pages": document.source.pages,
        "tasks": len(record.tasks),
        "statistics": len(record.statistics),
        "clusters": len(record.clusters),
        "issues": "; ".join(_once(issue.code for issue in record.issues)) or None,
        "near_duplicate_of": f"sha256:{near_duplicate_of}"
        if near_duplicate_of
        else None,
    }


def _page(evidence: Sequence[Evidence]) -> int | None:
    return evidence[0].page if evidence else None


def _once(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
