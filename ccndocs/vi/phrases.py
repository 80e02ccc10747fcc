"""Lists of set phrases (posts, collectives, kinds of bodies), found at a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ccndocs.vi.fold import plain
from ccndocs.vi.tables import rows
from ccndocs.vi.words import Token, tokens


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a table: keys to match, letters to verify, the table's own form."""

    name: str
    keys: tuple[str, ...]
    plains: tuple[str, ...]
    alone: bool


@cache
def phrases(table: str) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of `table` by the key of their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for row in rows(table):
        parts = tokens(row["name"])
        phrase = Phrase(
            row["name"],
            tuple(t.key for t in parts),
            tuple(t.plain for t in parts),
            row.get("alone", "") == "yes",
        )
        found.setdefault(parts[0].key, []).append(phrase)
    return {
        key: tuple(sorted(group, key=lambda p: -len(p.keys)))
        for key, group in found.items()
    }


def phrase_at(table: str, words: Sequence[Token], at: int) -> Phrase | None:
    """The longest phrase of `table` at token `at`.

    Its letters must agree with their diacritics ("các số" is not "các sở"), unless
    the words read have none at all.
    """
    if at >= len(words):
        return None
    for phrase in phrases(table).get(words[at].key, ()):
        if not _stands(phrase.keys, words, at):
            continue
        if agrees(words[at : at + len(phrase.keys)], phrase.plains):
            return phrase
    return None


def can_open(table: str, word: Token) -> bool:
    """Whether a phrase of `table` can start with this word, whatever follows."""
    return any(
        word.text.isascii() or word.plain == phrase.plains[0]
        for phrase in phrases(table).get(word.key, ())
    )


def _stands(keys: tuple[str, ...], words: Sequence[Token], at: int) -> bool:
    """Whether the words from token `at` on have these keys."""
    stop = at + len(keys)
    if stop > len(words) or words[stop - 1].key != keys[-1]:
        return False
    return all(words[place].key == key for place, key in enumerate(keys, at))


def agrees(read: Sequence[Token], plains: Sequence[str]) -> bool:
    """Whether the words have these letters, or no diacritics of their own at all.

    A single word without diacritics proves nothing: "Quy" is not "Quỹ".
    """
    if all(t.plain == p for t, p in zip(read, plains, strict=True) if t.word):
        return True
    return len(read) > 1 and all(t.text.isascii() for t in read)


@cache
def _openings() -> frozenset[tuple[str, ...]]:
    verbs = {tuple(plain(row["verb"]).split()) for row in rows("action_verbs")}
    return frozenset(verbs | {(plain(row["name"]),) for row in rows("relation_words")})


def opens_clause(words: Sequence[Token], at: int) -> bool:
    """Whether an order's verb or a word of relation stands at token `at`.

    What follows a name starts so ("Sở X tổ chức …", "Sở X và …").
    """
    return any(
        tuple(t.plain for t in words[at : at + size]) in _openings()
        for size in (1, 2, 3, 4)
    )


@cache
def name_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring words inside known names: how a name may go on in small letters."""
    found: set[tuple[str, str]] = set()
    for table in ("agencies", "agency_parts"):
        for row in rows(table):
            words = [t.plain for t in tokens(row["name"])]
            found.update(pairwise(words))
    # "Thẩm định", "Điều độ": what a unit is named after is often a verb of two.
    return frozenset(found | verb_pairs())


@cache
def verb_pairs() -> frozenset[tuple[str, str]]:
    """The verbs of two syllables: "xây dựng", "rà soát"."""
    verbs = (plain(row["verb"]).split() for row in rows("action_verbs"))
    return frozenset((v[0], v[1]) for v in verbs if len(v) == 2)
