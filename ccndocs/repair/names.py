"""Names that only one continuation fits, and list letters that only one order fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit
from ccndocs.vi.syllables import is_syllable
from ccndocs.vi.tables import rows

_WORD = re.compile(r"\S+")
LEAST_WORDS, LONGEST_START = 3, 8  # words of a beginning that tells the rest
_LETTER_MARK = re.compile(r"[\s*_]*([a-zđ])[).]\s")


@cache
def _endings() -> dict[str, str]:
    """Beginnings of agency names, of three words or more, that end in one way only."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("agencies"):
        words = row["name"].split()
        for cut in range(LEAST_WORDS, min(len(words), LONGEST_START + 1)):
            found[" ".join(words[:cut])].add(" ".join(words[cut:]))
    return {
        start: ending
        for start, endings in found.items()
        for ending in endings
        if len(endings) == 1 and len(ending.split()) <= 2
    }


@cache
def _openings() -> frozenset[tuple[str, ...]]:
    """The first words of those beginnings: few words of a text are followed further."""
    return frozenset(tuple(start.split()[:LEAST_WORDS]) for start in _endings())


def agency_ending(line: str) -> Iterable[Edit]:
    """A name whose last words are rubbish: "Sở Kế hoạch và Dﬁuqtu" → "… Đầu tư"."""
    words = list(_WORD.finditer(line))
    read = [word.group() for word in words]
    for at in range(len(words)):
        if tuple(read[at : at + LEAST_WORDS]) not in _openings():
            continue
        for size in range(LEAST_WORDS, min(LONGEST_START, len(words) - at - 1) + 1):
            start = " ".join(read[at : at + size])
            ending = _endings().get(start)
            after = read[at + size].rstrip(",.;:()")
            if ending is None or len(after) < 3 or after.isupper():
                continue
            if not is_syllable(after.lower()):
                first = words[at + size].start()
                span = Span(first, first + len(after))
                yield Edit(span, ending, "agency-ending", 0.9)


def second_d(
    text: str, lines: Sequence[Span], damage: Sequence[Damage]
) -> Iterable[Edit]:
    """The second "d)" of a list is "đ)": c) d) d) e) → c) d) đ) e).

    A Vietnamese OCR mistakes either for the other: of two "đ)" the first is "d)".
    """
    found = [
        (mark[1], span.start + mark.start(1), state)
        for span, state in zip(lines, damage, strict=True)
        if (mark := _LETTER_MARK.match(span.of(text)))
    ]
    letters = ["", *(letter for letter, _, _ in found), ""]
    for number, (letter, at, state) in enumerate(found, 1):
        right = letter
        if letter == "d" and letters[number - 1] == "d":
            right = "đ"
        elif letter == letters[number + 1] == "đ" and letters[number - 1] == "c":
            right = "d"
        if right != letter and state is not Damage.NONE:
            letters[number] = right
            yield Edit(Span(at, at + 1), right, "list-letter", 0.95)


NOISE_RULES = (agency_ending,)
"""For lines of a wrong-language OCR, after their words are restored."""
