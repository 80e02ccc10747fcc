"""Walks the document tree in the order of the text and drafts its tasks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TypeVar

from ccndocs.records.draft import Draft, Scope
from ccndocs.records.headings import (
    charged_in_lead_in,
    heading_agencies,
    is_lead_in,
    is_title,
    names_only,
    opening_agencies,
    unknown_holder,
)
from ccndocs.records.sections import (
    ALL_ORDERS,
    DECIDING_TYPES,
    SectionKind,
    kind_of_title,
)
from ccndocs.records.table_tasks import rows_of
from ccndocs.types.mention import Agency, Assignment, Mention, Mentions
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.cues import (
    ASSESSMENT,
    BASIS,
    CLOSING,
    DIFFICULTIES,
    EXECUTION,
    OBEY,
    ORDERS,
    opens_with_verb,
)
from ccndocs.vi.labels import field_of_label

V = TypeVar("V")
_UNMARKED = frozenset({NodeKind.PARAGRAPH, NodeKind.HEADING})
_OPENING = 60  # characters: "Đề nghị các đồng chí Chủ tịch UBND …" names its subject


class Found:
    """Mentions of one document by the passage they stand in."""

    def __init__(self, mentions: Mentions) -> None:
        self.agencies = _by_passage(mentions.agencies)
        self.assignments = _by_passage(mentions.assignments)
        self.deadlines = _by_passage(mentions.deadlines)


def _by_passage(mentions: Iterable[Mention[V]]) -> dict[int, list[Mention[V]]]:
    found: dict[int, list[Mention[V]]] = defaultdict(list)
    for mention in mentions:
        found[mention.passage].append(mention)
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an item is held to be: `sure`, or a task only if role lines say so."""

    sure: bool
    reason: str


@dataclass(slots=True)
class Walker:
    """State of one walk: the drafts so far, and those that role lines still reach."""

    found: Found
    doc_type: str | None
    drafts: list[Draft] = field(default_factory=list)
    pending: list[Draft] = field(default_factory=list)
    after_line: bool = False

    def walk(self, nodes: Sequence[Node], scope: Scope) -> None:
        """Draft the tasks of sibling `nodes`; a lead-in changes what follows it."""
        for node in nodes:
            if node.kind is NodeKind.ROLE_LINE:
                self._apply_line(node)
                continue
            if node.kind is NodeKind.TABLE:
                self._table(node, scope)
                continue
            if node.kind in _UNMARKED and is_lead_in(node.passage.text):
                scope = self._after_lead_in(node, scope)
                self.walk(node.children, scope)
                continue
            self._node(node, scope)

    def _node(self, node: Node, scope: Scope) -> None:
        items = [c for c in node.children if c.kind is not NodeKind.ROLE_LINE]
        marked = any(c.kind is not NodeKind.PARAGRAPH for c in items)
        if self._lists_objects(node, items):
            self._candidate(node, items, scope)
        elif marked or (items and is_title(node)) or self._is_bare_heading(node, items):
            self._container(node, scope)
        else:
            own = list(takewhile(lambda item: not is_title(item), items))
            self._candidate(node, own, scope)
            self.walk([c for c in node.children if c.kind is NodeKind.ROLE_LINE], scope)
            self._after_title(items[len(own) :], scope)

    def _lists_objects(self, node: Node, items: list[Node]) -> bool:
        """An order whose sub-items only say what it is about.

        "a) Rà soát các cơ sở, tập trung vào:" followed by "- Nhà trọ, chung cư;" is one
        task; where the sub-items order, each of them is one.
        """
        text = node.passage.text.strip()
        if not items or not text.endswith(":") or not opens_with_verb(text):
            return False
        return not any(
            item.children
            or item.kind is NodeKind.TABLE
            or opens_with_verb(item.passage.text)
            or self.found.assignments.get(item.passage.id)
            for item in items
        )

    def _after_title(self, nodes: list[Node], scope: Scope) -> None:
        """Walk what a title among an item's paragraphs heads: the item ends there."""
        if not nodes:
            return
        title = nodes[0].passage.text
        kind = kind_of_title(title)
        self.pending = []
        self.walk(nodes[1:], Scope(kind, scope.section[:-1], title.strip()))

    def _is_bare_heading(self, node: Node, items: list[Node]) -> bool:
        """A heading with nothing below: its text orders nothing by itself."""
        return node.kind is NodeKind.HEADING and not node.children and not items

    def _container(self, node: Node, scope: Scope) -> None:
        self.pending, self.after_line = [], False
        text = node.passage.text.strip()
        inner = replace(
            scope,
            section=(*scope.section, node.label) if node.label else scope.section,
            heading=text.rstrip(" :") or scope.heading,
            kind=self._kind(node, scope),
        )
        holders = self._holders(node)
        if holders:
            inner = replace(inner, holders=holders, ordered=True)
        elif is_lead_in(text) and ORDERS.search(text):
            inner = replace(inner, ordered=True)
        self.walk(node.children, inner)
        self.pending, self.after_line = [], False

    def _kind(self, node: Node, scope: Scope) -> SectionKind:
        own = (
            kind_of_title(node.passage.text) if is_title(node) else SectionKind.UNKNOWN
        )
        if own is SectionKind.UNKNOWN:
            return scope.kind
        if scope.kind is SectionKind.NONE:
            return scope.kind
        return own

    def _holders(self, node: Node) -> tuple[Mention[Agency], ...]:
        """Agencies that a heading, or the sentence that opens a list, charges."""
        agencies = self.found.agencies.get(node.passage.id, [])
        whole = heading_agencies(node.passage, agencies) or unknown_holder(node.passage)
        if whole:
            return whole
        if is_title(node) and not node.passage.text.rstrip().endswith(":"):
            return ()
        row, stop = opening_agencies(node.passage.text, agencies)
        rest = node.passage.text[stop:].lstrip(" ,")
        return row if row and (rest[:1] == ":" or opens_with_verb(rest)) else ()

    def _after_lead_in(self, node: Node, scope: Scope) -> Scope:
        agencies = self.found.agencies.get(node.passage.id, [])
        holders = charged_in_lead_in(node.passage, agencies)
        ordered = bool(holders or ORDERS.search(node.passage.text))
        return replace(
            scope, holders=holders or scope.holders, ordered=scope.ordered or ordered
        )

    def _candidate(self, node: Node, paragraphs: list[Node], scope: Scope) -> None:
        passages = [node.passage, *(p.passage for p in paragraphs)]
        own = [
            m
            for p in passages
            for m in self.found.assignments.get(p.id, [])
            if not _worked_on(m, p, scope)
        ]
        if self._is_name_only(node) and not (paragraphs and _opens_list(node)):
            self.walk(paragraphs, scope)
            return
        verdict = self._judge(node, own, scope)
        if verdict is None:
            return
        times = [m for p in passages for m in self.found.deadlines.get(p.id, [])]
        inner = (
            replace(scope, section=(*scope.section, node.label))
            if node.label
            else scope
        )
        draft = Draft(inner, passages, own, times, node.label, not verdict.sure)
        draft.reason = verdict.reason if verdict.sure else _BY_LINES
        if self.after_line:
            self.pending, self.after_line = [], False
        self.drafts.append(draft)
        self.pending.append(draft)

    def _judge(
        self, node: Node, own: Sequence[Mention[Assignment]], scope: Scope
    ) -> Verdict | None:
        """Whether the item is a task, and why; None: it is none."""
        text = node.passage.text.strip()
        if not text or scope.kind is SectionKind.NONE:
            return None
        if self._is_formula(node, text):
            return None
        charged = [m for m in own if m.rule in _CHARGING]
        if scope.kind is SectionKind.FUNDING:
            named = [m for m in charged if not m.value.agency.collective]
            return Verdict(True, _charges(named)) if named else None
        unmarked = node.kind in _UNMARKED
        if unmarked and scope.kind is not SectionKind.TASKS:
            # A subject that no table knows is proof enough in a list of orders only.
            charged = [m for m in charged if m.value.agency.known]
        if unmarked and not (scope.section or scope.ordered or scope.holders):
            # Before any order the situation is told: only who opens it is charged.
            charged = [m for m in charged if m.span.start < _OPENING]
        if unmarked and not scope.section and _calls_everybody(text, charged):
            return None
        if charged:
            return Verdict(True, _charges(charged))
        if scope.holders and node.kind is not NodeKind.HEADING:
            names = ", ".join(m.value.name for m in scope.holders)
            return Verdict(True, f"stands under words that charge {names}")
        return self._judge_order(text, unmarked, scope)

    def _judge_order(self, text: str, unmarked: bool, scope: Scope) -> Verdict | None:
        """An item that charges nobody, by its first word and where it stands."""
        verb = opens_with_verb(text)
        if self.doc_type in DECIDING_TYPES and not scope.ordered:
            if scope.kind is SectionKind.TASKS and verb:
                return Verdict(True, "opens with a verb, in a section of tasks")
            return None
        if unmarked and not (scope.section or scope.ordered):
            return None
        if not verb:
            if unmarked:
                return None
            every = scope.ordered and self.doc_type in ALL_ORDERS
            return Verdict(every, f"a marked item below an order of a {self.doc_type}")
        if scope.kind is SectionKind.TASKS:
            return Verdict(True, "opens with a verb, in a section of tasks")
        return Verdict(scope.ordered, "opens with a verb, below words of order")

    def _is_name_only(self, node: Node) -> bool:
        """A cell or line that names agencies and says nothing of them, or a label."""
        agencies = self.found.agencies.get(node.passage.id, [])
        text = node.passage.text.strip()
        return text.endswith(":") or names_only(node.passage, agencies)

    def _is_formula(self, node: Node, text: str) -> bool:
        if EXECUTION.search(text) or CLOSING.match(text) or ASSESSMENT.match(text):
            return True
        if node.kind in _UNMARKED:
            formulas = (BASIS.match(text), DIFFICULTIES.match(text), OBEY.search(text))
            return any(formulas)
        return False

    def _apply_line(self, node: Node) -> None:
        what = field_of_label(node.label)
        self.after_line = True
        for draft in self.pending:
            draft.has_lines = True
            if what == "time":
                times = self.found.deadlines.get(node.passage.id, [])
                draft.times += times
                draft.vague = draft.vague or not times
            elif what == "output":
                draft.output = draft.output or node.passage.text.strip(" .;") or None
            else:
                draft.lined += self.found.assignments.get(node.passage.id, [])

    def _table(self, node: Node, scope: Scope) -> None:
        if node.grid is None or scope.kind is SectionKind.NONE:
            return
        for row in rows_of(node.grid):
            heading = row.heading.text.strip() if row.heading else scope.heading
            inner = replace(
                scope, heading=heading, section=(*scope.section, *row.labels)
            )
            draft = Draft(inner, [row.task], [], [], has_lines=True)
            draft.reason = "a row of a task table"
            for passage in row.agencies:
                draft.lined += self.found.assignments.get(passage.id, [])
            for passage in row.times:
                draft.times += self.found.deadlines.get(passage.id, [])
            draft.output = _joined(row.outputs)
            self.drafts.append(draft)


def _charges(charged: Sequence[Mention[Assignment]]) -> str:
    return f"charges {charged[0].value.agency.name} (rule {charged[0].rule})"


_BY_LINES = "an item for which a line below sets who or when"


def _calls_everybody(text: str, charged: Sequence[Mention[Assignment]]) -> bool:
    """A closing call on all: "Yêu cầu các cơ quan … triển khai thực hiện; …"."""
    if not charged or not all(m.value.agency.collective for m in charged):
        return False
    return re.search(r"(?:triển khai|tổ chức|nghiêm túc) thực hiện", text) is not None


def _opens_list(node: Node) -> bool:
    return node.passage.text.rstrip().endswith(":")


def _worked_on(mention: Mention[Assignment], passage: Passage, scope: Scope) -> bool:
    """Whether "Yêu cầu X …" is what the heading's agency does rather than an order.

    The issuer itself asks with "Đề nghị", and below a heading that names nobody.
    """
    if mention.rule != "asked" or all(h.value.collective for h in scope.holders):
        return False
    return not passage.text[: mention.span.start].strip().casefold().startswith("đề")


_CHARGING = frozenset({"subject", "asked", "leads_by_words", "coordinates_by_words"})


def _joined(passages: Sequence[Passage]) -> str | None:
    return "; ".join(p.text.strip() for p in passages if p.text.strip()) or None
