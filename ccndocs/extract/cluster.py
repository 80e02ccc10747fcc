"""Named industrial clusters: "CCN làng nghề Tề Lỗ", "Cụm công nghiệp Bình Long 2".

A name is what follows "CCN" in capitals; "CCN trên địa bàn" and "CCN làng nghề" alone
name nothing. A district comes from the head of a list ("huyện Yên Lạc: CCN …"), from
the words after the name or from a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster_names import CRAFT, NAME, full_name, named_at
from ccndocs.extract.cluster_places import Seen, grouped, is_place, places_of
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.numbers import COUNT_WORDS, count_of, parse_number
from ccndocs.vi.places import district_named, province_named

_HEAD = re.compile(
    r"(?<!\w)(?P<head>CCN|[Cc]ụm\s+(?:[Cc]ông\s+[Nn]ghiệp|CN)(?:\s*\(CCN\))?)(?!\w)"
    r"(?P<kind>\s*[-–]\s*(?:TTCN|tiểu\s+thủ\s+công\s+nghiệp))?\s*(?P<colon>:\s*(?:CCN\s+)?)?"
)
_PLURAL = re.compile(
    r"(?:các|những|\d+|hai|ba|bốn|năm|mấy)\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_NUMBER = re.compile(r"\s+(?:\d{1,2}|[IV]+)$")
_TWIN = re.compile(
    r"(?:\s+và\s+|,\s*(?=\d{1,2}\s*(?:[,;.)](?!\d)|và\b|$)))(?P<number>\d{1,2})\b"
    r"(?!\s*(?:ha|KCN|khu|CCN|cụm|dự|doanh|cơ|xã|phường)\b|\s*%|[.,]\d)"
)
_ROMAN_TWIN = re.compile(r"(?:\s+và\s+|,\s*)(?P<number>III|II|IV)\b")
_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_AND = re.compile(r"\bvà\b", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:,|;|\bvà\b)\s*(?:và\s+)?(?!CCN|[Cc]ụm)")


def _twins(text: str, named: re.Match[str]) -> list[tuple[str, int]]:
    """The further names of "Trảng Nhật 1, 2 và 3" or "Gò Hạ I, II", and their ends."""
    number = _NUMBER.search(named["name"])
    if number is None:
        return []
    base, found, stop = named["name"][: number.start()], [], named.end()
    pattern = _TWIN if number[0].strip().isdigit() else _ROMAN_TWIN
    while also := pattern.match(text, stop):
        stop = also.end()
        found.append((f"{base} {also['number']}", stop))
    return found


def _is_plural(text: str, head: re.Match[str]) -> bool:
    """Whether several names follow: "các CCN A, B"; "CCN A và B"; "CCN A, B, C".

    After a single "CCN A, B" the second may be its commune or district.
    """
    if _PLURAL.search(text[max(0, head.start() - 40) : head.start()]):
        return True
    named, count = named_at(text, head.end()), 0
    while named is not None:
        twins = _twins(text, named)
        stop, count = twins[-1][1] if twins else named.end(), count + 1
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
    (?P<name>(?:SỐ\s+\d{{1,2}}\s+)?{_CAPITAL_WORD}(?:\s+{_CAPITAL_WORD}){{0,3}}?(?:\s+\d{{1,2}})?)
    (?=\s*[,(]?\s*(?:(?:TẠI|THUỘC)\s+)?(?:XÃ|PHƯỜNG|THỊ\s+TRẤN|HUYỆN|THỊ\s+XÃ|THÀNH\s+PHỐ)\s
    |\s*[,(]\s*TỈNH\s)""",
    re.VERBOSE,
)


def _in_capitals(text: str) -> Iterator[Seen]:
    """The names of a title in capitals: "CỤM CÔNG NGHIỆP SỐ 2 VẠN HẠ, XÃ VẠN HẠ"."""
    for match in _CAPITALS.finditer(text):
        craft = match["craft"]
        name = full_name(craft.lower() if craft else None, match["name"].title())
        yield Seen(Span(*match.span()), name, match.end(), is_listed=False)


def names(text: str) -> Iterator[Seen]:
    """Every name of the passage, those of lists included."""
    yield from _in_capitals(text)
    for head in _HEAD.finditer(text):
        is_list = _is_plural(text, head)
        if head["colon"] and not is_list:
            continue
        named = named_at(text, head.end())
        if named and head["colon"] and is_place(text, named.start("name")):
            continue
        if named is None:
            yield from _announced(text, head)
            yield from _with_figures(text, head)
        start = head.start()
        while named:
            craft, stop = named["craft"], named.end()
            name = full_name(craft, named["name"])
            yield Seen(Span(start, stop), name, stop, is_list)
            for twin, stop in _twins(text, named):
                yield Seen(Span(start, stop), full_name(craft, twin), stop, is_list)
            named = _next_name(text, stop) if is_list else None
            if named:
                start = named.start("craft" if named["craft"] else "name")


# "04 cụm công nghiệp chậm tiến độ trên 24 tháng: Đá Chông, Sông Hến, …"
_COUNTED = re.compile(
    rf"(?P<count>\d{{1,2}}|{COUNT_WORDS})\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"(?:[^.;:]{0,100}?(?:\blà|\bgồm(?:\s+có)?|:)\s+(?:các\s+cụm\s+)?|\s*\(\s*)"
)


def _announced(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names that follow a counted noun and its words, if they are as many."""
    counted = _COUNTED.search(text, max(0, head.start() - 20), head.start())
    link = _ANNOUNCES.match(text, head.end()) if counted else None
    named = named_at(text, link.end()) if link else None
    found: list[Seen] = []
    while named:
        name, stop = full_name(named["craft"], named["name"]), named.end()
        found.append(Seen(Span(*named.span()), name, stop, is_listed=True))
        for twin, stop in _twins(text, named):
            name = full_name(named["craft"], twin)
            found.append(Seen(Span(*named.span()), name, stop, is_listed=True))
        named = _next_name(text, stop)
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
    named = named_at(text, link.end()) if link else None
    found: list[Seen] = []
    while named and (figure := _FIGURE.match(text, named.end())):
        name = full_name(named["craft"], named["name"])
        span = Span(named.start("craft" if named["craft"] else "name"), named.end())
        found.append(Seen(span, name, named.end(), is_listed=True))
        on = _ON.match(text, figure.end())
        named = named_at(text, on.end()) if on else None
    if len(found) > 1:
        yield from found


def _next_name(text: str, stop: int) -> re.Match[str] | None:
    """The next name of a list, over a bracket that describes the last one."""
    bracket = _BRACKET.match(text, stop)
    stop = bracket.end() if bracket else stop
    link = _NEXT.match(text, stop)
    named = named_at(text, link.end()) if link else None
    if named is None or is_place(text, named.start("name")):
        return None
    return named


def find_clusters(passage: Passage, context: Context) -> list[Mention[Cluster]]:
    """Clusters that the passage names, each once, with what it says of them.

    `province` is the document's unless another is written.
    """
    found: dict[str, Mention[Cluster]] = {}
    every = list(names(passage.text))
    for seen, cluster in grouped(passage.text, every, context):
        known = found.get(cluster.name)
        if known is None:
            found[cluster.name] = Mention(passage.id, seen.span, cluster, "named")
        else:
            value = _completed(known.value, cluster)
            found[cluster.name] = replace(known, value=value)
    return list(found.values())


def _completed(first: Cluster, again: Cluster) -> Cluster:
    """What the first mention says, and what only a later one does."""
    return replace(
        first,
        district=first.district or again.district,
        commune=first.commune or again.commune,
        area_ha=first.area_ha if first.area_ha is not None else again.area_ha,
    )


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


# "2. Địa điểm: xã Mường Lãng, huyện Khê Sơn" | "3. Diện tích: 48,5 ha"
_SITE = re.compile(
    r"\W*(?:địa\s+(?:điểm|chỉ)|vị\s+trí)(?:\s+[^:\d]{1,30})?:", re.IGNORECASE
)
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
