"""Who is charged with what: roles of the agencies that a passage names.

Agencies are taken in groups ("Sở A, Sở B và UBND các huyện"); what stands before and
after a group decides its role. The first rule that answers wins; an agency that no
rule charges is a mere object of the work ("trình UBND tỉnh") and gets no role.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ccndocs.extract.fronted import FRONTED
from ccndocs.extract.role_agents import (
    AS_DUE,
    addressed,
    agent,
    issuer_asks,
    told_to,
)
from ccndocs.extract.role_grounds import (
    CITED,
    IS_CHARGED,
    ISSUES,
    acts_on_data,
    acts_on_document,
    charged_behind,
)
from ccndocs.extract.role_group import COORDINATES_WITH, Group, Nobody, last_stop
from ccndocs.extract.role_partners import (
    JOINED,
    ROLE_BEHIND,
    WITH,
    by_inner_label,
    coordinates_after_cue,
    coordinates_after_list,
    coordinates_by_label,
    coordinates_by_words,
    goes_along,
    is_at_hand,
    joins_lead,
    opens_with_partner,
    role_of_words,
    shares_work,
)
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import (
    ORDER_PREFIX,
    clear_verb_at,
    opens_with_verb,
    starts_with_verb,
)
from ccndocs.vi.letters import CAPITALS

_SEPARATOR = re.compile(
    r"^\s*(?:\([^()]{0,60}\)\s*)?"
    r"(?:(?:của|thuộc|(?:đóng )?trên địa bàn)\s(?:trung ương|tỉnh|thành phố|huyện|xã)"
    r"\s*(?=[,;]|và\s))?(?:[,;/&–-]|và|hoặc|cùng với|cùng)?\s*"
    r"(?:(?:và|với|cùng với|cùng|các|cả|lãnh đạo)\s+)*$",
    re.IGNORECASE,
)
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
    r"(?:đã|đang|sẽ|bị|vừa(?! bảo đảm| đảm bảo| phải)|phải (?:kiểm điểm|bị|chịu)|"
    r"(?<=vừa )(?:ban hành|có|ra|ký|gửi)|(?<=mới )(?:ban hành|có|ra|ký|gửi)|"
    r"(?:ký|ra) (?:ban hành )?(?:công điện|chỉ thị|công văn|văn bản)|"
    r"là(?!\s+(?:cơ quan|đơn vị|đầu mối|người (?:chịu trách nhiệm|phụ trách)))|"
    r"cam kết|không (?:hoàn trả|hoàn lại|chịu trách nhiệm|giải quyết|nhận lại|trả lại)|"
    r"được thành lập)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"^[\s,]*chủ trì\s+(?:phiên|buổi|hội nghị|hội thảo|cuộc (?:họp|làm việc|kiểm tra))",
    re.IGNORECASE,
)
# "Phó Thủ tướng Lê Văn A cho rằng …", "Bí thư Tỉnh ủy phát biểu tại Đại hội": news.
_SPEAKS = re.compile(
    rf"^\s*(?:[{CAPITALS}][^\s,.;:]*\s+){{0,5}}(?:(?:vừa|mới)\s+)?"
    r"(?:cho (?:rằng|biết)|phát biểu|cơ bản (?:nhất trí|thống nhất|tán thành|đồng ý)|"
    r"nhấn mạnh|khẳng định|biểu dương|(?:đến |tới |tham )dự|"
    r"ký (?:ban hành|Công điện|Quyết định|Chỉ thị|Công văn))(?!\w)"
)
# "(Văn phòng Đảng ủy hướng dẫn kỹ thuật)", at the end of an item or a sentence.
_IN_BRACKETS = re.compile(
    r"^\s*(?:chủ trì|tham mưu|đầu mối|làm đầu mối|thực hiện|hướng dẫn|phụ trách|"
    r"theo dõi|"
    r"tổng hợp|chịu trách nhiệm|có trách nhiệm|triển khai|tổ chức|cung cấp|đảm nhiệm)\b"
    r"[^()]*\)\s*(?:[.;,]|$|(?=[./]))",
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
_Verdict = Role | Nobody | None
_Rule = Callable[[Group], _Verdict]


def done_by(group: Group) -> Role | None:
    """Reads "…, do [Sở Xây dựng] chủ trì thực hiện": charged, not the one served."""
    if not (_DONE_BY.search(group.before) and _DOES.match(group.after)):
        return None
    return Role.ADVISE if _ADVISES.match(group.after) else Role.LEAD


def is_object(group: Group) -> _Verdict:
    """Reads "tham mưu [UBND tỉnh]": the one served, not the one charged."""
    if _CLAUSE_START.search(ORDER_PREFIX.sub("", group.before)):
        return None
    return Nobody.NOBODY if _OBJECT.search(group.before) else None


def leads_for_another(group: Group) -> Role | None:
    """Reads "rà soát dưới sự chủ trì của [Sở Nội vụ]"."""
    if not _LEAD_BEFORE.search(group.before):
        return None
    # "Sáng 25/5, dưới sự chủ trì của …, Ban Chỉ huy họp": told of a meeting.
    return None if _TELLS_WHEN.match(group.before) else Role.LEAD


def leads_by_words(group: Group) -> Role | None:
    """Reads "[Sở Công Thương] chủ trì, …"."""
    if _MEETING.match(group.after):
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


def next_subject(group: Group) -> Role | None:
    """Reads "Yêu cầu Ban A hoàn thiện hồ sơ, [UBND xã B] kiểm đếm xong …"."""
    work = _GOES_ON.match(group.before)
    if work is None or Role.LEAD not in group.earlier or _OTHERS.search(work["work"]):
        return None
    return Role.LEAD if clear_verb_at(group.after.lstrip(), 0) else None


def role_of_label(group: Group) -> Role | None:
    """Reads "Cơ quan chủ trì: [Sở A]"; "Đơn vị thực hiện: [UBND huyện] …"."""
    if group.label == "lead":
        return Role.LEAD
    if group.label == "advise":
        return Role.ADVISE
    if group.label in ("implement", "agencies"):
        return Role.ADVISE if _ADVISES.match(group.after) else Role.IMPLEMENT
    return None


def asked(group: Group) -> Role | None:
    """Reads "Yêu cầu [các chủ đầu tư] rà soát": one ordered by the one addressed.

    Under the heading of another agency, such a group is what that agency works on.
    """
    cue = _cue_before(group)
    if cue is None or not re.match(r"yêu cầu|đề nghị", cue, re.IGNORECASE):
        return None
    return _as_subject(group, cue)


def subject(group: Group) -> Role | None:
    """Reads "Giao [Sở Tài chính] bố trí"; "[Sở A và Sở B] có trách nhiệm …"."""
    return _as_subject(group, _cue_before(group))


def _cue_before(group: Group) -> str | None:
    """The words that order the group, right before it: "Giao ", "yêu cầu các "."""
    found = _CUES.search(group.before)
    return found[0] if found else None


def _as_subject(group: Group, cue: str | None) -> Role | None:
    opening = group.before[: len(group.before) - len(cue or "")]
    opening = FRONTED.sub("", _QUANTIFIER.sub("", opening))
    sentence = last_stop(opening)
    if sentence and FRONTED.match(opening, sentence) is None:
        fronted = FRONTED.match(opening[sentence:])
        opening = opening[:sentence] if fronted else opening
    if not _CLAUSE_START.search(opening):
        return None
    if not cue and group.left.strip() and ISSUES.match(group.after):
        return None  # "Để kịp báo cáo, UBND tỉnh yêu cầu …": the issuer
    if cue and opening and not (cue[0].isupper() or cue.startswith("giao")):
        # "…; yêu cầu UBND cấp huyện …" goes on with an order that somebody else gives.
        return None
    told = (_NARRATES, _MEETING, _SPEAKS)
    if any(pattern.match(group.after) for pattern in told):
        return None
    after = AS_DUE.sub("", group.after, count=1).lstrip(" ,:")
    orders = opens_with_verb(after) or IS_CHARGED.match(after)
    if group.after.strip() == ":" and not orders and not charged_behind(group.right):
        return None  # "Chủ đầu tư hạ tầng: [Công ty A], mã số …" names, too
    if group.after.lstrip().startswith(":") and after and not orders:
        return None  # "Chủ đầu tư: Công ty cổ phần X" names, it does not order
    stands_alone = not after or group.after.lstrip()[:1] in (":", ".")
    opens = not opening.strip()  # whoever opens an item is its subject
    if not (cue or opens or stands_alone or starts_with_verb(after)):
        return None
    return Role.IMPLEMENT if COORDINATES_WITH.match(group.after) else Role.LEAD


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
    issuer_asks,
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
    acts_on_document,
    acts_on_data,
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
    if gap.strip() == "lãnh đạo":
        return False  # "Đảng ủy UBND xã lãnh đạo UBND xã ban hành …": a verb
    start, stop = row[0].span.start, agency.span.stop
    before = text[max(0, start - 200) : start]
    if gap.strip() == ";" and _OBJECT.search(before) and not WITH.search(before):
        # "… cho Sở A; Sở A xếp hạng": the second is a subject.
        return not starts_with_verb(text[stop : stop + 200])
    if JOINED.match(gap) or (gap.strip() == "," and _acts_on(before, text[stop:])):
        return False
    bracket = ROLE_BEHIND.match(gap)
    if bracket is not None and role_of_words(bracket[1]) is not None:
        return False  # "Sở A (chủ trì); Sở B (phối hợp)"
    return bool(_SEPARATOR.match(gap))


def _acts_on(before: str, after: str) -> bool:
    """Whether who issued a document stands before a comma, and who acts behind it.

    "Trên cơ sở Báo cáo số 9/BC-CP ngày 2/3/2026 của [Chính phủ], [Bộ A] rà soát …".
    """
    return bool(CITED.search(before)) and starts_with_verb(after[:200])


def find_assignments(
    passage: Passage,
    agencies: Sequence[Mention[Agency]],
    label: str | None = None,
    issuer: str | None = None,
) -> list[Mention[Assignment]]:
    """The agencies that `passage` charges, each with its role.

    `label` is the meaning of the role line or table column the passage is the value
    of: lead, implement, advise, coordinate, agencies; None for running text. The
    `issuer` of the document orders others.
    """
    text = passage.text
    groups = _groups(text, sorted(agencies, key=lambda m: (m.span.start, -m.span.stop)))
    found: list[Mention[Assignment]] = []
    earlier: list[Role] = []
    charged = False
    for index, members in enumerate(groups):
        start = groups[index - 1][-1].span.stop if index else 0
        stop = groups[index + 1][0].span.start if index + 1 < len(groups) else len(text)
        group = Group(
            tuple(members),
            text[start : members[0].span.start]
            if not index
            else _before(text, start, members),
            _after(text, groups, index, stop),
            label,
            tuple(earlier),
            charged and groups[index - 1][-1].value.name.startswith(_FORMED),
            text[: members[0].span.start],
            issuer,
            text[members[-1].span.stop :],
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


def _after(
    text: str, groups: Sequence[Sequence[Mention[Agency]]], index: int, stop: int
) -> str:
    """What stands behind a group: behind its partners, where it acts with some."""
    after = text[groups[index][-1].span.stop : stop]
    if index + 1 < len(groups) and JOINED.match(after):
        end = groups[index + 2][0].span.start if index + 2 < len(groups) else len(text)
        return text[groups[index + 1][-1].span.stop : end]
    return after


def _before(text: str, start: int, members: Sequence[Mention[Agency]]) -> str:
    """What stands before a later group: never looks like the start of the passage."""
    return "\N{ZERO WIDTH SPACE}" + text[start : members[0].span.start]


def _decide(group: Group) -> tuple[Role, str] | None:
    for rule in RULES:
        verdict = rule(group)
        if verdict is Nobody.NOBODY:
            return None
        if isinstance(verdict, Role):
            return verdict, rule.__name__
    return None
