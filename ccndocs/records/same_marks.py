"""Lists whose heading has the very mark of its items.

"- Sở Y tế:", "- Rà soát các cơ sở …", "- Tăng cường …", "- Sở Công Thương:", "- …":
whom the first names does what stands below it, up to the next who is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.records.draft import OPENING
from ccndocs.records.found import Found
from ccndocs.records.headings import heading_agencies
from ccndocs.records.lead_ins import charged_in_lead_in, opens_list
from ccndocs.types.tree import BULLETS, Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb


def below_their_heads(found: Found, nodes: Sequence[Node]) -> list[Node]:
    """The nodes, the items below a head with their own mark made its children."""
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        stop = _list_end(found, nodes, at) if _heads(found, nodes[at]) else at + 1
        children = tuple(nodes[at + 1 : stop])
        out.append(replace(nodes[at], children=children) if children else nodes[at])
        at = stop
    return out


def _list_end(found: Found, nodes: Sequence[Node], at: int) -> int:
    """Where the items end that stand below the head at `at`; the first must order."""
    head = nodes[at]
    first = nodes[at + 1] if at + 1 < len(nodes) else head
    if first.kind is not head.kind or not opens_with_verb(first.passage.text):
        return at + 1
    stop = at + 1
    while stop < len(nodes) and _belongs(found, head, nodes[stop]):
        stop += 1
    return stop


def _belongs(found: Found, head: Node, node: Node) -> bool:
    """Whether a node goes on with the list below `head`: nobody else opens it."""
    if node.kind is NodeKind.ROLE_LINE:
        return True
    if node.kind is not head.kind or _heads(found, node):
        return False
    own = found.assignments.get(node.passage.id, ())
    return not any(
        m.span.start < OPENING and m.rule in _OPENS and _is_lead(node, m.span.start)
        for m in own
    )


def _is_lead(node: Node, start: int) -> bool:
    """Whether who stands there opens the item, be it behind "Giao", "Đề nghị"."""
    return len(node.passage.text[:start].split()) <= _CUE_WORDS


_OPENS = frozenset({"subject", "asked", "addressed", "leads_by_words", "agent"})
_CUE_WORDS = 3  # "Giao đồng chí ", "Đề nghị các "


def _heads(found: Found, node: Node) -> bool:
    """Whether a bullet with nothing below only names who does what follows it."""
    if node.kind not in BULLETS or node.children or not opens_list(node):
        return False
    if _CHOICE.search(node.passage.text):
        return False
    agencies = found.agencies.get(node.passage.id, [])
    return bool(
        heading_agencies(node.passage, agencies)
        or charged_in_lead_in(node.passage, agencies)
    )


# "… chọn một trong các cách sau:" orders no more
_CHOICE = re.compile(r"\bmột trong\b")
