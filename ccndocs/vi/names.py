"""Surnames, of the Kinh and of other peoples."""

from __future__ import annotations

from functools import cache

from ccndocs.vi.tables import rows


@cache
def surnames() -> frozenset[str]:
    """Every surname listed, as written."""
    return frozenset(row["name"] for row in rows("surnames"))


def is_surname(word: str) -> bool:
    """Whether the word is one, in whatever letters: "LÊ".

    >>> is_surname("LÊ"), is_surname("Tế")
    (True, False)
    """
    return word.title() in surnames()


@cache
def shares() -> dict[str, float]:
    """Roughly how many of a hundred people have each surname; rare ones 0.01."""
    return {row["name"]: float(row["share"]) for row in rows("surnames")}


@cache
def middle_shares() -> dict[str, float]:
    """Roughly how many of a hundred people have each middle name."""
    return {row["name"]: float(row["share"]) for row in rows("middle_names")}
