"""What holds, is handed in or is filled in: no order, in whatever list it stands.

Decisions, notices and letters copy such lines out of laws, forms and procedures. Each
rule reads the whole text of an item; `ccndocs.records.normed` asks them in order.
"""

from __future__ import annotations

from collections.abc import Callable

from ccndocs.vi import lazy_re as re

# An engine may read an order's full stop as "?": words that ask must be there, too
_QUESTION = re.compile(
    r"(?=.*\b(?:nào|gì|sao|đâu|ai|mấy|bao nhiêu|bao lâu|chưa|không|hay)\b)"
    r"(?:(?!\.\s)[^:;“”\"]){8,}\?\s*[-–]?\s*$",
    re.DOTALL | re.I,
)


def is_question(text: str) -> bool:
    """What somebody asks: "Hộ kinh doanh phải nộp những giấy tờ nào?"."""
    return _QUESTION.match(text) is not None


# A draft leaves blanks within an order, too: "kiểm tra ............ cơ sở"
_BLANK = re.compile(r"(?:[^:.…_]{0,60}:\s*)?(?:\.{7,}|…{4,}|_{6,})")
_VOWS = re.compile(
    r"(?:tôi|chúng tôi)\b[^.;:]{0,40}?\s(?:cam kết|cam đoan|chịu trách nhiệm)\b", re.I
)


def is_filled_in(text: str) -> bool:
    """A line of a form: "Họ và tên: …………… Sở Y tế xác nhận ……", "Tôi cam kết …"."""
    return _BLANK.match(text) is not None or _VOWS.match(text) is not None


_DEFINES = re.compile(
    r"(?P<what>\w+ \w+)\b[^.;:()]{0,80}?(?<!gọi)(?<!tắt)\slà (?:những |các )?"
    r"(?P=what)\s",
    re.I,
)


def defines(text: str) -> bool:
    """What a word means: "Nhà thầu phụ là nhà thầu thực hiện một phần công việc"."""
    return _DEFINES.match(text) is not None


_PAPER = (
    r"(?:đơn (?!vị\b|giá\b|giản\b)|(?:tờ khai|giấy|phiếu|bản sao|bản chính|bản chụp|"
    r"bản vẽ|sơ yếu lý lịch|văn bằng|chứng từ|văn bản đề nghị|hợp đồng|biên bản|"
    r"bảng kê|bảng điểm|bảng công bố|báo cáo tài chính)\b)"
)
_AS_PAPER = re.compile(
    rf"{_PAPER}(?![^.;]*\b(?:trước ngày|chậm nhất|gửi về|trong tháng)\b)[^;:]*?"
    r"(?:\btheo (?:mẫu|biểu)\b|:\s*\d\d? (?:\(\w+\) )?(?:bản|bộ)\b|\bcó xác nhận\b|"
    r"\b(?:chứng|công) (?:thực|chứng)\b|\bdo [^.;]{3,100}\bcấp\b)|"
    r"(?:bản sao|bản chính|bản chụp)\b",
    re.I,
)


def is_handed_in(text: str) -> bool:
    """A paper of a dossier: "Giấy đề nghị cấp phép theo Mẫu số 02: 01 bản chính"."""
    return _AS_PAPER.match(text) is not None


# What is checked may be described, too: "Rà soát các hội có tư cách pháp nhân"
_DESCRIBES = re.compile(
    r"(?!(?:các|những)\b)(?:(?!\b(?:các|những|nơi|kiểm|rà|hướng|thông báo|phối|lập)\b)"
    r"[^.;:,]){3,100}?\s(?:có (?:trụ sở (?:đặt )?tại|con dấu|tư cách pháp nhân|"
    r"tên giao dịch|chức năng (?:tham mưu|giúp))|là (?:đơn vị sự nghiệp|cơ quan chuyên "
    r"môn|tổ chức hành chính)\b[^.;:]{0,60}\bthuộc\s[^.;:]{5,160},? có chức năng)\b"
    r"(?![^;]*\b(?:chủ trì|phối hợp với|trước ngày)\b)",
    re.I,
)


def describes(text: str) -> bool:
    """What a body is: "Trung tâm A có trụ sở tại phường B; có con dấu riêng".

    "Trung tâm B là đơn vị sự nghiệp công lập trực thuộc Sở C, có chức năng …".
    """
    return _DESCRIBES.match(text) is not None


_BEFALLS = re.compile(
    r"(?:các |mọi |mỗi )?(?:tổ chức|cá nhân|cơ quan|đơn vị|tập thể|cán bộ|công chức|"
    r"viên chức|người|hộ)\b(?:,? (?!rà|kiểm|xử|tổng|báo|đề)\w+){0,9}?,?\s"
    r"(?:khi |nếu |mà |có |nào )*(?:vi phạm|(?:nhiều )?thành tích|hành vi)\b"
    r"[^.;:]{0,200}?\b(?:bị|được|sẽ|phải) (?:xem xét,? )?(?:xử lý|xử phạt|khen thưởng|"
    r"biểu dương|truy cứu|thi hành kỷ luật|chịu trách nhiệm)\b",
    re.I,
)


def befalls(text: str) -> bool:
    """Praise and punishment: "Cá nhân vi phạm Quy chế này thì bị xử lý kỷ luật"."""
    return _BEFALLS.match(text) is not None


_LEGISLATES = re.compile(
    r"(?:Chính phủ (?:quy định|ban hành Nghị định)|"
    r"(?:Bộ trưởng|Chánh án|Viện trưởng)\s[^.;:,]{3,60}? (?:ban hành Thông tư )?"
    r"quy định chi tiết)\b|"
    r"(?:Theo đó, )?(?:Chính phủ|Bộ|Ủy ban nhân dân|UBND)\b"
    r"(?!.*\b(?:tham mưu|giúp|để|nhằm)\b)[^.;:]{0,80}?\sthống nhất quản lý nhà nước\b"
)


def legislates(text: str) -> bool:
    """What a law leaves to decrees: "Chính phủ quy định chi tiết khoản này"."""
    return _LEGISLATES.match(text) is not None


_ENACTS = re.compile(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Bộ trưởng|Thủ tướng)\b"
    r"[^.;:,]{0,50}?\sban hành (?:Quyết định|Nghị quyết|Thông tư|Nghị định) "
    r"(?:quy định|sửa đổi|bổ sung|bãi bỏ|ban hành)\b"
    r"(?!.*\b(?:trước|trong) (?:ngày|tháng|quý|năm) [\dIV])"
)
_REPEALS = re.compile(
    r"(?:[^.;:]{3,90}:\s*)?(?:bãi bỏ|sửa đổi|bổ sung|sửa đổi,? bổ sung|thay thế) "
    r"(?:cụm từ|quy định tại|một số điều của|khoản \d|điểm [a-zđ]\b|điều \d|"
    r"(?:quyết định|nghị quyết|thông tư|chỉ thị) số)"
    r"(?!.*\b(?:trước|trong) (?:ngày|tháng|quý|năm) [\dIV])",
    re.I,
)


def enacts(text: str) -> bool:
    """What an act itself does: "Bãi bỏ khoản 3 Điều 5 Quyết định số 12/QĐ-UBND"."""
    return _ENACTS.match(text) is not None or _REPEALS.match(text) is not None


_CHAIRS = re.compile(
    r"(?:chủ trì|chủ tọa|điều hành) (?:hội nghị|hội thảo|cuộc họp|buổi họp|phiên họp|"
    r"buổi làm việc|buổi lễ|lễ)\b[^:.;]{0,40}:",
    re.I,
)


def names_chair(text: str) -> bool:
    """Who chairs a meeting: "Chủ trì hội nghị: Đồng chí Chủ tịch UBND tỉnh"."""
    return _CHAIRS.match(text) is not None


_BELONGS = re.compile(
    r"(?:người(?! đứng đầu| phụ trách)|nhân dân|học sinh|sinh viên|trẻ em|hộ|cá nhân|"
    r"thí sinh|đối tượng)\b[^.,;:]{0,50}?\sđược (?:tiếp cận|thông tin|khám|hỗ trợ|miễn|"
    r"giảm|cấp|học|chăm sóc|nhận|thi|dự|thanh toán)\b"
    r"(?![^.;]*\b(?:có trách nhiệm|phải|cần|nộp|trước ngày|chậm nhất)\b)",
    re.I,
)


def belongs_to_people(text: str) -> bool:
    """What people get: "Người dân được khám sức khỏe miễn phí mỗi năm một lần"."""
    return _BELONGS.match(text) is not None


_DOSSIER = re.compile(
    r"(?:trường hợp|nếu|đối với) hồ sơ\b[^.;,]{0,60}?\s(?:đủ|đầy đủ|hợp lệ)\b",
    re.I,
)
_REFUSES = re.compile(
    r"(?:trường hợp|nếu)\b[^.;]{3,160}?\b(?:văn bản từ chối|từ chối (?:cấp|giải quyết)|"
    r"(?:trả lời|thông báo) bằng văn bản(?:,? và)? nêu rõ lý do)",
    re.I,
)


def treats_a_dossier(text: str) -> bool:
    """A procedure's case: "Trường hợp hồ sơ chưa đầy đủ, Sở A hướng dẫn bổ sung"."""
    return _DOSSIER.match(text) is not None or _REFUSES.match(text) is not None


_ANSWERS_CASE = re.compile(
    r"(?:căn cứ|theo|đối chiếu|từ)(?: vào| với)? (?:các |những )?quy định"
    r"(?: nêu)?(?: trên| tại [^.;:]{3,200}?)?,\s(?:thì )?(?:trường hợp|nếu)\b"
    r"(?!.*\b(?:đề nghị|yêu cầu|giao (?:Sở|Thuế|Chi cục|Phòng|Cục))\b)"
    r"[^;:]{3,400}?\sthì\s(?-i:[a-zà-ỹđ])",
    re.I | re.DOTALL,
)


def answers_a_case(text: str) -> bool:
    """What a letter answers: "Căn cứ quy định trên, trường hợp … thì thực hiện …"."""
    return _ANSWERS_CASE.match(text) is not None


_ACT_NAMED = re.compile(
    r"(?:(?:Luật|Bộ luật|Pháp lệnh)\s[^.;:]{2,90}?|Nghị định|Nghị quyết|Quyết định|"
    r"Thông tư(?: liên tịch)?|Chỉ thị|Công điện|Công văn|Kế hoạch|Thông báo|Kết luận|"
    r"Hướng dẫn|Chương trình) số:? ?\d[^\s;,]*(?:\s*[;.]?$|,? (?:\(|(?:được )?"
    r"(?:Quốc hội |Chính phủ )?(?:ngày|của|về|quy định|ban hành|thông qua|phê duyệt|"
    r"sửa đổi|hướng dẫn|thay thế|bổ sung|có hiệu lực)\b))"
    r"(?!.*[,;] (?:tiếp tục|khẩn trương|tập trung|chủ động|rà soát|hoàn thành|tổ chức|"
    r"triển khai|yêu cầu|đề nghị|giao)\b)[^:]*$",
    re.DOTALL,
)


def names_act(text: str) -> bool:
    """An act in a list of such: "Nghị định số 5/2031/NĐ-CP ngày 2/3/2031 về đê;"."""
    return _ACT_NAMED.match(text.strip()) is not None


_ATTACHED = re.compile(
    r"\bkèm theo (?:Quyết định|Kế hoạch|Nghị quyết|Thông tư|Công văn|Tờ trình|"
    r"Hướng dẫn|Nghị định) số\b"
)
_IN_CAPITALS = 4  # words at the head of a title


def titles_annex(text: str) -> bool:
    """What is attached: "QUY CHẾ QUẢN LÝ CHỢ (Kèm theo Quyết định số 5)"."""
    head = text.split()[:_IN_CAPITALS]
    capitals = len(head) == _IN_CAPITALS and all(map(str.isupper, head))
    return capitals and _ATTACHED.search(text) is not None


RULES: tuple[Callable[[str], bool], ...] = (
    is_question,
    is_filled_in,
    defines,
    describes,
    is_handed_in,
    befalls,
    legislates,
    enacts,
    names_chair,
    belongs_to_people,
    treats_a_dossier,
    answers_a_case,
    names_act,
    titles_annex,
)
"""Asked in this order."""
