"""Lines of a page that retell an act's orders: "Theo Mục II Kế hoạch 5/KH-UBND …"."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re

# "Về tiến độ thực hiện …, tại Mục II Kế hoạch 5/KH-UBND đã nêu như sau:"
_SAYS = r"(?:cũng |về [^:]{3,200}, )?(?:theo|tại|căn cứ)\b"
# Numbers of laws and of rules have the year in them: "38/2025/QĐ-UBND".
_NUMBER = r"\s(?:số )?\d+[-/](?!(?:19|20)\d\d/)"
_ACTS = (
    r"(?:quyết định|chỉ thị|công điện|thông báo|kế hoạch|công văn|kết luận|"
    r"nghị quyết|chương trình|hướng dẫn)"
)
_ENDS = r"[^:]*:\W*$"
# Such acts only order, whatever part of them is retold.
_ORDERS_ALL = re.compile(
    rf"{_SAYS}[^:]{{0,160}}\b(?:chỉ thị|công điện){_NUMBER}{_ENDS}", re.IGNORECASE
)
_ORDERS_WORK = re.compile(
    r"(?=[^:]*\b(?:nhiệm vụ|giải pháp|nội dung (?:triển khai|thực hiện|hoạt động|công "
    r"việc)|trách nhiệm (?:thực hiện|của)|tổ chức thực hiện|tiến độ (?:thực hiện|triển "
    r"khai)|lộ trình (?:thực hiện|triển khai))\b)"
    rf"{_SAYS}[^:]{{0,300}}\b{_ACTS}{_NUMBER}{_ENDS}",
    re.IGNORECASE,
)
# What a page retells of an act that is no order of it.
_TELLS = re.compile(
    r"\b(?:[Đđ]iều \d+|quan điểm|mục (?:đích|tiêu(?! quốc gia))|nguyên tắc|đánh giá|"
    r"kết quả|tình hình|thực trạng|thành phần|hồ sơ|thủ tục|trình tự|đối tượng|"
    r"phạm vi|danh sách|danh mục|địa (?:chỉ|bàn)|lịch|quyền hạn|chức năng|tiêu ch(?:í|"
    r"uẩn)|tồn tại|hạn chế|khó khăn|định hướng|chỉ tiêu|kinh phí|mức|thể lệ|"
    r"thông tin)\b",
    re.IGNORECASE,
)


def retells_orders(text: str) -> bool:
    """Whether a page goes on with what an act orders.

    >>> retells_orders("Tại Mục 4 Công điện 65/CĐ-TTg năm 2031 có quy định như sau:")
    True
    >>> retells_orders("Theo Kế hoạch 9/KH-UBND, các nhiệm vụ trọng tâm như sau:")
    True
    >>> retells_orders("Theo Kế hoạch 9/KH-UBND, mục tiêu và nhiệm vụ như sau:")
    False
    """
    text = text.strip()
    found = _ORDERS_ALL.match(text) or _ORDERS_WORK.match(text)
    return found is not None and _TELLS.search(text) is None


def retells_results(text: str) -> bool:
    """Whether a page goes on with what has come of the work.

    >>> retells_results("Về kết quả thực hiện năm 2030, Báo cáo 9/BC-UBND nêu như sau:")
    True
    """
    return _RESULTS.match(text.strip()) is not None


_RESULTS = re.compile(
    r"(?:về )?(?:những |các )?(?:kết quả|tình hình|thực trạng)\b"
    r"(?![^:]*\b(?:giao|yêu cầu|đề nghị|nhiệm vụ|giải pháp)\b)[^:]{0,240}:\W*$",
    re.IGNORECASE,
)
