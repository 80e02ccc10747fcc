"""Readers of names that the tables know, and of bodies of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.extract.agency.fields import field_stop
from ccndocs.extract.agency.forms import Found, Reading, with_tail
from ccndocs.extract.agency.grammar import grammar, may_start, name_stop
from ccndocs.extract.agency.place import place_at
from ccndocs.extract.agency.tail import tail_at
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import AgencyMatch, begun_at, fuzzy_at, match_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.words import JOINT

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
    if reading.key(match.stop - 1) == "ui" and reading.key(match.stop) == "vien":
        return ()  # "các đồng chí [Tỉnh ủy viên]": who sits on it
    found = Found(at, match.stop, short_name(match.entry.name), f"agency {match.by}")
    found = _weighed(found, match)
    longer = _goes_on(reading, at, match) or _of_department(reading, at, match)
    if longer is not None:
        return [longer]
    if (zones := _zones(reading, match)) is not None:
        name = f"{found.name}{zones[0]}"
        found = replace(found, stop=zones[1], name=name)
        return with_tail(reading, zones[1], match.entry, found)
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
    if (further := _field_goes_on(reading, at, stop)) is not None:
        return further
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


def _field_goes_on(reading: Reading, at: int, stop: int) -> Found | None:
    """Reads "Vụ Kinh tế vùng và địa phương": the table has "Vụ Kinh tế", another."""
    words = reading.words
    head = phrase_at("agency_heads", words, at)
    if head is None or head.keys == _CLOSED:
        return None
    end = field_stop(words, at + len(head.keys))
    if end <= stop:
        return None
    items = grammar(reading, at)
    return items[0] if items and items[0].stop >= end else None


_CLOSED = ("so",)  # the tables have them all


def _of_department(reading: Reading, at: int, match: AgencyMatch) -> Found | None:
    """Reads "Thanh tra Sở Y tế": the table has "Thanh tra Sở", of whichever Sở.

    So is "Thanh tra Bộ Xây dựng"; "Bộ Chỉ huy quân sự tỉnh" is no ministry.
    """
    last = match.stop - 1
    if last == at or reading.mark(last) not in ("Sở", "Bộ"):
        return None
    whole = match_at(reading.words, last)
    if whole is None or whole.stop <= match.stop:
        return None
    if reading.mark(last) == "Bộ" and whole.entry.level != "central":
        return None
    name = f"{reading.written(at, last)} {short_name(whole.entry.name)}"
    return Found(at, whole.stop, name, f"agency {match.by}")


def _zones(reading: Reading, match: AgencyMatch) -> tuple[str, int] | None:
    """What the name of a board goes on with: its further kinds of zones.

    "Ban Quản lý khu công nghiệp[, khu kinh tế, khu chế xuất]", which no table has.
    """
    if not match.entry.name.startswith("Ban Quản lý") or "khu" not in match.entry.name:
        return None
    last = reading.words[match.stop - 1].stop
    more = _MORE_ZONES.match(reading.text, last)
    if more is None:
        return None
    stop = match.stop
    while stop < len(reading.words) and reading.words[stop].start < more.end():
        stop += 1
    return reading.text[last : more.end()], stop


_ZONE = r"(?:các\s)?[Kk]hu\s(?:công nghiệp|kinh tế|chế xuất|công nghệ cao)(?!\w)"
_MORE_ZONES = re.compile(rf"(?:,\s{_ZONE})*(?:,\s|\svà\s|,\svà\s){_ZONE}")
_DEPARTMENTS = {"vu", "cuc", "phong"}


def _branch(reading: Reading, at: int, match: AgencyMatch) -> list[Found]:
    """Reads "VNPT Ninh Trà": a firm's branch, called by its short name and a place.

    So "Agribank chi nhánh Ninh Trà", "Agribank chi nhánh tỉnh".
    """
    if match.entry.level != "enterprise":
        return []
    begin = match.stop
    if (reading.key(begin), reading.key(begin + 1)) == ("chi", "nhanh"):
        level = reading.mark(begin + 2) in {"tỉnh", "huyện", "thành", "xã", "phường"}
        begin += 2
        if level:
            tail = tail_at(reading.words, begin)
            stop = tail.stop if tail else begin
            name = reading.written(at, stop)
            return [Found(at, stop, name, "agency branch", known=False)]
    elif match.stop != at + 1:
        return []
    place = place_at(reading.words, begin, "tỉnh")
    if place is None or not reading.words[begin].capital:
        return []
    name = f"{reading.written(at, begin)} {place[0]}"
    return [Found(at, place[1], name, "agency branch", known=False)]


def _of_house(reading: Reading, found: Found) -> list[Found]:
    """Reads "Đoàn Thanh niên Bệnh viện": the youth of the house that speaks.

    So "Ban Giám đốc Trung tâm", "Hội đồng quản trị Công ty".
    """
    house = _BARE_HOUSE.match(reading.text, reading.words[found.stop - 1].stop)
    if house is None or not found.name.startswith(_OF_A_HOUSE):
        return []
    stop = found.stop
    while stop < len(reading.words) and reading.words[stop].start < house.end():
        stop += 1
    return [replace(found, stop=stop, name=f"{found.name} {house['house']}")]


_OF_A_HOUSE = ("Đoàn Thanh niên", "Ban Giám đốc", "Ban Kiểm soát", "Hội đồng ")
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
