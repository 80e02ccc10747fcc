"""Agencies in running text: gazetteer first, then grammar; longest match wins.

One pass from left to right over the words of a passage. At each word that can start a
name the readers are asked in the order of `READERS`; the first that reads something
decides, and the pass goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from ccndocs.extract.agency.defined import defined_short, short_forms
from ccndocs.extract.agency.forms import Found, Reading
from ccndocs.extract.agency.grammar import grammar
from ccndocs.extract.agency.group import (
    collective,
    elliptic,
    party_committees,
    private_role,
)
from ccndocs.extract.agency.names import gazetteer, owned
from ccndocs.extract.agency.posts import post, secretaries
from ccndocs.extract.agency.some import with_numbers, with_some, with_units
from ccndocs.extract.agency.tail import tail_at
from ccndocs.extract.symbols import symbol_spans
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import can_start
from ccndocs.vi.phrases import can_open
from ccndocs.vi.words import JOINT, Token, tokens

Reader = Callable[[Reading, int], Sequence[Found]]


def find_agencies(passage: Passage, context: Context) -> list[Mention[Agency]]:
    """Every agency that the passage names, in the order of the text.

    Elliptic lists ("các Sở: Tài chính, Nội vụ") give one mention each; a collective
    ("các sở, ban, ngành liên quan") is one mention of the whole phrase. Mentions do
    not overlap; those spelled otherwise than the gazetteer are flagged `agency_fuzzy`.
    """
    return AgencyFinder(context).find(passage)


class AgencyFinder:
    """`find_agencies` for many passages of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._defined = short_forms(context)
        self._readers: dict[str, tuple[Reader, ...]] = {}

    def find(self, passage: Passage) -> list[Mention[Agency]]:
        """What `find_agencies` finds."""
        words = tokens(passage.text)
        reading = Reading(passage.text, words, self._context, self._defined)
        codes = symbol_spans(passage.text)
        found: list[Found] = []
        done = 0
        for at, word in enumerate(words):
            readers = self._readers.get(word.text)
            if readers is None:
                readers = self._readers_at(word)
            if not readers or at < done or _inside(codes, word):
                continue
            read = _read(readers, reading, at)
            if read:
                found.extend(read)
                done = read[-1].stop
        found = _with_second_posts(reading, _with_parents(_lend(reading, found)))
        found = [
            with_units(reading, with_some(reading, one))
            for item in found
            for one in with_numbers(reading, item)
        ]
        return [_mention(reading, item, passage.id) for item in found]

    def _readers_at(self, word: Token) -> tuple[Reader, ...]:
        """The readers that can read anything at a word of this document."""
        found = _readers_of(word.text, word.text in self._defined)
        self._readers[word.text] = found
        return found


@lru_cache(maxsize=1 << 14)
def _readers_of(text: str, is_short: bool) -> tuple[Reader, ...]:
    """The same of any document; remembered, for words recur."""
    (word,) = tokens(text)
    return tuple(
        reader
        for reader, starts in READERS
        if starts(word) and (is_short or reader is not defined_short)
    )


def _read(readers: Sequence[Reader], reading: Reading, at: int) -> Sequence[Found]:
    for reader in readers:
        found = reader(reading, at)
        if found:
            return found
    return ()


def _inside(codes: Sequence[Span], word: Token) -> bool:
    return any(code.start <= word.start < code.stop for code in codes)


def _lend(reading: Reading, found: list[Found]) -> list[Found]:
    """Gives a name without locality the next one's ("HĐND, UBND tỉnh")."""
    out = [_with_government(reading, item) for item in found]
    for place in range(len(out) - 2, -1, -1):
        item, following = out[place], out[place + 1]
        tail = following.tail or ""
        one = any(c.isupper() for c in tail)
        named = item.name in _OF_PLACE and (one or tail.startswith("các "))
        if not tail or not (item.lacks_tail or named):
            continue
        between = reading.words[item.stop : following.start]
        if all(t.key == JOINT or t.text == "/" for t in between):
            out[place] = replace(item, name=f"{item.name} {tail}", tail=following.tail)
    return out


def _with_government(reading: Reading, item: Found) -> Found:
    """The committee with the levels behind its government's.

    "Đảng ủy, chính quyền [các xã, phường]"
    """
    at = item.stop
    marks = [reading.mark(at + i).lower() for i in range(3)]
    if item.name not in _OF_PLACE or marks not in _GOVERNMENTS:
        return item
    tail = tail_at(reading.words, at + len(marks))
    if tail is None or not tail.generic or tail.each != "các":
        return item
    levels = tail.written(reading.own)
    return replace(item, name=f"{item.name} {levels}", tail=levels)


_GOVERNMENTS = [[mark, "chính", "quyền"] for mark in (",", "và", "-", "–")]
_OF_PLACE = ("Đảng ủy", "Thường trực Đảng ủy", "Ban Thường vụ Đảng ủy")
_BRANCH = "Chi nhánh "
_HOUSES = ("Bộ ", "Sở ", "Công an ", "UBND ", "Bệnh viện ", "Trường ", "Công ty ")
_PARENTS = {
    "Phòng ": (*_HOUSES, "Cục ", "Chi cục ", "Ban Quản lý ", "Tập đoàn "),
    "Khoa ": _HOUSES,
    "Cục ": ("Bộ ",),
    "Vụ ": ("Bộ ", "Văn phòng "),
    "Viện ": ("Bộ ",),
    "Trung tâm ": ("Bộ ", "Sở ", "Công an "),
    "Ban ": ("Tỉnh đoàn", "Thành đoàn", "Huyện đoàn", "Trung ương Đoàn", "HĐND "),
}


def _with_parents(found: list[Found]) -> list[Found]:
    """A room and the body right behind it as one: "Phòng Tham mưu Công an tỉnh".

    "Ban Phong trào Tỉnh đoàn" likewise, and "Ngân hàng Phú Hậu Chi nhánh Lộc Hạ".
    """
    out: list[Found] = []
    for item in found:
        part = out[-1] if out else None
        if part is not None and _is_part(part, item):
            name = f"{part.name} {item.name}"
            out[-1] = replace(part, stop=item.stop, name=name, current=None)
        else:
            out.append(item)
    return out


def _with_second_posts(reading: Reading, found: list[Found]) -> list[Found]:
    """An agency and what it is besides, as one: "Sở A - Cơ quan thường trực Ban B"."""
    out: list[Found] = []
    for item in found:
        first = out[-1] if out else None
        between = reading.words[first.stop : item.start] if first else ()
        dash = [token.text for token in between] in (["-"], ["–"])
        if first is not None and dash and _SECOND_POST.match(item.name):
            out[-1] = replace(first, stop=item.stop)
        else:
            out.append(item)
    return out


_SECOND_POST = re.compile(
    r"(?:(?:Cơ quan|Đơn vị) )?[Tt]hường trực |(?:Phó )?(?:Tổ trưởng|Trưởng [Bb]an|"
    r"Trưởng [Đđ]oàn|Chủ tịch Hội đồng) "
)


def _is_part(part: Found, item: Found) -> bool:
    """Whether `part` stands right before the body that it is of."""
    if part.stop != item.start or part.collective:
        return False
    if item.name.startswith(_BRANCH) and len(item.name) > len(_BRANCH):
        return not part.name.startswith(_BRANCH)
    return any(
        part.name.startswith(room) and item.name.startswith(houses)
        for room, houses in _PARENTS.items()
    )


def _mention(reading: Reading, item: Found, passage: int) -> Mention[Agency]:
    first, last = reading.words[item.start], reading.words[item.stop - 1]
    agency = Agency(item.name, item.collective, item.known, item.current)
    span = Span(first.start, last.stop)
    return Mention(passage, span, agency, item.rule, item.score, item.flags)


def _starts_list(word: Token) -> bool:
    return word.key in {"cac", "so", "bo", "phong", "hoi"} or _starts_post(word)


def _starts_group(word: Token) -> bool:
    each = word.key in {"cac", "nhung", "moi"}
    return (
        each
        or word.text in ("đảng", "Đảng")
        or _starts_post(word)
        or can_open("collectives", word)
    )


def _starts_post(word: Token) -> bool:
    return can_open("posts", word)


def _starts_secretary(word: Token) -> bool:
    return word.text == "Bí"


def _starts_owned(word: Token) -> bool:
    return word.capital and can_open("agency_owned", word)


def _starts_private(word: Token) -> bool:
    return word.capital and word.key in {"cac", "chu", "nha", "doanh", "hop", "co"}


def _starts_kind(word: Token) -> bool:
    small = word.text in {"phòng", "khoa"}
    return (word.capital or small) and can_open("agency_heads", word)


def _is_defined(word: Token) -> bool:
    return word.word


READERS: tuple[tuple[Reader, Callable[[Token], bool]], ...] = (
    (party_committees, _starts_list),
    (secretaries, _starts_secretary),
    (elliptic, _starts_list),
    (collective, _starts_group),
    (post, _starts_post),
    (defined_short, _is_defined),
    (owned, _starts_owned),
    (gazetteer, can_start),
    (private_role, _starts_private),
    (grammar, _starts_kind),
)
"""In this order: lists before single names, the tables before the grammar.

With each, which words it can start at: it reads nothing anywhere else.
"""
