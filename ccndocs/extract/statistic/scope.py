"""Where a figure holds: one cluster, a part of them, a district, a province, the land.

A document's figures are its own province's unless the sentence names another place
before them; those of a body of the whole land are no province's then.
"""

from __future__ import annotations

from ccndocs.extract.cluster.names import PLACE
from ccndocs.extract.cluster.places import is_central, opening_district
from ccndocs.extract.statistic.place import Place
from ccndocs.types.mention import Context, Scope
from ccndocs.vi import lazy_re as re
from ccndocs.vi.places import province_named

_FLAGS = re.IGNORECASE | re.VERBOSE
# "14 CCN do UBND cấp huyện là chủ đầu tư", "127 dự án đầu tư nước ngoài"
_SUBSET = re.compile(
    r"""\s*(?:(?:nằm\s+)?(?:ở|tại|thuộc)\s+)?(?P<subset>do\s+[^,;.()]{3,80}?\s(?:là|làm)\s+(?:\w+\s+)?chủ\s+đầu\s+tư(?:\s+hạ\s+tầng)?
    |(?:có\s+)?(?:vốn\s+)?(?:đầu\s+tư\s+)?(?:trực\s+tiếp\s+)?nước\s+ngoài|FDI|đầu\s+tư\s+trong\s+nước
    |làng\s+nghề(?=\s*[,;.)]|$)|chuyên\s+ngành(?=\s*[,;.)]|$)
    |(?:(?<=ở\ )|(?<=tại\ )|(?<=thuộc\ ))(?:các\s+)?(?:vùng|khu\s+vực|phía)\s+
     [^,;.()\d]{2,30}?(?=\s*[,;.()]|$))""",
    _FLAGS,
)
# "phía Nam lấp đầy 60%"
_REGION = re.compile(
    r"(?:^|[,;])\s*(?P<region>(?:vùng|khu\s+vực|phía)\s+[^,;:.()\d]{2,30}?)\s+"
    r"(?:có\s+tỷ\s+lệ\s+)?lấp\s+đầy\s*(?:đạt\s*)?$",
    _FLAGS,
)
# "Vùng Trung du và miền núi có 210 CCN"
_REGION_HAS = re.compile(
    r"(?:^|[,;:]|\bđó)\s*(?P<region>(?:vùng|khu\s+vực|phía)\s+[^,;:.()\d]{2,40}?)"
    r"(?:\s+(?:hiện|đã|đang|nay|mới|chỉ|còn))*\s+có\s+$",
    _FLAGS,
)
# "giai đoạn 2 rộng 17 ha"
_PHASE = re.compile(
    r"\b(?P<phase>giai\s+đoạn\s+(?:\d|I{1,3}|IV|một|hai|ba))(?!\w)(?:\s+(?:là|có|rộng|mở\s+rộng"
    r"|thêm|diện\s+tích|quy\s+mô|khoảng|hơn|gần|trên|với))*\s*[:(]?\s*$",
    _FLAGS,
)
# What repair leaves of a doubled word: "làm chúa chủ đầu tư".
_STUTTER = re.compile(r"(?<=làm\ )ch[uúùủũụưứừửữự]a?\s+(?=chủ\s)", _FLAGS)
_DISTRICT = re.compile(
    r"(?:[Tt]rên\s+địa\s+bàn|[Tt]ại|của)\s+(?:huyện|thị\s+xã|thành\s+phố)\s+"
    rf"(?P<name>{PLACE})"
)
# "trong đó huyện Yên Hạ có 04 CCN, thị xã Kim Hạ 3 CCN"
_HAS = re.compile(
    rf"(?:[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố)\s+(?P<name>{PLACE})"
    r"(?:\s+(?:hiện|đã|đang|nay|mới|chỉ|còn|có|là|thành\s+lập))*\s*[:(]?\s*$"
)
# "Cả nước hiện có 968 CCN", "bình quân các CCN cả nước đạt 62%"
_NATION = re.compile(r"\b(?:cả\s+nước|toàn\s+quốc)\b[^.;]*$", _FLAGS)
# "nhiều CCN nhất cả nước với 45 CCN", "cao hơn bình quân cả nước, đạt 75%", "thứ 5 …"
_COMPARED = re.compile(
    r"(?:\bnhất|\bđầu|\bso\s+với(?:\s+[^\W\d]+){0,4}|\bhơn(?:\s+[^\W\d]+){0,4}|\d)"
    r"(?:\s+(?:trong|của|trên))?\s+$",
    _FLAGS,
)
# "Tỉnh Bắc Giang có 40 CCN"
_PROVINCE = re.compile(rf"(?<!giáp )(?<!với )\b[Tt]ỉnh\s+(?P<name>{PLACE})")
# "thành phố Hải Phòng"
_CITY = re.compile(rf"\b(?:[Tt]hành\s+phố|TP\.?)\s+(?P<name>{PLACE})")
# "Hà Nội có 70 CCN, Bình Định 57 CCN", "- Hà Nội: 70 CCN", "… như: Hà Nội (70 CCN)"
_BARE = re.compile(
    r"(?:^|[-–+,;:(]|\b(?:và|như|là|đó|tại|Tại|ở|Ở|riêng|Riêng|Hiện|Nay))\s*"
    rf"(?P<name>{PLACE})(?:(?:\s+(?:hiện|đã|đang|nay|mới|chỉ|còn|cũng))*"
    r"\s+(?:có|quy\s+hoạch|thành\s+lập)\b|\s*:|\s*\(?\s*(?=\d+\s+(?:CCN|cụm)\b|$))"
)
_VERBS = ("có", "quy hoạch", "thành lập")
# "[03 CCN] của tỉnh Bắc Giang"
_OF_PROVINCE = re.compile(
    rf"\s*(?:của|ở|tại)\s+(?:tỉnh|thành\s+phố)\s+(?P<name>{PLACE})"
)
# "Học tập kinh nghiệm của [tỉnh Bắc Giang], đã thành lập 31 CCN": where one learnt
_LEARNT = re.compile(
    r"\b(?:kinh\s+nghiệm|mô\s+hình|cách\s+làm|bài\s+học)\b[^,;:]*\bcủa\s+$", _FLAGS
)
_OF_PLACE = re.compile(
    r"\b(?:toàn|của|trên\s+địa\s+bàn|cả)\s+(?:tỉnh|huyện|thành\s+phố|thị\s+xã)\b"
    r"|\btỉnh\s+(?:ta|nhà)\b",
    _FLAGS,
)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def scope_of(place: Place, text: str, context: Context) -> Scope:
    """Where the figure holds: one cluster, a district, a part, else the province."""
    after = text[place.measure.span.stop : place.sentence.stop]
    subset = (
        _SUBSET.match(after) if place.measure.unit in ("cluster", "project") else None
    )
    part = subset["subset"] if subset else None
    before = place.before(text)
    is_rate = place.measure.unit == "percent"
    region = (_REGION if is_rate else _REGION_HAS).search(place.left)
    part = _small(region["region"]) if region else part
    phase = _PHASE.search(place.left) if place.measure.unit == "ha" else None
    part = _small(phase["phase"]) if phase else part
    cluster = place.cluster
    nation = _NATION.search(before) if cluster is None else None
    compared = nation and _COMPARED.search(before, 0, nation.start())
    is_nation = nation and not compared and not _OF_PLACE.search(nation[0])
    if nation and is_nation and _other_province(nation[0], place, context) is None:
        return Scope(subset=part)
    name = _district_of(place, text) or context.district
    return Scope(
        province=(cluster.province if cluster else None)
        or _province_behind(place, text)
        or _other_province(before, place, context)
        or context.province,
        district=(cluster.district if cluster else None) or name,
        cluster=cluster.name if cluster else None,
        subset=_STUTTER.sub("", " ".join(part.split())) if part else None,
    )


def _district_of(place: Place, text: str) -> str | None:
    """The district that the sentence or the start of the paragraph names, no city."""
    before = place.before(text)
    told = _HAS.search(place.left) or _DISTRICT.search(before)
    names = (
        told["name"] if told else None,
        opening_district(before, len(before)),
        opening_district(text, place.measure.span.start),
    )
    return next((name for name in names if name and not is_central(name)), None)


def _province_behind(place: Place, text: str) -> str | None:
    """The province whose clusters are counted: "03 CCN của tỉnh Bắc Giang"."""
    if place.measure.unit != "cluster":
        return None
    behind = _OF_PROVINCE.match(text, place.measure.noun.stop, place.sentence.stop)
    known = province_named(behind["name"]) if behind else None
    return known.name if known else None


def _other_province(before: str, place: Place, context: Context) -> str | None:
    """The province that a sentence names last: "Tỉnh Bắc Giang có 40 CCN".

    "… của tỉnh", said after it, is the document's own, if that has one.
    """
    named = [
        m
        for pattern in (_PROVINCE, _CITY, _BARE)
        for m in pattern.finditer(before)
        if _is_told(pattern, m, place, context)
        and not _LEARNT.search(before, 0, m.start())
    ]
    if not named:
        return None
    last = max(named, key=lambda m: m.end("name"))
    if context.province is not None and _OF_PLACE.search(before, last.end()):
        return None
    known = province_named(last["name"])
    return known.name if known else None


def _is_told(
    pattern: re.Pattern[str], named: re.Match[str], place: Place, context: Context
) -> bool:
    """Whether a name is a province's, not of a city within one or of investors.

    Communes bear names of provinces, too: "- Hòa Bình: 02 CCN" of a province's page
    is one of them, and so is "Hòa Bình có 02 CCN" of a district's.
    """
    if pattern is _CITY:
        return is_central(named["name"])
    if pattern is _BARE:
        known = province_named(named["name"])
        if known is None or known.name != named["name"]:
            return known is None
        is_list = context.province is not None and not named[0].endswith(_VERBS)
        is_below = context.district is not None or context.commune is not None
        is_investor = place.measure.unit != "cluster" and "(" in named[0]
        return not (is_list or is_below or is_investor)
    return True
