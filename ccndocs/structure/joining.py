"""Whether a line goes on with the paragraph above it.

Each pair of neighbouring lines is judged by the rules at the end of this file: by what
the end of the first cuts, by the words that open the second, and by how both are set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ccndocs.structure.cut_lines import (
    after_lone_mark,
    broken_dash,
    broken_date,
    broken_name,
    broken_reference,
    broken_symbol,
    cut_first_name,
    cut_mark,
    goes_on_open,
)
from ccndocs.structure.manner import Manner
from ccndocs.structure.margin import behind_margin, no_room
from ccndocs.structure.marks import read_mark
from ccndocs.structure.openers import (
    below_lead_in,
    opens_closing,
    opens_duties,
    opens_ground,
    opens_item,
    opens_part,
    opens_role_line,
    under_heading,
)
from ccndocs.structure.pairs import INDENT, Pair
from ccndocs.structure.rows import Row
from ccndocs.vi.verbs import opens_with_verb

Rule = Callable[[Pair], bool | None]


def continues(group: Sequence[Row], row: Row, manner: Manner) -> bool:
    """Whether `row` goes on with the paragraph of `group`."""
    pair = Pair(group[0], group[-1], row, read_mark(row.text), manner)
    for rule in RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def other_column(pair: Pair) -> bool | None:
    """Cells of a table part paragraphs."""
    if pair.row.bars or pair.row.role is not pair.last.role:
        return False
    return None


def goes_on_small(pair: Pair) -> bool | None:
    """A small letter after an unfinished line goes on, over blank lines and pages."""
    if pair.small and not pair.stopped:
        return True
    return None


def after_blank(pair: Pair) -> bool | None:
    """A blank line parts paragraphs."""
    return False if pair.row.gap else None


def one_line_each(pair: Pair) -> bool | None:
    """In text that is not wrapped a line is a paragraph, but for broken numbers."""
    if pair.manner.wrapped:
        return None
    broken = pair.row.text[:1].isdigit() and not pair.stopped
    return broken and len(pair.last.text) > 60


def by_margin(pair: Pair) -> bool | None:
    """Where a program broke all lines at one column, that tells."""
    if pair.manner.margin is None or pair.small:
        return None
    goes_on = behind_margin(pair.last.text, pair.row.text, pair.manner.margin)
    return goes_on and pair.last.caps == pair.row.caps


def by_place(pair: Pair) -> bool | None:
    """Where places are known: a first-line indent or a short line before it parts."""
    last, row = pair.last.line, pair.row.line
    if row.box is None or row.indent is None or last.indent is None:
        return None
    if last.centred != row.centred and not pair.small:
        return False
    inset = row.page == last.page and row.indent - last.indent > INDENT
    if _below_title(pair):
        return False
    if inset and not pair.small and (pair.stopped or last.full is False):
        return False
    if last.full is False and pair.stopped and not pair.small:
        return False
    if last.full and not pair.stopped and pair.last.bold == pair.row.bold:
        return True
    return None


def _below_title(pair: Pair) -> bool:
    """Whether a first line stands right below a mark's short line: a title's.

    "2. Khi nước vượt báo động II" / "Chủ tịch UBND xã …", both set in as first lines
    are. A sentence that goes on below a short line would stand at the text's edge.
    """
    last, row = pair.last.line, pair.row.line
    if pair.head is not pair.last or read_mark(pair.head.text) is None or pair.small:
        return False
    if row.indent is None or last.indent is None or last.full is not False:
        return False
    level = row.page == last.page and abs(row.indent - last.indent) < INDENT / 2
    return level and row.indent > INDENT and row.full is True


def bold_edge(pair: Pair) -> bool | None:
    """A bold line over a plain one is its heading."""
    edge = pair.last.bold and pair.head.bold and not pair.row.bold and not pair.small
    if edge and (not pair.manner.spaced or pair.last.caps != pair.row.caps):
        return False
    return None


def in_block(pair: Pair) -> bool | None:
    """Where blank lines part paragraphs, lines without one between belong together."""
    return True if pair.manner.spaced else None


def by_length(pair: Pair) -> bool | None:
    """A line that ended early ended its paragraph."""
    if pair.small:
        return True
    share = len(pair.last.text) / pair.manner.width
    if pair.stopped:
        return share > 0.9 and no_room(pair.last.text, pair.row.text, pair.manner.width)
    opening = pair.head is pair.last and not pair.last.bold and not pair.last.italic
    if pair.manner.marked and opening:
        return True
    if pair.manner.short_first and opening and _cut_short(pair):
        return True
    return share > 0.6 and pair.last.caps == pair.row.caps


def _cut_short(pair: Pair) -> bool:
    """Whether an item's first line cannot end it: "- Tham mưu Ủy ban" / "Nhân dân …".

    An order below "1. Giao Sở Nội vụ" or another heading is a paragraph of its own.
    """
    mark = read_mark(pair.head.text)
    if mark is None or pair.row.caps or pair.head.caps:
        return False
    return opens_with_verb(pair.head.text[mark.length :]) and not (
        opens_with_verb(pair.row.text) or pair.row.text.rstrip().endswith(":")
    )


RULES: tuple[Rule, ...] = (
    after_lone_mark,
    cut_mark,
    other_column,
    broken_dash,
    broken_reference,
    broken_date,
    broken_symbol,
    broken_name,
    cut_first_name,
    opens_item,
    under_heading,
    opens_role_line,
    opens_ground,
    opens_closing,
    opens_duties,
    opens_part,
    below_lead_in,
    goes_on_open,
    goes_on_small,
    after_blank,
    one_line_each,
    by_margin,
    by_place,
    bold_edge,
    in_block,
    by_length,
)
"""The first that answers wins: true to join, false to part."""
