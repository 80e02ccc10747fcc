"""A PDF of a picture file: a page for each frame, its pixels as they are."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ccndocs.types.page import Source

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SPACES = {0: "/DeviceGray", 2: "/DeviceRGB"}
_PALETTE = 3
_ORIENTATION = 0x0112
_THUMBNAIL, _NEW_SUBFILE_TYPE = 1, 254
# Where the upright picture's unit square goes, by EXIF orientation.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1), 5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip


def pdf_of_picture(source: Source, sizes: dict[int, tuple[float, float]]) -> Any:
    """A PDF whose page `n` is the picture's page `n`, `sizes[n]` points large.

    A JPEG is taken as it is, a plain PNG's compressed pixels too; everything else is
    compressed anew without loss.
    """
    import pikepdf

    pdf = pikepdf.Pdf.new()
    for number, (stream, orientation) in enumerate(_frames(pdf, source), 1):
        width, height = sizes[number]
        a, b, c, d, e, f = _TURNS.get(orientation, _TURNS[1])
        page = pdf.add_blank_page(page_size=(width, height))
        # Named, for pikepdf's own names are random.
        name = page.add_resource(stream, pikepdf.Name.XObject, pikepdf.Name.Im0)
        matrix = (a * width, b * height, c * width, d * height, e * width, f * height)
        numbers = " ".join(f"{value:.3f}" for value in matrix)
        page.contents_add(f"q {numbers} cm {name} Do Q".encode())
    return pdf


def _frames(pdf: Any, source: Source) -> Iterator[tuple[Any, int]]:
    """The picture of each page as a PDF stream, and its EXIF orientation."""
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # checked on opening
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(source.data)) as picture:
                for index in range(int(getattr(picture, "n_frames", 1))):
                    picture.seek(index)
                    if not _is_thumbnail(picture):
                        yield _stream(pdf, picture, source)
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _is_thumbnail(picture: Image) -> bool:
    tags = getattr(picture, "tag_v2", {})
    return bool(int(tags.get(_NEW_SUBFILE_TYPE, 0)) & _THUMBNAIL)


def _stream(pdf: Any, picture: Image, source: Source) -> tuple[Any, int]:
    orientation = int(picture.getexif().get(_ORIENTATION, 1))
    if picture.format == "JPEG" and picture.mode in ("L", "RGB"):
        space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
        made = _picture_stream(pdf, source.data, "/DCTDecode", picture.size, 8)
        made.ColorSpace = _name(space)
        return made, orientation
    if picture.format == "PNG":
        made = _png_stream(pdf, source.data)
        if made is not None:
            return made, orientation
    if picture.format == "TIFF":
        orientation = 1  # Pillow turns a TIFF when it decodes it
    buffer = io.BytesIO()
    _plain(picture).save(buffer, "PNG", optimize=False)
    return _png_stream(pdf, buffer.getvalue()), orientation


def _plain(picture: Image) -> Image:
    """The frame without transparency, in a mode that PDF has; pixels unchanged."""
    from PIL import Image as pil

    if picture.mode in ("1", "L", "RGB"):
        return picture.copy()
    if "A" in picture.mode or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = pil.new("RGBA", layer.size, (255, 255, 255, 255))
        return pil.alpha_composite(paper, layer).convert("RGB")
    if picture.mode.startswith("I;16"):
        return picture.copy()
    return picture.convert("RGB")


def _png_stream(pdf: Any, data: bytes) -> Any:
    """The compressed pixels of a PNG as they are; None for what PDF has not."""
    from pikepdf import Array, Dictionary, String

    width = height = depth = kind = 0
    pixels, palette = [], b""
    for tag, content in _chunks(data):
        if tag == b"IHDR":
            width, height, depth, kind, _, _, interlaced = struct.unpack(
                ">IIBBBBB", content
            )
            if interlaced or kind not in (*_SPACES, _PALETTE):
                return None
        elif tag == b"tRNS":
            return None
        elif tag == b"PLTE":
            palette = content
        elif tag == b"IDAT":
            pixels.append(content)
    made = _picture_stream(
        pdf, b"".join(pixels), "/FlateDecode", (width, height), depth
    )
    colors = 3 if kind == 2 else 1
    made.DecodeParms = Dictionary(
        Predictor=15, Colors=colors, BitsPerComponent=depth, Columns=width
    )
    if kind == _PALETTE:
        table = [_name("/Indexed"), _name("/DeviceRGB"), len(palette) // 3 - 1]
        made.ColorSpace = Array([*table, String(palette)])
    else:
        made.ColorSpace = _name(_SPACES[kind])
    return made


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG; one that was cut short ends early."""
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        length, tag = struct.unpack(">I4s", data[at : at + 8])
        yield tag, data[at + 8 : at + 8 + length]
        at += 12 + length


def _picture_stream(
    pdf: Any, data: bytes, packed: str, size: tuple[int, int], depth: int
) -> Any:
    return pdf.make_stream(
        data,
        Type=_name("/XObject"),
        Subtype=_name("/Image"),
        Filter=_name(packed),
        Width=size[0],
        Height=size[1],
        BitsPerComponent=depth,
    )


def _name(text: str) -> Any:
    from pikepdf import Name

    return Name(text)
