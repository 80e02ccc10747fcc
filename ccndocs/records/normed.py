"""Items that copy what a law, a form or a procedure says, and order nothing."""

from __future__ import annotations

from ccndocs.records.draft import Item
from ccndocs.records.sections import PLANNING_TYPES
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import names_bodies, opens_with_body
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.formulas import PROCEDURE
from ccndocs.vi.norms import RULES, enacts
from ccndocs.vi.verbs import opens_with_verb

_CLAUSES = re.compile(r"(?<![.…])[.;]\s+")


def only_norm(item: Item, doc_type: str | None) -> bool:
    """Whether an item is a norm, a form's line or a procedure's, and no more.

    "Cá nhân vi phạm thì bị xử lý theo quy định; Công an tỉnh lập danh sách" goes on to
    order, and a day of its own makes an order of "Đối với hồ sơ chưa đủ, Sở A xử lý
    trong tháng 4/2031". A plan lists the acts that are to be made.
    """
    text = item.text
    if item.sets_a_day:
        return False
    clauses = _CLAUSES.split(text)[1:]
    if any(_orders(clause) or _acts(clause) for clause in clauses):
        return False
    described = PROCEDURE.match(text)
    if described is not None:
        return not _orders(text[described.end() :].strip())
    return any(
        rule(text)
        for rule in RULES
        if not (rule is enacts and doc_type in PLANNING_TYPES)
    )


def _orders(clause: str) -> bool:
    """Whether a clause opens as an order does: with a verb, or with "Giao"."""
    return opens_with_verb(clause) or ORDER_PREFIX.match(clause) is not None


def _acts(clause: str) -> bool:
    """Whether a clause tells what somebody does: "Công an tỉnh lập danh sách"."""
    return opens_with_body(clause) and not names_bodies(clause)
