"""Where a document orders nothing, though its words look like orders: the whole order.

Pages of no type (news, encyclopaedias, pieces of laws) mostly tell; any document may
quote. Each step sees what those before it have left:

1. `orders`: a page on which nothing orders has no tasks (`pages`).
2. `heads_items`: a heading of a page that names agencies may head no work (`pages`).
3. `is_silent`: an item of a page that defines, lists steps or is a headline.
4. `believed`: an agency of which a page's item tells is not charged (`pages`).
5. `only_told`: a paragraph of a page before any order tells (`pages`).
6. `kept`: passages that are no orders of this document, whatever stands in them.
   `_QUOTED` silences in every document: provisions that an act amends, whom a telegram
   goes to, what somebody asks and is answered. `_TOLD` silences what a law says and
   what stands behind the end; a page's item that gives work to somebody known ("Giao Sở
   Y tế …") counts there all the same, as it does in a body that is a stretch of a law
   (`laws`). Where a document sets rules (`rules_set`), only what is ordered all the
   same counts.

What a page does is asked here and nowhere else; a rule itself lies where its words do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccndocs.records import pages
from ccndocs.records.amendments import quoted_provisions
from ccndocs.records.answered import asked_above
from ccndocs.records.draft import Draft, Item, Scope
from ccndocs.records.found import Found
from ccndocs.records.laws import asked_parts, given, is_law, quoted_laws
from ccndocs.records.page_lines import behind_end, is_headline, wired_to
from ccndocs.records.rules_set import ordered_all_the_same, sets_rules
from ccndocs.types.mention import Agency, Assignment, Mention
from ccndocs.types.tree import Node
from ccndocs.vi.cues import orders_at_end
from ccndocs.vi.retold_acts import retells_orders


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document that may order: its body, or an annex.

    `basis` is what stands before a body, `heading` the title of an annex, `title` that
    of the document; `to_groups`: it is a letter to whole groups ("Các sở, ngành"),
    `to_above`: to the centre ("Bộ Y tế").
    """

    nodes: Sequence[Node]
    doc_type: str | None
    found: Found
    basis: Sequence[Node] = ()
    heading: str | None = None
    is_body: bool = False
    title: str | None = None
    to_groups: bool = False
    to_above: bool = False
    issued: str | None = None


def orders(part: Part) -> bool:
    """Whether anything there orders; a document with a type says so by that."""
    if part.doc_type is not None or pages.page_orders(part.nodes, part.found):
        return True
    last = part.basis[-1].passage.text if part.basis else ""
    return orders_at_end(last) or retells_orders(last)


def heads_items(
    node: Node, holders: Sequence[Mention[Agency]], doc_type: str | None
) -> bool:
    """Whether the agencies that a heading names are charged with what is below."""
    return doc_type is not None or pages.heads_items(node, holders)


def is_silent(item: Item, doc_type: str | None) -> bool:
    """Whether an item orders nothing, whomever it names."""
    if doc_type is not None:
        return False
    return pages.tells(item.text) or (item.unmarked and is_headline(item.text))


def believed(
    charged: Sequence[Mention[Assignment]],
    item: Item,
    scope: Scope,
    doc_type: str | None,
) -> list[Mention[Assignment]]:
    """Those of whom the item does not merely tell."""
    if doc_type is not None:
        return list(charged)
    return pages.believed(charged, item, scope)


def only_told(
    item: Item,
    scope: Scope,
    charged: Sequence[Mention[Assignment]],
    doc_type: str | None,
) -> bool:
    """Whether an item tells what somebody did, before any order."""
    return doc_type is None and pages.only_told(item, scope, charged)


def kept(drafts: Sequence[Draft], part: Part) -> list[Draft]:
    """The drafts that stand in no passage without orders."""
    quoted, told = _passages(_QUOTED, part), _passages(_TOLD, part)
    is_page = part.doc_type is None
    legislates = is_page and part.is_body and is_law(part.nodes)
    news = legislates and not is_law(part.nodes, _laws(part))
    asked = asked_parts(part.nodes) if news else frozenset()
    rules = only_rules(part)
    return [
        draft
        for draft in drafts
        if (at := draft.passages[0].id) not in quoted
        and (
            not (legislates or at in told)
            or (is_page and given(draft))
            or (at in asked and at not in told and draft.scope.ordered)
        )
        and (not rules or ordered_all_the_same(draft))
    ]


def only_rules(part: Part) -> bool:
    """Whether it is the body of a document that sets rules."""
    return part.is_body and sets_rules(part.doc_type, part.title)


_Rule = Callable[[Part], frozenset[int]]


def _passages(rules: Sequence[_Rule], part: Part) -> frozenset[int]:
    return frozenset().union(*(rule(part) for rule in rules))


def _provisions(part: Part) -> frozenset[int]:
    return quoted_provisions(part.nodes)


def _telegram(part: Part) -> frozenset[int]:
    return wired_to(part.nodes)


def _laws(part: Part) -> frozenset[int]:
    return quoted_laws((*part.basis, *part.nodes), part.doc_type)


def _behind_end(part: Part) -> frozenset[int]:
    if part.doc_type is not None:
        return frozenset()
    charging = frozenset(
        passage
        for passage, own in part.found.assignments.items()
        if any(m.value.agency.known for m in own)
    )
    return behind_end(part.nodes, charging)


def _questions(part: Part) -> frozenset[int]:
    return asked_above(part.nodes)


_QUOTED: tuple[_Rule, ...] = (_provisions, _telegram, _questions)
_TOLD: tuple[_Rule, ...] = (_laws, _behind_end)
