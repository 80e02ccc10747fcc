"""The line of a signature block that holds the name, and how well it is read."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.surname import is_name_word, split_glued
from ccndocs.vi.names import is_surname
from ccndocs.vi.syllables import is_syllable

UNREAD = "??"
UNSURE = 0.6
"""The confidence of a name that only one reading or a likeness speaks for."""

_SURE = 0.9

OcrLine = list[OcrWord]


def name_line(lines: Sequence[OcrLine]) -> OcrLine | None:
    """The line that looks most like a name: words with a capital, the lowest ones."""
    best: OcrLine | None = None
    worth = 0.5
    for line in lines:
        words = legible(line)
        score = sum(w.confidence for w in words[:3])
        others = sum(len(w.text) > 3 and w.confidence > 0.8 for w in line) - len(words)
        if others > 1 or any(":" in w.text and w.confidence > 0.8 for w in line):
            continue
        if score > worth or (
            best and score > 0.8 * worth and line[0].top > best[0].top
        ):
            best, worth = line, max(score, worth)
    return best


def legible(line: OcrLine) -> OcrLine:
    """The words of a line that may belong to a name."""
    return [
        w
        for word in line
        for w in split_glued(word)
        if w.confidence > 0.5
        and len(w.text) > 1
        and is_name_word(w.text)
        and is_syllable(w.text.lower())
    ]


def is_sure(line: OcrLine) -> bool:
    """Whether nothing is gained: a whole name, each word of it sure."""
    return is_whole(line) and min(word.confidence for word in line) >= _SURE


def is_whole(line: OcrLine) -> bool:
    """Whether it is a name of three words or more, the first of them a surname."""
    named = [w for w in line if is_name_word(w.text)]
    return len(named) > 2 and len(named) == len(line) and is_surname(named[0].text)


def is_unsure(name: OcrLine) -> bool:
    """Whether a word of the name is unread or may be another."""
    return any(w.text == UNREAD or w.confidence <= UNSURE for w in name)
