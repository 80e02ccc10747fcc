"""Rhythms between a verb and its object: "công bố hằng tháng giá vật liệu"."""

from __future__ import annotations

from ccndocs.extract.deadline.order import is_subject
from ccndocs.extract.deadline.scan import FLAGS, WORDS
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX

_VERB = re.compile(
    rf"""(?P<who>^|[,:]\s|\bvà\s|^.*\s)\W*(?:{WORDS["done_each_period"]})\s*$""",
    FLAGS,
)
_OBJECT = re.compile(r"\s+(?!của\b)[^\W\d]", FLAGS)
_OF_PLAN = re.compile(
    r"\b(?:kế\s+hoạch|chương\s+trình|quy\s+chế|chế\s+độ|công\s+tác|nội\s+dung)\b", FLAGS
)
_TOLD = re.compile(r"\b(?:đã|đang|sẽ|được|là)$", FLAGS)


def stands_between(before: str, after: str) -> bool:
    """Whether a rhythm stands behind a verb alone, or behind who does it and the verb.

    >>> stands_between("Sở Xây dựng công bố ", " giá vật liệu")
    True
    >>> stands_between("Sở Nội vụ công bố kết quả đánh giá ", " của các đơn vị")
    False
    """
    verb = _VERB.search(before)
    if verb is None or _OF_PLAN.search(before):
        return False
    who = before[: verb.end("who")].strip() if verb.start() == 0 else ""
    who = ORDER_PREFIX.sub("", who, count=1)
    if who and (_TOLD.search(who) or not is_subject(who)):
        return False
    return _OBJECT.match(after) is not None
