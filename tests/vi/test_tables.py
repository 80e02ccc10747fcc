"""Tables of words: each list is used, holds a word once, and says what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccndocs.vi import tables

PACKAGE = Path(tables.__file__).parents[1]
LISTS = sorted(
    file.stem
    for file in (PACKAGE / "vi" / "data").glob("*.tsv")
    if file.read_text("utf-8").startswith("list\t")
)


@pytest.fixture(scope="module")
def code() -> str:
    return "".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("table", LISTS)
def test_every_list_is_used(table: str, code: str):
    assert table in code
    for name in tables.word_lists(table):
        assert f'"{name}"' in code or f"'{name}'" in code


@pytest.mark.parametrize("table", LISTS)
def test_words_stand_once_with_their_source(table: str):
    seen = set()
    for row in tables.rows(table):
        key = row["list"], row["name"]
        assert key not in seen
        assert row["name"] == row["name"].strip() != ""
        assert not set("()[]|?\\") & set(row["name"]), "a word, no pattern: escaped"
        assert row["source"]
        seen.add(key)


def test_an_unknown_list_is_an_error():
    with pytest.raises(KeyError):
        tables.word_lists("deadline_words")["no such list"]
