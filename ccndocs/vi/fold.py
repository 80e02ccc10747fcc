"""Forms of text in which spellings meet: without case, diacritics, tone style.

Old and new tone placement ("hoà", "hòa"), Ð for Đ, no-break spaces and the many
dashes occur side by side in one document; matching goes through these functions,
never through the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ccndocs.vi.letters import UNCHANGED

_DASHES = "\u2010\u2011\u2012–—\u2015−"
_SPACES = "\u00a0\u2002\u2003\u2009\u202f\t\n\r"
_LETTERS = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]

# Late mark to early mark, for an open last syllable: "hoà", "khoẻ", "uỷ" but not
# "hoàn" (closed) and not "quý" (qu is the onset).
_OPEN = re.compile(
    r"(?<![qQ])(?P<first>[oO])(?P<second>[àáảãạÀÁẢÃẠ])(?!\w)"
    r"|(?<![qQ])(?P<o>[oO])(?P<e>[èéẻẽẹÈÉẺẼẸ])(?!\w)"
    r"|(?<![qQ])(?P<u>[uU])(?P<y>[ỳýỷỹỵỲÝỶỸỴ])(?!\w)"
)
_TONES = "\u0300\u0301\u0309\u0303\u0323"


@cache
def _table() -> dict[int, str]:
    table = dict(UNCHANGED)
    table |= {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _SPACES}
    for code in _LETTERS:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1:
            table[code] = base
    for code in (0xD0, 0xF0, 0x110, 0x111, 0x189):
        table[code] = "d"
    return table


def fold_same(text: str) -> str:
    """Lower case without diacritics, dashes and spaces made plain: the same length.

    Offsets found in the result hold in `text`.

    >>> fold_same("Uỷ ban – ĐỒNG")
    'uy ban - dong'
    """
    return text.translate(_table())


def fold(text: str) -> str:
    """`fold_same`, with runs of white space made one space and none at the ends.

    >>> fold("  Sở  Công Thương ")
    'so cong thuong'
    """
    composed = unicodedata.normalize("NFC", text)
    return " ".join(fold_same(composed).split())


def match_key(text: str) -> str:
    """`fold` with y read as i: "kỹ" meets "kĩ", "Lý" meets "Lí".

    >>> match_key("Kĩ thuật") == match_key("Kỹ  thuật")
    True
    """
    return fold(text).replace("y", "i")


def tone_style(text: str) -> str:
    """The text with tones of open syllables on the first vowel, letter for letter.

    >>> tone_style("Uỷ ban, văn hoá, hoàn, quý, khoẻ")
    'Ủy ban, văn hóa, hoàn, quý, khỏe'
    """
    return _OPEN.sub(_move_tone, text)


def _move_tone(found: re.Match[str]) -> str:
    first, second = found.group()[0], found.group()[1]
    parts = unicodedata.normalize("NFD", second)
    tone = next((c for c in parts if c in _TONES), "")
    bare = unicodedata.normalize("NFC", parts.replace(tone, ""))
    return unicodedata.normalize("NFC", first + tone) + bare


def plain(text: str) -> str:
    """Lower case with diacritics, in one tone style, i for final y: for comparing.

    >>> plain("Uỷ") == plain("ủy") and plain("kĩ") == plain("kỹ")
    True
    """
    styled = tone_style(unicodedata.normalize("NFC", text)).lower()
    return styled.translate(_Y_TO_I)


_Y_TO_I = UNCHANGED | str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
