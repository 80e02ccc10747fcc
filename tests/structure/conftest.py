"""Helpers of these tests: a text to a tree, a tree to readable notation."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest

from ccndocs.layout import lay_out
from ccndocs.structure import parse
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout
from ccndocs.types.page import Line, Origin, Page
from ccndocs.types.text import AlignedText
from ccndocs.types.tree import Node, NodeKind, Tree


def layout_of(text: str) -> Layout:
    lines = tuple(Line(line) for line in unicodedata.normalize("NFC", text).split("\n"))
    return lay_out([Page(1, lines, Origin.PLAIN)], IssueLog())


def tree_of(text: str) -> Tree:
    layout = layout_of(text)
    return parse(layout, AlignedText(layout.text))


def _line(node: Node) -> str:
    if node.grid is not None:
        rows = "; ".join(
            " | ".join(c.passage.text for c in node.grid.cells if c.row == row)
            for row in range(node.grid.rows)
        )
        return (
            f"table {node.grid.rows}x{node.grid.columns}/{node.grid.head_rows}: {rows}"
        )
    sign = {NodeKind.HEADING: "#", NodeKind.PARAGRAPH: "=", NodeKind.ROLE_LINE: "@"}
    label = f"<{node.label}>" if node.kind is NodeKind.ROLE_LINE else ""
    parts = (sign.get(node.kind, ""), node.mark, label, node.passage.text)
    return " ".join(part for part in parts if part)


def _nodes(node: Node, depth: int) -> Iterator[str]:
    yield "  " * depth + _line(node)
    for child in node.children:
        yield from _nodes(child, depth + 1)


def notation_of(tree: Tree) -> str:
    """ "= text" is a paragraph, "# text" a heading, "@ <label> text" a role line."""
    lines: list[str] = []
    for name, nodes in (("basis", tree.basis), ("body", tree.body)):
        if nodes:
            lines.append(f"[{name}]")
        for node in nodes:
            lines += _nodes(node, 0)
    if tree.notes:
        lines.append("[notes]")
    lines += (f"{note.mark} {note.passage.text}" for note in tree.notes)
    for annex in tree.annexes:
        lines.append(f"[annex] {annex.title.text}".rstrip())
        for node in annex.body:
            lines += _nodes(node, 0)
    return "\n".join(lines)


@pytest.fixture
def parsed() -> Callable[[str], Tree]:
    return tree_of


@pytest.fixture
def laid() -> Callable[[str], Layout]:
    return layout_of


@pytest.fixture
def notation() -> Callable[[Tree], str]:
    return notation_of
