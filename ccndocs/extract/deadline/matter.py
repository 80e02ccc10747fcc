"""What a case may be about: orders whose matter is a case, not their time.

"Hướng dẫn thoát nạn khi xảy ra cháy", "xây dựng phương án khi …", "xử lý nghiêm hành vi
nâng giá khi có dịch" wait for nothing: the case belongs to what they speak of.
"""

from __future__ import annotations

from ccndocs.extract.deadline.scan import FLAGS, WORDS
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# Orders about cases that may come: the case is their matter, not their time.
_ABOUT = re.compile(
    r"""\b(?:tuyên\s+truyền|phổ\s+biến|tập\s+huấn|hướng\s+dẫn|huấn\s+luyện|(?<!sở\s)(?-i:giáo)\s+dục|nâng\s+cao
    |(?<!sân\s)(?<!nhà\s)vận\s+động|quán\s+triệt|bảo\s+đảm|đảm\s+bảo|phòng\s+ngừa|hạn\s+chế|tránh|(?<!theo\s)quy\s+định
    |nghiêm\s+cấm|diễn\s+tập|khắc\s+phục(?!\s+(?:hậu\s+quả|sự\s+cố|thiệt\s+hại))|nhất\s+là|đặc\s+biệt|kể\s+cả|ngay\s+cả|cảnh\s+giác|sẵn\s+sàng)\b""",
    FLAGS,
)
# Things that are about a case: they count in the part that the case closes.
_MATTER = re.compile(
    r"""\b(?:(?<!có\s)(?<!chịu\s)(?<!làm\srõ\s)trách\s+nhiệm|kỹ\s+năng|ý\s+thức|nhận\s+thức
    |(?<!chính\s)(?<!thẩm\s)(?<!ủy\s)quyền|(?<!quyết\s)chế\s+độ|(?-i:chính)\s+sách|(?<!nơi\s)an\s+toàn|rủi\s+ro|(?<!báo\scáo\s)(?<!thống\skê\s)(?<!tổng\shợp\s)thiệt\s+hại|trường\s+hợp
    |(?<!có\s)nguy\s+cơ|(?-i:kế\s+hoạch)|phương\s+án|quy\s+trình|(?<!bố\s)(?<!thúc\s)tình\s+huống|kịch\s+bản|năng\s+lực
    |tình\s+trạng|vướng\s+mắc|khó\s+khăn|lợi\s+ích|giải\s+pháp|nguyên\s+nhân)\b
    |^\s*không\s+để\b""",
    FLAGS,
)
# "Kiểm tra việc ký quỹ khi được cấp phép": what is looked at, unless it turns up
_LOOKS_AT = re.compile(
    r"""^\W*(?:[^,;]{0,60}\s)?(?:kiểm\s+tra|giám\s+sát|rà\s+soát|theo\s+dõi|đánh\s+giá|thanh\s+tra)\s+
    (?:việc|công\s+tác|tình\s+hình)\b""",
    FLAGS,
)
_TURNS_UP = re.compile(
    r"""(?:có|phát\s+hiện|(?:tiếp\s+)?nhận|cần|xét\s+thấy|phát\s+sinh)\b
    |được\b.*\b(?:giao|phân\s+công|yêu\s+cầu|đề\s+nghị)\b""",
    FLAGS,
)
# "Xử lý nghiêm hành vi nâng giá khi có dịch": what is fought, unless it is told of
_FIGHTS = re.compile(
    r"""\W*(?:xử\s+lý\s+(?:nghiêm|người|đối\s+tượng|hành\s+vi|kẻ)|(?:kịp\s+thời\s+)?ngăn\s+chặn|chống|đấu\s+tranh
    |giữ\s+(?:ổn\s+định|vững|gìn))\b""",
    FLAGS,
)
_TOLD_OF = re.compile(
    r"(?:phát\s+hiện|(?:tiếp\s+)?nhận|có\s+(?:tin|phản\s+ánh|đơn|yêu\s+cầu|kết\s+luận|tố\s+giác|vi\s+phạm))\b",
    FLAGS,
)
# "tuần tra bảo đảm an toàn khi cần thiết": whoever asks for it, it is the work's time
_ASKED = re.compile(
    r"(?:cần\s+thiết\s*$|(?:có|được)\s+(?:yêu\s+cầu|đề\s+nghị)\b|nhận\s+được\s)", FLAGS
)
# "Xử phạt cơ sở không dọn vệ sinh khi đã được nhắc nhở": who is meant
_NEGLECTS = re.compile(r"\s(?:không|chưa|cố\s+tình|vẫn)\s", FLAGS)
# "Báo cáo ngay cơ quan an toàn bức xạ khi …": the case is what is to be told
_TELLS_AT_ONCE = re.compile(
    r"(?:kịp\s+thời\s+)?(?:báo\s+cáo|thông\s+báo|báo|gọi)\s+(?:ngay|kịp\s+thời|khẩn)\b",
    FLAGS,
)
# Work of one's own behind "hướng dẫn thủ tục, …": nobody is told to do it
_OWN_WORK = re.compile(
    r"(?:tổ\s+chức|thẩm\s+định|tham\s+mưu|trình|kiểm\s+tra|đánh\s+giá|cấp|cử|chỉ\s+đạo|bố\s+trí|điều\s+chỉnh"
    r"|huy\s+động|giải\s+quyết)\b",
    FLAGS,
)
# "kích hoạt phương án sơ tán khi …": the plan is put to use, not drawn up
PUT_TO_USE = re.compile(
    r"^(?P<use>kích\s+hoạt|chốt|chọn|thông\s+qua|triển\s+khai|trình|phê\s+duyệt|ban\s+hành|công\s+bố|thẩm\s+định|cập\s+nhật|điều\s+chỉnh|bổ\s+sung|sửa\s+đổi)\s+"
    r"(?:phương\s+án|kịch\s+bản|quy\s+trình|kế\s+hoạch)\b(?:\s+(?:xử\s+lý|ứng\s+phó)\s*$)?",
    FLAGS,
)
# "thực hiện nghiêm các biện pháp khắc phục khi …", "vận hành theo quy trình khi …":
# measures that are taken and plans that are followed are work to do
TAKEN = re.compile(
    rf"""(?:\bcó\s+(?:ngay\s+)?(?:các\s+)?biện\s+pháp
    |\b(?:thực\s+hiện|áp\s+dụng|triển\s+khai|tiến\s+hành|dùng|kích\s+hoạt)\s+(?:(?:{WORDS["taken_how"]}|các|những|mọi)\s+)*
      (?:biện\s+pháp|phương\s+án|kịch\s+bản)
    |\btheo\s+(?:đúng\s+)?(?:các\s+)?(?:quy\s+trình|phương\s+án|kịch\s+bản|biện\s+pháp))\b(?:\s+(?:xử\s+lý|ứng\s+phó)\s*$)?""",
    FLAGS,
)
# "chuẩn bị lực lượng sẵn sàng hỗ trợ khi xã yêu cầu": whoever is ready waits
READY = re.compile(r"(?<!bảo đảm )(?<!đảm bảo )(?<!đất )\bsẵn\s+sàng\b", FLAGS)
LABEL = re.compile(r"^[^:]{3,90}:\s+")
"""What may stand before an order: "Sở Y tế: …"."""


# … also where something turns up: "nâng cao năng lực ứng phó khi thiên tai xảy ra"
_TEACHES = re.compile(
    r"""^\W*(?:tuyên\s+truyền|phổ\s+biến|tập\s+huấn|huấn\s+luyện|nâng\s+cao|vận\s+động|quán\s+triệt|diễn\s+tập
    |hướng\s+dẫn\s+(?:(?:các\s+)?(?:doanh\s+nghiệp|cơ\s+sở|tổ\s+chức|hộ|hợp\s+tác\s+xã)|người|nhân\s+dân|bà\s+con|học\s+sinh|công\s+nhân
    |đoàn\s+viên|hội\s+viên|du\s+khách|tiểu\s+thương|thanh\s+niên))\b""",
    FLAGS,
)


def is_taught(before: str, event: str) -> bool:
    """Whether words teach what to do, or fight what happens, "khi <event>".

    >>> is_taught("Nâng cao năng lực ứng phó ", "thiên tai xảy ra")
    True
    """
    words = LABEL.sub("", before)
    taught = _TEACHES.match(words) and not _OWN_WORK.match(last_order(words))
    fights = _FIGHTS.match(words) and not _TOLD_OF.match(event)
    return bool(taught or fights)


# "Khắc phục tình trạng chậm giải ngân khi được giao vốn": what is so then
_SO_THEN = re.compile(
    r"\b(?:tình\s+trạng|nguyên\s+nhân|tác\s+động|quyền\s+lợi|trách\s+nhiệm\s+của)\b",
    FLAGS,
)


def is_so_then(before: str) -> bool:
    """Whether the last order speaks of a state, which a case only explains.

    >>> is_so_then("Làm rõ nguyên nhân chậm trễ "), is_so_then("Lập phương án ")
    (True, False)
    """
    return _SO_THEN.search(last_order(before)) is not None


def is_matter(before: str, event: str) -> bool:
    """Whether "khi <event>" behind the words `before` is what they are about.

    >>> is_matter("Nâng cao năng lực ứng phó ", "thiên tai xảy ra")
    True
    >>> is_matter("Hướng dẫn thủ tục, tổ chức đánh giá lại ", "có đề nghị")
    False
    """
    if _ASKED.match(event) and not is_taught(before, event):
        return False
    if _TELLS_AT_ONCE.match(last_order(LABEL.sub("", before))):
        return False
    before = TAKEN.sub(" làm việc", before)
    words = READY.sub("", PUT_TO_USE.sub(r"\g<use>", LABEL.sub("", before)))
    last = last_order(words)
    if event.startswith("đã ") and _NEGLECTS.search(last):
        return True
    whole = last if _OWN_WORK.match(last) else words
    if _ABOUT.search(whole) or _MATTER.search(last):
        return True
    if _LOOKS_AT.match(last) and not _TURNS_UP.match(event):
        return True
    fights = _FIGHTS.match(words) or _FIGHTS.match(last)
    return fights is not None and not _TOLD_OF.match(event)


# "phòng, chống dịch" is one verb
_LINK = re.compile(r"(?<!\bphòng),\s+(?:đồng\s+thời\s+)?", FLAGS)


def last_order(words: str) -> str:
    """The words from the last order of a row on.

    >>> last_order("có phương án giải tỏa hành khách, tăng cường phương tiện ")
    'tăng cường phương tiện '
    """
    for link in reversed([*_LINK.finditer(words)]):
        if opens_with_verb(words[link.end() :]):
            return words[link.end() :]
    return words
