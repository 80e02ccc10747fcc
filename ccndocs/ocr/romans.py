"""Roman numerals told by their strokes: "quý H" is "quý II", "1V." is "IV."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from ccndocs.ocr.engine import OcrWord
from ccndocs.vi.fold import fold_same

# What the engine makes of "I", "II", "III" and of "IV", with what may follow.
_STROKES = re.compile(r"[IHlLTmnUi1|!\[\]\u00cc\u00cd\u0128\u00cf\u00ec\u00ed]{1,4}")
_TAIL = re.compile(r"(?:[./,;:)\u2013-].*)?")
_FOUR = re.compile(r"[1lTi|!](?=V(?![^\W\d_]))")
_NUMERAL = re.compile(
    r"I{2,3}|[1lT|]V|IV|VI{0,3}|IX|XI{0,3}|[HmnU1lI|]*[HmU][HmnU1lI|]*"
)
_LINK = re.compile(r"[,;]|va|-|\u2013|den")


def with_romans(words: Sequence[OcrWord], picture: Any) -> list[OcrWord]:
    """The words with Roman numerals set right where only such can stand.

    That is behind "quý", and before a heading in capitals at a line's start ("H. MỤC
    TIÊU"). `picture` is what the words were read from: upright strokes are counted.
    A heading's digits ("1. MỤC ĐÍCH") stay unless the page's other headings are
    numbered in Roman.
    """
    made = _with_stops(words)
    opening = [i for i in range(len(made)) if _opens(made, i) and _heads(made, i)]
    roman = _counts_in_roman([made[i].text for i in opening])
    quarter = False
    for index, word in enumerate(made):
        heading = index in opening and (roman or not word.text.rstrip(".").isdigit())
        if quarter or heading:
            made[index] = _roman(word, picture)
        quarter = _asks_quarter(made, index, quarter)
    return made


def _with_stops(words: Sequence[OcrWord]) -> list[OcrWord]:
    """The words with "I." where stroke and full stop were read as "L".

    A letter alone before a heading in capitals counts nothing: "L MỤC TIÊU".
    """
    made = list(words)
    for index, word in enumerate(words):
        if word.text != "L" or not _opens(words, index):
            continue
        made[index] = replace(word, text="I.")
        if not _heads(made, index):
            made[index] = word
    return made


def _opens(words: Sequence[OcrWord], index: int) -> bool:
    return index == 0 or not _same(words[index - 1], words[index])


def _counts_in_roman(marks: Sequence[str]) -> bool:
    """Whether headings are numbered so by those marks that are read beyond doubt.

    >>> _counts_in_roman(["1.", "II."]), _counts_in_roman(["1.", "2.", "IV."])
    (True, False)
    """
    plain = [mark.rstrip(".") for mark in marks]
    if any(re.fullmatch(r"[2-9]|[1-9]\d", mark) for mark in plain if mark != "11"):
        return False
    return any(_NUMERAL.fullmatch(mark) for mark in plain)


def roman_cell(words: Sequence[OcrWord], picture: Any) -> list[OcrWord]:
    """The only word of a narrow cell as a Roman numeral, where it looks like one.

    Digits stay: "1" counts rows as often as "I" counts groups.
    """
    if len(words) != 1 or not re.fullmatch(r"[IHlmU1T]{1,3}|[1lT]V", words[0].text):
        return list(words)
    text = words[0].text
    if text.isdigit() or (len(text) == 1 and text in "lTI"):
        return list(words)
    return [_roman(words[0], picture)]


def _line(word: OcrWord) -> tuple[int, int, int]:
    return word.block, word.paragraph, word.line


def _heads(words: Sequence[OcrWord], index: int) -> bool:
    """Whether a mark with a full stop stands before words in capitals."""
    if not words[index].text.endswith(".") or len(words[index].text) > 5:
        return False
    rest = [w.text for w in words[index + 1 : index + 8] if _same(w, words[index])]
    letters = [c for text in rest for c in text if c.isalpha()]
    return len(letters) > 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _same(word: OcrWord, other: OcrWord) -> bool:
    return _line(word) == _line(other)


def _asks_quarter(words: Sequence[OcrWord], index: int, before: bool) -> bool:
    """Whether the next word is a quarter: "quý …", "quý II, …", "quý II và …"."""
    text = words[index].text
    if text.strip("(\"'") in ("quý", "Quý"):
        return True
    if not before:
        return False
    if re.fullmatch(r"[IV]{1,3},?", text):
        return True
    if _LINK.fullmatch(fold_same(text).strip("(\"'")) and index:
        return bool(re.fullmatch(r"[IV]{1,3},?", words[index - 1].text))
    return False


_TWO_SLASHES = re.compile(r"(?<=[IlH1|])[/\u2044]{2}")


def _roman(word: OcrWord, picture: Any) -> OcrWord:
    """The word with its numeral counted; as it was where no count is sure.

    Of two slashes the first is a stroke: "I//2031" is "II/2031".
    """
    word = replace(word, text=_TWO_SLASHES.sub("I/", word.text))
    four = _FOUR.match(word.text)
    if four:
        return replace(word, text=f"I{word.text[1:]}")
    ranged = _RANGE.fullmatch(word.text)
    if ranged:
        return _ranged(word, ranged, picture)
    found = _STROKES.match(word.text)
    if found is None or not _TAIL.fullmatch(word.text[found.end() :]):
        return word
    tail = word.text[found.end() :]
    count = len(_stems(word, _end_of_strokes(word, tail), picture))
    if not 1 <= count <= 3:
        return word
    return replace(word, text="I" * count + tail)


_RANGE = re.compile(
    rf"(?P<first>{_STROKES.pattern})[-\u2013](?P<last>{_STROKES.pattern})"
    r"(?P<tail>(?:[/.,;)].*)?)"
)


def _ranged(word: OcrWord, ranged: re.Match[str], picture: Any) -> OcrWord:
    """Both numerals of "II-III/2031": the widest space parts their strokes."""
    places = _stems(word, _end_of_strokes(word, ranged["tail"]), picture)
    gaps = [after - before for before, after in pairwise(places)]
    if not gaps:
        return word
    first = gaps.index(max(gaps)) + 1
    last = len(places) - first
    if first > 3 or not first < last <= 3:
        return word
    return replace(word, text=f"{'I' * first}-{'I' * last}{ranged['tail']}")


def _end_of_strokes(word: OcrWord, tail: str) -> int:
    """Where the word's strokes end and what follows them begins.

    Digits and strokes are 0.69 of the type's size high, a comma hangs 0.14 below.
    What follows has no upright stroke, so that some of it may be taken in.
    """
    size = (word.bottom - word.top) / (0.83 if set(tail) & set(",;") else 0.69)
    return word.right - round((_breadth(tail) - 0.15 * bool(tail)) * size)


def _breadth(text: str) -> float:
    """A text's width as a multiple of the type's size."""
    return sum(0.28 if c in "./,;:)" else 0.33 if c == "-" else 0.5 for c in text)


def _stems(word: OcrWord, right: int, picture: Any) -> list[int]:
    """Where upright strokes begin in the word's box left of `right`."""
    height = word.bottom - word.top
    part = picture[max(word.top, 0) : word.bottom, max(word.left, 0) : max(right, 0)]
    if part.shape[0] < 6 or part.shape[1] < 2:
        return []
    inner = part[round(0.3 * height) : round(0.7 * height)]
    dark = (inner < 140).mean(axis=0) > 0.75
    edges = np.diff(np.concatenate(([0], dark.astype(int))))
    return [int(at) for at in np.flatnonzero(edges == 1)]
