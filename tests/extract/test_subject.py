"""Subjects no table names: "text → name; name", nothing behind the arrow for none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.extract.agency.finder import find_agencies
from ccndocs.extract.listed import find_listed, without_parent
from ccndocs.extract.subject.finder import find_opening_subjects
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Context, Mention
from ccndocs.types.tree import Passage

_LINES = (Path(__file__).parent / "cases" / "subject.txt").read_text("utf-8")
CASES = [line for line in _LINES.splitlines() if line and not line.startswith("#")]


def shown(mentions: tuple[Mention[Agency], ...]) -> str:
    return "; ".join(m.value.name + "*" * m.value.collective for m in mentions)


@pytest.mark.parametrize("case", CASES)
def test_finds_who_no_table_names(case: str) -> None:
    label, _, line = case.rpartition(" | ")
    text, _, wanted = (part.strip() for part in line.partition("→"))
    passage = Passage(1, text, ())
    named = find_agencies(passage, Context(province="Hòa Lâm", commune="Cửa Lở"))
    finder = find_listed if label else find_opening_subjects
    found = finder(passage, named)
    assert shown(found) == wanted
    assert not any(m.value.known for m in found)


def test_stands_back_where_an_agency_opens_the_passage() -> None:
    passage = Passage(1, "Ban Chỉ huy xã rà soát.", ())
    named = [Mention(1, Span(0, 14), Agency("Ban Chỉ huy xã"), "case")]
    assert find_opening_subjects(passage, named) == ()


def test_a_heading_charges_the_part_and_not_its_parent() -> None:
    named = []
    for text in ("Phòng Giá (Sở Tài chính)", "Tiểu ban A (Sở Tài chính)"):
        passage = Passage(1, text, ())
        named.append(without_parent(passage, find_agencies(passage, Context())))
    assert [m.value.name for m in named[0]] == ["Phòng Giá"]
    assert [m.value.name for m in named[1]] == ["Sở Tài chính"]


_WORDS = """
    Các thôn : , ; và Đồng Mơ rà soát tổ chức ( ) Tiểu ban Hậu cần Trưởng các khu phố
    tỉnh An Sơn Giao Riêng đồng chí . phối hợp với 12 là
"""


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=20))
def test_spans_lie_in_the_text(pieces: list[str]) -> None:
    passage = Passage(1, " ".join(pieces), ())
    for finder in (find_opening_subjects, find_listed):
        for mention in finder(passage, []):
            cut = mention.span.of(passage.text)
            assert cut == cut.strip() != ""


@given(st.text(max_size=60))
def test_any_text_is_borne(text: str) -> None:
    passage = Passage(1, text, ())
    assert len(find_opening_subjects(passage, [])) <= len(text)
    assert len(find_listed(passage, [])) <= len(text)
