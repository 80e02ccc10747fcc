"""What restoration must leave alone, in bare and in noisy text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccndocs.repair import restore

# {} stands in the middle of a sentence that lost its marks, or was read with `eng`.
BARE = "Giao So Cong Thuong chu tri tham muu {} trinh Uy ban nhan dan tinh quyet dinh"
NOISY = "Giao S¢ Cong Thuong chu tri thyc hién {} trinh Uy ban nhan dan tinh xem xét"

KEPT = (
    "vanphong@anson.gov.vn",
    "dao.tv-ccn@greenvalley.com.vn",
    "https://anson.gov.vn/van-ban?id=12",
    "www.anson.gov.vn",
    "UBND-KTTH",
    "VSIP",
    "WTO",
    "15/6/2026",
    "09-12-2025",
    "20/2024/TT-BCT",
    "1.250,75",
    "170ha",
    "35,82ha",
    "110kV",
    "2025-2030",
    "45%",
    "Website",
    "Internet",
    "logistics",
    "(PCCC)",
)


@pytest.mark.parametrize("sentence", [BARE, NOISY])
@pytest.mark.parametrize("word", KEPT)
def test_addresses_codes_numbers_and_foreign_words_stay(
    sentence: str, word: str
) -> None:
    repaired = restore(sentence.format(word)).text
    assert word in repaired
    assert "Sở Công Thương chủ trì" in repaired


@pytest.mark.parametrize("word", ["VietGAP", "IoT", "FTP", "Green Valley", "OCOP"])
def test_names_in_foreign_spelling_stay_in_bare_text(word: str) -> None:
    assert word in restore(BARE.format(word)).text


@pytest.mark.parametrize(
    "definition",
    [
        "(sau day viet tat la TAH)",
        "(sau day goi tat la TAH)",
        "(sau đây viét tat 1a TAH)",
        "(goi chung la TAH)",
    ],
)
@pytest.mark.parametrize("sentence", [BARE, NOISY])
def test_an_abbreviation_that_the_document_defines_stays_in_all_of_it(
    sentence: str, definition: str
) -> None:
    first = sentence.format(f"Trung tam an hoi {definition}")
    text = f"{first};\n{sentence.format('cua TAH va cac don vi')}."
    assert restore(text).text.count("TAH") == 2


days = st.dates().map(lambda day: f"{day.day}/{day.month}/{day.year:04}")
amounts = st.integers(1000, 9_999_999).map(lambda n: f"{n:,}".replace(",", "."))
measures = st.integers(20, 999).flatmap(
    lambda n: st.sampled_from([f"{n}ha", f"{n}km", f"{n},5ha", f"{n}%"])
)
symbols = st.tuples(st.integers(10, 9999), st.integers(1990, 2030)).map(
    lambda n: f"{n[0]}/{n[1]}/QĐ-UBND"
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([BARE, NOISY]),
    st.lists(st.one_of(days, amounts, measures, symbols), min_size=1, max_size=4),
)
def test_no_figure_changes(sentence: str, figures: list[str]) -> None:
    text = sentence.format(" va ".join(figures))
    found = re.findall(r"\S*\d\S*", restore(text).text)
    assert found == figures


def test_the_text_as_read_is_kept_whole() -> None:
    text = f"{NOISY.format('Thanhtra tinh, 42,5 m?, thi? cap')}\n{BARE.format('ND-CP')}"
    repaired = restore(text)
    assert repaired.source == text
    assert repaired.text != text
