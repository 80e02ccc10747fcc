"""Rules of roles: who coordinates, by the words before and behind a row of names."""

from __future__ import annotations

from ccndocs.extract.partners import (
    helps,
    is_present,
    opens_along,
    shares,
    works_along,
)
from ccndocs.extract.role.group import Group, last_stop
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import field_by_grammar, field_of_label
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, plain_verb_at

_WORDS = word_lists("role_words")

# "phối hợp, [cung cấp thông tin] với Sở A"
_SHARES = (
    r"(?:trao đổi|cung cấp|chia sẻ|liên hệ|cập nhật|thông tin|liên lạc|gắn kết|kết nối)"
)
WITH = re.compile(
    r"(?:phối hợp|kết hợp|hiệp đồng|(?<=chủ trì, )làm việc|(?<=chủ trì )làm việc)"
    r"(?:\s+(?:chặt chẽ|tốt|đồng bộ|hiệu quả|thường xuyên|trực tiếp|cùng))*"
    r"(?:,\s*(?:thống nhất|hỗ trợ|giúp|làm việc))?"
    rf"(?:(?:,|\s+và)\s+{_SHARES}(?:,?\s+(?:và\s+)?(?:{_SHARES}|thông tin|số liệu|"
    r"dữ liệu|tình hình|kịp thời|thường xuyên|trực tiếp))*(?=\s+(?:với|cùng)))?"
    r"(?:\s+(?:với|cùng|cùng với|của))?"
    r"(?:\s+các)?(?:\s+đơn vị:)?(?:\s+lãnh đạo)?\s*:?\s*$",
    re.IGNORECASE,
)
_AND_AFTER_LEAD = re.compile(r"chủ trì,?\s*(?:và|cùng(?: với)?)(?:\s+các)?\s*$", re.I)
_ALONG = re.compile(r"\w\s+cùng(?: với)?(?:\s+các)?\s*$", re.IGNORECASE)
_ALONG_APART = re.compile(r"[,;]\s+cùng với(?:\s+các)?\s*$", re.IGNORECASE)
# "phối hợp với [UBND các xã] vùng hạ du, [Đài Khí tượng]": words behind a name in a row
_OF_PARTNER = re.compile(
    r"^\N{ZERO WIDTH SPACE}\s(?:vùng|nơi|có|trên|thuộc|tại|ven|ở|dọc|quanh|giáp)\s"
    r"(?P<place>[^.;:]{2,50}?)(?:,|\s+và|,\s*và)(?:\s+các)?\s*$",
    re.IGNORECASE,
)
# "phối hợp với [các sở], báo, đài, Hải đội 2, [UBND các xã]": names no table has
_IN_ROW = re.compile(
    r"^\N{ZERO WIDTH SPACE}(?:\s(?:Thành phố|thành phố|tỉnh|huyện|xã|phường))?"
    rf"(?:,|\s+và|\s[-–](?=\s[{CAPITALS}])|(?=\s[{CAPITALS}\d]))"
    r"\s(?!trong\b|trước\b|sau\b|quý\b|tháng\b|ngày\b|năm\b|h[àằ]ng\b|chậm\b|định kỳ\b|"
    r"nhất là\b|đặc biệt\b|đồng thời\b|riêng\b|để\b|theo\b|do\b|khi\b|nếu\b|tại\b)"
    r"(?P<place>[^\s.;:,()]+(?:,?\s[^\s.;:,()]+){0,9}?)(?:,|\s+và|,\s+và)"
    r"(?:\s+các)?\s*$",
)
# "phối hợp với [Hội Cha] mẹ học sinh, [Công an xã]": where a table cuts a name short
_REST_OF_NAME = re.compile(
    rf"^\N{{ZERO WIDTH SPACE}}\s(?!(?:{_WORDS['goes_on_behind_a_name']})(?!\w))"
    r"(?P<place>[a-zà-ỹđ]+(?:\s[^\s.;:,()]+){0,5})(?:,|\s+và)(?:\s+các)?\s*$"
)
# "[Trạm Y tế xã], các hợp tác xã, [bưu điện văn hóa xã]": a group of no name between
_BEHIND_OTHERS = re.compile(
    r"\N{ZERO WIDTH SPACE}(?:,|\s+và)\s+"
    r"(?:các\s[^,.;:()]{3,40}(?:,|\s+và)\s+)+(?:và\s+)?"
)
_WITH_MORE = re.compile(
    r"phối hợp(?:\s+(?:chặt chẽ|thường xuyên|trực tiếp))*\s+(?:với|cùng)\s+"
    r"(?P<more>[^.;:]{2,80}?)(?:,|\s+và|\s+cùng)(?:\s+(?:với|các))*\s*$",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"^(?:\s*(?:,|và)\s+các\s[^.,;:()]{3,60}?\s)?[\s,]*"
    r"(?:cùng\s+|(?:là|làm) (?:cơ quan|đơn vị) )?phối hợp\b"
    r"(?!\s*(?:chặt chẽ\s+)?(?:với|cùng)\b)",
    re.I,
)


def coordinates_after_cue(group: Group) -> Role | None:
    """Reads "chủ trì, phối hợp với [Sở Xây dựng, UBND các huyện]"."""
    found = WITH.search(group.before)
    if found is None or _TOLD_TO_HELP.search(group.before[: found.start()]):
        return None
    return Role.COORDINATE


def coordinates_by_units(group: Group) -> Role | None:
    """Reads "phối hợp với các đơn vị thuộc [Bộ A, Bộ B]": units that are not named."""
    found = _WITH_UNITS_OF.search(group.left)
    if found is None or _TOLD_TO_HELP.search(group.left[: found.start()]):
        return None
    has_units = _HAS_UNITS.match(group.members[0].value.name)
    return Role.COORDINATE if has_units else None


_WITH_UNITS_OF = re.compile(
    r"\b(?:phối hợp|kết hợp)(?:\s+chặt chẽ)?\s+(?:với|cùng)(?:\s+các)?"
    r"(?:,?\s(?:cơ quan|đơn vị|lực lượng|bộ phận))+"
    r"(?:,?\s(?:chức năng|nghiệp vụ|chuyên môn|trực thuộc|có liên quan|liên quan))*"
    r"\s(?:thuộc|của)\s*$",
    re.IGNORECASE,
)
_HAS_UNITS = re.compile(
    r"(?:Bộ|Sở|Công an|Tổng cục|Cục|Bảo hiểm xã hội|Kho bạc|Thuế|Hải quan)\b"
)


# "…, Công an xã [đã] phối hợp với Sở A phân luồng", "Ghi nhận sự phối hợp của Sở A"
_TOLD_TO_HELP = re.compile(r"\b(?:(?:đã|đang)(?: \w+){0,2}|sự)\s+$", re.IGNORECASE)


def coordinates_after_list(group: Group) -> Role | None:
    """Reads "phối hợp với các ban và [Văn phòng Đảng ủy]": a list begun by others."""
    listed = all(member.rule == "partner" for member in group.members)
    helped = group.earlier[-1:] == (Role.COORDINATE,)
    if (listed or helped) and _BEHIND_OTHERS.fullmatch(group.before):
        return Role.COORDINATE if helped else None
    found = _WITH_MORE.search(group.before)
    placed = (
        _OF_PARTNER.match(group.before)
        or _IN_ROW.match(group.before)
        or _REST_OF_NAME.match(group.before)
    )
    if placed is not None and group.earlier[-1:] == (Role.COORDINATE,):
        more = placed["place"]
    elif found is not None:
        more = found["more"]
    else:
        return None
    words = [word.start() for word in re.finditer(r"\S+", more)]
    said = any(clear_verb_at(more, at) or plain_verb_at(more, at) for at in words)
    return None if said else Role.COORDINATE


def goes_along(group: Group) -> Role | None:
    """Reads "[Sở A] kiểm tra cùng với [Sở Y tế]", "[Sở A] lo, cùng với [Sở B] làm"."""
    joined = JOINED.match(group.before.lstrip("\N{ZERO WIDTH SPACE}"))
    along = joined is not None and group.before.startswith("\N{ZERO WIDTH SPACE}")
    charged = Role.LEAD in group.earlier or Role.IMPLEMENT in group.earlier
    apart = charged and _ALONG_APART.search(group.before) is not None
    if along or apart or _ALONG.search(group.before):
        return Role.COORDINATE
    return None


def shares_work(group: Group) -> Role | None:
    """Reads "với sự tham gia của [Sở Y tế]", "phối hợp trong việc này gồm [Sở A]"."""
    return Role.COORDINATE if shares(group.before) else None


def is_at_hand(group: Group) -> Role | None:
    """Reads "(có [Phòng Tài nguyên] cùng làm)", "Việc đo do [Phòng A] phối hợp"."""
    if is_present(group.before, group.after):
        return Role.COORDINATE
    sentence = group.before[last_stop(group.before) :]
    return Role.COORDINATE if works_along(sentence, group.after) else None


def opens_with_partner(group: Group) -> Role | None:
    """Reads "Cùng với [Trạm X] mở lớp …": the item's own subject is not named."""
    return Role.COORDINATE if opens_along(group.before) else None


def coordinates_by_label(group: Group) -> Role | None:
    """Reads "Cơ quan phối hợp: [Sở Xây dựng]"."""
    return Role.COORDINATE if group.label == "coordinate" else None


def joins_lead(group: Group) -> Role | None:
    """Reads "Sở Công Thương chủ trì, và [các đơn vị liên quan]"."""
    return Role.COORDINATE if _AND_AFTER_LEAD.search(group.before) else None


def coordinates_by_words(group: Group) -> Role | None:
    """Reads "Sở A chủ trì; [Sở B, Sở C] phối hợp thực hiện"."""
    apart = _APART.search(group.before) is not None and (
        helps(group.after) or _WITH_THEM.match(group.after) is not None
    )
    named = _PARTNER_NEXT.fullmatch(group.after) and group.right != group.after
    if named or not (_COORDINATES.match(group.after) or apart):
        return None
    charged = Role.LEAD in group.earlier or Role.IMPLEMENT in group.earlier
    return Role.COORDINATE if charged else None


def by_inner_label(group: Group) -> Role | None:
    """Reads "Chủ trì: A. Cùng tham gia: [B, C]", "[B, C] (phối hợp)" of a cell."""
    behind = ROLE_BEHIND.match(group.after)
    if behind is not None:
        role = role_of_words(behind[1])
        acts = clear_verb_at(group.after[behind.end() :].lstrip(" :").lower(), 0)
        subject = group.label is None and not group.left.strip() and acts
        return None if role is Role.LEAD and subject else role
    before = _LABEL_BEFORE.search(group.before)
    if before is None:
        return None
    if before[0][0] in "(.;" and fold(before[1]).strip() == "thuc hien":
        return Role.IMPLEMENT  # "(Thực hiện: Sở A; phối hợp: Sở B)", "…. Thực hiện: A."
    return role_of_words(before[1])


def beside_leader(group: Group) -> Role | None:
    """Reads "Sở Tài chính (chủ trì), [Sở Xây dựng, Kho bạc] rà soát": they help."""
    if ROLE_BEHIND.match(group.after) or Role.LEAD not in group.earlier:
        return None
    return Role.COORDINATE if _BESIDE.fullmatch(group.before) else None


_BESIDE = re.compile(
    r"\N{ZERO WIDTH SPACE}\s*\(\s*chủ trì\s*\)\s*(?:,|;|và|, và|cùng)\s*(?:các\s+)?",
    re.I,
)


def by_stroke(group: Group) -> Role | None:
    """Reads "Chủ trì/phối hợp: [Sở A]/[Sở B, Sở C]", with one stroke."""
    if group.label != "agencies":
        return None
    if group.after.lstrip()[:1] == "/" and (group.left + group.after).count("/") == 1:
        return Role.LEAD
    joins = group.before.strip("\N{ZERO WIDTH SPACE} ") == "/"
    return Role.COORDINATE if joins or Role.COORDINATE in group.earlier else None


def role_of_words(words: str) -> Role | None:
    """The role that the words of a label give: "Cùng tham gia", "chủ trì"."""
    key = fold(words).strip()
    what = field_of_label(words) or field_by_grammar(key.removeprefix("dong "))
    return _ROLE_OF_FIELD.get(what or "")


_ROLE_OF_FIELD = {
    "lead": Role.LEAD,
    "implement": Role.IMPLEMENT,
    "advise": Role.ADVISE,
    "coordinate": Role.COORDINATE,
}
ROLE_BEHIND = re.compile(r"^\s*\(\s*([^().;:\d]{3,30}?)\s*\)")
_LABEL_BEFORE = re.compile(
    r"(?:^|[.;(\n\N{ZERO WIDTH SPACE}]\s*|\s[-–+]\s*)"
    r"([^.;:()\d]{4,45}?)\s*:\s*(?:các\s+)?$"
)
# "Phòng B phối hợp với phường …": with the one charged before, not named again
_WITH_THEM = re.compile(
    r"^[\s,]*phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+(?:các bên|hai bên|phường|xã|"
    r"huyện|tỉnh|sở|ban|phòng|đơn vị|địa phương|cơ quan|nhà thầu|nhà trường)"
    r"(?=\s+(?:này|trên|trong|để|suốt|khi|thực hiện|giải quyết)\b|\s*[.;,])",
    re.IGNORECASE,
)
# "Sở A lập dự toán; [Văn phòng B] phối hợp Phòng C bố trí …": its partner is named
_PARTNER_NEXT = re.compile(r"\s*(?:chủ động )?phối hợp(?: các)?\s*", re.IGNORECASE)
_APART = re.compile(
    r"(?:^|[.;,(\N{ZERO WIDTH SPACE}]\s*)(?:và\s+|còn\s+|các\s+)*$", re.I
)
JOINED = re.compile(r"^\s*,?\s*cùng\s+với(?:\s+các)?\s*$", re.IGNORECASE)
