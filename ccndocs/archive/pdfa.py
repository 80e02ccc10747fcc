"""What PDF/A-2b (ISO 19005-2) asks of a file: mended where it can be, else named.

This is no full validator: it looks for what office documents and scans break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ccndocs.archive.content import INVISIBLE, SHOWS, states, steps_of

_PRINT, _HIDING = 4, 1 | 2 | 32 | 256  # flags of annotations
_FORBIDDEN_ACTIONS = frozenset(
    (
        "/Launch",
        "/Sound",
        "/Movie",
        "/ResetForm",
        "/ImportData",
        "/Hide",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/JavaScript",
        "/SetState",
        "/NoOp",
    )
)
_FORBIDDEN_ANNOTATIONS = frozenset(
    ("/3D", "/Sound", "/Screen", "/Movie", "/FileAttachment", "/RichMedia")
)
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_CMYK_OPERATOR = re.compile(rb"(?:^|\s)(?:[\d.]+\s+){4}[kK](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is not PDF/A: what, and the object it was found in."""

    what: str
    detail: str = ""

    def __str__(self) -> str:
        """In words."""
        return f"{self.what} ({self.detail})" if self.detail else self.what


def mend(pdf: Any) -> list[Problem]:
    """Take out what PDF/A forbids and nobody sees; the rest is returned, sorted.

    A caller relies on: what the pages show does not change.
    """
    _mend_root(pdf.Root)
    found: set[Problem] = set()
    for value in _reachable(pdf):
        for rule in RULES:
            found.update(rule(value))
    for page in pdf.pages:
        found.update(_page_problems(page))
    return sorted(found, key=str)


def _reachable(pdf: Any) -> Iterator[Any]:
    """Every dictionary and stream that the file's root leads to, once."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting = [pdf.Root]
    while waiting:
        value = waiting.pop()
        if value.objgen != (0, 0):
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, pikepdf.Array):
            waiting += [item for item in value if _is_nested(item)]
            continue
        yield value
        waiting += [value[key] for key in value.keys() if _is_nested(value[key])]  # noqa: SIM118


def _is_nested(value: object) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)


def _get(value: Any, key: str) -> Any:
    """A nested dictionary, or nothing."""
    found = value.get(key)
    return found if _is_nested(found) else None


def _delete(value: Any, *keys: str) -> None:
    for key in keys:
        if key in value:
            del value[key]


# ------------------------------------------------------------------------- the root


def _mend_root(root: Any) -> None:
    """Scripts, forms' scripts, and layers' automatic states."""
    from pikepdf import Name, String

    action = root.get("/OpenAction")
    if _is_forbidden_action(action):
        del root["/OpenAction"]
    _delete(root, "/AA", "/NeedsRendering", "/Requirements", "/Perms")
    names = _get(root, "/Names")
    if names is not None:
        _delete(names, "/JavaScript", "/AlternatePresentations")
    form = _get(root, "/AcroForm")
    if form is not None:
        _delete(form, "/XFA", "/NeedAppearances")
    layers = _get(root, "/OCProperties")
    if layers is not None:
        for config in (layers.get("/D"), *(layers.get("/Configs") or ())):
            if config is not None:
                _delete(config, "/AS")
                if "/Name" not in config:
                    config.Name = String("Default")
    if "/Lang" not in root:
        root.Lang = String("vi-VN")
    if "/MarkInfo" in root and "/StructTreeRoot" not in root:
        root.MarkInfo[Name.Marked] = False


def _is_forbidden_action(action: Any) -> bool:
    import pikepdf

    return (
        isinstance(action, pikepdf.Dictionary)
        and str(action.get("/S", "")) in _FORBIDDEN_ACTIONS
    )


# ------------------------------------------------------ rules for one dictionary


def actions(value: Any) -> Iterator[Problem]:
    """Scripts and programs that a click or an opening starts."""
    for key in ("/A", "/Next", "/PA"):
        if _is_forbidden_action(value.get(key)):
            del value[key]
    if value.get("/Type") in ("/Page", "/Annot") or "/FT" in value:
        _delete(value, "/AA", "/PresSteps")
    return iter(())


def notes(value: Any) -> Iterator[Problem]:
    """An annotation must be printed as it is seen, and hold its own picture."""
    kind = str(value.get("/Subtype", ""))
    if value.get("/Type") != "/Annot" and not ("/Rect" in value and kind):
        return
    if kind in _FORBIDDEN_ANNOTATIONS:
        yield Problem("annotation of a forbidden kind", kind[1:])
    if kind != "/Popup":
        flags = int(value.get("/F", 0))
        if flags & _HIDING:
            yield Problem("hidden annotation", kind[1:])
        else:
            value.F = flags | _PRINT
    shape = _get(value, "/AP")
    if shape is not None:
        _delete(shape, "/D", "/R")
    elif kind not in ("/Popup", "/Link") and not _is_point(value.get("/Rect")):
        yield Problem("annotation without appearance", kind[1:])


def fonts(value: Any) -> Iterator[Problem]:
    """The fonts of what a form shows must be in the file."""
    if value.get("/Subtype") == "/Form" or "/PatternType" in value:
        yield from _lacking_fonts(value, value.get("/Resources"))


def _lacking_fonts(holder: Any, resources: Any) -> Iterator[Problem]:
    """The fonts that a page or form shows text with and that are not in the file.

    A font that is named and shows nothing, or nothing visible, may be missing: many
    programs name Helvetica on every page.
    """
    known = resources.get("/Font") if resources is not None else None
    lacking = {
        name: str(font.get("/BaseFont", "?"))[1:]
        for name, font in (known.items() if known is not None else ())
        if not _is_embedded(font)
    }
    if not lacking:
        return
    steps = steps_of(holder)
    if steps is None:
        yield Problem("content that cannot be understood")
        return
    for operator, _, state in states(steps):
        if operator in SHOWS and state.mode != INVISIBLE and state.font in lacking:
            yield Problem("font not embedded", lacking[state.font])


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    inner = font.get("/DescendantFonts")
    descriptor = (font if inner is None else inner[0]).get("/FontDescriptor", {})
    return any(key in descriptor for key in _FONT_FILES)


def pictures(value: Any) -> Iterator[Problem]:
    """No smoothing, no stand-ins, no colours of the printing press."""
    kind = value.get("/Subtype")
    if kind == "/PS" or (kind == "/Form" and value.get("/Subtype2") == "/PS"):
        yield Problem("PostScript")
    if kind in ("/Image", "/Form"):
        _delete(value, "/OPI")
        if kind == "/Form" and "/Ref" in value:
            yield Problem("page of another file")
    if kind == "/Image":
        _delete(value, "/Alternates")
        if value.get("/Interpolate"):
            value.Interpolate = False


def colours(value: Any) -> Iterator[Problem]:
    """Without a profile of its own, CMYK means nothing on an sRGB page."""
    space = value.get("/ColorSpace", value.get("/CS"))
    if space == "/DeviceCMYK":
        yield Problem("CMYK colours without a profile")


def printing(value: Any) -> Iterator[Problem]:
    """Transfer functions and halftones belong to a printer."""
    if "/TR" in value or value.get("/TR2", "/Default") != "/Default":
        yield Problem("transfer function")
    if "/HTP" in value:
        yield Problem("halftone phase")


def attachments(value: Any) -> Iterator[Problem]:
    """PDF/A-2 may carry PDF/A files only, which is not checked."""
    if "/EF" in value:
        yield Problem("attached file", str(value.get("/UF", value.get("/F", "")))[:60])


RULES: tuple[Callable[[Any], Iterator[Problem]], ...] = (
    actions,
    notes,
    fonts,
    pictures,
    colours,
    printing,
    attachments,
)


def _is_point(rect: Any) -> bool:
    if rect is None or len(rect) != 4:
        return True
    left, bottom, right, top = (float(v) for v in rect)
    return left == right and bottom == top


def _page_problems(page: Any) -> Iterator[Problem]:
    """CMYK that the content itself sets, and fonts."""
    import pikepdf

    yield from _lacking_fonts(page, page.resources)
    contents = page.obj.get("/Contents")
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            try:
                data = part.read_bytes()
            except pikepdf.PdfError:
                continue
            if _CMYK_OPERATOR.search(data):
                yield Problem("CMYK colours without a profile")
