"""Walks the document tree in the order of the text and drafts its tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from ccndocs.records.draft import UNMARKED, Draft, Scope, heard
from ccndocs.records.drafted import Drafted
from ccndocs.records.formulaic import is_recipient, of_the_page
from ccndocs.records.found import Found
from ccndocs.records.headings import heads_list, heads_paragraphs, is_title
from ccndocs.records.held_back import Held, held_item, held_rows
from ccndocs.records.item_drafts import draft_of
from ccndocs.records.lead_ins import is_lead_in, opens_list
from ccndocs.records.list_heads import doers_of_list, gives_work, times_of_list
from ccndocs.records.members import without_members
from ccndocs.records.objects import has_demands, lists_objects, names_topics, objects_of
from ccndocs.records.parts import (
    LISTING,
    begins_above,
    content_below,
    ends_list,
    heading_lost,
    is_bracket_line,
    is_event,
    is_name_only,
    own_below,
    titled,
    titles_behind,
)
from ccndocs.records.same_marks import below_their_heads
from ccndocs.records.scopes import (
    behind_answer,
    behind_list,
    below_heading,
    below_lead_in,
    in_row,
    with_partners,
)
from ccndocs.records.sections import SETTING_WORK, SectionKind, kind_of_title
from ccndocs.records.sharing import shared_work, told_above
from ccndocs.records.spoken import speaks_of_items
from ccndocs.records.standing import opens_orders
from ccndocs.records.table_tasks import (
    draft_of_row,
    names_work,
    rows_of,
    says_who_and_when,
)
from ccndocs.records.told_lists import (
    concludes,
    is_whole_order,
    lines_first,
    matter_below,
    names_doers,
    objects_below,
    own_end,
    question_below,
    runs_on,
    says_who_did,
)
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi.part_titles import names_purpose
from ccndocs.vi.verbs import opens_with_verb


@dataclass(slots=True)
class Walker:
    """State of one walk: the drafts so far, and those that role lines still reach."""

    found: Found
    doc_type: str | None
    done: Drafted = field(default_factory=Drafted)
    issued: str | None = None  # the day of the document
    held: list[Held] = field(default_factory=list)  # what looks like orders
    retold: frozenset[int] = frozenset()  # passages of a directive's orders on a page

    @property
    def drafts(self) -> list[Draft]:
        """The drafts so far, in the order of the text."""
        return self.done.drafts

    def walk(self, nodes: Sequence[Node], scope: Scope) -> None:
        """Draft the tasks of sibling `nodes`; a lead-in changes what follows it."""
        scope = replace(scope, topics=names_topics(nodes))
        nodes = below_their_heads(self.found, without_members(nodes))
        works = self.doc_type in SETTING_WORK and gives_work(self.found, nodes)
        closed: list[Draft] = []  # of the sibling headings since the last line
        taken = since = 0
        row: tuple[Mention[Agency], ...] = ()  # of the items just above: names only
        outer = scope
        for place, node in enumerate(nodes):
            if place < taken:
                continue
            scope, row = in_row(self.found, node, scope, row)
            scope = self._scope_at(nodes, place, scope, outer)
            if works and node.kind in LISTING:
                scope = replace(scope, ordered=True)
            if node.kind is NodeKind.ROLE_LINE:
                self.done.line(self.found, node, closed)
                continue
            self.done.after_line |= begins_above(nodes[:place], node)
            if self.done.after_line:
                closed = []
            if (after := self._apart(nodes, place, scope)) is not None:
                taken = after
                scope = behind_answer(
                    self.found, self.doc_type, nodes[after - 1], scope
                )
            elif node.kind in UNMARKED and self._turns(node):
                scope, objects = self._lead_in(node, nodes[place + 1 :], scope)
                taken = place + 1 + objects
            elif not self._introduces(node, nodes[place + 1 : place + 9], scope):
                if says_who_did(nodes[:place], node):
                    self._lines_back(node, since)
                    closed = []
                since = len(self.drafts)
                beyond = outer if ends_list(nodes[place:]) else None
                closed += self._node(node, scope, beyond)
                asks = opens_orders(node, self.doc_type, self.drafts[since:])
                scope = replace(scope, ordered=scope.ordered or asks)
                scope = behind_answer(self.found, self.doc_type, node, scope)

    def _scope_at(
        self, nodes: Sequence[Node], place: int, scope: Scope, outer: Scope
    ) -> Scope:
        """The scope of a sibling: where a page concludes, nothing above reaches."""
        if self.doc_type is None and concludes(nodes[place]):
            self.done.pending = []
            return Scope()
        return behind_list(nodes[:place], nodes[place], scope, outer)

    def _lead_in(
        self, node: Node, after: Sequence[Node], scope: Scope
    ) -> tuple[Scope, int]:
        """The scope below a lead-in, and how many items are what it asks for."""
        inner = below_lead_in(self.found, self.doc_type, node, scope)
        bound = inner.holders and inner.holders != scope.holders
        inner = with_partners(self.found, node, inner, heads=bool(bound))
        objects = objects_of(self.found, node, after)
        if objects:
            inner = replace(inner, times=scope.times)
            self._candidate(node, objects, inner)
        self.walk((objects or [node])[-1].children, inner)
        return inner, len(objects)

    def _apart(self, nodes: Sequence[Node], place: int, scope: Scope) -> int | None:
        """Draft a table, or what a list lost or only tells; where its siblings go on.

        None for any other node.
        """
        node, behind = nodes[place], nodes[place + 1 :]
        matter = matter_below(node, behind)
        if node.kind is NodeKind.TABLE:
            self._table(node, scope)
        elif matter:
            self.walk(matter[-1].children, scope)
        elif heading_lost(node, behind):
            self._candidate(node, [], scope)
            self.walk(node.children, scope)
        else:
            return None
        return place + 1 + len(matter)

    def _lines_back(self, node: Node, since: int) -> None:
        """Give the drafts of the heading before it what a heading's first lines say."""
        self.done.pending = self.drafts[since:]
        for line in lines_first(node):
            self.done.line(self.found, line, ())
        self.done.close()

    def _turns(self, node: Node) -> bool:
        """Whether a paragraph only says how to take the items that follow it."""
        if names_purpose(node.passage.text):
            return False  # "QUAN ĐIỂM CHỈ ĐẠO:"
        own = self.found.assignments.get(node.passage.id, [])
        shares = opens_list(node) and shared_work(node.passage, own) is not None
        told = doers_of_list(self.found, node) or times_of_list(self.found, node)
        return shares or bool(told) or is_lead_in(node.passage.text)

    def _node(
        self, node: Node, scope: Scope, outer: Scope | None = None
    ) -> list[Draft]:
        """Draft an item, or walk a heading; gives what a line after that reaches.

        Below the last of a list, which has the scope of what is `outer`, a paragraph
        may speak of all of it again, and what was said of the list ends.
        """
        if self._ends_among(node, scope):
            return []
        items = [
            c
            for c in node.children
            if c.kind is not NodeKind.ROLE_LINE
            and not is_recipient(heard(self.found, c))
        ]
        lines = [c for c in node.children if c.kind is NodeKind.ROLE_LINE]
        marked = any(c.kind is not NodeKind.PARAGRAPH for c in items)
        below = self._below_its_end(node, items, marked, scope)
        if below is None and is_event(node, items, lines):
            self._candidate(titled(node), content_below(node), scope)
            self.walk(lines, scope)
        elif below is not None or has_demands(node, items):
            self._candidate(node, [], scope)
            self.walk(node.children, below or scope.inside(node))
        elif lists_objects(self.found, node, items):
            own, rest = objects_below(node, items)
            self._candidate(node, own, scope)
            self.walk([*lines, *rest], scope)
        elif (
            marked
            or (items and self._heads(node, items))
            or self._is_bare_heading(node, items)
        ):
            return self._container(node, scope)
        else:
            self._with_paragraphs(node, items, lines, scope, outer)
        return []

    def _heads(self, node: Node, items: Sequence[Node]) -> bool:
        if runs_on(self.found, node) or is_whole_order(self.found, node):
            return False
        return heads_paragraphs(node, items) or names_doers(self.found, node, items)

    def _ends_among(self, node: Node, scope: Scope) -> bool:
        """Draft an item that ends among its children, and what stands below its end."""
        asks = question_below(node) if self.doc_type is None else None
        stop = own_end(node) if asks is None else asks
        if stop is None:
            return False
        self._node(replace(node, children=node.children[:stop]), scope)
        if asks is not None:
            scope, self.done.pending = Scope(), []
        self.walk(node.children[stop:], scope)
        return True

    def _below_its_end(
        self, node: Node, items: list[Node], marked: bool, scope: Scope
    ) -> Scope | None:
        """The scope below an item that ends with its own words, if it does."""
        if marked and node.passage.text.rstrip().endswith("./."):
            return scope  # the document's end: nothing is below
        if self.doc_type is None and titles_behind(node, items):
            return Scope(section=scope.section)
        return None

    def _with_paragraphs(
        self,
        node: Node,
        items: list[Node],
        lines: list[Node],
        scope: Scope,
        outer: Scope | None,
    ) -> None:
        """Draft an item of paragraphs and walk those that are not its own."""
        own = own_below(self.found, node, items, scope.holders, last=outer is not None)
        self._candidate(node, own, scope)
        self.walk(lines, scope)
        rest = items[len(own) :]
        if rest and not is_title(rest[0]):
            self.walk(rest, behind_list([node], rest[0], scope, outer or scope))
        else:
            self._after_title(rest, scope)

    def _introduces(self, node: Node, after: Sequence[Node], scope: Scope) -> bool:
        """A paragraph that charges nobody and only opens the marked items below it.

        "Đẩy mạnh hợp tác quốc tế, thu hút nguồn lực." above "a) Ký kết …", "b) …".
        """
        if node.kind in UNMARKED and speaks_of_items(node.passage.text):
            self.done.speak(self.found, [node])
            return True
        if scope.holders or node.kind not in UNMARKED or node.children:
            return False
        if self.found.assignments.get(node.passage.id):
            return False
        rest = list(dropwhile(lambda n: n.kind is NodeKind.PARAGRAPH, after))[:2]
        listed = len(rest) > 1 and all(n.kind in LISTING for n in rest)
        listed = listed or (opens_list(node) and self._works(after[:1]))
        return listed or bool(rest and heads_list(rest[0]))

    def _works(self, nodes: Sequence[Node]) -> bool:
        """Whether items that a line opens say what is done, or by whom."""
        return any(
            n.kind in LISTING
            and (
                self.found.assignments.get(n.passage.id)
                or opens_with_verb(n.passage.text)
            )
            for n in nodes
        )

    def _after_title(self, nodes: list[Node], scope: Scope) -> None:
        """Walk what a title among an item's paragraphs heads: the item ends there."""
        if not nodes:
            return
        title = nodes[0].passage.text
        kind = kind_of_title(title)
        self.done.pending = []
        self.walk(nodes[1:], Scope(kind, scope.section[:-1], title.strip()))

    def _is_bare_heading(self, node: Node, items: list[Node]) -> bool:
        """A heading with nothing below: its text orders nothing by itself."""
        return node.kind is NodeKind.HEADING and not node.children and not items

    def _container(self, node: Node, scope: Scope) -> list[Draft]:
        """Walk what a heading heads; gives the drafts that a line after it reaches."""
        before = self.done.close()
        inner = below_heading(self.found, self.doc_type, node, scope)
        told, children = told_above(self.found, node)
        if told.who:
            inner = replace(inner, lined=told)
        below = without_members(children, node)
        self.walk(below, with_partners(self.found, node, inner, heads=True))
        inside = [d for d in self.done.pending if not d.has_lines]
        self.done.close()
        return [*before, *inside]

    def _candidate(self, node: Node, paragraphs: list[Node], scope: Scope) -> None:
        spoken = [p for p in paragraphs if speaks_of_items(p.passage.text)]
        own = [p for p in paragraphs if p not in spoken and not of_the_page(p)]
        lines = [p for p in own if is_bracket_line(self.found, p)]
        since = len(self.drafts)
        self._item(node, [p for p in own if p not in lines], scope)
        self.done.told(self.found, lines, since)
        self.done.speak(self.found, spoken)

    def _item(self, node: Node, paragraphs: list[Node], scope: Scope) -> None:
        if node.passage.id in self.retold:
            unknown = scope.kind is SectionKind.UNKNOWN
            kind = SectionKind.TASKS if unknown else scope.kind
            scope = replace(scope, kind=kind, ordered=True)
        if is_name_only(self.found, node) and not (paragraphs and opens_list(node)):
            self.walk(paragraphs, scope)
            return
        draft = draft_of(
            self.found, self.doc_type, node, paragraphs, scope, self.done.drafts
        )
        if draft is not None:
            self.done.add(draft)
        elif self.doc_type is not None:
            self.held += held_item(self.found, node, scope, self.issued)

    def _table(self, node: Node, scope: Scope) -> None:
        if node.grid is None:
            return
        here = scope.kind is not SectionKind.NONE
        orders = here or says_who_and_when(node.grid) or names_work(node.grid)
        rows = list(rows_of(node.grid)) if orders else []
        if not rows and self.doc_type is not None:
            self.held += held_rows(node.grid, self.found, scope.heading or "")
        for row in rows:
            heading = row.heading.text.strip() if row.heading else scope.heading
            inner = replace(
                scope, heading=heading, section=(*scope.section, *row.labels)
            )
            self.drafts.append(draft_of_row(row, inner, self.found))
