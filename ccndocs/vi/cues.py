"""Words that open an order, name a role, or close a document.

Knowledge of wording only: what stands where in a document is judged elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from ccndocs.types.mention import Role
from ccndocs.vi.tables import listed, rows

# "Căn cứ chức năng, nhiệm vụ được giao, phối hợp …": a clause before the verb.
_BASED_ON = re.compile(
    r"^(?:trên cơ sở|căn cứ|theo chức năng|theo thẩm quyền|theo nhiệm vụ|"
    r"trong phạm vi|thực hiện chức năng)\b[^.;:]{0,220}?[,:]\s*(?:\(1\)\s*)?",
    re.IGNORECASE,
)
# "Chủ động, tích cực phối hợp …": adverbs before the verb.
_ADVERB = re.compile(
    r"^(?:không|tiếp tục|chủ động|tích cực|khẩn trương|kịp thời|thường xuyên|tập trung|"
    r"trực tiếp|nghiêm túc|quyết liệt|đồng thời|định kỳ|h[àằ]ng (?:năm|quý|tháng|tuần)|"
    r"chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|phải|cần|sớm)\b[\s,;:]*",
    re.IGNORECASE,
)
_COORDINATES = re.compile(r"^phối hợp\b", re.IGNORECASE)
_ADVISES = re.compile(r"^(?:chủ trì,?\s+)?tham mưu thực hiện\b", re.IGNORECASE)

# "Căn cứ nhiệm vụ được giao chủ trì, phối hợp với …": no comma before the verb.
_LEADS_WITH = re.compile(
    r"[^.;:]{0,100}\bchủ trì\s*,?\s*(?:hoặc\s|và\s)?phối hợp", re.IGNORECASE
)

ORDER_PREFIX = re.compile(
    r"(?:giao nhiệm vụ cho|giao cho|giao|đề nghị|yêu cầu|phân công|chỉ định|"
    r"ủy quyền cho|trách nhiệm của|nhiệm vụ của|đối với|về phía|phần việc của|"
    r"đồng chí|các đồng chí|đồng thời)\s*:?\s*",
    re.IGNORECASE,
)
"""Words that stand before the one who is ordered: "Giao Sở Tài chính …"."""

DUTY_SUFFIX = re.compile(
    r"^[\s,]*(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chủ trì|thực hiện|"
    r"căn cứ (?:chức năng, )?(?:nhiệm vụ|tình hình)[^:]*|tổ chức thực hiện)?[\s:.;,]*$",
    re.IGNORECASE,
)
"""What may follow an agency in a heading: "Sở Tài chính có trách nhiệm:"."""

CLOSING = re.compile(
    r"^(?:(?:chỉ thị|kế hoạch|quyết định|nghị quyết|chương trình|công điện|công văn|"
    r"thông báo|hướng dẫn) này\b|"
    r"đầu mối liên hệ\b|(?:mọi )?(?:chi tiết|thông tin|ý kiến|vướng mắc)\b[^.]{0,60}"
    r"liên hệ|"
    r"[^.;:]{0,60}\bkính gửi\b|trên đây là\b|báo để\b|nhận được\b|"
    r"trân trọng\b|rất mong\b|[^.;:]{0,60}\bkính đề nghị\b[^.;:]{0,60}\bquan tâm\b|"
    r"(?:văn phòng|ubnd|ủy ban nhân dân|bộ|sở)[^.,;]{0,60}"
    r"(?:thông báo|trân trọng|kính gửi|kính báo|gửi)\b[^.]{0,160}"
    r"(?:biết|thực hiện|theo dõi|phối hợp)\W*$|"
    r"(?:văn phòng|ubnd|ủy ban nhân dân|bộ|sở)[^.,;]{0,60}"
    r"\b(?:gửi|trả lời|phúc đáp|báo cáo|thông tin)\b[^.\d]{0,120}"
    r"(?:tổng hợp|biết|xem xét|nghiên cứu|lựa chọn)\s*\./\.\s*$|"
    r"(?:văn phòng|ubnd|ủy ban nhân dân|bộ|sở|cục)\s[^.,;]{0,60}?"
    r"\b(?:trân trọng thông báo|trả lời để|thông báo để)\b[^.;]{0,120}"
    r"\W*$)",
    re.IGNORECASE,
)
"""A closing formula: "Trên đây là Kế hoạch …", "Báo để các đơn vị biết …"."""

RIGHTS = re.compile(
    r"^[^.;:]{3,120}?\b(?:có quyền|được hưởng|được quyền|vẫn được|"
    r"không phải (?!là|do))",
    re.IGNORECASE,
)
"""What somebody may do: "Doanh nghiệp thuê đất có quyền từ chối …"."""

_ROLE_IN_BODY = (
    r"(?:(?:đồng |phó )?(?:tổ|trưởng|chủ tịch|đoàn|nhóm|ban)\s*"
    r"(?:trưởng|phó|đoàn|ban|nhóm|hội đồng)?(?:\s*thường trực)?|"
    r"(?:ủy|uỷ) viên|thành viên|thư ký)"
)
MEMBER = re.compile(
    r"^(?:mời\s+)?(?:ông|bà|đồng chí|đ/c)\s+[^:;]{5,160}?"
    rf"(?::|\s[-–]|,|\blàm|\btham gia|\bgiữ|\blà)\s*{_ROLE_IN_BODY}"
    r"(?:\s[\w\s]{0,40})?[.;,]?$",
    re.IGNORECASE,
)
"""An entry of a list of members: "Ông A, Giám đốc Sở B: Tổ phó thường trực."."""

OBEY = re.compile(
    r"(?:yêu cầu|đề nghị)\b.{0,320}?\b(?:(?:thực hiện|triển khai|chấp hành)"
    r"(?: thực hiện)?(?: nghiêm túc| nghiêm| đầy đủ| tốt)*"
    r"(?: (?:chỉ thị|kế hoạch|quyết định|công điện|các nội dung|nội dung|"
    r"thông báo|văn bản|công văn|ý kiến|theo).*|"
    r",? (?:và )?(?:(?:gửi|báo cáo|bảo đảm|đảm bảo) )*đúng (?:thời )?(?:hạn|gian|"
    r"tiến độ)(?: quy định)?)?|biết, (?:triển khai|thực hiện).*)"
    r"[\s./]*$",
    re.IGNORECASE | re.DOTALL,
)
"""A bare order to obey: "Yêu cầu các sở … thực hiện nghiêm Chỉ thị này"."""

ASSESSMENT = re.compile(
    r"^(?:(?=ghi nhận|đánh giá cao|biểu dương|hoan nghênh)|[^.;:]{3,90}?\b)"
    r"(?:cơ bản |hoàn toàn )?"
    r"(?:thống nhất (?:với|cao|đánh giá)|ghi nhận|đánh giá cao|biểu dương|"
    r"hoan nghênh)\b"
    r"[^.;]{0,160}\b(?:kết quả|nỗ lực|đánh giá|cố gắng|thành tích|báo cáo|đề nghị)\b",
    re.IGNORECASE,
)
"""A verdict on work done: "Ban Thường vụ cơ bản thống nhất với đánh giá của …"."""

CONSENT = re.compile(
    r"^(?:về (?:cơ bản|nguyên tắc),? |cơ bản |hoàn toàn )?"
    r"(?:thống nhất|đồng ý|nhất trí)(?: về| với| thông qua)? (?:chủ trương|nguyên tắc|"
    r"đề xuất|đề nghị|kiến nghị|ý kiến|phương án|cho)\b[^.;]*[.;]?$",
    re.IGNORECASE,
)
"""A consent and no more: "Thống nhất chủ trương mở tuyến xe buýt như đề xuất."."""

BASIS = re.compile(
    r"^(?:căn cứ (?:vào )?(?:luật|bộ luật|pháp lệnh|nghị|quyết định|kế hoạch|thông tư|"
    r"chỉ thị|công văn|hướng dẫn|văn bản|chương trình)\b(?! này)|"
    r"theo đề nghị của\b|xét đề nghị\b|"
    r"thực hiện (?:quyết định|nghị định|thông tư|luật) (?:số )?\d[^,;:]*\bvề (?:việc )?"
    r"(?:thành lập|ban hành|phê duyệt|quy định)\b)[^:]*[;.,]?\s*$",
    re.IGNORECASE,
)
"""A legal basis: "Căn cứ Luật …;", "Theo đề nghị của Giám đốc Sở …."."""

ORDERS = re.compile(
    r"(?<!theo )(?<!đáp ứng )(?<!bảo )(?<!ứng các )(?<!bảo các )"
    r"yêu cầu(?! kỹ thuật)|đề nghị|chỉ đạo|(?<!ngoại )giao\b(?! dịch| thông| lưu)|"
    r"kết luận|(?<!lấy )(?<!xin )(?<!góp )ý kiến|điện:|nhiệm vụ|giải pháp",
    re.IGNORECASE,
)
"""Words by which a lead-in orders what follows it."""

DIFFICULTIES = re.compile(
    r"^(?:trong quá trình|quá trình)\b.{0,160}?"
    r"(?:khó khăn|vướng mắc|phát sinh|chưa phù hợp)",
    re.IGNORECASE | re.DOTALL,
)
"""The difficulty clause: "Trong quá trình thực hiện, nếu có vướng mắc …"."""

EXECUTION = re.compile(
    r"^(?!giao\b|.*\b(?:đôn đốc|theo dõi|kiểm tra|hướng dẫn(?! thi hành))\b).*(?:"
    r"(?:thi hành\s+(?:nghị định|thông tư(?: liên tịch)?|luật|quy chế|quy định)|"
    r"(?:thi hành|thực hiện)\s+(?:quyết định|nghị quyết))\s+này"
    r"(?:\s+(?:kể\s+)?từ\s+ngày\s+ký)?|"
    r"căn cứ quyết định (?:này )?(?:chịu trách nhiệm )?thi hành[^.;]{0,40})\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""The execution clause: "… chịu trách nhiệm thi hành Quyết định này./."."""

DISSOLVES = re.compile(r"\btự (?:giải thể|chấm dứt hoạt động)\b", re.IGNORECASE)
"""When a body ends: "Tổ công tác tự giải thể sau khi hoàn thành nhiệm vụ"."""

STATEMENT = re.compile(
    r"^yêu cầu (?:trên|này|nêu trên)\b|"
    r"^[^.;:]{3,110}?(?<!,)\slà (?:một |những |các )?(?:điều kiện|quá trình|trụ cột|"
    r"nền tảng|đòn bẩy|lực đẩy|động lực|yếu tố|nhiệm vụ|định hướng|yêu cầu|giải pháp|"
    r"khâu|xu thế|xu hướng|chủ trương|trách nhiệm|mục tiêu|nguyên tắc|nội dung|vấn đề|"
    r"việc làm)\b",
    re.IGNORECASE,
)
"""What something is, though it opens with a verb: "Phát triển y tế số là trụ cột …"."""

TOPIC = re.compile(
    r"^(?:công tác|việc|tình hình|kết quả|số lượng|tỷ lệ|tỉ lệ|danh sách|thực trạng)\s"
    r"[^:.;]{3,300}[;.,]?$",
    re.IGNORECASE,
)
"""What an inspection looks at: "- Công tác cấp giấy phép;" orders nothing."""

REPORTS = re.compile(
    r"^[^.;:]{0,90}?\b(?:báo cáo|cung cấp|gửi|thống kê|tổng hợp|lập danh sách|cử|"
    r"chuẩn bị|rà soát|kê khai|đăng ký)\b",
    re.IGNORECASE,
)
"""What a letter asks for before it lists the parts: "… báo cáo các nội dung sau:"."""

TOPIC_BEFORE = re.compile(
    r"^(?:về|đối với|công tác|lĩnh vực)\s[^:.;]{3,160}:\s*", re.IGNORECASE
)
"""The topic that an order stands behind: "Về cấp điện: Đầu tư …"."""

HOLDER_LABEL = re.compile(
    r"^\s*(?:(?:cơ quan|đơn vị|tổ chức|cấp|nơi|người|chủ đầu tư|nhà đầu tư)"
    r"\s[^:.;]{2,50}|(?:tên )?(?:chủ đầu tư|nhà đầu tư|chủ dự án)|"
    r"chủ sở hữu|cấp quyết định[^:.;]{0,40}):\s*",
    re.IGNORECASE,
)
"""A label that names a part in a procedure: "Cơ quan thẩm định: …"."""

_NO_BODIES = r"(?! hạ tầng| vật chất| dữ liệu| pháp lý| lý luận)"
ACTOR = re.compile(
    r"(?:(?:các|những|toàn thể)\s+(?:đồng chí\s+|đ/c\s+)?"
    rf"(?:cơ sở{_NO_BODIES}|doanh nghiệp|"
    r"tổ chức|đơn vị|cơ quan|hiệp hội|hội|trường|viện|ngân hàng|chủ|nhà|hộ|"
    r"hợp tác xã|thành viên|phó|trưởng|phòng|ban|thôn|bản|ấp|tổ|chi bộ|cấp ủy|"
    r"địa phương|tập đoàn|tổng công ty|công ty|cán bộ|công chức|viên chức|ủy viên|"
    r"đồng chí|bệnh viện|trung tâm|trạm|xã|phường|huyện|bộ|sở)(?!\w)|"
    rf"(?:đoàn(?! kết)|tổ(?! chức)|hội đồng|đội(?! ngũ)|bộ phận|cơ sở{_NO_BODIES}|phó|"
    r"trưởng|chủ tịch|giám đốc|bí thư|hiệu trưởng|chuyên viên|cán bộ|công chức|"
    r"ủy viên|uỷ viên|người đứng đầu|chủ đầu tư|đội trưởng)\s)",
    re.IGNORECASE,
)
"""The first words of whoever no table can know: "Các doanh nghiệp …"."""

_DEMAND = re.compile(r"^(?:bảo đảm|đảm bảo|phải|cần|yêu cầu)\b", re.IGNORECASE)


def is_demand(text: str) -> bool:
    """Whether `text` says how work is to be done: "Bảo đảm tiết kiệm, an toàn"."""
    return _DEMAND.match(text.strip()) is not None


_DESCRIBES = re.compile(
    r"^(?:thành phần|đối tượng|hình thức|địa điểm|số lượng|nguyên tắc|tài liệu|"
    r"phạm vi|quy mô|mục đích|yêu cầu|tiêu chí|tiêu chuẩn|điều kiện|thời lượng|"
    r"[^.;:]{3,60}\bphải\b)",
    re.IGNORECASE,
)


def describes(text: str) -> bool:
    """Whether an item only describes work: "Thành phần: …", "Các văn bản phải …"."""
    return _DESCRIBES.match(text.strip()) is not None


def orders_at_end(text: str) -> bool:
    """Whether a paragraph ends as an order does: "…, Bộ trưởng giao:".

    What the head of an office has to say orders, too: "Chủ tịch UBND tỉnh có ý kiến".

    >>> orders_at_end("Theo đề nghị của Sở X, UBND tỉnh ban hành Kế hoạch như sau:")
    False
    """
    return _ORDERS_AT_END.search(text.strip()) is not None


_ORDERS_AT_END = re.compile(
    r"(?<!theo )(?<!xét )(?<!kết luận )\b(?:(?<!ngoại )giao(?! thông| dịch)|yêu cầu|"
    r"đề nghị|chỉ đạo)\b"
    r"(?! của)[^:.;]{0,150}:$|"
    r"\b(?:yêu cầu|đề nghị)\s(?!của).*[.;,]\s(?:nội dung )?cụ thể(?: như sau)?\s*:$|"
    r"\b(?:chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|bí thư|thường trực)\b[^:.;]{0,60}"
    r"\b(?:có ý kiến|cho ý kiến)(?: chỉ đạo| kết luận)?(?: như sau| sau đây)?\s*:$",
    re.IGNORECASE,
)


def orders_within(text: str) -> bool:
    """Whether a paragraph of grounds goes on to order, in whole, no lead-in of a list.

    >>> orders_within("Thực hiện Công văn số 5/BYT, UBND tỉnh giao Sở Y tế rà soát.")
    True
    >>> orders_within("Thực hiện Công văn số 5/BYT, UBND tỉnh đề nghị như sau:")
    False
    """
    return _ORDERS_WITHIN.match(text.strip()) is not None


_ORDERS_WITHIN = re.compile(
    r"(?:thực hiện|triển khai|trên cơ sở|căn cứ|sau khi)\b[^:]*?,\s+[^,:;.]{2,70}?\s"
    r"(?:yêu cầu|đề nghị|giao)\s+(?!của\b)[^:]*\.\W*$",
    re.IGNORECASE | re.DOTALL,
)


_FIRST = re.compile(r"\w+")


@cache
def _by_first_word(table: str) -> dict[str, str]:
    """The alternatives of a table of verbs, longest first, by their first word.

    To try one word's verbs is far faster than to try hundreds, one after the other.
    """
    found: dict[str, list[str]] = {}
    for row in rows(table):
        verb = row.get("name") or row["verb"]
        unless = "|".join(map(re.escape, listed(row.get("not", ""))))
        behind = rf"(?!\s+(?:{unless})(?!\w))" if unless else ""
        first = _FIRST.match(verb)
        key = first[0].lower() if first else ""
        found.setdefault(key, []).append(re.escape(verb) + behind)
    return {
        key: "|".join(sorted(forms, key=len, reverse=True))
        for key, forms in found.items()
    }


@cache
def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)


def _verb_at(text: str, at: int = 0, table: str = "action_verbs") -> str | None:
    """The verb of a table that stands at `at`, as written."""
    first = _FIRST.match(text, at)
    alternatives = _by_first_word(table).get(first[0].lower()) if first else None
    found = _pattern(alternatives).match(text, at) if alternatives else None
    return found[0] if found else None


def plain_verb_at(text: str, at: int = 0) -> bool:
    """Whether a verb of daily work stands at `at`: "vét", "dời", "gom", "lên lịch".

    Most are one syllable, which may as well be part of a name: they count where an
    order or the end of a name is expected.
    """
    return _verb_at(text, at, "plain_verbs") is not None


_CLAUSE = re.compile(
    r"^(?:chức năng|nhiệm vụ|thẩm quyền|quy định)[^.;:,]{0,60},\s*", re.IGNORECASE
)


def strip_lead_in(text: str) -> str:
    """`text` from its first verb on.

    >>> strip_lead_in("Căn cứ chức năng, nhiệm vụ được giao, chủ động phối hợp với")
    'phối hợp với'
    """
    text = text.lstrip(" \t-–+*•")
    while True:
        rest = _BASED_ON.sub("", text, count=1)
        rest = _CLAUSE.sub("", rest, count=1) if rest != text else rest
        rest = _ADVERB.sub("", rest, count=1)
        if rest == text:
            return text
        text = rest


def implied_role(text: str) -> Role:
    """The role that the words of an item give to the agency it stands under.

    >>> implied_role("Phối hợp với Sở Công Thương rà soát")
    <Role.IMPLEMENT: 'implement'>
    >>> implied_role("Căn cứ nhiệm vụ được giao chủ trì, phối hợp với các sở")
    <Role.LEAD: 'lead'>
    """
    opening = strip_lead_in(text)
    if _ADVISES.match(opening):
        return Role.ADVISE
    if _LEADS_WITH.match(text):
        return Role.LEAD
    return Role.IMPLEMENT if _COORDINATES.match(opening) else Role.LEAD


def says_lead(text: str) -> bool:
    """Whether the words of an item give the lead: "Chủ trì xây dựng đề án"."""
    return (
        re.match(r"(?:là (?:cơ quan )?đầu mối|chủ trì)\b", strip_lead_in(text), re.I)
        is not None
    )


def opens_with_verb(text: str) -> bool:
    """Whether `text` opens as an order does: "Rà soát, đề xuất …".

    >>> opens_with_verb("Tiếp tục rà soát các văn bản"), opens_with_verb("Giá trị đạt")
    (True, False)
    """
    opening = strip_lead_in(text)
    if opening != text.lstrip() or _verb_at(opening):
        return True
    return plain_verb_at(opening)


def starts_with_verb(text: str) -> bool:
    """Whether `text` starts with an action verb or its adverb (no lead-in clause)."""
    text = text.lstrip(" ,:;")
    return bool(_ADVERB.match(text) or _verb_at(text)) or plain_verb_at(text)


_DUTY = re.compile(
    r"(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|phối hợp|tiếp tục|"
    r"chủ động|"
    r"khẩn trương|kịp thời|thường xuyên|tập trung|căn cứ)(?!\w)"
)


def clear_verb_at(text: str, at: int) -> bool:
    """Whether a verb that cannot be part of a name stands at `at`.

    Small letters and two syllables or more: "rà soát", "có trách nhiệm".

    >>> clear_verb_at("Các chi bộ xây dựng chương trình", 11)
    True
    >>> clear_verb_at("Ban Quản lý dự án", 4)
    False
    """
    if _DUTY.match(text, at):
        return True
    verb = _verb_at(text, at)
    return verb is not None and verb.islower() and " " in verb
