"""Candidates of each piece, for bare and for noisy lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ccndocs.repair.candidates import bare_forms
from ccndocs.repair.channel import Channel, load_counts
from ccndocs.repair.decode import Slot
from ccndocs.repair.doubts import variants
from ccndocs.repair.lattice import Options, Token
from ccndocs.repair.lm import (
    COMMA_ID,
    NUMBER_ID,
    UNKNOWN_ID,
    language_model,
)
from ccndocs.repair.pieces import Kind, Piece
from ccndocs.repair.placewords import odd_forms, place_words
from ccndocs.repair.state import Damage
from ccndocs.types.page import Other
from ccndocs.vi.syllables import bare, canonical, is_syllable
from ccndocs.vi.tables import models_folder

ENGLISH, VIETNAMESE = "channel-eng", "channel-vie"
MOST = 32  # syllables a noisy token may be
FEW = 10  # syllables that a token as `vie` reads it may be
LONGEST = 7  # letters of a syllable
FOREIGN = -11.0  # log probability that a token is no syllable at all
FOREIGN_LETTER = -1.2  # and for each of its letters
KNOWN = -1.0  # log probability that a known foreign word is meant
KNOWN_LETTER = -8.0  # and for a single letter
ODD = -1.5  # log probability that the bare form of an odd place word is read
MARK_GLUED = -4.0  # log probability that "!" or "?" after a word belongs to it
MARK_INNER = 3.0  # the same where the sentence goes on: "tư thi? cấp" has no question
SHOUTED = -0.7  # log probability that a syllable in capitals is read as its bare form
CASE = 0.5  # weight of what a word's case says
LIKELY = -3.0  # log from which on a word counts as half read
DIGIT = -2.3  # log probability of one digit of a number


@lru_cache(maxsize=2)
def _channel(name: str) -> Channel:
    counts = load_counts(models_folder() / name / "counts.json")
    return Channel(counts, language_model(), MOST if name == ENGLISH else FEW)


_NUMERIC = re.compile(r"^[il]?\d+m?$")
"""A token that may be the number it looks like, or with a unit: "14m" or "làm"."""


def english() -> Channel:
    """The channel of an English OCR."""
    return _channel(ENGLISH)


_ALIKE = str.maketrans("©®", "@@")
"""Signs that an OCR makes of ờ, ở, ã as it makes @: "nh@" is nhờ."""
Case = int | None
"""Of a token within a sentence: 0 no capital, 1 a capital; None: it says nothing."""


def _weighed(slot: Slot, case: Case) -> Slot:
    """The slot with what the case of its token says of each candidate."""
    if case is None:
        return slot
    logs = language_model().case[case]
    pairs = zip(slot.ids, slot.scores, strict=True)
    return Slot(slot.ids, tuple(score + CASE * float(logs[n]) for n, score in pairs))


def _best_of(slot: Slot) -> Slot:
    """The likeliest half of a noisy slot, whose best come first."""
    return Slot(slot.ids[: MOST // 2], slot.scores[: MOST // 2])


def _named(slot: Slot) -> tuple[str, ...]:
    words = language_model().words
    return tuple(words[n] for n in slot.ids)


def _with_bare(slot: Slot, read: str) -> Slot:
    """The slot of a token in capitals, which an English OCR reads as their bases."""
    plain = bare_forms().slot(read)
    if plain is None:
        return slot
    scores = dict(zip(slot.ids, slot.scores, strict=True))
    for number in plain.ids:
        scores[number] = max(scores.get(number, SHOUTED), SHOUTED)
    return Slot(tuple(scores), tuple(scores.values()))


_SHORTHAND = re.compile(r"^\W*([^\W\d_]{1,2})/[^\W\d_]{1,2}\W*$")


@lru_cache(maxsize=50_000)
def _context(text: str) -> Options:
    """Only itself; a shorthand stands there as its first letters: "(để b/c)"."""
    shorthand = _SHORTHAND.match(text)
    word = canonical(shorthand[1] if shorthand else text)
    known = language_model().ids.get(word, UNKNOWN_ID)
    return Options(Slot((known,), (0.0,)), (), 1)


@lru_cache(maxsize=50_000)
def _bare(read: str, case: Case) -> Options:
    """The forms whose diacritics the token may have lost."""
    slot = bare_forms().slot(read) if read.isascii() else None
    if slot is None:
        return _context(read)
    return Options(_weighed(slot, case), _named(slot), len(slot.ids))


@lru_cache(maxsize=50_000)
def _noisy(read: str, glued: str, mark: float, shouted: bool, case: Case) -> Options:
    """The syllables that an English OCR may have made the token of.

    `mark`: log probability that the sign glued to it belongs to it.
    """
    slot = _channel(ENGLISH).slot(read)
    if shouted and read.isascii():
        slot = _with_bare(slot, read)
    if glued:
        slot = _best_of(slot)
    ids, scores, words = slot.ids, slot.scores, _named(slot)
    known = language_model().ids.get(read)
    own, score = UNKNOWN_ID, FOREIGN + FOREIGN_LETTER * len(read)
    if _NUMERIC.match(read):
        own, score = NUMBER_ID, DIGIT * len(read)
    elif known is not None and not is_syllable(read):
        own, score = known, KNOWN if len(read) > 1 else KNOWN_LETTER
    numbers = language_model().ids
    odd = tuple(word for word in odd_forms(bare(read)) if word in numbers)
    ids = (*ids, own, *(numbers[word] for word in odd))
    scores = (*scores, score, *(ODD for _ in odd))
    options: tuple[str | None, ...] = (*words, None, *odd)
    wide = len(ids)
    if glued:
        longer = _best_of(_channel(ENGLISH).slot(read + glued))
        ids += longer.ids
        scores += tuple(score + mark for score in longer.scores)
        options += _named(longer)
    return Options(_weighed(Slot(ids, scores), case), options, wide)


def _is_doubted(read: str) -> bool:
    """Whether a token of a sound text is, or may have been, a syllable."""
    if is_syllable(read) and read in language_model().ids:
        return True
    return not (read.isascii() or len(read) > LONGEST or read in place_words())


def _may_slip(read: str) -> bool:
    """Whether a token is more than a mark: "xử lý các ồ dịch" (ổ), but not "đ)"."""
    return len(read) > 1 or (not read.isascii() and is_syllable(read))


@lru_cache(maxsize=50_000)
def _slip(read: str) -> Options:
    """What a Vietnamese OCR may have misread: the token itself, most likely."""
    if not _is_doubted(read):
        return _context(read)
    known = language_model().ids.get(read)
    channel = _channel(VIETNAMESE)
    slot = channel.slot(read)
    own = FOREIGN + FOREIGN_LETTER * len(read)
    if known is not None and is_syllable(read):
        own = channel.score_as_read(read)
    scored = zip(slot.ids, slot.scores, strict=True)
    kept = [(n, score) for n, score in scored if n != known]
    kept.append((UNKNOWN_ID if known is None else known, own))
    ids, scores = zip(*kept, strict=True)
    words = language_model().words
    options = (*(words[n] for n in ids[:-1]), None)
    return Options(Slot(ids, scores), options, len(ids))


@lru_cache(maxsize=20_000)
def _half_read(read: str, others: tuple[Other, ...]) -> dict[str, float]:
    """The syllables that a word is with what the engine nearly read, and their logs."""
    found: dict[str, float] = {}
    for variant, score in variants(read, others):
        word = canonical(variant)
        known = word in language_model().ids and is_syllable(word)
        if known and word != canonical(read):
            found[word] = max(found.get(word, score), score)
    return found


def _with(options: Options, read: str, found: Mapping[str, float]) -> Options:
    """The options of a slip with these words, each as likely as it is said to be."""
    words = options.words or (None,)
    scores = dict(zip(words, options.slot.scores, strict=True))
    if not options.words and not is_syllable(read):  # foreign, as far as spelling tells
        scores[None] = FOREIGN + FOREIGN_LETTER * len(read)
    own = options.slot.ids[words.index(None)]
    for word, score in found.items():
        scores[word] = max(scores.get(word, score), score)
    ids = language_model().ids
    numbers = tuple(own if word is None else ids[word] for word in scores)
    return Options(Slot(numbers, tuple(scores.values())), tuple(scores), len(scores))


def _slip_of(piece: Piece, others: tuple[Other, ...]) -> Token:
    """What a word of a sound text may be instead, by its letters and by the engine."""
    read = piece.text.lower()
    options = _slip(canonical(read)) if _may_slip(read) else _context(canonical(read))
    if (
        not others
        or not _may_slip(read)
        or (read in place_words() and not is_syllable(read))
    ):
        return Token(piece, options, slip=True)
    found = _half_read(read, others)
    if not found:
        return Token(piece, options, slip=True)
    likely = frozenset(word for word, score in found.items() if score >= LIKELY)
    return Token(piece, _with(options, read, found), slip=True, half_read=likely)


def prepare(pieces: Iterable[tuple[Piece, Damage]]) -> None:
    """Score all new spellings together, before `token_of` asks for each."""
    noisy: set[str] = set()
    slips: set[str] = set()
    for piece, damage in pieces:
        if piece.kind is not Kind.WORD:
            continue
        read = piece.text.lower()
        if damage is Damage.NOISE:
            read = read.translate(_ALIKE)
            noisy.add(read)
            noisy.add(read + piece.glued)
        elif damage is Damage.SLIPS and _may_slip(read):
            slips.add(canonical(read))
    if noisy:
        _channel(ENGLISH).prepare(sorted(noisy))
    if slips:
        _channel(VIETNAMESE).prepare(sorted(filter(_is_doubted, slips)))


def token_of(
    piece: Piece, damage: Damage, opening: bool, others: tuple[Other, ...] = ()
) -> Token:
    """The piece with its candidates; `opening`: it begins its sentence.

    `others`: what the engine nearly read instead of its signs.
    """
    if piece.kind is Kind.COMMA:
        return Token(piece, _COMMA)
    if piece.kind is Kind.NUMBER:
        return Token(piece, _NUMBER)
    read = piece.text.lower()
    if piece.kind is Kind.FIXED:
        return Token(piece, _context(read))
    if damage is Damage.SLIPS:
        return _slip_of(piece, others)
    says_nothing = opening or piece.shouted or not piece.text[0].isalpha()
    case = None if says_nothing else int(piece.text[0].isupper())
    if damage is Damage.NOISE:
        mark = MARK_INNER if piece.inner else MARK_GLUED
        read = read.translate(_ALIKE)
        return Token(piece, _noisy(read, piece.glued, mark, piece.shouted, case))
    return Token(piece, _bare(read, case), clean=True)


_COMMA = Options(Slot((COMMA_ID,), (0.0,)), (), 1)
_NUMBER = Options(Slot((NUMBER_ID,), (0.0,)), (), 1)
