"""A document's own habits: where it puts tones, which abbreviations it defines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.vi.syllables import bare, canonical, new_style


class Habits(NamedTuple):
    """`modern`: "hoà", not "hòa"; `own`: abbreviations that the document defines."""

    modern: bool = False
    own: frozenset[str] = frozenset()

    def spelled(self, word: str) -> str:
        """A restored lower-case word in the document's tone style."""
        return new_style(word) if self.modern else word


_TONED = re.compile(r"\b\w*(?:o[àảãáạèẻẽéẹ]|u[ỳỷỹýỵ]|[òỏõóọ][ae]|[ùủũúụ]y)\b")
_SOUND = (Damage.NONE, Damage.SLIPS)


def modern_tones(lines: Sequence[str]) -> bool:
    """Whether sound lines have "hoà" and "uỷ" oftener than "hòa" and "ủy".

    >>> modern_tones(["uỷ ban, văn hoá, hòa giải"]), modern_tones(["hoàn tất, quý"])
    (True, False)
    """
    modern = old = 0
    for line in lines:
        for word in _TONED.findall(line.lower()):
            modern += canonical(word) != word
            old += new_style(word) != word
    return modern > old


# "sau đây viết tắt là THA", also as an English OCR reads it: "viét tat 1a THA".
_DEFINED = re.compile(r"(?:tat|goi|chung|goi t[ăa]t) (?:la|1a)\W{0,3}([A-Z]{2,8})\b")
_BRACKETED = re.compile(r"\(([A-ZĐ]{2,8})\)")
_WORDS_BEFORE = 60  # characters that hold the words an abbreviation is made of


def defined_abbreviations(text: str) -> frozenset[str]:
    """Abbreviations that the text itself explains, as it writes them.

    Said outright, or in brackets behind words with these initials.

    >>> sorted(defined_abbreviations(
    ...     "cơ sở giết mổ (sau đây viết tắt là CAN); thi hành án (THA); (HAI) bản"))
    ['CAN', 'THA']
    """
    plain = bare(text)
    if len(plain) != len(text):
        plain = text
    own = {text[slice(*match.span(1))] for match in _DEFINED.finditer(plain)}
    for match in _BRACKETED.finditer(text):
        start = max(0, match.start() - _WORDS_BEFORE)
        words = plain[start : match.start()].split()[-len(match[1]) :]
        initials = "".join(word[0] for word in words if word)
        if initials.upper() == bare(match[1]):
            own.add(match[1])
    return frozenset(own)


def habits_of(text: str, lines: Sequence[Span], damage: Sequence[Damage]) -> Habits:
    """The habits of a text; its sound lines show how it places tones."""
    pairs = zip(lines, damage, strict=True)
    sound = [span.of(text) for span, state in pairs if state in _SOUND]
    return Habits(modern_tones(sound), defined_abbreviations(text))
