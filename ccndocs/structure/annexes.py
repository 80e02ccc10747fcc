"""What follows the ending: annexes and attached documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.rows import Row
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.part_titles import names_work

_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|BIỂU)\s*(?:SỐ|"
    r"số)?\s*(?P<number>[IVXL\d]{1,4}|[A-H])?\s*[.:]?\s*"
    r"(?P<rest>.*)$"
)
_LIST = re.compile(r"(?:DANH MỤC|DANH SÁCH|BẢNG|BIỂU|LỘ TRÌNH|PHÂN CÔNG)\b")
_ATTACHED = re.compile(r"[(\[]?\s*(?:Ban hành )?[Kk]èm theo\b|\(Ban hành")


@dataclass(frozen=True, slots=True)
class Part:
    """An annex: rows from `start`, its title's rows before `body`, its end at `stop`.

    Without title rows it is a remainder of which nothing is known.
    """

    start: int
    body: int
    stop: int


def find_annexes(rows: Sequence[Row], start: int, stop: int) -> list[Part]:
    """The annexes among rows `start` to `stop`; rows before the first are one too."""
    heads: list[tuple[int, int]] = []
    at = start
    while at < stop:
        body = _title_stop(rows, at, stop, after_ending=at == start)
        if body > at:
            heads.append((at, body))
            at = body
        else:
            at += 1
    parts: list[Part] = []
    edges = [*(low for low, _ in heads), stop]
    if edges[0] > start:
        parts.append(Part(start, start, edges[0]))
    parts += (Part(low, body, edges[i + 1]) for i, (low, body) in enumerate(heads))
    return parts


def opens_annex(rows: Sequence[Row], at: int) -> bool:
    """Whether an annex begins here, inside a text without an ending."""
    row = rows[at]
    found = _ANNEX.fullmatch(row.text)
    if not found or not row.text.startswith(("PHỤ LỤC", "Phụ lục")):
        return False
    return not found["rest"] and (row.caps or row.bold or row.line.centred or row.gap)


_COUNT = re.compile(r"S?TT\.?(?:\s.*)?", re.DOTALL)


def _title_stop(rows: Sequence[Row], at: int, stop: int, *, after_ending: bool) -> int:
    """The row after the title that starts at `at`; `at` itself if none does."""
    row = rows[at]
    if not _heads(rows, at, stop, after_ending=after_ending):
        return at
    end = at + 1
    while end < stop and end - at < 10:
        below = rows[end]
        if _ATTACHED.match(below.text) or (below.bars > row.bars and below.bars):
            break
        if _COUNT.fullmatch(below.text):
            break  # "DANH MỤC NHIỆM VỤ" / "STT" / "Nhiệm vụ": a table begins
        broken = not below.gap and not any(c.isalpha() for c in below.text)
        if not (
            broken or below.caps or (below.bold and row.bold) or below.line.centred
        ):
            break
        end += 1
    return end


def _stands_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is no broken half: "V. CHẾ ĐỘ" / "BÁO CÁO"."""
    row = rows[at]
    if at == 0 or row.gap or row.bars or row.line.page != rows[at - 1].line.page:
        return True
    return rows[at - 1].text.endswith((".", ";", "./.", ")")) or row.line.centred


def _heads(rows: Sequence[Row], at: int, stop: int, *, after_ending: bool) -> bool:
    row = rows[at]
    if not after_ending and (row.bars > 1 or not _stands_apart(rows, at)):
        return False
    found = _ANNEX.fullmatch(row.text)
    if found and (row.caps or row.bold or row.line.centred or not found["rest"]):
        return bool(found["number"]) or row.caps or not found["rest"]
    named = row.caps and (_LIST.match(row.text) or type_of_name(row.text))
    if not named or len(row.text) > 160 or row.text.endswith(":"):
        return False
    if after_ending or (type_of_name(row.text) and not names_work(row.text)):
        return True  # "NHIỆM VỤ TRỌNG TÂM" is a part of what is above
    below = rows[at + 1 : min(stop, at + 8)]
    return any(_ATTACHED.match(r.text) for r in below)
