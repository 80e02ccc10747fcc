"""The form of a page whose metadata stand one a line above the text.

"title: "…"", "Số hiệu: 12/TB-VPCP", "Ngày ban hành: 10 tháng 7 năm 2031", "Người ký: Lê
Văn Mão — Chánh Văn phòng": pages saved as plain text or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.portal import PortalForm
from ccndocs.structure.rows import Row, cut
from ccndocs.types.tree import Passage

_LABELS = {
    "title": "title",
    "tiêu đề": "title",
    "trích yếu": "title",
    "số hiệu": "number",
    "số, ký hiệu": "number",
    "số ký hiệu": "number",
    "loại văn bản": "type",
    "cơ quan ban hành": "issuer",
    "nơi ban hành": "issuer",
    "người ký": "signer",
    "chức danh": "position",
    "chức vụ": "position",
    "ngày ban hành": "date",
    "group": "",
    "nhóm": "",
    "lĩnh vực": "",
    "ngày hiệu lực": "",
    "tình trạng": "",
}
_LINE = re.compile(
    rf"\**(?P<label>{'|'.join(_LABELS)})\**(?P<colon>\s*:)?\**\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,6}(?:/\d{4})?(?:/|-)[A-ZĐ][\w-]*(?:/[\w-]+)*")
_FIRST = 3  # rows before the first line of the form
_BETWEEN = 2  # rows of another kind between two of its lines: the title again
_LEAST = 2  # values, one of them of the letterhead
_LETTERHEAD = {"number", "type", "issuer", "date"}
# "Thông báo số 365/TB-VPCP ngày 10/7/2031 Kết luận của …": what a title holds
_TITLE = re.compile(
    r"\W*(?:(?P<type>\w+(?: \w+){0,2}) số (?P<number>\d\S*/\S+)"
    r"(?: ngày (?P<date>\d\d?/\d\d?/\d{4}))?[,:]? )?(?P<title>.*?)[\"”']*$"
)
_SIGNER = re.compile(
    r"(?P<signer>[^—–(,-]+?)\s*(?:[—–(,-]+\s*(?P<position>[^)]*)\)?)?$"
)


def read_lines(rows: Sequence[Row]) -> PortalForm | None:
    """The form that opens a page a line each, None where none does."""
    values: dict[str, Passage] = {}
    stop, at = 0, 0
    while at < len(rows) and at <= (stop + _BETWEEN if values else _FIRST):
        found = _LINE.match(rows[at].text)
        if found is not None and (found["colon"] or _NUMBER.fullmatch(found["value"])):
            key = _LABELS[found["label"].lower()]
            value = cut(rows[at].passage, found.start("value"))
            for name, part in _parts(key, value).items():
                values.setdefault(name, part)
            stop = at + 1
        at += 1
    known = _LETTERHEAD.intersection(values)
    return PortalForm(values, stop) if known and len(values) >= _LEAST else None


def _parts(key: str, value: Passage) -> dict[str, Passage]:
    """What a line says: a title may hold number and day, a signer's the post."""
    pattern = {"title": _TITLE, "signer": _SIGNER}.get(key)
    if pattern is None:
        return {key: value} if key else {}
    found = pattern.match(value.text)
    if found is None:
        return {key: value}
    names = [n for n, text in found.groupdict().items() if text]
    return {name: cut(value, *found.span(name)) for name in names}
