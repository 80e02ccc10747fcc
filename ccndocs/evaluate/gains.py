"""Two reports compared: what got better, what got worse, down to the single fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ccndocs.evaluate.alike import Json


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
    """`figures`: split, field, F1 before and now. Only documents in both are compared.

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
        tuple(_figures(former["splits"], now["splits"])),
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
    """The faults of `one` that `other` does not have."""
    for key, fault in one.items():
        if key not in other:
            yield Change(change, document, **fault)


def _figures(former: Json, now: Json) -> Iterator[tuple[str, str, float, float]]:
    for split, figures in now.items():
        if split not in former:
            continue
        for kind, count in figures["soft"].items():
            yield split, kind, former[split]["soft"][kind]["f1"], count["f1"]
