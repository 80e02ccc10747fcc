"""Footnote marks that a copied text glues to words; real digits stay."""

from __future__ import annotations

import pytest

from ccndocs.layout import lay_out
from ccndocs.repair import repair
from ccndocs.structure import parse
from ccndocs.types.issue import IssueLog
from ccndocs.types.page import Line, Origin, Page
from ccndocs.types.tree import Tree

HEAD = "UBND TỈNH AN SƠN\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nPhát triển cụm công nghiệp\n\n"
NOTES = "1 Nghị định số 32/2024/NĐ-CP.\n2 Gồm các cụm tại xã Sa Nga.\n"


def tree(body: str) -> Tree:
    lines = tuple(Line(text) for text in (HEAD + body).split("\n"))
    layout = lay_out([Page(1, lines, Origin.PLAIN)], IssueLog())
    return parse(layout, repair(layout).text)


def said(body: str) -> list[str]:
    return [node.passage.text for top in tree(body).body for node in top.walk()]


def test_marks_leave_the_words_and_notes_leave_the_text() -> None:
    found = tree(f"1. Sở A rà soát theo quy định1.\n\n2. Sở B lập 55 cụm2.\n\n{NOTES}")
    texts = [node.passage.text for top in found.body for node in top.walk()]
    assert texts == ["Sở A rà soát theo quy định.", "Sở B lập 55 cụm."]
    notes = [(n.mark, n.passage.text) for n in found.notes]
    assert notes == [
        ("1", "Nghị định số 32/2024/NĐ-CP."),
        ("2", "Gồm các cụm tại xã Sa Nga."),
    ]


def test_a_note_goes_to_the_passage_of_its_mark() -> None:
    found = tree(f"1. Sở A rà soát theo quy định1.\n\n2. Sở B lập 55 cụm2.\n\n{NOTES}")
    ids = [node.passage.id for top in found.body for node in top.walk()]
    assert [note.anchor for note in found.notes] == ids


@pytest.mark.parametrize(
    "item",
    [
        "Sở A quản lý 12 km2, 400 m2 đất tại CCN Bình Long 2.",
        "Sở A lập quy hoạch cụm1.",  # no second mark for the second note
        "Sở A lập cụm2 theo quy định1.",  # not in order
        "Sở A lập cụm1 và cụm1, khu2.",  # twice
    ],
)
def test_digits_stay_without_proof(item: str) -> None:
    assert said(f"1. {item}\n\n{NOTES}")[0].startswith(item)


def test_a_digit_without_a_list_stays() -> None:
    assert said("1. Sở A lập quy hoạch cụm1.") == ["Sở A lập quy hoạch cụm1."]


def test_units_are_no_marks_beside_true_ones() -> None:
    body = f"1. Sở A giao 40 km2 theo quy định1 và 55 cụm2.\n\n{NOTES}"
    assert said(body) == ["Sở A giao 40 km2 theo quy định và 55 cụm."]
