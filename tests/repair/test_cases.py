"""Repairs, one per line of cases.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccndocs.repair import repair, restore
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, PageFacts
from ccndocs.types.page import Origin

CASES = [
    (state.strip(), *(side.strip() for side in pair.split("→")))
    for line in Path(__file__).with_name("cases.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
    for state, pair in [line.split("|", 1)]
]


def as_scan(text: str) -> Layout:
    lines = (LaidLine(Span(0, len(text)), 1),)
    return Layout(text, lines, (), (PageFacts(1, Origin.OCR, None, None, 0.9),))


@pytest.mark.parametrize(("state", "read", "right"), CASES)
def test_case(state: str, read: str, right: str) -> None:
    repaired = repair(as_scan(read)).text if state == "slip" else restore(read)
    assert repaired.text == right


@pytest.mark.parametrize(
    ("read", "right"),
    [(read, right) for state, read, right in CASES if state != "slip"],
)
def test_right_text_stays(read: str, right: str) -> None:
    assert restore(right).text == right
