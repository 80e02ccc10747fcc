"""Who helps: the words that make an agency a partner in another's work.

"với sự tham gia của X", "(có X cùng làm)", "X hỗ trợ xã trong việc này".
"""

from __future__ import annotations

import re

_HELP = (
    r"(?:phối hợp|tham gia|hỗ trợ|giúp đỡ|giúp sức|giúp|đồng hành|cộng tác|hợp tác|"
    r"góp sức|tiếp sức|vào cuộc|hiệp đồng|cùng làm|cùng thực hiện)"
)
_SHARE = re.compile(
    rf"\bsự\s+{_HELP}(?:\s+(?:chặt chẽ|tích cực|trực tiếp|đầy đủ))?\s+của"
    r"(?:\s+(?:các|cả|lãnh đạo|đại diện))*\s*:?\s*$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    rf"{_HELP}(?:\s+[^\s.;:,()]+){{0,5}}?\s+(?:gồm|gồm có|là|có|còn có)"
    r"(?:\s+các)?\s*:?\s*$|"
    rf"(?:cùng|bên cạnh)\s+{_HELP}\s+có\s*:?\s*$",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"(?:^|[\s(,;])(?:có|mời)(?:\s+(?:thêm|các|cả))*\s*$", re.IGNORECASE)
_TOGETHER = re.compile(
    rf"^\s*(?:cùng|cũng)?\s*(?:{_HELP}|cùng\s+(?!với\b|cấp\b|kỳ\b)\w+)(?!\w)",
    re.IGNORECASE,
)
_HELPS = re.compile(
    r"^[\s,]*(?:(?:có trách nhiệm|chịu trách nhiệm|cùng|cũng|sẽ|tích cực|chủ động)\s+)*"
    r"(?:phối hợp\b(?!\s*(?:chặt chẽ\s+)?(?:với|cùng)\b)|hỗ trợ\b|giúp\b(?!\s+việc)|"
    r"tham gia\b|cùng làm\b|cùng thực hiện\b|cùng vào cuộc\b)",
    re.IGNORECASE,
)
_WORK_BY = re.compile(r"^\W*(?:việc|phần|khâu|nội dung)\s[^.;:]{3,80}\sdo\s*$", re.I)
_OPENS_ALONG = re.compile(r"(?:^|[.;:]\s+)cùng(?:\s+với)?(?:\s+các)?\s*$", re.I)


def shares(before: str) -> bool:
    """Whether a partner is named behind `before`: "…, với sự hỗ trợ của"."""
    return bool(_SHARE.search(before) or _LISTS.search(before))


def is_present(before: str, after: str) -> bool:
    """Whether a partner stands between: "(có [Phòng X] cùng làm)"."""
    return bool(_PRESENT.search(before) and _TOGETHER.match(after))


def helps(after: str) -> bool:
    """Whether the words behind a name say that it helps: "hỗ trợ xã trong việc này"."""
    return _HELPS.match(after) is not None


def works_along(before: str, after: str) -> bool:
    """Whether a part of the work is said to be shared: "Việc đo do [X] phối hợp"."""
    return bool(_WORK_BY.search(before) and helps(after))


def opens_along(before: str) -> bool:
    """Whether an item opens with its partner: "Cùng với [Trạm X] mở lớp"."""
    return _OPENS_ALONG.search(before) is not None
