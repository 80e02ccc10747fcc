"""Words and sentences as spans of the text that was given, whatever it is."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types.geometry import Span
from ccndocs.vi.segment import sentences, words

PIECES = [
    "Khánh Hoà",
    "thuỷ lợi",
    "1.",
    "a)",
    "Điều 5.",
    "TM.",
    "UBND",
    "\n",
    "  ",
    "30/2020/NĐ-CP",
    "05/3/2020",
    "Báo cáo.",
    "rà soát;",
    "\u00a0",
    "(b",
    "…",
]
TEXTS = st.one_of(
    st.text(max_size=50), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
).map(lambda text: unicodedata.normalize("NFC", text))


def parts(spans, text):
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khánh Hoà, thuỷ lợi", "Khánh Hoà|,|thuỷ lợi"),
        ("theo Nghị định 30/2020/NĐ-CP", "theo|Nghị định|30/2020/NĐ-CP"),
        ("ngày 05/3/2020, 1.250,5 ha", "ngày|05/3/2020|,|1.250,5|ha"),
        ("gửi về a.b@anson.gov.vn.", "gửi|về|a.b@anson.gov.vn|."),
        ("  ", ""),
    ],
)
def test_words(text, expected):
    assert "|".join(parts(words(text), text)) == expected


def test_names_are_kept_whole_and_only_here():
    text = "Giao Sở Công Thương rà soát (b"
    name = Span(5, 19)
    overlapping, bracket = Span(8, 25), Span(28, 30)
    before = words(text)
    assert name in words(text, [name, overlapping, bracket])
    assert bracket in words(text, [bracket])
    assert words(text) == before


@pytest.mark.parametrize(
    "expected",
    [
        "1. Giao Sở A lập kế hoạch.| |2. Sở B báo cáo.",
        "Điều 5. Hiệu lực thi hành.",
        "a) Rà soát.| |b) Kiểm tra",
        "Sở A rà soát.|\n|Sở B báo cáo.",
        "TM. UBND TỈNH",
    ],
)
def test_sentences(expected):
    text = expected.replace("|", "")
    wanted = [part for part in expected.split("|") if part.strip()]
    assert parts(sentences(text), text) == wanted


@pytest.mark.parametrize("cut", [words, sentences])
@given(TEXTS)
def test_spans_are_in_order_and_cover_all_but_blanks(cut, text: str):
    spans = cut(text)
    assert all(a.stop <= b.start for a, b in itertools.pairwise(spans))
    covered = "".join("".join(parts(spans, text)).split())
    assert covered == "".join(text.split())
    for part in parts(spans, text):
        assert part == part.strip()
        assert part
