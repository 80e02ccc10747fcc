"""Readers of groups: collectives, elliptic lists, private bodies with duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.extract.agency.firms import firm_stop
from ccndocs.extract.agency.forms import Found, Reading, with_tail
from ccndocs.extract.agency.names import gazetteer
from ccndocs.extract.agency.posts import of_inner_body
from ccndocs.extract.agency.tail import tail_at
from ccndocs.extract.subject.head import TRADES
from ccndocs.types.mention import Current
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import AgencyMatch, field_at, match_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.phrases import Phrase, opens_clause, phrase_at
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import JOINT

_EACH = {"các", "những", "toàn thể", "mọi"}
_HEADS = {"so": "Sở", "bo": "Bộ", "phong": "Phòng", "hoi": "Hội"}
_LOOSE = {"bộ", "ban", "hội", "phòng", "sở", "ngành", "cấp", "lực lượng"}
_OF_OTHERS = {"cấp ủy", "cấp ủy đảng"}  # "cấp ủy các chi bộ"
_LIST_MARKS = {JOINT, ";"}
_INVESTOR = re.compile(
    r"(?:các )?(?:chủ đầu tư|nhà đầu tư|(?:doanh nghiệp|đơn vị|công ty)"
    r"(?= [^.;:]{0,40}?\bhạ tầng))"
    r"(?: dự án)?(?: (?:đầu tư )?xây dựng)?(?: đầu tư)?(?:,? và)?"
    r"(?: (?:kinh doanh|quản lý|vận hành|khai thác),?)*"
    r"(?: kết cấu)? hạ tầng(?: kỹ thuật)?"
    r"(?: (?:các )?(?:cụm công nghiệp|ccn|khu công nghiệp|kcn))?",
    re.IGNORECASE,
)
_BODY = (
    r"(?:chủ đầu tư|nhà đầu tư(?: thứ cấp)?|doanh nghiệp(?: thứ cấp)?|hợp tác xã"
    r"|cơ sở sản xuất(?:,? kinh doanh)?)"
)
_PRIVATE = re.compile(
    rf"(?:các )?{_BODY}(?:(?:,| và| hoặc) {_BODY})*"
    r"(?: trong (?:các )?(?:cụm công nghiệp|ccn|khu công nghiệp))?",
    re.IGNORECASE,
)


def elliptic(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "các Sở: Tài chính, Nội vụ", "Sở Tài chính, Nội vụ và Xây dựng"."""
    posted = phrase_at("posts", reading.words, at)
    begin = at + len(posted.keys) if posted is not None else at
    opened = _opener(reading, begin)
    if opened is not None:
        head, here = opened
        items = _fields(reading, here, head, at)
        if posted is not None:
            items = [_posted(reading, posted.name, at, item) for item in items]
        return items
    if posted is not None or reading.key(at) not in _HEADS:
        return ()
    first = gazetteer(reading, at)
    if len(first) != 1 or first[0].head != _HEADS[reading.key(at)]:
        return ()
    if first[0].head == "Bộ" and first[0].tail is not None:
        return ()  # "Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh": of a province, no ministry
    further = _more_fields(reading, first[0].stop, first[0].head)
    return [first[0], *further] if further else ()


def party_committees(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "các Đảng ủy: Chính phủ; Quốc hội": one committee each.

    So does "các Đảng ủy Bộ Tài chính, Bộ Nội vụ", without a colon.
    """
    keys = tuple(reading.key(at + i) for i in range(3))
    if keys != ("cac", "dang", "ui"):
        return ()
    if reading.mark(at + 3) != ":":
        return _committees_of(reading, at)
    marks = ";" if _has_before_stop(reading, at + 4, ";") else ","
    out: list[Found] = []
    here, begin = at + 4, at
    while here < len(reading.words) and reading.words[here].capital:
        stop = here
        while stop < len(reading.words) and reading.mark(stop) not in (marks, ".", ":"):
            joined = reading.mark(stop) == "và" and reading.key(stop + 1) == "cac"
            if joined or clear_verb_at(reading.text, reading.words[stop].start):
                break
            stop += 1
        name = f"Đảng ủy {short_name(reading.written(here, stop))}"
        out.append(Found(begin, stop, name, "agency elliptic", score=0.9))
        if reading.mark(stop) != marks:
            break
        begin = here = stop + 1
    return out


def _committees_of(reading: Reading, at: int) -> Sequence[Found]:
    """The committee of each ministry of a row, two at least."""
    out: list[Found] = []
    begin, here = at, at + 3
    while reading.mark(here) == "Bộ" and len(items := gazetteer(reading, here)) == 1:
        name = f"Đảng ủy {items[0].name}"
        here = items[0].stop
        out.append(replace(items[0], start=begin, name=name, current=None))
        if reading.key(here) != JOINT:
            break
        begin = here = here + 1
    return out if len(out) > 1 else ()


def _has_before_stop(reading: Reading, at: int, mark: str) -> bool:
    """Whether a mark stands before the sentence ends."""
    for here in range(at, min(at + 60, len(reading.words))):
        if reading.mark(here) == ".":
            return False
        if reading.mark(here) == mark:
            return True
    return False


def _opener(reading: Reading, at: int) -> tuple[str, int] | None:
    """Reads "các Sở:", "các Bộ, cơ quan:", "các Sở" before a field."""
    if reading.mark(at).lower() != "các" or reading.key(at + 1) not in _HEADS:
        return None
    head = _HEADS[reading.key(at + 1)]
    if head.lower() != reading.words[at + 1].text.lower():
        return None
    here = at + 2
    here = _past(reading, here, _BESIDE)
    beyond = _past(reading, here, _BESIDE | _OFFICES)
    for stop in (beyond, here):
        if reading.mark(stop) == ":":
            return head, stop + 1
    return head, here


_BESIDE = {JOINT, "ban", "nganh"}  # "các Bộ, ban, ngành"
_OFFICES = {"co", "quan", "don", "vi"}  # "các Bộ, cơ quan:", before a colon alone


def _past(reading: Reading, at: int, keys: set[str]) -> int:
    while reading.key(at) in keys and reading.mark(at) != ":":
        at += 1
    return at


def _fields(reading: Reading, at: int, head: str, start: int) -> list[Found]:
    match = field_at(reading.words, at, head)
    if match is None or not _field_ends(reading, match):
        return []
    first = replace(_field(reading, at, match), start=start)
    return [first, *_more_fields(reading, match.stop, head)]


def _more_fields(reading: Reading, at: int, head: str) -> list[Found]:
    """Fields without their head after a name: ", Nội vụ và Xây dựng"."""
    out: list[Found] = []
    here = at
    while reading.key(here) in _LIST_MARKS:
        here += 1
        while reading.key(here) == JOINT:
            here += 1
        match = field_at(reading.words, here, head) if reading.mark(here) else None
        if match is None or not _field_ends(reading, match):
            break
        other = match_at(reading.words, here)
        if other is not None and other.stop > match.stop:
            break
        if other is not None and tail_at(reading.words, other.stop) is not None:
            break  # "Sở Nội vụ, Thanh tra tỉnh": a name of its own
        out.append(_field(reading, here, match))
        here = match.stop
    return out


def _field_ends(reading: Reading, match: AgencyMatch) -> bool:
    """Whether the field ends there: no capital goes on with it."""
    if match.stop >= len(reading.words):
        return True
    following = reading.words[match.stop]
    return not following.capital or not following.word


def _field(reading: Reading, at: int, match: AgencyMatch) -> Found:
    found = Found(at, match.stop, short_name(match.entry.name), "agency elliptic")
    return with_tail(reading, match.stop, match.entry, found)[0]


def _posted(reading: Reading, shown: str, at: int, item: Found) -> Found:
    if not reading.words[at].capital:
        shown = shown.lower()
    current = item.current
    if current is not None:
        current = Current(f"{shown} {current.name}", current.since)
    return replace(item, name=f"{shown} {item.name}", current=current)


def collective(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "các sở, ban, ngành", "Thủ trưởng các cơ quan, đơn vị liên quan"."""
    words = reading.words
    here = at
    posted = phrase_at("posts", words, here)
    here += len(posted.keys) if posted is not None else _committees(reading, here)
    each = reading.mark(here).lower() in _EACH
    if each:
        here += 1
    nouns = _nouns(reading, here)
    if not nouns.names:
        return ()
    stop = nouns.stop
    tail = phrase_at("collective_tails", words, stop)
    while (further := phrase_at("collective_tails", words, stop)) is not None:
        stop += len(further.keys)
    owned = here == at and words[at].capital and _owner_stop(reading, stop) > stop
    if not (owned or _enough(nouns, each or posted is not None, tail)):
        return ()  # "Đơn vị thuộc Sở Y tế" needs no "các"
    if each and tail is None and _has_trade(reading, stop):
        return ()  # "Các đơn vị bán lẻ điện" says which
    named = gazetteer(reading, at)
    if named and named[-1].stop > stop:
        return ()  # "các cơ quan tham mưu, giúp việc Tỉnh ủy" is a name
    if posted is not None and not each and stop == here + 1 and words[here].capital:
        # "Chánh Văn phòng Sở": the post of the one body that needs no name
        name = reading.written(at, stop)
        return [Found(at, stop, name, "agency post", known=False, score=0.9)]
    inner = of_inner_body(reading, at, here) if posted and not each else None
    if inner is not None and inner.stop > stop:
        return ()  # "Trưởng Ban Tổ chức Tỉnh ủy": of one body
    name = reading.written(at, stop)
    return [Found(at, _owner_stop(reading, stop), name, "agency collective", True)]


def _committees(reading: Reading, at: int) -> int:
    """How many words say that it is of each the Party's committee.

    "đảng ủy các bộ, cơ quan ngang bộ"
    """
    opens = (reading.key(at), reading.key(at + 1)) == ("dang", "ui")
    group = (reading.mark(at + 2), reading.mark(at + 3).lower())
    return 2 if opens and group in _GROUPS_OF else 0


_GROUPS_OF = {("các", "bộ"), ("các", "sở")}


def _has_trade(reading: Reading, stop: int) -> bool:
    """Whether a trade right behind a group says which it is, and a verb follows."""
    if stop >= len(reading.words):
        return False
    at = reading.words[stop - 1].stop
    trade = TRADES.match(reading.text, at)
    if trade is None:
        return False
    rest = _SENTENCE.match(reading.text, trade.end())
    words = re.finditer(
        r"\S+", reading.text[trade.end() : rest.end() if rest else None]
    )
    return any(clear_verb_at(reading.text, trade.end() + w.start()) for w in words)


_SENTENCE = re.compile(r"[^.;:]{0,90}")


def _owner_stop(reading: Reading, stop: int) -> int:
    """The end of "các đơn vị trực thuộc [Sở Y tế]": whose group it is."""
    here = stop
    while reading.mark(here) in {"trực", "thuộc"}:
        here += 1
    if reading.mark(here - 1) != "thuộc" or not reading.mark(here):
        return stop
    owner = gazetteer(reading, here)
    return owner[0].stop if owner and not owner[0].collective else stop


def _enough(nouns: _Nouns, many: bool, tail: Phrase | None) -> bool:
    """Whether the nouns are a group of bodies, not things: "sở, ngành", not "ngành"."""
    related = tail is not None and "liên quan" in tail.name
    if len(nouns.names) > 1:
        return many or related or nouns.alone
    if not many:
        return related and nouns.names[0] != "ngành"
    return nouns.alone or tail is not None


@dataclass(frozen=True, slots=True)
class _Nouns:
    """A list of collective nouns: the index after it, whether one can stand alone."""

    stop: int
    names: tuple[str, ...]
    alone: bool


def _nouns(reading: Reading, at: int) -> _Nouns:
    words = reading.words
    here, stop = at, at
    names: list[str] = []
    alone = False
    while (noun := phrase_at("collectives", words, here)) is not None:
        after = here + len(noun.keys)
        if noun.name in names or _is_more(reading, after, noun.name, bool(names)):
            break
        if names and noun.name == "mặt trận" and _is_front(reading, here):
            break  # "các tổ chức đảng, Mặt trận Tổ quốc Việt Nam": a name
        names.append(noun.name)
        alone = alone or noun.alone
        stop = here = after
        if noun.name in _OF_OTHERS and reading.mark(here).lower() == "các":
            here += 1
            continue
        if reading.key(here) != JOINT and reading.mark(here) != "/":
            break
        while reading.key(here) == JOINT or reading.mark(here) == "/":
            here += 1
        if reading.mark(here).lower() == "các":
            here += 1
    return _Nouns(stop, tuple(names), alone)


def _is_front(reading: Reading, at: int) -> bool:
    """Whether "Mặt trận" opens the name of the one body."""
    return reading.mark(at + 2) == "Tổ" and bool(gazetteer(reading, at))


def _is_more(reading: Reading, after: int, noun: str, further: bool) -> bool:
    """Whether the noun only starts something longer: "các bộ phận", "sở hữu"."""
    following = reading.words[after] if after < len(reading.words) else None
    if following is None or not following.word or following.key == JOINT:
        return False
    if noun not in _LOOSE or (further and noun == "ngành"):
        return False
    if phrase_at("collective_tails", reading.words, after) is not None:
        return False
    return following.capital or not opens_clause(reading.words, after)


def private_role(reading: Reading, at: int) -> Sequence[Found]:
    """Reads "Chủ đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp", in a heading.

    Such bodies get duties of their own only where a capital starts them; in small
    letters they are what the duty is about.
    """
    word = reading.words[at]
    if not word.capital or not (
        at == 0 or reading.mark(at - 1) in {":", ";", ".", ")"}
    ):
        return ()
    for pattern in (_INVESTOR, _PRIVATE):
        match = pattern.match(reading.text, word.start)
        if match is not None:
            stop = at
            while stop < len(reading.words) and reading.words[stop].stop <= match.end():
                stop += 1
            if stop < len(reading.words) and reading.words[stop].capital:
                return ()  # "Hợp tác xã Nông nghiệp Đồng Mơ" has a name
            if firm_stop(reading.text, reading.words, at, stop) > stop:
                return ()
            name = reading.written(at, stop)
            return [Found(at, stop, name, "agency private")]
    return ()
