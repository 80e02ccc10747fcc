"""Named industrial clusters: "CCN làng nghề Tề Lỗ", "Cụm công nghiệp Bình Long 2".

A name is what follows "CCN" in capitals; "CCN trên địa bàn" and "CCN làng nghề" alone
name nothing. A district comes from the head of a list ("huyện Yên Lạc: CCN …"), from
the words after the name or from a bracket.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.numbers import COUNT_WORDS, count_of, parse_number
from ccndocs.vi.places import district_named, province_named

# A word of a name: a capital and small letters ("Bình", "Đức"), not an acronym.
_WORD = rf"[{CAPITALS}][^\W\d_{CAPITALS}]*(?!\w)"
# Words that begin something else although they follow "CCN" in capitals.
_NONAME = (
    r"(?!(?:Sở|Ủy|Uỷ|Ban|Bộ|Nghị|Quyết|Luật|Chính|Thủ|Chủ|Tỉnh|Công\s+(?:ty|an|văn)|Nhà"
    r"|Danh|Kế|Quy|Điều|Phụ|Việc|Các|Những|Trên|Tại|Theo|Đối|Khu|Phòng|Trung\s+tâm|Hội"
    r"|Đề|Căn|Tiếp|Tổ\s+chức|Rà|Phối|Báo|Giao|Thực|Triển|Đơn|Cơ|Thời|Số|Huyện|Đảng"
    r"|Xã|Phường|Quận|Thôn|Tăng\s+cường|Hợp\s+đồng|Nâng|Kiểm|Giám\s+đốc|Hướng|Đẩy|Chú\s+trọng|Cục|Chi|Viện|Trường|Ngân|Doanh|Dự|Nơi|Lưu|Diện|Tên|Tổng|Cụm|Là|Có|Và|Do)\b)"
)
_TAIL = (
    r"(?:\s*(?:số\s+)?\d{1,2}(?!\d|[.,/]\d|\s*%|\s*[-–]\s*\d"
    r"|\s*(?:ha|dự|CCN|cụm|lao|tỷ|người)\b)|\s+(?:III|II|IV|I|A|B)\b)"
)
NAME = (
    rf"{_NONAME}(?:[Tt]hị\s+trấn\s+|Thị\s+xã\s+|Thành\s+phố\s+|Phố\s+)?{_WORD}(?:\s+{_WORD}){{0,4}}{_TAIL}?"
    rf"(?:\s*[-–]\s*{_NONAME}(?!Thị\b|Thành\s+phố){_WORD}(?:\s+{_WORD}){{0,3}}{_TAIL}?){{0,2}}"
)
# What some names carry between "CCN" and the place.
CRAFT = (
    r"(?:[Ll]àng\s+nghề(?:\s+truyền\s+thống)?|chuyên\s+ngành|cơ\s+khí(?:\s+ô\s+tô)?|đa\s+nghề"
    r"|chế\s+biến\s+(?:gỗ|nông\s+sản|thủy\s+sản|thuỷ\s+sản)|[Gg]ốm\s+sứ|dệt\s+may|[Ss]inh\s+thái"
    r"|hỗ\s+trợ|[Vv]ật\s+liệu\s+xây\s+dựng|tập\s+trung|miền\s+núi)"
)
_HEAD = re.compile(
    r"(?<!\w)(?P<head>CCN|[Cc]ụm\s+(?:[Cc]ông\s+[Nn]ghiệp|CN)(?:\s*\(CCN\))?)"
    r"(?P<kind>\s*[-–]\s*(?:TTCN|tiểu\s+thủ\s+công\s+nghiệp))?\s*(?P<colon>:\s*(?:CCN\s+)?)?"
)
_NAMED = re.compile(rf"\s*(?P<craft>{CRAFT}\s+)?(?P<name>{NAME})")
_PLURAL = re.compile(
    r"(?:các|những|\d+|hai|ba|bốn|năm|mấy)\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_TWIN = re.compile(r"\s+và\s+(\d{1,2})\b")
_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_AND = re.compile(r"\bvà\b", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:,|;|\bvà\b)\s*(?:và\s+)?(?!CCN|[Cc]ụm)")

# A place's bare name: "Lâm Bình Hạ".
PLACE = rf"{_WORD}(?:[\s-]+{_WORD}){{0,3}}"
_DISTRICT = (
    r"(?:[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố|[Qq]uận|T[Pp]\.?|TX\.?)\s+"
    rf"(?P<district>{PLACE})"
)
_COMMUNE = rf"(?:[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|TT\.?)\s+(?P<commune>{PLACE})"
_PROVINCE = rf"(?:[Tt]ỉnh|[Tt]hành\s+phố)\s+(?P<province>{PLACE})"
# "huyện Yên Lạc: CCN Đồng Văn, …", "- Huyện Tam Dương (02 cụm): CCN …"
_LIST_HEADS = re.compile(rf"{_DISTRICT}\s*(?:\([^)]*\)\s*)?:")
_BESIDE = re.compile(
    rf"""\s*[,(–-]?\s*(?:(?:nằm\s+)?(?:tại|thuộc|ở|trên)\s+(?:địa\s+(?:bàn|giới\s+hành\s+chính)\s+)?)?(?:{_COMMUNE}(?:\s*(?:và\s+(?:xã\s+|phường\s+)?|,\s*(?:xã|phường)\s+){PLACE}){{0,3}})?
    (?:\s*[,(–-]?\s*{_DISTRICT})?(?:\s*\)?\s*[,(–-]?\s*{_PROVINCE})?""",
    re.VERBOSE,
)
# ", diện tích khoảng 50 ha" | "(8,6 ha)" | ", quy mô 50 ha" | " 29,56ha"
_SIZE = re.compile(
    r"""\s*\)?\s*[,;(:–-]?\s*(?:(?:với|có)\s+)?(?:(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)\s*(?:là|:)?\s*
    (?:khoảng\s+|hơn\s+|trên\s+|gần\s+)?)?(?P<number>\d[\d.,]*\d|\d)\s*(?:ha|héc\s*-?ta)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A name, where it stands, and where the words about it begin."""

    span: Span
    name: str
    stop: int
    is_listed: bool


def full_name(craft: str | None, name: str) -> str:
    """The whole name: "Cụm công nghiệp làng nghề Tề Lỗ"."""
    words = " ".join(name.replace("–", "-").split())
    words = re.sub(r"\s*-\s*", " - ", words)
    if craft:
        kind = " ".join(craft.split())
        words = f"{kind[0].lower()}{kind[1:]} {words}"
    return f"Cụm công nghiệp {words}"


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
    named, count = _NAMED.match(text, head.end()), 0
    while named is not None:
        stop, count = named.end(), count + 1
        named = _next_name(text, stop)
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
_CAPITAL_WORD = (
    r"(?!(?:TRÊN|ĐỊA|BÀN|TỈNH|CÁC|VÀ|TẠI|THUỘC|CỦA|NĂM|CẤP|VÙNG)\b)"
    rf"[{CAPITALS}]+"
)
_CAPITALS = re.compile(
    rf"""CỤM\s+CÔNG\s+NGHIỆP\s+(?P<craft>LÀNG\s+NGHỀ\s+)?
    (?P<name>{_CAPITAL_WORD}(?:\s+{_CAPITAL_WORD}){{0,3}}?(?:\s+\d{{1,2}})?)
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
    for head in _HEAD.finditer(text):
        is_list = _is_plural(text, head)
        if head["colon"] and not is_list:
            continue
        named = _NAMED.match(text, head.end())
        if named and head["colon"] and _is_place(text, named.start("name")):
            continue
        if named is None:
            yield from _announced(text, head)
            yield from _with_figures(text, head)
        start = head.start()
        while named:
            craft, stop = named["craft"], named.end()
            name = full_name(craft, named["name"])
            yield Seen(Span(start, stop), name, stop, is_list)
            twin = _numbered_twin(text, named)
            if twin:
                name, stop = full_name(craft, twin[0]), twin[1]
                yield Seen(Span(start, stop), name, stop, is_list)
            named = _next_name(text, stop) if is_list else None
            if named:
                start = named.start("craft" if named["craft"] else "name")


# "04 cụm công nghiệp chậm tiến độ trên 24 tháng: Đá Chông, Sông Hến, …"
_COUNTED = re.compile(
    rf"(?P<count>\d{{1,2}}|{COUNT_WORDS})\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_ANNOUNCES = re.compile(r"[^.;:]{0,100}?(?:\blà|\bgồm(?:\s+có)?|:)\s+(?:các\s+cụm\s+)?")


def _announced(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names that follow a counted noun and its words, if they are as many."""
    counted = _COUNTED.search(text, max(0, head.start() - 20), head.start())
    link = _ANNOUNCES.match(text, head.end()) if counted else None
    named = _NAMED.match(text, link.end()) if link else None
    found: list[Seen] = []
    while named:
        name = full_name(named["craft"], named["name"])
        found.append(Seen(Span(*named.span()), name, named.end(), is_listed=True))
        named = _next_name(text, named.end())
    if counted and len(found) == count_of(counted["count"]):
        yield from found


# "Các CCN có tỷ lệ lấp đầy cao: Hà Trì (xã Hà Trì) 96,2%; Đồng Vông (…) 91,0%"
_SOME = re.compile(r"(?:\bcác|\bnhững|\bmột\s+số|\bnhiều)\s*$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?![^.;:]*\b(?:huyện|xã|phường|thị\s+trấn|thành\s+phố|địa\s+phương|vùng|ngành|sở)\s*:)"
    r"\s*[^.;:]{3,100}?:\s+",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\s*(?:\([^()]{0,120}\))?\s*(?:đạt|là|có|:|–|-)?\s*(?:(?:khoảng|gần|trên|hơn)\s+)?"
    r"\d[\d.,]*\s*(?:%|ha\b|dự\s+án|lao\s+động|người|tỷ\s+đồng)",
    re.IGNORECASE,
)
_ON = re.compile(r"\s*(?:[,;]|\bvà\b)\s*(?:và\s+)?")


def _with_figures(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names behind "Các CCN có tỷ lệ … :", each with its figure; two at least."""
    if not _SOME.search(text, max(0, head.start() - 12), head.start()):
        return
    link = _OPENS.match(text, head.end())
    named = _NAMED.match(text, link.end()) if link else None
    found: list[Seen] = []
    while named and (figure := _FIGURE.match(text, named.end())):
        name = full_name(named["craft"], named["name"])
        span = Span(named.start("craft" if named["craft"] else "name"), named.end())
        found.append(Seen(span, name, named.end(), is_listed=True))
        on = _ON.match(text, figure.end())
        named = _NAMED.match(text, on.end()) if on else None
    if len(found) > 1:
        yield from found


def _is_place(text: str, at: int) -> bool:
    return bool(re.match(rf"{_DISTRICT}|{_COMMUNE}", text[at : at + 80]))


def _next_name(text: str, stop: int) -> re.Match[str] | None:
    """The next name of a list, over a bracket that describes the last one."""
    bracket = _BRACKET.match(text, stop)
    stop = bracket.end() if bracket else stop
    link = _NEXT.match(text, stop)
    named = _NAMED.match(text, link.end()) if link else None
    if named is None or _is_place(text, named.start("name")):
        return None
    return named


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


# "Cụm Gò Sành rộng …" in a document on clusters
_SHORT = re.compile(
    rf"(?<!\w)[Cc]ụm\s+(?P<craft>{CRAFT}\s+)?(?![Cc]ông\s+[Nn]ghiệp|CN\b)(?P<name>{NAME})"
)


def with_short_names(
    text: str, found: list[Mention[Cluster]], context: Context
) -> list[Mention[Cluster]]:
    """The clusters of a passage and those it names with "cụm" alone, in order.

    Only for documents on clusters: elsewhere "Cụm Tây Bắc" may be anything.
    """
    known = {mention.value.name: mention.value for mention in found}
    more = list(found)
    for match in _SHORT.finditer(text):
        name = full_name(match["craft"], match["name"])
        base = Cluster(name, province=context.province, district=context.district)
        span = Span(*match.span())
        if not any(mention.span.overlaps(span) for mention in found):
            value = known.get(name, base)
            more.append(Mention(-1, span, value, "short"))
    return sorted(more, key=lambda mention: mention.span)


def places_of(text: str) -> tuple[str | None, str | None]:
    """The commune and the district that a cell or an item names."""
    commune = re.search(_COMMUNE, text)
    district = re.search(_DISTRICT, text)
    return (
        clean(commune["commune"]) if commune else None,
        clean(district["district"]) if district else None,
    )


# "2. Địa điểm: xã Mường Lãng, huyện Khê Sơn" | "3. Diện tích: 48,5 ha"
_SITE = re.compile(r"\W*(?:địa\s+điểm|vị\s+trí)(?:\s+[^:\d]{1,30})?:", re.IGNORECASE)
_LABELLED_SIZE = re.compile(
    r"""\W*(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)(?:\s+(?:diện\s+tích|quy\s+hoạch|đất
    |cụm\s+công\s+nghiệp|CCN|sử\s+dụng))*\s*:\s*(?:khoảng\s+)?
    (?P<number>\d[\d.,]*\d|\d)\s*ha\b""",
    re.IGNORECASE | re.VERBOSE,
)


def described_cluster(passage: Passage, cluster: Cluster) -> list[Mention[Cluster]]:
    """What an item says of the one cluster that the document founds."""
    site, size = _SITE.match(passage.text), _LABELLED_SIZE.match(passage.text)
    value, stop = None, 0
    if site is not None:
        commune, district = places_of(passage.text)
        if commune or district:
            value = replace(cluster, commune=commune, district=district)
            stop = len(passage.text)
    elif size is not None:
        value = replace(cluster, area_ha=parse_number(size["number"]))
        stop = size.end()
    return [Mention(passage.id, Span(0, stop), value, "described")] if value else []
