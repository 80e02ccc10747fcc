"""Words that an English OCR ran together: "Thanhtra" is "Thanh tra"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from ccndocs.repair.acronyms import is_acronym
from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit

SHORTEST, LONGEST = 3, 14  # letters of two words
LEAST_PART = 1  # letters of each
COST = -3.0  # log probability that the space between two words is lost
MARGIN = 1.0  # natural logs by which two words must be the likelier
POOR = -12.0  # log probability above which one word explains a token well enough
NEVER = -99.0
TOGETHER = 1000  # tokens scored in one batch: bounds memory
GOOD = -4.0  # log P of each part as read, at least

_TOKEN = re.compile(r"(?<![^\s(“\"'‘])[^\W\d_]+(?=[)”\"'’,.;:!?]*(?:\s|$))")


def glued_words(
    text: str, lines: Sequence[Span], damage: Sequence[Damage]
) -> Iterable[Edit]:
    """The space lost between two words: "Thanhtra tinh" → "Thanh tra tinh"."""
    found = [
        Span(match.start(), match.end())
        for span, state in zip(lines, damage, strict=True)
        if state is Damage.NOISE
        for match in _TOKEN.finditer(text, span.start, span.stop)
        if SHORTEST <= len(match.group()) <= LONGEST and not is_acronym(match.group())
    ]
    for first in range(0, len(found), TOGETHER):
        some = found[first : first + TOGETHER]
        _prepare({span.of(text).lower() for span in some})
        for span in some:
            at = _cut(span.of(text).lower())
            if at:
                place = span.start + at
                yield Edit(Span(place, place), " ", "glued-words", 0.9)


def _prepare(reads: Collection[str]) -> None:
    """Score all tokens and the parts of the odd ones: much faster than one by one."""
    from ccndocs.repair.readings import english

    english().prepare(sorted(reads))
    odd = (read for read in reads if _alone(read) <= POOR)
    english().prepare(sorted({p for read in odd for pair in _cuts(read) for p in pair}))


def _cuts(read: str) -> list[tuple[str, str]]:
    """All ways to cut a token in two.

    >>> _cuts("thi")
    [('t', 'hi'), ('th', 'i')]
    """
    last = len(read) - LEAST_PART
    return [(read[:at], read[at:]) for at in range(LEAST_PART, last + 1)]


@lru_cache(maxsize=20_000)
def _cut(read: str) -> int:
    """Where a lower-case token is two words; 0 where it is one, or none at all."""
    alone = _alone(read)
    if alone > POOR:
        return 0
    together, at = max((_pair(*pair), len(pair[0])) for pair in _cuts(read))
    return at if together + COST > alone + MARGIN else 0


@lru_cache(maxsize=20_000)
def _alone(read: str) -> float:
    """Log probability of a token as one word, a syllable or a foreign one; 0: known."""
    from ccndocs.repair.lm import language_model
    from ccndocs.repair.readings import FOREIGN, FOREIGN_LETTER, english

    if read in language_model().ids:
        return 0.0
    slot = english().slot(read)
    logs = language_model().unigrams[0]
    pairs = zip(slot.ids, slot.scores, strict=True)
    likeliest = max(score + float(logs[n]) for n, score in pairs)
    return max(likeliest, FOREIGN + FOREIGN_LETTER * len(read))


def _pair(first: str, second: str) -> float:
    """Log probability of the likeliest two syllables in a row."""
    import numpy as np

    from ccndocs.repair.lm import language_model
    from ccndocs.repair.readings import english

    model = language_model()
    left, right = english().slot(first), english().slot(second)
    if max(left.scores) < GOOD or max(right.scores) < GOOD:
        return NEVER
    ids, scores = np.array(left.ids), np.array(left.scores)
    after, also = np.array(right.ids), np.array(right.scores)
    rows = np.repeat(ids, len(after)).astype(np.uint64)
    columns = np.tile(after, len(ids)).astype(np.uint64)
    follows = model.bigram(rows, columns)[0].reshape(len(ids), len(after))
    opening = scores + model.unigrams[0][ids]
    return float((opening[:, None] + follows + also[None, :]).max())
