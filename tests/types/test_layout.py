"""Layout: from characters of the text as read to lines, pages and boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import LaidLine, LaidWord, Layout

# Two lines on page 1, one on page 2; each word has a box 10 points wide.
TEXT = "Sở Công Thương\nlập quy hoạch\nbáo cáo"


def _layout() -> Layout:
    lines, start = [], 0
    for number, text in enumerate(TEXT.split("\n")):
        words, at = [], start
        for place, word in enumerate(text.split(" ")):
            box = Box(place * 10, number * 20, place * 10 + 10, number * 20 + 12)
            confidence = 0.5 if word == "quy" else 0.9
            words.append(LaidWord(Span(at, at + len(word)), box, confidence))
            at += len(word) + 1
        page = 2 if number == 2 else 1
        lines.append(LaidLine(Span(start, start + len(text)), page, words=tuple(words)))
        start += len(text) + 1
    return Layout(TEXT, tuple(lines), (), ())


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "lines", "page", "boxes"),
    [
        ("Công", 1, 1, [(10, 0, 20, 12)]),
        ("Công Thương", 1, 1, [(10, 0, 30, 12)]),
        ("Thương\nlập quy", 2, 1, [(20, 0, 30, 12), (0, 20, 20, 32)]),
        ("hoạch\nbáo", 2, 1, [(20, 20, 30, 32), (0, 40, 10, 52)]),
        ("cáo", 1, 2, [(10, 40, 20, 52)]),
    ],
)
def test_places_of_words(words, lines, page, boxes):
    layout, span = _layout(), _span(words)
    assert len(layout.lines_of(span)) == lines
    assert layout.page_of(span) == page
    assert list(layout.boxes_of(span)) == [Box(*box) for box in boxes]


def test_confidence_is_that_of_the_worst_word():
    layout = _layout()
    assert layout.confidence_of(_span("lập quy")) == 0.5
    assert layout.confidence_of(_span("hoạch")) == 0.9


def test_an_empty_text_is_on_page_one():
    layout = Layout("", (), (), ())
    assert layout.page_of(Span(0, 0)) == 1
    assert layout.boxes_of(Span(0, 0)) == ()


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_lines_of_a_span_are_those_it_touches(one: int, other: int):
    layout = _layout()
    span = Span(min(one, other), max(one, other))
    touched = tuple(line for line in layout.lines if line.span.overlaps(span))
    found = layout.lines_of(span)
    assert found == touched if touched else len(found) == 1
