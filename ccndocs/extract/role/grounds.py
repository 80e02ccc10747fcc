"""What stands before whoever is cited or asks; what a colon says of a name."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

ISSUES = re.compile(r"^\s*(?:đề nghị|yêu cầu|kết luận|ban hành kế hoạch|giao)(?!\w)")
CITED = re.compile(
    r"(?:^|[.;:]\s+)(?:trên cơ sở|căn cứ|thực hiện|triển khai|theo)\s"
    r"(?![^.;]*liên tịch)[^.;]*?\bsố\s[^.;]*?(?:\d{4}|[A-ZĐ]) của\s+$",
    re.IGNORECASE,
)


AT_REQUEST = re.compile(
    r"(?:^|[.;:]\s+)(?:trên cơ sở|căn cứ|theo|(?:sau )?khi (?:có|nhận được))\s"
    r"(?:các\s)?(?:đề nghị|đề xuất|báo cáo|ý kiến|tham mưu|kết quả|"
    r"số liệu|tổng hợp)(?:\s\w+){0,4}\s(?:của|từ)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
"""What stands before whoever asked: "Trên cơ sở đề nghị của [các Bộ], Bộ A …"."""


def charged_behind(right: str) -> bool:
    """Whether an order stands behind the colon, whoever else is named there first."""
    rest = right.lstrip(" :")
    verbs = (clear_verb_at(rest, word.start()) for word in re.finditer(r"\S+", rest))
    return not rest or opens_with_verb(rest) or any(verbs)


# "Phòng Y tế: là đơn vị thường trực, mỗi tuần tổng hợp …", "Phòng A: làm 04 tin"
IS_CHARGED = re.compile(
    r"là (?:cơ quan|đơn vị|đầu mối|lực lượng)(?: \w+){0,4}?"
    r" (?:thường trực|chủ trì|đầu mối|chịu trách nhiệm|phụ trách|nòng cốt)(?!\w)|"
    r"là đầu mối(?!\w)|làm \d+ ",
    re.IGNORECASE,
)
