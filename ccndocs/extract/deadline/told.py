"""What a clause must not say for its time to set one: what is past, data, goals."""

from __future__ import annotations

from ccndocs.extract.deadline.fixed import FILED, SUPPOSES
from ccndocs.extract.deadline.order import OF_USE, is_goal
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Scan
from ccndocs.types.mention import Deadline
from ccndocs.vi import lazy_re as re

TOLD = re.compile(
    rf"""\b(?:{WORDS["told_before_a_time"]}|(?<!gửi\s)(?<!nộp\s)kết\s+quả|(?<!phải\s)được(?!\s+(?:giao|phân\s+công|yêu\s+cầu)))\b
    [^,;.]*$""",
    FLAGS,
)
# "Hồ sơ nộp trước ngày 01/5 được giải quyết …": which ones, not when
GOES_ON = re.compile(r"\s*,?\s*(?:được|đã|sẽ|đang)\b|[^.;]{0,60}\b(?:đã|sẽ)\s", FLAGS)
_OF_TEXT = re.compile(r"(?:số|ký\s+hiệu)\s+\S+\s*$|/[A-ZĐ-]{2,}\s*$")


# "được lùi nhưng phải xong trước ngày …": what is allowed, then the order
_YET = re.compile(r"^.*\b(?:nhưng|song)\s+(?:vẫn\s+)?(?:phải|cần)\b", FLAGS)


def stands(scan: Scan, at: int) -> bool:
    """Whether the clause before a time lets it be the time of work to do."""
    before = _YET.sub("phải", scan.before(at))
    told = TOLD.search(before) or _OF_TEXT.search(scan.left(at, 40))
    told = told or OF_USE.search(before) or FILED.search(before)
    told = told or SUPPOSES.search(before)
    return not told and not is_goal(scan, at)


def to_come(scan: Scan, value: Deadline) -> bool:
    """Whether a time ends on the document's own day or later."""
    last = value.end or value.start
    if last is None:
        return False
    return scan.issued_on is None or last >= scan.issued_on.isoformat()
