"""Who helps: the words that make an agency a partner in another's work.

"với sự tham gia của X", "(có X cùng làm)", "X hỗ trợ xã trong việc này".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from ccndocs.extract.subject.head import head_at
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import opens_with_body
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import any_name, rows, word_lists
from ccndocs.vi.verbs import clear_verb_at, plain_verb_at
from ccndocs.vi.written_out import written_out

_WORDS = word_lists("agency_words")

_HELP = rf"(?:{_WORDS['help']})"
_SHARE = re.compile(
    rf"\bsự\s+{_HELP}(?:\s+(?:chặt chẽ|tích cực|trực tiếp|đầy đủ))?\s+của"
    r"(?:\s+(?:các|cả|lãnh đạo|đại diện))*\s*:?\s*$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    rf"{_HELP}(?:\s+[^\s.;:,()]+){{0,5}}?\s+(?:gồm|gồm có|là|có|còn có)"
    r"(?:\s+các)?\s*:?\s*$|"
    rf"(?:cùng|bên cạnh)\s+{_HELP}\s+có\s*:?\s*$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:^|[\s(,;])(?:có|mời|nhờ)(?:\s+(?:thêm|các|cả))*\s*$", re.IGNORECASE
)
_TOGETHER = re.compile(
    rf"^(?:\s*(?:,|và)\s[^.;:]{{3,60}}?)?\s*(?:cùng|cũng)?\s*"
    rf"(?:{_HELP}|cùng\s+(?!với\b|cấp\b|kỳ\b)\w+)(?!\w)",
    re.IGNORECASE,
)
_HELPS = re.compile(
    r"^[\s,]*(?:(?:có trách nhiệm|chịu trách nhiệm|cùng|cũng|sẽ|tích cực|chủ động)\s+)*"
    r"(?:phối hợp\b(?!\s*(?:chặt chẽ\s+)?(?:với|cùng)\b)|hỗ trợ\b|giúp\b(?!\s+việc)|"
    r"tham gia\b|cùng (?:làm|thực hiện|vào cuộc|góp|đóng góp|chung tay)\b|"
    r"góp ý(?=\s*(?:[.,;)]|$)))",
    re.IGNORECASE,
)
_WORK_BY = re.compile(r"^\W*(?:việc|phần|khâu|nội dung)\s[^.;:]{3,80}\sdo\s*$", re.I)
_OPENS_ALONG = re.compile(r"(?:^|[.;:]\s+)cùng(?:\s+với)?(?:\s+các)?\s*$", re.I)


# "… của trưởng thôn, trưởng khu phố nơi có đất": where a list of partners goes on
_CUES = re.compile(
    rf"\bsự\s+{_HELP}(?:\s+\w+){{0,2}}?\s+của\s+|"
    r"\b(?:phối|kết) hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+|\bcùng\s+với\s+",
    re.IGNORECASE,
)
# "hướng dẫn các trường chọn nơi cung cấp, có [sự tham gia của …]": partners of theirs
_GUIDED = re.compile(r"\bhướng dẫn các\s[^.;:]*\bcó\s+$", re.IGNORECASE)
_PART = re.compile(r"[^,;.()]+")
_END = re.compile(r"[.;:]\s|$")
_CUT = re.compile(
    r"\s+(?:nơi|có|trên|thuộc|tại|để|trong|khi|theo|và|cùng|liên quan|"
    r"(?<!bầu )(?<!đề )(?<!ứng )cử(?! tri))(?!\w).*$"
)
_OPEN = re.compile(r"\s+(?:về|của|cho|với)\s*$")  # no name ends so
_LONGEST = 9  # words of a partner's name


def find_partners(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """Partners that no table knows, in lists behind the words that name partners."""
    text = passage.text
    found: list[Mention[Agency]] = []
    for cue in _CUES.finditer(text):
        if _GUIDED.search(text, 0, cue.start()):
            continue
        listed = takewhile(_goes_on, _listed(text, cue.end()))
        for start, name in filter(_is_partner, listed):
            span = Span(start, start + len(name))
            if not any(m.span.overlaps(span) for m in (*agencies, *found)):
                shown = written_out(name[0].upper() + name[1:])
                group = name.startswith("các ")
                agency = Agency(name if group else shown, group, known=False)
                found.append(Mention(passage.id, span, agency, "partner", 0.8))
    return found


def _listed(text: str, at: int) -> Iterator[tuple[int, str]]:
    """What stands in the list from `at` to the end of its sentence: place and words."""
    stop = _END.search(text, at)
    for part in _PART.finditer(text, at, stop.start() if stop else len(text)):
        cut = _PREVENTED.match(text, part.end()) is not None
        for start, words in _members(part[0], part.start()):
            words = _PREVENTS.sub("", words) if cut else words
            yield start, _OPEN.sub("", _before_verb(_CUT.sub("", words))).rstrip()


# "phối hợp với ngành y tế [phòng], chống dịch": a verb that the comma has cut
_PREVENTS = re.compile(r"\s+phòng\s*$")
_PREVENTED = re.compile(r",\s+chống\b")


def _before_verb(words: str) -> str:
    """A name up to its verb: "giáo viên chủ nhiệm [xây dựng kịch bản]".

    A body needs some words of its own: "Bộ phận thư viện [tổ chức tập huấn]", but not
    "các đơn vị [tổ chức hội nghị]".
    """
    level = _OF_LEVEL.match(words) or _COOPERATIVE.match(words)
    words = level[0] if level else words
    head = _head_end(words)
    verbs = (m.start() for m in re.finditer(r"\S+", words) if m.start() > head)
    name = words[: next((at for at in verbs if clear_verb_at(words, at)), None)]
    proper = any(word[:1].isupper() for word in name.split()[1:])
    if _PEOPLE.match(words) is None and len(name.split()) <= _KIND and not proper:
        return words
    return name


# "[HTX Nông nghiệp Gò Lim] phun thuốc"
_COOPERATIVE = re.compile(rf"HTX(?:\s[^\s,;.]+){{0,5}}?(?:\s[{CAPITALS}]\w*){{2,}}")
# "[bưu điện văn hóa xã] bán báo", no "hợp tác xã nông nghiệp"
_OF_LEVEL = re.compile(
    r"(?:\S+\s){2,6}?(?:(?<!tác )xã(?! hội)|phường|tỉnh|huyện|thành phố)(?=\s[a-zà-ỹđ])"
)


def _head_end(words: str) -> int:
    """Where a head ends that holds a verb: "[Ban đại diện] cha mẹ học sinh"."""
    head = head_at(words, 0)
    return head.stop if head else 0


_PEOPLE = re.compile(
    rf"(?:{_WORDS['people']})\s",
    re.IGNORECASE,
)


def _members(part: str, at: int) -> Iterator[tuple[int, str]]:
    for piece in re.finditer(r"(?:(?!\s+và\s).)+", part):
        lead = re.match(r"\s*(?:và\s+)?", piece[0])
        skip = lead.end() if lead else 0
        if piece[0][skip:].strip():
            yield at + piece.start() + skip, piece[0][skip:]


def _goes_on(listed: tuple[int, str]) -> bool:
    """Whether the list goes on there: with a partner, or others of no name.

    "Trạm Y tế, [các hợp tác xã], Bưu điện văn hóa xã".
    """
    words = listed[1].split()
    if _PERSON.match(listed[1]):
        return True
    others = words[:1] == ["các"] and len(words) <= _OTHERS
    begin = _head_end("C" + listed[1][1:]) if others else 0
    return _is_partner(listed) or (others and not _acts(listed[1], begin))


def _acts(name: str, begin: int = 0) -> bool:
    """Whether any word from `begin` is a verb, or can be one but at the end."""
    places = [m.start() for m in re.finditer(r"\S+", name) if m.start() >= begin]
    clear = any(clear_verb_at(name, p) for p in places)
    return clear or any(plain_verb_at(name, p) for p in places[:-1])


def _is_partner(listed: tuple[int, str]) -> bool:
    """A post or body in its own right, or bodies of one kind: no sentence."""
    name = listed[1]
    words = name.split()
    if _PERSON.match(name):
        return False  # "đồng chí Lê Văn Mão, Giám đốc Sở A": his post is the partner
    if not words or len(words) > _LONGEST or words[0].casefold() == "những":
        return False
    if words[0].casefold() == "các":
        return _is_kind(" ".join(words[1:]))
    if words[-1] == "khác":
        return False  # "phối hợp với công chức khác": anybody
    head = _head_end(name)
    places = [m.start() for m in re.finditer(r"\S+", name) if m.start() >= head]
    if any(clear_verb_at(name, at) for at in places):
        return False
    proper = any(word[:1].isupper() for word in words[1:])
    if name[0].islower() and not (proper or 2 <= len(words) <= _SHORT):
        return False  # "phối hợp với phường": the one charged before
    return opens_with_body(written_out(name))


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_name(rows('agency_heads'))})\s", re.IGNORECASE)


def _is_kind(name: str) -> bool:
    """Whether bodies of one kind are named: "các cảng vụ đường thủy nội địa"."""
    if len(name.split()) < _KIND or _kinds().match(name) is None:
        return False
    return not _acts(name)


_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s", re.IGNORECASE)
_KIND = 3  # words: "các đơn vị khác" says nobody
_OTHERS = 6  # words of others in a list: "các hợp tác xã trên địa bàn"
_SHORT = 5  # words of one in small letters: "trưởng khu phố"


def shares(before: str) -> bool:
    """Whether a partner is named behind `before`: "…, với sự hỗ trợ của"."""
    return bool(_SHARE.search(before) or _LISTS.search(before))


def is_present(before: str, after: str) -> bool:
    """Whether a partner stands between: "(có [Phòng X] cùng làm)"."""
    return bool(_PRESENT.search(before) and _TOGETHER.match(after))


def helps(after: str) -> bool:
    """Whether the words behind a name say that it helps: "hỗ trợ xã trong việc này"."""
    return _HELPS.match(after) is not None


def works_along(before: str, after: str) -> bool:
    """Whether a part of the work is said to be shared: "Việc đo do [X] phối hợp"."""
    return bool(_WORK_BY.search(before) and helps(after))


def opens_along(before: str) -> bool:
    """Whether an item opens with its partner: "Cùng với [Trạm X] mở lớp"."""
    return _OPENS_ALONG.search(before) is not None
