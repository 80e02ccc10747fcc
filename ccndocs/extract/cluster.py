"""Named industrial clusters: "CCN làng nghề Tề Lỗ", "Cụm công nghiệp Bình Long 2".

A name is what follows "CCN" in capitals; "CCN trên địa bàn" and "CCN làng nghề" alone
name nothing. A district comes from the head of a list ("huyện Yên Lạc: CCN …"), from
the words after the name or from a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster_lists import (
    announced,
    by_place,
    by_short_word,
    in_bracket,
    of_short_plural,
    with_figures,
)
from ccndocs.extract.cluster_names import (
    COMMUNE,
    DISTRICT,
    NAMED,
    PLACE,
    UPPER,
    Seen,
    full_name,
    is_place,
    next_name,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.numbers import parse_number
from ccndocs.vi.places import district_named, province_named

_HEAD = re.compile(
    r"(?<!\w)(?P<head>CCN|[Cc]ụm\s+(?:[Cc]ông\s+[Nn]ghiệp|CN)(?:\s*\(CCN\))?)"
    r"(?P<kind>\s*[-–]\s*(?:TTCN|tiểu\s+thủ\s+công\s+nghiệp))?\s*(?P<colon>:\s*(?:CCN\s+)?)?"
)
_PLURAL = re.compile(
    r"(?:các|những|\d+|hai|ba|bốn|năm|mấy)\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_TWIN = re.compile(r"\s+và\s+(\d{1,2})\b")
_AND = re.compile(r"\bvà\b", re.IGNORECASE)
_PROVINCE = rf"(?:[Tt]ỉnh|[Tt]hành\s+phố)\s+(?P<province>{PLACE})"
# "huyện Yên Lạc: CCN Đồng Văn, …", "- Huyện Tam Dương (02 cụm): CCN …"
_LIST_HEADS = re.compile(rf"{DISTRICT}\s*(?:\([^)]*\)\s*(?::|gồm\b)|:)")
_BESIDE = re.compile(
    rf"""\s*[,(–-]?\s*(?:(?:nằm\s+|nay\s+)?(?:tại|thuộc|ở|trên|là(?=\s+(?:xã|phường)))\s+(?:địa\s+(?:bàn|giới\s+hành\s+chính)\s+)?)?(?:{COMMUNE}(?:\s*(?:và\s+(?:xã\s+|phường\s+)?|,\s*(?:xã|phường)\s+){PLACE}){{0,3}})?
    (?:\s*[,(–-]?\s*{DISTRICT})?(?:\s*\)?\s*[,(–-]?\s*{_PROVINCE})?""",
    re.VERBOSE,
)
# "ở xã An Hạ (huyện Lâm Bình trước đây)": no district of today
_FORMER = re.compile(r"\s*\(?\s*(?:trước\s+đây|cũ\b)", re.IGNORECASE)
# ", diện tích khoảng 50 ha" | "(8,6 ha)" | ", quy mô 50 ha" | " 29,56ha"
_SIZE = re.compile(
    r"""\s*\)?\s*[,;(:–-]?\s*(?:(?:với|có)\s+)?(?:(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)\s*(?:là|:)?\s*
    (?:khoảng\s+|hơn\s+|trên\s+|gần\s+)?)?(?P<number>\d[\d.,]*\d|\d)\s*(?:ha|héc\s*-?ta)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _numbered_twin(text: str, named: re.Match[str]) -> tuple[str, int] | None:
    """The second name of "Trảng Nhật 1 và 2", and where it ends."""
    also = _TWIN.match(text, named.end())
    if also is None or not re.search(r"\d$", named["name"]):
        return None
    base = re.sub(r"\s*\d+$", "", named["name"])
    return f"{base} {also[1]}", also.end()


def _is_plural(text: str, head: re.Match[str]) -> bool:
    """Whether several names follow: "các CCN A, B"; "CCN A và B"; "CCN A, B, C".

    After a single "CCN A, B" the second may be its commune or district.
    """
    if _PLURAL.search(text[max(0, head.start() - 40) : head.start()]):
        return True
    named, count = NAMED.match(text, head.end()), 0
    while named is not None:
        stop, count = named.end(), count + 1
        named = next_name(text, stop)
        if named and _is_known_place(named["name"]):
            return False
        if named and _AND.search(text[stop : named.start()]):
            return True
    return count > 2


def _is_known_place(name: str) -> bool:
    """Whether a province or district has this name, tone marks and all."""
    known = district_named(name) or province_named(name)
    return known is not None and known.name == name


# "CỤM CÔNG NGHIỆP GÒ VÀNG, HUYỆN KHÊ SƠN": in capitals a name is sure before a place.
_CAPITALWORD = (
    r"(?!(?:TRÊN|ĐỊA|BÀN|TỈNH|CÁC|VÀ|TẠI|THUỘC|CỦA|NĂM|CẤP|VÙNG)\b)"
    rf"[{UPPER}]+"
)
_CAPITALS = re.compile(
    rf"""CỤM\s+CÔNG\s+NGHIỆP\s+(?P<craft>LÀNG\s+NGHỀ\s+)?
    (?P<name>{_CAPITALWORD}(?:\s+{_CAPITALWORD}){{0,3}}?(?:\s+\d{{1,2}})?)
    (?=\s*[,(]?\s*(?:XÃ|PHƯỜNG|THỊ\s+TRẤN|HUYỆN|THỊ\s+XÃ|THÀNH\s+PHỐ)\s)""",
    re.VERBOSE,
)
_LEVELS = re.compile(r"\b(?:Xã|Phường|Thị Trấn|Thị Xã|Huyện|Thành Phố|Tỉnh)\b")


def _in_small_letters(text: str) -> str:
    """A title's capitals as names are written: "HUYỆN KHÊ SƠN" as "huyện Khê Sơn".

    Characters stay where they are.
    """
    return _LEVELS.sub(lambda level: level[0].lower(), text.title())


def names(text: str) -> Iterator[Seen]:
    """Every name of the passage, those of lists included."""
    for capitals in _CAPITALS.finditer(text):
        craft = capitals["craft"]
        name = full_name(craft.lower() if craft else None, capitals["name"].title())
        yield Seen(Span(*capitals.span()), name, capitals.end(), is_listed=False)
    yield from by_place(text)
    yield from of_short_plural(text)
    for head in _HEAD.finditer(text):
        is_list = _is_plural(text, head)
        if head["colon"] and not is_list:
            continue
        named = NAMED.match(text, head.end())
        if named and head["colon"] and is_place(text, named.start("name")):
            continue
        if named is None:
            yield from announced(text, head)
            yield from with_figures(text, head)
            yield from in_bracket(text, head)
        start = head.start()
        while named:
            craft, stop = named["craft"], named.end()
            name = full_name(craft, named["name"])
            yield Seen(Span(start, stop), name, stop, is_list)
            twin = _numbered_twin(text, named)
            if twin:
                name, stop = full_name(craft, twin[0]), twin[1]
                yield Seen(Span(start, stop), name, stop, is_list)
            named = next_name(text, stop) if is_list else None
            if named:
                start = named.start("craft" if named["craft"] else "name")


def _list_district(text: str, start: int) -> str | None:
    """The district of "huyện Yên Lạc: CCN A, CCN B; …", seen from one of them."""
    left = text[max(0, start - 1500) : start]
    left = left[max(left.rfind(";"), left.rfind(". ")) + 1 :]
    heads = list(_LIST_HEADS.finditer(left))
    return heads[-1]["district"] if heads else None


def located(text: str, seen: Seen, context: Context) -> Cluster:
    """The cluster with the places and the size that stand beside its name."""
    if _CAPITALS.match(text, seen.span.start):
        text = _in_small_letters(text)
    beside = _BESIDE.match(text, seen.stop)
    cluster = Cluster(seen.name, province=context.province)
    if beside:
        cluster = replace(
            cluster,
            commune=clean(beside["commune"]),
            district=clean(beside["district"]),
            province=clean(beside["province"]) or context.province,
        )
    if beside and cluster.district and _FORMER.match(text, beside.end()):
        cluster = replace(cluster, district=None)
    if cluster.district is None:
        district = _list_district(text, seen.span.start) or context.district
        cluster = replace(cluster, district=clean(district))
    size = size_beside(text, seen)
    if size:
        cluster = replace(cluster, area_ha=parse_number(size["number"]))
        after = _BESIDE.match(text, size.end())
        if after and (after["commune"] or after["district"]):
            commune = cluster.commune or clean(after["commune"])
            district = clean(after["district"]) or cluster.district
            cluster = replace(cluster, commune=commune, district=district)
    return cluster


def size_beside(text: str, seen: Seen) -> re.Match[str] | None:
    """The size that stands behind a name and the places beside it."""
    beside = _BESIDE.match(text, seen.stop)
    size = _SIZE.match(text, beside.end()) if beside else None
    size = size or _SIZE.match(text, seen.stop)
    is_sum = size and seen.is_listed and "tổng" in size[0].lower()
    return None if is_sum else size


def clean(place: str | None) -> str | None:
    """A place's name with single spaces."""
    return " ".join(place.split()) if place else None


def find_clusters(passage: Passage, context: Context) -> list[Mention[Cluster]]:
    """Clusters that the passage names, each once, with what it says of them.

    `province` is the document's unless another is written.
    """
    found: dict[str, Mention[Cluster]] = {}
    for seen in names(passage.text):
        cluster = located(passage.text, seen, context)
        known = found.get(cluster.name)
        if known is None:
            found[cluster.name] = Mention(passage.id, seen.span, cluster, "named")
        elif known.value.area_ha is None and cluster.area_ha is not None:
            value = replace(known.value, area_ha=cluster.area_ha)
            found[cluster.name] = replace(known, value=value)
    return list(found.values())


def with_short_names(
    passage: Passage, found: list[Mention[Cluster]], context: Context
) -> list[Mention[Cluster]]:
    """The clusters of a passage and those it names with "cụm" alone, in order.

    "Cụm Gò Sành rộng …" in a document on clusters; elsewhere it may be anything.
    """
    known = {mention.value.name: mention.value for mention in found}
    more = list(found)
    for seen in by_short_word(passage.text):
        if any(mention.span.overlaps(seen.span) for mention in more):
            continue
        value = known.get(seen.name) or located(passage.text, seen, context)
        more.append(Mention(passage.id, seen.span, value, "short"))
    return sorted(more, key=lambda mention: mention.span)


def settled(clusters: list[Mention[Cluster]]) -> list[Mention[Cluster]]:
    """The clusters of a document, a short name as the whole name of the same one.

    "Cụm Tề Hạ" is the "CCN làng nghề Tề Hạ" that the document names elsewhere.
    """
    whole = {m.value.name for m in clusters if m.rule != "short"}
    found: list[Mention[Cluster]] = []
    for mention in clusters:
        name = mention.value.name
        bare = name.removeprefix("Cụm công nghiệp ")
        longer = [other for other in whole if other.endswith(f" {bare}")]
        if mention.rule == "short" and name not in whole and len(longer) == 1:
            value = replace(mention.value, name=longer[0])
            mention = replace(mention, value=value)
        found.append(mention)
    return found


def places_of(text: str) -> tuple[str | None, str | None]:
    """The commune and the district that a cell or an item names."""
    commune = re.search(COMMUNE, text)
    district = re.search(DISTRICT, text)
    return (
        clean(commune["commune"]) if commune else None,
        clean(district["district"]) if district else None,
    )


# "2. Địa điểm: xã Mường Lãng, huyện Khê Sơn" | "3. Diện tích: 48,5 ha"
_SITE = re.compile(r"\W*(?:địa\s+điểm|vị\s+trí)(?:\s+[^:\d]{1,30})?:", re.IGNORECASE)
_LABELLED_SIZE = re.compile(
    r"""\W*(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)(?:\s+(?:diện\s+tích|quy\s+hoạch|đất
    |cụm\s+công\s+nghiệp|CCN|sử\s+dụng))*\s*:?\s*(?:khoảng\s+)?
    (?P<number>\d[\d.,]*\d|\d)\s*ha\b""",
    re.IGNORECASE | re.VERBOSE,
)


def described_cluster(passage: Passage, cluster: Cluster) -> list[Mention[Cluster]]:
    """What an item says of the one cluster that the document founds."""
    text = passage.text
    site, size = _SITE.match(text), None
    for part in re.finditer(r"[^;]+", text):
        size = size or _LABELLED_SIZE.match(text, part.start())
    value, stop = cluster, 0
    if site is not None:
        commune, district = places_of(text)
        value = replace(value, commune=commune, district=district)
        stop = len(text) if commune or district else 0
    if size is not None:
        value = replace(value, area_ha=parse_number(size["number"]))
        stop = max(stop, size.end())
    return [Mention(passage.id, Span(0, stop), value, "described")] if stop else []
