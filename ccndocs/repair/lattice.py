"""Tokens with their candidates, as restoration hands them about."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.repair.decode import Slot
from ccndocs.repair.pieces import Piece
from ccndocs.types.geometry import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One candidate: what it replaces, and by which word (None: it stays as read)."""

    span: Span
    word: str | None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece and its candidates, in the order of its slot; none: it is context.

    `slip`: it stands in a sound text, where a change must be proven.
    """

    piece: Piece
    slot: Slot
    readings: tuple[Reading, ...]
    slip: bool = False
