"""Firms and cooperatives whose business is written small before their name."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.vi.agencies import match_at
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.tables import words_of
from ccndocs.vi.verbs import clear_verb_at, starts_with_verb
from ccndocs.vi.words import JOINT, Token

_FIRMS = {("cong", "ti"), ("hop", "tac"), ("doanh", "nghiep"), ("xi", "nghiep")}
_FORMS = {"tnhh", "mtv", "cp", "cổ", "phần", "trách", "nhiệm", "hữu", "hạn", "một"}
_FORMS |= {"thành", "viên", "tư", "nhân"}
_BUSINESS = 8  # words of "đầu tư xây dựng và kinh doanh nước sạch"
# What stands between a firm and a place or another body, never within its name.
_OUTSIDE = frozenset(words_of("agency_words", "outside_a_firm"))


def firm_stop(text: str, words: Sequence[Token], at: int, stop: int) -> int:
    """Where "Công ty cổ phần [môi trường đô thị Đồng Mơ]" ends; `stop` for no firm.

    Token `at` begins the kind of body, `stop` ends what has been read of it. Behind a
    legal form the small words are its business; behind the bare kind no verb may open
    them: "Hợp tác xã nạo vét kênh Đồng Mơ" orders.
    """
    kind = (words[at].key, words[at + 1].key) if at + 1 < len(words) else ("", "")
    if kind not in _FIRMS or stop >= len(words):
        return stop
    begin = at + len(kind)
    begin += 1 if words[begin - 1].text == "tác" else 0
    while begin < len(words) and words[begin].plain in _FORMS:
        begin += 1
    begin = max(begin, stop)
    formed = words[begin - 1].plain in _FORMS
    if begin == len(words) or (
        not formed and starts_with_verb(text[words[begin].start :])
    ):
        return stop
    here = begin
    while here < len(words) and here - begin < _BUSINESS:
        token = words[here]
        if token.capital or not token.word or token.plain in _OUTSIDE:
            break
        if token.key == JOINT and token.text != "và":
            break
        if here > begin + 1 and not formed and clear_verb_at(text, token.start):
            return stop
        here += 1
    end = _name_end(words, here)
    return end if begin < here < end else stop


def _name_end(words: Sequence[Token], at: int) -> int:
    """The end of the capitals at token `at`; none where another body begins there."""
    here = at
    while here < len(words) and words[here].word and words[here].capital:
        begins = match_at(words, here) or phrase_at("posts", words, here)
        if begins or phrase_at("agency_heads", words, here):
            return at if here == at else here
        here += 1
    return here
