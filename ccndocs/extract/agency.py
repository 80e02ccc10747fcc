"""Agencies in running text: gazetteer first, then grammar; longest match wins.

One pass from left to right over the words of a passage. At each word that can start a
name the readers are asked in the order of `READERS`; the first that reads something
decides, and the pass goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from ccndocs.extract.agency_forms import Found, Reading
from ccndocs.extract.agency_grammar import grammar
from ccndocs.extract.agency_group import collective, elliptic, private_role
from ccndocs.extract.agency_names import (
    defined_short,
    gazetteer,
    owned,
    post,
)
from ccndocs.extract.symbols import symbol_spans
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.agencies import first_keys
from ccndocs.vi.phrases import phrases
from ccndocs.vi.words import JOINT, tokens

Reader = Callable[[Reading, int], Sequence[Found]]


def find_agencies(passage: Passage, context: Context) -> list[Mention[Agency]]:
    """Every agency that the passage names, in the order of the text.

    Elliptic lists ("các Sở: Tài chính, Nội vụ") give one mention each; a collective
    ("các sở, ban, ngành liên quan") is one mention of the whole phrase. Mentions do
    not overlap; those spelled otherwise than the gazetteer are flagged `agency_fuzzy`.
    """
    words = tokens(passage.text)
    reading = Reading(passage.text, words, context)
    codes = symbol_spans(passage.text)
    starts = _starts(tuple(context.abbreviations))
    found: list[Found] = []
    at = 0
    while at < len(words):
        if words[at].key not in starts:
            at += 1
            continue
        inside = next((c for c in codes if c.start <= words[at].start < c.stop), None)
        if inside is not None:
            at += 1
            continue
        read = _read(reading, at)
        if read:
            found.extend(read)
            at = max(read[-1].stop, at + 1)
        else:
            at += 1
    found = _lend(reading, found)
    return [_mention(reading, item, passage.id) for item in found]


@lru_cache(maxsize=32)
def _starts(short_forms: tuple[str, ...]) -> frozenset[str]:
    """Keys of the words at which a reader can read anything at all."""
    found = set(first_keys() | _OTHER_STARTS)
    for table in ("posts", "collectives", "agency_heads", "agency_owned"):
        found.update(phrases(table))
    found.update(tokens(form)[0].key for form in short_forms if tokens(form))
    return frozenset(found)


_OTHER_STARTS = frozenset(
    ("cac", "nhung", "toan", "moi", "chu", "nha", "doanh", "hop", "co")
)
"""Of groups ("các sở") and private bodies ("Chủ đầu tư", "Hợp tác xã")."""


def _read(reading: Reading, at: int) -> Sequence[Found]:
    if not reading.words[at].word:
        return ()
    for reader in READERS:
        found = reader(reading, at)
        if found:
            return found
    return ()


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
