"""Roles in plain text: what words and blank lines tell where no place is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from ccndocs.layout.draft import Draft
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

# "|" alone (a table bar of saved web pages), "-------", "_____", "***", "** **".
_BAR = re.compile(r"[\s|]*\|[\s|]*|[\s|:]*(?:-{3,}|_{3,}|—{2,}|={3,})[-\s|:_—=]*")
_EMPTY_MARKUP = re.compile(r"\s*(?:\*[\s*]*|#+)\s*")
_LONE_NUMBER = re.compile(r"[\s\f]*(?:-\s*|Trang\s+)?(\d{1,3})(?:\s*-)?\s*")
_RUNNING_HEAD = re.compile(
    r"[\s\f]*(?P<words>(?:\S.{0,150}?[\s–|,.-])?)(?:Trang|TRANG|trang)\s+"
    r"(?P<page>\d{1,3})(?:\s*/\s*\d{1,3})?\s*"
)
# A footnote's first line: its mark, no full stop or bracket after it, then words.
_NOTE_START = re.compile(r"[\s\f]*(?:\d{1,2}|[!*†‡¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s+[^\W\d_]")
_BRACKET_NOTE = re.compile(r"[\s*]*\[(\d{1,2})\]")
_STOPS = tuple('.;:!?…”"|')


def mark_bars(lines: Sequence[Draft]) -> None:
    """Table bars, rules of dashes and empty emphasis are no text.

    "|", "-------", "|---|:--|", "** **" (saved web pages have hundreds of them).
    """
    for draft in lines:
        if draft.role is LineRole.BODY and _holds_nothing(draft):
            draft.role = LineRole.FURNITURE


def _holds_nothing(draft: Draft) -> bool:
    return bool(
        draft.blank or _BAR.fullmatch(draft.text) or _EMPTY_MARKUP.fullmatch(draft.text)
    )


def page_starts(lines: Sequence[Draft]) -> list[int]:
    r"""Indices of lines that open a page.

    A form feed opens one. Where text was copied out of a PDF the feed is often left
    as one blank in front of the line; that counts where such lines are rare (at most
    one in twenty).
    """
    feeds = [i for i, draft in enumerate(lines) if draft.text.startswith("\f")]
    if feeds:
        return feeds
    full = [i for i, draft in enumerate(lines) if not draft.blank]
    spaced = [i for i in full if re.match(r" (?=\S)", lines[i].text) and i]
    return spaced if len(spaced) * 20 <= len(full) else []


def mark_page_numbers(lines: Sequence[Draft]) -> None:
    """A lone number first or last on a page opened by a form feed is its number."""
    starts = [i for i in page_starts(lines) if lines[i].text.startswith("\f")]
    if not starts:
        return
    edges = [0, *starts, len(lines)]
    for low, high in pairwise(edges):
        full = [d for d in lines[low:high] if d.text.strip("\f ")]
        for draft in full[:1] + full[-1:]:
            if _LONE_NUMBER.fullmatch(draft.text):
                draft.role = LineRole.FURNITURE


def mark_rising_numbers(lines: Sequence[Draft]) -> None:
    """Lone numbers far apart that count pages, where no form feed is left.

    Around "2" and "3" a sentence ends or goes on, or an item begins; in a table,
    words of no sentence stand there.
    """
    full = [draft for draft in lines if not draft.blank]
    lone = [
        (int(found.group(1)), at)
        for at, draft in enumerate(full)
        if (found := _LONE_NUMBER.fullmatch(draft.text)) and at + 1 < len(full)
    ]
    if not lone or lone[0][0] not in (1, 2):
        return
    far = [high[1] - low[1] >= _PAGE for low, high in pairwise([(0, 0), *lone])]
    rising = [high[0] - low[0] == 1 for low, high in pairwise(lone)]
    parted = [_parts_text(full[at - 1].text, full[at + 1].text) for _, at in lone]
    if all(far) and all(rising):
        for (_, at), apart in zip(lone, parted, strict=True):
            if apart:
                full[at].role = LineRole.FURNITURE


_PAGE = 10  # lines of text that a page has at least
_ITEM = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)/]\s|\(\w{1,3}\)|[a-zđ][.)]\s|[-–+•]\s|[IVX]{1,4}[./]\s|"
    r"Điều\s\d)"
)


def _parts_text(above: str, below: str) -> bool:
    """Whether what stands between these lines stands between sentences or in one."""
    bare = below.lstrip(" *")
    if above.rstrip().endswith(_STOPS):
        return True
    titled = bare.isupper() and " " in bare
    return titled or bare[:1].islower() or _ITEM.match(bare) is not None


def mark_running_heads(lines: Sequence[Draft]) -> None:
    """The same words with a page's number, the number rising: "… - Trang 2"."""
    found: dict[str, list[tuple[int, Draft]]] = defaultdict(list)
    for draft in lines:
        head = _RUNNING_HEAD.fullmatch(draft.text)
        if head is not None:
            found[fold_same(head["words"])].append((int(head["page"]), draft))
    for heads in found.values():
        rising = all(low < high for (low, _), (high, _) in pairwise(heads))
        for _, draft in heads if len(heads) > 1 and rising else ():
            draft.role = LineRole.FURNITURE


def mark_notes(lines: Sequence[Draft]) -> None:
    """Footnotes are the paragraphs at a page's end that start with a mark.

    "1 Nghị định số … ngày …" | "! Nghi dinh s0 …": after a blank line, before the
    line that opens the next page. Where the page break left no trace, a marked
    paragraph that interrupts a sentence is one.
    """
    blocks = _blocks(lines)
    starts = set(page_starts(lines))
    ends = [at for at, (low, _) in enumerate(blocks) if at and low in starts]
    for end in [*ends, len(blocks)] if ends else []:
        back = end - 1
        while back > 0 and _NOTE_START.match(lines[blocks[back][0]].text):
            _mark(lines, blocks[back])
            back -= 1
    for at in range(1, len(blocks) - 1):
        if _interrupts(lines, blocks, at):
            _mark(lines, blocks[at])


def _interrupts(lines: Sequence[Draft], blocks: list[tuple[int, int]], at: int) -> bool:
    """Whether block `at` has a note's mark and stands inside a sentence."""
    low = blocks[at][0]
    if lines[low].role is not LineRole.BODY or not _NOTE_START.match(lines[low].text):
        return False
    before = lines[blocks[at - 1][1] - 1]
    after = lines[blocks[at + 1][0]].text.lstrip()
    return (
        before.role is LineRole.BODY
        and not before.text.rstrip().endswith(_STOPS)
        and after[:1].islower()
    )


def _blocks(lines: Sequence[Draft]) -> list[tuple[int, int]]:
    """Runs of lines that are not blank, cut where a page opens as well."""
    starts = set(page_starts(lines))
    blocks: list[tuple[int, int]] = []
    low: int | None = None
    for index, draft in enumerate(lines):
        if low is not None and (draft.blank or index in starts):
            blocks.append((low, index))
            low = None
        if low is None and not draft.blank:
            low = index
    if low is not None:
        blocks.append((low, len(lines)))
    return blocks


def _mark(lines: Sequence[Draft], block: tuple[int, int]) -> None:
    for draft in lines[slice(*block)]:
        if draft.role is LineRole.BODY:
            draft.role = LineRole.NOTE


def mark_end_notes(lines: Sequence[Draft]) -> None:
    """An end note starts its line with "[1]" where a line before holds "[1]" too.

    Saved Word pages and law portals number their notes so. A note runs to the next
    one, a blank line or a table bar.
    """
    seen: set[str] = set()
    inside = False
    for draft in lines:
        start = _BRACKET_NOTE.match(draft.text)
        if start and start.group(1) in seen:
            inside = True
        elif draft.blank or draft.role is not LineRole.BODY:
            inside = False
        if inside and draft.role is LineRole.BODY:
            draft.role = LineRole.NOTE
        if not start:
            seen.update(re.findall(r"\[(\d{1,2})\]", draft.text))


def set_gaps(lines: Sequence[Draft]) -> None:
    """In plain text the gap is the number of blank lines above."""
    blank = 0
    for draft in lines:
        if draft.blank:
            blank += 1
            continue
        draft.gap = float(blank)
        blank = 0


RULES: tuple[Callable[[Sequence[Draft]], None], ...] = (
    mark_bars,
    mark_page_numbers,
    mark_rising_numbers,
    mark_running_heads,
    mark_notes,
    mark_end_notes,
    set_gaps,
)
"""Applied in this order to the lines of plain text."""
