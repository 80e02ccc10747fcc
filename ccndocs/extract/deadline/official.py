"""Events that come from above: guidance, approval, means, a law in force.

Work waits for them whatever it is: "Xây dựng phương án khi được giao vốn" is to be
done then, while "Xây dựng phương án khi có bão" tells what the plan is about.
"""

from __future__ import annotations

from ccndocs.extract.deadline.scan import FLAGS, WORDS
from ccndocs.vi import lazy_re as re

_COUNT = r"(?:(?:các|những|đủ|đầy\s+đủ)\s+)?"
_PAPER = rf"(?:{WORDS['from_above']})"
_MEANS = rf"(?:(?:kế\s+hoạch\s+)?(?:nguồn\s+)?(?:{WORDS['means']}))"
_GRANTED = rf"(?:{WORDS['granted_from_above']})"
_ABOVE = rf"(?:(?:các\s+)?(?:{WORDS['above']}))"
_EVENT = re.compile(
    rf"""(?:có|nhận\s+được)\s+{_COUNT}(?:{_PAPER}|{_MEANS})\b
    |được\s+(?:{_ABOVE}\b[^,;]{{0,60}}?\s)?{_GRANTED}\b
    |(?-i:{_ABOVE})\b[^,;]{{0,60}}?\s(?:có\s+{_COUNT}{_PAPER}|{_GRANTED})\b
    |(?:(?:các|những)\s+)?(?:{_PAPER}|{WORDS["approved"]})\b[^,;]{{0,60}}?\s(?:được\s[^,;]{{0,40}}?{_GRANTED}|có\s+hiệu\s+lực|ban\s+hành)\b
    |{_MEANS}\b(?![^,;]*\sđã\s)[^,;]{{0,40}}?\sđược\s[^,;]{{0,30}}?{_GRANTED}\b""",
    FLAGS,
)


def is_official(event: str) -> bool:
    """Whether words tell of guidance, approval or means that come from above.

    >>> is_official("có hướng dẫn của Trung ương"), is_official("có mưa lớn")
    (True, False)
    >>> is_official("dự án được phê duyệt"), is_official("được vay vốn")
    (True, False)
    """
    return _EVENT.match(event) is not None
