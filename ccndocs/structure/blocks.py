"""Blocks of a text in order, and what stands behind one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.role_lines import has_shape, is_role_line
from ccndocs.types.tree import BULLETS, NodeKind

Block = Paragraph | Draft
"""A paragraph, or a table that is a node already."""


def next_mark(blocks: Sequence[Block], index: int) -> Mark | None:
    """The mark of the next block, None where it has none."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following.mark if isinstance(following, Paragraph) else None


def next_item(
    blocks: Sequence[Block], index: int, labels: Mapping[str, str]
) -> Mark | None:
    """The mark of the first block behind the role lines that begin here."""
    for block in blocks[index + 1 :]:
        if not isinstance(block, Paragraph):
            return None
        if not (is_role_line(block, block.mark) or has_shape(labels, block)):
            return block.mark
    return None


def items_below(blocks: Sequence[Block], index: int, mark: Mark) -> bool:
    """Whether dashes or letters that are no role lines stand below a role line.

    "1. Cơ quan chủ trì: Sở A" / "- Cơ quan phối hợp: Sở B" / "- Rà soát …".
    """
    inner = {*BULLETS, NodeKind.LETTER} if mark.kind is NodeKind.NUMBER else BULLETS
    for block in blocks[index + 1 :]:
        if not isinstance(block, Paragraph) or block.mark is None:
            return False
        if block.mark.kind not in inner:
            return False
        if not is_role_line(block, block.mark):
            return _PARTICULAR.match(block.text) is None
    return False


# "- Địa chỉ: …": told of whoever stands above, no work
_PARTICULAR = re.compile(r"[^:.]{2,25}:\s")


def marks_after(blocks: Sequence[Block], index: int) -> list[Mark]:
    """The marks of all blocks behind one."""
    rest = (b for b in blocks[index + 1 :] if isinstance(b, Paragraph))
    return [block.mark for block in rest if block.mark is not None]
