"""Rows that head those below them: "I | HUYỆN YÊN HẠ | 31,5" above its clusters."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.types.tree import Grid
from ccndocs.vi import lazy_re as re

_GROUP = re.compile(
    r"""\W*(?:[IVX]{1,5}[.)]?\s+|[A-D][.)]\s+)?(?P<level>huyện|thị\s+xã|thành\s+phố|quận|TP\.?|TX\.?
    |xã|phường|thị\s+trấn|đặc\s+khu)\s+(?P<name>[^\W\d_][^\d:;,()]{1,40}?)
    \s*(?:[(:].*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")


@dataclass(frozen=True, slots=True)
class Group:
    """The place that a row heads with: a district or a commune, as it is written."""

    level: str
    name: str

    @property
    def district(self) -> str | None:
        """The bare name, where it is a district."""
        return None if self.level in _COMMUNES else self.name

    @property
    def commune(self) -> str | None:
        """The bare name, where it is a commune."""
        return self.name if self.level in _COMMUNES else None


def group_rows(grid: Grid, column: int) -> dict[int, Group]:
    """The rows that head others, where names stand in `column`.

    A numbered row is one of the list, whatever it names: "3 | Thị trấn Yên Hạ".
    """
    found: dict[int, Group] = {}
    for row in range(max(grid.head_rows, 1), grid.rows):
        cells = [grid.at(row, c) for c in range(column + 1)]
        words = [" ".join(cell.passage.text.split()) for cell in cells if cell]
        if any(_NUMBER.fullmatch(text) for text in words[:column]):
            continue
        match = next((m for text in words if (m := _GROUP.fullmatch(text))), None)
        if match is None or (column == 0 and not match["name"].strip().istitle()):
            continue
        level = " ".join(match["level"].lower().split())
        found[row] = Group(level, _as_name(match["name"]))
    return found


def _as_name(words: str) -> str:
    """A place's name without the capitals of a heading: "YÊN HẠ" as "Yên Hạ"."""
    name = " ".join(words.split())
    return name.title() if name.isupper() else name


def places_above(grid: Grid, groups: dict[int, Group]) -> dict[int, Group]:
    """The group of each row that stands below one."""
    found: dict[int, Group] = {}
    group: Group | None = None
    for row in range(grid.rows):
        group = groups.get(row, group)
        if group is not None and row not in groups:
            found[row] = group
    return found
