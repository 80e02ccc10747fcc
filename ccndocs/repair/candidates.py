"""What a token without its diacritics can have been."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import numpy as np

from ccndocs.repair.decode import Slot
from ccndocs.repair.lm import LanguageModel, language_model
from ccndocs.vi.syllables import bare

MOST = 20  # forms of one base that are considered
RARE = 10.0  # natural logs below the commonest form at which a form is left out


class BareForms:
    """All forms of the model's vocabulary by their bare spelling."""

    def __init__(self, model: LanguageModel) -> None:
        self._logs = model.unigrams[0]
        self._numbers: dict[str, list[int]] = defaultdict(list)
        # Bared in one go: a word at a time takes several times as long.
        bases = bare("\n".join(model.words)).split("\n")
        for number, (word, base) in enumerate(zip(model.words, bases, strict=True)):
            if number > 3 and word.isalpha():
                self._numbers[base].append(number)
        self._slots: dict[str, Slot] = {}

    def slot(self, base: str) -> Slot | None:
        """Candidates of a lower-case bare token; None where it is no known form."""
        if base not in self._slots and base in self._numbers:
            self._slots[base] = self._ranked(self._numbers[base])
        return self._slots.get(base)

    def _ranked(self, numbers: list[int]) -> Slot:
        logs = self._logs[numbers]
        ranked = np.argsort(-logs, kind="stable")[:MOST]
        near = ranked[logs[ranked] > logs[ranked[0]] - RARE]
        kept = tuple(numbers[at] for at in near.tolist())
        return Slot(kept, (0.0,) * len(kept))


@lru_cache(maxsize=1)
def bare_forms() -> BareForms:
    """The forms of the installed model, sorted out once."""
    return BareForms(language_model())
