"""Items that copy what a law, a form or a procedure says, and order nothing."""

from __future__ import annotations

from ccndocs.records.acting import acting, acts, acts_behind
from ccndocs.records.draft import Item
from ccndocs.records.sections import PLANNING_TYPES
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import only_bodies, opens_with_body
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.formulas import PROCEDURE
from ccndocs.vi.norms import (
    RULES,
    enacts,
    is_filled_in,
    is_handed_in,
    is_question,
    legislates,
    treats_a_dossier,
)
from ccndocs.vi.verbs import opens_with_verb

_CLAUSES = re.compile(r"(?<![.…])[.;]\s+")


def only_norm(item: Item, doc_type: str | None) -> bool:
    """Whether an item is a norm, a form's line or a procedure's, and no more.

    "Cá nhân vi phạm thì bị xử lý theo quy định; Công an tỉnh lập danh sách" goes on to
    order, and a day of its own makes an order of "Đối với hồ sơ chưa đủ, Sở A xử lý
    trong tháng 4/2031". A plan lists the acts that are to be made.
    """
    text = item.text
    if item.sets_a_day or _has_actor(item):
        return False
    clauses = _CLAUSES.split(text)[1:]
    if any(_orders(clause) or _acts(clause) for clause in clauses):
        return False
    described = PROCEDURE.match(text)
    if described is not None:
        behind = _orders(text[described.end() :].strip()) or acts_behind(item)
        return not behind
    return any(
        rule(text)
        for rule in RULES
        if not (rule is enacts and doc_type in PLANNING_TYPES)
    )


def _has_actor(item: Item) -> bool:
    """Whether somebody works there beside what is a norm.

    "Thuế tỉnh quản lý doanh nghiệp có trụ sở tại xã khác", "Hộ nghèo được hỗ trợ, UBND
    các xã lập danh sách". Who treats a dossier, makes rules or issues a paper does what
    the norm says: only who is behind that, or is given the work, does more.
    """
    text = item.text
    if is_question(text) or is_filled_in(text):
        return False
    if treats_a_dossier(text):
        return acts_behind(item)
    if is_handed_in(text):
        return acts_behind(item, comma=True) or _made_by(item)
    if legislates(text) or enacts(text):
        return acts_behind(item, after=1, comma=True)
    return acts(item, comma=True)


def _made_by(item: Item) -> bool:
    """Whether somebody is to make the paper: "Phiếu khảo sát do Sở A in"."""
    text = item.node.passage.text
    return any(
        m.rule == "agent" and not _ISSUES.match(text[m.span.stop :])
        for m in acting(item)
    )


_ISSUES = re.compile(
    r"\s+(?:cấp|ban hành|xác nhận|ký|lập|phát hành|chứng thực|công chứng|quy định)\b"
)


def _orders(clause: str) -> bool:
    """Whether a clause opens as an order does: with a verb, or with "Giao"."""
    return opens_with_verb(clause) or ORDER_PREFIX.match(clause) is not None


def _acts(clause: str) -> bool:
    """Whether a clause tells what somebody does: "Công an tỉnh lập danh sách"."""
    return opens_with_body(clause) and not only_bodies(clause)
