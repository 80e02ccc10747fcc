"""The TSV tables of `ccndocs.vi.data`, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from ccndocs.vi.fold import fold


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.tsv`, column name to value, in the order of the file.

    Tab-separated, no quoting, one header line; a missing last cell is empty. Every
    table has a `source` column that says what its facts rest on.
    """
    file = resources.files("ccndocs.vi") / "data" / f"{name}.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        if not line.strip():
            continue
        cells = line.split("\t")
        cells += [""] * (len(columns) - len(cells))
        found.append(dict(zip(columns, cells, strict=True)))
    return tuple(found)


def models_folder() -> Path:
    """Where the models lie: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


def name_pattern(row: Mapping[str, str], column: str = "name") -> str:
    """A regular expression for a row's name; words of its `not` must not follow.

    >>> bool(re.match(name_pattern({"name": "tổ", "not": "chức"}), "tổ chức thi"))
    False
    """
    unless = "|".join(map(re.escape, listed(row.get("not", ""))))
    behind = rf"(?!\s+(?:{unless})(?!\w))" if unless else ""
    return re.escape(row[column]) + behind


def any_name(found: Iterable[Mapping[str, str]]) -> str:
    """The names of rows as one alternation, the longest first."""
    longest_first = sorted(found, key=lambda row: len(row["name"]), reverse=True)
    return "|".join(map(name_pattern, longest_first))


def names_in_order(found: Iterable[Mapping[str, str]]) -> str:
    """The same in the order of the table; a blank stands for any white space."""
    return "|".join(name_pattern(row).replace(r"\ ", r"\s+") for row in found)


@cache
def word_lists(table: str) -> Mapping[str, str]:
    """The lists of a table that holds several, each as one alternation for a pattern.

    Their names stand in the column `list`. An unknown one is a KeyError at import.

    >>> bool(re.fullmatch(word_lists("deadline_words")["occasions"], "hội nghị"))
    True
    """
    return {name: names_in_order(found) for name, found in _by_list(table).items()}


@cache
def folded_lists(table: str) -> Mapping[str, str]:
    """The same for text that has been folded.

    >>> bool(re.fullmatch(folded_lists("page_words")["posts"], "cuc truong"))
    True
    """
    return {
        name: names_in_order(
            {key: fold(row[key]) for key in ("name", "not")} for row in found
        )
        for name, found in _by_list(table).items()
    }


def words_of(table: str, name: str) -> tuple[str, ...]:
    """One list of such a table, word by word.

    >>> words_of("agency_words", "short_groups")[0]
    'các trường'
    """
    return tuple(row["name"] for row in _by_list(table)[name])


@cache
def _by_list(table: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(table):
        found.setdefault(row["list"], []).append(row)
    return found


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by ";".

    >>> listed("BTC; Bộ TC")
    ('BTC', 'Bộ TC')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
