"""A row of agencies with the text on both sides of it: what the rules of roles read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("role_words")

COORDINATES_WITH = re.compile(
    r"^[\s,:]*(?:(?:(?:đóng )?trên địa bàn(?: tỉnh| thành phố| xã| phường)?|"
    r"(?:có )?liên quan)\s+)?"
    r"(?:(?:trong phạm vi|theo|căn cứ)\s[^.;:]{3,60},?\s+(?=có trách nhiệm))?"
    r"(?:có (?:trách nhiệm|nhiệm vụ)\s+)?"
    r"(?:chủ động,?\s+|tích cực,?\s+|thường xuyên\s+)*"
    r"phối hợp\s*(?:chặt chẽ\s+)?(?:với|cùng)?\b",
    re.I,
)

OBJECT = re.compile(
    rf"(?:{_WORDS['before_an_object']})"
    r"(?:\s+(?:các|cho|lãnh đạo|đồng chí|với))*\s*:?\s*$",
    re.IGNORECASE,
)
"""What the one served or spoken of stands behind: "tham mưu UBND tỉnh"."""
CLAUSE_START = re.compile(r"(?:^|[.;:]\s+|\)\s+|[.;]\s*[-+]\s*)$")


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies named in a row, and the text on both sides up to the next group."""

    members: tuple[Mention[Agency], ...]
    before: str
    after: str
    label: str | None
    earlier: tuple[Role, ...]  # roles of the groups before this one
    behind_formed: bool = False  # a body formed for the work is charged before
    left: str = ""  # all the text before it
    issuer: str | None = None  # of the document
    right: str = ""  # all the text after it

    @property
    def is_issuer(self) -> bool:
        """Whether it is nobody but the issuer: "Sở Y tế" of "Sở Y tế tỉnh An Sơn"."""
        name = self.members[0].value.name
        known = self.issuer or ""
        return len(self.members) == 1 and (known + " ").startswith(name + " ")


class Nobody(Enum):
    """The verdict of a rule that a group is charged with nothing."""

    NOBODY = "nobody"


Verdict = Role | Nobody | None
Rule = Callable[[Group], Verdict]


CASE_FRONT = re.compile(
    r"\W*(?:ngay )?(?:sau|khi|trước(?! (?:tình|thực|những|diễn|yêu))|mỗi khi|"
    r"căn cứ|trên cơ sở|từ khi|kể từ|"
    r"theo(?! (?:quy định|luật|pháp luật|nghị|điều|khoản|báo cáo|đánh giá|thống kê|"
    r"số liệu|thông tin|nhận định|ghi nhận|ông|bà|đồng chí|đại diện))|"
    r"hết|kết thúc|tùy|tuỳ)\b(?! (?:đó|này),)[^.;:]*,\s*$",
    re.IGNORECASE,
)
"""A case, an event or a ground before the one who acts then: "Khi Sở A yêu cầu, …"."""


def last_stop(text: str) -> int:
    """Where the last sentence of `text` begins."""
    return max((m.end() for m in _SENTENCE.finditer(text)), default=0)


_SENTENCE = re.compile(r"[.;:]\s+")
