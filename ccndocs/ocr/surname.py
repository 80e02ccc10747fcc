"""Names told from garbled ones: "1ê" is Lê, "guyễn" is Nguyễn, "Tế" is nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ccndocs.ocr.engine import OcrWord
from ccndocs.vi.fold import fold
from ccndocs.vi.names import middle_shares, surnames
from ccndocs.vi.syllables import is_syllable

_JUNK = " .,;:'\"`“”‘’*_-—–~<>=«»|"
_ONE_EDIT_LEAST = 3  # letters


def is_name_word(text: str) -> bool:
    """Whether it is letters only, the first a capital: "Đỗ", "K"."""
    return text.isalpha() and text[0].isupper() and text[1:] == text[1:].lower()


def split_glued(word: OcrWord) -> list[OcrWord]:
    """The words of a name that were read as one: "LêHoàng"."""
    bare = word.text.strip(_JUNK)
    parts = _split(bare)
    if len(parts) < 2:
        return [replace(word, text=bare)] if bare else []
    width = (word.right - word.left) / len(bare)
    made, at = [], 0
    for part in parts:
        left = round(word.left + at * width)
        at += len(part)
        made.append(
            replace(word, text=part, left=left, right=round(word.left + at * width))
        )
    return made


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        if char.isupper() and parts and parts[-1][-1:].islower():
            parts.append(char)
        elif parts:
            parts[-1] += char
        else:
            parts.append(char)
    if all(len(p) > 1 and is_syllable(p.lower()) for p in parts):
        return parts
    return [text]


def mended(token: str) -> str | None:
    """The one surname that a garbled first word can be; None where it can be several.

    >>> mended("1ê"), mended("guyễn"), mended("Nguyễa"), mended("Tế"), mended("n")
    ('Lê', 'Nguyễn', 'Nguyễn', None, None)
    """
    return _mended(token, surnames())


def mended_middle(token: str) -> str | None:
    """The one middle name that a garbled word can be; None where it can be several.

    >>> mended_middle("Xhắc"), mended_middle("Tà"), mended_middle("Văn")
    ('Khắc', None, 'Văn')
    """
    return _mended(token, middle_shares())


def _mended(token: str, names: Collection[str]) -> str | None:
    bare = token.strip(_JUNK)
    if bare in names or not 2 <= len(bare) <= 8:
        return bare if bare in names else None
    for rule in (_without_first, _first_is_another, _one_off, _end_one_off):
        found = [name for name in names if rule(bare, name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _without_first(bare: str, name: str) -> bool:
    """A long end of the surname: "guyễn", "uyễn"."""
    return len(bare) > 3 and len(name) - len(bare) in (1, 2) and name.endswith(bare)


def _first_is_another(bare: str, name: str) -> bool:
    """No such word begins with the first letter, the rest stands: "1ê", "Zê"."""
    strange = not is_syllable(bare.lower())
    return strange and len(bare) == len(name) and bare[1:] == name[1:]


def _one_off(bare: str, name: str) -> bool:
    """One letter of four or more is another, or tone marks are: "Nguyễa"."""
    if len(bare) != len(name) or len(name) <= _ONE_EDIT_LEAST:
        return False
    if is_syllable(bare.lower()):
        return False
    one, other = fold(bare), fold(name)
    if len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _end_one_off(bare: str, name: str) -> bool:
    """A long end of the surname but for one letter: "uyễa"."""
    start = len(name) - len(bare)
    if start not in (1, 2) or len(bare) <= _ONE_EDIT_LEAST:
        return False
    off = sum(a != b for a, b in zip(bare, name[start:], strict=True))
    return off == 1 and not is_syllable(bare.lower())
