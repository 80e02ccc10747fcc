"""Words of news that goes on with orders, and of news that tells: "Cùng với đó, …"."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.above import ABOVE, TITLED
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("press_words")

_JOINS = re.compile(rf"(?:(?:{_WORDS['joins']}),?\s+)+", re.IGNORECASE)
_ASKS = re.compile(
    r"\s(?:(?:cũng|còn|đồng thời|tiếp tục|đặc biệt) )?"
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo|phân công|lưu ý|"
    r"(?:nêu rõ|chỉ rõ|nhấn mạnh)[,:]?)(?=\s)"
)
_ACT = re.compile(rf"(?:{_WORDS['acts']})(?!\w)", re.IGNORECASE)
_HEAD = re.compile(r"(?:Giám đốc|Cục trưởng|(?:Tổng )?Bí thư|Chủ tịch|Sở|Bộ|Cục)\s")
# "Năm 1957, Chính phủ giao …", "UBND tỉnh đã giao …": history
_BEFORE = re.compile(
    r"\b(?:đã|từng|trước đó|trước đây|kiến nghị|đề xuất)\b|\bnăm 1\d{3}\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    rf"\b(?:{_WORDS['speaks']})(?!\w)|"
    rf"^(?:các )?(?:{_WORDS['opens_news']})(?!\w)|"
    rf"\b(?:{_WORDS['counted']}) (?:được |gần |hơn |trên )?\d[\d.,]* "
    r"(?!giờ|ngày|tháng)|\bđạt (?:hơn |gần |trên )?\d[\d.,]*\s?%(?! trở lên)",
    re.IGNORECASE,
)
_ACT_SAYS = re.compile(
    rf"(?:(?:tại|theo|nội dung) )?(?:{_WORDS['acts']})(?!\w)[^.;:,]{{0,60}}?\s"
    r"(?:nêu rõ|chỉ rõ|yêu cầu|nhấn mạnh)[,:]\s+",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.;](?:/\.)?[\s\"”)]*$")


def behind_joint(text: str) -> str:
    """A paragraph of news behind the words that join it to the one above.

    >>> behind_joint("Cùng với đó, rà soát các hồ chứa.")
    'rà soát các hồ chứa.'
    """
    return _JOINS.sub("", text.lstrip(), count=1)


def behind_act(text: str) -> str | None:
    """What a paragraph retells of an act, if it does.

    >>> behind_act("Công điện nêu rõ, Sở Y tế chuẩn bị thuốc.")
    'Sở Y tế chuẩn bị thuốc.'
    """
    found = _ACT_SAYS.match(text.lstrip())
    return text.lstrip()[found.end() :] if found else None


def asks_now(before: str) -> bool:
    """Whether the words before somebody's name are those of one who orders him.

    >>> asks_now("Kết luận hội nghị, Chủ tịch UBND tỉnh Lê Văn Mão yêu cầu các ")
    True
    >>> asks_now("Đại diện doanh nghiệp đề nghị ")
    False
    """
    asks = [*_ASKS.finditer(before)]
    if not asks or _BEFORE.search(before):
        return False
    clause = before[: asks[-1].start()].rpartition(",")[2].strip()
    speaker = TITLED.sub("", behind_joint(clause))
    if _HEAD.match(speaker) and "yêu cầu" in asks[-1][0]:
        return True
    titled = TITLED.match(behind_joint(clause)) is not None
    return titled or any(p.match(speaker) for p in (ABOVE, _ACT))


def tells_news(text: str) -> bool:
    """Whether a sentence of news tells who spoke, or counts what has been done.

    >>> tells_news("Sở Y tế kiểm tra 25 cơ sở, xử phạt 3 trường hợp.")
    True
    >>> tells_news("Sở Y tế kiểm tra các cơ sở, báo cáo trước ngày 05/3.")
    False
    """
    return _TELLS.search(text.strip()) is not None


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; headlines and captions do not."""
    return _CLOSED.search(text) is not None
