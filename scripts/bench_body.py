"""Measure how exactly the running text of real scans is read, beside stock Tesseract.

    python scripts/bench.py body FOLDER [--every 2 --first 0] [-v]

FOLDER holds scans (PDF, JPEG, PNG, TIFF) and, for each that counts, NAME.body.txt: a
first line `page: 3`, then what some paragraphs in a row have in print, to the letter.
The stretch of the page that is nearest to it, word by word, is compared with it:

stock      `vie` on the page's picture as it is
read       ccndocs before repair
repaired   ccndocs after repair, which sees that page alone

Words are what stands between spaces, with their punctuation. Tones in either style, and
signs that mean the same ("…" and "...", "–" and "-", “ and "), are equal. A number that
breaks behind a hyphen at a line's end is one word.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ccndocs.ocr.tessdata import need_tessdata
from ccndocs.pipeline import analyse
from ccndocs.source import open_pages, read
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source
from ccndocs.vi.syllables import canonical

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
TARGETS = "targets: repaired <= 0.4 % of characters, <= 1.2 % of words"
_PAGE = re.compile(r"page:\s*(\d+)\s*")
_BROKEN = re.compile(r"(?<=\w)-[ ]*\n[ ]*(?=\w)")
_ALIKE = str.maketrans(
    {"…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'"}
)


def words_of(text: str) -> list[str]:
    r"""The words of a text as they are compared.

    >>> words_of("Hoà Bình – 12/QĐ-\nUBND…")
    ['Hòa', 'Bình', '-', '12/QĐ-UBND...']
    """
    text = _BROKEN.sub("-", text)
    return [canonical(word) for word in text.translate(_ALIKE).split()]


@dataclass
class Count:
    """Characters and words of the truth, and how many of them are wrong."""

    characters: int = 0
    words: int = 0
    wrong_characters: int = 0
    wrong_words: int = 0

    def add(self, truth: Sequence[str], found: Sequence[str]) -> None:
        """Count a paragraph."""
        right, seen = " ".join(truth), " ".join(found)
        self.characters += len(right)
        self.words += len(truth)
        self.wrong_characters += Levenshtein.distance(right, seen)
        self.wrong_words += Levenshtein.distance(truth, found)

    def __str__(self) -> str:
        characters = self.wrong_characters / max(self.characters, 1)
        words = self.wrong_words / max(self.words, 1)
        return f"{characters:7.2%} {words:7.2%}  of {self.words} words"


def nearest(truth: Sequence[str], page: Sequence[str]) -> list[str]:
    """The words of the page, in a row, that need the fewest changes; of several, most.

    >>> nearest(["ba", "bốn"], ["một", "ba", "bón", "năm"])
    ['ba', 'bón']
    """
    # For each word of the page: changes so far, and the word that the stretch began at.
    row = [(0, at) for at in range(len(page) + 1)]
    for number, word in enumerate(truth, 1):
        line = [(number, 0)]
        for at, seen in enumerate(page, 1):
            pair = row[at - 1]
            kept = (pair[0] + (word != seen), pair[1])
            lost = (row[at][0] + 1, row[at][1])
            more = (line[-1][0] + 1, line[-1][1])
            line.append(min(kept, lost, more))
        row = line
    stop = min(range(len(row)), key=lambda at: (row[at][0], -at))
    return list(page[row[stop][1] : stop])


def truths(options: argparse.Namespace) -> Iterator[tuple[Path, int, list[str]]]:
    """The scans that count, with the page and the words of their truth."""
    paths = sorted(options.folder.glob("*.body.txt"))
    for path in paths[options.first :: options.every]:
        first, _, text = path.read_text("utf-8").partition("\n")
        page = _PAGE.fullmatch(first)
        if page is None:
            raise SystemExit(f"{path}: its first line must be like 'page: 1'")
        stem = path.name.removesuffix(".body.txt")
        scans = [path.with_name(stem + suffix) for suffix in SUFFIXES]
        scan = next((scan for scan in scans if scan.exists()), None)
        if scan is None:
            raise SystemExit(f"{path}: no scan of that name beside it")
        yield scan, int(page[1]), words_of(text)


def stock(source: Source, options: Options) -> str:
    """What a bare call of Tesseract reads."""
    import tesserocr
    from PIL import Image

    api = tesserocr.PyTessBaseAPI(path=str(need_tessdata("vie")), lang="vie")
    with open_pages(source, options, IssueLog()) as pages:
        page = next(iter(pages))
        image = page.image() if page.image else None
    assert image is not None
    api.SetImage(Image.fromarray(image.pixels))
    api.SetSourceResolution(round(image.dpi))
    return str(api.GetUTF8Text())


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.py body", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="every Nth scan only")
    parser.add_argument("--first", type=int, default=0, help="from this one on")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="show what is wrong"
    )
    options = parser.parse_args(argv)
    totals = {name: Count() for name in ("stock", "read", "repaired")}
    for path, page, truth in truths(options):
        chosen = Options(pages=(page,), mode="ocr")
        source = read(path, chosen)
        analysis = analyse(source, chosen)
        texts = {
            "stock": stock(source, chosen),
            "read": analysis.layout.text,
            "repaired": analysis.repaired.text.text,
        }
        print(path.name, f"page {page}")
        for name, text in texts.items():
            found = nearest(truth, words_of(text))
            own = Count()
            own.add(truth, found)
            totals[name].add(truth, found)
            print(f"    {name:10} {own}", flush=True)
            if options.verbose and name != "stock":
                told(truth, found)
    for name, count in totals.items():
        print(f"{name:14} {count}")
    print(TARGETS)


def told(truth: Sequence[str], found: Sequence[str]) -> None:
    """Print what is wrong."""
    for step in Levenshtein.opcodes(truth, found):
        if step.tag != "equal":
            right = truth[step.src_start : step.src_end]
            before = truth[max(step.src_start - 3, 0) : step.src_start]
            print(
                "       ", *before, right, "->", found[step.dest_start : step.dest_end]
            )


if __name__ == "__main__":
    main()
