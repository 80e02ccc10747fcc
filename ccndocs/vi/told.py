"""What is told of somebody: what he is, has or said, and what he was given to do.

"Sở A là cơ quan chuyên môn", "UBND xã B có 12 thôn", "UBND tỉnh đã giao Sở C …" order
nothing, whatever stands around them.
"""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import only_bodies, opens_with_body
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb

_WORDS = word_lists("role_words")

NARRATES = re.compile(
    r"^[\s,]*(?:(?:quan tâm|có nhu cầu|có liên quan|liên quan) (?=đã\b))?"
    r"(?:vừa |mới )?"
    r"(?:đã|đang|sẽ|bị|vừa(?! bảo đảm| đảm bảo| phải)|phải (?:kiểm điểm|bị|chịu)|"
    r"(?<=vừa )(?:ban hành|có|ra|ký|gửi)|(?<=mới )(?:ban hành|có|ra|ký|gửi)|"
    r"(?:ký|ra) (?:ban hành )?(?:công điện|chỉ thị|công văn|văn bản)|ra chỉ đạo|"
    r"tại (?:tờ trình|công văn|văn bản|báo cáo) (?:liên ngành )?số|"
    r"là(?!\s+(?:cơ quan|đơn vị|đầu mối|người (?:chịu trách nhiệm|phụ trách)))|"
    r"có (?:công văn|văn bản|công điện|thông báo|tờ trình) số\s*\d+|"
    r"có (?:ý kiến|chỉ đạo|kết luận)\b[^.;:]{0,40}như sau|"
    r"nhận được|(?:truyền đạt|thông báo) (?:ý kiến|kết luận)|"
    r"ký (?:văn bản |công văn )?truyền đạt (?:ý kiến|kết luận)|"
    r"cho biết|"
    r"báo cáo (?:là )?(?=đã\b|đang\b|chưa\b)|"
    r"dự kiến(?= (?:sẽ|tổ chức|tiến hành|triển khai|thành lập|mở|cử|làm việc))|"
    r"phấn đấu(?= (?:có |đạt |đến |hoàn thành |thành lập )?\d)|"
    r"cam kết|không (?:thuộc|hoàn trả|hoàn lại|chịu trách nhiệm|giải quyết|nhận lại|"
    r"trả lại)|"
    r"có tư cách pháp nhân|được thành lập)\b",
    re.IGNORECASE,
)
"""What follows the name of somebody of whom a sentence tells: "[Sở A] đã có …"."""

SPEAKS = re.compile(
    rf"^\s*(?:[{CAPITALS}][^\s,.;:]*\s+){{0,5}}(?:(?:vừa|mới|cũng|còn)\s+)?"
    r"(?:(?:đặc biệt )?lưu ý(?=\s*[,:]| rằng)|cho (?:rằng|biết)|"
    r"nhận (?:thấy|định)|phát biểu|"
    r"cơ bản (?:nhất trí|thống nhất|tán thành|đồng ý)|"
    r"nhấn mạnh|khẳng định|biểu dương|đánh giá cao|ghi nhận|hoan nghênh|"
    r"(?:chỉ|nêu) rõ(?=\s*[,:]| rằng)|"
    r"(?:đến |tới |tham )dự|"
    r"ký (?:ban hành|Công điện|Quyết định|Chỉ thị|Công văn))(?!\w)"
)
"""Who only speaks, is present or signs: "[Phó Thủ tướng Lê Văn A] cho rằng …"."""

_IS_SO = re.compile(
    rf"\s*(?:hiện (?:nay )?)?(?:{_WORDS['is_so']})(?!\w)|"
    r"\s*(?:hiện (?:nay )?)?có (?:khoảng |trên |hơn )?\d[\d.,]* "
    r"(?!giờ|ngày|tuần|tháng|quý|năm)|"
    r"\s*đánh giá [^.;:,]{3,80} là\s|"
    rf"\s*(?:được|có thể) (?:{_WORDS['may_do']})(?!\w)|"
    r"\s*(?:bao )?gồm(?: có)?[\s:]|"
    rf"\s*ban hành (?:{_WORDS['acts']}) (?:liên tịch )?số\s*\d",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;.]\s+(?:(?:vì vậy|do đó|do vậy|đồng thời),?\s+)?")


def is_so(after: str) -> bool:
    """Whether the words behind one's name tell what he is, has or holds, and no more.

    >>> is_so(" có 12 thôn, trong đó 3 thôn đặc biệt khó khăn.")
    True
    >>> is_so(" có 12 thôn, khẩn trương lập hồ sơ."), is_so(" có 05 ngày để sửa.")
    (False, False)
    """
    if _IS_SO.match(after) is None or _THEN.search(after) or _DUE.search(after):
        return False
    return not any(map(_goes_on, _CLAUSES.split(after)[1:]))


# "UBND xã A chưa nhận được tiền khẩn trương báo cáo", "… gặp khó khăn thì gọi Sở B"
_THEN = re.compile(r"\s(?:thì|khẩn trương|phải|cần)\s", re.IGNORECASE)
_DUE = re.compile(r"\b(?:trước|chậm nhất|xong|đến hết)\b[^.;]{0,30}\d", re.IGNORECASE)


def _goes_on(clause: str) -> bool:
    """Whether a clause orders: with a verb, or what must be."""
    return opens_with_verb(clause) or _MUST.match(clause) is not None


_MUST = re.compile(
    r"(?:yêu cầu|đề nghị|giao|khẩn trương|cần|phải|có trách nhiệm|chịu trách nhiệm|"
    r"tiếp tục|tập trung|chủ động)\s",
    re.IGNORECASE,
)


def tells_of_body(text: str) -> bool:
    """Whether a sentence opens with a body and tells what it is, has or said.

    >>> tells_of_body("Sở Tài chính khẳng định nguồn vốn được bố trí đủ.")
    True
    >>> tells_of_body("Sở Tài chính khẳng định lại nhu cầu vốn, báo cáo UBND tỉnh.")
    False
    """
    front = _IN_A_LETTER.match(text) or _ON_A_DAY.match(text)
    text = text[front.end() :] if front else text
    if not opens_with_body(text):
        return False
    asks = (_ASKED,) if front else ()
    for word in re.finditer(r"(?<=\s)\S", text[:_LONGEST_NAME]):
        after = text[word.start() :]
        told = is_so(after) or any(p.match(after) for p in (NARRATES, SPEAKS, *asks))
        if told and only_bodies(text[: word.start()].strip()):
            return not any(map(_goes_on, _CLAUSES.split(after)[1:]))
    return False


_LONGEST_NAME = 120
_ACT = rf"(?:{_WORDS['acts']}|văn bản|báo cáo|tờ trình|thông báo)"
# "Tại Công văn số 12/STC-NS ngày 02/3/2026, Sở A đề nghị …", "Ngày 02/3/2026, …"
_IN_A_LETTER = re.compile(rf"(?:Tại|Theo) {_ACT} số\s*\d[^,;:]{{2,70}},\s+", re.I)
_ON_A_DAY = re.compile(r"Ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4},\s+")
_ASKED = re.compile(r"(?:đề nghị|kiến nghị|đề xuất|báo cáo|trình|xin)\s", re.IGNORECASE)


def opens_in_the_past(text: str) -> bool:
    """Whether a sentence without a subject tells what has been done, and no more.

    >>> opens_in_the_past("Đã tham mưu UBND tỉnh ban hành 05 văn bản.")
    True
    >>> opens_in_the_past("Đã rà soát 12 dự án; tiếp tục rà soát các dự án còn lại.")
    False
    """
    past = _PAST.match(text)
    if past is None or _THEN.search(text) or _BY.search(text):
        return False
    return not any(map(_goes_on, _CLAUSES.split(text)[1:]))


_PAST = re.compile(r"(?:đã|hiện (?:nay )?(?:có|còn|đang|đã))\s", re.IGNORECASE)
_BY = re.compile(r"\b(?:trước|chậm nhất|xong|hoàn thành|đến hết)\b", re.IGNORECASE)


def gave_before(text: str) -> bool:
    """Whether a sentence tells what somebody has had another do, and orders no more.

    >>> gave_before("UBND tỉnh đã giao Sở Xây dựng rà soát các chung cư cũ.")
    True
    >>> gave_before("UBND tỉnh đã giao Sở A rà soát; yêu cầu Sở A báo cáo ngay.")
    False
    """
    front = _IN_A_LETTER.match(text) or _ON_A_DAY.match(text)
    text = text[front.end() :] if front else text
    given = _GAVE.match(text)
    if given is None or not opens_with_body(given["who"]):
        return False
    behind = _CLAUSES.split(text[given.end() :])[1:]
    return only_bodies(given["who"]) and not any(map(_orders_on, behind))


def _orders_on(clause: str) -> bool:
    """Whether a clause behind what was given orders: "…, UBND các xã phối hợp …"."""
    acts = opens_with_body(clause) and not only_bodies(clause.strip(" .;"))
    return acts or _MUST.match(clause) is not None


_GAVE = re.compile(
    r"(?!(?:các |những )?(?:nhiệm vụ|nội dung|công việc|việc)\b)"
    r"(?P<who>[^.,;:]{2,90}?)\s(?:cũng )?đã (?:giao|yêu cầu|chỉ đạo|đề nghị|phân công)"
    rf"(?: cho| các)*(?= [{CAPITALS}])"
)
