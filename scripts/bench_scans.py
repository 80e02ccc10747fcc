"""Measure the reading of scans beside its targets and its peers.

    python scripts/bench_scans.py [text tables cpu memory turned blank] [--pages 6]

text     wrong characters and words after repair, on pages rendered clean, as typical
         scans (200 dpi) and as bad ones (150 dpi, 1-bit)
tables   cells of ruled tables that are read exactly
cpu      CPU seconds a page beside a bare call of tesserocr on the same prepared page
         and beside `ocrmypdf --deskew -l vie` (--ocrmypdf PROGRAM), in one run
memory   the most memory that a scan of --sheets pages takes, all processes together
turned   pages turned by 90, 180 and 270 degrees that are read upright
blank    pages with nothing but dust, holes, shadows and stamps that stay empty

The text is made up of office formulas and figures (scripts/formulas.txt), or taken
from the .txt files of --text-dir, whose paragraphs stand between empty lines. The same
--seed gives the same pages. Clean pages and scans are drawn as the corpus's are
(scripts/corpus_scan.py). Words are compared as in bench_body.py.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from bench_blanks import KINDS
from bench_body import words_of
from bench_processes import tree_megabytes, tree_seconds
from corpus_pages import STYLES, register_fonts
from corpus_scan import QUALITIES, Quality, scan, to_pdf
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib import colors
from reportlab.platypus import (
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

from ccndocs.ocr import recognize
from ccndocs.ocr.prepare import prepare, turned
from ccndocs.ocr.tessdata import need_tessdata
from ccndocs.pipeline import analyse
from ccndocs.source import from_bytes, open_pages, read
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, PageImage, Source, SourcePage
from ccndocs.types.page import Table as ReadTable

FORMULAS = Path(__file__).with_name("formulas.txt")
_HAS_TEXT = 6  # how the peer ends where a page has text already
ROMANS = ("I", "II", "III", "IV", "V", "VI")
CLEAN = Quality(200, (0.0, 0.0), 0.01, 0.0, 0.0, False, jpeg=90)
LEVELS = {"clean": CLEAN, **QUALITIES}
TEXT_TARGETS = {"clean": (0.25, 0.6), "typical": (0.25, 0.6), "bad": (1.0, 2.5)}
TABLE_TARGETS = {"clean": 97.0, "typical": 97.0, "bad": 80.0}


def told(what: str, found: float, target: str, unit: str = "") -> None:
    print(f"{what:44} {found:8.2f}{unit:3} target {target}", flush=True)


def paragraphs(options: argparse.Namespace) -> Iterator[str]:
    """Paragraphs without end: those of the folder, else made-up ones."""
    chance = random.Random(options.seed)
    if options.text_dir:
        kept = [
            paragraph
            for path in sorted(options.text_dir.glob("*.txt"))
            for paragraph in written(path.read_text("utf-8"))
        ]
        chance.shuffle(kept)
        yield from kept
    formulas = [line for line in FORMULAS.read_text("utf-8").splitlines() if line]
    number = 0
    while True:
        number += 1
        parts = [chance.choice(formulas) for _ in range(chance.randint(4, 8))]
        month = f"{chance.randint(1, 12)}/{chance.randint(2020, 2035)}"
        day = f"{chance.randint(1, 28)}/{month}"
        figure = f"{chance.randint(1, 99)},{chance.randint(0, 99):02}"
        yield (
            f"{number}. {', '.join(parts)}, hoàn thành trước ngày {day}; "
            f"tổng diện tích {figure} ha, đạt {chance.randint(5, 100)}% kế hoạch."
        )


def written(text: str) -> list[str]:
    """The longer paragraphs of a text, its hard line breaks and Markdown taken off.

    A paragraph that another one interrupts (a table, a note) would be cut in mid
    sentence, so only those count that end as one does. Lists of addressees are no
    running text; what holds letters of no language here was converted wrongly.
    """
    blocks = re.split(r"\n\s*\n", re.sub(r"[*#|]", "", text))
    joined = [" ".join(block.split()) for block in blocks]
    kept = [p for p in joined if 60 < len(p) < 1500 and p[-1] in ".;:"]
    return [
        p
        for p in kept
        if not re.search("Nơi nhận|Lưu:|[\u0180-\u019f\u01b1-\u024f]", p)
    ]


def drawn(flowables: list[Any]) -> bytes:
    """The PDF of paragraphs and tables."""
    stream = io.BytesIO()
    margins = {"leftMargin": 80, "rightMargin": 50, "topMargin": 56, "bottomMargin": 56}
    SimpleDocTemplate(stream, invariant=1, **margins).build(flowables)
    return stream.getvalue()


def text_pages(options: argparse.Namespace) -> tuple[bytes, str]:
    """About --pages pages of text, and the text."""
    source = paragraphs(options)
    chosen = list(islice(source, 7 * options.pages))
    texts = [Paragraph(escape(text), STYLES["text"]) for text in chosen]
    return drawn(texts), "\n".join(chosen)


def text(options: argparse.Namespace) -> None:
    pdf, truth = text_pages(options)
    wanted = words_of(truth)
    for level, quality in LEVELS.items():
        pages = scan(pdf, quality, f"bench/{level}")
        source = from_bytes("bench.pdf", to_pdf(pages, quality), Options())
        got = words_of(analyse(source).repaired.text.text)
        right, found = " ".join(wanted), " ".join(got)
        letters = 100 * Levenshtein.distance(right, found) / len(right)
        whole = 100 * Levenshtein.distance(wanted, got) / len(wanted)
        most = TEXT_TARGETS[level]
        told(f"text, {level}: wrong characters", letters, f"<= {most[0]}", "%")
        told(f"text, {level}: wrong words", whole, f"<= {most[1]}", "%")
        if options.verbose:
            for edit in Levenshtein.opcodes(wanted, got):
                if edit.tag != "equal":
                    left = wanted[edit.src_start : edit.src_end]
                    print("   ", left, "->", got[edit.dest_start : edit.dest_end])


def table_rows(chance: random.Random, source: Iterator[str]) -> list[list[str]]:
    """A head, then rows of a mark, words, figures, a date and a share."""
    rows = [["TT", "Nội dung", "Diện tích (ha)", "Thời hạn", "Tỷ lệ (%)", "Số lượng"]]
    for number in range(1, 19):
        words = re.split(r"[;,.] ", next(source))
        label = chance.choice([w for w in words if len(w) > 3])[:48].strip()
        mark = ROMANS[number // 6] if number % 6 == 1 else str(number)
        month = f"{chance.randint(1, 12):02}/{chance.randint(2020, 2035)}"
        figure = f"{chance.randint(0, 150)},{chance.randint(1, 99):02}"
        share = f"{chance.randint(1, 100)}%"
        count = f"{chance.randint(1, 9)}.{chance.randint(0, 999):03}"
        rows.append([mark, label, figure, month, share, count])
    return rows


def ruled(rows: list[list[str]]) -> Table:
    cells = [[Paragraph(cell, STYLES["cell"]) for cell in row] for row in rows]
    table = Table(cells, colWidths=[30, 190, 65, 60, 55, 60])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black)]))
    return table


def tables(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    source = paragraphs(options)
    truth = [table_rows(chance, source) for _ in range(max(options.pages // 2, 1))]
    pdf = drawn([part for rows in truth for part in (ruled(rows), PageBreak())])
    for level, quality in LEVELS.items():
        pages = scan(pdf, quality, f"bench/{level}")
        exact = total = 0
        for rows, page in zip(truth, pages, strict=False):
            found = _cells(read_page(page, quality.dpi))
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    total += 1
                    got = found.get((y, x), "")
                    exact += words_of(cell) == words_of(got)
                    if options.verbose and words_of(cell) != words_of(got):
                        print(f"    {cell!r} -> {got!r}")
        share = 100 * exact / total
        told(f"tables, {level}: cells exact", share, f">= {TABLE_TARGETS[level]}", "%")


def _cells(blocks: tuple[Line | ReadTable, ...]) -> dict[tuple[int, int], str]:
    """The texts of the cells of all tables of a page, one below the other."""
    found: dict[tuple[int, int], str] = {}
    below = 0
    for block in blocks:
        if isinstance(block, ReadTable):
            for cell in block.cells:
                text = " ".join(line.text for line in cell.lines)
                found[below + cell.row, cell.column] = text
            below += block.rows
    return found


def read_page(
    picture: Image.Image, dpi: float, log: IssueLog | None = None
) -> tuple[Line | ReadTable, ...]:
    image = PageImage(np.array(picture.convert("RGB")), dpi)
    return recognize(offered(image), Options(), log or IssueLog()).blocks


def offered(image: PageImage) -> SourcePage:
    height, width = (side * 72 / image.dpi for side in image.pixels.shape[:2])
    return SourcePage(1, width, height, None, lambda: image, ink=1.0)


def cpu(options: argparse.Namespace) -> None:
    """All three on the same scans, page by page for the bare call."""
    read_page(Image.new("1", (300, 300)), 200.0)  # the engine starts once a run
    peer = shutil.which(options.ocrmypdf)
    own = bare = other = 0.0
    count = 0
    for path, pdf in cpu_scans(options):
        took, least, pages = own_and_bare(from_bytes("bench.pdf", pdf, Options()))
        count += pages
        own, bare = own + took, bare + least
        theirs = peer_seconds(peer, pdf) if peer else 0.0
        other += theirs
        if options.verbose:
            print(f"{path} {pages}: {took:.2f} {least:.2f} {theirs:.2f}", flush=True)
    told("cpu: seconds a page", own / count, "(as the two below)", "s")
    told("cpu: times a bare tesserocr call", own / bare, "<= 1.2")
    if peer is None:
        print("cpu: ocrmypdf is not installed: not compared")
        return
    told("cpu: times ocrmypdf", own / other, "<= 0.6")


def cpu_scans(options: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """The PDF files of the folder --scans, else drawn pages."""
    if options.scans:
        for path in sorted(options.scans.glob("*.pdf")):
            yield path.name, path.read_bytes()
        return
    pages = scan(text_pages(options)[0], QUALITIES["typical"], "bench/cpu")
    yield "drawn", to_pdf(pages, QUALITIES["typical"])


def own_and_bare(source: Source) -> tuple[float, float, int]:
    """CPU seconds of ours and of the bare call, and how many pages were read."""
    import tesserocr

    chosen = Options(mode="ocr")
    own = bare = 0.0
    count = 0
    with (
        tesserocr.PyTessBaseAPI(path=str(need_tessdata("vie")), lang="vie") as api,
        open_pages(source, chosen, IssueLog()) as pages,
    ):
        began = tree_seconds()
        for page in pages:
            recognize(page, chosen, IssueLog())
            own += tree_seconds() - began
            ready = prepare(page.image(), page.width) if page.image else None
            assert ready is not None
            height, width = ready.pixels.shape
            before = time.process_time()
            api.SetImageBytes(ready.pixels.tobytes(), width, height, 1, width)
            api.SetSourceResolution(round(ready.dpi))
            api.Recognize()
            api.GetTSVText(0)
            bare += time.process_time() - before
            count += 1
            began = tree_seconds()
    return own, bare, count


def peer_seconds(program: str, pdf: bytes) -> float:
    """CPU seconds of the peer; it refuses a scan with text unless it is forced."""
    command = [program, "--deskew", "-l", "vie", "--output-type", "pdf", "-q"]
    command.append("--invalidate-digital-signatures")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in.pdf").write_bytes(pdf)
        for more in ([], ["--force-ocr"]):
            before = os.times()
            done = subprocess.run([*command, *more, "in.pdf", "out.pdf"], cwd=folder)
            after = os.times()
            if done.returncode != _HAS_TEXT:
                break
        done.check_returncode()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system


def memory(options: argparse.Namespace) -> None:
    """One small page many times over, read by a process that has done nothing else."""
    if options.inner:
        most = 0.0

        def look(done: int, total: int) -> None:
            nonlocal most
            most = max(most, tree_megabytes())

        analyse(read(options.inner, Options()), progress=look)
        look(1, 1)
        told("memory: most of all processes together", most, "<= 500", "MB")
        return
    words = f"Số: 12/KH-UBND. Kế hoạch này có {options.sheets} trang."
    pdf = drawn([Paragraph(words, STYLES["text"])])
    pages = scan(pdf, QUALITIES["typical"], "bench/memory") * options.sheets
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.pdf")
        path.write_bytes(to_pdf(pages, QUALITIES["typical"]))
        again = [sys.executable, __file__, "memory", "--inner", str(path)]
        subprocess.run(again, check=True)


def turned_pages(options: argparse.Namespace) -> None:
    pdf, _ = text_pages(options)
    upright = total = 0
    for level in ("typical", "bad"):
        quality = QUALITIES[level]
        for page in scan(pdf, quality, f"bench/{level}"):
            for degrees in (90, 180, 270):
                image = turned(
                    PageImage(np.array(page.convert("RGB")), quality.dpi), degrees
                )
                page_read = recognize(offered(image), Options(), IssueLog())
                total += 1
                upright += page_read.turn == 360 - degrees
    told(f"turned: read upright of {total}", upright, f"{total}")


def blank_pages(options: argparse.Namespace) -> None:
    chance = np.random.default_rng(options.seed)
    empty = total = 0
    for kind in KINDS:
        for _ in range(3):
            sheet = np.full((2339, 1654, 3), 247, np.uint8)
            kind(sheet, chance)
            log = IssueLog()
            blocks = read_page(Image.fromarray(sheet), 200.0, log)
            told_so = any(issue.code == "blank_page" for issue in log.issues)
            total += 1
            empty += not blocks and told_so
    told(f"blank: empty and said so of {total}", empty, f"{total}")


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "text": text,
    "tables": tables,
    "cpu": cpu,
    "memory": memory,
    "turned": turned_pages,
    "blank": blank_pages,
}


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench_scans.py", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--text-dir", type=Path, help="a folder of .txt files")
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--scans", type=Path, help="a folder of PDFs for cpu")
    parser.add_argument("--sheets", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--ocrmypdf", default="ocrmypdf", help="program to compare with"
    )
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="show what is wrong"
    )
    options = parser.parse_args(argv)
    register_fonts()
    for name in options.parts or PARTS:
        PARTS[name](options)


if __name__ == "__main__":
    main()
