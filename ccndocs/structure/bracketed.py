"""Lines in brackets that are nothing but labels and their values."""

from __future__ import annotations

import re

from ccndocs.structure.paragraphs import Paragraph
from ccndocs.types.geometry import Span
from ccndocs.types.tree import Passage
from ccndocs.vi.labels import role_label


def in_brackets(paragraph: Paragraph) -> Passage | None:
    """What such a line says inside its brackets, None for any other.

    "(Phân công: Sở A; tiến độ: quý II/2026; sản phẩm: Báo cáo)"
    """
    found = _BRACKETED.fullmatch(paragraph.text)
    if found is None or paragraph.mark is not None:
        return None
    inside = paragraph.passage.slice(Span(*found.span("inside")))
    label = role_label(inside.text)
    return inside if label and label.length < len(inside.text) else None


_BRACKETED = re.compile(r"\(\s*(?P<inside>[^()]+(?:\([^()]*\)[^()]*)*)\)[\s.;]*")
