"""JSON, JSON lines, CSV: what is written can be read back, and harms nobody."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ccndocs.export import (
    COLUMNS,
    Failure,
    make_writer,
    records_to_frame,
    to_json,
    write_csv,
    write_json,
    write_jsonl,
)
from ccndocs.types.json import from_dict
from ccndocs.types.record import AgencyRecord


def _written(form, records, failures=(), **options):
    stream = io.StringIO()
    writer = make_writer(form, stream, **options)
    for record in records:
        writer.add(record)
    writer.finish(failures)
    return stream.getvalue()


def _rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_json_is_one_readable_object(make_record):
    stream = io.StringIO()
    write_json(make_record(), stream)
    text = stream.getvalue()
    assert json.loads(text) == to_json(make_record())
    assert '"number_symbol": "12/KH-UBND"' in text
    assert "cụm công nghiệp" in text
    assert text.endswith("}\n")


def test_jsonl_is_one_record_a_line(make_record):
    records = [make_record("a.pdf"), make_record("b.pdf")]
    stream = io.StringIO()
    write_jsonl(records, stream, with_text=True)
    read = [from_dict(json.loads(line)) for line in stream.getvalue().splitlines()]
    assert read == records


def test_several_as_json_name_what_failed(make_record):
    failures = [Failure("c.pdf", "empty_file", "c.pdf: the file is empty.")]
    records = [make_record("a.pdf"), make_record("b.pdf")]
    value = json.loads(_written("json", records, failures, several=True))
    assert [d["document"]["source"]["name"] for d in value["documents"]] == [
        "a.pdf",
        "b.pdf",
    ]
    assert value["failures"] == [
        {
            "name": "c.pdf",
            "code": "empty_file",
            "message": "c.pdf: the file is empty.",
        }
    ]


def test_several_as_json_without_any_is_still_json():
    text = _written("json", [], several=True)
    assert json.loads(text) == {"documents": [], "failures": []}


def test_csv_has_a_task_a_line(make_record, make_task):
    agencies = [("Sở Y tế", "lead"), ("Sở Xây dựng", "lead"), ("Sở Nội vụ", "advise")]
    task = make_task(
        "Lập danh mục; báo cáo.\nHai dòng.",
        agencies=tuple(AgencyRecord(n, r, n, False, None) for n, r in agencies),
        flags=("agency_unknown", "repaired_text"),
    )
    (row, other) = _rows(_written("csv", [make_record(tasks=(task, make_task()))]))
    assert tuple(row) == COLUMNS
    assert row["document"] == "kh.pdf"
    assert row["issuer"] == "UBND tỉnh An Sơn"
    assert row["section"] == "II.1.a"
    assert row["description"] == "Lập danh mục; báo cáo.\nHai dòng."
    assert row["lead"] == "Sở Y tế; Sở Xây dựng"
    assert row["advise"] == "Sở Nội vụ"
    assert row["coordinate"] == ""
    assert row["deadline_end"] == "2031-06-30"
    assert row["page"] == "2"
    assert row["flags"] == "agency_unknown; repaired_text"
    assert other["coordinate"] == "Sở Tài chính"


def test_csv_without_tasks_has_its_head(make_record):
    text = _written("csv", [make_record(tasks=())])
    assert text == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_holds_no_formula(make_record, make_task, start):
    harm = start + 'HYPERLINK("x")'
    record = make_record(harm, (make_task(harm, heading=harm),))
    stream = io.StringIO()
    write_csv([record], stream)
    (row,) = _rows(stream.getvalue())
    for name in ("document", "description", "heading"):
        assert row[name] == "'" + harm


def test_no_deadline_and_no_evidence_are_empty_cells(make_record, make_task):
    task = make_task(deadline=None, evidence=(), agencies=(), heading=None)
    (row,) = _rows(_written("csv", [make_record(tasks=(task,))]))
    for name in ("deadline_text", "deadline_kind", "page", "lead", "heading"):
        assert row[name] == ""


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="no such format: xml"):
        make_writer("xml", io.StringIO())


def test_a_frame_has_a_row_a_task(make_record, make_task):
    frame = records_to_frame([make_record("a"), make_record("b", (make_task(),) * 2)])
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["document"]) == ["a", "b", "b"]
    assert list(frame["page"]) == [2, 2, 2]


def test_a_frame_of_nothing_has_its_columns():
    frame = records_to_frame([])
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 0
