"""Whether an item is a task: by whom it charges, its first word, where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.records.calls import (
    assigned,
    calls_everybody,
    lists_elsewhere,
    says_whose_money,
)
from ccndocs.records.charging import ASKING, CHARGING, CLOSING_DOER, SAYING_WHO
from ccndocs.records.draft import OPENING, Item, Scope
from ccndocs.records.formulaic import is_formula
from ccndocs.records.item_words import (
    is_particular,
    is_whole_order,
    only_names_unit,
    opens_with_work,
    says_when,
)
from ccndocs.records.normed import only_norm
from ccndocs.records.outstanding import is_stage, stands_out
from ccndocs.records.sections import (
    ALL_ORDERS,
    DECIDING_TYPES,
    SETTING_WORK,
    SectionKind,
)
from ccndocs.records.silence import believed, is_silent, only_told
from ccndocs.records.standing import (
    FROM_ABOVE,
    asked_from_above,
    is_unit,
    order_behind_colon,
)
from ccndocs.records.viewed import charges_behind
from ccndocs.types.mention import Assignment, Mention
from ccndocs.types.tree import NodeKind, Passage
from ccndocs.vi.above import orders_everybody
from ccndocs.vi.bodies import names_actor, opens_with_body
from ccndocs.vi.cues import (
    ASKS_SOMEBODY,
    STATEMENT,
    TOPIC,
    orders_within,
    tells_past,
)
from ccndocs.vi.formulas import (
    ASSIGNS_LATER,
    CLOSING,
    CONSENT,
    LAW_SAYS,
    NORM,
    OBEY,
    SENT_IN,
    SUPPORT_LEVEL,
)
from ccndocs.vi.press import asks_for_work
from ccndocs.vi.told import tells_of_body
from ccndocs.vi.verbs import opens_with_verb


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an item is held to be: `sure`, or a task only if role lines say so.

    `orders`: its words order something ("Rà soát …"), whoever is charged.
    """

    sure: bool
    reason: str
    orders: bool = True


def judge(item: Item, scope: Scope, doc_type: str | None) -> Verdict | None:
    """Whether the item is a task, and why; None: it is none."""
    text = item.text
    if _is_out(item, scope, doc_type):
        return None
    charged = _charged(item, scope, doc_type)
    if scope.kind is SectionKind.FUNDING:
        return _pays(item, charged)
    calls = item.unmarked and not scope.section and calls_everybody(text, charged)
    if calls or (says_whose_money(text, charged) and not item.is_due):
        return None
    if lists_elsewhere(text, charged) or (is_particular(text) and not charged):
        return None
    topic = _is_topic(item) or (scope.topics and not opens_with_verb(text))
    if topic and not any(m.rule in SAYING_WHO for m in charged):
        return Verdict(False, "a topic that a list names", orders=False)
    asked = any(m.rule in ASKING for m in charged) or charges_behind(item)
    if (tells_past(text) and not asked) or _retells(item, scope, charged, doc_type):
        return None
    if charged:
        return Verdict(True, _charges(charged))
    if scope.holders and item.node.kind is not NodeKind.HEADING:
        names = ", ".join(m.value.name for m in scope.holders)
        return Verdict(True, f"stands under words that charge {names}")
    if scope.kind is SectionKind.NONE and is_stage(item):
        return Verdict(True, "a stage of the work and its time")
    return _judge_order(item, scope, doc_type)


def _is_out(item: Item, scope: Scope, doc_type: str | None) -> bool:
    """Whether an item is none by its form or its place, whoever acts in it."""
    worded = any(map(str.isalpha, item.text))  # no page's number
    if not worded or (scope.kind is SectionKind.NONE and not stands_out(item, scope)):
        return True
    told = is_formula(item) or only_norm(item, doc_type)
    return told or is_silent(item, doc_type) or only_names_unit(item)


def _pays(item: Item, charged: Sequence[Mention[Assignment]]) -> Verdict | None:
    """A section on money orders only where somebody is told to provide it."""
    named = [
        m
        for m in charged
        if (item.is_due or not m.value.agency.collective)
        and (m.value.agency.known or m.rule != "agent")
    ]
    return Verdict(True, _charges(named)) if named else None


def _is_topic(item: Item) -> bool:
    """Whether an item only names a matter: "Công tác cấp phép"; not what is due."""
    return TOPIC.match(item.text) is not None and not item.is_due


def _retells(
    item: Item,
    scope: Scope,
    charged: Sequence[Mention[Assignment]],
    doc_type: str | None,
) -> bool:
    """Whether an item of a page tells, or one of any document what a law says."""
    told = only_told(item, scope, charged, doc_type)
    return told or _retells_law(item, scope, charged, doc_type)


def _retells_law(
    item: Item,
    scope: Scope,
    charged: Sequence[Mention[Assignment]],
    doc_type: str | None,
) -> bool:
    """Whether an item tells what a law or a procedure says of whoever it applies to.

    A letter's "Theo Luật Đường bộ, UBND cấp tỉnh có trách nhiệm …"; "Trong thời hạn 10
    ngày kể từ ngày nhận đủ hồ sơ, cơ quan cấp phép trả lời …", where nobody is named.
    """
    text = _ALSO.sub("", item.text, count=1)
    if doc_type is None and item.unmarked and LAW_SAYS.match(text):
        return not any(m.value.agency.known for m in charged)
    if scope.holders:
        return False
    if NORM.match(item.text):
        return not any(m.value.agency.known for m in charged)
    told = (item.unmarked and not item.sets_a_day) or not item.times
    return doc_type == "CV" and told and LAW_SAYS.match(item.text) is not None


_ALSO = re.compile(r"(?:Đồng thời|Ngoài ra|Bên cạnh đó),\s+(?=theo\s)")


def _charged(
    item: Item, scope: Scope, doc_type: str | None
) -> list[Mention[Assignment]]:
    """Whom the words charge, as far as the place of the item lets them be believed."""
    charged = [m for m in item.own if m.rule in CHARGING]
    charged = believed(charged, item, scope, doc_type)
    if not item.unmarked or scope.kind is SectionKind.FUNDING:
        return charged
    if scope.kind is not SectionKind.TASKS:
        # A subject that no table knows is proof enough in a list of orders only.
        below = doc_type in SETTING_WORK and (
            scope.ordered or (bool(scope.section) and _opens_unit(item.own))
        )
        goes_on = below or FROM_ABOVE.match(item.text)
        charged = [
            m
            for m in charged
            if m.value.agency.known
            or goes_on
            or m.rule in ("addressed", "passed_to")
            or (m.rule == "asked" and m.value.agency.name[:1].isupper())
        ]
    if not (scope.section or scope.ordered or scope.holders):
        # Before any order the situation is told: only who opens it is charged.
        order = order_behind_colon(item.text)
        charged = [
            m
            for m in charged
            if m.span.start < OPENING
            or m.rule in ("addressed", "passed_to")
            or (order is not None and m.span.start >= order)
            or (CLOSING.match(item.text) and assigned(m, item.text))
        ]
    return charged


def _opens_unit(own: Sequence[Mention[Assignment]]) -> bool:
    """Whether a unit of the house opens the item: "Công đoàn lo quà Tết"."""
    return any(
        m.rule == CLOSING_DOER
        or (m.span.start == 0 and m.rule == "subject" and is_unit(m.value.agency.name))
        for m in own
    )


def _judge_order(item: Item, scope: Scope, doc_type: str | None) -> Verdict | None:
    """An item that charges nobody, by its first word and where it stands."""
    text, unmarked = item.text, item.unmarked
    verb = opens_with_work(item) and not (STATEMENT.match(text) and not item.is_due)
    if doc_type in DECIDING_TYPES and SUPPORT_LEVEL.match(text):
        return Verdict(False, "a level of support", orders=False)
    if doc_type in DECIDING_TYPES and not scope.ordered:
        if scope.kind is SectionKind.TASKS and verb:
            return Verdict(True, "opens with a verb, in a section of tasks")
        return None
    if (why := _orders_by_form(text)) is not None:
        return Verdict(True, why)
    if scope.ordered and unmarked and asks_for_work(text):
        return Verdict(True, "who orders asks for it and names nobody")
    if unmarked and not (scope.section or scope.ordered):
        return None
    if CONSENT.match(text) and not _THEN_REPORTS.search(text):
        return None
    if not verb:
        told = unmarked or (tells_of_body(text) and not item.is_due)
        return None if told else _judge_marked(item, scope, doc_type)
    if scope.kind is SectionKind.TASKS:
        return Verdict(True, "opens with a verb, in a section of tasks")
    return Verdict(scope.ordered, "opens with a verb, below words of order")


# "Cho phép UBND xã A chi dự phòng, báo cáo kết quả trước ngày 30/4": consent, and work
_THEN_REPORTS = re.compile(
    r",\s+(?:và )?(?:báo cáo|gửi|trình|nộp)\b[^.;]{0,90}?"
    r"\b(?:trước|chậm nhất)\s(?:là )?(?:ngày )?\d"
)


def _judge_marked(item: Item, scope: Scope, doc_type: str | None) -> Verdict:
    """A marked item that no verb opens: by what it says of a time, or where it is."""
    if scope.kind is SectionKind.TASKS and says_when(item):
        return Verdict(True, "says who does what and when, in a section of tasks")
    whole = doc_type in SETTING_WORK and is_whole_order(item.text)
    if whole and scope.kind is SectionKind.TASKS and _opens_with_somebody(item.text):
        return Verdict(True, "opens with somebody's name, in a section of tasks")
    every = scope.ordered and (doc_type in ALL_ORDERS or whole)
    return Verdict(every, f"a marked item below an order of a {doc_type}", False)


def _opens_with_somebody(text: str) -> bool:
    """Whether a body or people open an item: no "Các văn bản phải thể hiện rõ …"."""
    return opens_with_body(text) and (not text.startswith("Các ") or names_actor(text))


def _orders_by_form(text: str) -> str | None:
    """Why a sentence orders whose subject is not told: "Báo cáo gửi về …"."""
    if asked_from_above(text):
        return "whoever is above all asks for it"
    if orders_within(text) and ASKS_SOMEBODY.search(text):
        return "its issuer asks, for reasons that it gives"
    return "what is to be sent, and by when" if SENT_IN.match(text) else None


def worked_on(mention: Mention[Assignment], passage: Passage, scope: Scope) -> bool:
    """Whether "Yêu cầu X …" is what the heading's agency does rather than an order.

    The issuer itself asks with "Đề nghị", and below words that call on everybody
    ("Giám đốc các sở, Chủ tịch UBND các xã tập trung thực hiện:").
    """
    everybody = any(h.value.collective for h in scope.holders)
    if mention.rule not in ASKING or everybody or not scope.holders:
        return False
    if orders_everybody(passage.text):
        return False  # "Thường trực Đảng ủy giao Văn phòng …", whoever stands above
    return not passage.text[: mention.span.start].strip().casefold().startswith("đề")


def without_call(
    own: Sequence[Mention[Assignment]], passages: Sequence[Passage]
) -> list[Mention[Assignment]]:
    """Whom an item charges behind the bare call that opens it.

    "Yêu cầu Chủ tịch UBND các xã thực hiện nghiêm Kế hoạch này. Giao Sở A …".
    """
    ends = {p.id: _call_end(p.text) for p in passages}
    return [m for m in own if m.span.start >= ends.get(m.passage, 0)]


def _call_end(text: str) -> int:
    """Where the bare call ends that opens a passage whose next sentence orders."""
    call = _CALL.match(text)
    return call.end("call") if call and OBEY.search(call["call"]) else 0


_CALL = re.compile(r"\W*(?P<call>(?:yêu cầu|đề nghị)\s[^.;]{10,320}\.)\s+Giao\s", re.I)


def is_verb(mention: Mention[Assignment], passage: Passage, scope: Scope) -> bool:
    """Whether "Lãnh đạo UBND xã …" below a committee of the Party says what it does.

    Nor is anybody charged who is only called on to obey.
    """
    if is_called(mention, passage):
        return True
    if mention.span.start >= len("Lãnh đạo ") or not _LEADS.match(passage.text):
        return False
    return any(_PARTY.match(h.value.name) for h in scope.holders)


def is_called(mention: Mention[Assignment], passage: Passage) -> bool:
    """Whether somebody is only called on to obey, before another is charged.

    "Chỉ thị này có hiệu lực …; các xã nghiêm túc thực hiện. Giao Thanh tra huyện …".
    """
    text = passage.text
    later = ASSIGNS_LATER.search(text) if CLOSING.match(text.strip()) else None
    return later is not None and mention.span.start < later.start()


_LEADS = re.compile(r"\s*Lãnh đạo\s")
_PARTY = re.compile(r"(?:Đảng ủy|Đảng bộ|Chi bộ|Chi ủy|Ban Thường vụ|Ban Cán sự)\b")


def _charges(charged: Sequence[Mention[Assignment]]) -> str:
    return f"charges {charged[0].value.agency.name} (rule {charged[0].rule})"
