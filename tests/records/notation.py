from __future__ import annotations

from ccndocs.types.record import DeadlineRecord, Record, TaskRecord

_ROLES = {
    "lead": "lead",
    "implement": "does",
    "advise": "advises",
    "coordinate": "with",
}


def deadline(record: DeadlineRecord) -> str:
    """ "by ../2025-01-30 exclusive", "recurring FREQ=MONTHLY", "ongoing"."""
    parts = [
        record.kind,
        record.edtf,
        record.bound,
        (record.rrule or "").replace("\n", " + "),
    ]
    if record.relative:
        term = record.relative
        size = f"{term.days}d" if term.days is not None else f"{term.months}m"
        parts.append(f"{size}{' working' if term.working else ''} {term.anchor}")
    return " ".join(part for part in parts if part)


def task(record: TaskRecord) -> str:
    """A task in one line: section | who | by when | output | flags | words."""
    who = [
        f"{_ROLES[role]} "
        + ", ".join(
            a.name + ("*" if a.collective else "")
            for a in record.agencies
            if a.role == role
        )
        for role in _ROLES
        if any(a.role == role for a in record.agencies)
    ]
    times = [deadline(d) for d in (record.deadline, *record.other_deadlines) if d]
    fields = [
        "/".join(record.section) or ".",
        "; ".join(who) or "-",
        "; ".join(times) or "-",
    ]
    if record.output:
        fields.append(f"gives {record.output}")
    fields += [", ".join(record.flags)] if record.flags else []
    return " | ".join([*fields, record.description])


def tasks(record: Record) -> list[str]:
    """All tasks of a record with their whole text."""
    return [task(each) for each in record.tasks]


def cut_like(lines: list[str], wanted: list[str]) -> list[str]:
    """The lines with their text cut to as many words as the wanted ones give."""
    cut = []
    for index, line in enumerate(lines):
        head, _, text = line.rpartition(" | ")
        like = wanted[index].rpartition(" | ")[2] if index < len(wanted) else text
        cut.append(f"{head} | {' '.join(text.split()[: len(like.split())])}")
    return cut
