"""Times that a heading sets for all that stands below it.

"2. Trong tháng 11/2026", "Các nhiệm vụ thực hiện trong quý III/2026", "Giai đoạn 1
(từ ngày 01/3/2026 đến ngày 15/3/2026)".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ccndocs.extract.deadline.scan import FLAGS
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Deadline, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re

RULE = "heading"
"""The rule by which a heading's time is known."""

# What is done then: "Các nhiệm vụ trọng tâm hoàn thành …", or nothing but the time
_HEADING = re.compile(
    r"""\W*(?:(?:các\s+)?(?:nhiệm\s+vụ|công\s+việc|nội\s+dung|việc)
      (?:\s+(?:trọng\s+tâm|chủ\s+yếu|cần|phải|sẽ|cấp\s+bách))*
      (?:\s+(?:thực\s+hiện|triển\s+khai|hoàn\s+thành|làm))?(?:\s+(?:ngay|xong))?\s+
      |(?P<stage>(?:giai\s+đoạn|đợt|bước|vòng|chặng)\s+(?:\d{1,2}|[IVX]+|một|hai|ba|bốn|đầu|cuối)\s*)
        (?:[:,–-]\s*|\(\s*)(?:thời\s+gian\s*:?\s*)?)?
    (?P<time>(?:trong|từ|trước|tháng|quý|ngày|đến|năm|chậm\s+nhất|\d{1,2}\s+tháng)\s[^.;:()]{3,70}?)(?(stage)\s*\)?|\s*)\s*:?\s*""",
    FLAGS,
)
# "Các nhiệm vụ trọng tâm trong năm 2026" names the year's plan, no term
_WITHIN_A_YEAR = re.compile(r"tháng\s|qu[ýí]\s|ngày\s|\d\s*/\s*\d", FLAGS)


def find_heading_time(
    passage: Passage,
    context: Context,
    read: Callable[[Passage, Context], list[Mention[Deadline]]],
) -> list[Mention[Deadline]]:
    """The time of a passage that is a heading of times and no more, if still to come.

    `read` reads a time line.
    """
    match = _HEADING.fullmatch(passage.text) if len(passage.text) < 120 else None
    if match is None:
        return []
    alone = not passage.text[: match.start("time")].strip(" -+*")
    named = _WITHIN_A_YEAR.search(match["time"]) and not match["time"][0].isdigit()
    if not (alone or named):
        return []
    start, stop = match.span("time")
    line = Passage.join(match["time"], [Span(0, stop - start)], passage.id)
    found = read(line, context)
    if len(found) != 1 or found[0].span.start or len(found[0].span) < stop - start:
        return []
    last = found[0].value.end or found[0].value.start
    issued_on = context.issued_on
    if last is None or (issued_on is not None and last < issued_on.isoformat()):
        return []
    return [replace(found[0], span=Span(start, stop), rule=RULE)]
