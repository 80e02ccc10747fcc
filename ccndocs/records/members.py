"""Lists of the members of a body, which order nothing.

"Điều 1. Thành lập Đoàn kiểm tra, gồm các ông, bà có tên sau:" above "1. Ông A,
Phó Giám đốc Sở Y tế, Trưởng đoàn;" or, name and post on lines of their own, "1. BS. A"
and "Phó Giám đốc Sở Y tế - Trưởng đoàn".
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.parts import LISTING
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re

_MEMBERS_BELOW = re.compile(
    r"\b(?:gồm|thành phần|danh sách)\b[^:]{0,60}?\b(?:ông|bà|đồng chí|thành viên)\b"
    r"[^:]{0,40}:\s*$",
    re.IGNORECASE,
)
# "Ông A, Tổ phó, phụ trách đôn đốc các xã": an entry that gives work
_GIVES_WORK = re.compile(
    r"\b(?:phụ trách|chịu trách nhiệm|có (?:trách nhiệm|nhiệm vụ)|chủ trì|chỉ đạo|"
    r"thực hiện|tổng hợp)(?!\w)",
    re.IGNORECASE,
)


# "…, tổ phó, rà soát hồ sơ hằng tuần"; a unit's name has capitals
_WORKS = re.compile(
    r"[,;:–-]\s+(?:rà soát|báo cáo|theo dõi|đôn đốc|kiểm tra|hướng dẫn|xây dựng|"
    r"tham mưu|lập|đề xuất)\s"
)


def without_members(nodes: Sequence[Node], above: Node | None = None) -> list[Node]:
    """The nodes less those that only name a member; `above` is what heads them all.

    An entry that gives work to a member stays.
    """
    kept: list[Node] = []
    opener = above
    for node in nodes:
        if opener is not None and _opens(opener) and _is_entry(node, opener is above):
            continue
        kept.append(node)
        opener = node
    return kept


def _opens(node: Node) -> bool:
    return _MEMBERS_BELOW.search(node.passage.text) is not None


def _is_entry(node: Node, inside: bool) -> bool:
    """Whether a node names a member; one without a mark only below its heading."""
    if not (node.kind in LISTING or (inside and node.kind is NodeKind.PARAGRAPH)):
        return False
    texts = [n.passage.text for n in node.walk()]
    return not any(_GIVES_WORK.search(t) or _WORKS.search(t) for t in texts)
