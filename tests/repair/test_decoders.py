"""The compiled decoder and the one in numpy, wherever the first was built."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccndocs.repair import decode, native, restore, vectorised
from ccndocs.repair.candidates import bare_forms
from ccndocs.repair.case import Case, with_case
from ccndocs.repair.lm import language_model
from ccndocs.repair.slots import Slot
from ccndocs.vi.syllables import bare

compiled = pytest.mark.skipif(not native.is_built(), reason="no C compiler was there")
TEXT = (
    "ủy ban nhân dân tỉnh giao sở công thương chủ trì phối hợp với các sở ngành và địa "
    "phương rà soát quy hoạch cụm công nghiệp đúng thời hạn theo quy định hiện hành"
)
FORMULA = TEXT.split()

numbers = st.integers(1, len(language_model().words) - 1)
scores = st.floats(-30, 0, width=32)


@st.composite
def any_slot(draw: st.DrawFn) -> Slot:
    """Candidates of any kind, up to the most that a noisy token has."""
    ids = draw(st.lists(numbers, min_size=1, max_size=25, unique=True))
    found = draw(st.lists(scores, min_size=len(ids), max_size=len(ids)))
    return Slot(tuple(ids), tuple(found))


def likely_slot(word: str) -> Slot:
    """The forms of a bare word, among which trigrams have something to say."""
    slot = bare_forms().slot(bare(word))
    assert slot is not None
    return slot


@st.composite
def twin_slot(draw: st.DrawFn) -> Slot:
    """Words that stand among capitals: each in both cases."""
    slot = likely_slot(draw(st.sampled_from(FORMULA)))
    return with_case(language_model(), slot, Case.EITHER)


likely = st.sampled_from(FORMULA).map(likely_slot)
runs = st.integers(0, len(FORMULA) - 4).map(
    lambda at: [likely_slot(word) for word in FORMULA[at : at + 4]]
)
segments = st.one_of(
    st.lists(any_slot(), max_size=6),
    st.lists(likely, max_size=12),
    st.lists(twin_slot(), max_size=6),
    runs,
)


@compiled
@settings(max_examples=150, deadline=None)
@given(st.lists(segments, max_size=5), st.sampled_from([1.0, 0.9]))
def test_both_choose_the_same_to_the_last_bit(
    made: list[list[Slot]], weight: float
) -> None:
    model = language_model()
    assert native.decode(model, made, weight) == vectorised.decode(model, made, weight)


@compiled
def test_a_long_segment_fits() -> None:
    segment = [likely_slot(word) for word in FORMULA] * 200
    chosen = native.decode(language_model(), [segment])[0]
    assert chosen == vectorised.decode(language_model(), [segment])[0]


def test_numpy_decodes_where_nothing_was_compiled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    segment = [[likely_slot(word) for word in FORMULA[:6]]]
    usual = decode.decode(language_model(), segment)
    monkeypatch.setattr(native, "LIBRARY", tmp_path / "_decoder.so")
    native._library.cache_clear()
    try:
        assert not native.is_built()
        assert decode.decode(language_model(), segment) == usual
    finally:
        native._library.cache_clear()


def test_twins_are_no_rivals() -> None:
    model = language_model()
    slots = [likely_slot(word) for word in FORMULA[:4]]
    alone = [slot for slot in slots if len(slot.ids) > 1]
    either = [with_case(model, slot, Case.EITHER) for slot in alone]
    assert any(slot.twins for slot in either)
    for slot, choice in zip(either, decode.decode(model, [either])[0], strict=True):
        assert choice.taken < 2 * slot.twins or not slot.twins
        assert choice.margin > 0


@pytest.mark.parametrize(
    ("bare_line", "right"),
    [
        ("Ong Le Van Duong sua con duong", "Ông Lê Văn Dương sửa con đường"),
        ("UY BAN NHAN DAN TINH AN GIANG", "ỦY BAN NHÂN DÂN TỈNH AN GIANG"),
        ("I. MUC\nTIEU CHUNG CUA KE HOACH", "I. MỤC\nTIÊU CHUNG CỦA KẾ HOẠCH"),
    ],
)  # fmt: skip
def test_case_tells_names_and_headings_from_words(bare_line: str, right: str) -> None:
    assert restore(bare_line).text == right
