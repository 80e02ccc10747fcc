"""Pages of no type: news, encyclopaedias, lists, and documents without letterhead.

Most tell and do not order. What an agency does there is a task only where the page
orders at all, and where the sentence can be an order.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.charging import ASKING, CLOSING_DOER, ORDERING
from ccndocs.records.draft import Item, Scope
from ccndocs.records.found import Found
from ccndocs.records.headings import heading_agencies
from ccndocs.records.lead_ins import is_lead_in
from ccndocs.records.retold import retold
from ccndocs.records.sections import SectionKind, kind_of_title
from ccndocs.records.standing import asked_from_above, order_behind_colon
from ccndocs.records.table_tasks import rows_of
from ccndocs.types.mention import Agency, Assignment, Mention
from ccndocs.types.tree import BULLETS, Node, NodeKind, Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX, ORDERS, TOPIC_BEFORE
from ccndocs.vi.formulas import TOLD_ORDER
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.press import behind_joint
from ccndocs.vi.retold_acts import retells_orders
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb

_WORDS = word_lists("item_words")

# Who is told of rather than ordered where no words order: the powers of a state.
_POWER = re.compile(
    r"(?:Chính phủ|Quốc hội|(?:Phó )?Thủ tướng(?: Chính phủ)?|Chủ tịch nước|Nhà nước|"
    r"Tòa án nhân dân|Viện kiểm sát nhân dân|Ủy ban Thường vụ Quốc hội|Bộ Chính trị|"
    r"Ban Bí thư|Ban Chấp hành Trung ương.*)$"
)
# "Sở Y tế khẩn trương …", "UBND các xã có trách nhiệm …": how orders go on.
_MUST = re.compile(
    r"[^.;:]{0,60}?\b(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|khẩn trương|"
    r"chủ trì|chủ động|phối hợp|tập trung|tiếp tục|tăng cường|nghiêm túc|kịp thời|"
    r"thường xuyên|(?<!Hậu )cần|phải|căn cứ)\b"
)
_REST_OF_NAME = re.compile(
    rf"(?:\s*\([^()]*\)|\s*[-–,]?\s+[{CAPITALS}\d][\w./]*(?!\w))*[\s,:]*"
)
# "Năm 1957, Bộ A công bố …", "Chiều 3/5, UBND tỉnh tổ chức …": told, not ordered.
_ONCE = re.compile(
    r"(?:[Vv]ào |[Đđ]ến |[Tt]ừ |[Ss]au |[Tt]rong |[Kk]ể từ |[Tt]ính đến )*"
    r"(?:(?:sáng|trưa|chiều|tối|đêm|hôm|đầu|giữa|cuối|mùa \w+) )*"
    r"(?:ngày|tháng|năm|thập niên|sáng|chiều|tối)\s(?:\w+\s){0,3}?\d",
    re.IGNORECASE,
)

_HAS_ISSUED = re.compile(r"(?:ký |ra )?ban hành (?:\w+ ){1,4}số \d")


def page_orders(nodes: Sequence[Node], found: Found) -> bool:
    """Whether anything on a page orders: words that ask, a list of work, a table."""
    shown = any(_shows_order(n, found) for top in nodes for n in top.walk())
    return shown or bool(retold(nodes, found))


def _shows_order(node: Node, found: Found) -> bool:
    text = node.passage.text.strip()
    own = found.assignments.get(node.passage.id, [])
    if node.kind is NodeKind.ROLE_LINE:
        return True
    if node.grid is not None:
        return any(True for _ in rows_of(node.grid))
    if any(m.rule in ORDERING for m in own) or _gives(text, own):
        return True
    if any(_MUST.match(node.passage.text[m.span.stop :]) for m in own):
        return True
    if node.kind in _COUNTED and any(_acts(m, node.passage) for m in own):
        return True
    if (
        TOLD_ORDER.search(text)
        or order_behind_colon(text) is not None
        or asked_from_above(text)
        or (is_lead_in(text) and ORDERS.search(text))
        or retells_orders(text)
    ):
        return True
    if len(text) < _LONGEST_TITLE and kind_of_title(text) is SectionKind.TASKS:
        return True
    return _heads_work(node, found)


def _gives(text: str, own: Sequence[Mention[Assignment]]) -> bool:
    """Whether it opens by giving work to somebody known: "Giao Sở Y tế lập …"."""
    gives = re.compile(r"(?:Giao|Phân công)\s").match(text)
    return gives is not None and any(
        m.value.agency.known and m.span.start <= gives.end() for m in own
    )


_LONGEST_TITLE = 120
_COUNTED = frozenset({NodeKind.NUMBER, NodeKind.SUBNUMBER, NodeKind.PAREN_NUMBER})


def _acts(mention: Mention[Assignment], passage: Passage) -> bool:
    """Whether an item begins with who is charged and a verb: "5. Sở Y tế theo dõi"."""
    opens = not passage.text[: mention.span.start].strip()
    known = mention.value.agency.known and not is_power(mention)
    return opens and known and starts_with_verb(passage.text[mention.span.stop :])


def _heads_work(node: Node, found: Found) -> bool:
    """Whether a marked heading names agencies, with work below: "1. Sở Y tế"."""
    agencies = found.agencies.get(node.passage.id, [])
    if not node.mark or not heading_agencies(node.passage, agencies):
        return False
    return any(opens_with_verb(child.passage.text) for child in node.children)


def tells(text: str) -> bool:
    """Whether an item of a page defines, lists steps or fines, or tells of a draft.

    >>> tells("Hồ điều hòa là hồ có nhiệm vụ trữ nước mưa."), tells("Đào hồ chứa.")
    (True, False)
    """
    return _TELLS.match(text.strip()) is not None


_TELLS = re.compile(
    r"Phạt (?:tiền|cảnh cáo|tù)\b|"
    r"[Bb]ước (?:\d+|[IVX]+)\s*[:.]|"
    r"(?:Dự thảo|Đề xuất|Đề án)\s[^.;:]{3,90}?\b(?:đưa ra|gồm|bao gồm|được|đã)(?!\w)|"
    rf"[^.;:,]{{3,90}}?\slà (?:những |các |một )?(?:{_WORDS['what_a_thing_is']})"
    r"(?! (?:chịu|đầu mối|phụ|thường))(?!\w)"
)


def heads_items(node: Node, agencies: Sequence[Mention[Agency]]) -> bool:
    """Whether agencies named by a heading of a page are charged with what is below.

    "Chính phủ" heads a chapter of a history, "Giao Thủ tướng Chính phủ" orders; "3.
    Tạp chí X" an address: work opens with verbs, in most of the items.
    """
    gives = ORDER_PREFIX.match(node.passage.text.strip())
    if not gives and all(_POWER.match(m.value.name) for m in agencies):
        return False
    items = [c for c in node.children if c.kind is not NodeKind.ROLE_LINE]
    work = [c for c in items if _is_work(c)]
    return not items or 2 * len(work) >= len(items)


def _is_work(node: Node) -> bool:
    text = TOPIC_BEFORE.sub("", node.passage.text.strip(), count=1)
    return bool(node.children) or opens_with_verb(text)


def is_power(mention: Mention[Assignment]) -> bool:
    """Whether a sentence tells what a power of the state does: "Quốc hội bầu …"."""
    name = mention.value.agency.name
    return mention.rule in ("subject", "agent") and _POWER.match(name) is not None


def believed(
    charged: Sequence[Mention[Assignment]], item: Item, scope: Scope
) -> list[Mention[Assignment]]:
    """Whom a page charges among those whom an item's words would charge elsewhere."""
    if not (scope.ordered or scope.holders or scope.kind is SectionKind.TASKS):
        charged = [m for m in charged if m.rule != CLOSING_DOER]
    if opens_with_verb(item.text):
        return list(charged)
    loose = item.unmarked or item.node.kind in BULLETS
    listed = scope.ordered or bool(scope.section or scope.holders) or not loose
    return [
        m
        for m in charged
        if not told_of(m, item.node.passage, listed)
        and not (is_power(m) and not scope.ordered)
    ]


def only_told(item: Item, scope: Scope, charged: Sequence[Mention[Assignment]]) -> bool:
    """Whether a paragraph of a page tells what somebody did, before any order.

    "Chính phủ nước A mở cảng …", "Sở Công Thương tổ chức hội chợ …"; below an order
    one that names nobody needs the words of an order, too.
    """
    if not item.unmarked or _ORDERING.search(item.text) is not None:
        return False
    if not charged:
        return not opens_with_verb(behind_joint(item.text))
    if any(m.rule in ASKING for m in charged):
        return False
    below = scope.ordered or scope.holders or scope.kind is SectionKind.TASKS
    return not below


_ORDERING = re.compile(
    rf"\b(?:{_WORDS['orders']})\b",
    re.IGNORECASE,
)


def told_of(mention: Mention[Assignment], passage: Passage, ordered: bool) -> bool:
    """Whether a page tells of an agency rather than charges it.

    "Năm 1957, Bộ Giáo dục công bố …", "Bộ trưởng Bộ Nội vụ Nhậm chức 9/4/2016".
    """
    if _asked_about(passage.text[mention.span.stop :]):
        return True
    if mention.rule not in ("subject", "agent") or ordered:
        return False
    text = passage.text
    order = order_behind_colon(text)
    if order is not None and mention.span.start >= order:
        return False
    if _ONCE.match(text[: mention.span.start].lstrip()):
        return True
    rest = text[mention.span.stop :]
    rest = rest[_rest_of_name(rest) :]
    if _HAS_ISSUED.match(rest):
        return True
    return not (starts_with_verb(rest) or _MUST.match(rest))


def _asked_about(rest: str) -> bool:
    """Whether a sentence asks: "Tòa án phải gửi quyết định cho ai?"."""
    found = re.search(r"[?;]|\.\s", rest)
    return found is not None and found[0] == "?"


def _rest_of_name(text: str) -> int:
    found = _REST_OF_NAME.match(text)
    return found.end() if found else 0
