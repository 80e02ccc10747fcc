"""The drafts of a walk so far, and what lines below items say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ccndocs.records.charging import CLOSING_DOER
from ccndocs.records.draft import Draft, reached
from ccndocs.records.found import Found
from ccndocs.records.parts import charge_by
from ccndocs.records.spoken import apply_agencies, apply_times
from ccndocs.types.tree import Node
from ccndocs.vi.labels import field_of_label, items_of_label


@dataclass(slots=True)
class Drafted:
    """All drafts so far, and those that role lines still reach.

    `after_line`: a line has spoken of the `pending` ones, so that the next item is not
    of them.
    """

    drafts: list[Draft] = field(default_factory=list)
    pending: list[Draft] = field(default_factory=list)
    after_line: bool = False

    def add(self, draft: Draft) -> None:
        """Take a draft, which the lines below it reach."""
        if self.after_line:
            self.close()
        self.drafts.append(draft)
        self.pending.append(draft)

    def close(self) -> list[Draft]:
        """Let no line reach back any further; gives those that one still could."""
        open_ones = [] if self.after_line else self.pending
        self.pending, self.after_line = [], False
        return open_ones

    def told(self, found: Found, lines: Sequence[Node], since: int) -> None:
        """Charge the drafts since a place by the lines in brackets that are theirs."""
        drafts = self.drafts[since:]
        charge_by(found, lines, drafts)
        inside = any(m.rule in _INNER for d in drafts for m in d.own)
        self.after_line = self.after_line or bool(drafts and lines) or inside

    def line(self, found: Found, node: Node, closed: Sequence[Draft]) -> None:
        """Give the items above a role line what it sets; `closed`: of headings."""
        what = field_of_label(node.label)
        self.after_line = True
        wanted = items_of_label(node.label)
        above = [*closed, *self.pending]
        drafts = reached(above, time=what == "time", bracket=node.mark == "(")
        named = [draft for draft in drafts if draft.label in wanted]
        for draft in named or drafts:
            draft.has_lines = True
            if what == "time":
                times = found.deadlines.get(node.passage.id, [])
                draft.times += times
                draft.vague = draft.vague or not times
            elif what == "output":
                draft.output = draft.output or node.passage.text.strip(" .;") or None
            else:
                draft.lined += found.assignments.get(node.passage.id, [])
                if not node.label:  # "+ Sở A chủ trì; Sở B phối hợp. Tháng 6/2026."
                    draft.times += found.deadlines.get(node.passage.id, [])

    def speak(self, found: Found, lines: Sequence[Node]) -> None:
        """Give items what lines say of them by name: "Hai việc trên do Sở A …"."""
        for line in lines:
            times = found.deadlines.get(line.passage.id, [])
            apply_times(line.passage, times, self.drafts)
            own = found.assignments.get(line.passage.id, [])
            apply_agencies(line.passage, own, self.drafts)


_INNER = ("by_inner_label", CLOSING_DOER)
