"""Counts and faults: what a score is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field

from ccndocs.evaluate.alike import Json
from ccndocs.evaluate.reliability import Sample

KINDS = (
    "tasks",
    "responsible",
    "coordinating",
    "deadlines",
    "statistics",
    "clusters",
    "header",
    "citations",
)


@dataclass(slots=True)
class Count:
    """Right, invented and missed ones of a kind."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        """Take in the figures of another count."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of the found ones that are right; 1 where none was found."""
        found = self.right + self.extra
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted ones that were found; 1 where none is wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where there is nothing to find or found."""
        both = 2 * self.right + self.extra + self.missed
        return 2 * self.right / both if both else 1.0

    def as_json(self) -> Json:
        """All figures of the count."""
        rates = {n: round(getattr(self, n), 4) for n in ("precision", "recall", "f1")}
        return {**asdict(self), **rates}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `kind` is missed, invented or wrong; `where` is the task it is in."""

    field: str
    kind: str
    wanted: str = ""
    found: str = ""
    where: str = ""

    def __str__(self) -> str:
        told = [f"{self.field} {self.kind}:", self.wanted]
        told += [f"but found {self.found}"] if self.wanted and self.found else []
        told += [self.found] if self.found and not self.wanted else []
        told += [f"in: {self.where}"] if self.where else []
        return " ".join(part for part in told if part)


def _counts() -> dict[str, Count]:
    return {kind: Count() for kind in KINDS}


@dataclass(slots=True)
class Score:
    """All figures of one document, or of many.

    `counts` are soft, `strict` to the letter; `kinds` are deadlines by their kind,
    `indicators` figures by theirs, `header` the header by its fields (all soft).
    `samples` are for reliability.
    """

    counts: dict[str, Count] = field(default_factory=_counts)
    strict: dict[str, Count] = field(default_factory=_counts)
    kinds: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    indicators: defaultdict[str, Count] = field(
        default_factory=lambda: defaultdict(Count)
    )
    header: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    deadlines_right: int = 0
    deadlines: int = 0
    deadlines_false: int = 0
    samples: list[Sample] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """The faults in words."""
        return [str(fault) for fault in self.faults]

    def add(self, other: Score) -> None:
        """Take in the figures of another document; its faults stay there."""
        for name in ("counts", "strict", "kinds", "indicators", "header"):
            mine = getattr(self, name)
            for kind, count in getattr(other, name).items():
                mine[kind].add(count)
        self.deadlines_right += other.deadlines_right
        self.deadlines += other.deadlines
        self.deadlines_false += other.deadlines_false
        self.samples += other.samples

    def as_json(self) -> Json:
        """All figures, for comparison by machine."""
        named = {
            "soft": self.counts,
            "strict": self.strict,
            "deadline_kinds": self.kinds,
            "statistic_indicators": self.indicators,
            "header_fields": self.header,
        }
        figures: Json = {
            name: {kind: count.as_json() for kind, count in counts.items()}
            for name, counts in named.items()
        }
        figures["deadlines"] = {
            "right": self.deadlines_right,
            "of": self.deadlines,
            "false": self.deadlines_false,
        }
        return figures
