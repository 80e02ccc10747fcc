"""Rules of roles: whose work something is said to be, and whom the issuer asks."""

from __future__ import annotations

from ccndocs.extract.partners import helps
from ccndocs.extract.role.group import COORDINATES_WITH, Group, Nobody, last_stop
from ccndocs.extract.role.views import VIEW, without_view
from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.above import ABOVE, TITLED
from ccndocs.vi.formulas import RECEIVED
from ccndocs.vi.issuers import is_of_all_land
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb

_WORDS = word_lists("role_words")

# "… do X lập", "được X gộp lại", "giao X chủ trì": whose work something is said to be.
_AGENT = re.compile(
    r"(?<!\w)(?:do|được|nay chuyển|chuyển|giao|giao cho|phân công)(?:\s+các)?\s*$",
    re.IGNORECASE,
)
_AGENT_BUT = re.compile(
    rf"\b(?:{_WORDS['no_order']})\b",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    rf"^\s*(?:{_WORDS['granted']})(?!\w)",
    re.IGNORECASE,
)


def agent(group: Group) -> Role | None:
    """Reads "Phần kinh phí còn thiếu do [Sở Tài chính] cân đối": whose work it is.

    Not what was done before, nor what somebody grants ("được Sở X chấp thuận").
    """
    found = _AGENT.search(group.before)
    if found is None:
        return None
    clause = group.before[last_stop(group.before) : found.start()]
    said = group.left[last_stop(group.left) :].removesuffix(found[0]).strip()
    if not said or said.count("(") > said.count(")"):
        return None  # "Giao Sở X …" opens a sentence: a subject
    if Role.LEAD in group.earlier or opens_with_verb(said):
        return None  # "Tham gia mạng lưới do Sở X điều phối": what it works on
    word = found[0].split()[0].casefold()
    if word not in ("giao", "phân") and _GRANTS.match(group.after):
        return None
    if word == "do" and _GIVEN.match(said):
        return None
    if word == "chuyển" and _HANDS_ON.search(said):
        return None
    if word in ("giao", "phân") and _speaks(said):
        return None  # "Để kịp tiến độ, Chủ tịch UBND tỉnh giao Sở A …": `addressed`
    if _GRANTED.search(clause) or _IS_GIVING.search(said):
        return None
    if _AGENT_BUT.search(clause.rpartition(",")[2]) or _MADE.match(group.after):
        return None
    makes_head = _HEADS_BODY.match(group.after)
    does = (starts_with_verb(group.after) and not makes_head) or _MAKES.match(
        group.after
    )
    return Role.LEAD if does and not helps(group.after) else None


def _speaks(said: str) -> bool:
    """Whether the last clause is nothing but the name of one who orders everybody."""
    clause = TITLED.sub("", said.rpartition(",")[2].strip())
    return ABOVE.match(clause) is not None and _ONLY_NAME.fullmatch(clause) is not None


_ONLY_NAME = re.compile(
    rf"(?:Phó )?\w+(?: \w+){{0,3}}(?: [{CAPITALS}]\w*){{0,6}}(?: (?:cũng|còn))?"
)
# "Tài sản được Nhà nước giao cho Bộ A quản lý": what a thing is
_GRANTED = re.compile(rf"\bđược [{CAPITALS}][^,.;:]*$")
# "Hiện UBND tỉnh đang giao Sở A soạn …": what has begun
_IS_GIVING = re.compile(r"\b(?:đang|hiện đã|từng)$", re.I)
# "Khi phát hiện vi phạm, chuyển [Công an xã] xác minh": whoever is ordered hands it on
_HANDS_ON = re.compile(r"(?:[,:;]|\b(?:thì|và|phải|để|hoặc|đồng thời|kịp thời))$", re.I)
# "Trên cơ sở dữ liệu do Sở X cung cấp, …": what somebody else works from
_GIVEN = re.compile(r"(?:trên cơ sở|căn cứ|theo|từ|dựa (?:trên|vào))\b[^,;]*$", re.I)
# … nor what it has submitted or signed: "Báo cáo do Sở Tài chính trình, …"
_MADE = re.compile(
    r"^\s*trình\s*(?:[.;,)]|$)|"
    r"^\s*ký\s+(?:truyền đạt|thông báo|ban hành|ngày)\b|"
    r"^\s*\w+(?:\s\w+)?\s+(?:là\b|(?:vào |từ )?(?:ngày|tháng|năm)\s+\d)",
    re.IGNORECASE,
)
_HEADS_BODY = re.compile(r"^\s*làm\s+(?:tổ trưởng|trưởng|chủ|thành viên|ủy viên|phó)")
_MAKES = re.compile(
    r"^\s*(?:làm(?=\s*[,.;])|lập|tính|lo|gộp|gom|soạn|đảm nhận|đảm nhiệm)(?!\w)"
)


# "Duy trì giao ban hằng tuần do [đồng chí] …", not "Tham gia hội nghị do …"
_HELD_BY = re.compile(
    r"^\W*(?:[^.;:]{0,90}[,.;:]\s+)?(?:tổ chức|duy trì|tiến hành|mở|họp|"
    r"giao ban)\b[^,.;:()]{0,90}\sdo(?:\s+(?:các|đồng chí|đ/c|lãnh đạo))*\s*$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:họp|giao ban|đối thoại|hội nghị|hội thảo|tọa đàm|đoàn|kiểm tra|gặp mặt|lớp|"
    r"sơ kết|tổng kết|tiếp xúc|buổi|phiên|lễ|tổ(?! chức))\b",
    re.IGNORECASE,
)
_CHAIRS = re.compile(
    r"^\s*(?:trực tiếp\s+)?(?:chủ trì|điều hành)"
    r"(?!\s+(?:soạn|biên|xây|tham))",
    re.IGNORECASE,
)


def chairs(group: Group) -> Role | None:
    """Reads "Tổ chức đối thoại do [Chủ tịch UBND các xã] chủ trì"."""
    held = _HELD_BY.match(group.before)
    if not held or not _MEETING.search(held[0]) or Role.LEAD in group.earlier:
        return None
    return Role.LEAD if _CHAIRS.match(group.after) else None


def told_to(group: Group) -> Role | None:
    """Reads "[Điện lực Kỳ Lâm] được yêu cầu nâng công suất …": an order in passive."""
    return Role.LEAD if _TOLD_TO.match(group.after) else None


_TOLD_TO = re.compile(
    r"^[\s,]*(?:cũng\s+)?(?:được|chịu)\s+"
    r"(?:yêu cầu|giao|phân công|đề nghị|chỉ định|giao nhiệm vụ)"
    r"\s+(?!tại|theo|từ)(?:nhiệm vụ\s+|việc\s+)?[a-zà-ỹđ]",
    re.IGNORECASE,
)


def issuer_asks(group: Group) -> Nobody | None:
    """Reads "[UBND tỉnh] giao Sở Y tế tổng hợp …": who orders, not who is charged.

    Under the order of another ("Đề nghị [UBND tỉnh An Sơn] giao …") it is work. In a
    row the first tells ("[Bộ Chính trị, Ban Bí thư] giao …"). What one of its communes
    is to ask ("[UBND xã Hồng An] yêu cầu chủ đầu tư …") is work of a province's letter.
    """
    one = group.members[0].value.name
    row = len(group.members) > 1
    said = group.left[last_stop(group.left) :].strip(" \n\t-+*")
    said = _HONORIFIC.sub("", said).rstrip()
    above = (_HIGHEST if row else ABOVE).match(one) and not _lies_below(group)
    if (group.is_issuer or ABOVE.match(one)) and _CONSENTS.match(group.after):
        return Nobody.NOBODY  # "[Ban Thường vụ] thống nhất chủ trương cho …"
    if not said and _KINDLY.match(group.after):
        return Nobody.NOBODY  # "[Bộ A] trân trọng đề nghị …": whoever writes
    if _APPOSED.search(said) and ASKS_NEXT.match(group.after):
        return Nobody.NOBODY  # "Phó Thủ tướng A, [Tổ trưởng Tổ công tác] yêu cầu …"
    orders = group.is_issuer or above or _asks_lower(group)
    if orders and not said and _IN_APPOSITION.match(group.right):
        return Nobody.NOBODY
    asks = (
        ASKS_NEXT.match(group.after)
        or _NOTES_NEXT.match(group.after)
        or _HAS_SAID.match(group.right)
        or (_HEADS.match(one) and _DIRECTS.fullmatch(group.after))
    )
    if not orders or group.label or not asks:
        return None
    return Nobody.NOBODY if not said or said.endswith(",") else None


def _asks_lower(group: Group) -> bool:
    """Whether a page of no ministry tells what one asks of the provinces.

    "[Bộ Công Thương] đề nghị Sở Công Thương các tỉnh …"; a telegram of the Prime
    Minister has the ministry ask them, as its work.
    """
    if group.issuer is not None and is_of_all_land(group.issuer):
        return False
    if not _MINISTRY.match(group.members[0].value.name):
        return False
    asks = ASKS_NEXT.match(group.after)
    asked = group.right.lstrip()[len(asks[0].strip()) :] if asks else ""
    return _LOWER_BODY.match(asked) is not None


_MINISTRY = re.compile(r"(?:Bộ|Tổng cục|Văn phòng Chính phủ)\b(?! [Cc]hỉ huy)")
_LOWER_BODY = re.compile(
    r"\s*(?:các\s+)?(?:Sở\s|UBND\s|Ủy ban nhân dân\s|sở\b|tỉnh\b|địa phương\b)"
)


def _lies_below(group: Group) -> bool:
    """Whether a commune or district by its name stands below who issued."""
    issuer = group.issuer or ""
    named = _LOCAL.match(group.members[0].value.name)
    return bool(named and issuer) and _OF_LOCAL.search(issuer) is None


_LOWER = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã)"
_LOCAL = re.compile(rf"(?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND) {_LOWER} [{CAPITALS}]")
_OF_LOCAL = re.compile(rf"\b{_LOWER} [{CAPITALS}]|(?:Huyện|Thị|Đảng) ủy")
_POSTS = r"(?:Thủ tướng|Chủ tịch|Bí thư|Giám đốc|Bộ trưởng|Thứ trưởng|Trưởng [Bb]an)"
_APPOSED = re.compile(
    rf"^(?:[^,.;]{{3,60}},\s)?(?:[Đđ]ồng chí |[Ôô]ng |[Bb]à |[Đđ]/c )?[^.;]{{0,60}}?"
    rf"(?:(?:Phó |Thường trực )?{_POSTS}\b[^,.;]*|(?:[{CAPITALS}]\w*\s?){{2,5}})"
    r"\s*[,–-]$"
)
_IN_APPOSITION = re.compile(
    rf"^(?:\s+[{CAPITALS}]\w*){{2,5}}\s*[,–-]\s*[^,.;:]{{3,90}}?\s(?:cũng |đã )?"
    r"(?:yêu cầu|đề nghị|giao|nhấn mạnh)(?!\w)"
)
# Who orders whatever stands in a row with it: "Bộ Chính trị, Ban Bí thư yêu cầu …".
_HIGHEST = re.compile(r"(?:Phó )?Thủ tướng|Chính phủ$|Bộ Chính trị$|Ban Bí thư$")
# "[đồng chí] Chủ tịch UBND tỉnh giao …"
_HONORIFIC = re.compile(r"(?:^|(?<=\s))(?:đồng chí|đ/c|ông|bà)$", re.IGNORECASE)
# A commune's chairman is himself told what to do: "Chủ tịch UBND xã chỉ đạo các thôn …"
_HEADS = re.compile(
    r"(?:Phó )?(?:Chủ tịch UBND(?! (?:các|xã|phường|thị trấn|đặc khu)\b)|Thủ tướng|"
    r"Bí thư|Chủ tịch Hội)|UBND tỉnh"
)
# "Chủ tịch UBND tỉnh Lê Văn A [chỉ đạo] Sở B …", with nothing between
_DIRECTS = re.compile(
    rf"(?:\s+[{CAPITALS}]\w*){{0,5}}\s*(?:cũng |còn )?chỉ đạo(?: các)?\s*", re.I
)
# "Phó Chủ tịch UBND tỉnh Lê Văn A [có ý kiến như sau:] Giao Sở B …"
_HAS_SAID = re.compile(
    rf"^(?:\s+[{CAPITALS}]\w*){{0,5}}\s*(?:đã )?"
    r"(?:có ý kiến|kết luận|có chỉ đạo|chỉ đạo)"
    r"(?: (?:chỉ đạo|kết luận))?(?: như sau)?\s*:"
)
_NOTES_NEXT = re.compile(rf"^(?:\s+[{CAPITALS}]\w*){{0,5}}\s*(?:đặc biệt )?lưu ý(?!\w)")
_KINDLY = re.compile(r"\s*(?:(?:xin )?trân trọng|kính) (?:đề nghị|mời|yêu cầu)(?!\w)")
_CONSENTS = re.compile(
    r"\s*(?:về )?(?:cơ bản |hoàn toàn )?(?:thống nhất|đồng ý|nhất trí|chấp thuận)"
    r"(?: (?:cao|về))*\s(?:chủ trương|nguyên tắc|với|cho|như|nội dung|phương án|"
    r"đề xuất|đề nghị|kiến nghị|ý kiến|theo|thông qua|ban hành)(?!\w)",
)
ASKS_NEXT = re.compile(
    rf"^(?:\s+[{CAPITALS}]\w*){{0,5}}\s*"
    r"(?i:cũng |còn |đồng thời |trân trọng |xin |kính |tha thiết )*"
    rf"(?:{VIEW} )?"
    r"(?i:yêu cầu|đề nghị|giao|phân công)(?!\w)"
    r"(?! (?:bổ sung|thêm)? ?(?:dự toán|kế hoạch|chỉ tiêu|biên chế|vốn))"
)


def asks_behind(before: str, agency: Mention[Agency], after: str) -> bool:
    """Whether who asks stands behind a comma, and who is spoken of before it.

    "Đối với Sở A, [UBND tỉnh] yêu cầu …", "Xem xét đề nghị của Sở A, [UBND tỉnh] giao".
    """
    if not _SPOKEN_OF.search(before) or not ABOVE.match(agency.value.name):
        return False
    return ASKS_NEXT.match(after[:200]) is not None


_SPOKEN_OF = re.compile(
    r"\b(?:đối với|về phía|riêng|với|của|từ)\s+(?:các\s+)?$", re.IGNORECASE
)


def addressed(group: Group) -> Role | None:
    """Reads "Để kịp báo cáo, Ban đề nghị [các chủ đầu tư] kê khai …".

    The issuer asks behind a topic or a reason; what was asked before orders nothing.
    So "Đối với [Sở A], UBND tỉnh yêu cầu …", "Chủ tịch nhấn mạnh, [Sở A] cần …".
    """
    if _CONCERNS.search(group.before) and _IS_ASKED.match(group.right):
        return Role.LEAD
    if _STRESSES.search(group.before) and _MUST.match(group.after):
        return Role.LEAD
    found = _ASKS.search(group.before) or _DIRECTING.search(group.before)
    if found is None or group.earlier:
        return None
    said = group.left[last_stop(group.left) :].removesuffix(found[0])
    said = without_view(said)
    clause = TITLED.sub("", said.rpartition(",")[2].strip())
    if _DIRECTING.search(found[0]) and not _HEADS.match(clause):
        return None  # "UBND các xã chỉ đạo Trạm Y tế …" works on it
    behind = not clause or clause[:1].isupper()  # "…, đề nghị", "…, Sở B đề nghị"
    grounds = _ON_GROUNDS.match(said) and "," in said and behind
    now = bool(grounds or RECEIVED.match(group.left))
    told = _ASKED_BEFORE.search(clause) or (_ASKED_IN.search(said) and not now)
    above = _speaks(said)
    if above and group.is_issuer:
        return None  # a letter of Sở A: "…, UBND tỉnh giao [Sở A] làm đầu mối"
    opens = not said.strip() and (not group.left or opens_with_verb(group.left))
    speaker = _SPEAKER.match(said.rpartition(",")[2].strip()) is not None
    long = len(clause.split()) > _ISSUER and not (speaker or above)
    if opens or told or long:
        return None
    if (
        not speaker
        and ABOVE.match(clause) is None
        and (  # "Lãnh đạo tỉnh": no verb but a name
            (opens_with_verb(said) and not now) or opens_with_verb(clause)
        )
    ):
        return None
    return _role_behind(group)


def _role_behind(group: Group) -> Role | None:
    """The role that the words behind one who is asked give him, if they order."""
    aside = ASIDE.match(group.right)  # which may name another
    after = group.right[aside.end() :] if aside else group.after
    after = AS_DUE.sub("", after, count=1)
    acts = starts_with_verb(after) or acts_behind(after) or _HAS_DUTY.match(after)
    if not acts or _CONTACTS.match(after):
        return None
    return Role.IMPLEMENT if COORDINATES_WITH.match(after) else Role.LEAD


# "yêu cầu Bộ A, Bộ B [theo chức năng, nhiệm vụ được giao,] kiểm tra …"
_DUTIES = (
    r"(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|trách nhiệm|lĩnh vực|địa bàn|"
    r"phạm vi(?= quản lý| nhiệm vụ))"
)
AS_DUE = re.compile(
    rf"^\s*,?\s*(?:theo|căn cứ|trên cơ sở|trong phạm vi)\s+{_DUTIES}"
    rf"(?:\s*(?:,|và)\s*{_DUTIES})*"
    r"(?:\s+(?:quản lý|phụ trách|được giao|được phân công|của (?:mình|\w+ mình)))*\s*,?"
)


# "yêu cầu Bộ Tài chính (Cơ quan thường trực Ban Chỉ đạo 96) rà soát …"
ASIDE = re.compile(r"^\s*\([^()]{1,120}\)(?=\s)")


def acts_behind(after: str) -> bool:
    """Whether others that no table knows stand in the row before the verb.

    "Sở đề nghị [các Phòng Giáo dục], các trường học trong huyện thống kê …".
    """
    row = _AND_OTHERS.match(after)
    return row is not None and any(
        starts_with_verb(row[0][word.start() :])
        for word in re.finditer(r"(?<=\s)\S+", row[0][:_ROW])
    )


_ROW = 160  # characters of a row of others
_HAS_DUTY = re.compile(
    r"\s*(?:cần|phải|có (?:trách nhiệm|nhiệm vụ|ý kiến|báo cáo|văn bản|biện pháp|"
    r"kế hoạch|phương án|giải pháp))(?!\w)",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(
    r"\s*(?:(?:của|thuộc|ở|tại|trên)\s[^,;.:]{2,40}?)?"
    r"\s*(?:,|;|và|cùng)\s+(?:các|những|ban|phòng|trạm|đội|công an|hội|chi nhánh|"
    r"trung tâm|trường|đơn vị)\s[^.:]{4,160}"
)
_SPEAKER = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à) (?:[{CAPITALS}]\w*\s){{2,5}}"
    r"\s*[–-]\s\S.{3,80}$"
)
# "đề nghị quý Sở liên hệ Ban Quản lý …": where to ask, no order
_CONTACTS = re.compile(r"\s*(?:trực tiếp )?liên hệ\b", re.IGNORECASE)
_ISSUER = 8  # words of the issuer's name before what it asks
_ASKS = re.compile(
    r"(?<!\w)(?:(?:trân trọng|xin|kính|tha thiết) )*"
    r"(?:yêu cầu|đề nghị|giao|phân công|(?:đặc biệt )?lưu ý)"
    r"(?:\s+(?:các|đồng chí|quý|cả))*\s*$",
    re.I,
)
_CONCERNS = re.compile(r"(?:^|\s)(?:đối với|về phía|riêng)\s+(?:các\s+)?$", re.I)
_IS_ASKED = re.compile(
    rf"\s*,\s+(?:[Đđ]ồng chí |[Đđ]/c |[Ôô]ng |[Bb]à )?[{CAPITALS}][^,.;:]{{2,60}}?\s"
    r"(?:cũng )?(?:yêu cầu|đề nghị|lưu ý) (?=[a-zà-ỹđ])(?!các |ông |bà )"
)
_STRESSES = re.compile(
    r"(?:nhấn mạnh|nêu rõ|chỉ rõ|lưu ý|khẳng định)(?: rằng)?\s*[,:]\s+"
    r"(?:(?:trong )?(?:thời gian tới|giai đoạn tới|năm nay),\s+)?(?:các\s+)?$",
    re.IGNORECASE,
)
_MUST = re.compile(r"\s*(?:cần|phải)(?: \w+){0,2}\s", re.IGNORECASE)
_DIRECTING = re.compile(r"(?<!\w)(?<!sự )chỉ đạo(?:\s+các)?\s*$", re.IGNORECASE)
_ASKED_BEFORE = re.compile(
    r"\b(?:đã|đang|từng|trước đây|theo|xét|căn cứ|văn bản|tiếp tục|có|cần|không)\b",
    re.I,
)
# "Thực hiện Công văn … của Bộ A, Sở B đề nghị …": who asks stands behind the grounds.
_ON_GROUNDS = re.compile(
    r"\s*(?:thực hiện|triển khai|căn cứ|trên cơ sở|(?:tiếp )?theo|xét|nhận được|"
    r"phát biểu|kết luận)\b",
    re.IGNORECASE,
)
_ASKED_IN = re.compile(
    r"\b(?:tại|thực hiện) (?:công văn|văn bản|thông báo|chỉ thị)"
    r"(?!(?: này| trên| nêu trên)?,)|"
    r"\bđã (?:đề nghị|yêu cầu|giao|chỉ đạo)|\bkhi (?:ấy|đó)\b|"
    r"\bđã (?:có|ban hành|ký|gửi) (?:\w+ ){0,2}?(?:văn bản|công điện|công văn|chỉ thị)"
    r"\b[^.;:]*\bchỉ đạo,\s*$",
    re.IGNORECASE,
)
