"""Whoever is charged though no table names him: openings of items, parts of lists.

"Các công ty nông, lâm nghiệp rà soát hợp đồng …", "Tiểu ban Hậu cần: dựng sân khấu",
"Đơn vị phối hợp: Trưởng các khu phố": a head word of bodies or people, and what
belongs to it, up to the verb, or the comma of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccndocs.extract.agency_tail import Tail, tail_at
from ccndocs.extract.persons import person_at
from ccndocs.extract.subject_head import TRADES, Head, head_at
from ccndocs.extract.subject_name import SCOPE, mention_of, scope_end
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import (
    ORDER_PREFIX,
    clear_verb_at,
    opens_with_verb,
    starts_with_verb,
)
from ccndocs.vi.words import JOINT, Token, tokens

_FIRST = 80  # characters, with the first words: most passages open with no place
_LONGEST = 22  # words: "Chủ tịch UBND các xã: A, B, C, D huy động …" has 16
NO_NAME = re.compile(
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


def find_opening_subjects(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever opens the passage, where no agency found stands there; mostly one.

    Provinces and communes that stand in a row give one each ("Các tỉnh A, B rà soát").
    A passage that is nothing but a name counts: "Trưởng các thôn: A, B".
    """
    text, start, prefixed = _opened(passage.text)
    person = person_at(passage, agencies)
    if person is not None:
        return (person,)
    row = _row_end(text, start, agencies)
    if row is not None:
        return () if row < 0 else _behind_row(passage, row)
    places = tuple(_places(passage, text, start))
    if places:
        return places
    head = head_at(text, start)
    if head is None or NO_NAME.match(text, start):
        return ()
    if starts_with_verb(text[start:]) and head.kind not in ("post", "person"):
        return ()
    if prefixed and head.kind == "person" and passage.text[start].islower():
        return ()  # "Phân công giáo viên phụ trách địa bàn": the heading's own work
    if prefixed and _STAFF_SENT.match(passage.text.lstrip()):
        return ()
    whole = not prefixed or _HEADS_DUTIES.match(passage.text.lstrip()) is not None
    stop = _end_of_name(text, head) or (_whole(text, start, head) if whole else None)
    if stop is None or (stop == head.stop and head.kind != "each" and head.one):
        return ()
    stop = _before_known(text, start, stop, agencies)
    return (mention_of(passage, start, stop, head.kind, "opening_subject"),)


# "Phân công cán bộ xuống thôn …": somebody's own people, whoever they are.
_STAFF_SENT = re.compile(
    r"(?:phân công|cử|bố trí)\s+(?:cán bộ|lực lượng|nhân viên|nhân lực|người)"
    r"(?:,? (?:và )?(?:công chức|viên chức|chiến sĩ|đảng viên|phương tiện))*,?\s+"
    r"(?:xuống|trực|đi|có|tham gia|phụ trách|theo dõi|túc trực|thường trực|bám|đến|về|"
    r"làm|kiểm tra|hướng dẫn|tiếp|hỗ trợ|ứng trực|canh|tuần|thực hiện)(?!\w)",
    re.IGNORECASE,
)


# "Đối với các công ty nông nghiệp": words that only a heading puts before a name.
_HEADS_DUTIES = re.compile(r"(?:đối với|về phía|trách nhiệm của|phần việc của)\s", re.I)


def name_at(text: str, start: int) -> tuple[int, str] | None:
    """The end and kind of a name that an order of its own follows, at `start`."""
    text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    head = head_at(text, start)
    if head is None or NO_NAME.match(text, start):
        return None
    if starts_with_verb(text[start:]) and head.kind != "post":
        return None
    stop = _end_of_name(text, head)
    if stop is None or (stop == head.stop and head.kind != "each" and head.one):
        return None
    if _TENSE.search(text, start, stop) or _OPEN.search(text[start:stop]):
        return None
    return (stop, head.kind)


# "… công chức nghỉ việc do [sắp xếp bộ máy]": no name ends so
_OPEN = re.compile(r"\s(?:do|vì|theo|của|tại|với|cho|để|trong|về|từ|ở)$", re.I)
# "Công ty sẽ trả lời", "Sở đã làm việc": told or promised, not ordered.
_TENSE = re.compile(
    r"\b(?:đã|sẽ|đang|vừa|vẫn|từng|có quyền|được|không|chưa|có)\b", re.I
)


_JOINT = re.compile(r"\s*(?:,|;|\bvà\b|\bcùng\b)?\s*(?:và\s+)?")


def _row_end(text: str, start: int, agencies: Sequence[Mention[Agency]]) -> int | None:
    """Where the row of agencies found ends that opens the passage.

    None if none stands there; -1 if nothing can follow in the row.
    """
    end = None
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if end is None:
            if mention.span.start <= start < mention.span.stop:
                end = mention.span.stop
        elif _JOINT.fullmatch(text, end, max(end, mention.span.start)):
            end = mention.span.stop
        else:
            break
    if end is None:
        return None
    joint = _JOINT.match(text, end)
    if joint is None or not (joint[0].strip() or text.startswith("các tỉnh", end + 1)):
        return -1
    return joint.end()


def _behind_row(passage: Passage, start: int) -> tuple[Mention[Agency], ...]:
    """Reads "Bộ A, Bộ B, các tỉnh C, D đôn đốc …": who stands last in a row."""
    text = passage.text
    places = tuple(_places(passage, text, start))
    if places or text[start : start + 4] != "các ":
        return places
    text = text[:start] + "C" + text[start + 1 :]
    head = head_at(text, start)
    stop = _end_of_name(text, head) if head is not None else None
    if head is None or stop is None or "," in text[start:stop]:
        return ()
    return (mention_of(passage, start, stop, head.kind, "opening_subject"),)


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


def _places(passage: Passage, text: str, start: int) -> Iterator[Mention[Agency]]:
    """Reads "Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai khẩn trương …"."""
    if tail_at(tokens(text[start : start + _FIRST]), 0) is None:
        return
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


def _end_of_name(text: str, head: Head) -> int | None:
    """Where a name ends; its own trade is no verb: "Các cơ sở nuôi cá"."""
    trade = TRADES.match(text, head.stop) if head.kind == "each" else None
    if trade is not None:
        end = _end_behind(text, replace(head, stop=trade.end()))
        if end is not None:
            return end
    return _end_behind(text, head)


def _end_behind(text: str, head: Head) -> int | None:
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
        if head.kind in ("post", "person") and SCOPE.match(text, word.start()):
            scope = scope_end(text, word.start())
            if scope is not None:
                return scope
        if _verb_at(text, word.start(), head) and not _PASSIVE.search(before):
            end = len(text[: word.start()].rstrip(" ,:"))
            return None if _TOLD.search(before) else end
        if head.kind == "place" and not (word[0][0].isupper() or word[0][0].isdigit()):
            return None
    return None


def _verb_at(text: str, at: int, head: Head) -> bool:
    """Whether the order begins at `at`.

    "Các thành viên Chính phủ rà soát …": no verb, though "phủ" can be one.
    """
    if text.startswith("Chính phủ", at - len("Chính ")):
        return False
    return clear_verb_at(text, at) or _acts(text, at, head)


def _acts(text: str, at: int, head: Head) -> bool:
    """Whether a verb of one syllable stands right behind a whole name.

    "Tổ Văn phòng gom bảng điểm", "Kế toán nộp tiền": behind capitals, or behind a
    head that says alone who it is.
    """
    if not text[at].islower() or not starts_with_verb(text[at:]):
        return False
    if text.startswith("giúp việc", at):
        return False
    name = text[head.stop : at].split()
    if not name:
        return head.kind == "person" or not head.one
    if _OF_EACH.fullmatch(" ".join(name)):
        return True
    tells = _PLACED.intersection(name) or name[-1] == "Hậu"
    return name[-1][0].isupper() and not tells


# "Bí thư [các chi bộ] đưa …", "Tổ trưởng [31 tổ dân phố] lập …": nothing is left out.
_OF_EACH = re.compile(
    r"(?:(?:các|từng|mỗi|\d+) )?(?:công đoàn cơ sở|thôn|bản|ấp|buôn|làng|xóm|"
    r"khu phố|tổ dân phố|chi bộ|đảng bộ|chi hội|chi đoàn|trường|khoa|phòng|đội|tổ)"
)


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


def _at_colon(text: str, start: int, head: Head) -> int | None:
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


_SHORT = 8  # words of "Giáo viên chủ nhiệm khối 12", which heads its duties
_PLACED = frozenset(("tại", "ở", "trong", "trên", "về", "từ", "đến", "vào", "cho"))

# Who may head what follows without a verb of his own.
_HEADS_ALONE = re.compile(
    r"(?:(?:Hiệu t|T)rưởng|Giám đốc|Chủ tịch|Bí thư|Chủ nhiệm|Đội trưởng|Thủ trưởng|"
    r"Người đứng đầu)\s+(?:các|từng|mỗi)\s|"
    r"(?:Các|Mỗi|Từng)\s+(?:thôn|bản|ấp|buôn|làng|xóm|khu phố|tổ dân phố|trường|"
    r"tiểu ban|chi bộ|đảng bộ|[Cc]ông ty|doanh nghiệp|hợp tác xã|chủ \w+|hộ|"
    r"nhà thầu|nhà đầu tư|bệnh viện)(?!\w)",
)


def _whole(text: str, start: int, head: Head) -> int | None:
    """The end of a passage that is nothing but a name, for a heading."""
    whole = text.rstrip(" :.")
    short = head.kind == "person" and len(whole.split()) <= _SHORT
    if not (short or _HEADS_ALONE.match(whole, start)) or len(whole) > 160:
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
