"""Names of agencies by their grammar: a kind of body, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.extract.agency.fields import field_stop
from ccndocs.extract.agency.firms import firm_stop
from ccndocs.extract.agency.forms import Found, Reading
from ccndocs.extract.agency.place import bare_place_at
from ccndocs.extract.agency.tail import (
    area_at,
    is_own,
    tail_at,
)
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import match_at
from ccndocs.vi.issuers import short_name
from ccndocs.vi.phrases import (
    Phrase,
    name_pairs,
    opens_clause,
    phrase_at,
    verb_pairs,
)
from ccndocs.vi.places import province_named
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import JOINT, Token

_CONTENT = ("TNHH", "MTV", "CP", "PTNT", "THPT", "THCS", "DTNT")


def may_start(reading: Reading, at: int) -> bool:
    """Not inside a code ("QĐ-SCT"), not a law's name ("Luật Công an nhân dân")."""
    before = reading.key(at - 1)
    if reading.mark(at) == "các" and reading.mark(at - 1) in {"vụ", "trực", "thư"}:
        return False  # "giao ban thường vụ các tỉnh ủy": of the bodies, not they
    if reading.mark(at) == "Thường" and before in {"ban", "truong", "vien", "quan"}:
        return False  # "Phó Trưởng ban Thường trực Ban Chỉ đạo": what somebody is
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
    """Whether the mark at token `at` parts agencies: "HĐND-UBND", " - UBND".

    Or "Sở Tài chính/UBND các xã": no code has small letters before its stroke.
    """
    left = reading.mark(at - 1)
    named = reading.mark(at) == "/" and left.islower()
    return named or left in {"HĐND", "UBND", "UBMTTQ"} or not left


def grammar(reading: Reading, at: int) -> Sequence[Found]:
    """Reads names by their kind: "Trung tâm Xúc tiến An Sơn"; `known` is False.

    A kind of body, then capitals, going on in small letters only as names of the
    table do ("Kiểm soát bệnh tật"); a locality ends it.
    """
    words = reading.words
    if not words[at].capital and not _small_unit(reading, at):
        return ()
    head = phrase_at("agency_heads", words, at)
    if head is None or not may_start(reading, at):
        return ()
    begin = at + len(head.keys)
    stop = name_stop(words, begin) if _proper(words, begin, head) else begin
    part = phrase_at("agency_parts", words, begin) if len(head.keys) > 1 else None
    if part is not None and head.keys[0] in _PUBLIC:
        stop = max(stop, begin + len(part.keys))
    fields = _fields_stop(words, at, begin)
    if begin < fields < stop and _orders(words, fields):
        stop = fields  # "Chi hội Nông dân [vận động hội viên]", no "Dân vận"
    else:
        stop = _small_stop(reading, head, begin, max(stop, fields))
    stop = max(stop, firm_stop(reading.text, words, at, stop))
    if stop > begin and (at == 0 or reading.key(at - 1) == JOINT):
        stop = _colon_stop(reading, stop)
    if stop == begin and not head.alone:
        return ()
    if phrase_at("agency_not", words, at) is not None or reading.key(at - 1) == "xa":
        return ()
    if words[at].text.isupper() and len(words[at].text) > 1:
        return ()
    name = short_name(reading.written(at, stop))
    name = name[0].upper() + name[1:]
    found = Found(at, stop, name, "agency grammar", known=False, score=0.8)
    return [_grammar_tail(reading, found)]


def _small_unit(reading: Reading, at: int) -> bool:
    """Reads "Đề nghị phòng Đào tạo, khoa Nội": a unit in small letters that is asked.

    The name itself has a capital, and words that order, or a joint, stand before.
    """
    words = reading.words
    if words[at].text not in {"phòng", "khoa"} or not at or at + 1 >= len(words):
        return False
    asked = words[at - 1].plain in {"giao", "nghị", "cầu", "cho"}
    joined = words[at - 1].key == JOINT and reading.key(0) in {"giao", "de", "ieu"}
    proper = words[at + 1].capital and len(words[at + 1].text) > 1
    return proper and (asked or joined)


def _fields_stop(words: Sequence[Token], at: int, begin: int) -> int:
    """Where the fields behind a head end, also those that its second word begins.

    "Ban Quản lý dự án …" is headed by "Ban Quản lý", its field is "quản lý dự án …".
    """
    starts = (begin, at + 1) if begin > at + 1 else (begin,)
    stop = max(field_stop(words, start) for start in starts)
    joint = begin < stop < len(words) and words[stop].text in _BETWEEN
    if joint and _joins(words, stop):
        return name_stop(words, stop + 1)  # "Chỉ đạo tuyến [và Đào tạo]"
    return stop


_BETWEEN = {"-", "–", "và"}
_ORGANISES = {("ban", "to", "chuc"), ("ban", "chi", "dao"), ("ban", "quan", "li")}
_PUBLIC = {"trung", "tram", "vien", "chi", "cuc", "vu", "phong", "ban", "doi", "to"}
_PUBLIC |= {"xi", "khoa"}
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
    if head.alone and head.keys[0] in _TEAMS:
        return _team_stop(reading, stop)
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
        if (
            opens_clause(words, here)
            and here > first
            and _known_pairs(words, stop, here)
        ):
            return here  # "Xí nghiệp Dịch vụ điện lực làm"
        if opens_clause(words, here) or token.key in _ADVERBS or tail_at(words, here):
            return stop
        if not bare and _MANNER.match(reading.text, token.start):
            return stop
        here += 1
    if here < len(words) and words[here].key == JOINT and here > first:
        return here if _known_pairs(words, stop, here) else stop
    closed = here >= len(words) or words[here].text in {":", ";", "("}
    return here if bare and closed and here > first else stop


# "Trung tâm Văn hóa | tích cực rà soát …": how, not who
_MANNER = re.compile(rf"(?:{word_lists('agency_words')['manner']})\s")
_TEAMS = {"doan", "hoi"}


def _team_stop(reading: Reading, stop: int) -> int:
    """Where a team's work ends: "Hội đồng xét duyệt [đề cương sáng kiến] lập …".

    Only before a clear verb: else the work is what the team is told to do.
    """
    words = reading.words
    if [t.plain for t in words[stop : stop + 3]] == ["cấp", "cơ", "sở"]:
        return stop + 3  # "Hội đồng Xét công nhận Sáng kiến [cấp cơ sở]"
    for here in range(stop, min(stop + _MORE, len(words))):
        token = words[here]
        if clear_verb_at(reading.text, token.start):
            return here
        if not token.word or token.capital or opens_clause(words, here):
            break
        if token.key in _ADVERBS or token.plain == "việc" or tail_at(words, here):
            break
    return stop


def _known_pairs(words: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the small words are compounds of known names: "điện lực"."""
    plains = [words[i].plain for i in range(start, stop)]
    pairs = list(zip(plains[::2], plains[1::2], strict=False))
    return len(plains) % 2 == 0 and all(pair in name_pairs() for pair in pairs)


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
    area = area_at(reading.words, found.stop)
    if area is not None:
        return replace(found, stop=area[1], name=f"{found.name} {area[0]}")
    if reading.key(found.stop) == "cac":
        noun = phrase_at("communities", reading.words, found.stop + 1)
        if noun is not None:
            stop = found.stop + 1 + len(noun.keys)
            return replace(found, stop=stop, name=f"{found.name} các {noun.name}")
    tail = tail_at(reading.words, found.stop)
    first = len(tail.levels) == 1 and not tail.each if tail is not None else False
    if tail is not None and (len(tail.places) < 2 or first):
        place = tail.places[0] if tail.places else None
        written = tail.written(reading.own, place)
        stop = tail.ends[0] if first and tail.places else tail.stop
        return replace(
            found, stop=stop, name=f"{found.name} {written}".strip(), tail=written
        )
    bare = bare_place_at(reading.words, found.stop, only_province=True)
    if bare is not None:
        own = is_own(reading.own, bare[0])
        name = found.name if own else f"{found.name} {bare[0]}"
        return replace(found, stop=bare[1], name=name)
    return found


def name_stop(words: Sequence[Token], at: int) -> int:
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
    if not first and before.capital and _new_verb(words, here):
        return False  # "Trường Tiểu học Tân Lý [xây dựng kế hoạch]", no "Quản lý xây"
    if [word.text for word in words[here : here + 2]] == _LEADS:
        return False  # "Văn phòng [chủ trì]", though a "Văn phòng Chủ tịch" is known
    if (before.plain, token.plain) in name_pairs():
        return True
    closed = (before.text.isupper() and len(before.text) > 1) or len(before.text) > 7
    return not (first or closed) and before.capital and _second(words, here)


def _orders(words: Sequence[Token], here: int) -> bool:
    """Whether a verb in small letters begins there."""
    return not words[here].capital and _new_verb(words, here)


def _new_verb(words: Sequence[Token], here: int) -> bool:
    """Whether a verb of two syllables begins there, and no word of the name ends."""
    if here + 1 >= len(words):
        return False
    return (words[here].plain, words[here + 1].plain) in verb_pairs()


_LEADS = ["chủ", "trì"]


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
    if words[here].plain == "và" and phrase_at("posts", words, here + 1):
        return False  # "Đoàn Trường A và Bí thư Huyện đoàn B"
    if words[here].plain == "và" and following.plain == "các":
        return False  # "Báo Hòa Lâm và các cơ quan báo chí": others begin
    if words[here].plain == "và" and following.capital:
        return True  # "Phòng Tổ chức và Nhân sự": no new name begins there
    pair = (words[here].plain, following.plain) in name_pairs()
    return pair and (following.capital or words[here].plain == "và")
