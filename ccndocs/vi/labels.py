"""Labels of role and time lines: "Đơn vị thực hiện:", "Thời gian hoàn thành:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ccndocs.vi.fold import fold, fold_same
from ccndocs.vi.tables import rows

_COLON = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?:\s*")
# "Hoàn thành trước ngày 30/6/2025." as a line of its own needs no colon.
_BARE_TIME = re.compile(
    r"(?P<label>hoan thanh|thoi gian thuc hien|thoi gian hoan thanh|thoi han hoan "
    r"thanh)\s+"
    r"(?=(?:truoc|trong|cham nhat|xong truoc|vao|ngay|sau khi|tu|theo|den|nam|quy)\b"
    r".{0,80}$)"
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class RoleLabel:
    """A label at the start of a line.

    `field` is lead, implement, advise, coordinate, time, output or agencies; `words`
    are the label's own characters, `length` all of them up to the value.
    """

    field: str
    words: str
    length: int


@cache
def _fields() -> dict[str, str]:
    return {fold(row["label"]): row["field"] for row in rows("role_labels")}


def field_of_label(words: str) -> str | None:
    """The field that a label names, None for words that are no label.

    Node.label of a role line, a table's head and the like; case, diacritics and marks
    around it do not count.

    >>> field_of_label("Cơ quan chủ trì"), field_of_label("Nội dung thực hiện")
    ('lead', None)
    """
    return _fields().get(fold(words).strip(" .:*+-"))


def role_label(text: str) -> RoleLabel | None:
    """The role label that `text` starts with.

    >>> role_label("Thời gian thực hiện: Năm 2025.")
    RoleLabel(field='time', words='Thời gian thực hiện', length=21)
    >>> role_label("Nội dung thực hiện: Tổ chức …") is None
    True
    """
    head = text[:_LONGEST]
    colon = _COLON.search(head)
    if colon:
        words = head[: colon.start()]
        field = field_of_label(words)
        if field is not None:
            return RoleLabel(field, words.strip(), colon.end())
    bare = _BARE_TIME.match(fold_same(text))
    if bare:
        return RoleLabel("time", text[: bare.end("label")], bare.end())
    return None
