"""--pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.cli.pages import MOST_PAGES, parse_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", (1,)),
        ("1-3", (1, 2, 3)),
        ("1-3,5", (1, 2, 3, 5)),
        (" 5 , 2 - 3 ", (2, 3, 5)),
        ("2,2,1-2", (1, 2)),
    ],
)
def test_lists(text, pages):
    assert parse_pages(text) == pages


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-1",
        "3-1",
        "1-",
        "a",
        "1,,2",
        "1;2",
        "\u0661",
        f"1-{MOST_PAGES + 1}",
        "1.5",
    ],
)
def test_what_is_no_list(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_pages(text)


@given(st.sets(st.integers(1, 300), min_size=1, max_size=20))
def test_any_set_of_pages_can_be_said(pages: set[int]):
    assert parse_pages(",".join(map(str, pages))) == tuple(sorted(pages))
