"""A run over gold and inputs: which files, their splits, one stamped report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import platform
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ccndocs import __version__
from ccndocs.errors import CcndocsError
from ccndocs.evaluate.alike import Json
from ccndocs.evaluate.count import Score
from ccndocs.evaluate.reliability import reliability
from ccndocs.evaluate.score import score_record
from ccndocs.pipeline import process
from ccndocs.types.json import to_dict
from ccndocs.types.options import Options
from ccndocs.types.record import SCHEMA_VERSION, Record


@dataclass(frozen=True, slots=True)
class Item:
    """A document to score: its name, its input, its gold, its split ("" if none)."""

    name: str
    path: Path
    gold: Path
    split: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A document scored. `error` says why it gave no record, which counts as empty."""

    item: Item
    score: Score
    wanted: int
    found: int
    seconds: float
    error: str | None = None


def find_items(
    gold: Path,
    inputs: Path | None = None,
    names: Sequence[str] = (),
    split: str | None = None,
) -> list[Item]:
    """The inputs that have a gold record, in order of their names.

    `inputs` holds the documents, named by their ids; by default it is the folder "text"
    beside the gold. `names` and `split` narrow the choice. A document that is there in
    several forms ("a.pdf", "a.tif") counts in each, under the name of the file.
    """
    inputs = gold.parent / "text" if inputs is None else inputs
    splits = splits_of(gold)
    files = [
        path
        for path in sorted(inputs.iterdir())
        if (gold / f"{path.stem}.json").is_file()
        and (not names or path.stem in names)
        and (split is None or splits.get(path.stem) == split)
    ]
    alone = Counter(path.stem for path in files)
    return [
        Item(
            path.stem if alone[path.stem] == 1 else path.name,
            path,
            gold / f"{path.stem}.json",
            splits.get(path.stem, ""),
        )
        for path in files
    ]


def splits_of(gold: Path) -> dict[str, str]:
    """The split of each document: of splits.tsv, or of the table in a README.md.

    Both may stand in the folder or above it, and have the columns "id" and "split".
    """
    for folder in (gold, gold.parent):
        for name, read in (("splits.tsv", _tsv), ("README.md", _table)):
            path = folder / name
            if path.is_file():
                rows = read(path.read_text(encoding="utf-8"))
                found = {row["id"]: row["split"] for row in rows if row.get("split")}
                if found:
                    return found
    return {}


def _tsv(text: str) -> Iterator[Mapping[str, str]]:
    yield from csv.DictReader(io.StringIO(text), delimiter="\t")


def _table(text: str) -> Iterator[Mapping[str, str]]:
    """The rows of the first Markdown table whose head names "id" and "split"."""
    head: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip(" `") for cell in line.strip().strip("|").split("|")]
        if {"id", "split"} <= set(cells):
            head = cells
        elif head and line.startswith("|"):
            if not re.fullmatch(r"[\s|:-]+", line):
                yield dict(zip(head, cells, strict=False))
        elif head:
            return


def score_items(
    items: Iterable[Item],
    run: Callable[[Path, Options], Record] = process,
    options: Options = Options(),
) -> Iterator[Scored]:
    """Each document scored, one by one."""
    for item in items:
        gold = json.loads(item.gold.read_text(encoding="utf-8"))
        begin = time.perf_counter()
        error = None
        found: Json = {"tasks": [], "statistics": [], "clusters": [], "document": {}}
        try:
            found = to_dict(run(item.path, options))
        except CcndocsError as failure:
            error = failure.message()
        seconds = time.perf_counter() - begin
        counts = (len(gold["tasks"]), len(found["tasks"]))
        yield Scored(item, score_record(gold, found), *counts, seconds, error)


def report_of(scored: Sequence[Scored]) -> Json:
    """One report of a run, stamped; `compare` reads two of them."""
    return {
        "ccndocs": __version__,
        "schema_version": SCHEMA_VERSION,
        "commit": _commit(),
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "seconds": round(sum(one.seconds for one in scored), 2),
        "python": platform.python_version(),
        "splits": {name: _figures(part) for name, part in _parts(scored)},
        "documents": {
            one.item.name: {
                "split": one.item.split,
                "seconds": round(one.seconds, 3),
                "error": one.error,
                **one.score.as_json(),
                "faults": [asdict(fault) for fault in one.score.faults],
            }
            for one in scored
        },
    }


def _parts(scored: Sequence[Scored]) -> Iterator[tuple[str, list[Scored]]]:
    yield "all", list(scored)
    for name in sorted({one.item.split for one in scored} - {""}):
        yield name, [one for one in scored if one.item.split == name]


def _figures(scored: Sequence[Scored]) -> Json:
    total = Score()
    for one in scored:
        total.add(one.score)
    free = [one for one in scored if not one.wanted]
    return {
        "documents": len(scored),
        "failed": sum(one.error is not None for one in scored),
        **total.as_json(),
        "task_free": {
            "documents": len(free),
            "with_false_tasks": sum(one.found > 0 for one in free),
            "false_tasks": sum(one.found for one in free),
        },
        "reliability": reliability(total.samples),
    }


def _commit() -> str | None:
    """The commit that runs, "+" after it if files differ; None outside a checkout."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--abbrev=12", "--dirty=+", "--exclude=*"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
