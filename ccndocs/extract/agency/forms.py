"""What the readers of agency names share: the text read, a name found, its tail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ccndocs.extract.agency.place import bare_place_at, place_at, region_at
from ccndocs.extract.agency.tail import (
    Tail,
    area_at,
    is_own,
    own_places,
    place_stop,
    tail_at,
    with_row,
)
from ccndocs.types.mention import Context, Current
from ccndocs.vi.agencies import AgencyEntry, match_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.names import is_surname
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.places import province_named
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import JOINT, Token

_DISTRICT = {"huyện", "quận", "thị xã"}
_DISTRICT_ENDS = "2025-07-01"
_POLICE_ENDS = "2025-03-01"
_NO_PLACES = {"Việt Nam", "Quân đội", "Quốc gia"}
_DISTRICT_DUTIES = {
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Thường trực Hội đồng nhân dân",
    "Công an",
    "Ban Chỉ huy Quân sự",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A name read: tokens `start` to `stop`, and what the mention will say.

    `tail` is the canonical locality; `lacks_tail` where one may be lent by the next.
    """

    start: int
    stop: int
    name: str
    rule: str
    collective: bool = False
    known: bool = True
    current: Current | None = None
    score: float = 1.0
    flags: tuple[str, ...] = ()
    tail: str | None = None
    lacks_tail: bool = False
    head: str = ""


ShortForms = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""Short forms of a document by their first word: the words, what they stand for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as its words, with the document's own localities and short forms."""

    text: str
    words: Sequence[Token]
    context: Context
    defined: ShortForms = field(default_factory=dict)
    own: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", own_places(self.context))

    def key(self, at: int) -> str:
        """The key of token `at`; "" outside the text."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def mark(self, at: int) -> str:
        """The text of token `at`; "" outside."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def written(self, start: int, stop: int) -> str:
        """The characters of these tokens, white space made single."""
        if start >= stop:
            return ""
        cut = self.text[self.words[start].start : self.words[stop - 1].stop]
        return " ".join(cut.split())


def with_tail(
    reading: Reading, stop: int, entry: AgencyEntry, found: Found
) -> list[Found]:
    """`found` (it ends at token `stop`) completed by the locality behind it.

    A list of names behind "các" gives one each; empty where the entry needs a locality
    and none follows.
    """
    if entry.tail == "none":
        return [_known(reading, found, entry, None)]
    if entry.tail == "number":
        return _regions(reading, stop, entry, found)
    tail = tail_at(reading.words, stop) if entry.tail != "name" else None
    if tail is not None:
        row = reading.key(found.start - 1) == "cac"
        tail = with_row(reading.words, tail) if row else tail
        return _expanded(reading, entry, found, tail)
    area = area_at(reading.words, stop) if entry.tail == "keep" else None
    if area is not None:
        named = replace(found, stop=area[1], name=f"{found.name} {area[0]}")
        return [_known(reading, named, entry, None)]
    if entry.tail in {"proper", "maybe"}:
        return _of_place(reading, stop, entry, found)
    bare = bare_place_at(reading.words, stop, only_province=entry.tail != "bare")
    if bare is None and entry.tail == "bare" and entry.level == "district":
        bare = _district_at(reading, stop)
    if bare is not None:
        place, end = bare
        own = is_own(reading.own, place) and entry.tail != "name"
        name = found.name if own else f"{found.name} {place}"
        tailed = replace(found, stop=end, name=name)
        return [_known(reading, tailed, entry, None)]
    if entry.tail in {"need", "name"}:
        return []
    lacks = entry.tail == "level"
    kept = replace(found, stop=stop, lacks_tail=lacks)
    return [_known(reading, kept, entry, None)]


def _district_at(reading: Reading, at: int) -> tuple[str, int] | None:
    """A district no table has, behind its committee: "Huyện đoàn [Lâm Bình Hạ]".

    Not the secretary's own name behind it: "Bí thư Huyện ủy Lê Văn Mỗ".
    """
    words = reading.words
    if at >= len(words) or is_surname(words[at].text):
        return None
    if match_at(words, at) or phrase_at("agency_heads", words, at):
        return None
    return place_at(words, at, "huyện")


def _of_place(
    reading: Reading, stop: int, entry: AgencyEntry, found: Found
) -> list[Found]:
    """Reads "Viễn thông Đông Hạ": a place of any name, own or not, that stays."""
    place = place_at(reading.words, stop, "tỉnh")
    if place is not None and place[0] not in _NO_PLACES:
        name = f"{found.name} {place[0]}"
        return [_known(reading, replace(found, stop=place[1], name=name), entry, None)]
    return [] if entry.tail == "proper" else [_known(reading, found, entry, None)]


def _regions(
    reading: Reading, stop: int, entry: AgencyEntry, found: Found
) -> list[Found]:
    """Reads "Quân khu 3, 4 và 5": one each, up to what is no bare number.

    "Quân khu 1, 02 tiểu đoàn" counts something else.
    """
    region = region_at(reading.words, stop)
    if region is None:
        return [_known(reading, found, entry, None)]
    out: list[Found] = []
    begin = found.start
    while region is not None:
        number, end = region
        one = replace(found, start=begin, stop=end, name=f"{found.name} {number}")
        out.append(_known(reading, one, entry, None))
        begin = end + 1
        joined = reading.key(end) == JOINT
        region = region_at(reading.words, begin) if joined else None
        if region is not None and not _number_ends(reading, region):
            break
    return out


def _number_ends(reading: Reading, region: tuple[str, int]) -> bool:
    """Whether a number of a row counts nothing: a mark, a joint or a verb follows."""
    number, stop = region
    if number.startswith("0"):
        return False
    if stop >= len(reading.words) or reading.key(stop) == JOINT:
        return True
    following = reading.words[stop]
    return not following.word or clear_verb_at(reading.text, following.start)


def _expanded(
    reading: Reading, entry: AgencyEntry, found: Found, tail: Tail
) -> list[Found]:
    if tail.generic:
        # "Sở Y tế tỉnh" is the issuer's, "Sở Y tế tỉnh, thành phố" are all of them
        one = not tail.each and len(tail.levels) == 1
        drop = entry.tail == "drop" and one
        written = "" if drop else tail.written(reading.own)
        name = f"{found.name} {written}".strip()
        stop = tail.single_at - 1 if tail.single else tail.stop
        done = replace(found, stop=stop, name=name, tail=written or None)
        levels = _known(reading, done, entry, tail)
        return [levels, *_single(reading, entry, found, tail)]
    out = []
    begin = found.start
    for place, end in zip(tail.places, tail.ends, strict=True):
        written = tail.written(reading.own, place)
        own = is_own(reading.own, place, tail.level_of(place))
        if own and entry.tail in {"drop", "bare"}:
            written = ""
        if place == tail.places[-1]:
            end = place_stop(reading.words, end, tail.level_of(place))
        name = f"{found.name} {written}".strip()
        item = replace(found, start=begin, stop=end, name=name, tail=written or None)
        out.append(_known(reading, item, entry, tail))
        begin = end + 1
    return out


def _single(
    reading: Reading, entry: AgencyEntry, found: Found, tail: Tail
) -> Sequence[Found]:
    """The one that closes a row: "UBND các xã, phường, [đặc khu Hòn Mun]"."""
    if not tail.single:
        return ()
    name = f"{found.name} {tail.single}"
    one = replace(
        found, start=tail.single_at, stop=tail.stop, name=name, tail=tail.single
    )
    return (_known(reading, one, entry, None),)


def _known(
    reading: Reading, found: Found, entry: AgencyEntry, tail: Tail | None
) -> Found:
    current = current_of(found.name, entry, tail, reading.context)
    return replace(found, current=current, head=entry.name.partition(" ")[0])


def current_of(
    name: str, entry: AgencyEntry, tail: Tail | None, context: Context
) -> Current | None:
    """Who holds the duties of this agency after the reorganisation of 2025.

    A successor keeps the locality; the authorities of districts went to the communes.
    None where the tables do not say who followed.
    """
    if entry.successor is not None:
        base = short_name(entry.name)
        followed = short_name(entry.successor)
        renamed = name.replace(base, followed, 1)
        return Current(renamed if renamed != name else followed, entry.since)
    if entry.level == "any" and tail is not None and _of_district(tail, context):
        return _after_districts(entry)
    return Current(name)


def _after_districts(entry: AgencyEntry) -> Current | None:
    if entry.name not in _DISTRICT_DUTIES:
        return None
    since = _POLICE_ENDS if entry.name == "Công an" else _DISTRICT_ENDS
    return Current(f"{short_name(entry.name)} cấp xã", since)


def _of_district(tail: Tail, context: Context) -> bool:
    if _DISTRICT & set(tail.levels):
        return not {"xã", "tỉnh"} & set(tail.levels)
    if tail.levels != ("thành phố",) or tail.each == "các":
        return False
    names = tail.places or ((context.province,) if context.province else ())
    found = [province_named(name) for name in names if name]
    return bool(found) and all(p is None or p.kind != "thành phố" for p in found)
