"""Pages that retell a directive: what they say it has somebody do is ordered.

"UBND tỉnh ban hành Chỉ thị số 5/CT-UBND về …. Theo đó, Sở Y tế lập phương án …" and the
paragraphs right behind it, as long as each tells of somebody's work; so do those behind
"Theo đó, Chủ tịch UBND tỉnh yêu cầu Sở Y tế …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.records.charging import ASKING
from ccndocs.records.found import Found
from ccndocs.types.mention import Assignment, Mention
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import starts_with_verb

_ISSUED = re.compile(
    r"\b(?:ban hành|ký|có|ra|phát đi|gửi)\s+(?:\w+\s){0,2}?(?:chỉ thị|công điện|"
    r"công văn|văn bản|thông báo|kế hoạch)\s(?:hỏa tốc |khẩn )?(?:số\s*)?\d",
    re.IGNORECASE,
)
_RETELLS = re.compile(
    r"(?:Theo đó|Cụ thể|Trong đó|"
    r"Theo (?:chỉ thị|công điện|công văn|kế hoạch|thông báo|văn bản)"
    r"[^,.;:]{0,60}),\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:Đồng thời|Bên cạnh đó|Ngoài ra|Về phía|Còn|Riêng),?\s")
_AS_DUE = re.compile(r"\s*,?\s*theo chức năng(?:,? (?:nhiệm vụ|quyền hạn))*,?(?=\s)")
_NEAR = 2  # paragraphs between the news of a directive and "Theo đó, …"
# Who orders rather than is ordered, whatever directive is told of.
_ORDERS = re.compile(
    r"(?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND) (?:tỉnh|thành phố)|Chính phủ|"
    r"(?:Phó )?Thủ tướng|Quốc hội|Bộ Chính trị|Ban Bí thư|(?:Phó )?Chủ tịch nước"
)


def retold(nodes: Sequence[Node], found: Found) -> frozenset[int]:
    """The passages of paragraphs that tell what a directive has somebody do."""
    return frozenset(_retold(nodes, found))


def _retold(nodes: Sequence[Node], found: Found) -> Iterator[int]:
    goes_on = False
    for place, node in enumerate(nodes):
        text = node.passage.text.strip()
        if node.kind is not NodeKind.PARAGRAPH:
            goes_on = False
        elif _RETELLS.match(text):
            above = nodes[max(0, place - _NEAR) : place]
            told = any(_ISSUED.search(n.passage.text) for n in above)
            goes_on = _asks(node, found) or ((goes_on or told) and _acts(node, found))
        else:
            goes_on = goes_on and _acts(node, found)
        if goes_on:
            yield node.passage.id
        yield from _retold(node.children, found)


def _asks(node: Node, found: Found) -> bool:
    """Whether it says whom the directive asks: "Theo đó, Chủ tịch yêu cầu Sở A …"."""
    own = found.assignments.get(node.passage.id, [])
    return any(m.rule in ASKING and m.value.agency.known for m in own)


def _acts(node: Node, found: Found) -> bool:
    """Whether a paragraph opens with a known agency and what it does."""
    own = found.assignments.get(node.passage.id, [])
    return any(_opens(m, node.passage) for m in own)


def _opens(mention: Mention[Assignment], passage: Passage) -> bool:
    agency = mention.value.agency
    before = passage.text[: mention.span.start].strip()
    before = _RETELLS.sub("", f"{before} ", count=1)
    before = _GOES_ON.sub("", before, count=1).strip()
    if before not in ("", "các") or not agency.known or _ORDERS.match(agency.name):
        return False
    work = _AS_DUE.sub("", passage.text[mention.span.stop :], count=1)
    return starts_with_verb(work)
