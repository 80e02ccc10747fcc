"""Which runs of capitals are abbreviations, and which of them lost their Đ."""

from __future__ import annotations

from functools import cache

from ccndocs.vi.syllables import bare
from ccndocs.vi.tables import rows

_SHARE = 0.2  # the bare form's share of the count at which it is a word of its own


@cache
def _counts() -> dict[str, int]:
    return {row["acronym"]: int(row["count"]) for row in rows("acronyms")}


@cache
def _restorable() -> dict[str, str]:
    counts = _counts()
    return {
        bare(word): word
        for word, count in counts.items()
        if "Đ" in word and counts.get(bare(word), 0) <= _SHARE * max(count, 1)
    }


def is_acronym(word: str) -> bool:
    """Whether the abbreviation is known, as it stands or with its Đ restored.

    >>> is_acronym("UBND"), is_acronym("HDND"), is_acronym("HQI")
    (True, True, False)
    """
    return word in _counts() or word in _restorable()


def with_stroke(word: str) -> str:
    """The abbreviation with the Đ that it must have; itself where that is not sure.

    >>> with_stroke("HDND"), with_stroke("ND"), with_stroke("CD")
    ('HĐND', 'NĐ', 'CD')
    """
    return _restorable().get(word, word)
