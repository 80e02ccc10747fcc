"""What looks like orders and gives no tasks: told to the user, never lost silently.

A rule of doubt (a section's title, a law retold, a table that may tell of something
else) takes whole lists. Where they name offices and what these do, an issue says so,
one a cause and document; `explain` shows the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ccndocs.records.acting import acting
from ccndocs.records.draft import Draft, Item, Scope, heard
from ccndocs.records.evidence import Locator
from ccndocs.records.found import Found
from ccndocs.records.outstanding import HEADS, sets_out, tells_results
from ccndocs.records.sections import SectionKind
from ccndocs.records.table_tasks import says_who_does
from ccndocs.types.issue import IssueLog
from ccndocs.types.tree import Grid, Node, NodeKind, Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb


class Cause(StrEnum):
    """Why something gives no tasks, as the issue's code says it."""

    SECTION = "section_held_back"
    TABLE = "table_held_back"
    LAW = "law_held_back"


@dataclass(frozen=True, slots=True)
class Held:
    """Words that look like an order and are taken for none; `beside`: under what."""

    cause: Cause
    passage: Passage
    beside: str = ""
    sure: bool = False  # a day is set, or the work is given


def held_item(
    found: Found, node: Node, scope: Scope, issued: str | None
) -> Iterator[Held]:
    """An item of a section without tasks, if it names an office and its work.

    Where results are told it must give the work or set a day to come, where purposes
    or steps are set out a day.
    """
    if scope.kind is not SectionKind.NONE:
        return
    item, title = heard(found, node), scope.silent_by or scope.heading or ""
    told = tells_results(title)
    days = [t.value.end for t in item.times if item.sets_a_day and t.value.end]
    ahead = bool(issued) and any(day > (issued or "") for day in days)
    given = _gives(item, only=told and not ahead)
    below = any(h.value.known for h in scope.holders) and opens_with_verb(item.text)
    loose = not (told or sets_out(title))
    sure = bool(given) or ahead
    if (sure and given is not None) or (loose and (below or given is not None)):
        yield Held(Cause.SECTION, node.passage, title, sure)


def taken_back(
    found: Found, drafts: Sequence[Draft], kept: Sequence[Draft]
) -> Iterator[Held]:
    """The drafts that a law takes back, though they give work to somebody known."""
    left = {id(draft) for draft in kept}
    for draft in drafts:
        passage = draft.passages[0]
        item = heard(found, Node(NodeKind.PARAGRAPH, "", "", passage))
        if id(draft) not in left and _gives(item, only=not item.is_due) is not None:
            yield Held(Cause.LAW, passage, sure=item.sets_a_day)


def held_rows(grid: Grid, found: Found, beside: str) -> Iterator[Held]:
    """The rows of a table that is none of tasks, with an office and a verb."""
    for task, doers in says_who_does(grid):
        known = any(
            m.value.agency.known and not _HEAD_OF_ALL.match(m.value.agency.name)
            for p in doers
            for m in found.assignments.get(p.id, ())
        )
        if known and opens_with_verb(task.text):
            yield Held(Cause.TABLE, task, beside)


# "Họp giao ban | Chủ tịch UBND tỉnh" is of a calendar
_HEAD_OF_ALL = re.compile(r"(?:Phó )?(?:Chủ tịch|Bí thư|Lãnh đạo|Giám đốc)\b")


def _gives(item: Item, *, only: bool) -> bool | None:
    """Whether work is given there ("Giao Sở A …"), None if nobody acts at its head.

    `only`: nothing else counts.
    """
    text = item.node.passage.text
    if _DONE.search(text):
        return None
    for mention in acting(item):
        before = text[: mention.span.start]
        head = HEADS.fullmatch(before[before.rfind(":") + 1 :])
        agency = mention.value.agency
        if head and agency.known and not agency.collective:
            gives = head["gives"] is not None
            return gives if gives or not only else None
    return None


_DONE = re.compile(r"\b(?:đã|đang|được)\b")
_ENOUGH = 2  # such items without a day


def note_held_back(held: Sequence[Held], locator: Locator, issues: IssueLog) -> None:
    """An issue for each cause that holds back what looks like orders."""
    for cause in Cause:
        ours = told(held, cause)
        if not ours:
            continue
        first = locator.evidence(ours[0].passage)
        page = first[0].page if first else None
        issues.add(cause.value, _message(cause, ours), page)


def told(held: Sequence[Held], cause: Cause) -> list[Held]:
    """Those of a cause, if they are worth a word: two, or one that sets a day."""
    ours = [one for one in held if one.cause is cause]
    return ours if len(ours) >= _ENOUGH or any(one.sure for one in ours) else []


def worth_telling(held: Sequence[Held]) -> list[Held]:
    """Those that issues are made of."""
    return [one for cause in Cause for one in told(held, cause)]


_WHY = {
    Cause.SECTION: "stand in a section that holds no tasks",
    Cause.TABLE: "stand in a table that seems to hold no tasks",
    Cause.LAW: "stand in what seems to be quoted from a law",
}


def _message(cause: Cause, ours: Sequence[Held]) -> str:
    """How many, why, and the first, with how to look at them."""
    text = " ".join(ours[0].passage.text.split())
    words = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    title = ours[0].beside.strip()
    beside = f' ("{title}")' if title else ""
    what = f"{len(ours)} item(s) that name an office and its work"
    first = f'the first: "{words}"'
    look = "'ccndocs explain' lists them: look."
    return f"{what} {_WHY[cause]}{beside} and give no task, {first}. {look}"


_LONGEST = 80  # characters
