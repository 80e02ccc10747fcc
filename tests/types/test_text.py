"""AlignedText: repaired text always knows where in the text as read it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types.geometry import Span
from ccndocs.types.text import AlignedText, Edit

LETTERS = st.text(alphabet="aăâbcdđeê 1/", max_size=30)


@st.composite
def edits_of(draw: st.DrawFn, source: str) -> list[Edit]:
    """Disjoint edits of `source`, in any order: replaced, deleted, inserted."""
    ends = st.lists(st.integers(0, len(source)), max_size=8)
    bounds = sorted(draw(ends))
    spans = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    found = [
        Edit(span, draw(st.text(alphabet="xyz", max_size=4)), "rule") for span in spans
    ]
    return draw(st.permutations(found))


@st.composite
def aligned(draw: st.DrawFn) -> AlignedText:
    """A text after up to three passes of edits."""
    text = AlignedText(draw(LETTERS))
    for _ in range(draw(st.integers(0, 3))):
        edits = draw(edits_of(text.text))
        text = text.apply(lambda _, edits=edits: edits)
    return text


@st.composite
def aligned_and_span(draw: st.DrawFn, of_source: bool) -> tuple[AlignedText, Span]:
    text = draw(aligned())
    whole = text.source if of_source else text.text
    start = draw(st.integers(0, len(whole)))
    return text, Span(start, draw(st.integers(start, len(whole))))


@given(LETTERS.flatmap(lambda s: st.tuples(st.just(s), edits_of(s))))
def test_text_is_the_source_with_the_edits_put_in(case: tuple[str, list[Edit]]):
    source, edits = case
    expected = source
    # Equal starts: an insertion stands before the edit of what follows it.
    ordered = sorted(edits, key=lambda e: (e.span.start, e.span.stop))
    for edit in reversed(ordered):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.stop :]
    assert AlignedText(source).apply(lambda _: edits).text == expected


@given(aligned_and_span(of_source=False))
def test_to_source_stays_in_bounds(case: tuple[AlignedText, Span]):
    text, span = case
    mapped = text.to_source(span)
    assert mapped.stop <= len(text.source)


@given(aligned_and_span(of_source=True))
def test_to_text_stays_in_bounds(case: tuple[AlignedText, Span]):
    text, span = case
    assert text.to_text(span).stop <= len(text.text)


@given(aligned())
def test_characters_keep_their_order(text: AlignedText):
    mapped = [text.to_source(Span(i, i + 1)) for i in range(len(text.text))]
    assert mapped == sorted(mapped, key=lambda s: s.start)
    assert [s.stop for s in mapped] == sorted(s.stop for s in mapped)


@given(LETTERS.flatmap(lambda s: st.tuples(st.just(s), edits_of(s))))
def test_untouched_characters_map_to_themselves(case: tuple[str, list[Edit]]):
    source, edits = case
    text = AlignedText(source).apply(lambda _: edits)
    touched = {i for e in edits for i in range(e.span.start, e.span.stop)}
    for index in set(range(len(source))) - touched:
        there = text.to_text(Span(index, index + 1))
        assert there.of(text.text) == source[index]
        assert text.to_source(there) == Span(index, index + 1)


@given(aligned_and_span(of_source=True))
def test_a_span_takes_all_its_characters_along(case: tuple[AlignedText, Span]):
    text, span = case
    there = text.to_text(span)
    for index in range(span.start, span.stop):
        character = text.to_text(Span(index, index + 1))
        if len(character):
            assert there.contains(character)


@given(aligned())
def test_edits_are_in_order_and_in_bounds(text: AlignedText):
    found = [edit.span for edit in text.edits()]
    assert found == sorted(found, key=lambda s: (s.start, s.stop))
    assert all(span.stop <= len(text.source) for span in found)


def test_equal_lengths_map_character_by_character():
    text = AlignedText("nhién vụ").apply(lambda _: [Edit(Span(0, 5), "nhiên", "r")])
    assert text.to_source(Span(3, 4)) == Span(3, 4)
    assert text.to_text(Span(3, 4)) == Span(3, 4)


def test_unequal_lengths_map_to_the_whole_edit():
    text = AlignedText("ko có").apply(lambda _: [Edit(Span(0, 2), "không", "r")])
    assert text.to_source(Span(1, 2)) == Span(0, 2)
    assert text.to_text(Span(0, 1)) == Span(0, 5)


def test_deleted_text_maps_to_a_point():
    text = AlignedText("a--b").apply(lambda _: [Edit(Span(1, 3), "", "r")])
    assert text.to_text(Span(1, 3)) == Span(1, 1)
    assert text.to_source(Span(0, 2)) == Span(0, 4)


def test_passes_are_told_in_the_coordinates_of_the_source():
    text = (
        AlignedText("xx tuớng")
        .apply(lambda _: [Edit(Span(0, 3), "", "noise")])
        .apply(lambda _: [Edit(Span(0, 5), "tướng", "spelling", 0.5)])
    )
    assert text.text == "tướng"
    assert text.edits() == [
        Edit(Span(0, 3), "", "noise"),
        Edit(Span(3, 8), "tướng", "spelling", 0.5),
    ]


def test_a_pass_that_changes_nothing_is_left_out():
    text = AlignedText("abc").apply(lambda _: [Edit(Span(0, 1), "a", "r")])
    assert text.passes == ()


@pytest.mark.parametrize(
    "spans", [[(0, 2), (1, 3)], [(2, 9)]], ids=["overlap", "out of bounds"]
)
def test_faulty_edits_are_refused(spans: list[tuple[int, int]]):
    edits = [Edit(Span(*span), "x", "r") for span in spans]
    with pytest.raises(ValueError, match="overlaps another or is out of bounds"):
        AlignedText("abc").apply(lambda _: edits)


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (3, 2)])
def test_span_refuses_what_is_no_interval(start: int, stop: int):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, stop)
