"""Named industrial clusters: "CCN làng nghề Tề Lỗ", "Cụm công nghiệp Bình Long 2".

A name is what follows "CCN" in capitals; "CCN trên địa bàn" and "CCN làng nghề" alone
name nothing. A district comes from the head of a list ("huyện Yên Lạc: CCN …"), from
the words after the name or from a bracket.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster.lists import (
    after_whole,
    by_place,
    by_short_word,
    listed,
    next_name,
    of_short_plural,
    sized,
    twins,
)
from ccndocs.extract.cluster.names import PLACE, full_name, named_at
from ccndocs.extract.cluster.places import (
    Seen,
    grouped,
    is_known_place,
    is_place,
    located,
    places_of,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.numbers import parse_number
from ccndocs.vi.places import province_named

_HEAD = re.compile(
    r"(?<!\w)(?P<head>CCN|[Cc]ụm\s+(?:[Cc]ông\s+[Nn]ghiệp|CN)(?:\s*\(CCN\))?)(?!\w)"
    r"(?P<kind>\s*(?:(?:[-–]|,|và)\s*)?(?:TTCN|(?i:tiểu\s+thủ\s+công\s+nghiệp))|\s*(?:[-–]|và)\s*(?i:dịch\s+vụ|thương\s+mại(?:\s*[-–,]?\s*dịch\s+vụ)?|đô\s+thị)"
    rf"|\s*[-–]\s*(?=[Ll]àng\s+[Nn]ghề\s+[{CAPITALS}]))?\s*(?P<colon>:\s*(?:CCN\s+)?)?"
)
_PLURAL = re.compile(
    r"(?:các|những|một\s+số|nhiều|\d+|hai|ba|bốn|năm|mấy)\s*(?:\([^)]*\)\s*)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\bvà\b", re.IGNORECASE)


_BRACKETED = re.compile(r"\s*\((?:[^()\d]{3,60}|[^()\d]{0,40}\d[\d.,]*\s*ha)\)")
# "Các xã có CCN: An Hạ, Tân Hạ": where they lie
_WHERE = re.compile(
    r"\b(?:các|những)\s+(?:xã|phường|huyện|địa\s+phương|nơi)\b[^.;:]{0,30}\scó\s+$",
    re.IGNORECASE,
)
# "huyện Yên Hạ: CCN An Hòa, Tân Phú;", "huyện Yên Hạ gồm CCN …": its district is told,
# so the second is no place; and none is in "huyện Yên Hạ 02 CCN (CCN An Hòa, Tân Phú)"
_OF_DISTRICT = re.compile(
    rf"(?:[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố)\s+{PLACE}\s*(?::|gồm(?:\s+có)?:?|\(|có)\s*$"
    r"|\d\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s*\(\s*(?:gồm:?\s*)?$"
)


def _is_plural(text: str, head: re.Match[str]) -> bool:
    """Whether several names follow: "các CCN A, B"; "CCN A và B"; "CCN A, B, C".

    After a single "CCN A, B" the second may be its commune or district.
    """
    if _PLURAL.search(text[max(0, head.start() - 40) : head.start()]):
        return True
    if _OF_DISTRICT.search(text[max(0, head.start() - 60) : head.start()]):
        return True
    named, count = named_at(text, head.end()), 0
    if (
        named
        and (second := next_name(text, named.end()))
        and all(_BRACKETED.match(text, name.end()) for name in (named, second))
    ):
        return True
    while named is not None:
        further = twins(text, named)
        stop, count = further[-1][1].stop if further else named.end(), count + 1
        named = next_name(text, stop)
        if named and is_known_place(named["name"]):
            return count > 1
        if named and _AND.search(text[stop : named.start()]):
            return True
    return count > 2


# "CỤM CÔNG NGHIỆP GÒ VÀNG, HUYỆN KHÊ SƠN": in capitals a name is sure before a place.
_CAPITAL_WORD = (
    r"(?!(?:TRÊN|ĐỊA|BÀN|TỈNH|CÁC|VÀ|TẠI|THUỘC|CỦA|NĂM|CẤP|VÙNG)\b)"
    rf"[{CAPITALS}]+"
)
_CAPITALS = re.compile(
    rf"""(?:CỤM\s+CÔNG\s+NGHIỆP|[Cc]ụm\s+[Cc]ông\s+nghiệp|CCN)\s+(?P<craft>LÀNG\s+NGHỀ\s+)?
    (?P<name>(?:SỐ\s+\d{{1,2}}\s+)?{_CAPITAL_WORD}(?:\s+{_CAPITAL_WORD}){{0,3}}?(?:\s+\d{{1,2}})?)
    (?=\s*[,(]?\s*(?:(?:TẠI|THUỘC)\s+)?(?:XÃ|PHƯỜNG|THỊ\s+TRẤN|HUYỆN|THỊ\s+XÃ|THÀNH\s+PHỐ
      |(?:tại\s+|thuộc\s+)?(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố))\s
    |\s*[,(]\s*TỈNH\s)""",
    re.VERBOSE,
)


def _in_capitals(text: str) -> Iterator[Seen]:
    """The names of a title in capitals: "CỤM CÔNG NGHIỆP SỐ 2 VẠN HẠ, XÃ VẠN HẠ"."""
    for match in _CAPITALS.finditer(text):
        craft = match["craft"]
        name = full_name(craft.lower() if craft else None, match["name"].title())
        yield Seen(Span(*match.span()), name, match.end(), is_listed=False)


# "CCN 5. An Hòa", the heading of a report cluster by cluster
_NUMBERED = re.compile(r"\W*(?:CCN|[Cc]ụm\s+[Cc]ông\s+nghiệp)\s+\d{1,2}[.)]\s")


def _numbered(text: str) -> Iterator[Seen]:
    """The name behind the number of a heading: "CCN 5. An Hòa"."""
    head = _NUMBERED.match(text)
    named = named_at(text, head.end()) if head else None
    if named is not None:
        name = full_name(named["craft"], named["name"])
        yield Seen(Span(*named.span("name")), name, named.end(), is_listed=False)


# "CCN An Hòa, diện tích 50 ha tại xã Hạ; Tân Phú, diện tích 35 ha, tại xã Thượng"
_TOLD_SO = re.compile(
    r"""\s*(?:,|\(|:|–|-)?\s*(?:(?:xã|phường|thị\s+trấn|tại)\s[^;.\d]{3,60})?
    (?:(?:với|có)\s+)?(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)?[^;.\d\w]{0,4}(?:khoảng\s+)?
    \d[\d.,]*\s*ha\b[^;]*?(?:;\s*(?:và\s+)?|$)""",
    re.IGNORECASE | re.VERBOSE,
)


def _parallel(text: str, stop: int) -> Iterator[Seen]:
    """The names behind one with a size, each behind a semicolon and with its own."""
    told = _TOLD_SO.match(text, stop)
    while told is not None and told[0].rstrip().endswith((";", "và")):
        named = named_at(text, told.end())
        if named is None or is_place(text, named.start("name")):
            return
        told = _TOLD_SO.match(text, named.end())
        if told is not None:
            name, start = full_name(named["craft"], named["name"]), named.start()
            yield Seen(Span(start, named.end()), name, named.end(), is_listed=True)


# "1 CCN An Hòa 50", a row of a pasted table: its last column, as no name has it
_ROW = re.compile(
    r"\W*\d{1,3}[.)]?\s+(?:CCN|[Cc]ụm\s+[Cc]ông\s+nghiệp)\s[^.;:]{2,60}\s\d{2}\W*"
)
_ROW_SIZE = re.compile(r"\s+\d{2}$")


def names(text: str) -> Iterator[Seen]:
    """Every name of the passage, those of lists included."""
    yield from _in_capitals(text)
    yield from _numbered(text)
    yield from by_place(text)
    yield from of_short_plural(text)
    yield from sized(text)
    for head in _HEAD.finditer(text):
        is_list = _is_plural(text, head)
        if head["colon"] and (not is_list or _WHERE.search(text, 0, head.start())):
            continue
        named = named_at(text, head.end())
        if named and head["colon"] and is_place(text, named.start("name")):
            continue
        if named is None:
            yield from listed(text, head)
        start, is_row = head.start(), _ROW.fullmatch(text) is not None
        while named:
            craft, stop = named["craft"], named.end()
            bare = _ROW_SIZE.sub("", named["name"]) if is_row else named["name"]
            name = full_name(craft, bare)
            yield Seen(Span(start, stop), name, stop, is_list)
            for twin, span in twins(text, named):
                stop = span.stop
                yield Seen(span, full_name(craft, twin), stop, is_list)
            if not is_list:
                yield from _parallel(text, stop)
                yield from after_whole(text, stop)
            named = next_name(text, stop) if is_list else None
            if named:
                start = named.start("craft" if named["craft"] else "name")


def find_clusters(passage: Passage, context: Context) -> list[Mention[Cluster]]:
    """Clusters that the passage names, each once, with what it says of them.

    `province` is the document's unless another is written.
    """
    first: dict[str, Mention[Cluster]] = {}
    for mention in every_mention(passage, context):
        first.setdefault(mention.value.name, mention)
    return list(first.values())


def every_mention(passage: Passage, context: Context) -> list[Mention[Cluster]]:
    """Each place where the passage names a cluster, with all that it says of it."""
    text = passage.text
    every = [seen for seen in names(text) if not _is_province(text, seen, context)]
    told = grouped(text, every, context)
    whole: dict[str, Cluster] = {}
    for _, cluster in told:
        known = whole.get(cluster.name)
        whole[cluster.name] = completed(known, cluster) if known else cluster
    return [
        Mention(passage.id, s.span, whole[c.name], _named_by(text, s)) for s, c in told
    ]


# "Công ty TNHH MTV Phát triển CCN Đá Bạc": the name of a company
_COMPANY = re.compile(
    r"""(?:Công\s+ty|CTCP|Tổng\s+công\s+ty)(?:\s+(?:TNHH|MTV|CP|cổ\s+phần|trách\s+nhiệm\s+hữu\s+hạn|một\s+thành\s+viên
    |đầu\s+tư|phát\s+triển|kinh\s+doanh|xây\s+dựng|quản\s+lý|khai\s+thác|(?:kết\s+cấu\s+)?hạ\s+tầng|kỹ\s+thuật|và|&|-)){1,8}\s+$""",
    re.IGNORECASE | re.VERBOSE,
)


def _named_by(text: str, seen: Seen) -> str:
    """The rule of a mention: in the name of a company, or "named"."""
    is_company = _COMPANY.search(text[max(0, seen.span.start - 120) : seen.span.start])
    return "company" if is_company else "named"


# "quy hoạch phát triển cụm công nghiệp Bắc Ninh": those of a province.
_WORK_ON = re.compile(
    r"(?:phát\s+triển|quy\s+hoạch|quản\s+lý|đầu\s+tư|thu\s+hút|các|những)\s+(?:các\s+)?$",
    re.IGNORECASE,
)


def _is_province(text: str, seen: Seen, context: Context) -> bool:
    """Whether what follows "cụm công nghiệp" is the province that has them."""
    name = seen.name.removeprefix("Cụm công nghiệp ")
    if name == context.province:
        return True
    known = province_named(name)
    is_work = _WORK_ON.search(text[: seen.span.start])
    return bool(known and known.name == name and is_work)


def completed(first: Cluster, again: Cluster) -> Cluster:
    """What the first mention says, and what only a later one does."""
    return replace(
        first,
        district=first.district or again.district,
        commune=first.commune or again.commune,
        area_ha=first.area_ha if first.area_ha is not None else again.area_ha,
    )


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
    clusters = _without_companies(clusters)
    whole = {m.value.name for m in clusters if m.rule != "short"}
    craft = _of_craft(clusters)
    found: list[Mention[Cluster]] = []
    for mention in clusters:
        name = mention.value.name
        bare = name.removeprefix("Cụm công nghiệp ")
        longer = [other for other in whole if other.endswith(f" {bare}")]
        if mention.rule == "short" and name not in whole and len(longer) == 1:
            value = replace(mention.value, name=longer[0])
            mention = replace(mention, value=value)
        elif name in craft:
            mention = replace(mention, value=replace(mention.value, name=craft[name]))
        found.append(mention)
    return found


_NUMBERED_NAME = re.compile(r"\s(?:\d{1,2}|I{1,3}|IV)$")


def _without_companies(clusters: list[Mention[Cluster]]) -> list[Mention[Cluster]]:
    """The mentions without names of companies alone, whose clusters have numbers.

    "Công ty TNHH Phát triển CCN Đá Bạc" is the developer of "CCN Đá Bạc 1".
    """
    named = {m.value.name for m in clusters if m.rule != "company"}
    bases = {_NUMBERED_NAME.sub("", n) for n in named if _NUMBERED_NAME.search(n)}
    return [
        m
        for m in clusters
        if m.rule != "company" or m.value.name in named or m.value.name not in bases
    ]


def _of_craft(clusters: list[Mention[Cluster]]) -> dict[str, str]:
    """Names that the document writes with "làng nghề", too: "CCN Vân Hạ" is the same.

    Not where a table lists them, or two sizes or districts tell them apart.
    """
    said: dict[str, list[Mention[Cluster]]] = {}
    for mention in clusters:
        said.setdefault(mention.value.name, []).append(mention)
    found: dict[str, str] = {}
    for name, plain in said.items():
        craft = name.replace("nghiệp ", "nghiệp làng nghề ", 1)
        both = [*plain, *said.get(craft, ())]
        areas = {m.value.area_ha for m in both} - {None}
        districts = {m.value.district for m in both} - {None}
        is_listed = any(m.rule == "table" for m in plain)
        if craft in said and not is_listed and max(len(areas), len(districts)) < 2:
            found[name] = craft
    return found


# "2. Địa điểm: xã Mường Lãng, huyện Khê Sơn" | "3. Diện tích: 48,5 ha"
_SITE = re.compile(
    r"\W*(?:địa\s+(?:điểm|chỉ)|vị\s+trí)(?:\s+[^:\d]{1,30})?:", re.IGNORECASE
)
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
