"""Orders in sections that hold none: an office, its work and the day it is due."""

from __future__ import annotations

from ccndocs.records.acting import acting
from ccndocs.records.draft import Item, Scope
from ccndocs.records.item_words import STAGE_HEAD
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import fold
from ccndocs.vi.verbs import opens_with_verb


def stands_out(item: Item, scope: Scope) -> bool:
    """Whether an item orders wherever it stands: "Sở A lập hồ sơ trước ngày 5/6/2031".

    Where a section tells what has been done only one who is given the work ("Giao Sở A
    …"); a procedure counts days from an event, and so sets none.
    """
    text = item.node.passage.text
    if _OF_TIMES.match(fold(scope.silent_by)) and is_stage(item):
        return True
    if not item.is_due or _DONE.search(text):
        return False
    told = tells_results(scope.silent_by)
    for mention in acting(item):
        head = HEADS.fullmatch(text[: mention.span.start])
        one = mention.value.agency.known and not mention.value.agency.collective
        if head and one and (head["gives"] or not told):
            return True
    return False


def is_stage(item: Item) -> bool:
    """Whether a marked item is a time and the work of that time.

    "- Quý I/2031: Xây dựng kế hoạch chi tiết", no "- Thời gian: từ tháng 3/2031".
    """
    if item.unmarked or not item.sets_a_day:
        return False
    text = item.node.passage.text
    head = STAGE_HEAD.match(text) or _TIME_HEAD.match(text)
    if head is None or not any(t.span.start < head.end() for t in item.times):
        return False
    work = text[head.end() :]
    return opens_with_verb(work) and len(work.split()) >= _LEAST_WORK


_LEAST_WORK = 3  # words: no "- Tháng 5: Tổ chức."
_TIME_HEAD = re.compile(r"[^:]{4,90}:\s+(?=[^\W\d])")
_OF_TIMES = re.compile(r"(?:[ivx]+\.|[\W\d])*(?:thoi gian|tien do|lo trinh)\b")


def tells_results(title: str) -> bool:
    """Whether what stands below a title mostly tells what has been done.

    >>> tells_results("I. KẾT QUẢ ĐẠT ĐƯỢC"), tells_results("I. MỤC ĐÍCH")
    (True, False)
    """
    return _TELLS.match(fold(title)) is not None


HEADS = re.compile(r"\W*(?P<gives>(?:Giao|Yêu cầu)\s+(?:cho\s+)?)?")
"""What may stand before one who is ordered, in a section that orders nothing."""
_DONE = re.compile(r"\bđã\b|\bđang\b")
_TELLS = re.compile(
    r"(?:[ivx]+\.|[\W\d])*(?:(?:nhung|cac|mot so|ve) )?"
    r"(?:ket qua|danh gia|tinh hinh|thuc trang|uu diem|"
    r"ton tai|han che|nguyen nhan|kho khan|boi canh|hien trang|dien bien|viec|y kien|"
    r"dac diem|kien nghi|de xuat|su can thiet|vi sao|ly do)\b"
)
_FRONT = re.compile(
    r"(?:[ivx]+\.|[\W\d])*(?:(?:mot so|cac|ve) )?(?:muc dich|yeu cau|muc tieu|chi tieu|"
    r"quan diem|dinh huong|can cu|y nghia|nguyen tac|hieu luc|dieu khoan|pham vi|"
    r"doi tuong|trinh tu|thu tuc|ho so|dieu kien|tieu chuan|le phi)\b"
)


def sets_out(title: str) -> bool:
    """Whether a title is of purposes, rules or steps: offices stand there, too.

    >>> sets_out("I. MỤC ĐÍCH, YÊU CẦU"), sets_out("II. THỜI GIAN THỰC HIỆN")
    (True, False)
    """
    return _FRONT.match(fold(title)) is not None
