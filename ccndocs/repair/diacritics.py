"""Diacritics restored: pieces to a lattice, the lattice decoded, choices to edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import exp

from ccndocs.repair.case import case_of, letter_by_letter, like, with_case
from ccndocs.repair.decode import Choice, decode
from ccndocs.repair.habits import Habits, habits_of
from ccndocs.repair.lattice import Token
from ccndocs.repair.lm import LanguageModel
from ccndocs.repair.memory import Memory
from ccndocs.repair.pieces import Kind, Piece, pieces_of
from ccndocs.repair.readings import prepare, token_of
from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit
from ccndocs.vi.syllables import bare, is_syllable

BATCH = 1500  # slots decoded at a time: bounds memory
DIGIT_MARGIN = 2.0  # natural logs by which digits must be the likelier as a word
SLIP_MARGIN = 3.0  # … a legal syllable of a sound text as another one
ILLEGAL_MARGIN = 1.0  # … an illegal one of three letters or more
NAME_MARGIN = 6.0  # … one with a capital: names are what the model knows least
BACKED_MARGIN = 0.5  # … where the document has the same words elsewhere
BACKED_NAME_MARGIN = 1.0
WEIGHT = 0.9  # of the channel's scores against the language model's
_UNENDED = re.compile(
    r"(?:^|\s)(?:so|bo|cuc|va|cua|cac|voi|ve|theo|thuoc|uy ban|uy ban nhan"
    r"|i+v?\.\s*muc|noi)$",
    re.IGNORECASE,
)
"""Bare words that end no line by themselves: "1. Sở / Khoa học và Công nghệ"."""
SHORT = 45  # characters; a shorter line before a capital ends its sentence

_Read = tuple[Piece, Damage]


def propose(
    text: str, lines: Sequence[Span], damage: Sequence[Damage], model: LanguageModel
) -> Iterable[Edit]:
    """Edits that restore the damaged lines of `text`."""
    habits = habits_of(text, lines, damage)
    memory = Memory(text)
    batch: list[list[_Read]] = []
    size = 0
    for segment in _segments(text, lines, damage, habits.own):
        batch.append(segment)
        size += len(segment)
        if size > BATCH:
            yield from _decided(batch, model, habits, memory)
            batch, size = [], 0
    yield from _decided(batch, model, habits, memory)


def _decided(
    batch: list[list[_Read]], model: LanguageModel, habits: Habits, memory: Memory
) -> Iterable[Edit]:
    prepare(read for segment in batch for read in segment)
    tokens = [
        [token_of(piece, damage, at == 0) for at, (piece, damage) in enumerate(segment)]
        for segment in batch
    ]
    slots = [
        [
            with_case(model, token.options.slot, case_of(token.piece, at == 0))
            for at, token in enumerate(segment)
        ]
        for segment in tokens
    ]
    chosen = decode(model, slots, WEIGHT)
    for segment, choices in zip(tokens, chosen, strict=True):
        for token, choice in zip(segment, choices, strict=True):
            edit = _edit(token, choice, habits, memory)
            if edit is not None:
                yield edit


def _edit(token: Token, choice: Choice, habits: Habits, memory: Memory) -> Edit | None:
    """The change of a token to the word chosen for it, if it is one."""
    words, span, read = token.options.words, token.piece.span, token.piece.text
    taken = choice.taken % len(token.options.slot.ids)
    word = words[taken] if words else None
    if word is None or choice.margin < _least_margin(token, word, memory):
        return None
    if taken >= token.options.wide:
        span = Span(span.start, span.stop + 1)
    elif word == read:
        return None
    word = habits.spelled(word)
    right = (
        letter_by_letter(read, word)
        if token.clean
        else like(read, word, token.piece.shouted)
    )
    if right == read and len(span) == len(read):
        return None
    score = round(1 - 0.5 * exp(-min(choice.margin, 30.0)), 4)
    return Edit(span, right, "ocr-slip" if token.slip else "diacritics", score)


def _least_margin(token: Token, word: str, memory: Memory) -> float:
    """How much better than the next reading a change to `word` must be."""
    read = token.piece.text
    if not token.slip:
        return DIGIT_MARGIN if read.isdigit() else 0.0
    named = read[0].isupper() and not token.piece.shouted
    if memory.speaks_for(token.piece.span, word):
        return BACKED_NAME_MARGIN if named else BACKED_MARGIN
    if not is_syllable(read.lower()):
        return ILLEGAL_MARGIN if len(read) > 2 else SLIP_MARGIN
    return NAME_MARGIN if named else SLIP_MARGIN


def _segments(
    text: str, lines: Sequence[Span], damage: Sequence[Damage], own: frozenset[str]
) -> Iterable[list[_Read]]:
    """Stretches between stops and breaks that the language model sees whole."""
    current: list[_Read] = []
    for number, (span, state) in enumerate(zip(lines, damage, strict=True)):
        line = span.of(text)
        if state is Damage.NONE or (current and _opens(line, lines, number, text)):
            yield current
            current = []
        if state is Damage.NONE:
            continue
        noisy = state is Damage.NOISE
        for piece in pieces_of(line, span.start, number, noisy, own):
            if piece.kind is Kind.STOP:
                yield current
                current = []
                continue
            current.append((piece, state))
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
    if before.isupper() and bare_line.isupper():
        return False  # "I. MỤC / TIÊU": a heading over two lines
    return first.isupper() and len(before) < SHORT and not _UNENDED.search(bare(before))
