"""Task records from drafts: agencies, deadline, evidence, confidence, flags."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from math import prod

from ccndocs.records.amendments import quoted_provisions
from ccndocs.records.attachments import attached
from ccndocs.records.confidence import factors
from ccndocs.records.draft import Draft, Scope
from ccndocs.records.evidence import Locator
from ccndocs.records.found import Found
from ccndocs.records.laws import given, is_law, quoted_laws
from ccndocs.records.page_lines import behind_end, is_wire, wired_to
from ccndocs.records.pages import page_orders
from ccndocs.records.reasons import (
    AgencyReason,
    Choice,
    DeadlineReason,
    Origin,
    TaskReasons,
)
from ccndocs.records.sections import (
    ALL_ORDERS,
    SectionKind,
    below_letterhead,
    concludes_work,
    may_order,
)
from ccndocs.records.walk import Walker
from ccndocs.types.mention import (
    Agency,
    Assignment,
    Deadline,
    DeadlineKind,
    Mention,
    Mentions,
    Role,
)
from ccndocs.types.record import (
    AgencyRecord,
    CurrentRecord,
    DeadlineRecord,
    RelativeRecord,
    TaskRecord,
)
from ccndocs.types.tree import Field, Header, Node, Passage, Tree
from ccndocs.vi.cues import (
    implied_role,
    opens_with_verb,
    orders_at_end,
    orders_within,
    says_lead,
)
from ccndocs.vi.doctypes import type_of_name


def build_tasks(
    document_id: str, tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[TaskRecord, ...]:
    """The tasks of the document, in the order of the text."""
    maker = _Maker(document_id, tree, mentions, locator)
    return tuple(maker.record(draft) for draft in _drafts(tree, mentions))


def explain_tasks(
    document_id: str, tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[TaskReasons, ...]:
    """The same tasks as `build_tasks`, each with what made its fields."""
    maker = _Maker(document_id, tree, mentions, locator)
    return tuple(maker.reasons(draft) for draft in _drafts(tree, mentions))


def _drafts(tree: Tree, mentions: Mentions) -> list[Draft]:
    found = Found(mentions)
    below = below_letterhead(tree.body, tree.header)
    doc_type, orders = _ordering_type(tree.header)
    body = _ordering_part(tree.header, below)
    if doc_type is None and is_wire(body):
        doc_type = "CĐ"
    if doc_type is None:
        orders = page_orders(body, found)
    walkers = [_walked(found, doc_type, body, None, tree.basis)] if orders else []
    if doc_type is None and is_law(body):
        for walker in walkers:
            walker.drafts = [d for d in walker.drafts if given(d)]
    for index, annex in enumerate(attached(tree)):
        header, title = annex.header, annex.title.text
        nodes: Sequence[Node] = annex.body
        if header is not None:
            kind, may = _ordering_type(header)
            title = _value(header.title) or ""
            nodes = _ordering_part(header, nodes)
        else:
            kind, may = _type_of_annex(title, doc_type), orders
        if not may:
            continue
        walker = _walked(found, kind, nodes, title or None)
        for draft in walker.drafts:
            draft.attachment = index
        walkers.append(walker)
    return [draft for w in walkers for draft in w.drafts if _kept(draft, w.doc_type)]


def _ordering_type(header: Header) -> tuple[str | None, bool]:
    """The type by which a document's orders are read, and whether it may order."""
    doc_type = _value(header.type)
    if doc_type == "BB":
        return "TB", True  # minutes order where they conclude, as a notice of that does
    may = may_order(doc_type, _value(header.number_symbol))
    # The Party's "thông tri" orders as a directive does.
    return "CT" if doc_type == "TT" else doc_type, may


def _ordering_part(header: Header, nodes: Sequence[Node]) -> Sequence[Node]:
    """Minutes order in their conclusions and nowhere else."""
    if _value(header.type) != "BB":
        return nodes
    return [node for node in nodes if concludes_work(node)]


def _value(field: Field | None) -> str | None:
    return field.value if field else None


def _walked(
    found: Found,
    doc_type: str | None,
    body: Sequence[Node],
    heading: str | None,
    basis: Sequence[Node] = (),
) -> Walker:
    """One part of the document walked; `basis` is what stands before its body."""
    walker = Walker(found, doc_type)
    if may_order(doc_type):
        kind = SectionKind.TASKS if doc_type in ALL_ORDERS else SectionKind.UNKNOWN
        scope = Scope(kind, heading=heading)
        if basis and orders_at_end(basis[-1].passage.text):
            scope = walker.after_lead_in(basis[-1], scope)
        walker.walk([n for n in basis if orders_within(n.passage.text)], scope)
        walker.walk(body, scope)
    quoted = quoted_provisions(body) | wired_to(body)
    told = quoted_laws((*basis, *body), doc_type)
    if doc_type is None:
        charging = frozenset(
            passage
            for passage, own in found.assignments.items()
            if any(m.value.agency.known for m in own)
        )
        told |= behind_end(body, charging)
    walker.drafts = [
        d
        for d in walker.drafts
        if d.passages[0].id not in quoted
        and (d.passages[0].id not in told or (doc_type is None and given(d)))
    ]
    return walker


def _type_of_annex(title: str, doc_type: str | None) -> str | None:
    """A plan issued with a decision orders as plans do; a regulation legislates."""
    found = _ANNEX_TYPE.match(title.strip())
    return (type_of_name(found[1]) if found else None) or doc_type


_ANNEX_TYPE = re.compile(
    r"(quy chế|quy định|kế hoạch|chương trình|đề án|phương án|điều lệ|hướng dẫn)\b",
    re.IGNORECASE,
)


def _kept(draft: Draft, doc_type: str | None) -> bool:
    """Whether a line below an item makes a task of it, if it is none by itself.

    On a page of no type a time does so for words that order: "Đối tượng: …" stays none.
    """
    orders = draft.orders or doc_type is not None
    return not draft.tentative or bool(draft.lined or (draft.times and orders))


class _Maker:
    """Makes records of drafts; numbers those that share a place in the tree."""

    def __init__(
        self, document_id: str, tree: Tree, mentions: Mentions, locator: Locator
    ) -> None:
        self.document_id = document_id
        self.locator = locator
        self.mentions = mentions
        self.passages: dict[int, Passage] = {p.id: p for p in tree.passages()}
        self.seen: dict[tuple[str, ...], int] = {}

    def record(self, draft: Draft) -> TaskRecord:
        agencies = self._agencies(draft)
        times = _main_first(draft)
        deadlines = [self._deadline(m) for m in times]
        flags = self._flags(draft, agencies, times)
        roles = [agency.role for agency in agencies]
        return TaskRecord(
            id=self._id(draft.scope.section),
            description=draft.description,
            section=draft.scope.section,
            heading=draft.scope.heading,
            agencies=agencies,
            deadline=deadlines[0] if deadlines else None,
            other_deadlines=tuple(deadlines[1:]),
            output=draft.output,
            evidence=tuple(e for p in draft.passages for e in self.locator.evidence(p)),
            confidence=round(
                prod(share for _, share in factors(draft, times, roles, flags)), 2
            ),
            flags=flags,
            attachment=draft.attachment,
        )

    def _id(self, section: tuple[str, ...]) -> str:
        """The place in the tree, not the words: the same on any engine and machine."""
        count = self.seen[section] = self.seen.get(section, 0) + 1
        key = "/".join((self.document_id, *section, str(count)))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def reasons(self, draft: Draft) -> TaskReasons:
        """The record of a draft, and why its fields are as they are."""
        task = self.record(draft)
        named = {(m.passage, m.span): m.rule for m in self.mentions.agencies}
        agencies = tuple(
            AgencyReason(
                record,
                choice,
                named.get((choice.passage, choice.span), choice.rule),
                self.passages[choice.passage],
            )
            for record, choice in zip(task.agencies, _chosen(draft), strict=True)
        )
        times = tuple(
            DeadlineReason(
                self._deadline(m),
                Origin.LINE if m in draft.times else Origin.ITEM,
                m,
                self.passages[m.passage],
            )
            for m in _main_first(draft)
        )
        roles = [agency.role for agency in task.agencies]
        shares = tuple(factors(draft, _main_first(draft), roles, task.flags))
        return TaskReasons(task, draft.reason, agencies, times, shares)

    def _agencies(self, draft: Draft) -> tuple[AgencyRecord, ...]:
        return tuple(
            AgencyRecord(
                name=choice.agency.name,
                role=choice.role.value,
                text=self._as_read(choice),
                collective=choice.agency.collective,
                current=CurrentRecord(current.name, current.since) if current else None,
            )
            for choice in _chosen(draft)
            for current in (choice.agency.current,)
        )

    def _as_read(self, choice: Choice) -> str:
        found = self.locator.evidence(self.passages[choice.passage], choice.span)
        return " ".join(" ".join(e.text_as_read.split()) for e in found)

    def _deadline(self, mention: Mention[Deadline]) -> DeadlineRecord:
        value, term = mention.value, mention.value.relative
        return DeadlineRecord(
            text=mention.span.of(self.passages[mention.passage].text),
            kind=value.kind.value,
            start=value.start,
            end=value.end,
            bound=value.bound,
            edtf=value.edtf,
            rrule=value.rrule,
            relative=RelativeRecord(
                term.days, term.working, term.anchor, term.anchor_text, term.months
            )
            if term
            else None,
        )

    def _flags(
        self,
        draft: Draft,
        agencies: Sequence[AgencyRecord],
        times: Sequence[Mention[Deadline]],
    ) -> tuple[str, ...]:
        flags: list[str] = []
        if not any(
            a.role != Role.COORDINATE.value and not a.collective for a in agencies
        ):
            flags.append("no_assignee")
        named = [c.agency for c in _chosen(draft)]
        if any(not agency.known and not agency.collective for agency in named):
            flags.append("agency_unknown")
        if draft.vague and not times:
            flags.append("deadline_vague")
        if any(self.locator.repaired(p) for p in draft.passages):
            flags.append("repaired_text")
        if min((self.locator.confidence(p) for p in draft.passages), default=1.0) < 0.6:
            flags.append("low_ocr_confidence")
        if not all(map(self.locator.is_sure, draft.passages)):
            flags.append("uncertain_word")
        for found in (m.flags for m in (*draft.own, *draft.lined)):
            flags += (flag for flag in found if flag not in flags)
        for found in (m.flags for m in times):
            flags += (flag for flag in found if flag not in flags)
        return tuple(flags)


def _chosen(draft: Draft) -> list[Choice]:
    """Own words first, then role lines, then the heading's agencies; each name once."""
    assigned = [
        *((m, Origin.ITEM) for m in draft.own),
        *((m, Origin.LINE) for m in draft.lined),
    ]
    charged = [(m, o) for m, o in assigned if m.value.role is not Role.COORDINATE]
    others = [(m, o) for m, o in assigned if m.value.role is Role.COORDINATE]
    # A subject deep in an item ("…; riêng UBND xã X hoàn thành …") adds to the
    # heading's agency, one that opens the item stands in its place.
    first_passage = draft.passages[0].id
    opened = bool(draft.lined) or any(
        m.passage == first_passage and m.span.start < _OPENING for m, _ in charged
    )
    chosen = [_choice(m, m.value.agency, _own_role(m, draft), o) for m, o in charged]
    if not opened:
        role = _inherited_role(draft)
        chosen += (
            _choice(m, m.value, role, Origin.HEADING) for m in draft.scope.holders
        )
        others += ((m, Origin.HEADING) for m in draft.scope.others)
    chosen += (_choice(m, m.value.agency, Role.COORDINATE, o) for m, o in others)
    first: dict[str, Choice] = {}
    for choice in chosen:
        first.setdefault(choice.agency.name, choice)
    return list(first.values())


def _own_role(mention: Mention[Assignment], draft: Draft) -> Role:
    """The role that the words give; behind a colon they are those of the work.

    "Các sở, ngành khác: Căn cứ chức năng được giao, phối hợp với Sở A …" implements.
    """
    role = mention.value.role
    text = next((p.text for p in draft.passages if p.id == mention.passage), "")
    colon = _COLON.match(text[mention.span.stop :])
    if role is not Role.LEAD or mention.span.start >= _OPENING or not colon:
        return role
    if mention.rule != "subject" or opens_with_verb(colon[1]):
        return role
    return implied_role(text[mention.span.stop + colon.end() :])


_COLON = re.compile(r"([^:.;]{0,120}):\s*")


def _inherited_role(draft: Draft) -> Role:
    """What the heading's agency does: by the item's words, else by the heading's."""
    text = draft.passages[0].text
    role, given = implied_role(text), draft.scope.role
    if given is None or (role is Role.LEAD and says_lead(text)):
        return role
    return given if role in (Role.LEAD, Role.IMPLEMENT) else role


def _choice(
    mention: Mention[Agency] | Mention[Assignment],
    agency: Agency,
    role: Role,
    origin: Origin,
) -> Choice:
    rule = "implied_role" if origin is Origin.HEADING else mention.rule
    place = (mention.passage, mention.span, mention.score)
    return Choice(agency, role, origin, rule, *place)


def _main_first(draft: Draft) -> list[Mention[Deadline]]:
    """The item's own date ("chậm nhất ngày …") before a line's general period."""
    dated = [m for m in draft.own_times if m.value.kind is DeadlineKind.BY]
    if (
        dated
        and draft.times
        and all(m.value.kind is not DeadlineKind.BY for m in draft.times)
    ):
        return [*dated, *draft.times, *(m for m in draft.own_times if m not in dated)]
    return draft.times + draft.own_times


_OPENING = 60
