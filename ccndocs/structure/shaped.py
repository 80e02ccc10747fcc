"""Role lines whose label no table knows, told by their shape.

A short label and a colon before nothing but names, or nothing but a time, that comes
again below other items: "- Người đứng mũi: Trưởng 14 thôn.", "- Mốc chót: 15/5/2026."
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ccndocs.structure.paragraphs import Paragraph
from ccndocs.types.tree import BULLETS
from ccndocs.vi.bodies import names_bodies, names_time, opens_with_body
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import role_label
from ccndocs.vi.tables import folded_lists
from ccndocs.vi.verbs import opens_with_verb

_FOLDED = folded_lists("page_words")

_LABELLED = re.compile(
    r"^(?P<label>[A-ZĐÀ-Ỹ][^:.;,()\d]{2,40}?)\s*:\s+(?P<value>\S.{1,200})$"
)
_LEAST = 2  # times that a label must come
_LONGEST = 6  # words of a label
_NO_LABEL = re.compile(rf"(?:{_FOLDED['no_role_labels']})\b")
_HELPS = re.compile(
    r"\b(?:phoi hop|cung|giup|ho tro|tham gia|lien quan|them|phu|ket hop|di cung|"
    r"dong hanh|hiep dong)\b"
)
_STANDS_FOR = {
    "lead": "Đơn vị thực hiện",
    "coordinate": "Đơn vị phối hợp",
    "time": "Thời gian thực hiện",
}


def shaped_labels(blocks: Iterable[object]) -> Mapping[str, str]:
    """Labels (folded) of these blocks that set roles or times: what each stands for."""
    seen: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        found = shaped(block)
        if found is not None:
            seen[fold(found["label"])].append(found["value"])
    known: dict[str, str] = {}
    for label, values in seen.items():
        kind = _kind(label, values)
        if kind == "lead" and _STANDS_FOR[kind] in known.values():
            kind = "coordinate"  # who stands second helps
        if kind is not None:
            known[label] = _STANDS_FOR[kind]
    return known


def shaped(block: Paragraph) -> re.Match[str] | None:
    """The label and the value of a line that has the shape of a role line."""
    if block.mark is not None and block.mark.kind not in BULLETS:
        return None
    found = _LABELLED.match(block.text)
    if found is None or role_label(block.text) is not None:
        return None
    label = found["label"]
    named = opens_with_body(label) and len(label.split()) > 1 and names_bodies(label)
    if len(label.split()) > _LONGEST or _NO_LABEL.match(fold(label)):
        return None
    acts = opens_with_verb(label) and not names_time(found["value"])
    return None if acts or (named and label.istitle()) else found


def _kind(label: str, values: list[str]) -> str | None:
    if len(values) < _LEAST:
        return None
    if all(names_time(value) for value in values):
        return "time"
    if all(names_bodies(value) for value in values):
        return "coordinate" if _HELPS.search(label) else "lead"
    return None
