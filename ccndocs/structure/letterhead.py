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
from ccndocs.vi.letters import CAPITALS

_MOTTO = re.compile(
    r"cong\s+hoa\s+xa\s+h\w{1,2}(?:\s+chu\s+nghia\s+viet\s+nam)?"
    r"|chu\s+nghia\s+viet\s+nam"
    r"|d\w{1,2}c\s+lap[-.–—\s]*tu\s+do[-.–—\s]*h\w{1,2}nh\s+phuc"
    r"|dang\s+cong\s+san\s+viet\s+nam"
)
_NUMBER = re.compile(
    r"(?:(?:(?:Luật|Nghị quyết|Pháp lệnh)\s+s|S)[ốỐôÔoO6óéếẻ]|(?<!\w)s[ốôó](?=:))"
    r"\s*[:.;]?\s*"
    r"(?P<number>\d{1,5}\s?[A-Z]?(?:\s?/\s?(?:19|20)\d\d)?)?"
    r"[.…_\s]*(?P<sign>[/-]{1,2})\s*"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđƯƠÔÂ&.]*(?:\d{1,2}(?!\w))?(?:(?:\s?[-–/]\s?|:)[A-ZĐ0-9][A-Za-z0-9ĐđƯƠÔÂ&.]*)*)"
)
_PLACE = (
    r"(?:(?:[Tt]hành phố|THÀNH PHỐ|[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã|"
    r"[Tt]hị trấn|Tp\.?|TP\.?)\s*)?"
    rf"[{CAPITALS}][^\W\d_]*(?:[ .'’-]{{1,3}}[{CAPITALS}][^\W\d_]*){{0,5}}"
)
_DATE = re.compile(
    rf"(?:(?<![\w/-])(?P<place>{_PLACE})\s*[,.;]?\s*)?\b[Nn]g[àaùáạả]y(?![^\W\d_])(?P<day>[^,;:\n]{{0,12}}?)"
    rf"th[áaắẳàâ]ng(?![^\W\d_])(?P<month>[^,;:\n]{{0,9}}?)n[ăa]m\s*(?P<year>(?:19|20)\d\d)"
)
# "Nghị định số 45/2018/NĐ-CP ngày 23 tháng 4 năm 2018": the day of what is cited; the
# document's own number is blotted out by then.
_OF_ANOTHER = re.compile(r"(?:[\w–-]/[A-ZĐ][\w/–-]*|\bsố\s+[\w/–-]+)\s*$")
_BLANK = re.compile(r"[.…_\s/]*")
_ABOUT = re.compile(r"Về\s+(?=[^\W\d_])")
_ILLEGIBLE = re.compile(
    r"[Ss][ốỐôÔoOóéếẻ]\s*(?:[:.;]\s*\S{0,8}\s?\S{0,4}?\s*(?P<sign>[/-])|\S{1,4}\s?-)\s*"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđ]*(?:[-/][A-ZĐ][A-Za-zĐđ]*)+)"
)
_MATTER = re.compile(r"(?:V/v|V/V|v/v|Về việc|VỀ VIỆC)\b\s*[:.]?")
# Who decides, below a title in capitals: "HỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN".
_DECIDER = re.compile(r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|[ỦU][ỶY] BAN|UỶ BAN|HỘI ĐỒNG)\b")
# The last: a symbol parted from its blank "Số:", "/TTr-VPCP".
_STRAY = re.compile(
    r"(?:H[OỎ]A TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|DỰ THẢO|SAO Y.*|SAO LỤC.*|"
    r"TRÍCH SAO.*|CÔNG BÁO.*|ĐẾN.*|Người ký:.*|Ký bởi:.*|Thời gian ký:.*|Email:.*|"
    r"Cơ quan:.*|Ngày ký:.*|[A-ZĐ][A-Za-zĐđ]*(?:[-/&][A-ZĐ][A-Za-zĐđ]*)+)$"
)
FIRST_WORDS = ("ỦY", "UỶ", "SỞ", "BỘ", "XÃ")
"""A name's first word where a page breaks its line there: "ỦY" / "BAN NHÂN DÂN"."""
_HIDE = "\x00"
_SCRAPS = re.compile(r"(?:[^\w(\"“]|[\u02b0-\u02ff])+")  # a speck read as a circumflex


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of a letterhead; `names` are lines that name issuers, top first."""

    number_symbol: Field | None
    symbol: str | None
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

    def one_name(self, start: int, stop: int) -> int:
        """Where a name that ends at `stop` begins: not in another column's row."""
        for index in range(self.row_at(stop - 1), self.row_at(start), -1):
            row, above = self.rows[index], self.rows[index - 1]
            before = self.text[max(start, self.starts[index - 1]) : self.starts[index]]
            if row.bars or row.role is not above.role or before.strip().isupper():
                return self.starts[index]
        return start

    def rests(self) -> list[tuple[int, Passage]]:
        """What is left of each row."""
        found = []
        for index, start in enumerate(self.starts):
            stop = start + len(self.rows[index].text)
            for part in re.finditer(rf"[^{_HIDE}]+", self.text[start:stop]):
                passage = cut(self.whole, start + part.start(), start + part.end())
                scraps = _SCRAPS.match(passage.text)
                passage = cut(passage, scraps.end() if scraps else 0)
                if any(c.isalnum() for c in passage.text):
                    found.append((index, passage))
        return found


def read_letterhead(rows: Sequence[Row]) -> Letterhead:
    """Read the rows above the title (of a letter: above "Kính gửi")."""
    sheet = _Sheet(rows)
    for found in _MOTTO.finditer(fold_same(sheet.text)):
        sheet.blot(*found.span())
    matter = _matter(sheet)
    number, symbol, number_at = _number(sheet)
    place, issued_on, date_at = _place_and_date(sheet)
    last = min((at for at in (number_at, date_at) if at is not None), default=len(rows))
    sides = any(row.role is LineRole.LETTERHEAD_LEFT for row in rows)
    names: list[Passage] = []
    rest: list[Passage] = []
    for index, passage in sheet.rests():
        left = not sides or rows[index].role is LineRole.LETTERHEAD_LEFT
        if _STRAY.match(passage.text) or _is_scrap(passage.text):
            continue
        above = index <= last if not sides else number_at is None or index <= number_at
        (names if left and above and _is_name(passage.text) else rest).append(passage)
    return Letterhead(
        number, symbol, place, issued_on, matter, tuple(names), tuple(rest)
    )


def _is_scrap(text: str) -> bool:
    """Two signs or fewer, but for a name's first word: "ỦY" / "BAN NHÂN DÂN"."""
    return len(text) < 3 and text not in FIRST_WORDS


def _is_name(text: str) -> bool:
    if re.match(r"[Ss]\S{0,2}\s?[:.]", text):
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(letters) and capitals * 10 >= len(letters) * 7 and len(text) < 90


def _matters(sheet: _Sheet) -> list[re.Match[str]]:
    """Where the matter begins: "V/v …", else "Về …" in the row below the number."""
    found = list(_MATTER.finditer(sheet.text))
    if found:
        return found
    below = [i for i, row in enumerate(sheet.rows[:-1]) if has_number(row.text)]
    plain = [_ABOUT.match(sheet.text, sheet.starts[i + 1]) for i in below]
    return [match for match in plain if match is not None]


def _matter(sheet: _Sheet) -> Passage | None:
    """The "V/v …" of a letter: to the end of its block."""
    for found in _matters(sheet):
        first = sheet.row_at(found.start())
        last = first
        while last + 1 < len(sheet.rows) and not _ends_matter(sheet, first, last + 1):
            last += 1
        stop = sheet.starts[last] + len(sheet.rows[last].text)
        passage = cut(sheet.whole, found.start(), stop)
        sheet.blot(found.start(), stop)
        return passage
    return None


# "phố Hồ Chí Minh, ngày 25 tháng 11 năm 2025": a page has lost the line's first words
_BROKEN_DATE = re.compile(
    r"^[^\d]{0,40},\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}$"
)
# The text begins, or the address of who is addressed stands in brackets.
_ANSWERS = re.compile(
    r"(?:Trả lời|Phúc đáp|Căn cứ|Xét|Vừa qua|Hiện nay)\s|\((?:đ/c|địa chỉ)\b"
)
_GREETS = re.compile(r"Kính|gửi\s?:")
_ADDRESSED = re.compile(
    r"(?:Các (?:sở|Sở|bộ|Bộ|cơ quan|đơn vị|trường)|Chủ tịch|Bộ trưởng|Giám đốc|"
    r"Tổng giám đốc|Ủy ban|UBND|Sở|Bộ|Văn phòng|Đồng chí|Thủ trưởng|Cục|Công ty|Ông|"
    r"Bà)\s"
)
_RUNS_ON = re.compile(
    r"(?:\b(?:với|của|tại|và|cho|các|về|theo|do|từ|đến|trên|trong|giữa|là|V/v)|[,:-])$"
)


def _is_addressed(row: Row, above: str) -> bool:
    """Whether a row names whom a letter goes to, of which "Kính gửi" is lost."""
    return bool(_ADDRESSED.match(row.text)) and not _RUNS_ON.search(above)


def _ends_matter(sheet: _Sheet, first: int, index: int) -> bool:
    row = sheet.rows[index]
    if row.caps and not sheet.rows[first].caps and _STRAY.match(row.text):
        return True
    if row.bars or row.role is not sheet.rows[first].role:
        return True
    if sheet.text[sheet.starts[index]] == _HIDE:
        return True
    if _NUMBER.match(row.text) or _DATE.match(row.text) or _GREETS.match(row.text):
        return True
    if row.caps and _DECIDER.match(row.text):
        return True
    if _BROKEN_DATE.search(row.text) or _ANSWERS.match(row.text):
        return True
    above = sheet.rows[index - 1].text
    if not any(has_number(r.text) for r in sheet.rows) and _is_addressed(row, above):
        return True
    if sheet.rows[first].caps and not row.caps and row.text[:1].isupper():
        return True
    small = row.text[:1].islower() and not row.text[1:2].isupper()  # "ủY BAN": none
    return row.gap and not small


def _number(sheet: _Sheet) -> tuple[Field | None, str | None, int | None]:
    """Number and symbol, the symbol alone, and the row in which they start.

    A blank or illegible number is an empty value with a flag; it is never guessed.
    """
    for pattern in (_NUMBER, _ILLEGIBLE):
        for found in pattern.finditer(sheet.text):
            colon = found.group()[1:4].strip(" ốỐôÔoO6óéếẻ").startswith(":")
            opens = sheet.opens_row(found.start())
            if not opens and (not colon or found.group()[0] == "s"):
                continue
            row = sheet.row_at(found.start())
            if opens and _cites(found, sheet.rows[row].text):
                continue
            passage = cut(sheet.whole, *found.span())
            sheet.blot(*found.span())
            symbol = re.sub(r"\s*([-–/])\s*", r"\1", found["symbol"])
            symbol = symbol.replace("–", "-").replace(":", "-").rstrip(".")
            if found["sign"] == "-":
                symbol = _PARTY.sub(r"\1/\2", symbol)
            return _number_field(found, symbol, passage), symbol, row
    return None, None, None


# "12-CTTU" of a scan: the Party's symbols have their slash behind the type
_PARTY = re.compile(r"^(CT|NQ|KL|KH|TB|QĐ|QC|BC|HD|TTr|CTr|CV|ĐA)(TW|TU|HU|ĐU)$")


def _cites(found: re.Match[str], text: str) -> bool:
    """Whether a line only goes on with what it cites: "Nghị quyết số 14/NQ-CP; …".

    A law's own number stands alone, or beside place and day: "Luật số: 12/2031/QH16".
    """
    named = not found.group().lower().startswith("s") and ":" not in found.group()
    rest = text[found.end() - found.start() :].lstrip()
    return named and bool(rest) and not rest[0].isupper()


def _number_field(found: re.Match[str], symbol: str, passage: Passage) -> Field:
    if "number" not in found.re.groupindex:
        return Field("", passage, 0.3, ("number_illegible",))
    number = re.sub(r"\s", "", found["number"] or "")
    if not number:
        return Field("", passage, 0.5, ("number_blank",))
    return Field(f"{number}{found['sign'][0]}{symbol}", passage)


def _place_and_date(
    sheet: _Sheet,
) -> tuple[Field | None, Field | None, int | None]:
    """Place, date and the row in which they start; blank days are never guessed."""
    for found in _DATE.finditer(sheet.text):
        if _OF_ANOTHER.search(sheet.text[: found.start()]):
            continue
        place = None
        if found["place"]:
            start = sheet.one_name(*found.span("place"))
            passage = cut(sheet.whole, start, found.end("place"))
            place = Field(_place_name(passage.text), passage)
            sheet.blot(start, found.end())
        low = found.end("place") if found["place"] else found.start()
        passage = cut(sheet.whole, low, found.end())
        passage = cut(passage, len(passage.text) - len(passage.text.lstrip(" ,.;")))
        sheet.blot(low, found.end())
        return place, _date(found, passage), sheet.row_at(found.start())
    return None, None, None


def _place_name(text: str) -> str:
    """The place with one capital a word, where a scan has more: "Sơn VỊ" → "Sơn Vị".

    "TP. An Sơn" keeps its two; a place all in capitals is written so.
    """
    words = text.split()
    if text.isupper() or not any(word.istitle() for word in words):
        return text
    loud = [word.isupper() and bool(_VOWEL.search(fold_same(word))) for word in words]
    return " ".join(
        word.capitalize() if is_loud else word
        for word, is_loud in zip(words, loud, strict=True)
    )


_VOWEL = re.compile(r"[aeiouy]")  # abbreviations have none: "TP.", "TX."


def _date(found: re.Match[str], passage: Passage) -> Field:
    """The date, or as much of it as is written: "2024-11", "2024", with a flag."""
    day, month, year = (found[k].strip(" .…_/") for k in ("day", "month", "year"))
    known = [year]
    if re.fullmatch(r"\d{1,2}", month) and 1 <= int(month) <= 12:
        known.append(f"{int(month):02d}")
        if re.fullmatch(r"\d{1,2}", day) and _exists(int(year), int(month), int(day)):
            return Field(f"{year}-{int(month):02d}-{int(day):02d}", passage)
    blank = _BLANK.fullmatch(found["day"]) or _BLANK.fullmatch(found["month"])
    flag = "date_blank" if blank else "date_illegible"
    return Field("-".join(known), passage, 0.5, (flag,))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def has_motto(text: str) -> bool:
    """Whether the line holds a part of the national motto (or the Party's name)."""
    return bool(_MOTTO.search(fold_same(text)))


def bears_motto(text: str) -> bool:
    """Whether the line is the motto, alone or beside a name in capitals.

    >>> bears_motto("SỞ Y TẾ Độc lập - Tự do - Hạnh phúc")
    True
    >>> bears_motto("Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam (02/9)")
    False
    """
    found = _MOTTO.search(fold_same(text))
    if found is None or len(text) > 120:
        return False
    rest = [c for c in text[: found.start()] + text[found.end() :] if c.isalpha()]
    return sum(c.isupper() for c in rest) * 10 >= len(rest) * 7


def has_number(text: str) -> bool:
    """Whether the line starts with "Số: …/…", legible or not."""
    found = _NUMBER.match(text)
    if found:
        return not _cites(found, text)
    return len(text) < 60 and bool(re.match(r"[Ss]ố\s*[:.]", text))


def is_matter(text: str) -> bool:
    """Whether the line starts with "V/v"."""
    return bool(re.match(r"V/v|V/V|v/v", text))


def opens_matter(text: str) -> bool:
    """Whether the line starts with "V/v" or "Về việc", in capitals or not."""
    return bool(_MATTER.match(text))


def joined(passages: Iterable[Passage]) -> Passage | None:
    """One passage of several, None of none."""
    whole = join(passages)
    return whole if whole.text else None
