"""Repaired words on the boxes of the words they were made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.archive.placed import place, placed_lines, repaired_pages
from ccndocs.types.geometry import Span
from ccndocs.types.text import AlignedText, Edit

from . import conftest

# words as read, edits, "repaired@first-last box" in order
CASES = [
    ("Sở Công Thương", [], "Sở@0-0 Công@1-1 Thương@2-2"),
    ("So Cong Thuong", [("Cong", "Công")], "So@0-0 Công@1-1 Thuong@2-2"),
    ("tru ong hoc", [("tru ong", "trường")], "trường@0-1 hoc@2-2"),
    ("quyđịnh này", [("quyđịnh", "quy định")], "quy định@0-0 này@1-1"),
    ("theo | quy", [(" | ", " ")], "theo@0-0 quy@2-2"),
    ("ngày 1 5 tháng", [("1 5", "15")], "ngày@0-0 15@1-2 tháng@3-3"),
    ("Kế hoạch", [("Kế hoạch", "KẾ HOẠCH")], "KẾ@0-0 HOẠCH@1-1"),
]


@pytest.mark.parametrize(("read", "edits", "expected"), CASES)
def test_repairs_stay_on_their_words(read, edits, expected):
    words = [(w, (i * 10, 0, i * 10 + 8, 12)) for i, w in enumerate(read.split())]
    layout = conftest.laid([[words]])
    placed = place(layout.lines[0], conftest.repaired(layout.text, *edits))
    found = [f"{p.text}@{p.box.x0 / 10:.0f}-{(p.box.x1 - 8) / 10:.0f}" for p in placed]
    assert " ".join(found) == expected


@given(st.data())
def test_no_word_of_the_repaired_line_is_lost(data):
    words = data.draw(st.lists(st.text("aăâbđ-", min_size=1, max_size=5), min_size=1))
    layout = conftest.laid(
        [[[(w, (i * 10, 0, i * 10 + 8, 12)) for i, w in enumerate(words)]]]
    )
    size = len(layout.text)
    cuts = sorted(data.draw(st.sets(st.integers(0, size), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    made = [Edit(s, data.draw(st.text("xy ", max_size=4)), "test") for s in spans]
    text = AlignedText(layout.text).apply(lambda _: made)
    placed = place(layout.lines[0], text)
    assert " ".join(p.text for p in placed).split() == text.text.split()


@pytest.mark.parametrize(("confidence", "pages"), [(1.0, []), (0.9, [1])])
def test_of_a_sound_layer_only_what_a_picture_gave_is_written(confidence, pages):
    layout = conftest.laid([conftest.LETTER], confidence=confidence)
    assert list(placed_lines(layout, AlignedText(layout.text), whole=())) == pages


def test_pages_with_repairs_are_known():
    layout = conftest.laid([conftest.LETTER, conftest.LETTER[1:]])
    text = conftest.repaired(layout.text, ("Sở", "SỞ"))
    assert repaired_pages(layout, text) == {1}
    assert repaired_pages(layout, AlignedText(layout.text)) == set()
