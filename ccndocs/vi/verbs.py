"""Verbs that open orders: whether words begin with one, and what may stand before."""

from __future__ import annotations

import re
from functools import cache

from ccndocs.vi.tables import name_pattern, rows, word_lists

_WORDS = word_lists("cue_words")

# "Căn cứ chức năng, nhiệm vụ được giao, phối hợp …": a clause before the verb.
_BASED_ON = re.compile(
    r"^(?:trên cơ sở|căn cứ|theo chức năng|theo thẩm quyền|theo nhiệm vụ|"
    r"trong phạm vi|thực hiện chức năng)\b[^.;:]{0,220}?[,:]\s*(?:\(1\)\s*)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:chức năng|nhiệm vụ|thẩm quyền|quy định)[^.;:,]{0,60},\s*", re.IGNORECASE
)
# "Chủ động, tích cực phối hợp …": adverbs before the verb.
_ADVERB = re.compile(
    rf"^(?:{_WORDS['before_a_verb']})\b[\s,;:]*",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|phối hợp|tiếp tục|"
    r"chủ động|"
    r"khẩn trương|kịp thời|thường xuyên|tập trung|căn cứ)(?!\w)"
)
_FIRST = re.compile(r"\w+")


@cache
def _by_first_word(table: str) -> dict[str, str]:
    """The alternatives of a table of verbs, longest first, by their first word.

    To try one word's verbs is far faster than to try hundreds, one after the other.
    """
    found: dict[str, list[str]] = {}
    for row in rows(table):
        column = "name" if "name" in row else "verb"
        first = _FIRST.match(row[column])
        key = first[0].lower() if first else ""
        found.setdefault(key, []).append(name_pattern(row, column))
    return {
        key: "|".join(sorted(forms, key=len, reverse=True))
        for key, forms in found.items()
    }


@cache
def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)


def _verb_at(text: str, at: int = 0, table: str = "action_verbs") -> str | None:
    """The verb of a table that stands at `at`, as written."""
    first = _FIRST.match(text, at)
    alternatives = _by_first_word(table).get(first[0].lower()) if first else None
    found = _pattern(alternatives).match(text, at) if alternatives else None
    return found[0] if found and not _NOUN.match(text, at) else None


# "Trình độ đào tạo", "Trình tự thực hiện": no "trình"
_NOUN = re.compile(r"trình\s+(?:độ|tự)(?!\w)", re.IGNORECASE)


def plain_verb_at(text: str, at: int = 0) -> bool:
    """Whether a verb of daily work stands at `at`: "vét", "dời", "gom", "lên lịch".

    Most are one syllable, which may as well be part of a name: they count where an
    order or the end of a name is expected.
    """
    return _verb_at(text, at, "plain_verbs") is not None


def strip_lead_in(text: str) -> str:
    """`text` from its first verb on.

    >>> strip_lead_in("Căn cứ chức năng, nhiệm vụ được giao, chủ động phối hợp với")
    'phối hợp với'
    """
    text = text.lstrip(" \t-–+*•")
    while True:
        rest = _BASED_ON.sub("", text, count=1)
        rest = _CLAUSE.sub("", rest, count=1) if rest != text else rest
        rest = _without_only(_ADVERB.sub("", rest, count=1))
        if rest == text:
            return text
        text = rest


def _without_only(text: str) -> str:
    """`text` without the "chỉ" that bounds a verb: "Chỉ giao đất khi …"."""
    only = _ONLY.match(text)
    if only is None:
        return text
    rest = text[only.end() :]
    return rest if _verb_at(rest) or plain_verb_at(rest) else text


_ONLY = re.compile(
    r"^chỉ\s+(?!đạo|thị|số|tiêu|dẫn|huy|định|giới|trích|đích|rõ|được|còn|có|là|mới|"
    r"bằng|đạt|chiếm|tăng|giảm|trong|cho)",
    re.IGNORECASE,
)


def opens_with_verb(text: str) -> bool:
    """Whether `text` opens as an order does: "Rà soát, đề xuất …".

    >>> opens_with_verb("Tiếp tục rà soát các văn bản"), opens_with_verb("Giá trị đạt")
    (True, False)
    """
    opening = strip_lead_in(text)
    if opening != text.lstrip() or _verb_at(opening):
        return True
    return plain_verb_at(opening)


def starts_with_verb(text: str) -> bool:
    """Whether `text` starts with an action verb or its adverb (no lead-in clause)."""
    text = text.lstrip(" ,:;")
    return bool(_ADVERB.match(text) or _verb_at(text)) or plain_verb_at(text)


def clear_verb_at(text: str, at: int) -> bool:
    """Whether a verb that cannot be part of a name stands at `at`.

    Small letters and two syllables or more: "rà soát", "có trách nhiệm".

    >>> clear_verb_at("Các chi bộ xây dựng chương trình", 11)
    True
    >>> clear_verb_at("Ban Quản lý dự án", 4)
    False
    """
    if _DUTY.match(text, at):
        return True
    verb = _verb_at(text, at)
    if verb is None or of_goods(text, at):
        return False
    return verb.islower() and " " in verb


def of_goods(text: str, at: int) -> bool:
    """Whether a word there goes on with "nông sản": no verb of its own.

    >>> of_goods("có nông sản xuất khẩu", 8), of_goods("các hộ sản xuất", 7)
    (True, False)
    """
    if text.startswith("không", at) and text[:at].endswith("hàng "):
        return True  # "nơi có cảng hàng không"
    return text[at : at + 4] in ("sản ", "xuất") and bool(_GOODS.search(text[:at]))


_GOODS = re.compile(r"\b(?:nông|thủy|thuỷ|hải|lâm|khoáng|tài|đặc)(?: sản)? $")
