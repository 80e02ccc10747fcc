"""Rules of roles: who leads or is served, by the words right beside a row of names."""

from __future__ import annotations

from ccndocs.extract.role.group import CLAUSE_START, OBJECT, Group, Nobody, Verdict
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb

_WORDS = word_lists("role_words")

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
    rf"^\s*(?:{_WORDS['duties_in_brackets']})\b"
    r"[^()]*\)\s*(?:[.;,]|$|(?=[./]))",
    re.IGNORECASE,
)


def done_by(group: Group) -> Role | None:
    """Reads "…, do [Sở Xây dựng] chủ trì thực hiện": charged, not the one served."""
    if not (_DONE_BY.search(group.before) and _DOES.match(group.after)):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD


def is_object(group: Group) -> Verdict:
    """Reads "tham mưu [UBND tỉnh]": the one served, not the one charged.

    Nor who lends somebody: "Phụ trách: Sở A; mời giảng viên [Trường B]".
    """
    if _INVITED.search(group.before):
        return Nobody.NOBODY
    if CLAUSE_START.search(ORDER_PREFIX.sub("", group.before)):
        return None
    if _CALLS.search(group.before):
        return None  # "Chủ tịch UBND tỉnh yêu cầu: [Sở A] rà soát …"
    return Nobody.NOBODY if OBJECT.search(group.before) else None


_CALLS = re.compile(r"(?:yêu cầu|đề nghị|giao)\s*:\s*$", re.IGNORECASE)
_INVITED = re.compile(
    r"\bmời (?:thêm |\d+ |các )*(?:giảng viên|báo cáo viên|chuyên gia|diễn giả|"
    r"giáo viên|cán bộ|bác sĩ|trọng tài|đại biểu)(?: (?:của|từ|thuộc|là|ở))?(?: các)?"
    r"\s*:?\s*$",
    re.IGNORECASE,
)


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
    if not group.before.endswith("("):
        return None
    if _IN_BRACKETS.match(group.after):
        return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT
    if not opens_with_verb(group.left) or not _TO_THE_END.match(group.right):
        return None
    alone = _NAMES_ONLY.match(group.right) and _DUE_BEFORE.search(group.before)
    if alone or _WHO_AND_WHEN.match(group.right) or _acts(group.after):
        return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD
    return None


def also_acts(group: Group) -> Role | None:
    """Reads "… ([Sở A] lấy mẫu, [Sở B] kiểm định; hằng quý)": the second of a bracket.

    So behind a dash: "… - [Sở A] soạn thảo, [Sở B] in ấn".
    """
    if group.before.strip("\N{ZERO WIDTH SPACE} ").rpartition(",")[2] or not (
        Role.LEAD in group.earlier and opens_with_verb(group.left)
    ):
        return None
    inside = group.left.rfind("(") > group.left.rfind(")")
    if not (inside and _TO_THE_END.match(group.right)):
        return None
    return Role.LEAD if _acts(group.after) else None


def behind_dash(group: Group) -> Role | None:
    """Reads "Kiện toàn Tổ giúp việc - [Sở Nội vụ] tham mưu, trình trước ngày 20/01".

    Whoever acts at the end of an order that names nobody before.
    """
    if not _DASH.search(group.before) or group.earlier:
        return None
    if group.members[0].value.collective:
        return None  # "kết nối chuyên gia - doanh nghiệp": a pair of words
    if not opens_with_verb(group.left) or ". " in group.left or ":" in group.left:
        return None
    if not _acts(group.after):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD


def _acts(after: str) -> bool:
    """Whether a verb in small letters follows a name: " lấy mẫu, "."""
    work = after.lstrip()
    acts = _DOES.match(after) is not None or starts_with_verb(work)
    return work[:1].islower() and acts and not _TOLD.match(work)


# Told of a thing: "(Bộ Tài chính ban hành năm 2020)", "(Sở Xây dựng đã khảo sát)"
_TOLD = re.compile(rf"(?:{_WORDS['told_of_a_thing']})(?!\w)")
_DASH = re.compile(r"\w\s+[-–]\s+$")
# The rest of a bracket that ends the item: " phụ trách, Sở B phối hợp)."
_TO_THE_END = re.compile(r"[^()]*\)\W*$")
_WHO_AND_WHEN = re.compile(
    r"\s*[;,–-]\s*(?:thường xuyên|h[àằ]ng|định kỳ|trong|trước|xong|quý|tháng|năm|"
    r"ngày|chậm nhất|hoàn thành (?:trước|trong|xong))\b",
    re.IGNORECASE,
)
# "…, hoàn thành trước 31/8/2026 ([Sở Y tế và UBND các xã])": behind a time, to the end;
# not "từ Km 12 (Sở A)", nor what data are of: "số nợ đến ngày 31/12/2025 (Cục Thuế)"
_NAMES_ONLY = re.compile(r"\s*\)\W*$")
_DUE_BEFORE = re.compile(
    r"\b(?:trước|trong|xong|chậm nhất|từ)\b[^,;:()]{0,40}?"
    r"(?:\d/\d+|\d\.\d+\.\d+|(?:ngày|tháng|qu[ýí]|năm) \d+)\s*\($",
    re.IGNORECASE,
)


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
