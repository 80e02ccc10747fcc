"""Drafts of tasks: which parts of a document order, and what stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ccndocs.records import silence
from ccndocs.records.attachments import attached
from ccndocs.records.draft import Draft, Scope
from ccndocs.records.enclosed import without_enclosed
from ccndocs.records.fields import full_date, value_of
from ccndocs.records.found import Found
from ccndocs.records.held_back import Held, taken_back
from ccndocs.records.lone_orders import lone_orders
from ccndocs.records.members import without_members
from ccndocs.records.objects import objects_of
from ccndocs.records.page_lines import is_wire
from ccndocs.records.pages import page_orders
from ccndocs.records.retold import retold
from ccndocs.records.scopes import below_lead_in, with_partners
from ccndocs.records.sections import (
    ALL_ORDERS,
    SectionKind,
    below_letterhead,
    concludes_work,
    kind_of_title,
    may_order,
)
from ccndocs.records.silence import Part
from ccndocs.records.walk import Walker
from ccndocs.types.mention import Mentions
from ccndocs.types.tree import Annex, Header, Node, Tree
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import (
    describes,
    orders_at_end,
    orders_within,
    reports_below,
    sets_out_work,
)
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.retold_acts import retells_orders


@dataclass(slots=True)
class Drafts:
    """What a document orders, and what looks like orders but gives no tasks."""

    tasks: list[Draft] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


def draft_tasks(tree: Tree, mentions: Mentions) -> Drafts:
    """The drafts of the body and of the annexes, in the order of the text."""
    found = Found(mentions)
    body, may = _body(tree, found)
    title = value_of(tree.header.title)
    drafts = _drafts(body) if may else Drafts(lone_orders(body, title))
    for index, annex in enumerate(attached(tree)):
        part, orders = _annex(annex, body.doc_type, may, found)
        own = _drafts(part) if orders else Drafts()
        for draft in own.tasks:
            draft.attachment = index
        drafts.tasks += own.tasks
        drafts.held += own.held
    return drafts


def _body(tree: Tree, found: Found) -> tuple[Part, bool]:
    """The body, and whether it may order."""
    doc_type, may = _ordering_type(tree.header)
    nodes = _ordering_part(tree.header, below_letterhead(tree.body, tree.header))
    if doc_type is None and is_wire(nodes):
        doc_type = "CĐ"
    if doc_type is None and _is_formal(tree.header) and page_orders(nodes, found):
        doc_type = "CV" if tree.header.addressees else "TB"
    title = value_of(tree.header.title)
    letter = doc_type == "CV"
    part = Part(
        nodes,
        doc_type,
        found,
        tree.basis,
        is_body=True,
        title=title,
        to_groups=letter and _all_addressees(tree.header, _GROUP),
        to_above=letter and _all_addressees(tree.header, _CENTRE),
        issued=full_date(tree.header.issued_on),
    )
    return part, may and silence.orders(part)


def _is_formal(header: Header) -> bool:
    """Whether a paper of no type has a letterhead: "Số: 52/VP", an issuer, a day.

    It gives out work as a notice or a letter does, though it does not say what it is.
    """
    fields = (header.number_symbol, header.issuer, header.issued_on)
    return all(value_of(field) for field in fields)


def _all_addressees(header: Header, kind: re.Pattern[str]) -> bool:
    """Whether a letter goes to such bodies only: to groups, or to the centre."""
    texts = [passage.text for passage in header.addressees]
    return bool(texts) and all(kind.match(text) for text in texts)


# "Các sở, ban, ngành", "UBND các xã": those above are one each
_GROUP = re.compile(
    r"\W*(?:các|(?:đồng chí\s+)?(?:thủ trưởng|giám đốc|hiệu trưởng|chủ tịch|trưởng|"
    r"lãnh đạo|ubnd|ủy ban|đảng ủy|công an|phòng|trường|trung tâm|bệnh viện|đơn vị)\b"
    r"[^,;]{0,40}?\bcác)\s(?!bộ\b|ban của|ủy ban của quốc)",
    re.IGNORECASE,
)


_CENTRE = re.compile(
    r"\W*(?:Bộ (?!đội|phận|[Cc]hỉ huy|môn)|Thủ tướng|Chính phủ|Văn phòng (?:Chính phủ|"
    r"Quốc hội|Trung ương)|Quốc hội|Ủy ban (?:Thường vụ|của) Quốc hội|Tổng cục|"
    r"Thanh tra Chính phủ)"
)


def _annex(
    annex: Annex, doc_type: str | None, may: bool, found: Found
) -> tuple[Part, bool]:
    """An annex and whether it orders: as the document does, or by its own header."""
    if annex.header is None:
        title = annex.title.text
        kind = _type_of_annex(title, doc_type)
        return Part(annex.body, kind, found, heading=title or None), may
    kind, may = _ordering_type(annex.header)
    nodes = _ordering_part(annex.header, annex.body)
    return Part(nodes, kind, found, heading=value_of(annex.header.title)), may


def _ordering_type(header: Header) -> tuple[str | None, bool]:
    """The type by which a document's orders are read, and whether it may order."""
    doc_type = value_of(header.type)
    if doc_type == "BB":
        return "TB", True  # minutes order where they conclude, as a notice of that does
    may = may_order(doc_type, value_of(header.number_symbol))
    # The Party's "thông tri" orders as a directive does.
    return "CT" if doc_type == "TT" else doc_type, may


def _ordering_part(header: Header, nodes: Sequence[Node]) -> Sequence[Node]:
    """Minutes order in their conclusions and nowhere else."""
    if value_of(header.type) != "BB":
        return nodes
    return [node for node in nodes if concludes_work(node)]


def _drafts(part: Part) -> Drafts:
    """What one part orders."""
    walker = Walker(part.found, part.doc_type, issued=part.issued)
    if part.doc_type is None:
        walker.retold = retold(part.nodes, part.found)
    if may_order(part.doc_type):
        tasks = part.doc_type in ALL_ORDERS
        kind = SectionKind.TASKS if tasks else SectionKind.UNKNOWN
        basis, groups = part.basis, part.to_groups
        scope = Scope(
            kind,
            heading=part.heading,
            to_groups=groups,
            to_above=part.to_above,
        )
        nodes = without_enclosed(part.nodes)
        nodes = without_members(nodes, basis[-1] if basis else None)
        last = basis[-1].passage.text if basis else ""
        tells = part.doc_type == "CV" and reports_below(last)
        retells = part.doc_type is None and retells_orders(last)
        asks = orders_at_end(last) or retells
        if asks or tells or (groups and sets_out_work(last)):
            if objects_of(part.found, basis[-1], nodes):
                nodes.insert(0, basis[-1])  # one order, with what it is about
            else:
                scope = below_lead_in(part.found, part.doc_type, basis[-1], scope)
                if scope.holders and not scope.lined.who:
                    scope = with_partners(part.found, basis[-1], scope, heads=True)
        walker.walk([n for n in basis if orders_within(n.passage.text)], scope)
        walker.walk(nodes, scope)
    kept = silence.kept(walker.drafts, part)
    held = walker.held
    if part.doc_type is not None and not silence.only_rules(part):
        held += taken_back(part.found, walker.drafts, kept)
    return Drafts([d for d in kept if _stands(d, part.doc_type)], held)


def _type_of_annex(title: str, doc_type: str | None) -> str | None:
    """A plan issued with a decision orders as plans do; a regulation legislates."""
    found = _ANNEX_TYPE.match(title.strip())
    return (type_of_name(found[1]) if found else None) or doc_type


_ANNEX_TYPE = re.compile(
    r"(quy chế|quy định|kế hoạch|chương trình|đề án|phương án|điều lệ|hướng dẫn)\b",
    re.IGNORECASE,
)


def _stands(draft: Draft, doc_type: str | None) -> bool:
    """Whether a line below an item makes a task of it, if it is none by itself.

    On a page of no type a time does so for words that order: "Đối tượng: …" stays none.
    It does so nowhere for a title of what orders nothing: "4. Thời gian, địa điểm thi".
    """
    title = draft.passages[0].text
    titles = kind_of_title(title) is SectionKind.NONE or describes(title)
    orders = draft.orders or (doc_type is not None and not titles)
    return not draft.tentative or bool(draft.lined or (draft.times and orders))
