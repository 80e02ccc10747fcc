"""The sign "./." that ends a document, put right where it was read as dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccndocs.types.page import Line
from ccndocs.vi.fold import fold_same

_RECIPIENTS = re.compile(r"\W{0,3}n\Si nhan\b")
_DOTS = re.compile(r"(?<=[^\W\d_])\.{2,4}$")
_HALF = re.compile(r"[./][./1l]{0,2}")  # "tháng /."
_AND_SO_ON = re.compile(r"v\.\s?v\.*$")
_SURE = 0.9  # dots that the engine believes in are dots
_FAR = 60.0  # points from the last line to "Nơi nhận"


def with_closing(lines: Sequence[Line]) -> list[Line]:
    """The lines; "hằng tháng..." right above "Nơi nhận:" ends in "tháng./."."""
    made = list(lines)
    for line in lines:
        if not _RECIPIENTS.match(fold_same(line.text)):
            continue
        last = _right_above(line, made)
        if last is not None:
            made[last] = _closed(made[last])
    return made


def _right_above(line: Line, lines: Sequence[Line]) -> int | None:
    """The lowest line that ends above `line`, if it is near."""
    best: tuple[float, int] | None = None
    for index, other in enumerate(lines):
        if line.box is None or other.box is None or other.box.y1 > line.box.y0 + 2:
            continue
        if line.box.y0 - other.box.y1 < _FAR and (not best or other.box.y1 > best[0]):
            best = other.box.y1, index
    return best[1] if best else None


def _closed(line: Line) -> Line:
    word = line.words[-1] if line.words else None
    if word is None or word.confidence >= _SURE or _AND_SO_ON.search(word.text):
        return line
    words = (*line.words[:-1], replace(word, text=_DOTS.sub("./.", word.text)))
    if len(line.words) > 1 and _HALF.fullmatch(word.text):
        before = line.words[-2]
        box = word.box and before.box and before.box.union(word.box)
        text = f"{before.text.rstrip('.')}./."
        words = (*line.words[:-2], replace(word, text=text, box=box))
    return replace(line, text=" ".join(w.text for w in words), words=words)
