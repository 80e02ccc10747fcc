"""Words of place names, which need not be syllables: "Đắk", "Krông"."""

from __future__ import annotations

from functools import cache

from ccndocs.vi.syllables import bare, is_syllable
from ccndocs.vi.tables import rows


@cache
def place_words() -> frozenset[str]:
    """The words of all names of provinces, districts and communes, lower case."""
    cells = [row["name"] for row in (*rows("provinces"), *rows("districts"))]
    cells += [row["successor_communes"] for row in rows("districts")]
    return frozenset(
        word.strip(";,") for cell in cells for word in cell.lower().split()
    )


@cache
def _bare_words() -> frozenset[str]:
    return frozenset(bare(word) for word in place_words() if len(word) > 2)


def is_place_word(word: str) -> bool:
    """Whether a lower-case word without its diacritics can be one of a place name.

    >>> is_place_word("dak"), is_place_word("ubnd")
    (True, False)
    """
    return word in _bare_words()


@cache
def _odd_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(place_words()):
        if word.isalpha() and not word.isascii() and not is_syllable(word):
            found[bare(word)] = (*found.get(bare(word), ()), word)
    return found


def odd_forms(word: str) -> tuple[str, ...]:
    """The words of place names that are no syllables, by their bare spelling.

    >>> odd_forms("dak")
    ('đak', 'đăk', 'đắk')
    """
    return _odd_forms().get(word, ())
