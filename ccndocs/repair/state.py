"""What happened to the diacritics of each line: told by evidence, not per document.

Spelling alone decides, so a sound text needs no model. In Vietnamese prose about
three syllables in four carry a mark; a text that lost them has none, and the OCR of
another language puts marks where no syllable has them ("trién", "vdéc", "x{r").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from ccndocs.types.text import Diacritics
from ccndocs.vi.syllables import bare, is_bare_syllable, is_syllable


class Damage(Enum):
    """State of one line."""

    NONE = auto()
    BARE = auto()  # all marks lost
    NOISE = auto()  # read by an OCR for another language
    SLIPS = auto()  # sound, but read by an OCR: single letters may be wrong


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of a line's words.

    `strong`: with letters that only Vietnamese has; `weak`: with marks that other
    languages have too (é, á, ô); `bare`: syllables without any; `illegal`: with signs
    or marks that no syllable has; `words`: all, the foreign ones too.
    """

    words: float = 0.0
    strong: float = 0.0
    weak: float = 0.0
    bare: float = 0.0
    illegal: float = 0.0

    def plus(self, other: Evidence, weight: float) -> Evidence:
        """The sum, the other one weighted."""
        return Evidence(
            self.words + weight * other.words,
            self.strong + weight * other.strong,
            self.weak + weight * other.weak,
            self.bare + weight * other.bare,
            self.illegal + weight * other.illegal,
        )


_WORD = re.compile(r"^[^\W\d_]+$")
_SPLIT = re.compile(r"[\s/\-–—]+")
_NOISY_SIGN = re.compile(r"[¢¥§{}|£€©®ﬁﬂ\\]|\d[a-zà-ỹ]|[a-zà-ỹ]\d")
_ONLY_VIETNAMESE = re.compile("[ăđĩũơưạ-ỹ]")
_NUMBERED = re.compile(r"\d+[A-ZĐ]$|\d{2,}[a-zđ]$")
_FIGURE = re.compile(r"^[\d.,:%]+$")  # "12", "1.200,5", "45%" are in no language
_TRIM = "\"'“”‘’()[].,;:!?…-–—+*_=<>"


def _is_abbreviation(word: str) -> bool:
    """Capitals that are no syllable say nothing: "VPCP", "TTĐT", also "5G", "10b"."""
    if _NUMBERED.match(word):
        return True
    return (
        word.isupper() and word.isalpha() and not is_bare_syllable(bare(word).lower())
    )


def weigh(line: str) -> Evidence:
    """The evidence of one line.

    >>> weigh("trién khai thực hién")
    Evidence(words=4.0, strong=1.0, weak=0.0, bare=1.0, illegal=2.0)
    """
    kinds = [_kind(chunk) for chunk in _SPLIT.split(line)]
    words = len(kinds) - kinds.count(_Kind.NO_WORD)
    return Evidence(float(words), *(float(kinds.count(kind)) for kind in _TOLD))


class _Kind(Enum):
    """What one word tells."""

    NO_WORD = auto()
    NOTHING = auto()
    STRONG = auto()
    WEAK = auto()
    BARE = auto()
    ILLEGAL = auto()


_TOLD = (_Kind.STRONG, _Kind.WEAK, _Kind.BARE, _Kind.ILLEGAL)


@lru_cache(maxsize=1 << 15)
def _kind(chunk: str) -> _Kind:
    """The evidence of a word; remembered, for few words make up a text."""
    word = chunk.strip(_TRIM).lower()
    if len(word) < 2 or _FIGURE.match(word) or _is_abbreviation(chunk.strip(_TRIM)):
        return _Kind.NO_WORD
    if not _WORD.match(word):
        noisy = _NOISY_SIGN.search(word) and not chunk[:1].isupper()
        return _Kind.ILLEGAL if noisy else _Kind.NOTHING
    if word.isascii():
        return _Kind.BARE if is_bare_syllable(word) else _Kind.NOTHING
    if _ONLY_VIETNAMESE.search(word):
        return _Kind.STRONG
    if is_syllable(word):
        return _Kind.WEAK
    return _Kind.ILLEGAL if is_bare_syllable(bare(word)) else _Kind.NOTHING


def judge(found: Evidence) -> Damage | None:
    """What the evidence proves; None where it proves nothing.

    In sound prose more than half of the words have letters that only Vietnamese has.
    """
    if found.words < 3:
        return None
    vietnamese = found.strong + found.weak + found.bare + found.illegal
    if found.strong > 0.2 * vietnamese:
        return Damage.NONE
    if vietnamese < 0.5 * found.words:
        return Damage.NONE if found.words >= 6 else None
    if found.weak + found.illegal > 0.06 * vietnamese and vietnamese >= 4:
        return Damage.NOISE
    if found.bare > 0.9 * vietnamese and vietnamese >= 5:
        return Damage.BARE
    return None


def damages(lines: Sequence[str]) -> tuple[Damage, ...]:
    """The state of every line; its neighbours and the whole text settle doubts."""
    weighed = [weigh(line) for line in lines]
    general = judge(_total(weighed)) or Damage.NONE
    return tuple(
        Damage.NONE if _is_sound(found) else _decide(found, _near(weighed, at), general)
        for at, found in enumerate(weighed)
    )


def _total(weighed: Sequence[Evidence]) -> Evidence:
    return Evidence(
        sum(found.words for found in weighed),
        sum(found.strong for found in weighed),
        sum(found.weak for found in weighed),
        sum(found.bare for found in weighed),
        sum(found.illegal for found in weighed),
    )


def _near(weighed: Sequence[Evidence], at: int) -> Evidence:
    """The evidence of a line and, weighted, of three lines on both sides."""
    near = weighed[at]
    for distance in (1, 2, 3):
        for other in (at - distance, at + distance):
            if 0 <= other < len(weighed):
                near = near.plus(weighed[other], 0.6 / distance)
    return near


def _is_sound(found: Evidence) -> bool:
    """Whether a line's own words prove it sound, whatever stands around it."""
    return found.words >= 4 and found.strong >= 1 and judge(found) is Damage.NONE


def _decide(own: Evidence, near: Evidence, general: Damage) -> Damage:
    """The state of a line not proved sound: its own words, what is near, the text."""
    alone, around = judge(own), judge(near)
    if general is Damage.NONE:
        return _in_sound_text(own, alone, around)
    if general is Damage.BARE and near.strong == 0:
        return _in_bare_text(own, alone)
    if alone is Damage.BARE and near.words >= 30 and near.bare > 0.97 * near.words:
        return Damage.BARE  # a block that lost its marks, in a text with noise
    if alone is Damage.NOISE or general is Damage.NOISE:
        return Damage.NOISE
    return alone or around or general


def _in_bare_text(own: Evidence, alone: Damage | None) -> Damage:
    """There only a foreign line is sound; one odd sign does not make it noise."""
    if alone is Damage.NOISE and own.weak + own.illegal < 2:
        return Damage.BARE
    return alone or Damage.BARE


def _in_sound_text(
    own: Evidence, alone: Damage | None, around: Damage | None
) -> Damage:
    """A short line without marks there is a name, a code, a foreign word."""
    proven = alone is Damage.BARE or (alone is Damage.NOISE and own.illegal >= 3)
    if proven and own.words >= 5 and around is not Damage.NONE:
        return alone or Damage.NONE
    return Damage.NONE


def named(damage: Damage) -> Diacritics:
    """The state of one line in the words of the record."""
    if damage is Damage.BARE:
        return Diacritics.MISSING
    return Diacritics.WRONG if damage is Damage.NOISE else Diacritics.INTACT


def overall(lines: Sequence[str], damage: Sequence[Damage]) -> Diacritics:
    """One word for the whole text, by the letters that its lines hold."""
    share = dict.fromkeys(Damage, 0)
    for line, kind in zip(lines, damage, strict=True):
        share[kind] += sum(map(str.isalpha, line))
    total = sum(share.values())
    share[Damage.NONE] += share.pop(Damage.SLIPS)
    if share[Damage.NONE] >= 0.95 * total:
        return Diacritics.INTACT
    if share[Damage.NOISE] >= 0.9 * total:
        return Diacritics.WRONG
    if share[Damage.BARE] >= 0.9 * total:
        return Diacritics.MISSING
    if share[Damage.NONE] < 0.05 * total and share[Damage.NOISE] > 0:
        return Diacritics.WRONG
    return Diacritics.MIXED
