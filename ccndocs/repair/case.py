"""What the case of a token tells, and how it is carried over to its restored form."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from ccndocs.repair.lm import LanguageModel
from ccndocs.repair.pieces import Kind, Piece
from ccndocs.repair.slots import Slot


class Case(Enum):
    """What the case of a token says to the language model."""

    SMALL = auto()  # or that it begins a sentence
    CAPITAL = auto()
    EITHER = auto()  # it stands among capitals, or its first letter is doubtful


def case_of(piece: Piece, opening: bool) -> Case:
    """The case of a piece; `opening`: it begins its segment."""
    first = piece.text[0]
    if piece.kind is not Kind.WORD or piece.text[1:].isdigit():  # "A4" is no word "A"
        return Case.SMALL
    if piece.shouted or first == "I" or not first.isalpha():  # "Iy" is a misread "lý"
        return Case.EITHER
    return Case.SMALL if opening or not first.isupper() else Case.CAPITAL


@lru_cache(maxsize=20_000)
def with_case(model: LanguageModel, slot: Slot, case: Case) -> Slot:
    """The slot with words of that case; both, one set behind the other, for either."""
    if case is Case.SMALL:
        return slot
    ids = tuple(model.capitals[n] for n in slot.ids)
    if case is Case.CAPITAL or ids == slot.ids:
        return Slot(ids, slot.scores)
    return Slot(slot.ids + ids, slot.scores * 2, len(ids))


def like(read: str, word: str, shouted: bool = False) -> str:
    """The lower-case `word` in the case of `read`; `shouted`: in a line of capitals.

    The shape of the token decides; "I" before y is a misread l.

    >>> like("TRIEN", "triển"), like("Trién", "triển"), like("Iy", "lý")
    ('TRIỂN', 'Triển', 'lý')
    >>> like("thAm", "thẩm"), like("CHiNH", "chính"), like("S6", "số", shouted=True)
    ('thẩm', 'CHÍNH', 'SỐ')
    """
    upper = sum(c.isupper() for c in read)
    letters = sum(c.isalpha() for c in read)
    if upper == 0 or (read[0] == "I" and word[0] == "l" and not shouted):
        return word
    if upper > (1 if shouted else 2) and upper > 0.6 * letters:
        return word.upper()
    if shouted and read[0].isupper() and upper == letters:
        return word.upper()
    first = next(c for c in read if c.isalpha())
    if not first.isupper():
        return word
    return word[0].upper() + word[1:] if read[0] == first else word


def letter_by_letter(read: str, word: str) -> str:
    """The lower-case `word`, of the same length, with a capital where `read` has one.

    >>> letter_by_letter("Trien", "triển")
    'Triển'
    """
    if read.islower():
        return word
    pairs = zip(read, word, strict=True)
    return "".join(c.upper() if r.isupper() else c for r, c in pairs)
