"""What follows an agency's head: levels of government, localities, regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ccndocs.extract.agency.levels import level_at, short_town
from ccndocs.extract.agency.place import place_at, region_at
from ccndocs.types.mention import Context
from ccndocs.vi.fold import match_key
from ccndocs.vi.phrases import agrees
from ccndocs.vi.places import (
    districts,
    province_named,
)
from ccndocs.vi.words import JOINT, Token

_EACH = {"cac": ("các",), "moi": ("mỗi",), "tung": ("từng",)}
_COUNTS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SAID = (("nêu", "trên"), ("nói", "trên"))
_RANK = {"xã": 0, "phường": 0, "thị trấn": 0, "đặc khu": 0, "huyện": 1, "quận": 1}
_RANK |= {"thị xã": 1, "thành phố": 2, "tỉnh": 3}


@dataclass(frozen=True, slots=True)
class Tail:
    """A locality read: where it ends, how it is written canonically.

    `levels` are the level words ("huyện", "thành phố"), `each` is "các" or "cấp" or
    "", `places` are proper names that follow the last level.
    """

    stop: int
    each: str = ""
    levels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()  # token after each place
    said: str = ""  # "nêu trên" behind levels that the text has named before
    single: str = ""  # behind the levels: "đặc khu Hòn Mun", one of the last level
    single_at: int = 0  # token of its level word
    beside: tuple[tuple[str, str], ...] = ()  # places of a level of their own, with it

    @property
    def generic(self) -> bool:
        """Whether it names levels only."""
        return not self.places

    def written(self, own: frozenset[str], place: str | None = None) -> str:
        """The canonical words, with `place` for the names; own localities left out."""
        if place is None:
            if self.each == "cấp":
                return ", ".join(f"cấp {one}" for one in self.levels)
            return f"{self.each} {', '.join(self.levels)} {self.said}".strip()
        level = self.level_of(place)
        return level if is_own(own, place, level) else f"{level} {place}"

    def level_of(self, place: str) -> str:
        """Which of the levels is this place's ("các tỉnh, thành phố: Cần Thơ, …")."""
        for other, level in self.beside:
            if other == place:
                return level
        if len(self.levels) == 1:
            return self.levels[0]
        province = province_named(place)
        if province is not None and province.kind in self.levels:
            return province.kind
        kinds = {d.kind for d in districts().get(match_key(place), ())}
        fitting = [level for level in self.levels if level in kinds]
        return fitting[0] if len(fitting) == 1 else self.levels[-1]


def own_places(context: Context) -> frozenset[str]:
    """Keys of the localities that the document itself belongs to, with their rank."""
    own = _own(context.province, context.district, context.commune)
    said = f"tỉnh {context.province}" if context.province else None
    if said and context.issuer and context.issuer.endswith(said):
        return own | {f"tỉnh {match_key(context.province or '')}"}
    return own


@lru_cache(maxsize=32)
def _own(
    province: str | None, district: str | None, commune: str | None
) -> frozenset[str]:
    names = ((3, province), (1, district), (0, commune))
    return frozenset(f"{rank} {match_key(name)}" for rank, name in names if name)


def is_own(own: frozenset[str], place: str, level: str | None = None) -> bool:
    """Whether a place is the document's own: "thành phố Bắc Giang" is not the province.

    A place without a level word can be any of them.
    """
    if level is None:
        ranks = {0, 1, 3}
    elif level == "thành phố":
        province = province_named(place)
        is_tinh = f"tỉnh {match_key(place)}" in own
        is_tinh = is_tinh or (province is not None and province.kind == "tỉnh")
        ranks = {1} if is_tinh else {1, 3}
    else:
        ranks = {_RANK[level]}
    return any(f"{rank} {match_key(place)}" in own for rank in ranks)


def tail_at(words: Sequence[Token], at: int) -> Tail | None:
    """The locality that starts at token `at`, None if none does."""
    if at >= len(words):
        return None
    if words[at].plain == "cấp" or (words[at].key == "cap" and words[at].text == "cap"):
        return _grade_at(words, at)
    each = ""
    here = at
    if words[at].key in _EACH and agrees(words[at : at + 1], _EACH[words[at].key]):
        each, here = _EACH[words[at].key][0], at + 1
        if here < len(words) and words[here].plain == "cấp":
            return Tail(here + 1, "các", ("cấp",))
        if tuple(t.plain for t in words[here : here + 2]) == ("địa", "phương"):
            return Tail(here + 2, each, ("địa phương",))
    elif words[at].plain in _COUNTS or words[at].text.isdigit():
        each, here = words[at].text, at + 1  # "UBND bốn xã", "UBND 03 xã"
        if here >= len(words) or level_at(words, here) is None:
            return None
    tail = _levels_at(words, here, each)
    if tail is None or not tail.each or tail.places:
        return tail
    return _said(words, tail)


def _said(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in "nêu trên" after "bốn xã"."""
    behind = tuple(t.plain for t in words[tail.stop : tail.stop + 2])
    if behind not in _SAID:
        return tail
    return Tail(tail.stop + 2, tail.each, tail.levels, said=" ".join(behind))


def _grade_at(words: Sequence[Token], at: int) -> Tail | None:
    """Reads "cấp huyện", "cấp tỉnh, cấp xã", "cấp huyện, xã"."""
    levels: list[str] = []
    here = at + 1
    stop = at
    while (level := level_at(words, here)) is not None:
        levels.append(level[0])
        stop = here = level[1]
        if here < len(words) and words[here].key == JOINT:
            here += 1
            if here < len(words) and words[here].plain == "cấp":
                here += 1
        else:
            break
    return Tail(stop, "cấp", tuple(levels)) if levels else None


def _link_at(words: Sequence[Token], at: int) -> int:
    """How many tokens join a further level: ", ", "/", ", các"; none do not."""
    if at >= len(words) or not (words[at].key == JOINT or words[at].text == "/"):
        return 0
    again = at + 1 < len(words) and words[at + 1].plain == "các"
    return 2 if again else 1


def _level_beside(words: Sequence[Token], at: int, before: str) -> bool:
    """Whether a level follows without a comma: "các tỉnh thành phố", "các quận huyện".

    "các xã huyện Yên Sơn" and "các xã huyện nghèo" say where they lie.
    """
    level = level_at(words, at)
    if level is None or place_at(words, level[1], level[0]) is not None:
        return False
    return (_RANK[level[0]] == 0) == (_RANK[before] == 0)


def _levels_at(words: Sequence[Token], at: int, each: str) -> Tail | None:
    levels: list[str] = []
    here = at
    stop = at
    while (
        level := level_at(words, here) or short_town(words, here, levels)
    ) is not None:
        if levels and not each and place_at(words, level[1]):
            break  # "Công an tỉnh, huyện Yên Sơn": the second is one of its own
        levels.append(level[0])
        begin, stop = here, level[1]
        here = stop
        places = _places_at(words, stop, bool(each), level[0])
        if places is not None and _closes_row(words, stop, levels, each, places[0]):
            return _with_single(levels, each, begin, places[0][0], places[1][0])
        if places is not None:
            tail = Tail(places[1][-1], each, tuple(levels), *places)
            if each == "các":
                tail = _with_beside(words, tail)
            elif not each:
                tail = _with_same(words, tail)
            more = len(levels) == 1 and each in ("", "các")
            return _with_others(words, tail) if more else tail
        link = _link_at(words, here)
        if not link and not (each == "các" and _level_beside(words, here, levels[-1])):
            break
        here += link
    if not levels:
        return None
    return _central(words, Tail(stop, each, tuple(levels)))


_SAME_RANK = (
    {"huyện", "quận", "thị xã", "thành phố"},
    {"xã", "phường", "thị trấn", "đặc khu"},
)


def _with_beside(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in places of other levels: "các huyện A, B [và thị xã C]".

    Of the same rank only: "các xã A, B, huyện C" and "các quận A, B, thành phố Hà Nội"
    say where the places lie.
    """
    ranks = [rank for rank in _SAME_RANK if rank.issuperset(tail.levels)]
    while ranks and tail.stop < len(words) and words[tail.stop].key == JOINT:
        level = level_at(words, tail.stop + 1)
        place = place_at(words, level[1], level[0]) if level else None
        if level is None or place is None or level[0] not in ranks[0]:
            break
        province = province_named(place[0])
        if level[0] == "thành phố" and province and province.kind == level[0]:
            break
        tail = replace(
            tail,
            stop=place[1],
            places=(*tail.places, place[0]),
            ends=(*tail.ends, place[1]),
            beside=(*tail.beside, (place[0], level[0])),
        )
    return tail


def _with_same(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in places of the same level: "UBND tỉnh A[, tỉnh B và tỉnh C]"."""
    while tail.stop < len(words) and words[tail.stop].key == JOINT:
        level = level_at(words, tail.stop + 1)
        place = place_at(words, level[1], level[0]) if level else None
        if level is None or place is None or level[0] != tail.levels[0]:
            break
        places, ends = (*tail.places, place[0]), (*tail.ends, place[1])
        tail = replace(tail, stop=place[1], places=places, ends=ends)
    return tail


def _with_others(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in places behind others: "thị trấn A [và các xã B, C]", of their rank."""
    ranks = [rank for rank in _SAME_RANK if rank.issuperset(tail.levels)]
    here = tail.stop
    province = province_named(tail.places[0])
    if not ranks or (tail.levels[0] == "thành phố" and province):
        return tail
    while here < len(words) and words[here].key == JOINT:
        here += 1
    if here == tail.stop or here >= len(words) or words[here].plain != "các":
        return tail
    level = level_at(words, here + 1)
    places = _places_at(words, level[1], True, level[0]) if level else None
    if level is None or places is None or level[0] not in ranks[0]:
        return tail
    beside = (*tail.beside, *((place, level[0]) for place in places[0]))
    names, ends = (*tail.places, *places[0]), (*tail.ends, *places[1])
    return replace(tail, stop=ends[-1], places=names, ends=ends, beside=beside)


def with_row(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in further places of a level: "các Trạm Y tế xã A[, B và C]"."""
    if tail.each or len(tail.levels) != 1 or len(tail.places) != 1:
        return tail
    more = None
    if tail.stop < len(words) and words[tail.stop].key == JOINT:
        more = _places_at(words, tail.stop + 1, True, tail.levels[0])
    if more is None:
        return tail
    places, ends = (*tail.places, *more[0]), (*tail.ends, *more[1])
    return replace(tail, stop=ends[-1], places=places, ends=ends)


def _closes_row(
    words: Sequence[Token],
    at: int,
    levels: Sequence[str],
    each: str,
    places: Sequence[str],
) -> bool:
    """Whether a name is of the last level alone: "các xã, phường, đặc khu Hòn Mun".

    Several names, or names behind a colon, are of all the levels.
    """
    row = each == "các" and len(levels) > 1 and levels[-1] != levels[-2]
    return row and len(places) == 1 and words[at].text != ":"


def _with_single(
    levels: Sequence[str], each: str, begin: int, place: str, stop: int
) -> Tail:
    """The levels before the last, and the one of the last that is named.

    One far above them is where they lie: "các xã, phường, thành phố Huế".
    """
    single = f"{levels[-1]} {place}"
    if _RANK[levels[-1]] - _RANK[levels[-2]] > 1:
        return Tail(stop, each, (*levels[:-1], single))
    return Tail(stop, each, tuple(levels[:-1]), single=single, single_at=begin)


def _central(words: Sequence[Token], tail: Tail) -> Tail:
    """Takes in "trực thuộc Trung ương" after "các tỉnh, thành phố"."""
    keys = [t.key for t in words[tail.stop : tail.stop + 4]]
    if keys == ["truc", "thuoc", "trung", "uong"]:
        return Tail(tail.stop + 4, tail.each, tail.levels)
    return tail


def _places_at(
    words: Sequence[Token], at: int, many: bool, level: str
) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """Names after a level word; after "các" they may be a list, after a colon too."""
    here = at
    if many and here < len(words) and words[here].text == ":":
        here += 1
        if not _starts_list(words, here, level):
            return None
    names: list[str] = []
    ends: list[int] = []
    while (found := place_at(words, here, level)) is not None:
        names.append(found[0])
        ends.append(found[1])
        here = found[1]
        if not many or here >= len(words) or words[here].key != JOINT:
            break
        here += 1
    return (tuple(names), tuple(ends)) if names else None


def _starts_list(words: Sequence[Token], at: int, level: str) -> bool:
    """Whether names follow a colon, not a sentence ("…: Căn cứ chức năng")."""
    found = place_at(words, at, level)
    if found is None:
        return False
    return (
        found[1] >= len(words)
        or not words[found[1]].word
        or (words[found[1]].key == JOINT)
    )


def area_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Reads "khu vực Lộc Hạ", "miền Đông", "phía Tây" behind a name."""
    first = words[at].text if at < len(words) else ""
    if first in {"miền", "phía"} and at + 1 < len(words) and words[at + 1].capital:
        return f"{first} {words[at + 1].text}", at + 2
    if first.lower() != "khu" or at + 2 >= len(words) or words[at + 1].plain != "vực":
        return None
    found = region_at(words, at + 2) or place_at(words, at + 2, "xã")
    return (f"khu vực {found[0]}", found[1]) if found else None


def place_stop(words: Sequence[Token], at: int, level: str) -> int:
    """The index after the higher locality that may follow (", tỉnh Nghệ An")."""
    if at < len(words) and words[at].text == ",":
        higher = level_at(words, at + 1)
        if higher is not None and _RANK[higher[0]] > _RANK[level]:
            further = place_at(words, higher[1], higher[0])
            if further is not None:
                return further[1]
    return at
