"""Items that only open, close, justify, praise or note: a formula, and no order.

Each rule reads one item. Where somebody known acts in it (`acting`), or where it sets
a day by which something is done, the words beside the formula order all the same: every
rule says itself which of these proofs it yields to.
"""

from __future__ import annotations

from collections.abc import Callable

from ccndocs.records.acting import (
    acts,
    acts_behind,
    acts_first,
    behind_stop,
    tells_first,
)
from ccndocs.records.calls import ASKS_BACK, REPORTS_BY
from ccndocs.records.draft import Item
from ccndocs.records.viewed import only_views
from ccndocs.types.tree import Node
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import only_acknowledges, orders_within
from ccndocs.vi.formulas import (
    ASSIGNS_LATER,
    BASIS,
    BYLINE,
    CLOSING,
    DIFFICULTIES,
    DISSOLVES,
    ENCLOSED,
    EXECUTION,
    FORM_NOTE,
    FURNITURE,
    ISSUED,
    MEMBER,
    OBEY,
    OFFICE_TELLS,
    PARTICULAR,
    PETITIONS,
    RECEIVED,
    REFERS,
    RIGHTS,
    SENDS,
    SENT_IN,
    TALLY,
    THANKS,
    WISH,
)
from ccndocs.vi.recipients import RECIPIENT, RECIPIENTS_RUN
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

_WORDS = word_lists("item_words")


def is_formula(item: Item) -> bool:
    """Whether the item only opens, closes, justifies or praises."""
    if any(rule(item) for rule in _ANYWHERE):
        return True
    return item.unmarked and any(rule(item) for rule in _UNMARKED)


def of_the_page(node: Node) -> bool:
    """Whether a paragraph belongs to the web page: "Xem văn bản tại đây"."""
    return FURNITURE.match(node.passage.text.strip()) is not None


def _tells_rights(item: Item) -> bool:
    """Whether an item says what somebody may do, or need not.

    "Trả kết quả trên phần mềm, người bệnh không phải đi lấy giấy" orders, and so do
    "Báo ngay cho cấp có quyền điều khiển khi có sự cố" and "Sở A rà soát người được
    hưởng chế độ".
    """
    text = item.text
    found = RIGHTS.match(text)
    if found is None:
        return False
    named_by = found.end()
    complains = _COMPLAINS.match(text, named_by) and not item.sets_a_day
    if acts_first(item, named_by) or (acts_behind(item) and not complains):
        return False
    if found[0].casefold().endswith("không phải ") and opens_with_verb(text):
        return False
    if opens_with_verb(text) and _WHO_MAY.search(found[0]):
        return False
    return not _is_work(text)


# "Hộ dân có quyền [khiếu nại]; UBND xã giải quyết trong 30 ngày": a procedure
_COMPLAINS = re.compile(r"\s(?:khiếu nại|tố cáo|khởi kiện|kháng cáo|kháng nghị)\b")
# "cho cấp điều độ có quyền điều khiển", "các đối tượng được hưởng chính sách": whom
_WHO_MAY = re.compile(
    r"(?<!^)\b(?:cấp|người|đối tượng|cơ quan|bên)\b[^,.;:]{0,30}\s"
    r"(?:có quyền|được hưởng)$",
    re.IGNORECASE,
)
# "Tổ chức hành nghề luật sư có quyền …", "Lãnh đạo cơ quan được hưởng …"
_ACTOR_LIKE_A_VERB = re.compile(
    rf"(?:{_WORDS['actors_like_verbs']}|{_WORDS['bodies_like_verbs']})(?!\w)",
    re.IGNORECASE,
)


def _is_work(text: str) -> bool:
    """Whether a verb of two syllables opens a text, and no body that reads like one."""
    work = text[:1].lower() + text[1:]
    return clear_verb_at(work, 0) and _ACTOR_LIKE_A_VERB.match(work) is None


def _is_member(item: Item) -> bool:
    """An entry of a list of members."""
    return MEMBER.match(item.text) is not None


def _is_particular(item: Item) -> bool:
    """A project's particular, or whose a decision is; "…: Sở A rà soát" orders."""
    found = PARTICULAR.match(item.text)
    if found is None or item.is_due:
        return found is not None and not item.own
    return _IS_SO.match(item.text) is not None or not acts_behind(item)


# "Hình thức quản lý dự án: Chủ đầu tư trực tiếp quản lý dự án", "Thẩm quyền phê duyệt:
# Sở A thẩm tra, UBND tỉnh phê duyệt"
_IS_SO = re.compile(
    r"(?:hình thức|loại)|"
    r"(?:về )?thẩm quyền\b[^:]*:[^,;.]*?"
    r"\b(?:thẩm (?:tra|định)|(?:phê|xét) duyệt|quyết định)\b",
    re.IGNORECASE,
)


def _executes(item: Item) -> bool:
    """Who carries a decision out; "Sở A bố trí tiền thực hiện …" is work."""
    return EXECUTION.search(item.text) is not None and not acts(item)


def _dissolves(item: Item) -> bool:
    """When a body ends; "Sở A hướng dẫn các hội tự giải thể" orders."""
    found = DISSOLVES.search(item.text)
    return found is not None and not (
        acts_first(item) and not _ITSELF.search(item.text[: found.start()])
    )


_ITSELF = re.compile(r"(?:[,;.]|\bvà|\bsẽ)\s*$")  # "… làm việc theo quy chế và tự …"


def _tells_difficulties(item: Item) -> bool:
    """Whom to ask where difficulties arise; "Sở A tháo gỡ khó khăn …" orders."""
    found = DIFFICULTIES.match(item.text)
    if found is None:
        return False
    return _MAY_ARISE.search(found[0]) is not None or not acts_behind(item, comma=True)


_MAY_ARISE = re.compile(r"\b(?:nếu|khi|có|gặp|phát sinh)\b", re.IGNORECASE)


def _is_enclosed(item: Item) -> bool:
    """Where particulars stand; what is to be sent by a day is work."""
    if ENCLOSED.match(item.text) is None:
        return False
    return not (item.is_due or SENT_IN.match(item.text) or acts_behind(item))


def _wishes(item: Item) -> bool:
    """What voters ask for."""
    return WISH.match(item.text) is not None


def is_recipient(item: Item) -> bool:
    """An entry of "Nơi nhận"; "Các xã lập danh sách gửi Sở A (để báo cáo)" orders."""
    text = item.text
    run = not item.own and RECIPIENTS_RUN.match(text)
    one = RECIPIENT.match(text)
    return bool(one or run) and not (acts_first(item) or _is_work(text))


def _notes_form(item: Item) -> bool:
    """How to fill a form in; "Ghi chú: Giao Sở A …" orders.

    "Ghi chú: Các đơn vị điền đủ các cột" notes only.
    """
    groups = all(m.value.agency.collective for m in item.own)
    works = acts_behind(item) and not groups
    return FORM_NOTE.match(item.text) is not None and not works


def _closes(item: Item) -> bool:
    """A closing formula, or where an answer sends who asked."""
    text = item.text
    if not (CLOSING.match(text) or REFERS.match(text) or _tells_of_itself(item)):
        return False
    if ASSIGNS_LATER.search(text) or behind_stop(item):
        return False
    asks = RECEIVED.match(text) or ASKS_BACK.match(text)
    return not (asks and REPORTS_BY.search(text))


def _tells_of_itself(item: Item) -> bool:
    """What an office lets know; a marked item that names what is sent orders.

    "Văn phòng UBND tỉnh thông báo để các sở biết"; not "2. Sở A gửi danh sách nợ thuế
    cho Công an tỉnh để phối hợp".
    """
    text = item.text
    if OFFICE_TELLS.match(text) is None or item.is_due:
        return False
    return item.unmarked or _LETS_KNOW.search(text) is not None


_LETS_KNOW = re.compile(
    r"\b(?:biết|này|nêu trên|trân trọng|(?:thông báo|gửi|kính báo) (?:để|đến|tới))\b|"
    r"\./\.",
    re.IGNORECASE,
)


def _is_courtesy(item: Item) -> bool:
    """Thanks, what a page sets around a text, or who wrote it."""
    text = item.text
    thanks = THANKS.match(text) and not (acts_first(item) and item.is_due)
    return bool(thanks or FURNITURE.match(text) or BYLINE.match(text))


def _petitions(item: Item) -> bool:
    """What the issuer asks of those above; with a day, and work before, an order."""
    works = item.is_due and acts_first(item) and not tells_first(item)
    return PETITIONS.match(item.text) is not None and not works


def _tells(item: Item) -> bool:
    """What has been issued, what an issuer sends, what falls to whom."""
    text = item.text
    if ISSUED.match(text) or TALLY.match(text) or only_acknowledges(text):
        return True
    return SENDS.match(text) is not None and not item.sets_a_day


def _is_basis(item: Item) -> bool:
    """A ground; among orders "Căn cứ Kế hoạch số 5, Sở A tổ chức …" is one of them."""
    text = item.text
    if BASIS.match(text) is None or orders_within(text):
        return False
    return not (item.among_orders and acts_behind(item, comma=True))


def _only_obeys(item: Item) -> bool:
    """A bare order to obey; "Yêu cầu Sở A kiểm tra việc thực hiện …" is work."""
    text = item.text
    if OBEY.search(text) is None or ASSIGNS_LATER.search(text):
        return False
    groups = all(m.value.agency.collective for m in item.own)
    return not (REPORTS_BY.search(text) or (acts(item) and not groups))


Rule = Callable[[Item], bool]
_ANYWHERE: tuple[Rule, ...] = (
    only_views,
    _tells_rights,
    _is_member,
    _is_particular,
    _executes,
    _dissolves,
    _tells_difficulties,
    _is_enclosed,
    _wishes,
    is_recipient,
    _notes_form,
    _closes,
)
_UNMARKED: tuple[Rule, ...] = (
    _is_courtesy,
    _petitions,
    _tells,
    _is_basis,
    _only_obeys,
)
"""Asked of paragraphs without a mark only."""
