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


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Natural-log probabilities of syllables after one or two others."""

    words: tuple[str, ...]
    ids: dict[str, int]
    unigrams: Any
    bigrams: HashTable
    trigrams: HashTable
    step: float

    def bigram(self, first: Ids, second: Ids) -> tuple[Logs, Logs]:
        """Log p(second | first), and the back-off weight of the pair as a context."""
        known, value = self.bigrams.get((first << np.uint64(16)) | second)
        log = (value & np.uint16(0xFF)) * np.float32(-self.step)
        weight = ((value >> np.uint16(8)).astype(np.float32) - 64) * np.float32(
            -self.step / 2
        )
        backed = self.unigrams[1][first] + self.unigrams[0][second]
        return np.where(known, log, backed), np.where(known, weight, np.float32(0))

    def trigram(self, keys: Ids, weights: Logs, backed: Logs) -> Logs:
        """Log p(third | first, second) for packed keys; else weight plus `backed`."""
        known, value = self.trigrams.get(keys)
        scored: Logs = np.where(known, value * np.float32(-self.step), weights + backed)
        return scored


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
        unigrams=table("uni.bin", np.float32).reshape(2, -1),
        bigrams=HashTable(
            table("bi_fp.bin", np.uint16), table("bi_val.bin", np.uint16)
        ),
        trigrams=HashTable(
            table("tri_fp.bin", np.uint16), table("tri_val.bin", np.uint8)
        ),
        step=float(meta["step"]),
    )
