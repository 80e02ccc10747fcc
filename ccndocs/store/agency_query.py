"""Agencies by the name that a person types."""

from __future__ import annotations

import re
from functools import lru_cache

from ccndocs.vi.agencies import AgencyMatch, match_at
from ccndocs.vi.fold import match_key
from ccndocs.vi.issuers import short_name
from ccndocs.vi.words import Token, tokens

_WORD = re.compile(r"[^\W_]+")


class AgencyQuery:
    """What is asked for: a name, a part of one, or a short form of the gazetteer.

    Case, diacritics and marks do not count; parts are whole words. `words` is empty
    where the text holds none.
    """

    def __init__(self, text: str) -> None:
        self.words = key_of_name(text)
        self._forms = tuple(f" {form} " for form in sorted(_forms(text)) if form)

    def matches(self, name: str, current: str | None = None) -> bool:
        """Whether an agency of this name is meant, or who holds its duties today."""
        return self._in(name) or (current is not None and self._in(current))

    def _in(self, name: str) -> bool:
        padded = f" {key_of_name(name)} "
        return any(form in padded for form in self._forms)


@lru_cache(maxsize=65536)
def key_of_name(name: str) -> str:
    """The words of a name as they are compared.

    >>> key_of_name("UBND các huyện, thành phố")
    'ubnd cac huien thanh pho'
    """
    return " ".join(_WORD.findall(match_key(name)))


def _forms(text: str) -> set[str]:
    """The text and what else the gazetteer calls what it starts with.

    "SCT" is Sở Công Thương; "Ủy ban nhân dân các xã" stands in records as "UBND các
    xã".
    """
    forms = {key_of_name(text)}
    found = _gazetteer(text)
    if found is not None:
        match, words, read = found
        rest = read[words[match.stop - 1].stop :]
        for name in (match.entry.name, short_name(match.entry.name)):
            forms.add(key_of_name(name + " " + rest))
    return forms


def _gazetteer(text: str) -> tuple[AgencyMatch, tuple[Token, ...], str] | None:
    """The name that `text` starts with; short forms may be typed in small letters."""
    for read in (text, text.upper()):
        words = tokens(read)
        match = match_at(words, 0) if words else None
        if match is not None:
            return match, words, read
    return None
