"""Render lines of a corpus as pages, read them with Tesseract, pair words with truth.

    python scripts/make_ocr_pairs.py LINES.txt OUT.tsv --language eng --pages 80

OUT holds a line for each rendered one: the truth, then what was read for it, by tabs;
more than one reading where the engine broke the line, none where it lost it. A line
that begins with a tab was read where nothing was printed, as the ring of a seal is.
It is training or test material, never shipped.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from rapidfuzz import fuzz
from tesserocr import PSM, PyTessBaseAPI

FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = (
    "Tinos-Regular",
    "Tinos-Regular",
    "Tinos-Regular",
    "Tinos-Bold",
    "Tinos-Italic",
)
MARGIN, SIGNATURE = 0.8, 2.6  # inches at the foot of a page
LEAST_ALIKE = 0.2  # share of common letter pairs in two lines that correspond
LEAST_PART = 65.0  # likeness, of 100, of a reading to the part of a line it stands for
SHORTEST_PART = 6  # signs of such a reading
NEAR = 2  # lines away from its place at which a part of a line is looked for
TESSDATA = "/usr/share/tesseract-ocr/5/tessdata"


def wrap(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines, current = [], ""
    for word in words:
        longer = f"{current} {word}".strip()
        if font.getlength(longer) > width and current:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current] if current else lines


def draw_page(
    source: list[str], rng: random.Random, dpi: int, room: float = MARGIN
) -> tuple[Image.Image, list[str], int, int]:
    """The page, its printed lines, the height of the last, the source lines it took.

    `room`: inches that stay free at the foot.
    """
    width, height = int(8.27 * dpi), int(11.69 * dpi)
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    y, printed, used = int(0.8 * dpi), [], 0
    for text in source:
        size = rng.choice((13, 13, 14, 14, 12, 10.5))
        face = rng.choice(FACES)
        font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), int(size * dpi / 72))
        if rng.random() < 0.05 and len(text) < 120:
            text = text.upper()
        lines = wrap(text.split(), font, int(6.3 * dpi))
        step = int(size * dpi / 72 * rng.choice((1.15, 1.3, 1.5)))
        if y + step * len(lines) > height - int(room * dpi):
            break
        for line in lines:
            draw.text((int(1.2 * dpi), y), line, font=font, fill=rng.randint(0, 50))
            printed.append(line)
            y += step
        y += step // 3
        used += 1
    return page, printed, y, max(used, 1)


POSTS = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
SIGNERS = ("Nguyễn Văn Hải", "Trần Thị Thu Hà", "Lê Quang Minh", "Phạm Đức Long")


def sign(page: Image.Image, rng: random.Random, dpi: int, y: int) -> list[str]:
    """Draw the ending of a letter at height `y`, on the right; gives its lines."""
    draw = ImageDraw.Draw(page)
    name = rng.choice(SIGNERS)
    size, middle = int(13 * dpi / 72), int(5.9 * dpi)
    font = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), size)
    for row, line in enumerate((*POSTS, "", "", "", name)):
        at = (middle, y + row * int(1.2 * size))
        draw.text(at, line, font=font, fill=20, anchor="ma")
    return [*POSTS, name]


def stamp(
    page: Image.Image, rng: random.Random, dpi: int, ending: int | None = None
) -> Image.Image:
    """A round seal, as the grey of a scan has it, over the text of the lower half.

    With an `ending` at that height it lies as offices set it: over the left third of
    the signature, touching the posts above and the name below.
    """
    size = int(dpi * rng.uniform(1.3, 1.5))
    seal = Image.new("L", (size, size), 255)
    draw = ImageDraw.Draw(seal)
    grey, line = rng.randint(120, 170), max(2, dpi // 50)
    for inset in (0, size // 30, size // 5):
        box = (inset, inset, size - 1 - inset, size - 1 - inset)
        draw.ellipse(box, outline=grey, width=line)
    font = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), size // 9)
    for row, text in enumerate(("UBND", "TỈNH", "★")):
        at = (size / 2, size * (0.36 + 0.14 * row))
        draw.text(at, text, font=font, fill=grey, anchor="mm")
    seal = seal.rotate(rng.uniform(-20, 20), fillcolor=255)
    x = rng.randint(page.width // 4, page.width * 3 // 4 - size // 2)
    y = rng.randint(page.height // 3, page.height * 3 // 4)
    if ending is not None:
        x, y = int(5.0 * dpi) - size // 2, ending + rng.randint(size // 8, size // 4)
    sheet = Image.new("L", page.size, 255)
    sheet.paste(seal, (x, y))
    return ImageChops.multiply(page, sheet)


def degrade(
    page: Image.Image, rng: random.Random, bad: bool, skew: float
) -> Image.Image:
    """A scan of the page: skew, blur, noise, grey paper; bad: one bit, speckle."""
    page = page.rotate(
        rng.uniform(-skew, skew), fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    page = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9)))
    pixels = np.asarray(page, dtype=np.float32)
    noise = np.random.default_rng(rng.randrange(1 << 30))
    pixels = pixels * rng.uniform(0.88, 1.0) + noise.normal(
        0, rng.uniform(2, 10), pixels.shape
    )
    if bad:
        pixels = np.where(
            pixels + noise.normal(0, 18, pixels.shape) > rng.uniform(135, 185), 255, 0
        )
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def similarity(a: str, b: str) -> float:
    pairs_a = {a[i : i + 2] for i in range(len(a) - 1)}
    pairs_b = {b[i : i + 2] for i in range(len(b) - 1)}
    return len(pairs_a & pairs_b) / (max(len(pairs_a), len(pairs_b)) or 1)


def match_lines(printed: list[str], read: list[str]) -> list[tuple[int, int]]:
    """Numbers of lines, in order, that look alike, best on the whole page."""
    best = np.zeros((len(printed) + 1, len(read) + 1))
    alike = np.array([[similarity(a, b) for b in read] for a in printed])
    for i in range(len(printed)):
        for j in range(len(read)):
            together = best[i, j] + max(alike[i, j] - LEAST_ALIKE, 0.0)
            best[i + 1, j + 1] = max(together, best[i, j + 1], best[i + 1, j])
    pairs, i, j = [], len(printed), len(read)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def part_of(line: str, reading: str) -> tuple[int, int] | None:
    """Where in a printed line a reading of a part of it stands."""
    if not SHORTEST_PART <= len(reading) <= len(line):
        return None
    found = fuzz.partial_ratio_alignment(
        line.lower(), reading.lower(), score_cutoff=LEAST_PART
    )
    return (found.src_start, found.src_end) if found else None


def page_rows(printed: list[str], read: list[str]) -> list[list[str]]:
    """A row for each printed line, then one for each reading that stands for none.

    An engine breaks a skewed line, and the parts are then found by their place: each
    must stand where no other reading of the line does.
    """
    from ccndocs.vi.syllables import bare

    plain = [bare(line) for line in printed]
    matched = match_lines(plain, read)
    parts: list[list[tuple[int, int, str]]] = [[] for _ in printed]
    for i, j in matched:
        start, stop = part_of(plain[i], read[j]) or (0, len(plain[i]))
        parts[i].append((start, stop, read[j]))
    line_of = {j: i for i, j in matched}
    rest, near = [], 0
    for j, reading in enumerate(read):
        near = line_of.get(j, near)
        if j in line_of:
            continue
        for i in range(max(0, near - NEAR), min(len(plain), near + NEAR + 1)):
            place = part_of(plain[i], reading)
            if place and all(
                p[1] <= place[0] + 2 or place[1] <= p[0] + 2 for p in parts[i]
            ):
                parts[i].append((*place, reading))
                break
        else:
            rest.append(["", reading])
    rows = [
        [line, *(p[2] for p in sorted(found))]
        for line, found in zip(printed, parts, strict=True)
    ]
    return rows + rest


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="eng")
    parser.add_argument("--pages", type=int, default=80)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--bad", action="store_true")
    parser.add_argument("--skew", type=float, default=0.5, help="degrees at most")
    parser.add_argument("--stamps", action="store_true", help="a seal on every page")
    parser.add_argument(
        "--signed", action="store_true", help="it lies over a signature, as offices do"
    )
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    rng = random.Random(options.seed)
    source = [
        line
        for line in options.lines.read_text(encoding="utf-8").splitlines()
        if 20 < len(line) < 600
    ]
    with (
        PyTessBaseAPI(path=TESSDATA, lang=options.language, psm=PSM.AUTO) as engine,
        options.out.open("w", encoding="utf-8") as out,
    ):
        for number in range(options.pages):
            room = SIGNATURE if options.signed else MARGIN
            page, printed, y, used = draw_page(source, rng, options.dpi, room)
            source = source[used:]
            if options.signed:
                printed += sign(page, rng, options.dpi, y)
            if options.stamps or options.signed:
                ending = y if options.signed else None
                page = stamp(page, rng, options.dpi, ending)
            engine.SetImage(degrade(page, rng, options.bad, options.skew))
            engine.SetSourceResolution(options.dpi)
            read = [
                line.strip()
                for line in engine.GetUTF8Text().splitlines()
                if line.strip()
            ]
            rows = page_rows(printed, read)
            out.writelines("\t".join(row) + "\n" for row in rows)
            out.flush()
            print(number, len(printed), len(rows), flush=True)


if __name__ == "__main__":
    main()
