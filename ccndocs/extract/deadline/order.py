"""Where an order begins: at its verb, after the agency that it names first.

"Sở Y tế có trách nhiệm thường xuyên kiểm tra": subject, duty, manner, verb.
"""

from __future__ import annotations

from functools import cache

from ccndocs.extract.deadline.scan import FLAGS, WORDS, Scan
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import names_in_order, rows
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb


@cache
def _subject() -> re.Pattern[str]:
    """Who opens an order, in small letters or in capitals: "Sở", "các chi nhánh"."""
    return re.compile(
        rf"""\s*(?:(?:giao|giao\s+cho|yêu\s+cầu|đề\s+nghị)\s+)?
        (?:(?:các|mỗi|từng|toàn\s+thể|tất\s+cả|lãnh\s+đạo|giám\s+đốc|thủ\s+trưởng|chủ\s+tịch|trưởng|người\s+đứng\s+đầu)\s+)*
        (?:{names_in_order(rows("subject_words"))}|trưởng\s+\w+)\b""",
        FLAGS,
    )


_WORD = re.compile(r"(?<=\s)(?=[^\W\d_])")
_NOUN = re.compile(r"dự (?:án|toán|thảo)\b")  # "Ban Quản lý dự án": no "dự"
_STOP = re.compile(r"[.;:\n]")
_NO_LIST = re.compile(r"[.;:\n]|\b(?:là|theo)\b")
_LONGEST = 160  # characters of a list of agencies before their verb
_MARKS = re.compile(r"^(?:[\s\-–+*•]+|\(?[a-zđ\d]{1,2}[.)]\**\s+)+")
_DUTY = re.compile(
    r"""(?:\s*(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|phải|cần
    |chủ\s+động|tích\s+cực|tiếp\s+tục|căn\s+cứ\s+chức\s+năng,\s+nhiệm\s+vụ)\b,?)*\s*$""",
    re.IGNORECASE | re.VERBOSE,
)


def acts_at(text: str, at: int) -> bool:
    """Whether a verb of an order or of field work stands at `at`: "báo", "rà soát"."""
    words = text[at : at + 60]
    return starts_with_verb(words) or _works().match(words) is not None


def subject_end(text: str) -> int:
    """Where the agencies end that `text` opens with: at their verb or its adverb.

    0 where it opens with something else, or no verb follows.
    """
    head = _subject().match(text)
    if head is None:
        return 0
    stop = _STOP.search(text, head.end())
    end = min(stop.start() if stop else len(text), _LONGEST)
    in_name = False
    for word in _WORD.finditer(text, head.end(), end):
        is_verb = acts_at(text, word.start())
        is_verb = is_verb and not _NOUN.match(text, word.start())
        if is_verb and text[word.start()].islower() and not in_name:
            return word.start()
        in_name = is_verb and text[word.start()].isupper()  # "Sở Xây dựng"
    return 0


def is_subject(text: str) -> bool:
    """Whether `text` is agencies and their duty alone: "Sở Y tế có trách nhiệm".

    >>> is_subject("UBND các xã, phường "), is_subject("Sở Y tế kiểm tra việc ")
    (True, False)
    """
    head = _subject().match(text)
    if head is None or _NO_LIST.search(text) or len(text) > _LONGEST:
        return False
    # Any verb shows where the agencies end.
    end = subject_end(f"{text.rstrip()} thực hiện")
    return bool(_DUTY.match(text[end:])) if end < len(text.rstrip()) else True


@cache
def _works() -> re.Pattern[str]:
    """Verbs of field work, which seldom open an item: "cứng hóa", "tổng duyệt"."""
    verbs = names_in_order(rows("field_verbs"))
    return re.compile(rf"(?:(?!văn\b|hàng\b)\w+\s+hóa|{verbs})\b", re.IGNORECASE)


_BODY_LABEL = re.compile(r"(?P<who>[^.;:()]{3,90}?)\s*:\s+")


def unlabelled(text: str) -> str:
    """The text behind the agency and its colon, if it opens so.

    >>> unlabelled("Sở Y tế: Mở lớp tập huấn"), unlabelled("Hạn chế: Mở lớp chậm")
    ('Mở lớp tập huấn', 'Hạn chế: Mở lớp chậm')
    """
    label = _BODY_LABEL.match(text)
    return text[label.end() :] if label and is_subject(label["who"]) else text


_DUTIES = re.compile(
    r"\W*(?:(?:có|chịu)\s+trách\s+nhiệm(?:\s+chính)?|có\s+nhiệm\s+vụ)\s+",
    re.IGNORECASE,
)


def work_of(text: str) -> str:
    """What is to be done, without who is to do it.

    >>> work_of("Ban Quản lý dự án có trách nhiệm công bố giá")
    'công bố giá'
    """
    text = unlabelled(_MARKS.sub("", text))
    return _DUTIES.sub("", text[subject_end(text) :], count=1)


PASSIVE = re.compile(
    r"\b(?:được|đã|sẽ|đang|(?<!chuẩn\s)(?<!thiết\s)(?<!trang\s)bị|có\s+quyền|có\s+thể)\b",
    re.IGNORECASE,
)
"""What is done to somebody or was done: told, not ordered."""


def opens_order(text: str) -> bool:
    """Whether `text` orders something, with or without its agencies before the verb.

    >>> opens_order("Mở lớp tập huấn"), opens_order("Sở Y tế mở lớp tập huấn")
    (True, True)
    """
    text = unlabelled(_MARKS.sub("", text))
    if opens_with_verb(text) or _works().match(text):
        return True
    return subject_end(text) > 0


# What is, what was, what may be, the name of a matter: no order
_TELLS = re.compile(
    r"\b(?:là|được|đã|(?<!chuẩn\s)(?<!thiết\s)(?<!trang\s)bị|sẽ|đang|vừa|từng|có\s+thể|không|chỉ(?!\s+(?:đạo|huy|định|thị|tiêu|số))|vốn|quyền|nghĩa\s+vụ)\b"
    rf"|^\W*(?:điều\s+\d|{WORDS['tells']})\b",
    FLAGS,
)


def acts(words: str) -> bool:
    """Whether words order, with a subject of few words that no table knows before.

    >>> acts("Chủ tàu báo cho đồn biên phòng "), acts("Trời nắng to ")
    (True, False)
    """
    if opens_order(words):
        return True
    starts = [word.start() for word in re.finditer(r"(?<=\s)[^\W\d_]", words)][:4]
    found = any(words[at].islower() and acts_at(words, at) for at in starts)
    return found and not _TELLS.search(words)


# "phấn đấu đến năm 2030 đạt …", "tầm nhìn đến năm 2050", "mục tiêu"
GOAL = re.compile(
    rf"""{WORDS["goals"]}|\bđạt\b|\d\s*%|(?<!còn\ )hiệu\ lực""",
    FLAGS,
)
# Verbs that a deadline belongs to.
ORDER = re.compile(
    rf"""{WORDS["dated_verbs"]}|\b(?:xong|trình|gửi)\b""",
    FLAGS,
)
# "hoàn thành bảng giá đất để công bố và áp dụng từ ngày 01/01/2026": when it is of use
OF_USE = re.compile(r"\b(?:để|nhằm)\s[^,;]*\báp\s+dụng\s*$", FLAGS)
ENDS_CLAUSE = re.compile(
    r"\s*(?:$|[.;,:)\]*/]|\(|(?<=\s)[-–]\s+(?-i:[A-ZĐỦ])|và\s|để\s|theo\s|đồng\s+thời|gửi\s|phải\s|báo\s+cáo\s)",
    FLAGS,
)


# "tổng hợp số liệu giải ngân, báo cáo UBND tỉnh …": a new order, whatever came before
_THEN_REPORTS = re.compile(r"^.*,\s+(?:báo\s+cáo|gửi|trình|nộp)\s", FLAGS)


def is_goal(scan: Scan, at: int) -> bool:
    """Whether the words before `at` since the last comma or verb set a target."""
    words = without_entries(scan.before(at))[-80:]
    return bool(GOAL.search(_THEN_REPORTS.sub("", words)))


# "cập nhật số liệu lên phần mềm từ ngày …": work to do, no data of a time
_ENTERED = re.compile(
    r"""\b(?:cập\s+nhật|nhập|đồng\s+bộ)\s+(?:[^\W\d]+\s+){0,2}?số\s+liệu\b(?=[^,;]*\s(?:lên|vào|trên)\s+(?:phần\s+mềm|hệ\s+thống|cổng|trang
    |cơ\s+sở\s+dữ\s+liệu)\b)""",
    FLAGS,
)


def without_entries(words: str) -> str:
    """The words without data that are to be entered somewhere.

    >>> without_entries("Nhập số liệu vào phần mềm ")
    ' vào phần mềm '
    """
    return _ENTERED.sub("", words)


# "Lập danh sách người nghỉ hưu [từ ngày …]", "rà soát giấy phép hết hạn [trong …]"
_LISTED = re.compile(
    rf"""\b(?:rà\s+soát|thống\s+kê|(?:lập|tổng\s+hợp)\s+danh\s+(?:sách|mục))\s
    (?:[^,;.]*?\s)?(?:{WORDS["whom_it_befalls"]})\b[^,;.]*?\s(?:{WORDS["befalls"]})\s*$""",
    FLAGS,
)


def tells_which(before: str) -> bool:
    """Whether a time behind the words tells who or what is to be listed.

    >>> tells_which("Lập danh sách cán bộ nghỉ hưu "), tells_which("Lập danh sách ")
    (True, False)
    """
    return _LISTED.search(before) is not None


# "…, gửi về Sở trước ngày 30/4/2026": the order's own time
_DUE_LATER = re.compile(
    r"[^,;.]*(?:[,;]|\.\s)[^.]*\b(?:trước|trong|xong|(?:chậm|muộn)\s+nhất|vào|quá)\s[^.;]*\d",
    FLAGS,
)


def tells_which_only(before: str, after: str) -> bool:
    """The same where the order sets a time of its own behind it."""
    return tells_which(before) and _DUE_LATER.match(after) is not None


# A situation, a basis, a label: "Hạn chế: Trong năm 2025, việc …".
_TOLD = re.compile(r"\b(?:đã|sẽ)\b|^\W*(?:dự\s+kiến|căn\s+cứ|theo)\b|:\s*$", FLAGS)


# "Sửa chữa các tuyến đường [đã xuống cấp]": which ones
_DESCRIBED = re.compile(
    r"(?<=\S\s)(?:các|những|số|\d[\d.]*)\s+(?:[^\W\d]+\s+){1,6}?(?:mà\s+)?đã(?=\s)",
    FLAGS,
)


# "mỗi địa phương có ít nhất 10 hộ dời …": what everyone owes
_QUOTA = re.compile(
    r"^\W*(?:mỗi|từng)\s+(?!năm|tháng|quý)\w[^,;]*\b(?:ít\s+nhất|tối\s+thiểu|phải)\b",
    FLAGS,
)


def has_order(before: str) -> bool:
    """Whether the words before a time order something."""
    if ORDER.search(before) or _QUOTA.search(before):
        return True
    return not _TOLD.search(_DESCRIBED.sub("", before)) and opens_order(before)
