"""Tokens with their candidates, as restoration hands them about."""

from __future__ import annotations

from typing import NamedTuple

from ccndocs.repair.decode import Slot
from ccndocs.repair.pieces import Piece


class Options(NamedTuple):
    """The candidates of one spelling, made once for all tokens that have it.

    `words` are in the order of the slot; None: the token stays as read. From `wide`
    on they replace the sign glued to the token too.
    """

    slot: Slot
    words: tuple[str | None, ...]
    wide: int


class Token(NamedTuple):
    """A piece and its candidates; no words: it is context.

    `slip`: it stands in a sound text, where a change must be proven; `clean`: only
    diacritics are lost, so the letters correspond. `half_read`: words that the engine
    that read it half believed.
    """

    piece: Piece
    options: Options
    slip: bool = False
    clean: bool = False
    half_read: frozenset[str] = frozenset()
