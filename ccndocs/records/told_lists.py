"""Lists that order nothing of their own: what an order goes by, whose a work is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ccndocs.records.draft import OPENING, UNMARKED
from ccndocs.records.found import Found
from ccndocs.records.headings import heading_agencies
from ccndocs.records.laws import quotes_law
from ccndocs.records.name_rows import names_only
from ccndocs.records.parts import LISTING, after_own_lines
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi.formulas import BY_CRITERIA, FORMS_BELOW, MATTER_BELOW
from ccndocs.vi.retold_acts import retells_orders
from ccndocs.vi.verbs import opens_with_verb


def objects_below(node: Node, items: list[Node]) -> tuple[list[Node], list[Node]]:
    """What below such an order are its own words, and what stands for itself.

    Forms and criteria ("… theo các nguyên tắc sau:") are no words of the item.
    """
    text = node.passage.text
    if BY_CRITERIA.search(text):
        return [], []
    return ([] if FORMS_BELOW.search(text) else items), list(items[-1].children)


def matter_below(node: Node, after: Sequence[Node]) -> list[Node]:
    """The list below a paragraph that only tells what is meant or gone by.

    "Kế hoạch có mục đích, yêu cầu như sau:", "… phải xem xét thêm các yếu tố:".
    """
    text = node.passage.text
    if node.kind is not NodeKind.PARAGRAPH or node.children:
        return []
    first = after[0].kind if after and MATTER_BELOW.search(text) else None
    if first not in LISTING:
        return []
    return list(takewhile(lambda n: n.kind is first, after))


def own_end(node: Node) -> int | None:
    """Where, among an item's children, its own words end, though no mark says so."""
    at = after_own_lines(node)
    return papers_below(node) if at is None else at


def papers_below(node: Node) -> int | None:
    """Where, among an item's children, a list of what only is told begins.

    "b) Tiếp nhận hồ sơ.", "Hồ sơ đề nghị gồm:", "- Đơn …": the item is the order.
    """
    if node.kind not in LISTING:
        return None
    places = range(len(node.children))
    return next(
        (
            at
            for at in places
            if matter_below(node.children[at], node.children[at + 1 :])
        ),
        None,
    )


def question_below(node: Node) -> int | None:
    """Where, among an item's children, a page asks what it answers next, or answers.

    "3. Sở A lập hồ sơ …", "Cơ quan nào cấp phiếu?", "Theo Điều 42 Luật … như sau:".
    """
    if node.kind not in LISTING:
        return None
    asks = (
        at
        for at, child in enumerate(node.children)
        if child.kind in UNMARKED and _answers(child.passage.text.strip())
    )
    return next(asks, None)


def concludes(node: Node) -> bool:
    """Whether a page's own words begin: "Như vậy, những người … gồm:"."""
    concluding = _CONCLUDES.match(node.passage.text.strip())
    return node.kind in UNMARKED and concluding is not None


def is_link(node: Node) -> bool:
    """Whether a page's line leads elsewhere: it ends the list above it, no more.

    ">>> Xem chi tiết: Kế hoạch kê khai tài sản năm 2031".
    """
    return _LINKS.match(node.passage.text.strip()) is not None


def _answers(text: str) -> bool:
    return (
        _QUESTION.fullmatch(text) is not None
        or _CONCLUDES.match(text) is not None
        or _LINKS.match(text) is not None
        or quotes_law(text)
        or retells_orders(text)
    )


# "Như vậy, những người … gồm:", "Trên đây là …": the page's own words
_CONCLUDES = re.compile(r"(?:Như vậy|Theo đó|Do đó|Tóm lại),\s|Trên đây là\b")
_LINKS = re.compile(r"(?:>+\s*)?(?:Xem (?:chi tiết|thêm)|Tải (?:về|file))\b")
_QUESTION = re.compile(r"[^\W\d_].{12,300}\?", re.DOTALL)


def runs_on(found: Found, node: Node) -> bool:
    """Whether an item's sentence breaks off, to go on in the paragraph below it.

    "3. Bộ A chủ trì, phối hợp với các cơ quan liên quan tổ chức tốt" / "Lễ kỷ niệm …".
    """
    text = node.passage.text.rstrip()
    named = found.agencies.get(node.passage.id, [])
    own = found.assignments.get(node.passage.id, [])
    leads = any(m.span.start == 0 and m.rule == "leads_by_words" for m in own)
    if node.kind not in LISTING or not leads or text.endswith(":"):
        return False
    rest = text[max(m.span.stop for m in named) :]
    return len(rest.split()) > _DUTY and opens_with_verb(rest)


def names_doers(found: Found, node: Node, items: Sequence[Node]) -> bool:
    """Whether an item with a stop only names whose the work below it is.

    "8. Sở Tài chính, Sở Nội vụ." above "Lập dự toán …", a paragraph.
    """
    agencies = found.agencies.get(node.passage.id, [])
    named = node.kind in LISTING and names_only(node.passage, agencies)
    return named and opens_with_verb(items[0].passage.text)


def is_whole_order(found: Found, node: Node) -> bool:
    """Whether a part's number stands before an order: "I. Sở A kiểm tra …."."""
    passage = node.passage
    own = found.assignments.get(passage.id, [])
    charges = any(m.span.start < OPENING for m in own)
    ends = passage.text.rstrip().endswith((".", ";"))
    agencies = found.agencies.get(passage.id, [])
    return ends and charges and not heading_agencies(passage, agencies)


_DUTY = 3  # words of a heading's end: "… có trách nhiệm", "… tổ chức thực hiện"


def lines_first(node: Node) -> list[Node]:
    """The role lines right below a heading."""
    return list(takewhile(lambda c: c.kind is NodeKind.ROLE_LINE, node.children))


def says_who_did(before: Sequence[Node], node: Node) -> bool:
    """Whether a heading's lines say who does the work of the one before it.

    "a) Nội dung thực hiện:" with the items, "b) Tổ chức thực hiện:" and "- Đơn vị thực
    hiện: …" below it.
    """
    if not before or before[-1].kind is not node.kind or not lines_first(node):
        return False
    work = _CONTENT_HEAD.fullmatch(before[-1].passage.text.strip())
    return bool(work and _WHO_HEAD.fullmatch(node.passage.text.strip()))


_CONTENT_HEAD = re.compile(
    r"(?:Các |Những )?(?:Nội dung|Nhiệm vụ|Công việc|Hoạt động)"
    r"(?:(?: và|,) \w+(?: \w+)?)?(?: (?:thực hiện|triển khai|công việc|cụ thể|chính))*"
    r"\W*",
    re.IGNORECASE,
)
_WHO_HEAD = re.compile(
    r"(?:Tổ chức|Phân công|Trách nhiệm|Đơn vị|Cơ quan|Tiến độ)(?: và \w+ \w+)?"
    r"(?: tổ chức)?(?: (?:thực hiện|triển khai|nhiệm vụ))*\W*",
    re.IGNORECASE,
)
