"""What the same document says elsewhere, as evidence where the language model doubts.

A document repeats its names and terms. A word that was surely restored beside the same
neighbour, or at least anywhere in the text, speaks for that form where two are nearly
as likely: "xã Bàu Rạng", once beyond doubt, decides a later "Bau Rang" in a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ccndocs.repair.decode import Choice, Slot
from ccndocs.repair.lattice import Token
from ccndocs.repair.slots import BEAM
from ccndocs.vi.syllables import bare

DOUBT = 3.0  # natural logs: a choice with a smaller margin can be overruled
PRIOR = BEAM / 2  # added to all votes: one sure vote is two thirds of a share
ALONE = 1.3  # what all votes for a word add at most, whatever stands beside it
BESIDE = 2.5  # the same of votes with the same word before it, or behind it
BESIDE_SIGN = 1.3  # the same with a comma or a number there
# Fitted on text new to the language model (`scripts/fit_echoes.py`); a flat optimum.

Context = tuple[int, object]
"""Where a word stands, or what stands beside it: what a vote for it holds for."""
Votes = Mapping[tuple[int, object, str], float]


class Segment(NamedTuple):
    """Tokens between two stops, as decoded."""

    tokens: list[Token]
    slots: list[Slot]
    choices: list[Choice]


class _Heard(NamedTuple):
    """A segment, what was chosen at each place, and the same without diacritics."""

    segment: Segment
    chosen: list[str]
    plain: list[str]


def echoed(segments: Sequence[Segment]) -> Iterator[tuple[int, list[Slot]]]:
    """The segments to decode again, by number, and their slots with the echoes' weight.

    Only those where an echo outweighs some choice by itself.
    """
    doubted = [_doubted(segment) for segment in segments]
    sought = {
        form
        for segment, places in zip(segments, doubted, strict=True)
        for at in places
        for form in _forms(segment.tokens[at])
    }
    if not sought:
        return
    heard = [_heard(segment) for segment in segments]
    votes = _votes(heard, sought)
    found = {form for _, _, form in votes}
    for number, (row, places) in enumerate(zip(heard, doubted, strict=True)):
        if any(_has_rival(row, at, found) for at in places):
            slots = _reweighed(row, places, votes)
            if slots:
                yield number, slots


def _heard(segment: Segment) -> _Heard:
    """A segment with its choices spelled out, once for all that ask."""
    chosen, plain = [], []
    for token, choice in zip(segment.tokens, segment.choices, strict=True):
        read = token.piece.text.lower()
        words = token.options.words
        form = (words[choice.taken % len(words)] if words else None) or read
        chosen.append(form)
        plain.append(read if token.clean else bare(form))
    return _Heard(segment, chosen, plain)


def _doubted(segment: Segment) -> list[int]:
    """The places of choices that were close."""
    return [
        at
        for at, choice in enumerate(segment.choices)
        if choice.margin <= DOUBT and _may_be_echoed(segment.tokens[at])
    ]


def _may_be_echoed(token: Token) -> bool:
    """Whether a token is one of several words; a slip needs more proof than an echo."""
    return len(token.options.words) > 1 and not token.slip


def _forms(token: Token) -> list[str]:
    """What a token can be; where it is no syllable at all, as it was read."""
    read = token.piece.text.lower()
    return [word or read for word in token.options.words]


def _votes(heard: Sequence[_Heard], sought: set[str]) -> Votes:
    """How much all choices say together for the words sought, by context."""
    votes: dict[tuple[int, object, str], float] = defaultdict(float)
    for row in heard:
        for at, form in enumerate(row.chosen):
            if form in sought and _may_be_echoed(row.segment.tokens[at]):
                vote = min(row.segment.choices[at].margin, BEAM)
                for kind, what in _contexts(row, at):
                    votes[kind, what, form] += vote
    return votes


def _contexts(row: _Heard, at: int) -> list[Context]:
    """The contexts of a place: whether a capital names something there, neighbours.

    None where a segment ends: all kinds of words stand there, "Số:" and "Sở".
    """
    piece = row.segment.tokens[at].piece
    named = at > 0 and piece.text[0].isupper() and not piece.shouted
    found: list[Context] = [(0, named)]
    if at > 0:
        found.append((-1, row.plain[at - 1]))
    if at + 1 < len(row.plain):
        found.append((1, row.plain[at + 1]))
    return found


def _weight(kind: int, what: object) -> float:
    """How much votes from elsewhere add at most in such a context."""
    if kind == 0:
        return ALONE
    return BESIDE if str(what)[0].isalpha() else BESIDE_SIGN


def _has_rival(row: _Heard, at: int, found: set[str]) -> bool:
    """Whether another form than the one chosen was found anywhere."""
    taken = row.chosen[at]
    forms = _forms(row.segment.tokens[at])
    return any(form in found and form != taken for form in forms)


def _reweighed(row: _Heard, places: Sequence[int], votes: Votes) -> list[Slot]:
    """The slots with what echoes add; none where no echo is strong enough."""
    segment = row.segment
    slots, outweighed = list(segment.slots), False
    for at in places:
        gains = _gains(row, at, votes)
        choice, slot = segment.choices[at], segment.slots[at]
        own = gains[choice.taken % len(gains)]
        outweighed |= max(gains) - own > choice.margin
        twins = gains * (len(slot.ids) // len(gains))
        scores = tuple(map(sum, zip(slot.scores, twins, strict=True)))
        slots[at] = Slot(slot.ids, scores, slot.twins)
    return slots if outweighed else []


def _gains(row: _Heard, at: int, votes: Votes) -> list[float]:
    """What the votes of other places add to each candidate of a place."""
    taken, own = row.chosen[at], min(row.segment.choices[at].margin, BEAM)
    forms = _forms(row.segment.tokens[at])
    gains = [0.0] * len(forms)
    for kind, what in _contexts(row, at):
        found = [votes.get((kind, what, form), 0.0) for form in forms]
        found = [
            vote - own if form == taken else vote
            for form, vote in zip(forms, found, strict=True)
        ]
        total = sum(found)
        if total > 0:
            share = _weight(kind, what) / (total + PRIOR)
            gains = [g + share * vote for g, vote in zip(gains, found, strict=True)]
    return gains
