"""Measure parts of ccndocs beside their peers.

    python scripts/bench.py repair --text CLEAN.txt --pairs OCR.tsv

--text: clean lines; they are stripped, restored and compared, beside pyvi.
--pairs: truth and reading, as `make_ocr_pairs.py` writes them; --scan says that a
Vietnamese OCR read them, so that only single slips are mended.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
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
            words = [canonical(word) for word in WORD.findall(line)]
            got = [canonical(word) for word in WORD.findall(mended)]
            total += len(words)
            right += len(words) - Levenshtein.distance(words, got)
    return {"syllables": total, "right": right / total, "per_second": total / seconds}


def read(path: Path, restorer: Restorer) -> dict[str, object]:
    """Token error of readings before and after, by edit distance within each line."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    began = time.process_time()
    repaired = restorer("\n".join(seen for _, seen in rows)).split("\n")
    seconds = time.process_time() - began
    total = before = after = 0
    for (truth, seen), mended in zip(rows, repaired, strict=True):
        right, raw, done = (TOKEN.findall(canonical(t)) for t in (truth, seen, mended))
        total += len(right)
        before += Levenshtein.distance(right, raw)
        after += Levenshtein.distance(right, done)
    return {
        "tokens": total,
        "error_before": before / total,
        "error_after": after / total,
        "per_second": total / seconds,
    }


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
