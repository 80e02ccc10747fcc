"""Marks that were taken for others than were read: each is told to the user."""

from __future__ import annotations

from ccndocs.records.evidence import Locator
from ccndocs.types.issue import IssueLog
from ccndocs.types.tree import Node, NodeKind, Tree

_KINDS = (NodeKind.LETTER, NodeKind.ROMAN)


def note_mended_marks(tree: Tree, locator: Locator, issues: IssueLog) -> None:
    """An issue for each "1)" that was taken for "l)" because it follows "k)".

    Typed text is mended, too: what came as text may have been read by OCR before.
    """
    for node in tree.nodes():
        if not is_mended(node):
            continue
        found = locator.evidence(node.passage)
        message = (
            f'"{node.mark}" before "{node.passage.text[:40]}" was taken for '
            f'"{node.label}", which comes next there.'
        )
        issues.add("mark_mended", message, found[0].page if found else None)


def is_mended(node: Node) -> bool:
    """Whether its label is not what its mark says: "l" of "1)", "II" of "[I."."""
    known = node.kind in _KINDS and bool(node.mark) and bool(node.label)
    return known and node.label.lower() not in node.mark.lower()
