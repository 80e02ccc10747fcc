"""Rules of roles: who leads or is served, by the words right beside a row of names."""

from __future__ import annotations

from ccndocs.extract.role.group import CLAUSE_START, OBJECT, Group, Nobody, Verdict
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX

_LEADS = re.compile(
    r"^[\s,]*(?:là\s+|làm\s+)?(?:cơ quan\s+|đơn vị\s+)?"
    r"(?:tiếp tục\s+|trực tiếp\s+|làm\s+)*(?:chủ trì|(?:làm )?đầu mối)\b",
    re.IGNORECASE,
)
_LEAD_BEFORE = re.compile(
    r"(?:(?:chủ trì|đầu mối)\s*(?:là|:)|(?:dưới )?sự chủ trì của)\s*$", re.I
)
_TELLS_WHEN = re.compile(r"\s*(?:sáng|trưa|chiều|tối|ngày|vừa qua|hôm)\s[^,]*,", re.I)
_DONE_BY = re.compile(r"[,;(–-]\s*do\s*$", re.IGNORECASE)
_DOES = re.compile(
    r"^\s*(?:trực tiếp )?"
    r"(?:chủ trì|đầu mối|làm đầu mối|thực hiện|tham mưu|phụ trách)\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"^[\s,]*(?:chủ trì\s*,?\s*)?tham mưu\b", re.IGNORECASE)
MEETING = re.compile(
    r"^[\s,]*chủ trì\s+(?:phiên|buổi|hội nghị|hội thảo|cuộc (?:họp|làm việc|kiểm tra))",
    re.IGNORECASE,
)
# "(Văn phòng Đảng ủy hướng dẫn kỹ thuật)", at the end of an item or a sentence.
_IN_BRACKETS = re.compile(
    r"^\s*(?:chủ trì|tham mưu|đầu mối|làm đầu mối|thực hiện|hướng dẫn|phụ trách|"
    r"theo dõi|"
    r"tổng hợp|chịu trách nhiệm|có trách nhiệm|triển khai|tổ chức|cung cấp|đảm nhiệm)\b"
    r"[^()]*\)\s*(?:[.;,]|$|(?=[./]))",
    re.IGNORECASE,
)


def done_by(group: Group) -> Role | None:
    """Reads "…, do [Sở Xây dựng] chủ trì thực hiện": charged, not the one served."""
    if not (_DONE_BY.search(group.before) and _DOES.match(group.after)):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD


def is_object(group: Group) -> Verdict:
    """Reads "tham mưu [UBND tỉnh]": the one served, not the one charged."""
    if CLAUSE_START.search(ORDER_PREFIX.sub("", group.before)):
        return None
    return Nobody.NOBODY if OBJECT.search(group.before) else None


def leads_for_another(group: Group) -> Role | None:
    """Reads "rà soát dưới sự chủ trì của [Sở Nội vụ]"."""
    if not _LEAD_BEFORE.search(group.before):
        return None
    # "Sáng 25/5, dưới sự chủ trì của …, Ban Chỉ huy họp": told of a meeting.
    return None if _TELLS_WHEN.match(group.before) else Role.LEAD


def leads_by_words(group: Group) -> Role | None:
    """Reads "[Sở Công Thương] chủ trì, …"."""
    if MEETING.match(group.after):
        return None
    return Role.LEAD if _LEADS.match(group.after) else None


def in_brackets(group: Group) -> Role | None:
    """Reads "Mở lớp trực tuyến ([Văn phòng Đảng ủy] hướng dẫn kỹ thuật)."."""
    if not group.before.endswith("(") or not _IN_BRACKETS.match(group.after):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT


def also_in_brackets(group: Group) -> Role | None:
    """Reads "Tiểu ban Hậu cần ([Văn phòng xã]): dựng …": the one behind a subject.

    Only behind a body formed for the work: "Sở Y tế (Phòng Kế hoạch)" says where.
    """
    named = group.before == "\N{ZERO WIDTH SPACE} (" and group.after.startswith(")")
    return Role.LEAD if named and group.behind_formed else None


def role_of_label(group: Group) -> Role | None:
    """Reads "Cơ quan chủ trì: [Sở A]"; "Đơn vị thực hiện: [UBND huyện] …"."""
    if group.label == "lead":
        return Role.LEAD
    if group.label == "advise":
        return Role.ADVISE
    if group.label in ("implement", "agencies"):
        return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT
    return None
