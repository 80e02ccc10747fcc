"""What a token without its diacritics can have been."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from ccndocs.repair.decode import Slot
from ccndocs.repair.lm import LanguageModel, language_model
from ccndocs.vi.syllables import bare

MOST = 20  # forms of one base that are considered
RARE = 10.0  # natural logs below the commonest form at which a form is left out


class BareForms:
    """All forms of the model's vocabulary by their bare spelling."""

    def __init__(self, model: LanguageModel) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(model.words[4:], 4):
            if word.isalpha():
                found[bare(word)].append(number)
        logs = model.unigrams[0]
        self._slots: dict[str, Slot] = {}
        for base, numbers in found.items():
            ranked = sorted(numbers, key=lambda n: -logs[n])[:MOST]
            kept = tuple(n for n in ranked if logs[n] > logs[ranked[0]] - RARE)
            self._slots[base] = Slot(kept, (0.0,) * len(kept))

    def slot(self, base: str) -> Slot | None:
        """Candidates of a lower-case bare token; None where it is no known form."""
        return self._slots.get(base)


@lru_cache(maxsize=1)
def bare_forms() -> BareForms:
    """The forms of the installed model, sorted out once."""
    return BareForms(language_model())
