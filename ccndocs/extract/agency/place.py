"""Proper names of places behind a level word or an agency: "Lương Hòa Hạ", "VIII"."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import match_at
from ccndocs.vi.fold import match_key
from ccndocs.vi.places import communes, districts, province_named, provinces, spelling
from ccndocs.vi.words import JOINT, Token

_NUMBER = re.compile(r"(?:[IVX]+|\d{1,3})$")
_PARTS = {",", "và"}  # between places, never within the name of one
_MAX_PLACE = 4  # syllables of a name the tables lack; "Lương Hòa Hạ" has three


def place_at(
    words: Sequence[Token], at: int, level: str | None = None
) -> tuple[str, int] | None:
    """A proper name at token `at` ("Lâm Hạ"), as it is spelled, and the index after it.

    The tables decide first (longest name), then the run of capitals, unless the whole
    text is in capitals.
    """
    if at >= len(words) or not (words[at].capital or words[at].text.isdigit()):
        return None
    known = _known_place(words, at)
    if level is None:
        return known
    if _NUMBER.match(words[at].text):
        return words[at].text, at + 1
    run = _capital_run(words, at)
    if known is None or (run is not None and run[1] > known[1]):
        return run
    return known


def _known_place(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    for size in (6, 5, 4, 3, 2):
        read = words[at : at + size]
        if len(read) < size or not read[-1].word or not read[-1].capital:
            continue
        if any(t.text in _PARTS for t in read):
            continue  # "Điện Biên, Phú Thọ" is no "Điện Biên Phủ"
        name = " ".join(t.key for t in read if t.key not in (JOINT, "–"))
        if name in provinces() or name in districts() or name in communes():
            shown = _spelled(" ".join(t.text for t in read), name)
            return shown, at + size
    if words[at].plain in {"huế", "hcm"}:
        return _spelled(words[at].text, words[at].key), at + 1
    return None


def _spelled(read: str, name: str) -> str:
    return (spelling(name) or read) if read.isupper() else _tidy(spelling(name), read)


def _tidy(official: str | None, read: str) -> str:
    """The official spelling where it is the same name; homographs stay as read."""
    if official is not None and match_key(official) == match_key(read):
        province = province_named(read)
        return province.name if province is not None else read
    return official or read


def _capital_run(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    here = at
    while here < min(at + _MAX_PLACE, len(words)):
        token = words[here]
        if not token.word or not token.capital:  # "Nậm Và": no joint
            break
        if len(token.text) > 1 and token.text.isupper():
            break
        if here > at and match_at(words, here) is not None:
            break
        if token.text == "Giao" and _is_charged(words, here + 1):
            break  # "Chủ tịch UBND huyện Giao Chủ tịch UBND xã A", misspelt
        here += 1
    if here < at + 2:  # "HĐND tỉnh Ban hành": one capital is no name
        return None
    return " ".join(t.text for t in words[at:here]), here


def _is_charged(words: Sequence[Token], at: int) -> bool:
    """Whether a body or a post stands at token `at`."""
    if at < len(words) and match_at(words, at) is not None:
        return True
    return tuple(t.plain for t in words[at : at + 2]) in _CHIEFS


_CHIEFS = {("chủ", "tịch"), ("giám", "đốc"), ("thủ", "trưởng"), ("bí", "thư")}


def region_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The number of a region ("VIII", "5")."""
    if at < len(words) and _NUMBER.match(words[at].text):
        return words[at].text, at + 1
    return None


def bare_place_at(
    words: Sequence[Token], at: int, *, only_province: bool
) -> tuple[str, int] | None:
    """A place of the tables without a level word ("Báo Bắc Giang")."""
    found = place_at(words, at)
    if found is None or not only_province:
        return found
    return found if province_named(found[0]) is not None else None
