"""How sure a task is: each doubt takes the share that gold says it costs.

The shares are fitted by `scripts/fit_confidence.py` on the corpus and on mutations of
it, and kept in the table `confidence`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import chain

from ccndocs.records.draft import Draft
from ccndocs.records.sections import SectionKind
from ccndocs.types.mention import Deadline, Mention, Role
from ccndocs.vi.tables import rows, word_lists

_WORDS = word_lists("item_words")


def factors(
    draft: Draft,
    times: Sequence[Mention[Deadline]],
    roles: Collection[str],
    flags: Sequence[str],
) -> Iterator[tuple[str, float]]:
    """Each doubt of a task by its name, and the share that it leaves.

    `times` and `roles` are the deadlines and the roles of agencies that it was given.
    """
    shares = _shares()
    doubts = (_of_sources(draft, times), _of_words(draft.description, times, roles))
    for name in ("start", *flags, *chain(*doubts)):
        if name in shares:
            yield name, shares[name]


def _of_sources(draft: Draft, times: Sequence[Mention[Deadline]]) -> Iterator[str]:
    """Doubts about where the fields were read."""
    if any(m.score < 1 for m in (*draft.own, *draft.lined)):
        yield "agency_score"
    if any(m.score < 1 for m in times):
        yield "deadline_score"
    if len(times) > 1:
        yield "several_deadlines"
    if times and all(m in draft.own_times for m in times):
        yield "deadline_in_words"
    if draft.own and not draft.lined:
        alone = not draft.scope.holders
        yield "told_by_words_alone" if alone else "words_beside_heading"
    if draft.scope.kind is SectionKind.UNKNOWN and not draft.has_lines:
        yield "section_unknown"
    if not draft.label and not draft.has_lines:
        yield "no_number"


def _of_words(
    text: str, times: Sequence[Mention[Deadline]], roles: Collection[str]
) -> Iterator[str]:
    """Doubts about what the words say beyond the fields."""
    if not times and _TIME_WORDS.search(text):
        yield "time_words_unread"
    if Role.COORDINATE.value not in roles and _PARTNER_WORDS.search(text):
        yield "partner_words_unread"
    if len(_AGENCY_WORDS.findall(text)) > len(roles):
        yield "agency_words_unread"
    if len(_SENTENCE_ENDS.findall(text)) > _FEW:
        yield "many_sentences"


_TIME_WORDS = re.compile(
    r"\b(?:trước|chậm nhất|muộn nhất|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)|định kỳ|hạn|"
    r"trong vòng|thời hạn|quý [IV1-4]+|tháng \d|ngày \d|năm \d{4}|\d+ ngày|giờ)\b",
    re.IGNORECASE,
)
_PARTNER_WORDS = re.compile(r"\b(?:phối hợp|cùng với|tham gia|hỗ trợ)\b", re.I)
_AGENCY_WORDS = re.compile(rf"(?<!\w)(?:{_WORDS['opens_a_body']})(?!\w)")
_SENTENCE_ENDS = re.compile(r"[.;](?:\s|$)")
_FEW = 2


@cache
def _shares() -> dict[str, float]:
    return {row["factor"]: float(row["share"]) for row in rows("confidence")}
