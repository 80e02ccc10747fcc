"""Static maps from 64-bit keys to small values in one flat array of bits.

A binary fuse filter (Graf and Lemire, 2022) that carries a value: the four slots of a
key, XORed, give a fingerprint and the value. It needs 1.08 slots a key, its slots are
as many bits wide as wanted, and it is used as it lies in the file. An absent key passes
for present once in 2 to the power of the fingerprint's bits.
"""

from __future__ import annotations

from math import floor, log
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
ARITY = 4
SEEDS = 50  # tries to place the keys; the first nearly always does
PADDING = 8  # bytes after the last slot, so that any slot can be read as 64 bits
_SALT = 0x9E3779B97F4A7C15
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)


class Shape(NamedTuple):
    """How a table lies in its file.

    `segment` is a power of two; slots of one key lie in four neighbouring segments, of
    which the first is one of `segments`. A slot is `print_bits` over `bits` of value.
    """

    segment: int
    segments: int
    print_bits: int
    bits: int
    seed: int = 0

    @property
    def size(self) -> int:
        """Slots of the table."""
        return self.segment * (self.segments + ARITY - 1)

    @property
    def width(self) -> int:
        """Bits of a slot."""
        return self.print_bits + self.bits


def salt_of(seed: int) -> int:
    """What is added to every key before it is stirred."""
    return _SALT * (2 * seed + 1) & (1 << 64) - 1


def _mixed(keys: U64, seed: int) -> U64:
    """The finaliser of splitmix64: every bit of the key stirs every bit of it."""
    with np.errstate(over="ignore"):
        z = keys + np.uint64(salt_of(seed))
        z = (z ^ (z >> np.uint64(30))) * _MIX1
        z = (z ^ (z >> np.uint64(27))) * _MIX2
    mixed: U64 = z ^ (z >> np.uint64(31))
    return mixed


def _second(mixed: U64) -> U64:
    """A second hash: slots take its high three quarters, fingerprints its low one."""
    with np.errstate(over="ignore"):
        stirred = mixed * _MIX1
    again: U64 = stirred ^ (stirred >> np.uint64(29))
    return again


def _slots(mixed: U64, shape: Shape) -> tuple[Ints, ...]:
    """One slot in each of four neighbouring segments."""
    half, mask = np.uint64(32), np.uint64(shape.segment - 1)
    again = _second(mixed)
    first = ((mixed >> half) * np.uint64(shape.segments * shape.segment)) >> half
    found = [first.astype(np.int64)]
    for n in range(1, ARITY):
        stirred = (again >> np.uint64(16 * n)) & mask
        moved = (first + np.uint64(n * shape.segment)) ^ stirred
        found.append(moved.astype(np.int64))
    return tuple(found)


def _prints(mixed: U64, shape: Shape) -> U64:
    return _second(mixed) & np.uint64((1 << shape.print_bits) - 1)


class HashTable:
    """Read side of a table made by `build_table`; `packed`: the bytes of its file."""

    def __init__(self, packed: Any, shape: Shape) -> None:
        self.packed, self.shape = packed, shape
        # Every byte is the start of a 64-bit word: a slot is one gather and a shift.
        words = len(packed) - PADDING + 1
        self._words = np.ndarray((words,), "<u8", packed, strides=(1,))
        self._mask = np.uint64((1 << shape.width) - 1)

    def _slot(self, at: Ints) -> U64:
        bit = at * self.shape.width
        word = self._words[bit >> 3] >> (bit & 7).astype(np.uint64)
        slot: U64 = word & self._mask
        return slot

    def get(self, keys: U64) -> tuple[npt.NDArray[np.bool_], U64]:
        """Whether each key is there, and its value (rubbish where it is not)."""
        mixed = _mixed(keys, self.shape.seed)
        a, b, c, d = (self._slot(at) for at in _slots(mixed, self.shape))
        found = a ^ b ^ c ^ d
        bits = np.uint64(self.shape.bits)
        known = (found >> bits) == _prints(mixed, self.shape)
        return known, found & np.uint64((1 << self.shape.bits) - 1)


def build_table(
    keys: U64, values: npt.NDArray[Any], bits: int, print_bits: int
) -> tuple[npt.NDArray[np.uint8], Shape]:
    """The bytes of a table of distinct keys, and its shape.

    Slots used by one key only are given to it, round by round; then the rounds are
    filled in reverse. Raises ValueError when a key is given twice.
    """
    ordered = np.sort(keys)
    if (ordered[1:] == ordered[:-1]).any():
        raise ValueError("a key is given twice")
    for seed in range(SEEDS):
        shape = _shape(len(keys), bits, print_bits, seed)
        mixed = _mixed(keys, seed)
        slots = np.stack(_slots(mixed, shape))
        rounds = _peel(slots, shape.size)
        if rounds is None:
            continue
        content = (_prints(mixed, shape) << np.uint64(bits)) | values.astype(np.uint64)
        table = np.zeros(shape.size, dtype=np.uint64)
        for chosen, slot in reversed(rounds):
            mine = table[slots[:, chosen]]
            rest = np.bitwise_xor.reduce(mine, axis=0) ^ table[slot]
            table[slot] = rest ^ content[chosen]
        return _packed(table, shape.width), shape
    raise ValueError("the keys cannot be placed")


def _shape(count: int, bits: int, print_bits: int, seed: int) -> Shape:
    """Sizes as Graf and Lemire choose them; small tables get more room."""
    count = max(count, 2)
    segment = 1 << min(max(floor(log(count) / log(2.91) - 0.5), 2), 16)
    factor = max(1.075, 0.77 + 0.305 * log(600_000) / log(count))
    segments = max(-(-int(count * factor) // segment) - (ARITY - 1), 1)
    return Shape(segment, segments, print_bits, bits, seed)


def _packed(table: U64, width: int) -> npt.NDArray[np.uint8]:
    """The slots' bits one after another, the lowest first."""
    spread = np.empty((len(table), width), dtype=np.uint8)
    for bit in range(width):
        spread[:, bit] = (table >> np.uint64(bit)) & np.uint64(1)
    packed = np.packbits(spread.ravel(), bitorder="little")
    return np.concatenate((packed, np.zeros(PADDING, np.uint8)))


def _peel(slots: Ints, size: int) -> list[tuple[Ints, Ints]] | None:
    """Rounds of (keys, the slot that each has to itself); None if keys are left."""
    count = slots.shape[1]
    degree = np.bincount(slots.ravel(), minlength=size)
    # The sum of the keys at a slot is the key itself where only one is left.
    total = np.bincount(
        slots.ravel(),
        weights=np.tile(np.arange(count, dtype=float), ARITY),
        minlength=size,
    ).astype(np.int64)
    rounds = []
    alone = np.flatnonzero(degree == 1)
    while len(alone):
        chosen, at = np.unique(total[alone], return_index=True)
        rounds.append((chosen, alone[at]))
        here = slots[:, chosen]
        np.subtract.at(degree, here.ravel(), 1)
        np.subtract.at(total, here.ravel(), np.tile(chosen, ARITY))
        touched = here.ravel()
        alone = touched[degree[touched] == 1]  # one slot twice is no harm above
    return rounds if sum(len(chosen) for chosen, _ in rounds) == count else None
