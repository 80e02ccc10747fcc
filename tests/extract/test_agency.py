"""Agencies in running text: cases in brackets, promises, abbreviations."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.extract.agency.finder import find_agencies
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Context, Mention
from ccndocs.types.tree import Passage

_CASES = Path(__file__).parent / "cases" / "agency.txt"
_MARKED = re.compile(r"\[([^\]=]+)=([^\]|]+)((?:\|\w+)*)\]")
_HERE = Context(province="An Giang", district="Lâm Bình Hạ")


def find(text: str, context: Context = _HERE) -> list[Mention[Agency]]:
    passage = Passage.join(text, [Span(0, len(text))], 7)
    return find_agencies(passage, context)


def marked(text: str, mentions: list[Mention[Agency]]) -> str:
    """The text with its mentions in the notation of the case file."""
    out, at = "", 0
    for mention in mentions:
        agency = mention.value
        marks = "|collective" * agency.collective + "|unknown" * (not agency.known)
        marks += "|fuzzy" * ("agency_fuzzy" in mention.flags)
        shown = f"[{mention.span.of(text)}={agency.name}{marks}]"
        out += text[at : mention.span.start] + shown
        at = mention.span.stop
    return out + text[at:]


def cases() -> list[str]:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_finds_what_the_case_marks(case: str) -> None:
    text = _MARKED.sub(r"\1", case)
    assert marked(text, find(text)) == case


def test_short_forms_of_the_document_stand_for_their_agency() -> None:
    context = Context(abbreviations={"Ban Quản lý": "Ban Quản lý các khu công nghiệp"})
    (mention,) = find("Giao Ban Quản lý kiểm tra.", context)
    assert mention.value.name == "Ban Quản lý các khu công nghiệp"
    assert mention.span == Span(5, 16)


def test_short_forms_of_other_things_are_none() -> None:
    context = Context(abbreviations={"CCN": "cụm công nghiệp"})
    assert find("Rà soát CCN trên địa bàn.", context) == []


@pytest.mark.parametrize(
    ("name", "current", "since"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính", "2025-03-01"),
        ("Giám đốc Sở TN&MT", "Giám đốc Sở Nông nghiệp và Môi trường", "2025-03-01"),
        ("Sở Công Thương", "Sở Công Thương", None),
        ("UBND các huyện, thành phố", "UBND cấp xã", "2025-07-01"),
        ("UBND các xã, phường", "UBND các xã, phường", None),
        ("UBND thành phố Cần Thơ", "UBND thành phố Cần Thơ", None),
    ],
)
def test_knows_who_followed_in_2025(name: str, current: str, since: str | None) -> None:
    (mention,) = find(name)
    assert mention.value.current is not None
    assert (mention.value.current.name, mention.value.current.since) == (current, since)


def test_unknown_names_have_no_successor() -> None:
    (mention,) = find("Trung tâm Xúc tiến Sao Mai")
    assert mention.value.current is None


_WORDS = """
    Sở Bộ UBND các huyện , ; : và tỉnh An Giang Tài chính Nội vụ Công Thương Chủ tịch
    Giám đốc sở ban ngành liên quan Thủ trưởng thành phố - / KH&ĐT ( ) 12 Ban Quản lý
    cấp xã phường Hội nông dân Trung tâm chủ trì phối hợp với
"""


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=25))
def test_mentions_lie_in_the_text_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = find(text)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.stop <= len(text)
        assert mention.passage == 7
        assert mention.value.name.strip() == mention.value.name != ""
        assert mention.span.of(text).strip() == mention.span.of(text)
    spans = [mention.span for mention in mentions]
    assert all(a.stop <= b.start for a, b in pairwise(spans))


@given(st.text(max_size=80))
def test_any_text_is_borne(text: str) -> None:
    assert all(m.span.stop <= len(text) for m in find(text))


def test_a_short_form_of_all_documents_keeps_its_locality() -> None:
    context = Context(abbreviations={"UBND": "Ủy ban nhân dân"})
    found = find("Làm việc với UBND tỉnh Lạc Giang và UBND các xã.", context)
    assert [m.value.name for m in found] == ["UBND tỉnh Lạc Giang", "UBND các xã"]
