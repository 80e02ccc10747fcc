"""Which marks are noise, and what is mended by shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.noise import without_noise


def line(*parts: tuple[str, int, int, float]) -> list[OcrWord]:
    """Words (text, width, height, confidence) standing on one baseline."""
    left, words = 100, []
    for text, width, height, sure in parts:
        words.append(OcrWord(text, left, 130 - height, left + width, 130, sure))
        left += width + 10
    return words


REST = (("Sở", 40, 30, 0.96), ("Công", 60, 30, 0.96), ("Thương", 80, 30, 0.96))

CASES = [
    ("a dash stays", [("-", 10, 4, 0.93), *REST], "- Sở Công Thương", 0),
    ("a dash read as a tilde", [("~", 10, 4, 0.9), *REST], "- Sở Công Thương", 0),
    ("a dash read as a colon", [*REST, (":", 10, 8, 0.9)], "Sở Công Thương -", 0),
    ("a dash inside a line", [*REST, ("~", 19, 4, 0.8)], "Sở Công Thương -", 0),
    ("a colon apart", [*REST, (":", 6, 18, 0.9)], "Sở Công Thương :", 0),
    ("a dash read as two", [("-_", 10, 4, 0.3), *REST], "- Sở Công Thương", 0),
    ("a plus stays", [("+", 20, 20, 0.97), *REST], "+ Sở Công Thương", 0),
    ("a speck", [*REST, (":", 3, 3, 0.0)], "Sở Công Thương", 1),
    ("a speck as a dash", [*REST, ("-", 3, 3, 0.15)], "Sở Công Thương", 1),
    ("a sure full stop", [*REST, (".", 3, 3, 0.8)], "Sở Công Thương .", 0),
    ("a speck before a line", [("_", 6, 6, 0.6), *REST], "Sở Công Thương", 1),
    ("a speck as dots", [("~....", 7, 5, 0.3), *REST], "Sở Công Thương", 1),
    ("a rule", [*REST, ("|", 3, 40, 0.9)], "Sở Công Thương", 1),
    ("strokes", [*REST, ("“„~—", 120, 60, 0.03)], "Sở Công Thương", 1),
    ("a long dash read as two", [*REST, ("—-", 30, 4, 0.9)], "Sở Công Thương –", 0),
    ("a rule's end as a quote", [("'Tổng", 60, 30, 0.9)], "Tổng", 0),
    (
        "quotes that close",
        [("'Một", 60, 30, 0.9), ("cửa'", 60, 30, 0.9)],
        "'Một cửa'",
        0,
    ),
    ("a letter read twice", [("CCNÑ", 90, 30, 0.6)], "CCN", 0),
    ("a zero with a stroke", [("1Ø", 30, 30, 0.8)], "10", 0),
    ("glued in front", [(".UBND", 90, 30, 0.9)], "UBND", 0),
    ("glued behind", [("tỉnh_", 90, 30, 0.9)], "tỉnh", 0),
    ("a percent sign", [("(%)", 40, 30, 0.92)], "(%)", 0),
    ("dots to fill in", [*REST, ("......", 90, 4, 0.3)], "Sở Công Thương ......", 0),
    (
        "initials",
        [*REST[:1], ("này./.", 80, 30, 0.9), ("tr", 30, 40, 0.4)],
        "Sở này./.",
        1,
    ),
    ("an unsure word stays", [("42ÉÊ", 80, 30, 0.05)], "42ÉÊ", 0),
]


@pytest.mark.parametrize(
    ("parts", "text", "noise"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_noise(parts: list[tuple[str, int, int, float]], text: str, noise: int) -> None:
    kept, left_out = without_noise(line(*parts))
    assert (" ".join(word.text for word in kept), left_out) == (text, noise)


@given(
    st.lists(
        st.tuples(
            st.text("aĐệ1-_|.:~", min_size=1, max_size=4),
            st.integers(1, 90),
            st.integers(1, 60),
            st.floats(0, 1),
        ),
        max_size=8,
    )
)
def test_letters_and_digits_stay_and_all_is_counted(
    parts: list[tuple[str, int, int, float]],
) -> None:
    kept, left_out = without_noise(line(*parts))
    assert len(kept) + left_out == len(parts)
    signs = "".join(text for text, *_ in parts)
    shown = "".join(word.text for word in kept)
    assert [c for c in shown if c.isalnum()] == [c for c in signs if c.isalnum()]
