"""Formulas around what a document says: grounds, closings, petitions, web pages."""

from __future__ import annotations

import re

from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("cue_words")

RECEIVED = re.compile(
    r"^nhận được\b[^,.;]{0,60},\s*(?:yêu cầu|đề nghị)\b", re.IGNORECASE
)
"""A closing that asks: "Nhận được Công văn này, đề nghị các đơn vị …"."""

ACKNOWLEDGES = re.compile(
    r"^(?:ngày [\d/.-]+,\s+)?[^.,;:]{2,60}?\s(?:đã |vừa |có )*nhận được\s+"
    r"(?:các |một số )?(?:công văn|văn bản|đơn|tờ trình|báo cáo|hồ sơ|đề nghị|"
    r"kiến nghị|phiếu chuyển|thông tin|phản ánh|câu hỏi)\b",
    re.IGNORECASE,
)
"""What a letter answers: "Cục X nhận được Công văn số 5/CT của Chi cục Y về …"."""

ISSUED = re.compile(
    r"^[^.,;:]{2,60}?\s(?:vừa |đã |mới )*ban hành (?:văn bản|công văn|kế hoạch|chỉ thị|"
    r"công điện|quyết định|thông báo|hướng dẫn)\s+số\s+\d+(?:/[\w./-]+)?"
    r"(?:,?\s+ngày [\d/.-]+)?,?\s+(?:về|v/v)\b[^.;:]*\.?$",
    re.IGNORECASE,
)
"""What has been issued, by its number: "UBND tỉnh ban hành văn bản số 2/UBND về …"."""

PETITIONS = re.compile(
    r"^[^;]*?\bđề nghị (?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND|Ủy ban nhân dân|"
    r"Hội đồng nhân dân|Thủ tướng|Chính phủ|Ban Thường vụ|Thường trực|Quốc hội|Bộ)\b"
    r"(?! (?:các|cấp)\b)[^.;:]{0,60}?\b(?:cho ý kiến\b|xem xét,? (?:và )?(?:quyết định|"
    r"phê duyệt|thông qua|chấp thuận|cho phép|cho ý kiến|cho chủ trương|ban hành))",
)
"""What the issuer asks of those above: "Sở A đề nghị UBND tỉnh xem xét, quyết định"."""

FURNITURE = re.compile(
    r"^(?:\[?(?:tải|xem|download)\b[^.;:]{0,80}(?:tại đây|đính kèm|xem tiếp)\W*|"
    r"(?:nội dung|chi tiết)\b[^.;:]{0,60}\bxem\b[^.;:]{0,40}"
    r"\b(?:tại đây|đính kèm)\W*|"
    r"\[?xem tiếp\W*|(?:>+\s*)?xem (?:chi tiết|thêm|toàn văn)\b[^.;]{3,160}\W*|"
    r"(?:ảnh|nguồn|tin,? (?:bài|ảnh)|bài,? ảnh|tác giả(?: bài viết)?)"
    r"\s*:.{0,60}|ảnh minh họa.{0,80}|chia sẻ(?: \w+){0,3}:?|"
    r"tin (?:đọc nhiều|liên quan)|ý kiến bạn đọc|.{0,60}độc lập - tự do - hạnh phúc|"
    r"ngày giờ đăng\b.{0,60}|\[[^\]]{2,120}\]\([^()]*\)\W*|"
    r"[^;]{8,300}\((?:hình|ảnh)(?: ảnh)?(?: (?:từ|minh họa|minh hoạ|internet|nguồn))"
    r"[^()]{0,40}\)?)$",
    re.IGNORECASE,
)
"""What a web page sets around a text: "Xem văn bản tại đây", "Ảnh minh họa. …"."""

PROCEDURE = re.compile(
    r"^cơ quan hoặc người có thẩm quyền được ủy quyền\b[^.;:]{0,40}:|"
    r"^(?:cơ quan|đơn vị|tổ chức|đối tượng|kết quả|cách thức|trình tự|thời hạn) "
    r"(?:có thẩm quyền |trực tiếp )?(?:thực hiện|quyết định|giải quyết|tiếp nhận)"
    r"(?:,? (?:thực hiện|quyết định|giải quyết))*"
    r"(?: (?:thủ tục(?: hành chính)?|TTHC|hồ sơ)[^.;:]{0,30})?\s*:",
    re.IGNORECASE,
)
"""A line of a procedure's description: "Cơ quan có thẩm quyền quyết định: …"."""

LISTS_PARTS = re.compile(
    r"\b(?:báo cáo|cung cấp|thống kê|tổng hợp|danh sách|thành phần|nhóm|gồm)\b"
    r"[^.;:]{0,60}?\b(?:nội dung sau(?: đây)?|thông tin sau|sau(?: đây)?|gồm|bao gồm)"
    r"\s*:\s*$",
    re.IGNORECASE,
)
"""An order that ends with what it is about: "… báo cáo về một số nội dung sau:"."""

FORMS_BELOW = re.compile(
    r"\btheo (?:các )?(?:mẫu|biểu|phụ lục)(?: biểu| mẫu)?(?: báo cáo)?"
    r"(?: sau(?: đây)?| như sau| đính kèm| kèm theo)?\s*:\s*$",
    re.IGNORECASE,
)
"""An order that ends with its forms: "Lập báo cáo tồn kho theo các biểu mẫu:"."""

BY_CRITERIA = re.compile(
    r"\b(?:theo|căn cứ|dựa)(?: vào| trên| theo)? (?:các|những|một số) "
    r"(?:(?:tiêu chí|nguyên tắc|yếu tố|căn cứ|phương châm)(?:,| và)? ?)+"
    r"(?:(?:chính|cơ bản|cụ thể|sau|sau đây|như sau|dưới đây)\s*)*:\s*$",
    re.IGNORECASE,
)
"""An order that ends with what it goes by: "Đề xuất theo các tiêu chí sau:"."""

# No words of an order, nor one who might be told to work: "…, các đơn vị khắc phục"
_ONLY_TOLD = (
    r"(?:(?!\b(?:giao(?! thông| dịch)|đề nghị|phân công|tập trung|chỉ đạo (?:các|Sở)|"
    r"thực hiện các|triển khai các|phải|cần|hướng)\b|,\s(?:các|những|sở|ubnd|bộ|"
    r"ủy ban|đơn vị|phòng|chủ tịch|ban|công an|trường)\b)[^.;:])"
)

MATTER_BELOW = re.compile(
    r"\b(?:xem xét|tính đến|căn cứ|dựa|gồm|có|là)(?: \w+){0,2}? (?:các|những|một số) "
    r"(?:(?:tiêu chí|nguyên tắc|yếu tố|căn cứ)(?:,| và)? ?)+"
    r"(?:(?:chính|cơ bản|cụ thể|sau|sau đây|như sau|dưới đây)\s*)*:\s*$|"
    r"\b(?<!thực hiện )(?<!đạt )(?<!được )(?<!thành )"
    r"(?:mục đích|mục tiêu|quan điểm)(?:(?:,| và) (?:mục đích|mục tiêu|quan điểm|"
    r"yêu cầu|phạm vi|đối tượng))*"
    rf"(?: (?:của|khi|trong|đối với) {_ONLY_TOLD}{{3,240}})?"
    r" (?:như sau|sau đây|sau|cụ thể)\s*:\s*$|"
    r"\b(?:gặp|còn|bộc lộ|phát sinh|nổi lên|tồn tại)(?: phải)? (?:một số|nhiều|"
    r"những|các)(?:,? (?:tồn tại|hạn chế|khó khăn|vướng mắc|bất cập|rào cản|"
    r"thiếu sót))+\b"
    r"(?:(?!\b(?:cần|phải)\b)[^.;:,]){0,160}(?:,? (?:cụ thể|như sau|sau đây|sau|là))+"
    r"\s*:\s*$|"
    r"^(?:việc|quá trình|công tác)\s[^.;:]{5,160}?\b(?:phải|cần)(?: phải)? (?:bảo đảm|"
    r"đảm bảo|đáp ứng) (?:các |những |một số )?yêu cầu(?: sau(?: đây)?)?\s*:\s*$|"
    r"^(?:thành phần |số lượng )?(?:hồ sơ|danh sách|danh mục|giấy tờ|tài liệu)\b"
    r"[^.;:]{0,60}?\b(?:bao )?gồm(?: có)?(?: \w+){0,4}\s*:\s*$|"
    r"^(?:danh sách|danh mục) (?:các )?(?:dự án|công trình|tuyến đường|xã|phường|thôn|"
    r"di tích|thủ tục|hộ|trường|cơ sở)\b[^.;:]{0,120}?(?:như sau|sau đây)\s*:\s*$",
    re.IGNORECASE,
)
"""What a list below tells and does not order: "… có mục đích, yêu cầu như sau:".

Also the papers that work needs, and what a list names: "Hồ sơ đề nghị gồm:", "Danh mục
các dự án chậm tiến độ như sau:".
"""

SENT_IN = re.compile(
    r"^(?:văn bản|báo cáo|ý kiến|danh sách|hồ sơ|kết quả|phiếu|số liệu|bản đăng ký)\b"
    r"(?![^.;]*\b(?:đã|đang|sẽ)\b)[^.;:\d]{0,90}?"
    r"\b(?:gửi (?:về|đến|cho|qua)|"
    r"(?<!^)báo cáo (?:về|UBND|ủy ban|chủ tịch|sở|bộ|ban|thường trực|tỉnh ủy))\b"
    r"[^;]{3,260}?\b(?:trước|chậm nhất|hạn)\b[^.;]{0,25}\d",
    re.IGNORECASE,
)
"""What is to be sent, and by when: "Văn bản góp ý gửi về Sở trước ngày 5/6/2026"."""

FUNDED = re.compile(
    r"(?:nguồn )?kinh phí (?:thực hiện|triển khai|tổ chức|hoạt động|cho)\b[^.;:]{0,80}?"
    r"(?:\b(?:được )?(?:bố trí|lấy|sử dụng|cân đối|trích|chi trả|bảo đảm|đảm bảo) "
    r"(?:từ|trong|theo|bằng)\b|"
    r":\s*(?:các )?(?:sở|đơn vị|cơ quan|phòng|trường|xã|địa phương)\b[^.;:]{0,50}?"
    r"\btự (?:cân đối|bố trí|bảo đảm|đảm bảo|túc|chi trả)\b)",
    re.IGNORECASE,
)
"""Where the money comes from: "Kinh phí thực hiện Kế hoạch được bố trí từ …"."""

SUPPORT_LEVEL = re.compile(
    r"^(?:mức )?(?:hỗ trợ|trợ cấp|phụ cấp|bồi dưỡng|thưởng)\b[^.;:]{0,160}:\s*"
    r"(?:mức |bằng |là |khoảng |tối đa |không quá )*\d[\d.,]*\s*"
    r"(?:(?:triệu |nghìn |ngàn )?đồng|%)[^.;:]{0,70}\W*$",
    re.IGNORECASE,
)
"""What somebody is paid: "Hỗ trợ tiền ăn trong thời gian học: 50.000 đồng/ngày."."""

FORM_NOTE = re.compile(
    r"^(?:\(?\d+\)?[.:]?\s*)?(?:cột|dòng|ô|mục)\s*(?:số\s*)?\(?\d+[^:]{0,30}:\s*"
    r"(?:ghi|điền|nêu|đánh dấu)\b|"
    r"ghi chú\s*:",
    re.IGNORECASE,
)
"""How to fill a form in: "Cột 3: Ghi số hồ sơ đã tiếp nhận", "Ghi chú: …"."""

TOLD_ORDER = re.compile(
    r"\b(?:vừa |đã |mới )?(?:có|ban hành|ký|gửi)\s+"
    r"(?:văn bản|công văn|công điện|chỉ thị|thông báo)\b[^.;]{0,160}?\b"
    r"(?:yêu cầu|đề nghị|chỉ đạo|giao)\s+(?:các|sở|ubnd|"
    r"ủy ban|thủ trưởng|giám đốc|chủ tịch|bộ|cơ quan|đơn vị)\b",
    re.IGNORECASE,
)
"""A report of what is asked: "UBND tỉnh vừa có văn bản yêu cầu các sở …"."""

BYLINE = re.compile(rf"^(?:[{CAPITALS}]\w{{0,7}}[.\s]*){{1,4}}$")
"""Who wrote a report, below it: "Lê An", "H.M", "BBT"."""

ENCLOSED = re.compile(
    r"^(?:nội dung|chi tiết|biểu mẫu|mẫu (?:biểu|báo cáo)|đề cương|danh sách|hồ sơ)\b"
    r"[^.,;:]{0,100}?\b(?:đính kèm|kèm theo|gửi kèm)"
    r"(?: (?:theo )?(?:công văn|văn bản|thông báo|kế hoạch|quyết định)(?: này)?)?\W*$|"
    r"^(?:toàn văn |nội dung )?(?:dự thảo|hồ sơ|tài liệu|văn bản|biểu mẫu)\b"
    r"[^.,;:]{0,80}?\bđược (?:đăng(?: tải)?|gửi(?: kèm)?|niêm yết|công khai) "
    r"(?:trên|tại|kèm|theo|qua)\b"
    r"[^.;:]*\W*$",
    re.IGNORECASE,
)
"""Where the particulars stand: "Nội dung báo cáo theo đề cương đính kèm"."""

ASSIGNS_LATER = re.compile(
    r"[.;]\s+(?:Giao\s+(?=[A-ZĐÁÂỦỨƯƠÔ])|"
    r"(?=(?:[Cc]ác (?:sở|bộ|ban|ngành|phòng|cơ quan|đơn vị|địa phương|xã|trường|"
    r"đảng ủy)|Sở|UBND|Ủy ban nhân dân|Phòng|Ban|Công an|[Tt]hủ trưởng|Chủ tịch|"
    r"(?:Chánh )?Văn phòng|Chi cục|Cục|Thanh tra|Trung tâm|Trạm|Hạt|Bộ Chỉ huy|"
    r"Đài|Báo|Hội|Kho bạc)\b"
    r"(?=[^.;]{3,200}?\b(?:báo cáo|xây dựng|ban hành|gửi|rà soát|tổ chức|hoàn thành)\s)"
    r"[^.;]*?\b(?:(?:trước|chậm nhất)\s(?:là )?(?:ngày )?\d|"
    r"(?:h[àằ]ng|mỗi) (?:tuần|tháng|quý|năm)|định kỳ)))"
)
"""A sentence that orders behind one that closes: "Chỉ thị này …. Giao Sở A …".

Or one that has work done by a day: "…. UBND các xã báo cáo kết quả trước ngày 20".
"""

WISH = re.compile(
    r"^[“\"]?(?:ý kiến (?:của )?)?cử tri\b[^.;]{0,120}?\b"
    r"(?:hỏi|đề nghị|kiến nghị|phản ánh|mong|thắc mắc)\b"
    r"(?!.*\b[Gg]iao (?:Sở|UBND|Ủy ban|Phòng|Chi cục)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What voters ask for, with the answer behind it: "Cử tri xã A đề nghị …"."""

THANKS = re.compile(
    r"^[^.;:]{0,140}\b(?:(?:trân trọng|xin|chân thành|chúc|kính) )*"
    r"(?:cảm ơn|cám ơn|rất mong|mong (?:tiếp tục )?nhận được|kính chúc|chúc)\b"
    r"(?! thọ| tết| mừng)",
    re.IGNORECASE,
)
"""A closing courtesy: "Công ty X trân trọng cảm ơn sự quan tâm của …"."""

REFERS = re.compile(
    r"^(?:[^.;:]{0,60}?[, ])?(?:kính )?đề nghị (?:quý )?"
    rf"(?:{_WORDS['askers']})\s"
    r"(?:\w+ ){0,4}?(?:liên hệ|nghiên cứu|tham khảo|đối chiếu)\b"
    r"(?!,? (?:và )?(?:đề xuất|lập|xây dựng|hoàn thiện|rà soát|bổ sung|khắc phục))"
    r"(?![^.;]*\b(?:trước|chậm nhất|báo cáo|hoàn thiện|khẩn trương)\b)[^.;:]{0,240}?"
    r"\b(?:để được|để thực hiện|thực hiện theo|hướng dẫn)\b[^.;:]{0,80}\W*$",
    re.IGNORECASE,
)
"""Where an answer sends who asked: "Đề nghị Công ty liên hệ Sở A để được …"."""

CLOSING = re.compile(
    r"^(?:(?:chỉ thị|kế hoạch|quyết định|nghị quyết|chương trình|công điện|công văn|"
    r"thông báo|hướng dẫn) này\b|(?:luật|nghị định|thông tư) này (?:có hiệu|thay thế)|"
    r"đầu mối liên hệ\b|(?:mọi )?(?:chi tiết|thông tin|ý kiến|vướng mắc)\b[^.]{0,60}"
    r"liên hệ|[^.;:]{0,60}\bkính gửi\b|trên đây là\b|báo để\b|"
    r"nhận được\b(?! [^,.;]{0,80}\bsố \d[^,.;]*,[^.;]*\bgiao )|"
    r"trân trọng\b|rất mong\b|[^.;:]{0,60}\bkính đề nghị\b[^.;:]{0,60}\bquan tâm\b)",
    re.IGNORECASE,
)
"""A closing formula: "Trên đây là Kế hoạch …", "Báo để các đơn vị biết …"."""

OFFICE_TELLS = re.compile(
    r"^(?:(?:văn phòng|ubnd|ủy ban nhân dân|bộ(?! phận)|sở)[^.,;]{0,60}"
    r"(?:thông báo|trân trọng|kính gửi|kính báo|gửi)\b[^.]{0,160}"
    r"(?:biết|thực hiện|theo dõi|phối hợp)\W*$|"
    r"(?:văn phòng|ubnd|ủy ban nhân dân|bộ|sở)[^.,;]{0,60}"
    r"\b(?:gửi|trả lời|phúc đáp|báo cáo|thông tin)\b[^.\d]{0,120}"
    r"(?:tổng hợp|biết|xem xét|nghiên cứu|lựa chọn|trả lời cử tri)\s*\./\.\s*$|"
    r"(?:văn phòng|ubnd|ủy ban nhân dân|bộ|sở|cục)\s[^.,;]{0,60}?"
    r"\b(?:trân trọng thông báo|(?:trả lời|thông báo|có ý kiến) để)\b[^.;]{0,120}"
    r"\W*$)",
    re.IGNORECASE,
)
"""What an office lets know at the end: "Văn phòng … thông báo để các đơn vị biết"."""

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
    r"^(?:đánh giá|nhận định|tình hình) chung\s*:|"
    r"^(?!khen thưởng\b)"
    r"(?:(?=ghi nhận|đánh giá cao|biểu dương|hoan nghênh)|[^.;:]{3,90}?\b)"
    r"(?:cơ bản |hoàn toàn )?"
    r"(?:thống nhất (?:với|cao|đánh giá)|ghi nhận|đánh giá cao|"
    r"biểu dương(?!,? (?:và )?(?:tôn vinh|khen thưởng|động viên))|"
    r"hoan nghênh)\b"
    r"[^.;]{0,160}\b(?:(?:kết quả|nỗ lực|đánh giá|cố gắng|thành tích|"
    r"báo cáo|đề nghị)\b|đề xuất\b[^,.;]{0,80}\W*$)",
    re.IGNORECASE,
)
"""A verdict on work done: "Ban Thường vụ cơ bản thống nhất với đánh giá của …"."""

CONSENT = re.compile(
    r"^(?:về (?:cơ bản|nguyên tắc),? |cơ bản |hoàn toàn )?"
    r"(?:thống nhất|đồng ý|nhất trí)(?:(?: về| với| thông qua)? (?:chủ trương|"
    r"nguyên tắc|đề xuất|đề nghị|kiến nghị|ý kiến|phương án|cho)|"
    r"(?: về| với| thông qua)(?: các)? (?:nội dung|báo cáo|tờ trình|kết quả|đánh giá|"
    r"nhận định|giải pháp|dự thảo|đề án)|"
    r" (?:lựa )?chọn (?:phương án|địa điểm|vị trí|đơn vị)| (?:lùi|hoãn|gia hạn))\b"
    r"[^.;]*[.;]?$|"
    r"^(?:chấp thuận|cho phép)\s(?=(?:đề nghị|đề xuất|kiến nghị|việc|UBND|Ủy ban|Sở|"
    r"Ban|Công an|Công ty|chủ đầu tư)\b)[^.;]*[.;]?$",
    re.IGNORECASE,
)
"""A consent and no more: "Thống nhất chủ trương mở tuyến xe buýt như đề xuất."."""

BASIS = re.compile(
    r"^(?:căn cứ (?:vào |tại )?(?:luật|bộ luật|pháp lệnh|nghị|quyết định|kế hoạch|"
    r"thông tư|(?:điều|khoản|điểm) \w+(?=,| và | khoản| điều|\s+(?:luật|nghị))|"
    r"chỉ thị|công văn|hướng dẫn|văn bản|chương trình)\b(?! này)|"
    r"theo đề nghị của\b|xét đề nghị\b|"
    r"thực hiện (?:quyết định|nghị định|thông tư|luật) (?:số )?\d[^,;:]*\bvề (?:việc )?"
    r"(?:thành lập|ban hành|phê duyệt|quy định)\b)[^:]*[;.,]?\s*$",
    re.IGNORECASE,
)
"""A legal basis: "Căn cứ Luật …;", "Theo đề nghị của Giám đốc Sở …."."""

DIFFICULTIES = re.compile(
    r"^(?:trong quá trình|quá trình)\b.{0,160}?"
    r"(?:khó khăn|vướng mắc|phát sinh|chưa phù hợp)",
    re.IGNORECASE | re.DOTALL,
)
"""The difficulty clause: "Trong quá trình thực hiện, nếu có vướng mắc …"."""

EXECUTION = re.compile(
    r"^(?!giao\b|.*\b(?:đôn đốc|theo dõi|kiểm tra|báo cáo|"
    r"hướng dẫn(?! thi hành))\b).*(?:"
    r"(?:thi hành\s+(?:nghị định|thông tư(?: liên tịch)?|luật|quy chế|quy định)|"
    r"(?:thi hành|thực hiện)\s+(?:quyết định|nghị quyết|quy chế))\s+này"
    r"(?:\s+(?:kể\s+)?từ\s+ngày\s+ký)?|"
    r"căn cứ quyết định (?:này )?(?:chịu trách nhiệm )?thi hành[^.;]{0,40})\W*"
    r"(?:/\.\s*(?:tm|kt|tl|tuq)\.[^.;]{0,60})?$",
    re.IGNORECASE | re.DOTALL,
)
"""The execution clause: "… chịu trách nhiệm thi hành Quyết định này./."."""

DISSOLVES = re.compile(
    r"\btự (?:giải thể|giải tán|chấm dứt hoạt động)\b", re.IGNORECASE
)
"""When a body ends: "Tổ công tác tự giải thể sau khi hoàn thành nhiệm vụ"."""

LAW_SAYS = re.compile(
    r"(?:về [^.;:]{2,60}:\s*)?theo (?:quy định (?:tại |của )?)?"
    r"(?:(?:bộ )?luật|nghị định|thông tư|pháp lệnh|"
    r"(?:khoản|điểm) \w+,? ?(?:khoản \d+,? ?)?điều|điều \d+)(?!\w)"
    r"(?!.*\b(?:đề nghị|yêu cầu|giao(?! thông| dịch))\b)"
    r".*\b(?:có trách nhiệm|phải|có quyền|"
    r"(?<!cơ quan )(?<!cấp )(?<!người )có thẩm quyền (?!xem|quyết|cho))\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a law says, as a letter retells it: "Theo Luật X, UBND cấp tỉnh có …"."""

NORM = re.compile(
    r"(?:trong (?:thời hạn|vòng)|chậm nhất)\s[^,.;]{0,40}?\bngày\b[^,.;]{0,20}\b"
    r"(?:kể từ|từ|tính từ) (?:ngày|khi) nhận (?:được |đủ )*(?:hồ sơ|đơn)[^,.;]{0,30},",
    re.IGNORECASE,
)
"""How long a procedure takes: "Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, …"."""

SENDS = re.compile(
    rf"^(?:{_WORDS['senders']})\s"
    r"(?!các\b|cấp\b)[^.,;:]{0,60}?\s(?:trân trọng |xin |kính )*(?:gửi (?:kèm )?hồ sơ "
    r"(?:đề nghị|trình|xin)|giới thiệu\s+(?:ông|bà|đồng chí|đ/c))\b"
    r"(?!.*\b(?:trước|chậm nhất)\b.{0,20}\d)|"
    r"^(?:ubnd|sở|cục|chi cục|phòng|ban|trường|trung tâm)\s(?!các\b|cấp\b)"
    r"[^.,;:]{0,60}?\sthông báo(?::\s(?:(?!đề nghị|yêu cầu|giao )[^;])*|"
    r" để [^.;]{3,80}\bbiết\b[^.;\d]{0,60})\W*$|"
    r"^[^.;:]{0,80}?\bkính đề nghị (?:Sở|Cục|Chi cục|Phòng|Kho bạc)\b(?! các\b)"
    r"[^.;:]{0,60}?\bxem xét,? (?:và )?(?:thẩm định|phê duyệt|chấp thuận)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What an issuer sends, tells or petitions for: "UBND xã A gửi hồ sơ đề nghị …"."""

TALLY = re.compile(
    r"^Trong (?:(?:tổng )?số )?\d+ (?:CCN|cụm|dự án|doanh nghiệp|cơ sở|hộ)\b"
    r"[^.;:,]{0,40},(?=[^.]*\d)"
    r"(?!.*\b(?:giao|yêu cầu|đề nghị|phải|chủ trì|hoàn thành|trước|báo cáo)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What falls to whom: "Trong 29 CCN, UBND cấp xã quản lý 02 CCN, …"."""

PARTICULAR = re.compile(
    r"^(?:tên (?:công trình|gói thầu|tổ chức|tài sản)|hình thức (?:tổ chức )?quản lý "
    r"dự án|loại,? (?:và )?cấp công trình)\b[^:.;]{0,40}:\s|"
    r"^(?:về )?thẩm quyền (?:quyết định|phê duyệt|xét duyệt|ban hành|ký|giao|cấp|"
    r"thu hồi)\b[^:.;]{0,80}:\s",
    re.IGNORECASE,
)
"""What a project is, as its approval lists it: "Tên công trình: Trường Mầm non A.".

And whose a decision is: "Thẩm quyền quyết định khen thưởng: Hiệu trưởng."
"""
