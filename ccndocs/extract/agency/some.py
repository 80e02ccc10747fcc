"""What says which one of its kind: "UBND các xã ven sông", "Ban Quản lý … số 2".

It stands between the name and the verb, and is of the name.
"""

from __future__ import annotations

from dataclasses import replace

from ccndocs.extract.agency.forms import Found, Reading
from ccndocs.vi import lazy_re as re
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, of_goods, starts_with_verb
from ccndocs.vi.words import JOINT

_WORDS = word_lists("agency_words")


def with_some(reading: Reading, item: Found) -> Found:
    """The group with the words that say which of its members are meant.

    "UBND các xã" with "ven sông", "UBND các xã, phường" with "có hồ chứa".
    """
    if not (item.tail or "").startswith("các ") or item.stop >= len(reading.words):
        return item
    stop = _place_stop(reading, item.stop) or _clause_stop(reading, item.stop)
    if stop is None:
        return item
    more = reading.written(item.stop, stop)
    if _WHERE.match(more):  # as written, but no part of a canonical name
        return replace(item, stop=stop)
    return replace(item, stop=stop, name=f"{item.name} {more}")


def with_numbers(reading: Reading, item: Found) -> list[Found]:
    """The body with its number; "Đội Quản lý thị trường số 3, số 4" are two.

    Bodies that are counted only: "Sở Y tế số 15 đường A" is an address, and
    "Ban Quản lý số 12/TB" a document of one.
    """
    if not item.name.startswith(_COUNTED) or item.collective:
        return [item]
    found: list[Found] = []
    at, begin = item.stop, item.start
    while (stop := _number_stop(reading, at)) is not None:
        name = f"{item.name} {reading.written(at, stop)}"
        found.append(replace(item, start=begin, stop=stop, name=name, current=None))
        at = begin = stop + 1
        if reading.key(stop) != JOINT:
            break
    return found or [item]


def with_units(reading: Reading, item: Found) -> Found:
    """The body of which each area has one: "Ban Quản lý dự án các khu vực".

    "Trung tâm Phát triển quỹ đất các chi nhánh" likewise; "các khu vực có nguy cơ" is
    a place of its own.
    """
    at = item.stop
    unit = f"{reading.mark(at + 1)} {reading.mark(at + 2)}"
    each = reading.mark(at) == "các" and unit in _UNITS and not item.collective
    if not each or item.tail:
        return item
    stop = at + 3
    ends = stop >= len(reading.words) or not reading.words[stop].word
    joined = reading.key(stop) == JOINT
    if not (ends or joined or _acts(reading.text, reading.words[stop].start)):
        return item
    name = f"{item.name} {reading.written(at, stop)}"
    return replace(item, stop=stop, name=name, current=None)


_UNITS = {"khu vực", "chi nhánh"}
_COUNTED = (
    *("Ban Quản lý dự án", "Đội ", "Trường ", "Trung tâm ", "Trạm ", "Hạt ", "Tổ "),
    *("Bệnh viện ", "Xí nghiệp ", "Chi nhánh ", "Đoàn ", "Phân hiệu "),
    *("Phòng Giao dịch", "Phòng giao dịch"),
)


def _number_stop(reading: Reading, at: int) -> int | None:
    """Where "số 3" ends, where no symbol and no address goes on with it."""
    if reading.mark(at) != "số" or not reading.mark(at + 1).isdigit():
        return None
    if len(reading.mark(at + 1)) > _DIGITS or reading.mark(at + 2) in _GO_ON:
        return None
    return at + 2


_DIGITS = 2
_GO_ON = {"/", "-", "đường", "phố", "ngõ", "ngày"}


def _place_stop(reading: Reading, at: int) -> int | None:
    """Where "ven biển", "miền núi" ends."""
    phrase = phrase_at("group_places", reading.words, at)
    return at + len(phrase.keys) if phrase else None


def _clause_stop(reading: Reading, at: int) -> int | None:
    """Where "có cụm công nghiệp", "được giao quản lý tạm thời" ends.

    At the verb of the sentence, or where a mark ends it; none where neither is near:
    "UBND các xã có trách nhiệm …" and "… được giao rà soát …" go on with the duty.
    """
    words = reading.words
    opened = _OPENS.match(reading.text, words[at].start)
    if opened is None:
        return None
    for here in range(at, min(at + _MOST, len(words))):
        token = words[here]
        if token.start < opened.end():
            continue
        if not token.word and token.key != JOINT:
            return here
        if token.plain == "và":
            return None
        if token.plain in _PARTICLES or _one_more(reading, here):
            continue
        if token.key == JOINT or _acts(reading.text, token.start):
            return here
    return len(words) if len(words) <= at + _MOST else None


def _one_more(reading: Reading, at: int) -> bool:
    """Whether token `at` joins one more word of the clause: "mưa[,] lũ tập trung"."""
    words = reading.words
    if words[at].text != "," or at + 2 >= len(words):
        return False
    small = words[at + 1].text.islower() and not _acts(
        reading.text, words[at + 1].start
    )
    return small and _acts(reading.text, words[at + 2].start)


def _acts(text: str, at: int) -> bool:
    if of_goods(text, at):
        return False  # "có nông sản xuất khẩu"
    small = text[at].islower() and starts_with_verb(text[at:])
    return small or clear_verb_at(text, at)


_PARTICLES = {"ra", "vào"}  # "xảy ra", no act of its own
_MOST = 11  # words of "tại khu vực dự báo xảy ra mưa, lũ tập trung"
_DUTIES = _WORDS["had_or_owed"]
_AREA = r"(?:tại|trong|thuộc|ở)\s+(?:các\s+)?(?:khu vực|vùng|phạm vi)"
_WHERE = re.compile(_AREA)
_OPENS = re.compile(
    rf"(?:nơi\s+)?có\s+(?!(?:{_DUTIES})(?!\w))\w+(?:\s+|(?=[,;:.)]|$))|"
    r"nơi\s+(?!nào\b)\w+\s+\w+\s+|"
    r"được giao (?:quản lý|tiếp nhận|làm chủ đầu tư)\s+\w+\s*|"
    rf"{_AREA}\s+\w+\s+"
)
