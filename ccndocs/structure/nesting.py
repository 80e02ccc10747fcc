"""Where an item stands: the open levels, and the rules that choose among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ccndocs.structure.marks import Mark
from ccndocs.types.tree import BULLETS, Grid, NodeKind, Passage
from ccndocs.vi.charged_lines import only_names


@dataclass(slots=True, eq=False)
class Draft:
    """A node that still gets children."""

    kind: NodeKind
    mark: str
    label: str
    passage: Passage
    children: list[Draft] = field(default_factory=list)
    grid: Grid | None = None

    @property
    def headed_by_doers(self) -> bool:
        """Whether it has no words, but role lines that say whose its items are."""
        first = [child.kind for child in self.children[:1]]
        return not self.passage.text and first == [NodeKind.ROLE_LINE]


@dataclass(slots=True)
class Level:
    """An open level: its last node, the style of its marks, the last place counted."""

    node: Draft
    style: str
    order: int | None
    label: str = ""


# Ranks of levels that always stand in this order, whatever came first.
_RANKS = {
    NodeKind.PHAN: 0,
    NodeKind.CHUONG: 1,
    NodeKind.MUC: 2,
    NodeKind.TIEU_MUC: 3,
    NodeKind.DIEU: 4,
}
_SMALL = (
    NodeKind.NUMBER,
    NodeKind.SUBNUMBER,
    NodeKind.LETTER,
    NodeKind.PAREN_NUMBER,
    NodeKind.ORDINAL,
    NodeKind.HEADING,
    *BULLETS,
)
# Numbers that stand above letters; a Roman number or a capital may head both.
_COUNTED = (NodeKind.NUMBER, NodeKind.SUBNUMBER, NodeKind.DIEU, NodeKind.PAREN_NUMBER)
_BULLET_ORDER = {"-": 0, "+": 1}
# Irregular runs seen in real lists: d, e (no đ) and e, f, g.
_LETTER_STEPS = {("d", "e"), ("e", "f"), ("f", "g"), ("i", "j"), ("j", "k")}
_TITLE = 12  # words of a line that heads a list
Rule = Callable[[Sequence[Level], Mark], int | None]


def follows(level: Level, mark: Mark) -> bool:
    """Whether `mark` is the next of the list at `level`."""
    if level.style != mark.style:
        return False
    if mark.kind is NodeKind.SUBNUMBER:
        return _subnumber_follows(level.label, mark.label)
    if mark.order is not None and level.order is not None:
        return (
            mark.order == level.order + 1 or (level.label, mark.label) in _LETTER_STEPS
        )
    return (level.label, mark.label) in _LETTER_STEPS


def _subnumber_follows(last: str, label: str) -> bool:
    *head, number = last.split(".")
    *stem, following = label.split(".")
    return head == stem and int(following) == int(number) + 1


def depth_of(levels: Sequence[Level], mark: Mark) -> int:
    """How many of the open levels stay open above an item with this mark."""
    for rule in RULES:
        depth = rule(levels, mark)
        if depth is not None:
            return depth
    return len(levels)


def _last(levels: Sequence[Level], holds: Callable[[Level], bool]) -> int | None:
    """The deepest level for which `holds`."""
    return next((i for i in range(len(levels) - 1, -1, -1) if holds(levels[i])), None)


def structural(levels: Sequence[Level], mark: Mark) -> int | None:
    """Phần, Chương, Mục, Tiểu mục, Điều stand in this order."""
    rank = _RANKS.get(mark.kind)
    if rank is None:
        return None
    for depth, level in enumerate(levels):
        if _RANKS.get(level.node.kind, 9) >= rank:
            return depth
    return len(levels)


def next_of_list(levels: Sequence[Level], mark: Mark) -> int | None:
    """The next number goes on with its list: "2." after "a)" returns to "1."."""
    return _last(levels, lambda level: follows(level, mark))


def below_its_number(levels: Sequence[Level], mark: Mark) -> int | None:
    """1.2. stands in item 1., 1.2.3. in item 1.2."""
    if mark.kind is not NodeKind.SUBNUMBER:
        return None
    stem = mark.label.rpartition(".")[0]
    at = _last(levels, lambda level: level.label == stem and level.order is not None)
    return None if at is None else at + 1


def same_bullet(levels: Sequence[Level], mark: Mark) -> int | None:
    """A bullet goes on with the open list of its kind; "-" stands above "+"."""
    if mark.kind not in BULLETS:
        return None
    at = _last(levels, lambda level: level.style == mark.style)
    if at is None:
        rank = _BULLET_ORDER.get(mark.style)
        if rank is not None:
            higher = _last(levels, lambda x: _BULLET_ORDER.get(x.style, -1) > rank)
            return higher
        return None
    below = levels[at + 1 :]
    lines = (*BULLETS, NodeKind.ROLE_LINE)  # "- …" / "+ Chủ trì: …" / "- …"
    if below and not any(x.node.kind in lines for x in below):
        return at if _is_over(levels, at) else len(levels)
    return at


def _is_over(levels: Sequence[Level], at: int) -> bool:
    """Whether the counted list that an item of `at` announced has ended.

    "- Cụ thể:" / "(1) …" / "(2) … ." / "- …": the dash goes on above, where no item of
    the counted list has dashes and the last one opens nothing. A title announces, too:
    "- Công an tỉnh" / "a) …" / "b) … ." / "- Sở Y tế".
    """
    if len(levels) != at + 2:
        return False
    head = levels[at].node.passage.text.rstrip()
    if not (head.endswith(":") or _is_title(head)):
        return False
    items = [n for n in levels[at].node.children if n.kind is levels[-1].node.kind]
    ended = items[-1].passage.text.rstrip().endswith((".", ";"))
    dashed = any(c.kind in BULLETS for item in items for c in item.children)
    listed = len(items) > 1 or only_names(head) or _has_sister(levels, at)
    return listed and ended and not dashed


def _has_sister(levels: Sequence[Level], at: int) -> bool:
    """Whether a dash before it heads letters, too: "- Sở A:" / "a) …" / "- Sở B:"."""
    kind = levels[-1].node.kind
    siblings = levels[at - 1].node.children[:-1] if at else ()
    return any(
        child.kind is kind and not any(x.kind in BULLETS for x in child.children)
        for sister in siblings
        if sister.kind is levels[at].node.kind
        for child in sister.children
    )


def _is_title(text: str) -> bool:
    """Whether a line may head a list: short, and no sentence."""
    return text[-1:].isalnum() and len(text.split()) <= _TITLE


def restart(levels: Sequence[Level], mark: Mark) -> int | None:
    """A list that starts anew stands in the item that announced it, else beside.

    "1." / "a)" / "b) Cụ thể:" / "1." opens a list in b).
    """
    at = _last(levels, lambda level: level.style == mark.style)
    if at is None or mark.order != 1:
        return None
    if at < len(levels) - 1 and levels[-1].node.passage.text.endswith(":"):
        return len(levels)
    return at


def gap_in_list(levels: Sequence[Level], mark: Mark) -> int | None:
    """A number that skips or repeats stays in the deepest list of its style."""
    return _last(levels, lambda level: level.style == mark.style)


def above_its_parts(levels: Sequence[Level], mark: Mark) -> int | None:
    """3. ends 2.5. and 2.6. also where "2." itself is lost."""
    if mark.kind is not NodeKind.NUMBER or mark.order is None:
        return None
    before = f"{mark.order - 1}."
    for depth, level in enumerate(levels):
        if level.node.kind is NodeKind.SUBNUMBER and level.label.startswith(before):
            return depth
    return None


def above_small_items(levels: Sequence[Level], mark: Mark) -> int | None:
    """A. and I. stand above 1., a) and dashes that came before them."""
    if mark.kind not in (NodeKind.UPPER, NodeKind.ROMAN):
        return None
    return next(
        (i for i, level in enumerate(levels) if level.node.kind in _SMALL), len(levels)
    )


def above_letters(levels: Sequence[Level], mark: Mark) -> int | None:
    """1. stands above a), b) that came before it under no number: their heads are lost.

    "1. Mục đích" fell out of a saved page: "a) …" / "b) … ." / "1. Tổ chức hội nghị".
    Not so where a) has numbers below it, too.
    """
    if mark.kind is not NodeKind.NUMBER or mark.order != 1:
        return None
    at = _last(levels, lambda level: level.node.kind is NodeKind.LETTER)
    if at is None or levels[at].order in (None, 1):
        return None
    over = any(level.node.kind in _COUNTED for level in levels[:at])
    last = levels[-1].node.passage.text.rstrip()
    opened = last.endswith(":") or last.isupper() or _is_title(last)
    letters = levels[at - 1].node.children if at else ()
    below = any(c.kind is NodeKind.NUMBER for one in letters for c in one.children)
    return None if over or opened or below else at


def above_bullets(levels: Sequence[Level], mark: Mark) -> int | None:
    """A numbered item ends open dashes, unless the last one announces it.

    By a colon, or as the title of a list of letters: "- Công an tỉnh" / "a) …".
    """
    if mark.kind in BULLETS or not levels or levels[-1].node.kind not in BULLETS:
        return None
    head = levels[-1].node.passage.text
    first_letter = mark.kind is NodeKind.LETTER and mark.order == 1
    if head.endswith(":") or (first_letter and _is_title(head)):
        return None
    depth = len(levels)
    while depth and levels[depth - 1].node.kind in BULLETS:
        depth -= 1
    return depth


RULES: tuple[Rule, ...] = (
    structural,
    next_of_list,
    below_its_number,
    same_bullet,
    restart,
    gap_in_list,
    above_its_parts,
    above_small_items,
    above_letters,
    above_bullets,
)
"""The first that answers wins; else the item stands in the deepest open one."""
