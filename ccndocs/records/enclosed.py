"""Lists of what a letter encloses: "Sở Y tế gửi kèm tài liệu gồm:" and its dashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.records.draft import UNMARKED
from ccndocs.types.tree import BULLETS, Node
from ccndocs.vi import lazy_re as re

_OPENS = re.compile(
    r"\W*(?:(?!.*\b(?:yêu cầu|đề nghị|giao|báo cáo)\b)(?:\S+\s){0,9}?"
    r"(?:xin |trân trọng )?gửi kèm\b|"
    r"(?:(?:hồ sơ|tài liệu|văn bản|các phụ lục|phụ lục)\s+)?(?:gửi\s+)?"
    r"(?:kèm theo|đính kèm)\b(?!.*\b(?:yêu cầu|đề nghị|giao|báo cáo)\b))"
    r"[^.;:]{0,120}:\s*(?:[^.:]{3,120};\s*)?$",
    re.IGNORECASE,
)


def without_enclosed(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, less the paragraphs that say what is enclosed and their lists.

    They stand behind the last order, and so below it in the tree; a paragraph below
    the last dash is none of theirs.
    """
    kept: list[Node] = []
    listing = False
    for node in nodes:
        opens = node.kind in UNMARKED and _OPENS.match(node.passage.text) is not None
        if opens or (listing and node.kind in BULLETS):
            listing = True
            behind = [c for c in node.children if c.kind in UNMARKED]
            kept += without_enclosed(behind)
            continue
        listing = False
        below = without_enclosed(node.children) if node.children else []
        same = len(below) == len(node.children) and all(
            a is b for a, b in zip(below, node.children, strict=True)
        )
        kept.append(node if same else replace(node, children=tuple(below)))
    return kept
