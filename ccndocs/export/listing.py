"""Flat rows as a table, CSV, JSON or JSON lines, each written as it comes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from ccndocs.export.table import columns as columns_of
from ccndocs.export.table import wrap
from ccndocs.export.writers import harmless

Rows = Iterable[Mapping[str, Any]]

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, the value it shows, and its share of the room.

    `size` in place of a share sets the width.
    """

    head: str
    name: str
    share: float = 0.0
    size: int = 0


def write_listing(
    form: str,
    stream: TextIO,
    rows: Rows,
    names: Sequence[str],
    columns: Sequence[Column],
    width: int,
) -> None:
    """Write rows as they come.

    `form` is "table" (with `columns`, of at most `width` columns of a terminal from
    60 upwards), "csv" (with `names`), "json" (a list) or "jsonl". In CSV a list is
    its texts joined by "; ".
    """
    if form == "table":
        _table(stream, rows, columns, width)
    else:
        {"csv": _csv, "json": _json, "jsonl": _jsonl}[form](stream, rows, names)


def _table(stream: TextIO, rows: Rows, columns: Sequence[Column], width: int) -> None:
    sizes = _sizes(columns, max(width, 60))
    for at, row in enumerate(rows):
        if not at:
            _cells(stream, [column.head for column in columns], sizes)
            stream.write(_GAP.join("-" * size for size in sizes) + "\n")
        _cells(stream, [_text(row[column.name]) for column in columns], sizes)


def _sizes(columns: Sequence[Column], width: int) -> list[int]:
    """Widths that fill the line; what rounding leaves goes to the widest."""
    fixed = sum(column.size for column in columns)
    room = width - fixed - len(_GAP) * (len(columns) - 1)
    sizes = [column.size or max(6, int(room * column.share)) for column in columns]
    widest = sizes.index(max(sizes))
    sizes[widest] += room + fixed - sum(sizes)
    return sizes


def _cells(stream: TextIO, cells: Sequence[str], sizes: Sequence[int]) -> None:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    for at in range(max(len(lines) for lines in wrapped)):
        parts = [
            (lines[at] if at < len(lines) else "", size)
            for lines, size in zip(wrapped, sizes, strict=True)
        ]
        padded = (text + " " * (size - columns_of(text)) for text, size in parts)
        stream.write(_GAP.join(padded).rstrip() + "\n")


def _csv(stream: TextIO, rows: Rows, names: Sequence[str]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([harmless(_flat(row[name])) for name in names])


def _json(stream: TextIO, rows: Rows, names: Sequence[str]) -> None:
    before = "[\n"
    for row in rows:
        stream.write(before + _line(row, names))
        before = ",\n"
    stream.write("[]\n" if before == "[\n" else "\n]\n")


def _jsonl(stream: TextIO, rows: Rows, names: Sequence[str]) -> None:
    for row in rows:
        stream.write(_line(row, names) + "\n")


def _line(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return json.dumps({name: row[name] for name in names}, ensure_ascii=False)


def _flat(value: Any) -> str | int | float | None:
    return _text(value) if isinstance(value, list | tuple) else value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return str(value)
