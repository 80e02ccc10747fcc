"""Unmarked lines that head what follows, and paragraphs that close a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.blocks import Block, next_mark
from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.rows import is_caps
from ccndocs.vi.bodies import names_known
from ccndocs.vi.charged_lines import CALLS, charges_below
from ccndocs.vi.part_titles import names_part
from ccndocs.vi.verbs import opens_with_verb

LONGEST_HEADING = 160
"""Characters."""
_CLOSING = re.compile(
    r"(?:Trên đây là|Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị|Quyết định) này|"
    r"(?:Giao|Yêu cầu|Đề nghị|Báo) .{0,200}(?:Kế hoạch|Chỉ thị|Công điện|Thông báo|"
    r"Công văn|văn bản|nội dung) (?:này|trên)|"
    r"(?:Yêu cầu|Đề nghị) (?:[Tt]hủ trưởng |"
    r"[Cc]ác (?:cấp|ngành|sở|ban|bộ|cơ quan|đơn vị|địa phương|chi bộ|đảng bộ|phòng|"
    r"trường|xã|phường|huyện|doanh nghiệp)\b)|"
    r"Trong quá trình (?:triển khai|tổ chức|thực hiện)|Quá trình (?:triển khai|thực "
    r"hiện)|"
    r"(?:Ủy|Uỷ) ban nhân dân .{0,30}yêu cầu|UBND .{0,30}(?:yêu cầu|đề nghị)|"
    r"Nhận được (?:văn bản|[Cc]ông văn|Chỉ thị)|Chỉ thị này|Kế hoạch này|"
    r"Văn phòng .{0,60}(?:thông báo|theo dõi|đôn đốc))"
)


def is_heading(blocks: Sequence[Block], index: int, *, marked: bool = False) -> bool:
    """Whether an unmarked paragraph heads what follows it.

    "Trọng tâm:" over a), b); "TỔ CHỨC THỰC HIỆN" over paragraphs. `marked`: headings
    of this text are bold, so that a line in plain type is none.
    """
    block = blocks[index]
    if not isinstance(block, Paragraph) or block.mark is not None:
        return False
    text = block.text
    if len(text) > LONGEST_HEADING or text.endswith((".", ";", ",", "…")):
        return False
    if index + 1 >= len(blocks) or not text[:1].isupper():
        return False
    if names_part(text):
        return True
    if is_caps(text) or block.emphatic or _heads_duties(text, blocks[index + 1]):
        return True
    if _mark_below(blocks, index) is not None and charges_below(text):
        return True
    return not marked and _plain_heading(text, _mark_below(blocks, index))


def _heads_duties(text: str, following: Block) -> bool:
    """Whether a line names who is charged with what stands below it.

    "Sở Công Thương:" or "Sở Tài chính" alone, above "Rà soát …" with a mark or none.
    """
    if not isinstance(following, Paragraph) or not names_known(text.rstrip(" :")):
        return False
    return opens_with_verb(following.text)


def _mark_below(blocks: Sequence[Block], index: int) -> Mark | None:
    """The mark that follows, or that of the list which the next sentence opens.

    "Sở Y tế" / "Theo thẩm quyền, có trách nhiệm:" / "a) …"
    """
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(following, Paragraph):
        return None
    opens = following.mark is None and _OPENS_LIST.fullmatch(following.text)
    return next_mark(blocks, index + bool(opens))


# no citation: "Tại Điều 4 Quyết định 51/2015/QĐ-TTg quy định như sau:"
_OPENS_LIST = re.compile(r"[^\d.;:]{10,120}:\s*")


def _plain_heading(text: str, following: Mark | None) -> bool:
    """A short line without emphasis heads a list: "Nhiệm vụ của các sở" over "1. …".

    A sentence that announces a list ("…, Chủ tịch yêu cầu:") is none.
    """
    if following is None or len(text) > 80:
        return False
    if text.endswith(":"):
        short = len(text) < 40 and "," not in text and not CALLS.match(text)
        return following.order is not None and short
    return following.order in (1, None)


def closes_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph speaks of the whole document, at its end.

    "Trên đây là Kế hoạch …", "Yêu cầu thủ trưởng … thực hiện nghiêm Chỉ thị này …./."
    """
    if len(blocks) - index > 6:
        return False
    rest = blocks[index:]
    if any(isinstance(b, Draft) or b.mark is not None for b in rest):
        return False
    block = rest[0]
    assert isinstance(block, Paragraph)
    return block.text.endswith("./.") or bool(_CLOSING.match(block.text))
