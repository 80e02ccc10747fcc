"""Draw the letters of names as offices print them (models/letters).

    python scripts/draw_letters.py models/letters

The letters are those of Tinos, which has the widths and shapes of the type that the
rules for official documents ask for, upright and bold, 64 pixels to the em, without
kerning (word processors leave it off). The reader of covered surnames compares with
them (ccndocs/ocr/letters.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import unicodedata
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

EM, BASE, HIGH = 64, 80, 106  # pixels: the em, the base line's row, a picture's height
EDGE = 6  # of paper on both sides: accents reach beyond a letter's width
FONTS = {"bold": "Tinos-Bold.ttf", "regular": "Tinos-Regular.ttf"}
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"


def letters() -> str:
    """All letters of Vietnamese, and the few others that names have."""
    plain = "bcdđfghjklmnpqrstvwxz"
    toned = [
        unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS
    ]
    small = "".join([*plain, *toned])
    return small + small.upper()


def draw(font: ImageFont.FreeTypeFont, letter: str) -> Image.Image:
    """One letter on paper EDGE wider on both sides than its advance."""
    wide = round(font.getlength(letter)) + 2 * EDGE
    paper = Image.new("L", (wide, HIGH), 255)
    ImageDraw.Draw(paper).text((EDGE, BASE), letter, font=font, fill=0, anchor="ls")
    return paper


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows, digests = ["style\tletter\tleft\twidth"], {}
    for style, name in FONTS.items():
        path = next(options.fonts.rglob(name))
        layout = ImageFont.Layout.BASIC
        font = ImageFont.truetype(str(path), EM, layout_engine=layout)
        drawn = {letter: draw(font, letter) for letter in letters()}
        sheet, at = np.full((HIGH, sum(p.width for p in drawn.values())), 255), 0
        for letter, paper in drawn.items():
            sheet[:, at : at + paper.width] = np.asarray(paper)
            rows.append(f"{style}\t{letter}\t{at}\t{paper.width}")
            at += paper.width
        out = options.folder / f"{style}.png"
        # Sixteen shades are plenty, and half the size.
        shades = (sheet // 17 * 17).astype(np.uint8)
        Image.fromarray(shades).save(out, optimize=True)
        digests[style] = hashlib.sha256(out.read_bytes()).hexdigest()
    table = "\n".join(rows) + "\n"
    (options.folder / "letters.tsv").write_text(table, encoding="utf-8")
    meta = {"made_by": "scripts/draw_letters.py", "em": EM, "sha256": digests}
    text = json.dumps(meta, indent=1, sort_keys=True) + "\n"
    (options.folder / "meta.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
