"""Which rule, words and evidence made each field of a record.

`explain` gives values that JSON can hold, `explanation_text` the same for a reader.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ccndocs.pipeline import Analysis, record_of
from ccndocs.records import (
    Locator,
    TaskReasons,
    explain_tasks,
    held_back,
    may_order,
    told_statistics,
)
from ccndocs.records.reasons import AgencyReason, DeadlineReason
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Mention
from ccndocs.types.record import DeadlineRecord, Evidence, Record
from ccndocs.types.text import Edit
from ccndocs.types.tree import Field, Header, Passage

Json = dict[str, Any]
AROUND = 40  # characters shown on both sides of the words that decided


def explain(analysis: Analysis, task: int | None = None) -> Json:
    """What made each field: of the whole document, or of one task (counted from 1).

    Raises IndexError where there is no such task.
    """
    explainer = _Explainer(analysis)
    if task is not None:
        if not 1 <= task <= len(explainer.tasks):
            raise IndexError(task)
        return {"tasks": [explainer.task(task)]}
    return {
        "document": explainer.document(),
        "tasks": [explainer.task(n + 1) for n in range(len(explainer.tasks))],
        "statistics": explainer.statistics(),
        "clusters": explainer.findings(analysis.mentions.clusters),
        "citations": explainer.findings(analysis.mentions.citations),
    }


@dataclass(slots=True, init=False)
class _Explainer:
    analysis: Analysis
    record: Record
    locator: Locator
    tasks: tuple[TaskReasons, ...]
    edits: list[Edit]
    passages: Mapping[int, Passage]

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.record = record_of(analysis)
        self.locator = Locator(analysis.layout, analysis.repaired.text)
        self.tasks = explain_tasks(
            self.record.document.id, analysis.tree, analysis.mentions, self.locator
        )
        self.edits = analysis.repaired.text.edits()
        self.passages = analysis.tree.by_id()

    def document(self) -> Json:
        """The header, and what repair did to the text."""
        counts = Counter(edit.rule for edit in self.edits)
        return {
            "id": self.record.document.id,
            "name": self.record.document.source.name,
            "diacritics": self.analysis.repaired.diacritics.value,
            "edits": dict(counts.most_common()),
            "tasks": self._tasks_told(),
            "header": [
                {
                    "field": name,
                    "value": field.value,
                    **self._where(field.passage),
                    "confidence": field.confidence,
                    "flags": list(field.flags),
                }
                for name, field in _header_fields(self.analysis.tree.header)
            ],
            "issues": [asdict(issue) for issue in self.record.issues],
            "held_back": [
                {
                    "why": one.cause.value,
                    "under": one.beside,
                    **self._where(one.passage),
                }
                for one in held_back(self.analysis.tree, self.analysis.mentions)
            ],
        }

    def _tasks_told(self) -> str:
        """How many tasks there are; where there are none, why."""
        if self.tasks:
            return str(len(self.tasks))
        kind = self.record.document.type
        if not may_order(kind):
            return f"none: documents of type {kind} order nothing"
        return "none: nothing orders anybody to do something"

    def task(self, number: int) -> Json:
        """One task, counted from 1."""
        reasons = self.tasks[number - 1]
        task = reasons.task
        return {
            "number": number,
            "of": len(self.tasks),
            "id": task.id,
            "description": task.description,
            "why": reasons.why,
            "section": list(task.section),
            "heading": task.heading,
            "agencies": [self._agency(agency) for agency in reasons.agencies],
            "deadlines": [self._deadline(one) for one in reasons.deadlines],
            "output": task.output,
            "edits": [self._edit(edit) for edit in self._edits_in(task.evidence)],
            "confidence": task.confidence,
            "factors": [[name, share] for name, share in reasons.factors],
            "flags": list(task.flags),
            "evidence": [asdict(piece) for piece in task.evidence],
        }

    def _agency(self, agency: AgencyReason) -> Json:
        return {
            "name": agency.record.name,
            "role": agency.record.role,
            "origin": agency.choice.origin.value,
            "role_rule": agency.choice.rule,
            "name_rule": agency.named_by,
            "score": agency.choice.score,
            **self._where(agency.passage, agency.choice.span),
        }

    def _deadline(self, deadline: DeadlineReason) -> Json:
        return {
            **_set_values(deadline.record),
            "origin": deadline.origin.value,
            "rule": deadline.mention.rule,
            "score": deadline.mention.score,
            "flags": list(deadline.mention.flags),
            **self._where(deadline.passage, deadline.mention.span),
        }

    def statistics(self) -> list[Json]:
        """The figures of the record, each by the words that told it first."""
        told = told_statistics(self.analysis.tree, self.analysis.mentions, self.locator)
        found = self.findings(mention for _, mention in told)
        return [
            {**one, "confidence": record.confidence, "flags": list(record.flags)}
            for one, (record, _) in zip(found, told, strict=True)
        ]

    def findings(self, mentions: Iterable[Mention[Any]]) -> list[Json]:
        """Any findings: the value, the rule that found it, and the words."""
        return [
            {
                "value": asdict(mention.value),
                "rule": mention.rule,
                "score": mention.score,
                **self._where(self.passages[mention.passage], mention.span),
            }
            for mention in mentions
        ]

    def _where(self, passage: Passage, span: Span | None = None) -> Json:
        """The words as read, the page, and the words in their sentence."""
        pieces = self.locator.evidence(passage, span)
        words = " ".join(" ".join(e.text_as_read.split()) for e in pieces)
        found: Json = {"words": words, "page": pieces[0].page if pieces else None}
        if span is not None:
            found["context"] = _in_context(passage.text, span)
        return found

    def _edits_in(self, evidence: Sequence[Evidence]) -> Iterator[Edit]:
        starts = [edit.span.start for edit in self.edits]
        for piece in evidence:
            for edit in self.edits[bisect_left(starts, piece.start) :]:
                if edit.span.start >= piece.end:
                    break
                yield edit

    def _edit(self, edit: Edit) -> Json:
        return {
            "start": edit.span.start,
            "end": edit.span.stop,
            "as_read": edit.span.of(self.analysis.layout.text),
            "text": edit.text,
            "rule": edit.rule,
            "score": edit.score,
        }


def _header_fields(header: Header) -> Iterator[tuple[str, Field]]:
    names = ("type", "number_symbol", "issuer", "place", "issued_on", "title")
    for name in names:
        field = getattr(header, name)
        if field is not None:
            yield name, field
    for signer in header.signers[:1]:
        if signer.name is not None:
            yield "signer", signer.name


def _set_values(deadline: DeadlineRecord) -> Json:
    """The fields of a deadline that say something; its words stand elsewhere."""
    values = asdict(deadline)
    return {k: v for k, v in values.items() if v is not None and k != "text"}


def _in_context(text: str, span: Span) -> str:
    """The words in brackets within what stands around them."""
    start, stop = max(span.start - AROUND, 0), min(span.stop + AROUND, len(text))
    before, after = text[start : span.start], text[span.stop : stop]
    return (
        ("…" if start else "")
        + f"{before}[{span.of(text)}]{after}"
        + ("…" if stop < len(text) else "")
    )


def explanation_text(explanation: Json, width: int = 100) -> str:
    """The explanation as lines for a reader, ending in a line break."""
    lines: list[str] = []
    if "document" in explanation:
        lines += _document_lines(explanation["document"])
    for task in explanation["tasks"]:
        lines += ["", *_task_lines(task)]
    for kind in ("statistics", "clusters", "citations"):
        found = explanation.get(kind)
        if found:
            lines += ["", f"{kind} ({len(found)})"]
            lines += [line for item in found for line in _finding_lines(item)]
    wrapped = (part for line in lines for part in _wrap(line, width))
    return "\n".join(wrapped).lstrip("\n") + "\n"


def _document_lines(document: Json) -> Iterator[str]:
    yield document["name"]
    for field in document["header"]:
        doubts = f" ({', '.join(field['flags'])})" if field["flags"] else ""
        yield (
            f"  {field['field']:14}{field['value']}  {_quoted(field)}, "
            f"certainty {field['confidence']:.2f}{doubts}"
        )
    edits = ", ".join(f"{rule} {count}" for rule, count in document["edits"].items())
    yield f"  {'text':14}diacritics {document['diacritics']}; edits: {edits or 'none'}"
    yield f"  {'tasks':14}{document['tasks']}"
    for issue in document["issues"]:
        yield f"  {'issue':14}{issue['code']}: {issue['message']}"
    for one in document["held_back"]:
        yield f"  {'held back':14}{one['why']}: {_quoted(one)}"


def _task_lines(task: Json) -> Iterator[str]:
    yield f"Task {task['number']} of {task['of']}: {task['description']}"
    yield f"  {'why':12}{task['why']}"
    place = ".".join(task["section"]) or "–"
    yield f"  {'section':12}{place}, under {task['heading'] or 'no heading'}"
    for agency in task["agencies"]:
        yield (
            f"  {agency['role']:12}{agency['name']}  from the {agency['origin']}, "
            f"{_quoted(agency)}; role by {agency['role_rule']}, name by "
            f"{agency['name_rule']} ({agency['score']:.2f}): {agency['context']}"
        )
    for deadline in task["deadlines"]:
        names = ("kind", "start", "end", "bound", "rrule", "relative")
        value = " ".join(_short(deadline[n]) for n in names if n in deadline)
        yield (
            f"  {'deadline':12}{value}  from the {deadline['origin']}, "
            f"{_quoted(deadline)}; rule {deadline['rule']} "
            f"({deadline['score']:.2f}): {deadline['context']}"
        )
    if task["output"]:
        yield f"  {'output':12}{task['output']}"
    for edit in task["edits"]:
        change = f"{edit['as_read']!r} → {edit['text']!r}"
        yield f"  {'edit':12}{change} by {edit['rule']} ({edit['score']:.2f})"
    shares = " × ".join(f"{name} {share:g}" for name, share in task["factors"])
    yield f"  {'confidence':12}{task['confidence']:.2f} = {shares}"
    if task["flags"]:
        yield f"  {'look at':12}{', '.join(task['flags'])}"
    for piece in task["evidence"]:
        place = f"characters {piece['start']} to {piece['end']}"
        yield f"  {'evidence':12}page {piece['page']}, {place}"


def _finding_lines(item: Json) -> Iterator[str]:
    values = ((k, v) for k, v in item["value"].items() if v not in (None, {}))
    told = ", ".join(f"{name} {_short(value)}" for name, value in values)
    yield f"  {told}"
    sure = item.get("confidence", item["score"])
    yield f"    {_quoted(item)}; rule {item['rule']} ({sure:.2f}): {item['context']}"


def _short(value: object) -> str:
    if isinstance(value, dict):
        told = (f"{k} {v}" for k, v in value.items() if v not in (None, False))
        return ", ".join(told) or "–"
    return str(value)


def _quoted(item: Json) -> str:
    words = item["words"] if len(item["words"]) <= 80 else item["words"][:79] + "…"
    return f"“{words}”" + (f" page {item['page']}" if item["page"] else "")


def _wrap(line: str, width: int) -> list[str]:
    if not line:
        return [""]
    indent = " " * (14 if line.startswith("  ") else 4)
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_on_hyphens=False
    ) or [line]
