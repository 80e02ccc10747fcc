"""What a node changes for the items below it: who is charged, with whom, by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.records.answered import is_asked
from ccndocs.records.charging import ASKING
from ccndocs.records.draft import OPENING, UNMARKED, Lined, Scope
from ccndocs.records.found import Found
from ccndocs.records.headings import has_duty, heading_agencies, is_duty, is_title
from ccndocs.records.kinds import kind_below
from ccndocs.records.lead_ins import (
    acting_in_lead_in,
    behind_aside,
    bound_in_lead_in,
    charged_in_lead_in,
    is_lead_in,
    opens_list,
    sets_all_to_work,
)
from ccndocs.records.list_heads import (
    asked_of_list,
    doers_of_list,
    named_by_heading,
    times_in_bracket,
    times_of_list,
)
from ccndocs.records.name_rows import names_only, opening_agencies
from ccndocs.records.parts import LISTING
from ccndocs.records.sections import PLANNING_TYPES, SectionKind
from ccndocs.records.sharing import (
    led_with,
    means_them,
    says_with_whom,
    shared_work,
    told_in_lead_in,
)
from ccndocs.records.silence import heads_items
from ccndocs.records.told_lists import is_link, question_below
from ccndocs.records.unknown_holders import actor_heading, team_heading, unknown_holder
from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.charged_lines import charges_below
from ccndocs.vi.cues import (
    AS_LEADER,
    DO_THESE,
    ORDER_PREFIX,
    ORDERS,
    answers_at_end,
    orders_at_end,
    reports_below,
    sets_out_work,
)
from ccndocs.vi.doctypes import SCHEDULE
from ccndocs.vi.retold_acts import retells_orders, retells_results
from ccndocs.vi.verbs import opens_with_verb

Names = tuple[Mention[Agency], ...]


def in_row(found: Found, node: Node, scope: Scope, row: Names) -> tuple[Scope, Names]:
    """The scope below a list of names, and that list with `node`.

    "- Sở A (…);", "- Sở B (…).", "Có trách nhiệm:" charges both.
    """
    if named := _named(found, node):
        row = (*row, *named)
        return replace(scope, row=row), row
    if row and is_duty(node):
        return replace(scope, holders=row, row=()), ()
    return replace(scope, row=()), ()


def _named(found: Found, node: Node) -> Names:
    """The agencies of a marked item that is nothing but their names."""
    agencies = found.agencies.get(node.passage.id, [])
    apart = node.children and not any(is_duty(child) for child in node.children)
    listed = node.kind in LISTING and names_only(node.passage, agencies)
    if apart or not listed:
        return ()
    return tuple(m for m in agencies if not m.value.collective)


def behind_list(
    before: Sequence[Node], node: Node, scope: Scope, outer: Scope
) -> Scope:
    """The scope of a paragraph behind a list: what a line said of the list ends.

    "Phòng A chủ trì, Khoa B phối hợp:", "a) …", "b) …", "Giao Văn phòng theo dõi."
    """
    listed = bool(before) and before[-1].kind in (*LISTING, NodeKind.ORDINAL)
    if node.kind not in UNMARKED or not listed:
        return scope
    return replace(scope, times=outer.times, lined=outer.lined)


def below_heading(
    found: Found, doc_type: str | None, node: Node, scope: Scope
) -> Scope:
    """The scope of what a heading heads: its section, whom it charges, its time."""
    text = node.passage.text.strip()
    kind = kind_below(node, scope, doc_type)
    inner = replace(
        scope.inside(node),
        heading=text.rstrip(" :") or scope.heading,
        kind=kind,
        silent_by=(scope.silent_by or text) if kind is SectionKind.NONE else "",
        times=found.heading_times(node.passage.id)
        or times_of_list(found, node)
        or times_in_bracket(found, node)
        or scope.times,
    )
    if node.children and is_asked(node, node.children[0]):
        return inner
    shares = any(is_duty(child) for child in node.children)
    holders = (scope.row if shares else ()) or _holders(found, node, inner, doc_type)
    if holders and heads_items(node, holders, doc_type):
        inner = replace(inner, lined=Lined())
        return replace(inner, holders=holders, ordered=True, role=None, others=())
    if (is_lead_in(text) and ORDERS.search(text)) or _calls(found, node):
        return replace(inner, ordered=True)
    return inner


def _holders(found: Found, node: Node, scope: Scope, doc_type: str | None) -> Names:
    """Agencies that a heading, or the sentence that opens a list, charges."""
    agencies = found.agencies.get(node.passage.id, [])
    whole = team_heading(node.passage, agencies)
    whole = whole or heading_agencies(node.passage, agencies)
    works = scope.kind is SectionKind.TASKS or scope.ordered
    works = works or (doc_type in _SETTING_OUT and _heads_orders(node))
    if not whole and works:
        whole = actor_heading(node, agencies) or named_by_heading(found, node)
    if whole:
        return whole
    row, stop = opening_agencies(node.passage.text, agencies)
    own = found.assignments.get(node.passage.id, [])
    if not row:
        return unknown_holder(node.passage) or told_in_lead_in(node, own)
    if says_with_whom(node.passage, own):
        return row
    if is_title(node) and not opens_list(node) and not has_duty(node):
        return ()
    if _ASKS_OTHERS.match(node.passage.text[stop:]) and opens_list(node):
        return charged_in_lead_in(node.passage, agencies)
    if opens_list(node) and _ASKS_LAST.search(node.passage.text, stop):
        return charged_in_lead_in(node.passage, agencies)
    if _WHO_ARE_BOUND.match(node.passage.text[stop:]):
        return row
    rest = AS_LEADER.sub("", behind_aside(node.passage.text[stop:])).lstrip(" ,")
    return row if rest[:1] == ":" or opens_with_verb(rest) else ()


# "Giao Hiệu trưởng các trường [có tên trong danh sách chịu trách nhiệm thực hiện:]"
_WHO_ARE_BOUND = re.compile(
    r"\s*,?\s*(?:có|thuộc|nêu|được)\s[^.;:]{3,220}?\s(?:có|chịu) trách nhiệm\b"
    r"[^.;:]{0,60}:\s*$"
)


# "2. Ban Thường vụ yêu cầu các chi bộ:" is no heading of the Ban Thường vụ
_ASKS_OTHERS = re.compile(
    r"\s*,?\s*(?:yêu cầu|đề nghị|giao|phân công)[\s:]", re.IGNORECASE
)
# "Điều 2. HĐND tỉnh thống nhất với …. HĐND tỉnh đề nghị UBND tỉnh chỉ đạo …:"
_ASKS_LAST = re.compile(
    r"[.;]\s+[^.;:]{2,90}?\s(?:yêu cầu|đề nghị|giao|phân công)\s[^.;]*:\s*$",
    re.IGNORECASE,
)


def _calls(found: Found, node: Node) -> bool:
    """Whether an item that opens a list calls on whole groups: "Yêu cầu các sở …."."""
    own = found.assignments.get(node.passage.id, [])
    cue = ORDER_PREFIX.match(node.passage.text.strip())
    return cue is not None and any(
        m.rule in ASKING and m.span.start <= OPENING for m in own
    )


# Not letters, which tell as well: "Kết quả thực hiện như sau:", "1. Các xã:"
_SETTING_OUT = PLANNING_TYPES | {"TB", "HD", "QĐ", "KL", SCHEDULE}


def _heads_orders(node: Node) -> bool:
    """Whether a heading with a colon stands over work: "2.1. Các tổ chuyên môn:"."""
    items = [c for c in node.children if c.kind is not NodeKind.ROLE_LINE]
    work = bool(items) and all(opens_with_verb(c.passage.text) for c in items)
    return work and opens_list(node)


def below_lead_in(
    found: Found, doc_type: str | None, node: Node, scope: Scope
) -> Scope:
    """The scope of what follows "… yêu cầu Sở X thực hiện:"."""
    if answers_at_end(node.passage.text):
        return scope
    text = node.passage.text
    times = times_of_list(found, node) or scope.times
    scope = replace(scope, times=times)
    if who := doers_of_list(found, node):
        lined = Lined(who, scope.lined.times)
        return replace(scope, lined=lined, ordered=True, kind=SectionKind.TASKS)
    if doc_type == "CV" and not scope.to_groups and reports_below(text):
        return replace(scope, kind=SectionKind.NONE)
    typed = doc_type is not None
    works = scope.ordered or scope.kind in (SectionKind.TASKS, SectionKind.FUNDING)
    holders = _charged_above(found, node, scope, typed=typed)
    if not holders and typed and works:
        agencies = found.agencies.get(node.passage.id, [])
        holders = acting_in_lead_in(node.passage, agencies)
        if holders:  # also where money is the matter: "Huy động nguồn lực"
            scope = replace(scope, kind=SectionKind.TASKS)
    these = typed and DO_THESE.search(text)
    told = scope.to_groups and sets_out_work(text)
    asks = orders_at_end(text) if scope.to_above else ORDERS.search(text)
    retells = not typed and retells_orders(text)
    ordered = bool(holders or these or told or asks or retells)
    if not typed and not ordered and retells_results(text):
        return replace(scope, holders=(), ordered=False)
    if means_them(holders, scope.holders):
        holders = ()
    if holders:
        scope = replace(scope, lined=Lined())
    return replace(
        scope, holders=holders or scope.holders, ordered=scope.ordered or ordered
    )


def _charged_above(found: Found, node: Node, scope: Scope, *, typed: bool) -> Names:
    """Whom a lead-in charges with what follows, by the first of the ways to say so."""
    passage = node.passage
    agencies = found.agencies.get(passage.id, [])
    orders = typed or scope.ordered or ORDERS.search(passage.text)
    holders = bound_in_lead_in(passage, agencies) if orders else ()
    holders = holders or charged_in_lead_in(passage, agencies)
    if not holders and charges_below(passage.text.strip()):
        holders = heading_agencies(passage, agencies)
    if not holders:
        asked = asked_of_list(found, node)
        # "Các doanh nghiệp" below the heading of some are those
        group = any(m.value.name.startswith("Các ") for m in asked)
        holders = () if group and scope.holders else asked
    return holders or sets_all_to_work(passage, agencies)


def behind_answer(
    found: Found, doc_type: str | None, node: Node, scope: Scope
) -> Scope:
    """The scope behind an item below which a page asks, answers or concludes.

    What was said above is over; "Theo đó, UBND tỉnh yêu cầu Sở A:" may stand last.
    """
    stop = question_below(node) if doc_type is None else None
    if stop is None or is_link(node.children[stop]):
        return scope
    for child in (node.children[-1], node.children[stop]):
        if child.kind in UNMARKED and is_lead_in(child.passage.text):
            return below_lead_in(found, doc_type, child, Scope())
    return Scope()


def with_partners(
    found: Found, node: Node, scope: Scope, *, heads: bool = False
) -> Scope:
    """The scope below "Chủ trì, phối hợp với Sở X:", which says with whom."""
    own = found.assignments.get(node.passage.id, [])
    role = shared_work(node.passage, own)
    if role is None and heads:
        role = led_with(node.passage, own)
    if role is None:
        return scope
    others = tuple(m for m in own if m.value.role is Role.COORDINATE)
    return replace(scope, role=role, others=others)
