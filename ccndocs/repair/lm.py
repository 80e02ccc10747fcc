"""The syllable language model at run time: tables as they lie in the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ccndocs.repair.hashing import HashTable

BOUNDARY, UNKNOWN, NUMBER, COMMA = "</s>", "<unk>", "<n>", ","
BOUNDARY_ID, UNKNOWN_ID, NUMBER_ID, COMMA_ID = range(4)

Ids = npt.NDArray[np.uint64]
Logs = npt.NDArray[np.float32]
Known = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Natural-log probabilities of syllables after one or two others.

    `case[c][word]`: log probability that the word, within a sentence, has no capital
    (c = 0) or has one (c = 1).
    """

    words: tuple[str, ...]
    ids: dict[str, int]
    unigrams: Any
    case: Any
    bigrams: HashTable
    trigrams: HashTable
    gains: Any
    step: float

    def bigram(self, first: Ids, second: Ids) -> tuple[Logs, Logs, Known]:
        """Log p(second | first), the pair's back-off weight, whether it is known."""
        known, value = self.bigrams.get((first << np.uint64(16)) | second)
        log = (value & np.uint32(0xFF)).astype(np.float32) * np.float32(-self.step)
        weight = ((value >> np.uint32(8)).astype(np.float32) - 64) * np.float32(
            -self.step / 2
        )
        backed = self.unigrams[1][first] + self.unigrams[0][second]
        log = np.where(known, log, backed)
        return log, np.where(known, weight, np.float32(0)), known

    def trigram_gain(self, keys: Ids) -> Logs:
        """What a known trigram adds to its back-off score; 0 for an unknown one."""
        known, value = self.trigrams.get(keys)
        gain: Logs = np.where(known, self.gains[value], np.float32(0))
        return gain


def models_folder() -> Path:
    """Where the models lie: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


@lru_cache(maxsize=1)
def language_model() -> LanguageModel:
    """The model of this installation, loaded once."""
    return load(models_folder() / "syllables")


def load(folder: Path) -> LanguageModel:
    """The model in `folder`; the big tables are mapped, not read."""
    words = tuple((folder / "words.txt").read_text(encoding="utf-8").splitlines())
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))

    def table(name: str, kind: type[Any]) -> Any:
        return np.fromfile(folder / name, dtype=kind)

    return LanguageModel(
        words=words,
        ids={word: n for n, word in enumerate(words)},
        unigrams=table("unigrams.bin", np.float32).reshape(2, -1),
        case=table("case.bin", np.float32).reshape(2, -1),
        bigrams=HashTable(table("bigrams.bin", np.uint32), 16),
        trigrams=HashTable(table("trigrams.bin", np.uint16), 4),
        gains=table("gains.bin", np.float32),
        step=float(meta["step"]),
    )
