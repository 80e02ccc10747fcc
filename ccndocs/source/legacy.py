"""Text set in fonts of the years before Unicode: the font says what a code means.

A `.VnTime` font draws "®" as "đ", a `VNI-Times` font draws "aù" as "á". Where the
source names the font, this is decoding, not repair: the page shows "đ".
"""

from __future__ import annotations

import re

from ccndocs.vi.syllables import is_syllable

# TCVN 5712:1993 (TCVN3), codes A1 to FF; "." where it has none or a lone mark.
_TCVN3 = dict(
    zip(
        range(0xA1, 0x100),
        "ĂÂÊÔƠƯĐăâêôơưđẰ....."
        "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
        "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
        strict=True,
    )
)
_TCVN3_TABLE = {code: letter for code, letter in _TCVN3.items() if letter != "."}
# PDF writers name AD "minus" and B7 "bullet operator".
_TCVN3_TABLE |= {0x2212: "ư", 0x2010: "ư", 0x2011: "ư", 0x2219: "ã"}

_VNI_MARKS = {  # base letters, the letter that stands for the mark, what it makes
    "aeouyôö": {"ù": "áéóúýớứ", "ø": "àèòùỳờừ", "û": "ảẻỏủỷởử", "õ": "ãẽõũỹỡữ",
                "ï": "ạẹọụỵợự"},
    "aeo": {"â": "âêô", "á": "ấếố", "à": "ầềồ", "å": "ẩểổ", "ã": "ẫễỗ", "ä": "ậệộ"},
    "a": {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"},
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Every pair and single letter of VNI-Windows, in both cases."""
    table: dict[str, str] = {}
    for bases, marks in _VNI_MARKS.items():
        for mark, made in marks.items():
            for base, letter in zip(bases, made, strict=True):
                table[base + mark] = letter
                for second in (mark, mark.upper()):
                    table[base.upper() + second] = letter.upper()
    for code, letter in _VNI_ALONE.items():
        table[code] = letter
        table[code.upper()] = letter.upper()
    return table


_VNI_TABLE = _vni_table()
_VNI = re.compile("|".join(sorted(map(re.escape, _VNI_TABLE), key=len, reverse=True)))
_TCVN3_NAMES = re.compile(
    r"^\.vn|^vn(?:time|arial|aristote|avant|bahamas|book|centur|clarendon|commercial"
    r"|cooper|courier|exotic|free|gothic|helve|helvet|kool|linus|lucida|memo|monot"
    r"|mystical|park|present|revue|rhap|shell|south|stamp|teknical|tifani|univers"
    r"|vogue|letter)",
    re.IGNORECASE,
)
_CAPITAL_FONT = re.compile(r"^\.?[Vv][Nn][A-Za-z ]*H(?![a-z])")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def decoded(text: str, font: str) -> str:
    """The text as the font draws it; unchanged for fonts of Unicode.

    TCVN3 has no accented capitals: fonts whose name ends in H (`.VnTimeH`) draw
    capitals for small letters.

    >>> decoded("§éc lËp", ".VnTime"), decoded("tØnh", ".VnTimeH")
    ('Độc lập', 'TỈNH')
    >>> decoded("Coäng hoøa", "VNI-Times"), decoded("tỉnh", "Times New Roman")
    ('Cộng hòa', 'tỉnh')
    """
    if not font or (text.isascii() and not _CAPITAL_FONT.match(font)):
        return text
    if _UNICODE.search(text):  # Word keeps the old font's name over Unicode text
        return text
    if _TCVN3_NAMES.match(font):
        made = text.translate(_TCVN3_TABLE)
        return made.upper() if _CAPITAL_FONT.match(font) else made
    if re.match(r"^VNI[- ]", font, re.IGNORECASE):
        return _VNI.sub(lambda match: _VNI_TABLE[match[0]], text)
    return text


_LEAST_WORDS = 8  # with letters beyond ASCII; fewer prove nothing
_LEGAL, _ILLEGAL = 0.85, 0.6
_FONTS = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}


def guessed(text: str) -> tuple[str, str] | None:
    """The text and the name of its old encoding, where no font tells but words do.

    "Céng hoµ x· héi" has no Vietnamese syllable as it stands and four when read as
    TCVN3; a Spanish or French text has few either way and is left alone.
    """
    if _UNICODE.search(text):
        return None
    words = [word for word in text.split() if not word.isascii()][:2000]
    if len(words) < _LEAST_WORDS or _share_of_syllables(words) > _ILLEGAL:
        return None
    for name, font in _FONTS.items():
        if _share_of_syllables([decoded(word, font) for word in words]) >= _LEGAL:
            return decoded(text, font), name
    return None


def _share_of_syllables(words: list[str]) -> float:
    """How many of the words are spelled as Vietnamese; those with digits are not."""
    bare = [word.strip(_EDGES).lower() for word in words]
    return sum(1 for word in bare if is_syllable(word)) / len(words)


_EDGES = ".,;:!?()[]{}\"'/-–—…“”‘’*|_"
