"""What a task has of the agencies and times in reach: which, in what role and order."""

from __future__ import annotations

from ccndocs.records.charging import CLOSING_DOER
from ccndocs.records.draft import OPENING, Draft
from ccndocs.records.reasons import Choice, Origin
from ccndocs.types.mention import (
    Agency,
    Assignment,
    Deadline,
    DeadlineKind,
    Mention,
    Role,
)
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import implied_role, says_lead
from ccndocs.vi.verbs import opens_with_verb


def chosen_agencies(draft: Draft) -> list[Choice]:
    """Own words first, then role lines, then the heading's agencies; each name once."""
    assigned = [
        *((m, Origin.ITEM) for m in draft.own),
        *((m, Origin.LINE) for m in draft.lined),
    ]
    charged = [(m, o) for m, o in assigned if m.value.role is not Role.COORDINATE]
    others = [(m, o) for m, o in assigned if m.value.role is Role.COORDINATE]
    # A subject deep in an item ("…; riêng UBND xã X hoàn thành …") adds to the
    # heading's agency, one that opens the item stands in its place.
    if draft.scope.holders:
        charged = [(m, o) for m, o in charged if not _heads_them(m)]
    opened = bool(draft.lined) or any(_opens(m, draft) for m, _ in charged)
    chosen = [_choice(m, m.value.agency, _own_role(m, draft), o) for m, o in charged]
    if not opened:
        role = _inherited_role(draft)
        chosen += (
            _choice(m, m.value, role, Origin.HEADING) for m in draft.scope.holders
        )
        others += ((m, Origin.HEADING) for m in draft.scope.others)
    chosen += (_choice(m, m.value.agency, Role.COORDINATE, o) for m, o in others)
    first: dict[str, Choice] = {}
    for choice in chosen:
        first.setdefault(choice.agency.name, choice)
    return list(first.values())


def _heads_them(mention: Mention[Assignment]) -> bool:
    """Whether it is the head of whoever the heading names: "Người đứng đầu tiếp dân".

    Below "1. Các sở; UBND các xã" the heads of those are charged, and so are they.
    """
    name = mention.value.agency.name
    return bool(_OWN_HEAD.fullmatch(name) or _EACH_OF_THEM.match(name))


_EACH_OF_THEM = re.compile(r"(?:Mỗi|Từng)\s")  # "Mỗi thôn dựng một gian hàng"


_UNIT = r"(?:cơ quan|đơn vị|địa phương|tổ chức|cơ sở|doanh nghiệp)"
_OWN_HEAD = re.compile(
    r"(?:Người đứng đầu|Thủ trưởng|Lãnh đạo)"
    rf"(?: (?:các )?{_UNIT}(?:(?:, | và ){_UNIT})*)?",
    re.IGNORECASE,
)


def _opens(mention: Mention[Assignment], draft: Draft) -> bool:
    """Whether a subject opens the item, with no order of its own before it.

    "Quản lý bến trên địa bàn; UBND xã X báo cáo …" opens with the heading's agency,
    "Trường hợp học sinh nghỉ học …, giáo viên gọi điện …" with the teacher.
    """
    first = draft.passages[0]
    if mention.passage != first.id:
        return False
    if mention.rule == CLOSING_DOER:
        return True  # "Kiểm kê kho thuốc (Khoa Dược)" names its doer, too
    before = first.text[: mention.span.start].rstrip()
    if mention.span.start >= OPENING:
        return mention.rule == "subject" and _IN_CASE.fullmatch(before) is not None
    return not (before.endswith(";") and opens_with_verb(before))


_IN_CASE = re.compile(r"(?:(?:trong )?trường hợp|nếu)\b[^.;:]*,", re.IGNORECASE)


def _own_role(mention: Mention[Assignment], draft: Draft) -> Role:
    """The role that the words give; behind a colon they are those of the work.

    "Các sở, ngành khác: Căn cứ chức năng được giao, phối hợp với Sở A …" implements.
    """
    role = mention.value.role
    text = next((p.text for p in draft.passages if p.id == mention.passage), "")
    colon = _COLON.match(text[mention.span.stop :])
    if role is not Role.LEAD or mention.span.start >= OPENING or not colon:
        return role
    if mention.rule != "subject" or opens_with_verb(colon[1]):
        return role
    return implied_role(text[mention.span.stop + colon.end() :])


_COLON = re.compile(r"([^:.;]{0,120}):\s*")


def _inherited_role(draft: Draft) -> Role:
    """What the heading's agency does: by the item's words, else by the heading's."""
    text = draft.passages[0].text
    role, given = implied_role(text), draft.scope.role
    if given is None or (role is Role.LEAD and says_lead(text)):
        return role
    return given if role in (Role.LEAD, Role.IMPLEMENT) else role


def _choice(
    mention: Mention[Agency] | Mention[Assignment],
    agency: Agency,
    role: Role,
    origin: Origin,
) -> Choice:
    rule = "implied_role" if origin is Origin.HEADING else mention.rule
    place = (mention.passage, mention.span, mention.score)
    return Choice(agency, role, origin, rule, *place)


def main_first(draft: Draft) -> list[Mention[Deadline]]:
    """The item's own date before a line's general period, a date before a case.

    "Sau khi khai trương; xong trong năm 2027" is due within that year.
    """
    times = _own_first(draft) or ([] if draft.vague else [*draft.scope.times])
    if times and (_waits(times[0].value) or times[0].rule == "all_along"):
        kinds = _before(times[0].value)
        dated = next(
            (m for m in times if m.value.kind in kinds and m.rule != "first_time"), None
        )
        if dated is not None:
            return [dated, *(m for m in times if m is not dated)]
    return times


_DATED = (DeadlineKind.BY, DeadlineKind.PERIOD)


def _before(value: Deadline) -> tuple[DeadlineKind, ...]:
    """What says more than a case, an event, a bare "hằng tháng" or all the while.

    "Kiểm tra khi có đơn; mỗi quý kiểm tra 15 đơn vị" is due every quarter, "kiểm điểm
    hằng tháng; báo cáo trước ngày 15/12/2025" on that day. A repetition with a day of
    its own stays: "báo cáo ngày 25 hằng tháng; tổng kết trước ngày 10/12/2026".
    """
    if value.kind in (DeadlineKind.CONDITIONAL, DeadlineKind.ONGOING):
        return (*_DATED, DeadlineKind.RECURRING)
    if value.kind is DeadlineKind.RECURRING and value.rrule is not None:
        return (DeadlineKind.BY,)
    return _DATED


def _waits(value: Deadline) -> bool:
    """Whether a time is a case, an event without days to count, or no day's rhythm."""
    term = value.relative
    uncounted = term is not None and not term.days and term.months is None
    bare = value.kind is DeadlineKind.RECURRING and "BY" not in (value.rrule or "")
    return value.kind is DeadlineKind.CONDITIONAL or uncounted or bare


def _own_first(draft: Draft) -> list[Mention[Deadline]]:
    """The item's own date ("chậm nhất ngày …") before a line's general period."""
    dated = [m for m in draft.own_times if m.value.kind in _DATED]
    if dated and draft.times and draft.times[0].value.kind is not DeadlineKind.BY:
        return [*dated, *draft.times, *(m for m in draft.own_times if m not in dated)]
    return draft.times + draft.own_times
