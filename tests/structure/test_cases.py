"""Whole texts and their trees: files of cases/, text above the rule, tree below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccndocs.types.tree import Tree

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_tree(
    case: Path, parsed: Callable[[str], Tree], notation: Callable[[Tree], str]
) -> None:
    text, expected = case.read_text(encoding="utf-8").split("\n=====\n")
    assert notation(parsed(text)) == expected.rstrip("\n")
