"""`ccndocs tasks` and `ccndocs export`."""

from __future__ import annotations

import csv
import io
import json
import shutil

import jsonschema
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from ccndocs.cli.app import main
from ccndocs.cli.tasks import day_given
from ccndocs.types.json import schema_text


@pytest.fixture
def run(capsys):
    """Runs a command; gives exit code, standard output and standard error."""

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def tasks(run, filled):
    """The tasks that a call lists."""

    def call(*arguments):
        code, out, _ = run("tasks", "--store", filled, "-f", "jsonl", *arguments)
        assert code == 0
        return [json.loads(line) for line in out.splitlines()]

    return call


class TestTasks:
    def test_a_table_with_who_what_and_until_when(self, run, filled):
        code, out, err = run("tasks", "--store", filled, "--agency", "SCT")
        head, *rest = out.splitlines()
        assert (code, head.split()[0]) == (0, "Due")
        assert "Sở Công Thương" in "\n".join(rest)
        assert err == f"{_count(run, filled, 'SCT')} task(s)\n"

    def test_filters_come_together(self, tasks):
        found = tasks(
            "--agency", "so cong thuong", "--role", "lead", "--on", "2025-01-01"
        )
        assert found
        for row in found:
            leads = [a["name"] for a in row["agencies"] if a["role"] == "lead"]
            assert any("Sở Công Thương" in name for name in leads)

    def test_status_is_of_a_day(self, tasks):
        before = tasks("--status", "overdue", "--on", "2000-01-01")
        after = tasks("--status", "overdue", "--on", "2100-01-01")
        assert before == []
        assert {row["status"] for row in after} == {"overdue"}

    def test_days_in_vietnamese_order(self, tasks):
        iso = tasks("--due-after", "2024-06-30", "--due-before", "2025-07-01")
        assert iso
        assert tasks("--due-after", "30/6/2024", "--due-before", "1/7/2025") == iso

    def test_csv_to_a_file_is_marked_as_utf_8(self, run, filled, tmp_path):
        target = tmp_path / "tasks.csv"
        code, out, _ = run("tasks", "--store", filled, "-f", "csv", "-o", target)
        assert (code, out) == (0, "")
        assert target.read_bytes().startswith(b"\xef\xbb\xbfdue,status,")
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
        assert len({(row["document_id"], row["task_id"]) for row in rows}) == len(rows)

    def test_json_is_one_list(self, run, filled):
        _, out, _ = run("tasks", "--store", filled, "-f", "json", "--limit", "3")
        assert len(json.loads(out)) == 3

    def test_vietnamese_heads_and_status(self, run, filled):
        _, out, err = run("tasks", "--store", filled, "--lang", "vi")
        assert out.splitlines()[0].split()[0] == "Hạn"
        assert "quá hạn" in out
        assert err.endswith("nhiệm vụ\n")

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (("--agency", "Bộ Phép thuật"), "No agency in this store is named like"),
            (("--document", "99/XX"), "No document in this store has the number"),
        ],
    )
    def test_an_unknown_name_is_told(self, run, filled, options, message):
        code, out, err = run("tasks", "--store", filled, *options)
        assert (code, out) == (0, "")
        assert message in err

    @pytest.mark.parametrize(
        "options",
        [
            ("--agency", " . "),
            ("--on", "yesterday"),
            ("--due-before", "31/2/2025"),
            ("--due-after", "2025"),
            ("--status", "done"),
            ("--limit", "0"),
        ],
    )
    def test_wrong_arguments(self, run, filled, options):
        code, out, err = run("tasks", "--store", filled, *options)
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1


def _count(run, store, agency):
    _, out, _ = run("tasks", "--store", store, "--agency", agency, "-f", "jsonl")
    return len(out.splitlines())


@pytest.mark.parametrize(
    ("text", "day"),
    [("2031-06-30", "2031-06-30"), ("30/6/2031", "2031-06-30"), (None, None)],
)
def test_days(text, day):
    assert day_given(text, "en") == day


class TestExport:
    @pytest.fixture
    def export(self, run, filled, tmp_path):
        def call(form, *arguments, store=filled, code=0):
            target = tmp_path / f"out.{form}"
            arguments = ("--store", store, "-f", form, "-o", target, *arguments)
            assert run("export", *arguments)[:2] == (code, "")
            return target

        return call

    def test_jsonl_is_the_record_contract(self, export):
        lines = export("jsonl").read_text("utf-8").splitlines()
        validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
        records = [json.loads(line) for line in lines]
        assert len(records) == 4
        for record in records:
            validator.validate(record)
            assert "text" not in record
        days = [record["document"]["issued_on"] for record in records]
        assert days == sorted(days)

    def test_texts_come_if_asked(self, export):
        lines = export("jsonl", "--with-text").read_text("utf-8").splitlines()
        assert all(json.loads(line)["text"]["repaired"] for line in lines)

    def test_csv_is_a_task_a_line(self, export, tasks):
        target = export("csv")
        assert target.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
        assert {row["task_id"] for row in rows} == {row["task_id"] for row in tasks()}

    def test_xlsx_has_all_sheets(self, export, tasks):
        book = load_workbook(export("xlsx"))
        assert book.sheetnames == ["tasks", "statistics", "clusters", "documents"]
        assert book["tasks"].max_row == len(tasks()) + 1
        assert book["documents"].max_row == 5
        assert book["clusters"].max_row > 3

    def test_ics_has_what_has_a_day(self, run, filled, tasks):
        code, out, err = run("export", "--store", filled, "-f", "ics")
        todos = Calendar.from_ical(out).walk("VTODO")
        dated = [t for t in tasks() if t["due"] or t["deadline_start"]]
        rules = sum(len((t["deadline_rrule"] or "").split()) for t in tasks())
        assert code == 0
        assert len(todos) == len(dated) + rules
        assert len({str(todo["UID"]) for todo in todos}) == len(todos)
        left = len(tasks()) - len({str(t["UID"]).split(".")[0][:16] for t in todos})
        assert f"left out, since no day is set: {left} task(s)" in err

    @pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "ics"])
    def test_neither_order_nor_workers_show(
        self, export, fill_store, letters, tmp_path, form
    ):
        other = tmp_path / "other"
        paths = sorted(letters.iterdir(), reverse=True)
        fill_store(other, *paths[:2], ahead=2)
        fill_store(other, *paths, ahead=5)
        here = export(form).read_bytes()
        assert export(form, store=other).read_bytes() == here

    def test_an_agency_has_its_tasks_only(self, export):
        lines = export("jsonl", "--agency", "sct").read_text("utf-8").splitlines()
        assert 0 < len(lines) < 4
        for line in lines:
            for task in json.loads(line)["tasks"]:
                names = [agency["name"] for agency in task["agencies"]]
                assert any("Sở Công Thương" in name for name in names)

    def test_days_of_issue(self, export):
        every = export("jsonl").read_text("utf-8").splitlines()
        days = [json.loads(line)["document"]["issued_on"] for line in every]
        options = ("--issued-after", days[0], "--issued-before", days[-1])
        assert export("jsonl", *options).read_text("utf-8").splitlines() == every[1:-1]

    def test_what_is_not_sure_enough_is_counted(self, run, filled):
        arguments = ("--store", filled, "-f", "jsonl", "--min-confidence", "0.99")
        _, out, err = run("export", *arguments)
        records = [json.loads(line) for line in out.splitlines()]
        assert all(t["confidence"] >= 0.99 for r in records for t in r["tasks"])
        assert "left out below confidence 0.99: " in err

    def test_quiet_tells_nothing(self, run, filled):
        _, out, err = run("export", "--store", filled, "-f", "csv", "-q")
        assert out
        assert err == ""

    def test_a_workbook_needs_a_file(self, run, filled):
        code, out, err = run("export", "--store", filled, "-f", "xlsx")
        assert (code, out) == (1, "")
        assert "--output" in err

    @pytest.mark.parametrize(
        ("data", "cause"),
        [(None, "missing"), (b"{}", "changed")],
    )
    def test_a_lost_record_is_told_and_the_others_are_done(
        self, run, own_store, data, cause
    ):
        record = next(own_store.glob("documents/*/*/record.json"))
        record.unlink() if data is None else record.write_bytes(data)
        code, out, err = run("export", "--store", own_store, "-f", "jsonl")
        assert (code, len(out.splitlines())) == (16, 3)
        assert f"its record cannot be had from the store ({cause})" in err

    def test_without_any_record_it_is_no_success(self, run, own_store):
        for folder in own_store.glob("documents/*/*"):
            shutil.rmtree(folder)
        code, out, _ = run("export", "--store", own_store, "-f", "jsonl")
        assert (code, out) == (2, "")

    def test_a_target_that_cannot_be_written(self, run, filled, tmp_path):
        target = tmp_path / "none" / "out.xlsx"
        code, _, err = run("export", "--store", filled, "-f", "xlsx", "-o", target)
        assert code == 5
        assert "cannot write" in err
