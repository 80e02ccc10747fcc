"""Makes scans of rendered pages: typical office scans and bad ones, seeded by name."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Quality:
    """How a page is spoiled. `skew` in degrees: the least and the most."""

    dpi: int
    skew: tuple[float, float]
    blur: float
    noise: float
    fading: float
    bilevel: bool
    jpeg: int = 55


QUALITIES = {
    "typical": Quality(200, (0.3, 1.5), 0.7, 4.0, 0.0, False),
    "bad": Quality(150, (1.5, 3.0), 0.55, 14.0, 0.22, True),
}


def _chance(name: str) -> np.random.Generator:
    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _turn(page: Pixels, degrees: float, paper: int) -> Pixels:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(
        page,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderValue=(paper, paper, paper),
    )
    return np.asarray(turned, dtype=np.uint8)


def _waves(
    shape: tuple[int, ...], chance: np.random.Generator
) -> npt.NDArray[np.float32]:
    """Slow changes of light over a page, -1 to 1."""
    coarse = chance.uniform(-1, 1, (5, 4)).astype(np.float32)
    size = (shape[1], shape[0])
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC))


def spoil(page: Pixels, quality: Quality, name: str) -> Pixels:
    """One page as a scanner would give it; the same for the same `name`."""
    chance = _chance(name)
    skew = chance.uniform(*quality.skew) * chance.choice([-1, 1])
    turned = _turn(page, float(skew), 255)
    blurred = cv2.GaussianBlur(turned, (0, 0), quality.blur).astype(np.float32)
    waves = _waves(page.shape, chance)[..., None]
    ink = 255 - blurred
    ink *= 1 - quality.fading * (0.9 + 0.6 * waves)
    paper = 244 + 4 * waves - (6 if not quality.bilevel else 0)
    noise = chance.normal(0, quality.noise, page.shape[:2]).astype(np.float32)
    out = np.clip(paper - ink * (paper / 255) + noise[..., None], 0, 255)
    spoiled = out.astype(np.uint8)
    return _bilevel(spoiled, chance) if quality.bilevel else spoiled


def _bilevel(page: Pixels, chance: np.random.Generator) -> Pixels:
    """1-bit as fax-like scanners give it: threshold, then speckles of both colours."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    black = grey < 168
    specks = chance.random(grey.shape)
    black |= specks < 0.00015
    grown = cv2.dilate((specks < 0.00002).astype(np.uint8), np.ones((2, 2), np.uint8))
    black |= grown.astype(bool)
    black &= specks < 0.99
    return np.where(black, 0, 255).astype(np.uint8)


def scan(pdf: bytes, quality: Quality, name: str) -> list[Image.Image]:
    """Pictures of all pages of `pdf`."""
    opened = pypdfium2.PdfDocument(pdf)
    pages = []
    for number in range(len(opened)):
        bitmap = opened[number].render(scale=quality.dpi / 72)
        page = np.asarray(bitmap.to_pil().convert("RGB"))
        spoiled = spoil(page, quality, f"{name}/{number + 1}")
        picture = Image.fromarray(spoiled)
        pages.append(
            picture.convert("1", dither=Image.Dither.NONE)
            if quality.bilevel
            else picture
        )
    opened.close()
    return pages


def to_pdf(pages: list[Image.Image], quality: Quality) -> bytes:
    """An image-only PDF: JPEG pages, or 1-bit pages packed without loss."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    for page in pages:
        width, height = (side * 72 / quality.dpi for side in page.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(_packed(page, quality), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _packed(page: Image.Image, quality: Quality) -> ImageReader:
    if quality.bilevel:
        return ImageReader(page)
    return ImageReader(io.BytesIO(to_jpeg(page, quality)))


def to_jpeg(page: Image.Image, quality: Quality) -> bytes:
    """A single page as JPEG, its resolution noted."""
    packed = io.BytesIO()
    page.save(
        packed,
        "JPEG",
        quality=quality.jpeg,
        subsampling=2,
        optimize=True,
        dpi=(quality.dpi, quality.dpi),
    )
    return packed.getvalue()


def to_tiff(pages: list[Image.Image], quality: Quality) -> bytes:
    """A multi-page TIFF: CCITT group 4 for 1-bit pages, else packed without loss."""
    stream = io.BytesIO()
    compression = "group4" if quality.bilevel else "tiff_lzw"
    pages[0].save(
        stream,
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression=compression,
        dpi=(quality.dpi, quality.dpi),
    )
    return stream.getvalue()
