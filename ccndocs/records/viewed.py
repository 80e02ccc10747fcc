"""Items that only give a view: praise, consent, targets, what has been so far."""

from __future__ import annotations

from ccndocs.records.charging import CHARGING
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
        return ORDERS_BEHIND.search(text) is None
    said = ASSESSMENT.match(text) or JUDGES.match(text)
    if said is None:
        return False
    asked = ASKED_BEHIND.search(text)
    return asked is None or not any(
        m.rule in CHARGING and m.span.start >= asked.start() for m in item.own
    )
