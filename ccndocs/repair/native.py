"""The compiled decoder (`decoder.c`), where it was built: set-up needs a C compiler."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np

from ccndocs.repair.hashing import HashTable, salt_of
from ccndocs.repair.lm import BOUNDARY_ID, LanguageModel
from ccndocs.repair.slots import BEAM, FEW, Choice, Slot

VERSION = 3  # of the interface: a library left over from another one is not used
LIBRARY = Path(__file__).with_name("_decoder.so")
_EDGE = Slot((BOUNDARY_ID,), (0.0,))


class _Table(ctypes.Structure):
    _fields_ = (
        ("packed", ctypes.c_void_p),
        ("segment", ctypes.c_uint64),
        ("span", ctypes.c_uint64),
        ("salt", ctypes.c_uint64),
        ("print_bits", ctypes.c_uint32),
        ("bits", ctypes.c_uint32),
    )


class _Model(ctypes.Structure):
    _fields_ = (
        ("bigrams", _Table),
        ("trigrams", _Table),
        ("unigrams", ctypes.c_void_p),
        ("pair_logs", ctypes.c_void_p),
        ("pair_weights", ctypes.c_void_p),
        ("gains", ctypes.c_void_p),
        ("words", ctypes.c_uint64),
        ("log_bits", ctypes.c_uint32),
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
    call.argtypes = (place, whole, *[place] * 5, whole, real, *[place] * 2)
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
    twins = np.array([row.twins for row in rows], np.int32)
    taken = np.empty(int(counts.sum()), np.int32)
    margins = np.empty(len(taken), np.float32)
    given = [a.ctypes.data for a in (counts, begin, ids, scores, twins)]
    found = [a.ctypes.data for a in (taken, margins)]
    plain = ctypes.byref(_plain(model))
    if _library().ccn_decode(plain, len(counts), *given, FEW, BEAM, *found):
        raise MemoryError("no memory for the decoder")
    choices = map(Choice, taken.tolist(), margins.tolist())
    return [[next(choices) for _ in segment] for segment in segments]


@lru_cache(maxsize=4)
def _plain(model: LanguageModel) -> _Model:
    """The model as C sees it."""
    logs = (model.unigrams, model.pair_logs, model.pair_weights, model.gains)
    return _Model(
        _table(model.bigrams),
        _table(model.trigrams),
        *(array.ctypes.data for array in logs),
        model.unigrams.shape[1],
        model.log_bits,
    )


def _table(table: HashTable) -> _Table:
    shape = table.shape
    return _Table(
        table.packed.ctypes.data,
        shape.segment,
        shape.segments * shape.segment,
        salt_of(shape.seed),
        shape.print_bits,
        shape.bits,
    )
