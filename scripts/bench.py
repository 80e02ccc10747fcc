"""Measure parts of ccndocs beside their peers.

    python scripts/bench.py repair --text CLEAN.txt --pairs OCR.tsv

--text: clean lines; they are stripped, restored and compared, beside pyvi.
--pairs: truth and reading, as `make_ocr_pairs.py` writes them; --scan says that a
Vietnamese OCR read them, so that only single slips are mended. Whole lines are those
of which the OCR lost no more than one word: nothing brings back what was not read.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ccndocs.repair import repair, restore
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, PageFacts
from ccndocs.types.page import Origin
from ccndocs.vi.syllables import bare, canonical

WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"[^\W_]+(?:[/\-.][^\W_]+)*")
Restorer = Callable[[str], str]


def own(text: str) -> str:
    return restore(text).text


def scanned(text: str) -> str:
    lines = (LaidLine(Span(0, len(text)), 1),)
    facts = (PageFacts(1, Origin.OCR, None, None, 0.9),)
    return repair(Layout(text, lines, (), facts)).text.text


def pyvi(text: str) -> str:
    from pyvi import ViUtils

    restored = []
    for line in text.split("\n"):
        try:
            restored.append(str(ViUtils.add_accents(line)))
        except KeyError:  # pyvi 0.1.1 fails on some foreign words
            restored.append(line)
    return "\n".join(restored)


def same(word: str) -> tuple[str, bool]:
    """A word without its tone style, and whether it has a capital."""
    return canonical(word.lower()), word[:1].isupper()


def stripped(path: Path, restorer: Restorer, block: int = 200) -> dict[str, object]:
    """Share of syllables that come back, case kept, in blocks of lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    right = total = 0
    seconds = 0.0
    for at in range(0, len(lines), block):
        truth = "\n".join(lines[at : at + block])
        began = time.process_time()
        found = restorer(bare(truth))
        seconds += time.process_time() - began
        for line, mended in zip(truth.split("\n"), found.split("\n"), strict=True):
            words = [same(word) for word in WORD.findall(line)]
            got = [same(word) for word in WORD.findall(mended)]
            total += len(words)
            right += len(words) - Levenshtein.distance(words, got)
    return {"syllables": total, "right": right / total, "per_second": total / seconds}


def read(path: Path, restorer: Restorer) -> dict[str, object]:
    """Token error of readings before and after, by edit distance within each line."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    began = time.process_time()
    repaired = restorer("\n".join(seen for _, seen in rows)).split("\n")
    seconds = time.process_time() - began
    total = before = after = syllables = wrong = whole = whole_wrong = 0
    helped = harmed = 0
    for (truth, seen), mended in zip(rows, repaired, strict=True):
        right, raw, done = map(tokens, (truth, seen, mended))
        total += len(right)
        error = Levenshtein.distance(right, done)
        before += Levenshtein.distance(right, raw)
        after += error
        words = [word for word in right if word.isalpha()]
        syllables += len(words)
        wrong += Levenshtein.distance(words, [word for word in done if word.isalpha()])
        if len(seen.split()) >= len(truth.split()) - 1:
            whole, whole_wrong = whole + len(right), whole_wrong + error
        found = outcome(right, raw, done)
        helped, harmed = helped + found[0], harmed + found[1]
    return {
        "tokens": total,
        "error_before": before / total,
        "error_after": after / total,
        "syllable_error_after": wrong / syllables,
        "tokens_of_whole_lines": whole,
        "error_after_whole_lines": whole_wrong / whole,
        "helped": helped,
        "harmed": harmed,
        "per_second": total / seconds,
    }


def tokens(line: str) -> list[str]:
    """Words, numbers and codes of a line, tones in one style."""
    return [canonical(token) for token in TOKEN.findall(line)]


def outcome(right: list[str], raw: list[str], done: list[str]) -> tuple[int, int]:
    """How many changed words became right, how many had been right before."""
    if len(raw) != len(done):
        return 0, 0
    wanted, given = Counter(right), Counter(raw)
    changed = [(a, b) for a, b in zip(raw, done, strict=True) if a != b]
    helped = sum(wanted[b] > given[b] for _, b in changed)
    harmed = sum(wanted[b] <= given[b] and wanted[a] >= given[a] for a, b in changed)
    return helped, harmed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    part = parts.add_parser("repair")
    part.add_argument("--text", type=Path, nargs="*", default=[])
    part.add_argument("--pairs", type=Path, nargs="*", default=[])
    part.add_argument("--scan", action="store_true")
    part.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    systems: dict[str, Restorer] = {"ccndocs": scanned if options.scan else own}
    if options.peers:
        systems["pyvi"] = pyvi
    for name, restorer in systems.items():
        for path in options.text:
            print(
                json.dumps(
                    {"system": name, "text": path.name, **stripped(path, restorer)}
                )
            )
        for path in options.pairs:
            print(
                json.dumps({"system": name, "pairs": path.name, **read(path, restorer)})
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"peak_mb": peak}))


if __name__ == "__main__":
    main()
