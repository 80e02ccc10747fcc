"""Lines that a program broke at one column: whether one goes on below."""

from __future__ import annotations

import re

from ccndocs.vi.labels import role_label

STOPS = (".", ";", ":", "!", "?", "…", ".”", "./.", ".)")
"""With these a sentence or an entry ends."""


def no_room(above: str, below: str, margin: float) -> bool:
    """Whether the first word of the line below would have passed the margin above."""
    return len(above) + 1 + len(below.partition(" ")[0]) > margin


def behind_margin(above: str, below: str, margin: int) -> bool | None:
    """Whether a line goes on below; None where it ends as a sentence and is full.

    A line with room for the next word was ended, and so was one with a semicolon:
    "… khu phố;" / "Chủ trì rà soát …".
    """
    if not no_room(above, below, margin):
        return False
    if _label_at_end(above):
        return True
    if above.endswith(STOPS):
        return False if above.endswith((";", ":")) else None
    return True


def _label_at_end(text: str) -> bool:
    """Whether a label ends a line that says more: "Chủ trì: Sở A; phối hợp:"."""
    found = _LAST_LABEL.search(text)
    return found is not None and role_label(found["label"]) is not None


_LAST_LABEL = re.compile(r"[.;(]\s*(?P<label>[^.;:()]{2,60}:)$")
