"""Tables of sources that are set with blanks, as pages show them: columns, no rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_source import Block
from reportlab.lib import colors

_CELL = re.compile(r"\S+(?: \S+)*")
_FEWEST = 3  # columns make a line one of a table


def with_aligned(blocks: list[Block]) -> Iterator[Block]:
    """The blocks; lines set with blanks are rows: "aligned_head", "aligned"."""
    run: list[Block] = []
    for block in [*blocks, Block("stop", "")]:
        if block.kind == "text" and len(_spans(block.text)) >= _FEWEST:
            run.append(block)
            continue
        yield from _rows(run) if len(run) > 1 else run
        run = []
        if block.kind != "stop":
            yield block


def grid_of(rows: list[Block]) -> list[tuple[object, ...]]:
    """The rules that a table's rows are drawn with: none where blanks set them."""
    if rows[0].kind == "aligned_head":
        return []
    return [("GRID", (0, 0), (-1, -1), 0.6, colors.black)]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the cells of a line stand: two blanks or more part them."""
    return [match.span() for match in _CELL.finditer(text)] if "   " in text else []


def _rows(run: list[Block]) -> Iterator[Block]:
    columns = max((_spans(block.text) for block in run), key=len)
    middles = [(start + stop) / 2 for start, stop in columns]
    for number, block in enumerate(run):
        cells = [""] * len(middles)
        for start, stop in _spans(block.text):
            off = [abs((start + stop) / 2 - middle) for middle in middles]
            at = off.index(min(off))  # two may stand nearest to one column
            cells[at] = f"{cells[at]} {block.text[start:stop]}".strip()
        kind = "aligned" if number else "aligned_head"
        yield Block(kind, block.text, tuple(cells), block.notes)
