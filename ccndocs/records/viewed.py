"""Items that only give a view: praise, consent, targets, what has been so far."""

from __future__ import annotations

import re

from ccndocs.records.charging import CHARGING, GOING_ON
from ccndocs.records.draft import Item
from ccndocs.vi.formulas import ASSESSMENT
from ccndocs.vi.views import ASKED_BEHIND, JUDGES, ORDERS_BEHIND, TARGET, TOLD_SO_FAR


def only_views(item: Item) -> bool:
    """Whether an item praises, consents, tells what was, and charges nobody behind it.

    "Cơ bản thống nhất với báo cáo của Sở A; giao Sở B …" charges Sở B.
    """
    text = item.text
    if TARGET.match(text):
        return not item.own
    if TOLD_SO_FAR.match(text):
        goes_on = ORDERS_BEHIND.search(text) or charges_behind(item)
        return not goes_on and not item.sets_a_day
    said = ASSESSMENT.match(text) or JUDGES.match(text)
    if said is None:
        return False
    asked = ASKED_BEHIND.search(text)
    return asked is None or not any(
        m.rule in CHARGING and m.span.start >= asked.start() for m in item.own
    )


def charges_behind(item: Item) -> bool:
    """Whether a clause behind the first charges somebody with what is to come.

    "Vừa qua, tại xã A xảy ra cháy. Công an tỉnh chủ trì kiểm tra các chợ."
    """
    first = _STOP.search(item.text)
    return first is not None and any(
        m.rule in GOING_ON
        and m.span.start >= first.end()
        and _IS_TOLD.match(item.text, m.span.stop) is None
        for m in item.own
    )


_STOP = re.compile(r"[.;]\s+(?=[A-ZĐÂÔƯ])")
_IS_TOLD = re.compile(
    r"[^.;]*\b(?:đã|đang|nhiều|tích cực|thường xuyên|phát hiện|"
    r"\d[\d.]* (?:lớp|vụ|người|lượt|trường hợp|đợt|cuộc|triệu|tỷ))\b"
)
