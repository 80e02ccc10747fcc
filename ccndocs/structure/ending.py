"""The ending: "Nơi nhận" and the signatures, wherever they stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.letterhead import joined
from ccndocs.structure.margin import STOPS
from ccndocs.structure.marks import read_mark
from ccndocs.structure.rows import Row, cut
from ccndocs.structure.signer import (
    goes_on_post,
    is_signature,
    is_stamp,
    name_in,
    read_signers,
)
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Passage, Signer
from ccndocs.vi.fold import fold
from ccndocs.vi.verbs import opens_with_verb

_RECIPIENTS = re.compile(r"N[ơo]i\s+(?:nh[ậa]n|g[ửu]i)\s*[:.;]?\s*$|NƠI NHẬN\s*:?\s*$")
_RECIPIENTS_RUN = re.compile(r"N[ơo]i\s+nh[ậa]n\s*[:.;]\s*(?=\S)")
_HALF = re.compile(r"\W*\w{0,4}\s?nh[ae]n\W*")
_FILED = re.compile(r"[-+–_\s]*Lưu\b")
_SIDES = (LineRole.ENDING_LEFT, LineRole.ENDING_RIGHT)
_LONGEST = 60  # rows of one ending
_BACK = 12  # rows of signatures that may precede "Nơi nhận"


@dataclass(frozen=True, slots=True)
class Ending:
    """Recipients and signers; rows from `start` to before `stop` belong to it."""

    start: int
    stop: int
    recipients: tuple[Passage, ...] = ()
    signers: tuple[Signer, ...] = ()


def read_ending(rows: Sequence[Row], after: int) -> Ending:
    """The first ending below row `after`; an empty one at the end if there is none."""
    at = next((i for i in range(after, len(rows)) if _opens(rows, i)), None)
    sided = next((i for i in range(after, len(rows)) if rows[i].role in _SIDES), None)
    filed = next((i for i in range(after, len(rows)) if _files(rows[i])), None)
    if at is None:
        if filed is None:
            filed = next((i for i in range(after, len(rows)) if _sends(rows[i])), None)
        at = sided if sided is not None else filed and _first_entry(rows, filed, after)
        at = _unheaded(rows, after, at)
    elif sided is not None and sided < at - _BACK:
        at = sided
    if at is None:
        return _signature_alone(rows, after)
    start = _signatures_above(rows, at, after)
    entries_stop, entries = _recipients(rows, at)
    above = [row for row in rows[start:entries_stop] if is_signature(row.text)]
    named = any(name_in(row.text) for row in rows[start:at])
    stop = _signatures_below(rows, entries_stop, awaited=bool(above) and not named)
    signing = [
        row
        for i, row in enumerate(rows[start:stop], start)
        if not at <= i < entries_stop or row.role is LineRole.ENDING_RIGHT
    ]
    return Ending(start, stop, tuple(entries), read_signers(signing))


def _opens(rows: Sequence[Row], at: int) -> int:
    """How many rows "Nơi nhận:" takes here: none, one, or two where it is broken.

    A line that OCR left half legible ("ơi nhận:", "Mới nhận") needs an entry below.
    """
    text = rows[at].text.lstrip("_.,'` ")
    if _RECIPIENTS.match(text) or _RECIPIENTS_RUN.match(text):
        return 1
    if at + 1 >= len(rows):
        return 0
    below = rows[at + 1]
    if text in ("Nơi", "NƠI"):
        return 2 if _RECIPIENTS.match(f"{text} {below.text}") else 0
    if not _HALF.fullmatch(fold(text)) or _goes_on(rows, at):
        return 0
    return int(_marked(below) or below.text.startswith("Như"))


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether a row ends the sentence above it: "… tổ chức và cá" / "nhân."."""
    above = rows[at - 1].text if at else ""
    ended = above.endswith(STOPS) or is_signature(above) or name_in(above)
    return rows[at].text[:1].islower() and not ended


def _files(row: Row) -> bool:
    """Whether the row is the last recipient: "- Lưu: VT, …"."""
    return bool(_FILED.match(row.text)) and bool(re.search(r"\bVT\b|Văn thư", row.text))


def _sends(row: Row) -> bool:
    """Whether the row is the entry of the government's office: "- VPCP: BTCN, …"."""
    return _OFFICE.match(row.text) is not None


_OFFICE = re.compile(r"[-+–_\s]*VPCP\s*:\s*(?:BTCN|PCN|các PCN)\b")


def _first_entry(rows: Sequence[Row], filed: int, after: int) -> int:
    """Where the entries above "- Lưu: VT" begin, "Nơi nhận" being illegible."""
    at = filed
    while at - 1 > after and _marked(rows[at - 1]) and len(rows[at - 1].text) < 90:
        at -= 1
    return at


def _unheaded(rows: Sequence[Row], after: int, known: int | None) -> int | None:
    """Where the recipients begin right behind "./.", no "Nơi nhận" above them.

    Pages saved from the web lose that line: "… thực hiện./." and "- Bộ Y tế (để b/c);".
    """
    for at in range(after + 1, len(rows) if known is None else known):
        above = rows[at - 1]
        closed = (
            above.text.endswith("./.")
            or _EXECUTES.search(above.text) is not None
            or (above.caps and is_signature(above.text))
        )
        if not closed or not _marked(rows[at]):
            continue
        stop = at
        while stop < len(rows) and _marked(rows[stop]) and len(rows[stop].text) < 90:
            stop += 1
        run = rows[at:stop]
        acts = any(opens_with_verb(row.text.lstrip("-+–•* ")) for row in run)
        ends = stop == len(rows) or above.text.endswith("./.")
        alone = len(run) == 1 and ends and run[0].text.endswith(";")
        if any(_SENT_FOR.search(row.text) for row in run) or (
            (len(run) > 1 or alone) and not acts
        ):
            return at
    return known


# "… chịu trách nhiệm thi hành Quyết định này.": nothing is ordered behind it
_EXECUTES = re.compile(
    r"\b(?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Chỉ thị) này\W*$"
)
_SENT_FOR = re.compile(
    r"\((?:để )?(?:b/c|p/h|báo cáo|biết|phối hợp|thực hiện|theo dõi)[^()]*\)?[;.,]?$|"
    r"\(để$|^[-+–_\s]*(?:Như trên|Lưu)\b",
    re.IGNORECASE,
)


def _signatures_above(rows: Sequence[Row], at: int, after: int) -> int:
    """Rows of the right column that the text has before "Nơi nhận"."""
    start = at
    while start > max(after, at - _BACK) and (
        rows[start - 1].role in _SIDES or is_signature(rows[start - 1].text)
    ):
        start -= 1
    if start == at and at - 1 > after and name_in(rows[at - 1].text):
        start = _name_block(rows, at, after)
    return start


def _name_block(rows: Sequence[Row], at: int, after: int) -> int:
    """A name above "Nơi nhận" counts only with a post above it."""
    low = at - 1
    while low > max(after, at - _BACK) and is_signature(rows[low - 1].text):
        low -= 1
    return low if low < at - 1 else at


def _recipients(rows: Sequence[Row], at: int) -> tuple[int, list[Passage]]:
    """The entries under "Nơi nhận", one a line, and the row after the last."""
    entries: list[list[Passage]] = []
    run = _RECIPIENTS_RUN.match(rows[at].text)
    if run and not is_signature(rows[at].text[run.end() :]):
        entries.append([cut(rows[at].passage, run.end())])
    side = rows[at].role
    opened = at
    at += _opens(rows, at)
    side = rows[min(at, len(rows) - 1)].role if at == opened else side
    while at < len(rows) and at - opened < _LONGEST:
        row = rows[at]
        if side in _SIDES and row.role in _SIDES and row.role is not side:
            at += 1
            continue
        if row.role is LineRole.ENDING_LEFT and _scrap(row, entries):
            at += 1
            continue
        if row.role is not side and _goes_over(rows, at, entries):
            side = row.role
        if row.role is not side or (row.bars and entries) or _ends(rows, at, entries):
            break
        if _is_entry(row, entries):
            entries += [[part] for part in _run_on(row.passage)]
        else:
            entries[-1].append(row.passage)
        at += 1
    return at, [p for p in (_entry(parts) for parts in entries) if p is not None]


def _run_on(passage: Passage) -> list[Passage]:
    """The entries of a line: "- UBND tỉnh (để b/c);- CVP, các PCVP (để theo dõi);"."""
    starts = [0, *(m.end() for m in _RUN_ON.finditer(passage.text)), len(passage.text)]
    return [cut(passage, low, high) for low, high in itertools.pairwise(starts)]


_RUN_ON = re.compile(r"\);\s*(?=[-–]\s?\w)")


def _goes_over(
    rows: Sequence[Row], at: int, entries: Sequence[Sequence[Passage]]
) -> bool:
    """Whether the recipients go on over a page, up to "- Lưu: VT" not far below."""
    filed = any(_FILED.match(entry[0].text) for entry in entries)
    if filed or not entries or rows[at].line.page == rows[at - 1].line.page:
        return False
    below = rows[at : at + _LONGEST]
    marked = itertools.takewhile(_marked, below)
    return any(_FILED.match(row.text) for row in marked)


def _ends(rows: Sequence[Row], at: int, entries: Sequence[Sequence[Passage]]) -> bool:
    row = rows[at]
    if row.role is LineRole.ENDING_LEFT:
        return False
    if is_signature(row.text):
        return True
    if not entries or row.text[:1].islower() or _marked(row):
        return False
    if _FILED.match(entries[-1][0].text):
        return True
    if not row.gap or not entries[-1][-1].text.endswith((".", ";")):
        return False
    marked = any(read_mark(entry[0].text) is not None for entry in entries)
    listed = row.text.endswith(";") or _FILED.match(row.text)
    return marked or not listed  # "Như trên;", "Bộ trưởng (để báo cáo);" apart


def _scrap(row: Row, entries: Sequence[Sequence[Passage]]) -> bool:
    """Whether a row below the last recipient ("- Lưu: VT.") is a stroke of a pen."""
    if not entries or _marked(row) or not _FILED.match(entries[-1][0].text):
        return False
    return entries[-1][-1].text.rstrip(")").endswith(".")


def _marked(row: Row) -> bool:
    mark = read_mark(row.text)
    return mark is not None and mark.style in ("-", "+", "•", "*")


def _is_entry(row: Row, entries: Sequence[Sequence[Passage]]) -> bool:
    """A row with a mark is an entry; one without goes on, if any entry had a mark."""
    if not entries or _marked(row) or _FILED.match(row.text):
        return True
    if row.text[:1].islower():
        return False
    last = entries[-1][-1].text
    if any(read_mark(entry[0].text) is not None for entry in entries):
        return last.endswith((";", ".")) and not re.search(r"\d\.$", last)
    return last.endswith((";", "."))


def _entry(parts: Sequence[Passage]) -> Passage | None:
    """The entry without its mark and its final ";" or "."."""
    whole = joined(parts)
    if whole is None:
        return None
    text = _without_scraps(whole.text)
    start = len(text) - len(text.lstrip("-–—_•+*~<>«»„'` .:,;"))
    stop = len(text.rstrip(" ;:.,"))
    passage = cut(whole, start, max(start, stop))
    return passage if any(c.isalnum() for c in passage.text) else None


_SCRAPS = re.compile(r"(?:(?<=;)\s*[^\s;]{1,2}|\s*\}.*)$", re.DOTALL)


def _without_scraps(text: str) -> str:
    """The entry without what pen strokes add: "Như Điều 3; ¿", "… trực thuộc} Web…".

    A brace joins several entries to one remark beside them.
    """
    return _SCRAPS.sub("", text)


def _signatures_below(rows: Sequence[Row], at: int, *, awaited: bool = False) -> int:
    """The row after the signatures that follow the recipients.

    `awaited`: posts without a name stand above or beside the recipients.
    """
    first = at
    named, awaiting = False, awaited
    while at < len(rows) and at - first < 24:
        row = rows[at]
        if row.role in _SIDES or is_stamp(row.text):
            at += 1
        elif is_signature(row.text) and (not named or not row.gap or row.bars):
            if _heads_annex(rows, at, named=named):
                break
            awaiting = True
            at += 1
        elif awaiting and goes_on_post(rows[at - 1], row):
            at += 1
        elif awaiting and name_in(row.text):
            named, awaiting = True, False
            at += 1
        elif not named and not awaiting and _is_initials(rows, at):
            at += 1
        else:
            break
    return at


def _is_initials(rows: Sequence[Row], at: int) -> bool:
    """The typist's line between recipients and signature: "LanAnh/KH/12.5.2025"."""
    row = rows[at]
    if len(row.text) > 40 or row.gap or at + 1 >= len(rows):
        return False
    return "/" in row.text and is_signature(rows[at + 1].text)


def _heads_annex(rows: Sequence[Row], at: int, *, named: bool) -> bool:
    """A post counts after a name only where another name follows it soon."""
    if not named:
        return False
    return not any(name_in(row.text) for row in rows[at + 1 : at + 6])


_FOR = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?[.,]")


def _signature_alone(rows: Sequence[Row], after: int) -> Ending:
    """Posts and a name at the end of the text, without recipients.

    "./." ends the text above them; without it they need "TM." or "KT.", or a name with
    which everything ends.
    """
    for low in range(len(rows) - 1, max(after, len(rows) - 60), -1):
        above = rows[low - 1].text
        if not is_signature(rows[low].text):
            continue
        if not above.endswith("./.") and not (
            rows[low].caps and above.endswith((".", ";")) and not is_signature(above)
        ):
            continue
        stop = _signatures_below(rows, low)
        signers = read_signers(rows[low:stop])
        is_sure = bool(_FOR.match(rows[low].text)) or stop == len(rows)
        is_named = bool(signers) and signers[0].name is not None
        if above.endswith("./.") or (is_sure and is_named):
            return Ending(low, stop, (), signers)
    return Ending(len(rows), len(rows))
