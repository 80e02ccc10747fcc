"""What paragraph and character styles say of weight, size and numbering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ccndocs.source.docx.numbering import W

T = TypeVar("T")
_DEEPEST = 30  # styles based on styles


@dataclass(frozen=True, slots=True)
class Format:
    """Formatting that is stated; None where it is left to what is below."""

    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None

    def over(self, other: Format) -> Format:
        """This format where it says something, else the other."""
        return Format(
            _first(self.bold, other.bold),
            _first(self.italic, other.italic),
            _first(self.raised, other.raised),
            _first(self.size, other.size),
            _first(self.hidden, other.hidden),
            _first(self.capitals, other.capitals),
            _first(self.font, other.font),
        )


@dataclass(slots=True)
class Styles:
    """Styles by id, with what they are based on."""

    elements: dict[str, Any] = field(default_factory=dict)
    defaults: Format = Format()

    def format(self, style_id: str | None) -> Format:
        """The format of a style and all that it is based on."""
        result = Format()
        for element in self._chain(style_id):
            result = result.over(run_format(element.find(f"{W}rPr")))
        return result

    def numbering(self, style_id: str | None) -> tuple[str, int] | None:
        """The list and level that a paragraph style brings with it."""
        for element in self._chain(style_id):
            found = number_of(element.find(f"{W}pPr"))
            if found is not None:
                return found
        return None

    def _chain(self, style_id: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            element = self.elements.get(style_id or "")
            if element is None:
                return
            yield element
            based = element.find(f"{W}basedOn")
            style_id = None if based is None else based.get(f"{W}val")


def styles_of(root: Any) -> Styles:
    """The styles of styles.xml; none for None."""
    if root is None:
        return Styles()
    elements = {
        element.get(f"{W}styleId") or "": element for element in root.iter(f"{W}style")
    }
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(elements, run_format(defaults))


def run_format(properties: Any) -> Format:
    """What run properties state."""
    if properties is None:
        return Format()
    raised = properties.find(f"{W}vertAlign")
    size = properties.find(f"{W}sz")
    fonts = properties.find(f"{W}rFonts")
    return Format(
        bold=_switch(properties.find(f"{W}b")),
        italic=_switch(properties.find(f"{W}i")),
        raised=None if raised is None else raised.get(f"{W}val") == "superscript",
        size=None if size is None else _half(size.get(f"{W}val")),
        hidden=_switch(properties.find(f"{W}vanish")),
        capitals=_switch(properties.find(f"{W}caps")),
        font=None
        if fonts is None
        else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii"),
    )


def number_of(properties: Any) -> tuple[str, int] | None:
    """List and level that paragraph properties state; list "0" takes numbers away."""
    if properties is None:
        return None
    number = properties.find(f"{W}numPr")
    if number is None:
        return None
    list_id, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    if list_id is None:
        return None
    depth = "0" if level is None else level.get(f"{W}val") or "0"
    return str(list_id.get(f"{W}val")), int(depth) if depth.isdigit() else 0


def _switch(element: Any) -> bool | None:
    if element is None:
        return None
    return element.get(f"{W}val") not in ("0", "false", "off")


def _half(text: str | None) -> float | None:
    """Word states sizes in half points."""
    return int(text) / 2 if text is not None and text.isdigit() else None


def _first(one: T | None, other: T | None) -> T | None:
    return other if one is None else one
