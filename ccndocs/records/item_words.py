"""What the words of an item say by themselves: a verb behind its title, a time."""

from __future__ import annotations

import re

from ccndocs.records.draft import Item
from ccndocs.vi.cues import TOPIC_BEFORE
from ccndocs.vi.press import behind_joint
from ccndocs.vi.stages import STAGE
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb, starts_with_verb

_WORDS = word_lists("item_words")

# "3. Kiểm dịch vận chuyển: kiểm tra thường xuyên tại các chốt"
_TITLED = re.compile(r"^[^:.;,\d]{3,60}:\s+(?=\S)")


# "Giai đoạn 1 (từ tháng 3 đến tháng 6/2031): Khảo sát …", "Đợt 2: Quý IV, kiểm tra …"
STAGE_HEAD = re.compile(
    rf"^{STAGE}[^:;.]{{0,90}}:\s+"
    r"(?:(?:quý|tháng|từ|trước)\s[^:;.,]{1,60},\s+)?",
    re.IGNORECASE,
)
"""The stage that a marked item opens with, and its time."""


def opens_with_work(item: Item) -> bool:
    """Whether a verb opens the item, or stands behind its topic or title."""
    work = TOPIC_BEFORE.sub("", item.work, count=1)  # "Về cấp nước: Rà soát …"
    if _orders(rest := behind_joint(work)) and not _BODY.match(rest):
        return True  # "Cùng với đó, rà soát …"
    if not opens_with_verb(work) and not item.unmarked:
        work = _TITLED.sub("", _behind_stage(work), count=1)
    return opens_with_verb(work) or _acts_behind_clause(work) or _is_due(work)


def _behind_stage(work: str) -> str:
    """The work of a stage; what was reached in it is none: "Đợt 1: Thu được 5 tỷ"."""
    head = STAGE_HEAD.match(work)
    if head is None or _REACHED.match(work, head.end()):
        return work
    return work[head.end() :]


_REACHED = re.compile(r"\w+(?: \w+){0,2} (?:được|đã)\b", re.IGNORECASE)


def _acts_behind_clause(text: str) -> bool:
    """Whether a verb stands behind a clause of time or case that sets no day.

    "Sau Tết, rà soát lao động", "Tùy tình hình thực tế, bố trí lực lượng trực". Not
    "Trường hợp có tranh chấp, tổ chức, cá nhân khởi kiện": those are bodies.
    """
    clause = _CLAUSE.match(text)
    at = 0
    for comma in re.finditer(r",\s+", clause[0]) if clause else ():
        part = text[at : comma.start()]
        long = len(part.split()) > _MOST_MORE and not _OPENS.match(part)
        if _OVER.search(part) or (at and long):
            return False  # "Sau hiệp định, ông trở ra Hà Nội, đón đoàn …"
        at = comma.end()
        if _BODY.match(text, at) or _BODIES.search(part):
            return False
        if _is_due(text[at:]):
            return True  # "Khi cháy lớn, chậm nhất trong 02 giờ phải báo cáo …"
        if _orders(text[at:]) and not _BRACKET.search(text[: comma.start()]):
            return not (_EVENT.match(text) and _GOES_ON.match(text, at))
    return False


def _orders(rest: str) -> bool:
    """Whether an order begins there, and nothing that is told."""
    return rest[:1].islower() and opens_with_verb(rest) and not _TELLS.match(rest)


def _is_due(rest: str) -> bool:
    """Whether a term begins there, and then what must be done within it."""
    term = _TERM.match(rest)
    return term is not None and opens_with_verb(rest[term.end() :])


_TERM = re.compile(
    r"(?:chậm nhất|trong (?:vòng|thời hạn|thời gian|\d))\s?[^,.;:]{2,50}?"
    r"\s(?:phải|cần)\s"
)
_OPENS = re.compile(
    rf"\W*(?:{_WORDS['clauses']})\b"
    r"(?! (?:qua|đó|này|trước|chức|chối|điển|thiện|ngữ)\b|(?<!từ) nay\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"{_OPENS.pattern}(?![^,.;:]{{2,40}}\bqua,)[^.;:]{{2,150}},\s+", re.IGNORECASE
)
_MOST_MORE = 4  # words of each further part of a clause: "Trước Tết, trong Tết, …"
# "Trường hợp bị cắt thì báo, ghi sổ": its order came before; "Sau năm 1945, …": told
_OVER = re.compile(r"\b(?:thì|gồm|1\d{3})\b", re.IGNORECASE)
# "…, tổ chức, cá nhân khởi kiện"; "… các cơ quan, tổ chức": bodies, no work
_BODY = re.compile(rf"(?:{_WORDS['bodies_like_verbs']})(?!\w)", re.IGNORECASE)
_BODIES = re.compile(r"\b(?:cơ quan|đơn vị|cá nhân|doanh nghiệp)$", re.IGNORECASE)
_BRACKET = re.compile(r"\([^)]*$")
# "Trường hợp từ chối cung cấp, chuyển giao tài liệu, người có quyền quyết định …": the
# event itself goes on behind the comma, and who acts comes later
_EVENT = re.compile(
    r"\W*(?:(?:trong )?trường hợp|(?:\w+ )?khi|(?:trong|qua) quá trình)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[^.;:]*?(?:\s(?:thì|phải|sẽ|được|là|có trách nhiệm)\s|"
    rf",\s+(?:nếu|người|chủ|các bên|{_WORDS['opens_who_acts']})\s)",
    re.IGNORECASE,
)
# "Trong năm, tổ chức được 12 lớp", "Dịp Tết, dự báo lượng khách sẽ tăng": what is told
_TELLS = re.compile(
    rf"\w+(?: \w+)? (?:được|đã|(?<!chuẩn )bị)\b|(?:{_WORDS['tells_what_comes']})\b|"
    r"[^,.;:]{3,90}? sẽ\b",
    re.IGNORECASE,
)


# What a schedule or a description opens with, none of whom does anything
_SCHEDULE = re.compile(
    rf"(?:{_WORDS['schedule']})\b|\d",
    re.IGNORECASE,
)
_SUBJECT_WORDS = 9  # as many may stand before the verb: "Người trực ghi sổ hằng ngày"


def says_when(item: Item) -> bool:
    """Whether a subject that no table knows does something at a stated time.

    "Mỗi xã cắm ít nhất 5 biển cấm lửa trong tháng 6", "Loa thôn phát mỗi ngày 02 lần".
    """
    if not item.times or item.node.children or _SCHEDULE.match(item.work):
        return False
    starts = [word.start() for word in re.finditer(r"(?<=\s)\S", item.work)]
    verbs = (clear_verb_at(item.work, at) for at in starts[:_SUBJECT_WORDS])
    return any(verbs)


def is_particular(text: str) -> bool:
    """Whether an item only says where, how, for whom: "Hình thức: Trực tuyến".

    >>> is_particular("Địa điểm: Tại hội trường UBND xã"), is_particular("Tập huấn")
    (True, False)
    """
    return _PARTICULARS.match(text.strip()) is not None


_PARTICULARS = re.compile(
    rf"(?:{_WORDS['particulars']})"
    r"\b[^.;:]{0,40}:|Nội dung\s*:\s*(?:Có|Theo)\s[^.;]{0,80}(?:riêng|kèm theo)\W*$"
)


_PARTS = re.compile(r"[,;:()]\s")
_LONGEST_NAME = 10  # words of "Vụ Dân chủ và cơ quan nhà nước"
_POST_OF_FIELD = re.compile(
    r"(?:Chuyên viên|Cán sự|Nhân viên|Thanh tra viên|Kiểm soát viên)"
    r"(?: cao cấp| chính| trung cấp| cao đẳng)? về\s"
)


def only_names_unit(item: Item) -> bool:
    """Whether an item is the name of a unit or a post in a list of such, and no more.

    The grammar of names stops at small letters ("Vụ Lý luận chính trị"), so that the
    rest of a name may look like work: it holds no verb.
    """
    text = item.text
    if _POST_OF_FIELD.match(text):
        return not item.times
    words = text.partition(". ")[0]
    ends = [m.span.stop for m in item.own if m.span.start == 0 and m.rule == "subject"]
    known = any(m.value.agency.known for m in item.own)
    if not ends or known or item.times or _PARTS.search(words):
        return False
    if len(words.split()) > _LONGEST_NAME:
        return False
    begins = (w.start() for w in re.finditer(r"\S+", words) if w.start() >= ends[0])
    return not any(
        clear_verb_at(words, at) or starts_with_verb(words[at:]) for at in begins
    )


def is_whole_order(text: str) -> bool:
    """Whether a sentence may order though no verb that is known opens it.

    >>> is_whole_order("Xe ra vào cổng phải xuất trình thẻ.")
    True
    >>> is_whole_order("Đến nay mới bàn giao được 38 km, đạt 62%.")
    False
    """
    whole = text.rstrip().endswith((".", ";")) and len(text.split()) >= _WHOLE
    return whole and _NO_ORDER.search(text) is None


_WHOLE = 5  # words
_NO_ORDER = re.compile(
    rf"^(?:{_WORDS['opens_what_is_told']})(?!\w)|"
    rf"\b(?:{_WORDS['told_within']})(?!\w)|\b(?:có|đạt|gồm) \d|\d\s?%",
    re.IGNORECASE,
)
