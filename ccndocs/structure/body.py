"""Paragraphs to items within items."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.structure.blocks import (
    Block,
    items_below,
    marks_after,
    next_item,
    next_mark,
)
from ccndocs.structure.builder import Builder
from ccndocs.structure.heads import closes_text, is_heading
from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.role_lines import has_shape, is_role_line
from ccndocs.structure.rows import join, passages_of
from ccndocs.structure.shaped import shaped_labels
from ccndocs.types.tree import NodeKind


def build(blocks: Sequence[Block]) -> list[Draft]:
    """The tree of a run of blocks."""
    builder = Builder(shaped_labels(blocks))
    bold = sum(isinstance(block, Paragraph) and block.bold for block in blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Draft):
            builder.table(block)
            continue
        _place(builder, blocks, index, block, marked=bold >= 3)
    return builder.top


def _place(
    builder: Builder,
    blocks: Sequence[Block],
    index: int,
    block: Paragraph,
    *,
    marked: bool,
) -> None:
    mark = _accepted(builder, block)
    if is_role_line(block, mark) or has_shape(builder.labels, block):
        if mark is not None and items_below(blocks, index, mark):
            mark = builder.below_doers(block, mark)
        builder.role_line(block, mark, next_item(blocks, index, builder.labels))
    elif mark is not None:
        builder.item(block, mark)
    elif builder.title(block):
        pass
    elif is_heading(blocks, index, marked=marked):
        builder.heading(block, next_mark(blocks, index))
    else:
        whole = block if block.mark is None else _unmarked(block)
        builder.announce(whole, next_mark(blocks, index))
        builder.end_list(whole, marks_after(blocks, index))
        builder.paragraph(whole, closing=closes_text(blocks, index))


def _accepted(builder: Builder, block: Paragraph) -> Mark | None:
    """The block's mark, unless it cannot be one where it stands.

    Roman and capital letters open a list with their first only ("C. Mác" is a name).
    """
    mark = block.mark
    if mark is None or mark.kind is not NodeKind.UPPER:
        return mark
    return mark if mark.order == 1 or builder.expects(mark) else None


def _unmarked(block: Paragraph) -> Paragraph:
    """The same paragraph with the words of its mark."""
    return Paragraph(block.rows, None, join(passages_of(block.rows)))
