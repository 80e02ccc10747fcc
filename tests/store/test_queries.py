"""What people ask of a catalogue."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ccndocs.store import schema
from ccndocs.store.agency_query import AgencyQuery
from ccndocs.store.queries import Overview, Run, documents, inputs, overview
from ccndocs.store.reading import open_to_read
from ccndocs.store.task_list import Status, TaskFilter, status_of, tasks

ON = "2026-01-01"


@pytest.fixture(scope="module")
def catalogue(filled):
    store = open_to_read(str(filled))
    yield store.catalogue
    store.close()


def test_the_account_counts_inputs_documents_and_causes(catalogue):
    found = overview(catalogue)
    assert found.outcomes == {"failed": 1, "imported": 4}
    assert found.last == found.outcomes
    assert found.causes == (("failed", "empty_file", 1),)
    assert (found.documents, found.pages, found.incomplete) == (4, 4, 0)
    assert found.tasks == len(list(tasks(catalogue, TaskFilter(), ON)))
    assert found.statistics > 5
    assert found.clusters > 3
    assert found.run is not None
    assert found.run.ended_at is not None


@pytest.mark.parametrize(
    ("ended", "outcomes", "fine"),
    [
        ("2026-01-01", {"imported": 3, "skipped": 1}, True),
        (None, {"imported": 3}, False),
        ("2026-01-01", {"imported": 3, "failed": 1}, False),
        ("2026-01-01", {"imported": 3, "pending": 1}, False),
    ],
)
def test_what_is_fine(ended, outcomes, fine):
    run = Run(1, "2026-01-01", ended, "0.1.0")
    assert Overview(run, outcomes, {}, (), 0, 0, 0, 0, 0, 0, 0).fine is fine


def test_inputs_come_by_place_and_by_outcome(catalogue, letters):
    every = [row["name"] for row in inputs(catalogue)]
    assert every == sorted(path.name for path in letters.iterdir())
    (failed,) = inputs(catalogue, ["failed"])
    assert (failed["name"], failed["code"]) == ("empty.pdf", "empty_file")
    assert "empty" in failed["message"]
    assert list(inputs(catalogue, ["skipped", "pending"])) == []


def test_documents_come_by_date_and_between_days(catalogue):
    days = _days(catalogue)
    assert [row["sha256"] for row in documents(catalogue)] == [d for _, d in days]
    first, last = days[0][0], days[-1][0]
    inner = [row["sha256"] for row in documents(catalogue, first, last)]
    assert inner == [digest for day, digest in days if first < day < last]


def _days(catalogue):
    table = schema.documents.c
    with catalogue.engine.connect() as connection:
        return sorted(connection.execute(sa.select(table.issued_on, table.sha256)))


class TestTasks:
    def test_they_come_by_last_day_then_by_document(self, catalogue):
        found = list(tasks(catalogue, TaskFilter(), ON))
        order = [
            (line.due is None, line.due, line.issued_on, line.document_id)
            for line in found
            if line.due
        ]
        assert order == sorted(order)
        dated = [line.due is not None for line in found]
        assert dated == sorted(dated, reverse=True)

    def test_an_exclusive_bound_is_due_the_day_before(self, catalogue):
        lines = list(tasks(catalogue, TaskFilter(), ON))
        before = [
            (line.deadline_end, line.due)
            for line in lines
            if line.deadline_end and line.deadline_text.startswith("trước ngày")
        ]
        assert before
        assert all(end > due for end, due in before)

    @pytest.mark.parametrize("on", ["2024-06-30", "2025-07-01", "2026-01-01"])
    @pytest.mark.parametrize("status", Status)
    def test_the_database_judges_as_the_program_does(self, catalogue, status, on):
        every = list(tasks(catalogue, TaskFilter(), on))
        asked = list(tasks(catalogue, TaskFilter(status=status), on))
        assert asked == [line for line in every if line.status is status]

    def test_each_status_occurs(self, catalogue):
        found = {line.status for line in tasks(catalogue, TaskFilter(), ON)}
        assert found == set(Status)

    def test_days_leave_themselves_out(self, catalogue):
        days = sorted({t.due for t in tasks(catalogue, TaskFilter(), ON) if t.due})
        wanted = TaskFilter(due_after=days[0], due_before=days[-1])
        found = {line.due for line in tasks(catalogue, wanted, ON)}
        assert found == set(days[1:-1])

    def test_a_limit_counts_tasks_not_agencies(self, catalogue):
        every = list(tasks(catalogue, TaskFilter(), ON))
        found = list(tasks(catalogue, TaskFilter(limit=5), ON))
        assert found == every[:5]

    def test_agency_and_role_hold_for_the_same_agency(self, catalogue):
        wanted = TaskFilter(agency=AgencyQuery("so cong thuong"), role="coordinate")
        every = list(tasks(catalogue, TaskFilter(), ON))
        assert list(tasks(catalogue, wanted, ON)) == [
            line
            for line in every
            if any(
                "Sở Công Thương" in a.name and a.role == "coordinate"
                for a in line.agencies
            )
        ]

    def test_all_agencies_of_a_task_come_with_it(self, catalogue):
        found = list(tasks(catalogue, TaskFilter(agency=AgencyQuery("SCT")), ON))
        assert found
        assert any(len(line.agencies) > 1 for line in found)

    @pytest.mark.parametrize(
        "text", ["1942/UBND-CNXD", "1942/ubnd-cnxd", "1942", "{digest}", "{name}"]
    )
    def test_a_document_is_named_by_number_file_or_digest(self, catalogue, text):
        (row,) = [r for r in documents(catalogue) if "thanh-luong" in r["name"]]
        text = text.format(digest=row["sha256"][:12], name=row["name"])
        found = list(tasks(catalogue, TaskFilter(document=text), ON))
        assert found
        assert {line.document_id for line in found} == {row["sha256"]}

    def test_no_such_document_has_no_tasks(self, catalogue):
        assert list(tasks(catalogue, TaskFilter(document="99/QĐ-UBND"), ON)) == []

    def test_a_task_without_agencies_is_not_lost(self, own_store):
        store = open_to_read(str(own_store))
        count = len(list(tasks(store.catalogue, TaskFilter(), ON)))
        store.close()
        engine = sa.create_engine(f"sqlite:///{own_store / 'catalogue.sqlite'}")
        with engine.begin() as connection:
            connection.execute(sa.delete(schema.task_agencies))
        engine.dispose()
        store = open_to_read(str(own_store))
        found = list(tasks(store.catalogue, TaskFilter(), ON))
        store.close()
        assert len(found) == count
        assert all(line.agencies == () for line in found)


@pytest.mark.parametrize(
    ("due", "start", "kind", "status"),
    [
        ("2025-12-31", None, "by", Status.OVERDUE),
        ("2026-01-01", None, "by", Status.UPCOMING),
        ("2026-03-31", "2025-10-01", "period", Status.UPCOMING),
        (None, "2026-02-01", "from", Status.UPCOMING),
        (None, "2026-01-01", "from", Status.ONGOING),
        (None, None, "recurring", Status.ONGOING),
        (None, None, "ongoing", Status.ONGOING),
        (None, None, "relative", Status.UNDATED),
        (None, None, "conditional", Status.UNDATED),
        (None, None, None, Status.UNDATED),
    ],
)
def test_how_a_task_stands(due, start, kind, status):
    assert status_of(due, start, kind, ON) is status


class TestAgencies:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Sở Công Thương", "Sở Công Thương"),
            ("so cong thuong", "Sở Công Thương"),
            ("công thương", "Sở Công Thương"),
            ("SCT", "Sở Công Thương"),
            ("sct", "Sở Công Thương"),
            ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
            ("Sở Công Thương", "Giám đốc Sở Công Thương"),
            ("Ủy ban nhân dân các xã", "UBND các xã, phường"),
            ("uỷ ban nhân dân", "UBND các huyện, thành phố"),
            ("ubnd cac huyen thanh pho", "UBND các huyện, thành phố"),
            ("Văn hóa, Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
            ("ky thuat", "Phòng Kĩ thuật"),
        ],
    )
    def test_a_name_is_meant(self, text, name):
        assert AgencyQuery(text).matches(name)

    @pytest.mark.parametrize(
        ("text", "name", "meant"),
        [
            ("Sở Công", "Sở Công nghệ", True),
            ("an", "Công an tỉnh", True),
            ("ông an", "Công an tỉnh", False),
            ("Sở Y tế", "Bộ Y tế", False),
            ("Sở Tài", "Sở Y tế", False),
        ],
    )
    def test_parts_are_whole_words(self, text, name, meant):
        assert AgencyQuery(text).matches(name) is meant

    def test_who_holds_the_duty_today_is_meant_too(self):
        query = AgencyQuery("so xay dung")
        assert query.matches("Sở Giao thông vận tải", "Sở Xây dựng")
        assert not query.matches("Sở Giao thông vận tải", "Sở Tài chính")

    @pytest.mark.parametrize("text", ["", "  ", "—", ".;"])
    def test_marks_name_nobody(self, text):
        assert AgencyQuery(text).words == ""
        assert not AgencyQuery(text).matches("Sở Y tế")
