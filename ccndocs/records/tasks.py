"""Task records from drafts: agencies, deadline, evidence, confidence, flags."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import prod

from ccndocs.records.choices import chosen_agencies, main_first
from ccndocs.records.confidence import factors
from ccndocs.records.draft import Draft
from ccndocs.records.drafting import draft_tasks
from ccndocs.records.evidence import Locator
from ccndocs.records.held_back import Held, note_held_back, worth_telling
from ccndocs.records.reasons import (
    AgencyReason,
    Choice,
    DeadlineReason,
    Origin,
    TaskReasons,
)
from ccndocs.types.issue import IssueLog
from ccndocs.types.mention import (
    Deadline,
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
from ccndocs.types.tree import Passage, Tree


def build_tasks(
    document_id: str,
    tree: Tree,
    mentions: Mentions,
    locator: Locator,
    issues: IssueLog,
) -> tuple[TaskRecord, ...]:
    """The tasks of the document, in the order of the text.

    What looks like orders and gives none is told in `issues`.
    """
    maker = _Maker(document_id, tree, mentions, locator)
    drafts = draft_tasks(tree, mentions)
    note_held_back(drafts.held, locator, issues)
    return tuple(maker.record(draft) for draft in drafts.tasks)


def explain_tasks(
    document_id: str, tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[TaskReasons, ...]:
    """The same tasks as `build_tasks`, each with what made its fields."""
    maker = _Maker(document_id, tree, mentions, locator)
    return tuple(maker.reasons(draft) for draft in draft_tasks(tree, mentions).tasks)


def held_back(tree: Tree, mentions: Mentions) -> list[Held]:
    """What looks like orders and gives no tasks, as the issues tell it."""
    return worth_telling(draft_tasks(tree, mentions).held)


def _origin(time: Mention[Deadline], draft: Draft) -> Origin:
    if time in draft.times:
        return Origin.LINE
    return Origin.HEADING if time in draft.scope.times else Origin.ITEM


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
        times = main_first(draft)
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
            for record, choice in zip(
                task.agencies, chosen_agencies(draft), strict=True
            )
        )
        times = tuple(
            DeadlineReason(
                self._deadline(m),
                _origin(m, draft),
                m,
                self.passages[m.passage],
            )
            for m in main_first(draft)
        )
        roles = [agency.role for agency in task.agencies]
        shares = tuple(factors(draft, main_first(draft), roles, task.flags))
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
            for choice in chosen_agencies(draft)
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
        named = [c.agency for c in chosen_agencies(draft)]
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
