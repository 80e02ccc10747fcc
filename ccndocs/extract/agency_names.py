"""Readers of single names: gazetteer, posts, the document's short forms, grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ccndocs.extract.agency_forms import Found, Reading, with_tail
from ccndocs.extract.agency_tail import bare_place_at, is_own, place_at, tail_at
from ccndocs.types.mention import Current
from ccndocs.vi.agencies import AgencyMatch, begun_at, fuzzy_at, match_at
from ccndocs.vi.cues import clear_verb_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.phrases import Phrase, name_pairs, opens_clause, phrase_at
from ccndocs.vi.places import province_named
from ccndocs.vi.words import JOINT, Token, tokens

FUZZY = "agency_fuzzy"
_LAWS = {"luat", "nganh", "luc luong"}  # "Luật Công an nhân dân", "lực lượng Công an"
_SMALL = {"Công an", "Ủy ban nhân dân", "Hội đồng nhân dân"}
_CONTENT = ("TNHH", "MTV", "CP", "PTNT", "THPT", "THCS", "DTNT")


def gazetteer(reading: Reading, at: int) -> Sequence[Found]:
    """Reads names of the table: "Sở KH&ĐT", "UBND các huyện, thành phố"."""
    if not _may_start(reading, at):
        return ()
    match = match_at(reading.words, at)
    if match is None and reading.words[at].capital:
        match = _spelled_badly(reading, at)
    if match is None or not _trusted(reading, at, match):
        return ()
    found = Found(at, match.stop, short_name(match.entry.name), f"agency {match.by}")
    found = _weighed(reading, found, match)
    items = with_tail(reading, match.stop, match.entry, found)
    if items and match.entry.tail == "name" and items[0].name.isupper():
        return ()
    return [] if _in_small_letters(reading, at, match, items) else items


def _may_start(reading: Reading, at: int) -> bool:
    """Not inside a code ("QĐ-SCT"), not a law's name ("Luật Công an nhân dân")."""
    before = reading.key(at - 1)
    if before == "luat" and reading.mark(at - 1)[0] in "Ll":
        return False
    if (
        before == "chuc"
        and reading.key(at - 2) == "to"
        and reading.key(at - 3) == "luat"
    ):
        return False
    if reading.mark(at - 1) in {"-", "/", "–"} and reading.words[at].text.isupper():
        previous = reading.words[at - 1]
        return previous.stop != reading.words[at].start or _spaced(reading, at - 1)
    return True


def _spaced(reading: Reading, at: int) -> bool:
    """Whether the mark at token `at` parts agencies: "HĐND-UBND", " - UBND"."""
    left = reading.mark(at - 1)
    return left in {"HĐND", "UBND", "UBMTTQ"} or not left


def _trusted(reading: Reading, at: int, match: AgencyMatch) -> bool:
    """Whether the spelling read is the name: diacritics may slip, not all of them."""
    if match.wrong == 0:
        return True
    read = [t for t in reading.words[at : match.stop] if t.key != JOINT]
    if all(t.text.isascii() for t in read) and len(read) > 1:
        return reading.text.isascii() or read[0].capital
    capital = read[0].capital and len(read) > 2 and read[1].capital
    return capital and match.wrong <= max(1, len(read) // 3)


def _weighed(reading: Reading, found: Found, match: AgencyMatch) -> Found:
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
    if reading.key(stop) == "cac":
        stop += 1
    items = list(
        gazetteer(reading, stop)
        or _communities(reading, at, stop)
        or grammar(reading, stop)
    )
    if not items or (not items[0].known and not reading.words[at].capital):
        return ()
    shown = phrase.name if reading.words[at].capital else phrase.name.lower()
    first = items[0]
    if len(items) > 1 and reading.key(stop - 1) != "cac":
        return [_post_of_many(reading, at, stop, shown, items)]
    named = replace(
        first,
        start=at,
        name=f"{shown} {first.name}",
        rule="agency post",
        current=_post_of(shown, first.current),
    )
    return [named, *items[1:]]


def _communities(reading: Reading, at: int, stop: int) -> Sequence[Found]:
    """Reads the rest of "Trưởng các thôn, khu phố", "Trưởng các thôn: A, B"."""
    if reading.key(stop - 1) != "cac" or not reading.words[at].capital:
        return ()
    here = stop
    while (noun := phrase_at("communities", reading.words, here)) is not None:
        end = here = here + len(noun.keys)
        if reading.key(here) == JOINT:
            here += 1
    if here == stop:
        return ()
    if reading.mark(end) == ":":
        place = place_at(reading.words, end + 1, "xã")
        while place is not None:
            end = place[1]
            more = reading.key(end) == JOINT
            place = place_at(reading.words, end + 1, "xã") if more else None
    name = reading.written(stop - 1, end)
    return [Found(stop, end, name, "agency post")]


def _post_of_many(
    reading: Reading, at: int, stop: int, shown: str, items: Sequence[Found]
) -> Found:
    """Reads "Chủ tịch UBND các xã: A, B, C": a post stays as written."""
    match = match_at(reading.words, stop)
    behind = reading.written(match.stop if match else stop, items[-1].stop)
    body = short_name(match.entry.name) if match else ""
    name = " ".join(f"{shown} {body} {behind}".split())
    end = items[-1].stop
    return replace(items[0], start=at, stop=end, name=name, rule="agency post")


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
    items = gazetteer(reading, stop)
    if not items:
        return ()
    first = items[0]
    name = f"{reading.written(at, stop)} {first.name}"
    named = replace(first, start=at, name=name, rule="agency owned", current=None)
    return [named, *items[1:]]


def _post_of(shown: str, current: Current | None) -> Current | None:
    if current is None:
        return None
    return Current(f"{shown} {current.name}", current.since)


def defined_short(reading: Reading, at: int) -> Sequence[Found]:
    """Reads a short form that the document defines for an agency."""
    table = _defined(tuple(sorted(reading.context.abbreviations.items())))
    for form, long in table.get(reading.words[at].text, ()):
        read = reading.words[at : at + len(form)]
        if tuple(t.text for t in read) == form:
            stop = at + len(form)
            items = _long_form(long, reading)
            return [
                replace(item, start=at, stop=stop, rule="agency defined")
                for item in items[:1]
            ]
    return ()


@lru_cache(maxsize=32)
def _defined(
    pairs: tuple[tuple[str, str], ...],
) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, long in pairs:
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


def grammar(reading: Reading, at: int) -> Sequence[Found]:
    """Reads names by their kind: "Trung tâm Xúc tiến An Sơn"; `known` is False.

    A kind of body, then capitals, going on in small letters only as names of the
    table do ("Kiểm soát bệnh tật"); a locality ends it.
    """
    words = reading.words
    if not words[at].capital:
        return ()
    head = phrase_at("agency_heads", words, at)
    if head is None or not _may_start(reading, at):
        return ()
    begin = at + len(head.keys)
    stop = _name_stop(words, begin) if _proper(words, begin, head) else begin
    stop = _small_stop(reading, head, begin, stop)
    if stop > begin and (at == 0 or reading.key(at - 1) == JOINT):
        stop = _colon_stop(reading, stop)
    if stop == begin and not head.alone:
        return ()
    if phrase_at("agency_not", words, at) is not None or reading.key(at - 1) == "xa":
        return ()
    if words[at].text.isupper() and len(words[at].text) > 1:
        return ()
    name = short_name(reading.written(at, stop))
    found = Found(at, stop, name, "agency grammar", known=False, score=0.8)
    return [_grammar_tail(reading, found)]


_ORGANISES = {("ban", "to", "chuc"), ("ban", "chi", "dao"), ("ban", "quan", "li")}
_PUBLIC = {"trung", "tram", "vien", "chi", "cuc", "vu", "phong", "ban", "doi", "to"}
_ADVERBS = {
    "nhanh",
    "nhiet",
    "nghiem",
    "tu",
    "ngay",
    "lap",
    "som",
    "deu",
    "luon",
    "dong",
}
_MORE = 6  # small words of "Ban Tổ chức các lễ hội", "Trung tâm Bảo tồn voi"


def _small_stop(reading: Reading, head: Phrase, begin: int, stop: int) -> int:
    """Where a name goes on in small letters to: only up to a clear verb.

    What organises something needs no capital: "Ban Tổ chức các lễ hội:".
    """
    words = reading.words
    bare = stop == begin
    if head.keys[0] not in _PUBLIC or (bare and head.keys not in _ORGANISES):
        return stop
    here = stop + (1 if bare and reading.key(stop) in {"cac", "ve"} else 0)
    first = here
    while here < min(stop + _MORE, len(words)):
        token = words[here]
        if here > first and clear_verb_at(reading.text, token.start):
            return here
        if not token.word or token.capital:
            break
        if opens_clause(words, here) or token.key in _ADVERBS or tail_at(words, here):
            return stop
        here += 1
    closed = here >= len(words) or words[here].text in {":", ";", "("}
    return here if bare and closed and here > first else stop


def _colon_stop(reading: Reading, stop: int) -> int:
    """Where the rest of a name ends before a colon: "Cục Văn hóa các dân tộc: …"."""
    words = reading.words
    for here in range(stop, min(stop + 8, len(words))):
        token = words[here]
        if token.text == ":":
            return here
        small = token.key in {"cac", JOINT} and token.text != ","
        if not small and (not token.word or opens_clause(words, here)):
            break
        if tail_at(words, here) or _new_name(words, here):
            break
    return stop


def _proper(words: Sequence[Token], begin: int, head: Phrase) -> bool:
    """Whether a name can start there: after a short kind only with a capital."""
    if begin >= len(words):
        return False
    return words[begin].capital or (len(head.keys) > 1 and words[begin].word)


def _grammar_tail(reading: Reading, found: Found) -> Found:
    tail = tail_at(reading.words, found.stop)
    if tail is not None and len(tail.places) < 2:
        place = tail.places[0] if tail.places else None
        written = tail.written(reading.own, place)
        stop = tail.stop
        return replace(
            found, stop=stop, name=f"{found.name} {written}".strip(), tail=written
        )
    bare = bare_place_at(reading.words, found.stop, only_province=True)
    if bare is not None:
        own = is_own(reading.own, bare[0])
        name = found.name if own else f"{found.name} {bare[0]}"
        return replace(found, stop=bare[1], name=name)
    return found


def _name_stop(words: Sequence[Token], at: int) -> int:
    """The index after the proper part of a name that starts at token `at`."""
    here = at
    while here < len(words):
        if words[here].key == JOINT:
            inside = here > at and _joins(words, here)
        else:
            inside = words[here].word and _goes_on(words, here, here == at)
        if not inside:
            break
        here += 1
    return here


def _goes_on(words: Sequence[Token], here: int, first: bool) -> bool:
    token = words[here]
    if not first and tail_at(words, here) is not None:
        return False
    if token.capital or token.text in _CONTENT:
        return first or not _new_name(words, here)
    if here == 0:
        return False
    before = words[here - 1]
    if (before.plain, token.plain) in name_pairs():
        return True
    closed = (before.text.isupper() and len(before.text) > 1) or len(before.text) > 7
    return not (first or closed) and before.capital and _second(words, here)


def _second(words: Sequence[Token], here: int) -> bool:
    """Whether a small word is the second syllable of "Di sản", "Gang thép"."""
    if words[here - 1].key == JOINT or opens_clause(words, here):
        return False
    return province_named(words[here - 1].text) is None


def _new_name(words: Sequence[Token], here: int) -> bool:
    return match_at(words, here) is not None or (
        phrase_at("agency_heads", words, here) is not None
        and words[here - 1].key == JOINT
    )


def _joins(words: Sequence[Token], here: int) -> bool:
    """Whether a joint goes on with the name: "Xúc tiến Thương mại và Du lịch"."""
    if here + 1 >= len(words):
        return False
    following = words[here + 1]
    if not following.word or following.key == JOINT or _new_name(words, here + 1):
        return False
    if words[here].text in {"-", "–", "&"}:
        return following.capital
    pair = (words[here].plain, following.plain) in name_pairs()
    return pair and (following.capital or words[here].plain == "và")
