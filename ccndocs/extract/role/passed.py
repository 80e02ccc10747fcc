"""Rules of roles: whom a letter passes a paper on to, so that he deals with it.

"UBND tỉnh chuyển đơn của ông A đến [Sở B] để xem xét, giải quyết": the work is B's,
and whoever passes the paper on has none.
"""

from __future__ import annotations

from ccndocs.extract.role.group import Group, Nobody, last_stop
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.above import ABOVE
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("role_words")


def passes_on(group: Group) -> Nobody | None:
    """Reads "[UBND tỉnh] chuyển đơn của công dân đến Sở A để giải quyết": no work."""
    opens = not _SO.sub("", group.left[last_stop(group.left) :].strip(" -+*"))
    sends = _SENDS.match(group.right.lstrip())
    if not opens or len(group.members) > 1 or sends is None:
        return None
    sends_on = _may_send(group.members[0].value.name, group.issuer)
    return Nobody.NOBODY if sends_on and _DEALT.search(group.right) else None


def passed_to(group: Group) -> Role | None:
    """Reads "Chuyển đơn của công dân đến [Sở A] để giải quyết": A's work.

    Not a case that an office hands over ("Sở B chuyển hồ sơ cho [Công an]"), nor what
    is only sent for information ("Sao gửi [Sở A] để biết").
    """
    start = last_stop(group.left)
    said = group.left[start:]
    sends = _SENDS.search(said)
    if sends is None or _DEALS.match(group.right) is None:
        return None
    sender = _SO.sub("", said[: sends.start()].strip(" -+*"))
    if sender and (_PAST.search(sender) or not _may_send(sender, group.issuer)):
        return None
    if not sender and group.left[:start].rstrip().endswith(";"):
        return None  # "Tiếp nhận đơn; chuyển đơn đến [Sở A]": what an office does
    what = said[sends.end() :].strip()
    return Role.LEAD if not what or _PAPER_TO.fullmatch(what) else None


def _may_send(name: str, issuer: str | None) -> bool:
    """Whether a name is the issuer's, or of one who orders in every document."""
    if issuer and f"{issuer} ".startswith(f"{name} "):
        return True
    return ABOVE.match(name) is not None or _OFFICE.match(name) is not None


_OFFICE = re.compile(r"Văn phòng (?:UBND|HĐND|Chính phủ|Tỉnh ủy|Đảng ủy)\b")
# "Theo đó, …", "Sau khi xem xét, …"
_SO = re.compile(
    r"^(?:(?:Theo đó|Do đó|Vì vậy|Nay|Đồng thời|Về việc này|Về nội dung này),?\s*|"
    r"(?:Sau khi|Xét|Theo|Căn cứ|"
    r"Thực hiện|Để|Qua|Trên cơ sở|Đối chiếu)\s(?!.*\bđã\b)[^;:]{3,200}?(?:,\s+|,$))"
)
_PAST = re.compile(r"\s(?:đã|đang|sẽ|vừa|mới|có)$")
_PAPER = rf"(?:{_WORDS['papers_passed_on']})"
_DEAL = rf"(?:{_WORDS['deals_with_a_paper']})"
_SENDS = re.compile(
    r"(?:^|(?<=\s))(?i:xin |trân trọng |kính )*(?i:chuyển|sao gửi)"
    rf"(?=\s*$|\s+(?i:các |những )?(?i:{_PAPER})\b|\s+(?:đến|tới|cho)\s|\s+[A-ZĐƯ])"
)
_PAPER_TO = re.compile(
    rf"(?:(?:các |những )?{_PAPER}\b[^;]*\s)?(?:đến|tới|cho)(?: các)?", re.IGNORECASE
)
# "[Sở A] để xem xét", "[Sở A] Công văn số 12 của Bộ B để biết, thực hiện"
_DEALS = re.compile(
    rf"\s*(?:{_PAPER}\b[^.;:]{{1,200}}?\s(?=để\s))?,?\s*(?:để|nhằm)?\s*"
    rf"(?:biết(?:,| và)\s+)?{_DEAL}(?!\w)",
    re.IGNORECASE,
)
_DEALT = re.compile(rf"\s(?:biết(?:,| và)\s+)?{_DEAL}(?!\w)", re.IGNORECASE)
