"""Diacritics restored: pieces to a lattice, the lattice decoded, choices to edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import exp

from ccndocs.repair.case import case_of, letter_by_letter, like, with_case
from ccndocs.repair.decode import Choice, decode
from ccndocs.repair.echoes import Segment, echoed
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
AGAIN = 50  # segments decoded together once more
STRETCH = 20_000  # pieces that one document is taken to have: their echoes count
DIGIT_MARGIN = 2.0  # natural logs by which digits must be the likelier as a word
SLIP_MARGIN = 3.0  # … a legal syllable of a sound text as another one
ILLEGAL_MARGIN = 1.0  # … an illegal one of three letters or more
NAME_MARGIN = 6.0  # … one with a capital: names are what the model knows least
HAT_MARGIN = 1.5  # … one whose hat lost its tone, as scanners do: "thâm", "tô"
OPENING_MARGIN = 4.0  # … one whose capital only opens a line: "Thâm định hồ sơ"
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
    segments = _segments(text, lines, damage, habits.own)
    for stretch in _grouped(segments, STRETCH):
        decided = [
            segment
            for batch in _grouped(stretch, BATCH)
            for segment in _decided(batch, model)
        ]
        again = list(echoed(decided))
        for at in range(0, len(again), AGAIN):
            numbers, slots = zip(*again[at : at + AGAIN], strict=True)
            for number, choices in zip(
                numbers, decode(model, slots, WEIGHT), strict=True
            ):
                decided[number] = decided[number]._replace(choices=choices)
        for segment in decided:
            opens = opens_a_line(segment.tokens)
            for at, token in enumerate(segment.tokens):
                opening = opens and at == 0
                edit = _edit(token, segment.choices[at], habits, memory, opening)
                if edit is not None:
                    yield edit


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


def _decided(batch: list[list[_Read]], model: LanguageModel) -> Iterator[Segment]:
    """The segments of a batch with the choices of the language model."""
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
    return map(Segment, tokens, slots, chosen)


def opens_a_line(tokens: Sequence[Token]) -> bool:
    """Whether the first word's capital is that of an opening: the next has none."""
    if len(tokens) < 2:
        return False
    first, second = tokens[0].piece.text, tokens[1].piece.text
    return first[0].isupper() and second.isalpha() and second.islower()


def _edit(
    token: Token, choice: Choice, habits: Habits, memory: Memory, opening: bool
) -> Edit | None:
    """The change of a token to the word chosen for it, if it is one."""
    words, span, read = token.options.words, token.piece.span, token.piece.text
    taken = choice.taken % len(token.options.slot.ids)
    word = words[taken] if words else None
    if word is None or choice.margin < _least_margin(token, word, memory, opening):
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


def _least_margin(token: Token, word: str, memory: Memory, opening: bool) -> float:
    """How much better than the next reading a change to `word` must be."""
    read = token.piece.text
    if not token.slip:
        return DIGIT_MARGIN if read.isdigit() else 0.0
    named = read[0].isupper() and not token.piece.shouted
    if memory.speaks_for(token.piece.span, word):
        return BACKED_NAME_MARGIN if named else BACKED_MARGIN
    if not is_syllable(read.lower()):
        return ILLEGAL_MARGIN if len(read) > 2 else SLIP_MARGIN
    if not named:
        return HAT_MARGIN if lost_a_tone(read.lower(), word) else SLIP_MARGIN
    return OPENING_MARGIN if opening else NAME_MARGIN


_HATS = str.maketrans("ấầẩẫếềểễốồổỗắằẳẵ", "ââââêêêêôôôôăăăă")


def lost_a_tone(read: str, word: str) -> bool:
    """Whether the word as read lacks the tone above its hat, and nothing else.

    >>> lost_a_tone("thâm", "thẩm"), lost_a_tone("tố", "tổ"), lost_a_tone("sô", "xổ")
    (True, False, False)
    """
    return read != word and word.translate(_HATS) == read


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
