"""Citations: documents named by number and symbol, laws named by title and year."""

from __future__ import annotations

import datetime as dt
import re

from ccndocs.extract.symbols import PARTY, STATE
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Citation, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.doctypes import type_names, type_of_symbol
from ccndocs.vi.fold import fold, fold_same

_DATE = re.compile(
    r"^[\s,]*(?:ban hành\s+)?(?:vào\s+)?ngày\s*(?P<day>\d{1,2})\s*"
    r"(?:[/.-]|\s*tháng\s*)\s*(?P<month>\d{1,2})\s*(?:[/.-]|\s*năm\s*)\s*"
    r"(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^[\s,]*(?:năm\s+)?(?P<year>(?:19|20)\d\d)\b")
_ARTICLE = re.compile(
    r"((?:các\s+)?(?:(?:điểm|khoản|mục|chương|phần)\s+[\w.]+"
    r"(?:\s*(?:,|và|đến)\s*(?:(?:điểm|khoản)\s+)?[\w.]{1,4}(?=[\s,]))*[\s,]+(?:các\s+)?)*"
    r"(?:điều|khoản|mục|chương|phụ lục)\s+[\dIVXLa-zđ]+"
    r"(?:\s*(?:,|và|đến)\s*(?:điều\s+)?\d{1,3}[a-zđ]?)*)\s*(?:,|của|tại)?\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?P<name>[A-ZĐa-zđ][\w ]{3,40}?)\s+(?:của\s+[\w ]{2,30}?\s+)?)?(?:số\s*:?\s*)$"
)
_LAW = re.compile(
    r"(?P<kind>Luật|Bộ luật|Bộ Luật|Hiến pháp|Pháp lệnh)"
    r"(?P<name>(?:\s+(?:[A-ZĐÂÊÔƠƯĂÁÀÍÚÝ]?[\w]+|-|–)(?:,(?=\s[\w]+\s(?:và|[a-zđ])))?){0,14}?)"
    r"\s*(?:,?\s*số\s*:?\s*|\s+)?"
    r"(?P<code>\d{1,3}\s?/\s?(?:19|20)\d\d\s?/\s?(?:PL-)?(?:QH|UBTVQH)\s?\d{1,2})",
)
_LAW_YEAR = re.compile(
    r"(?P<kind>Luật|Bộ luật|Bộ Luật|Hiến pháp|Pháp lệnh)"
    r"(?P<name>(?:\s+[\w]+|\s+-|\s+–|,(?=\s\w)){0,14}?)\s+"
    r"(?:năm\s+|ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?:/|\s+năm\s+))"
    r"(?P<year>(?:19|20)\d\d)\b",
)
_REPLACES = re.compile(
    r"(?:thay thế|bãi bỏ|hết hiệu lực)"
    r"(?:\s+(?:cho|toàn bộ|một phần|các|những|văn bản|quy định tại))*\s*:?\s*$",
    re.IGNORECASE,
)
_REPLACES_FAR = re.compile(
    r"(?:thay thế|bãi bỏ)\s+(?!(?:bởi|bằng)\b)[^.;]{0,160}?"
    r"(?:tại|theo|kèm theo|của)?\s*$",
    re.IGNORECASE,
)
_AMENDS = re.compile(
    r"(?P<passive>(?:được|bị)\s+)?sửa đổi(?:,?\s*bổ sung)?(?:,?\s*thay thế)?"
    r"\s+(?!(?:bởi|bằng|tại)\b)(?:[^.;]{0,120}?)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:được|bị|đã)\s+(?:[^.;,]{0,20})$|kiến nghị|đề xuất|rà soát|nếu", re.I
)
_OWN_ACT = re.compile(
    r"(?:văn bản|quyết định|kế hoạch|chỉ thị|quy chế|nghị quyết|thông tư|nghị định)"
    r"\s+(?:này|nêu trên)\b|^\s*(?:sửa đổi|bãi bỏ|thay thế|v/v|về việc)",
    re.IGNORECASE,
)


def find_citations(
    passage: Passage, context: Context, *, is_basis: bool = False
) -> list[Mention[Citation]]:
    """Every document that the passage cites, in the order of the text.

    `is_basis` tells that the passage is one of the "Căn cứ …" lines. The span covers
    number and symbol with the date behind it and the type's name before it. A document
    that cites its own number is left to the caller.
    """
    text = passage.text
    found = [
        _numbered(passage, match, is_basis)
        for pattern in (STATE, PARTY)
        for match in pattern.finditer(text)
        if _is_document(match.group(), text[: match.start()])
    ]
    taken = [mention.span for mention in found]
    for pattern in (_LAW, _LAW_YEAR):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                found.append(_law(passage, match, is_basis))
    return sorted(found, key=lambda mention: mention.span)


def _is_document(code: str, before: str) -> bool:
    """Not a unit ("30 km/H"), not a fraction with a word behind it ("1/Số")."""
    symbol = re.sub(r"^[\d.\s/–-]+[A-Za-zđĐ]?\s*/|^\d+\s*[-–]\s*", "", code)
    if re.search(r"(?:QH|UBTVQH)\s?\d", symbol):
        return True
    if not re.search(r"[-–/]", symbol):
        known = type_of_symbol(code) is not None
        year = re.search(r"/\s?(?:19|20)\d\d\s?/", code) is not None
        named = re.search(r"số\s*:?\s*$", before) is not None
        return (known and named) or year or bool(re.match(r"(?:TU|TW|ĐU|HU)\b", symbol))
    return sum(c.isupper() for c in symbol) >= 2


def _numbered(
    passage: Passage, match: re.Match[str], is_basis: bool
) -> Mention[Citation]:
    text = passage.text
    code = _tidied(match.group())
    start = _title_start(text, match.start())
    title = text[start : match.start()]
    dated = _DATE.match(text[match.end() :])
    stop = match.end() + (dated.end() if dated else 0)
    article = _article_before(text[:start])
    kind = _type_named(title) or type_of_symbol(code)
    value = Citation(
        type=kind,
        number_symbol=code,
        issued_on=_iso(dated),
        article=article,
        role=_role(text, start, is_basis),
    )
    return Mention(passage.id, Span(start, stop), value, "citation number")


def _law(passage: Passage, match: re.Match[str], is_basis: bool) -> Mention[Citation]:
    text = passage.text
    groups = match.groupdict()
    code = _tidied(groups["code"]) if groups.get("code") else None
    kind = "Bộ luật" if fold(groups["kind"]) == "bo luat" else groups["kind"]
    name = f"{kind}{groups['name']}".strip(" ,")
    dated = _DATE.match(text[match.end() :])
    stop = match.end() + (dated.end() if dated else 0)
    value = Citation(
        type=kind,
        number_symbol=code or " ".join(f"{name} {groups['year']}".split()),
        issued_on=_iso(dated),
        article=_article_before(text[: match.start()]),
        role=_role(text, match.start(), is_basis),
    )
    return Mention(passage.id, Span(match.start(), stop), value, "citation law")


def _tidied(code: str) -> str:
    """Number and symbol without the spaces and doubled strokes of OCR.

    >>> _tidied("965 /UBND- KT"), _tidied("32/2024/NĐ–CP")
    ('965/UBND-KT', '32/2024/NĐ-CP')
    """
    code = re.sub(r"\s*([/–-])\s*", r"\1", code).replace("–", "-")
    return re.sub(r"/{2,}", "/", code)


def _title_start(text: str, at: int) -> int:
    """Where the type's name before a number starts: "Nghị định số 32/…"."""
    before = text[:at]
    number = re.search(r"(?:số\s*:?\s*)?$", before)
    cut = number.start() if number else at
    folded = fold_same(before[:cut]).rstrip()
    for name in (*type_names(), "van ban", "luat", "bo luat"):
        if folded.endswith(name):
            start = len(folded) - len(name)
            if start == 0 or not folded[start - 1].isalpha():
                return start
    return cut


def _type_named(title: str) -> str | None:
    name = fold(re.sub(r"số\s*:?\s*$", "", title))
    if name == "van ban":
        return "CV"
    return type_names().get(name) or None


def _article_before(before: str) -> str | None:
    found = _ARTICLE.search(before[-140:])
    return " ".join(found.group(1).split()) if found else None


def _iso(dated: re.Match[str] | None) -> str | None:
    if dated is None:
        return None
    year, month, day = (int(dated.group(k)) for k in ("year", "month", "day"))
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _role(text: str, start: int, is_basis: bool) -> str:
    """What this document does to the one cited.

    Only its own words replace or amend ("Quyết định này thay thế …"); "được sửa đổi
    bởi Nghị định B" and work still to be done tell of others.
    """
    clause = text[:start]
    sentence = clause[max(clause.rfind(c) for c in ".;") + 1 :]
    if is_basis:
        return "basis"
    for role, pattern in (("replaces", _REPLACES), ("replaces", _REPLACES_FAR)):
        found = pattern.search(sentence)
        if found and _own(text, sentence, found):
            return role
    found = _AMENDS.search(sentence)
    if found and not found.group("passive") and _own(text, sentence, found):
        return "amends"
    return "mention"


def _own(text: str, sentence: str, act: re.Match[str]) -> bool:
    before = sentence[: act.start()]
    if _PASSIVE.search(before):
        return False
    return bool(_OWN_ACT.search(sentence) or "(" in before[-2:] or not before.strip())

