"""Measure how fast the whole flow reads text, on one core, after loading.

    python scripts/bench_extract.py [--texts DIR] [--pages 250 500 1000 2000]

A page is 400 words, as a full page of a plan has them (1,800 characters of the corpus,
line breaks included). The texts of the corpus are read one by one, then repeated to
single texts of so many pages: the time of a page must not grow with the length.
underthesea finds names in the same pages; of all that a record holds, it gives places,
people and organisations. Seconds are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import itertools
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

ROOT = Path(__file__).parents[1]
WORDS_OF_PAGE = 400
FASTEST = 40.0  # pages a second, at least
STEEPEST = 1.25  # the time of a page of the longest text to one of the shortest


def texts_of(folder: Path) -> list[str]:
    """The texts that rules may be made on; the frozen ones (g-) stay unread."""
    paths = sorted(folder.glob("*.txt"))
    return [p.read_text("utf-8") for p in paths if not p.name.startswith("g-")]


def pages_in(text: str) -> float:
    return len(text.split()) / WORDS_OF_PAGE


def long_text(texts: Sequence[str], pages: int) -> str:
    """The texts one after the other, over and over, up to so many pages."""
    parts, have = [], 0.0
    for text in itertools.cycle(texts):
        if have >= pages:
            break
        parts.append(text)
        have += pages_in(text)
    whole = "\n\n".join(parts)
    last = next(itertools.islice(words(whole), pages * WORDS_OF_PAGE - 1, None))
    return whole[: last.end()]


def words(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def read(text: str) -> None:
    process_source(from_bytes("bench.txt", text.encode(), Options()))


def seconds(reader: Callable[[str], object], texts: Iterable[str]) -> float:
    began = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - began


def report(what: str, pages: float, took: float) -> float:
    """Print a row; the pages a second."""
    print(f"{what:34} {pages:8.0f} {took:9.2f} {pages / took:9.1f}")
    return pages / took


def judged(name: str, value: float, target: str, *, met: bool) -> None:
    print(f"{name}: {value:.2f} (target {target}): {'met' if met else 'MISSED'}")


def own(texts: Sequence[str], lengths: Sequence[int]) -> None:
    read(texts[0])  # load tables and patterns
    speed = report(
        f"ccndocs, {len(texts)} documents",
        sum(map(pages_in, texts)),
        seconds(read, texts),
    )
    speeds = [
        report(f"ccndocs, one text of {pages}", pages, seconds(read, [text]))
        for pages, text in ((n, long_text(texts, n)) for n in lengths)
    ]
    slowest = min(speed, *speeds)
    judged("pages a second", slowest, f">= {FASTEST:.0f}", met=slowest >= FASTEST)
    grown = speeds[0] / speeds[-1]
    judged(
        "time of a page, longest to shortest text",
        grown,
        f"<= {STEEPEST}",
        met=grown <= STEEPEST,
    )


def peer(text: str) -> None:
    from underthesea import ner

    ner("Sở Công Thương tỉnh An Sơn chủ trì.")
    lines = [line for line in text.split("\n") if line.strip()]
    report("underthesea, names alone", pages_in(text), seconds(ner, lines))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus" / "text")
    parser.add_argument("--pages", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument(
        "--sample", type=int, default=20, help="pages for underthesea; 0: without it"
    )
    options = parser.parse_args(argv)
    texts = texts_of(options.texts)
    print(f"{'':34} {'pages':>8} {'seconds':>9} {'pages/s':>9}")
    own(texts, sorted(options.pages))
    if options.sample:
        peer(long_text(texts, options.sample))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
