"""An explanation names the rule, the words and the place of every field."""

from __future__ import annotations

import json
import math
import unicodedata

import pytest

from ccndocs import Options, process
from ccndocs.cli.app import main
from ccndocs.explain import explain, explanation_text
from ccndocs.pipeline import analyse, record_of
from ccndocs.source import from_bytes

PLAN = """\
ỦY BAN NHÂN DÂN TỈNH AN SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/KH-UBND An Sơn, ngày 05 tháng 3 năm 2031
KẾ HOẠCH
Phát triển cụm công nghiệp năm 2031
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao hiệu quả quản lý.
II. NHIỆM VỤ
1. Rà soát quy hoạch các cụm công nghiệp trên địa bàn.
Đơn vị thực hiện: Sở Công Thương chủ trì, phối hợp với Sở Xây dựng.
Thời gian thực hiện: Trước ngày 30/6/2031.
2. Giao Sở Tài chính bố trí kinh phí, hoàn thành trước ngày 15/5/2031.
III. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
a) Triển khai kế hoạch này đến các đơn vị.
b) Tổng hợp, báo cáo khi có yêu cầu.
Trên địa bàn tỉnh có 12 cụm công nghiệp.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Thử
"""


def analysis(text: str = PLAN):
    options = Options(with_text=True)
    return analyse(from_bytes("kh.txt", text.encode(), options), options)


@pytest.fixture(scope="module")
def told():
    """The explanation of the plan."""
    return explain(analysis())


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "kh.txt"
    path.write_text(PLAN, "utf-8")
    return path


def strip_diacritics(text):
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def task_with(told, word):
    (found,) = (t for t in told["tasks"] if word in t["description"])
    return found


def by_name(task):
    return {agency["name"]: agency for agency in task["agencies"]}


def test_it_explains_the_record(told, plan):
    record = process(plan)
    assert [t["id"] for t in told["tasks"]] == [t.id for t in record.tasks]
    for told_task, task in zip(told["tasks"], record.tasks, strict=True):
        assert told_task["confidence"] == task.confidence
        assert [a["name"] for a in told_task["agencies"]] == [
            a.name for a in task.agencies
        ]
        assert [a["role"] for a in told_task["agencies"]] == [
            a.role for a in task.agencies
        ]
        kinds = [d["kind"] for d in told_task["deadlines"]]
        assert kinds[:1] == ([task.deadline.kind] if task.deadline else [])


def test_why_an_item_is_a_task(told):
    assert "section of tasks" in task_with(told, "Rà soát")["why"]
    assert "charges Sở Tài chính (rule subject)" in task_with(told, "kinh phí")["why"]
    assert "charge Sở Công Thương" in task_with(told, "Triển khai")["why"]


def test_where_agencies_come_from(told):
    line = by_name(task_with(told, "Rà soát"))
    assert line["Sở Công Thương"]["origin"] == "line"
    assert line["Sở Công Thương"]["role_rule"] == "leads_by_words"
    assert line["Sở Xây dựng"]["role_rule"] == "coordinates_after_cue"
    assert "phối hợp với [Sở Xây dựng]" in line["Sở Xây dựng"]["context"]
    assert by_name(task_with(told, "kinh phí"))["Sở Tài chính"]["origin"] == "item"
    heading = by_name(task_with(told, "Triển khai"))["Sở Công Thương"]
    assert (heading["origin"], heading["role_rule"]) == ("heading", "implied_role")


def test_where_deadlines_come_from(told):
    (line,) = task_with(told, "Rà soát")["deadlines"]
    assert (line["origin"], line["end"]) == ("line", "2031-06-30")
    assert line["rule"]
    (item,) = task_with(told, "kinh phí")["deadlines"]
    assert (item["origin"], item["words"]) == ("item", "trước ngày 15/5/2031")


def test_the_factors_make_the_confidence(told):
    for task in told["tasks"]:
        product = math.prod(share for _, share in task["factors"])
        assert round(product, 2) == task["confidence"]


def test_header_and_figures(told):
    header = {field["field"]: field for field in told["document"]["header"]}
    assert header["number_symbol"]["value"] == "71/KH-UBND"
    assert "71/KH-UBND" in header["number_symbol"]["words"]
    (figure,) = told["statistics"]
    assert figure["value"]["value"] == 12
    assert "[12 cụm công nghiệp]" in figure["context"]


def test_a_figure_told_twice_is_explained_once():
    again = "Cụ thể, trên địa bàn tỉnh có 12 cụm công nghiệp.\nTM. ỦY BAN"
    twice = analysis(PLAN.replace("TM. ỦY BAN", again))
    (record,) = record_of(twice).statistics
    assert len(record.evidence) == 2
    (figure,) = explain(twice)["statistics"]
    assert figure["value"]["value"] == 12


def test_repairs_within_a_task_are_told():
    bare = strip_diacritics(PLAN)
    task = task_with(explain(analysis(bare)), "kinh phí")
    assert "repaired_text" in task["flags"]
    changes = {edit["as_read"]: edit for edit in task["edits"]}
    assert changes["chinh"]["text"] == "chính"
    assert changes["chinh"]["rule"]
    (piece,) = task["evidence"]
    for edit in task["edits"]:
        assert bare[edit["start"] : edit["end"]] == edit["as_read"]
        assert piece["start"] <= edit["start"] < piece["end"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PLAN, "4"),
        (PLAN.replace("KẾ HOẠCH", "BÁO CÁO").replace("KH-", "BC-"), "type BC order"),
        (PLAN[: PLAN.index("II.")] + PLAN[PLAN.index("TM.") :], "nothing orders"),
    ],
)
def test_why_there_are_no_tasks(text, why):
    assert why in explain(analysis(text))["document"]["tasks"]


def test_one_task(told):
    assert explain(analysis(), 2) == {"tasks": [told["tasks"][1]]}
    for wrong in (0, len(told["tasks"]) + 1):
        with pytest.raises(IndexError):
            explain(analysis(), wrong)


def test_a_text_for_readers(told):
    text = explanation_text(told, 90)
    assert all(len(line) <= 90 for line in text.splitlines())
    for task in told["tasks"]:
        assert task["why"].split()[0] in text
        assert f"Task {task['number']} of {len(told['tasks'])}" in text
    assert "leads_by_words" in text


def test_the_command(plan, capsys):
    assert main(["explain", str(plan), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["tasks"]) == 4
    assert main(["explain", str(plan), "--task", "2"]) == 0
    assert capsys.readouterr().out.startswith("Task 2 of 4: Giao Sở Tài chính")


def test_a_task_that_is_not_there(plan, capsys):
    assert main(["explain", str(plan), "--task", "9"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "no task 9; the document has 4" in err


def test_a_file_that_is_not_there(capsys):
    assert main(["explain", "/nowhere/a.pdf"]) == 5
    assert "/nowhere/a.pdf: no such file" in capsys.readouterr().err
