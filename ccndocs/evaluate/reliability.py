"""Whether confidence keeps its word: bins, calibration error, share right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BINS = 10
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Sample:
    """One field of a record: how sure the record was, and whether it is right."""

    field: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Fields of like confidence."""

    low: float
    high: float
    count: int
    confidence: float  # their mean
    right: float  # the share of them that is right


def bins_of(samples: Sequence[Sample], bins: int = BINS) -> list[Bin]:
    """The bins that hold anything, from low to high; the last one includes 1."""
    parts: list[list[Sample]] = [[] for _ in range(bins)]
    for sample in samples:
        parts[min(int(sample.confidence * bins + 1e-9), bins - 1)].append(sample)
    return [
        Bin(
            place / bins,
            (place + 1) / bins,
            len(part),
            sum(s.confidence for s in part) / len(part),
            sum(s.right for s in part) / len(part),
        )
        for place, part in enumerate(parts)
        if part
    ]


def calibration_error(samples: Sequence[Sample], bins: int = BINS) -> float:
    """Expected calibration error: mean gap of confidence and truth, by bins."""
    if not samples:
        return 0.0
    gaps = (b.count * abs(b.confidence - b.right) for b in bins_of(samples, bins))
    return sum(gaps) / len(samples)


def reliability(samples: Sequence[Sample]) -> dict[str, Any]:
    """All of it as JSON values: over all fields, and by kind of field."""
    fields = sorted({sample.field for sample in samples})
    table = {"all": _figures(samples)}
    for name in fields:
        table[name] = _figures([s for s in samples if s.field == name])
    return table


def _figures(samples: Sequence[Sample]) -> dict[str, Any]:
    sure = [s for s in samples if s.confidence > SURE]
    right = sum(s.right for s in sure) / len(sure) if sure else None
    return {
        "fields": len(samples),
        "calibration_error": round(calibration_error(samples), 4),
        "sure": len(sure),
        "sure_right": None if right is None else round(right, 4),
        "bins": [
            {
                "low": b.low,
                "high": b.high,
                "fields": b.count,
                "confidence": round(b.confidence, 4),
                "right": round(b.right, 4),
            }
            for b in bins_of(samples)
        ],
    }
