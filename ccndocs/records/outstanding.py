"""Orders in sections that hold none: an office, its work and the day it is due."""

from __future__ import annotations

from ccndocs.records.acting import acting
from ccndocs.records.draft import Item, Scope
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import fold


def stands_out(item: Item, scope: Scope) -> bool:
    """Whether an item orders wherever it stands: "Sở A lập hồ sơ trước ngày 5/6/2031".

    Where a section tells what has been done only one who is given the work ("Giao Sở A
    …"); a procedure counts days from an event, and so sets none.
    """
    text = item.node.passage.text
    if not item.is_due or _DONE.search(text):
        return False
    told = _TELLS.match(fold(scope.heading or "")) is not None
    for mention in acting(item):
        head = _OPENS.fullmatch(text[: mention.span.start])
        one = mention.value.agency.known and not mention.value.agency.collective
        if head and one and (head["gives"] or not told):
            return True
    return False


_OPENS = re.compile(r"\W*(?P<gives>(?:Giao|Yêu cầu)\s+(?:cho\s+)?)?")
_DONE = re.compile(r"\bđã\b|\bđang\b")
_TELLS = re.compile(
    r"\W*(?:(?:nhung|cac|mot so|ve) )?(?:ket qua|danh gia|tinh hinh|thuc trang|uu diem|"
    r"ton tai|han che|nguyen nhan|kho khan|boi canh|hien trang|dien bien|viec|y kien|"
    r"dac diem|kien nghi|de xuat|su can thiet|vi sao|ly do)\b"
)
