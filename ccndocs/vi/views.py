"""Views of whoever chairs a meeting: consents, praise, blame, what was found so far.

They order nothing by themselves; whoever is asked behind one is asked by the chair:
"Ghi nhận đề xuất của Sở A; yêu cầu Sở B rà soát".
"""

from __future__ import annotations

import re

from ccndocs.vi.tables import word_lists

_WORDS = word_lists("cue_words")

_GIVES_VIEW = re.compile(
    rf"\W*(?:(?:về )?(?:cơ bản|hoàn toàn|nguyên tắc),? )?(?:{_WORDS['gives_a_view']})\s"
    r"[^.]*[,;]\s*$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"\.\s+")


def behind_view(left: str) -> bool:
    """Whether the words before a cue that asks are a view of whoever chairs.

    >>> behind_view("Ghi nhận ý kiến của Sở A, ")
    True
    >>> behind_view("Rà soát hồ sơ của Sở A; ")
    False
    """
    return _GIVES_VIEW.fullmatch(_SENTENCES.split(left)[-1]) is not None


JUDGES = re.compile(
    r"^(?:biểu dương|phê bình|hoan nghênh|ghi nhận|đánh giá cao|cảm ơn)"
    r"(?:(?:,| và|, và) (?:biểu dương|ghi nhận|đánh giá cao|hoan nghênh|cảm ơn))*\s"
    r"(?:(?:sự|tinh thần|vai trò|những (?:nỗ lực|cố gắng))[ ,][^.;]{3,200}[.;]?$|"
    r"(?!,|và )[^.;]{3,160}?\s(?:đã|chậm|chưa|thời gian qua|để (?:xảy ra|chậm)|"
    r"(?:vì|do) (?:đã|chưa|chậm|để))(?!\w)[^.;]*[.;]?$)",
    re.IGNORECASE,
)
"""Praise or blame and no more: "Biểu dương Sở A đã …", "Phê bình Sở B chậm báo cáo"."""

TOLD_SO_FAR = re.compile(
    r"^(?:trong )?(?:thời gian|những năm|những tháng|\d+ tháng|năm|tuần|tháng) "
    r"(?:vừa )?qua,|^vừa qua,|"
    r"^(?:(?:cuộc họp|hội nghị|ban thường vụ|tập thể|các đại biểu)"
    r"(?: [^.,;:]{2,40}?)?\s)?thống nhất (?:đánh giá|nhận định)"
    r"(?=\s*:|\s(?!lại|xếp|phân|mức|chất|kết quả|theo)\w)|"
    r"^(?:cuộc họp|hội nghị|buổi làm việc|phiên họp) (?:đã |cũng )?"
    r"(?:ghi nhận|nhất trí|nghe|thảo luận)\b|"
    r"^(?:dự án|công trình|đề án|đây|chủ trương|chương trình|sự kiện)\b[^.;:]{0,80}?"
    r" có ý nghĩa (?:\w+ ){0,2}(?:quan trọng|to lớn|thiết thực)\b|"
    r"^(?:yêu cầu|vấn đề|nhiệm vụ) đặt ra (?:đối với|cho|trong|là)\b|"
    r"^[^.;:]{3,90}?(?<!,)\slà (?:hoàn toàn |rất |hết sức )?(?:đúng đắn|cần thiết|"
    r"cấp bách|xác đáng|kịp thời|(?:cơ quan|đơn vị|lực lượng)\b[^.;:]{0,60}\b"
    r"(?:có|giữ) (?:vai trò|vị trí))(?!\w)",
    re.IGNORECASE,
)
"""What has been so far, or is so: "Thời gian qua, …", "Chủ trương đó là đúng đắn"."""

ORDERS_BEHIND = re.compile(
    r"\b(?:(?<!được )(?<!đã )[Gg]iao (?:các |cho )?(?=[A-ZĐ])|"
    r"[Yy]êu cầu (?!đặt)|[Đđ]ề nghị|[Pp]hân công|cần (?!thiết)|phải|khẩn trương|"
    r"tập trung|tiếp tục)"
)
"""Words by which a sentence that tells goes on to order."""

ASKED_BEHIND = re.compile(
    r"[.;,]\s+(?:(?:đồng thời|trước mắt|thời gian tới),?\s+)?"
    r"(?:giao|yêu cầu|đề nghị|phân công|lưu ý)\s+(?!của\b)|\.\s+(?=\S)",
    re.IGNORECASE,
)
"""Where a view ends and what is asked begins, mostly in a sentence of its own."""

TARGET = re.compile(
    r"^(?:mục tiêu|quan điểm|phương châm)"
    r"(?: (?:chung|tổng quát|cụ thể|chủ yếu|chỉ đạo|phấn đấu))*\s*:\s",
    re.IGNORECASE,
)
"""A target that an item names as such: "Mục tiêu: Tăng trưởng đạt 8%"."""
