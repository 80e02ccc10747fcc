"""What somebody asks and the document answers right below: no orders of its own.

"2. UBND xã A kiến nghị bổ sung kinh phí sửa trụ sở." above "Trả lời: …" or "Về nội
dung này, Sở B có ý kiến như sau:": whoever asks is charged with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccndocs.records.draft import UNMARKED
from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import opens_with_body

_ANSWERS = re.compile(
    r"\W*(?:(?:nội dung |ý kiến )?trả lời(?: của [^:]{3,60})?\s*:|"
    r"(?:(?:về|đối với|liên quan đến) (?:nội dung|vấn đề|kiến nghị|đề nghị|ý kiến)"
    r"(?: này| trên| nêu trên| của [^,:]{3,60})?,\s+)?(?P<who>[^.,;:]{2,80}?)"
    r"\s(?:xin )?(?:trả lời|phúc đáp|giải trình|có ý kiến|trao đổi|báo cáo) "
    r"như sau\s*:)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[^.;:]{2,120}?\s(?:đề nghị|kiến nghị|đề xuất|hỏi|phản ánh)(?=[\s,:])",
    re.IGNORECASE,
)


def answers(node: Node) -> bool:
    """Whether a paragraph answers what stands right above it: "Trả lời: …".

    One body does: "Nội dung báo cáo như sau:", "Các đơn vị báo cáo như sau:" open what
    is asked for.
    """
    found = _ANSWERS.match(node.passage.text) if node.kind in UNMARKED else None
    if found is None or found["who"] is None:
        return found is not None
    return opens_with_body(found["who"]) and not found["who"].startswith("Các ")


def is_asked(node: Node, below: Node) -> bool:
    """Whether a node says what somebody asks, and `below` answers it."""
    text = node.passage.text.strip()
    asks = _ASKS.match(text) is not None and opens_with_body(text)
    return asks and answers(below)


def asked_above(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages that are answered right below themselves."""
    return frozenset(_asked(nodes))


def _asked(nodes: Sequence[Node]) -> Iterator[int]:
    for node in nodes:
        if node.children and is_asked(node, node.children[0]):
            yield node.passage.id
        yield from _asked(node.children)
    for node, below in pairwise(nodes):
        if not node.children and is_asked(node, below):
            yield node.passage.id
