"""The syllable language model at run time: tables as they lie in the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ccndocs.repair.hashing import HashTable, Shape
from ccndocs.vi.tables import models_folder

BOUNDARY, UNKNOWN, NUMBER, COMMA = "</s>", "<unk>", "<n>", ","
BOUNDARY_ID, UNKNOWN_ID, NUMBER_ID, COMMA_ID = range(4)
CAPITAL = "^"  # before a word of the vocabulary: with a capital, within a sentence

Ids = npt.NDArray[np.uint64]
Logs = npt.NDArray[np.float32]
Known = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """Natural-log probabilities of syllables after one or two others.

    `capitals[word]`: the number of the same word with a capital, its own where the
    model does not tell them apart.
    `case[c][word]`: log probability that the word, within a sentence, has no capital
    (c = 0) or has one (c = 1).
    """

    words: tuple[str, ...]
    ids: dict[str, int]
    capitals: tuple[int, ...]
    unigrams: Any
    case: Any
    bigrams: HashTable
    trigrams: HashTable
    pair_logs: Any
    pair_weights: Any
    gains: Any

    @property
    def log_bits(self) -> int:
        """Low bits of a pair's value that stand for its probability."""
        return len(self.pair_logs).bit_length() - 1

    def bigram(self, first: Ids, second: Ids) -> tuple[Logs, Logs, Known]:
        """Log p(second | first), the pair's back-off weight, whether it is known."""
        known, value = self.bigrams.get((first << np.uint64(16)) | second)
        weight = self.pair_weights[value >> np.uint64(self.log_bits)]
        log = self.pair_logs[value & np.uint64(len(self.pair_logs) - 1)]
        backed = self.unigrams[1][first] + self.unigrams[0][second]
        log = np.where(known, log, backed)
        return log, np.where(known, weight, np.float32(0)), known

    def trigram_gain(self, keys: Ids) -> Logs:
        """What a known trigram adds to its back-off score; 0 for an unknown one."""
        known, value = self.trigrams.get(keys)
        gain: Logs = np.where(known, self.gains[value], np.float32(0))
        return gain

    def likelihood(self, words: Sequence[str]) -> float:
        """Log probability of words in a row, given the first of them."""
        if len(words) < 2:
            return 0.0
        ids = np.array([self.ids.get(word, UNKNOWN_ID) for word in words], np.uint64)
        logs, weights, _ = self.bigram(ids[:-1], ids[1:])
        total = float(logs.sum())
        if len(words) > 2:
            shift = np.uint64(16)
            keys = (ids[:-2] << shift << shift) | (ids[1:-1] << shift) | ids[2:]
            total += float(weights[:-1].sum() + self.trigram_gain(keys).sum())
        return total


@lru_cache(maxsize=1)
def language_model() -> LanguageModel:
    """The model of this installation, loaded once."""
    return load(models_folder() / "syllables")


def load(folder: Path) -> LanguageModel:
    """The model in `folder`."""
    words = tuple((folder / "words.txt").read_text(encoding="utf-8").splitlines())
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))

    def table(name: str) -> HashTable:
        packed = np.fromfile(folder / f"{name}.bin", np.uint8)
        return HashTable(packed, Shape(**meta["tables"][name]))

    def floats(name: str) -> Any:
        return np.fromfile(folder / f"{name}.bin", np.float32)

    ids = {word: n for n, word in enumerate(words)}
    capitals = list(range(len(words)))
    for number, word in enumerate(words):
        if word.startswith(CAPITAL) and word[1:] in ids:
            capitals[ids[word[1:]]] = number
    return LanguageModel(
        words=words,
        ids=ids,
        capitals=tuple(capitals),
        unigrams=floats("unigrams").reshape(2, -1),
        case=floats("case").reshape(2, -1),
        bigrams=table("bigrams"),
        trigrams=table("trigrams"),
        pair_logs=floats("pair_logs"),
        pair_weights=floats("pair_weights"),
        gains=floats("gains"),
    )
