"""The module `re`, but that patterns are compiled when they are first used.

A document asks half of the rules' patterns, and to compile the others took a twentieth
of a short run. `from ccndocs.vi import lazy_re as re` is all that a module needs.
"""

from __future__ import annotations

import re
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    I,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "I",
    "LazyPattern",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class LazyPattern:
    """A pattern that becomes a compiled one with the first question it is asked.

    From then on its methods are those of the compiled pattern; a call takes 0.1 µs
    more. What matches belongs to the compiled one: `match.re is pattern` never holds.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name == "_made":  # of a copy that is only being made
            raise AttributeError(name)
        compiled = re.compile(*self._made)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, not compiled yet: a wrong one fails where it is used."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
