"""A re-scorer of candidates by what stands around them, farther than a trigram sees.

Log-linear: the score of a candidate is a sum of weights, one for each feature of its
surroundings (their bare spellings and their case), found by hashing in one small table.
The surroundings are as read, so a score needs no decoding. `scripts/train_context.py`
learns the weights on what two bigrams leave in doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ccndocs.repair.lm import language_model, models_folder

U64 = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]

NO_CASE = 2  # of a token whose case says nothing; else 0 small, 1 capital
REACH = 8  # tokens seen on each side
WIDTH = 2 * REACH + 1
LEVELS = 16  # of a stored weight, two to a byte
_MIX1 = np.uint64(0x9E3779B97F4A7C15)
_MIX2 = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)

_NEAR = ((-2,), (-1,), (1,), (2,))
_TOGETHER = (
    *((-2, -1), (1, 2), (-1, 1), (-3, -2, -1), (1, 2, 3)),
    *((-2, -1, 1), (-1, 1, 2), (-2, -1, 1, 2)),
)
_FAR = range(3, REACH + 1)
FEATURES = len(_NEAR) + len(_TOGETHER) + 2 * len(_FAR) + 4


def code_of(spelling: str) -> int:
    """The number that stands for a spelling; 0 is kept for nothing."""
    return crc32(spelling.encode())


def _stirred(codes: U64) -> U64:
    with np.errstate(over="ignore"):
        mixed = codes * _MIX1
        mixed = (mixed ^ (mixed >> _SHIFT)) * _MIX2
    stirred: U64 = mixed ^ (mixed >> _SHIFT)
    return stirred


def surroundings(window: U64, capitals: npt.NDArray[np.uint64]) -> U64:
    """[token, feature]: hashes of what surrounds each token.

    `window`: codes of the bare spellings from REACH before to REACH after, 0 beyond
    the segment; `capitals`: 0, 1 or 2 (unknown) of the token before, itself, the next.
    """
    columns: list[U64] = []

    def add(kind: int, *parts: U64) -> None:
        mixed = np.full(len(window), kind, dtype=np.uint64)
        for part in parts:
            mixed = _stirred(mixed + part)
        columns.append(mixed)

    for kind, offsets in enumerate((*_NEAR, *_TOGETHER), 1):
        add(kind, *(window[:, REACH + o] for o in offsets))
    for offset in _FAR:
        add(40, window[:, REACH - offset])
        add(41, window[:, REACH + offset])
    before, own, after = capitals.T
    add(50, before * np.uint64(9) + own * np.uint64(3) + after)
    add(51, own, window[:, REACH - 1])
    add(52, own, window[:, REACH + 1])
    add(53, own)
    return np.stack(columns, axis=1)


def places(around: U64, candidates: U64, bits: int) -> npt.NDArray[np.int64]:
    """[token, candidate, feature]: where the weights lie in a table of 2 ** bits."""
    with np.errstate(over="ignore"):
        mixed = (around[:, None, :] ^ _stirred(candidates)[:, :, None]) * _MIX2
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


class Seen(NamedTuple):
    """A token as read: the code of its bare spelling, and its case."""

    code: int
    case: int


def windows(codes: U64, rows: npt.NDArray[np.int64]) -> U64:
    """The codes around each of `rows`, cut off at the first 0 on either side."""
    found = np.zeros((len(rows), WIDTH), dtype=np.uint64)
    found[:, REACH] = codes[rows]
    for sign in (-1, 1):
        alive = np.ones(len(rows), dtype=bool)
        for distance in range(1, REACH + 1):
            at = np.clip(rows + sign * distance, 0, len(codes) - 1)
            alive &= codes[at] != 0
            found[alive, REACH + sign * distance] = codes[at[alive]]
    return found


@dataclass(frozen=True, slots=True)
class ContextModel:
    """The weights, and the code of each word of the language model."""

    weights: Floats
    bits: int
    codes: U64

    def scores(
        self, codes: U64, cases: U64, rows: npt.NDArray[np.int64], ids: Any
    ) -> Floats:
        """[row, candidate]: what its surroundings add to each candidate's score."""
        capitals = np.stack([cases[rows - 1], cases[rows], cases[rows + 1]], axis=1)
        around = surroundings(windows(codes, rows), capitals)
        at = places(around, self.codes[ids.astype(np.int64)], self.bits)
        total: Floats = self.weights[at].sum(axis=2)
        return total


@lru_cache(maxsize=1)
def context_model() -> ContextModel:
    """The re-scorer of this installation, loaded once."""
    return load(models_folder() / "syllables", language_model().words)


def load(folder: Path, words: tuple[str, ...]) -> ContextModel:
    """The re-scorer in `folder` for the words of its language model."""
    packed = np.fromfile(folder / "context.bin", dtype=np.uint8)
    levels = np.fromfile(folder / "context-levels.bin", dtype=np.float32)
    weights = np.empty(2 * len(packed), dtype=np.float32)
    weights[::2], weights[1::2] = levels[packed & 15], levels[packed >> 4]
    codes = np.array([code_of(word) for word in words], dtype=np.uint64)
    return ContextModel(weights, len(weights).bit_length() - 1, codes)
