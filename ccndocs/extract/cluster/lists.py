"""Names of clusters in lists that a count or a district announces.

"04 cụm công nghiệp chậm tiến độ: …", "- Huyện Yên Hạ (03 cụm): …": a list is taken
where it has as many names as it says, or where each name has a figure of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.cluster.names import NO_NAME, PLACE, full_name, named_at
from ccndocs.extract.cluster.places import Seen, is_known_place, is_place
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_NUMBER = re.compile(r"\s+(?:\d{1,2}|[IV]+)$")
_TWIN = re.compile(
    r"(?:\s+và\s+|,(?=\d(?![\d.]))|,\s*(?=\d{1,2}\s*(?:[,;.)](?!\d)|và\b|$)))(?P<number>\d{1,2})\b"
    r"(?!\s*(?:ha|KCN|khu|CCN|cụm|dự|doanh|cơ|xã|phường)\b|\s*%|\.\d|,\d+\s*(?:ha|%|tỷ|triệu))"
)
_LINK = re.compile(r"\s+và\s+|,\s*")
_FURTHER = re.compile(r"\s+(?P<number>\d{1,2}|IV|I{1,3})(?![\w.,]*\d|\s*(?:ha|dự)\b)")
_ROMAN_TWIN = re.compile(r"(?:\s+và\s+|,\s*)(?P<number>III|II|IV)\b")
_BRACKET = re.compile(r"\s*,?\s*\([^()]{0,200}\)")
_PHASE = re.compile(r"\s*[-–]?\s*(?:mở\s+rộng|giai\s+đoạn\s+\w{1,3})\b")
# "An Hòa (huyện Hạ) 50 ha, …", "An Hòa, diện tích 50 ha tại xã Hạ; …", "An Hòa từ 20 ha
# lên 45 ha; …"
_SIZE = re.compile(
    r"""\s*[,:–-]?\s*(?:(?:với|có|rộng)\s+)?(?:(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)(?:\s+(?:diện\s+tích|là))*\s*:?\s*)?
    (?:(?:khoảng|từ|gần|trên)\s+)?\d[\d.,]*\s*ha\b
    (?:\s+(?:lên|thành|xuống\s+còn)\s+\d[\d.,]*\s*ha\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
# "… 35 ha, tại xã Tân Phú;" and "… 35 ha; Tân Phú"
_THERE = re.compile(
    rf"\s*,?\s*(?:(?:thuộc|tại|ở)\s+)(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố)\s+{PLACE}(?=\s*;)"
)
_LIES_IN = re.compile(
    rf"(?:\s*,?\s*(?:(?:thuộc|tại|ở)\s+)?(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|TP\.)"
    rf"\s+{PLACE}){{1,2}}(?=\s*;)"
)
_NEXT = re.compile(r"\s*(?:,|;|\bvà\b)\s*(?:và\s+)?(?!CCN|[Cc]ụm)")


def twins(text: str, named: re.Match[str]) -> list[tuple[str, Span]]:
    """The further names of "Trảng Nhật 1, 2 và 3", "Gò Hạ I, II", "Gò Hạ 1, Gò Hạ 2".

    A bare number has the words from the first name on for its own.
    """
    number = _NUMBER.search(named["name"])
    if number is None:
        return []
    base, found, stop = named["name"][: number.start()], [], named.end()
    pattern = _TWIN if number[0].strip().isdigit() else _ROMAN_TWIN
    start = named.start("craft" if named["craft"] else "name")
    while also := pattern.match(text, stop) or _again(text, stop, base):
        is_whole = also.start() > stop
        span = Span(also.start() - len(base) if is_whole else start, also.end())
        found.append((f"{base} {also['number']}", span))
        stop = also.end()
    return found


def _again(text: str, stop: int, base: str) -> re.Match[str] | None:
    """The same name with a further number: "CCN Hạ Long 1, Hạ Long 2"."""
    link = _LINK.match(text, stop)
    if link is None or not text.startswith(base, link.end()):
        return None
    return _FURTHER.match(text, link.end() + len(base))


def _next_at(text: str, stop: int) -> int | None:
    """Where the next of a list begins, over a bracket that describes the last one."""
    phase = _PHASE.match(text, stop)
    stop = phase.end() if phase else stop
    bracket = _BRACKET.match(text, stop)
    stop = bracket.end() if bracket else stop
    size = _SIZE.match(text, stop) or _FIGURE.match(text, stop)
    stop = size.end() if size else stop
    there = _THERE.match(text, stop)
    stop = there.end() if there else stop
    lies = _LIES_IN.match(text, stop)
    link = _NEXT.match(text, lies.end() if lies else stop)
    return link.end() if link else None


_TOWN_IN = re.compile(rf"\s*[Tt]hị\s+trấn\s+{PLACE}\s*\(\s*(?:huyện|thị\s+xã)\s")


def next_name(text: str, stop: int) -> re.Match[str] | None:
    """The next name of a list, over a bracket that describes the last one."""
    at = _next_at(text, stop)
    named = named_at(text, at) if at is not None else None
    if named is None or not is_place(text, named.start("name")):
        return named
    # "…; thị trấn Khe Hạ (huyện Khe Hạ)": named after the town in which it lies
    is_town = text[:at].rstrip().endswith(";") and _TOWN_IN.match(text, named.start())
    return named if is_town else None


# "04 cụm công nghiệp chậm tiến độ trên 24 tháng: Đá Chông, Sông Hến, …"
_COUNTED = re.compile(
    rf"(?P<count>\d{{1,2}}|{COUNT_WORDS})\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_ANNOUNCES = re.compile(r"[^.;:]{0,100}?(?:\blà|\bgồm(?:\s+có)?|:)\s+(?:các\s+cụm\s+)?")


def _announced(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names that follow a counted noun and its words, if they are as many."""
    counted = _COUNTED.search(text, max(0, head.start() - 20), head.start())
    link = _ANNOUNCES.match(text, head.end()) if counted else None
    found = _names_from(text, link.end()) if link else []
    if counted and len(found) == count_of(counted["count"]):
        yield from found


# "Các CCN có tỷ lệ lấp đầy cao: Hà Trì (xã Hà Trì) 96,2%; Đồng Vông (…) 91,0%"
_SOME = re.compile(
    r"(?:\bcác|\bnhững|\bmột\s+số|\bnhiều|\bdanh\s+mục)\s*$", re.IGNORECASE
)
_OPENS = re.compile(
    r"\s*(?:gồm(?:\s+có)?|là|như)\s+(?=[^.;]{2,40}?\d[\d.,]*\s*ha\b)|(?![^.;:]*\b(?:huyện|xã|phường|thị\s+trấn|thành\s+phố|địa\s+phương|vùng|ngành|sở)\s*:)"
    r"\s*[^.;:]{3,100}?:\s+",
    re.IGNORECASE,
)
# "các CCN có 211 dự án (Kỳ Hạ 44 dự án, Cẩm Hạ 1 31 dự án)"
_COUNTS = re.compile(r"[^.;:()]{0,60}\d\s+\w+(?:\s+\w+){0,3}\s*\(")
# "Nhiều CCN lấp đầy cao như Kỳ Hạ 100%, Cẩm Hạ 92%"
_SUCH = re.compile(r"[^.;:\d]{3,60}?\b(?:như|gồm(?:\s+có)?)\s+", re.IGNORECASE)
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
    links = (p.match(text, head.end()) for p in (_OPENS, _COUNTS, _SUCH))
    link = next((found for found in links if found), None)
    named = named_at(text, link.end()) if link else None
    found: list[Seen] = []
    while named and (figure := _FIGURE.match(text, named.end())):
        found.append(_seen(named))
        on = _ON.match(text, figure.end())
        named = named_at(text, on.end()) if on else None
    if len(found) > 1:
        yield from found


# "Các CCN đang hoạt động gồm: Phú Hạ, Ba Lãng, Việt Sơn.", "Các CCN chưa có đường: …"
_ENUMERATES = re.compile(
    r"(?![^.;:]*\b(?:(?<!bàn\s)huyện|(?<!bàn\s)xã|(?<!bàn\s)phường|(?<!bàn\s)thành\s+phố"
    r"|địa\s+phương|vùng|ngành|sở|chủ|doanh)\b)"
    r"(?:[^.;:]{0,60}?\b(?:gồm(?:\s+có)?|như|là|tiêu\s+biểu|điển\s+hình|chính|lớn|khác|tập\s+trung"
    r"|sau(?:\s+đây)?|hiện\s+có)"
    rf"|\s*trên\s+địa\s+bàn(?:\s+(?:huyện|xã|phường|thành\s+phố|thị\s+xã|tỉnh)(?-i:\s+{PLACE})?)?"
    r"|\s*(?:đã|đang|chưa|được|chậm|còn|mới|hiện)\b[^.;:\d]{3,50}?)\s*:\s*",
    re.IGNORECASE,
)
# "các cụm công nghiệp như Phú Hạ, Ba Lãng, Việt Sơn đã …"
_SUCH_AS = re.compile(r"\s*(?:khác\s+)?như\s+", re.IGNORECASE)
# "Các CCN do doanh nghiệp làm chủ đầu tư gồm Phú Hạ (xã Phú), Ba Lãng (xã Lãng)"
_EACH_SOMEWHERE = re.compile(r"[^.;:]{0,80}?\bgồm(?:\s+có)?\s*:?\s*", re.IGNORECASE)
_SOMEWHERE = re.compile(r"\s*\(\s*(?:xã|phường|thị\s+trấn|huyện)\s", re.IGNORECASE)
_LIST_ENDS = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[.;)…]|$)")


_GOES_ON = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:[.;),…]|$|(?:đã|đang|có|được|hiện|với|cơ\s+bản|cũng|đều|thu)\b)",
    re.IGNORECASE,
)


def _enumerated(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names behind "Các CCN … gồm:", two at least, with which the clause ends."""
    if not _SOME.search(text, max(0, head.start() - 12), head.start()):
        return
    link = _ENUMERATES.match(text, head.end())
    found = _names_from(text, link.end()) if link else []
    if link is None and (such := _SUCH_AS.match(text, head.end())):
        found = _names_from(text, such.end())
        link = such
    if link is None and (loose := _EACH_SOMEWHERE.match(text, head.end())):
        found = _names_from(text, loose.end())
        found = found if all(_SOMEWHERE.match(text, s.stop) for s in found[:2]) else []
    names = [seen.name.removeprefix("Cụm công nghiệp ") for seen in found]
    known = sum(is_known_place(name) for name in names)
    if any(" " not in name for name in names) or 3 * known > len(names):
        return  # a list of places; of three names one may be its district's
    ends = _GOES_ON if link and _SUCH_AS.fullmatch(link[0]) else _LIST_ENDS
    if len(found) > 1 and ends.match(text, found[-1].stop):
        yield from found


# "- Huyện Yên Hạ (03 cụm): An Hòa, Tân Phú 1 và làng nghề Tề Hạ;"
_PLACE_COUNTED = re.compile(
    rf"""(?:huyện|thị\s+xã|thành\s+phố|xã|phường|thị\s+trấn)\s+(?-i:{PLACE})
    \s*\(\s*(?:có\s+|gồm\s+)?(?P<count>\d{{1,2}})\s*(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s*\)\s*
    (?::|gồm:?|là:?)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# "ba cụm Rào Hạ, Nà Cạn và Pa Lĩnh 1 chậm tiến độ", "khởi công 2 cụm (Rào Hạ, Nà Cạn)"
_CUMS = re.compile(
    rf"(?<!\w)(?P<count>\d{{1,2}}|{COUNT_WORDS})\s+cụm\s*(?:\s(?:là|gồm)\b|:)?\s+\(?(?!công\s+nghiệp|CN\b)",
    re.IGNORECASE,
)
# "3 cụm đã hoạt động gồm: Rào Hạ (36 ha), Nà Cạn (54 ha), Pa Lĩnh (30 ha)"
_CUMS_LED = re.compile(
    rf"""(?<!\w)(?P<count>\d{{1,2}}|{COUNT_WORDS})\s+cụm\s+(?!công\s+nghiệp|CN\b)
    [^.;:()\d]{{1,60}}?\b(?:gồm(?:\s+có)?|là)\s*:?\s*(?:các\s+cụm\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)


def by_place(text: str) -> Iterator[Seen]:
    """The names behind a place with the number of its clusters in brackets."""
    for head in _PLACE_COUNTED.finditer(text):
        found = _names_from(text, head.end())
        if len(found) == int(head["count"]):
            yield from found


def of_short_plural(text: str) -> Iterator[Seen]:
    """The names behind "ba cụm", two at least and as many as it says."""
    for head in (*_CUMS.finditer(text), *_CUMS_LED.finditer(text)):
        found = _names_from(text, head.end())
        if len(found) > 1 and len(found) == count_of(head["count"]):
            yield from found


# "các cụm An Hòa, Tân Phú và Đá Chùa", "Cụm An Hòa 1 và An Hòa 2"; a "cụm tiểu thủ
# công nghiệp" is of another kind.
_SHORT = re.compile(
    r"(?P<many>\b(?:các|những|một\s+số)\s+)?(?<!\w)cụm(?P<colon>\s*:)?\s+(?!(?:công|tiểu\s+thủ\s+công)\s+nghiệp|CN\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\bvà\b", re.IGNORECASE)


_AND_CUM = re.compile(
    r"(?:,|;|\bvà|\blà)\s+cụm\s+(?!(?:tiểu\s+thủ\s+)?công\s+nghiệp|TTCN|CN\b)",
    re.IGNORECASE,
)


def after_whole(text: str, stop: int) -> Iterator[Seen]:
    """The names behind "cụm" alone that go on a list with a whole name before it.

    "CCN An Hòa 50 ha, cụm Tân Phú 30 ha và cụm Đá Chùa 20 ha" within one sentence.
    """
    end = text.find(". ", stop)
    for head in _AND_CUM.finditer(text, stop, end if end > 0 else len(text)):
        named = named_at(text, head.end())
        if named is not None and " " in named["name"].strip():
            yield _seen(named)


def by_short_word(text: str) -> Iterator[Seen]:
    """The names behind "cụm" alone: one, or a list after a plural or up to an "và".

    Only for documents on clusters: elsewhere "Cụm Tây Bắc" may be anything.
    """
    for head in _SHORT.finditer(text):
        found = _names_from(text, head.end())
        is_list = head["many"] or (
            len(found) > 1 and _AND.search(text[found[-2].stop : found[-1].stop])
        )
        if head["colon"] and not (head["many"] and len(found) > 1):
            continue
        yield from found if is_list else found[:1]


# "CCN Hắc dịch 1 (30ha)", "CCN Ngãi hạ với quy mô 30 ha": in small letters but for the
# first, and a name since a size stands behind it.
_SMALL = rf"[^\W\d_{CAPITALS}]+"
_LOW = (
    rf"[{CAPITALS}]{_SMALL}"
    rf"(?:\s+(?!với|có|xã|huyện|mở|bổ|đã|quy){_SMALL}){{1,2}}"
)
_SIZED = re.compile(
    rf"""(?<!\w)(?:CCN|[Cc]ụm\s+[Cc]ông\s+nghiệp)\s+{NO_NAME}
    (?P<name>{_LOW}(?:\s+\d{{1,2}})?(?:\s*[-–]\s*{_LOW})?)
    (?=\s*\(\s*(?:(?:bổ\s+sung|mở\s+rộng|khoảng|thêm|diện\s+tích|quy\s+mô)\s+)*\d[\d.,]*\s*ha\b
    |,?\s+(?:với\s+|có\s+)?(?:quy\s+mô|diện\s+tích)\s+(?:khoảng\s+)?\d[\d.,]*\s*ha\b)""",
    re.VERBOSE,
)


def sized(text: str) -> Iterator[Seen]:
    """The names in small letters that a size stands behind."""
    for match in _SIZED.finditer(text):
        span = Span(*match.span())
        yield Seen(span, full_name(None, match["name"]), match.end(), is_listed=False)


# "thành lập mới 02 CCN (An Hòa, xã Hạ, 32,5 ha; Tân Phú 2, xã Thượng, 48,1 ha)"
_OPENS_BRACKET = re.compile(r"[^.;:()]{0,60}?\(\s*(?:gồm:?\s+|là:?\s+)?")


def _in_bracket(text: str, head: re.Match[str]) -> Iterator[Seen]:
    """The names in the bracket behind a counted noun, if they are as many."""
    counted = _COUNTED.search(text, max(0, head.start() - 20), head.start())
    opened = _OPENS_BRACKET.match(text, head.end()) if counted else None
    if counted is None or opened is None:
        return
    stop = text.find(")", opened.end())
    inner = text[opened.end() : stop] if stop > 0 else ""
    if ";" in inner:
        found = _parts(text, opened.end(), stop)
    else:
        found = [s for s in _names_from(text, opened.end()) if s.stop <= stop]
    if len(found) == count_of(counted["count"]):
        yield from found


def _parts(text: str, start: int, stop: int) -> list[Seen]:
    """The name that each part between semicolons opens with; none if one has none."""
    found: list[Seen] = []
    while start < stop:
        end = text.find(";", start, stop)
        named = named_at(text, start)
        if named is None or named.end() > stop:
            return []
        found.append(_seen(named))
        start = end + 1 if end >= 0 else stop
    return found


# "Châu Lãng (Quế Hạ), Thị trấn (Đô Hạ) và thị trấn (Anh Hạ)": that of this town
_TOWN = re.compile(rf"[Tt]hị\s+[Tt]rấn\s*\(\s*(?P<name>{PLACE})\s*\)")


def _names_from(text: str, at: int) -> list[Seen]:
    """The names of a list that begins at `at`."""
    found: list[Seen] = []
    named, town = named_at(text, at), _TOWN.match(text, at)
    while named or town:
        if named is None and town is not None:
            name = full_name(None, f"Thị trấn {town['name']}")
            found.append(Seen(Span(*town.span()), name, town.end(), is_listed=True))
        elif named is not None:
            found.append(_seen(named))
            for twin, span in twins(text, named):
                name = full_name(named["craft"], twin)
                found.append(Seen(span, name, span.stop, is_listed=True))
        named, then = next_name(text, found[-1].stop), _next_at(text, found[-1].stop)
        town = _TOWN.match(text, then) if then is not None else None
    return found


def _seen(named: re.Match[str]) -> Seen:
    name = full_name(named["craft"], named["name"])
    start = named.start("craft" if named["craft"] else "name")
    return Seen(Span(start, named.end()), name, named.end(), is_listed=True)


def listed(text: str, head: re.Match[str]) -> list[Seen]:
    """The names that a head without a name of its own leads to, by the first rule."""
    for rule in _RULES:
        if found := list(rule(text, head)):
            return found
    return []


_RULES = (_announced, _with_figures, _in_bracket, _enumerated)
