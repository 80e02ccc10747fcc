"""Sizes that stand beside the name of a cluster: "CCN Hạ (xã Hạ, 46,5 ha)"."""

from __future__ import annotations

from ccndocs.extract.cluster.finder import names
from ccndocs.extract.cluster.places import located, size_beside
from ccndocs.types.mention import Cluster, Context


def sizes_of(text: str, context: Context) -> dict[int, Cluster]:
    """The cluster whose size each number is, by where the number begins.

    The sizes that a mention of the cluster takes over, whether its name stands alone
    or in a list.
    """
    found: dict[int, Cluster] = {}
    for seen in names(text):
        size = size_beside(text, seen)
        if size is not None:
            found.setdefault(size.start("number"), located(text, seen, context))
    return found
