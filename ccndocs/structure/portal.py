"""Saved pages of law portals: their form of metadata, and the page around the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.types.tree import Field, Header, Passage, Signer
from ccndocs.vi.doctypes import type_of_name, type_of_symbol
from ccndocs.vi.issuers import issuer_name

_LABELS = {
    "số hiệu": "number",
    "loại văn bản": "type",
    "nơi ban hành": "issuer",
    "người ký": "signer",
    "ngày ban hành": "date",
    "ngày hiệu lực": "",
    "ngày công báo": "",
    "số công báo": "",
    "tình trạng": "",
}
_ENGLISH = "Văn bản này chưa cập nhật nội dung"
_BELOW = ("Văn bản liên quan", "NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN")
_NAMED = re.compile(
    r"[^\d]{3,40} \d\S*/\S+ (?:năm \d{4}|ngày \S+) (?P<title>.+?)(?: do .{2,80} ban "
    r"hành)?$"
)
_DAY = re.compile(
    r"(?:ngày )?(\d\d?)(?:/| tháng )(\d\d?)(?:/| năm )(\d{4})", re.IGNORECASE
)
_FAR = 60
_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class PortalForm:
    """The form "Số hiệu: … Loại văn bản: …" above a text; it ends before row `stop`."""

    values: dict[str, Passage]
    stop: int

    def complete(self, header: Header) -> Header:
        """The header, with what the text itself does not say taken from the form."""
        number = header.number_symbol or self._field("number")
        return replace(
            header,
            number_symbol=number,
            type=header.type or self._type(),
            issuer=header.issuer or self._issuer(),
            issued_on=header.issued_on or self._date(),
            title=header.title or self._field("title"),
        )

    def titled(self, rows: Sequence[Row]) -> Field | None:
        """The title in the name that the portal gives below the text.

        "Công văn 12/SCT-KT năm 2025 báo cáo kết quả … do Sở Công Thương ban hành".
        """
        for row in rows[:3]:
            found = _NAMED.match(row.text)
            if found:
                passage = cut(row.passage, *found.span("title"))
                return Field(passage.text, passage, 0.6)
        return None

    def signer(self) -> Signer | None:
        """The signer that the form names."""
        name = self._field("signer")
        post = self.values.get("position")
        return Signer(name, post.text if post else None, None) if name else None

    def _field(self, key: str) -> Field | None:
        passage = self.values.get(key)
        return Field(passage.text, passage, _CONFIDENCE) if passage else None

    def _type(self) -> Field | None:
        passage = self.values.get("type")
        if passage is None:
            number = self.values.get("number")
            value = type_of_symbol(number.text) if number else None
            return Field(value, number, _CONFIDENCE) if number and value else None
        value = "CV" if passage.text == "Công văn" else type_of_name(passage.text)
        return Field(value, passage, _CONFIDENCE) if value else None

    def _issuer(self) -> Field | None:
        passage = self.values.get("issuer")
        if passage is None or passage.text.startswith(("Tỉnh ", "Thành phố ")):
            return None
        value = issuer_name([passage.text])
        return Field(value, passage, _CONFIDENCE) if value else None

    def _date(self) -> Field | None:
        passage = self.values.get("date")
        found = _DAY.fullmatch(passage.text if passage else "")
        if passage is None or not found:
            return None
        day, month, year = map(int, found.groups())
        try:
            value = dt.date(year, month, day).isoformat()
        except ValueError:
            return None
        return Field(value, passage, _CONFIDENCE)


def read_form(rows: Sequence[Row]) -> PortalForm | None:
    """The portal's form among the first rows, None where there is none."""
    at = next((i for i, row in enumerate(rows[:_FAR]) if _label(row) == "number"), None)
    if at is None:
        return None
    values: dict[str, Passage] = {}
    while at < len(rows) and (key := _label(rows[at])) is not None:
        stop = at + 1
        while stop < len(rows) and not rows[stop].bars:
            stop += 1
        low = stop
        stop += 1
        while stop < len(rows) and not rows[stop].bars and not rows[stop].gap:
            stop += 1
        if _label(rows[low]) is not None if low < len(rows) else True:
            at = low
            continue
        if key:
            values[key] = join(passages_of(rows[low:stop]))
        at = stop
    return PortalForm(values, at) if len(values) >= 3 else None


def page_below(rows: Sequence[Row]) -> int:
    """The row with which the portal's own page goes on below the text.

    "Văn bản này chưa cập nhật nội dung Tiếng Anh", with the document's name above it.
    """
    for at, row in enumerate(rows):
        if row.text.startswith(_ENGLISH):
            named = at > 0 and _NAMED.match(rows[at - 1].text)
            return at - 1 if named else at
        if row.text in _BELOW:
            return at
    return len(rows)


_CLOSING_NAME = re.compile(
    r"(?P<type>[^\d:;,.]{3,30}?) "
    r"(?P<number>\d{1,6}(?:/\d{4})?/[A-ZĐ]\S*|\d{1,4}-[A-ZĐ]\S*/[A-ZĐ]\S*) "
    r"(?:năm \d{4}|ngày (?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})) .{8,300} "
    r"do (?P<issuer>.{3,80}?) (?:ban hành|điện)$"
)
_LAST = 12  # rows in which a page repeats what it shows


def named_below(header: Header, rows: Sequence[Row]) -> Header:
    """The header with what the page's closing line calls the text, where it has none.

    "Công văn 12/SCT-KT ngày 25/11/2031 kiểm tra nước thải do Sở Công Thương ban hành",
    below a text whose number the page has dropped; never where two texts are named.
    """
    if header.number_symbol is not None or header.type is None:
        return header
    names = [(row, m) for row in rows[-_LAST:] if (m := _CLOSING_NAME.match(row.text))]
    names = [n for n in names if _type_named(n[1]["type"]) == header.type.value]
    if len({found["number"] for _, found in names}) != 1:
        return header
    row, found = next((n for n in names if n[1]["day"]), names[0])
    number = cut(row.passage, *found.span("number"))
    issuer = header.issuer
    if issuer is None and not found["issuer"].startswith(("Tỉnh ", "Thành phố ")):
        name = issuer_name([found["issuer"]])
        passage = cut(row.passage, *found.span("issuer"))
        issuer = Field(name, passage, _CONFIDENCE) if name else None
    return replace(
        header,
        number_symbol=Field(number.text, number, _CONFIDENCE),
        issued_on=header.issued_on or _day_named(row, found),
        issuer=issuer,
    )


def _type_named(words: str) -> str | None:
    return "CV" if words == "Công văn" else type_of_name(words)


def _day_named(row: Row, found: re.Match[str]) -> Field | None:
    if found["day"] is None:
        return None
    try:
        day = dt.date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
    return Field(day.isoformat(), cut(row.passage, *found.span("day")), _CONFIDENCE)


def _label(row: Row) -> str | None:
    return _LABELS.get(row.text.rstrip(" :").lower())
