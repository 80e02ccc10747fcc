"""Paragraphs among items: those that stand for themselves, those that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.records.charging import ASKING, GOING_ON
from ccndocs.records.draft import OPENING, Draft
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.formulas import SENT_IN, TOLD_ORDER
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists, words_of
from ccndocs.vi.verbs import opens_with_verb

_WORDS = word_lists("item_words")

_REPORTS = re.compile(
    r"\s*(?:(?:định kỳ|h[àằ]ng)\b[^,.;]{0,40},?\s*)?(?:tổng hợp,?\s+)?(?:gửi\s+)?"
    r"(?:báo cáo|kết quả)\b(?!\s+(?:kết quả\s+)?của)",
    re.IGNORECASE,
)


_GOES_ON = re.compile(rf"(?:{_REPORTS.pattern})|đồng thời,?\s+(?!các\s)", re.IGNORECASE)


def charges_other(
    own: Sequence[Mention[Assignment]], above: Sequence[Mention[Assignment]]
) -> bool:
    """Whether a paragraph opens with the name of somebody the item does not charge.

    "Giao Sở Nội vụ tổng hợp …" below "2. UBND các huyện dựng điểm tiêm …".
    """
    names = {m.value.agency.name for m in above}
    charged = [m for m in own if m.span.start < OPENING]
    return bool(above and charged) and all(
        m.value.agency.known
        and not m.value.agency.collective
        and m.value.agency.name not in names
        for m in charged
    )


def opens_with_holder(
    own: Sequence[Mention[Assignment]], holders: Sequence[Mention[Agency]]
) -> bool:
    """Whether a paragraph opens with one who is charged with the list above it.

    "Các trường báo cáo …" below the items of "các trường tiểu học, THCS".
    """
    return any(
        m.span.start == 0 and m.rule == "subject" and _holder_of(m, holders)
        for m in own
    )


def opens_with_another(
    own: Sequence[Mention[Assignment]], above: Sequence[Mention[Assignment]]
) -> bool:
    """Whether a paragraph opens with one agency, and the item above with another.

    "2. UBND các xã bố trí lực lượng." / "Hạt Kiểm lâm theo dõi, đôn đốc …"; "7. Giao
    Sở A chủ trì rà soát." / "Sở B chủ trì theo dõi …".
    """
    head = _opening_of(own, within=0)
    other = _opening_of(above, within=len("Giao "))
    return None not in (head, other) and head != other


# "Trong đó, Sở A được giao chủ trì …"
_AMONG = re.compile(r"(?:Trong đó|Ngoài ra|Riêng|Bên cạnh đó|Đồng thời),?\s+")


_TOLD = re.compile(r"\b(?:đã|sẽ|đang)\b")
_OPENING = 120  # characters of a paragraph that say whether it tells or orders


def opens_for_itself(passage: Passage, own: Sequence[Mention[Assignment]]) -> bool:
    """Whether a paragraph opens with a body of the tables that leads its work.

    "Sở A thường xuyên kiểm tra …", "Trong đó, Sở A được giao chủ trì …", "Định kỳ hằng
    quý, Sở A tổng hợp …".
    """
    among = _AMONG.match(passage.text) or _WHEN_FIRST.match(passage.text)
    start = among.end() if among else 0
    if _TOLD.search(passage.text, start, start + _OPENING):
        return False  # "UBND xã tiếp thu ý kiến, sẽ đề xuất …" is told
    cue = _GIVES.match(passage.text)  # "Giao Văn phòng đôn đốc …"
    starts = {start, cue.end() if cue else start}
    return any(
        m.span.start in starts
        and (m.value.agency.known or is_unit(m.value.agency.name))
        and not m.value.agency.collective
        and m.value.role is not Role.COORDINATE
        for m in own
    )


def asks_all(passage: Passage) -> bool:
    """Whether a paragraph has everybody report, or says where reports are to go.

    "Định kỳ trước ngày 20 hằng tháng, các đơn vị gửi báo cáo về Sở A": of the whole
    document, whatever item stands above.
    """
    text = passage.text.strip()
    when = _WHEN_FIRST.match(text)
    reports = _ALL_REPORT.match(text, when.end() if when else 0)
    return reports is not None or SENT_IN.match(text) is not None


_ALL_REPORT = re.compile(
    r"(?:yêu cầu |đề nghị )?(?:tất cả )?"
    r"(?:các|(?:thủ trưởng|lãnh đạo|người đứng đầu)(?: các)?) (?:cơ quan|đơn vị|sở|ban|"
    r"bộ|ngành|địa phương|tổ chức|xã|phường|trường|doanh nghiệp|chủ đầu tư)\b"
    r"[^.;:]{0,120}?\b(?:báo cáo|gửi|nộp)\b",
    re.IGNORECASE,
)
# "Định kỳ trước ngày 20 hằng tháng, …", "Hằng tuần (chiều thứ Sáu), …"
_WHEN_FIRST = re.compile(
    r"\W*(?:định kỳ|hằng|hàng|mỗi|trước|chậm nhất|cuối|vào|từ|trong|sau|đến|quý|tháng|"
    r"ngày)\s(?:\([^()]*\)|[^.;:,()]){2,70},\s+",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\s*(?:Giao|Đề nghị|Yêu cầu)\s+(?=[A-ZĐÔƯỦ])")


def is_unit(name: str) -> bool:
    """Whether a name that no table knows may be a unit of the issuer's own.

    >>> is_unit("Tổ Tiểu học"), is_unit("Công ty A")
    (True, False)
    """
    return _UNIT.match(name) is not None


# A unit of the issuer's own, which no table knows: "Tổ Tiểu học của Phòng kiểm tra …"
_UNIT = re.compile(
    rf"(?!Ban Thường vụ|Ban Chấp hành)(?:{_WORDS['units_of_the_house']})(?!\w)"
)


def _opening_of(told: Sequence[Mention[Assignment]], within: int) -> str | None:
    """The name of the known agency that opens a passage as its subject."""
    names = (
        m.value.agency.name
        for m in told
        if m.span.start <= within and m.rule in _AS_SUBJECT and m.value.agency.known
    )
    return next(names, None)


_AS_SUBJECT = ("subject", "leads_by_words")


def by_whole_names(
    own: Sequence[Mention[Assignment]], holders: Sequence[Mention[Agency]]
) -> list[Mention[Assignment]]:
    """Whom an item charges, less those who are the heading's own, named in short."""
    return [
        m
        for m in own
        if not m.value.agency.name.lower().endswith(_SHORT_GROUPS)
        or _holder_of(m, holders) in (None, m.value.agency.name)
    ]


# Lists that are named in short: "các trường" below "Các trường mầm non, tiểu học"
_SHORT_GROUPS = words_of("agency_words", "short_groups")


def _holder_of(
    mention: Mention[Assignment], holders: Sequence[Mention[Agency]]
) -> str | None:
    """The name of the one holder whom a subject names, whole or by its first words."""
    name = mention.value.agency.name.casefold()
    names = [h.value.name for h in holders]
    return next((n for n in names if f"{n} ".casefold().startswith(f"{name} ")), None)


def issuer_charges(passage: Passage, own: Sequence[Mention[Assignment]]) -> bool:
    """Whether a paragraph tells whom the issuer charges: "Bộ giao Cục A …"."""
    return any(
        m.value.agency.known and _ISSUER_ASKS.fullmatch(passage.text[: m.span.start])
        for m in own
    )


_ISSUER_ASKS = re.compile(
    rf"\s*(?:{_WORDS['issuers']})\b[^,.;:()]{{0,60}}?\s?"
    r"(?:giao|yêu cầu|đề nghị|phân công)\s+(?:các\s+)?"
)


def reporters(text: str, drafts: Sequence[Draft]) -> tuple[Mention[Agency], ...]:
    """Who is charged right above a paragraph that goes on with the same order.

    "Giao Bộ A chủ trì … ." and then "Báo cáo kết quả trước ngày 20/5/2027." or
    "Đồng thời, tham mưu …".
    """
    above = drafts[-1] if drafts else None
    if above is None or above.label or not _GOES_ON.match(text):
        return ()
    return tuple(
        Mention(m.passage, m.span, m.value.agency, m.rule, m.score, m.flags)
        for m in above.own
        if m.rule in GOING_ON and m.value.role is not Role.COORDINATE
    )


def opens_orders(node: Node, doc_type: str | None, drafts: Sequence[Draft]) -> bool:
    """Whether a letter's paragraph asks: those behind it go on with its orders.

    "UBND tỉnh đề nghị các sở:" stands above; so they do in a report that tells of a
    letter which asks.
    """
    if node.kind is not NodeKind.PARAGRAPH:
        return False
    if doc_type is None and TOLD_ORDER.search(node.passage.text):
        return True
    asks = any(m.rule in ASKING for d in drafts for m in d.own)
    return doc_type == "CV" and asks


def order_behind_colon(text: str) -> int | None:
    """Where the order begins that a paragraph announces and gives itself.

    >>> order_behind_colon("Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở A rà soát.")
    38
    """
    found = _ANNOUNCED.search(text)
    return found.end() if found else None


_ANNOUNCED = re.compile(
    r"\b(?:ý kiến(?: chỉ đạo| kết luận)?|chỉ đạo|kết luận|với nội dung|nêu rõ)"
    r"(?: như sau)?:\s+"
    r"(?=(?:Giao|Yêu cầu|Đề nghị)\s)"
)


def asked_from_above(text: str) -> bool:
    """Whether the heads of Party or State order work and name nobody to do it.

    >>> asked_from_above("Bộ Chính trị, Ban Bí thư yêu cầu khẩn trương rà soát.")
    True
    """
    text = _BESIDES.sub("", text, count=1)
    found = FROM_ABOVE.match(text)
    return found is not None and opens_with_verb(text[found.end() :])


_BESIDES = re.compile(r"(?:Cùng với đó|Bên cạnh đó|Ngoài ra|Đồng thời|Theo đó),\s")


FROM_ABOVE = re.compile(
    r"(?:Bộ Chính trị|Ban Bí thư|(?:Phó )?Thủ tướng(?: Chính phủ)?|Chính phủ)"
    rf"(?: [{CAPITALS}]\w*){{0,5}}"
    r"(?:(?:,| và) (?:Bộ Chính trị|Ban Bí thư|Thủ tướng(?: Chính phủ)?))?"
    r" (?:cũng |còn )?(?:yêu cầu|đề nghị|giao|(?:đặc biệt )?lưu ý) (?=\w)"
)
