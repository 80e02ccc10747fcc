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

_NEXT = re.compile(r"[ ]([^\s,.;:()]{3,})")
_LETTER_MARK = re.compile(r"[\s*_]*([a-zđ])[).]\s")


@cache
def _endings() -> dict[str, str]:
    """Beginnings of agency names, of three words or more, that end in one way only."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("agencies"):
        words = row["name"].split()
        for cut in range(3, len(words)):
            found[" ".join(words[:cut])].add(" ".join(words[cut:]))
    return {
        start: ending
        for start, endings in found.items()
        for ending in endings
        if len(endings) == 1 and len(ending.split()) <= 2
    }


@cache
def _beginning() -> re.Pattern[str]:
    starts = sorted(_endings(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, starts)))


def agency_ending(line: str) -> Iterable[Edit]:
    """A name whose last words are rubbish: "Sở Kế hoạch và Dﬁuqtu" → "… Đầu tư"."""
    for match in _beginning().finditer(line):
        after = _NEXT.match(line, match.end())
        if after and not is_syllable(after[1].lower()) and not after[1].isupper():
            span = Span(after.start(1), after.end(1))
            yield Edit(span, _endings()[match.group()], "agency-ending", 0.9)


def second_d(
    text: str, lines: Sequence[Span], damage: Sequence[Damage]
) -> Iterable[Edit]:
    """The second "d)" of a list is "đ)": c) d) d) e) → c) d) đ) e)."""
    last = ""
    for span, state in zip(lines, damage, strict=True):
        mark = _LETTER_MARK.match(span.of(text))
        if mark is None:
            continue
        letter = mark[1]
        damaged = state in (Damage.BARE, Damage.NOISE)
        if letter == "d" and last == "d" and damaged:
            at = span.start + mark.start(1)
            yield Edit(Span(at, at + 1), "đ", "list-letter", 0.95)
            letter = "đ"
        last = letter


NOISE_RULES = (agency_ending,)
"""For lines of a wrong-language OCR, after their words are restored."""
