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
_DOUBLE_D = re.compile("\u0110\u00d0|\u00d0\u0110")
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
    kept: list[OcrWord] = []
    left_out = 0
    closed = False
    for index, word in enumerate(words):
        last = index == len(words) - 1
        if closed and word.confidence < _INITIALS:
            left_out += 1
            continue
        if word.text.isalpha():  # nearly all: no rule is about letters alone
            kept.append(_with_one_d(word))
            continue
        closed = closed or bool(_CLOSING.search(word.text))
        if any(rule(word, kept, height, last) for rule in RULES):
            left_out += 1
            continue
        kept.append(_mended(word, height, first=not kept))
    return kept, left_out


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
    text = _GLUED_BACK.sub("", _GLUED_FRONT.sub("", word.text))
    return _with_one_d(replace(word, text=text) if text != word.text else word)


def _with_one_d(word: OcrWord) -> OcrWord:
    """The word without a letter read twice: "QĐÐ"."""
    if "\u00d0" not in word.text:
        return word
    return replace(word, text=_DOUBLE_D.sub("Đ", word.text))


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
