"""Workbooks, read back by openpyxl."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from contextlib import suppress

import pytest
from openpyxl import load_workbook

from ccndocs.export.xlsx import (
    CLUSTERS,
    CUT,
    DOCUMENTS,
    MOST_CHARACTERS,
    STATISTICS,
    TASKS,
    XlsxWriter,
    fitting,
)
from ccndocs.types.record import ClusterRecord, ScopeRecord, StatisticRecord

SCOPE = ScopeRecord("An Sơn", None, None, "chủ đầu tư là UBND cấp huyện")
STATISTIC = StatisticRecord(
    "occupancy_rate",
    40.6,
    "percent",
    "actual",
    "about",
    SCOPE,
    "2031",
    "đạt khoảng 40,6%",
    (),
    0.98,
    (),
)
CLUSTER = ClusterRecord("Cụm công nghiệp Bãi Đá", "An Sơn", None, None, 50.0, ())


def written(*records, most_rows=1_048_576, near=None):
    stream = io.BytesIO()
    with XlsxWriter(stream, most_rows) as writer:
        for record in records:
            writer.add(record, near)
        writer.finish()
    return stream.getvalue()


def rows(data, title):
    sheet = load_workbook(io.BytesIO(data))[title]
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


@pytest.fixture
def record(make_record):
    return dataclasses.replace(
        make_record(), statistics=(STATISTIC,), clusters=(CLUSTER,)
    )


def test_each_sheet_has_its_columns_a_filter_and_a_head_that_stays(record):
    book = load_workbook(io.BytesIO(written(record)))
    assert book.sheetnames == ["tasks", "statistics", "clusters", "documents"]
    for sheet, names in zip(
        book, (TASKS, STATISTICS, CLUSTERS, DOCUMENTS), strict=True
    ):
        assert tuple(cell.value for cell in sheet[1]) == names
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.freeze_panes == "A2"


def test_values_keep_their_kinds(record):
    data = written(record, near="a" * 64)
    (task,) = rows(data, "tasks")
    assert task["due"] == dt.datetime(2031, 6, 29)
    assert task["deadline_end"] == dt.datetime(2031, 6, 30)
    assert (task["page"], task["confidence"]) == (2, 0.9)
    assert task["lead"] == "Sở Công Thương"
    (statistic,) = rows(data, "statistics")
    assert (statistic["value"], statistic["as_of"]) == (40.6, "2031")
    assert statistic["subset"] == SCOPE.subset
    (cluster,) = rows(data, "clusters")
    assert (cluster["area_ha"], cluster["issuer"]) == (50, "UBND tỉnh An Sơn")
    (document,) = rows(data, "documents")
    assert document["issued_on"] == dt.datetime(2031, 2, 3)
    assert (document["tasks"], document["statistics"]) == (1, 1)
    assert document["near_duplicate_of"] == "sha256:" + "a" * 64


def test_dates_are_shown_as_iso(record):
    sheet = load_workbook(io.BytesIO(written(record)))["documents"]
    column = DOCUMENTS.index("issued_on") + 1
    assert sheet.cell(2, column).number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "https://a.vn", "007"])
def test_texts_are_never_run(make_record, make_task, text):
    data = written(make_record(tasks=(make_task(text),)))
    sheet = load_workbook(io.BytesIO(data))["tasks"]
    cell = sheet.cell(2, TASKS.index("description") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_date_that_excel_does_not_know_stays_a_text(make_record, make_deadline):
    record = make_record()
    document = dataclasses.replace(record.document, issued_on="1899-05-01")
    data = written(dataclasses.replace(record, document=document))
    assert rows(data, "documents")[0]["issued_on"] == "1899-05-01"


def test_sheets_that_are_full_go_on(make_record, make_task):
    tasks = tuple(make_task(f"Việc {n}.", id=f"t{n}") for n in range(7))
    data = written(make_record(tasks=tasks), most_rows=4)
    book = load_workbook(io.BytesIO(data))
    assert [s for s in book.sheetnames if s.startswith("tasks")] == [
        "tasks",
        "tasks 2",
        "tasks 3",
    ]
    titles = ("tasks", "tasks 2", "tasks 3")
    found = [row["task_id"] for title in titles for row in rows(data, title)]
    assert found == [task.id for task in tasks]
    assert [book[title].auto_filter.ref for title in titles] == [
        "A1:Z4",
        "A1:Z4",
        "A1:Z2",
    ]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" * MOST_CHARACTERS, False),
        ("a" * (MOST_CHARACTERS + 1), True),
        ("ệ" * (MOST_CHARACTERS + 1), True),
        ("😀" * (MOST_CHARACTERS // 2), False),
        ("😀" * MOST_CHARACTERS, True),
    ],
)
def test_long_texts_are_cut_with_a_mark(text, cut):
    found = fitting(text)
    assert len(found.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert found.endswith(CUT) is cut
    assert text.startswith(found.removesuffix(CUT))


def test_a_text_that_is_cut_is_written(make_record, make_task):
    data = written(make_record(tasks=(make_task("a" * 40_000),)))
    assert rows(data, "tasks")[0]["description"].endswith(CUT)


def test_names_that_are_no_utf_8_are_written(make_record):
    data = written(make_record("\udcff.pdf"))
    assert rows(data, "documents")[0]["document"] == "\\udcff.pdf"


def test_the_same_records_give_the_same_bytes(record):
    assert written(record) == written(record)
    book = zipfile.ZipFile(io.BytesIO(written(record)))
    (packed,) = {info.date_time for info in book.infolist()}
    assert packed[0] == 1980
    assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_nothing_is_left_behind_when_writing_fails(record, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with suppress(KeyError), XlsxWriter(io.BytesIO()) as writer:
        writer.add(record)
        assert list(tmp_path.iterdir())
        raise KeyError
    assert list(tmp_path.iterdir()) == []
