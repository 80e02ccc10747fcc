"""Tasks as to-dos of a calendar (iCalendar, RFC 5545). The only importer of icalendar.

A task is due on its last day in time, so "trước ngày 30/01" is due on the 29th. Tasks
without a day are no to-dos and only counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from ccndocs.export.due import day_of, last_day
from ccndocs.export.rows import names
from ccndocs.types.record import DeadlineRecord, Record, TaskRecord

_SHORT = 100  # characters of a summary
_MAIN = ("lead", "implement", "advise")
_UNDATED = dt.date(2000, 1, 1)  # stamps to-dos of documents without a day
_START = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ccndocs//ccndocs//VI\r\n"
_END = "END:VCALENDAR\r\n"

_LABELS = {
    "vi": {
        "lead": "Chủ trì",
        "implement": "Thực hiện",
        "advise": "Tham mưu",
        "coordinate": "Phối hợp",
        "deadline": "Thời hạn",
        "output": "Sản phẩm",
        "document": "Văn bản",
        "page": "Trang",
    },
    "en": {
        "lead": "Lead",
        "implement": "Implement",
        "advise": "Advise",
        "coordinate": "Coordinate",
        "deadline": "Deadline",
        "output": "Output",
        "document": "Document",
        "page": "Page",
    },
}


class IcsWriter:
    """Records go in one by one, to-dos come out at once.

    `left_out` counts tasks without a day. The stream must not translate line ends.
    """

    def __init__(self, stream: TextIO, language: str = "vi") -> None:
        self._stream = stream
        self._labels = _LABELS[language]
        self.left_out = 0
        stream.write(_START)

    def add(self, record: Record) -> None:
        """Write the to-dos of one record."""
        for task in record.tasks:
            count = 0
            for count, times in enumerate(_times(record, task.deadline), 1):
                todo = self._todo(record, task, times, count)
                self._stream.write(todo.to_ical().decode("utf-8"))
            self.left_out += not count

    def finish(self) -> None:
        """Write what stands after the last record."""
        self._stream.write(_END)
        self._stream.flush()

    def _todo(
        self, record: Record, task: TaskRecord, times: dict[str, Any], count: int
    ) -> Any:
        from icalendar import Todo

        digest = record.document.id.removeprefix("sha256:")
        nth = f"-{count}" if count > 1 else ""
        stamp = day_of(record.document.issued_on) or _UNDATED
        todo = Todo()
        todo.add("uid", f"{task.id}{nth}.{digest}@ccndocs")
        todo.add("dtstamp", dt.datetime(*stamp.timetuple()[:3], tzinfo=dt.UTC))
        todo.add("summary", _clean(_summary(task)))
        todo.add("description", _clean("\n".join(self._description(record, task))))
        main = [a.name for a in task.agencies if a.role in _MAIN]
        if main:
            todo.add("categories", [_clean(name) for name in dict.fromkeys(main)])
        for name, value in times.items():
            todo.add(name, value)
        return todo

    def _description(self, record: Record, task: TaskRecord) -> Iterator[str]:
        yield task.description
        found: list[tuple[str, str | None]] = [
            (role, names(task.agencies, role)) for role in (*_MAIN, "coordinate")
        ]
        due = [d.text for d in (task.deadline, *task.other_deadlines) if d]
        found.append(("deadline", "; ".join(due)))
        found.append(("output", task.output))
        found.append(("document", _document(record)))
        page = task.evidence[0].page if task.evidence else None
        found.append(("page", str(page) if page is not None else None))
        for label, value in found:
            if value:
                yield f"{self._labels[label]}: {value}"


def _times(record: Record, due: DeadlineRecord | None) -> Iterator[dict[str, Any]]:
    """The properties that say when: one to-do for each, none for a task without."""
    if due is None:
        return
    start, end = day_of(due.start), last_day(due)
    if due.rrule:
        issued = start or day_of(record.document.issued_on)
        for rule in due.rrule.split("\n"):
            times = _recurring(rule, issued, end)
            if times is not None:
                yield times
    elif end is not None:
        # RFC 5545, 3.8.2.3: DUE must be later than DTSTART.
        begins = {"dtstart": start} if start is not None and start < end else {}
        yield {**begins, "due": end}
    elif start is not None:
        yield {"dtstart": start}


def _recurring(
    rule: str, after: dt.date | None, end: dt.date | None
) -> dict[str, Any] | None:
    """The rule from its first day on; None where nothing tells when it starts.

    A rule that names hours needs a start with an hour (RFC 5545, 3.3.10).
    """
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    if after is None:
        return None
    begin = dt.datetime.combine(after, dt.time())
    try:
        recur = vRecur.from_ical(rule)
        first = next(islice(iter(rrulestr(rule, dtstart=begin)), 1), None)
    except (ValueError, TypeError):
        return None
    if first is None or (end is not None and first.date() > end):
        return None
    hours = any(name in rule for name in ("BYHOUR", "HOURLY", "BYMINUTE", "MINUTELY"))
    if end is not None and "UNTIL" not in recur and "COUNT" not in recur:
        recur["UNTIL"] = [dt.datetime.combine(end, dt.time.max) if hours else end]
    return {"dtstart": first if hours else first.date(), "rrule": recur}


def _summary(task: TaskRecord) -> str:
    """Who and what, on one short line."""
    who = next((a.name for a in task.agencies if a.role in _MAIN), None)
    text = " ".join(task.description.split())
    line = f"{who}: {text}" if who else text
    if len(line) <= _SHORT:
        return line
    return line[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _document(record: Record) -> str:
    document = record.document
    parts = (
        document.type,
        document.number_symbol,
        document.issuer.name if document.issuer else None,
        document.issued_on,
        document.title,
        document.source.name,
    )
    return ", ".join(part for part in parts if part)


def _clean(text: str) -> str:
    """The text without control characters, which RFC 5545 does not allow in texts."""
    sound = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c for c in sound if c == "\n" or (c >= " " and c != "\x7f"))
