"""Static maps from 64-bit keys to small values in one flat array.

An XOR filter that carries a value: a key's three slots, XORed, give a fingerprint and
the value. A lookup is three gathers without a branch, so numpy does a million of them
in a tenth of a second, and the array is used as it lies in the file: 2.5 bytes for a
trigram of 12 + 4 bits. An absent key passes for present once in 4,096 (12 bits).
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


class HashTable:
    """Read side of a table made by `build_table`; `bits` of each slot are the value."""

    def __init__(self, slots: Any, bits: int) -> None:
        self.slots = slots
        self.third = len(slots) // 3
        kind = slots.dtype.type
        self.bits = bits
        self._bits = kind(bits)
        self._value = kind((1 << bits) - 1)
        self._print = np.uint64((1 << (8 * slots.dtype.itemsize - bits)) - 1)

    def get(self, keys: U64) -> tuple[npt.NDArray[np.bool_], Any]:
        """Whether each key is there, and its value (rubbish where it is not)."""
        mixed = _mixed(keys)
        a, b, c = _slots(mixed, self.third)
        slots = self.slots
        found = slots[a] ^ slots[b] ^ slots[c]
        prints = (_second(mixed) & self._print).astype(slots.dtype)
        return (found >> self._bits) == prints, found & self._value


def build_table(
    keys: U64, values: npt.NDArray[np.uint32], bits: int, print_bits: int
) -> npt.NDArray[np.uint32]:
    """The slots of a table of distinct keys: `print_bits` over `bits` of value.

    Slots used by one key only are given to it, round by round; then the rounds are
    filled in reverse. Raises ValueError when a key is given twice.
    """
    third = int(len(keys) * 1.24 / 3) + 32
    mixed = _mixed(keys)
    slots = np.stack(_slots(mixed, third))
    size = 3 * third
    rounds = _peel(slots, size)
    prints = (_second(mixed) & np.uint64((1 << print_bits) - 1)).astype(np.uint32)
    content = (prints << np.uint32(bits)) | values
    table = np.zeros(size, dtype=np.uint32)
    for chosen, slot in reversed(rounds):
        mine = slots[:, chosen]
        rest = table[mine[0]] ^ table[mine[1]] ^ table[mine[2]] ^ table[slot]
        table[slot] = rest ^ content[chosen]
    return table


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
