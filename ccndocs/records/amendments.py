"""What an act quotes because it amends it: provisions, and no orders of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re

# "2. Khoản 3 Điều 5 được sửa đổi, bổ sung như sau:" with the new words below; a plan
# amended so would give real tasks.
_AMENDS = re.compile(
    r"(?s)(?:điều|khoản|điểm)\s.*(?:sửa đổi|bổ sung|thay thế).*như sau\s*:\s*$",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"\b(?:kế hoạch|chỉ thị|đề án|chương trình|phụ lục)\b", re.IGNORECASE
)
_STRAIGHT = re.compile(r'"[.;,]?$')


def quoted_provisions(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages of a provision quoted below "Điều 3 được sửa đổi như sau:".

    "“Điều 3. …", "1. UBND tỉnh giao Sở Xây dựng quản lý …”." up to the closing mark;
    none where the quotation never closes.
    """
    quoted: set[int] = set()
    inside: list[int] = []
    depth = 0
    amends = straight = False
    for node in (n for top in nodes for n in top.walk()):
        text = node.passage.text.strip()
        if not inside and not (amends and text.startswith(("“", '"'))):
            amends = bool(_AMENDS.search(text)) and not _OF_WORK.search(text)
            continue
        straight = text.startswith('"') if not inside else straight
        inside.append(node.passage.id)
        depth += text.count("“") - text.count("”")
        if _STRAIGHT.search(text) if straight else depth <= 0:
            quoted.update(inside)
            inside, depth, amends = [], 0, False
    return frozenset(quoted)
