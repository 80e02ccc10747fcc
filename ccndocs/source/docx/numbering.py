"""Automatic numbering of Word: the mark that each paragraph shows.

Word keeps no marks in the text: "1.", "a)" and "-" come from numbering.xml. A level
counts up with each paragraph; a paragraph of a higher level starts the lower ones anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ccndocs.source.glyphs import symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as numbering.xml defines it."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None  # the level (from 1) that starts this one anew; 0 never
    legal: bool = False  # all numbers as Arabic ones


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)  # list to its abstract list
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list; "" where it shows none."""
        levels = self.lists.get(list_id)
        if levels is None or level not in levels:
            return ""
        self._count(list_id, level)
        found = levels[level]
        if found.style == "none":
            return _PLACE.sub("", found.pattern).strip()
        if found.style == "bullet":
            return symbol_bullet(found.pattern)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            definition = levels.get(at, Level())
            style = "decimal" if found.legal else definition.style
            return formatted(self._value(list_id, at), style)

        return _PLACE.sub(number, found.pattern).strip()

    def _count(self, list_id: str, level: int) -> None:
        """Count the level up; a list with a start of its own counts from there."""
        counter = self.shared.get(list_id, list_id)
        override = self.starts.get((list_id, level))
        if override is not None and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            self._counts[counter, level] = override
        elif (counter, level) in self._counts:
            self._counts[counter, level] += 1
        else:
            self._counts[counter, level] = self.lists[list_id][level].start
        for lower in range(level + 1, _LEVELS):
            restart = self.lists[list_id].get(lower, Level()).restart
            if restart is None or (restart > 0 and level < restart):
                self._counts.pop((counter, lower), None)

    def _value(self, list_id: str, level: int) -> int:
        counter = self.shared.get(list_id, list_id)
        start = self.lists[list_id].get(level, Level()).start
        return self._counts.get((counter, level), start)


def symbol_bullet(text: str) -> str:
    """A bullet as Unicode: Wingdings and Symbol write "§" and "·"."""
    return symbol(text).strip() or "-"


def formatted(number: int, style: str) -> str:
    """A number in one of Word's formats; Arabic where the format is not known."""
    return FORMATS.get(style, str)(number)


def _letters(number: int) -> str:
    """1 is a, 26 z, 27 aa as Word counts."""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(97 + letter) * (times + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}


def numbering_of(root: Any) -> Numbering:
    """The lists that the root of numbering.xml defines; none for None."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {
        _attribute(element, "abstractNumId"): dict(_levels(element))
        for element in root.iter(f"{W}abstractNum")
    }
    for element in root.iter(f"{W}num"):
        list_id = _attribute(element, "numId")
        base = _value_of(element.find(f"{W}abstractNumId"))
        levels = dict(abstract.get(base, {}))
        for override in element.iter(f"{W}lvlOverride"):
            level = _number_or(_attribute(override, "ilvl"), 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.starts[list_id, level] = _number_or(_value_of(start), 1)
        numbering.lists[list_id] = levels
        numbering.shared[list_id] = base
    return numbering


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for element in parent.iter(f"{W}lvl"):
        restart = element.find(f"{W}lvlRestart")
        yield (
            _number_or(_attribute(element, "ilvl"), 0),
            Level(
                start=_number_or(_value_of(element.find(f"{W}start")), 1),
                style=_value_of(element.find(f"{W}numFmt")) or "decimal",
                pattern=_value_of(element.find(f"{W}lvlText")),
                restart=None if restart is None else _number_or(_value_of(restart), 0),
                legal=element.find(f"{W}isLgl") is not None,
            ),
        )


def _attribute(element: Any, name: str) -> str:
    return str(element.get(f"{W}{name}") or "")


def _value_of(element: Any) -> str:
    return "" if element is None else _attribute(element, "val")


def _number_or(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
