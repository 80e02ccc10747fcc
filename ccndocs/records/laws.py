"""Laws: what a page quotes of them, and pages that are pieces of one.

A law's duties are standing rules, no orders: a page that answers "Ai có trách nhiệm
…?" out of Luật, Nghị định or Thông tư, or a law without its letterhead, has no tasks.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.draft import Draft
from ccndocs.records.sections import SectionKind, kind_of_title
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import orders_at_end, orders_within

_LAW = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Thông tư|Quy chế|Nội quy|Điều lệ|"
    r"Công ước|Quy định (?:ban hành )?kèm theo|Nghị quyết (?:số )?\d+/(?:19|20)\d\d)"
)
_PLACE = r"(?:[Đđ]iểm \w{1,2}|[Kk]hoản \d+|[Đđ]iều \d+\w?)"
# "Căn cứ khoản 5 Điều 52 Luật …, quy định như sau:", "Tại Điều 3 Quy chế … như sau:".
_QUOTES = re.compile(
    rf"[^.:;]{{0,160}}?\b{_PLACE}\b[^.:;]{{0,60}}?\b{_LAW}\b(?P<rest>.{{0,400}}?"
    r"\b(?:quy định|hướng dẫn|nêu rõ|như sau|bao gồm|gồm|cụ thể)\b.{0,200})"
    r"(?::|(?:như sau|sau đây))\W*$",
    re.DOTALL,
)
# "Khoản 2 Điều 7 Luật …:" and no more, or a part of a report.
_GIVES = re.compile(
    r".{0,200}?\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục)\s+[\da-zđ].{0,80}?"
    rf"\b(?:{_LAW}|Quy định|Báo cáo)\b(?P<rest>.*):\s*$",
    re.DOTALL,
)
# Rules of a province, whose number has the year: "Quyết định 38/2025/QĐ-UBND quy định".
_YEARED = re.compile(
    r"(?:Căn cứ|Theo|Tại)\b.{0,80}\bQuyết định (?:số )?\d+/(?:19|20)\d\d/QĐ"
    r"(?P<rest>.{0,300}\b(?:quy định|như sau)\b.{0,200}):\W*$",
    re.DOTALL,
)
# "Căn cứ Điều 3 Quyết định 15/QĐ-TTg quy định nhiệm vụ, quyền hạn của Ban như sau:"
_QUOTES_FUNCTIONS = re.compile(
    r"(?:Căn cứ|Theo|Tại)\b.{0,120}?\b(?:quy định|nêu rõ)\s(?:về )?(?:các )?"
    r"(?:chức năng|nhiệm vụ(?:,| và) quyền hạn|quyền hạn)\b.{0,160}:\W*$",
    re.DOTALL,
)
# "Tại Điều 5 Quy định số 31-QĐ/TW quy định Ban Chỉ đạo có nhiệm vụ:[5]", "Căn cứ Điều 3
# Quyết định 15/QĐ-BXD thì cơ cấu tổ chức của Trung tâm bao gồm:"; no plan's article
_QUOTES_DUTIES = re.compile(
    r"(?:Căn cứ|Theo|Tại)\b[^.;:]{0,60}?\b[Đđ]iều \d+\b(?![^:]*\b(?:Kế hoạch|Chỉ thị|"
    r"Công văn|Thông báo|giao|phân công|yêu cầu|đề nghị|(?<!Ban )chỉ đạo)\b).{0,160}?"
    r"\b(?:quy định|nêu rõ|thì)\s(?:về )?(?:các |\d+ )?"
    r"(?:[A-ZĐ][^.;:,]{0,80}?\scó (?:các |những )?)?"
    r"(?P<rest>(?:chức năng|nhiệm vụ(?! (?:chi|trọng tâm|cụ thể|của các))|quyền hạn|"
    r"cơ cấu tổ chức|(?:nguyên tắc|chế độ) làm việc)(?:(?:,| và) (?:nhiệm vụ|quyền "
    r"hạn))*\b[^,;:]{0,120}):\W*(?:\[\d+\]\W*)?$",
    re.DOTALL,
)
# "Căn cứ Điều 5 Nghị định …, UBND tỉnh yêu cầu thực hiện các nội dung sau:".
_ORDERS = re.compile(
    r"\b(?:UBND|HĐND|Ủy ban|Bộ|Sở|Ban|Cục|Chủ tịch|Thủ tướng|Chính phủ|Tổng cục|"
    r"Giám đốc)\b[^.;:]{0,80}?\b(?:yêu cầu|đề nghị|giao(?! dịch)|chỉ đạo|kết luận|"
    r"có ý kiến)\b"
)

_ASK = re.compile(r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận)\b(?! của)", re.I)


_ISSUES_PLAN = re.compile(
    r"\bban hành (?:kèm theo )?(?:kế hoạch|chương trình|đề án|phương án|hướng dẫn|"
    r"chỉ thị|thông báo)\b(?!.*\bban hành kèm theo\b)",
    re.IGNORECASE | re.DOTALL,
)


def quotes_law(text: str) -> bool:
    """Whether a paragraph opens what a law says.

    >>> quotes_law("Căn cứ khoản 5 Điều 52 Luật Phòng bệnh 2031 quy định như sau:")
    True
    >>> quotes_law("Căn cứ Điều 5 Nghị định số 3/2031/NĐ-CP, UBND tỉnh yêu cầu:")
    False
    >>> quotes_law("Theo Điều 2 Quyết định 9/QĐ-BYT thì nhiệm vụ của Viện như sau:")
    True
    """
    text = text.strip()
    if _ISSUES_PLAN.search(text):
        return False  # "… ban hành Kế hoạch thi hành Luật … với các nội dung sau:"
    if _GIVES.match(text) and not _ASK.search(text):
        return True
    if _QUOTES_FUNCTIONS.match(text):
        return True
    found = _QUOTES.match(text) or _YEARED.match(text) or _QUOTES_DUTIES.match(text)
    return found is not None and not _ORDERS.search(found["rest"])


def quoted_laws(nodes: Sequence[Node], doc_type: str | None) -> frozenset[int]:
    """The passages that only tell what a law says.

    In a letter those are the marked items right below the words that quote; a page of
    no type goes on to answer out of the law, up to words that order.
    """
    told: set[int] = set()
    inside = first = False
    for node in (n for top in nodes for n in top.walk()):
        text = node.passage.text.strip()
        opens = quotes_law(text)
        if opens:
            inside = True
        elif inside and not first and _ends(node, text, doc_type):
            inside = False
        first = opens  # right below stands the title of the article that is quoted
        if inside:
            told.add(node.passage.id)
    return frozenset(told)


def _ends(node: Node, text: str, doc_type: str | None) -> bool:
    """Whether a quotation is over where this node begins."""
    if doc_type is None:
        if node.kind not in _HEADS:
            return False
        titles = len(text) < _LONGEST_TITLE and kind_of_title(text) is SectionKind.TASKS
        asks = orders_at_end(text) or orders_within(text) or _TELLS_ACT.match(text)
        return bool(titles or asks)
    return node.kind in _ENDING and not text.startswith(("“", '"'))


# "Theo Quyết định 214/QĐ-UBND, trách nhiệm của các đơn vị như sau:": an act, no law.
_TELLS_ACT = re.compile(
    r"(?:theo|tại|căn cứ)\b.{0,60}\b(?:quyết định|chỉ thị|công điện|thông báo|kế hoạch|"
    r"công văn|kết luận)\s+(?:số\s+)?\d+[-/](?!(?:19|20)\d\d/).*:\W*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TITLE = 120
_ENDING = frozenset(
    {NodeKind.PARAGRAPH, NodeKind.HEADING, NodeKind.UPPER, NodeKind.ROMAN}
)
_HEADS = frozenset(
    {
        NodeKind.PARAGRAPH,
        NodeKind.HEADING,
        NodeKind.UPPER,
        NodeKind.ROMAN,
        NodeKind.NUMBER,
    }
)


def asked_parts(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages of a page below words that ask, up to a question or to a law.

    "Theo Chỉ thị 24/CT-TTg, Thủ tướng yêu cầu các bộ như sau:", "(1) …", and then "Cơ
    quan nào cấp phiếu?", which the page answers out of a law.
    """
    asked: set[int] = set()
    inside = False
    for node in (n for top in nodes for n in top.walk()):
        text = node.passage.text.strip()
        opens = text.endswith(":") and any(p.match(text) for p in _ASKING)
        opens = opens and _ARTICLE.search(text) is None
        if opens and not quotes_law(text):
            inside = True
        elif quotes_law(text) or (node.kind in _ENDING and text.endswith("?")):
            inside = False
        elif inside:
            asked.add(node.passage.id)
    return frozenset(asked)


_ARTICLE = re.compile(r"\b[Đđ]iều \d")  # of a decision on somebody's functions
# "Giao Đảng ủy A chỉ đạo:", "Chính phủ yêu cầu các bộ theo chức năng được giao:"
_ASKING = (
    _TELLS_ACT,
    re.compile(r"Giao\s"),
    re.compile(
        r"(?:[^:]{0,400}[,;.]\s)?(?:Phó )?"
        r"(?:Bộ Chính trị|Ban Bí thư|Thủ tướng|Chính phủ|Bộ trưởng|Bộ|UBND|"
        r"Ủy ban nhân dân|Chủ tịch|Sở)\b[^.,;:]{0,60}?\s"
        r"(?:yêu cầu|đề nghị|giao|chỉ đạo)\s(?!của\b)"
    ),
)


# A page of the codified law: "Điều 45.1.TT.70.4. Trình tự thu hồi …".
_CODIFIED = re.compile(r"(?:Điều )?\d+(?:\.\d+)*\.(?:LQ|NĐ|TT|TL|PL|QĐ|NQ)\.\d")
_ITSELF = re.compile(
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư(?: liên tịch)?|Hiến pháp|Điều lệ|"
    r"Công ước|Hiệp định) này\b"
)
_PARTS = re.compile(
    r"\b(?:Điều|[Kk]hoản|(?<!thời )(?<!địa )[Đđ]iểm|Chương|Mục) này\b|"
    r"\(Điều \d+ (?:Luật|Nghị định|Thông tư)\b|"
    r"\b(?:Chính phủ|Bộ trưởng Bộ [^,.;]{3,50}) quy định\b"
)
_CITED = re.compile(
    r"\b(?:điểm [a-zđ]|khoản \d+) (?:khoản \d+ )?Điều \d+ (?:của )?"
    r"(?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh)\b"
)
_ACT = re.compile(
    r"\b(?:Quyết định|Nghị quyết|Chỉ thị|Công điện|Công văn|Kế hoạch|Thông báo|"
    r"Chương trình|Đề án|Hướng dẫn) này\b"
)
_ASKS = re.compile(
    r"(?:^|[,;.]\s)(?:[^,;.]{0,60}\s)?(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao) "
    r"(?:[Cc]ác (?:sở|Sở|bộ|Bộ|cơ quan|đơn vị)|Sở|Bộ|UBND|Ủy ban|Công an|Chủ tịch|"
    r"Giám đốc|Thủ trưởng|Cục|Ban)\b"
)
_MOST = 5  # articles, with which a page without letterhead is a law


def is_law(nodes: Sequence[Node], quoted: frozenset[int] = frozenset()) -> bool:
    """Whether a text without letterhead is a stretch of a law, or explains one.

    It speaks of itself as "Nghị định này", of its parts as "Điều này", or cites; its
    articles have high numbers; and it asks nobody by name, nor is it an act that does.
    What it quotes of laws (`quoted`) does not make it one: news of a directive goes on
    so.
    """
    walked = [n for top in nodes for n in top.walk() if n.passage.id not in quoted]
    passages = [node.passage.text for node in walked]
    if any(_CODIFIED.match(text) for text in passages):
        return True
    itself, parts, cited, acts, asks = (
        sum(len(pattern.findall(text)) for text in passages)
        for pattern in (_ITSELF, _PARTS, _CITED, _ACT, _ASKS)
    )
    articles = [n for n in walked if n.kind is NodeKind.DIEU]
    if not acts and any(int(n.label) > _MOST for n in articles if n.label.isdecimal()):
        return True
    if _sets_out_work(walked, itself + parts + cited):
        return False
    if acts:
        return itself + parts > acts
    told = itself + parts > 0 or len(articles) > 1 or cited > 1
    return told and itself + parts + cited + len(articles) > asks


def _sets_out_work(walked: Sequence[Node], laws: int) -> bool:
    """Whether somebody asks there, or days and lines say by when and by whom.

    News of what the Prime Minister asks may go on with the law; a plan to carry out a
    law cites it all along. `laws`: how often the page speaks of them.
    """
    texts = [node.passage.text for node in walked]
    lines = sum(node.kind is NodeKind.ROLE_LINE for node in walked)
    dated = sum(_DATED.search(text) is not None for text in texts)
    asked = sum(_ISSUER_ASKS.search(text) is not None for text in texts)
    return lines > _MOST_LINES or (asked + dated > 0 and laws <= 3 * (asked + dated))


_MOST_LINES = 3
_DATED = re.compile(
    r"\b(?:trước|trong|xong|chậm nhất|hoàn thành)\b[^.;:]{0,20}"
    r"(?:\b\d\d?[/.]\d\d?[/.]20\d\d|\b(?:quý [IV]+|tháng \d\d?)[/ ](?:năm )?20\d\d)",
    re.IGNORECASE,
)
_ISSUER_ASKS = re.compile(
    r"(?:^|[.;,] )(?:Phó )?(?:Thủ tướng|(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân) (?:tỉnh|"
    r"thành phố|TP|huyện|xã)|Bí thư (?:Tỉnh|Thành) ủy|Bộ trưởng|Bộ|Sở)\b"
    r"[^.,;:]{0,40}?\s"
    r"(?:yêu cầu\b(?! của)|(?:giao|chỉ đạo|đề nghị) (?:các |cho )?"
    r"(?:Sở|Bộ|UBND|Ủy ban|Văn phòng|Ban|Công an|sở|bộ|cơ quan|đơn vị|địa phương)\b)"
)


def given(draft: Draft) -> bool:
    """Whether an item among laws gives work to somebody: "Giao Sở Y tế chủ trì …".

    Laws give rules to levels and groups: "Giao Ủy ban nhân dân cấp xã lập …".
    """
    text = draft.passages[0].text.lstrip()
    gives = _GIVES_WORK.match(text)
    return gives is not None and any(
        m.value.agency.known
        and not (m.value.agency.collective or " cấp " in m.value.agency.name)
        and m.span.start <= gives.end() + 1
        and not _HEADS_OF_STATE.match(m.value.agency.name)
        and not _GIVES_RULES.match(text[m.span.stop :])
        for m in draft.own
    )


_GIVES_WORK = re.compile(
    r"(?:\w+,?\s){0,8}?[Gg]iao\s+(?!thông|dịch|ban\b)|(?:Yêu cầu|Đề nghị)\s+"
)
_HEADS_OF_STATE = re.compile(
    r"(?:Bộ trưởng|Bộ Chính trị|Ban Chấp hành|Thủ tướng|Chính phủ|Quốc hội|"
    r"Chủ tịch nước)"
)
_GIVES_RULES = re.compile(
    r"[^.;]{0,12}?\b(?:hướng dẫn thi hành|quy định|ban hành|xét|xem xét)\b"
)
