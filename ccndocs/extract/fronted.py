"""Subjects behind a fronted clause, or in a later sentence, that no table knows.

"Sau mỗi đợt tuần tra 02 ngày, đội trưởng nộp nhật ký …", "Thôn nào chưa đạt thì
trưởng thôn giải trình …": read where a passage charges nobody otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccndocs.extract.subject.finder import in_row, name_at
from ccndocs.extract.subject.name import mention_of
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import names_bodies, opens_with_body
from ccndocs.vi.cues import TOPIC_BEFORE, orders_within
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb
from ccndocs.vi.views import behind_view

_WORDS = word_lists("agency_words")

FRONTED = re.compile(
    r"^(?:căn cứ|trên cơ sở|theo(?! (?:quy định|luật|pháp luật|nghị))|"
    r"trong|cụ thể|để|nhằm|khi|sau|trước|định kỳ|h[àằ]ng|giữa|cuối|"
    r"đầu|từ|đến|tùy|tuỳ|vào|suốt|"
    r"ở|tại|nếu|trường hợp|hễ|mỗi|cứ|kết thúc|riêng|về|đối với|với|nơi|ngay|"
    r"chậm nhất|(?:sáng|chiều|tối|đêm)(?! (?:ngày|qua|nay))|"
    r"ngày(?! \d+[^,]*\d{4})|tháng|quý|năm|trước mắt|một khi|song song|"
    r"đồng thời|thời gian tới|tới đây|từ nay|do (?:đó|vậy)|vì (?:vậy|thế)|mặt khác|"
    r"cùng với|bên cạnh|ngoài|qua|nhân|dịp|quá|hết|tính từ|kể từ)\b"
    r"[^.;]*(?:,|\sthì)\s*$|"
    r"^(?:(?:tại|theo) )?(?:công điện|chỉ thị|công văn|văn bản|thông báo|kế hoạch)\b"
    r"[^.;:,]{0,60}?\s(?:nêu rõ|chỉ rõ|yêu cầu|nhấn mạnh),\s*$|"
    r"^[^.;:,]*\bnào\b[^.;:]*(?:,|\sthì)\s*$|"
    r"^(?:định kỳ\s+)?h[àằ]ng (?:ngày|tuần|tháng|quý|năm)\s*$",
    re.IGNORECASE,
)
"""A clause of time, place, condition or topic before the subject of an order."""

# "… Cụm công nghiệp Đồng Mơ, [xã Đồng Mơ] phải bảo đảm": where a thing lies
_IN_PLACE = re.compile(rf"[{CAPITALS}]\w*,\s+$")
_JOINT = re.compile(r",\s+|\sthì\s+")
# Behind these somebody is charged: "Ban đề nghị các chủ rừng …", "… do thôn lập".
_CUE = re.compile(
    r"(?<=\s)(?<!đã )(?:yêu cầu|đề nghị|giao|lưu ý|do)\s+(?!đó|vậy|vì|không)"
)
_SENTENCE = re.compile(r"(?:^|[.;:]\s+)(?=\S)")
# "… bồi dưỡng cán bộ, công chức, [viên chức] …": a row of people, no subject
_PEOPLE = re.compile(
    r"\s(?:cán bộ|công chức|viên chức|đảng viên|hội viên|đoàn viên|"
    r"người lao động),\s+$",
    re.IGNORECASE,
)
# "…, chỉ đạo các trường phổ thông, [các trường nghề] lồng ghép": a row of objects
_IN_ROW = re.compile(
    r",\s+(?:chủ động |tiếp tục |thường xuyên )?(?:chỉ đạo|hướng dẫn|đôn đốc|kiểm tra|"
    r"vận động|yêu cầu|phối hợp với)\s+(?:các|những)\s[^,.;:]+,\s+$",
    re.IGNORECASE,
)
# "Khách mời: [văn thư] lên danh sách", "Tái định cư: [trưởng thôn] …"
_TITLE = re.compile(r"[^:.;,\d]{3,60}:\s+")
_NEAR = 40  # characters: as far as the last of a row of people begins
_MOST = 2  # subjects of one passage


def find_later_subjects(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """Whoever acts behind a fronted clause or opens a later sentence."""
    text = passage.text
    found: list[Mention[Agency]] = []
    for start in _starts(text):
        if any(m.span.start <= start < m.span.stop for m in (*agencies, *found)):
            continue
        named = name_at(text, start)
        if named is None:
            continue
        stop, kind = named
        if kind == "place" and _IN_PLACE.search(text[:start]):
            continue
        stop = _before_row(text, start, stop, agencies)
        if text[start].islower() and text[stop : stop + 1] == ",":
            continue  # "chăm sóc trẻ em, học sinh, thông báo ngay": whom it is about
        inner = [m for m in agencies if start < m.span.start < stop]
        if any(m.value.known for m in inner) or len(found) >= _MOST:
            continue
        name = _MORE_LEVELS.sub("", text[start:stop])
        last = name.rpartition(",")[2]
        if not (names_bodies(name) and opens_with_body(last)):
            continue
        one = mention_of(passage, start, stop, kind, "later_subject")
        found += in_row(passage, start, stop, "later_subject") or (one,)
    return found


_SPEAKS = re.compile(r"(?:Phát biểu|Kết luận)\b[^.;:,]{0,80},\s")


def _before_row(
    text: str, start: int, stop: int, agencies: Sequence[Mention[Agency]]
) -> int:
    """Where a name ends that known ones stand in a row with, behind a cue.

    "Sở yêu cầu Giám đốc các bệnh viện, [Trung tâm Y tế các huyện] bố trí …".
    """
    if not any(cue.end() == start for cue in _CUE.finditer(text, 0, start)):
        return stop
    row = [m for m in agencies if start < m.span.start < stop and m.value.known]
    joint = _ROW_JOINT.search(text[start : row[0].span.start]) if row else None
    return start + joint.start() if joint else stop


_ROW_JOINT = re.compile(r"\s*(?:,|;|\svà)\s+$")
# "các trường mầm non[, tiểu học và trung học cơ sở]": kinds of one noun
_MORE_LEVELS = re.compile(
    rf"(?:,|\s+và|,\s+và)\s+(?:{_WORDS['kinds_of_schools']})(?!\w)"
)


def find_later_posts(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """Posts that open a later sentence: "Phòng A khảo sát; Trưởng thôn B vận động".

    Posts of one place or all; "Trưởng ban chịu trách nhiệm chung" tells of a body.
    """
    text = passage.text
    found: list[Mention[Agency]] = []
    for stop in _STOP.finditer(text):
        start = stop.end()
        comrade = _COMRADE.match(text, start)
        start = comrade.end() if comrade else start
        if start == len(text) or text[start].islower():
            continue
        if any(m.span.start <= start < m.span.stop for m in agencies):
            continue
        named = name_at(text, start)
        if named is None or named[1] not in _PEOPLES or len(found) >= _MOST:
            continue
        if not _SAYS_WHICH.search(text[start : named[0]]):
            continue
        if not any(start < m.span.start < named[0] for m in agencies):
            one = mention_of(passage, start, *named, "later_subject")
            found += in_row(passage, start, named[0], "later_subject") or (one,)
    return found


_COMRADE = re.compile(r"(?:giao )?(?:đồng chí|đ/c)\s+(?=[A-ZĐ])")
_PEOPLES = frozenset(("post", "person"))
_STOP = re.compile(r"[.;]\s+")
_SAYS_WHICH = re.compile(rf"(?<!^Phó)\s(?:[{CAPITALS}]|\d|các\s)")


def _starts(text: str) -> Iterator[int]:
    opens = [m.end() for m in _SENTENCE.finditer(text)]
    for begin, end in pairwise([*opens, len(text)]):
        topic = TOPIC_BEFORE.match(text[:begin]) or _TITLE.fullmatch(text[:begin])
        small = text[begin].islower() and not topic
        if begin and not small and not opens_with_verb(text):
            yield begin
        plain = not opens_with_verb(text) or orders_within(text) or _SPEAKS.match(text)
        for cue in _CUE.finditer(text, begin, end):
            if plain or behind_view(text[: cue.start()]):
                yield cue.end()
        for joint in _JOINT.finditer(text, begin, end):
            near = max(begin, joint.end() - _NEAR)
            if _PEOPLE.search(text, near, joint.end()):
                continue
            if FRONTED.match(text[begin : joint.end()]) and not _IN_ROW.search(
                text[begin : joint.end()]
            ):
                yield joint.end()
