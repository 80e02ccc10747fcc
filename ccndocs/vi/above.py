"""Who orders in every document: a government, its head, the Party's standing bodies."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS

# "Chủ tịch Lê Văn An"; "Chủ tịch Hội Nông dân", "Chủ tịch Công đoàn" are ordered.
_PERSON = (
    rf"(?!Hội|Liên|Công|Tập|Tổng|Mặt|Ủy|Uỷ|Quốc|Hiệp|Đoàn)[{CAPITALS}]\w*"
    rf"(?: [{CAPITALS}]\w*){{1,4}}"
)

# Whoever orders in every document; "UBND các xã" and "UBND cấp huyện" are ordered.
ABOVE = re.compile(
    r"(?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND)(?! (?:các|cấp))|(?:Phó )?Thủ tướng|"
    r"Người đứng đầu Chính phủ|(?:Bộ|Thứ) trưởng(?! các)\b|Chính phủ$|"
    r"Lãnh đạo (?:TP|[Tt]hành phố|tỉnh|huyện|UBND)(?!\w)|"
    r"(?:Ban Thường vụ|Thường trực|Bí thư|Phó Bí thư)\b(?!.*\bcác\b)|"
    r"Bộ Chính trị$|Ban Bí thư$|"
    rf"(?:Phó )?Chủ tịch (?:{_PERSON})$"
)
TITLED = re.compile(r"^(?:đồng chí|đ/c|ông|bà)\s+", re.IGNORECASE)
"""What a person is called by before the post."""


def orders_everybody(text: str) -> bool:
    """Whether a text opens with one who orders in every document.

    >>> orders_everybody("Đồng chí Chủ tịch UBND tỉnh giao Sở Y tế lập kế hoạch")
    True
    >>> orders_everybody("Sở Y tế lập kế hoạch")
    False
    """
    return ABOVE.match(TITLED.sub("", text.lstrip())) is not None
