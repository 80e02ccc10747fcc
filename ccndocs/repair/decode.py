"""The best reading of a lattice of syllables, for many segments at once.

Two passes, coarse to fine: bigrams leave a few candidates a slot, trigrams choose. The
compiled decoder does it where there is one, numpy where not; both choose the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.repair import native
from ccndocs.repair.lm import LanguageModel
from ccndocs.repair.slots import Choice, Slot

__all__ = ["Choice", "Slot", "decode"]


def decode(
    model: LanguageModel,
    segments: Sequence[Sequence[Slot]],
    weight: float = 1.0,
) -> list[list[Choice]]:
    """The most probable candidate of every slot.

    `weight` multiplies the channel scores against the language model's.
    """
    if native.is_built():
        return native.decode(model, segments, weight)
    from ccndocs.repair.vectorised import decode as in_numpy

    return in_numpy(model, segments, weight)
