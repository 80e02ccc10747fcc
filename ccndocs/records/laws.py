"""Laws: what a page quotes of them, and pages that are pieces of one.

A law's duties are standing rules, no orders: a page that answers "Ai có trách nhiệm
…?" out of Luật, Nghị định or Thông tư, or a law without its letterhead, has no tasks.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import orders_at_end, orders_within

_LAW = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Thông tư|Quy chế|Nội quy|Điều lệ|"
    r"Công ước|Quy định (?:ban hành )?kèm theo)"
)
_PLACE = r"(?:[Đđ]iểm \w{1,2}|[Kk]hoản \d+|[Đđ]iều \d+\w?)"
# "Căn cứ khoản 5 Điều 52 Luật …, quy định như sau:", "Tại Điều 3 Quy chế … như sau:".
_QUOTES = re.compile(
    rf"[^.:;]{{0,160}}?\b{_PLACE}\b[^.:;]{{0,60}}?\b{_LAW}\b(?P<rest>.{{0,400}}?"
    r"\b(?:quy định|hướng dẫn|nêu rõ|như sau|bao gồm|gồm|cụ thể)\b.{0,200})"
    r"(?::|(?:như sau|sau đây))\W*$",
    re.DOTALL,
)
# Rules of a province, whose number has the year: "Quyết định 38/2025/QĐ-UBND quy định".
_YEARED = re.compile(
    r"(?:Căn cứ|Theo|Tại)\b.{0,80}\bQuyết định (?:số )?\d+/(?:19|20)\d\d/QĐ"
    r"(?P<rest>.{0,300}\b(?:quy định|như sau)\b.{0,200}):\W*$",
    re.DOTALL,
)
# "Căn cứ Điều 5 Nghị định …, UBND tỉnh yêu cầu thực hiện các nội dung sau:".
_ORDERS = re.compile(
    r"\b(?:UBND|HĐND|Ủy ban|Bộ|Sở|Ban|Cục|Chủ tịch|Thủ tướng|Chính phủ|Tổng cục|"
    r"Giám đốc)\b[^.;:]{0,80}?\b(?:yêu cầu|đề nghị|giao(?! dịch)|chỉ đạo|kết luận|"
    r"có ý kiến)\b"
)


def quotes_law(text: str) -> bool:
    """Whether a paragraph opens what a law says.

    >>> quotes_law("Căn cứ khoản 5 Điều 52 Luật Phòng bệnh 2031 quy định như sau:")
    True
    >>> quotes_law("Căn cứ Điều 5 Nghị định số 3/2031/NĐ-CP, UBND tỉnh yêu cầu:")
    False
    """
    found = _QUOTES.match(text.strip()) or _YEARED.match(text.strip())
    return found is not None and not _ORDERS.search(found["rest"])


def quoted_laws(nodes: Sequence[Node], doc_type: str | None) -> frozenset[int]:
    """The passages that only tell what a law says.

    In a letter those are the marked items right below the words that quote; a page of
    no type goes on to answer out of the law, up to words that order.
    """
    told: set[int] = set()
    inside = False
    for top in nodes:
        for node in top.walk():
            text = node.passage.text.strip()
            if quotes_law(text):
                inside = True
            elif inside and _ends(node, text, doc_type):
                inside = False
            if inside:
                told.add(node.passage.id)
    return frozenset(told)


def _ends(node: Node, text: str, doc_type: str | None) -> bool:
    """Whether a quotation is over where this node begins."""
    if doc_type is None:
        return orders_at_end(text) or orders_within(text)
    return node.kind in (NodeKind.PARAGRAPH, NodeKind.HEADING) and not text.startswith(
        ("“", '"')
    )


# A page of the codified law: "Điều 45.1.TT.70.4. Trình tự thu hồi …".
_CODIFIED = re.compile(r"(?:Điều )?(?:\d+\.)*\d+\.(?:LQ|NĐ|TT|TL|PL|QĐ|NQ)\.\d+\.")
_SELF = re.compile(
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư(?: liên tịch)?|Hiến pháp|Điều lệ|"
    r"Công ước|Hiệp định) này\b"
)
_INNER = re.compile(r"\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm) này\b|\bnày quy định\b")
_ACT = re.compile(
    r"\b(?:Quyết định|Nghị quyết|Chỉ thị|Công điện|Công văn|Kế hoạch|Thông báo|"
    r"Chương trình|Đề án|Hướng dẫn) này\b"
)
_MOST = 5  # articles, with which a page without letterhead is a law


def legislates(nodes: Sequence[Node]) -> bool:
    """Whether a page without letterhead is a piece of a law.

    It speaks of itself as "Nghị định này", of its parts as "Điều này"; or its articles
    have higher numbers than those of a decision that orders.
    """
    inner = own = acts = 0
    highest = 0
    for node in (n for top in nodes for n in top.walk()):
        text = node.passage.text
        if _CODIFIED.match(text):
            return True
        own += len(_SELF.findall(text))
        inner += len(_INNER.findall(text))
        acts += len(_ACT.findall(text))
        if node.kind is NodeKind.DIEU and node.label.isdecimal():
            highest = max(highest, int(node.label))
    if acts:
        return own > acts
    return own + inner >= 2 or highest > _MOST
