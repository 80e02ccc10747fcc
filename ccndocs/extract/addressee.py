"""The addressee of a letter where its text speaks to him: "quý Ủy ban"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("agency_words")

_YOU = re.compile(rf"(?<!\w)[Qq]uý\s+(?:{_WORDS['addressed_as_you']})(?!\w)")
_MOST = 3  # addressees that one "quý …" can stand for


def addressed_as(
    passage: Passage, addressees: Sequence[Mention[Agency]]
) -> Iterator[Mention[Agency]]:
    """A mention of the addressees wherever the passage says "quý …"."""
    if not 0 < len(addressees) <= _MOST:
        return
    for match in _YOU.finditer(passage.text):
        for agency in addressees:
            span = Span(*match.span())
            yield replace(agency, passage=passage.id, span=span, rule="addressee")
