"""Pages as bytes: they come back whole, and half of them is told from all."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.store.pages import PagesFormatError, dump_pages, load_pages
from ccndocs.types.geometry import Box
from ccndocs.types.issue import Issue
from ccndocs.types.page import Cell, Line, Origin, Other, Page, Table, Word

numbers = st.integers(0, 5000) | st.floats(0, 5000)
boxes = st.none() | st.builds(Box, numbers, numbers, numbers, numbers)
shares = st.floats(0, 1)
texts = st.text(max_size=6)
others = st.builds(Other, st.integers(0, 9), texts, texts, shares)
words = st.builds(Word, texts, boxes, shares, st.lists(others, max_size=2).map(tuple))
lines = st.builds(
    Line,
    texts,
    st.lists(words, max_size=2).map(tuple),
    boxes,
    st.none() | numbers,
    st.booleans(),
    st.booleans(),
    st.lists(st.integers(0, 9), max_size=2).map(tuple),
    st.booleans(),
)
small = st.integers(0, 9)
cells = st.builds(
    Cell, small, small, st.lists(lines, max_size=2).map(tuple), small, small, boxes
)
tables = st.builds(Table, small, small, st.lists(cells, max_size=2).map(tuple), boxes)
pages = st.builds(
    Page,
    st.integers(1, 9999),
    st.lists(lines | tables, max_size=2).map(tuple),
    st.sampled_from(Origin),
    st.none() | numbers,
    st.none() | numbers,
    st.none() | shares,
    st.sampled_from([0, 90, 180, 270]),
)
issues = st.builds(Issue, texts, texts, st.none() | st.integers(1, 99))
many_pages = st.lists(pages, max_size=2).map(tuple)
many_issues = st.lists(issues, max_size=3).map(tuple)


@given(many_pages, many_issues, st.integers(0, 9999))
def test_what_is_kept_comes_back(
    found: tuple[Page, ...], noted: tuple[Issue, ...], total: int
) -> None:
    data = dump_pages(found, noted, total)
    assert load_pages(data) == (found, noted, total)
    assert dump_pages(*load_pages(data)) == data


PAGE = Page(1, (Line("Kính gửi", (Word("Kính"), Word("gửi"))),), Origin.OCR, 9, 9)
DATA = dump_pages((PAGE,), (Issue("a", "b", 1),), 1)


@given(st.integers(0, len(DATA) - 1))
def test_half_a_file_is_no_pages(length: int) -> None:
    with pytest.raises(PagesFormatError):
        load_pages(DATA[:length])


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_garbled_file_is_no_pages_or_the_same(place: int, change: int) -> None:
    garbled = bytearray(DATA)
    garbled[place] ^= change
    try:
        found = load_pages(bytes(garbled))
    except PagesFormatError:
        return
    assert found == load_pages(DATA)  # a byte of the header that means nothing


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["format", "pages", "l", "t"]), inner)
    ),
    max_leaves=12,
)


@given(json_values, json_values, json_values)
def test_other_json_is_no_pages(total: object, noted: object, found: object) -> None:
    import json

    value = {"format": 1, "total": total, "issues": noted, "pages": found}
    data = gzip.compress(json.dumps(value).encode())
    try:
        read, read_issues, _ = load_pages(data)
    except PagesFormatError:
        return
    assert len(read) == len(found or ())  # type: ignore[arg-type]
    assert len(read_issues) == len(noted or ())  # type: ignore[arg-type]


def test_another_format_is_refused() -> None:
    data = gzip.compress(b'{"format": 2, "total": 0, "issues": [], "pages": []}')
    with pytest.raises(PagesFormatError):
        load_pages(data)
