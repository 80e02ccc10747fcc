"""Who is charged with what: roles of the agencies that a passage names.

Agencies are taken in groups ("Sở A, Sở B và UBND các huyện"); what stands before and
after a group decides its role. The first rule that answers wins; an agency that no
rule charges is a mere object of the work ("trình UBND tỉnh") and gets no role.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.extract.role.agents import addressed, agent, chairs, issuer_asks, told_to
from ccndocs.extract.role.group import Group, Nobody, Rule
from ccndocs.extract.role.leads import (
    also_acts,
    also_in_brackets,
    behind_dash,
    done_by,
    in_brackets,
    is_object,
    leads_by_words,
    leads_for_another,
    role_of_label,
)
from ccndocs.extract.role.partners import (
    JOINED,
    beside_leader,
    by_inner_label,
    by_stroke,
    coordinates_after_cue,
    coordinates_after_list,
    coordinates_by_label,
    coordinates_by_units,
    coordinates_by_words,
    goes_along,
    is_at_hand,
    joins_lead,
    opens_with_partner,
    shares_work,
)
from ccndocs.extract.role.passed import passed_to, passes_on
from ccndocs.extract.role.rows import in_rows, without_person
from ccndocs.extract.role.subject import asked, next_subject, subject
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Passage

_FORMED = ("Tiểu ban", "Tổ ", "Nhóm ", "Ban Tổ chức")

RULES: tuple[Rule, ...] = (
    coordinates_after_cue,
    coordinates_after_list,
    coordinates_by_units,
    shares_work,
    is_at_hand,
    opens_with_partner,
    by_inner_label,
    beside_leader,
    by_stroke,
    coordinates_by_label,
    joins_lead,
    goes_along,
    done_by,
    issuer_asks,
    passes_on,
    passed_to,
    chairs,
    agent,
    told_to,
    addressed,
    leads_for_another,
    is_object,
    leads_by_words,
    in_brackets,
    also_in_brackets,
    coordinates_by_words,
    also_acts,
    behind_dash,
    role_of_label,
    asked,
    subject,
    next_subject,
)
"""Order matters: a cue right beside the group beats the label of its line."""


def find_assignments(
    passage: Passage,
    agencies: Sequence[Mention[Agency]],
    label: str | None = None,
    issuer: str | None = None,
) -> list[Mention[Assignment]]:
    """The agencies that `passage` charges, each with its role.

    `label` is the meaning of the role line or table column the passage is the value
    of: lead, implement, advise, coordinate, agencies; None for running text. The
    `issuer` of the document orders others.
    """
    text = passage.text
    in_order = sorted(agencies, key=lambda m: (m.span.start, -m.span.stop))
    groups = in_rows(text, in_order, label)
    found: list[Mention[Assignment]] = []
    earlier: list[Role] = []
    charged = False
    for index, members in enumerate(groups):
        group = Group(
            tuple(members),
            _before(text, groups, index),
            _after(text, groups, index),
            label,
            tuple(earlier),
            charged and groups[index - 1][-1].value.name.startswith(_FORMED),
            text[: members[0].span.start],
            issuer,
            text[members[-1].span.stop :],
        )
        decided = _decide(group)
        charged = decided is not None
        if decided is not None:
            earlier.append(decided[0])
            found += _each(members, *decided)
    return found


def _each(
    members: Sequence[Mention[Agency]], role: Role, rule: str
) -> Iterator[Mention[Assignment]]:
    """The role of a group, for each of its members."""
    for m in members:
        value = Assignment(m.value, role)
        yield Mention(m.passage, m.span, value, rule, m.score, m.flags)


def _before(text: str, groups: Sequence[Sequence[Mention[Agency]]], index: int) -> str:
    """What stands before a group; a later one never looks like the passage's start."""
    stop = groups[index][0].span.start
    if not index:
        return without_person(text[:stop])
    between = without_person(text[groups[index - 1][-1].span.stop : stop])
    return "\N{ZERO WIDTH SPACE}" + between


def _after(text: str, groups: Sequence[Sequence[Mention[Agency]]], index: int) -> str:
    """What stands behind a group: behind its partners, where it acts with some."""
    starts = [members[0].span.start for members in groups[index + 1 : index + 3]]
    after = text[groups[index][-1].span.stop : starts[0] if starts else len(text)]
    row = text[groups[index][0].span.start : groups[index][-1].span.stop]
    if row.count("(") > row.count(")"):
        after = after.replace(")", "", 1)  # a bracket that names them one by one
    if starts and JOINED.match(after):
        end = starts[1] if len(starts) > 1 else len(text)
        return text[groups[index + 1][-1].span.stop : end]
    return after


def _decide(group: Group) -> tuple[Role, str] | None:
    for rule in RULES:
        verdict = rule(group)
        if verdict is Nobody.NOBODY:
            return None
        if isinstance(verdict, Role):
            return verdict, rule.__name__
    return None
