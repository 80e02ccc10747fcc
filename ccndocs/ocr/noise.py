"""Marks that no one wrote: specks, strokes of seals and rules read as words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from ccndocs.ocr.engine import OcrWord

# Signs that stand alone in no Vietnamese document; "-", "+", "*", "%", "•" do.
_FOREIGN = re.compile(r"[_`\u00b4^|¦¡\u2039\u203a¬£‡„«»\\{}]+")
_STROKE = re.compile(r"[-~_=—–¬«»^.'`]{1,3}")
_GLUED_FRONT = re.compile(r"^[._`\u00b4^|¦¡\u2039\u203a¬‡„~]+(?=[^\W_])")
_GLUED_BACK = re.compile(r"(?<=[\w.,;:)])[_`\u00b4^|¦¡\u2039\u203a¬‡„~]+$")
_FOR_DASHES = (":", "~")  # what stands alone for a dash between words
_TWICE = (  # letters read twice, the second time as none of Vietnamese
    (re.compile("\u0110\u00d0|\u00d0\u0110"), "Đ"),
    (re.compile("N\u00d1|\u00d1N"), "N"),
)
_STRUCK_ZERO = re.compile(r"\u00d8(?=\d)|(?<=\d)\u00d8(?![^\W\d_])")
_TWO_DASHES = re.compile("[-\u2013\u2014]{2}")
_LONE_QUOTE = re.compile("^['\u2018\u2019](?=[^\\W_])")
_QUOTES = "'\u2018\u2019"
_CLOSING = re.compile(r"\./\.?$")
_DOUBTFUL = 0.5
_FLAT = 1.5  # times as wide as high, at least
_INITIALS = 0.75  # pen strokes behind "./." are read with 0.1 to 0.7

Line = Sequence[OcrWord]


def without_noise(words: Line) -> tuple[list[OcrWord], int]:
    """The words of one line without the noise, and how many marks were left out.

    A dash read as another stroke ("~", "=", "-_") is mended by its shape; a mark
    glued to a word (".UBND", "tỉnh_") is taken off it. Words with a letter or digit
    stay, but for pen strokes behind the closing "./.".
    """
    height = _letter_height(words)
    words = _without_quote(words)
    kept: list[OcrWord] = []
    left_out = 0
    closed = False
    for index, word in enumerate(words):
        last = index == len(words) - 1
        if closed and word.confidence < _INITIALS:
            left_out += 1
            continue
        if word.text.isalpha():  # nearly all: no rule is about letters alone
            kept.append(_with_one_letter(word))
            continue
        closed = closed or bool(_CLOSING.search(word.text))
        if any(rule(word, kept, height, last) for rule in RULES):
            left_out += 1
            continue
        kept.append(_mended(word, height, first=not kept))
    return kept, left_out


def _without_quote(words: Line) -> Line:
    """The line without a quote at its start that nothing closes: "'Tổng diện tích".

    It is a rule's end or a speck; Vietnamese words have no apostrophe.
    """
    if not words or not _LONE_QUOTE.match(words[0].text):
        return words
    if any(sign in word.text for word in words[1:] for sign in _QUOTES):
        return words
    text = words[0].text[1:]
    if any(sign in text for sign in _QUOTES):
        return words
    return [replace(words[0], text=text), *words[1:]]


def _letter_height(words: Line) -> float:
    """The middle height of the line's words of letters and digits; 0 without any."""
    heights = [w.bottom - w.top for w in words if any(c.isalnum() for c in w.text)]
    return float(median(heights)) if heights else 0.0


def _mended(word: OcrWord, height: float, *, first: bool) -> OcrWord:
    """The word with its dash set right and glued marks taken off."""
    if first and height and _STROKE.fullmatch(word.text):
        flat = word.bottom - word.top <= 0.25 * height
        wide = 0.18 * height <= word.right - word.left <= 0.55 * height
        if flat and wide:
            return replace(word, text="-")
    if word.text in _FOR_DASHES and _lies(word, height):
        return replace(word, text="-")
    if _TWO_DASHES.fullmatch(word.text):  # one long dash: "Nhàn —- Phó Giám đốc"
        return replace(word, text="\u2013")
    text = _GLUED_BACK.sub("", _GLUED_FRONT.sub("", word.text))
    text = _STRUCK_ZERO.sub("0", text)
    return _with_one_letter(replace(word, text=text) if text != word.text else word)


def _lies(word: OcrWord, height: float) -> bool:
    """Whether the sign is wider than high, as no colon is: "22/7 : 09/8/2031"."""
    wide, high = word.right - word.left, word.bottom - word.top
    return wide >= 1.2 * high and high <= 0.36 * height and wide >= 0.18 * height


def _with_one_letter(word: OcrWord) -> OcrWord:
    """The word without a letter read twice: "QĐÐ", "CCNÑ"."""
    if "\u00d0" not in word.text and "\u00d1" not in word.text:
        return word
    text = word.text
    for twice, letter in _TWICE:
        text = twice.sub(letter, text)
    return replace(word, text=text)


def is_speck(word: OcrWord, before: Line, height: float, last: bool) -> bool:
    """A sign as small as a dot: ":" or "_" or "-" read from a speck.

    A full stop or colon that stands behind a word at a line's end stays, if the
    engine is sure of it and the word has none.
    """
    if any(c.isalnum() for c in word.text) or not height:
        return False
    wide, high = word.right - word.left, word.bottom - word.top
    if wide > 0.16 * height or high > 0.2 * height:
        return False
    ends = last and word.text in (".", ":", ";", ",") and word.confidence >= _DOUBTFUL
    return not (ends and before and before[-1].text[-1:].isalnum())


def is_foreign(word: OcrWord, before: Line, height: float, last: bool) -> bool:
    """A sign that no document has: "|", "_", "`" ("__" may be a dash: see shape)."""
    if not _FOREIGN.fullmatch(word.text):
        return False
    return before != [] or not _is_dash(word, height)


def is_doubtful_sign(word: OcrWord, before: Line, height: float, last: bool) -> bool:
    """Signs only, of which the engine itself is not sure: "“„~—" (0.03), "^" (0.0)."""
    if any(c.isalnum() for c in word.text) or _is_dash(word, height):
        return False
    return word.confidence < _DOUBTFUL and not re.fullmatch(
        r"[.…]{2,}|\(?%\)?|\./\.?", word.text
    )


def _is_dash(word: OcrWord, height: float) -> bool:
    """Whether it looks like a dash: flat, not as round as a speck, a letter wide."""
    if not height:
        return word.text in ("-", "–", "—")
    high = word.bottom - word.top
    flat = high <= 0.25 * height and word.right - word.left >= _FLAT * high
    return flat and 0.18 * height <= word.right - word.left <= height


Rule = Callable[[OcrWord, Line, float, bool], bool]

RULES: tuple[Rule, ...] = (is_speck, is_foreign, is_doubtful_sign)
"""A word for which one of them holds is noise."""
