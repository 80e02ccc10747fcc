"""A stretch of text that is nothing but doers: "Tổ Văn phòng; kế toán; trước 15/3".

"Khoa Dược chủ trì, Khoa Nhi phối hợp", "Phòng A phối hợp Tổ B", "đ/c Phó Hiệu trưởng".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ccndocs.extract.listed import is_name
from ccndocs.extract.subject.head import head_at
from ccndocs.extract.subject.name import mention_of
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.agencies import match_at
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb
from ccndocs.vi.words import tokens
from ccndocs.vi.written_out import acronym_at

_WORDS = word_lists("role_words")

_BETWEEN = re.compile(r"[\s,;.]*(?:(?:và|cùng)\s+(?!với\b|phối))?(?:–|-)?\s*")
_PART = re.compile(r"[^,;]+")
_COMRADE = re.compile(
    r"(?:(?:do|giao|phân công)\s+)?"
    r"(?P<title>(?:các |tập thể )?(?:đồng chí|đ/c|ông|bà|thầy|cô)(?:\s*:)?\s+)?",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:(?:chủ trì,? )?(?:và |cùng )?phối hợp(?: chặt chẽ)?(?: (?:với|cùng))?|"
    r"cùng(?: với)?|với sự (?:tham gia|phối hợp|hỗ trợ|giúp đỡ) của)\s+(?:các\s+)?",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:(?:đơn vị|bộ phận|cơ quan|người|cán bộ) )?(?P<does>chủ trì|thực hiện|"
    r"phụ trách|đầu mối|chịu trách nhiệm|(?:cùng )?phối hợp|(?:cùng )?tham gia|hỗ trợ|"
    r"phân công)(?: thực hiện| chính)?"
    r"\s*:\s*",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\s+(?:(?:trực tiếp|cùng|tiếp tục|sẽ)\s+)?(?:(?:là|làm) (?:cơ quan |đơn vị )?)?"
    rf"(?P<does>{_WORDS['duties_at_the_end']})(?!\w)[^,;]*",
)
_TIME = re.compile(
    rf"(?:\d|xong\b|hoàn thành\b|hạn\b|thời (?:hạn|gian)\b|thường xuyên|sáng\b|chiều\b|"
    rf"tuần\b|thứ\b|ngày\b|(?:{_WORDS['opens_a_time']})\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:toàn thể|toàn bộ|tất cả|mọi|toàn (?:trường|khoa|cơ quan|chi bộ|đơn vị|viện)|"
    r"cả (?:tổ|lớp|trường|khoa|phòng|cơ quan))\b[^,;]*",
    re.IGNORECASE,
)
# "giáo viên bộ môn được phân công": the name ends before what says which
_WHICH = re.compile(
    r"\s+(?:được (?:phân công|giao|chỉ định|chọn)|có liên quan|liên quan|"
    r"(?:là|làm) (?:cơ quan|đơn vị)|theo phân công|trong ca|nêu trên)\b.*$",
    re.IGNORECASE,
)
_NAME = rf"[{CAPITALS}]\w*(?:\s[{CAPITALS}]\w*){{0,4}}"
_PERSON = re.compile(rf"{_NAME}(?=\s*(?:[,;–(-]|$|\s(?:và|cùng)\s))")
_BEFORE_POST = re.compile(rf"{_NAME}\s*[,–-]\s*(?=[{CAPITALS}])")


@dataclass(frozen=True, slots=True)
class Doer:
    """One who does an item, and what part he has; a person of no post is no name."""

    span: Span
    agency: Agency
    role: Role


@dataclass(slots=True)
class _Reader:
    """Where the reading stands, and what has been read."""

    passage: Passage
    named: Sequence[Mention[Agency]]
    at: int
    stop: int
    doers: list[Doer] = field(default_factory=list)
    open_: list[tuple[Span, Agency]] = field(default_factory=list)
    given: Role | None = None  # by "phối hợp với …", "Thực hiện: …"
    plain: bool = True

    @property
    def text(self) -> str:
        """The text up to the end of the stretch."""
        return self.passage.text[: self.stop]

    def close(self, role: Role) -> None:
        """Give those read since the last word of a part the `role`."""
        self.doers += (Doer(span, agency, role) for span, agency in self.open_)
        self.open_ = []

    def step(self) -> bool:
        """Read one more part; False where it is no doer, no time and no duty."""
        text = self.text
        label = LABEL.match(text, self.at)
        along = _WITH.match(text, self.at) if self.open_ or self.doers else None
        if label or along:
            self.close(self.given or Role.LEAD)
            self.given = _role(label["does"]) if label else Role.COORDINATE
            self.at, self.plain = (label or along or _WITH).end(), False  # type: ignore[union-attr]
            return True
        part = _PART.match(text, self.at)
        if part is None or (_TIME.match(text, self.at) is None and self._name()):
            return part is not None
        told = bool(self.open_ or self.doers)
        self.at, self.plain = part.end(), False
        return _TIME.match(part[0]) is not None or (told and _is_duty(part[0]))

    def _name(self) -> bool:
        start = self.at
        prefix = _COMRADE.match(self.text, start)
        titled = prefix is not None and prefix["title"] is not None
        begin = prefix.end() if prefix else start
        found = _doer_at(self.passage, self.named, begin, self.stop, titled=titled)
        if found is None:
            return False
        stop, agency = found
        span = Span(start, stop)
        if titled and agency.collective and agency.name == self.text[begin:stop]:
            agency = replace(agency, name=span.of(self.text))  # "thầy Hùng"
        self.open_.append((span, agency))
        stop = self._numbers(stop, agency)
        aside = _ASIDE.match(self.text, stop)  # "cô Thủy (tổ Ngoại ngữ)"
        stop = aside.end() if aside else stop
        self.at = stop
        duty = _DUTY.match(self.text, stop)
        if duty is not None and not self._goes_along(stop):
            self._take(duty["does"])
            along = _INNER_WITH.search(duty[0])
            self.at = stop + along.start() if along else duty.end()
            self.plain = False
        return True

    def _numbers(self, stop: int, agency: Agency) -> int:
        """Where further numbers of the same kind end: "tổ bầu cử số 1[, 2, 3]"."""
        head = agency.name.rstrip("0123456789")
        if head == agency.name:
            return stop
        while (number := _NUMBER.match(self.text, stop)) is not None:
            name = head + number[1]
            self.open_.append((Span(*number.span(1)), replace(agency, name=name)))
            stop = number.end()
        return stop

    def _goes_along(self, at: int) -> bool:
        """Whether a partner is named there: "Phòng A [phối hợp Tổ B]"."""
        blank = len(self.text[at:]) - len(self.text[at:].lstrip())
        along = _WITH.match(self.text, at + blank)
        if along is None:
            return False
        start = along.end()
        found = _doer_at(self.passage, self.named, start, self.stop, titled=False)
        return found is not None

    def _take(self, does: str) -> None:
        """What the words behind a name say of all since the last such words."""
        role = _role(does)
        if role is Role.COORDINATE and not self.doers:
            role = Role.IMPLEMENT
        elif role is Role.IMPLEMENT and self.given is Role.COORDINATE:
            role = Role.COORDINATE  # "phối hợp với Phòng B thực hiện": still a partner
        self.close(role)


_NUMBER = re.compile(r"(?:,|\s+và|,\s+và)\s*(\d{1,3})(?![\d/.]|\s*(?:giờ|ngày))")
_ASIDE = re.compile(r"\s*\([^()]{2,60}\)")
_INNER_WITH = re.compile(r",?\s*(?:và |cùng )?phối hợp (?:với|cùng)\s", re.IGNORECASE)


def _is_duty(part: str) -> bool:
    """Whether a part goes on with what the one before it does: "báo cáo Giám đốc"."""
    return part.lstrip()[:1].islower() and opens_with_verb(part)


def _role(does: str) -> Role:
    """The part that a word gives: "thực hiện", "phối hợp", "chủ trì"."""
    word = does.casefold()
    if word.startswith(("phối hợp", "hỗ trợ", "tham gia", "giúp", "cùng")):
        return Role.COORDINATE
    if word.startswith("tham mưu"):
        return Role.ADVISE
    return Role.IMPLEMENT if word in ("thực hiện", "triển khai") else Role.LEAD


def read_doers(
    passage: Passage, named: Sequence[Mention[Agency]], start: int, stop: int
) -> tuple[tuple[Doer, ...], bool] | None:
    """The doers of a stretch, and whether they stand there alone; None: other words."""
    reader = _Reader(passage, named, start, stop)
    while True:
        between = _BETWEEN.match(reader.text, reader.at)
        reader.at = between.end() if between else reader.at
        if reader.at >= stop:
            break
        if not reader.step():
            return None
    reader.close(reader.given or Role.LEAD)
    if not any(doer.role is not Role.COORDINATE for doer in reader.doers):
        return None
    return tuple(reader.doers), reader.plain


def _doer_at(
    passage: Passage,
    named: Sequence[Mention[Agency]],
    start: int,
    stop: int,
    *,
    titled: bool,
) -> tuple[int, Agency] | None:
    """Where the name of a doer ends that begins at `start`, and who it is."""
    text = passage.text[:stop]
    if titled and (post := _BEFORE_POST.match(text, start)):
        start = post.end()
    known = next(
        (m for m in named if m.span.start == start and m.span.stop <= stop), None
    )
    if known is not None:
        return _whole(text, known)
    if everybody := _ALL.match(text, start):
        name = everybody[0].strip()
        return everybody.end(), Agency(name[0].upper() + name[1:], True, known=False)
    end = _end_of(text, start)
    if short := acronym_at(text, start):
        rest = text[short[0] : end]
        if len(rest.split()) <= _GOES_ON:
            return end, Agency(short[1] + rest, known=False)
    head = head_at(_shown(text[start:]), 0)
    if head is not None:
        end = _end_of(text, start + head.stop, bare=head.one)
    shown = _shown(text[start:end])
    which = _WHICH.search(shown)
    name = shown[: which.start()] if which else shown
    if (agency := _unknown(name)) is not None:
        return end, agency
    person = _PERSON.match(text, start) if titled else None
    if person is None:
        return None
    return person.end(), Agency(person[0], collective=True, known=False)


def _whole(text: str, known: Mention[Agency]) -> tuple[int, Agency] | None:
    """An agency found, with the small words that its name goes on with."""
    end = _end_of(text, known.span.stop)
    rest = text[known.span.stop : end]
    which = _WHICH.search(rest)
    rest = rest[: which.start()] if which else rest
    if len(rest.split()) > _GOES_ON or _acts(rest):
        return None
    if not rest.strip():
        return end, known.value
    return end, replace(
        known.value, name=f"{known.value.name} {' '.join(rest.split())}"
    )


def _acts(rest: str) -> bool:
    """Whether words behind a name say what he does: "Chủ tịch UBND tỉnh [yêu cầu]"."""
    words = (m.start() for m in re.finditer(r"\S+", rest))
    return any(clear_verb_at(rest, at) for at in words)


_GOES_ON = 4  # words: "Đoàn Thanh niên [Bệnh viện]"


# "nhà trường đến cơ quan quản lý" is a way
_LEADS_ON = re.compile(
    r"\s(?:đến|từ|cho|vào|với|theo|để|nhằm|được|bị|do|bằng|qua|là|sẽ|đã|đang|có)\s"
)
# Whom work is for, halves of words: "logistics – hải quan – xuất nhập khẩu"
_NO_DOER = re.compile(
    r"(?:Hải quan|Người (?!dân)|Khách|Doanh nghiệp|Nông dân|Thương vụ|Quản lý|"
    r"Nhà(?! bếp| ăn| trường)|Hộ (?!xã viên|kinh doanh|dân)|Nhân dân)(?!\w)|"
    r".*\s[–—]\s[a-zà-ỹđ]"
)
_KINDS = frozenset(("body", "person", "post", "each"))
_ALONE = re.compile(r"Bảo vệ|Y tế|Thư viện|Thiết bị|Một cửa")  # a post by its work


def _unknown(name: str) -> Agency | None:
    """Who a name of no table is, if it is one."""
    if _ALONE.fullmatch(name):
        return Agency(name, known=False)
    head = head_at(name, 0)
    if head is None or head.kind not in _KINDS or _LEADS_ON.search(name):
        return None
    if _NO_DOER.match(name):
        return None
    if not is_name(name, head, bare=True):
        return None
    one = mention_of(Passage(0, name, ()), 0, len(name), head.kind, "closing")
    return _one_by_one(one.value)


def _one_by_one(agency: Agency) -> Agency:
    """A group of one kind is a name: "Các tổ trưởng", no "Các phòng liên quan"."""
    if agency.collective and _ANYBODY.search(agency.name) is None:
        return replace(agency, collective=False)
    return agency


_ANYBODY = re.compile(
    r"liên quan|\b(?:đơn vị|cơ quan|bộ phận|khoa|phòng|ban|sở|ngành|trường|tổ chức|"
    r"địa phương|đoàn thể|lực lượng|cá nhân|thành viên)(?!\w)",
    re.IGNORECASE,
)


def _shown(text: str) -> str:
    """The text with a capital, as a name opens."""
    return text[:1].upper() + text[1:]


def _end_of(text: str, start: int, *, bare: bool = False) -> int:
    """Where a name that goes on at `start` ends: at a comma, at what it does.

    "Tổ Toán và Tin" goes on, "kế toán và thủ quỹ" are two; a head that is `bare` is
    no name yet: "Tổ [giám sát cộng đồng]".
    """
    part = re.compile(r"[^,;]*").match(text, start)
    end = part.end() if part else len(text)
    for stop in _STOPS.finditer(text, start, end):
        if bare and stop.start() == start:
            continue
        if stop["joint"] is None or _opens_name(text, stop.end()):
            return stop.start()
    return start + len(text[start:end].rstrip(" ./–-"))


def _opens_name(text: str, at: int) -> bool:
    if match_at(tokens(text[at : at + _NAME_LENGTH]), 0) is not None:
        return True  # "Viettel An Sơn và [UBND các xã]"
    return head_at(_shown(text[at:]), 0) is not None or bool(acronym_at(text, at))


_NAME_LENGTH = 80  # characters of a name that a table may have


_STOPS = re.compile(
    rf"\s+(?:{_WORDS['duties_at_the_end']})(?!\w)|"
    r"\s+(?:trực tiếp|cùng với|phối hợp)\s|(?P<joint>\s+(?:và|cùng)\s+(?=\S))"
)
