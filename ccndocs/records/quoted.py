"""What a page only tells: provisions of laws, reports, and whom a telegram goes to.

Pages that answer questions quote the law ("Theo khoản 5 Điều 52 Luật Bảo vệ môi trường
quy định như sau:"); what stands below orders nobody to do anything now.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re

_UNMARKED = frozenset({NodeKind.PARAGRAPH, NodeKind.HEADING})
_LAW = re.compile(
    r"\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục)\s+[\da-zđ].{0,80}?"
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Thông tư|Quy chế|Quy định|"
    r"Điều lệ|Báo cáo)\b.*:\s*$"
)
_ORDERS = re.compile(r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận)\b(?! của)", re.I)
_WIRE = re.compile(r"[^.;:]{4,80}\s(?:điện|gửi)\s*:\s*$", re.IGNORECASE)
_CLOSED = re.compile(r"[.;:,/)\"”…]\s*$")
_LONGEST = 220  # characters of a headline


def told_of_law(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages below "Theo Điều 3 Nghị định … quy định như sau:".

    Up to the next headline or lead-in of the page itself.
    """
    told: set[int] = set()
    inside = first = False
    for top in nodes:
        for node in top.walk():
            text = node.passage.text.strip()
            if node.kind in _UNMARKED:
                if quotes_law(text):
                    inside = first = True
                    continue
                # Right below stands the title of the article that is quoted.
                if text.endswith(":") or (is_headline(text) and not first):
                    inside = False
            first = False
            if inside:
                told.add(node.passage.id)
    return frozenset(told)


def quotes_law(text: str) -> bool:
    """Whether a paragraph opens the words of a law.

    >>> quotes_law("Theo khoản 5 Điều 52 Luật Bảo vệ môi trường 2020 quy định như sau:")
    True
    """
    return _LAW.search(text) is not None and not _ORDERS.search(text)


def is_headline(text: str) -> bool:
    """Whether a line has no mark at its end, as headlines of a page have none.

    >>> is_headline("Trách nhiệm của các đơn vị trong việc xây chợ Đồng Mơ")
    True
    """
    return 0 < len(text) < _LONGEST and _CLOSED.search(text) is None


def behind_end(nodes: Sequence[Node], charging: frozenset[int]) -> frozenset[int]:
    """What a page has behind the mark that ends a document: "… thi hành./.".

    An annex may stand there: marked items that charge somebody (`charging`) count.
    """
    found: set[int] = set()
    ended = False
    for node in (n for top in nodes for n in top.walk()):
        if ended and (node.kind in _UNMARKED or node.passage.id not in charging):
            found.add(node.passage.id)
        ended = ended or node.passage.text.rstrip(' "”').endswith("./.")
    return frozenset(found)


def is_law(nodes: Sequence[Node]) -> bool:
    """Whether a text without a header is a stretch of a law or of what explains it.

    It speaks of itself as laws do ("khoản 2 Điều này", "Nghị định này"), and asks
    nobody by name.
    """
    passages = [node.passage.text for top in nodes for node in top.walk()]
    itself = sum(len(_ITSELF.findall(text)) for text in passages)
    articles = sum(_ARTICLE.match(text) is not None for text in passages)
    articles += sum(node.kind is NodeKind.DIEU for top in nodes for node in top.walk())
    cited = sum(len(_CITED.findall(text)) for text in passages)
    asks = sum(_ASKS.search(text) is not None for text in passages)
    told = itself > 0 or articles > 1 or cited > 1
    return told and itself + articles + cited > asks


_ITSELF = re.compile(
    r"\b(?:điều|khoản|điểm|chương|mục) này\b|"
    r"\b(?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh|Thông tư liên tịch) này\b|"
    r"\(Điều \d+ (?:Luật|Nghị định|Thông tư)\b|"
    r"\b(?:Chính phủ|Bộ trưởng Bộ [^,.;]{3,50}) quy định\b",
)
_CITED = re.compile(
    r"\b(?:điểm [a-zđ]|khoản \d+) (?:khoản \d+ )?Điều \d+ (?:của )?"
    r"(?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh)\b"
)
_ARTICLE = re.compile(r"(?:Điều )?\d+(?:\.\d+)*\.(?:LQ|NĐ|TT|TL|PL|QĐ)\.\d")
_ASKS = re.compile(
    r"(?:^|[,;.]\s)(?:[^,;.]{0,60}\s)?(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao) "
    r"(?:[Cc]ác (?:sở|Sở|bộ|Bộ|cơ quan|đơn vị)|Sở|Bộ|UBND|Ủy ban|Công an|Chủ tịch|"
    r"Giám đốc|Thủ trưởng|Cục|Ban)\b"
)


def wired_to(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages that list to whom a telegram goes, below "BỘ XÂY DỰNG điện:"."""
    found: set[int] = set()
    inside = False
    for node in nodes:
        if node.kind in _UNMARKED:
            inside = _WIRE.match(node.passage.text) is not None
            for child in node.children if inside else ():
                if child.kind is NodeKind.DASH:
                    found.add(child.passage.id)
        elif inside and node.kind is NodeKind.DASH:
            found.add(node.passage.id)
    return frozenset(found)


def is_wire(nodes: Sequence[Node]) -> bool:
    """Whether the body opens as a telegram does: "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    return any(
        node.kind in _UNMARKED and _WIRES.match(node.passage.text) for node in nodes[:4]
    )


_WIRES = re.compile(r"[^.;:]{4,80}\sđiện\s*:\s*$")
