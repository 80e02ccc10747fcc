"""Measure text repair beside its peers, point by point, in one table.

    python scripts/bench.py repair --text CLEAN.txt --pairs OCR.tsv --peers

Each option takes any number of files, each file gives a row for every system:

--text    clean lines; their diacritics are stripped, restored and compared
--pairs   pages drawn from unseen text and read with `eng`, by `make_ocr_pairs.py`
--scans   the same of real scans, truth by hand; "∅" is what nobody can read
--slips   pages read with `vie`: only single letters are wrong
--sound   clean text; every change is a fault, also where an OCR is said to have read it
--letter  a text as read and its truth: --letter READ.txt TRUTH.txt

Columns: tokens measured; their share wrong before and after; of those after, what the
OCR `lost` (nothing of it is in its output, so nothing can bring it back) and what it
read and is still `misread`; the same of words of letters only (`syllables`); tokens
read where nothing was printed, which no other column counts (`debris`); changed words
that became right or had been right; tokens a second. Peers restore diacritics
only, so a reading's own marks are taken off before. pyvi 0.1.1 is on PyPI; the
restorer of underthesea is in its repository alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_pairs import Count, measure, tokens
from rapidfuzz.distance import Levenshtein

from ccndocs.repair import repair, restore
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, PageFacts
from ccndocs.types.page import Origin
from ccndocs.vi.syllables import bare

BLOCK = 200  # lines of a text that are restored together
HEADS = (
    *("point", "text", "system", "tokens", "before", "after", "lost", "misread"),
    *("syllables", "debris", "helped", "harmed", "per second"),
)
Restorer = Callable[[str], str]


def own(text: str) -> str:
    return restore(text).text


def scanned(text: str) -> str:
    """Repaired as text that an OCR engine read."""
    lines = (LaidLine(Span(0, len(text)), 1),)
    facts = (PageFacts(1, Origin.OCR, None, None, 0.9),)
    return repair(Layout(text, lines, (), facts)).text.text


def pyvi(text: str) -> str:
    from pyvi import ViUtils

    restored = []
    for line in bare(text).split("\n"):
        try:
            restored.append(str(ViUtils.add_accents(line)))
        except KeyError:  # pyvi 0.1.1 fails on some foreign words
            restored.append(line)
    return "\n".join(restored)


def underthesea(text: str) -> str:
    from underthesea import add_diacritics

    return "\n".join(str(add_diacritics(line)) for line in bare(text).split("\n"))


def peers() -> tuple[dict[str, Restorer], list[str]]:
    """The peers that are installed, and why the others are left out."""
    found: dict[str, Restorer] = {}
    missing = []
    if importlib.util.find_spec("pyvi"):
        found["pyvi"] = pyvi
    else:
        missing.append("pyvi: not installed")
    try:
        from underthesea import add_diacritics  # noqa: F401
    except ImportError:
        missing.append(
            "underthesea: not to be had; no release up to 9.5.0 holds its restorer"
        )
    else:
        found["underthesea"] = underthesea
    return found, missing


def stripped(path: Path, restorer: Restorer) -> Count:
    """Syllables that come back, case kept, in blocks of lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    total = Count()
    for at in range(0, len(lines), BLOCK):
        truth = "\n".join(lines[at : at + BLOCK])
        total.add(against(bare(truth), truth, restorer))
    return total


def against(read: str, truth: str, restorer: Restorer) -> Count:
    """Words of letters of two texts that correspond line by line, or as wholes."""
    began = time.process_time()
    done = restorer(read)
    count = Count(seconds=time.process_time() - began)
    if read.count("\n") == truth.count("\n"):
        rows = list(zip(*(x.split("\n") for x in (truth, read, done)), strict=True))
    else:
        rows = [(truth, read, done)]
    for row in rows:
        right, raw, found = map(tokens, row)
        wrong = Levenshtein.distance(right, found)
        count.tokens += len(right)
        count.raw += Levenshtein.distance(right, raw)
        count.wrong += wrong
        count.misread += wrong
        right, found = ([w for w in ws if w.isalpha()] for ws in (right, found))
        count.syllables += len(right)
        count.misspelt += Levenshtein.distance(right, found)
    return count


def sound(path: Path, restorer: Restorer) -> Count:
    text = path.read_text(encoding="utf-8")
    return against(text, text, restorer)


def cells(count: Count) -> list[str]:
    """The figures of one row."""
    kept = max(1, count.tokens - count.lost)
    return [
        f"{count.tokens:,}",
        f"{count.raw / count.tokens:.2%}",
        f"{count.wrong / count.tokens:.2%}",
        f"{count.lost / count.tokens:.2%}",
        f"{count.misread / kept:.2%}",
        f"{count.misspelt / max(1, count.syllables):.2%}",
        str(count.debris or ""),
        str(count.helped or ""),
        str(count.harmed if count.helped else ""),
        f"{count.tokens / max(count.seconds, 0.001):,.0f}",
    ]


def rows(options: argparse.Namespace) -> Iterator[list[str]]:
    """A row for every point, file and system."""
    systems: dict[str, Restorer] = {"ccndocs": own}
    if options.peers:
        systems |= peers()[0]
    points: list[tuple[str, list[Path], Callable[[Path, Restorer], Count]]] = [
        ("1 stripped", options.text, stripped),
        ("2 read with eng", options.pairs, measure),
        ("3 real scans, eng", options.scans, measure),
    ]
    for point, paths, how in points:
        for path in paths:
            for name, system in systems.items():
                yield [point, path.name, name, *cells(how(path, system))]
    if options.letter:
        read, truth = (path.read_text(encoding="utf-8") for path in options.letter)
        for name, system in systems.items():
            found = cells(against(read, truth, system))
            yield ["3 a real letter", options.letter[0].name, name, *found]
    for path in options.slips:
        yield ["4 read with vie", path.name, "ccndocs", *cells(measure(path, scanned))]
    for path in options.sound:
        for name, system in (("ccndocs", own), ("… as a scan", scanned)):
            yield ["5 sound", path.name, name, *cells(sound(path, system))]


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="bench.py repair",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name in ("--text", "--pairs", "--scans", "--slips", "--sound"):
        parser.add_argument(name, type=Path, nargs="*", default=[])
    parser.add_argument("--letter", type=Path, nargs=2)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args(argv)
    print("| " + " | ".join(HEADS) + " |")
    print("|" + "---|" * len(HEADS))
    for row in rows(options):
        print("| " + " | ".join(row) + " |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nPeak memory {peak} MB.")
    if options.peers:
        print(*(f"Left out: {reason}." for reason in peers()[1]), sep="\n")
