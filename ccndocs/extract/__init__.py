"""Findings: what the passages of a tree say of agencies, deadlines, figures, texts."""

from __future__ import annotations

from ccndocs.extract.agency import find_agencies
from ccndocs.extract.citation import find_citations
from ccndocs.extract.context import context_of
from ccndocs.types.mention import Mentions
from ccndocs.types.tree import Tree

__all__ = ["find"]


def find(tree: Tree) -> Mentions:
    """All findings of the document, each kind in the order of its text."""
    context = context_of(tree)
    bases = {node.passage.id for top in tree.basis for node in top.walk()}
    agencies = []
    citations = []
    for passage in tree.passages():
        agencies += find_agencies(passage, context)
        citations += find_citations(passage, context, is_basis=passage.id in bases)
    return Mentions(agencies=tuple(agencies), citations=tuple(citations))
