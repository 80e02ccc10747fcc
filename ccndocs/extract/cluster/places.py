"""Where a cluster lies and how large it is, by the words beside its name.

"CCN An Hạ (xã Tân Hạ, huyện Lâm Bình), diện tích 50 ha": a bracket may hold the bare
name of a district or a province; the head of a list or of a paragraph names one, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccndocs.extract.cluster.names import PLACE, WORD
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import parse_number
from ccndocs.vi.places import district_named, is_district, province_named

# A hyphen with a space parts two places: "xã Trung Nghĩa- Vũng Liêm".
_ONE_PLACE = rf"{WORD}(?:(?:\s+|-){WORD}){{0,3}}"
_DISTRICT = (
    r"(?:[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố|[Qq]uận|T[Pp]\.?|TX\.?|H\.)\s*(?<=\W)"
    rf"(?P<district>{PLACE})"
)
_COMMUNE = (
    r"(?:(?<![Tt]hị\s)[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|TT\.?|(?<!\w)[PX]\.)"
    rf"\s+(?P<commune>{_ONE_PLACE})"
)
_PROVINCE = rf"(?:[Tt]ỉnh|[Tt]hành\s+phố)\s+(?P<province>{PLACE})"
# "huyện Yên Lạc: CCN Đồng Văn, …", "- Huyện Tam Dương (02 cụm) gồm CCN …"
# and "huyện Yên Lạc (CCN Đồng Văn 20 ha, CCN …", seen from within the bracket
_LIST_HEADS = re.compile(
    rf"{_DISTRICT}\s*(?:(?:có\s+)?\d+\s+(?:CCN|[Cc]ụm(?:\s+công\s+nghiệp)?)\s*(?:\(|:|gồm\b)|\([^)]*\)\s*(?::|gồm\b)|:|\((?=[^()]*$)|gồm\b"
    r"|(?:(?:hiện|đã|nay)\s+)*có\s+(?:các\s+|\d+\s+)?(?=CCN|[Cc]ụm|$))"
)
# "Xã Hạ Lý: CCN An Hòa; xã Tân Khê có 02 CCN: CCN Gò Lim, …", "xã Hạ Lý (CCN An Hòa …"
_COMMUNE_HEADS = re.compile(
    rf"{_COMMUNE}\s*(?:\(\s*\d+\s+(?:CCN|[Cc]ụm)[^()]{{0,15}}\)\s*(?::|gồm\b)|:\s*(?:có\s+)?(?=\d|CCN|[Cc]ụm|$)"
    r"|\((?=[^()]*$)|gồm\s+(?=CCN|[Cc]ụm|$)"
    r"|(?:(?:hiện|đã|nay)\s+)*có\s+(?:các\s+|\d+\s+)?(?=CCN|[Cc]ụm|$))"
)
# "CCN An Hòa (50 ha), xã Tân Khê có CCN Gò Lim": the next place heads a list of its own
_HEADS_ITS_OWN = re.compile(
    r"\s*(?::|\(|gồm|(?:(?:hiện|đã|nay|cũng)\s+)*có|\s)\s*(?:các\s+|\d+\s+)?(?:CCN|[Cc]ụm)\b"
)
# "CCN An Hòa được thành lập tại Quyết định số 12/QĐ-UBND ngày 15/6/2022 của UBND tỉnh,
# tại xã Hạ Lý": over the act that founded it
_FOUNDED_BY = re.compile(
    r"""\s*,?\s*(?:được\s+)?(?:UBND\s+tỉnh\s+)?(?:quyết\s+định\s+)?(?:thành\s+lập|phê\s+duyệt)\s+(?:theo|tại)\s+
    Quyết\s+định\s+số\s+\S+?(?:\s+ngày\s+[\d/]+)?(?:\s+của\s+(?:Chủ\s+tịch\s+)?UBND\s+(?:tỉnh|huyện|thành\s+phố))?
    (?=\s*,|\s+với\s|\s+có\s)""",
    re.VERBOSE | re.IGNORECASE,
)
# "Tại huyện Chương Mỹ, CCN Đông Sơn (…) …. CCN Đại Yên …"; "- Huyện Hạ: 02 CCN (…"
_OPENINGS = (
    re.compile(
        rf"\W*(?:[Tt]ại|[Tt]rên\s+địa\s+bàn|[Ởở])\s+{_DISTRICT}\s*(?:,|có\b|hiện\b|đã\b)"
    ),
    re.compile(rf"\W*{_DISTRICT}\s*(?:\([^()]*\)\s*)?:"),
    re.compile(
        rf"\W*{_DISTRICT}\s+(?:(?:hiện|nay|cũng|sẽ|đã)\s+)*"
        r"(?:có|phát\s+triển|quy\s+hoạch|thành\s+lập|hình\s+thành)\b"
    ),
    # "Trong đó, huyện Yên Hạ là địa bàn có nhiều CCN nhất"
    re.compile(
        rf"\W*(?:(?:[Tt]rong\s+đó|[Rr]iêng|[Nn]gược\s+lại),?\s+)?{_DISTRICT}\s+"
        r"(?:là|tuy|mới|chỉ|dẫn|đứng)\b"
    ),
)
_BESIDE = re.compile(
    rf"""\s*\)?\s*(?:[,(:–-]|;(?=\s*(?:[Đđ]ịa\s+điểm|[Vv]ị\s+trí)))?\s*(?:(?:[Đđ]ịa\s+điểm|[Vv]ị\s+trí)\s*:?\s*)?(?:(?:nằm\s+|nay\s+)?(?:tại|thuộc|ở|trên|là(?=\s+(?:xã|phường)))\s+(?:[Đđ]ịa\s+(?:bàn|giới\s+hành\s+chính)\s+)?)?(?:(?:các\s+(?=xã\s|phường\s))?{_COMMUNE}(?:\s*(?:và\s+(?:xã\s+|phường\s+)?|,\s*(?:xã|phường)\s+){PLACE}){{0,3}})?
    (?:\s*[,(–-]?\s*{_DISTRICT})?(?:\s*\)?\s*[,(–-]?\s*{_PROVINCE})?""",
    re.VERBOSE,
)
# "ở xã An Hạ (huyện Lâm Bình trước đây)": no district of today
_FORMER = re.compile(r"\s*\(?\s*(?:trước\s+đây|cũ\b)", re.IGNORECASE)
# "(Thăng Bình)", "(Hòa Hưng - Cái Bè)", "xã Mỹ Hạ, Đức Hòa"
_BRACKETED = re.compile(
    rf"\s*\(\s*(?:{_ONE_PLACE}\s*[-–,]\s*)?(?P<bare>{_ONE_PLACE})\s*[),]"
)
_BARE = re.compile(rf"\s*[,(–-]\s*(?P<bare>{_ONE_PLACE})")
# ", diện tích khoảng 50 ha" | "(8,6 ha)" | ", quy mô 50 ha" | " (quy hoạch) 29,56ha" |
# " được thành lập với quy mô 50 ha"
_SIZE = re.compile(
    r"""\s*\)?\s*(?:\([^()\d]{1,30}\)\s*)?[,;(:–-]?\s*(?:được\s+(?:thành\s+lập|quy\s+hoạch)\s+)?(?:(?:với|có)\s+)?
    (?:(?:tổng\s+)?(?:diện\s+tích|quy\s+mô|DT)(?:\s+(?:diện\s+tích|sử\s+dụng|đất|quy\s+hoạch))*\s*(?:là|:)?\s*)?
    (?:khoảng\s+|hơn\s+|trên\s+|gần\s+)?
    (?P<number>\d[\d.,]*\d|\d)\s*(?:ha|héc\s*-?ta)\b""",
    re.IGNORECASE | re.VERBOSE,
)

# "CCN An Hòa rộng khoảng 50 ha [thuộc xã Hạ Lý]": a figure, behind which it lies
_WIDE = re.compile(
    r"\s*rộng\s+(?:khoảng\s+|hơn\s+|trên\s+|gần\s+)?\d[\d.,]*\s*ha"
    r"(?=\s*,?\s*(?:tại|ở|thuộc|nằm|trên)\b)",
    re.IGNORECASE,
)


# "09 CCN: CCN A; CCN B, với tổng diện tích 220 ha": of all that are listed.
LIST_HEAD = re.compile(
    r"(?:\d+|các|những)\s+(?:CCN|cụm(?:\s+công\s+nghiệp|\s+CN)?)\b[^;.]{0,40}?(?:(?::|gồm|là)\s|\()",
    re.IGNORECASE,
)

# "quỹ đất chưa cho thuê còn nhiều, gồm CCN A (23 ha)": of what is left, no whole
_LAND_LEFT = re.compile(
    r"""\b(?:đất|diện\s+tích|mặt\s+bằng)\b[^;:]{0,30}?\b(?:còn\s+(?:trống|lại|nhiều|dư)|bỏ\s+trống
    |chưa\s+(?:cho\s+thuê|có\s+(?:người|nhà\s+đầu\s+tư)|lấp\s+đầy|sử\s+dụng|bồi\s+thường|giải\s+phóng))""",
    re.IGNORECASE | re.VERBOSE,
)
# "Dự án Nhà máy gạch tại CCN An Hòa có diện tích 5,2 ha": not the cluster's
_OF_TENANT = re.compile(
    r"""(?:^|[.;]\s)\W*(?:dự\s+án\s+)?(?:nhà\s+máy|xưởng|công\s+ty|trạm|hệ\s+thống|khu\s+nhà\s+ở)\b[^,;]*
    \b(?:tại|trong|ở|của|thuộc)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_SIZE = re.compile(r"diện\s+tích|quy\s+mô", re.IGNORECASE)
_STOPS = re.compile(r"(?<!TP)(?<!TX)(?<!TT)\.\s")


@dataclass(frozen=True, slots=True)
class Seen:
    """A name, where it stands, and where the words about it begin."""

    span: Span
    name: str
    stop: int
    is_listed: bool


_LEVELS = re.compile(
    r"\b(?:Xã|Phường|Thị Trấn|Thị Xã|Huyện|Thành Phố|Tỉnh|Tại|Thuộc)\b"
)


def _in_small_letters(text: str) -> str:
    """A title's capitals as names are written: "HUYỆN KHÊ SƠN" as "huyện Khê Sơn".

    Characters stay where they are.
    """
    return _LEVELS.sub(lambda level: level[0].lower(), text.title())


def is_place(text: str, at: int) -> bool:
    """Whether a place with its level stands here: "huyện Lâm Bình"."""
    return bool(re.match(rf"{_DISTRICT}|{_COMMUNE}", text[at : at + 80]))


def is_known_place(name: str) -> bool:
    """Whether a province or district has this name, tone marks and all."""
    known = district_named(name) or province_named(name)
    return known is not None and known.name == name


def places_of(text: str) -> tuple[str | None, str | None]:
    """The commune and the district that a cell or an item names.

    >>> places_of("thị xã Vân Hạ"), places_of("xã Tân Hạ, huyện Lâm Bình")
    ((None, 'Vân Hạ'), ('Tân Hạ', 'Lâm Bình'))
    """
    commune = re.search(_COMMUNE, text)
    district = re.search(_DISTRICT, text)
    return (
        clean(commune["commune"]) if commune else None,
        clean(district["district"]) if district else None,
    )


def clean(place: str | None) -> str | None:
    """A place's name with single spaces."""
    return " ".join(place.split()) if place else None


def located(text: str, seen: Seen, context: Context) -> Cluster:
    """The cluster with the places and the size that stand beside its name."""
    if text[seen.span.start : seen.stop].isupper():
        text = _in_small_letters(text)
    cluster = _beside(text, seen.stop, Cluster(seen.name))
    founded = _FOUNDED_BY.match(text, seen.stop)
    if founded is not None:
        cluster = _beside(text, founded.end(), cluster)
    size = size_beside(text, seen)
    if size:
        cluster = replace(cluster, area_ha=parse_number(size["number"]))
        cluster = _beside(text, size.end(), cluster)
    elif (wide := _WIDE.match(text, seen.stop)) is not None:
        cluster = _beside(text, wide.end(), cluster)
    if cluster.district is None and cluster.province is None:
        district = _list_district(text, seen.span.start)
        district = district or opening_district(text, seen.span.start)
        cluster = replace(cluster, district=clean(district or context.district))
    elif cluster.district is None:
        cluster = replace(cluster, district=context.district)
    if cluster.commune is None:
        head = _list_head(_COMMUNE_HEADS, text, seen.span.start)
        cluster = replace(cluster, commune=clean(head["commune"]) if head else None)
    return replace(cluster, province=cluster.province or context.province)


# "CCN A, CCN B (huyện X); CCN C (huyện Y)": the bracket closes a group of names.
_JOINS = re.compile(
    r"\s*(?:(?:\d[\d.,]*\s*ha\s*)?,|\d[\d.,]*\s*ha\s*;|\bvà\b)\s*(?:(?:CCN|[Cc]ụm(?:\s+[Cc]ông\s+nghiệp|\s+CN)?)\s+)?"
)
_CLOSES = re.compile(rf"(?:\s*\d[\d.,]*\s*ha)?\s*\(\s*(?:thuộc\s+)?{_DISTRICT}\s*\)")


def grouped(
    text: str, every: Sequence[Seen], context: Context
) -> list[tuple[Seen, Cluster]]:
    """Every name with its places; those of a group share the bracket at its end."""
    found: list[tuple[Seen, Cluster]] = []
    shared: str | None = None
    for index in range(len(every) - 1, -1, -1):
        seen, last = every[index], index + 1 == len(every)
        gap = "" if last else text[seen.stop : every[index + 1].span.start]
        closes = _CLOSES.match(text, seen.stop)
        if closes is not None:
            shared = closes["district"]
        elif last or not _JOINS.fullmatch(gap):
            shared = None
        cluster = located(text, seen, context)
        if not last and _JOINS.fullmatch(gap):
            cluster = _with_twin(cluster, found[-1][1])
        if shared is not None and cluster.district == context.district:
            cluster = _of_group(cluster, shared)
        found.append((seen, cluster))
    return [(seen, _of_all(text, seen, cluster)) for seen, cluster in found[::-1]]


_NUMBER = re.compile(r"\s+(?:\d{1,2}|I{1,3}|IV)$")


def _with_twin(cluster: Cluster, twin: Cluster) -> Cluster:
    """The cluster with its twin's places: "CCN An Hòa 1 và CCN An Hòa 2 (xã Hạ Lý)"."""
    bare, other = (_NUMBER.sub("", c.name) for c in (cluster, twin))
    if bare != other or cluster.name == twin.name or cluster.commune is not None:
        return cluster
    return replace(
        cluster,
        commune=twin.commune,
        district=cluster.district or twin.district,
        province=cluster.province or twin.province,
    )


# "CCN An Hòa 50 ha và CCN Gò Lim 35 ha, đều ở xã Hạ Lý"
_OF_ALL = re.compile(
    rf"[^.;]{{0,160}}?\b(?:đều|cùng)\s+(?:nằm\s+)?(?:ở|tại|thuộc|trên\s+địa\s+bàn)\s+{_COMMUNE}"
)


def _of_all(text: str, seen: Seen, cluster: Cluster) -> Cluster:
    """The cluster with the commune that the end of its sentence says of all."""
    if cluster.commune is not None:
        return cluster
    told = _OF_ALL.match(text, seen.stop)
    return replace(cluster, commune=clean(told["commune"])) if told else cluster


def _of_group(cluster: Cluster, place: str) -> Cluster:
    """The cluster with its group's district, or its city that is a province."""
    name = clean(place)
    if is_central(name):
        return replace(cluster, province=name)
    return replace(cluster, district=name)


def _beside(text: str, at: int, cluster: Cluster) -> Cluster:
    """The cluster with the places that stand here, where it has none yet."""
    beside = _BESIDE.match(text, at)
    if beside is None or _HEADS_ITS_OWN.match(text, beside.end()):
        return cluster
    commune = cluster.commune or clean(beside["commune"])
    is_former = _FORMER.match(text, beside.end()) is not None
    district = cluster.district or (None if is_former else clean(beside["district"]))
    province = cluster.province or clean(beside["province"])
    if is_central(district) and cluster.district is None:
        district, province = None, province or district
    cluster = replace(cluster, commune=commune, district=district, province=province)
    if district is not None or province is not None:
        return cluster
    if beside["commune"]:
        bare = _BARE.match(text, beside.end())
    else:
        bare = _BRACKETED.match(text, at)
    return _with_bare(cluster, " ".join(bare["bare"].split())) if bare else cluster


def is_central(name: str | None) -> bool:
    """Whether "thành phố Đà Nẵng" is a province and no district."""
    known = province_named(name) if name is not None else None
    return (
        known is not None and known.kind == "thành phố" and not is_district(known.name)
    )


def _with_bare(cluster: Cluster, name: str) -> Cluster:
    """The cluster with a place that only the tables know for what it is."""
    known = province_named(name)
    if known is not None and known.name == name:
        return replace(cluster, province=name)
    return replace(cluster, district=name) if is_district(name) else cluster


def size_beside(text: str, seen: Seen) -> re.Match[str] | None:
    """The size that stands behind a name and the places beside it."""
    beside = _BESIDE.match(text, seen.stop)
    size = _SIZE.match(text, beside.end()) if beside else None
    size = size or _SIZE.match(text, seen.stop)
    if size is None and (founded := _FOUNDED_BY.match(text, seen.stop)):
        beside = _BESIDE.match(text, founded.end())
        size = _SIZE.match(text, beside.end() if beside else founded.end())
    if size is None:
        return None
    if _OF_TENANT.search(text, 0, seen.span.start):
        return None
    sentence = _STOPS.split(text[: seen.span.start + 5])[-1]
    if not _SAYS_SIZE.search(size[0]) and _LAND_LEFT.search(sentence):
        return None
    if "tổng" not in size[0].lower():
        return size
    return None if seen.is_listed or LIST_HEAD.search(sentence) else size


def _list_district(text: str, start: int) -> str | None:
    """The district of "huyện Yên Lạc: CCN A, CCN B; …", seen from one of them."""
    head = _list_head(_LIST_HEADS, text, start)
    return head["district"] if head else None


def _list_head(heads: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The last head of a list before a name, within its part of the sentence."""
    left = text[max(0, start - 1500) : start]
    left = left[max(left.rfind(";"), left.rfind(". ")) + 1 :]
    found = list(heads.finditer(left))
    return found[-1] if found else None


def opening_district(text: str, start: int) -> str | None:
    """The district that opens the paragraph, if it names no other up to here."""
    for pattern in _OPENINGS:
        opening = pattern.match(text, 0, start)
        if opening is not None:
            goes_on = re.search(_DISTRICT, text[opening.end() : start])
            return None if goes_on else clean(opening["district"])
    return None


# "I. HUYỆN KHÊ SƠN", "- Xã Hạ Lý (02 CCN):", "2. Huyện Yên Hạ: 03 CCN, gồm:"
_HEADS_PART = re.compile(
    r"\W*(?:(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*)?(?:(?:[Tt]rên\s+)?[Đđ]ịa\s+bàn\s+|[Tt]ại\s+)?"
    rf"(?:{_DISTRICT}|{_COMMUNE})\s*(?:\([^()]*\)\s*)?"
    r"(?:(?::|,|có|gồm|[-–])[^.;:]{0,40}\b(?:CCN|[Cc]ụm)\b[^.;:]{0,40})?[.:]?\s*"
)


def headed_place(heading: str) -> Cluster | None:
    """The district or commune whose clusters stand below a heading, None if no such.

    >>> headed_place("I. HUYỆN KHÊ SƠN").district, headed_place("1. Kết quả")
    ('Khê Sơn', None)
    """
    words = _in_small_letters(heading) if heading.isupper() else heading
    named = _HEADS_PART.fullmatch(words)
    if named is None or is_central(clean(named["district"])):
        return None
    return Cluster("", None, clean(named["district"]), clean(named["commune"]))


def placed_below(cluster: Cluster, within: Cluster) -> Cluster:
    """The cluster with the place that the heading above it names, where it has none."""
    if cluster.district not in (None, within.district) or cluster.commune is not None:
        return cluster
    commune, district = within.commune, cluster.district or within.district
    return replace(cluster, district=district, commune=commune)
