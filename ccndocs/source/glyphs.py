"""Characters that fonts and writers use for others: one spelling of each."""

from __future__ import annotations

import re
import unicodedata

from ccndocs.vi.letters import UNCHANGED

# Symbol fonts (Wingdings, Symbol) keep their code in the private area, U+F000 + code.
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "▪", 0xF06C: "•", 0xF076: "❖", 0xF0D8: "➢",
    0xF0E0: "→", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF02D: "-",
    0xF02B: "+", 0xF020: " ", 0xF0D7: "·", 0xF0A3: "□",
}  # fmt: skip
# A word cut by a hyphen at the end of a line: PDFium marks it 2, older ones U+FFFE.
_CONTROLS = {0x02: "-", 0xFFFE: "-", 0xAD: None, 0xFEFF: None, 0x200B: None, 0x00: None}
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_TABLE: dict[int, str | None] = {**UNCHANGED, **_SYMBOLS, **_CONTROLS, **_LIGATURES}


_HALF = re.compile("[\ud800-\udfff]")


def joined_units(text: str) -> str:
    r"""Characters beyond U+FFFF that come as two codes whole again; halves are U+FFFD.

    >>> joined_units("\ud840\udc00") == "\U00020000"
    True
    """
    if not _HALF.search(text):
        return text
    data = text.encode("utf-16-le", errors="surrogatepass")
    return data.decode("utf-16-le", errors="replace")


def plain(text: str) -> str:
    """NFC, ligatures apart, symbol-font bullets as Unicode, nothing of zero width.

    "ﬁ" is "fi"; a soft hyphen is dropped, one that cuts a word at a line's end stays.
    """
    return unicodedata.normalize("NFC", joined_units(text).translate(_TABLE))


def symbol(text: str) -> str:
    r"""The same, for text set in a symbol font, where "·" or "§" stand for bullets.

    >>> symbol("\xb7"), symbol("\xa7"), symbol("2.3")
    ('•', '▪', '2.3')
    """
    return plain("".join(_as_private(c) for c in text))


def _as_private(character: str) -> str:
    """The code of a symbol font in the private area, where a bullet is known there."""
    code = 0xF000 + ord(character)
    return chr(code) if code in _SYMBOLS else character
