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

DOUBT = 4.0  # natural logs: a choice with a smaller margin can be overruled
PRIOR = BEAM / 2  # added to all votes: one sure vote is two thirds of a share
ALONE = 1.3  # what all votes for a word add at most, whatever stands beside it
BESIDE = 2.5  # the same of votes with the same word before it, or behind it
BESIDE_SIGN = 1.3  # the same with a comma or a number there
# Fitted by logistic regression on text that the language model had not seen.

Context = tuple[int, object]
"""Where a word stands, or what stands beside it: what a vote for it holds for."""
Votes = Mapping[tuple[Context, str], float]


class Segment(NamedTuple):
    """Tokens between two stops, as decoded."""

    tokens: list[Token]
    slots: list[Slot]
    choices: list[Choice]


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
    votes = _votes(segments, sought)
    for number, (segment, places) in enumerate(zip(segments, doubted, strict=True)):
        slots = _reweighed(segment, places, votes)
        if slots:
            yield number, slots


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


def _votes(segments: Sequence[Segment], sought: set[str]) -> Votes:
    """How much all choices say together for the words sought, by context."""
    votes: dict[tuple[Context, str], float] = defaultdict(float)
    for segment in segments:
        pairs = zip(segment.tokens, segment.choices, strict=True)
        for at, (token, choice) in enumerate(pairs):
            form = _form(token, choice)
            if form in sought and _may_be_echoed(token):
                for context, _ in _contexts(segment, at):
                    votes[context, form] += min(choice.margin, BEAM)
    return votes


def _forms(token: Token) -> list[str]:
    """What a token can be; where it is no syllable at all, as it was read."""
    read = token.piece.text.lower()
    return [word or read for word in token.options.words or (None,)]


def _form(token: Token, choice: Choice) -> str:
    """What was chosen."""
    forms = token.options.words or (None,)
    return forms[choice.taken % len(forms)] or token.piece.text.lower()


def _contexts(segment: Segment, at: int) -> Iterator[tuple[Context, float]]:
    """The contexts of a place, and how much votes from elsewhere add there at most.

    None where a segment ends: all kinds of words stand there, "Số:" and "Sở".
    """
    piece = segment.tokens[at].piece
    named = at > 0 and piece.text[0].isupper() and not piece.shouted
    yield (0, named), ALONE
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(segment.tokens):
            word = bare(_form(segment.tokens[beside], segment.choices[beside]))
            yield (beside - at, word), BESIDE if word[0].isalpha() else BESIDE_SIGN


def _reweighed(segment: Segment, places: Sequence[int], votes: Votes) -> list[Slot]:
    """The slots with what echoes add; none where no echo is strong enough."""
    slots, outweighed = list(segment.slots), False
    for at in places:
        gains = _gains(segment, at, votes)
        choice, slot = segment.choices[at], segment.slots[at]
        own = gains[choice.taken % len(gains)]
        outweighed |= max(gains) - own > choice.margin
        twins = gains * (len(slot.ids) // len(gains))
        scores = tuple(map(sum, zip(slot.scores, twins, strict=True)))
        slots[at] = Slot(slot.ids, scores, slot.twins)
    return slots if outweighed else []


def _gains(segment: Segment, at: int, votes: Votes) -> list[float]:
    """What the votes of other places add to each candidate of a place."""
    token, choice = segment.tokens[at], segment.choices[at]
    taken, own = _form(token, choice), min(choice.margin, BEAM)
    forms = _forms(token)
    gains = [0.0] * len(forms)
    for context, weight in _contexts(segment, at):
        found = [votes.get((context, form), 0.0) for form in forms]
        found = [
            vote - own if form == taken else vote
            for form, vote in zip(forms, found, strict=True)
        ]
        share = weight / (sum(found) + PRIOR)
        gains = [gain + share * vote for gain, vote in zip(gains, found, strict=True)]
    return gains
