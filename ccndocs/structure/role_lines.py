"""Lines that say who or when: what is one, and its labels with their values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ccndocs.structure.bracketed import in_brackets
from ccndocs.structure.marks import Mark
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.shaped import shaped
from ccndocs.types.geometry import Span
from ccndocs.types.tree import BULLETS, Passage
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import GIVEN_LABEL, RoleLabel, charges_only, role_label


def labelled(passage: Passage) -> list[tuple[str, Passage]]:
    """The labels of a role line, each with its value.

    "Chủ trì: Sở A. Phối hợp: Sở B; thời hạn: Quý II" has three.
    """
    text = passage.text
    starts = [0, *(found.end() for found in _NEXT_LABEL.finditer(text))]
    marks = [(at, label) for at in starts if (label := role_label(text[at:]))]
    if not marks or (marks[0][0] and charges_only(text[: marks[0][0]])):
        marks.insert(0, (0, RoleLabel("agencies", "", 0)))
    stops = [at for at, _ in marks[1:]] + [len(text)]
    return [
        (label.words, passage.slice(Span(at + label.length, stop)))
        for (at, label), stop in zip(marks, stops, strict=True)
    ]


_NEXT_LABEL = re.compile(
    r"[.;]\s+(?=[^\W\d_][^:.;]{2,60}:|[Hh]oàn thành (?:trước|trong|chậm nhất)\s)"
)


def is_role_line(block: Paragraph, mark: Mark | None) -> bool:
    """A label and its value; "1. Thời gian:" over lines of its own is an item."""
    if in_brackets(block) is not None:
        return True
    label = role_label(block.text)
    if mark is not None and mark.kind in BULLETS and charges_only(block.text):
        return True  # "+ Sở A chủ trì; Sở B phối hợp."
    if label is None or (mark is None and block.mark is not None):
        return False
    bare = mark is None or mark.kind in BULLETS
    if label.words == GIVEN_LABEL:  # "2. Giao: Sở A" heads what is below it
        return bare and block.text.rstrip().endswith((".", ";"))
    return bare or label.length < len(block.text)


def has_shape(labels: Mapping[str, str], block: Paragraph) -> bool:
    """Whether it is a role line by one of these labels, which no table knows."""
    found = shaped(block) if labels else None
    return found is not None and fold(found["label"]) in labels
