"""Paragraphs to items within items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ccndocs.structure.bracketed import in_brackets
from ccndocs.structure.marks import Mark
from ccndocs.structure.nesting import Draft, Level, depth_of, follows
from ccndocs.structure.paragraphs import Paragraph
from ccndocs.structure.rows import is_caps, join, passages_of
from ccndocs.structure.shaped import shaped, shaped_labels
from ccndocs.types.geometry import Span
from ccndocs.types.tree import BULLETS, NodeKind, Passage
from ccndocs.vi.bodies import names_known
from ccndocs.vi.charged_lines import CALLS, charges_below
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import GIVEN_LABEL, RoleLabel, charges_only, role_label
from ccndocs.vi.verbs import opens_with_verb

Block = Paragraph | Draft
"""A paragraph, or a table that is a node already."""

_LONGEST_HEADING = 160
_TITLED = (NodeKind.PHAN, NodeKind.CHUONG, NodeKind.MUC, NodeKind.TIEU_MUC)
_ANNOUNCES = re.compile(r".{40}\bnhư sau\s*:\s*$", re.DOTALL)
_CLOSING = re.compile(
    r"(?:Trên đây là|Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị|Quyết định) này|"
    r"(?:Giao|Yêu cầu|Đề nghị|Báo) .{0,200}(?:Kế hoạch|Chỉ thị|Công điện|Thông báo|"
    r"Công văn|văn bản|nội dung) (?:này|trên)|"
    r"(?:Yêu cầu|Đề nghị) (?:[Tt]hủ trưởng |"
    r"[Cc]ác (?:cấp|ngành|sở|ban|bộ|cơ quan|đơn vị|địa phương|chi bộ|đảng bộ|phòng|"
    r"trường|xã|phường|huyện|doanh nghiệp)\b)|"
    r"Trong quá trình (?:triển khai|tổ chức|thực hiện)|Quá trình (?:triển khai|thực "
    r"hiện)|"
    r"(?:Ủy|Uỷ) ban nhân dân .{0,30}yêu cầu|UBND .{0,30}(?:yêu cầu|đề nghị)|"
    r"Nhận được (?:văn bản|[Cc]ông văn|Chỉ thị)|Chỉ thị này|Kế hoạch này|"
    r"Văn phòng .{0,60}(?:thông báo|theo dõi|đôn đốc))"
)


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

    def role_line(self, paragraph: Paragraph, mark: Mark | None) -> None:
        """A role line: in the item it stands under, beside the dashes."""
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
        depth = self._heading_depth(style, following)
        del self.levels[depth:]
        node = Draft(NodeKind.HEADING, "", "", paragraph.passage)
        self._add(node)
        self.levels.append(Level(node, style, None))

    def _heading_depth(self, style: str, following: Mark | None) -> int:
        for depth in range(len(self.levels) - 1, -1, -1):
            if self.levels[depth].style == style:
                return depth
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
        if node.passage.text or len(paragraph.text) > _LONGEST_HEADING:
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

    def expects(self, mark: Mark) -> bool:
        """Whether `mark` is the next of an open list."""
        return any(follows(level, mark) for level in self.levels)


def _heading_style(paragraph: Paragraph) -> str:
    """Headings of one look stand on one level."""
    if is_caps(paragraph.text):
        return "HEADING"
    return "bold" if paragraph.bold else "italic" if paragraph.emphatic else "heading"


def build(blocks: Sequence[Block]) -> list[Draft]:
    """The tree of a run of blocks."""
    builder = Builder(shaped_labels(blocks))
    bold = sum(isinstance(block, Paragraph) and block.bold for block in blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Draft):
            builder.table(block)
            continue
        _place(builder, blocks, index, block, marked=bold >= 3)
    return builder.top


def _place(
    builder: Builder,
    blocks: Sequence[Block],
    index: int,
    block: Paragraph,
    *,
    marked: bool,
) -> None:
    mark = _accepted(builder, block)
    if _is_role_line(block, mark) or _has_shape(builder, block):
        builder.role_line(block, mark)
    elif mark is not None:
        builder.item(block, mark)
    elif builder.title(block):
        pass
    elif is_heading(blocks, index, marked=marked):
        builder.heading(block, _next_mark(blocks, index))
    else:
        whole = block if block.mark is None else _unmarked(block)
        builder.announce(whole, _next_mark(blocks, index))
        builder.end_list(whole, _marks_after(blocks, index))
        builder.paragraph(whole, closing=_closes(blocks, index))


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


def _is_role_line(block: Paragraph, mark: Mark | None) -> bool:
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


def _has_shape(builder: Builder, block: Paragraph) -> bool:
    found = shaped(block) if builder.labels else None
    return found is not None and fold(found["label"]) in builder.labels


def _accepted(builder: Builder, block: Paragraph) -> Mark | None:
    """The block's mark, unless it cannot be one where it stands.

    Roman and capital letters open a list with their first only ("C. Mác" is a name).
    """
    mark = block.mark
    if mark is None or mark.kind is not NodeKind.UPPER:
        return mark
    return mark if mark.order == 1 or builder.expects(mark) else None


def _unmarked(block: Paragraph) -> Paragraph:
    """The same paragraph with the words of its mark."""
    return Paragraph(block.rows, None, join(passages_of(block.rows)))


def is_heading(blocks: Sequence[Block], index: int, *, marked: bool = False) -> bool:
    """Whether an unmarked paragraph heads what follows it.

    "Trọng tâm:" over a), b); "TỔ CHỨC THỰC HIỆN" over paragraphs. `marked`: headings
    of this text are bold, so that a line in plain type is none.
    """
    block = blocks[index]
    if not isinstance(block, Paragraph) or block.mark is not None:
        return False
    text = block.text
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ",", "…")):
        return False
    if index + 1 >= len(blocks) or not text[:1].isupper():
        return False
    if is_caps(text) or block.emphatic or _heads_duties(text, blocks[index + 1]):
        return True
    if _mark_below(blocks, index) is not None and charges_below(text):
        return True
    return not marked and _plain_heading(text, _mark_below(blocks, index))


def _heads_duties(text: str, following: Block) -> bool:
    """Whether a line names who is charged with what stands below it.

    "Sở Công Thương:" or "Sở Tài chính" alone, above "Rà soát …" with a mark or none.
    """
    if not isinstance(following, Paragraph) or not names_known(text.rstrip(" :")):
        return False
    return opens_with_verb(following.text)


def _mark_below(blocks: Sequence[Block], index: int) -> Mark | None:
    """The mark that follows, or that of the list which the next sentence opens.

    "Sở Y tế" / "Theo thẩm quyền, có trách nhiệm:" / "a) …"
    """
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(following, Paragraph):
        return None
    opens = following.mark is None and _OPENS_LIST.fullmatch(following.text)
    return _next_mark(blocks, index + bool(opens))


# no citation: "Tại Điều 4 Quyết định 51/2015/QĐ-TTg quy định như sau:"
_OPENS_LIST = re.compile(r"[^\d.;:]{10,120}:\s*")


def _plain_heading(text: str, following: Mark | None) -> bool:
    """A short line without emphasis heads a list: "Nhiệm vụ của các sở" over "1. …".

    A sentence that announces a list ("…, Chủ tịch yêu cầu:") is none.
    """
    if following is None or len(text) > 80:
        return False
    if text.endswith(":"):
        short = len(text) < 40 and "," not in text and not CALLS.match(text)
        return following.order is not None and short
    return following.order in (1, None)


def _next_mark(blocks: Sequence[Block], index: int) -> Mark | None:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following.mark if isinstance(following, Paragraph) else None


def _marks_after(blocks: Sequence[Block], index: int) -> list[Mark]:
    rest = (b for b in blocks[index + 1 :] if isinstance(b, Paragraph))
    return [block.mark for block in rest if block.mark is not None]


def _closes(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph speaks of the whole document, at its end.

    "Trên đây là Kế hoạch …", "Yêu cầu thủ trưởng … thực hiện nghiêm Chỉ thị này …./."
    """
    if len(blocks) - index > 6:
        return False
    rest = blocks[index:]
    if any(isinstance(b, Draft) or b.mark is not None for b in rest):
        return False
    block = rest[0]
    assert isinstance(block, Paragraph)
    return block.text.endswith("./.") or bool(_CLOSING.match(block.text))
