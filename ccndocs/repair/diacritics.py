"""Diacritics restored: pieces to a lattice, the lattice decoded, choices to edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import exp

from ccndocs.repair.case import case_of, letter_by_letter, like, with_case
from ccndocs.repair.decode import Choice, decode
from ccndocs.repair.doubts import Doubts, within
from ccndocs.repair.echoes import Segment, echoed
from ccndocs.repair.gate import FEW_SLIPS, MANY_SLIPS, is_worn, least_margin
from ccndocs.repair.habits import Habits, habits_of
from ccndocs.repair.lattice import Token
from ccndocs.repair.lm import LanguageModel
from ccndocs.repair.memory import Memory
from ccndocs.repair.pieces import Kind, Piece, pieces_of
from ccndocs.repair.readings import prepare, token_of
from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit
from ccndocs.vi.syllables import bare

BATCH = 1500  # slots decoded at a time: bounds memory
AGAIN = 50  # segments decoded together once more
STRETCH = 20_000  # pieces that one document is taken to have: their echoes count
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
    text: str,
    lines: Sequence[Span],
    damage: Sequence[Damage],
    model: LanguageModel,
    doubts: Doubts,
) -> Iterable[Edit]:
    """Edits that restore the damaged lines of `text`."""
    habits = habits_of(text, lines, damage)
    memory = Memory(text)
    segments = _segments(text, lines, damage, habits.own)
    for stretch in _grouped(segments, STRETCH):
        decided = [
            segment
            for batch in _grouped(stretch, BATCH)
            for segment in _decided(batch, model, doubts)
        ]
        again = list(echoed(decided))
        for at in range(0, len(again), AGAIN):
            numbers, slots = zip(*again[at : at + AGAIN], strict=True)
            for number, choices in zip(
                numbers, decode(model, slots, WEIGHT), strict=True
            ):
                decided[number] = decided[number]._replace(choices=choices)
        pairs = (p for s in decided for p in zip(s.tokens, s.choices, strict=True))
        margins = MANY_SLIPS if is_worn(pairs, memory) else FEW_SLIPS
        for segment in decided:
            opens = opens_a_line(segment.tokens)
            for at, token in enumerate(segment.tokens):
                choice = segment.choices[at]
                word = _chosen(token, choice)
                if word is None:
                    continue
                opening = opens and at == 0
                least = least_margin(token, word, memory, opening, margins)
                if choice.margin >= least and not _both_right(segment.tokens, at, word):
                    yield from _edits(token, choice, word, habits)


def _grouped(segments: Iterable[list[_Read]], most: int) -> Iterator[list[list[_Read]]]:
    """Segments in groups that have little more than `most` pieces."""
    group: list[list[_Read]] = []
    size = 0
    for segment in segments:
        group.append(segment)
        size += len(segment)
        if size > most:
            yield group
            group, size = [], 0
    yield group


def _decided(
    batch: list[list[_Read]], model: LanguageModel, doubts: Doubts
) -> Iterator[Segment]:
    """The segments of a batch with the choices of the language model."""
    prepare(read for segment in batch for read in segment)
    tokens = [
        [
            token_of(piece, damage, at == 0, within(doubts, piece.span))
            for at, (piece, damage) in enumerate(segment)
        ]
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
    return map(Segment, tokens, slots, chosen)


def opens_a_line(tokens: Sequence[Token]) -> bool:
    """Whether the first word's capital is that of an opening: the next has none."""
    if len(tokens) < 2:
        return False
    first, second = tokens[0].piece.text, tokens[1].piece.text
    return first[0].isupper() and second.isalpha() and second.islower()


def _chosen(token: Token, choice: Choice) -> str | None:
    """The word that a token becomes; None where it stays what it is."""
    words = token.options.words
    taken = choice.taken % len(token.options.slot.ids)
    word = words[taken] if words else None
    return None if word == token.piece.text and taken < token.options.wide else word


_TIMES = ("giờ", "ngày", "tuần", "tháng", "quý", "năm")


def _both_right(tokens: Sequence[Token], at: int, word: str) -> bool:
    """Whether both spellings are right: "hằng tuần", "hàng tuần"."""
    if not tokens[at].slip or {tokens[at].piece.text.lower(), word} != {"hằng", "hàng"}:
        return False
    return at + 1 < len(tokens) and tokens[at + 1].piece.text.lower() in _TIMES


def _edits(token: Token, choice: Choice, word: str, habits: Habits) -> Iterator[Edit]:
    """The change of a token to the word chosen for it, if it is one."""
    span, read = token.piece.span, token.piece.text
    if choice.taken % len(token.options.slot.ids) >= token.options.wide:
        span = Span(span.start, span.stop + 1)
    word = habits.spelled(word)
    right = (
        letter_by_letter(read, word)
        if token.clean
        else like(read, word, token.piece.shouted)
    )
    if right == read and len(span) == len(read):
        return
    score = round(1 - 0.5 * exp(-min(choice.margin, 30.0)), 4)
    yield Edit(span, right, "ocr-slip" if token.slip else "diacritics", score)


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
