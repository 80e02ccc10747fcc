"""Words of news that goes on with orders, and of news that tells: "Cùng với đó, …"."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.above import ABOVE, TITLED
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb

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
    r"\b(?:đã|từng|trước đó|trước đây|kiến nghị|đề xuất)\b|\bnăm 1\d{3}\b|"
    r"^(?:\w+ )?năm \d{4},|^(?:như vậy|tóm lại|do đó),|"
    r"\bbộ trưởng (?:ngoại giao|quốc phòng|nội vụ|tài chính|tư pháp)\b",
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
    act = _ACT.match(speaker) and asks[-1][0].strip() != "đề nghị"
    return titled or bool(act) or ABOVE.match(speaker) is not None


def asks_for_work(text: str) -> bool:
    """Whether who orders asks for work and names nobody to do it.

    >>> asks_for_work("Kết luận, Chủ tịch UBND tỉnh yêu cầu tăng cường tuần tra.")
    True
    >>> asks_for_work("Giám đốc Sở Y tế đề nghị bổ sung kinh phí.")
    False
    """
    asks = _ASKS_WORK.match(text.strip())
    if asks is None or _BEFORE.search(asks[0]):
        return False
    speaker = TITLED.sub("", behind_joint(asks["who"]))
    heads = _HEAD.match(speaker) or _COMRADE.match(behind_joint(asks["who"]))
    wire = _WIRE.match(speaker) and asks["how"] != "đề nghị"
    by_head = heads and asks["how"] == "yêu cầu"
    if not (ABOVE.match(speaker) or by_head or wire):
        return False
    work = text.strip()[asks.end() :]
    return opens_with_verb(work) and not tells_news(work)


_WIRE = re.compile(r"(?:Công điện|Chỉ thị)\b", re.IGNORECASE)
_COMRADE = re.compile(r"(?:đồng chí|đ/c)\s", re.IGNORECASE)
_ASKS_WORK = re.compile(
    r"(?:[^.;:,]{3,120},\s+){0,2}(?P<who>[^.;:,]{3,80}?)\s(?:(?:cũng|còn|đồng thời) )?"
    r"(?P<how>yêu cầu|đề nghị|(?:đặc biệt )?lưu ý)(?: rằng)?"
    r"(?:[,:]|(?=\s))\s*(?:(?:thời gian tới|trong thời gian tới|trước mắt),\s+)?"
    r"(?=[a-zà-ỹđ])(?!các |những |sự |việc |về )"
)


def tells_news(text: str) -> bool:
    """Whether a sentence of news tells who spoke, or counts what has been done.

    >>> tells_news("Sở Y tế kiểm tra 25 cơ sở, xử phạt 3 trường hợp.")
    True
    >>> tells_news("Sở Y tế kiểm tra các cơ sở, báo cáo trước ngày 05/3.")
    False
    """
    return _TELLS.search(text.strip()) is not None


def speaks_within(text: str) -> bool:
    """Whether somebody speaks in a sentence: "Lưu ý điều này, Thủ tướng nêu rõ, …"."""
    return _SAYS.search(text) is not None


_SAYS = re.compile(r"\s(?:nêu rõ|nhấn mạnh|chỉ rõ|nói)\s*[,:]|\s(?:nhấn mạnh|nói)\.")


def is_subtitle(text: str) -> bool:
    """Whether a line may be a title of orders within an article.

    >>> is_subtitle("Bãi bỏ các quy định không còn phù hợp"), is_subtitle("Lê Hoa")
    (True, False)
    """
    words = text.split()
    if _ENDS.search(text) or _AROUND_PAGE.match(text):
        return False
    return _TITLE <= len(words) <= _LONGEST and opens_with_verb(text)


_TITLE = 5  # words; fewer are mostly who wrote it
_LONGEST = 25
_ENDS = re.compile(r"[.;:?!…)\]\"”]\s*$")
_AROUND_PAGE = re.compile(
    r"\W*(?:Theo (?:Báo|Cổng|TTXVN)|Nguồn|Tin (?:liên quan|khác|mới)|Xem (?:thêm|chi)|"
    r"Tác giả|Tin,? ảnh|Ảnh|Từ khóa|Bài viết)\b",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; headlines and captions do not."""
    return _CLOSED.search(text) is not None
