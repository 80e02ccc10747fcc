"""What a line above a list says of all its items: who does them, by when.

"Phòng Kế toán chủ trì, Khoa Dược phối hợp:", "Các việc phải xong trước ngày 22/10:".
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.charging import (
    ASKED_ABOVE,
    CLOSING_DOER,
    HEADING_DOER,
    NAMES_HEADING,
)
from ccndocs.records.found import Found
from ccndocs.records.lead_ins import opens_list
from ccndocs.records.parts import LISTING
from ccndocs.types.mention import Agency, Assignment, Deadline, DeadlineKind, Mention
from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re


def doers_of_list(found: Found, node: Node) -> tuple[Mention[Assignment], ...]:
    """Those whom a line of nothing but doers names, if the node is one."""
    own = found.assignments.get(node.passage.id, ())
    return tuple(m for m in own if m.rule == HEADING_DOER)


def asked_of_list(found: Found, node: Node) -> tuple[Mention[Agency], ...]:
    """Those of no table whom a lead-in asks: "… yêu cầu hiệu trưởng các trường:"."""
    return _agencies(found, node, ASKED_ABOVE)


def named_by_heading(found: Found, node: Node) -> tuple[Mention[Agency], ...]:
    """Those of no table whom a heading names alone: "2.1. Ban Tổ chức"."""
    return _agencies(found, node, NAMES_HEADING)


def _agencies(found: Found, node: Node, rule: str) -> tuple[Mention[Agency], ...]:
    return tuple(
        Mention(m.passage, m.span, m.value.agency, m.rule, m.score, m.flags)
        for m in found.assignments.get(node.passage.id, ())
        if m.rule == rule
    )


def times_of_list(found: Found, node: Node) -> tuple[Mention[Deadline], ...]:
    """By when all of the list below is due, where the line above it says so.

    "…, Giám đốc giao các việc sau, xong trước ngày 18/11:", "Trong tháng 12, các tổ
    thực hiện:"; not the day of a meeting, nor the months that figures are of.
    """
    if not opens_list(node):
        return ()
    text = node.passage.text.rstrip()
    told = found.deadlines.get(node.passage.id, ())
    return tuple(m for m in told if m.value.kind in _DUE and _is_of_list(text, m))[:1]


def times_in_bracket(found: Found, node: Node) -> tuple[Mention[Deadline], ...]:
    """By when all is due that a heading heads, where its bracket says so.

    "1. Công tác tuyên truyền (thời gian: quý II/2026)".
    """
    bracket = _IN_BRACKET.search(node.passage.text) if node.children else None
    if bracket is None:
        return ()
    told = found.deadlines.get(node.passage.id, ())
    inside = (m for m in told if m.span.start > bracket.start())
    return tuple(m for m in inside if m.value.kind in _DUE)[:1]


_IN_BRACKET = re.compile(
    r"\((?:thời gian|thời hạn|tiến độ|hoàn thành|thực hiện|xong)\b[^()]{3,80}\)\W*$",
    re.IGNORECASE,
)
_DUE = (DeadlineKind.BY, DeadlineKind.PERIOD, DeadlineKind.RELATIVE, DeadlineKind.FROM)


def _is_of_list(text: str, time: Mention[Deadline]) -> bool:
    before, after = text[: time.span.start], text[time.span.stop :]
    if _ENDS.match(after) and _WORK.search(before):
        return True
    opens = not before.rstrip() or before.rstrip().endswith((".", "!"))
    return opens and _ORDERS_NEXT.match(after) is not None


# "… phải xong [trước ngày 22/10]:", "[trong tuần 41] như sau:"
_ENDS = re.compile(
    r"\s*[,)]?\s*(?:(?:các|những|một số) )?(?:việc|công việc|nội dung|nhiệm vụ)?\s*"
    r"(?:như sau|sau đây|dưới đây|sau)?\s*:$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:xong|hoàn thành|hoàn tất|giải quyết|thực hiện|triển khai|làm|nộp|việc|"
    r"công việc|nhiệm vụ|nội dung|giao|yêu cầu|đề nghị|phân công|tập trung)\b"
    r"[^.;:]{0,60}$",
    re.IGNORECASE,
)
# "[Trước ngày 15/4,] các tổ chuyên môn phải hoàn thành:"
_ORDERS_NEXT = re.compile(
    r"\s*,?\s*(?!tình hình|trên địa bàn|đã)[^;:.]{0,90}(?:giao|yêu cầu|đề nghị|"
    r"phân công|tập trung|thực hiện|triển khai|"
    r"hoàn thành|phải|cần|làm|có trách nhiệm)\b[^.;:]{0,90}:$",
    re.IGNORECASE,
)


def gives_work(found: Found, nodes: Sequence[Node]) -> bool:
    """Whether most items of a list charge somebody: what they order binds as well.

    "1. Tổ A thay băng tải …", "2. Không bố trí ca đêm.", "3. Tổ B ghi sổ …".
    """
    items = [node for node in nodes if node.kind in LISTING]
    charged = [node for node in items if _charges(found, node)]
    return len(charged) >= _ENOUGH and len(charged) * 5 >= len(items) * 3


_ENOUGH = 3  # items of a list that charge somebody


def _charges(found: Found, node: Node) -> bool:
    own = found.assignments.get(node.passage.id, ())
    return any(
        m.rule == CLOSING_DOER or (m.rule == "subject" and m.span.start < _OPENING)
        for m in own
    )


_OPENING = 12  # characters: "Giao đồng chí "
