"""What follows the names of a heading: which of a group, who else, a name's rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.bodies import DEFINITE, names_actor, opens_with_body
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at

_WORDS = word_lists("item_words")

# What parts a row of names: "Sở Y tế, bệnh viện tuyến huyện và chủ các phòng khám"
_ROW = re.compile(r"\s*;\s*|\s*,\s+(?:và\s+)?|\s+(?:và|cùng)\s+")
_NO_ROW = re.compile(r"[.:]|^\s*\(")
_LONGEST = 160  # characters
_SHORT = 3  # words that a known name may go on with: ", đặc dụng"
# what a body is for is no work: "tổ bảo vệ …", "doanh nghiệp kinh doanh hạ tầng"
_FOR = re.compile(
    r"\b(?:tổ|đội|doanh nghiệp|đơn vị|cơ sở|hợp tác xã|hộ|chủ|ban|lực lượng|"
    r"nhà thầu)\s+"
    rf"(?:{_WORDS['what_a_body_is_for']})\b|\bhợp tác xã\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:các )?chủ\s")


def named_behind(passage: Passage, stop: int) -> tuple[Mention[Agency], ...]:
    """Whoever stands in a row behind a heading's known names, though no table has them.

    "Sở Y tế[, bệnh viện tuyến huyện]", "Công ty A[ và chủ các nhà máy]", "Hạt Kiểm
    lâm[; các chủ rừng; Giám đốc các công ty]". () where a part acts or names nobody.
    """
    rest = passage.text[stop:].rstrip(" :.,;")
    if len(rest) > _LONGEST or not _ROW.match(rest) or _NO_ROW.search(rest):
        return ()
    found: list[Span] = []
    for start, end, ahead in _parts(rest):
        if _names_somebody(rest[start:end], in_list=";" in ahead):
            found.append(Span(start, end))
        elif ";" in ahead and found:
            return ()
        elif found:  # "hợp tác xã sản xuất, kinh doanh chè"
            found[-1] = Span(found[-1].start, end)
        elif len(rest[start:end].split()) > _SHORT:
            return ()
    plain = _FOR.sub(lambda match: "-" * len(match[0]), rest)
    words = (word.start() for word in re.finditer(r"[^\W\d_]+", plain))
    if any(clear_verb_at(plain, at) for at in words):
        return ()
    return tuple(_further(passage, span.shift(stop)) for span in found)


def _parts(rest: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a row: start, end, and what parts each from the one before."""
    marks = list(_ROW.finditer(rest))
    ends = [mark.start() for mark in marks[1:]] + [len(rest)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark.end(), end, mark[0]


def _names_somebody(part: str, *, in_list: bool) -> bool:
    """Whether a part of a row is a body with more than its bare noun.

    In small letters, unless ";" parts it: "Bộ Giao thông và Bưu điện" is one name.
    """
    if not in_list and (not part[:1].islower() or len(part.split()) < _LEAST):
        return False
    bare = part.removeprefix("các ")
    return names_actor(part) or opens_with_body(bare) or bool(_OWNER.match(part))


_LEAST = 2  # words


def _further(passage: Passage, span: Span) -> Mention[Agency]:
    name = span.of(passage.text)
    each = re.match(r"(?:các|những)\s", name, re.IGNORECASE) is not None
    group = each and not DEFINITE.match(name)
    agency = Agency(name[0].upper() + name[1:], collective=group, known=False)
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
