"""Headings and orders above a list that say with whom the work below is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ccndocs.records.draft import Lined
from ccndocs.records.found import Found
from ccndocs.records.lead_ins import is_lead_in, opens_list
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.cues import AS_LEADER, implied_role
from ccndocs.vi.labels import field_of_label


def shared_work(
    passage: Passage, assignments: Sequence[Mention[Assignment]]
) -> Role | None:
    """The role that a heading of nothing but "[Chủ trì,] phối hợp với X" gives.

    None for any other text. "Bộ trưởng Bộ Tài chính chủ trì:" leads, too.
    """
    text = passage.text.strip()
    if re.search(r"\bchủ trì\s*:$", text, re.IGNORECASE):
        return Role.LEAD
    partners = [m for m in assignments if m.value.role is Role.COORDINATE]
    if not partners or not _SHARED.match(text):
        return None
    rest = passage.text[max(m.span.stop for m in partners) :].strip(" :;.,")
    return implied_role(text) if not rest or _DOES_WHAT.match(rest) else None


def led_with(
    passage: Passage, assignments: Sequence[Mention[Assignment]]
) -> Role | None:
    """The role that an order which opens a list gives, where it says with whom.

    "Chủ trì, phối hợp với X khảo sát các bến, gồm:", "Sở A chủ trì, phối hợp …:",
    "Sở A chủ trì, Sở B phối hợp thực hiện:".
    """
    partners = [m for m in assignments if m.value.role is Role.COORDINATE]
    if not partners or not (
        passage.text.rstrip().endswith(":") or says_with_whom(passage, assignments)
    ):
        return None
    if _HELPS.match(passage.text[partners[-1].span.stop :]):
        return Role.LEAD
    first = partners[0].span.start
    leads = [m.span.stop for m in assignments if m.span.stop <= first]
    text = passage.text[max(leads, default=0) : partners[0].span.stop]
    bound = _BOUND.search(text)
    text = AS_LEADER.sub("", text[bound.end() :] if bound else text.lstrip(" ,:"))
    if _LED_ALONG.match(text):
        return Role.LEAD
    return implied_role(text) if _SHARED.match(text) else None


def says_with_whom(
    passage: Passage, assignments: Sequence[Mention[Assignment]]
) -> bool:
    """Whether a heading ends with its partners: "Sở A chủ trì, phối hợp với Sở B"."""
    partners = [m for m in assignments if m.value.role is Role.COORDINATE]
    stop = max((m.span.stop for m in partners), default=0)
    leads = re.search(r"\bchủ trì,? phối hợp\b", passage.text[:stop])
    return leads is not None and not passage.text[stop:].strip(" :")


# "… tập trung thực hiện ngay. Trong đó, Sở A có nhiệm vụ [chủ trì, phối hợp …]"
_BOUND = re.compile(r"\b(?:có|chịu) (?:trách nhiệm|nhiệm vụ)\s+(?=chủ trì|phối hợp)")
_HELPS = re.compile(
    r"[\s,]*(?:cùng |(?:là|làm) (?:cơ quan|đơn vị) )?phối hợp\b(?! (?:với|cùng)\b)",
    re.IGNORECASE,
)
_LED_ALONG = re.compile(r"chủ trì,? (?:cùng|và)\b", re.IGNORECASE)
_SHARED = re.compile(
    r"^(?:chủ động,? |tích cực,? )*(?:chủ trì,?\s+)?phối hợp\b", re.IGNORECASE
)
_DOES_WHAT = re.compile(
    r"^(?:(?:có )?liên quan|khác|để|trong tỉnh|trên địa bàn|tỉnh|[\s,])*"
    r"(?:(?:tổ chức |triển khai )?thực hiện|triển khai)?"
    r"(?: (?:các|một số|những) (?:nội dung|nhiệm vụ|công việc))?(?: sau(?: đây)?)?$",
    re.IGNORECASE,
)


def told_above(found: Found, heading: Node) -> tuple[Lined, list[Node]]:
    """Who and when of all items below a heading, and those items.

    By the role lines right below it ("Đơn vị đầu mối: Sở A. Đơn vị tham gia: Sở B.")
    or its last bracket ("3. Giữ chợ (Công an xã chủ trì, Xã đội phối hợp)"). Nothing
    where nobody does it: a time above items may be that of a meeting.
    """
    nodes = heading.children
    lines = list(takewhile(lambda node: node.kind is NodeKind.ROLE_LINE, nodes))
    who = [m for n in lines for m in found.assignments.get(n.passage.id, [])]
    bracket = _LAST_BRACKET.search(heading.passage.text)
    if bracket is not None:
        own = found.assignments.get(heading.passage.id, [])
        who += [m for m in own if m.span.start > bracket.start()]
    if all(m.value.role is Role.COORDINATE for m in who):
        return Lined(), list(nodes)
    times = [
        m
        for n in lines
        if field_of_label(n.label) == "time"
        for m in found.deadlines.get(n.passage.id, [])
    ]
    return Lined(tuple(who), tuple(times)), list(nodes[len(lines) :])


_LAST_BRACKET = re.compile(
    r"\([^()]*\b(?:chủ trì|phụ trách|chịu trách nhiệm|đầu mối)\b[^()]*\)\s*[:.]?\s*$"
)


def told_in_lead_in(
    node: Node, own: Sequence[Mention[Assignment]]
) -> tuple[Mention[Agency], ...]:
    """Who is charged behind a reason: "2. Để kịp tiến độ, Sở A thực hiện: a) …"."""
    if not opens_list(node) or not is_lead_in(node.passage.text):
        return ()
    return tuple(
        Mention(m.passage, m.span, m.value.agency, m.rule, m.score, m.flags)
        for m in own
        if m.rule == "subject" and m.value.role is Role.LEAD
    )


def means_them(
    asked: Sequence[Mention[Agency]], above: Sequence[Mention[Agency]]
) -> bool:
    """Whether a lead-in only points back at the group that the heading names.

    "Yêu cầu các địa phương:" below "3. UBND các xã, phường", "Đề nghị các doanh
    nghiệp:" below "6. Doanh nghiệp kinh doanh hạ tầng".
    """
    if not asked or not above or any(_ONE.match(m.value.name) for m in above):
        return False
    names = " ".join(m.value.name for m in above).casefold()
    return all(
        m.value.collective
        and (found := _EACH_OF.fullmatch(m.value.name)) is not None
        and (found["any"] is not None or found["who"].casefold() in names)
        for m in asked
    )


# one body may well ask units of its own: "Sở Y tế" above "Yêu cầu các đơn vị:"
_ONE = re.compile(
    r"(?!.*\b(?:các|doanh nghiệp|chủ đầu tư|nhà đầu tư|đơn vị)\b)", re.IGNORECASE
)
_EACH_OF = re.compile(
    r"(?:các\s+)?(?:(?P<any>(?:cơ quan|đơn vị|địa phương)"
    r"(?:, (?:cơ quan|đơn vị|địa phương))*)|(?P<who>[^,]+))"
    r"(?:\s+(?:trên|nêu trên|này))?",
    re.IGNORECASE,
)
