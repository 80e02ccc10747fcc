"""One item as a draft: whom its own words charge, and whether it is a task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.records.draft import UNMARKED, Draft, Item, Scope, heard
from ccndocs.records.formulaic import is_formula
from ccndocs.records.found import Found
from ccndocs.records.judge import is_verb, judge, without_call, worked_on
from ccndocs.records.standing import by_whole_names, order_behind_colon, reporters
from ccndocs.types.mention import Assignment, Deadline, Mention
from ccndocs.types.tree import Node
from ccndocs.vi.labels import output_inside


def draft_of(
    found: Found,
    doc_type: str | None,
    node: Node,
    paragraphs: Sequence[Node],
    scope: Scope,
    before: Sequence[Draft],
) -> Draft | None:
    """The draft of an item with the paragraphs that are its own; None: it is no task.

    `before` are the drafts above it.
    """
    passages = [node.passage, *(p.passage for p in paragraphs)]
    own = _own(found, node, paragraphs, scope, started=bool(before))
    told = found.deadlines.get(node.passage.id, ())
    verdict = judge(Item(node, own, told, scope.orders), scope, doc_type)
    if verdict is None:
        return None
    if node.kind in UNMARKED and not own:
        goes_on = reporters(node.passage.text, before)
        scope = replace(scope, holders=goes_on) if goes_on else scope
    draft = Draft(
        scope.inside(node),
        passages,
        without_call(own, passages),
        _times(found, node, paragraphs),
        node.label,
        node.kind in UNMARKED,
    )
    draft.tentative = not verdict.sure
    draft.reason = verdict.reason if verdict.sure else _BY_LINES
    draft.orders = verdict.orders
    draft.lined += scope.lined.who
    draft.times += scope.lined.times
    draft.has_lines = bool(scope.lined.who)
    outputs = (output_inside(passage.text) for passage in passages)
    draft.output = next((o for o in outputs if o), None)
    return draft


def _times(
    found: Found, node: Node, paragraphs: Sequence[Node]
) -> list[Mention[Deadline]]:
    """The times of an item and its paragraphs, but for when something was said.

    "Sau khi báo nêu, UBND tỉnh có ý kiến như sau: Giao Sở A …".
    """
    announced = order_behind_colon(node.passage.text) or 0
    told = found.deadlines.get(node.passage.id, ())
    times = [m for m in told if m.span.start >= announced]
    return times + [
        m for p in paragraphs for m in found.deadlines.get(p.passage.id, [])
    ]


def _own(
    found: Found,
    node: Node,
    paragraphs: Sequence[Node],
    scope: Scope,
    *,
    started: bool,
) -> list[Mention[Assignment]]:
    """Whom an item and its paragraphs charge by their own words."""
    # A paragraph behind a list, below no heading, is the issuer's own again.
    issuers = node.kind in UNMARKED and not scope.section and started
    # "Sở A thông báo để … biết" below the last item charges nobody with it.
    saying = [p.passage for p in paragraphs if not is_formula(heard(found, p))]
    own = [
        m
        for p in (node.passage, *saying)
        for m in found.assignments.get(p.id, [])
        if (issuers or not worked_on(m, p, scope)) and not is_verb(m, p, scope)
    ]
    return by_whole_names(own, scope.holders)


_BY_LINES = "an item for which a line below sets who or when"
