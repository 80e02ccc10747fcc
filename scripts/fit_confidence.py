"""Fits the shares of doubts: `python scripts/fit_confidence.py [--write]`.

Each task's confidence is the product of the shares of its doubts; a field of the task
(that it is one, who, with whom, by when) is right or wrong by gold. The shares are
those that make what is seen most likely, each held to its prior by as many fields as
PRIOR_FIELDS says.

Documents that rules were written from look better than others ever will. So the fit
takes those that were frozen while most rules were written (ids that start with "f-"),
as they are and mutated, and the priors are the shares of their first reading, before
anybody mended what went wrong there. Documents that are frozen now only check it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from mutate_corpus import KINDS, ROOT, mutated

from ccndocs.evaluate import find_items, score_record
from ccndocs.pipeline import analyse, record_of
from ccndocs.records import Locator, explain_tasks
from ccndocs.source import from_bytes
from ccndocs.types.json import to_dict
from ccndocs.types.options import Options

TABLE = ROOT.parent / "ccndocs" / "vi" / "data" / "confidence.tsv"
PRIOR_FIELDS = 1000
FORMERLY_FROZEN = "f-"
FIELDS = ("task", "responsible", "coordinating", "deadline")
Sample = tuple[frozenset[str], bool]


def samples_of(name: str, text: str, gold: dict[str, object]) -> Iterator[Sample]:
    """The fields of one document: the doubts of their task, and whether right."""
    analysis = analyse(from_bytes(f"{name}.txt", text.encode(), Options()))
    record = to_dict(record_of(analysis))
    locator = Locator(analysis.layout, analysis.repaired.text)
    reasons = explain_tasks(
        analysis.source.id, analysis.tree, analysis.mentions, locator
    )
    for place, task in enumerate(record["tasks"]):
        task["confidence"] = float(place)  # so that a sample tells its task
    for sample in score_record(gold, record).samples:
        if sample.field in FIELDS:
            doubts = (doubt for doubt, _ in reasons[int(sample.confidence)].factors)
            yield frozenset(doubts), sample.right


def gather(seeds: list[int]) -> list[Sample]:
    """All fields of these documents, as they are and mutated with each seed."""
    found: list[Sample] = []
    for item in find_items(ROOT / "gold", ROOT / "text", split="dev"):
        if not item.name.startswith(FORMERLY_FROZEN):
            continue
        text = item.path.read_text("utf-8")
        gold = json.loads(item.gold.read_text("utf-8"))
        found += samples_of(item.name, text, gold)
        for kind in KINDS:
            for seed in seeds:
                changed = mutated(text, kind, seed, item.name)
                found += samples_of(item.name, changed, gold)
    return found


def fit(samples: list[Sample], priors: dict[str, float]) -> dict[str, float]:
    """The most likely shares, by gradient steps on their logarithms."""
    names = list(priors)
    place = {name: at for at, name in enumerate(names)}
    alike = Counter((frozenset(d & priors.keys()), right) for d, right in samples)
    alike.update({(frozenset({n}), True): 0 for n in names})
    rows = np.zeros((len(alike), len(names)))
    right, weight = np.zeros(len(alike)), np.zeros(len(alike))
    for at, ((doubts, truth), count) in enumerate(alike.items()):
        rows[at, [place[doubt] for doubt in doubts]] = 1
        right[at], weight[at] = truth, count
    prior = np.array([priors[name] for name in names])
    costs = -np.log(prior)
    for _ in range(4000):
        chance = np.clip(np.exp(-rows @ costs), 1e-6, 1 - 1e-6)
        slope = rows.T @ (weight * (right - (1 - right) * chance / (1 - chance)))
        share = np.clip(np.exp(-costs), 1e-6, 1 - 1e-6)
        slope += PRIOR_FIELDS * (prior - (1 - prior) * share / (1 - share))
        costs = np.maximum(costs * np.exp(-np.clip(slope * 2e-4, -0.05, 0.05)), 1e-4)
    return {name: round(float(np.exp(-costs[at])), 4) for name, at in place.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the confidence of tasks.")
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--write", action="store_true", help="change the table")
    options = parser.parse_args()
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    priors = {cells[0]: float(cells[1]) for cells in lines[1:]}
    samples = gather(options.seeds)
    shares = fit(samples, priors)
    seen = Counter(doubt for doubts, _ in samples for doubt in doubts)
    wrong = Counter(d for doubts, right in samples if not right for d in doubts)
    rows = [
        [name, cells[1], str(shares[name]), str(seen[name]), str(wrong[name]), cells[5]]
        for cells in lines[1:]
        for name in (cells[0],)
    ]
    table = "".join("\t".join(cells) + "\n" for cells in [lines[0], *rows])
    print(table)
    if options.write:
        Path(TABLE).write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
