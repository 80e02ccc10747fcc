"""What stands above the title: number, place and date, names of the issuers.

The lines of a letterhead come in any order (two columns, cells of a saved web page,
both columns run together in one line). So they are put together to one string, what
is known by its form is taken out of it, and what remains are the issuers' names.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Field, Passage
from ccndocs.vi.fold import fold_same

_MOTTO = re.compile(
    r"cong\s+hoa\s+xa\s+h\w{1,2}(?:\s+chu\s+nghia\s+viet\s+nam)?"
    r"|chu\s+nghia\s+viet\s+nam"
    r"|d\w{1,2}c\s+lap\s*[-.–]?\s*tu\s+do\s*[-.–]?\s*h\w{1,2}nh\s+phuc"
    r"|dang\s+cong\s+san\s+viet\s+nam"
)
_NUMBER = re.compile(
    r"S[ốỐôÔoO6ó]\s*[:.;]?\s*(?P<number>\d{1,5}\s?[A-Z]?(?:\s?/\s?(?:19|20)\d\d)?)?"
    r"[.…_\s]*(?P<sign>[/-]{1,2})\s*"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđƯƠÔÂ&.]*(?:\s?[-–/]\s?[A-ZĐ0-9][A-Za-z0-9ĐđƯƠÔÂ&.]*)*)"
)
_PLACE = (
    r"(?:(?:[Tt]hành phố|THÀNH PHỐ|[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã|"
    r"[Tt]hị trấn|Tp\.?|TP\.?)\s*)?"
    r"[A-ZĐÀ-Ỹ][^\W\d_]*(?:[ .'’-]{1,3}[A-ZĐÀ-Ỹ][^\W\d_]*){0,5}"
)
_GAP = r"[.…_\s]*"
_DATE = re.compile(
    rf"(?:(?P<place>{_PLACE})\s*[,.;]?\s*)?[Nn]g[àa]y{_GAP}(?P<day>\d{{0,2}}){_GAP}"
    rf"th[áa]ng{_GAP}(?P<month>\d{{0,2}}){_GAP}n[ăa]m{_GAP}(?P<year>(?:19|20)\d\d)"
)
_MATTER = re.compile(r"(?:V/v|V/V|v/v|Về việc|VỀ VIỆC)\b\s*[:.]?")
_STRAY = re.compile(
    r"(?:H[OỎ]A TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|DỰ THẢO|SAO Y.*|SAO LỤC.*|"
    r"TRÍCH SAO.*|CÔNG BÁO.*|ĐẾN.*|Người ký:.*|Ký bởi:.*|Thời gian ký:.*|Email:.*|"
    r"Cơ quan:.*|Ngày ký:.*)$"
)
_HIDE = "\x00"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of a letterhead; `names` are lines that name issuers, top first."""

    number_symbol: Field | None
    place: Field | None
    issued_on: Field | None
    matter: Passage | None
    names: tuple[Passage, ...]
    rest: tuple[Passage, ...]


class _Sheet:
    """The rows as one string, in which parts once read are blotted out."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.whole = join(passages_of(rows))
        self.text = self.whole.text
        self.starts: list[int] = []
        at = 0
        for row in rows:
            at = self.text.index(row.text, at)
            self.starts.append(at)
            at += len(row.text)

    def blot(self, start: int, stop: int) -> None:
        self.text = self.text[:start] + _HIDE * (stop - start) + self.text[stop:]

    def opens_row(self, at: int) -> bool:
        return at in self.starts

    def row_at(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def rests(self) -> list[tuple[int, Passage]]:
        """What is left of each row."""
        found = []
        for index, start in enumerate(self.starts):
            stop = start + len(self.rows[index].text)
            for part in re.finditer(rf"[^{_HIDE}]+", self.text[start:stop]):
                passage = cut(self.whole, start + part.start(), start + part.end())
                if any(c.isalnum() for c in passage.text):
                    found.append((index, passage))
        return found


def read_letterhead(rows: Sequence[Row]) -> Letterhead:
    """Read the rows above the title (of a letter: above "Kính gửi")."""
    sheet = _Sheet(rows)
    for found in _MOTTO.finditer(fold_same(sheet.text)):
        sheet.blot(*found.span())
    matter = _matter(sheet)
    number, number_at = _number(sheet)
    place, issued_on, date_at = _place_and_date(sheet)
    last = min((at for at in (number_at, date_at) if at is not None), default=len(rows))
    sides = any(row.role is LineRole.LETTERHEAD_LEFT for row in rows)
    names: list[Passage] = []
    rest: list[Passage] = []
    for index, passage in sheet.rests():
        left = not sides or rows[index].role is LineRole.LETTERHEAD_LEFT
        if _STRAY.match(passage.text) or len(passage.text) < 3:
            continue
        above = index <= last if not sides else number_at is None or index <= number_at
        (names if left and above and _is_name(passage.text) else rest).append(passage)
    return Letterhead(number, place, issued_on, matter, tuple(names), tuple(rest))


def _is_name(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(letters) and capitals * 10 >= len(letters) * 7 and len(text) < 90


def _matter(sheet: _Sheet) -> Passage | None:
    """The "V/v …" of a letter: to the end of its block."""
    for found in _MATTER.finditer(sheet.text):
        first = sheet.row_at(found.start())
        last = first
        while last + 1 < len(sheet.rows) and not _ends_matter(sheet, first, last + 1):
            last += 1
        stop = sheet.starts[last] + len(sheet.rows[last].text)
        passage = cut(sheet.whole, found.start(), stop)
        sheet.blot(found.start(), stop)
        return passage
    return None


def _ends_matter(sheet: _Sheet, first: int, index: int) -> bool:
    row = sheet.rows[index]
    if row.bars or row.role is not sheet.rows[first].role:
        return True
    if _NUMBER.match(row.text) or _DATE.match(row.text) or row.text.startswith("Kính"):
        return True
    return row.gap and not row.text[:1].islower()


def _number(sheet: _Sheet) -> tuple[Field | None, int | None]:
    """Number and symbol, and the row in which they start."""
    for found in _NUMBER.finditer(sheet.text):
        glued = found.group()[1:4].strip(" ốỐôÔoO6ó").startswith(":")
        if not sheet.opens_row(found.start()) and not glued:
            continue
        number = re.sub(r"\s", "", found["number"] or "")
        symbol = re.sub(r"\s*([-–/])\s*", r"\1", found["symbol"]).replace("–", "-")
        passage = cut(sheet.whole, *found.span())
        sheet.blot(*found.span())
        row = sheet.row_at(found.start())
        sign = found["sign"][0]
        value = f"{number}{sign}{symbol.rstrip('.')}"
        if not number:
            return Field(value, passage, 0.5, ("number_blank",)), row
        return Field(value, passage), row
    return None, None


def _place_and_date(
    sheet: _Sheet,
) -> tuple[Field | None, Field | None, int | None]:
    """Place, date and the row in which they start; blank days are never guessed."""
    for found in _DATE.finditer(sheet.text):
        place = None
        if found["place"]:
            passage = cut(sheet.whole, *found.span("place"))
            place = Field(passage.text, passage)
        low = found.end("place") if found["place"] else found.start()
        passage = cut(sheet.whole, low, found.end())
        passage = cut(passage, len(passage.text) - len(passage.text.lstrip(" ,.;")))
        sheet.blot(*found.span())
        return place, _date(found, passage), sheet.row_at(found.start())
    return None, None, None


def _date(found: re.Match[str], passage: Passage) -> Field:
    day, month, year = found["day"], found["month"], found["year"]
    if not day or not month:
        value = f"{year}-{int(month):02d}" if month else year
        return Field(value, passage, 0.5, ("date_blank",))
    try:
        return Field(dt.date(int(year), int(month), int(day)).isoformat(), passage)
    except ValueError:
        return Field(year, passage, 0.5, ("date_impossible",))


def has_motto(text: str) -> bool:
    """Whether the line holds a part of the national motto (or the Party's name)."""
    return bool(_MOTTO.search(fold_same(text)))


def has_number(text: str) -> bool:
    """Whether the line starts with "Số: …/…"."""
    return bool(_NUMBER.match(text)) or bool(re.match(r"Số\s*:\s*$", text))


def is_matter(text: str) -> bool:
    """Whether the line starts with "V/v"."""
    return bool(re.match(r"V/v|V/V|v/v", text))


def joined(passages: Iterable[Passage]) -> Passage | None:
    """One passage of several, None of none."""
    whole = join(passages)
    return whole if whole.text else None
