"""Writers: records go in one by one, text comes out as soon as it can.

A run over many documents must not hold all their records, and a reader of the
output must not wait for the last one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TextIO

from ccndocs.export.rows import COLUMNS, task_rows
from ccndocs.export.table import DEFAULT_WIDTH, table
from ccndocs.types.json import to_dict
from ccndocs.types.record import Record

# A cell that starts with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: its name, the code of its error, the message."""

    name: str
    code: str
    message: str


class Writer(Protocol):
    """Where records go. `finish` is called once, after the last record."""

    def add(self, record: Record) -> None:
        """Write one record."""

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        """Write what stands after the last record."""


def to_json(record: Record, with_text: bool = False) -> dict[str, Any]:
    """The record as JSON values; `text` only `with_text`."""
    return to_dict(record, with_text=with_text)


def make_writer(
    form: str,
    stream: TextIO,
    *,
    several: bool = False,
    with_text: bool = False,
    width: int = DEFAULT_WIDTH,
    language: str = "en",
) -> Writer:
    """The writer of `form`: "json", "jsonl", "csv" or "table".

    `several` makes json one object {"documents": […], "failures": […]}.
    """
    if form == "jsonl":
        return _JsonLines(stream, with_text)
    if form == "csv":
        return _Csv(stream)
    if form == "table":
        return _Table(stream, width, language)
    if form == "json":
        kind = _JsonDocuments if several else _JsonDocument
        return kind(stream, with_text)
    raise ValueError(f"no such format: {form}")


def write_json(record: Record, stream: TextIO, *, with_text: bool = False) -> None:
    """One record as indented JSON and a line break."""
    _write_all([record], make_writer("json", stream, with_text=with_text))


def write_jsonl(
    records: Iterable[Record], stream: TextIO, *, with_text: bool = False
) -> None:
    """One record a line."""
    _write_all(records, make_writer("jsonl", stream, with_text=with_text))


def write_csv(records: Iterable[Record], stream: TextIO) -> None:
    """One task a line below a header line; see `task_rows`.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    _write_all(records, make_writer("csv", stream))


def write_table(
    records: Iterable[Record],
    stream: TextIO,
    *,
    width: int = DEFAULT_WIDTH,
    language: str = "en",
) -> None:
    """A table a record, an empty line between them."""
    writer = make_writer("table", stream, width=width, language=language)
    _write_all(records, writer)


def _write_all(records: Iterable[Record], writer: Writer) -> None:
    for record in records:
        writer.add(record)
    writer.finish()


class _JsonDocument:
    """One record as an indented object."""

    def __init__(self, stream: TextIO, with_text: bool) -> None:
        self._stream = stream
        self._with_text = with_text

    def add(self, record: Record) -> None:
        value = to_json(record, self._with_text)
        self._stream.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        self._stream.flush()


class _JsonDocuments:
    """{"documents": [...], "failures": [...]}, a document a line."""

    def __init__(self, stream: TextIO, with_text: bool) -> None:
        self._stream = stream
        self._with_text = with_text
        self._before = '{"documents": [\n'

    def add(self, record: Record) -> None:
        value = to_json(record, self._with_text)
        self._stream.write(self._before + json.dumps(value, ensure_ascii=False))
        self._before = ",\n"

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        values = [
            {"name": f.name, "code": f.code, "message": f.message} for f in failures
        ]
        before = self._before if self._before.startswith("{") else "\n"
        end = json.dumps(values, ensure_ascii=False)
        self._stream.write(f'{before}], "failures": {end}}}\n')
        self._stream.flush()


class _JsonLines:
    """One record a line."""

    def __init__(self, stream: TextIO, with_text: bool) -> None:
        self._stream = stream
        self._with_text = with_text

    def add(self, record: Record) -> None:
        value = to_json(record, self._with_text)
        self._stream.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._stream.flush()

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        self._stream.flush()


class _Csv:
    """One task a line; the header line is there even without tasks."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rows = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        self._rows.writeheader()

    def add(self, record: Record) -> None:
        for row in task_rows(record):
            self._rows.writerow({name: harmless(v) for name, v in row.items()})
        self._stream.flush()

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        self._stream.flush()


class _Table:
    """A table a record, an empty line between them."""

    def __init__(self, stream: TextIO, width: int, language: str) -> None:
        self._stream = stream
        self._width = width
        self._language = language
        self._before = ""

    def add(self, record: Record) -> None:
        lines = table(record, width=self._width, language=self._language)
        self._stream.write(self._before + "".join(f"{line}\n" for line in lines))
        self._stream.flush()
        self._before = "\n"

    def finish(self, failures: Iterable[Failure] = ()) -> None:
        self._stream.flush()


def harmless(value: str | int | float | None) -> str | int | float | None:
    """A text that no spreadsheet runs: "=1+1" becomes "'=1+1"."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
