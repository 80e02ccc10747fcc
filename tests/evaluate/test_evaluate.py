"""The scorer: every fault is counted once, where it is, softly and to the letter."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.cli.app import main
from ccndocs.errors import InputFileError
from ccndocs.evaluate import (
    Item,
    compare,
    comparison_text,
    find_items,
    report_of,
    report_text,
    score_items,
    score_record,
    write_changes,
)
from ccndocs.evaluate.reliability import Sample, bins_of, calibration_error, reliability
from ccndocs.evaluate.run import splits_of
from ccndocs.types.json import to_dict

CITATION = {
    "type": "NĐ",
    "number_symbol": "7/2031/NĐ-CP",
    "issued_on": "2031-01-05",
    "article": None,
    "role": "basis",
    "evidence": [],
}


@pytest.fixture
def found(make_record, make_task) -> dict[str, Any]:
    """A record of two tasks, one of them undated."""
    tasks = (
        make_task("Lập quy hoạch cụm công nghiệp", confidence=0.95),
        make_task("Kiểm tra môi trường", deadline=None, confidence=0.6),
    )
    return to_dict(make_record(tasks=tasks))


@pytest.fixture
def gold(found) -> dict[str, Any]:
    """The same as gold: without confidence."""
    value = copy.deepcopy(found)
    for task in value["tasks"]:
        del task["confidence"]
    return value


def test_a_record_as_the_gold_is_perfect(gold, found):
    score = score_record(gold, found)
    for counts in (score.counts, score.strict):
        assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 1} == {}
    assert score.faults == []
    assert score.counts["deadlines"].right == 1
    assert score.kinds["by"].right == 1
    assert all(sample.right for sample in score.samples)


def test_softly_the_same_is_not_the_same_to_the_letter(gold, found):
    task = found["tasks"][0]
    task["description"] = "Lập quy hoach cụm công nghiêp."
    task["agencies"][0] |= {"name": "Sở Công thương", "role": "implement"}
    task["deadline"]["bound"] = "inclusive"
    score = score_record(gold, found)
    for kind in ("tasks", "responsible", "deadlines"):
        assert score.counts[kind].f1 == 1
        assert score.strict[kind].f1 < 1
    assert score.strict["coordinating"].f1 == 1
    assert score.faults == []


def test_a_figure_told_twice_counts_once(gold, found):
    figure = {"indicator": "area", "value": 20.0, "unit": "ha", "nature": "actual"}
    other = {**figure, "scope": {"cluster": "Cụm công nghiệp Gò Vàng"}}
    gold["statistics"] = [figure, dict(figure), other]
    found["statistics"] = [dict(figure), dict(other), dict(other)]
    score = score_record(gold, found)
    count = score.counts["statistics"]
    assert (count.right, count.missed, count.extra) == (2, 0, 0)
    found["statistics"] = [dict(figure)]
    score = score_record(gold, found)
    assert score.counts["statistics"].missed == 1
    assert sum(count.missed for count in score.indicators.values()) == 1


def test_a_missed_task_costs_all_it_holds(gold, found):
    del found["tasks"][0]
    score = score_record(gold, found)
    for kind in ("tasks", "responsible", "coordinating", "deadlines"):
        assert (score.counts[kind].missed, score.strict[kind].missed) == (1, 1)
    assert score.kinds["by"].missed == 1
    (fault,) = score.faults
    assert str(fault) == "task missed: Lập quy hoạch cụm công nghiệp"


def test_a_deadline_of_another_kind_is_missed_and_invented(gold, found):
    found["tasks"][0]["deadline"] |= {"kind": "ongoing", "end": None}
    score = score_record(gold, found)
    assert score.kinds["by"].missed == 1
    assert score.kinds["ongoing"].extra == 1
    assert "but found ongoing" in str(score.faults[0])


def test_optional_tasks_are_neither_demanded_nor_punished(gold, found):
    gold["tasks"][1]["flags"] = ["optional"]
    assert score_record(gold, found).counts["tasks"].right == 1
    del found["tasks"][1]
    assert score_record(gold, found).counts["tasks"].f1 == 1


def test_an_empty_header_field_that_should_be_is_right(gold, found):
    gold["document"]["place"] = found["document"]["place"] = None
    found["document"]["type"] = None
    score = score_record(gold, found)
    assert score.counts["header"].missed == 1
    assert score.header["type"].missed == 1
    assert "place" not in score.header


def test_citations_count_where_the_gold_has_any(gold, found):
    found["document"]["citations"] = [CITATION]
    assert score_record(gold, found).counts["citations"].extra == 0
    other = CITATION | {"number_symbol": "8/2031/NĐ-CP"}
    gold["document"]["citations"] = [CITATION | {"role": "mention"}, other]
    score = score_record(gold, found)
    assert (score.counts["citations"].right, score.counts["citations"].missed) == (1, 1)
    assert score.strict["citations"].right == 0


class TestReliability:
    def test_a_table(self):
        samples = [Sample("task", 0.95, True)] * 9 + [Sample("task", 0.95, False)]
        samples += [Sample("deadline", 0.5, True)] * 10
        (low, high) = bins_of(samples)
        assert (low.low, low.count, low.right) == (0.5, 10, 1.0)
        assert (high.count, high.right) == (10, 0.9)
        assert calibration_error(samples) == pytest.approx((0.5 + 0.05) / 2)
        table = reliability(samples)
        assert (table["all"]["sure"], table["all"]["sure_right"]) == (10, 0.9)
        assert table["deadline"]["sure_right"] is None

    def test_nothing_is_well_calibrated(self):
        assert calibration_error([]) == 0
        assert reliability([])["all"]["fields"] == 0

    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
    def test_bins_hold_every_sample_once(self, pairs):
        samples = [Sample("task", *pair) for pair in pairs]
        bins = bins_of(samples)
        assert sum(part.count for part in bins) == len(samples)
        for part in bins:
            assert part.low - 1e-6 <= part.confidence <= part.high + 1e-6
        assert 0 <= calibration_error(samples) <= 1


@pytest.fixture
def corpus(tmp_path, gold) -> Path:
    """Two documents, one without tasks, in two splits."""
    for folder in ("gold", "text"):
        (tmp_path / folder).mkdir()
    free = gold | {"tasks": []}
    for name, value in (("one", gold), ("two", free)):
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(value), "utf-8")
        (tmp_path / "text" / f"{name}.txt").write_text("Lập quy hoạch.\n", "utf-8")
    (tmp_path / "text" / "other.txt").write_text("Không có bản ghi chuẩn.\n", "utf-8")
    (tmp_path / "splits.tsv").write_text("id\tsplit\none\tdev\ntwo\tfrozen\n", "utf-8")
    return tmp_path


class TestRun:
    def test_inputs_that_have_gold(self, corpus):
        items = find_items(corpus / "gold")
        assert [(i.name, i.split) for i in items] == [("one", "dev"), ("two", "frozen")]
        assert [i.name for i in find_items(corpus / "gold", split="dev")] == ["one"]
        assert [i.name for i in find_items(corpus / "gold", names=["two"])] == ["two"]

    def test_a_document_in_two_forms_counts_in_each(self, corpus):
        (corpus / "text/one.htm").write_text("<p>Lập quy hoạch.</p>", "utf-8")
        names = [item.name for item in find_items(corpus / "gold")]
        assert names == ["one.htm", "one.txt", "two"]

    def test_splits_of_a_table_of_a_readme(self, corpus):
        (corpus / "splits.tsv").unlink()
        table = "| id | type | split |\n|---|---|---|\n| `one` | KH | dev |\n\ntext\n"
        (corpus / "README.md").write_text(f"# Corpus\n\n{table}", "utf-8")
        assert splits_of(corpus / "gold") == {"one": "dev"}

    def test_a_report_counts_false_tasks(self, corpus, make_record):
        run = lambda path, options: make_record(path.name)  # noqa: E731
        report = report_of(list(score_items(find_items(corpus / "gold"), run)))
        free = {"documents": 1, "with_false_tasks": 1, "false_tasks": 1}
        assert report["splits"]["frozen"]["task_free"] == free
        assert report["splits"]["all"]["soft"]["tasks"]["extra"] >= 1
        assert report["splits"]["dev"]["documents"] == 1
        assert {"ccndocs", "commit", "date", "seconds", "schema_version"} <= set(report)
        assert "task-free documents: 1, with false tasks: 1" in report_text(report)

    def test_an_input_that_fails_counts_as_empty(self, corpus):
        def fail(path, options):
            raise InputFileError("empty_file", path.name)

        item = Item("one", corpus / "text/one.txt", corpus / "gold/one.json")
        (one,) = score_items([item], fail)
        assert one.error.startswith("one.txt: the file is empty")
        assert one.score.counts["tasks"].missed == 2


class TestCompare:
    @pytest.fixture
    def reports(self, corpus, found):
        """A former run that missed a task, and one that invents another."""

        def report(value):
            path = corpus / "gold/one.json"
            gold = json.loads(path.read_text("utf-8"))
            document = {**score_record(gold, value).as_json(), "faults": []}
            faults = score_record(gold, value).faults
            names = ("field", "kind", "wanted", "found", "where")
            document["faults"] = [{n: getattr(f, n) for n in names} for f in faults]
            return {"documents": {"one": {**document, "split": "dev"}}}

        missed, invented = copy.deepcopy(found), copy.deepcopy(found)
        del missed["tasks"][1]
        extra = found["tasks"][1] | {"description": "Gửi báo cáo tháng"}
        invented["tasks"].append(extra)
        return report(missed), report(invented)

    def test_gains_and_losses(self, reports):
        compared = compare(*reports)
        (gain,) = compared.gains
        (loss,) = compared.losses
        assert (gain.kind, gain.wanted) == ("missed", "Kiểm tra môi trường")
        assert (loss.kind, loss.found) == ("invented", "Gửi báo cáo tháng")
        tasks = [figure for figure in compared.figures if figure[1] == "tasks"]
        assert tasks == [("all", "tasks", 0.6667, 0.8), ("dev", "tasks", 0.6667, 0.8)]

    def test_what_a_missed_task_hid_is_no_loss(self, reports):
        former, now = reports
        fault = {"field": "responsible", "kind": "wrong", "wanted": "a", "found": "b"}
        inside = fault | {"where": "Kiểm tra môi"}
        now["documents"]["one"]["faults"].append(inside)
        assert "responsible" not in [loss.field for loss in compare(*reports).losses]
        now["documents"]["one"]["faults"].append(fault | {"where": "Lập quy"})
        assert "responsible" in [loss.field for loss in compare(*reports).losses]
        back = [gain for gain in compare(now, former).gains if gain.where]
        assert [gain.where for gain in back] == ["Lập quy"]

    def test_the_same_run_twice(self, reports):
        compared = compare(reports[0], reports[0])
        assert (compared.gains, compared.losses) == ((), ())

    def test_documents_of_one_run_only_are_named(self, reports):
        empty = reports[0] | {"documents": {}}
        assert compare(empty, reports[1]).only_now == ("one",)
        assert compare(reports[1], empty).only_before == ("one",)

    def test_a_capped_table_and_every_change_as_csv(self, reports):
        compared = compare(*reports)
        assert "… 1 more" in comparison_text(compared, most=0)
        stream = io.StringIO()
        write_changes((*compared.gains, *compared.losses), stream)
        rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
        assert [row["change"] for row in rows] == ["gain", "loss"]


class TestCommand:
    def test_scores_and_writes_a_report(self, corpus, capsys):
        report = corpus / "report.json"
        assert main(["eval", str(corpus / "gold"), "-v", "--json", str(report)]) == 0
        out = capsys.readouterr().out
        assert "all: 2 document(s)" in out
        assert "frozen: 1 document(s)" in out
        assert "task missed: Kiểm tra môi trường" in out
        assert set(json.loads(report.read_text("utf-8"))["documents"]) == {"one", "two"}

    def test_compares_with_a_former_report(self, corpus, capsys):
        gold, report = str(corpus / "gold"), str(corpus / "report.json")
        main(["eval", gold, "--json", report])
        capsys.readouterr()
        changes = corpus / "changes.csv"
        code = main(["eval", gold, "--against", report, "--csv", str(changes)])
        assert code == 0
        assert "gains: 0" in capsys.readouterr().out
        assert changes.read_text("utf-8").startswith("change,document,field")

    def test_the_script_compares_reports(self, corpus, capsys, checkout, monkeypatch):
        reports = [corpus / "a.json", corpus / "b.json"]
        text = "Giao Sở Y tế lập quy hoạch cụm công nghiệp trước ngày 30/6/2031.\n"
        (corpus / "text/one.txt").write_text(text, "utf-8")
        for report in reports:
            main(["eval", str(corpus / "gold"), "--json", str(report)])
            (corpus / "text/one.txt").write_bytes(b"")
        capsys.readouterr()
        changes = corpus / "changes.csv"
        script = [str(checkout / "scripts/compare.py"), *map(str, reports)]
        monkeypatch.setattr("sys.argv", [*script, "--csv", str(changes)])
        runpy.run_path(script[0], run_name="__main__")
        out = capsys.readouterr().out
        lost = int(re.search(r"losses: (\d+)", out)[1])
        assert lost > 0
        assert changes.read_text("utf-8").count("\nloss,one,") == lost

    def test_an_input_that_fails_is_said(self, corpus, capsys):
        (corpus / "text/one.txt").write_bytes(b"")
        assert main(["eval", str(corpus / "gold")]) == 16
        out, err = capsys.readouterr()
        assert "all: 2 document(s), 1 failed" in out
        assert "one.txt: the file is empty" in err

    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            (["nowhere"], 5, "nowhere: no such file"),
            (["text", "gold"], 2, "no gold record"),
            (["gold", "--against", "splits.tsv"], 2, "splits.tsv: not a report"),
            (["gold", "--split", "test"], 2, "no gold record"),
        ],
    )
    def test_what_cannot_be_scored(
        self, corpus, capsys, monkeypatch, arguments, code, says
    ):
        monkeypatch.chdir(corpus)
        assert main(["eval", *arguments]) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert says in err
        assert err.count("\n") == 1
