"""PNG, JPEG and TIFF: one page a frame, upright, RGB, of a sane resolution."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ccndocs.errors import InputFileError
from ccndocs.source.pages import Pages, selected
from ccndocs.source.raster import reduced, to_rgb
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import PageImage, Source, SourcePage

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST_SIDE = 24  # pixels; below it not even one line of text fits
A4_WIDTH, A4_HEIGHT = 8.27, 11.69  # inches
SANE_INCHES = (3.5, 24.0)  # the longer side of anything from A6 to A2
_REDUCED_FRAME = 1  # bit of TIFF tag NewSubfileType: a thumbnail of another frame
_NEW_SUBFILE_TYPE = 254

BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError,
    OverflowError, struct.error, MemoryError,
)  # fmt: skip  # what Pillow's decoders raise on damaged data, as seen by fuzzing it


@contextmanager
def open_picture(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """Pages of a picture file; every frame's size is checked before it is decoded.

    Raises InputFileError `image_size` or `damaged`.
    """
    picture = _open(source)
    try:
        frames = _frames(picture, source, options)
        numbers = selected(source, len(frames), options)

        def load(number: int) -> SourcePage:
            return _page(picture, frames[number - 1], number, source)

        yield Pages(len(frames), numbers, load)
    finally:
        picture.close()


def _open(source: Source) -> Image:
    """The file's header, read by the format's own class.

    `Image.open` would refuse by a limit of its own instead of `Options.max_pixels`.
    """
    from PIL import JpegImagePlugin, PngImagePlugin, TiffImagePlugin

    kinds: dict[str, Any] = {
        "image/png": PngImagePlugin.PngImageFile,
        "image/jpeg": JpegImagePlugin.JpegImageFile,
        "image/tiff": TiffImagePlugin.TiffImageFile,
    }
    try:
        with _quietly():
            picture: Image = kinds[source.media_type](io.BytesIO(source.data))
    except BROKEN as error:
        raise _damaged(source, error) from error
    return picture


def _frames(picture: Image, source: Source, options: Options) -> list[int]:
    """Indices of the frames that are pages (no thumbnails), sizes checked."""
    found: list[int] = []
    try:
        with _quietly():
            count = int(getattr(picture, "n_frames", 1))
            for index in range(count):
                picture.seek(index)
                if not _is_thumbnail(picture):
                    _check_size(picture, source, options)
                    found.append(index)
    except BROKEN as error:
        raise _damaged(source, error) from error
    if not found:
        raise InputFileError("no_pages", source.name)
    return found


def _is_thumbnail(picture: Image) -> bool:
    tags = getattr(picture, "tag_v2", {})
    return bool(int(tags.get(_NEW_SUBFILE_TYPE, 0)) & _REDUCED_FRAME)


def _check_size(picture: Image, source: Source, options: Options) -> None:
    """Refuse what holds no text and what would not fit in memory."""
    width, height = picture.size
    if min(width, height) < LEAST_SIDE:
        detail = "too small to hold text"
    elif width * height > options.max_pixels:
        detail = f"the limit is {options.max_pixels:,} pixels in all"
    else:
        return
    raise InputFileError(
        "image_size", source.name, width=width, height=height, detail=detail
    )


def _page(picture: Image, frame: int, number: int, source: Source) -> SourcePage:
    """The page of one frame; pixels are decoded when its image is called for."""
    try:
        with _quietly():
            picture.seek(frame)
            width, height, dpi = _geometry(picture)
    except BROKEN as error:
        raise _damaged(source, error) from error

    def image() -> PageImage:
        return _pixels(picture, frame, dpi, source)

    return SourcePage(
        number=number,
        width=width * 72 / dpi[0],
        height=height * 72 / dpi[1],
        layer=None,
        image=image,
        ink=1.0,
    )


def _pixels(
    picture: Image, frame: int, dpi: tuple[float, float], source: Source
) -> PageImage:
    """Decode one frame: upright, RGB, square pixels, reduced to the working size."""
    from PIL import ImageOps

    try:
        if picture.tell() != frame:
            picture.seek(frame)
        with _quietly():
            upright = ImageOps.exif_transpose(picture)
            return reduced(to_rgb(upright), dpi)
    except BROKEN as error:
        raise _damaged(source, error) from error


_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})


def _geometry(picture: Image) -> tuple[int, int, tuple[float, float]]:
    """Width, height and resolution of the upright frame.

    Pillow gives a turned TIFF its upright size, other formats their stored one.
    """
    width, height = picture.size
    stated = picture.info.get("dpi")
    if picture.getexif().get(_ORIENTATION) in _TURNED:
        if picture.format != "TIFF":
            width, height = height, width
        if isinstance(stated, tuple):
            stated = stated[::-1]
    return width, height, resolution(width, height, stated)


@contextmanager
def _quietly() -> Iterator[None]:
    """Pillow warns of odd tags on standard error; what matters is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def resolution(width: int, height: int, stated: object) -> tuple[float, float]:
    """Dots per inch across and down, as stated, or so that the page is A4.

    A phone states 72, an editor 1: such a page would be metres wide, so anything
    whose longer side is not between A6 and A2 is taken for A4.
    """
    if isinstance(stated, tuple) and len(stated) == 2:
        across, down = (float(value) for value in stated)
        if across > 0 and down > 0:
            longer = max(width / across, height / down)
            if SANE_INCHES[0] <= longer <= SANE_INCHES[1] and 1 / 3 < across / down < 3:
                return across, down
    portrait = width <= height
    guess = width / (A4_WIDTH if portrait else A4_HEIGHT)
    return guess, guess


def _damaged(source: Source, error: BaseException) -> InputFileError:
    detail = str(error).strip().split("\n")[0][:80] or type(error).__name__
    return InputFileError("damaged", source.name, detail=detail)
