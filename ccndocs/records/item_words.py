"""What the words of an item say by themselves: a verb behind its title, a time."""

from __future__ import annotations

import re

from ccndocs.records.draft import Item
from ccndocs.vi.cues import TOPIC_BEFORE
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

_WORDS = word_lists("item_words")

# "3. Kiểm dịch vận chuyển: kiểm tra thường xuyên tại các chốt"
_TITLED = re.compile(r"^[^:.;,\d]{3,60}:\s+(?=\S)")


def opens_with_work(item: Item) -> bool:
    """Whether a verb opens the item, or stands behind its topic or title."""
    work = TOPIC_BEFORE.sub("", item.work, count=1)  # "Về cấp nước: Rà soát …"
    if not opens_with_verb(work) and not item.unmarked:
        work = _TITLED.sub("", work, count=1)
    return opens_with_verb(work) or _acts_behind_clause(work)


def _acts_behind_clause(text: str) -> bool:
    """Whether a verb stands behind a clause of time or case that sets no day.

    "Sau Tết, rà soát lao động", "Tùy tình hình thực tế, bố trí lực lượng trực".
    """
    clause = _CLAUSE.match(text)
    if clause is None:
        return False
    stops = (found.end() for found in re.finditer(r",\s+", clause[0]))
    return any(
        text[at : at + 1].islower()
        and opens_with_verb(text[at:])
        and not _TELLS.match(text, at)
        for at in stops
    )


_CLAUSE = re.compile(
    rf"\W*(?:{_WORDS['clauses']})\b(?! (?:qua|đó|nay|này|trước)\b)"
    r"(?![^,.;:]{2,40}\bqua,)[^.;:]{2,110},\s+",
    re.IGNORECASE,
)
# "Trong năm, tổ chức được 12 lớp": what has been done
_TELLS = re.compile(r"\w+(?: \w+)? (?:được|đã)\b", re.IGNORECASE)


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
