"""Readers of posts: of a body, of a unit, of each community of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.extract.agency.forms import Found, Reading
from ccndocs.extract.agency.grammar import grammar, name_stop
from ccndocs.extract.agency.names import gazetteer
from ccndocs.extract.agency.place import place_at
from ccndocs.extract.agency.tail import tail_at
from ccndocs.types.mention import Current
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import match_at
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.places import province_named
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import JOINT


def post(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "Chủ tịch UBND các xã, phường", "Giám đốc Sở Công Thương": as written."""
    phrase = phrase_at("posts", reading.words, at)
    if phrase is None:
        return ()
    stop = at + len(phrase.keys)
    if stop >= len(reading.words):
        return ()
    if (inner := of_inner_body(reading, at, stop)) is not None:
        return [inner]
    if reading.key(stop) == "cac":
        stop += 1
    if stop == len(reading.words):
        return ()  # a line cut off behind "Thủ trưởng các"
    communities = _communities(reading, at, stop)
    items = list(gazetteer(reading, stop) or communities or grammar(reading, stop))
    if not items:
        return _head_of_unit(reading, at, stop, phrase.name)
    if not items[0].known and not reading.words[at].capital:
        return ()
    shown = phrase.name.replace(", đồng chí ", ", ")
    shown = shown if reading.words[at].capital else shown.lower()
    first = items[0]
    same = all(item.head == first.head != "" for item in items)
    if len(items) > 1 and (reading.key(stop - 1) != "cac" or communities or same):
        return [
            _posted(at if item is first else item.start, shown, item) for item in items
        ]
    named = _posted(at, shown, first)
    if len(items) == 1 and (end := _scope_stop(reading, at, first.stop)) is not None:
        scope = reading.written(first.stop, end)
        return [replace(named, stop=end, name=f"{named.name} {scope}", current=None)]
    return [named, *items[1:]]


def _posted(start: int, shown: str, item: Found) -> Found:
    """The post of a body; each body of a list has its own."""
    return replace(
        item,
        start=start,
        name=f"{shown} {item.name}",
        rule="agency post",
        current=_post_of(shown, item.current),
    )


def of_inner_body(reading: Reading, at: int, stop: int) -> Found | None:
    """Reads "Chánh Văn phòng HĐND và UBND xã", "Trưởng Ban Nội chính Tỉnh ủy".

    The last words of the post begin the name of a body that goes on behind them.
    """
    if not reading.words[at].capital:
        return None
    for inner in range(max(at + 1, stop - 2), stop):
        match = match_at(reading.words, inner)
        if match is None or match.stop <= stop or not reading.words[inner].capital:
            continue
        items = gazetteer(reading, inner)
        if len(items) == 1:
            shown = f"{reading.written(at, inner)} {items[0].name}"
            current = _post_of(reading.written(at, inner), items[0].current)
            return replace(
                items[0], start=at, name=shown, rule="agency post", current=current
            )
    return None


_SCOPE = 9  # words of "phụ trách khối văn hóa - xã hội"


def _scope_stop(reading: Reading, at: int, stop: int) -> int | None:
    """Where a deputy's field ends: "Phó Chủ tịch UBND xã [phụ trách kinh tế] duyệt".

    None where "phụ trách …" is the duty itself and nothing else is said to be done.
    """
    words = reading.words
    if reading.key(at) != "pho" or (reading.key(stop), reading.key(stop + 1)) != _HOLDS:
        return None
    if reading.key(stop + 2) in {"viec", "chung", "chinh"}:
        return None
    if ";" in (token.text for token in words[stop + 2 : stop + 3]):
        return None
    for here in range(stop + 3, min(stop + 3 + _SCOPE, len(words))):
        token = words[here]
        if token.text in {",", ":"} or clear_verb_at(reading.text, token.start):
            return here
        if token.text == ";" or not (token.word or token.key == JOINT):
            return None
    return None


_HOLDS = ("phu", "trach")


def _head_of_unit(reading: Reading, at: int, stop: int, post: str) -> Sequence[Found]:
    """Reads "Trưởng phòng Văn hóa - Xã hội": the post's last word heads the unit."""
    unit = post.rpartition(" ")[2]
    if unit not in _UNITS or not reading.words[stop].capital:
        return ()
    if not (reading.words[at].capital or _is_asked(reading, at)):
        return ()
    end = name_stop(reading.words, stop)
    if reading.key(end) == "cac" and (tail := tail_at(reading.words, end)) is not None:
        end = tail.stop if tail.generic else end  # "… các huyện, thành phố"
    shown = post if reading.words[at].capital else post.lower()
    name = f"{shown} {reading.written(stop, end)}"
    return [Found(at, end, name, "agency post", known=False, score=0.85)]


def _is_asked(reading: Reading, at: int) -> bool:
    """Whether a post in small letters is asked: "yêu cầu trưởng phòng Giáo dục …"."""
    before = reading.key(at - 1) if at else ""
    return before == JOINT or reading.mark(at - 1) in {"giao", "nghị", "cầu"}


_UNITS = {"phòng", "khoa", "trạm", "đội", "thôn", "bản", "xóm", "ấp", "buôn"}


def _communities(reading: Reading, at: int, stop: int) -> Sequence[Found]:
    """Reads the rest of "Trưởng các thôn, khu phố", "Trưởng các thôn[:] A, B"."""
    if reading.key(stop - 1) != "cac" or not reading.words[at].capital:
        return ()
    here = stop
    while (noun := phrase_at("communities", reading.words, here)) is not None:
        end = here = here + len(noun.keys)
        if reading.key(here) == JOINT:
            here += 1
    if here == stop:
        return ()
    begin = end + 1 if reading.mark(end) == ":" else end
    if begin < len(reading.words) and reading.words[begin].capital:
        named = _communities_named(reading, stop, end, begin)
        if named:
            return named
    return [Found(stop, end, reading.written(stop - 1, end), "agency post")]


def _communities_named(
    reading: Reading, start: int, end: int, names: int
) -> Sequence[Found]:
    """One each of "thôn: Đồng Mơ, Lộc Thượng"; () behind several nouns."""
    if any(reading.key(at) == JOINT for at in range(start, end)):
        return ()
    noun = reading.written(start, end)
    out: list[Found] = []
    begin, place = start, place_at(reading.words, names, "xã")
    while place is not None:
        out.append(Found(begin, place[1], f"{noun} {place[0]}", "agency post"))
        more = reading.key(place[1]) == JOINT
        begin = place[1] + 1
        place = place_at(reading.words, begin, "xã") if more else None
    return out


def secretaries(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "Bí thư tỉnh ủy, Chủ tịch UBND các tỉnh: A, B": both of each province."""
    found = _SECRETARY.match(reading.text, reading.words[at].start)
    if found is None:
        return ()
    stop = at
    while reading.words[stop].start < found.start("joint"):
        stop += 1
    begin = stop
    while begin < len(reading.words) and reading.words[begin].start < found.end():
        begin += 1
    items = post(reading, begin) if begin < len(reading.words) else ()
    places = [(item.tail or "").removeprefix(f"{_level(item)} ") for item in items]
    provinces = [p for p in map(province_named, places) if p is not None]
    if not provinces or len(provinces) < len(items):
        return ()
    secretaries = [
        Found(at, stop, f"Bí thư {_COMMITTEES[p.kind]} {p.name}", "agency post")
        for p in provinces
    ]
    return [*secretaries, *items]


def _level(item: Found) -> str:
    tail = item.tail or ""
    return "thành phố" if tail.startswith("thành phố") else "tỉnh"


_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}
_PROVINCIAL = r"[Tt]ỉnh (?:ủy|uỷ)|[Tt]hành (?:ủy|uỷ)"
_SECRETARY = re.compile(
    rf"Bí thư (?:các )?(?:{_PROVINCIAL})(?:, (?:{_PROVINCIAL}))?"
    r"(?P<joint>(?:,| và|, đồng chí)\s+)(?=Chủ tịch\s)"
)


def _post_of(shown: str, current: Current | None) -> Current | None:
    if current is None:
        return None
    return Current(f"{shown} {current.name}", current.since)
