"""Flat rows in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ccndocs.export.listing import Column, write_listing
from ccndocs.export.table import columns as width_of

ROWS = [
    {"name": "Sở Công Thương", "tags": ["một", "hai"], "count": 1, "note": None},
    {"name": "=HYPERLINK(1)", "tags": [], "count": -2, "note": "dài " * 40},
]
NAMES = ("name", "tags", "count", "note")
COLUMNS = (
    Column("Tên", "name", 0.4),
    Column("Số", "count", size=5),
    Column("Ghi chú", "note", 0.6),
)


def written(form, rows=ROWS, width=80):
    stream = io.StringIO()
    write_listing(form, stream, iter(rows), NAMES, COLUMNS, width)
    return stream.getvalue()


def test_json_is_a_list():
    assert json.loads(written("json")) == ROWS
    assert json.loads(written("json", [])) == []


def test_json_lines_are_a_line_each():
    assert [json.loads(line) for line in written("jsonl").splitlines()] == ROWS
    assert written("jsonl", []) == ""


def test_csv_joins_lists_and_runs_no_formula():
    first, second = csv.DictReader(io.StringIO(written("csv")))
    assert (first["tags"], first["note"]) == ("một; hai", "")
    assert (second["name"], second["count"]) == ("'=HYPERLINK(1)", "-2")
    assert written("csv", []).strip() == ",".join(NAMES)


@pytest.mark.parametrize("width", [60, 80, 133])
def test_a_table_fills_the_width_and_no_more(width):
    lines = written("table", width=width).splitlines()
    assert lines[0].split() == ["Tên", "Số", "Ghi", "chú"]
    assert width_of(lines[1]) == width
    assert all(width_of(line) <= width for line in lines)


def test_an_empty_table_is_nothing():
    assert written("table", []) == ""
