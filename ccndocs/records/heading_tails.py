"""What follows the names of a heading: which of a group, who else, a name's rest."""

from __future__ import annotations

import re
from dataclasses import replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.bodies import DEFINITE, names_actor, opens_with_body
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at

_WORDS = word_lists("item_words")

# "Công ty Thủy lợi A và chủ các nhà máy thủy điện": who else, that no table knows
MORE = re.compile(r"^(?:,|;)?\s+(?:và\s+)?(?P<more>chủ\s[^:.;,]{5,80}?)\s*:?\s*$")


def further(passage: Passage, start: int, name: str) -> Mention[Agency]:
    """The mention of whoever else a heading names: "chủ các nhà máy thủy điện"."""
    each = re.match(r"(?:các|những)\s", name, re.IGNORECASE) is not None
    group = each and not DEFINITE.match(name)
    agency = Agency(name[0].upper() + name[1:], collective=group, known=False)
    span = Span(start, start + len(name))
    return Mention(passage.id, span, agency, "further_in_heading", 0.8)


# "Sở Y tế, bệnh viện tuyến huyện", "Công an xã và tổ bảo vệ an ninh trật tự"
_BEHIND = re.compile(
    r"^\s*(?:[,;]|(?:và|cùng)\b)\s*(?P<more>[^.:;()\d]{6,110}?)\s*[:,]?\s*$"
)
_PARTS = re.compile(r"\s*,\s+(?:và\s+)?|\s+(?:và|cùng)\s+")
# what a body is for is no work: "tổ bảo vệ …", "doanh nghiệp kinh doanh hạ tầng"
_FOR = re.compile(
    r"\b(?:tổ|đội|doanh nghiệp|đơn vị|cơ sở|hợp tác xã|hộ|chủ|ban|lực lượng|"
    r"nhà thầu)\s+"
    rf"(?:{_WORDS['what_a_body_is_for']})\b|\bhợp tác xã\b",
    re.IGNORECASE,
)


def others_behind(passage: Passage, stop: int) -> tuple[Mention[Agency], ...]:
    """Whoever stands in a row behind known names, though no table has them.

    "Sở Y tế, bệnh viện tuyến huyện" is two; what orders something is nobody.
    """
    found = _BEHIND.match(passage.text[stop:])
    if found is None:
        return ()
    more, begin = found["more"], stop + found.start("more")
    ends = [m.start() for m in _PARTS.finditer(more)] + [len(more)]
    starts = [0, *(m.end() for m in _PARTS.finditer(more))]
    parts: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if _opens(more[start:end]):
            parts.append((start, end))
        elif not parts:
            return ()
        else:
            parts[-1] = (parts[-1][0], end)  # "hợp tác xã sản xuất, kinh doanh chè"
    plain = _FOR.sub(lambda match: "-" * len(match[0]), more)
    words = (word.start() for word in re.finditer(r"[^\W\d_]+", plain))
    if any(clear_verb_at(plain, at) for at in words):
        return ()
    return tuple(further(passage, begin + a, more[a:b]) for a, b in parts)


def _opens(part: str) -> bool:
    """Whether a part of a row is a body with more than its bare noun.

    In small letters: "Bộ Giao thông và Bưu điện" is one name.
    """
    return (
        part[0].islower()
        and len(part.split()) > 1
        and (opens_with_body(part) or names_actor(part))
    )


def further_names(
    passage: Passage, stop: int, rest: str
) -> tuple[Mention[Agency], ...]:
    """Whoever else a heading names behind ";": "…; các chủ rừng; Giám đốc các công ty".

    () where a part may act, or names nobody: the heading is no mere list then.
    """
    found: list[Mention[Agency]] = []
    if not rest.lstrip().startswith((";", ",")) or len(rest) > _LONGEST:
        return ()
    for part in re.finditer(r"[^;]+", rest.rstrip(" :.")):
        words = part[0].strip(" ,")
        if not words:
            continue
        if any(clear_verb_at(words, w.start()) for w in re.finditer(r"\S+", words)):
            return ()
        if names_actor(words) or opens_with_body(words.removeprefix("các ")):
            at = passage.text.find(words, stop)
            found.append(further(passage, at, words))
        elif found or len(words.split()) > _SHORT:
            return ()  # only what goes on with the last known name: ", đặc dụng"
    return tuple(found)


_LONGEST = 160  # characters
_SHORT = 3
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
