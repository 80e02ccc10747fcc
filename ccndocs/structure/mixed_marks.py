"""Marks that one list writes in two ways, told by their neighbours.

"i)" above "ii)" is a Roman number, behind "h)" it is a letter. A writer who begins "I.
MỤC ĐÍCH" and goes on "2. NHIỆM VỤ", "3. TỔ CHỨC THỰC HIỆN" means one list, and not that
the work is part of the purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.structure.marks import SMALL_ROMAN, Mark, roman
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.rows import is_caps
from ccndocs.types.tree import NodeKind

_LONGEST = 160  # characters of a heading


def unmixed(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each list's marks in one style, in order."""
    done: list[Paragraph] = []
    for index, paragraph in enumerate(found):
        after = found[index + 1 :]
        mark = _small_roman(paragraph.mark, done, after)
        mark = mark or _main_number(paragraph, done, after)
        done.append(paragraph if mark is None else replace(paragraph, mark=mark))
    return done


def _small_roman(
    mark: Mark | None, before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Mark | None:
    """The Roman number like a letter: "i)" above "ii)", "v)" behind "iv)"."""
    if mark is None or mark.style != "a)" or mark.label not in ("i", "v", "x"):
        return None
    order = roman(mark.label.upper())
    if mark.label == "i":
        belongs = _next_style(after) == SMALL_ROMAN
    else:
        counted = [p.mark for p in before if p.mark and p.mark.style == SMALL_ROMAN]
        belongs = bool(counted) and counted[-1].order == (order or 0) - 1
    if not belongs:
        return None
    kind = NodeKind.PAREN_NUMBER
    return replace(mark, kind=kind, style=SMALL_ROMAN, order=order)


def _next_style(after: Sequence[Paragraph]) -> str | None:
    """The style of the next mark that is a letter or a small Roman number."""
    alike = (SMALL_ROMAN, "a)")
    return next((p.mark.style for p in after if p.mark and p.mark.style in alike), None)


def _main_number(
    paragraph: Paragraph, before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Mark | None:
    """A main part's number in other signs: "2. NHIỆM VỤ" behind "I. MỤC ĐÍCH".

    No number stands before it, so that it is no "2. Yêu cầu" below "1. Mục đích", and
    no "II." comes behind it.
    """
    mark = paragraph.mark
    if mark is None or mark.kind is not NodeKind.NUMBER or not _is_title(paragraph):
        return None
    main = next((p for p in reversed(before) if _is_main(p)), None)
    if main is None or main.mark is None or not _is_title(main):
        return None
    if mark.order is None or main.mark.order != mark.order - 1:
        return None
    if paragraph.text.endswith(".") and not main.text.endswith("."):
        return None
    goes_on = any(_is_main(p) and p.mark.order == mark.order for p in after if p.mark)
    same = is_caps(main.text) and is_caps(paragraph.text)
    inner = [p for p in before if p.mark and p.mark.kind is NodeKind.NUMBER]
    if goes_on or any(not same or is_caps(p.text) for p in inner):
        return None
    return replace(mark, kind=NodeKind.ROMAN, style=main.mark.style)


def _is_main(paragraph: Paragraph) -> bool:
    return paragraph.mark is not None and paragraph.mark.kind is NodeKind.ROMAN


def _is_title(paragraph: Paragraph) -> bool:
    """Whether its text may be a part's title, no sentence."""
    text = paragraph.text
    return len(text) < _LONGEST and not text.endswith((";", "…", ","))
