"""The compiled decoder (`decoder.c`), where it was built: set-up needs a C compiler."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np

from ccndocs.repair.hashing import HashTable
from ccndocs.repair.lm import BOUNDARY_ID, LanguageModel
from ccndocs.repair.slots import BEAM, FEW, Choice, Slot

VERSION = 1  # of the interface: a library left over from another one is not used
LIBRARY = Path(__file__).with_name("_decoder.so")
_EDGE = Slot((BOUNDARY_ID,), (0.0,))


class _Table(ctypes.Structure):
    _fields_ = (
        ("slots", ctypes.c_void_p),
        ("third", ctypes.c_uint64),
        ("width", ctypes.c_uint32),
        ("bits", ctypes.c_uint32),
    )


class _Model(ctypes.Structure):
    _fields_ = (
        ("bigrams", _Table),
        ("trigrams", _Table),
        ("unigrams", ctypes.c_void_p),
        ("gains", ctypes.c_void_p),
        ("words", ctypes.c_uint64),
        ("step", ctypes.c_float),
    )


@cache
def _library() -> Any:
    """The library with its function declared; None where it cannot be used."""
    try:
        library = ctypes.CDLL(str(LIBRARY))
        if library.ccn_version() != VERSION:
            return None
        call = library.ccn_decode
    except (OSError, AttributeError):  # not built, or for another machine
        return None
    whole, real, place = ctypes.c_int, ctypes.c_float, ctypes.c_void_p
    call.argtypes = (
        place,
        whole,
        place,
        place,
        place,
        place,
        whole,
        real,
        *[place] * 2,
    )
    call.restype = whole
    return library


def is_built() -> bool:
    """Whether the compiled decoder can be used here."""
    return _library() is not None


def decode(
    model: LanguageModel, segments: Sequence[Sequence[Slot]], weight: float = 1.0
) -> list[list[Choice]]:
    """As `decode.decode`. Raises MemoryError where there is too little."""
    filled = [segment for segment in segments if segment]
    rows = [row for segment in filled for row in (_EDGE, *segment, _EDGE)]
    counts = np.array([len(segment) for segment in filled], np.int32)
    begin = np.array([0, *accumulate(len(row.ids) for row in rows)], np.int32)
    ids = np.array(list(chain.from_iterable(row.ids for row in rows)), np.int32)
    scores = np.array(list(chain.from_iterable(row.scores for row in rows)), np.float32)
    scores *= np.float32(weight)
    taken = np.empty(int(counts.sum()), np.int32)
    margins = np.empty(len(taken), np.float32)
    given = [a.ctypes.data for a in (counts, begin, ids, scores)]
    found = [a.ctypes.data for a in (taken, margins)]
    plain = ctypes.byref(_plain(model))
    if _library().ccn_decode(plain, len(counts), *given, FEW, BEAM, *found):
        raise MemoryError("no memory for the decoder")
    choices = map(Choice, taken.tolist(), margins.tolist())
    return [[next(choices) for _ in segment] for segment in segments]


_PLAIN: dict[int, tuple[LanguageModel, _Model]] = {}


def _plain(model: LanguageModel) -> _Model:
    """The model as C sees it; it is kept alive with it."""
    kept = _PLAIN.get(id(model))
    if kept is None:
        kept = _PLAIN[id(model)] = (model, _described(model))
    return kept[1]


def _described(model: LanguageModel) -> _Model:
    return _Model(
        _table(model.bigrams),
        _table(model.trigrams),
        model.unigrams.ctypes.data,
        model.gains.ctypes.data,
        model.unigrams.shape[1],
        model.step,
    )


def _table(table: HashTable) -> _Table:
    slots = table.slots
    return _Table(slots.ctypes.data, table.third, slots.dtype.itemsize, table.bits)
