"""The signer's name read once more: stamped askew, under a seal or a pen stroke.

Measured on 26 real signature blocks: of the block as a whole 11 names are read, of
the level line alone, with and without the strokes that are taller than letters, 21.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.engine import OcrEngine, OcrWord
from ccndocs.ocr.level import ABOVE, BELOW, DARK, level_strip, placed, shifted
from ccndocs.ocr.name_line import (
    UNREAD,
    UNSURE,
    OcrLine,
    is_sure,
    is_unsure,
    legible,
    name_line,
)
from ccndocs.ocr.specks import components
from ccndocs.ocr.surname import is_name_word, mended, mended_middle, split_glued
from ccndocs.vi.names import is_surname, middle_shares
from ccndocs.vi.syllables import is_syllable

LINE = 7
"""Page segmentation: a single line."""
_GUESSED = 0.3  # a surname that no reading is surer of hides under something
_TALL_INCHES = 0.3  # letters of a name with their marks are up to 0.22 high
_WIDE_INCHES = 1.3
_BEFORE = 4.5  # times a letter's height: room for "Nguyễn" before what is legible
_BEFORE_COVERED = 7.0  # … in bold capitals
_OUTVOTED = 1.2  # times the votes of a word that another replaces
_KNOWN = 2  # times the vote of a word that is no middle name: "Thị" against "Thy"
_NEAR = (2.2, 1.5)  # … before it, in pictures cut closely
_NEAR_SCALES = (1.0, 1.5, 2.0)
_SCALES = (1.0, 1.5)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name as one picture gave it; `before`: the token left of it, "" if none."""

    words: tuple[OcrWord, ...]
    before: str

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        return sum(w.confidence for w in self.words) / max(len(self.words), 1)


def read_name(
    lines: Sequence[OcrLine],
    pictures: Sequence[Any],
    corner: tuple[int, int],
    dpi: float,
    engine: OcrEngine,
) -> OcrLine | None:
    """The name's line read anew; None where it was sure or there is nothing to read.

    `lines` are what the signature's corner gave, `pictures` grey pictures of it whose
    left top is `corner`. A name whose first word stays illegible begins with UNREAD.
    """
    line = name_line(lines)
    if line is None or is_sure(line):
        return None
    seed = legible(line)
    readings = list(_readings(seed, pictures, corner, dpi, engine))
    best = _agreed(readings) or seed
    if best is seed and (
        len(seed) != 2 or not _inked_before(seed[0], pictures[0], corner)
    ):
        return None
    gap = best[0].text == UNREAD
    if len(best) == 2 and not gap and _inked_before(best[0], pictures[0], corner):
        best, gap = [_gap_before(best[0]), *best], True
    if best[0].confidence <= UNSURE:
        best = _with_covered(best, pictures, corner)
    if best[0].text == UNREAD and len(best) > 2:  # costs as much as half a page
        best = _with_surname_near(best, seed, pictures, corner, dpi, engine)
    return [replace(w, block=line[0].block, line=line[0].line) for w in _spelt(best)]


def better_name(one: OcrLine | None, other: OcrLine | None) -> OcrLine | None:
    """The surer of two readings of a name, of which `other` is of a mended picture.

    An unsure one of those is believed where its middle words are names at least.
    """
    if other is None or (
        one is not None and is_unsure(other) and one[0].text != UNREAD
    ):
        return one
    middles = [w.text for w in other[1:-1]]
    if is_unsure(other) and not all(m in middle_shares() for m in middles):
        return one
    return other


def _spelt(name: OcrLine) -> OcrLine:
    """The name, a middle word that no Vietnamese one is mended: "Xhắc" to "Khắc"."""
    made = list(name)
    for at, word in enumerate(name[1:-1], 1):
        if is_syllable(word.text.lower()):
            continue
        if (text := mended_middle(word.text)) is not None:
            made[at] = _less_sure([replace(word, text=text)])[0]
    return made


def _inked_before(word: OcrWord, picture: Any, corner: tuple[int, int]) -> bool:
    """Whether something stands where the first of three words would.

    A seal that hides "Lê" leaves "Hoàng Anh", which looks whole.
    """
    first = shifted(word, -corner[0], -corner[1])
    high = first.bottom - first.top
    low = max(first.left - 2 * high, 0)
    part = picture[max(first.top, 0) : first.bottom, low : max(first.left - 4, 0)]
    return bool(part.size) and bool(np.count_nonzero(part < DARK) > 0.04 * part.size)


def without_tall(picture: Any, dpi: float) -> Any:
    """The picture without strokes too tall or wide for letters: rings, signatures."""
    ink = cv2.threshold(picture, DARK - 1, 1, cv2.THRESH_BINARY_INV)[1]
    _, labels, stats = components(ink)
    tall = (stats[:, 3] > _TALL_INCHES * dpi) | (stats[:, 2] > _WIDE_INCHES * dpi)
    tall[0] = False
    stroke = tall.astype(np.uint8)[labels]
    edge = cv2.dilate(stroke, np.ones((3, 3), np.uint8))
    letters = cv2.subtract(ink, stroke)
    return cv2.max(picture, cv2.subtract(edge, letters) * 255)


def _readings(
    seed: OcrLine,
    pictures: Sequence[Any],
    corner: tuple[int, int],
    dpi: float,
    engine: OcrEngine,
) -> Iterator[_Reading]:
    """The name as every picture gives it, in two sizes."""
    moved = [shifted(w, -corner[0], -corner[1]) for w in seed]
    seen: set[bytes] = set()
    for picture in pictures:
        strip, back, _ = level_strip(picture, moved, _BEFORE)
        if strip.shape[0] < 8 or np.count_nonzero(strip < DARK) < 60:
            continue
        if strip.tobytes() in seen:  # no second opinion
            continue
        seen.add(strip.tobytes())
        for scale in _SCALES:
            words = _read_line(strip, scale, dpi, engine)
            reading = _name_in([placed(w, scale, back, corner) for w in words])
            if reading is not None:
                yield reading


def _with_surname_near(
    best: OcrLine,
    seed: OcrLine,
    pictures: Sequence[Any],
    corner: tuple[int, int],
    dpi: float,
    engine: OcrEngine,
) -> OcrLine:
    """The name with the surname that closely cut pictures agree on, else with its gap.

    A stroke that crosses the surname reaches beyond the line: cut off above, below
    and before, it hides less.
    """
    moved = [shifted(w, -corner[0], -corner[1]) for w in seed]
    rest = [word for word in best if word.text != UNREAD]
    found: Counter[str] = Counter()
    for picture in pictures:
        strip, _, _ = level_strip(picture, moved, _BEFORE)
        high = strip.shape[0] / (ABOVE + BELOW)
        close = strip[round((ABOVE - 0.5) * high) : round((ABOVE + 0.5) * high)]
        for room in _NEAR:
            part = close[:, round((_BEFORE - room) * high) :]
            if part.shape[0] < 8 or np.count_nonzero(part < DARK) < 60:
                continue
            for scale in _NEAR_SCALES:
                first = _first_of(_read_line(part, scale, dpi, engine), rest)
                found.update([first] if first else [])
    if len(found) != 1 or max(found.values()) < 2:
        return best
    return _less_sure(
        [replace(_before(rest[0], next(iter(found))), confidence=1), *rest]
    )


def _with_covered(
    best: OcrLine, pictures: Sequence[Any], corner: tuple[int, int]
) -> OcrLine:
    """The name with the one surname whose letters are left under the seal, if any.

    A surname that was read unsurely stays if the picture bears it out.
    """
    from ccndocs.ocr.covered import bears_out, best_ranked, covered_words

    rest = best[1:]
    moved = [shifted(w, -corner[0], -corner[1]) for w in rest]
    strips = {}
    for picture in pictures:
        strip, _, box = level_strip(picture, moved, _BEFORE_COVERED)
        if strip.shape[0] >= 8:
            strips[strip.tobytes()] = strip, box
    shown, text = list(strips.values()), " ".join(w.text for w in rest)
    ranked = best_ranked(shown, text)
    if best[0].text != UNREAD and (
        bears_out(ranked, best[0].text) or (not ranked and len(rest) > 1)
    ):
        return best
    words = covered_words(shown, text, ranked)
    if not words:
        return [_gap_before(rest[0]), *rest]
    for word in reversed(words):
        rest = [_before(rest[0], word), *rest]
    return _less_sure(rest)


def _first_of(words: Sequence[OcrWord], rest: OcrLine) -> str | None:
    """The surname read before the rest of the name, None where none is."""
    reading = _name_in(words)
    if reading is None or [w.text for w in reading.words[-len(rest) :]] != [
        w.text for w in rest
    ]:
        return None
    first = reading.words[: -len(rest)]
    return mended(first[0].text if len(first) == 1 else reading.before)


def _read_line(part: Any, scale: float, dpi: float, engine: OcrEngine) -> OcrLine:
    larger = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    padded: Any = np.pad(larger, 20, constant_values=255)
    return engine.read(padded, dpi * scale, LINE)


def _name_in(words: Sequence[OcrWord]) -> _Reading | None:
    """The last run of words with a capital, and the token before it."""
    parts = [part for word in words for part in split_glued(word)]
    stop = len(parts)
    while stop and not is_name_word(parts[stop - 1].text):
        stop -= 1
    start = stop
    while start and is_name_word(parts[start - 1].text):
        start -= 1
    if start == stop:
        return None
    before = parts[start - 1] if start else None
    high = median(w.bottom - w.top for w in parts[start:stop])
    near = before is not None and parts[start].left - before.right < 1.2 * high
    return _Reading(tuple(parts[start:stop]), before.text if before and near else "")


def _agreed(readings: Sequence[_Reading]) -> OcrLine | None:
    """The name on which two pictures agree; a less sure one; one with a gap."""
    whole = [r for r in readings if _is_name(r)]
    counted = Counter(r.text for r in whole)
    if counted:
        surest = max(whole, key=lambda r: (counted[r.text], r.confidence))
        text, times = surest.text, counted[surest.text]
        best = max((r for r in whole if r.text == text), key=lambda r: r.confidence)
        if best.words[0].confidence < _GUESSED:
            return _with_gap(readings)
        if len(best.words) > 2 or not _goes_before(best, readings):
            sure = _as_sure(best, times, sum(counted.values()))
            return sure if sure[0].confidence > UNSURE else _voted(sure, readings)
    return _with_surname(readings)


def _as_sure(best: _Reading, times: int, of: int) -> OcrLine:
    """The words of the name; less sure ones where the pictures disagree."""
    if times >= 2 and 2 * times > of:
        return list(best.words)
    return _less_sure(best.words)


def _voted(name: OcrLine, readings: Sequence[_Reading]) -> OcrLine:
    """The name with each word that the readings together are surest of.

    Counted from the end; all that end alike have a vote, the first word aside.
    """
    voters = [r.words for r in readings if r.words[-1].text == name[-1].text]
    made = list(name)
    for back in range(2, len(name)):
        votes: Counter[str] = Counter()
        for words in voters:
            if len(words) >= back and is_syllable(words[-back].text.lower()):
                known = _KNOWN if words[-back].text in middle_shares() else 1
                votes[words[-back].text] += round(100 * known * words[-back].confidence)
        if votes:
            text, weight = votes.most_common(1)[0]
            if weight > _OUTVOTED * votes[made[-back].text]:
                made[-back] = replace(made[-back], text=text)
    return made


def _less_sure(words: Sequence[OcrWord]) -> OcrLine:
    return [replace(w, confidence=min(w.confidence, UNSURE)) for w in words]


def _is_name(reading: _Reading) -> bool:
    words = [word.text for word in reading.words]
    if not 2 <= len(words) <= 5 or not is_surname(words[0]):
        return False
    return all(is_syllable(word.lower()) for word in words)


def _goes_before(best: _Reading, readings: Sequence[_Reading]) -> bool:
    """Whether letters stand before a name of two words: "Tế Hoàng Anh"."""
    end = best.words[-1].text
    return any(
        sum(c.isalpha() for c in r.before) > 1
        or (len(r.words) > len(best.words) and not _is_name(r))
        for r in readings
        if r.words[-1].text == end
    )


def _with_surname(readings: Sequence[_Reading]) -> OcrLine | None:
    """The name whose first word is only like a surname, or begins with a gap."""
    likely: list[tuple[str, _Reading]] = []
    for reading in readings:
        first, rest = _split_first(reading)
        if rest and (name := mended(first)) is not None:
            likely.append((name, _Reading((_before(rest[0], name), *rest), "")))
    named = {name for name, _ in likely}
    if named:
        name, *others = named
        if not others:
            best = max((r for n, r in likely if n == name), key=lambda r: r.confidence)
            return [
                replace(w, confidence=min(w.confidence, UNSURE)) for w in best.words
            ]
    return _with_gap(readings)


def _split_first(reading: _Reading) -> tuple[str, tuple[OcrWord, ...]]:
    """The illegible first word and the legible rest."""
    words = reading.words
    if reading.before:
        return reading.before, words
    if len(words) > 1 and not is_surname(words[0].text):
        return words[0].text, words[1:]
    return "", ()


def _before(word: OcrWord, text: str) -> OcrWord:
    """A word with this text in the place before another."""
    left = max(word.left - 2 * (word.bottom - word.top), 0)
    return replace(word, text=text, left=left, right=max(word.left - 8, left + 1))


def _gap_before(word: OcrWord) -> OcrWord:
    return replace(_before(word, UNREAD), confidence=0.3)


def _with_gap(readings: Sequence[_Reading]) -> OcrLine | None:
    """UNREAD and the words that two pictures agree on, if something is before them."""
    tails = Counter(" ".join(w.text for w in r.words[-2:]) for r in readings)
    told = [(" " in tail, times, tail) for tail, times in tails.items() if times > 1]
    if not told:
        return None
    tail = max(told)[2]
    best = next(r for r in readings if " ".join(w.text for w in r.words[-2:]) == tail)
    words = best.words[-2:]
    return [_gap_before(words[0]), *words]
