"""The signature block read once more: names lie under seals and pen strokes.

The engine drops or garbles a line that a seal crosses when it sorts a whole page into
blocks; the same line alone in its corner is mostly read. Measured on 20 typical scans:
the signer's name 17 to 20 times, on 1-bit real scans 8 of 14 instead of 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.engine import BLOCK, OcrEngine, OcrWord
from ccndocs.ocr.name_line import is_sure, is_unsure, is_whole, name_line
from ccndocs.ocr.noise import without_noise
from ccndocs.ocr.prepare import Prepared
from ccndocs.ocr.rings import without_seal
from ccndocs.ocr.signature import better_name, read_name, without_tall
from ccndocs.vi.fold import fold_same
from ccndocs.vi.syllables import is_syllable

_RECIPIENTS = re.compile(r"\W{0,3}n\Si (?:nhan|gui)\b")
_FILED = re.compile(r"\W{0,3}luu\s*[:;,.]?\s*v[tp]\b")
_TALL = 2.7  # inches from "Nơi nhận" to below the name
_ABOVE = 0.45  # the post may stand a line or two above "Nơi nhận"
_BELIEVED = 0.5
# For whom one signs: "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ"
_FOR = frozenset({"kt", "tm", "tl", "tuq", "q", "t/m", "k/t", "t/l"})
_LONG = 5  # letters: "KSOR'BLĂM", an address of the post
_SURE_FIGURE = 0.85
_SETTLED = 0.85
_DARK = 139
_SPECKS = 0.04  # inch: a square of it is what dirt there is beside recipients
_FIRST_BLOCK = 10_000  # so that its lines are nobody else's

OcrLine = list[OcrWord]


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of the level picture."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, word: OcrWord) -> bool:
        """Whether the word's middle lies inside."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom


def reread_ending(
    words: Sequence[OcrWord], prepared: Prepared, engine: OcrEngine
) -> tuple[list[OcrWord], int]:
    """The page's words with the signature block read anew, and its noise.

    Line by line the surer of both readings stays. Coloured pages are read twice
    there: without red and blue ink, and the red ink alone (stamped posts and names).
    """
    zones = ending_zones(words, prepared)
    noise = 0
    placed: list[OcrWord] = []
    for zone in zones:
        first = lines_of([w for w in words if zone.holds(w)])
        if zone is zones[-1]:
            kept_lines, more = _signature(first, prepared, zone, engine)
            noise += more
        elif is_settled(first, prepared, zone):
            kept_lines = surest(first)
        else:
            fresh, more = _looked_at(_pictures(prepared, zone), zone, prepared, engine)
            kept_lines, noise = surest([*first, *fresh]), noise + more
        for line in kept_lines:
            number = _FIRST_BLOCK + len(placed)
            placed += [replace(w, block=number, paragraph=1, line=1) for w in line]
    outside = [w for w in words if not any(zone.holds(w) for zone in zones)]
    return [*outside, *placed], noise


def _signature(
    first: Sequence[OcrLine], prepared: Prepared, zone: Zone, engine: OcrEngine
) -> tuple[list[OcrLine], int]:
    """The lines of posts and name, and the noise among them."""
    pictures = _pictures(prepared, zone)
    calm = [without_tall(picture, prepared.dpi) for picture in pictures[-2:]]
    found, noise = _read_until_told(first, pictures, calm, zone, prepared, engine)
    corner = (zone.left, zone.top)
    name = read_name(found, [*pictures, *calm], corner, prepared.dpi, engine)
    told = is_signed(found) or (name is not None and not is_unsure(name))
    if len(pictures) == 1 and not told:
        bare = without_seal(pictures[0], prepared.dpi)
        bare = [*(without_tall(p, prepared.dpi) for p in bare), *bare]
        lines, more = _looked_at(bare, zone, prepared, engine)
        shown = [*pictures, *bare]
        freed = read_name([*lines, *found], shown, corner, prepared.dpi, engine)
        name = better_name(name, freed)
        found, noise = better_spelt(surest(found), surest(lines)), noise + more
    kept_lines, debris = without_debris(surest(found))
    return _with_name(kept_lines, name), noise + debris


def better_spelt(lines: list[OcrLine], others: list[OcrLine]) -> list[OcrLine]:
    """The lines, those replaced of whose words another reading spells more rightly.

    Under a seal "?fÓ GIÁM ĐỐC" gives way to "PHÓ GIÁM ĐỐC", not to "TC GIÁM ĐỐ".
    """
    made = list(lines)
    for other in others:
        over = [line for line in made if _overlap(line, other)]
        if all(_spelling(line) < _spelling(other) for line in over):
            made = [*(line for line in made if line not in over), other]
    return made


def _spelling(line: OcrLine) -> float:
    """The share of a line's words that are Vietnamese syllables or like "KT."."""
    words = [word.text.strip(".,;:").lower() for word in line]
    right = [is_syllable(word) or word in _FOR for word in words]
    return sum(right) / len(right)


def _read_until_told(
    first: Sequence[OcrLine],
    pictures: Sequence[Any],
    calm: Sequence[Any],
    zone: Zone,
    prepared: Prepared,
    engine: OcrEngine,
) -> tuple[list[OcrLine], int]:
    """The lines with those of the zone's pictures, as many as it takes, and the noise.

    Without colours the page's own reading has seen what the only picture shows, so the
    one without tall strokes comes first, and it does where it tells post and name.
    """
    fresh: list[OcrLine] = []
    noise = 0
    coloured = len(pictures) > 1
    seen: set[bytes] = set()
    for some in (pictures, calm) if coloured else (calm, pictures):
        name = name_line(fresh)
        told = any(map(_is_post, fresh)) and name is not None and is_whole(name)
        if (told and not coloured) or is_signed([*first, *fresh]):
            break
        new = [p for p in some if p.tobytes() not in seen]
        seen |= {p.tobytes() for p in new}
        lines, more = _looked_at(new, zone, prepared, engine)
        fresh = [*fresh, *lines] if coloured else [*lines, *fresh]
        noise += more
    return [*first, *fresh], noise


def _looked_at(
    pictures: Sequence[Any], zone: Zone, prepared: Prepared, engine: OcrEngine
) -> tuple[list[OcrLine], int]:
    """The lines that the zone's pictures hold, and the noise among them."""
    read: dict[bytes, list[OcrWord]] = {}  # without tall strokes many are the same
    found: list[OcrLine] = []
    noise = 0
    for picture in pictures:
        shown = picture.tobytes()
        if shown not in read:
            read[shown] = engine.read(picture, prepared.dpi, BLOCK)
        for line in lines_of([_moved(w, zone) for w in read[shown]]):
            kept, more = without_noise(line)
            noise += more
            if kept:
                found.append(kept)
    return found, noise


def is_settled(lines: Sequence[OcrLine], prepared: Prepared, zone: Zone) -> bool:
    """Whether a second look at the recipients is spared: no line of theirs was missed.

    "Nơi nhận" is among the lines, they were read surely, and no ink stands beside them.
    Of 27 real pages 16 were read the same again, 9 had lines left out: 200 dark pixels
    or more (a line's dash and specks are up to 40), or a mean confidence below 0.85.
    """
    words = [word for line in lines for word in line]
    texts = [fold_same(" ".join(word.text for word in line)) for line in lines]
    if not any(map(_RECIPIENTS.match, texts)):
        return False
    if sum(word.confidence for word in words) < _SETTLED * len(words):
        return False
    part = prepared.pixels[zone.top : zone.bottom, zone.left : zone.right]
    ink = cv2.threshold(part, _DARK, 1, cv2.THRESH_BINARY_INV)[1]
    for word in words:
        room = max((word.bottom - word.top) // 4, 3)  # marks and tails reach beyond
        top, left = word.top - zone.top - room, word.left - zone.left - room
        bottom, right = word.bottom - zone.top + room, word.right - zone.left + room
        ink[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = 0
    return bool(cv2.countNonZero(ink) <= (_SPECKS * prepared.dpi) ** 2)


def without_debris(lines: Sequence[OcrLine]) -> tuple[list[OcrLine], int]:
    """The lines without what is read off a seal's ring and a pen's strokes.

    A post, a name or an electronic signature has a word of three letters that the
    engine believes. The second value counts the words left out.
    """
    kept = [line for line in lines if any(map(_is_believed, line))]
    return kept, sum(map(len, lines)) - sum(map(len, kept))


def is_signed(lines: Sequence[OcrLine]) -> bool:
    """Whether a whole name and the posts above it were read surely."""
    name = name_line(lines)
    if name is None or not is_sure(name):
        return False
    above = [line for line in surest(lines) if line[0].bottom < name[0].top]
    posts = [line for line in above if any(map(_is_believed, line))]
    sure = all(word.confidence >= _SETTLED for line in posts for word in line)
    return sure and any(map(_is_post, posts))


def _is_post(line: OcrLine) -> bool:
    """Whether the line may be a post: two words or more in capitals."""
    words = [word.text for word in line if _is_believed(word)]
    return len(words) > 1 and all(map(str.isupper, words))


def _is_believed(word: OcrWord) -> bool:
    letters = "".join(filter(str.isalpha, word.text))
    if len(letters) > 2 and word.confidence >= _BELIEVED:
        return is_syllable(letters.lower()) or len(letters) > _LONG
    return any(c.isdigit() for c in word.text) and word.confidence >= _SURE_FIGURE


def _with_name(lines: list[OcrLine], name: OcrLine | None) -> list[OcrLine]:
    """The lines with the signer's name in the place of those that it covers."""
    if name is None:
        return lines
    others = [line for line in lines if not _overlap(line, name)]
    return sorted([*others, name], key=lambda line: min(w.top for w in line))


def ending_zones(words: Sequence[OcrWord], prepared: Prepared) -> list[Zone]:
    """The recipients' block and, right of it, the posts, the seal and the name.

    Text over the whole width above or below belongs to neither.
    """
    height, width = prepared.pixels.shape
    dpi = prepared.dpi
    start: int | None = None
    for line in lines_of(words):
        text = fold_same(" ".join(word.text for word in line))
        if line[0].left < 0.45 * width and _RECIPIENTS.match(text):
            start = line[0].top
        elif start is None and _FILED.match(text):
            start = line[0].top - round(1.2 * dpi)
    if start is None:
        return []
    top = max(start - round(_ABOVE * dpi), 0)
    bottom = min(start + round(_TALL * dpi), height)
    left = _right_of_recipients(words, start, bottom, prepared)
    top, bottom = _between(words, top, bottom, start, left)
    if bottom - top < 0.5 * dpi:
        return []
    return [
        # The text's last line may be a short one right above the recipients.
        Zone(round(0.04 * width), max(top, start - round(0.06 * dpi)), left, bottom),
        Zone(left, top, round(0.97 * width), bottom),
    ]


def _between(
    words: Sequence[OcrWord], top: int, bottom: int, start: int, left: int
) -> tuple[int, int]:
    """The zone's top and bottom without lines of running text that cross `left`."""
    for line in lines_of(words):
        tall = median(w.bottom - w.top for w in line)
        gaps = [b.left - a.right for a, b in pairwise(line)]
        # The last line of the text, just above, may end a word behind `left`.
        above = max(w.bottom for w in line) < start
        reach = left + tall if above else 1.15 * left
        runs = line[0].left < 0.7 * left and line[-1].right > reach
        if not runs or max(gaps, default=0) > 3 * tall:
            continue
        if min(w.top for w in line) < start + 1.2 * tall:
            top = max(top, max(w.bottom for w in line) + 1)
        else:
            bottom = min(bottom, min(w.top for w in line) - 1)
    return top, bottom


def _right_of_recipients(
    words: Sequence[OcrWord], top: int, bottom: int, prepared: Prepared
) -> int:
    """Where the recipients' lines end, between 0.40 and 0.58 of the width."""
    width: int = prepared.pixels.shape[1]
    wide = [0.40 * width]
    for line in lines_of([w for w in words if top <= w.top < bottom]):
        if line[0].left > 0.35 * width:
            continue
        end = line[0].right
        for word in line[1:]:
            if word.left - end > 0.25 * prepared.dpi:
                break
            end = word.right
        wide.append(end + 0.04 * prepared.dpi)
    return round(min(max(wide), 0.58 * width))


def _pictures(prepared: Prepared, zone: Zone) -> list[Any]:
    """The zone as grey pictures: black ink, and red ink where there is some."""
    area = (slice(zone.top, zone.bottom), slice(zone.left, zone.right))
    recipients = zone.right < 0.6 * prepared.pixels.shape[1]
    if prepared.colour is None or recipients:
        return [np.ascontiguousarray(prepared.pixels[area])]
    pixels = prepared.colour((zone.left, zone.top, zone.right, zone.bottom))
    red, green, blue = cv2.split(pixels)  # numpy's max over colours takes 5 ms
    high = cv2.max(cv2.max(red, green), blue)
    low = cv2.min(cv2.min(red, green), blue)
    if np.count_nonzero(high - low > 60) < 0.002 * high.size:
        return [np.ascontiguousarray(prepared.pixels[area])]
    reddish = (high - low > 50) & (red == high)
    if np.count_nonzero(reddish) < 0.002 * high.size:
        return [high]
    # Ink of a pen over letters is dark and coloured: only the darkest stays.
    plain = np.where(high - low > 45, 255, low).astype(np.uint8)
    return [high, plain, np.where(reddish, green, 255).astype(np.uint8)]


def lines_of(words: Sequence[OcrWord]) -> list[OcrLine]:
    """The words by line, in the engine's order."""
    return [
        list(group)
        for _, group in groupby(words, key=lambda w: (w.block, w.paragraph, w.line))
    ]


def _moved(word: OcrWord, zone: Zone) -> OcrWord:
    return replace(
        word,
        left=word.left + zone.left,
        right=word.right + zone.left,
        top=word.top + zone.top,
        bottom=word.bottom + zone.top,
    )


def surest(lines: Sequence[OcrLine]) -> list[OcrLine]:
    """Of lines that stand on one another the surest one, from top to bottom."""
    kept: list[OcrLine] = []
    for line in sorted(lines, key=worth, reverse=True):
        if not any(_overlap(line, other) for other in kept):
            kept.append(line)
    return sorted(kept, key=lambda line: min(w.top for w in line))


def worth(line: OcrLine) -> float:
    """Letters and digits weighed by what the engine is surer of than of a guess."""
    return sum((w.confidence - 0.4) * sum(c.isalnum() for c in w.text) for w in line)


def _overlap(one: OcrLine, other: OcrLine) -> bool:
    """Whether two lines share half a line's height and some width.

    Of each line the middle word's height counts: a "KT." written by hand is three
    times as high as the post behind it.
    """
    words = [[w for w in x if len(w.text) > 1] or x for x in (one, other)]
    tops = [median(w.top for w in x) for x in words]
    lows = [median(w.bottom for w in x) for x in words]
    least = min(low - top for low, top in zip(lows, tops, strict=True))
    left = max(min(w.left for w in x) for x in (one, other))
    right = min(max(w.right for w in x) for x in (one, other))
    return min(lows) - max(tops) > 0.4 * least and right > left
