"""Lines joined to paragraphs, across line and page breaks.

Whether a text is hard-wrapped at all is decided once per document, in its manner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.joining import continues
from ccndocs.structure.manner import Manner
from ccndocs.structure.marks import Mark, read_mark
from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.types.tree import Passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rows that belong together, with the mark that opens them.

    `passage` is without the mark; `label` is the length of a role label
    ("Thời gian thực hiện:") in it, 0 where there is none.
    """

    rows: tuple[Row, ...]
    mark: Mark | None
    passage: Passage

    @property
    def text(self) -> str:
        """The words after the mark."""
        return self.passage.text

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(row.bold for row in self.rows)

    @property
    def emphatic(self) -> bool:
        """Whether all of it is bold or italic, or it is marked up as a heading."""
        return all(row.bold or row.italic or row.heading for row in self.rows)


def paragraphs(rows: Sequence[Row], manner: Manner) -> list[Paragraph]:
    """The paragraphs of `rows`, in order."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and continues(groups[-1], row, manner):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_paragraph(group) for group in groups]


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    whole = join(passages_of(rows))
    mark = read_mark(whole.text)
    if mark is None:
        return Paragraph(tuple(rows), None, whole)
    return Paragraph(tuple(rows), mark, cut(whole, mark.length))
