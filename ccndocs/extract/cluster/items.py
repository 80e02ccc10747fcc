"""Items of a list whose lead-in says that it lists clusters: "- An Hòa: 50 ha".

"Danh mục các cụm công nghiệp:" above "1. An Hòa (xã Hạ), 50 ha", and above rows of a
table that was pasted as lines: "1 An Hòa Xã Hạ 50".
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.extract.cluster.names import NAME, PLACE, full_name
from ccndocs.extract.cluster.places import Seen, is_place, located
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re

# "Danh mục các cụm công nghiệp trên địa bàn tỉnh", "Toàn tỉnh có 04 CCN:"
_LISTS = re.compile(
    r"""(?!.*(?:khu\s*(?:,|và)\s*cụm|khu\s+(?:công\s+nghiệp|kinh\s+tế)|KCN|\bdự\s+án|doanh\s+nghiệp))
    [^.;]{0,80}\b(?:các|những|danh\s+(?:mục|sách)|\d+|tên|quy\s+hoạch)\s+(?:cụm\s+công\s+nghiệp|CCN)\b
    (?![^.;]*\b(?:của|các|tại|ở)\s+(?:các\s+)?(?:huyện|xã|phường|địa\s+phương)\b)[^.;:]{0,100}:?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_WHERE = (
    r"(?:(?:[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố)"
    rf"\s+{PLACE}[\s,–-]*)"
)
# "- An Hòa (xã Hạ): diện tích 50 ha", "1 An Hòa Xã Hạ 50"
_ITEM = re.compile(
    rf"""\W*(?P<order>\d{{1,3}}[.)]?\s+)?(?P<name>{NAME})\s*(?:\([^()]*\)\s*)?[,:–-]?\s*{_WHERE}{{0,2}}
    (?:(?:(?i:diện\s+tích|quy\s+mô)\s*:?\s*)?(?:khoảng\s+)?\d[\d.,]*(?P<unit>\s*ha\b)?)\W*""",
    re.VERBOSE,
)
_FEWEST = 2


def _item(text: str) -> re.Match[str] | None:
    """A line that is a name with its size, or a row with a number and its size."""
    item = _ITEM.fullmatch(text)
    if item is None or is_place(text, item.start("name")):
        return None
    return item if item["unit"] or item["order"] else None


def listed_lines(texts: Sequence[str]) -> set[int]:
    """Which of these lines, one below the other, are items of a list of clusters.

    >>> listed_lines(["Danh mục các CCN:", "- An Hòa: 50 ha", "- Tân Phú: 9 ha"])
    {1, 2}
    """
    found: set[int] = set()
    for at, text in enumerate(texts):
        if not _LISTS.fullmatch(text):
            continue
        stop = at + 1
        if stop < len(texts) and _HEAD_ROW.match(texts[stop]):
            stop += 1
        first = stop
        while stop < len(texts) and _item(texts[stop]):
            stop += 1
        if stop - first >= _FEWEST:
            found.update(range(first, stop))
    return found


_HEAD_ROW = re.compile(r"\W*(?:STT|TT|Số\s+TT)\b", re.IGNORECASE)


def of_item(passage: Passage, context: Context) -> list[Mention[Cluster]]:
    """The cluster that a line of such a list names."""
    item = _item(passage.text)
    if item is None:
        return []
    span = Span(*item.span("name"))
    seen = Seen(span, full_name(None, item["name"]), span.stop, is_listed=True)
    return [Mention(passage.id, span, located(passage.text, seen, context), "listed")]
