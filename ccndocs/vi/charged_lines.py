"""Lines without a mark that only say whose work the list below them is."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import names_bodies, names_known


def charges_below(text: str) -> bool:
    """Whether a line only says whose work the list below it is.

    "Trách nhiệm của Sở Y tế:", "Công an tỉnh chủ trì, phối hợp với các đơn vị liên
    quan:", "Thuế tỉnh có trách nhiệm:". A sentence that calls ("Giao Sở A …:") does so
    as a lead-in.
    """
    found = _CHARGES.fullmatch(text)
    if found is None or not (found["of"] or (found["duty"] and found["colon"])):
        return False
    if found["of"] == "Giao" and (found["colon"] or found["duty"]):
        return False
    who = found["who"]
    if CALLS.search(who):  # "Chủ tịch UBND tỉnh yêu cầu:", "Đối với Sở A, đề nghị:"
        return False
    # "Đối với trường hợp chậm nộp:" is about a matter
    return names_bodies(who) and (found["of"] != "Đối với" or who[0].isupper())


def only_names(text: str) -> bool:
    """Whether a line names somebody known and not a word of work: "Giao Sở Y tế:"."""
    found = _CHARGES.fullmatch(text)
    return found is not None and names_known(found["who"])


_CHARGES = re.compile(
    r"(?:(?P<of>(?:Trách nhiệm|Nhiệm vụ) của|Đối với|Về phía|Phân công|Giao)\s+)?"
    r"(?P<who>[^:;.]{4,120}?)(?P<duty>(?:,?\s+(?:(?:là|làm) (?:cơ quan|đơn vị|đầu mối)"
    r"[^:;.,]{0,40}|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chủ trì|tham mưu|"
    r"(?:và )?phối hợp (?:chặt chẽ )?(?:với|cùng) [^:;.]+|"
    r"(?:tổ chức |triển khai )?thực hiện|"
    r"(?:các|những|một số) (?:nhiệm vụ|nội dung|công việc|việc)(?: sau(?: đây)?)?|"
    r"tập trung|(?:căn cứ|theo) (?:chức năng|nhiệm vụ|thẩm quyền)[^:;.]*))*)"
    r"\s*(?P<colon>:?)"
)
CALLS = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|giao(?! thông| dịch| lưu| ban| thừa))(?!\w)",
    re.IGNORECASE,
)
"""Words that call on somebody; "An toàn giao thông" is a name."""
