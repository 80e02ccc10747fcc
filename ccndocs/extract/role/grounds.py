"""Rules of roles: who acts on what another has given; what a colon says of a name."""

from __future__ import annotations

from ccndocs.extract.role.group import COORDINATES_WITH, Group, last_stop
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

ISSUES = re.compile(r"^\s*(?:đề nghị|yêu cầu|kết luận|ban hành kế hoạch|giao)(?!\w)")
CITED = re.compile(
    r"(?:^|[.;:]\s+)(?:trên cơ sở|căn cứ|thực hiện|triển khai|theo)\s"
    r"(?![^.;]*liên tịch)[^.;]*?\bsố\s[^.;]*?(?:\d{4}|[A-ZĐ]) của\s+$",
    re.IGNORECASE,
)


_REQUEST = (
    r"(?:trên cơ sở|căn cứ|theo|(?:sau )?khi (?:có|nhận được))\s(?:các\s)?(?:đề nghị|"
    r"đề xuất|báo cáo|ý kiến|tham mưu|kết quả|số liệu|tổng hợp)(?:\s\w+){0,4}\s"
    r"(?:của|từ)\s+"
)
AT_REQUEST = re.compile(rf"(?:^|[.;:]\s+){_REQUEST}(?:các\s+)?$", re.IGNORECASE)
"""What stands before whoever asked: "Trên cơ sở đề nghị của [các Bộ], Bộ A …"."""
_ON_REQUEST = re.compile(rf"\s*{_REQUEST}[^.;:]{{3,150}}?,\s+", re.IGNORECASE)


def acts_on_document(group: Group) -> Role | None:
    """Reads "Trên cơ sở Báo cáo số 9 ngày … của Bộ A, [Sở B] rà soát …"."""
    cited = group.left.rpartition(" của ")
    if not _BEHIND_ISSUER.fullmatch(cited[2]) or not CITED.search(f"{cited[0]} của "):
        return None
    if ISSUES.match(group.after) or not clear_verb_at(group.after.lstrip(), 0):
        return None
    return Role.IMPLEMENT if COORDINATES_WITH.match(group.after) else Role.LEAD


def acts_on_data(group: Group) -> Role | None:
    """Reads "Trên cơ sở bản đồ do Sở A cung cấp, [UBND các xã] rà soát …".

    And "Trên cơ sở đề nghị của các Bộ, [Bộ Tài chính] bố trí …": a group asks; "Sau khi
    Sở A thẩm định, [Sở B] trình …".
    """
    said = group.left[last_stop(group.left) :]
    grounds = (
        _ON_DATA.fullmatch(said)
        or _ON_REQUEST.fullmatch(said)
        or _AFTER_ANOTHER.fullmatch(said)
    )
    if group.is_issuer or not grounds:
        return None
    if ISSUES.match(group.after) or not clear_verb_at(group.after.lstrip(), 0):
        return None
    return Role.IMPLEMENT if COORDINATES_WITH.match(group.after) else Role.LEAD


_ON_DATA = re.compile(
    r"\s*(?:trên cơ sở|căn cứ|từ)\s[^.;:]*?\bdo\s[^.;:]*?\s(?:cung cấp|gửi|chuyển|"
    r"lập|tổng hợp|báo cáo|công bố|xác định|bàn giao|đề xuất)(?:\s[^.;:,]{1,40})?,\s+",
    re.IGNORECASE,
)
_AFTER_ANOTHER = re.compile(
    r"\s*(?:ngay )?(?:sau )?khi (?!nghe\b|xem xét\b)[^.;:,]{3,90}?\s"
    r"(?:thẩm định|phê duyệt|có (?:ý kiến|văn bản|kết quả)|thống nhất|chấp thuận|"
    r"ban hành|hoàn thành|bàn giao|cung cấp|thông qua|xác nhận|quyết định)"
    r"(?:\s[^.;:,]{1,60})?,\s+",
    re.IGNORECASE,
)
_BEHIND_ISSUER = re.compile(r"[^,.;:()]{3,60},\s+")


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
