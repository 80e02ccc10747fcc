"""Characters to words, without a PDF: what fonts and writers do to them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.source.glyphs import plain, symbol
from ccndocs.source.pdf.chars import Char, Style
from ccndocs.source.pdf.order import in_reading_order, line_of, rows_of
from ccndocs.source.pdf.words import runs_of, words_of


def style(font: str = "Times", size: float = 14.0) -> Style:
    return Style(font, size, False, False, True, 0, 0)


def chars(
    text: str, font: str = "Times", x: float = 100, y: float = 100
) -> list[Char | None]:
    """The text with 7 points for each character; None for a space."""
    found: list[Char | None] = []
    for at, letter in enumerate(text):
        left = x + 7 * at
        char = Char(letter, left, left + 7, y, style(font))
        found.append(None if letter == " " else char)
    return found


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch"), "Times", "Kế hoạch"),
        ("oﬃce ﬁle", "Times", "office file"),
        ("công\xad", "Times", "công"),
        ("kinh\x02", "Times", "kinh-"),
        ("®¹t t−", ".VnTime", "đạt tư"),
        ("· 2", "Symbol", "• 2"),
        ("§", "Wingdings-Regular", "▪"),
    ],
)
def test_characters_are_spelled_one_way(text: str, font: str, shown: str) -> None:
    assert " ".join(word.text for word in words_of(chars(text, font))) == shown


@given(st.lists(st.text("abcđếộ", min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_character_is_in_one_word(parts: list[str]) -> None:
    words = words_of(chars(" ".join(parts)))
    assert [word.text for word in words] == parts


@given(
    st.lists(
        st.tuples(
            st.sampled_from([80.0, 110.0, 300.0, 420.0]),
            st.integers(5, 40),
            st.text("abcdeđếộ.:/-", min_size=1, max_size=12),
        ),
        max_size=25,
    )
)
def test_no_word_is_lost_or_doubled_whatever_the_layout(
    pieces: list[tuple[float, int, str]],
) -> None:
    stream: list[Char | None] = []
    for x, row, text in pieces:
        stream += [*chars(text, x=x, y=row * 18.0), None]
    words = words_of(stream)
    lines = [line_of(run) for run in in_reading_order(rows_of(runs_of(words)))]
    read = sorted(word for line in lines for word in line.text.split(" "))
    assert read == sorted(word.text for word in words)
    for line in lines:
        assert line.text == " ".join(word.text for word in line.words)


@given(st.text(max_size=30))
def test_plain_is_settled_after_one_pass(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_symbol_fonts() -> None:
    assert symbol("\xb7\xa7\xd8") == "•▪➢"
