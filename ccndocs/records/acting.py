"""Who acts in an item: a body of the tables with a verb of work right behind its name.

Such words order, whatever formula, norm or note the rest of the item looks like: "Sở A
hướng dẫn các hội tự giải thể", "Thẩm quyền quyết định: Sở B rà soát, trình UBND tỉnh".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.records.charging import ASKING, CHARGING
from ccndocs.records.draft import Item
from ccndocs.types.mention import Agency, Assignment, Mention
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import starts_with_verb

_WORDS = word_lists("item_words")

_FOUND_SO = CHARGING | {"next_subject"}
_HEAD = re.compile(rf"\W*(?:{ORDER_PREFIX.pattern})?(?:các\s+)?", re.IGNORECASE)
_PART = re.compile(r"(?s).*[.;:,]\s+")
_CALLS = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công)\s", re.IGNORECASE)
# "nghiêm túc triển khai thực hiện", "căn cứ nhiệm vụ, tổ chức thi hành"
_OBEYS = re.compile(
    r"\W*(?:(?:có|chịu) trách nhiệm|nghiêm túc|khẩn trương|chủ động|tích cực|kịp thời|"
    r"tiếp tục|phải|cần|quan tâm|tập trung|nghiên cứu|quán triệt|phổ biến|chỉ đạo|"
    r"phối hợp|tổ chức|triển khai|thi hành|thực hiện|chấp hành|biết|và|các|đơn vị|"
    r"chặt chẽ|căn cứ|theo (?:chức năng|nhiệm vụ|thẩm quyền)|nhiệm vụ|được giao|"
    r"[\s,])*(?:thi hành|thực hiện|triển khai|chấp hành|căn cứ|biết|trách nhiệm)\b",
    re.IGNORECASE,
)
_IS_TOLD = re.compile(r"\s+(?:đã|đang|sẽ|được|bị|là|trực thuộc)\s")
_TELLS = re.compile(
    r"\s+(?:kịp thời\s+)?(?:báo cáo|kính|trân trọng|xin|gửi|thông báo|đề nghị|trình|"
    r"phúc đáp|trả lời|ban hành|thông tin|phản ánh|liên hệ|đề xuất)\b",
    re.IGNORECASE,
)


def acting(item: Item) -> Iterator[Mention[Assignment]]:
    """Whom an item charges by its words and who does some work there.

    "[Sở A] rà soát", "giao [Sở B] lập"; nobody who only is to obey or is told of.
    """
    text = item.node.passage.text
    for mention in item.own:
        rest = text[mention.span.stop :]
        agency = mention.value.agency
        if (
            mention.rule in _FOUND_SO
            and _is_office(agency, text[mention.span.start :])
            and rest[:1].isspace()
            and starts_with_verb(rest)
            and not _IS_TOLD.match(rest)
            and not _OBEYS.match(rest)
        ):
            yield mention


def _is_office(agency: Agency, text: str) -> bool:
    """Whether it is an office of the tables or a group of them; firms only may."""
    group = agency.collective and _OFFICES.match(text) is not None
    return group or (agency.known and _PRIVATE.match(agency.name) is None)


# "Doanh nghiệp thuê đất có quyền …"
_PRIVATE = re.compile(
    r"(?:các )?(?:doanh nghiệp|hộ|người|nhà đầu tư|chủ|hợp tác xã|cá nhân|tổ chức)\b",
    re.IGNORECASE,
)
_OFFICES = re.compile(
    rf"(?:các\s+)?(?:{_WORDS['groups_of_offices']})(?!\w)", re.IGNORECASE
)


def acts_first(item: Item, named_by: int = 0) -> bool:
    """Whether one who acts opens the item: "Sở A rà soát …", "Giao Sở A rà soát …"."""
    text = item.node.passage.text
    return any(
        _HEAD.fullmatch(text[: m.span.start])
        and not (named_by and m.span.stop >= named_by)
        for m in acting(item)
    )


def acts_behind(item: Item, *, after: int = 0, comma: bool = False) -> bool:
    """Whether one who acts opens a later clause: "…; Sở A rà soát", "…: giao Sở A lập".

    Behind a mere `comma` only one who is given the work, unless that is said to do.
    """
    return any(
        m.span.start >= after and _opens_clause(item, m, comma=comma)
        for m in acting(item)
    )


def _opens_clause(item: Item, mention: Mention[Assignment], *, comma: bool) -> bool:
    before = item.node.passage.text[: mention.span.start]
    part = _PART.match(before)
    if part is None:
        return False
    head = before[part.end() :]
    called = mention.rule in ASKING or _CALLS.match(head) is not None
    if _HEAD.fullmatch(head) is None:
        return False
    return comma or called or part[0].rstrip()[-1] != ","


def acts(item: Item, *, comma: bool = False, named_by: int = 0) -> bool:
    """Whether somebody acts at the head of the item or of a later clause.

    `named_by`: where the name at the head must have ended.
    """
    return acts_first(item, named_by) or acts_behind(item, comma=comma)


def tells_first(item: Item) -> bool:
    """Whether who opens the item tells or sends: "Sở A báo cáo UBND tỉnh …"."""
    text = item.node.passage.text
    return any(
        m.span.start == 0 and _TELLS.match(text[m.span.stop :]) for m in item.own
    )


def behind_stop(item: Item) -> bool:
    """Whether a sentence behind the first has somebody work, not only tell or send.

    "Kế hoạch này được phổ biến đến dân; UBND các xã niêm yết …"
    """
    text = item.node.passage.text
    first = re.compile(r"[.;]\s+").search(text)
    return first is not None and any(
        m.span.start >= first.end()
        and not m.value.agency.collective
        and _opens_clause(item, m, comma=False)
        and (m.rule in ASKING or not _TELLS.match(text[m.span.stop :]))
        for m in acting(item)
    )
