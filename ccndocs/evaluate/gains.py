"""Two reports compared: what got better, what got worse, down to the single fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccndocs.evaluate.alike import Json
from ccndocs.evaluate.count import Count


@dataclass(frozen=True, slots=True)
class Change:
    """A fault that is gone ("gain") or new ("loss")."""

    change: str
    document: str
    field: str
    kind: str
    wanted: str
    found: str
    where: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`figures`: split, field, F1 before and now.

    Only documents in both reports are compared, in the splits of the later one.
    `only_before` and `only_now` are documents that one of the reports lacks.
    """

    figures: tuple[tuple[str, str, float, float], ...]
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]


def compare(former: Json, now: Json) -> Comparison:
    """The changes from one report of `report_of` to another.

    Raises KeyError where one of them is no such report.
    """
    before, after = former["documents"], now["documents"]
    both = [name for name in after if name in before]
    gains: list[Change] = []
    losses: list[Change] = []
    for name in both:
        old, new = _faults(before[name]), _faults(after[name])
        gains += _changes("gain", name, old, new)
        losses += _changes("loss", name, new, old)
    return Comparison(
        tuple(_figures([(before[name], after[name]) for name in both])),
        tuple(gains),
        tuple(losses),
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(after.keys() - before.keys())),
    )


Key = tuple[str, str, str, str]


def _faults(document: Json) -> dict[Key, Json]:
    """Faults by what they are about: a wrong value that changes is the same fault."""
    return {
        (
            fault["field"],
            fault["kind"],
            fault["where"],
            fault["wanted"] or fault["found"],
        ): fault
        for fault in document["faults"]
    }


def _changes(
    change: str, document: str, one: Mapping[Key, Json], other: Mapping[Key, Json]
) -> Iterator[Change]:
    """The faults of `one` that `other` does not have.

    A fault within a task that `other` missed altogether is none: the missed task
    stands for it.
    """
    missed = [f["wanted"] for f in other.values() if (f["field"], f["kind"]) == MISSED]
    for key, fault in one.items():
        where = fault["where"]
        if key in other or (where and any(m.startswith(where) for m in missed)):
            continue
        yield Change(change, document, **fault)


MISSED = ("task", "missed")


def _figures(pairs: Sequence[tuple[Json, Json]]) -> Iterator[tuple[Any, ...]]:
    """F1 of every split and field, before and now, over documents of both runs."""
    splits = sorted({now["split"] for _, now in pairs} - {""})
    for split in ["all", *splits]:
        part = [pair for pair in pairs if split in ("all", pair[1]["split"])]
        for kind in part[0][1]["soft"] if part else ():
            yield split, kind, *(_f1(side, kind) for side in zip(*part, strict=True))


def _f1(documents: Sequence[Json], kind: str) -> float:
    total = Count()
    for document in documents:
        count = document["soft"][kind]
        total.add(Count(count["right"], count["extra"], count["missed"]))
    return round(total.f1, 4)
