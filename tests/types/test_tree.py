"""Passages: joined text that knows which characters it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types.geometry import Span
from ccndocs.types.tree import Grid, Passage, TableCell

TEXTS = st.text(alphabet="abcđ 12/-", min_size=1, max_size=40)


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, Passage]:
    """A text and a passage of disjoint pieces of it, in their order."""
    text = draw(TEXTS)
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    return text, Passage.join(text, spans, 7)


@st.composite
def joined_and_span(draw: st.DrawFn) -> tuple[str, Passage, Span]:
    text, passage = draw(joined())
    start = draw(st.integers(0, len(passage.text)))
    return text, passage, Span(start, draw(st.integers(start, len(passage.text))))


@given(joined_and_span())
def test_to_text_gives_back_the_characters(case: tuple[str, Passage, Span]):
    """All but the spaces that the join put in, which have no source."""
    text, passage, span = case
    sourced = "".join(part.of(text) for part in passage.to_text(span))
    put_in = {
        after.start - 1
        for before, after in zip(passage.pieces, passage.pieces[1:], strict=False)
        if after.start > before.start + len(before.span)
    }
    expected = "".join(
        passage.text[i] for i in range(span.start, span.stop) if i not in put_in
    )
    assert sourced == expected


@given(joined_and_span())
def test_a_slice_maps_like_the_whole(case: tuple[str, Passage, Span]):
    _, passage, span = case
    part = passage.slice(span)
    assert part.id == passage.id
    assert part.text == span.of(passage.text)
    assert part.to_text(Span(0, len(part.text))) == passage.to_text(span)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Lập quy", "hoạch"], "Lập quy hoạch"),
        (["số 32/2024/NĐ-", "CP"], "số 32/2024/NĐ-CP"),
        (["số 1234/", "QĐ-UBND"], "số 1234/QĐ-UBND"),
        (["kế hoạch -", "tài chính"], "kế hoạch - tài chính"),
        (["một", "", "hai"], "một hai"),
    ],
)
def test_join(lines: list[str], expected: str):
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    assert Passage.join(text, spans, 1).text == expected


def test_a_merged_cell_covers_its_places():
    cell = TableCell(1, 0, 2, 2, Passage(1, "a", ()))
    grid = Grid(3, 3, (cell,))
    assert [grid.at(r, c) is cell for r, c in [(1, 0), (2, 1), (0, 0), (2, 2)]] == [
        True,
        True,
        False,
        False,
    ]
