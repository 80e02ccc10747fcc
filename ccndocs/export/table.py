"""A record as a plain text table that fits the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ccndocs.export.rows import first_page, names
from ccndocs.types.issue import Issue
from ccndocs.types.record import DeadlineRecord, DocumentRecord, Record, TaskRecord

DEFAULT_WIDTH = 100
_GAP = "  "
_MOST_PAGES = 4  # digits of a page number, and the head "Page"
_SHARES = (0.46, 0.20, 0.20, 0.14)  # of the width: task, lead, coordinate, deadline
_LEAST = (16, 10, 10, 10)

_HEADS = {
    "en": ("Task", "Lead", "Coordinate", "Deadline", "Page"),
    "vi": ("Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Tr."),
}
_WORDS = {
    "en": {
        "none": "No tasks.",
        "count": "{count} task(s)",
        "before": "before {end}",
        "by": "by {end}",
        "period": "{start} to {end}",
        "from": "from {start}",
        "issue": "Note, page {page}: {message}",
        "issue_file": "Note: {message}",
    },
    "vi": {
        "none": "Không có nhiệm vụ.",
        "count": "{count} nhiệm vụ",
        "before": "trước {end}",
        "by": "chậm nhất {end}",
        "period": "{start} đến {end}",
        "from": "từ {start}",
        "issue": "Lưu ý, trang {page}: {message}",
        "issue_file": "Lưu ý: {message}",
    },
}


Words = dict[str, str]


def table(
    record: Record, *, width: int = DEFAULT_WIDTH, language: str = "en"
) -> Iterator[str]:
    """Lines (without line breaks) of at most `width` columns, from 60 upwards.

    The document's name and title, then a row a task, then its issues.
    """
    words = _WORDS[language]
    width = max(width, 60)
    yield from _title(record.document, width)
    if record.tasks:
        yield from _grid(record.tasks, width, language)
        yield words["count"].format(count=len(record.tasks))
    else:
        yield words["none"]
    for issue in record.issues:
        yield from wrap(_note(issue, words), width)


def _title(document: DocumentRecord, width: int) -> Iterator[str]:
    parts = (
        document.source.name,
        document.type,
        document.number_symbol,
        document.issuer.name if document.issuer else None,
        document.issued_on,
    )
    yield from wrap(" | ".join(part for part in parts if part), width)
    if document.title:
        yield from wrap(document.title, width)


def _grid(tasks: Sequence[TaskRecord], width: int, language: str) -> Iterator[str]:
    sizes = _sizes(width)
    yield from _row(_HEADS[language], sizes)
    rule = _GAP.join("-" * size for size in sizes)
    yield rule
    for at, task in enumerate(tasks):
        if at:
            yield ""
        yield from _row(_cells(task, _WORDS[language]), sizes)
    yield rule


def _sizes(width: int) -> tuple[int, ...]:
    """Column widths that add up to `width`; what rounding leaves goes to the task."""
    room = width - _MOST_PAGES - len(_GAP) * len(_SHARES)
    sizes = [
        max(int(room * share), least)
        for share, least in zip(_SHARES, _LEAST, strict=True)
    ]
    sizes[0] += room - sum(sizes)
    return (*sizes, _MOST_PAGES)


def _cells(task: TaskRecord, words: Words) -> tuple[str, ...]:
    page = first_page(task)
    return (
        task.description,
        names(task.agencies, "lead", "implement", "advise") or "",
        names(task.agencies, "coordinate") or "",
        due(task.deadline, words) if task.deadline else "",
        "" if page is None else str(page),
    )


def due(deadline: DeadlineRecord, words: Words) -> str:
    """The dates where the deadline has some, else its own words."""
    kind = deadline.kind
    if kind == "by" and deadline.bound == "exclusive":
        kind = "before"
    if kind not in ("before", "by", "period", "from"):
        return deadline.text
    return words[kind].format(start=deadline.start, end=deadline.end)


def _row(cells: Sequence[str], sizes: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    for at in range(max(len(lines) for lines in wrapped)):
        parts = [
            _pad(lines[at] if at < len(lines) else "", size)
            for lines, size in zip(wrapped, sizes, strict=True)
        ]
        yield _GAP.join(parts).rstrip()


def _note(issue: Issue, words: Words) -> str:
    form = words["issue_file" if issue.page is None else "issue"]
    return form.format(page=issue.page, message=issue.message)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces, long words cut.

    Control characters, which could move the cursor of a terminal, become spaces.
    """
    lines = [""]
    for word in _printable(text).split():
        while word:
            room = width - columns(lines[-1]) - bool(lines[-1])
            if columns(word) <= room:
                lines[-1] += (" " if lines[-1] else "") + word
                break
            if lines[-1]:
                lines.append("")
            else:
                lines[-1], word = _cut(word, width)
                lines.append("")
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def columns(text: str) -> int:
    """Terminal columns: marks take none, wide letters (East Asian) take two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(word: str, width: int) -> tuple[str, str]:
    """The longest start of `word` that fits (one character at least), and the rest."""
    used = 0
    for at, character in enumerate(word):
        used += _columns(character)
        if used > width and at:
            return word[:at], word[at:]
    return word, ""


def _printable(text: str) -> str:
    return "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)


def _pad(text: str, size: int) -> str:
    return text + " " * (size - columns(text))
