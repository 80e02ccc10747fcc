"""A surname under a seal, told by drawing every surname over what is left of it.

The rest of the name is legible: it gives the type, its size and where the surname must
end. The seal adds ink or takes some away, so what counts is how much of a drawn
surname's ink the picture has, less what ink stands between its letters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.letters import (
    BASE,
    CAP,
    STYLES,
    can_draw,
    drawn,
    scaled,
    width,
)
from ccndocs.vi.names import middle_shares, shares

_FITS = 0.74  # likeness of the legible rest from which on its type is known
_DOWN = (0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.18)  # times the scale across
_ACROSS = (0.94, 0.97, 1.0, 1.03, 1.06)  # times what the rest's width says
_ROOM = 12  # pixels in which the rest may stand elsewhere than said
_SHIFT = (3, 2)  # pixels in which a surname may: across, down
_BETWEEN = 0.6  # what ink between the letters counts against ink of letters
_COMMON = 0.015  # for each time that a surname is e times as common
_COVERED = 3  # words of a name that may be, the surname among them
_LEAST = 0.6  # of the ink that the legible rest shows
_TIE = 0.02  # by which the picture alone may prefer another
_AHEAD = 0.06  # of the next likely surname


Strip = tuple[Any, tuple[int, int, int, int]]
"""A level picture of the name's line, and the box of its legible rest in it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the legible rest is printed, and where its drawing's corner lies."""

    likeness: float
    style: str
    heavy: bool
    across: float
    down: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name, how well the picture bears it out, and the same by the picture alone."""

    name: str
    score: float
    seen: float


def covered_words(
    strips: Sequence[Strip], rest: str, ranked: Sequence[Ranked] | None = None
) -> tuple[str, ...]:
    """The surname, or it and a middle name, that alone can stand before the rest.

    `ranked`: the names as they rank before the rest, where that is known. Empty where
    two may stand there. A middle name found leads on to the word before it; one that
    is a surname, too, leads nowhere where no other middle name is legible.
    """
    found: tuple[str, ...] = ()
    while len(found) < _COVERED:
        whole = " ".join((*found, rest))
        if found or ranked is None:
            ranked = best_ranked(strips, whole, rest)
        name = _only(ranked)
        if name is None:
            return ()
        surname, middle = name in shares(), name in middle_shares()
        if surname and (not middle or " " in whole):
            return (name, *found)
        if surname:
            return ()
        found = (name, *found)
    return ()


def _only(ranked: Sequence[Ranked]) -> str | None:
    if len(ranked) < 2 or ranked[0].score < _LEAST:
        return None
    if ranked[0].seen < max(r.seen for r in ranked) - _TIE:
        return None  # only its being common speaks for it: "Lê" where "Lò" is seen
    return ranked[0].name if ranked[0].score - ranked[1].score >= _AHEAD else None


def bears_out(ranked: Sequence[Ranked], name: str) -> bool:
    """Whether the surname, read otherwise, can be what the picture shows."""
    own = next((r.score for r in ranked if r.name == name), 0.0)
    return own >= _LEAST and ranked[0].score - own < _AHEAD


@cache
def _candidates() -> dict[str, float]:
    """Surnames and middle names, by what their being common adds to a score."""
    found = {**middle_shares(), **shares()}
    return {
        name: _COMMON * math.log(share / 0.01)
        for name, share in found.items()
        if can_draw(name) and " " not in name
    }


def best_ranked(
    strips: Sequence[Strip], rest: str, legible: str | None = None
) -> list[Ranked]:
    """The names as the picture ranks them that bears out one of them best.

    `legible`: the end of the rest that can be read; all of it if not given. The
    picture that shows it best is looked at first: where it leaves one name only, the
    others, which a seal or a stroke covers more, are not asked.
    """
    legible = legible or rest
    if not rest or not can_draw(rest):
        return []
    fits = [(fitted(255 - picture, box, legible), picture) for picture, box in strips]
    shown = [(fit, picture) for fit, picture in fits if fit and fit.likeness >= _FITS]
    best: list[Ranked] = []
    for fit, picture in sorted(shown, key=lambda pair: -pair[0].likeness):
        ranked = _ranked(255 - picture, fit, rest, legible)
        if ranked and (not best or ranked[0].score > best[0].score):
            best = ranked
        if _only(best):
            break
    return best


def rank(
    picture: Any,
    box: tuple[int, int, int, int],
    rest: str,
    legible: str | None = None,
) -> list[Ranked]:
    """All names, the one that the picture bears out best before the rest first."""
    legible = legible or rest
    if not rest or not can_draw(rest):
        return []
    fit = fitted(255 - picture, box, legible)
    if fit is None or fit.likeness < _FITS:
        return []
    return _ranked(255 - picture, fit, rest, legible)


def _ranked(ink: Any, fit: Fit, rest: str, legible: str) -> list[Ranked]:
    """The names by how well the ink bears them out before the rest, which fits so."""
    shown = _shown(ink, fit, legible)
    known = rest.removesuffix(legible)  # covered, but told already
    fit = replace(fit, x=fit.x - width(known, fit.style) * fit.across)
    first = rest.split()[0]
    ink, fit = _with_room(ink, fit)
    found = []
    for name, common in _candidates().items():
        score = _score(ink, fit, name, first, shown)
        if score is not None:
            found.append(Ranked(name, score + common, score))
    return sorted(found, key=lambda r: -r.score)


def fitted(ink: Any, box: tuple[int, int, int, int], rest: str) -> Fit | None:
    """The type and size in which the rest, drawn, is most like the picture.

    A look at every second size, then at those around the two best ones: of 32 real
    names 31 fit as of all sizes, and all are told alike, in under half the time.
    """
    looked: dict[_Look, Fit | None] = {}

    def look(looks: Iterable[_Look]) -> list[_Look]:
        for one in looks:
            if one not in looked:
                looked[one] = _fit(ink, box, rest, one)
        fits = [(fit.likeness, one) for one, fit in looked.items() if fit]
        return [one for _, one in sorted(fits, reverse=True)]

    types = list(product(STYLES, (False, True)))
    sizes = product(range(0, len(_ACROSS), 2), range(1, len(_DOWN), 2))
    first = look((*kind, *size) for kind, size in product(types, list(sizes)))
    best = look(near for one in first[:2] for near in _around(one))
    return looked[best[0]] if best else None


_Look = tuple[str, bool, int, int]
"""A style, whether it is heavy, and the places of its size in _ACROSS and _DOWN."""


def _around(look: _Look) -> Iterator[_Look]:
    style, heavy, across, down = look
    for x, y in product((across - 1, across, across + 1), (down - 1, down, down + 1)):
        if 0 <= x < len(_ACROSS) and 0 <= y < len(_DOWN):
            yield style, heavy, x, y


def _fit(
    ink: Any, box: tuple[int, int, int, int], rest: str, look: _Look
) -> Fit | None:
    """Where the rest, drawn so, is most like the picture; None where it has no room."""
    left, top, right, bottom = box
    x0, y0 = max(left - _ROOM, 0), max(top - _ROOM, 0)
    area = ink[y0 : bottom + _ROOM, x0 : right + _ROOM]
    style, heavy, *size = look
    whole = drawn(rest, style)
    rows, columns = np.flatnonzero(whole.any(1)), np.flatnonzero(whole.any(0))
    core = whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    across = (right - left) / core.shape[1] * _ACROSS[size[0]]
    down = across * _DOWN[size[1]]
    small = scaled(core, across, down, heavy=heavy)
    if small.shape[0] > area.shape[0] or small.shape[1] > area.shape[1]:
        return None
    like = cv2.matchTemplate(area, small, cv2.TM_CCOEFF_NORMED)
    _, most, _, (x, y) = cv2.minMaxLoc(like)
    corner = x0 + x - columns[0] * across, y0 + y - rows[0] * down
    return Fit(most, style, heavy, across, down, *corner)


def _shown(ink: Any, fit: Fit, rest: str) -> float:
    """How dark the legible rest is where its letters are: 0 to 1."""
    small = scaled(drawn(rest, fit.style), fit.across, fit.down, heavy=fit.heavy)
    part, small = _overlaid(ink, small, round(fit.x), round(fit.y))
    weight = small.astype(np.float32)
    return float((weight * part).sum() / max(weight.sum(), 1) / 255)


def _overlaid(ink: Any, small: Any, x: int, y: int) -> tuple[Any, Any]:
    """The parts of picture and drawing that lie on one another."""
    top, left = max(y, 0), max(x, 0)
    part = ink[top : y + small.shape[0], left : x + small.shape[1]]
    high, wide = part.shape
    return part, small[top - y : top - y + high, left - x : left - x + wide]


def _score(ink: Any, fit: Fit, name: str, first: str, shown: float) -> float | None:
    """How much of the name's ink is there, less what is there beside it."""
    own = width(name, fit.style) + 8
    whole = drawn(f"{name} {first}", fit.style)[:, :own]
    small = scaled(whole, fit.across, fit.down, heavy=fit.heavy)
    x = fit.x - width(f"{name} ", fit.style) * fit.across
    sideways, down = _SHIFT
    left, top = round(x) - sideways, round(fit.y) - down
    high, wide = small.shape
    area = ink[top : top + high + 2 * down, left : left + wide + 2 * sideways]
    if area.shape[0] < high or area.shape[1] < wide:
        return None
    weight = small.astype(np.float32)
    total = max(float(weight.sum()), 1.0)
    seen = cv2.matchTemplate(area, weight, cv2.TM_CCORR)
    _, most, _, (dx, dy) = cv2.minMaxLoc(seen)
    part = area[dy : dy + high, dx : dx + wide]
    hit = most / total / 255 / shown
    return min(hit, 1.05) - _BETWEEN * _between(part, small, fit) / shown


def _with_room(ink: Any, fit: Fit) -> tuple[Any, Fit]:
    """The picture with paper before and above it for every name, and the fit in it."""
    longest = max(width(f"{name} ", fit.style) for name in _candidates())
    before = max(math.ceil(longest * fit.across - fit.x) + _SHIFT[0] + 1, 0)
    above = max(math.ceil(-fit.y) + _SHIFT[1] + 1, 0)
    padded = np.pad(ink.astype(np.float32), ((above, 0), (before, 0)))
    return padded, replace(fit, x=fit.x + before, y=fit.y + above)


def _between(part: Any, small: Any, fit: Fit) -> float:
    """How dark it is in the name's band where the drawing has no ink."""
    columns = np.flatnonzero(small.max(axis=0) > 60)
    if not columns.size:
        return 1.0
    rows = slice(max(round((BASE - CAP) * fit.down), 0), round(BASE * fit.down))
    near = cv2.dilate(small, np.ones((3, 3), np.uint8))
    area = slice(columns[0], columns[-1] + 1)
    free = 255.0 - near[rows, area]
    dark = (free * part[rows, area]).sum() / 255
    return float(dark / max(float(free.sum()), 1.0))
