"""Rows and columns of figures that no rules part, told by where the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ccndocs.ocr.engine import OcrWord
from ccndocs.vi.syllables import is_syllable

FEWEST = 3
"""Columns, and rows."""
FIGURES = 2
"""In a row."""
DARK = 150
MARGIN = 12
"""White pixels around a part that is read alone."""
_LONGEST = 9  # characters of a figure, garbled ones too
_FEW = 4  # words more than twice the figures: a line of prose
_WIDE = 1.0  # of a line's height: what parts columns
_NEXT = 3.0  # … from row to row
_BAND = 0.75  # … half a row

_LETTERS_DIGITS = re.compile(r"[^\W\d_]{3,}\d{1,2}")
_DASHES = ("-", "–", "—")

Words = list[OcrWord]


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one level, from left to right, and where its middle is."""

    words: tuple[OcrWord, ...]
    middle: float
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the picture."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, picture: Any) -> Any:
        """What it shows."""
        return picture[self.top : self.bottom, self.left : self.right]

    def holds(self, word: OcrWord) -> bool:
        """Whether the word's middle lies inside."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom


def is_figure(word: OcrWord) -> bool:
    """Whether it is one, or was before the engine garbled it: "S42" for "64,2"."""
    return len(word.text) <= _LONGEST and any(map(str.isdigit, word.text))


def rows_of(words: Sequence[OcrWord], high: float) -> list[Row]:
    """The words in levels from top to bottom, without marks between the columns."""
    levels: list[Words] = []
    for word in sorted(words, key=middle_of):
        if not any(map(str.isalnum, word.text)) and word.text not in _DASHES:
            continue
        if levels and middle_of(word) - middle_of(levels[-1][0]) < high / 2:
            levels[-1].append(word)
        else:
            levels.append([word])
    return [_row(level, high) for level in levels]


def _row(words: Sequence[OcrWord], high: float) -> Row:
    middle = sum(map(middle_of, words)) / len(words)
    top, bottom = round(middle - _BAND * high), round(middle + _BAND * high)
    ordered = tuple(sorted(words, key=lambda w: w.left))
    return Row(ordered, middle, max(top, 0), bottom)


def middle_of(word: OcrWord) -> float:
    """Its place down the picture."""
    return (word.top + word.bottom) / 2


def runs_of(rows: Sequence[Row], high: float) -> Iterator[list[Row]]:
    """Rows of figures one below another, as many as make a table."""
    run: list[Row] = []
    for row in rows:
        if not _is_row(row, high):
            if len(run) >= FEWEST:
                yield run
            run = []
            continue
        if run and row.middle - run[-1].middle > _NEXT * high:
            if len(run) >= FEWEST:
                yield run
            run = []
        run.append(row)
    if len(run) >= FEWEST:
        yield run


def _is_row(row: Row, high: float) -> bool:
    """Whether figures stand apart from one another, and few words beside them."""
    pieces = pieces_of(row.words, high)
    figures = sum(map(is_figure, row.words))
    return (
        len(pieces) >= FEWEST
        and figures >= FIGURES
        and len(row.words) <= 2 * figures + _FEW
    )


def pieces_of(words: Sequence[OcrWord], apart: float) -> list[tuple[int, int]]:
    """The stretches of a row that spaces of this width part."""
    pieces: list[tuple[int, int]] = []
    for word in words:
        if pieces and word.left - pieces[-1][1] < apart:
            pieces[-1] = (pieces[-1][0], max(word.right, pieces[-1][1]))
        else:
            pieces.append((word.left, word.right))
    return pieces


def columns_of(rows: Sequence[Row], high: float) -> list[tuple[int, int]]:
    """Where the columns stand: stretches that no row's words bridge."""
    columns: list[tuple[int, int]] = []
    for left, right in sorted(p for row in rows for p in pieces_of(row.words, high)):
        if columns and left < columns[-1][1] + _WIDE * high / 2:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def edges_of(columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The columns, each as far as the middle of the space around it."""
    middles = [(a[1] + b[0]) // 2 for a, b in pairwise(columns)]
    outer = [max(columns[0][0] - 10, 0), *middles, columns[-1][1] + 10]
    return list(pairwise(outer))


def is_glued(word: OcrWord) -> bool:
    """Whether these look like two words: "xửlý", "Sậy2"."""
    if word.text.isalpha():
        return len(word.text) > 3 and not is_syllable(word.text.lower())
    return _LETTERS_DIGITS.fullmatch(word.text) is not None


def joined(words: Sequence[OcrWord]) -> str:
    """The letters of the words, without spaces."""
    return "".join(word.text for word in words)


def margined(cells: Sequence[Part], picture: Any) -> list[Any]:
    """The pictures of these parts, each with white around it, as the engine wants."""
    return [
        np.pad(cell.of(picture), MARGIN, mode="constant", constant_values=255)
        for cell in cells
    ]


def exchanged(
    words: Sequence[OcrWord],
    old: Sequence[OcrWord],
    new: Sequence[OcrWord],
    before: OcrWord,
) -> Words:
    """The words with some of them replaced; new ones stand before one if need be."""
    first = old[0] if old else before
    gone = {id(word) for word in old}
    made: Words = []
    for word in words:
        if word is first:
            made += new
        if id(word) not in gone:
            made.append(word)
    return made
