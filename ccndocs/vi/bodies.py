"""Whether words name bodies or people, or a time: the shape of cells and lines.

Told by their first word, so that names which no table has are recognised too.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ccndocs.vi.agencies import match_at
from ccndocs.vi.fold import plain
from ccndocs.vi.phrases import name_pairs, phrase_at
from ccndocs.vi.tables import any_name, rows
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import tokens

_PARTS = re.compile(
    r"\s*(?:[,;\n]|(?<!\b[Đđ])/|\s[-–]\s|\bvà\b|\bcùng\b|\bphối hợp với\b)\s*"
)
_COMRADE = re.compile(
    r"(?:(?:các )?(?:đồng chí|đ/c)|(?:các )?(?:ông|bà|cô|thầy|anh|chị))\s",
    re.IGNORECASE,
)
_AROUND = " .;:-–+*"
_LONGEST = 14  # words: "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"


@cache
def _heads() -> re.Pattern[str]:
    heads = (row for row in rows("subject_heads") if row["kind"] != "every")
    found = any_name(heads)
    return re.compile(rf"(?:{found})(?!\w)", re.IGNORECASE)


@cache
def _actors() -> re.Pattern[str]:
    many, one = (
        any_name(row for row in rows("actors") if row["number"] == number)
        for number in ("many", "one")
    )
    plural = r"(?:các|những|toàn thể)\s+(?:đồng chí\s+|đ/c\s+)?"
    return re.compile(rf"(?:{plural}(?:{many})(?!\w)|(?:{one})\s)", re.IGNORECASE)


def names_actor(text: str) -> bool:
    """Whether `text` opens with whoever no table can know: "Các doanh nghiệp …".

    >>> names_actor("Các cơ sở chế biến gỗ"), names_actor("Các cơ sở hạ tầng")
    (True, False)
    """
    return _actors().match(text) is not None


def concerns_actor(words: str, name: str) -> bool:
    """Whether a heading's words and the name behind them tell whose work follows.

    Behind "Đối với" a kind of actor needs no "các".

    >>> concerns_actor("Đối với ", "doanh nghiệp thứ cấp")
    True
    >>> concerns_actor("Đối với ", "tổ chức hội nghị")
    False
    """
    concerns = _CONCERNS.match(words) is not None
    return concerns and not _ORGANISING.match(name) and names_actor(f"các {name}")


_CONCERNS = re.compile(r"(?:đối với|về phía|trách nhiệm của|nhiệm vụ của)\s", re.I)
_ORGANISING = re.compile(
    r"tổ chức\s(?!chính trị|tín dụng|kinh tế|đảng|xã hội|đoàn|"
    r"hội\b(?! nghị| thảo| thi)|hành nghề|tôn giáo|cá nhân)",
    re.IGNORECASE,
)


def opens_with_body(text: str) -> bool:
    """Whether `text` opens with a body, a post or a person.

    >>> opens_with_body("Khoa Khám bệnh"), opens_with_body("Trung bình cả năm")
    (True, False)
    """
    text = text.strip()
    if _heads().match(text) or _COMRADE.match(text):
        return True
    words = tokens(text[:120])
    if not words:
        return False
    if any(phrase_at(t, words, 0) for t in ("agency_heads", "posts", "agency_owned")):
        return phrase_at("agency_not", words, 0) is None
    return match_at(words, 0) is not None


def names_bodies(text: str) -> bool:
    """Whether `text` is nothing but bodies or people: "Khoa Nội; Phòng Điều dưỡng".

    A part that opens with no body may go on with the one before it ("Phòng Hành
    chính, Quản trị"): most parts must open with one, and the first.
    """
    if _ALL_OF_A_LEVEL.fullmatch(text.strip(_AROUND)):
        return True
    parts = _parts(text)
    if not parts or any(len(p.split()) > _LONGEST for p in parts):
        return False
    known = [opens_with_body(p) for p in parts]
    return known[0] and 2 * sum(known) >= len(known)


# "Bộ, ngành, địa phương", "Sở, ban, ngành tỉnh"
_ALL_OF_A_LEVEL = re.compile(
    r"(?:bộ|sở|ban)"
    r"(?:,? (?:và )?(?:ban|ngành|đoàn thể|cơ quan|đơn vị|địa phương)(?!\w))+"
    r"(?: (?:tỉnh|thành phố|trung ương|(?:có )?liên quan))*",
    re.IGNORECASE,
)


def names_known(text: str) -> bool:
    """Whether `text` is nothing but bodies, the first one of the gazetteer.

    >>> names_known("Sở Xây dựng, UBND các xã"), names_known("Sở Xây dựng rà soát")
    (True, False)
    """
    words = tokens(text)
    found = match_at(words, 0) if words and words[0].capital else None
    if found is None or not names_bodies(text):
        return False
    return not any(clear_verb_at(text, word.start) for word in words[found.stop :])


def _parts(text: str) -> list[str]:
    """What commas and the like part; names that a table knows stay whole.

    "Báo và Phát thanh, truyền hình tỉnh; Sở Y tế" are two.
    """
    parts: list[str] = []
    at = 0
    while at < len(text):
        at += len(text[at:]) - len(text[at:].lstrip(_AROUND))
        between = _PARTS.search(text, at + _known_stop(text[at:]))
        parts.append(text[at : between.start() if between else len(text)])
        at = between.end() if between else len(text)
    return [p for part in parts if (p := part.strip(_AROUND))]


def _known_stop(text: str) -> int:
    """Where a name of the gazetteer at the start of `text` ends, else 0."""
    words = tokens(text[:120])
    whole = match_at(words, 0) if words else None
    return words[whole.stop - 1].stop if whole else 0


_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?(?!\d)|\d{1,2}/\d{4}(?!/)|"
    r"\b(?:ngày|tháng|qu[ýí]|năm|tuần)\s+(?:\d|[IVX]+\b|thứ|đầu|cuối|này|sau|tới)|"
    r"\b(?:h[àằ]ng|mỗi|cuối|đầu|giữa|trong|cả)\s+(?:ngày|tuần|tháng|quý|năm|kỳ|đợt)\b|"
    r"\bgiai đoạn\s+(?:19|20)\d\d|\b(?:ngay )?sau khi\s|"
    r"\b\d+\s+(?:ngày|giờ|tuần|tháng|lần)\b|\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|"
    r"\b(?:thường xuyên|liên tục|đột xuất|theo tiến độ|khi (?:có|xảy ra|cần))\b|"
    r"^theo (?:kế hoạch|lộ trình|yêu cầu)"
    r"(?: (?:chung|năm|(?:được |đã )?(?:phê )?duyệt))?\W*$",
    re.IGNORECASE,
)
_LONGEST_TIME = 15  # words


def names_time(text: str) -> bool:
    """Whether `text` is a time rather than a sentence with one.

    >>> names_time("Trước 31/3/2026"), names_time("Rà soát 12 hộ trong quý II năm nay")
    (True, False)
    """
    text = text.strip()
    if not text or len(text.split()) > _LONGEST_TIME:
        return False
    found = _TIME.search(text)
    return found is not None and len(text[: found.start()].split()) <= _WORDS_BEFORE


_WORDS_BEFORE = 3  # "Xong trước ngày …", "Chậm nhất vào …"


@cache
def _time_words() -> frozenset[str]:
    return frozenset(plain(row["word"]) for row in rows("time_words"))


def only_time(text: str) -> bool:
    """Whether `text` is a time and not one word more.

    >>> only_time("Trước ngày 31/3/2026"), only_time("Tháng 9/2026 Quyết định của tỉnh")
    (True, False)
    """
    if not names_time(text) and not _YEARS.fullmatch(text.strip(" .;")):
        return False
    words = (token for token in tokens(text) if token.word)
    return all(
        word.text.isdigit()
        or word.plain in _time_words()
        or _NUMBER.fullmatch(word.text)
        for word in words
    )


_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
_NUMBER = re.compile(r"[IVX]+|T\d{1,2}")  # "Quý II", "T6/2031"


def only_bodies(text: str) -> bool:
    """Whether `text` names bodies and says nothing of what they do.

    >>> only_bodies("Sở Y tế; Công an tỉnh"), only_bodies("Sở Y tế rà soát thuốc")
    (True, False)
    """
    if not names_bodies(text):
        return False
    if _ALL_OF_A_LEVEL.fullmatch(text.strip(_AROUND)):
        return True
    return not any(map(_acts_or_is_bare, _parts(text)))


@cache
def lacks_name(text: str) -> bool:
    """Whether `text` is a kind of body and no body.

    >>> lacks_name("Trung tâm"), lacks_name("Ban Chỉ đạo")
    (True, False)
    """
    words = tokens(text)
    head = phrase_at("agency_heads", words, 0)
    is_bare = head is not None and len(head.keys) == len(words) and not head.alone
    alone = text.lower() in _BODIES_BY_THEMSELVES
    return text == "Bộ" or (is_bare and words[0].capital and not alone)


_BODIES_BY_THEMSELVES = frozenset({"công đoàn", "đảng ủy", "chi bộ", "đảng uỷ"})


def _acts_or_is_bare(part: str) -> bool:
    """Whether a verb stands behind a name, or a kind of body has no name: "Trung tâm".

    "Đầu tư" in "Chủ đầu tư" and "Ban Quản lý dự án đầu tư xây dựng" is of the name.
    """
    words = tokens(part)
    if lacks_name(part):
        return True
    known, post = _heads().match(part), phrase_at("posts", words, 0)
    named = max(known.end() if known else 0, _known_stop(part))
    named = max(named, words[len(post.keys) - 1].stop if post else 0)
    if _HANDS_ON.match(part, _known_stop(part) or len(part)) or _says_more(part):
        return True
    return any(
        clear_verb_at(part, word.start)
        for before, word in pairwise(words)
        if word.start >= named
        and not (_UNIT.match(part) and word.start >= words[-2].start)
        and word.text[0].islower()
        and (before.plain, word.plain) not in name_pairs()
    )


# "Phòng Kế hoạch [tổng hợp]", "Ban [tuyển sinh]": a verb that ends a unit's name
_UNIT = re.compile(r"(?:Phòng|Khoa|Ban|Tổ|Bộ phận)\s")


def _says_more(part: str) -> bool:
    """Whether words that name nobody stand behind a known name.

    "Sở Y tế [nắm tình hình]"; not "Sở Y tế [tỉnh An Sơn]", "Công an [các xã]".
    """
    stop = _known_stop(part)
    rest = part[stop:].split()
    if not stop or len(rest) < _SAID or not rest[0][0].islower():
        return False
    last = plain(part[:stop].split()[-1])
    return (
        _WHERE.match(part, stop) is None and (last, plain(rest[0])) not in name_pairs()
    )


_SAID = 2  # words: one alone is mostly the rest of a name
_WHERE = re.compile(
    r"\s+(?:của|thuộc|tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|"
    r"thôn|các|từng|mỗi|có|liên quan|trên|ở|tại|nơi|cấp|trong|cùng|và|nêu|địa phương|"
    r"khu vực|vùng|miền|số|khóa|nhiệm kỳ|là|làm|theo|để|khi|với)(?!\w)",
    re.IGNORECASE,
)
# "Sở Tài chính [trình] HĐND tỉnh nghị quyết": a verb of one syllable behind a name
_HANDS_ON = re.compile(r"\s+(?:trình|gửi|nộp|lập|ký|mời)\s")

DEFINITE = re.compile(
    r"các (?:(?:công ty|tổng công ty|tập đoàn|ngân hàng|quỹ tín dụng|nhà máy|"
    r"chủ (?:rừng|hồ))\s+\w|(?:bệnh viện|trung tâm y tế|trạm y tế)\b|"
    r"trường (?:mầm non|tiểu học|trung học|phổ thông|THCS|THPT)|"
    r"khoa (?:cận )?lâm sàng|đảng ủy (?:xã|phường)|"
    r"doanh nghiệp (?:trong|thuộc|tại) (?:các )?(?:cụm|khu|CCN|KCN)\b)",
    re.IGNORECASE,
)
"""Not just anybody concerned: the companies of one trade."""
