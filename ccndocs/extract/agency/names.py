"""Readers of single names: gazetteer, posts, bodies of bodies, short forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.extract.agency.forms import Found, Reading, ShortForms, with_tail
from ccndocs.extract.agency.grammar import grammar, may_start, name_stop
from ccndocs.extract.agency.place import place_at
from ccndocs.extract.agency.tail import tail_at
from ccndocs.types.mention import Context, Current
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import AgencyMatch, begun_at, fuzzy_at, match_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.places import province_named
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import JOINT, tokens

FUZZY = "agency_fuzzy"
_SMALL = {"Công an", "Ủy ban nhân dân", "Hội đồng nhân dân"}


def gazetteer(reading: Reading, at: int) -> Sequence[Found]:
    """Reads names of the table: "Sở KH&ĐT", "UBND các huyện, thành phố"."""
    if not may_start(reading, at):
        return ()
    match = match_at(reading.words, at)
    if match is None and reading.words[at].capital:
        match = _spelled_badly(reading, at)
    if match is None or not _trusted(reading, at, match):
        return ()
    found = Found(at, match.stop, short_name(match.entry.name), f"agency {match.by}")
    found = _weighed(found, match)
    longer = _goes_on(reading, at, match) or _of_department(reading, at, match)
    if longer is not None:
        return [longer]
    branch = _branch(reading, at, match) or _of_house(reading, found)
    items = branch or with_tail(reading, match.stop, match.entry, found)
    if items and match.entry.tail == "name" and items[0].name.isupper():
        return ()
    return [] if _in_small_letters(reading, at, match, items) else items


def _goes_on(reading: Reading, at: int, match: AgencyMatch) -> Found | None:
    """Reads "Vụ Khoa học, Công nghệ và Đào tạo" as one body with three fields.

    The table has "Vụ Khoa học và Công nghệ", which is another.
    """
    words, stop = reading.words, match.stop
    if reading.key(at) not in _DEPARTMENTS or reading.mark(stop).lower() != "và":
        return None
    has_comma = any(reading.mark(i) == "," for i in range(at, stop))
    follows = stop + 1 < len(words) and words[stop + 1].capital
    if not (has_comma and follows) or match_at(words, stop + 1) is not None:
        return None
    if phrase_at("posts", words, stop + 1) is not None:
        return None
    end = name_stop(words, stop + 1)
    return Found(at, end, reading.written(at, end), "agency grammar", known=False)


def _of_department(reading: Reading, at: int, match: AgencyMatch) -> Found | None:
    """Reads "Thanh tra Sở Y tế": the table has "Thanh tra Sở", of whichever Sở."""
    last = match.stop - 1
    if last == at or reading.mark(last) != "Sở":
        return None
    whole = match_at(reading.words, last)
    if whole is None or whole.stop <= match.stop:
        return None
    name = f"{reading.written(at, last)} {short_name(whole.entry.name)}"
    return Found(at, whole.stop, name, f"agency {match.by}")


_DEPARTMENTS = {"vu", "cuc", "phong"}


def _branch(reading: Reading, at: int, match: AgencyMatch) -> list[Found]:
    """Reads "VNPT Ninh Trà": a firm's branch, called by its short name and a place."""
    short = match.stop == at + 1 and match.entry.level == "enterprise"
    place = place_at(reading.words, match.stop, "tỉnh") if short else None
    if place is None or not reading.words[match.stop].capital:
        return []
    name = f"{reading.written(at, match.stop)} {place[0]}"
    return [Found(at, place[1], name, "agency branch", known=False)]


def _of_house(reading: Reading, found: Found) -> list[Found]:
    """Reads "Đoàn Thanh niên Bệnh viện": the youth of the house that speaks."""
    house = _BARE_HOUSE.match(reading.text, reading.words[found.stop - 1].stop)
    if house is None or not found.name.startswith("Đoàn Thanh niên"):
        return []
    stop = found.stop
    while stop < len(reading.words) and reading.words[stop].start < house.end():
        stop += 1
    return [replace(found, stop=stop, name=f"{found.name} {house['house']}")]


_BARE_HOUSE = re.compile(  # no capital goes on with it
    r"\s+(?P<house>Bệnh viện|Trường|Sở|Công ty|Trung tâm|Học viện|Cục|Bộ)"
    rf"(?!\s+[{CAPITALS}])(?!\w)"
)


def _trusted(reading: Reading, at: int, match: AgencyMatch) -> bool:
    """Whether the spelling read is the name: diacritics may slip, not all of them."""
    if match.wrong == 0:
        return True
    read = [t for t in reading.words[at : match.stop] if t.key != JOINT]
    if all(t.text.isascii() for t in read) and len(read) > 1:
        return reading.text.isascii() or read[0].capital
    capital = read[0].capital and len(read) > 2 and read[1].capital
    return capital and match.wrong <= max(1, len(read) // 3)


def _weighed(found: Found, match: AgencyMatch) -> Found:
    if match.by in {"fuzzy", "begun"}:
        return replace(found, score=round(match.score, 2), flags=(FUZZY,))
    if match.wrong:
        return replace(found, score=0.85, flags=(FUZZY,))
    return found


def _in_small_letters(
    reading: Reading, at: int, match: AgencyMatch, items: Sequence[Found]
) -> bool:
    """Whether it is a common noun: "công an" alone, "thanh tra tỉnh hình"."""
    if reading.words[at].capital:
        return False
    if any(t.capital for t in reading.words[at + 1 : match.stop]):
        return False
    if reading.mark(at) == "các":
        return False  # "các huyện đoàn, thành đoàn": a level of bodies
    return match.entry.name not in _SMALL or not any(item.tail for item in items)


def _spelled_badly(reading: Reading, at: int) -> AgencyMatch | None:
    """A name of a closed class with letters misread, only where a capital follows."""
    words = reading.words
    if words[at].key not in {"so", "bo"} or at + 1 >= len(words):
        return None
    if not (words[at + 1].capital and words[at].plain in {"sở", "bộ", "so", "bo"}):
        return None
    return fuzzy_at(words, at) or begun_at(words, at)


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
    for here in range(stop + 3, min(stop + 3 + _SCOPE, len(words))):
        token = words[here]
        if token.text in {",", ":"} or clear_verb_at(reading.text, token.start):
            return here
        if not token.word and token.key != JOINT:
            return None
    return None


_HOLDS = ("phu", "trach")


def _head_of_unit(reading: Reading, at: int, stop: int, post: str) -> Sequence[Found]:
    """Reads "Trưởng phòng Văn hóa - Xã hội": the post's last word heads the unit."""
    unit = post.rpartition(" ")[2]
    if unit not in _UNITS or not reading.words[stop].capital:
        return ()
    if not reading.words[at].capital:
        return ()
    end = name_stop(reading.words, stop)
    if reading.key(end) == "cac" and (tail := tail_at(reading.words, end)) is not None:
        end = tail.stop if tail.generic else end  # "… các huyện, thành phố"
    name = f"{post} {reading.written(stop, end)}"
    return [Found(at, end, name, "agency post", known=False, score=0.85)]


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


def owned(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "Đảng ủy Công an xã", "Văn phòng Ban Chỉ huy …": a body of a body."""
    phrase = phrase_at("agency_owned", reading.words, at)
    if phrase is None or not reading.words[at].capital:
        return ()
    stop = at + len(phrase.keys)
    if stop >= len(reading.words) or not reading.words[stop].capital:
        return ()
    whole = match_at(reading.words, at)
    if whole is not None and whole.stop > stop:
        return ()
    items = gazetteer(reading, stop) or _house(reading, at, stop)
    if not items:
        return ()
    first = items[0]
    name = f"{reading.written(at, stop)} {first.name}"
    named = replace(first, start=at, name=name, rule="agency owned", current=None)
    return [named, *items[1:]]


def _house(reading: Reading, at: int, stop: int) -> Sequence[Found]:
    """The house of a union that no table knows: "Đoàn Trường Đại học Lâm Hạ"."""
    if reading.key(at) not in {"doan", "cong"}:
        return ()
    items = grammar(reading, stop)
    return items if items and items[0].name.startswith(_HOUSES) else ()


_HOUSES = ("Trường ", "Đại học ", "Học viện ", "Bệnh viện ", "Công ty ", "Viện ")


def _post_of(shown: str, current: Current | None) -> Current | None:
    if current is None:
        return None
    return Current(f"{shown} {current.name}", current.since)


def defined_short(reading: Reading, at: int) -> Sequence[Found]:
    """Reads a short form that the document defines for an agency."""
    for form, long in reading.defined.get(reading.words[at].text, ()):
        read = reading.words[at : at + len(form)]
        if tuple(t.text for t in read) == form:
            stop = at + len(form)
            known = gazetteer(reading, at)
            if known and known[-1].stop > stop:
                return known  # "Ủy ban nhân dân (UBND)", then "UBND tỉnh An Sơn"
            items = _long_form(long, reading)
            return [
                replace(item, start=at, stop=stop, rule="agency defined")
                for item in items[:1]
            ]
    return ()


def short_forms(context: Context) -> ShortForms:
    """The short forms that a document defines, in the order in which they are tried."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, long in sorted(context.abbreviations.items()):
        form = tuple(t.text for t in tokens(short))
        if form:
            table.setdefault(form[0], []).append((form, long))
    return table


def _long_form(long: str, reading: Reading) -> Sequence[Found]:
    words = tokens(long)
    inner = Reading(long, words, replace(reading.context, abbreviations={}))
    for reader in (post, gazetteer, grammar):
        items = reader(inner, 0)
        if items and items[-1].stop == len(words):
            return items
    return ()
