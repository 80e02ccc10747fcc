"""Orders in types that order nothing: of a report, an invitation, a contest's rules.

A report tells, and its outlook ("Phương hướng") only hopes; but a monthly report may
end with the programme of work that its issuer sets itself. An invitation may charge
one of the invited: "…; giao Trung tâm Y tế chuẩn bị hội trường". The rules of a
contest ("Điều lệ giải …") say who holds it; other charters only found a body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.records.draft import Draft, Scope
from ccndocs.records.parts import LISTING
from ccndocs.records.sections import SectionKind, kind_of_title
from ccndocs.records.silence import Part
from ccndocs.records.walk import Walker
from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import fold
from ccndocs.vi.verbs import opens_with_verb


def lone_orders(part: Part, issuer: str | None, title: str | None) -> list[Draft]:
    """The orders of a report, an invitation or a contest's rules, as they stand."""
    if part.doc_type == "BC":
        return [d for head in _programmes(part.nodes) for d in _set(part, head, issuer)]
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


# "MỘT SỐ CÔNG TÁC TRỌNG TÂM THÁNG 01/2027": a stretch near enough to be planned
_PROGRAMME = re.compile(
    r"(?:(?:mot so|cac|nhung) )?(?:(?:chuong trinh|ke hoach) cong tac|"
    r"(?:cong tac|nhiem vu)(?:, (?:cong tac|nhiem vu))? (?:trong tam|chu yeu))"
    r"(?: (?:trong|cua))? (?:thang|tuan|quy)\b"
)


def _programmes(nodes: Sequence[Node]) -> Iterator[Node]:
    """The headings of programmes; what stands below one is looked at no more."""
    for node in nodes:
        if node.children and _PROGRAMME.match(fold(node.passage.text).strip(" .:")):
            yield node
        else:
            yield from _programmes(node.children)


def _set(part: Part, head: Node, issuer: str | None) -> list[Draft]:
    """What a programme sets: its marked items that open with a verb."""
    section = (head.label,) if head.label else ()
    title = head.passage.text.strip(" .:")
    scope = Scope(SectionKind.TASKS, section, title, _issuer(part, issuer))
    walker = Walker(part.found, "KH")
    walker.walk(head.children, scope)
    marked = {n.passage.id for n in head.walk() if n.kind in LISTING}
    return [
        draft
        for draft in walker.drafts
        if draft.passages[0].id in marked and opens_with_verb(draft.description)
    ]


def _issuer(part: Part, issuer: str | None) -> tuple[Mention[Agency], ...]:
    """Where the report first names its issuer: "Trong tháng, Sở Y tế đã …"."""
    for top in part.nodes:
        for node in top.walk():
            for mention in part.found.agencies.get(node.passage.id, []):
                if mention.value.known and f"{issuer} ".startswith(
                    f"{mention.value.name} "
                ):
                    return (mention,)
    return ()


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
