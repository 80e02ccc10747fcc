"""Agencies in running text: gazetteer first, then grammar; longest match wins.

One pass from left to right over the words of a passage. At each word that can start a
name the readers are asked in the order of `READERS`; the first that reads something
decides, and the pass goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ccndocs.extract.agency_forms import Found, Reading
from ccndocs.extract.agency_grammar import grammar
from ccndocs.extract.agency_group import collective, elliptic, private_role
from ccndocs.extract.agency_names import (
    defined_short,
    gazetteer,
    owned,
    post,
    short_forms,
)
from ccndocs.extract.symbols import symbol_spans
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.agencies import first_keys
from ccndocs.vi.phrases import phrases
from ccndocs.vi.words import JOINT, Token, tokens

Reader = Callable[[Reading, int], Sequence[Found]]


def find_agencies(passage: Passage, context: Context) -> list[Mention[Agency]]:
    """Every agency that the passage names, in the order of the text.

    Elliptic lists ("các Sở: Tài chính, Nội vụ") give one mention each; a collective
    ("các sở, ban, ngành liên quan") is one mention of the whole phrase. Mentions do
    not overlap; those spelled otherwise than the gazetteer are flagged `agency_fuzzy`.
    """
    return AgencyFinder(context).find(passage)


class AgencyFinder:
    """`find_agencies` for many passages of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._defined = short_forms(context)
        self._readers = dict(_readers())
        for first in self._defined:
            key = tokens(first)[0].key
            known = (*self._readers.get(key, ()), defined_short)
            self._readers[key] = tuple(r for r in READERS if r in known)

    def find(self, passage: Passage) -> list[Mention[Agency]]:
        """What `find_agencies` finds."""
        words = tokens(passage.text)
        reading = Reading(passage.text, words, self._context, self._defined)
        codes = symbol_spans(passage.text)
        found: list[Found] = []
        at = 0
        while at < len(words):
            readers = self._readers.get(words[at].key)
            if readers is None or _inside(codes, words[at]):
                at += 1
                continue
            read = _read(readers, reading, at)
            found.extend(read)
            at = max(read[-1].stop, at + 1) if read else at + 1
        found = _lend(reading, found)
        return [_mention(reading, item, passage.id) for item in found]


@cache
def _readers() -> Mapping[str, tuple[Reader, ...]]:
    """Who can read anything at a word with this key, in the order of `READERS`."""
    starts = _starts()
    keys = frozenset().union(*starts.values())
    return {
        key: tuple(r for r in READERS if key in starts.get(r, ())) for key in keys
    }


def _starts() -> Mapping[Reader, frozenset[str]]:
    """Keys of the words that each reader starts at; short forms are the document's."""
    posts = frozenset(phrases("posts"))
    return {
        elliptic: posts | {"cac", "so", "bo", "phong", "hoi"},
        collective: posts | phrases("collectives").keys() | {"cac", "nhung", "moi"},
        post: posts,
        owned: frozenset(phrases("agency_owned")),
        gazetteer: first_keys(),
        private_role: frozenset(("cac", "chu", "nha", "doanh", "hop", "co")),
        grammar: frozenset(phrases("agency_heads")),
    }


def _read(readers: Sequence[Reader], reading: Reading, at: int) -> Sequence[Found]:
    if not reading.words[at].word:
        return ()
    for reader in readers:
        found = reader(reading, at)
        if found:
            return found
    return ()


def _inside(codes: Sequence[Span], word: Token) -> bool:
    return any(code.start <= word.start < code.stop for code in codes)


def _lend(reading: Reading, found: list[Found]) -> list[Found]:
    """Gives a name without locality the next one's ("HĐND, UBND tỉnh")."""
    out = list(found)
    for place in range(len(out) - 2, -1, -1):
        item, following = out[place], out[place + 1]
        if not item.lacks_tail or following.tail is None:
            continue
        between = reading.words[item.stop : following.start]
        if all(t.key == JOINT or t.text == "/" for t in between):
            out[place] = replace(
                item, name=f"{item.name} {following.tail}", tail=following.tail
            )
    return out


def _mention(reading: Reading, item: Found, passage: int) -> Mention[Agency]:
    first, last = reading.words[item.start], reading.words[item.stop - 1]
    agency = Agency(item.name, item.collective, item.known, item.current)
    span = Span(first.start, last.stop)
    return Mention(passage, span, agency, item.rule, item.score, item.flags)


READERS: tuple[Reader, ...] = (
    elliptic,
    collective,
    post,
    defined_short,
    owned,
    gazetteer,
    private_role,
    grammar,
)
"""In this order: lists before single names, the tables before the grammar."""
