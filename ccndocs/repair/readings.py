"""Candidates of each piece, for bare and for noisy lines."""

from __future__ import annotations

from functools import lru_cache

from ccndocs.repair.candidates import bare_forms
from ccndocs.repair.channel import Channel, load_counts
from ccndocs.repair.decode import Slot
from ccndocs.repair.lattice import Reading, Token
from ccndocs.repair.lm import (
    COMMA_ID,
    NUMBER_ID,
    UNKNOWN_ID,
    LanguageModel,
    language_model,
    models_folder,
)
from ccndocs.repair.pieces import Kind, Piece
from ccndocs.types.geometry import Span
from ccndocs.vi.syllables import canonical, is_syllable

MOST = 24  # syllables a noisy token may be
FEW = 10  # syllables that a token as `vie` reads it may be
FOREIGN = -11.0  # log probability that a token is no syllable at all
FOREIGN_LETTER = -1.2  # and for each of its letters
KNOWN = -1.0  # log probability that a known foreign word is meant
KNOWN_LETTER = -8.0  # and for a single letter
MARK_GLUED = -4.0  # log probability that "!" or "?" after a word belongs to it
CASE = 0.5  # weight of what a word's case says
DIGIT = -2.3  # log probability of one digit of a number


@lru_cache(maxsize=2)
def _channel(name: str) -> Channel:
    return Channel(
        load_counts(models_folder() / name / "counts.json"), language_model()
    )


@lru_cache(maxsize=20_000)
def _noise(read: str) -> Slot:
    return _channel("channel-eng").slot(read, MOST, 1.0)


@lru_cache(maxsize=20_000)
def _slips(read: str) -> tuple[Slot, float]:
    """Alternatives of a token as `vie` reads them, and the score of it as it stands."""
    channel = _channel("channel-vie")
    return channel.slot(read, FEW, 1.0), channel.score_of(read, read)


class Readings:
    """Maker of tokens over one language model."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def slip(self, piece: Piece) -> Token:
        """A token that is most likely right, with what it may have been."""
        read = canonical(piece.text.lower())
        if piece.kind is not Kind.WORD or len(read) < 2:
            return self._context(piece)
        known = self._model.ids.get(read)
        foreign = known is None or not is_syllable(read)
        if foreign and (read.isascii() or len(read) > 7):
            return self._context(piece)
        slot, own = _slips(read)
        scored = zip(slot.ids, slot.scores, strict=True)
        kept = [(n, score) for n, score in scored if n != known]
        own = FOREIGN + FOREIGN_LETTER * len(read) if foreign else own
        kept.append((UNKNOWN_ID if known is None else known, own))
        words = self._model.words
        readings = [Reading(piece.span, words[n]) for n, _ in kept[:-1]]
        readings.append(Reading(piece.span, None))
        ids, scores = zip(*kept, strict=True)
        return Token(piece, Slot(ids, scores), tuple(readings), slip=True)

    def _context(self, piece: Piece) -> Token:
        """A piece that stays as it is."""
        if piece.kind is Kind.COMMA:
            return Token(piece, Slot((COMMA_ID,), (0.0,)), ())
        if piece.kind is Kind.NUMBER:
            return Token(piece, Slot((NUMBER_ID,), (0.0,)), ())
        known = self._model.ids.get(canonical(piece.text.lower()), UNKNOWN_ID)
        return Token(piece, Slot((known,), (0.0,)), ())

    def token(self, piece: Piece, noisy: bool, cased: bool) -> Token:
        """The piece with its candidates; `cased`: its case says something."""
        token = self._token(piece, noisy)
        if not cased or not token.readings or not piece.text[0].isalpha():
            return token
        logs = self._model.case[int(piece.text[0].isupper())]
        scores = zip(token.slot.ids, token.slot.scores, strict=True)
        weighed = tuple(score + CASE * float(logs[n]) for n, score in scores)
        return Token(piece, Slot(token.slot.ids, weighed), token.readings)

    def _token(self, piece: Piece, noisy: bool) -> Token:
        if piece.kind is not Kind.WORD:
            return self._context(piece)
        return self._noisy(piece) if noisy else self._bare(piece)

    def _bare(self, piece: Piece) -> Token:
        read = piece.text.lower()
        slot = bare_forms().slot(read) if read.isascii() else None
        if slot is None:
            return self._context(piece)
        words = self._model.words
        readings = tuple(Reading(piece.span, words[n]) for n in slot.ids)
        return Token(piece, slot, readings)

    def _noisy(self, piece: Piece) -> Token:
        read = piece.text.lower()
        words = self._model.words
        found = _noise(read)
        ids, scores = list(found.ids), list(found.scores)
        readings = [Reading(piece.span, words[n]) for n in ids]
        if piece.glued:
            longer = _noise(read + piece.glued)
            span = Span(piece.span.start, piece.span.stop + 1)
            ids += longer.ids
            scores += [score + MARK_GLUED for score in longer.scores]
            readings += [Reading(span, words[n]) for n in longer.ids]
        known = self._model.ids.get(read)
        if read.isdigit():
            ids.append(NUMBER_ID)
            scores.append(DIGIT * len(read))
        elif known is not None and not is_syllable(read):
            ids.append(known)
            scores.append(KNOWN if len(read) > 1 else KNOWN_LETTER)
        else:
            ids.append(UNKNOWN_ID)
            scores.append(FOREIGN + FOREIGN_LETTER * len(read))
        readings.append(Reading(piece.span, None))
        return Token(piece, Slot(tuple(ids), tuple(scores)), tuple(readings))
