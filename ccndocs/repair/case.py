"""The case of a token carried over to its restored form."""

from __future__ import annotations

from ccndocs.vi.syllables import bare


def like(read: str, word: str) -> str:
    """The lower-case `word` in the case of `read`.

    Letter by letter where the letters correspond, else by the shape of the token;
    "I" before y is a misread l.

    >>> like("TRIEN", "triển"), like("Trién", "triển"), like("Iy", "lý")
    ('TRIỂN', 'Triển', 'lý')
    """
    letters = [c for c in read if c.isalpha()]
    if len(read) == len(word) and bare(read).lower() == bare(word):
        return "".join(
            c.upper() if r.isupper() else c for c, r in zip(word, read, strict=True)
        )
    if not letters or (read[0] == "I" and word[0] == "l"):
        return word
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    if letters[0].isupper() and read[0] == letters[0]:
        return word[0].upper() + word[1:]
    return word
