"""What a decoder is given and what it answers."""

from __future__ import annotations

from typing import NamedTuple

BEAM = 8.0  # natural logs behind the best reading at which a candidate is dropped
FEW = 6  # candidates a slot that reach the trigram pass


class Slot(NamedTuple):
    """Candidates of one token: word numbers and channel log-probabilities.

    With `twins` > 0 there are twice as many: the candidate so many places on is the
    same word in another case, and no rival of its twin.
    """

    ids: tuple[int, ...]
    scores: tuple[float, ...]
    twins: int = 0


class Choice(NamedTuple):
    """The candidate taken, and how far (natural logs) the next one is behind it.

    A candidate that the coarse pass dropped counts as BEAM behind.
    """

    taken: int
    margin: float
