"""Citations: documents named by number and symbol, laws named by title and year."""

from __future__ import annotations

import datetime as dt

from ccndocs.extract.symbols import PARTY, STATE
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Citation, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.doctypes import type_names, type_of_symbol
from ccndocs.vi.fold import fold, fold_same
from ccndocs.vi.laws import law_of

_DATE = re.compile(
    r"^[\s,]*(?:ban hành\s+)?(?:vào\s+)?ngày\s*(?P<day>\d{1,2})\s*"
    r"(?:[/.-]|\s*tháng\s*)\s*(?P<month>\d{1,2})\s*(?:[/.-]|\s*năm\s*)\s*"
    r"(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"((?:các\s+)?(?:(?:điểm|khoản|mục|chương|phần)\s+[\w.]+"
    r"(?:\s*(?:,|và|đến)\s*(?:(?:điểm|khoản)\s+)?[\w.]{1,4}(?=[\s,]))*[\s,]+(?:các\s+)?)*"
    r"(?:điều|khoản|mục|chương|phụ lục)\s+[\dIVXLa-zđ]+"
    r"(?:\s*(?:,|và|đến)\s*(?:điều\s+)?\d{1,3}[a-zđ]?)*)\s*(?:,|của|tại)?\s*$",
    re.IGNORECASE,
)
_KIND = r"(?P<kind>Luật|Bộ luật|Bộ Luật|Hiến pháp|Pháp lệnh)"
_WORDS = (
    r"(?P<name>(?:\s+(?!(?:có|này|năm|ngày|chậm|trước|trong|mới|sau|từ)\b)[^\W\d]+|\s+[-–]"
    r"|,(?!\s+(?:Luật|Bộ luật)\b)(?=\s\w)){0,24}?)"
)
_LAW_HEAD = re.compile(_KIND + _WORDS + r"[\s,]*(?:số\s*:?\s*)?$")
_LAW_YEAR = re.compile(
    _KIND + _WORDS + r",?\s+(?:năm\s+|(?=ngày\s+\d))"
    r"(?:ngày\s+(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:/|\s+năm\s+))?"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_SECOND_LAW = re.compile(r"(?<!của )(?<!của\s)\b(?:Luật|Bộ luật)\b")
_LAW_CODE = re.compile(r"(?:QH|UBTVQH)\s?\d")
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
# "Sửa đổi, bổ sung một số điều của Quyết định số …": as the title of such an act.
_SEVERAL = re.compile(
    r"một số (?:điều|khoản|nội dung|điểm)[^,;]{0,40}(?:của|tại|kèm theo)\s+$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:được|bị|đã)\s+(?:[^.;,]{0,20})$|kiến nghị|đề xuất|rà soát|nếu", re.I
)
_OWN_ACT = re.compile(
    r"(?:văn bản|quyết định|kế hoạch|chỉ thị|quy chế|nghị quyết|thông tư|nghị định"
    r"|công văn|thông báo|hướng dẫn|chương trình|đề án|phương án|kết luận)"
    r"\s+(?:này|nêu trên)\b|^\s*(?:v/v|về việc)",
    re.IGNORECASE,
)


def find_citations(
    passage: Passage, *, is_basis: bool = False
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
    for match in _LAW_YEAR.finditer(text):
        law = _law(passage, match, is_basis)
        if not any(law.span.overlaps(other) for other in taken):
            found.append(law)
    return sorted(found, key=lambda mention: mention.span)


def _is_document(code: str, before: str) -> bool:
    """Not a unit ("30 km/H"), not a fraction with a word behind it ("1/Số")."""
    symbol = re.sub(r"^[\d.\s/–-]+[A-Za-zđĐ]?\s*/|^\d+\s*[-–]\s*", "", code)
    if _LAW_CODE.search(symbol):
        return True
    if not re.search(r"[-–/]", symbol):
        known = type_of_symbol(code) is not None
        year = re.search(r"/\s?(?:19|20)\d\d\s?/", code) is not None
        named = re.search(r"số\s*:?\s*$", before) is not None
        enough = known or sum(c.isupper() for c in symbol) >= 2
        return (
            (enough and named) or year or bool(re.match(r"(?:TU|TW|ĐU|HU)\b", symbol))
        )
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
    law = _LAW_HEAD.search(text[: match.start()]) if _LAW_CODE.search(code) else None
    if law is not None:
        start = law.start()
    article = _article_before(text[:start])
    kind = _law_type(law.group()) if law else _type_of(title, code)
    value = Citation(
        type=kind,
        number_symbol=code,
        issued_on=_iso(dated),
        article=article,
        role=_role(text, start, is_basis),
    )
    return Mention(passage.id, Span(start, stop), value, "citation number")


def _law(passage: Passage, match: re.Match[str], is_basis: bool) -> Mention[Citation]:
    """A law without number: its own from the table, else title and year stand for it.

    Of "Luật A và Luật B năm 2020" only B has the year; "sửa đổi … của Luật A và Luật
    B" is one title.
    """
    text = passage.text
    start = match.start()
    name = " ".join(f"{match['kind']}{match['name']}".split()).strip(" ,")
    if "của Luật" not in name:
        further = list(_SECOND_LAW.finditer(text, start + 4, match.end("name")))
        if further:
            start = further[-1].start()
            name = " ".join(text[start : match.end("name")].split())
    written = _iso(match) if match["day"] else None
    law = law_of(name, written or match["year"])
    value = Citation(
        type=_law_type(name),
        number_symbol=law.number if law else f"{name} {match['year']}",
        issued_on=written or (law.issued_on if law else None),
        article=_article_before(text[:start]),
        role=_role(text, start, is_basis),
    )
    return Mention(passage.id, Span(start, match.end()), value, "citation law")


def _law_type(name: str) -> str:
    kinds = ("Bộ luật", "Hiến pháp", "Pháp lệnh")
    return next((k for k in kinds if fold(name).startswith(fold(k))), "Luật")


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


def _type_of(title: str, code: str) -> str | None:
    """The symbol's own type; the title's where the symbol has none ("68/CP")."""
    symbol = type_of_symbol(code)
    return symbol if symbol not in {None, "CV"} else _type_named(title) or symbol


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
        if found and _own(sentence, found, starts=sentence == clause):
            return role
    found = _AMENDS.search(sentence)
    article = _article_before(clause) is not None and sentence == clause
    article = article or _SEVERAL.search(sentence) is not None
    if found and not found["passive"] and _own(sentence, found, starts=article):
        return "amends"
    return "mention"


def _own(sentence: str, act: re.Match[str], *, starts: bool) -> bool:
    """Whether the act is this document's: it says so, or an article opens with it.

    Plans order others to replace or amend ("Xây dựng … (thay thế …)"); that is none.
    """
    before = sentence[: act.start()]
    if _PASSIVE.search(before):
        return False
    return bool(_OWN_ACT.search(sentence)) or (starts and not before.strip())
