"""Doers that a line above a list names: "2.1. Ban Tổ chức", "Kế toán:".

"Phòng A chủ trì, Khoa B phối hợp:", "… yêu cầu hiệu trưởng các trường:".
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.extract.doers import Doer, read_doers
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at

_WORDS = word_lists("role_words")

HEADING_RULE = "heading_doer"
ASKED_RULE = "asked_above"
NAMES_RULE = "names_heading"


def doers_above(
    node: Node, named: Sequence[Mention[Agency]]
) -> list[Mention[Assignment]]:
    """Those whom a line names that heads a list, by the first rule that reads any."""
    for rule in _RULES:
        if found := rule(node, named):
            return found
    return []


def _heads_list(
    node: Node, named: Sequence[Mention[Agency]]
) -> list[Mention[Assignment]]:
    """Who does all of a list, told above it: "Phòng A chủ trì, Khoa B phối hợp:"."""
    text = node.passage.text.rstrip()
    if not text.endswith(":") or len(text) > _LONGEST or text.count(":") > 1:
        return []
    read = read_doers(node.passage, named, 0, len(text) - 1)
    if read is None or read[1] or not _SAYS_WHO.fullmatch(_around(text, read[0])):
        return []
    roles = _with_partners(text, read[0])
    leads = any(role is not Role.IMPLEMENT for role in roles)
    at = node.passage.id  # "Sở A thực hiện các việc sau:" heads them: it leads
    told = [(d, r if leads else Role.LEAD) for d, r in zip(read[0], roles, strict=True)]
    return [
        Mention(at, d.span, Assignment(d.agency, role), HEADING_RULE, 0.8)
        for d, role in told
    ]


def _with_partners(text: str, doers: Sequence[Doer]) -> list[Role]:
    """The roles of the doers, of whom those behind "phối hợp với" only help.

    "Sở A chủ trì, phối hợp với [Sở B, Sở C] thực hiện các nhiệm vụ sau:".
    """
    roles: list[Role] = []
    stop = 0
    for doer in doers:
        gap = text[stop : doer.span.start]
        helps = _WITH.search(gap) or (
            roles and roles[-1] is Role.COORDINATE and _AND.fullmatch(gap)
        )
        if _ALONG.match(gap) and roles:  # "[Sở A] phối hợp với Sở B thực hiện …:"
            roles = [Role.IMPLEMENT if r is Role.LEAD else r for r in roles]
        roles.append(Role.COORDINATE if helps else doer.role)
        stop = doer.span.stop
    return roles


_ALONG = re.compile(
    r"\s*,?\s*(?:có trách nhiệm\s+)?phối hợp(?: chặt chẽ)? (?:với|cùng)\b", re.I
)
_WITH = re.compile(r"\bphối hợp(?: chặt chẽ)? (?:với|cùng)(?: các)?\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|và|cùng)\s*(?:và\s+|các\s+)*")


def _named_heading(
    node: Node, named: Sequence[Mention[Agency]]
) -> list[Mention[Assignment]]:
    """Those of no table whom a heading names: "2.1. Ban Tổ chức", "Kế toán:"."""
    text = node.passage.text.rstrip(" :.")
    whole = node.passage.text.rstrip()
    heads = whole.endswith(":") or any(c.mark for c in node.children)
    if not heads or whole.endswith(".") or len(text) > _LONGEST_NAMES or ":" in text:
        return []
    whose = _WHOSE.match(text)
    start = whose.end() if whose else 0
    read = read_doers(node.passage, named, start, len(text))
    shown = text[start : start + 1].lower() + text[start + 1 :]
    if read is None or not read[1] or clear_verb_at(shown, 0):
        return []
    colon = whole.endswith(":")
    matter = _MATTER_TOO if colon else _MATTERS
    if any(matter.match(doer.agency.name) for doer in read[0]):
        return []  # "Y tế", "Doanh nghiệp số": what a section is about
    at = node.passage.id
    told = [(doer.span, Assignment(doer.agency, doer.role)) for doer in read[0]]
    return [Mention(at, span, value, NAMES_RULE, 0.8) for span, value in told]


# "Trách nhiệm của [Công đoàn]", "Đối với [Tổ Văn phòng]:"
_WHOSE = re.compile(
    rf"(?:(?:Trách nhiệm|Nhiệm vụ) của|Giao|Phân công|(?:Đối với|Về phía)"
    rf"(?=\s[{CAPITALS}]))\s+"
)
_MATTER_TOO = re.compile(r"Doanh nghiệp(?: số| công nghệ số| nhỏ và vừa)?$")
_MATTERS = re.compile(  # fields of work, where they are no people
    rf"{_MATTER_TOO.pattern}|(?:Y tế|Thư viện|Thiết bị|Một cửa|Trường|Bệnh viện|Nhà|"
    r"Người|Lực lượng|Quỹ|Ngân hàng|Cảng|Bến|Chủ|Nhóm)$"
)
_LONGEST_NAMES = 90  # characters of a heading


def _asked_above(
    node: Node, named: Sequence[Mention[Agency]]
) -> list[Mention[Assignment]]:
    """Whom no table knows and a lead-in asks: "… yêu cầu hiệu trưởng các trường:"."""
    text = node.passage.text.rstrip()
    cues = list(_CUE.finditer(text)) if text.endswith(":") else []
    if not cues or any(m.span.start >= cues[-1].start() for m in named):
        return []
    start = cues[-1].end()
    stop = _DOES_THESE.search(text, start)
    read = read_doers(node.passage, named, start, stop.start() if stop else len(text))
    if read is None:
        return []
    at = node.passage.id
    told = [(doer.span, Assignment(doer.agency, doer.role)) for doer in read[0]]
    return [Mention(at, span, value, ASKED_RULE, 0.8) for span, value in told]


_CUE = re.compile(
    r"(?:^|(?<=[\s,]))(?<!theo )(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|"
    r"phân công|lưu ý)\s+(?:đối với\s+|cho\s+)?(?=\S)",
    re.IGNORECASE,
)
_DOES_THESE = re.compile(
    rf"\s*(?:,\s*)?(?:\b(?:{_WORDS['does_the_items']})\b[^:]*)?:$",
    re.IGNORECASE,
)


def _around(text: str, doers: Sequence[Doer]) -> str:
    """The text without the names of the doers."""
    rest, at = "", 0
    for doer in sorted(doers, key=lambda d: d.span.start):
        rest += text[at : doer.span.start] + " "
        at = doer.span.stop
    return rest + text[at:]


_SAYS_WHO = re.compile(
    r"(?:[\s,;:]|(?:giao|(?:là|làm) (?:cơ quan|đơn vị)|và|cùng|với|chủ trì|phối hợp|"
    r"tổ chức|thực hiện|triển khai|"
    r"phụ trách|chịu trách nhiệm|tham mưu|hỗ trợ|làm|lo|các|những|việc|nội dung|"
    r"nhiệm vụ|công việc|như|sau|sau đây|dưới đây)(?!\w))*",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of a line that only says who


_RULES = (_heads_list, _asked_above, _named_heading)
