"""Items below an order that only say what it is about, and those that order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ccndocs.records.draft import OPENING
from ccndocs.records.found import Found
from ccndocs.records.lead_ins import charged_in_lead_in
from ccndocs.records.parts import LISTING
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import REPORTED, REPORTS, TOPIC, describes, is_demand
from ccndocs.vi.formulas import BY_CRITERIA, FORMS_BELOW, LISTS_PARTS
from ccndocs.vi.norms import names_act
from ccndocs.vi.verbs import opens_with_verb

_SMALL = frozenset({NodeKind.LETTER, NodeKind.PAREN_NUMBER, NodeKind.DASH})


def objects_of(found: Found, node: Node, after: Sequence[Node]) -> list[Node]:
    """The items below a lead-in that only say what its own order is about.

    "Đề nghị các đơn vị báo cáo các nội dung sau:" above "- Số lượng; - Kinh phí."
    """
    agencies = found.agencies.get(node.passage.id, [])
    asked = charged_in_lead_in(node.passage, agencies)
    if node.children or not asked:
        return []
    items = list(takewhile(lambda n: n.kind in LISTING, after))
    if items and all(names_act(item.passage.text) for item in items):
        return items  # "Yêu cầu các xã triển khai các văn bản sau:"
    if not REPORTS.match(node.passage.text[asked[-1].span.stop :]):
        return []
    if any(item.children for item in items[:-1]):
        return []
    parts = [i for i in items if not REPORTED.match(i.passage.text.strip())]
    return [] if any(orders(found, i, whole=False) for i in parts) else items


def names_topics(nodes: Sequence[Node]) -> bool:
    """Whether items in a row say what is looked into, not what is to be done.

    "- Công tác đào tạo; - Việc kê đơn thuốc; - Hoạt động của hội đồng thuốc."
    """
    items = [n for n in nodes if n.kind in LISTING and not n.children]
    topics = [n for n in items if TOPIC.match(n.passage.text.strip())]
    return len(topics) >= _TOPICS and 2 * len(topics) >= len(items)


_TOPICS = 3


def lists_objects(found: Found, node: Node, items: list[Node]) -> bool:
    """An order whose sub-items only say what it is about, or how to do it.

    "a) Rà soát các cơ sở, tập trung vào:" followed by "- Nhà trọ, chung cư;" is one
    task; where the sub-items order, each of them is one.
    """
    text = node.passage.text.strip()
    if things_behind_lead_in(found, node, items):
        return True
    if not items or not (opens_with_verb(text) or _asks_for_parts(found, node)):
        return False
    if BY_CRITERIA.search(text):
        return True
    if FORMS_BELOW.search(text):
        return not any(i.children[:-1] or names_body(found, i) for i in items)
    asks = not opens_with_verb(text)
    whole = text.endswith(".")
    small = node.kind in _SMALL or (whole and node.kind in LISTING)
    if not (text.endswith(":") or small):
        return False
    return not any(
        (item.children and not (item is items[-1] and _orders_below(found, item)))
        or item.kind is NodeKind.TABLE
        or (not text.endswith(":") and item.kind not in LISTING)
        or (names_body(found, item) if asks else orders(found, item, whole=whole))
        for item in items
    )


def things_behind_lead_in(found: Found, node: Node, items: Sequence[Node]) -> bool:
    """Whether a whole order goes on in a list of things that a line announces.

    "a) Mua sắm phương tiện chữa cháy.", "Cụ thể gồm:", "- Máy bơm; - Xe chở quân."
    """
    text = node.passage.text.strip()
    if node.kind not in LISTING or len(items) < _LEAST_THINGS or text.endswith(":"):
        return False
    own = found.assignments.get(node.passage.id)
    lead, *things = items
    if not (own or opens_with_verb(text)) or lead.kind is not NodeKind.PARAGRAPH:
        return False
    announced = lead.passage.text.rstrip().endswith(":")
    if not announced or orders(found, lead, whole=False):
        return False
    return not any(
        thing.kind not in LISTING or thing.children or orders(found, thing, whole=False)
        for thing in things
    )


_LEAST_THINGS = 2  # a line that announces, and a thing


def has_demands(node: Node, items: Sequence[Node]) -> bool:
    """Whether an item that lines charge only has demands on the work below it.

    "1.1. Xây dựng Hướng dẫn", "- Bảo đảm thống nhất …", "- Các văn bản phải …", and
    then "- Đơn vị chủ trì: …": the head is the work, whatever its parts say.
    """
    lined = any(child.kind is NodeKind.ROLE_LINE for child in node.children)
    texts = [i.passage.text for i in items if i.kind in LISTING and not i.children]
    demands = all(is_demand(text) or describes(text) for text in texts)
    works = opens_with_verb(node.passage.text)
    return works and lined and len(texts) == len(items) > 0 and demands


def _orders_below(found: Found, item: Node) -> bool:
    """Whether paragraphs below the last part order: "UBND tỉnh A gửi …"."""
    return all(
        child.kind is NodeKind.PARAGRAPH and names_body(found, child)
        for child in item.children
    )


def names_body(found: Found, item: Node) -> bool:
    """Whether an item charges a body that the tables know."""
    own = found.assignments.get(item.passage.id, [])
    return any(m.value.agency.known and m.span.start < OPENING for m in own)


def _asks_for_parts(found: Found, node: Node) -> bool:
    """Whether it charges somebody to report parts: "UBND tỉnh A báo cáo về:"."""
    own = found.assignments.get(node.passage.id, [])
    text = node.passage.text
    acts = any(
        m.span.start < OPENING and opens_with_verb(text[m.span.stop :]) for m in own
    )
    return acts and LISTS_PARTS.search(text) is not None


# "Diện tích bỏ trống quá 12 tháng: lập hồ sơ thu hồi, …": what, and what to do
_TOPIC_WITH_ORDER = re.compile(r"\s*[^.;:]{3,110}:\s+(?=\S)")


def orders(found: Found, item: Node, *, whole: bool) -> bool:
    """Whether a sub-item orders; below a whole sentence demands of it do not."""
    if found.assignments.get(item.passage.id):
        return True
    text = item.passage.text
    topic = _TOPIC_WITH_ORDER.match(text)
    if topic and text[topic.end()] in '“"«':
        return False  # "Dự án 1: “Phòng ngừa …”" is a name
    if topic and not whole and opens_with_verb(text[topic.end() :]):
        return not describes(text)
    return opens_with_verb(text) and not (whole and is_demand(text))
