"""Gaps that hold a letterhead's number and date: where they are, what fills them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.ocr.ending import OcrLine
from ccndocs.ocr.engine import OcrWord
from ccndocs.vi.fold import fold_same

NUMBER = re.compile(
    r"^\W{0,2}s\S[^\S ]?(?P<number>\s*[:.;]?.{0,12}?)\s*[-/]\s*[a-z]{2}[-/a-z.&]*"
)
_SO = re.compile(r"\W{0,2}[Ss][ốỐôÔoO6óÓéÉẻếòỗõ](?!\w{0,3} [^\W\d])")
DATE = re.compile(
    r"ng\Sy(?P<day>.{0,10}?)th\Sng(?P<month>.{0,10}?)n\Sm\s*(?:19|20)[\dil|!\]]{2}\W{0,3}$"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Characters of a line that must be digits, and their place in the picture.

    `behind` is the slash that the engine lost behind them.
    """

    kind: str
    start: int
    stop: int
    text: str
    left: float
    right: float
    whole: tuple[float, float]
    behind: str = ""


def gaps_of(line: OcrLine, pattern: re.Pattern[str]) -> list[Gap]:
    """What stands where the pattern wants digits."""
    text = " ".join(word.text for word in line)
    found = pattern.search(fold_same(text))
    if found is None or (pattern is NUMBER and not _SO.match(text)):
        return []
    whole = _edge(line, found.start(), 0.0), _edge(line, found.end() - 1, 1.0)
    gaps = []
    for name in pattern.groupindex:
        start, stop = found.span(name)
        while name == "number" and start < stop and text[start] in " :.;":
            start += 1
        slashless = None
        if name == "number" and text[stop : stop + 2].strip()[:1] != "/":
            slashless = _SLASHLESS.match(text[start:stop])
        stop = start + slashless.end() if slashless else stop
        left, right = _edge(line, start - 1, 1.0), _edge(line, stop, 0.0)
        behind = "/" if slashless else ""
        gaps.append(
            Gap(name, start, stop, text[start:stop], left, right, whole, behind)
        )
    return gaps


# "318UBND-KT": the symbol's letters stand right behind the digits, before a hyphen
_SLASHLESS = re.compile(r"[^A-ZĐ]*\d(?= ?[A-ZĐ&]{2,}$)")


def _edge(line: OcrLine, index: int, side: float) -> float:
    """Where character `index` of the line begins (side 0) or ends (side 1).

    Of a space: where the word before it ends, or the one after it begins.
    """
    start = 0
    before = float(line[0].left)
    for word in line:
        stop = start + len(word.text)
        if index < start:
            return before if side else float(word.left)
        if index < stop:
            share = width_of(word.text[: index - start + int(side)])
            whole = max(width_of(word.text), 0.1)
            return word.left + share / whole * (word.right - word.left)
        before = float(word.right)
        start = stop + 1
    return float(line[-1].right)


def width_of(text: str) -> float:
    """A text's width in letters of the usual roman type."""
    return sum(
        0.28 if c in "/:;.,|!'" else 0.7 if c.isupper() else 0.33 if c == "-" else 0.5
        for c in text
    )


def confidence_in(gap: Gap, line: OcrLine) -> float:
    """The least confidence of the words that the gap touches."""
    return min(
        (
            w.confidence
            for w in line
            if w.left < gap.right - 2 and w.right > gap.left + 2
        ),
        default=0.0,
    )


def filled(line: OcrLine, gap: Gap, text: str, sure: float) -> OcrLine:
    """The line with the gap's characters replaced; words it touches become one."""
    whole = " ".join(word.text for word in line)
    start = 0
    before: OcrLine = []
    touched: OcrLine = []
    after: OcrLine = []
    for word in line:
        stop = start + len(word.text)
        if stop <= gap.start and not (stop == gap.start and gap.start == gap.stop):
            before.append(word)
        elif start >= gap.stop:
            after.append(word)
        else:
            touched.append(word)
        start = stop + 1
    low = sum(len(w.text) + 1 for w in before)
    high = low + len(" ".join(w.text for w in touched))
    shown = f"{text}{gap.behind}"
    changed = f"{whole[low : gap.start]} {shown} {whole[gap.stop : high]}".split()
    return [*before, *_spread(changed, touched, line, gap, (text, sure)), *after]


def _spread(
    texts: Sequence[str],
    touched: OcrLine,
    line: OcrLine,
    gap: Gap,
    settled: tuple[str, float],
) -> list[OcrWord]:
    """Words for these texts over the place of the touched ones.

    `settled`: the text in the gap and how sure it is.
    """
    model = touched[0] if touched else line[0]
    left = float(touched[0].left) if touched else gap.left
    right = float(touched[-1].right) if touched else gap.right
    widths = [width_of(text) for text in texts]
    scale = (right - left) / max(sum(widths) + 0.25 * (len(texts) - 1), 0.1)
    made = []
    for text, width in zip(texts, widths, strict=True):
        stop = left + width * scale
        made.append(
            replace(
                model,
                text=text,
                left=round(left),
                right=round(stop),
                confidence=settled[1] if settled[0] in text else 0.9,
            )
        )
        left = stop + 0.25 * scale
    return made
