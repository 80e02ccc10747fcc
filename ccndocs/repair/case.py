"""The case of a token carried over to its restored form."""

from __future__ import annotations


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
