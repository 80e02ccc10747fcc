"""Pictures to the form that OCR takes: RGB, 8 bits, square pixels, 200 dpi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccndocs.types.page import PageImage

if TYPE_CHECKING:
    from PIL.Image import Image

WORKING_DPI = 200.0  # reducing 300 to 200 dpi gains accuracy and a quarter of the time
SLACK = 1.1  # a picture within a tenth of the working size is left as it is


def to_rgb(picture: Image) -> Image:
    """Any mode as RGB: transparency on white paper, 16 bits scaled to 8."""
    if picture.mode == "RGB" and "transparency" not in picture.info:
        return picture
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):
        return _deep_to_rgb(picture)
    if "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info:
        return _on_white(picture)
    return picture.convert("RGB")


def _on_white(picture: Image) -> Image:
    """Transparent pixels become paper."""
    from PIL import Image as pil

    layer = picture.convert("RGBA")
    paper = pil.new("RGBA", layer.size, (255, 255, 255, 255))
    return pil.alpha_composite(paper, layer).convert("RGB")


def _deep_to_rgb(picture: Image) -> Image:
    """More than 8 bits a pixel: the range in use decides what white is."""
    import numpy as np
    from PIL import Image as pil

    values = np.asarray(picture, dtype=np.float32)
    top = float(values.max(initial=0.0))
    bottom = min(float(values.min(initial=0.0)), 0.0)
    white = next((w for w in (1.0, 255.0, 4095.0, 65535.0) if top <= w), top)
    scaled = (values - bottom) * (255.0 / max(white - bottom, 1e-6))
    return pil.fromarray(np.clip(scaled, 0, 255).astype(np.uint8)).convert("RGB")


def reduced(picture: Image, dpi: tuple[float, float]) -> PageImage:
    """The picture with square pixels, at no more than the working resolution.

    A coarser picture stays as it is: enlarging is the OCR stage's decision.
    """
    import numpy as np
    from PIL import Image as pil

    across, down = dpi
    target = min(max(across, down), WORKING_DPI)
    if max(across, down) <= WORKING_DPI * SLACK:
        target = max(across, down)
    size = (
        max(1, round(picture.width * target / across)),
        max(1, round(picture.height * target / down)),
    )
    if size != picture.size:
        shrinks = size[0] <= picture.width and size[1] <= picture.height
        method = pil.Resampling.BOX if shrinks else pil.Resampling.BICUBIC
        picture = picture.resize(size, method)
    return PageImage(np.array(picture, dtype=np.uint8), target)
