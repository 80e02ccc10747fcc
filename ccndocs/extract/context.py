"""What the header and the document's own definitions tell the finders."""

from __future__ import annotations

import datetime as dt

from ccndocs.types.mention import Context
from ccndocs.types.tree import Header, Tree
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import match_key
from ccndocs.vi.issuers import is_of_all_land
from ccndocs.vi.moments import moment_at
from ccndocs.vi.places import LEVELS, district_named, province_named
from ccndocs.vi.tables import word_lists
from ccndocs.vi.words import tokens

_DEFINES = re.compile(
    r"\(\s*(?:sau đây|dưới đây|từ đây)?\s*(?:được\s+)?"
    r"(?:gọi|viết)\s+(?:tắt|chung|tắt chung)?\s*(?:là|:)\s*[\"“”']?"
    r"(?P<short>[^()\"“”';]{1,60}?)[\"“”']?\s*\)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\((?P<short>[A-ZĐ][A-ZĐ&.-]{1,9})\)")
_PROVINCE_LEVELS = {"tỉnh", "thành phố"}
_DISTRICT_LEVELS = {"huyện", "quận", "thị xã", "thành phố"}
_LEVEL = re.compile(
    r"\b(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?!\s+hội)|phường|đặc khu)"
    r"\s+(\S.*)$"
)
_LONGEST = 12  # words of a long form before its short one
_STOPS = re.compile(r"[.;:()]|,\s(?=\w+\s(?:của|do|tại)\b)")


def context_of(tree: Tree) -> Context:
    """The context of a document: its date, issuer, localities, its own short forms."""
    header = tree.header
    issuer = header.issuer.value if header.issuer else None
    parent = header.parent.value if header.parent else None
    place = header.place.value if header.place else None
    province, district, commune = _localities(issuer, parent, place)
    issued_on = _date(header.issued_on.value if header.issued_on else None)
    return Context(
        issued_on=issued_on,
        issuer=issuer,
        province=province,
        district=district,
        commune=commune,
        abbreviations=_defined(tree),
        counted_on=_counted_on(tree, issued_on),
        title_year=_title_year(header),
        year_ahead=_year_ahead(header, issued_on),
    )


# "KẾ HOẠCH Cải cách hành chính năm 2026", "Ban hành Chương trình công tác năm 2026"
_PLAN_TYPES = frozenset({"KH", "CTr", "QĐ", "NQ", "HD"})
_OF_WORK = re.compile(
    r"kế hoạch|chương trình|nhiệm vụ|công tác|hướng dẫn", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d/-])20\d\d(?![\d/-])")
# "dịp Tết Nguyên đán năm 2026", "lập dự toán năm 2026": work of the year before, too
_BEFORE_IT = re.compile(
    rf"\b(?:{word_lists('deadline_words')['begun_before']})\b", re.IGNORECASE
)
_LAST_QUARTER = 10


def _title_year(header: Header) -> int | None:
    """The one year that the title names; none where it names more."""
    title = header.title.value if header.title else ""
    years = {int(year[0]) for year in _YEARS.finditer(title)}
    return years.pop() if len(years) == 1 else None


def _year_ahead(header: Header, issued_on: dt.date | None) -> int | None:
    """The next year, where a plan of late in a year names it and no other.

    "Quý IV" and "trước ngày 31/12" of a plan for 2026 that is issued on 08/12/2025 are
    of 2026.
    """
    title = header.title.value if header.title else None
    kind = header.type.value if header.type else None
    if issued_on is None or title is None or issued_on.month < _LAST_QUARTER:
        return None
    if _title_year(header) != issued_on.year + 1 or _BEFORE_IT.search(title):
        return None
    is_plan = kind in ("KH", "CTr") or _OF_WORK.search(title)
    return issued_on.year + 1 if kind in _PLAN_TYPES and is_plan else None


_COUNTED = re.compile(
    r"(?:(?:số liệu[^.;]{0,40}?|tính|lũy kế|luỹ kế|chốt|cập nhật)\s*|^|[.(]\s*)đến\s+"
    r"(?:(?:hết|cuối|thời điểm)\s+)?(?=ngày|tháng|quý|năm|\d)",
    re.IGNORECASE,
)
_OLDEST = dt.timedelta(days=550)


def _counted_on(tree: Tree, issued_on: dt.date | None) -> dt.date | None:
    """The day of the document's figures, where it names one and no other.

    "(số liệu chốt đến ngày 14/6/2026)", "Tính đến hết tháng 10 năm 2025, …".
    """
    if issued_on is None:
        return None
    days: set[dt.date] = set()
    for passage in tree.passages():
        for match in _COUNTED.finditer(passage.text):
            moment = moment_at(passage.text, match.end(), bare=True)
            day = moment.last() if moment and moment.year else None
            if day and issued_on - _OLDEST <= day <= issued_on:
                days.add(day)
    return days.pop() if len(days) == 1 else None


def _date(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _localities(
    issuer: str | None, parent: str | None, place: str | None
) -> tuple[str | None, str | None, str | None]:
    """Province, district, commune: from the issuer, its parent, the place-date line."""
    province = district = commune = None
    for text in (issuer, parent):
        level, name = locality_in(text)
        if level in _PROVINCE_LEVELS and _is_province(level, name):
            province = province or name
        elif level in _DISTRICT_LEVELS:
            district = district or name
        elif level is not None:
            commune = commune or name
    is_below = commune is not None or district is not None
    if place is not None and not is_below and not _of_all(issuer, parent, place):
        known = province_named(place)
        province = province or (known.name if known else None)
    if province is None and district is not None:
        found = district_named(district)
        province = found.province if found else None
    return province, district, commune


_CAPITAL = "Hà Nội"
_SUPREME = (" Việt Nam", " tối cao")  # of a province, too, where a page lost its line


def _of_all(issuer: str | None, parent: str | None, place: str) -> bool:
    """Whether the whole land's body issued, so that its date line is no locality.

    "BỘ CÔNG THƯƠNG | Hà Nội, ngày …" tells nothing of Hà Nội, and a ministry's
    department ("CỤC CÔNG NGHIỆP" below it) sits there, too; one that sits elsewhere is
    a branch.
    """
    if issuer is not None and is_of_all_land(issuer):
        return True
    if place != _CAPITAL:
        return False
    below = parent is not None and is_of_all_land(parent)
    return below or (issuer is not None and issuer.endswith(_SUPREME))


def _is_province(level: str, name: str | None) -> bool:
    if level == "tỉnh" or name is None:
        return True
    known = province_named(name)
    return known is not None and known.kind == "thành phố"


def locality_in(name: str | None) -> tuple[str | None, str | None]:
    """The level word and bare place at the end of an issuer's name.

    >>> locality_in("UBND tỉnh An Sơn"), locality_in("Sở Y tế")
    (('tỉnh', 'An Sơn'), (None, None))
    >>> locality_in("Tỉnh ủy Bắc Giang"), locality_in("Bảo hiểm xã hội Việt Nam")
    (('tỉnh', 'Bắc Giang'), (None, None))
    """
    if not name:
        return None, None
    found = _LEVEL.search(name)
    if found:
        return LEVELS[match_key(found.group(1))], found.group(2).strip()
    words = name.split()
    for size in (4, 3, 2, 1):
        province = province_named(" ".join(words[-size:])) if words[size:] else None
        if province is not None:
            return province.kind, province.name
    return None, None


def _defined(tree: Tree) -> dict[str, str]:
    """Short forms that the document defines, to the words they stand for."""
    found: dict[str, str] = {}
    for passage in tree.passages():
        for pattern in (_DEFINES, _INITIALS):
            for match in pattern.finditer(passage.text):
                short = " ".join(match.group("short").split())
                long = long_form(passage.text[: match.start()], short)
                if long and short not in found:
                    found[short] = long
    return found


def long_form(before: str, short: str) -> str | None:
    """The words just before a definition that its short form abbreviates.

    Capital initials are counted back from the end; another short form must be the
    start of what it stands for ("Ban Quản lý các khu công nghiệp (… Ban Quản lý)").

    >>> long_form("trên địa bàn các cụm công nghiệp ", "CCN")
    'cụm công nghiệp'
    """
    clause = before[-200:]
    words = [t for t in tokens(clause) if t.word][-_LONGEST:]
    if short.isupper() and " " not in short:
        letters = [t.key[0] for t in words if t.text.lower() != "và"]
        wanted = [c for c in match_key(short) if c.isalpha()]
        if letters[-len(wanted) :] != wanted:
            return None
        chosen = [t for t in words if t.text.lower() != "và"][-len(wanted)]
        return " ".join(clause[chosen.start :].split()).rstrip(" ,")
    stops = list(_STOPS.finditer(clause))
    clause = clause[stops[-1].end() :] if stops else clause
    first = short.split()[0]
    at = clause.rfind(first)
    return " ".join(clause[at:].split()) if at >= 0 else None
