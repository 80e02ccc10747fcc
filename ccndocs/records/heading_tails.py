"""What follows the names of a heading: which of a group, who else, a name's rest."""

from __future__ import annotations

import re
from dataclasses import replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage

# "Công ty Thủy lợi A và chủ các nhà máy thủy điện": who else, that no table knows
MORE = re.compile(r"^(?:,|;)?\s+(?:và\s+)?(?P<more>chủ\s[^:.;,]{5,80}?)\s*:?\s*$")


def further(passage: Passage, start: int, name: str) -> Mention[Agency]:
    """The mention of whoever else a heading names: "chủ các nhà máy thủy điện"."""
    agency = Agency(name[0].upper() + name[1:], known=False)
    span = Span(start, start + len(name))
    return Mention(passage.id, span, agency, "further_in_heading", 0.8)


# "Văn phòng Sở Y tế": the tables know the name without its last words.
NAME_IN_CAPITALS = re.compile(r"^\s[A-ZĐÂÔƯ]\w*(?:\s\w+){0,3}\s*:?\s*$")


def some_of(mention: Mention[Agency], rest: str) -> Mention[Agency] | None:
    """Some of a group: "UBND các xã có cụm công nghiệp", "UBND các huyện miền núi"."""
    tail = TAIL_OF_GROUP.match(rest) if _TAIL_OF_THEM.match(rest) else None
    if tail is None or not re.search(r"\bcác\b", mention.value.name):
        return None
    span = Span(mention.span.start, mention.span.stop + len(tail["tail"]))
    agency = replace(mention.value, name=mention.value.name + tail["tail"].rstrip())
    return replace(mention, span=span, value=agency)


# "Thủ trưởng các cơ quan nghiên cứu, đào tạo thuộc Bộ": what group it is.
TAIL_OF_GROUP = re.compile(
    r"^(?P<tail>\s[^:.;]{1,80}?)(?:\s(?:có trách nhiệm|có nhiệm vụ))?\s*:?\s*$"
)
TAIL_OF_PLACE = re.compile(
    r"^\s(?:các|của|thuộc|tại|ở|trên|đóng|nơi|có(?! trách nhiệm| nhiệm vụ))\s",
    re.IGNORECASE,
)
_TAIL_OF_THEM = re.compile(
    r"^\s(?:ven|miền|vùng|biên giới|hải đảo|giáp)(?!\w)|"
    r"^\s(?:nơi\s)?có\s(?!trách nhiệm|nhiệm vụ|kế hoạch|biện pháp|phương án|giải pháp"
    r"|văn bản|báo cáo|hình thức|ý kiến|thể)",
    re.IGNORECASE,
)


def with_tail(
    passage: Passage, mention: Mention[Agency], length: int
) -> Mention[Agency]:
    """The mention with the words that say which group; a known name stays.

    "Thủ trưởng các cơ quan" with "nghiên cứu, đào tạo thuộc Bộ".
    """
    if mention.value.known and not mention.value.collective:
        return mention
    whole = Span(mention.span.start, mention.span.stop + length)
    agency = replace(mention.value, name=whole.of(passage.text).strip())
    return replace(mention, span=whole, value=agency)
