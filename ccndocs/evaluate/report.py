"""Reports and comparisons as lines for a reader."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import TextIO

from ccndocs.evaluate.alike import Json
from ccndocs.evaluate.gains import Change, Comparison

MOST_ROWS = 20  # gains or losses shown; the CSV has them all
LONGEST = 70


def report_text(report: Json) -> str:
    """Every figure of the report but those of single documents."""
    lines: list[str] = []
    for name, figures in report["splits"].items():
        lines += [*_split_lines(name, figures), ""]
    stamp = (report["ccndocs"], report["commit"] or "no commit", report["date"])
    lines.append(f"ccndocs {' '.join(stamp)}, {report['seconds']:.1f} s")
    return "\n".join(lines) + "\n"


def document_line(name: str, figures: Json) -> str:
    """The figures of one document in one line."""
    soft, header = figures["soft"], figures["soft"]["header"]
    tasks, deadlines = soft["tasks"], figures["deadlines"]
    rates = f"P {tasks['precision']:.3f} R {tasks['recall']:.3f} F {tasks['f1']:.3f}"
    parts = [
        f"{name:27}",
        f"tasks {rates}",
        f"resp {soft['responsible']['f1']:.3f}",
        f"coord {soft['coordinating']['f1']:.3f}",
        f"deadlines {deadlines['right']}/{deadlines['of']} +{deadlines['false']} false",
        f"stats {soft['statistics']['f1']:.3f}",
        f"clusters {soft['clusters']['f1']:.3f}",
        f"header {header['right']}/{header['right'] + header['missed']}",
    ]
    return "  ".join(parts)


def _split_lines(name: str, figures: Json) -> Iterator[str]:
    failed = f", {figures['failed']} failed" if figures["failed"] else ""
    yield f"{name}: {figures['documents']} document(s){failed}"
    yield f"  {'':22}{'soft P':>8}{'R':>8}{'F1':>8}   {'strict P':>8}{'R':>8}{'F1':>8}"
    for kind, soft in figures["soft"].items():
        if any(soft[part] for part in ("right", "extra", "missed")):
            strict = figures["strict"][kind]
            yield f"  {kind:22}{_rates(soft)}   {_rates(strict)}   {_parts(soft)}"
    for title in ("deadline_kinds", "statistic_indicators", "header_fields"):
        label = "" if title.startswith("statistic") else title.split("_")[0] + " "
        for kind, count in figures[title].items():
            rates = f"{_rates(count)}   {'':24}   {_parts(count)}"
            yield f"  {label + kind:22}{rates}"
    free = figures["task_free"]
    yield (
        f"  task-free documents: {free['documents']}, with false tasks: "
        f"{free['with_false_tasks']}, false tasks: {free['false_tasks']}"
    )
    yield from _reliability_lines(figures["reliability"])


def _rates(count: Json) -> str:
    return "".join(f"{count[name]:8.3f}" for name in ("precision", "recall", "f1"))


def _parts(count: Json) -> str:
    return f"{count['right']} right, {count['extra']} extra, {count['missed']} missed"


def _reliability_lines(table: Json) -> Iterator[str]:
    for field, figures in table.items():
        if not figures["fields"]:
            continue
        sure = figures["sure_right"]
        told = (
            f", {sure:.1%} of {figures['sure']} right above 0.9"
            if figures["sure"]
            else ""
        )
        yield (
            f"  confidence, {field}: {figures['fields']} fields, "
            f"calibration error {figures['calibration_error']:.3f}{told}"
        )
        if field == "all":
            for part in figures["bins"]:
                yield (
                    f"    {part['low']:.1f} to {part['high']:.1f}: {part['fields']:5}"
                    f" fields, mean {part['confidence']:.3f}, right {part['right']:.3f}"
                )


def comparison_text(comparison: Comparison, most: int = MOST_ROWS) -> str:
    """Figures before and now, then at most `most` gains and losses each."""
    lines = [f"{'split':12}{'field':16}{'before':>8}{'now':>8}{'change':>9}"]
    for split, kind, before, now in comparison.figures:
        change = f"{now - before:+9.4f}" if now != before else f"{'=':>9}"
        lines.append(f"{split:12}{kind:16}{before:8.4f}{now:8.4f}{change}")
    for title, changes in (("gains", comparison.gains), ("losses", comparison.losses)):
        lines += ["", f"{title}: {len(changes)}"]
        lines += [_change_line(change) for change in changes[:most]]
        if len(changes) > most:
            lines.append(f"  … {len(changes) - most} more")
    for title, names in (
        ("only in the former run", comparison.only_before),
        ("only in this run", comparison.only_now),
    ):
        if names:
            lines += ["", f"{title}: {', '.join(names)}"]
    return "\n".join(lines) + "\n"


def _change_line(change: Change) -> str:
    values = " ≠ ".join(_cut(v) for v in (change.wanted, change.found) if v)
    where = f" in: {_cut(change.where)}" if change.where else ""
    return f"  {change.document}  {change.field} {change.kind}: {values}{where}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def write_changes(changes: Iterable[Change], stream: TextIO) -> None:
    """Every gain and loss as CSV."""
    writer = csv.writer(stream, lineterminator="\n")
    names: Sequence[str] = [field.name for field in fields(Change)]
    writer.writerow(names)
    writer.writerows(astuple(change) for change in changes)
