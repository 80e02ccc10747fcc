"""What a unit of a house works on, which tells where its name ends."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.words import Token

_TABLES = ("unit_names", "agency_parts")
_DASHES = {"-", "–", "và"}


def field_stop(words: Sequence[Token], begin: int) -> int:
    """Where the fields of a name end: "Khoa [Hồi sức tích cực - Nhi]".

    They are those of the tables, joined by a dash or "và", the first with its capital:
    a verb among their words ("Bệnh viện [Phục hồi chức năng]", "Cục [Hậu cần]") is
    none. `begin` itself where none stands there.
    """
    here = stop = begin
    while here < len(words) and words[here].capital:
        end = _one_stop(words, here)
        if end == here:
            break
        stop = end
        if stop >= len(words) or words[stop].text not in _DASHES:
            break
        here = stop + 1
    return stop


def _one_stop(words: Sequence[Token], at: int) -> int:
    """Where the longest field of the tables at token `at` ends."""
    found = (phrase_at(table, words, at) for table in _TABLES)
    return max((at + len(one.keys) for one in found if one is not None), default=at)
