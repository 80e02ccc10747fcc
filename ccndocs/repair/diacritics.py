"""Diacritics restored: pieces to a lattice, the lattice decoded, choices to edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

from ccndocs.repair.case import like
from ccndocs.repair.decode import Choice, decode
from ccndocs.repair.lattice import Token
from ccndocs.repair.lm import LanguageModel
from ccndocs.repair.pieces import Kind, is_capital_line, pieces_of
from ccndocs.repair.readings import Readings
from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit

BATCH = 4000  # slots decoded at a time: bounds memory
WEIGHT = 0.9  # of the channel's scores against the language model's
SHORT = 45  # characters; a shorter line before a capital ends its sentence


def propose(
    text: str, lines: Sequence[Span], damage: Sequence[Damage], model: LanguageModel
) -> Iterable[Edit]:
    """Edits that restore the damaged lines of `text`."""
    segments = _segments(text, lines, damage, Readings(model))
    batch: list[list[Token]] = []
    size = 0
    for segment in segments:
        batch.append(segment)
        size += len(segment)
        if size > BATCH:
            yield from _decided(batch, model)
            batch, size = [], 0
    yield from _decided(batch, model)


def _decided(batch: list[list[Token]], model: LanguageModel) -> Iterable[Edit]:
    chosen = decode(model, [[token.slot for token in seg] for seg in batch], WEIGHT)
    for segment, choices in zip(batch, chosen, strict=True):
        for token, choice in zip(segment, choices, strict=True):
            yield from _edit(token, choice)


def _edit(token: Token, choice: Choice) -> Iterable[Edit]:
    if not token.readings:
        return
    reading = token.readings[choice.index]
    if reading.word is None:
        return
    read = token.piece.text
    if token.piece.kind is Kind.NUMBER or (read.isdigit() and choice.margin < 2.0):
        return
    right = like(read, reading.word, token.shouted)
    if right != read or len(reading.span) != len(read):
        score = 1 - 0.5 * exp(-min(choice.margin, 30.0))
        yield Edit(reading.span, right, "diacritics", round(score, 4))


def _segments(
    text: str, lines: Sequence[Span], damage: Sequence[Damage], readings: Readings
) -> Iterable[list[Token]]:
    """Stretches between stops and breaks that the language model sees whole."""
    current: list[Token] = []
    for number, (span, state) in enumerate(zip(lines, damage, strict=True)):
        line = span.of(text)
        if state is Damage.NONE or (current and _opens(line, lines, number, text)):
            yield current
            current = []
        if state is Damage.NONE:
            continue
        noisy, shouted = state is Damage.NOISE, is_capital_line(line)
        for piece in pieces_of(line, span.start, number, noisy):
            if piece.kind is Kind.STOP:
                yield current
                current = []
                continue
            cased = bool(current) and not shouted and piece.text[:1].isalpha()
            current.append(readings.token(piece, noisy, cased, shouted))
    yield current


def _opens(line: str, lines: Sequence[Span], number: int, text: str) -> bool:
    """Whether a line begins something new."""
    bare_line = line.strip()
    if not bare_line or number == 0:
        return True
    before = lines[number - 1].of(text).strip()
    first = bare_line[0]
    if not before or first in "-+*•–" or bare_line[:2].rstrip(".)").isdigit():
        return True
    return first.isupper() and len(before) < SHORT
