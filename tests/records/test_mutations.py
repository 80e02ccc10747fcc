"""Mutations of the corpus are the same each time, and do what they say."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "corpus" / "text" / "kh-phat-trien-binh-trach.txt").read_text("utf-8")

spec = importlib.util.spec_from_file_location(
    "mutate_corpus", ROOT / "scripts" / "mutate_corpus.py"
)
assert spec
assert spec.loader
mutate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(mutate)


@pytest.mark.parametrize("kind", sorted(mutate.KINDS))
def test_the_same_seed_gives_the_same_text(kind: str) -> None:
    once = mutate.mutated(TEXT, kind, 1, "a")
    assert once == mutate.mutated(TEXT, kind, 1, "a")
    assert once != TEXT


def test_breaks_change_blanks_only() -> None:
    broken = mutate.mutated(TEXT, "breaks", 1, "a")
    assert broken.split() == TEXT.split()
    assert broken.count("\n") > TEXT.count("\n")


def test_sections_change_places_only() -> None:
    moved = mutate.mutated(TEXT, "reorder", 1, "a")
    assert sorted(moved.split("\n")) == sorted(TEXT.split("\n"))


def test_readings_change_one_letter_of_a_word() -> None:
    read = mutate.mutated(TEXT, "ocr", 1, "a")
    words, misread = re.findall(r"\w+", TEXT), re.findall(r"\w+", read)
    assert len(words) == len(misread)
    changed = [(a, b) for a, b in zip(words, misread, strict=True) if a != b]
    assert 0 < len(changed) < 0.05 * len(words)
    assert all(len(a) == len(b) for a, b in changed)
