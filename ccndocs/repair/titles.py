"""The first word of a title below the name of the document's type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit
from ccndocs.vi.doctypes import type_of_name

_ABOUT = re.compile(r"\s*([Vv](?:à|[êèéẽẻề]|ệ))(?= \w)")


def about_in_title(
    text: str, lines: Sequence[Span], damage: Sequence[Damage]
) -> Iterable[Edit]:
    """A scan's "THÔNG BÁO" / "và lịch tiếp dân": no title opens so, it is "Về lịch".

    A title in small letters ("về công tác …") stays.
    """
    for (above, line), state in zip(pairwise(lines), damage[1:], strict=True):
        named = above.of(text).strip(" .,:;*-")
        found = _ABOUT.match(line.of(text)) if state is not Damage.NONE else None
        if not found or not named.isupper() or type_of_name(named) is None:
            continue
        right = "về" if found[1][0] == "v" and found[1] != "và" else "Về"
        if found[1] != right:
            yield Edit(
                Span(*found.span(1)).shift(line.start), right, "title-about", 0.9
            )
