"""From a PDF page's own coordinates to points from the top left of the upright page."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.types.geometry import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible rectangle of a page and the quarter turns that make it upright.

    `turns` counts clockwise quarter turns, /Rotate and sideways text together.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Width of the upright page."""
        sides = self.right - self.left, self.top - self.bottom
        return sides[self.turns % 2]

    @property
    def height(self) -> float:
        """Height of the upright page."""
        sides = self.right - self.left, self.top - self.bottom
        return sides[1 - self.turns % 2]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from the top left of the upright page."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page as a box of the upright page."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
