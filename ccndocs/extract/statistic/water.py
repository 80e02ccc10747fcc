"""Figures on the clusters' waste water: which have a plant, and what share that is.

"11/18 CCN đã có trạm xử lý nước thải", "12 CCN có hệ thống xử lý nước thải (60%)".
"""

from __future__ import annotations

from ccndocs.extract.statistic.again import COMPARED, SHARE_OF_THEM
from ccndocs.extract.statistic.counts import apart
from ccndocs.extract.statistic.passing import NUMBER_IS
from ccndocs.extract.statistic.place import Place
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
# "11/18 CCN đang hoạt động đã có trạm", in a sentence on waste water
_HAS_PLANT = re.compile(
    r"""\s*(?:(?:này|nói\s+trên)\s+)?(?:(?:đã|đang)?\s*(?:đi\s+vào\s+)?hoạt\s+động\s+)?(?:của\s+\w+(?:\s+ta)?\s+)?
    (?:(?:đã|mới|được|hiện|đang)\s+)*(?:có|xây(?:\s+dựng)?|làm|lắp(?:\s+đặt)?|vận\s+hành|đầu\s+tư|hoàn\s+thành)\s+
    (?:xong\s+)?(?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)
    (?!\s+(?:quan|biến|bơm|y\s|điện|cân|cấp|thu|phát|đường|giao|chiếu|camera|phòng|hạ\s))""",
    _FLAGS,
)
# "10 CCN đã xây dựng, vận hành hệ thống …", "6/15 CCN đang hoạt động (tương đương 40%)
# có trạm …", "(5/11 cụm, đạt 45,5%) có trạm …"
_HAS_PLANT_BEHIND = re.compile(
    r"""(?:\s+(?:đã|đang)\s+(?:đi\s+vào\s+)?hoạt\s+động)?\s*(?:\([^()]{0,120}\)|,[^(),;]{0,40}\))?\s*
    (?:(?:đã|mới|được|hiện|đang)\s+)*(?:(?:xây(?:\s+dựng)?|đầu\s+tư|lắp\s+đặt|hoàn\s+thành)(?:,|\s+và)\s+)?
    (?:có|xây(?:\s+dựng)?|vận\s+hành|đầu\s+tư)\s+
    (?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT)""",
    _FLAGS,
)
# "Số CCN có hệ thống XLNT: 11/18 CCN",
# "mới xây được trạm xử lý nước thải ở 7 cụm", "trạm … đã vận hành tại 06 CCN"
_PLANTS_AT = re.compile(
    r"""\b(?:mới|đã|có)\b[^;]*(?:xử\s+lý\s+nước\s+thải|XLNT)(?:\s+tập\s+trung)?\s+
    (?:ở|tại|cho)\s*$
    |(?:xử\s+lý\s+nước\s+thải|XLNT)(?:\s+tập\s+trung)?\s+(?:(?:đã|mới|đang|chỉ|được)\s+)+
    (?:(?:đi\s+vào|đưa\s+vào)\s+)?(?:vận\s+hành|hoạt\s+động)\s+(?:ở|tại)\s*$
    |\bcó\b[^,;]*(?:xử\s+lý\s+nước\s+thải|XLNT)(?:\s+tập\s+trung)?\s+(?:(?:mới|chỉ|hiện)\s+)*là\s*$
    |\bsố\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s[^,;:()]*(?:xử\s+lý\s+nước\s+thải|XLNT)[^,;:()]{0,30}:\s*$""",
    _FLAGS,
)
_ON_WASTE_WATER = re.compile(r"nước\s+thải|\bXLNT\b", _FLAGS)


def _plants(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "15 CCN đã có trạm", where the sentence tells of waste water."""
    if place.measure.unit != "cluster":
        return None
    if _PLANTS_AT.search(place.left):
        return "wastewater_plant_count"
    behind = text[place.measure.noun.stop : place.sentence.stop]
    if not apart(place.measure) and _HAS_PLANT_BEHIND.match(behind):
        return "wastewater_plant_count"
    if not _HAS_PLANT.match(place.right):
        return None
    ahead = text[place.measure.span.stop : place.sentence.stop]
    around = f"{place.before(text)} {ahead}"
    return "wastewater_plant_count" if _ON_WASTE_WATER.search(around) else None


# "25% số CCN (1/4 CCN) có hệ thống xử lý nước thải", "27% (06 CCN) hoàn thành hạ tầng"
_SHARE_AND_COUNT = re.compile(
    r"""(?:\s+(?:tổng\s+)?số\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)(?:\s+đang\s+hoạt\s+động)?)?
    \s*\(\s*\d{1,3}(?:\s?/\s?\d{1,3})?\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s*\)\s+
    (?:(?:đã|mới|được)\s+)*(?:(?P<plant>(?:có|đầu\s+tư|xây\s+dựng|vận\s+hành)\s+
      (?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT))
    |(?:hoàn\s+thành|hoàn\s+thiện)\s+(?:(?:đầu\s+tư|xây\s+dựng|đồng\s+bộ)\s+)*hạ\s+tầng)""",
    _FLAGS,
)


def _share_and_count(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "25% số CCN (1/4 CCN) có hệ thống xử lý nước thải tập trung"."""
    if place.measure.unit != "percent":
        return None
    told = _SHARE_AND_COUNT.match(text, place.measure.span.stop, place.sentence.stop)
    if told is None:
        return None
    return "wastewater_share" if told["plant"] else "infrastructure_complete_share"


# "công trình xử lý nước thải tại 20 CCN như sau: 09 CCN đã có; 03 CCN đã xây xong"
_ON_PLANTS = re.compile(
    r"""\b(?:hệ\s+thống|công\s+trình|trạm|nhà\s+máy)\s+(?:xử\s+lý\s+nước\s+thải|XLNT)\b
    [^:.]{0,80}:(?P<since>[^:.]*)$""",
    _FLAGS,
)
_HAS_IT = re.compile(
    r"""(?:\s*\([^()]{0,40}\))?\s*(?:đã\s+|mới\s+|được\s+)*(?:có|xây(?:\s+dựng)?\s+xong|vận\s+hành|hoàn\s+thành)
    (?!\s+(?:chủ|hồ|quy|nhà\s+đầu|mặt|kế))""",
    _FLAGS,
)


def _listed_plants(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "công trình xử lý nước thải như sau: 09 CCN đã có; 03 CCN đã xây"."""
    if place.measure.unit != "cluster" or apart(place.measure):
        return None
    behind = text[place.measure.noun.stop : place.sentence.stop]
    is_told = _ON_PLANTS.search(place.before(text)) and _HAS_IT.match(behind)
    return "wastewater_plant_count" if is_told else None


# "đưa vào vận hành 04 trạm xử lý nước thải tập trung tại các CCN"
_PLANTS_COUNTED = re.compile(r"(?:trạm|hệ\s+thống|nhà\s+máy|công\s+trình)\b", _FLAGS)


def _plants_counted(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "04 trạm xử lý nước thải tập trung tại các CCN"."""
    noun = place.measure.noun.of(text)
    is_plant = place.measure.unit == "cluster" and _PLANTS_COUNTED.match(noun)
    return "wastewater_plant_count" if is_plant else None


# "Số CCN có trạm xử lý nước thải tăng từ 12 cụm lên [15 cụm]"
_NUMBER_WITH = re.compile(
    r"\bsố\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s+(?:(?:đang|đã)\s+hoạt\s+động\s+)?(?:đã\s+)?có\s+"
    r"(?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT)"
    rf"(?:\s+tập\s+trung)?{NUMBER_IS}",
    _FLAGS,
)


def _number_with(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "nâng số CCN có trạm xử lý nước thải từ 12 lên 15 CCN"."""
    is_count = place.measure.unit == "cluster"
    is_told = is_count and _NUMBER_WITH.search(place.before(text))
    return "wastewater_plant_count" if is_told else None


# "có thêm 05 cụm hoàn thành trạm xử lý, nâng tỷ lệ lên 66,7% số cụm hoạt động"
_RAISES_SHARE = re.compile(
    r"\bnâng\s+(?:tỷ|tỉ)\s+lệ(?:\s+này)?\s+lên\s*$", re.IGNORECASE
)


# "34,2% số CCN có trạm xử lý nước thải (263 CCN)"
_BEHIND_SHARE = re.compile(
    r"""^[^,;()]*(?:\(\s*(?:tức|tương\s+đương|là|gồm)?|,\s*(?:tức|tương\s+(?:đương|ứng)))
    (?:\s+(?:với|là))?\s*$""",
    _FLAGS,
)


def _share_of_plants(place: Place, text: str, earlier: str | None) -> str | None:
    """The share that the plants just counted are, and how many a share is of.

    "12 CCN có trạm xử lý nước thải, đạt 60%"; "đạt 32,5% (13/40 CCN)".
    """
    unit = place.measure.unit
    if earlier == "wastewater_plant_count" and unit == "percent":
        is_share = SHARE_OF_THEM.search(place.left) or _RAISES_SHARE.search(place.left)
        return "wastewater_share" if is_share else None
    is_behind = earlier == "wastewater_share" and (
        _BEHIND_SHARE.search(place.left) or COMPARED.search(place.left)
    )
    return "wastewater_plant_count" if is_behind and unit == "cluster" else None


def waste_water(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator of a figure on waste water, None where it is of something else."""
    for rule in _RULES:
        found = rule(place, text, earlier)
        if found is not None:
            return found
    return None


_RULES = (
    _plants_counted,
    _number_with,
    _plants,
    _listed_plants,
    _share_and_count,
    _share_of_plants,
)
