"""The scorer: gold against itself is perfect, and each fault shows where it is."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import score_corpus

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold"


def gold(name: str = "tb-ket-luan-hoa-lam") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda p: p.stem)
def test_gold_against_itself_is_perfect(path: Path) -> None:
    record = gold(path.stem)
    score = score_corpus.score_record(record, record)
    assert [kind for kind, count in score.counts.items() if count.f1 < 1] == []
    assert score.deadlines_right == score.deadlines
    assert score.deadlines_false == 0
    assert score.notes == []


def test_a_missed_task_costs_its_agencies_and_deadline() -> None:
    found = copy.deepcopy(gold())
    gone = found["tasks"].pop(0)
    score = score_corpus.score_record(gold(), found)
    assert score.counts["tasks"].missed == 1
    assert score.counts["responsible"].missed == len(gone["agencies"])
    assert score.deadlines_right == score.deadlines - 1


def test_an_invented_task_costs_precision() -> None:
    found = copy.deepcopy(gold())
    found["tasks"].append(found["tasks"][0] | {"description": "Kính chuyển các sở"})
    score = score_corpus.score_record(gold(), found)
    assert score.counts["tasks"].extra == 1
    assert score.counts["tasks"].recall == 1


def test_a_deadline_where_gold_has_none_is_false() -> None:
    found = copy.deepcopy(gold())
    undated = next(task for task in found["tasks"] if task["deadline"] is None)
    undated["deadline"] = found["tasks"][0]["deadline"]
    assert score_corpus.score_record(gold(), found).deadlines_false == 1


def test_swapped_roles_are_two_faults() -> None:
    found = copy.deepcopy(gold())
    for agency in found["tasks"][2]["agencies"]:
        agency["role"] = "coordinate" if agency["role"] == "lead" else "lead"
    counts = score_corpus.score_record(gold(), found).counts
    assert counts["responsible"].f1 < 1
    assert counts["coordinating"].f1 < 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND các xã, phường", "Ủy ban nhân dân các xã, phường", True),
        ("Công an tỉnh", "Công an tỉnh Hòa Lâm", True),
        ("Sở Xây dựng", "Sở xây dựng", True),
        ("Sở Tài chính", "Sở Tư pháp", False),
        ("Sở Nội vụ", "Sở Ngoại vụ", False),
        ("", "Sở Nội vụ", False),
    ],
)
def test_same_agency(one: str, other: str, same: bool) -> None:
    assert score_corpus.same_agency(one, other) is same


def deadline(kind: str, start: str | None = None, end: str | None = None) -> Any:
    return {"kind": kind, "start": start, "end": end, "rrule": None, "relative": None}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (deadline("by", None, "2026-06-30"), None, False),
        (None, deadline("ongoing"), False),
        (deadline("ongoing"), deadline("ongoing"), True),
        (deadline("by", None, "2026-06-30"), deadline("by", None, "2026-06-30"), True),
        (deadline("by", None, "2026-06-30"), deadline("by", None, "2026-07-30"), False),
        (
            deadline("period", "2026-04-01", "2026-06-30"),
            deadline("by", None, "2026-06-30"),
            True,
        ),
        (
            deadline("period", "2026-04-01", "2026-06-30"),
            deadline("period", "2026-01-01", "2026-06-30"),
            False,
        ),
        (deadline("from", "2026-01-01"), deadline("from", "2025-01-01"), False),
    ],
)
def test_same_deadline(one: Any, other: Any, same: bool) -> None:
    assert score_corpus.same_deadline(one, other) is same
