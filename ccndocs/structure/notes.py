"""Footnotes: their marks, their texts and the passages they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Passage

_MARK = re.compile(
    r"\[(?P<box>\d{1,3})\]\s*|(?P<mark>\d{1,3}|[*†‡¹²³⁴⁵⁶⁷⁸⁹!])\s+(?=\S)"
)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note before its anchor is known."""

    mark: str
    passage: Passage


def read_notes(rows: Sequence[Row]) -> list[FoundNote]:
    """The notes among rows of the role NOTE: a row with a mark starts one."""
    groups: list[list[Row]] = []
    for row in rows:
        if not groups or _starts(row, groups):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [_note(group) for group in groups]


def _starts(row: Row, groups: Sequence[Sequence[Row]]) -> bool:
    """A mark starts a note where it counts on; "2 xã, phường" inside one does not."""
    found = _MARK.match(row.text)
    if not found:
        return row.gap and row.line.page != groups[-1][-1].line.page
    mark = found["box"] or found["mark"]
    last = _MARK.match(groups[-1][0].text)
    before = (last["box"] or last["mark"]) if last else None
    if found["box"] or row.gap or before is None or not before.isdigit():
        return True
    return mark.isdigit() and int(mark) == int(before) + 1


def _note(rows: Sequence[Row]) -> FoundNote:
    whole = join(passages_of(rows))
    found = _MARK.match(whole.text)
    if not found:
        return FoundNote("", whole)
    mark = (found["box"] or found["mark"]).translate(_SUPERSCRIPTS)
    return FoundNote("1" if mark == "!" else mark, cut(whole, found.end()))


def flow(rows: Iterable[Row]) -> list[Row]:
    """The rows without notes; a row below a note stands as if there were none."""
    return [row for row in rows if row.role is not LineRole.NOTE]


def anchors(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Marks that stood in the text, and where in it their rows end."""
    found: list[tuple[str, int]] = []
    for row in rows:
        if row.passage.pieces:
            stop = row.passage.pieces[-1].span.stop
            found += ((mark.strip("[]() "), stop) for mark in row.notes)
    return found
