"""Digits of a date in words: "ngày 2l tháng 1] năm" is "ngày 21 tháng 11 năm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccndocs.ocr.engine import OcrWord

_UNSURE = 0.6
"""The most that a corrected word's confidence can be: somebody should look at it."""
_ALIKE = str.maketrans("lI|!]\u00cd\u00ccOoQ", "1111111000")
_AFTER = {"ngày": r"0?[1-9]|[12]\d|3[01]", "tháng": r"0?[1-9]|1[0-2]"}
_BEFORE = {"ngày": ("tháng",), "tháng": ("năm", "và", "đến")}


def with_dates(words: Sequence[OcrWord]) -> list[OcrWord]:
    """The words with letters that stand for digits in a date made digits.

    One digit must have been read, or the next word must be the date's next one: in
    "ngày lễ" and "tháng I" (of a table's head) nothing is changed.
    """
    made = list(words)
    for index in range(1, len(made)):
        before = made[index - 1].text.lower()
        if before not in _AFTER:
            continue
        word = made[index]
        text = word.text.rstrip(",;.")
        digits = text.translate(_ALIKE)
        following = made[index + 1].text if index + 1 < len(made) else ""
        sure = any(c.isdigit() for c in text) or following in _BEFORE[before]
        if digits != text and sure and re.fullmatch(_AFTER[before], digits):
            made[index] = replace(
                word,
                text=digits + word.text[len(text) :],
                confidence=min(word.confidence, _UNSURE),
            )
    return made
