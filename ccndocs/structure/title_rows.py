"""Rows by a title that are none of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ccndocs.structure.margin import STOPS
from ccndocs.structure.rows import Row


def specks_below(rows: Sequence[Row], at: int) -> int:
    """How many rows of a scan right below the type are strokes or specks: "ỉ", "26"."""
    count = 0
    for row in rows[at : at + 2]:
        letters = sum(c.isalpha() for c in row.text)
        read = any(word.confidence < 1.0 for word in row.line.words)
        if not read or letters > 1 or len(row.text) > 6:
            break
        count += 1
    return count


def leads_in(rows: Sequence[Row], at: int) -> bool:
    """Whether a sentence begins that leads the text in, "… như sau:": no title does."""
    if not rows[at].text[:1].isupper():
        return False
    for row in itertools.islice(rows, at, at + 4):
        if row.caps:
            return False
        if row.text.endswith(STOPS):
            return bool(_AS_FOLLOWS.search(row.text))
        if not row.line.full:
            return False
    return False


_AS_FOLLOWS = re.compile(r"\b(?:như sau|sau đây|sau|dưới đây|cụ thể|nội dung)\s?:$")
