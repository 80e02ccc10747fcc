"""Whoever is charged though no table names him: openings of items, parts of lists.

"Các công ty nông, lâm nghiệp rà soát hợp đồng …", "Tiểu ban Hậu cần: dựng sân khấu",
"Đơn vị phối hợp: Trưởng các khu phố": a head word of bodies or people, and what
belongs to it, up to the verb, or the comma of the list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ccndocs.extract.agency_tail import Tail, tail_at
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.cues import (
    ORDER_PREFIX,
    clear_verb_at,
    opens_with_verb,
    starts_with_verb,
)
from ccndocs.vi.tables import listed, rows
from ccndocs.vi.words import JOINT, Token, tokens

_LONGEST = 22  # words: "Chủ tịch UBND các xã: A, B, C, D huy động …" has 16
_NO_NAME = re.compile(
    r"(?:Trường hợp|Báo cáo|Báo để|Ban hành|Tổ chức|Các (?:nhiệm vụ|nội dung))\b"
)
_PREFIX = re.compile(r"(?:riêng|ngoài ra,?|trước mắt,?)\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
# "Giám đốc là người …": told, not ordered.
_NARRATES = frozenset(("là", "nhằm", "thì"))
# "Các đơn vị đã triển khai" is told too, but "Các hộ đang nuôi tôm gia cố lồng bè".
_TOLD = re.compile(r"\b(?:đã|đang)\s*$")
# "Tổ giúp việc là đầu mối tổng hợp …" orders.
_SERVES = re.compile(r"là (?:cơ quan|đơn vị|đầu mối|lực lượng)\b")
# "Các chủ rừng, nhất là các công ty lâm nghiệp, rà soát …".
_ABOVE_ALL = re.compile(r"[, ]*\b(?:nhất|đặc biệt|trước hết)\s*$")
_PASSIVE = re.compile(r"\b(?:được|bị)\s*$")
# "Chủ rừng khi phát hiện cháy phải báo ngay …": the verb comes later.
_WORDS_AFTER = _NARRATES | {"khi", "nếu", "phải", "cần", "để"}


@dataclass(frozen=True, slots=True)
class _Head:
    """A head word read: where it ends, its kind ("each", "place", "post", "body")."""

    stop: int
    kind: str
    one: bool = False  # needs something behind it: "Cơ quan", no "Nhà thầu"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    found = []
    for row in rows("subject_heads"):
        if row["kind"] == kind:
            unless = "|".join(map(re.escape, listed(row["not"])))
            behind = rf"(?!\s+(?:{unless})\b)" if unless else ""
            found.append(re.escape(row["name"]) + behind)
    found.sort(key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(found)})(?!\w)")


def _head_at(text: str, at: int) -> _Head | None:
    """The head word at `at`: "Các" counts only with a noun of bodies behind it."""
    each = _pattern("each").match(text, at)
    if each is not None:
        space = re.compile(r"\s*").match(text, each.end())
        noun = _pattern("noun").match(text, space.end() if space else each.end())
        return _Head(noun.end(), "each") if noun else None
    for kind in ("place", "post", "body"):
        found = _pattern(kind).match(text, at)
        if found is not None:
            alone = found[0].startswith(("Chủ ", "Nhà ", "Người "))
            return _Head(found.end(), kind, one=not alone)
    return None


def find_opening_subjects(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever opens the passage, where no agency found stands there; mostly one.

    Provinces and communes that stand in a row give one each ("Các tỉnh A, B rà soát").
    A passage that is nothing but a name counts: "Trưởng các thôn: A, B".
    """
    text, start, prefixed = _opened(passage.text)
    if any(m.span.start <= start < m.span.stop for m in agencies):
        return ()
    places = tuple(_places(passage, text, start))
    if places:
        return places
    head = _head_at(text, start)
    if head is None or _NO_NAME.match(text, start):
        return ()
    if starts_with_verb(text[start:]) and head.kind != "post":
        return ()
    stop = _end_of_name(text, head) or (None if prefixed else _whole(text, head))
    if stop is None or (stop == head.stop and head.kind != "each" and head.one):
        return ()
    stop = _before_known(text, start, stop, agencies)
    return (_mention(passage, start, stop, head.kind, "opening_subject"),)


def _before_known(
    text: str, start: int, stop: int, agencies: Sequence[Mention[Agency]]
) -> int:
    """Stops at an agency found that stands in a row with the subject.

    "Bí thư tỉnh ủy và [Chủ tịch UBND các tỉnh] tiếp tục …".
    """
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if start < mention.span.start < stop:
            before = text[start : mention.span.start].rstrip()
            joint = re.search(r"\s*(?:[,;]|\svà)$", before)
            return start + joint.start() if joint else stop
    return stop


def _opened(text: str) -> tuple[str, int, bool]:
    """The text, its subject's first letter made capital, and where that stands.

    Last, whether it stands behind words that order ("Giao các chi bộ …").
    """
    start = len(text) - len(text.lstrip())
    prefixed = False
    for pattern in (ORDER_PREFIX, ORDER_PREFIX, _PREFIX):  # "Giao đồng chí …"
        prefix = pattern.match(text, start)
        if prefix is not None and prefix.end() < len(text):
            start, prefixed = prefix.end(), True
    if prefixed:
        text = text[:start] + text[start].upper() + text[start + 1 :]
    return text, start, prefixed


def _mention(
    passage: Passage, start: int, stop: int, kind: str, rule: str
) -> Mention[Agency]:
    name = " ".join(passage.text[start:stop].split())
    group = kind == "each" and ":" not in name and not _DEFINITE.match(name)
    agency = Agency(name, collective=group, known=False)
    return Mention(passage.id, Span(start, stop), agency, rule, 0.85)


# Not just anybody concerned: the companies of one trade.
_DEFINITE = re.compile(
    r"các (?:công ty|tổng công ty|tập đoàn|ngân hàng|nhà máy|bệnh viện|chủ (?:rừng|hồ))"
    r"\s+\w",
    re.IGNORECASE,
)


def _places(passage: Passage, text: str, start: int) -> Iterator[Mention[Agency]]:
    """Reads "Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai khẩn trương …"."""
    words = tokens(text[start : start + 400])
    here = 0
    read: list[tuple[Tail, int]] = []
    while (tail := tail_at(words, here)) is not None and tail.places:
        read.append((tail, here))
        here = tail.stop
        if here >= len(words) or words[here].key != JOINT:
            break
        here += 1
    if not read or not _ordered(text, start, words, here):
        return
    for tail, begin in read:
        for place, end in zip(tail.places, tail.ends, strict=True):
            span = Span(start + words[begin].start, start + words[end - 1].stop)
            agency = Agency(f"{tail.level_of(place)} {place}", known=False)
            yield Mention(passage.id, span, agency, "opening_place", 0.85)
            begin = min(end + 1, len(words) - 1)


def _ordered(text: str, start: int, words: Sequence[Token], here: int) -> bool:
    """Whether an order follows token `here`: a verb, or a colon and a verb."""
    if here >= len(words):
        return False
    at = start + words[here].start
    if words[here].text == ":":
        return opens_with_verb(text[at + 1 :])
    return clear_verb_at(text, at)


def _end_of_name(text: str, head: _Head) -> int | None:
    """Where the verb, the bracket or the colon after a name stands; None if nowhere."""
    start = head.stop
    for count, word in enumerate(_WORD.finditer(text, start)):
        before = text[start : word.start()]
        if count > _LONGEST or re.search(r"[.;!?]\s*$", before):
            return None
        if before.rstrip().endswith(":"):
            return _at_colon(text, word.start(), head)
        if word[0].startswith("("):
            return _at_bracket(text, word.start())
        small = word[0].strip(",")
        if small in _WORDS_AFTER and before[-4:] != "Hậu ":
            return _at_small(text, start, word.start())
        if clear_verb_at(text, word.start()) and not _PASSIVE.search(before):
            end = len(text[: word.start()].rstrip(" ,:"))
            return None if _TOLD.search(before) else end
        if head.kind == "place" and not (word[0][0].isupper() or word[0][0].isdigit()):
            return None
    return None


def _at_small(text: str, start: int, at: int) -> int | None:
    """The end of a name before a small word that may tell ("là") or lead to a verb."""
    if _SERVES.match(text, at):
        return len(text[:at].rstrip(" ,"))
    above = _ABOVE_ALL.search(text[start:at])
    if above is not None:
        return _before_verb(text, start + above.start())
    told = text[at:].split(maxsplit=1)[0].strip(",") in _NARRATES
    return None if told or not text[start:at].strip(" ,") else _before_verb(text, at)


def _before_verb(text: str, at: int) -> int | None:
    """The end of a name before "phải", "khi …", if the sentence has its verb."""
    sentence = re.split(r"[.;!?]\s", text[at:], maxsplit=1)[0]
    if any(clear_verb_at(sentence, w.start()) for w in _WORD.finditer(sentence)):
        return len(text[:at].rstrip(" ,"))
    return None


def _at_bracket(text: str, start: int) -> int | None:
    """The name before "(Văn phòng xã): dựng …", if an order follows the bracket."""
    closed = text.find(")", start)
    rest = text[closed + 1 :].lstrip() if closed > 0 else ""
    behind = rest.lstrip(" :,")
    if not behind:
        return None
    small = rest[:1] == ":" and behind[0].islower()
    if small or clear_verb_at(behind, 0) or opens_with_verb(behind):
        return len(text[:start].rstrip())
    return None


def _at_colon(text: str, start: int, head: _Head) -> int | None:
    """Where the name before a colon ends, if an order follows ("Tổ A: dựng rạp …").

    Names may follow instead, and the order after them: "Các xã: A, B huy động …".
    """
    if opens_with_verb(text[start:]):
        return len(text[:start].rstrip(" :"))
    if head.kind not in {"each", "post"}:
        return None
    end = _names_end(text, start)
    return end if end > start and clear_verb_at(text, end + 1) else None


def _names_end(text: str, start: int) -> int:
    """Where a list of names ends: "Đồng Mơ, Lộc Thượng và Phú Hậu"; `start` if none."""
    end = start
    for word in _WORD.finditer(text, start):
        if word[0] == "và":
            continue
        if not (word[0][0].isupper() or word[0][0].isdigit()):
            break
        end = word.end() - len(word[0]) + len(word[0].rstrip(".,;:"))
        if word[0][-1] in ".;:":
            break
    return end


# Who may head what follows without a verb of his own.
_HEADS_ALONE = re.compile(
    r"(?:(?:Hiệu t|T)rưởng|Giám đốc|Chủ tịch|Bí thư|Chủ nhiệm|Đội trưởng|Thủ trưởng|"
    r"Người đứng đầu)\s+(?:các|từng|mỗi)\s|"
    r"(?:Các|Mỗi|Từng)\s+(?:thôn|bản|ấp|buôn|làng|xóm|khu phố|tổ dân phố|trường|"
    r"tiểu ban|chi bộ|đảng bộ|công ty|doanh nghiệp|hợp tác xã|chủ \w+|hộ|"
    r"nhà thầu|nhà đầu tư|bệnh viện)(?!\w)",
)


def _whole(text: str, head: _Head) -> int | None:
    """The end of a passage that is nothing but a name, for a heading."""
    whole = text.rstrip(" :.")
    if not _HEADS_ALONE.match(whole.lstrip()) or len(whole) > 160:
        return None
    rest = whole[head.stop :]
    if re.search(r"[.;!?()]", rest) or any(
        clear_verb_at(rest, word.start()) or word[0] in _NARRATES
        for word in _WORD.finditer(rest)
    ):
        return None
    colon = rest.find(":")
    if colon >= 0:
        if _names_end(rest, colon + 1) != len(rest):
            return None
    elif text.rstrip().endswith("."):
        return None
    return len(whole)


_PARENT = re.compile(
    r"\W*(?:Phòng|Chi cục|Trung tâm|Trạm|Đội|Bộ phận)\b[^()]+"
    r"\((?=(?:thuộc )?(?:Sở|Bộ|UBND|Ủy ban nhân dân|Công an|Cục|Huyện ủy|Tỉnh ủy))"
    r"[^()]+\)\W*$"
)


def without_parent(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """The agencies of a passage, less the one a heading only says to be above.

    "Phòng Quản lý công nghiệp (Sở Công Thương)": the duties are the first one's.
    """
    if not agencies or not _PARENT.match(passage.text):
        return list(agencies)
    bracket = passage.text.index("(")
    return [m for m in agencies if m.span.start < bracket]


_PART = re.compile(r"[^,;\n]+")
_AND = re.compile(r"\s+và\s+(?=các\s|(\w))")
_COMRADE = re.compile(r"(?:các )?đ(?:/|ồng )c(?:hí)?:?\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.:()]|chủ trì|phối hợp|thực hiện|trách nhiệm|nhiệm vụ")


def find_listed(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The parts of a role line's value that no agency found covers, but a head opens.

    "Công an phường; Trưởng các khu phố" gives the second, if the first is found.
    """
    text = passage.text
    taken = sorted((m.span.start, m.span.stop) for m in agencies)
    begins = [start for start, _ in taken]
    found: list[Mention[Agency]] = []
    open_end = -1
    for start, stop in _parts(text):
        part = text[start:stop]
        before = bisect_left(begins, stop)  # those that begin before the part ends
        if before and taken[before - 1][1] > start:
            open_end = -1
            continue
        near = bool(found) and start <= open_end + 3 and part[:1].islower()
        if near and " các " in f" {found[-1].value.name.casefold()}":
            last = found[-1].span.start  # "các trường mầm non, tiểu học"
            kind = "each" if found[-1].value.collective else "post"
            found[-1] = _mention(passage, last, stop, kind, "listed")
            open_end = stop
            continue
        shown = part[0].upper() + part[1:] if part.startswith("các ") else part
        head = _head_at(shown, 0)
        if head is None or not _names_only(part, head):
            open_end = -1
            continue
        found.append(_mention(passage, start, stop, head.kind, "listed"))
        open_end = stop
    return tuple(found)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a list, without the white space around them."""
    for piece in _PART.finditer(text):
        at = piece.start()
        ands = _AND.finditer(text, at, piece.end())
        cuts = [*(m for m in ands if not (m[1] and m[1].islower())), None]
        for cut in cuts:
            stop = cut.start() if cut else piece.end()
            part = text[at:stop]
            start = at + len(part) - len(part.lstrip(" \t-–+•"))
            comrade = _COMRADE.match(text, start, stop)
            start = comrade.end() if comrade else start
            part = text[start:stop].rstrip(" \t.:")
            if part:
                yield start, start + len(part)
            at = cut.end() if cut else stop


def _names_only(part: str, head: _Head) -> bool:
    """Whether a part is a name rather than a sentence."""
    rest = part[head.stop :]
    if _NO_NAME.match(part) or len(part) > 90 or _SENTENCE.search(rest):
        return False
    if not rest.strip() and head.one and head.kind != "each":
        return False
    if head.kind == "body":  # "Đội quản lý trật tự đô thị": no verb of a sentence
        return len(part.split()) <= 10
    return not any(clear_verb_at(rest, w.start()) for w in _WORD.finditer(rest))
