"""Blocks of a text in order, and what stands behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.role_lines import has_shape, is_role_line

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


def marks_after(blocks: Sequence[Block], index: int) -> list[Mark]:
    """The marks of all blocks behind one."""
    rest = (b for b in blocks[index + 1 :] if isinstance(b, Paragraph))
    return [block.mark for block in rest if block.mark is not None]
