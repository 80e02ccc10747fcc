"""The tree in the making: takes items one by one and keeps the open levels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ccndocs.structure.bracketed import in_brackets
from ccndocs.structure.heads import LONGEST_HEADING
from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft, Level, depth_of, follows
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.role_lines import labelled
from ccndocs.structure.rows import is_caps
from ccndocs.structure.shaped import shaped
from ccndocs.types.geometry import Span
from ccndocs.types.tree import BULLETS, NodeKind, Passage
from ccndocs.vi.charged_lines import CALLS
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import field_of_label
from ccndocs.vi.part_titles import names_part

_TITLED = (NodeKind.PHAN, NodeKind.CHUONG, NodeKind.MUC, NodeKind.TIEU_MUC)
_HEADING_LABELS = {"lead", "implement", "agencies"}
_ANNOUNCES = re.compile(r".{40}\bnhư sau\s*:\s*$", re.DOTALL)


class Builder:
    """Takes blocks one by one and keeps the open levels."""

    def __init__(self, labels: Mapping[str, str] | None = None) -> None:
        self.labels = labels or {}
        self.top: list[Draft] = []
        self.levels: list[Level] = []

    def item(self, paragraph: Paragraph, mark: Mark) -> None:
        """An item with a mark."""
        del self.levels[depth_of(self.levels, mark) :]
        node = Draft(mark.kind, mark.text, mark.label, paragraph.passage)
        self._add(node)
        self.levels.append(Level(node, mark.style, mark.order, mark.label))

    def role_line(
        self, paragraph: Paragraph, mark: Mark | None, following: Mark | None = None
    ) -> None:
        """A role line: in the item it stands under, beside the dashes.

        Where the list of the item above it goes on (`following`), the line is of that
        list, whatever its own mark: "+ Rà soát …", "- Cơ quan chủ trì: …", "+ …".
        """
        if following is not None and not paragraph.text.rstrip().endswith(":"):
            at = self._open_bullets(following, mark)
            if at is not None:
                del self.levels[at + 1 :]
                sign = mark.text if mark else ""
                siblings = self.levels[at - 1].node.children if at else self.top
                siblings += [
                    Draft(NodeKind.ROLE_LINE, sign, *told)
                    for told in self._labelled(paragraph)
                ]
                return
        first, *others = self._labelled(paragraph)
        passage = first[1]
        bracket = "(" if in_brackets(paragraph) is not None else ""
        node = Draft(NodeKind.ROLE_LINE, mark.text if mark else bracket, *first)
        if bracket:
            self._close_lines()
            self._add(node)
        elif mark is None:
            self._close_bullets()
            self._add(node)
            if not passage.text:
                self.levels.append(Level(node, "role", None))
        else:
            del self.levels[depth_of(self.levels, mark) :]
            self._add(node)
        for other in others:
            self._add(Draft(NodeKind.ROLE_LINE, bracket, *other))
        if mark is not None:
            self.levels.append(Level(node, mark.style, mark.order, mark.label))

    def below_doers(self, paragraph: Paragraph, mark: Mark) -> Mark | None:
        """Opens the item without words that a numbered line of doers heads.

        "1. Cơ quan chủ trì: Sở A; cơ quan phối hợp: Sở B" / "- Rà soát …": the first of
        its siblings, or behind such heads only; else it is of the item above it. The
        line then stands in that item and has no mark.
        """
        depth = depth_of(self.levels, mark)
        above = self.levels[depth - 1].node.children if depth else self.top
        items = [n for n in above if n.kind is mark.kind]
        label = self._labelled(paragraph)[0][0]
        if mark.kind in BULLETS or field_of_label(label) not in _HEADING_LABELS:
            return mark
        if not all(n.headed_by_doers for n in items):
            return mark
        del self.levels[depth:]
        empty = paragraph.passage.slice(Span(0, 0))
        node = Draft(mark.kind, mark.text, mark.label, empty)
        self._add(node)
        self.levels.append(Level(node, mark.style, mark.order, mark.label))
        return None

    def _open_bullets(self, following: Mark, mark: Mark | None) -> int | None:
        """Where the open list of other bullets stands that goes on behind a line.

        None where the line stands in an item of it: "- …", "+ Chủ trì: …", "- …".
        """
        if following.kind not in BULLETS or (mark and mark.style == following.style):
            return None
        listed = [i for i, x in enumerate(self.levels) if x.node.kind in BULLETS]
        at = next((i for i in listed if self.levels[i].style == following.style), None)
        inside = (
            mark is not None and at is not None and depth_of(self.levels, mark) > at
        )
        return None if inside else at

    def _labelled(self, paragraph: Paragraph) -> list[tuple[str, Passage]]:
        """The labels with their values; one known by shape is what it stands for."""
        inside = in_brackets(paragraph)
        if inside is not None:
            return labelled(inside)
        found = shaped(paragraph) if self.labels else None
        stands_for = self.labels.get(fold(found["label"])) if found else None
        if found is None or stands_for is None:
            return labelled(paragraph.passage)
        value = Span(found.start("value"), len(paragraph.text))
        return [(stands_for, paragraph.passage.slice(value))]

    def heading(self, paragraph: Paragraph, following: Mark | None) -> None:
        """A line that heads what follows: it stands where that list would."""
        style = _heading_style(paragraph)
        if names_part(paragraph.text):
            self._close_bullets()  # "- Giữ rừng." / "Nhiệm vụ, giải pháp"
        worded = " " in paragraph.text.strip()  # no column's "STT"
        depth = self._heading_depth(style, following, inner=worded)
        del self.levels[depth:]
        node = Draft(NodeKind.HEADING, "", "", paragraph.passage)
        self._add(node)
        self.levels.append(Level(node, style, None))

    def _heading_depth(self, style: str, following: Mark | None, *, inner: bool) -> int:
        for depth in range(len(self.levels) - 1, -1, -1):
            if self.levels[depth].style == style:
                return depth
        if style == "HEADING" and inner and self._awaits_parts():
            return len(self.levels)  # "I. YÊU CẦU, MỤC ĐÍCH" / "MỤC ĐÍCH"
        if style == "HEADING":
            structural = [
                i for i, x in enumerate(self.levels) if x.node.kind in _TITLED
            ]
            return structural[-1] + 1 if structural else 0
        if following is not None:
            for depth in range(len(self.levels) - 1, -1, -1):
                if self.levels[depth].style == following.style:
                    return depth
        return len(self.levels)

    def paragraph(self, paragraph: Paragraph, *, closing: bool) -> None:
        """A paragraph without a mark belongs to the item above it."""
        if closing and not self._awaits_text():
            self._close_to_articles()
        self._close_lines()
        self._add(Draft(NodeKind.PARAGRAPH, "", "", paragraph.passage))

    def announce(self, paragraph: Paragraph, following: Mark | None) -> None:
        """A sentence above dashes ends those above it: "… yêu cầu như sau:".

        One above a list that starts anew ends the list before: "2. … ." / "Yêu cầu
        Sở Y tế thực hiện các nội dung sau:" / "1. …".
        """
        if following is None:
            return
        anew = following.order == 1 and paragraph.text.rstrip().endswith(":")
        if following.kind not in BULLETS and (not anew or self._awaits_text()):
            return
        calls = paragraph.text.rstrip().endswith(":") and CALLS.search(paragraph.text)
        if following.kind in BULLETS and not (
            calls or _ANNOUNCES.search(paragraph.text)
        ):
            return
        for depth, level in enumerate(self.levels):
            if level.style == following.style:
                del self.levels[depth:]
                return

    def end_list(self, paragraph: Paragraph, later: Sequence[Mark]) -> None:
        """A sentence that charges somebody ends a list of orders above it.

        "1. … ." / "2. … ." / "Giao Sở Y tế:" / "- …": the second has no dashes, unless
        a third follows them.
        """
        ends = paragraph.text.rstrip().endswith(":") and CALLS.search(paragraph.text)
        level = self.levels[-1] if self.levels else None
        listed = level and (level.order is not None or level.node.kind in BULLETS)
        if not ends or level is None or not listed or self._awaits_text():
            return
        above = self.levels[-2].node.children if len(self.levels) > 1 else self.top
        alike = [node for node in above if node.kind is level.node.kind]
        bare = len(alike) > 1 and not any(node.children for node in alike)
        same = [mark for mark in later if mark.style == level.style]
        if bare and not (same and follows(level, same[0])):
            self.levels.pop()

    def table(self, node: Draft) -> None:
        """A table stands in the item above it."""
        self._close_lines()
        self._add(node)

    def title(self, paragraph: Paragraph) -> bool:
        """A line under "Chương II" is its title. False where it cannot be one."""
        node = self.levels[-1].node if self.levels else None
        if node is None or node.kind not in _TITLED or node.children:
            return False
        if node.passage.text or len(paragraph.text) > LONGEST_HEADING:
            return False
        node.passage = paragraph.passage
        return True

    def _add(self, node: Draft) -> None:
        (self.levels[-1].node.children if self.levels else self.top).append(node)

    def _close_lines(self) -> None:
        while self.levels and self.levels[-1].node.kind is NodeKind.ROLE_LINE:
            self.levels.pop()

    def _close_bullets(self) -> None:
        while self.levels and self.levels[-1].node.kind in (
            *BULLETS,
            NodeKind.ROLE_LINE,
        ):
            self.levels.pop()

    def _close_to_articles(self) -> None:
        kept = [i for i, x in enumerate(self.levels) if x.node.kind is NodeKind.DIEU]
        del self.levels[kept[-1] + 1 if kept else 0 :]

    def _awaits_text(self) -> bool:
        """Whether the deepest open item is a heading with nothing under it yet."""
        node = self.levels[-1].node if self.levels else None
        if node is None or node.children or node.kind in BULLETS:
            return False
        return not node.passage.text.endswith((".", ";", ","))

    def _awaits_parts(self) -> bool:
        """Whether the deepest open item is a part's title: "I. Mục đích, yêu cầu."."""
        node = self.levels[-1].node if self.levels else None
        if node is None or node.kind not in (NodeKind.ROMAN, NodeKind.UPPER):
            return self._awaits_text()
        opened = all(
            child.kind is NodeKind.PARAGRAPH and child.passage.text.endswith(":")
            for child in node.children
        )
        return opened and len(node.passage.text) < LONGEST_HEADING

    def expects(self, mark: Mark) -> bool:
        """Whether `mark` is the next of an open list."""
        return any(follows(level, mark) for level in self.levels)


def _heading_style(paragraph: Paragraph) -> str:
    """Headings of one look stand on one level."""
    if is_caps(paragraph.text):
        return "HEADING"
    return "bold" if paragraph.bold else "italic" if paragraph.emphatic else "heading"
