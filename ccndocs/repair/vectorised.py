"""The decoder in numpy, for machines without a C compiler: `decoder.c` says the same.

Every language model look-up of a pass is one vectorised call over all segments; only
the recursion along a segment is a loop, and it steps through all segments together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ccndocs.repair.lm import BOUNDARY_ID, LanguageModel
from ccndocs.repair.slots import BEAM, FEW, Choice, Slot

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NEVER = np.float32(-1e9)


class _Lattice(NamedTuple):
    """All segments in one array; each begins and ends with a boundary row."""

    ids: npt.NDArray[np.uint64]  # rows x candidates
    scores: Floats
    same: Ints  # rows: candidates so many places apart are one word
    starts: Ints  # row of the first boundary of each segment, longest segment first
    lengths: Ints  # rows of each segment

    def steps(self) -> list[Ints]:
        """Rows at distance 0, 1, 2 … from the start of their segment."""
        longest = int(self.lengths[0])
        return [
            self.starts[: int(np.searchsorted(-self.lengths, -t, side="left"))] + t
            for t in range(longest)
        ]


def decode(
    model: LanguageModel,
    segments: Sequence[Sequence[Slot]],
    weight: float = 1.0,
) -> list[list[Choice]]:
    """As `decode.decode`."""
    filled = [n for n, segment in enumerate(segments) if segment]
    order = sorted(filled, key=lambda n: -len(segments[n]))
    chosen: list[list[Choice]] = [[] for _ in segments]
    if not order:
        return chosen
    lattice = _build([segments[n] for n in order], weight)
    coarse = _bigram_pass(model, lattice)
    kept, positions = _narrow(lattice, coarse)
    taken, margins = _best(lattice, positions, _trigram_pass(model, kept))
    for n, start in zip(order, lattice.starts.tolist(), strict=True):
        rows = slice(start + 1, start + 1 + len(segments[n]))
        chosen[n] = list(map(Choice, taken[rows], margins[rows]))
    return chosen


def _best(
    lattice: _Lattice, positions: Ints, fine: Floats
) -> tuple[list[int], list[float]]:
    """For every row the best candidate and its margin."""
    row = np.arange(len(fine))
    first = fine.argmax(axis=1)
    top = fine[row, first]
    word = positions % lattice.same[:, None]
    rest = np.where(word == word[row, first][:, None], NEVER, fine)
    margin = np.minimum(top - rest.max(axis=1), BEAM)
    margin[lattice.same == 1] = np.inf
    return positions[row, first].tolist(), margin.tolist()


def _build(segments: Sequence[Sequence[Slot]], weight: float) -> _Lattice:
    lengths = np.array([len(segment) + 2 for segment in segments], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    widest = max(len(slot.ids) for segment in segments for slot in segment)
    rows = int(lengths.sum())
    ids = np.full((rows, widest), BOUNDARY_ID, dtype=np.uint64)
    scores = np.full((rows, widest), NEVER, dtype=np.float32)
    scores[starts, 0] = scores[starts + lengths - 1, 0] = 0.0
    same = np.ones(rows, dtype=np.int64)
    flat_row: list[int] = []
    flat_column: list[int] = []
    flat_id: list[int] = []
    flat_score: list[float] = []
    for start, segment in zip(starts.tolist(), segments, strict=True):
        for row, slot in enumerate(segment, start + 1):
            count = len(slot.ids)
            same[row] = slot.twins or count
            flat_row += [row] * count
            flat_column += range(count)
            flat_id += slot.ids
            flat_score += slot.scores
    ids[flat_row, flat_column] = flat_id
    scores[flat_row, flat_column] = np.array(flat_score, dtype=np.float32) * weight
    return _Lattice(ids, scores, same, starts, lengths)


def _bigram_pass(model: LanguageModel, lattice: _Lattice) -> Floats:
    """Max-marginals of every candidate under bigrams (row before, row)."""
    ids, scores = lattice.ids, lattice.scores
    rows, width = ids.shape
    valid = scores > NEVER / 2
    pairs = np.zeros((rows, width, width), dtype=bool)
    pairs[1:] = valid[:-1, :, None] & valid[1:, None, :]
    at, left, right = np.nonzero(pairs)
    links = np.full((rows, width, width), NEVER, dtype=np.float32)
    links[at, left, right] = model.bigram(ids[at - 1, left], ids[at, right])[0]
    return _max_marginals(lattice, links)


def _max_marginals(lattice: _Lattice, links: Floats) -> Floats:
    steps = lattice.steps()
    scores = lattice.scores
    forward, backward = scores.copy(), np.zeros_like(scores)
    for rows in steps[1:]:
        best = (forward[rows - 1][:, :, None] + links[rows]).max(axis=1)
        forward[rows] = best + scores[rows]
    for rows in reversed(steps[1:]):
        onward = links[rows] + (backward[rows] + scores[rows])[:, None, :]
        backward[rows - 1] = onward.max(axis=2)
    return forward + backward


def _narrow(lattice: _Lattice, marginals: Floats) -> tuple[_Lattice, Ints]:
    """The FEW best candidates within BEAM, and where they stood."""
    width = min(FEW, marginals.shape[1])
    order = np.argsort(-marginals, axis=1, kind="stable")[:, :width]
    row = np.arange(len(order))[:, None]
    ranked = marginals[row, order]
    scores = lattice.scores[row, order]
    scores = np.where(ranked < ranked[:, :1] - BEAM, NEVER, scores).astype(np.float32)
    used = int((scores > NEVER / 2).sum(axis=1).max())
    narrowed = _Lattice(
        lattice.ids[row, order][:, :used],
        scores[:, :used],
        lattice.same,
        lattice.starts,
        lattice.lengths,
    )
    return narrowed, order[:, :used]


def _trigram_pass(model: LanguageModel, lattice: _Lattice) -> Floats:
    """Max-marginals of every candidate under trigrams."""
    links = _trigram_links(model, lattice)
    scores, steps = lattice.scores, lattice.steps()
    rows_all, width = scores.shape
    forward = np.full((rows_all, width, width), NEVER, dtype=np.float32)
    backward = np.full((rows_all, width, width), NEVER, dtype=np.float32)
    forward[steps[0], 0, 0] = 0.0
    for rows in steps[1:]:
        best = (forward[rows - 1][:, :, :, None] + links[rows]).max(axis=1)
        forward[rows] = best + scores[rows][:, None, :]
    backward[lattice.starts + lattice.lengths - 1] = 0.0
    for rows in reversed(steps[1:]):
        onward = backward[rows] + scores[rows][:, None, :]
        backward[rows - 1] = (links[rows] + onward[:, None, :, :]).max(axis=3)
    marginals: Any = (forward + backward).max(axis=1)
    return np.where(scores > NEVER / 2, marginals, NEVER).astype(np.float32)


def _trigram_links(model: LanguageModel, lattice: _Lattice) -> Floats:
    """Log p(row | two rows before it), candidates of all three; NEVER if one is none.

    The first word of a segment has only the boundary before it.
    """
    ids, valid = lattice.ids, lattice.scores > NEVER / 2
    rows, width = ids.shape
    first = np.zeros((rows, width), dtype=bool)
    first[2:] = valid[:-2]
    opening = lattice.starts + 1
    first[opening] = False
    first[opening, 0] = True
    second = np.zeros((rows, width), dtype=bool)
    second[1:] = valid[:-1]
    third = valid.copy()
    third[lattice.starts] = False
    at, j, k = np.nonzero(second[:, :, None] & third[:, None, :])
    log, weight, known = model.bigram(ids[at - 1, j], ids[at, k])
    bi = np.full((rows, width, width), NEVER, dtype=np.float32)
    context = np.zeros((rows, width, width), dtype=np.float32)
    seen = np.zeros((rows, width, width), dtype=bool)
    bi[at, j, k], context[at, j, k], seen[at, j, k] = log, weight, known
    triples = first[:, :, None, None] & second[:, None, :, None] & third[:, None, None]
    at, i, j, k = np.nonzero(triples)
    inner = ids[at - 1, j] != BOUNDARY_ID
    scored = bi[at, j, k] + np.where(inner, context[at - 1, i, j], np.float32(0))
    # A trigram whose pairs are unknown is none: that also silences false positives.
    asked = np.flatnonzero(inner & seen[at - 1, i, j] & seen[at, j, k])
    a, b, c = at[asked], i[asked], (j[asked], k[asked])
    keys = (ids[a - 2, b] << np.uint64(32)) | (ids[a - 1, c[0]] << np.uint64(16))
    scored[asked] += model.trigram_gain(keys | ids[a, c[1]])
    links = np.full((rows, width, width, width), NEVER, dtype=np.float32)
    links[at, i, j, k] = scored
    return links
