"""Rules of roles: the subject of a sentence or an order, whom no other words charge."""

from __future__ import annotations

from ccndocs.extract.fronted import FRONTED
from ccndocs.extract.role.agents import AS_DUE, ASIDE, acts_behind
from ccndocs.extract.role.grounds import IS_CHARGED, ISSUES, charged_behind
from ccndocs.extract.role.group import (
    CASE_FRONT,
    CLAUSE_START,
    COORDINATES_WITH,
    Group,
    last_stop,
)
from ccndocs.extract.role.leads import MEETING
from ccndocs.types.mention import Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import OF_WHAT, ORDER_PREFIX
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.told import NARRATES, SPEAKS, is_so
from ccndocs.vi.verbs import (
    clear_verb_at,
    opens_with_verb,
    plain_verb_at,
    starts_with_verb,
)
from ccndocs.vi.views import behind_view

_WORDS = word_lists("role_words")

_CUES = re.compile(
    r"(?<!\w)(?:(?:trên cơ sở đó|từ đó|sau đó),?\s+(?=giao|yêu cầu|đề nghị|phân công))?"
    rf"(?:{ORDER_PREFIX.pattern}(?:các\s+)?|(?:thầy|cô|ông|bà|anh|chị)"
    r"(?:\s*(?:,|và|\()\s*(?:cô|bà|chị)\)?)?\s+)+$",
    re.IGNORECASE,
)
# "Sở Nông nghiệp (nay là Sở Nông nghiệp và Môi trường) đã có Văn bản …"
_ASIDE = re.compile(r"^\s*\((?:nay|trước đây|tên cũ)\b[^()]{0,120}\)", re.IGNORECASE)
# "Các doanh nghiệp trong CCN tạo việc làm cho 5.400 lao động": what they reach
_FIRMS = re.compile(r"(?:các )?(?:doanh nghiệp|dự án|cơ sở|hộ)\b", re.IGNORECASE)
_RESULTS = re.compile(
    r"^\s*(?:trong [^,.;:]{2,40} )?"
    r"(?:tạo|giải quyết|nộp|đạt|đóng góp|thu hút|sử dụng)\b[^.;:]{0,80}?\d",
    re.IGNORECASE,
)
_QUANTIFIER = re.compile(
    r"(?:^|(?<=[.;]\s))(?:các|toàn thể|từng|riêng)\s+$", re.IGNORECASE
)
_GOES_ON = re.compile(r"^\N{ZERO WIDTH SPACE}(?P<work>[^.;:()]{4,90}),\s*$")
_OTHERS = re.compile(
    rf"\b(?:{_WORDS['before_others']})\b",
    re.IGNORECASE,
)


# "Sở Y tế: trong thời hạn 05 ngày, kiểm tra …", "Công an xã: hễ có tin thì xác minh …"
_TIME_FIRST = re.compile(
    rf"(?:{_WORDS['opens_a_time']})\b[^.;]{{3,110}}",
    re.IGNORECASE,
)
_THEN = re.compile(r"[,:]\s+|\sthì\s+")
# "Giao Sở A: (i) Rà soát …; (ii) Xây dựng …": several works in one sentence
_COUNTED = re.compile(r"\s*(?:\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|[a1][.)])\s+")


def _orders(words: str) -> bool:
    """Whether words open with a verb, or with a time and the verb behind it."""
    words = _COUNTED.sub("", words, count=1)
    first = _TIME_FIRST.match(words)
    starts = [m.end() for m in _THEN.finditer(first[0])] if first else []
    return any(opens_with_verb(words[at:]) for at in (0, *starts))


# "Nếu để xảy ra chậm trễ, Giám đốc Sở chịu trách nhiệm trước UBND tỉnh": a warning
_IF_NOT = re.compile(r"\W*(?:nếu|trường hợp|để xảy ra)\b", re.IGNORECASE)
_LIABLE = re.compile(
    r"\s*(?:phải |sẽ )?chịu (?:hoàn toàn |mọi |toàn bộ )*trách nhiệm trước\b"
)


# "…; quá thời hạn trên, UBND tỉnh xem xét thu hồi …": what the issuer threatens
_ELSE = re.compile(
    r"\W*(?:nếu|trường hợp|quá (?:thời )?hạn|hết (?:thời )?hạn|sau thời (?:hạn|gian))\b"
    r"[^.;]*,\s*$",
    re.IGNORECASE,
)


_REFUSES = re.compile(r"\s*(?:không|sẽ|xem xét|thu hồi|xử lý)\b", re.IGNORECASE)


def asked(group: Group) -> Role | None:
    """Reads "Yêu cầu [các chủ đầu tư] rà soát": one ordered by the one addressed.

    Under the heading of another agency, such a group is what that agency works on.
    """
    cue = _cue_before(group)
    if cue is None or not re.match(r"yêu cầu|đề nghị", cue, re.IGNORECASE):
        return None
    return _as_subject(group, cue)


def subject(group: Group) -> Role | None:
    """Reads "Giao [Sở Tài chính] bố trí"; "[Sở A và Sở B] có trách nhiệm …"."""
    cue = _cue_before(group)
    acting = group.members[0].value.name.startswith("quyền ")
    if cue and acting and not opens_with_verb(group.after.lstrip()):
        return None  # "giao [quyền Chủ tịch UBND xã] cho Phó Chủ tịch": a post is given
    return _as_subject(group, cue)


def _is_told(group: Group) -> bool:
    """Whether the sentence tells what somebody does, or what will befall him."""
    told = (MEETING, SPEAKS)
    if any(pattern.match(group.after) for pattern in told):
        return True
    if not group.members[0].value.collective and is_so(group.right):
        return True
    if _RESULTS.match(group.after) and _FIRMS.match(group.members[0].value.name):
        return True
    aside = _ASIDE.match(group.right)
    after = group.right[aside.end() :] if aside else group.after
    if NARRATES.match(after) and not _HEADS_TEAM.match(group.right):
        return True
    said = group.left[last_stop(group.left) :]
    refuses = group.earlier or _REFUSES.match(group.after)
    if group.is_issuer and refuses and _ELSE.match(said):
        return True
    return bool(_IF_NOT.match(said) and _LIABLE.match(group.after))


def _cue_before(group: Group) -> str | None:
    """The words that order the group, right before it: "Giao ", "yêu cầu các "."""
    found = _CUES.search(group.before)
    return found[0] if found else None


def _opening(group: Group, cue: str | None) -> str:
    """What stands before the group and its cue, less clauses that front an order."""
    if (cue and _chair_asks(group, cue)) or (not cue and _acts_in_case(group)):
        return ""
    opening = group.before[: len(group.before) - len(cue or "")]
    opening = FRONTED.sub("", _QUANTIFIER.sub("", opening))
    sentence = last_stop(opening)
    if sentence and FRONTED.match(opening, sentence) is None:
        fronted = FRONTED.match(opening[sentence:])
        opening = opening[:sentence] if fronted else opening
    return opening


def _as_subject(group: Group, cue: str | None) -> Role | None:
    opening = _opening(group, cue)
    if not CLAUSE_START.search(opening):
        return None
    if not cue and group.left.strip() and ISSUES.match(group.after):
        return None  # "Để kịp báo cáo, UBND tỉnh yêu cầu …": the issuer
    if cue and opening and _another_gives(group, cue):
        return None
    if not cue and _is_listed(group, opening):
        return None
    if _is_told(group) or _names_holder(group):
        return None
    after = _SERVES_AS.sub("", group.after, count=1)
    after = _SECOND_POST.sub("", after, count=1)
    after = AS_DUE.sub("", after, count=1).lstrip(" ,:")
    along = COORDINATES_WITH.match(ASIDE.sub("", group.after, count=1)) or (
        COORDINATES_WITH.match(after)
    )
    orders = _orders(after) or IS_CHARGED.match(after)
    if group.after.strip() == ":" and not orders and not charged_behind(group.right):
        return None  # "Chủ đầu tư hạ tầng: [Công ty A], mã số …" names, too
    if group.after.lstrip().startswith(":") and after and not orders:
        return None  # "Chủ đầu tư: Công ty cổ phần X" names, it does not order
    stands_alone = not after or group.after.lstrip()[:1] in (":", ".")
    opens = not opening.strip()  # whoever opens an item is its subject
    charged = IS_CHARGED.match(after)  # "…. Sở A là cơ quan thường trực, tổng hợp"
    goes_on = Role.LEAD in group.earlier and acts_behind(group.after)
    acts = starts_with_verb(after) or goes_on
    if not (cue or opens or stands_alone or charged or acts):
        return None
    return Role.IMPLEMENT if along else Role.LEAD


def _acts_in_case(group: Group) -> bool:
    """Whether a case that names others stands before whoever acts in it.

    "Sau khi UBND tỉnh ban hành Kế hoạch, [Sở Y tế] rà soát …".
    """
    said = group.left[last_stop(group.left) :]
    fronted = CASE_FRONT.match(said) and not group.earlier
    return bool(fronted) and not group.is_issuer and starts_with_verb(group.after)


def _is_listed(group: Group, opening: str) -> bool:
    """Whether a group only stands in a list: "Khen thưởng các tập thể: [Phòng A]."."""
    if ONLY_NAMES.fullmatch(group.right):
        return True
    return not group.after.strip(" .;") and OF_WHAT.search(opening) is not None


def _chair_asks(group: Group, cue: str) -> bool:
    """Whether whoever speaks in the whole document asks, behind other words of his.

    "Chủ tịch UBND tỉnh yêu cầu: [Sở A] …", "Ghi nhận đề xuất của Sở B; yêu cầu [Sở A]".
    """
    if ":" in cue:
        return Role.LEAD not in group.earlier
    return _ASKING.match(cue) is not None and behind_view(group.left.removesuffix(cue))


_ASKING = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công|lưu ý)\b", re.IGNORECASE)

_HOLDS = re.compile(r"(?:chủ|nhà) đầu tư|chủ dự án", re.IGNORECASE)
_HOLDER = re.compile(
    r"\s*:\s*(?:Tổng [Cc]ông ty|Công ty|Tập đoàn|Liên danh|Doanh nghiệp|Hợp tác xã|"
    r"Ban [Qq]uản lý|Trung tâm|UBND|Ủy ban)\s"
)


def _names_holder(group: Group) -> bool:
    """Whether a label tells whose work it is: "Chủ đầu tư: Công ty A; hoàn thành …"."""
    label = group.members[0].value.name
    return bool(_HOLDS.match(label) and _HOLDER.match(group.right))


# "đồng chí [Phó Giám đốc Sở A] - Phó Trưởng ban đôn đốc …": a second post
_SECOND_POST = re.compile(
    r"^\s*[-–,]\s+(?:(?:Phó|Thường trực|Ủy viên)\s+)*(?:Tổ trưởng|Trưởng [Bb]an|"
    r"Trưởng [Đđ]oàn|Ban Chỉ đạo|Tổ [Cc]ông tác)(?:\s[Tt]hường trực)?(?=\s[a-zà-ỹđ])"
)
# "[Sở A] (cơ quan thường trực): khẩn trương …": what it is in the matter
_SERVES_AS = re.compile(
    r"^\s*\((?:là )?(?:(?:cơ quan|đơn vị)\s)?(?:thường trực|đầu mối|chủ trì|chủ quản)"
    r"[^()]{0,60}\)(?=[\s:,])",
    re.IGNORECASE,
)
# "[Trưởng Khoa A] là Tổ trưởng Tổ giúp việc, chịu trách nhiệm điều phối …"
_HEADS_TEAM = re.compile(
    r"^\s+là\s+(?:Phó )?(?:[Tt]ổ trưởng|[Tt]rưởng [Bb]an|[Tt]rưởng [Đđ]oàn)\b"
    r"[^.;:]{0,60}?,\s(?:chịu trách nhiệm (?!trước)|có (?:trách nhiệm|nhiệm vụ)|"
    r"trực tiếp|điều hành)"
)
# "[Trạm Y tế] xã Tân Lũng, huyện Yên Sơn": an entry of a list, no order
ONLY_NAMES = re.compile(
    r"\s*(?:(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|tp\.?|"
    rf"[{CAPITALS}]\w*|\d+|\w)[\s,.;()–-]+)+(?:[{CAPITALS}]\w*|\d+|\w)?\W*"
)


def _another_gives(group: Group, cue: str) -> bool:
    """Whether "…; yêu cầu [UBND cấp huyện] …" goes on with an order somebody gives.

    "Đề nghị A …; đề nghị [B] …" are the issuer's both.
    """
    cue = _ALSO.sub("", cue)
    if not cue:
        return False  # "…, đồng thời [Sở B] gửi …": nobody asks there
    if cue[0].isupper() or cue.startswith(("giao", "đồng chí")) or ":" in cue:
        return False
    opens = _OPENS.search(group.left.removesuffix(cue))
    if opens is None or Role.LEAD not in group.earlier:
        return True
    again = opens.start() == 0 and cue.startswith(opens[0].casefold())
    return not again and _ONE_BODY.match(group.members[0].value.name) is None


_ALSO = re.compile(
    r"(?:đồng thời|trước mắt|trên cơ sở đó|từ đó|sau đó),?\s+", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:^|(?<=[.;,:]\s))(?:giao|yêu cầu|đề nghị|phân công)(?=\s)", re.IGNORECASE
)
# who is asked himself, and not by the one charged before: "Giao Sở A …; yêu cầu [Sở B]"
_ONE_BODY = re.compile(
    r"(?:Sở|Bộ|Ban|Công an|Thanh tra|Thuế|Văn phòng|Đảng ủy|Ủy ban Kiểm tra|Phòng|"
    r"Trung tâm|Báo|Giám đốc|Chánh)\s(?!các\b|cấp\b)"
)


# "trình HĐND tỉnh [tại kỳ họp gần nhất], Ban Quản lý A lập …": when, no other body
_AT_MEETING = re.compile(
    r"\s(?:tại|trong) (?:kỳ|phiên|cuộc) họp(?:\s(?!của\b|với\b|các\b)[^\s,]+){0,5}$",
    re.IGNORECASE,
)


def next_subject(group: Group) -> Role | None:
    """Reads "Yêu cầu Ban A hoàn thiện hồ sơ, [UBND xã B] kiểm đếm xong …"."""
    work = _GOES_ON.match(group.before)
    said = _AT_MEETING.sub("", work["work"]) if work else ""
    if work is None or Role.LEAD not in group.earlier or _OTHERS.search(said):
        return None
    if group.earlier[-1] is Role.COORDINATE and not _has_verb(said):
        return None  # "phối hợp với Sở B, Vietcombank, [UBND xã C] rà soát": a partner
    after = group.after.lstrip()
    drafts = not group.members[0].value.collective and _DRAFTS.match(after)
    return Role.LEAD if drafts or clear_verb_at(after, 0) else None


def _has_verb(words: str) -> bool:
    """Whether any of the words is a verb."""
    places = (word.start() for word in re.finditer(r"\S+", words))
    return any(clear_verb_at(words, at) or plain_verb_at(words, at) for at in places)


_DRAFTS = re.compile(r"(?:lập|soạn|trình|nộp|gửi|cử)\s[a-zà-ỹđ]")
