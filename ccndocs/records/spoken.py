"""Lines that name the items they set a time for, or say who does them.

"Thời hạn hoàn thành các nội dung tại mục 1 và mục 2: trước ngày …; đối với mục 3: …",
"Hai việc trên làm xong trước 31/3/2025.", "Các nhiệm vụ tại mục 3 do Sở A chủ trì, Sở B
phối hợp." speak of other items than the one they stand below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccndocs.records.draft import Draft
from ccndocs.types.mention import Assignment, Deadline, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.numbers import count_of

_ITEM = r"(?:mục|khoản|điểm|ý|tiểu mục|nhiệm vụ|nội dung|việc|phần việc)"
_NAMES = re.compile(
    r"^\W*(?:(?:riêng|còn)\s+)?(?:thời hạn|thời gian|hạn|tiến độ|mốc|việc|các việc|"
    r"các nội dung|các nhiệm vụ|những việc|nội dung|nhiệm vụ|mục|khoản|điểm)"
    rf"[^:.;]{{0,70}}?{_ITEM}\s+(?:số\s+)?(?:\d|[a-zđ]\b)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"{_ITEM}\s+(?:số\s+)?(?P<first>\d+(?:\.\d+)*|[a-zđ]\b)"
    rf"(?P<more>(?:\s*(?:,|và|đến|-|–)\s*(?:{_ITEM}\s+)?(?:\d+(?:\.\d+)*|[a-zđ]\b))*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*(?:đến|-|–)\s*(?:\w+\s+)?(\d+)")
_ABOVE = re.compile(
    r"^\W*(?:cả\s+)?(?P<count>\d+|một|hai|ba|bốn|năm|sáu|các|những|mọi|toàn bộ)?\s*"
    r"(?:phần\s+|công\s+)?(?:việc|nội dung|nhiệm vụ)\s+(?:(?:nói|nêu|kể|ở)\s+)*"
    r"(?:trên|này|vừa nêu)(?!\w)",
    re.IGNORECASE,
)


def speaks_of_items(text: str) -> bool:
    """Whether a line says for which other items it sets a time.

    >>> speaks_of_items("Hai việc trên làm xong trước 31/3/2025.")
    True
    """
    return bool(_ABOVE.match(text) or _NAMES.match(text))


def apply_times(
    passage: Passage, times: Sequence[Mention[Deadline]], drafts: Sequence[Draft]
) -> None:
    """Give the times of such a line to the drafts that it names."""
    text = passage.text
    above = _ABOVE.match(text)
    if above is not None:
        for draft in _last(drafts, above["count"]):
            draft.times += times
        return
    for start, stop in _clauses(text):
        inside = [m for m in times if start <= m.span.start < stop]
        wanted = set(_labels(text[start:stop]))
        for draft in _named(drafts, wanted):
            draft.times += inside


def apply_agencies(
    passage: Passage, own: Sequence[Mention[Assignment]], drafts: Sequence[Draft]
) -> None:
    """Give who such a line says does the work to the drafts that it names.

    "Các nhiệm vụ tại mục 3 do [Viện A] chủ trì, [Cục B] phối hợp": only where somebody
    whom the tables know, or a name, leads.
    """
    text = passage.text
    done = _DONE_BY.search(text)
    named = [m for m in own if done and m.span.start >= done.end()]
    if not named or all(m.value.agency.collective for m in named):
        return
    above = _ABOVE.match(text)
    if above is not None:
        wanted = _last(drafts, above["count"])
    else:
        wanted = list(_named(drafts, set(_labels(text[: named[0].span.start]))))
    for draft in wanted:
        draft.lined += named


_DONE_BY = re.compile(
    r"\b(?:do|giao(?: cho)?)\s(?=.{5,160}?\b(?:chủ trì|thực hiện|phụ trách)\b)"
)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    starts = [0, *(m.end() for m in re.finditer(r";\s*|\.\s+(?=[A-ZĐ])", text))]
    yield from zip(starts, [*starts[1:], len(text)], strict=True)


def _labels(text: str) -> Iterator[str]:
    for match in _LABELS.finditer(text):
        whole = match["first"] + match["more"]
        for low, high in _RANGE.findall(whole):
            yield from map(str, range(int(low), int(high) + 1))
        yield from re.findall(r"\d+(?:\.\d+)*|\b[a-zđ]\b", whole)


def _last(drafts: Sequence[Draft], count: str | None) -> Sequence[Draft]:
    """The items above: as many as are counted, or all under the same heading.

    "Các việc trên …" are all, "Nhiệm vụ này …" is the last one.
    """
    if not drafts:
        return ()
    number = count_of(count) if count else 1
    here = drafts[-1].scope.heading
    near = [d for d in drafts if d.scope.heading == here]
    return near[-number:] if number else near


def _named(drafts: Sequence[Draft], wanted: set[str]) -> Iterator[Draft]:
    """The nearest drafts with these labels, in the list that the last one stands in.

    A label that is the list's own ("mục 3", of 3.1 and 3.2) means all of it.
    """
    if not drafts:
        return
    stem = drafts[-1].scope.section[:-1]
    if stem and stem[-1] in wanted:
        yield from (d for d in drafts if d.scope.section[: len(stem)] == stem)
        return
    for draft in drafts:
        section = draft.scope.section
        inside = section[: len(stem)] == stem and len(section) > len(stem)
        if inside and section[len(stem)] in wanted:
            yield draft
