"""Deadlines of a passage: the grammar's rules in order, overlaps resolved."""

from __future__ import annotations

import itertools
from bisect import bisect
from dataclasses import replace

from ccndocs.extract.deadline import (
    act,
    after,
    ahead,
    apart,
    asked,
    bare,
    before,
    case,
    counted,
    daily,
    dated_event,
    enclosed,
    ends,
    fixed,
    head,
    named_month,
    nth,
    openings,
    periodic,
    plain,
    recurring,
    season,
    stretch,
    term,
    unnamed,
    wait,
    within,
    yearly,
)
from ccndocs.extract.deadline.heading import find_heading_time
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Rule, Scan
from ccndocs.types.mention import Context, Deadline, DeadlineKind, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.labels import field_of_label

# What the words of a time line say before the time: "Thời gian thực hiện: Năm 2024".
_LABEL = re.compile(r"^\W*(?:thời\s+(?:gian|hạn)|tiến\s+độ)[^:\d]{0,60}:\s*", FLAGS)


RULES: tuple[Rule, ...] = (
    *named_month.RULES,
    *recurring.RULES,
    *yearly.RULES,
    *periodic.RULES,
    *unnamed.RULES,
    *daily.RULES,
    *season.RULES,
    *ends.RULES,
    *counted.RULES,
    *term.RULES,
    *ahead.RULES,
    *openings.RULES,
    *fixed.RULES,
    *dated_event.RULES,
    *stretch.RULES,
    *bare.RULES,
    *within.RULES,
    *apart.RULES,
    *act.RULES,
    *plain.LINE_RULES,
    *case.RULES,
    *asked.RULES,
    *wait.RULES,
    *after.RULES,
    *before.RULES,
    *head.RULES,
    *nth.RULES,
)


def _clashes(one: Found, other: Found) -> bool:
    return one.span.overlaps(other.span)


def _disjoint(found: list[Found]) -> list[Found]:
    """The longest findings that do not overlap, in the order of the text.

    Earlier rules win between findings of one length.
    """
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: -len(f.span)):
        at = bisect(kept, candidate.span, key=lambda f: f.span)
        if not any(
            _clashes(candidate, other) for other in kept[max(0, at - 1) : at + 1]
        ):
            kept.insert(at, candidate)
    return kept


def _base_of(rrule: str | None) -> str:
    return (rrule or "").split(";")[0].split("\n")[0]


def _merge_repetitions(scan: Scan, found: list[Found]) -> list[Found]:
    """Reads "định kỳ hằng năm … trước ngày 10/12": the dated rule says it all.

    A bare period right before a dated rule of the same frequency is part of it.
    """
    kept: list[Found] = []
    for item in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.rule in ("periodic", "fixed", "half_yearly", "once_in", "times_a")
            and item.rule in ("weekly", "monthly", "yearly", "yearly_bare")
            and _covers(last.value.rrule, item.value.rrule)
            and not _ends_between(scan, last.span.stop, item.span.start)
        ):
            kept[-1] = item
            continue
        if last is not None and _is_told_nearer(scan, last, item):
            kept[-1] = item
            continue
        kept.append(item)
    return kept


_INTO_BRACKET = re.compile(r"\s*\(\s*(?:vào\s+)?(?:các\s+)?", FLAGS)


def _is_told_nearer(scan: Scan, bare: Found, dated: Found) -> bool:
    """Whether a bracket names the days: "10 ngày một lần (các ngày 10, 20 và 30 …)"."""
    rules = [item.value.rrule or "" for item in (bare, dated)]
    recur = all(item.value.kind is DeadlineKind.RECURRING for item in (bare, dated))
    between = scan.text[bare.span.stop : dated.span.start]
    nearer = rules[0] and ";BY" not in rules[0] and ";BY" in rules[1]
    return bool(recur and nearer and _INTO_BRACKET.fullmatch(between))


def _covers(period: str | None, dated: str | None) -> bool:
    """Whether the bare `period` adds nothing to the `dated` rule."""
    if period is None or dated is None or "\n" in period:
        return False
    if period == "FREQ=MONTHLY;INTERVAL=6":
        return dated.startswith("FREQ=YEARLY;BYMONTH=")
    if period == "FREQ=MONTHLY;INTERVAL=3":
        return "BYMONTH=" in dated or "INTERVAL=3" in dated
    return _base_of(period) == _base_of(dated)


def _ends_between(scan: Scan, start: int, stop: int) -> bool:
    return bool(re.search(r";|\.\s", scan.text[start:stop]))


_MEETING = "weekly_meeting"


def _without_unnamed(found: list[Found]) -> list[Found]:
    """A bare "Định kỳ" says nothing more where another repetition is named.

    Nor does "theo quý" beside "trước ngày 10 của tháng đầu quý", nor the weekly hour of
    "lồng ghép vào giờ chào cờ đầu tuần trong tháng 3/2026".
    """
    loose = ("unnamed", "by_unit")
    named = any(
        f.value.kind is DeadlineKind.RECURRING and f.rule not in loose for f in found
    )
    dated = any(f.value.kind in _ON_DAYS and f.rule != _MEETING for f in found)
    return [
        f
        for f in found
        if not ((named and f.rule in loose) or (dated and f.rule == _MEETING))
    ]


# "… giám sát việc xả thải; thời gian hoàn thành: tháng 6/2026."
_INLINE = re.compile(
    rf"""(?:[;,.(]|[-–]\s)\s*(?:hoàn\s+thành(?=\s*:)|thời\s+(?:gian|hạn)|tiến\s+độ)
    (?:\s+(?:{WORDS["named_by_time_label"]}))?
    \s*(?::|\blà\b|(?=\s(?:trong|từ|qu[ýí]|tháng|năm|ngày|trước|hằng|hàng|\d{{1,3}}\s+(?:ngày|tháng)\s+(?:làm\s+việc\s+)?,?\s*(?:kể|tính))\s))\s*(?P<value>[^;()\n]{{3,120}}?)(?=[;)\n]|\.\s|\.?$)""",
    FLAGS,
)

# "… kiểm tra 06 công trình. Thời hạn xử lý: 10 ngày …", "… Hạn: 22/5/2026."
_INLINE_LABEL = re.compile(
    r"""(?:^|[;.(]|[-–]\s)\s*(?P<label>(?:thời|tiến|hạn|mốc|lộ|kỳ|ngày|xong)
    (?:\s+[^\W\d_]+){0,4})\s*:\s*(?P<value>[^;()\n]{3,120}?)(?=[;)\n]|\.\s|[./]*$)""",
    FLAGS,
)


def _inline(scan: Scan) -> list[Found]:
    """The times of time lines written into a sentence, read as time lines are."""
    found: list[Found] = []
    matches = list(_INLINE.finditer(scan.text))
    taken = {match.start("value") for match in matches}
    matches += (
        match
        for match in _INLINE_LABEL.finditer(scan.text)
        if field_of_label(match["label"]) == "time"
        and match.start("value") not in taken
    )
    for match in matches:
        start = match.start("value")
        line = Scan(match["value"], scan.context, is_time_line=True)
        items = [item for rule in RULES for item in rule(line)]
        items = items or [*case.find_any_case(line)]
        found += [replace(item, span=item.span.shift(start)) for item in items]
    return found


# "(chủ trì: Sở X; phối hợp: Sở Y; thực hiện thường xuyên)": a bracket of roles
_BRACKET = re.compile(r"\((?P<inside>[^()]{6,400})\)", FLAGS)
_OF_ROLES = re.compile(
    r"""(?:chủ\s+trì|phối\s+hợp|thực\s+hiện|thời\s+(?:gian|hạn)|hoàn\s+thành|sản\s+phẩm
    |lần\s+đầu|đơn\s+vị|cơ\s+quan)[^:;]{0,30}:
    |\bchủ\s+trì,\s+phối\s+hợp\s+với\b""",
    FLAGS,
)
# "(Khoa Vi sinh nuôi cấy; hằng quý)": who does it, then when
_WHO = re.compile(
    rf"\s*(?:các\s+)?(?-i:{WORDS['body_openings']})\s",
    FLAGS,
)
_PART_LEAD = re.compile(
    r"""\s*(?:(?:thời\s+(?:gian|hạn)|tiến\s+độ|thực\s+hiện|hoàn\s+thành|triển\s+khai|bắt\s+đầu
    |xong|lần\s+đầu|duy\s+trì|làm)\b\s*:?\s*){0,3}""",
    FLAGS,
)


def _bracketed(scan: Scan) -> list[Found]:
    """The times of a bracket that lists roles: a part that is a time and no more."""
    found: list[Found] = []
    for match in _BRACKET.finditer(scan.text):
        by_whom = ";" in match["inside"] and _WHO.match(match["inside"])
        if not (by_whom or _OF_ROLES.search(match["inside"])):
            continue
        for part in re.finditer(r"[^;]+", match["inside"]):
            lead = _PART_LEAD.match(part[0])
            at = lead.end() if lead else 0
            words = part[0][at:].rstrip(" .,")
            line = Scan(words, scan.context, is_time_line=True)
            whole = [
                i for rule in RULES for i in rule(line) if len(i.span) == len(words)
            ]
            start = match.start("inside") + part.start() + at
            found += [replace(i, span=i.span.shift(start)) for i in whole[:1] if words]
    return found


def _without_standing(found: list[Found]) -> list[Found]:
    """Reads "Thường xuyên, từ tháng 02/2026": the open interval says both."""
    kept = []
    for item, later in itertools.pairwise([*found, None]):
        is_said = (
            later is not None
            and item is not None
            and item.rule == "standing"
            and later.value.kind is DeadlineKind.FROM
            and later.span.start - item.span.stop <= len(", bắt đầu ")
        )
        if item is not None and not is_said:
            kept.append(item)
    return kept


# "Sau khi nhận được hồ sơ, …"; "nhận bàn giao mặt bằng" is an event of its own
_RECEIVED = re.compile(r"(?:tiếp\s+)?nhận\s+(?:được|đủ|hồ\s+sơ|đơn|văn\s+bản)\b", FLAGS)


def _join_events(scan: Scan, found: list[Found]) -> list[Found]:
    """Reads "Sau khi nhận mặt bằng, rào chắn, chậm nhất 2 ngày": counted from it."""
    kept: list[Found] = []
    for item in found:
        last = kept[-1] if kept else None
        event = last.value.relative if last and last.rule == "after" else None
        term = item.value.relative if item.rule == "term" else None
        if (
            last is not None
            and event is not None
            and term is not None
            and term.anchor_text is None
            and event.days is None
            and not scan.text[: last.span.start].strip(" -+")
            and not _ends_between(scan, last.span.stop, item.span.start)
        ):
            text = event.anchor_text or ""
            anchor = "received_on" if _RECEIVED.match(text) else event.anchor
            term = replace(term, anchor=anchor, anchor_text=text)
            value = replace(item.value, relative=term)
            kept[-1] = replace(item, value=value, flags=())
            continue
        kept.append(item)
    return kept


# "tuần 3 tháng 4/2026", "tuần cuối của tháng 5": which days that are, nobody says
_WEEK_OF = re.compile(
    r"""\btuần\s+(?:lễ\s+)?(?:thứ\s+)?(?:\d|một|hai|ba|tư|đầu|giữa|cuối|nhất)
    (?:\s+(?:tiên|cùng))?\s+(?:của\s+|trong\s+)?$""",
    FLAGS,
)


def _is_week_of(scan: Scan, item: Found) -> bool:
    """Whether a month is only named to say which week is meant."""
    is_month = item.value.kind is DeadlineKind.PERIOD
    return is_month and _WEEK_OF.search(scan.left(item.span.start, 40)) is not None


# "hằng quý, báo cáo lần đầu trước ngày 10/4/2026": where the rhythm begins
_FIRST_TIME = re.compile(
    r"\b(?:(?:lần|kỳ|đợt|báo\s+cáo)\s+(?:đầu(?:\s+tiên)?|thứ\s+nhất))\s*(?:(?:là|vào|gửi|nộp|xong)\s+)?[,:(]?\s*$",
    FLAGS,
)


def _named_first(scan: Scan, item: Found) -> Found:
    """The same with a rule that tells so, where a day is the first of a rhythm."""
    is_day = item.value.kind is DeadlineKind.BY
    first = is_day and _FIRST_TIME.search(scan.left(item.span.start, 60))
    return replace(item, rule="first_time") if first else item


def _read_line(line: Scan) -> list[Found]:
    """What a time line says, in the order of its text."""
    return _disjoint([item for rule in RULES for item in rule(line)])


_ON_DAYS = (
    DeadlineKind.BY,
    DeadlineKind.PERIOD,
    DeadlineKind.FROM,
    DeadlineKind.RECURRING,
)


def _as_line(passage: Passage, context: Context) -> list[Mention[Deadline]]:
    return find_deadlines(passage, context, is_time_line=True)


def find_deadlines(
    passage: Passage, context: Context, *, is_time_line: bool = False
) -> list[Mention[Deadline]]:
    """Deadlines that the passage sets, in the order of the text: the first is the main.

    `is_time_line`: the passage is the value of a "Thời gian thực hiện: …" line or a
    cell of a time column, where "Năm 2026", "12/2026" and "Thường xuyên" count on
    their own. Years not written come from the header's date (flag `year_inherited`).
    """
    if not is_time_line:
        heads = find_heading_time(passage, context, _as_line)
        if heads:
            return heads
    scan = Scan(passage.text, context, is_time_line)
    label = _LABEL.match(passage.text) if is_time_line else None
    start = label.end() if label else 0
    found = [item for rule in RULES for item in rule(scan) if item.span.start >= start]
    if not is_time_line:
        found += [*_inline(scan), *_bracketed(scan)]
        found += [*enclosed.in_brackets(scan, _read_line)]
        found += [*enclosed.between(scan, _read_line)]
        found += [*enclosed.staged(scan, _read_line)]
        found += [*enclosed.in_rounds(scan, _read_line)]
    if not is_time_line and not any(item.value.kind in _ON_DAYS for item in found):
        found += plain.find_plain(scan, _read_line, found)
    elif is_time_line and not found:
        found += [*case.find_any_case(scan)]
    found = [item for item in found if not _is_week_of(scan, item)]
    found = [_named_first(scan, item) for item in found]
    found = _without_standing(
        _join_events(scan, _merge_repetitions(scan, _disjoint(found)))
    )
    return [
        Mention(passage.id, item.span, item.value, item.rule, item.score, item.flags)
        for item in _without_unnamed(found)
    ]
