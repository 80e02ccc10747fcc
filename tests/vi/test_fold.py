"""Folding keeps places; spellings meet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.vi.fold import fold, fold_same, match_key, plain, tone_style


@given(st.text(max_size=60))
def test_fold_same_keeps_places(text: str) -> None:
    assert len(fold_same(text)) == len(text)


@given(st.text(max_size=60))
def test_tone_style_keeps_places_and_settles(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    once = tone_style(text)
    assert len(once) == len(text)
    assert tone_style(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("UỶ BAN", "ỦY BAN"), ("khoẻ", "khỏe"), ("thuý", "thúy")],
)
def test_both_tone_styles_meet(one: str, other: str) -> None:
    assert tone_style(one) == tone_style(other) == other


@pytest.mark.parametrize("word", ["hoàn", "quý", "quỹ", "toán", "loại", "quỳ"])
def test_closed_syllables_and_qu_stay(word: str) -> None:
    assert tone_style(word) == word


def test_letters_of_all_makes_become_plain() -> None:
    assert fold("  Đường Ðồng\u00a0Tháp – ĐẮK ") == "duong dong thap - dak"
    assert fold(unicodedata.normalize("NFD", "Uỷ ban")) == "uy ban"


def test_i_and_y_meet() -> None:
    assert match_key("Kĩ thuật, lí do") == match_key("Kỹ thuật, lý do")
    assert plain("Kỹ") == plain("kĩ") != plain("ki")
