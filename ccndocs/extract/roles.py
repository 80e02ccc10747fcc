"""Who is charged with what: roles of the agencies that a passage names.

Agencies are taken in groups ("Sở A, Sở B và UBND các huyện"); what stands before and
after a group decides its role. The first rule that answers wins; an agency that no
rule charges is a mere object of the work ("trình UBND tỉnh") and gets no role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from ccndocs.extract.fronted import FRONTED
from ccndocs.extract.partners import (
    helps,
    is_present,
    opens_along,
    shares,
    works_along,
)
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Passage
from ccndocs.vi.cues import (
    ORDER_PREFIX,
    clear_verb_at,
    opens_with_verb,
    starts_with_verb,
)
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import field_by_grammar, field_of_label

_SEPARATOR = re.compile(
    r"^\s*(?:\([^()]{0,60}\)\s*)?(?:[,;/&–-]|và|hoặc|cùng với|cùng)?\s*"
    r"(?:(?:và|với|cùng với|cùng|các|cả|lãnh đạo)\s+)*$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"phối hợp"
    r"(?:\s+(?:chặt chẽ|tốt|đồng bộ|hiệu quả|thường xuyên|trực tiếp|cùng))*"
    r"(?:,\s*thống nhất)?(?:\s+(?:với|cùng|cùng với|của))?"
    r"(?:\s+các)?(?:\s+đơn vị:)?\s*:?\s*$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^[\s,]*(?:là\s+|làm\s+)?(?:cơ quan\s+|đơn vị\s+)?"
    r"(?:tiếp tục\s+|trực tiếp\s+|làm\s+)*(?:chủ trì|(?:làm )?đầu mối)\b",
    re.IGNORECASE,
)
_AND_AFTER_LEAD = re.compile(r"chủ trì,?\s*(?:và|cùng(?: với)?)(?:\s+các)?\s*$", re.I)
_LEAD_BEFORE = re.compile(
    r"(?:(?:chủ trì|đầu mối)\s*(?:là|:)|(?:dưới )?sự chủ trì của)\s*$", re.I
)
_DONE_BY = re.compile(r"[,;(–-]\s*do\s*$", re.IGNORECASE)
_DOES = re.compile(
    r"^\s*(?:trực tiếp )?"
    r"(?:chủ trì|đầu mối|làm đầu mối|thực hiện|tham mưu|phụ trách)\b",
    re.IGNORECASE,
)
_ALONG = re.compile(r"\w\s+cùng(?: với)?(?:\s+các)?\s*$", re.IGNORECASE)
_WITH_MORE = re.compile(
    r"phối hợp(?:\s+(?:chặt chẽ|thường xuyên|trực tiếp))*\s+(?:với|cùng)\s+"
    r"(?P<more>[^.;:]{2,80}?)(?:,|\s+và|\s+cùng)(?:\s+(?:với|các))*\s*$",
    re.IGNORECASE,
)
_ISSUES = re.compile(r"^\s*(?:đề nghị|yêu cầu|kết luận|ban hành kế hoạch|giao)(?!\w)")
_COORDINATES = re.compile(
    r"^[\s,]*(?:cùng\s+)?phối hợp\b(?!\s*(?:chặt chẽ\s+)?(?:với|cùng)\b)", re.I
)
_COORDINATES_WITH = re.compile(
    r"^[\s,:]*(?:chủ động,?\s+|tích cực,?\s+|thường xuyên\s+)*"
    r"phối hợp\s*(?:chặt chẽ\s+)?(?:với|cùng)?\b",
    re.I,
)
_ADVISES = re.compile(r"^[\s,]*(?:chủ trì\s*,?\s*)?tham mưu\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:tham mưu|tham mưu cho|tham mưu, giúp|trình|báo cáo|giúp|đề xuất|kiến nghị|"
    r"xin ý kiến|gửi|về|cho|đến|tại|của|thuộc|do|từ|bởi|thay mặt|qua|thông qua|"
    r"hướng dẫn|yêu cầu|đôn đốc|đề nghị|chỉ đạo|hỗ trợ|với|theo|giữa|trên|vào|bằng)"
    r"(?:\s+(?:các|cho|lãnh đạo|đồng chí|với))*\s*:?\s*$",
    re.IGNORECASE,
)
_CUES = re.compile(rf"(?<!\w)(?:{ORDER_PREFIX.pattern}(?:các\s+)?)+$", re.IGNORECASE)
_NARRATES = re.compile(
    r"^[\s,]*(?:vừa |mới )?"
    r"(?:đã|đang|sẽ|bị|phải (?:kiểm điểm|bị|chịu)|là(?!\s+(?:cơ quan|đơn vị|đầu mối))|được thành lập)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
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
# "… do X lập", "được X gộp lại", "giao X chủ trì": whose work something is said to be.
_AGENT = re.compile(
    r"(?<!\w)(?:do|được|nay chuyển|chuyển|giao|giao cho|phân công)(?:\s+các)?\s*$", re.IGNORECASE
)
_AGENT_BUT = re.compile(
    r"\b(?:đã|trước đây|từng|nguyên nhân|khi|nếu|phải|cần|có thể|hoặc|sau|đang|chưa|"
    r"theo|số liệu)\b",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"^\s*(?:đồng ý|chấp thuận|phê duyệt|duyệt|xác nhận|cấp|cho phép|cho|giao|ban hành|"
    r"hỗ trợ|quyết định|quy định|quản lý|công nhận|khen|tặng|ủy quyền|trả|mời|bảo lãnh|"
    r"làm chủ|thành lập|đầu tư)(?!\w)",
    re.IGNORECASE,
)
_QUANTIFIER = re.compile(
    r"(?:^|(?<=[.;]\s))(?:các|toàn thể|từng|riêng)\s+$", re.IGNORECASE
)
_GOES_ON = re.compile(r"^\N{ZERO WIDTH SPACE}(?P<work>[^.;:()]{4,90}),\s*$")
_OTHERS = re.compile(
    r"\b(?:tham mưu|trình|báo cáo|giúp|kiến nghị|gửi|cho|với|của|tại|do|từ|theo|"
    r"hướng dẫn|yêu cầu|đôn đốc|đề nghị|chỉ đạo|hỗ trợ|phối hợp|giữa|cùng|thuộc|các|"
    r"gồm|như|kiểm tra|giám sát|vận động)\b",
    re.IGNORECASE,
)
_FORMED = ("Tiểu ban", "Tổ ", "Nhóm ", "Ban Tổ chức")
_CLAUSE_START = re.compile(r"(?:^|[.;:]\s+|\)\s+|[.;]\s*[-+]\s*)$")


@dataclass(frozen=True, slots=True)
class _Group:
    """Agencies named in a row, and the text on both sides up to the next group."""

    members: tuple[Mention[Agency], ...]
    before: str
    after: str
    label: str | None
    earlier: tuple[Role, ...]  # roles of the groups before this one
    behind_formed: bool = False  # a body formed for the work is charged before
    left: str = ""  # all the text before it


class _Nobody(Enum):
    """The verdict of a rule that a group is charged with nothing."""

    NOBODY = "nobody"


_Verdict = Role | _Nobody | None
_Rule = Callable[[_Group], _Verdict]


def coordinates_after_cue(group: _Group) -> Role | None:
    """Reads "chủ trì, phối hợp với [Sở Xây dựng, UBND các huyện]"."""
    return Role.COORDINATE if _WITH.search(group.before) else None


def coordinates_after_list(group: _Group) -> Role | None:
    """Reads "phối hợp với các ban và [Văn phòng Đảng ủy]": a list begun by others."""
    found = _WITH_MORE.search(group.before)
    if found is None:
        return None
    more = found["more"]
    said = any(clear_verb_at(more, word.start()) for word in re.finditer(r"\S+", more))
    return None if said else Role.COORDINATE


def goes_along(group: _Group) -> Role | None:
    """Reads "tổ chức kiểm tra cùng với [Sở Y tế]"."""
    joined = _JOINED.match(group.before.lstrip("\N{ZERO WIDTH SPACE}"))
    along = joined is not None and group.before.startswith("\N{ZERO WIDTH SPACE}")
    return Role.COORDINATE if along or _ALONG.search(group.before) else None


def shares_work(group: _Group) -> Role | None:
    """Reads "với sự tham gia của [Sở Y tế]", "phối hợp trong việc này gồm [Sở A]"."""
    return Role.COORDINATE if shares(group.before) else None


def is_at_hand(group: _Group) -> Role | None:
    """Reads "(có [Phòng Tài nguyên] cùng làm)", "Việc đo do [Phòng A] phối hợp"."""
    if is_present(group.before, group.after):
        return Role.COORDINATE
    sentence = group.before[_last_stop(group.before) :]
    return Role.COORDINATE if works_along(sentence, group.after) else None


def opens_with_partner(group: _Group) -> Role | None:
    """Reads "Cùng với [Trạm X] mở lớp …": the item's own subject is not named."""
    return Role.COORDINATE if opens_along(group.before) else None


def _last_stop(text: str) -> int:
    """Where the last sentence of `text` begins."""
    return max((m.end() for m in _SENTENCE.finditer(text)), default=0)


_SENTENCE = re.compile(r"[.;:]\s+")


def coordinates_by_label(group: _Group) -> Role | None:
    """Reads "Cơ quan phối hợp: [Sở Xây dựng]"."""
    return Role.COORDINATE if group.label == "coordinate" else None


def joins_lead(group: _Group) -> Role | None:
    """Reads "Sở Công Thương chủ trì, và [các đơn vị liên quan]"."""
    return Role.COORDINATE if _AND_AFTER_LEAD.search(group.before) else None


def done_by(group: _Group) -> Role | None:
    """Reads "…, do [Sở Xây dựng] chủ trì thực hiện": charged, not the one served."""
    if not (_DONE_BY.search(group.before) and _DOES.match(group.after)):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD


def agent(group: _Group) -> Role | None:
    """Reads "Phần kinh phí còn thiếu do [Sở Tài chính] cân đối": whose work it is.

    Not what was done before, nor what somebody grants ("được Sở X chấp thuận").
    """
    found = _AGENT.search(group.before)
    if found is None:
        return None
    clause = group.before[_last_stop(group.before) : found.start()]
    said = group.left[_last_stop(group.left) :].removesuffix(found[0]).strip()
    if not said or said.count("(") > said.count(")"):
        return None  # "Giao Sở X …" opens a sentence: a subject
    if Role.LEAD in group.earlier or opens_with_verb(said):
        return None  # "Tham gia mạng lưới do Sở X điều phối": what it works on
    word = found[0].split()[0].casefold()
    if word not in ("giao", "phân") and _GRANTS.match(group.after):
        return None
    if _AGENT_BUT.search(clause.rpartition(",")[2]) or _MADE.match(group.after):
        return None
    makes_head = _HEADS_BODY.match(group.after)
    does = (starts_with_verb(group.after) and not makes_head) or _MAKES.match(group.after)
    return Role.LEAD if does and not helps(group.after) else None


_MADE = re.compile(
    r"^\s*\w+(?:\s\w+)?\s+(?:là\b|(?:vào |từ )?(?:ngày|tháng|năm)\s+\d)", re.IGNORECASE
)
_HEADS_BODY = re.compile(r"^\s*làm\s+(?:tổ trưởng|trưởng|chủ|thành viên|ủy viên|phó)")
_MAKES = re.compile(r"^\s*(?:làm(?=\s*[,.;])|lập|tính|lo|gộp|gom|soạn|đảm nhận|đảm nhiệm)(?!\w)")


def told_to(group: _Group) -> Role | None:
    """Reads "[Điện lực Kỳ Lâm] được yêu cầu nâng công suất …": an order in passive."""
    return Role.LEAD if _TOLD_TO.match(group.after) else None


_TOLD_TO = re.compile(
    r"^[\s,]*(?:được|chịu)\s+(?:yêu cầu|giao|phân công|đề nghị|chỉ định|giao nhiệm vụ)"
    r"\s+(?!tại|theo|từ)(?:nhiệm vụ\s+|việc\s+)?[a-zà-ỹđ]",
    re.IGNORECASE,
)


def addressed(group: _Group) -> Role | None:
    """Reads "Để kịp báo cáo, Ban đề nghị [các chủ đầu tư] kê khai …".

    The issuer asks behind a topic or a reason; what was asked before orders nothing.
    """
    found = _ASKS.search(group.before)
    if found is None or group.earlier:
        return None
    said = group.left[_last_stop(group.left) :].removesuffix(found[0])
    clause = said.rpartition(",")[2].strip()
    told = _ASKED_BEFORE.search(clause) or _ASKED_IN.search(said)
    opens = not said.strip() and (not group.left or opens_with_verb(group.left))
    if opens or told or len(clause.split()) > _ISSUER:
        return None
    acts = starts_with_verb(group.after)
    if opens_with_verb(said) or opens_with_verb(clause) or not acts:
        return None
    return Role.IMPLEMENT if _COORDINATES_WITH.match(group.after) else Role.LEAD


_ISSUER = 8  # words of the issuer's name before what it asks
_ASKS = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|giao|phân công)(?:\s+(?:các|đồng chí|quý|cả))*\s*$", re.I
)
_ASKED_BEFORE = re.compile(
    r"\b(?:đã|từng|trước đây|theo|xét|căn cứ|văn bản|tiếp tục|có|cần|không)\b", re.I
)
_ASKED_IN = re.compile(
    r"\b(?:tại|thực hiện) (?:công văn|văn bản|thông báo|chỉ thị)|"
    r"\bđã (?:đề nghị|yêu cầu|giao|chỉ đạo)|\bkhi (?:ấy|đó)\b",
    re.IGNORECASE,
)


def is_object(group: _Group) -> _Verdict:
    """Reads "tham mưu [UBND tỉnh]": the one served, not the one charged."""
    if _CLAUSE_START.search(ORDER_PREFIX.sub("", group.before)):
        return None
    return _Nobody.NOBODY if _OBJECT.search(group.before) else None


def leads_for_another(group: _Group) -> Role | None:
    """Reads "rà soát dưới sự chủ trì của [Sở Nội vụ]"."""
    return Role.LEAD if _LEAD_BEFORE.search(group.before) else None


def leads_by_words(group: _Group) -> Role | None:
    """Reads "[Sở Công Thương] chủ trì, …"."""
    if _MEETING.match(group.after):
        return None
    return Role.LEAD if _LEADS.match(group.after) else None


def in_brackets(group: _Group) -> Role | None:
    """Reads "Mở lớp trực tuyến ([Văn phòng Đảng ủy] hướng dẫn kỹ thuật)."."""
    if not group.before.endswith("(") or not _IN_BRACKETS.match(group.after):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT


def also_in_brackets(group: _Group) -> Role | None:
    """Reads "Tiểu ban Hậu cần ([Văn phòng xã]): dựng …": the one behind a subject.

    Only behind a body formed for the work: "Sở Y tế (Phòng Kế hoạch)" says where.
    """
    named = group.before == "\N{ZERO WIDTH SPACE} (" and group.after.startswith(")")
    return Role.LEAD if named and group.behind_formed else None


def next_subject(group: _Group) -> Role | None:
    """Reads "Yêu cầu Ban A hoàn thiện hồ sơ, [UBND xã B] kiểm đếm xong …"."""
    work = _GOES_ON.match(group.before)
    if work is None or Role.LEAD not in group.earlier or _OTHERS.search(work["work"]):
        return None
    return Role.LEAD if clear_verb_at(group.after.lstrip(), 0) else None


def coordinates_by_words(group: _Group) -> Role | None:
    """Reads "Sở A chủ trì; [Sở B, Sở C] phối hợp thực hiện"."""
    apart = _APART.search(group.before) is not None and (
        helps(group.after) or _WITH_THEM.match(group.after) is not None
    )
    if not (_COORDINATES.match(group.after) or apart):
        return None
    charged = Role.LEAD in group.earlier or Role.IMPLEMENT in group.earlier
    return Role.COORDINATE if charged else None


def by_inner_label(group: _Group) -> Role | None:
    """Reads "Chủ trì: A. Cùng tham gia: [B, C]", "[B, C] (phối hợp)" of a cell."""
    behind = _ROLE_BEHIND.match(group.after)
    if behind is not None:
        return _role_of_words(behind[1])
    before = _LABEL_BEFORE.search(group.before)
    return _role_of_words(before[1]) if before else None


def _role_of_words(words: str) -> Role | None:
    key = fold(words).strip()
    what = field_of_label(words) or field_by_grammar(key.removeprefix("dong "))
    return _ROLE_OF_FIELD.get(what or "")


_ROLE_OF_FIELD = {
    "lead": Role.LEAD,
    "implement": Role.IMPLEMENT,
    "advise": Role.ADVISE,
    "coordinate": Role.COORDINATE,
}
_ROLE_BEHIND = re.compile(r"^\s*\(\s*([^().;:\d]{3,30}?)\s*\)")
_LABEL_BEFORE = re.compile(
    r"(?:^|[.;(\n\N{ZERO WIDTH SPACE}]\s*|\s[-–+]\s*)([^.;:()\d]{4,45}?)\s*:\s*(?:các\s+)?$"
)


# "Phòng B phối hợp với phường …": with the one charged before, not named again
_WITH_THEM = re.compile(
    r"^[\s,]*phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+(?:các bên|hai bên|phường|xã|"
    r"huyện|tỉnh|sở|ban|phòng|đơn vị|địa phương|cơ quan|nhà thầu|nhà trường)"
    r"(?=\s+(?:này|trên|trong|để|suốt|khi|thực hiện|giải quyết)\b|\s*[.;,])",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:^|[.;,(\N{ZERO WIDTH SPACE}]\s*)(?:và\s+|còn\s+|các\s+)*$", re.I)


def role_of_label(group: _Group) -> Role | None:
    """Reads "Cơ quan chủ trì: [Sở A]"; "Đơn vị thực hiện: [UBND huyện] …"."""
    if group.label == "lead":
        return Role.LEAD
    if group.label == "advise":
        return Role.ADVISE
    if group.label in ("implement", "agencies"):
        return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT
    return None


def asked(group: _Group) -> Role | None:
    """Reads "Yêu cầu [các chủ đầu tư] rà soát": one ordered by the one addressed.

    Under the heading of another agency, such a group is what that agency works on.
    """
    cue = _cue_before(group)
    if cue is None or not re.match(r"yêu cầu|đề nghị", cue, re.IGNORECASE):
        return None
    return _as_subject(group, cue)


def subject(group: _Group) -> Role | None:
    """Reads "Giao [Sở Tài chính] bố trí"; "[Sở A và Sở B] có trách nhiệm …"."""
    return _as_subject(group, _cue_before(group))


def _cue_before(group: _Group) -> str | None:
    """The words that order the group, right before it: "Giao ", "yêu cầu các "."""
    found = _CUES.search(group.before)
    return found[0] if found else None


def _as_subject(group: _Group, cue: str | None) -> Role | None:
    opening = group.before[: len(group.before) - len(cue or "")]
    opening = FRONTED.sub("", _QUANTIFIER.sub("", opening))
    sentence = _last_stop(opening)
    if sentence and FRONTED.match(opening, sentence) is None:
        fronted = FRONTED.match(opening[sentence:])
        opening = opening[:sentence] if fronted else opening
    if not _CLAUSE_START.search(opening):
        return None
    if group.left.strip() and _ISSUES.match(group.after):
        return None  # "Để kịp báo cáo, UBND tỉnh yêu cầu …": the issuer
    if cue and opening and not (cue[0].isupper() or cue.startswith("giao")):
        # "…; yêu cầu UBND cấp huyện …" goes on with an order that somebody else gives.
        return None
    if _NARRATES.match(group.after) or _MEETING.match(group.after):
        return None
    after = group.after.lstrip(" ,:")
    if group.after.lstrip().startswith(":") and after and not opens_with_verb(after):
        return None  # "Chủ đầu tư: Công ty cổ phần X" names, it does not order
    stands_alone = not after or group.after.lstrip()[:1] in (":", ".")
    opens = not opening.strip()  # whoever opens an item is its subject
    if not (cue or opens or stands_alone or starts_with_verb(after)):
        return None
    return Role.IMPLEMENT if _COORDINATES_WITH.match(group.after) else Role.LEAD


RULES: tuple[_Rule, ...] = (
    coordinates_after_cue,
    coordinates_after_list,
    shares_work,
    is_at_hand,
    opens_with_partner,
    by_inner_label,
    coordinates_by_label,
    joins_lead,
    goes_along,
    done_by,
    agent,
    told_to,
    addressed,
    leads_for_another,
    is_object,
    leads_by_words,
    in_brackets,
    also_in_brackets,
    coordinates_by_words,
    role_of_label,
    asked,
    subject,
    next_subject,
)
"""Order matters: a cue right beside the group beats the label of its line."""


def _groups(
    text: str, agencies: Sequence[Mention[Agency]]
) -> list[list[Mention[Agency]]]:
    """Agencies in a row; one that takes up what served before starts a new group."""
    groups: list[list[Mention[Agency]]] = []
    for agency in agencies:
        if groups:
            last = groups[-1][-1].span
            gap = (
                text[last.stop : agency.span.start]
                if agency.span.start >= last.stop
                else ""
            )
            if _in_row(text, groups[-1], agency, gap):
                groups[-1].append(agency)
                continue
        groups.append([agency])
    return groups


def _in_row(
    text: str, row: Sequence[Mention[Agency]], agency: Mention[Agency], gap: str
) -> bool:
    if gap.strip() == ":" and row[-1].value.collective:
        return True  # "các đơn vị liên quan: Công an tỉnh, …"
    start, stop = row[0].span.start, agency.span.stop
    before = text[max(0, start - 200) : start]
    if gap.strip() == ";" and _OBJECT.search(before) and not _WITH.search(before):
        # "… cho Sở A; Sở A xếp hạng": the second is a subject.
        return not starts_with_verb(text[stop : stop + 200])
    if _JOINED.match(gap):
        return False
    bracket = _ROLE_BEHIND.match(gap)
    if bracket is not None and _role_of_words(bracket[1]) is not None:
        return False  # "Sở A (chủ trì); Sở B (phối hợp)"
    return bool(_SEPARATOR.match(gap))


def find_assignments(
    passage: Passage, agencies: Sequence[Mention[Agency]], label: str | None = None
) -> list[Mention[Assignment]]:
    """The agencies that `passage` charges, each with its role.

    `label` is the meaning of the role line or table column the passage is the value
    of: lead, implement, advise, coordinate, agencies; None for running text.
    """
    text = passage.text
    groups = _groups(text, sorted(agencies, key=lambda m: (m.span.start, -m.span.stop)))
    found: list[Mention[Assignment]] = []
    earlier: list[Role] = []
    charged = False
    for index, members in enumerate(groups):
        start = groups[index - 1][-1].span.stop if index else 0
        stop = groups[index + 1][0].span.start if index + 1 < len(groups) else len(text)
        group = _Group(
            tuple(members),
            text[start : members[0].span.start]
            if not index
            else _before(text, start, members),
            _after(text, groups, index, stop),
            label,
            tuple(earlier),
            charged and groups[index - 1][-1].value.name.startswith(_FORMED),
            text[: members[0].span.start],
        )
        decided = _decide(group)
        charged = decided is not None
        if decided is None:
            continue
        role, rule = decided
        earlier.append(role)
        found += (
            Mention(
                m.passage, m.span, Assignment(m.value, role), rule, m.score, m.flags
            )
            for m in members
        )
    return found


_JOINED = re.compile(r"^\s*,?\s*cùng\s+với(?:\s+các)?\s*$", re.IGNORECASE)


def _after(
    text: str, groups: Sequence[Sequence[Mention[Agency]]], index: int, stop: int
) -> str:
    """What stands behind a group: behind its partners, where it acts with some."""
    after = text[groups[index][-1].span.stop : stop]
    if index + 1 < len(groups) and _JOINED.match(after):
        end = groups[index + 2][0].span.start if index + 2 < len(groups) else len(text)
        return text[groups[index + 1][-1].span.stop : end]
    return after


def _before(text: str, start: int, members: Sequence[Mention[Agency]]) -> str:
    """What stands before a later group: never looks like the start of the passage."""
    return "\N{ZERO WIDTH SPACE}" + text[start : members[0].span.start]


def _decide(group: _Group) -> tuple[Role, str] | None:
    for rule in RULES:
        verdict = rule(group)
        if verdict is _Nobody.NOBODY:
            return None
        if isinstance(verdict, Role):
            return verdict, rule.__name__
    return None
