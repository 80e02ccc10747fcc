"""What the engine nearly read, where a text stands now that rules have changed it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ccndocs.types.geometry import Span
from ccndocs.types.layout import Layout
from ccndocs.types.page import Other
from ccndocs.types.text import AlignedText
from ccndocs.vi.syllables import TONES, bare

Doubts = Mapping[int, Sequence[Other]]
"""By the place of a sign in the text: what it may be instead; `at` is that place."""

# Of 2,800 words of 15 real scans: how often such a sign is right, as natural logs of
# its share against that of the sign read, by the engine's own confidence.
LEAST_LOG, SLOPE, MOST_LOG = -4.75, 4.8, -1.2
THIRD_SHARE, THIRD_LOG = 0.5, -2.1  # of a mark that was not told, by one that was
_TOGETHER = 2  # signs of one word that are changed at once, at most

_GROUPS = [
    "".join(unicodedata.normalize("NFC", vowel + mark) for mark in ("", *TONES))
    for vowel in "aăâeêioôơuưy"
]
_MARKED = {letter: group for group in _GROUPS for letter in group}
"""The letters that differ from one in their tone alone."""


def log_odds(confidence: float) -> float:
    """How likely another sign is against the one that was read, as natural log.

    >>> round(log_odds(0.5), 2), log_odds(0.9)
    (-2.35, -1.2)
    """
    return min(LEAST_LOG + SLOPE * confidence, MOST_LOG)


def doubts_of(layout: Layout) -> Doubts:
    """All doubts of a text as read, by their places."""
    found: dict[int, list[Other]] = {}
    for line in layout.lines:
        for word in line.words:
            for other in word.others:
                at = word.span.start + other.at
                if other.read == layout.text[at : at + 1] and at < word.span.stop:
                    found.setdefault(at, []).append(other._replace(at=at))
    return found


def moved(doubts: Doubts, text: AlignedText) -> Doubts:
    """The doubts at their places in the text repaired so far.

    Those of signs that a rule has changed are settled.
    """
    found: dict[int, Sequence[Other]] = {}
    for at, others in doubts.items():
        place = text.to_text(Span(at, at + 1))
        if place.of(text.text) == others[0].read:
            start = place.start
            found[start] = [other._replace(at=start) for other in others]
    return found


def within(doubts: Doubts, span: Span) -> tuple[Other, ...]:
    """The doubts about a word, counted from its start."""
    if not doubts:
        return ()
    return tuple(
        other._replace(at=at - span.start)
        for at in range(span.start, span.stop)
        for other in doubts.get(at, ())
    )


def variants(word: str, others: Iterable[Other]) -> Iterator[tuple[str, float]]:
    """What a word becomes by one or two of these signs, in small letters, and the log.

    >>> list(variants("Đe", [Other(1, "e", "c", 0.55), Other(0, "Đ", "Ð", 0.4)]))
    [('đc', -2.11)]
    """
    word = word.lower()
    scored = _scored(word, others)
    for count in range(1, _TOGETHER + 1):
        for group in combinations(scored.items(), count):
            if len({at for (at, _), _ in group}) == count:
                signs = list(word)
                for (at, sign), _ in group:
                    signs[at] = sign
                yield "".join(signs), sum(log for _, log in group)


def _scored(word: str, others: Iterable[Other]) -> dict[tuple[int, str], float]:
    """The signs that may stand at a place instead, and how likely each is.

    A mark that the engine doubts may be a third one: where it wavers between "ề" and
    "ê", "ể" and "ế" are likelier, too.
    """
    found: dict[tuple[int, str], float] = {}
    for other in others:
        sign, read = other.text.lower(), word[other.at]
        if not sign.isalpha() or sign in ("ð", read):
            continue
        log = log_odds(other.confidence)
        found[other.at, sign] = max(log, found.get((other.at, sign), log))
        if bare(sign) == bare(read):
            for third in _MARKED.get(read, ""):
                if third not in (read, sign):
                    key = other.at, third
                    found[key] = max(THIRD_SHARE * log + THIRD_LOG, found.get(key, -60))
    return found
