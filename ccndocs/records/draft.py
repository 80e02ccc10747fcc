"""A task while the document is walked: what stands in it, and what its lines add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ccndocs.records.found import Found
from ccndocs.records.sections import SectionKind
from ccndocs.types.mention import (
    Agency,
    Assignment,
    Deadline,
    DeadlineKind,
    Mention,
    Role,
)
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.cues import describes

UNMARKED = frozenset({NodeKind.PARAGRAPH, NodeKind.HEADING})
"""Nodes without a number, a letter or a dash."""

OPENING = 60
"""Characters at the start of a text in which a name is its subject.

"Đề nghị các đồng chí Chủ tịch UBND …" has 26 before the name.
"""


# "Trong tháng 5/2026, tổ chức …", "Hễ có mưa to thì báo …"
_BEHIND_TIME = re.compile(r"^[\s,:]*(?:thì\s+|phải\s+)?")


@dataclass(frozen=True, slots=True)
class Lined:
    """Who and when of all items below a heading."""

    who: tuple[Mention[Assignment], ...] = ()
    times: tuple[Mention[Deadline], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an item inherits from the headings it stands under.

    `holders` are the agencies that a heading or lead-in charges with what follows;
    `role` and `others` are what a heading such as "Phối hợp với Sở X:" adds to it.
    """

    kind: SectionKind = SectionKind.UNKNOWN
    section: tuple[str, ...] = ()
    heading: str | None = None
    holders: tuple[Mention[Agency], ...] = ()
    to_groups: bool = False  # of a letter to groups below: "Kính gửi: Các sở, ngành"
    to_above: bool = False  # of a letter to a ministry: what it says are comments
    ordered: bool = False  # a lead-in ("… yêu cầu:") orders what follows
    role: Role | None = None
    others: tuple[Mention[Assignment], ...] = ()
    topics: bool = False  # its items say what is looked into
    times: tuple[Mention[Deadline], ...] = ()  # of a heading: "Trong tháng 11/2026"
    row: tuple[Mention[Agency], ...] = ()  # a list of names above "có trách nhiệm:"
    silent_by: str = ""  # the title that says that nothing orders here
    lined: Lined = Lined()  # by lines above the items, or by "(X chủ trì)"

    @property
    def orders(self) -> bool:
        """Whether what stands here mostly orders."""
        return self.ordered or self.kind is SectionKind.TASKS

    def inside(self, node: Node) -> Scope:
        """The scope of what stands in `node`, one label further down."""
        if not node.label:
            return self
        return replace(self, section=(*self.section, node.label))


@dataclass(frozen=True, slots=True)
class Item:
    """An item to judge: its node, what its words charge, and the times they set.

    `among_orders`: those around it order.
    """

    node: Node
    own: Sequence[Mention[Assignment]]
    times: Sequence[Mention[Deadline]] = ()
    among_orders: bool = False

    @property
    def text(self) -> str:
        """Its own words."""
        return self.node.passage.text.strip()

    @property
    def work(self) -> str:
        """Its words behind the time that they open with: "Quý II: Tổ chức …"."""
        text = self.node.passage.text
        for time in self.times:
            if not text[: time.span.start].strip():
                return _BEHIND_TIME.sub("", text[time.span.stop :], count=1)
        return text.strip()

    @property
    def unmarked(self) -> bool:
        """Whether it is a paragraph without a number, letter or dash."""
        return self.node.kind in UNMARKED

    @property
    def sets_a_day(self) -> bool:
        """Whether it sets a time of the calendar; a law counts days from an event."""
        return any(time.value.kind in _ON_DAYS for time in self.times)

    @property
    def is_due(self) -> bool:
        """Whether it sets a day by which something is done."""
        return any(time.value.kind is DeadlineKind.BY for time in self.times)


def heard(found: Found, node: Node) -> Item:
    """A node as an item, with all that was found in its words."""
    at = node.passage.id
    own = found.assignments.get(at, ())
    return Item(node, own, found.deadlines.get(at, ()))


_ON_DAYS = (DeadlineKind.BY, DeadlineKind.PERIOD, DeadlineKind.FROM)


@dataclass(slots=True)
class Draft:
    """One task in the making.

    `tentative` drafts are kept only if role lines charge somebody. `lined` are
    assignments and `times` deadlines that lines or table columns set. `reason` says
    why it is a task, for `explain`; `orders`: its own words order something.
    """

    scope: Scope
    passages: list[Passage]
    own: list[Mention[Assignment]]
    own_times: list[Mention[Deadline]]
    label: str = ""
    unmarked: bool = False  # a paragraph without a number, a letter or a dash
    tentative: bool = False
    orders: bool = True
    lined: list[Mention[Assignment]] = field(default_factory=list)
    times: list[Mention[Deadline]] = field(default_factory=list)
    vague: bool = False
    output: str | None = None
    has_lines: bool = False
    reason: str = ""
    attachment: int | None = None

    @property
    def description(self) -> str:
        """The item's text with the paragraphs that belong to it."""
        return " ".join(p.text.strip() for p in self.passages if p.text.strip())


def _told_one_by_one(drafts: Sequence[Draft]) -> bool:
    """Whether paragraphs without marks say each for itself by when it is due.

    "Sở A trình Kế hoạch trước ngày 8/4.", "Sở B ban hành hướng dẫn.", and then "Thời
    gian hoàn thành trước ngày 10/4.": of what stands right above.
    """
    prose = all(draft.unmarked for draft in drafts)
    return prose and any(draft.own_times for draft in drafts[:-1])


def reached(
    pending: Sequence[Draft], *, time: bool, bracket: bool = False
) -> Sequence[Draft]:
    """The items that a line speaks of: among orders, mere descriptions are none.

    "- Tổ chức hội nghị." and "- Thành phần: đại biểu các xã." share "- Thời gian: …".
    A line in brackets closes a list of dashes; below a numbered item it is its own.
    """
    if bracket and pending and pending[-1].label:
        return pending[-1:]
    if time and _told_one_by_one(pending):
        return pending[-1:]
    if not any(d.orders for d in pending):
        return pending
    return [d for d in pending if d.orders or not describes(d.passages[0].text)]
