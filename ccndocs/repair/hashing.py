"""Static maps from 64-bit keys to small values in two flat arrays.

An XOR filter that carries a value: a key's three slots, XORed, give a 16-bit
fingerprint and the value. A lookup is three gathers without a branch, so numpy does
a million of them in a tenth of a second; an absent key passes for present once in
65,536. About 3.7 bytes a trigram, and the arrays are used as they lie in the file.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
_SALT = np.uint64(0x9E3779B97F4A7C15)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)


def _mixed(keys: U64) -> U64:
    """The finaliser of splitmix64: every bit of the key stirs every bit of it."""
    with np.errstate(over="ignore"):
        z = keys + _SALT
        z = (z ^ (z >> np.uint64(30))) * _MIX1
        z = (z ^ (z >> np.uint64(27))) * _MIX2
    mixed: U64 = z ^ (z >> np.uint64(31))
    return mixed


def _slots(mixed: U64, third: int) -> tuple[npt.NDArray[np.int64], ...]:
    """One slot in each third of the table."""
    size, half, mask = np.uint64(third), np.uint64(32), np.uint64(0xFFFFFFFF)
    again = _second(mixed)
    parts = (mixed & mask, mixed >> half, again >> half)
    a, b, c = (((part * size) >> half).astype(np.int64) for part in parts)
    return a, b + third, c + 2 * third


def _second(mixed: U64) -> U64:
    """A second hash: slots take its high half, fingerprints its low one."""
    with np.errstate(over="ignore"):
        stirred = mixed * _MIX1
    again: U64 = stirred ^ (stirred >> np.uint64(29))
    return again


def _fingerprint(mixed: U64) -> npt.NDArray[np.uint16]:
    return (_second(mixed) & np.uint64(0xFFFF)).astype(np.uint16)


class HashTable:
    """Read side of a table made by `build_table`."""

    def __init__(self, fingerprints: npt.NDArray[np.uint16], values: Any) -> None:
        self.fingerprints = fingerprints
        self.values = values
        self.third = len(fingerprints) // 3

    def get(self, keys: U64) -> tuple[npt.NDArray[np.bool_], Any]:
        """Whether each key is there, and its value (rubbish where it is not)."""
        mixed = _mixed(keys)
        a, b, c = _slots(mixed, self.third)
        prints, values = self.fingerprints, self.values
        found = prints[a] ^ prints[b] ^ prints[c] ^ _fingerprint(mixed)
        return found == 0, values[a] ^ values[b] ^ values[c]


def build_table(
    keys: U64, values: npt.NDArray[np.uint32], bits: int
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint32]]:
    """The two arrays of a table of distinct keys; values have `bits` bits.

    Slots used by one key only are given to it, round by round; then the rounds are
    filled in reverse. Raises ValueError when a key is given twice.
    """
    third = int(len(keys) * 1.24 / 3) + 32
    mixed = _mixed(keys)
    slots = np.stack(_slots(mixed, third))
    size = 3 * third
    rounds = _peel(slots, size)
    content = (_fingerprint(mixed).astype(np.uint32) << np.uint32(bits)) | values
    table = np.zeros(size, dtype=np.uint32)
    for chosen, slot in reversed(rounds):
        mine = slots[:, chosen]
        rest = table[mine[0]] ^ table[mine[1]] ^ table[mine[2]] ^ table[slot]
        table[slot] = rest ^ content[chosen]
    mask = np.uint32((1 << bits) - 1)
    return (table >> np.uint32(bits)).astype(np.uint16), table & mask


def _peel(
    slots: npt.NDArray[np.int64], size: int
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Rounds of (keys, the slot that each has to itself)."""
    left = np.arange(slots.shape[1])
    rounds = []
    while len(left):
        here = slots[:, left]
        degree = np.bincount(here.ravel(), minlength=size)
        alone = degree[here] == 1
        free = alone.any(axis=0)
        if not free.any():
            raise ValueError("the keys cannot be placed: one is given twice?")
        chosen = left[free]
        pick = alone[:, free].argmax(axis=0)
        rounds.append((chosen, here[:, free][pick, np.arange(len(chosen))]))
        left = left[~free]
    return rounds
