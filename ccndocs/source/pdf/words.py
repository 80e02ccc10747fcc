"""Characters to words, words to runs: pieces of a line that were written together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ccndocs.source.glyphs import plain, symbol
from ccndocs.source.legacy import decoded
from ccndocs.source.pdf.chars import Char, Style
from ccndocs.types.geometry import Box

ASCENT, DESCENT = 0.90, 0.22  # of the font size; Tinos with a hat and a tone above
_WORD_GAP = 0.30  # ems between characters that PDFium gave without a space
_RUN_GAP = 1.2  # ems between words of one run
_RAISED = (0.15, 0.75)  # ems of a footnote mark above the baseline
_SMALL = 0.85  # its size, of the text's
_MARK = re.compile(r"^(?:\[?\(?\d{1,3}\)?\]?|[*†‡]{1,3}|[ivx]{1,4})$")
_CLOSING = re.compile(r"[,.;:)\]”’?!]+")
_UNIT = re.compile(r"(?:^|[\d/(])(?:[kcdm]?m)$")  # the "m" of "m²"


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word with its style; `order` counts the characters drawn before.

    `stamped`: it fills in a blank that the text itself leaves.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style
    order: int
    raised: bool = False
    stamped: bool = False

    @property
    def size(self) -> float:
        """Font size in points."""
        return self.style.size

    @property
    def box(self) -> Box:
        """From hat to tail of its letters, whatever letters it has."""
        up, down = ASCENT * self.size, DESCENT * self.size
        return Box(self.x0, self.baseline - up, self.x1, self.baseline + down)


def words_of(chars: Iterable[Char | None]) -> list[PdfWord]:
    """Words in stream order, footnote marks apart from the word they cling to."""
    words: list[PdfWord] = []
    held: list[Char] = []
    order = 0
    for char in chars:
        if held and (char is None or _ends_word(held[-1], char)):
            words += _word(held, order)
            held = []
        if char is not None:
            held.append(char)
            order += 1
    if held:
        words += _word(held, order)
    return _with_punctuation([word for word in words if word.text])


def _with_punctuation(words: list[PdfWord]) -> list[PdfWord]:
    """Join a lone comma behind a footnote mark to the word before the mark."""
    found: list[PdfWord] = []
    for word in words:
        if len(found) > 1 and _closes(found[-2], found[-1], word):
            base = found[-2]
            found[-2] = replace(base, text=base.text + word.text)
        else:
            found.append(word)
    return found


def _closes(base: PdfWord, mark: PdfWord, word: PdfWord) -> bool:
    """Whether `word` is the punctuation of `base`, with a mark between them."""
    em = base.size
    return (
        _CLOSING.fullmatch(word.text) is not None
        and _MARK.match(mark.text) is not None
        and _is_raised(mark, base)
        and same_line(base, word)
        and -0.5 * em < word.x0 - mark.x1 < _WORD_GAP * em
        and mark.x0 - base.x1 < _WORD_GAP * em
    )


def _ends_word(last: Char, char: Char) -> bool:
    """Whether `char` is not the next letter of the word that `last` belongs to."""
    em = max(last.style.size, char.style.size, 1.0)
    return (
        abs(char.baseline - last.baseline) > 0.75 * em
        or char.x0 - last.x1 > _WORD_GAP * em
        or char.x0 < last.x0 - 0.5 * em
    )


def _word(chars: list[Char], order: int) -> list[PdfWord]:
    """One word, or up to three where a raised mark ends or starts within it.

    "định¹," is the word "định," and the mark "1": punctuation stays with its word.
    """
    parts: list[list[Char]] = []
    for char in chars:
        if parts and not _shifts(parts[-1][-1], char):
            parts[-1].append(char)
        else:
            parts.append([char])
    if len(parts) == 1:
        return [_made(chars, order)]
    return _apart([_made(part, order) for part in parts])


def _shifts(last: Char, char: Char) -> bool:
    """A change of size and of height: into a raised mark, or out of one."""
    small = min(last.style.size, char.style.size)
    large = max(last.style.size, char.style.size)
    if small > _SMALL * large:
        return abs(last.baseline - char.baseline) > _RAISED[0] * large
    return True


def _apart(parts: list[PdfWord]) -> list[PdfWord]:
    """Parts of one word: marks stand alone, everything else is joined again."""
    largest = max(part.size for part in parts)
    base = next(part for part in parts if part.size == largest)
    marks: list[PdfWord] = []
    rest: list[PdfWord] = []
    for at, part in enumerate(parts):
        before = parts[at - 1].text if at else ""
        raised = _is_raised(part, base) and _MARK.match(part.text) is not None
        if raised and not _UNIT.search(before):
            marks.append(replace(part, raised=True))
        else:
            rest.append(part)
    if not marks or not rest:
        return [_joined(parts, base)]
    word = _joined(rest, base)
    starts = marks[0].x0 < rest[0].x0
    return [*marks, word] if starts else [word, *marks]


def _is_raised(part: PdfWord, base: PdfWord) -> bool:
    """Smaller than the text and above its baseline."""
    up = base.baseline - part.baseline
    small = part.size <= _SMALL * base.size
    return small and _RAISED[0] * base.size < up < _RAISED[1] * base.size


def _joined(parts: list[PdfWord], base: PdfWord) -> PdfWord:
    text = "".join(part.text for part in parts)
    x0, x1 = min(p.x0 for p in parts), max(p.x1 for p in parts)
    return replace(base, text=text, x0=x0, x1=x1)


def _made(chars: list[Char], order: int) -> PdfWord:
    """A word of characters that share a line."""
    style = chars[0].style
    text = "".join(char.text for char in chars)
    clean = symbol(text) if style.is_symbol else plain(decoded(text, style.font))
    return PdfWord(
        text="".join(clean.split()),
        x0=min(char.x0 for char in chars),
        x1=max(char.x1 for char in chars),
        baseline=chars[0].baseline,
        style=style,
        order=order,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side on one baseline, without a wide gap between them."""

    words: tuple[PdfWord, ...]

    @property
    def size(self) -> float:
        """The largest font size: that of the text, not of its marks."""
        return max(word.size for word in self.words)

    @property
    def baseline(self) -> float:
        """The baseline of the largest words."""
        size = self.size
        return next(w.baseline for w in self.words if w.size == size)

    @property
    def box(self) -> Box:
        """The box around all words."""
        box = self.words[0].box
        for word in self.words[1:]:
            box = box.union(word.box)
        return box

    @property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join(word.text for word in self.words)


def runs_of(words: Iterable[PdfWord]) -> list[Run]:
    """Runs in stream order."""
    runs: list[list[PdfWord]] = []
    for word in words:
        if runs and _continues(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Run(tuple(run)) for run in runs]


def _continues(run: list[PdfWord], word: PdfWord) -> bool:
    """Whether `word` stands right of the run, near it and on its line."""
    last = run[-1]
    em = max(last.size, word.size, 1.0)
    gap = word.x0 - last.x1
    return -0.6 * em < gap < _RUN_GAP * em and same_line(last, word)


def same_line(one: PdfWord | Run, other: PdfWord | Run) -> bool:
    """Whether two pieces share a baseline; a smaller one may be raised."""
    large, small = (one, other) if one.size >= other.size else (other, one)
    up = large.baseline - small.baseline
    slack = 0.35 * large.size
    if small.size <= _SMALL * large.size:
        return -slack < up < _RAISED[1] * large.size
    return abs(up) < slack


def stands_raised(word: PdfWord, run: Run) -> bool:
    """A mark with a space around it: raised and small against the rest of its run."""
    if word.size > _SMALL * run.size or not _MARK.match(word.text):
        return False
    up = run.baseline - word.baseline
    return _RAISED[0] * run.size < up < _RAISED[1] * run.size
