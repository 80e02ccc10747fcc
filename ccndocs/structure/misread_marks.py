"""Marks that OCR misread, told by their neighbours: "1)" between "k)" and "m)" is "l)".

A mark misread costs more than a letter: the items below "[I. NHIỆM VỤ" would belong to
"I. QUAN ĐIỂM", which orders nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccndocs.structure.marks import Mark, letter_order, roman
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.rows import cut
from ccndocs.types.tree import NodeKind
from ccndocs.vi.letters import CAPITALS

_ALIKE = {"1": "li", "I": "li", "8": "gs", "9": "gq", "6": "gbe", "0": "o", "5": "s"}
_HIGHER = frozenset(
    {NodeKind.NUMBER, NodeKind.SUBNUMBER, NodeKind.ROMAN, NodeKind.UPPER, NodeKind.DIEU}
)


def mended_marks(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, their misread marks put right, in order."""
    mended: list[Paragraph] = []
    for index, paragraph in enumerate(found):
        mark = (
            _letter(paragraph.mark, mended, found[index + 1 :])
            or _roman(paragraph, mended)
            or _number(paragraph, mended)
        )
        if mark is None:
            mended.append(paragraph)
        elif paragraph.mark is None:
            passage = cut(paragraph.passage, mark.length)
            mended.append(replace(paragraph, mark=mark, passage=passage))
        else:
            mended.append(replace(paragraph, mark=mark))
    return mended


def _letter(
    mark: Mark | None, before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Mark | None:
    """A figure for the letter that comes next: "1)" behind "k)", "8)" behind "e)".

    Not where a list of figures begins: "1)" with "2)" the next mark behind.
    """
    if mark is None or not mark.text.endswith(")") or mark.text.startswith("("):
        return None
    following = next((p.mark for p in after if p.mark is not None), None)
    if mark.label not in _ALIKE or (following is not None and following.text == "2)"):
        return None
    last = _last(before, NodeKind.LETTER, _HIGHER)
    if last is None or last.style != "a)" or last.order is None:
        return None
    for label in _ALIKE[mark.label]:
        order = letter_order(label)
        if order == last.order + 1:
            return Mark(NodeKind.LETTER, "a)", mark.text, label, mark.length, order)
    return None


_NUMERAL = re.compile(
    rf"(?P<mark>(?P<label>[\[\]|!lI1iíïìTLHJ]{{1,4}})\s?[.,:])\s*(?=[{CAPITALS}])"
)
_LONGEST = 160  # characters of a heading


def _roman(paragraph: Paragraph, before: Sequence[Paragraph]) -> Mark | None:
    """Strokes for the Roman numeral that comes next: "[I. Nhiệm vụ" behind "I.".

    The paragraph before must have ended, and what follows is as short as a heading.
    """
    found = None if paragraph.mark else _NUMERAL.match(paragraph.text)
    if found is None or len(paragraph.text) > _LONGEST or not before:
        return None
    last = _last(before, NodeKind.ROMAN, frozenset())
    if last is None or last.order is None or not before[-1].text.endswith((".", ";")):
        return None
    label = re.sub(r"[^H]", "I", found["label"]).replace("H", "II")
    if roman(label) != last.order + 1:
        return None
    length = found.end()
    return Mark(NodeKind.ROMAN, "I", found["mark"], label, length, last.order + 1)


_FIGURE = re.compile(
    rf"(?P<mark>['‘’`\".·]?\s?(?P<label>\d{{1,2}})\s?(?:[.,](?=\s)|[.,]{{2}}))\s*(?=[{CAPITALS}])"
)


def _number(paragraph: Paragraph, before: Sequence[Paragraph]) -> Mark | None:
    """A number with a speck before or a comma behind: "'5, Các cơ quan" behind "4.".

    Also behind "3.", where the item between them was not told from its paragraph.
    """
    found = None if paragraph.mark else _FIGURE.match(paragraph.text)
    if found is None or not before or not before[-1].text.endswith((".", ";")):
        return None
    last = _last(before, NodeKind.NUMBER, _HIGHER - {NodeKind.SUBNUMBER})
    if last is None or last.style != "1." or last.order is None:
        return None
    order = int(found["label"])
    if order - last.order not in (1, 2):
        return None
    label, length = found["label"], found.end()
    return Mark(NodeKind.NUMBER, "1.", found["mark"], label, length, order)


def _last(
    before: Sequence[Paragraph], kind: NodeKind, stops: frozenset[NodeKind]
) -> Mark | None:
    """The last mark of a kind, with none above it since."""
    for paragraph in reversed(before):
        mark = paragraph.mark
        if mark is not None and mark.kind is kind:
            return mark
        if mark is not None and mark.kind in stops:
            return None
    return None
