from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ccndocs.errors import InputFileError
from ccndocs.source import from_bytes, open_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import PageImage, Source, SourcePage

A4 = (1654, 2339)  # at 200 dpi


def scan(mode: str = "L", size: tuple[int, int] = (400, 566)) -> Image.Image:
    """White paper with a black bar near the top, a tenth of the height down."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle(
        (size[0] // 4, size[1] // 10, size[0] * 3 // 4, size[1] // 8), fill=0
    )
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def images(data: bytes, **options: Any) -> tuple[list[SourcePage], list[PageImage]]:
    chosen = Options(**options)
    source = from_bytes("scan.png", data, chosen)
    pages, pictures = [], []
    with open_pages(source, chosen, IssueLog()) as offered:
        for page in offered:
            assert page.image is not None
            pages.append(page)
            pictures.append(page.image())
    return pages, pictures


def is_upright(picture: PageImage) -> bool:
    """White paper, the black bar at the top, in the middle."""
    pixels = picture.pixels
    high, wide = pixels.shape[:2]
    bar = pixels[int(high * 0.112), wide // 2]
    foot = pixels[int(high * 0.9), wide // 2]
    corner = pixels[2, 2]
    return bool(bar.max() < 60 and foot.min() > 200 and corner.min() > 200)


KINDS = {
    "PNG grey": saved(scan(), "PNG"),
    "PNG 1 bit": saved(scan("1"), "PNG"),
    "PNG palette": saved(scan("P"), "PNG"),
    "PNG RGB": saved(scan("RGB"), "PNG"),
    "PNG 16 bit": saved(
        Image.fromarray(np.asarray(scan(), dtype=np.uint16) * 257), "PNG"
    ),
    "JPEG": saved(scan(), "JPEG", quality=95),
    "JPEG CMYK": saved(scan("RGB").convert("CMYK"), "JPEG", quality=95),
    "TIFF G4": saved(scan("1"), "TIFF", compression="group4"),
    "TIFF LZW": saved(scan("RGB"), "TIFF", compression="tiff_lzw"),
    "TIFF CMYK": saved(scan("RGB").convert("CMYK"), "TIFF"),
    "TIFF 16 bit": saved(
        Image.fromarray(np.asarray(scan(), dtype=np.uint16) * 257), "TIFF"
    ),
    "TIFF float": saved(
        Image.fromarray(np.asarray(scan(), dtype=np.float32) / 255), "TIFF"
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_pixel_becomes_rgb(kind: str) -> None:
    pages, pictures = images(KINDS[kind])
    assert pictures[0].pixels.dtype == np.uint8
    assert pictures[0].pixels.shape == (566, 400, 3)
    assert is_upright(pictures[0])
    assert (pages[0].layer, pages[0].ink) == (None, 1.0)


@pytest.mark.parametrize("mode", ["LA", "RGBA", "PA"])
def test_transparency_is_paper(mode: str) -> None:
    image = scan("RGBA")
    image.putalpha(image.convert("L").point(lambda value: 255 - value))
    image = image.convert("RGBA" if mode == "PA" else mode)
    data = saved(image.quantize() if mode == "PA" else image, "PNG")
    assert is_upright(images(data)[1][0])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_orientation_of_the_camera(kind: str, orientation: int) -> None:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = scan()
    if orientation > 1:
        image = image.transpose(turn[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    pages, pictures = images(saved(image, kind, exif=exif))
    assert pictures[0].pixels.shape == (566, 400, 3)
    assert is_upright(pictures[0])
    shape = pictures[0].pixels.shape[1] / pictures[0].pixels.shape[0]
    assert pages[0].width is not None
    assert pages[0].height is not None
    assert pages[0].width / pages[0].height == pytest.approx(shape)


@pytest.mark.parametrize(
    ("size", "stated", "width", "dpi"),
    [
        (A4, (200, 200), 595, 200),  # honest
        (A4, None, 595, 200),  # silent: A4
        (A4, (72, 72), 595, 200),  # an A0 page is a phone's default
        (A4, (1, 1), 595, 200),
        ((1240, 1754), (150, 150), 595, 150),
        ((1240, 1754), None, 595, 150),
        ((3308, 4678), (400, 400), 595, 200),  # reduced
        ((1754, 1240), None, 842, 150),  # landscape
        ((827, 583), (100, 100), 595, 100),  # A5 landscape
    ],
)
def test_resolution(
    size: tuple[int, int], stated: tuple[int, int] | None, width: float, dpi: float
) -> None:
    options = {} if stated is None else {"dpi": stated}
    pages, pictures = images(saved(scan("1", size), "PNG", **options))
    assert pages[0].width == pytest.approx(width, abs=1)
    assert pictures[0].dpi == pytest.approx(dpi, abs=1)
    shown = pictures[0].pixels.shape[1] / pictures[0].dpi * 72
    assert shown == pytest.approx(width, abs=2)


def test_a_fax_gets_square_pixels() -> None:
    data = saved(scan("1", (1728, 1143)), "TIFF", dpi=(204, 98))
    pages, pictures = images(data)
    high, wide = pictures[0].pixels.shape[:2]
    assert high / wide == pytest.approx((1143 / 98) / (1728 / 204), rel=0.01)
    assert pages[0].height == pytest.approx(1143 / 98 * 72, abs=1)
    assert is_upright(pictures[0])


def test_frames_of_a_tiff_are_pages() -> None:
    frames = [scan("L", (300 + 10 * n, 400)) for n in range(3)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    pages, pictures = images(data)
    assert [page.number for page in pages] == [1, 2, 3]
    assert [p.pixels.shape[1] for p in pictures] == [300, 310, 320]
    pages, pictures = images(data, pages=(3,))
    assert [(pages[0].number, pictures[0].pixels.shape[1])] == [(3, 320)]


def png_header(width: int, height: int) -> bytes:
    """A PNG that states a size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        data += struct.pack(">I", len(content)) + kind + content + crc
    return data


BAD = {
    "1×1": (saved(scan("L", (1, 1)), "PNG"), "image_size"),
    "a strip": (saved(scan("L", (900, 3)), "JPEG"), "image_size"),
    "60,000×60,000": (png_header(60_000, 60_000), "image_size"),
    "cut PNG": (saved(scan("RGB", A4), "PNG")[:400], "damaged"),
    "cut JPEG header": (saved(scan(), "JPEG")[:30], "damaged"),
    "cut TIFF": (saved(scan(), "TIFF")[:60], "damaged"),
    "rubbish TIFF": (b"II*\x00" + b"\xff" * 50, "damaged"),
}


def decode_all(source: Source) -> None:
    with open_pages(source, Options(), IssueLog()) as pages:
        for page in pages:
            assert page.image is not None
            page.image()


@pytest.mark.parametrize("kind", BAD)
def test_bad_pictures(kind: str) -> None:
    data, code = BAD[kind]
    source = from_bytes("Ảnh.jpg", data, Options())
    with pytest.raises(InputFileError) as caught:
        decode_all(source)
    assert caught.value.code == code
    assert str(caught.value).startswith("Ảnh.jpg: ")


def test_the_limit_of_pixels_is_the_option_alone() -> None:
    data = png_header(12_000, 9_000)
    source = from_bytes("a", data, Options())
    with open_pages(source, Options(), IssueLog()) as pages:
        assert len(pages) == 1
    with (
        pytest.raises(InputFileError) as caught,
        open_pages(source, Options(max_pixels=1_000_000), IssueLog()),
    ):
        pass
    assert "12000×9000" in str(caught.value)
