"""Words that order, name a role, or say what an item is.

Knowledge of wording only: what stands where in a document is judged elsewhere.
"""

from __future__ import annotations

import re

from ccndocs.types.mention import Role
from ccndocs.vi.formulas import ACKNOWLEDGES
from ccndocs.vi.tables import word_lists
from ccndocs.vi.told import gave_before, opens_in_the_past
from ccndocs.vi.verbs import opens_with_verb, strip_lead_in

_WORDS = word_lists("cue_words")

_COORDINATES = re.compile(r"^phối hợp\b", re.IGNORECASE)
_ADVISES = re.compile(r"^(?:chủ trì,?\s+)?tham mưu thực hiện\b", re.IGNORECASE)

# "Căn cứ nhiệm vụ được giao chủ trì, phối hợp với …": no comma before the verb.
_LEADS_WITH = re.compile(
    r"[^.;:]{0,100}\bchủ trì\s*,?\s*(?:hoặc\s|và\s)?phối hợp", re.IGNORECASE
)

ORDER_PREFIX = re.compile(
    rf"(?:{_WORDS['before_the_ordered']})\s*:?\s*",
    re.IGNORECASE,
)
"""Words that stand before the one who is ordered: "Giao Sở Tài chính …"."""

OF_FIELD = re.compile(
    r"\s*,?\s*(?:được (?:giao|phân công) )?phụ trách\s+"
    r"(?!việc\b|chung\b|chính\b|thực hiện\b)",
    re.IGNORECASE,
)
"""What stands between a post and its field: "Phó Chủ tịch [phụ trách] kinh tế"."""

DUTY_SUFFIX = re.compile(
    r"^[\s,]*(?:(?:(?:là|làm) (?:cơ quan|đơn vị)?\s*(?:chủ trì|đầu mối|thường trực)"
    r"[^:.;,]{0,40},?\s+)?có (?:trách nhiệm|nhiệm vụ)|"
    r"chịu trách nhiệm|chủ trì|thực hiện|"
    r"căn cứ (?:chức năng, )?(?:nhiệm vụ|tình hình)[^:]*|tổ chức thực hiện)?[\s:.;,]*$",
    re.IGNORECASE,
)
"""What may follow an agency in a heading: "Sở Tài chính có trách nhiệm:"."""


AS_LEADER = re.compile(
    r"^\s*(?:là|làm) (?:cơ quan|đơn vị) (?=chủ trì\b)", re.IGNORECASE
)
"""What may stand before the work of an agency: "Giao Sở A [làm cơ quan] chủ trì …"."""


DIRECTS = (
    r"\b(?:chủ tịch|thủ tướng|bộ trưởng|giám đốc|tư lệnh|bí thư|thường vụ|"
    r"thường trực)\b"
    r"[^:.;,]{0,60}?\s(?<!ra )(?<!hành )(?<!có )(?-i:chỉ thị)(?! số| này| của|\s\d)"
    r"(?=[\s:])"
)
"""Who gives a directive: "Bộ trưởng Bộ Y tế chỉ thị các đơn vị …"."""


ORDERS = re.compile(
    r"(?<!theo )(?<!đáp ứng )(?<!bảo )(?<!ứng các )(?<!bảo các )"
    r"yêu cầu(?! kỹ thuật)|đề nghị|chỉ đạo|(?<!ngoại )giao\b(?! dịch| thông| lưu)|"
    r"(?<!theo )(?<!sự )(?<!được )(?<!đã )phân công(?! của| lao động)|"
    r"kết luận|(?<!lấy )(?<!xin )(?<!góp )ý kiến|điện:|nhiệm vụ|giải pháp|"
    rf"{DIRECTS}",
    re.IGNORECASE,
)
"""Words by which a lead-in orders what follows it."""


DO_THESE = re.compile(
    r"(?<!quả )(?<!hình )(?:triển khai|thực hiện|tiến hành)\s(?:tốt )?"
    r"(?:một số|các|những)\s(?:nội dung|công việc|việc|công tác)(?:\s\w+){0,2}?"
    r"\s(?:sau|sau đây|dưới đây)\s*:\s*$",
    re.IGNORECASE,
)
"""What a lead-in says that orders by its end alone: "… thực hiện các việc sau:"."""

STATEMENT = re.compile(
    r"^yêu cầu (?:trên|này|nêu trên)\b|"
    r"^(?!(?:lấy|coi|xác định|chọn)\b|[^.;:]{3,110}?\blấy )"
    r"[^.;:]{3,110}?(?<!,)\slà (?:một |những |các )?"
    rf"(?:{_WORDS['what_something_is']})\b",
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
    rf"^[^.;:]{{0,90}}?\b(?:{_WORDS['asked_in_parts']})\b",
    re.IGNORECASE,
)
"""What a letter asks for before it lists the parts: "… báo cáo các nội dung sau:"."""

REPORTED = re.compile(
    r"^(?:đề xuất|kiến nghị|đánh giá|nhận xét|đề nghị) (?:\w+ ){0,2}?"
    r"(?:nội dung|giải pháp|biện pháp|kết quả|khó khăn|vướng mắc|phương án|sửa đổi|"
    r"bổ sung)\b"
    r"[^.;:]{0,80}[;.]?$",
    re.IGNORECASE,
)
"""A part of a report that is asked for: "- Đề xuất nội dung sửa đổi, bổ sung."."""

TOPIC_BEFORE = re.compile(
    r"^(?:(?:về|đối với|công tác|lĩnh vực|nếu|trường hợp)\s[^:.;]{3,160}|"
    r"(?:nội dung |ý kiến )?trả lời):\s*",
    re.IGNORECASE,
)
"""The topic or case that an order stands behind: "Về cấp điện: Đầu tư …"."""

HOLDER_LABEL = re.compile(
    r"^\s*(?:(?:cơ quan|đơn vị|tổ chức"
    rf"(?!\s(?:{_WORDS['held_or_done']}|\d))|cấp|nơi|người|chủ đầu tư|nhà đầu tư)"
    r"\s[^:.;]{2,50}|(?:tên )?(?:chủ đầu tư|nhà đầu tư|chủ dự án)|"
    r"chủ sở hữu|cấp quyết định[^:.;]{0,40}):\s*",
    re.IGNORECASE,
)
"""A label that names a part in a procedure: "Cơ quan thẩm định: …"."""


_DEMAND = re.compile(r"^(?:bảo đảm|đảm bảo|phải|cần|yêu cầu)\b", re.IGNORECASE)


def is_demand(text: str) -> bool:
    """Whether `text` says how work is to be done: "Bảo đảm tiết kiệm, an toàn"."""
    return _DEMAND.match(text.strip()) is not None


_DESCRIBES = re.compile(
    rf"^(?:{_WORDS['describes']}|"
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
    r"\b(?:yêu cầu|đề nghị)\s(?!của).*[.;,]\strong đó,? [^.;:]{3,90}?\scó "
    r"(?:trách nhiệm|nhiệm vụ)\s[^.;:]*:$|"
    rf"{DIRECTS}[^:.;]{{0,150}}:$|"
    r"\b(?:chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|bí thư|thường trực)\b[^:.;]{0,60}"
    r"\b(?:có ý kiến|cho ý kiến)(?: chỉ đạo| kết luận)?(?: như sau| sau đây)?\s*:$",
    re.IGNORECASE,
)


def sets_out_work(text: str) -> bool:
    """Whether a letter to those below goes on with what they are to do.

    >>> sets_out_work("Sở Y tế hướng dẫn một số nội dung như sau:")
    True
    >>> sets_out_work("Sở Y tế góp ý dự thảo như sau:")
    False
    """
    last = _SENTENCES.split(text.strip())[-1]
    return _SETS_OUT_WORK.search(last) is not None and not _COMMENTS.search(last)


def reports_below(text: str) -> bool:
    """Whether a letter goes on with what its sender has done.

    >>> reports_below("Sở Y tế báo cáo kết quả thực hiện như sau:")
    True
    >>> reports_below("Đề nghị Sở Y tế báo cáo kết quả như sau:")
    False
    """
    last = _SENTENCES.split(text.strip())[-1]
    return _REPORTS_BELOW.search(last) is not None and ORDERS.search(last) is None


_REPORTS_BELOW = re.compile(
    r"\bbáo cáo\b(?:(?!\bsau\b)[^.:;]){0,120}\b(?:như sau|sau đây)\s*:$", re.IGNORECASE
)
_SETS_OUT_WORK = re.compile(
    r"\b(?:có ý kiến|cho ý kiến|hướng dẫn|lưu ý|triển khai|quán triệt)\b"
    r"[^.:;]{0,120}\b(?:(?:như sau|sau đây|sau)|"
    r"(?:một số|các) (?:việc|nội dung|nhiệm vụ|vấn đề)[^.:;]{0,40})\s*:$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\b(?:góp ý|tham gia ý kiến|trả lời|phúc đáp|dự thảo|báo cáo|thẩm định)\b", re.I
)


def answers_at_end(text: str) -> bool:
    """Whether a paragraph opens an answer, whatever it quotes of the question.

    >>> answers_at_end('Cử tri đề nghị: "Giao xã quản lý". Bộ xin trả lời như sau:')
    True
    """
    last = _SENTENCES.split(text.strip())[-1]
    return _ANSWERS.search(last) is not None and ORDERS.search(last) is None


_SENTENCES = re.compile(r"(?<=[.!?”\"])\s+(?=[A-ZĐÂÔƯÊƠĂ])")
_ANSWERS = re.compile(
    r"\b(?:trả lời|phúc đáp|giải trình|xin (?:báo cáo|trao đổi|thông tin))\b"
    r"[^.;:]{0,80}:$",
    re.IGNORECASE,
)


def only_acknowledges(text: str) -> bool:
    """Whether a paragraph says what its issuer has received, and orders nothing.

    >>> only_acknowledges("Cục A nhận được công văn số 5/CT của Chi cục Y về hồ sơ.")
    True
    """
    received, *rest = _SENTENCES.split(text.strip())
    if ACKNOWLEDGES.match(received) is None:
        return False
    return not any(_ASKS.search(each) for each in rest)


def tells_past(text: str) -> bool:
    """Whether an item tells what has been done, and no sentence of it orders.

    >>> tells_past("Thời gian qua, các xã đã mở 12 lớp học. Học viên đều có việc làm.")
    True
    >>> tells_past("Thời gian qua, các xã đã mở 12 lớp học. Tiếp tục mở lớp ở bản xa.")
    False
    >>> tells_past("Hiện Sở A đang xây dựng quy chế, khẩn trương trình UBND tỉnh.")
    False
    """
    if gave_before(text.strip()) or opens_in_the_past(text.strip()):
        return True
    if _PAST.match(text.strip()) is None or _GOES_ON.search(text):
        return False
    behind = _SENTENCES.split(text.strip())[1:]
    return not any(opens_with_verb(s) or ORDER_PREFIX.match(s) for s in behind)


_PAST = re.compile(
    r"(?:trong )?(?:thời gian|những năm|các năm|năm)(?: vừa)? qua, [^.;:]{3,90}?\sđã\s|"
    r"(?:hiện|hiện nay|đến nay),? [^.;:,]{3,60}?\s(?:đang|đã) (?:giao|có|ban hành|"
    r"xây dựng|soạn|triển khai|hoàn thành|thực hiện|chỉ đạo)\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[,;]\s+(?:cần )?(?:khẩn trương|sớm) |"
    r";\s+(?:đề nghị|yêu cầu|tiếp tục|tập trung|trình|hoàn thiện|hoàn thành) ",
    re.IGNORECASE,
)
# "… UBND tỉnh chuyển đơn đến Sở A để giải quyết" orders, too
_ASKS = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo)\s+(?!của\b)|"
    r"(?<!đã )\bchuyển (?:đơn|công văn|văn bản|nội dung|kiến nghị|phản ánh)\b[^.;:]*"
    r"\b(?:đến|tới|cho)\s",
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
    r"(?:thực hiện|triển khai|trên cơ sở|căn cứ|sau khi|theo|tiếp theo|"
    r"xét)\b[^:]*?,\s+"
    r"(?:[^,:;.]{2,70}?\s)?(?:yêu cầu|đề nghị|giao)\s+(?!của\b)[^:]*\.\W*$",
    re.IGNORECASE | re.DOTALL,
)


ASKS_SOMEBODY = re.compile(
    r"\b(?:yêu cầu|đề nghị)\s+(?:(?:các|quý|lãnh đạo|thủ trưởng|toàn thể)\s+)*"
    r"(?:đơn vị|cơ quan|cơ sở|phòng|ban|địa phương|đồng chí|trường|trung tâm|khoa|"
    r"cán bộ|thành viên|doanh nghiệp)\s+(?!\w+ (?:được|cho phép))",
    re.IGNORECASE,
)
"""Whom an issuer asks by kind alone: "Sở Y tế đề nghị đơn vị xét chọn …"."""


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


OF_WHAT = re.compile(
    rf"\b(?:các|những|\d+)\s+(?:{_WORDS['groups_worked_on']})(?:\s[^\W\d]+){{0,3}}\s*:\s*$|"
    rf"(?:{_WORDS['fields_worked_in']})\s*:\s*$|"
    r"^\W*Thẩm quyền\b[^.:;]{0,90}:\s*$"
)
"""Words before a colon that names follow of whom, or what, only is told.

"trong lĩnh vực: văn phòng, thống kê", "kiểm tra các đơn vị: Trạm Y tế …", "Thẩm quyền
quyết định: Thường trực Hội đồng nhân dân".
"""
