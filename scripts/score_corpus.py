"""Scores ccndocs on the corpus: `python scripts/score_corpus.py [DIR] [ids…]`.

DIR holds one file per document, named by its id (corpus/text by default, or
corpus/rendered/pdf, corpus/scans …). Prints a line per document and a total; -v
lists what was missed, invented or wrong.

Tasks are paired by their text, best pairs first. Agencies and deadlines are
compared on paired tasks; those of a missed task count as missed. Gold marked
"optional" is neither demanded nor punished; collective agencies are ignored.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parent.parent / "corpus"
PAIR_SCORE = 78.0  # texts of a pair are at least this alike
AGENCY_SCORE = 93.0
HEADER = ("type", "number_symbol", "issuer", "issued_on", "place", "title", "signer")
Json = dict[str, Any]


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


KINDS = ("tasks", "responsible", "coordinating", "statistics", "clusters", "header")


@dataclass(slots=True)
class Score:
    """All figures of one document, or of many."""

    counts: dict[str, Count] = field(
        default_factory=lambda: {k: Count() for k in KINDS}
    )
    deadlines_right: int = 0
    deadlines: int = 0
    deadlines_false: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take in the figures of another document; its notes stay there."""
        for kind, count in other.counts.items():
            self.counts[kind].add(count)
        self.deadlines_right += other.deadlines_right
        self.deadlines += other.deadlines
        self.deadlines_false += other.deadlines_false

    def line(self, name: str) -> str:
        """All figures in one line."""
        tasks = self.counts["tasks"]
        parts = [
            f"{name:27}",
            f"tasks P {tasks.precision:.3f} R {tasks.recall:.3f} F {tasks.f1:.3f}",
            f"resp {self.counts['responsible'].f1:.3f}",
            f"coord {self.counts['coordinating'].f1:.3f}",
            f"deadlines {self.deadlines_right}/{self.deadlines}"
            f" +{self.deadlines_false} false",
            f"stats {self.counts['statistics'].f1:.3f}",
            f"clusters {self.counts['clusters'].f1:.3f}",
            f"header {self.counts['header'].right}"
            f"/{self.counts['header'].right + self.counts['header'].missed}",
        ]
        return "  ".join(parts)

    def as_json(self) -> Json:
        """All figures, for comparison by machine."""
        counts = {
            kind: {**dataclasses.asdict(count), "f1": round(count.f1, 4)}
            for kind, count in self.counts.items()
        }
        deadlines = {
            "right": self.deadlines_right,
            "of": self.deadlines,
            "false": self.deadlines_false,
        }
        return {**counts, "deadlines": deadlines}


def fold(text: str | None) -> str:
    """Lower case without diacritics, words only: what OCR cannot change much.

    >>> fold("Sở Công Thương")
    'so cong thuong'
    """
    plain = unicodedata.normalize(
        "NFD", (text or "").replace("Đ", "D").replace("đ", "d")
    )
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[a-z0-9%/]+", letters))


def agency_key(name: str | None) -> str:
    """One spelling for one agency."""
    key = f" {fold(name)} ".replace(" uy ban nhan dan ", " ubnd ")
    key = key.replace(" hoi dong nhan dan ", " hdnd ").replace(
        " ccn ", " cum cong nghiep "
    )
    return re.sub(r" (cac|de nghi|giao) ", " ", key).strip()


def same_agency(one: str, other: str) -> bool:
    """Equal but for spelling, or one the other plus its locality."""
    a, b = sorted((agency_key(one), agency_key(other)), key=len)
    if not a:
        return False
    longer = len(a) >= 8 and b.startswith(f"{a} ") and len(b) - len(a) <= 25
    return a == b or longer or fuzz.ratio(a, b) >= AGENCY_SCORE


def pair(
    one: Sequence[str], other: Sequence[str], alike: Callable[[str, str], float]
) -> list[tuple[int, int]]:
    """Greedy pairs of places, the most alike first; none below PAIR_SCORE."""
    scored = [
        (alike(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)
    ]
    scored.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score >= PAIR_SCORE and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def text_likeness(one: str, other: str) -> float:
    """0 to 100. A part of a text is not the text: a third of its length is needed."""
    a, b = sorted((fold(one), fold(other)), key=len)
    if not a or len(a) < 0.35 * len(b):
        return 0.0
    return fuzz.partial_ratio(a, b) - 5 * (1 - len(a) / len(b))


def _names(task: Json, *, coordinating: bool) -> list[str]:
    return [
        agency["name"]
        for agency in task["agencies"]
        if (agency["role"] == "coordinate") == coordinating and not agency["collective"]
    ]


def count_agencies(wanted: list[str], found: list[str]) -> Count:
    """How many names of `found` are in `wanted`, each used once."""
    rest = list(found)
    right = 0
    for name in wanted:
        hit = next((entry for entry in rest if same_agency(name, entry)), None)
        if hit is not None:
            rest.remove(hit)
            right += 1
    return Count(right, len(rest), len(wanted) - right)


def same_deadline(gold: Json | None, found: Json | None) -> bool:
    """Same kind and dates; "by D" and a period that ends on D are the same day."""
    if gold is None or found is None:
        return gold is found
    kind = gold["kind"]
    if kind in ("by", "period"):
        dated = found["kind"] in ("by", "period") and found["end"] == gold["end"]
        starts = found["start"] == gold["start"] or "by" in (kind, found["kind"])
        return dated and starts
    if kind == "recurring":
        wanted = set(re.findall(r"FREQ=\w+", gold["rrule"] or ""))
        rules = set(re.findall(r"FREQ=\w+", found["rrule"] or ""))
        return bool(found["kind"] == kind) and wanted <= rules
    if kind == "relative" and found["kind"] == kind:
        return all(
            found["relative"][k] == gold["relative"][k] for k in ("days", "working")
        )
    return bool(found["kind"] == kind and found["start"] == gold["start"])


def _score_pair(gold: Json, found: Json, score: Score) -> None:
    label = gold["description"][:60]
    for kind in ("responsible", "coordinating"):
        wanted = _names(gold, coordinating=kind == "coordinating")
        names = _names(found, coordinating=kind == "coordinating")
        free = [a["name"] for a in gold["agencies"] if a["collective"]]
        names = [n for n in names if not any(same_agency(n, name) for name in free)]
        count = count_agencies(wanted, names)
        score.counts[kind].add(count)
        if count.extra or count.missed:
            score.notes.append(f"{kind}: {wanted} but found {names}: {label}")
    right = same_deadline(gold["deadline"], found["deadline"])
    if "deadline_optional" in gold["flags"]:
        return
    if gold["deadline"] is not None:
        score.deadlines += 1
        score.deadlines_right += right
    else:
        score.deadlines_false += not right
    if not right:
        pair_of = (_deadline_words(gold), _deadline_words(found))
        score.notes.append(f"deadline: {pair_of[0]} but found {pair_of[1]}: {label}")


def _deadline_words(task: Json) -> str:
    deadline = task["deadline"]
    if deadline is None:
        return "none"
    keys = ("kind", "start", "end", "rrule", "relative")
    return " ".join(str(deadline[key]) for key in keys if deadline[key])


def _score_tasks(gold: list[Json], found: list[Json], score: Score) -> None:
    texts = [[task["description"] for task in tasks] for tasks in (gold, found)]
    pairs = dict(pair(texts[0], texts[1], text_likeness))
    paired = set(pairs.values())
    for place, task in enumerate(gold):
        if "optional" in task["flags"]:
            continue
        if place in pairs:
            score.counts["tasks"].right += 1
            _score_pair(task, found[pairs[place]], score)
            continue
        score.counts["tasks"].missed += 1
        score.counts["responsible"].missed += len(_names(task, coordinating=False))
        score.counts["coordinating"].missed += len(_names(task, coordinating=True))
        score.deadlines += task["deadline"] is not None
        score.notes.append(f"task missed: {task['description'][:90]}")
    for place, task in enumerate(found):
        if place not in paired:
            score.counts["tasks"].extra += 1
            score.notes.append(f"task invented: {task['description'][:90]}")


def _figure(statistic: Json) -> tuple[str, float, str]:
    return statistic["indicator"], float(statistic["value"]), statistic["unit"]


def _score_statistics(gold: list[Json], found: list[Json], score: Score) -> None:
    """By indicator, value and unit; "other" is neither demanded nor punished."""
    rest = [_figure(statistic) for statistic in found]
    count = score.counts["statistics"]
    for figure in map(_figure, gold):
        if figure in rest:
            rest.remove(figure)
            count.right += figure[0] != "other"
        elif figure[0] != "other":
            count.missed += 1
            score.notes.append(f"statistic missed: {figure}")
    values = {figure[1] for figure in map(_figure, gold) if figure[0] == "other"}
    for figure in rest:
        if figure[1] not in values:
            count.extra += 1
            score.notes.append(f"statistic invented: {figure}")


def _score_clusters(gold: list[Json], found: list[Json], score: Score) -> None:
    wanted, names = (
        {re.sub("^cum cong nghiep ", "", agency_key(c["name"])) for c in clusters}
        for clusters in (gold, found)
    )
    count = Count(len(wanted & names), len(names - wanted), len(wanted - names))
    score.counts["clusters"].add(count)
    if wanted != names:
        gone, new = sorted(wanted - names), sorted(names - wanted)
        score.notes.append(f"clusters: missed {gone}, invented {new}")


def _score_header(gold: Json, found: Json, score: Score) -> None:
    for name in HEADER:
        wanted, got = gold.get(name), found.get(name)
        if name in ("issuer", "signer"):
            wanted, got = ((value or {}).get("name") for value in (wanted, got))
        if name == "issuer":
            right = agency_key(wanted) == agency_key(got)
        elif name == "title":
            right = fuzz.ratio(fold(wanted), fold(got)) >= 92
        else:
            right = wanted == got
        _note_header(name, wanted, got, score, right=bool(right))
    sizes = [len(record.get("recipients") or []) for record in (gold, found)]
    _note_header("recipients", sizes[0], sizes[1], score, right=sizes[0] == sizes[1])


def _note_header(
    name: str, wanted: Any, got: Any, score: Score, *, right: bool
) -> None:
    score.counts["header"].add(Count(int(right), 0, int(not right)))
    if not right:
        score.notes.append(f"header {name}: {wanted!r} but found {got!r}")


def score_record(gold: Json, found: Json) -> Score:
    """The figures of one record against its gold."""
    score = Score()
    _score_tasks(gold["tasks"], found["tasks"], score)
    _score_statistics(gold["statistics"], found["statistics"], score)
    _score_clusters(gold["clusters"], found["clusters"], score)
    _score_header(gold["document"], found["document"], score)
    return score


def _records(files: Iterable[Path]) -> Iterable[tuple[Path, Json]]:
    from ccndocs.errors import CcndocsError
    from ccndocs.pipeline import process

    for file in files:
        try:
            record = process(file)
        except CcndocsError as error:
            print(f"{file.stem:27}  failed: {error}")
            yield file, {}
            continue
        yield file, json.loads(json.dumps(dataclasses.asdict(record)))


def _split(name: str) -> str:
    source = (ROOT / "source" / f"{name}.src").read_text(encoding="utf-8")
    found = re.search(r"^split: (\w+)$", source, re.M)
    return found.group(1) if found else ""


def _empty() -> Json:
    return {"tasks": [], "statistics": [], "clusters": [], "document": {}}


def main() -> None:
    parser = argparse.ArgumentParser(description="Score ccndocs on the corpus.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "text")
    parser.add_argument("ids", nargs="*", help="documents, by id; all if none")
    parser.add_argument("--split", choices=("dev", "frozen"), help="one split only")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    files = sorted(
        file
        for file in arguments.folder.iterdir()
        if (ROOT / "gold" / f"{file.stem}.json").exists()
        and (not arguments.ids or file.stem in arguments.ids)
        and (not arguments.split or _split(file.stem) == arguments.split)
    )
    total, figures = Score(), {}
    for file, record in _records(files):
        gold_path = ROOT / "gold" / f"{file.stem}.json"
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        score = score_record(gold, record or _empty())
        total.add(score)
        figures[file.stem] = score.as_json()
        print(score.line(file.stem))
        if arguments.verbose:
            for note in score.notes:
                print(f"    {note}")
    figures["total"] = total.as_json()
    print(total.line(f"total of {len(files)}"))
    if arguments.json:
        text = json.dumps(figures, indent=1, ensure_ascii=False)
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
