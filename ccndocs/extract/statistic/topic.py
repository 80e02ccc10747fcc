"""Figures that name no cluster, in a document or section on clusters: which are theirs.

"Tổng diện tích 961,4 ha" of a report on clusters is theirs; "diện tích 5,2 ha" of a
project in it, "42 hộ", "120 lao động" of a course are not. What is not clear is left.
"""

from __future__ import annotations

from dataclasses import replace

from ccndocs.extract.statistic.counts import apart
from ccndocs.extract.statistic.place import Place
from ccndocs.extract.topic import Topic
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("cluster_words")

_FLAGS = re.IGNORECASE | re.VERBOSE

# What is done to people, firms and land, whose number is no state of the clusters.
_OBJECT = re.compile(
    rf"""\b(?:{_WORDS["done_to_the_counted"]}
    |xử\s+(?:phạt|lý(?!\s+nước))|(?<!mức\s)(?<!vốn\s)đầu\s+tư\s+dự\s+án)\b""",
    _FLAGS,
)
# Whole economies: "giá trị sản xuất công nghiệp toàn tỉnh", "GRDP".
_ELSEWHERE = re.compile(
    r"""\btoàn\s+(?:tỉnh|huyện|ngành|quốc|thành\s+phố)|\bcả\s+(?:nước|tỉnh)|GRDP|\bGDP\b|ngân\s+sách\s+(?:tỉnh|huyện)
    |trên\s+địa\s+bàn\s+(?:tỉnh|huyện|thành\s+phố)|làng\s+nghề|khu\s+công\s+nghiệp|\bKCN\b|xuất\s+khẩu""",
    _FLAGS,
)
# Indicators of a province, whatever the document is about.
_WHOLE = re.compile(
    r"sản\s+xuất\s+(?:ngành\s+)?công\s+nghiệp|\bthu\s+ngân\s+sách", _FLAGS
)
# "Doanh thu của các dự án đạt …; giá trị sản xuất công nghiệp ước …": theirs
_FIRMS_EARN = re.compile(
    r"\bdoanh\s+thu\s+(?:của\s+)?(?:các\s+)?(?:dự\s+án|doanh\s+nghiệp|cơ\s+sở)\b",
    _FLAGS,
)
# "giá trị sản xuất công nghiệp 7.300 tỷ đồng, nộp ngân sách 268 tỷ đồng": who pays into
# the budget are firms, what a province takes in is "thu ngân sách"
_PAY = re.compile(r"\bnộp\s+(?:vào\s+)?(?:ngân\s+sách|NSNN)", _FLAGS)
ECONOMY = ("production_value", "production_growth", "budget_revenue")
_OF_CLUSTERS = (
    "industrial_land_area",
    "leased_area",
    "occupancy_rate",
    "wastewater_share",
    "infrastructure_complete_share",
)
_PEOPLE = re.compile(
    r"""(?:hiện|đến\s+nay|đã|tổng\s+số|số\s+(?:lao\s+động|dự\s+án|doanh\s+nghiệp)|thu\s+hút|tạo|giải\s+quyết
    |việc\s+làm|làm\s+việc|lao\s+động\s*:|sử\s+dụng|trong\s+(?:số\s+)?đó|đón|\bcó|\bvới|\bcụm)\b""",
    _FLAGS,
)
# "số dự án thứ cấp tăng 24 dự án (từ 187 lên 211 dự án)"
_NUMBER_OF = re.compile(
    r"\bsố\s+(?:dự\s+án|cơ\s+sở|doanh\s+nghiệp|lao\s+động)\b[^;]*\btừ\s*$", _FLAGS
)

# "Cụ thể, 87 dự án đang hoạt động" behind the sentence with their number
_OPENS = re.compile(r"\s*(?:cụ\s+thể(?:\s+là)?\s*[,:]?)?\s*", _FLAGS)
# "Số dự án đang hoạt động: 14" in an item of its own or a list
_SUM_OF = re.compile(
    r"""^\W*(?:(?:tổng\s+)?số\s+(?:lượng\s+)?)?(?:doanh\s+nghiệp|cơ\s+sở|dự\s+án)[^,;:\d]{0,30}:\s*$
    |(?:^|[,;(]|\b(?:tổng|đưa|nâng))\W*số(?:\s+lượng)?\s*$
    |^\W*(?:(?:về|tổng(?:\s+số)?|quy\s+mô|sử\s+dụng)\s+)*lao\s+động(?:\s+dự\s+(?:báo|kiến))?\s*:?\s*$""",
    _FLAGS,
)
# "cụm có diện tích", "các cụm thu hút": a document on clusters needs no more.
CLUSTER_WORD = re.compile(
    r"\b[Cc]ụm\b(?!\s+(?:từ|dân\s+cư|thi\s+đua|loa|đô\s+thị|camera|tượng|di\s+tích|pano))"
)
_OF_SIZE = _WORDS["between_size_and_figure"]
# "Tổng diện tích sau khi mở rộng là" | "trong đó phần đã thành lập" | "giai đoạn 1"
_SIZE = re.compile(
    rf"""(?:^|[,;:(]|\b(?:và|có|với|gồm|nâng|trong\s+đó|rộng))\s*(?:trong\s+đó|gồm|có|với|nâng|về|và)?\s*
    (?P<total>tổng\s+)?(?:diện\s+tích|quy\s+mô)\s*:?(?:\s+(?:{_OF_SIZE}))*
    \s*(?::|là|đạt|còn|lên|thành|khoảng)*\s*$""",
    _FLAGS,
)
_WIDE = re.compile(
    r"""(?:\bcụm\b[^,;]*|^\W*(?:giai\s+đoạn\s+\w+\s+)?)\brộng\s*$
    |mở(?:\s+rộng)?\s+thêm\s*$""",
    _FLAGS,
)
PART = re.compile(
    r"""^[\s,(]*(?:trong\s+đó|gồm|và)?[\s,:]*(?:diện\s+tích\s+)?
    (?:phần(?:\s+diện\s+tích)?(?:\s+(?:đã\s+(?:thành\s+lập|duyệt)|được\s+duyệt|hiện\s+(?:hữu|có|trạng)
      |mở\s+rộng(?:\s+thêm)?|còn\s+lại|mới))?|giai\s+đoạn\s+\w+
      |phân\s+khu\s+\w+|(?:phần\s+)?(?:hiện\s+hữu|hiện\s+có|mở\s+rộng(?:\s+thêm)?))
    \s*(?:là|:|khoảng|rộng)?\s*$""",
    _FLAGS,
)
"""The words before a part of an area: ", phần mở rộng", "và giai đoạn 2"."""
_CAPITAL = re.compile(
    r"""(?:^|[,;:(]|\b(?:cụm|dự\s+án|hạ\s+tầng|công\s+ty|chủ\s+đầu\s+tư|nhà\s+đầu\s+tư|có|với|trên|sơ\s+bộ)\b[^,;]*)
    \s*\b(?:tổng\s+)?(?:mức|vốn|số\s+vốn|đã)\s*(?:vốn\s+)?(?:đã\s+)?(?:đầu\s+tư|đăng\s+k[ýí]|thực\s+hiện|giải\s+ngân)
    |\bvốn\s+(?:của\s+)?(?:các\s+)?(?:nhà\s+đầu\s+tư|doanh\s+nghiệp|dự\s+án)[^,;:]{0,30}\bđăng\s+k[ýí]""",
    _FLAGS,
)
_TOTAL_CAPITAL = re.compile(
    r"""\W*(?:[^,;:]{0,40}:\s*)?(?:(?:tổng\s+)?(?:số\s+)?vốn\b
    |tổng\s+mức\s+(?:vốn\s+)?đầu\s+tư\s+(?:của\s+)?(?:các\s+)?dự\s+án\b)""",
    _FLAGS,
)


# "Đã bồi thường 25,8 ha, mới có 02 dự án nộp hồ sơ"
_NOW_HAS = re.compile(r"\bha\b,\s*(?:mới|hiện|đã)\s+có\s*$", _FLAGS)
# "(4) Tổng mức đầu tư": a mark that no list took off
_MARK = re.compile(r"^\W*\d{1,2}[.)]\s+")


def is_theirs(place: Place, text: str, indicator: str | None, topic: Topic) -> bool:
    """Whether words and label make a figure without a subject one of the clusters."""
    before = _MARK.sub("", place.before(text))
    place = replace(place, left=_MARK.sub("", place.left))
    if indicator is None or (_OBJECT.search(before) and not _NOW_HAS.search(before)):
        return False
    if indicator in ECONOMY:
        is_wide = _WHOLE.search(before) and not CLUSTER_WORD.search(before)
        is_told = (
            is_wide
            and topic.nature == "actual"
            and not (_FIRMS_EARN.search(before) or _PAY.search(place.sentence.of(text)))
        )
        return not is_told and not _ELSEWHERE.search(before.split(";")[-1])
    if indicator == "area":
        return _is_size(place, topic)
    if indicator.startswith("investment"):
        is_total = _TOTAL_CAPITAL.match(before)
        named = topic.cluster is not None or CLUSTER_WORD.search(before) or is_total
        return bool(named and _CAPITAL.search(place.left))
    if place.measure.unit in ("person", "project", "establishment"):
        stated = _NUMBER_OF.search(before) or _SUM_OF.search(place.left)
        opens = _OPENS.fullmatch(place.left)
        works = indicator == "project_count_operating" and opens
        # "Doanh nghiệp thứ cấp: 27 đơn vị", a label at the head of an item or sentence
        labelled = apart(place.measure) and not place.left.strip(" -+*")
        return bool(stated or works or labelled or _PEOPLE.search(place.left))
    return indicator in _OF_CLUSTERS


def _is_size(place: Place, topic: Topic) -> bool:
    """Whether a size is that of the one cluster of the document, or of all together."""
    left = place.left
    size = _SIZE.search(left)
    if topic.cluster is None and place.cluster is None:
        return size is not None and (
            size["total"] is not None or "đã thành lập" in left
        )
    return size is not None or bool(_WIDE.search(left) or PART.match(left))
