"""Documents that set rules rather than orders: what a unit is for, how one applies.

A decision "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Trung tâm X"
tells what holds from then on ("Trung tâm họp giao ban vào chiều thứ Sáu"), guidance
"Trình tự, thủ tục cấp thẻ …" what happens to each application ("Kho bạc thanh toán
trong 03 ngày làm việc"). Such duties have no day on which they are done.
"""

from __future__ import annotations

from ccndocs.records.draft import Draft
from ccndocs.records.laws import given
from ccndocs.records.sections import SectionKind
from ccndocs.types.mention import DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("item_words")

_OF_UNIT = (
    r"(?:vị trí(?: pháp lý)?|chức năng|nhiệm vụ|quyền hạn|trách nhiệm|"
    r"(?:cơ cấu )?tổ chức(?: bộ máy)?|biên chế|mối quan hệ công tác|chế độ làm việc)"
)
# At least two of them, for "Quy định trách nhiệm của người đứng đầu …" may charge.
_FUNCTIONS = re.compile(
    r"(?:về (?:việc )?)?(?:ban hành (?:bản )?)?(?:sửa đổi,? bổ sung )?quy định (?:về )?"
    rf"{_OF_UNIT}(?:(?:,| và|, và) {_OF_UNIT})+ của ",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"(?:về (?:việc )?)?(?:hướng dẫn )?(?:(?:thực hiện|giải quyết) )?(?:một số )?"
    r"(?:(?:quy trình|trình tự|thủ tục|hồ sơ)(?:,| và)? ?)+"
    r"(?:hành chính |thực hiện |giải quyết |thủ tục )*"
    rf"(?:{_WORDS['procedures']})\b",
    re.IGNORECASE,
)
_TITLES = {"QĐ": _FUNCTIONS, "HD": _PROCEDURE}


def sets_rules(doc_type: str | None, title: str | None) -> bool:
    """Whether a document of this title only says what holds from now on.

    >>> sets_rules("QĐ", "Quy định chức năng, nhiệm vụ của Văn phòng Sở")
    True
    >>> sets_rules("QĐ", "Thành lập Tổ công tác và quy định chức năng, nhiệm vụ của Tổ")
    False
    >>> sets_rules("HD", "Trình tự, thủ tục cấp thẻ bạn đọc")
    True
    """
    pattern = _TITLES.get(doc_type or "")
    return bool(pattern and title and pattern.match(" ".join(title.split())))


def ordered_all_the_same(draft: Draft) -> bool:
    """Whether an item among rules is work to be done: given, dated, or set out as such.

    "Giao Sở Nội vụ …", "… xong trước ngày 30/9/2026", all below "Tổ chức thực hiện".
    """
    below_orders = draft.scope.kind is SectionKind.TASKS
    times = (*draft.own_times, *draft.times)
    return below_orders or given(draft) or any(m.value.kind in _ONCE for m in times)


_ONCE = frozenset({DeadlineKind.BY, DeadlineKind.PERIOD})
