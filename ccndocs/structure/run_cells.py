"""The cells of a table's row that run on in one line: where each begins and ends.

"Rà soát bến bãi Sở Xây dựng Công an tỉnh Quý II/2026 Báo cáo": a cell begins with a
capital, names of bodies are cells of bodies, times of time. The split that fits the
columns best is taken; empty cells have left nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccndocs.types.geometry import Span
from ccndocs.vi.agencies import match_at
from ccndocs.vi.bodies import (
    lacks_name,
    names_bodies,
    names_time,
    only_bodies,
    only_time,
    opens_with_body,
)
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb
from ccndocs.vi.words import tokens

_WORDS = word_lists("page_words")

BODIES = frozenset(
    {"lead", "implement", "advise", "coordinate", "agencies", "overseer"}
)
_WORD = re.compile(r"\S+")
_DASH = re.compile(r"[-–+•]")
_LISTED = re.compile(r"[;,.]\s+[-–+•]\s")
_OPEN = re.compile(
    rf"[,;&/(:-]$|(?:^|(?<!tiếp)\s)(?:{_WORDS['ends_no_cell']})$",
    re.IGNORECASE,
)
# "… chuyển đổi số [Sở A]", "… theo lộ trình [Bộ B]": no "số 12", no "trình Bộ B"
_DIGITAL = re.compile(
    r"\b(?:đổi số|hóa số|(?:kỹ|kĩ) năng số|(?:quyền|tế|hội|dân|thuật|nghệ|tảng|tầng) số"
    r"|(?:lộ|quy|chương|công|tiến|quá) trình)$",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:^|\s)(?:tháng|qu[ýí]|năm|trước|đến|hết|khoảng)$", re.IGNORECASE
)
_DATE = re.compile(r"\d|[IVX]+(?:[/,-]|$)")
# "Sở Công Thương [Quý I/2026]": no words of a name or of work
_TIME_INSIDE = re.compile(
    r"(?<!\btrong )(?<!\btừ )(?<!\bđến )(?<!\bvào )(?<=\s)"
    r"(?:(?:Quý|Quí|Tháng|Năm|Ngày|Tuần)\s(?:\d|[IVX]+\b)|Trước\s(?:ngày|tháng|\d)"
    r"|Thường xuyên|H[àằ]ng (?:năm|quý|tháng|tuần))"
)
# Who holds a post goes on with the body: "Giám đốc [Trung tâm Y tế]"
_POST = re.compile(
    r"(?:^|\s)(?:Giám đốc|Trưởng|Chánh|Phó|Lãnh đạo|Chủ tịch|Bí thư|Đại diện|Thủ trưởng"
    r"|Chủ nhiệm|trưởng|tịch)$"
)
_BODY = re.compile(
    r"(?:Sở|Bộ|UBND|HĐND|Ủy|Công|Trung|Ban|Phòng|Cục|Chi|Văn|Đảng|Hội|Khoa|Trường|Viện)$"
)
_CHARGES = re.compile(r"(?:chủ trì|phối hợp|đầu mối|thực hiện)\s*:", re.IGNORECASE)
_ROLES = re.compile(
    r",?\s*\b(?:chủ trì|phối hợp|đầu mối|thực hiện|tham gia)(?:,? (?:và )?với)?\b"
)
_EMPTY, _LOOSE, _ODD, _NEVER = 0.05, 0.3, 1.0, float("inf")
_RIGHT = 0.005  # for each column: of two places for a name the left one is taken
_GLUED = 0.02  # for each name right behind another
_INNER = re.compile(
    r"(?<=[^\W\d_] )(?:Các \w|(?:Sở|Bộ|UBND|Ủy ban|Công an|Hội|Văn phòng|Ban|Phòng"
    r"|Khoa|Trung tâm|Cục|Vụ|Đoàn|Trạm|Thanh tra) [A-ZĐ])"
)
_TIMED = 0.1  # for a time inside a cell of words
_NAMED = 0.1  # for a name that a cell of words begins with, or is
_LEAST_WORK, _MERE_VERB = 2, 3  # words
_LONGEST_PLACE = 3  # words
_MOST_NAMES = 60  # words of bodies in one cell

Cells = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A row in its columns: the cells, empty ones too, and how badly they fit."""

    cost: float
    cells: Cells


def fit(text: str, kinds: Sequence[str], gaps: Sequence[int] = ()) -> Fit | None:
    """The words of a row put into columns of these kinds.

    `gaps`: where a wide gap parts cells, if the row has any; then nothing else does.
    """
    return _fit(text, tuple(kinds), tuple(gaps))


@lru_cache(1 << 10)
def _fit(text: str, kinds: tuple[str, ...], gaps: tuple[int, ...]) -> Fit | None:
    """The same; rows are tried again where a table may begin later."""
    words = [Span(*found.span()) for found in _WORD.finditer(text)]
    if not words:
        return None
    sure = bool(gaps)
    starts = _at_gaps(words, gaps) if sure else _at_capitals(text, words)
    columns = [_as_placed(kinds, at) for at in range(len(kinds))]
    best: dict[int, tuple[float, Cells]] = {len(words): (0.0, ())}
    for right, kind in reversed(list(enumerate(columns))):
        best = {
            at: _best_at(text, words, at, starts, best, kind, right, sure)
            for at in [*starts, len(words)]
        }
    cost, cells = best[0]
    return Fit(cost, cells) if cost < _NEVER else None


def _at_gaps(words: Sequence[Span], gaps: Sequence[int]) -> list[int]:
    return [0, *(i for i, word in enumerate(words) if i and word.start in set(gaps))]


def _at_capitals(text: str, words: Sequence[Span]) -> list[int]:
    """The words at which a cell may begin: capitals, figures and dashes."""
    found = [0]
    inner = _inside_names(text)
    listed = _LISTED.search(text) is not None
    for at in range(1, len(words)):
        word = words[at].of(text)
        before = text[words[max(at - 2, 0)].start : words[at - 1].stop]
        if words[at].start in inner:
            continue
        opens = word[0].isupper() or word[0].isdigit()
        if word[0].isupper() and _DIGITAL.search(before):
            found.append(at)
            continue
        if _BEFORE_DATE.search(before) and _DATE.match(word):
            continue
        opens = opens or (listed and _DASH.fullmatch(word) is not None)
        held = _POST.search(before) is not None and _BODY.match(word) is not None
        if opens and not (held or _OPEN.search(before) or _is_cut(before)):
            found.append(at)
    return found


def _inside_names(text: str) -> set[int]:
    """Where words of known names stand but their first: "Sở Công [Thương]"."""
    found: set[int] = set()
    marks = tokens(text)
    for at, token in enumerate(marks):
        name = match_at(marks, at) if token.capital else None
        if name is not None and token.start not in found:
            found |= {inner.start for inner in marks[at + 1 : name.stop]}
    return found


def _is_cut(before: str) -> bool:
    """Whether words end where a name cannot: "… và Bộ", "… Ban Quản lý"."""
    return lacks_name(before) or lacks_name(before.rpartition(" ")[2])


def _as_placed(kinds: Sequence[str], at: int) -> str:
    """The kind, told apart where words may run over from the task before them."""
    follows = at > 0 and kinds[at - 1] == "task"
    return "yield" if follows and kinds[at] == "output" else kinds[at]


def _best_at(
    text: str,
    words: Sequence[Span],
    at: int,
    starts: Sequence[int],
    best: dict[int, tuple[float, Cells]],
    kind: str,
    right: int,
    sure: bool,
) -> tuple[float, Cells]:
    """The cheapest cells from word `at` on, this column's first."""
    place = words[at].start if at < len(words) else len(text)
    cost = _NEVER if kind == "task" else _EMPTY
    rest, cells = best.get(at, (_NEVER, ()))
    found = (cost + rest, (Span(place, place), *cells))
    stops = [stop for stop in (*starts, len(words)) if stop > at]
    for stop in stops[:1] if sure else stops:
        if stop not in best or best[stop][0] == _NEVER:
            continue
        span = Span(words[at].start, words[stop - 1].stop)
        cost = _cost(span.of(text), kind, sure) + right * _RIGHT + best[stop][0]
        if cost < found[0]:
            found = (cost, (span, *best[stop][1]))
    return found


@lru_cache(1 << 14)
def _cost(text: str, kind: str, sure: bool) -> float:
    """How badly words fit a column; `sure`: they are a cell, only whose is open."""
    size = text.count(" ") + 1
    if kind == "task":
        return _cost_of_work(text, size, sure)
    if kind == "time":
        return 0.0 if only_time(text) or (sure and names_time(text)) else _ODD
    if kind in BODIES:
        if _CHARGES.match(text):
            return 0.0
        return _ODD if size > _MOST_NAMES else _cost_of_names(text, sure)
    return _cost_of_words(text, kind, sure)


def _cost_of_words(text: str, kind: str, sure: bool) -> float:
    """How badly words fit a column of results, of notes, or of nobody knows what."""
    if only_time(text):
        return _ODD
    typed = _opens_with_type(text)
    own = 0.0 if sure or typed or not _is_name(text) else _NAMED
    own += 0.0 if sure or not _TIME_INSIDE.search(text) else _TIMED
    if kind in ("output", "yield") and only_bodies(text) and not typed:
        return _ODD
    if kind == "yield":
        return own + (0.0 if sure or typed else _LOOSE)
    return own + (0.0 if kind in ("output", "note") else _EMPTY)


def _is_name(text: str) -> bool:
    """Whether a cell opens with a body or is a place's name: "Phú Lâm"."""
    words = text.split()
    place = len(words) <= _LONGEST_PLACE and all(word[0].isupper() for word in words)
    return (place and not text.isupper()) or opens_with_body(text)


def _cost_of_work(text: str, size: int, sure: bool) -> float:
    if size < _LEAST_WORK:
        return _ODD
    if not opens_with_verb(text) and (only_time(text) or only_bodies(text)):
        return _ODD
    timed = _TIMED if not sure and _TIME_INSIDE.search(text) else 0.0
    return timed if sure or size > _MERE_VERB else timed + 2 * _EMPTY


def _cost_of_names(text: str, sure: bool) -> float:
    if not sure and _TIME_INSIDE.search(text):
        return _ODD
    told = _ROLES.sub(",", text)
    if only_bodies(told):
        return 0.0 if sure else _GLUED * len(_INNER.findall(told))
    return _LOOSE if sure and names_bodies(text) else _ODD


def _opens_with_type(text: str) -> bool:
    """Whether words begin with a kind of document: "Báo cáo của Sở"."""
    words = text.split()
    return any(type_of_name(" ".join(words[:n])) for n in (1, 2, 3))
