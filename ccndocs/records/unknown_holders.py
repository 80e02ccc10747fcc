"""Holders that no table knows: by a kind of actor, a duty, a team."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Node, Passage
from ccndocs.vi.bodies import DEFINITE, concerns_actor, names_actor, only_bodies
from ccndocs.vi.cues import OF_FIELD, ORDER_PREFIX
from ccndocs.vi.verbs import opens_with_verb


def actor_heading(
    node: Node, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever a heading names by kind of actor, not by a name of the tables.

    "Các doanh nghiệp chế biến", "Phó Chủ tịch phụ trách văn hóa", "Các trường đại học".
    """
    text = re.sub(
        r",\s+(?:ông|bà)\s.*$", "", node.passage.text.strip(" :."), flags=re.I
    )
    text = _DUTY_BEHIND.sub("", text)
    if _GROUP_OF_WORK.match(text) or not node.mark or len(text) > 110:
        return ()
    if re.search(r"[.:]", text) or (";" in text and not only_bodies(text)):
        return ()
    prefix = ORDER_PREFIX.match(text)
    name = text[prefix.end() :] if prefix else text
    name = re.sub(r"\s*\([^()]*\)$", "", name)
    start = node.passage.text.find(name)
    text = node.passage.text
    acts = any(
        m.span.start <= start and _acts(m.span.of(text), text[m.span.stop :])
        for m in agencies
    )
    bare = prefix is not None and concerns_actor(prefix[0], name)
    if not (names_actor(name) or bare) or acts:
        return ()
    every = re.match(r"(?:các|những|toàn thể)\s", name, re.IGNORECASE) is not None
    group = every and not DEFINITE.match(name)
    agency = Agency(name, collective=group, known=False)
    span = Span(start, start + len(name))
    flags = () if group else ("agency_unknown",)
    return (Mention(node.passage.id, span, agency, "actor_heading", 0.8, flags),)


def _acts(name: str, rest: str) -> bool:
    """Whether a verb follows a name, not the field: "Cán bộ phụ trách tài vụ"."""
    in_field = OF_FIELD.match(rest) or _FIELD_OPEN.search(name)
    return opens_with_verb(rest) and not in_field


# "Cán bộ phụ trách lĩnh vực [giám sát]": what a field is called is no work
_FIELD_OPEN = re.compile(r"\sphụ trách\s+(?:lĩnh vực|công tác|mảng|khối)$", re.I)
# "Nhóm nhiệm vụ chuyển đổi số trường học": a group of tasks, nobody
_GROUP_OF_WORK = re.compile(
    r"nhóm (?:các )?(?:nhiệm vụ|giải pháp|nội dung|công việc|vấn đề|chỉ tiêu)", re.I
)
# "Đề nghị các chủ đập [có trách nhiệm]:"
_DUTY_BEHIND = re.compile(
    r",?\s+(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)$", re.IGNORECASE
)
_DUTY_OF = re.compile(
    r"^(?:giao|đề nghị|yêu cầu|trách nhiệm của)?\s*(?P<who>\w.{5,180}?),?\s+"
    r"(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\W*$",
    re.IGNORECASE,
)


def unknown_holder(passage: Passage) -> tuple[Mention[Agency], ...]:
    """Whoever a duty heading names though no table does.

    "Các đơn vị cấp nước sạch trên địa bàn có trách nhiệm" charges a group.
    """
    found = _DUTY_OF.match(passage.text.strip())
    if found is None:
        return ()
    start = passage.text.find(found["who"])
    name = found["who"]
    agency = Agency(name, collective=name[:3].casefold() == "các", known=False)
    span = Span(start, start + len(name))
    return (
        Mention(passage.id, span, agency, "duty_heading", 0.8, ("agency_unknown",)),
    )


_TEAM = (
    r"(?P<who>(?:Đoàn|Tổ|Hội đồng|Ban|Tiểu ban|Nhóm|Đội|Bộ phận)"
    r"(?:\s[^.;:()]{3,140}?)??)"
)
_DUTIES = (
    r"(?:chức năng|nhiệm vụ|trách nhiệm|quyền hạn)"
    r"(?:(?:,| và)\s+(?:chức năng|nhiệm vụ|trách nhiệm|quyền hạn))*"
)
_AS_FOLLOWS = r"(?:\s+(?:chủ yếu|cụ thể|chính|như sau|sau đây|sau|gồm))*\W*"
_TEAM_DUTIES = re.compile(
    rf"(?i:{_DUTIES}\s+(?:cụ thể\s+)?của)\s+{_TEAM}(?i:{_AS_FOLLOWS})$|"
    rf"{_TEAM.replace('who', 'whose')},?\s+"
    rf"(?i:có\s+(?:các\s+|những\s+)?{_DUTIES}{_AS_FOLLOWS})$"
)
_FOR_WHEN = re.compile(r",?\s+(?:năm|giai đoạn|theo|trong|được)\s.*$")


def team_heading(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The team whose duties a heading opens, named by its work and not by a table.

    "Chức năng, nhiệm vụ của Đoàn kiểm tra như sau:", "Tổ thẩm định có nhiệm vụ:".
    """
    found = _TEAM_DUTIES.fullmatch(passage.text.strip())
    if found is None:
        return ()
    name = _FOR_WHEN.sub("", found["who"] or found["whose"])
    start = passage.text.find(name)
    span = Span(start, start + len(name))
    if any(m.value.known and m.span.start == start for m in agencies):
        return ()
    agency = Agency(" ".join(name.split()), known=False)
    return (Mention(passage.id, span, agency, "team_heading", 0.8, _UNKNOWN),)


_UNKNOWN = ("agency_unknown",)
