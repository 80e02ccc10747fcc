"""Whoever is charged though no table names him: openings of items, parts of lists.

"Các công ty nông, lâm nghiệp rà soát hợp đồng …", "Tiểu ban Hậu cần: dựng sân khấu",
"Đơn vị phối hợp: Trưởng các khu phố": a head word of bodies or people, and what
belongs to it, up to the verb, or the comma of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.extract.agency.tail import Tail, tail_at
from ccndocs.extract.persons import named_person, person_at
from ccndocs.extract.subject.communities import communities_at
from ccndocs.extract.subject.end import end_behind_work, end_of_name, whole_end
from ccndocs.extract.subject.head import TRADES, Head, head_at
from ccndocs.extract.subject.name import each_numbered, mention_of
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb, starts_with_verb
from ccndocs.vi.words import JOINT, Token, tokens

_WORDS = word_lists("agency_words")

_FIRST = 80  # characters, with the first words: most passages open with no place
NO_NAME = re.compile(
    r"(?:Trường hợp|Báo (?:cáo|để|tường)|Ban hành|Tổ chức|"
    r"Các (?:nhiệm vụ|nội dung)|Người đứng đầu Chính phủ|Sở hữu|"
    r"Lãnh đạo(?:,? chỉ đạo| tốt| toàn diện| chặt chẽ| việc| công tác| thực hiện))\b"
)
_PREFIX = re.compile(
    r"(?:riêng|ngoài ra,?|trước mắt,?|(?:các\s+)?(?:thầy|cô|ông|bà|anh|chị)"
    r"(?:\s*(?:,|và|\()\s*(?:cô|bà|chị)\)?)?\s+"
    r"(?=Phó |Hiệu |Tổ trưởng|Trưởng |Giám đốc|Chủ tịch|Tổng phụ trách))\s*",
    re.IGNORECASE,
)


def find_opening_subjects(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever opens the passage, where no agency found stands there; mostly one.

    Provinces and communes that stand in a row give one each ("Các tỉnh A, B rà soát").
    A passage that is nothing but a name counts: "Trưởng các thôn: A, B".
    """
    text, start, prefixed = _opened(passage.text)
    person = person_at(passage, agencies)
    if person is not None:
        return (person,)
    row = _row_end(text, start, agencies)
    if row is not None:
        return () if row < 0 else _behind_row(passage, row)
    one = named_person(passage)
    if one is not None:
        return (one,)
    places = tuple(_places(passage, text, start))
    places = places or tuple(communities_at(passage, start))
    places = places or (() if prefixed else _the_place(passage, start))
    return places or _headed(passage, agencies)


def _headed(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever opens the passage with a head word: "[Các chủ rừng] phát dọn …"."""
    text, start, prefixed = _opened(passage.text)
    head = head_at(text, start)
    if head is None or _names_nobody(passage, text, start, prefixed, head):
        return ()
    whole = not prefixed or _HEADS_DUTIES.match(passage.text.lstrip()) is not None
    if (bound := _bound_or_team(text, start, head)) is not None:
        return (mention_of(passage, start, bound, head.kind, "opening_subject"),)
    stop = end_of_name(text, head) or (whole_end(text, start, head) if whole else None)
    if stop is None or (stop == head.stop and head.kind != "each" and head.one):
        return ()
    stop = _before_known(text, start, stop, agencies)
    told = _TENSE if _EVERY.match(text, start) else _PROMISES
    if told.search(text, start, stop) or _SAYS.search(text, head.stop, stop):
        return ()
    along = _ALONG.search(text, head.stop, stop)
    stop = along.start() if along and head.kind in ("post", "person") else stop
    if (several := in_row(passage, start, stop)) and not _ONE_PERSON.match(
        passage.text.lstrip()
    ):
        return tuple(one for m in several for one in each_numbered(m, passage))
    one = mention_of(passage, start, stop, head.kind, "opening_subject")
    return each_numbered(one, passage)


def _names_nobody(
    passage: Passage, text: str, start: int, prefixed: bool, head: Head
) -> bool:
    """Whether a head opens a verb, one man's title or the heading's own people."""
    if NO_NAME.match(text, start) or _CASE.match(passage.text):
        return True
    if starts_with_verb(text[start:]) and head.kind not in ("post", "person"):
        return True
    if text.startswith("Ủy viên", start) and not _SEVERAL.search(passage.text[:start]):
        return True  # "Ủy viên Ban Thường vụ, Trưởng Ban A": a title of one man
    told = prefixed and not _COMRADES.search(passage.text[:start])
    small = passage.text[start].islower() and not _ONE_OF_A_HOUSE.match(text, start)
    if told and head.kind == "person" and small:
        return True  # "Phân công giáo viên phụ trách địa bàn": the heading's own work
    return prefixed and _STAFF_SENT.match(passage.text.lstrip()) is not None


def in_row(
    passage: Passage, start: int, stop: int, rule: str = "opening_subject"
) -> tuple[Mention[Agency], ...]:
    """Each of a row that heads open: "Bí thư chi bộ, Trưởng thôn và Kế toán"."""
    if passage.text.startswith("Ủy viên", start):
        return ()  # "Ủy viên Bộ Chính trị, Ban Bí thư": members of both
    cuts = [*_ROW.finditer(passage.text, start, stop), None]
    out: list[Mention[Agency]] = []
    bare = True
    for cut in cuts:
        end = cut.start() if cut else stop
        text = passage.text[:start] + passage.text[start].upper()
        head = head_at(text + passage.text[start + 1 :], start)
        if head is None or head.kind not in _ROW_KINDS or head.stop > end:
            return ()
        whole = _ONE_OF_A_HOUSE.match(passage.text, start)
        if head.one and head.stop == end and head.kind == "post" and not whole:
            return ()  # "Chủ tịch, Phó Chủ tịch UBND xã": of what both are
        bare = bare and head.stop == end and head.kind == "person"
        out.append(mention_of(passage, start, end, head.kind, rule))
        start = cut.end() if cut else stop
    return tuple(out) if len(out) > 1 and not bare else ()


# "Giao kế toán trưởng cân đối quỹ": of whom a house has one
_ONE_OF_A_HOUSE = re.compile(rf"(?:{_WORDS['one_of_a_house']})(?!\w)", re.IGNORECASE)
_STAFF = r"(?:giáo viên|cố vấn|bí thư|trưởng thôn|tổ trưởng)"
_ROW = re.compile(rf"(?:,|\s+và|,\s+và)\s+(?=[{CAPITALS}]|các\s|{_STAFF}\s)")
_COMRADES = re.compile(r"(?:đồng chí|đ/c|\b(?:ông|bà|bà\)))\s+$", re.IGNORECASE)
_ROW_KINDS = frozenset(("post", "person", "body", "each"))
# One person of two posts: "Đồng chí Phó Bí thư Đảng ủy, Chủ tịch UBND xã"
_ONE_PERSON = re.compile(r"(?:giao |đề nghị |yêu cầu )?(?:đồng chí|đ/c|ông|bà)\s", re.I)


def _the_place(passage: Passage, start: int) -> tuple[Mention[Agency], ...]:
    """Reads "[Thành phố] khẩn trương rà soát …": whoever a meeting was about."""
    found = _THE_PLACE.match(passage.text, start)
    if found is None:
        return ()
    return (mention_of(passage, start, found.end(), "place", "opening_subject"),)


_THE_PLACE = re.compile(
    r"(?:Thành phố|Tỉnh)(?=\s+(?:khẩn trương|cần (?:khẩn trương|chủ động|tập trung|"
    r"sớm)|phải (?:khẩn trương|chủ động)|có trách nhiệm)\s)"
)


# "Đề nghị [các đồng chí] Ủy viên Ban Thường vụ Tỉnh ủy phụ trách địa bàn …"
_SEVERAL = re.compile(r"\bcác (?:đồng chí |đ/c )?$", re.IGNORECASE)
# "Trưởng thôn [cùng] Trưởng Ban Mặt trận báo tin": whoever goes along
_ALONG = re.compile(r"\s+cùng(?: với)?\s+(?=[A-ZĐ])")
# "Phân công cán bộ xuống thôn …": somebody's own people, whoever they are.
_STAFF_SENT = re.compile(
    r"(?:phân công|cử|bố trí)\s+(?:cán bộ|lực lượng|nhân viên|nhân lực|người)"
    r"(?:,? (?:và )?(?:công chức|viên chức|chiến sĩ|đảng viên|phương tiện))*,?\s+"
    rf"(?:{_WORDS['staff_sent_to']})(?!\w)",
    re.IGNORECASE,
)


# "Đối với các công ty nông nghiệp": words that only a heading puts before a name.
_HEADS_DUTIES = re.compile(r"(?:đối với|về phía|trách nhiệm của|phần việc của)\s", re.I)


# "Đối với các cơ sở đã thu hồi, thì UBND xã lập phương án": what work is about
_CASE = re.compile(r"\W*đối với\s[^.;:]{5,400}?\sthì\s", re.IGNORECASE)


def name_at(text: str, start: int) -> tuple[int, str] | None:
    """The end and kind of a name that an order of its own follows, at `start`."""
    text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    head = head_at(text, start)
    if head is None or NO_NAME.match(text, start):
        return None
    if starts_with_verb(text[start:]) and head.kind != "post":
        return None
    stop = end_of_name(text, head)
    if stop is None or (stop == head.stop and head.kind != "each" and head.one):
        return None
    if _TENSE.search(text, start, stop) or _OPEN.search(text[start:stop]):
        return None
    return (stop, head.kind)


# "… công chức nghỉ việc do [sắp xếp bộ máy]": no name ends so
_OPEN = re.compile(
    r"\s(?:do|vì|theo|của|tại|với|cho|để|trong|về|từ|ở|và|và việc)$", re.I
)
# "Công ty sẽ trả lời", "Sở đã làm việc": told or promised, not ordered.
_TENSE = re.compile(
    r"\b(?:đã|sẽ|đang|vừa|vẫn|từng|có quyền|được|không|chưa|có)\b", re.I
)


def _bound_or_team(text: str, start: int, head: Head) -> int | None:
    """Where "Mỗi lớp" ends before what it must do, or "Tổ bảo vệ" before its verb."""
    every = _EVERY_MUST.match(text, start) if head.kind == "each" else None
    if every is not None:
        return every.end()
    bare = end_of_name(text, head) == head.stop and head.one
    return end_behind_work(text, head) if bare else None


# "[Mỗi lớp] không quá hai tiết mục", "[Từng người] phải ký": binding all the same
_EVERY_MUST = re.compile(
    r"(?:Mỗi|Từng|Tất cả)\s[^,.;:]{2,30}?(?=\s(?:phải|không|cần|chỉ(?: được)?)\s)"
)
# "Hội viên gồm các …", "Hội đồng hoạt động theo …": no name
_SAYS = re.compile(
    r"\s(?:có thể|gồm|bao gồm|hoạt động theo|không đúng|ra khỏi)(?!\w)|"
    r"\s(?:theo|khỏi|của|với|cho|và|hoặc)$"
)
_EVERY = re.compile(r"(?:Mỗi|Từng|Tất cả)\s")  # "Mỗi hộ có một sổ ghi chép" tells
# "Sở sẽ kiểm tra trong quý III": what the issuer is about to do
_PROMISES = re.compile(r"\s(?:đã|sẽ|đang|vừa)$")


_JOINT = re.compile(r"\s*(?:,|;|\bvà\b|\bcùng\b)?\s*(?:và\s+)?")


def _row_end(text: str, start: int, agencies: Sequence[Mention[Agency]]) -> int | None:
    """Where the row of agencies found ends that opens the passage.

    None if none stands there; -1 if nothing can follow in the row.
    """
    end = None
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if end is None:
            if mention.span.start <= start < mention.span.stop:
                end = mention.span.stop
        elif _JOINT.fullmatch(text, end, max(end, mention.span.start)):
            end = mention.span.stop
        else:
            break
    if end is None:
        return None
    joint = _JOINT.match(text, end)
    if joint is None or not (joint[0].strip() or text.startswith("các tỉnh", end + 1)):
        return -1
    return joint.end()


def _behind_row(passage: Passage, start: int) -> tuple[Mention[Agency], ...]:
    """Reads "Bộ A, Bộ B, các tỉnh C, D đôn đốc …": who stands last in a row."""
    text = passage.text
    places = tuple(_places(passage, text, start))
    first = text[start : start + 1]
    if places:
        return places
    each = text[start : start + 4] == "các " or first.isupper()
    text = text[:start] + first.upper() + text[start + 1 :]
    head = head_at(text, start)
    if not each and (head is None or head.kind != "post"):
        return ()  # but "…; [trưởng các thôn] vận động"
    stop = end_of_name(text, head) if head is not None else None
    if head is None or stop is None:
        return ()
    if "," in text[start:stop] and TRADES.match(text, head.stop) is None:
        return ()  # the commas of "các cơ sở khám bệnh, chữa bệnh" part trades
    if several := in_row(passage, start, stop):
        return several
    return (mention_of(passage, start, stop, head.kind, "opening_subject"),)


def _before_known(
    text: str, start: int, stop: int, agencies: Sequence[Mention[Agency]]
) -> int:
    """Stops at an agency found that stands in a row with the subject, or behind it.

    "Bí thư tỉnh ủy và [Chủ tịch UBND các tỉnh] tiếp tục …"; one that the name ends
    with is part of it: "Bộ phận giúp việc cho [Hội đồng xét tặng danh hiệu]".
    """
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if start < mention.span.start < stop:
            before = text[start : mention.span.start].rstrip()
            joint = re.search(r"\s*(?:[,;]|\svà)$", before)
            return start + joint.start() if joint else max(stop, mention.span.stop)
    return stop


def _opened(text: str) -> tuple[str, int, bool]:
    """The text, its subject's first letter made capital, and where that stands.

    Last, whether it stands behind words that order ("Giao các chi bộ …").
    """
    start = len(text) - len(text.lstrip())
    prefixed = False
    if _MEETS.match(text, start):
        return text, start, prefixed
    for pattern in (ORDER_PREFIX, ORDER_PREFIX, _PREFIX):  # "Giao đồng chí …"
        prefix = pattern.match(text, start)
        if prefix is not None and prefix.end() < len(text):
            start, prefixed = prefix.end(), True
    if prefixed:
        text = text[:start] + text[start].upper() + text[start + 1 :]
    return text, start, prefixed


# A meeting: no "Giao Ban Quản lý", nor "Giao ban thường vụ các đảng ủy"
_MEETS = re.compile(
    r"Giao ban\b(?!\s(?:thường vụ|chấp hành|quản lý|chỉ huy|chỉ đạo|cán sự|giám đốc|"
    r"giám hiệu|quản trị|nhân dân|tổ chức|tuyên giáo|biên tập)\b)"
)


def _places(passage: Passage, text: str, start: int) -> Iterator[Mention[Agency]]:
    """Reads "Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai khẩn trương …"."""
    if tail_at(tokens(text[start : start + _FIRST]), 0) is None:
        return
    words = tokens(text[start : start + 400])
    here = 0
    read: list[tuple[Tail, int]] = []
    while (tail := tail_at(words, here)) is not None and tail.places:
        read.append((tail, here))
        here = tail.stop
        if here >= len(words) or words[here].key != JOINT:
            break
        here += 1
    if not read or not _ordered(text, start, words, here):
        return
    for tail, begin in read:
        for place, end in zip(tail.places, tail.ends, strict=True):
            span = Span(start + words[begin].start, start + words[end - 1].stop)
            agency = Agency(f"{tail.level_of(place)} {place}", known=False)
            yield Mention(passage.id, span, agency, "opening_place", 0.85)
            begin = min(end + 1, len(words) - 1)


def _ordered(text: str, start: int, words: Sequence[Token], here: int) -> bool:
    """Whether an order follows token `here`: a verb, or a colon and a verb."""
    if here >= len(words):
        return False
    at = start + words[here].start
    if words[here].text == ":":
        return opens_with_verb(text[at + 1 :])
    return clear_verb_at(text, at)
