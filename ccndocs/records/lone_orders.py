"""Orders in types that order nothing: of an invitation, of a contest's rules.

An invitation may charge one of the invited: "…; giao Trung tâm Y tế chuẩn bị hội
trường". The rules of a contest ("Điều lệ giải …") say who holds it; other charters
only found a body. A report has none, also where it tells what its issuer means to do
next month ("MỘT SỐ CÔNG TÁC TRỌNG TÂM THÁNG 01"): nobody is charged by that.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.records.draft import Draft, Scope
from ccndocs.records.sections import SectionKind, kind_of_title
from ccndocs.records.silence import Part
from ccndocs.records.walk import Walker
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re


def lone_orders(part: Part, title: str | None) -> list[Draft]:
    """The orders of an invitation or of a contest's rules, as they stand."""
    if part.doc_type == "GM":
        return list(_given(part))
    if part.doc_type == "ĐL" and title and _CONTEST.match(title):
        return list(_held(part))
    return []


_CONTEST = re.compile(
    r"(?:(?:của|về) )?(?:giải|hội thi|cuộc thi|hội thao|hội diễn|liên hoan|hội khỏe)\b",
    re.IGNORECASE,
)


def _held(part: Part) -> Iterator[Draft]:
    """Who holds a contest: the part "TỔ CHỨC THỰC HIỆN" of its rules."""
    for node in part.nodes:
        if kind_of_title(node.passage.text) is SectionKind.TASKS:
            walker = Walker(part.found, "QĐ")
            walker.walk([node], Scope())
            yield from (d for d in walker.drafts if not d.tentative and _charges(d))


def _charges(draft: Draft) -> bool:
    return bool(draft.own or draft.lined or draft.scope.holders)


_GIVES = re.compile(r"(?:^|[.;]\s+|,\s+)(?:và\s+)?giao(?:\s+cho)?\s+$", re.IGNORECASE)


def _given(part: Part) -> Iterator[Draft]:
    """The passages of an invitation that give work to somebody whom the tables know."""
    for top in part.nodes:
        for node in top.walk():
            text = node.passage.text
            own = part.found.assignments.get(node.passage.id, [])
            starts = [
                m.span.start
                for m in own
                if m.value.role is not Role.COORDINATE
                and m.value.agency.known
                and _GIVES.search(text[: m.span.start])
            ]
            if starts:
                charged = [m for m in own if m.span.start >= starts[0]]
                times = part.found.deadlines.get(node.passage.id, [])
                after = [m for m in times if m.span.start > starts[0]]
                draft = Draft(Scope(), [node.passage], charged, after, node.label)
                draft.reason = "an invitation that charges somebody"
                yield draft
