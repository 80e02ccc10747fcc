"""A searchable PDF/A of a scan: its pages as they are, repaired text behind them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from ccndocs.archive.font import BlankFont
from ccndocs.archive.layer import FONT, Place, text_layer
from ccndocs.archive.metadata import add_output_intent, describe
from ccndocs.archive.pdfa import Problem, mend
from ccndocs.archive.pictures import pdf_of_picture
from ccndocs.archive.placed import placed_lines, repaired_pages
from ccndocs.archive.signatures import signatures
from ccndocs.archive.strip import is_mostly_hidden, strip_hidden
from ccndocs.errors import InputFileError, MissingToolError
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout, PageFacts
from ccndocs.types.page import Origin, Source
from ccndocs.types.record import DocumentRecord
from ccndocs.types.text import AlignedText

_PDF = "application/pdf"
_DEEPEST = 32  # levels of a page tree
_NAMED = 3  # problems and signers that a message names


@dataclass(frozen=True, slots=True)
class PdfChoices:
    """`folded`: a second text without diacritics; `copy_signed`: copy signed files.

    `producer` is the program that the file names.
    """

    folded: bool = False
    copy_signed: bool = False
    producer: str = "ccndocs"


def check_input(source: Source, choices: PdfChoices = PdfChoices()) -> None:
    """Raise InputFileError for what must not or cannot become a searchable PDF.

    `signed_original`: a signature holds for the bytes it was made over, so a signed
    file is left alone unless a copy without signatures is asked for.
    """
    _need_pikepdf(source)
    if source.media_type != _PDF and not source.media_type.startswith("image/"):
        raise InputFileError("no_picture", source.name, detail=source.media_type)
    signed = list(dict.fromkeys(str(s) for s in signatures(source)))
    if signed and not choices.copy_signed:
        raise InputFileError("signed_original", source.name, detail=_listed(signed))


def _need_pikepdf(source: Source) -> None:
    try:
        import pikepdf  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingToolError(
            "missing_tool",
            source.name,
            tool="pikepdf",
            detail="Run 'ccndocs doctor'.",
        ) from error


def make_pdf(
    source: Source,
    layout: Layout,
    repaired: AlignedText,
    document: DocumentRecord,
    choices: PdfChoices,
    issues: IssueLog,
) -> Callable[[BinaryIO], None]:
    """`source` as a searchable PDF; the result writes it, once.

    A caller relies on: pictures keep their bytes; a page whose own text is sound is
    not touched; the file says that it is PDF/A-2b only where nothing known speaks
    against it, and the issue `not_pdfa` says what does.
    """
    pdf = _opened(source, layout)
    if choices.copy_signed and signatures(source):
        _remove_signatures(pdf)
        issues.add("signatures_removed", "The copy has no electronic signatures.")
    _add_layers(pdf, layout, repaired, choices, issues)
    pdf.remove_unreferenced_resources()
    problems = mend(pdf)
    add_output_intent(pdf)
    describe(pdf, document, choices.producer, is_pdfa=not problems)
    if problems:
        issues.add("not_pdfa", f"Not PDF/A: {_named(problems)}.")
    return partial(_save, pdf)


def _save(pdf: Any, target: BinaryIO) -> None:
    """The same input gives the same bytes."""
    import pikepdf

    with pdf:
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def _opened(source: Source, layout: Layout) -> Any:
    import pikepdf

    if source.media_type != _PDF:
        sizes = {p.number: (p.width or 595, p.height or 842) for p in layout.pages}
        return pdf_of_picture(source, sizes)
    try:
        return pikepdf.open(io.BytesIO(source.data))
    except pikepdf.PdfError as error:
        detail = "its structure is broken"
        raise InputFileError("damaged", source.name, detail=detail) from error


def _add_layers(
    pdf: Any,
    layout: Layout,
    repaired: AlignedText,
    choices: PdfChoices,
    issues: IssueLog,
) -> None:
    """The text of every page that was read from its picture, or mended."""
    import pikepdf

    anew = _pages_to_write(pdf, layout, repaired)
    lines = placed_lines(layout, repaired, anew)
    font = BlankFont(pdf)
    for facts in layout.pages:
        page = pdf.pages[facts.number - 1]
        if facts.number in anew:
            _take_out(pdf, page, facts.number, issues)
            _set_upright(page, facts, issues)
        own = lines.get(facts.number, ())
        if not own:
            continue
        name = pikepdf.Name(FONT)
        page.add_resource(font.font, pikepdf.Name.Font, name, replace_existing=True)
        content = text_layer(own, _place(page, facts.turn), font, folded=choices.folded)
        # First, before anything on the page can move or scale what follows.
        page.contents_add(content, prepend=True)
    font.finish()


def _pages_to_write(pdf: Any, layout: Layout, repaired: AlignedText) -> set[int]:
    """Pages read from their picture, and those whose hidden layer needed repair."""
    read = {page.number for page in layout.pages if page.origin is Origin.OCR}
    layers = {page.number for page in layout.pages if page.origin is Origin.LAYER}
    mended = repaired_pages(layout, repaired) & layers
    return read | {n for n in mended if is_mostly_hidden(pdf.pages[n - 1])}


def _set_upright(page: Any, facts: PageFacts, issues: IssueLog) -> None:
    """Show a page as it was read: viewers put sideways words in a wrong order."""
    if _rotation(page.obj) != facts.turn:
        page.obj.Rotate = facts.turn
        message = "The page is shown turned, as it was read."
        issues.add("page_set_upright", message, facts.number)


def _rotation(node: Any) -> int:
    """/Rotate of a page, which its ancestors may hold."""
    for _ in range(_DEEPEST):
        if node is None or "/Rotate" in node:
            break
        node = node.get("/Parent")
    return int(node.get("/Rotate", 0)) % 360 if node is not None else 0


def _take_out(pdf: Any, page: Any, number: int, issues: IssueLog) -> None:
    stripped = strip_hidden(pdf, page)
    if stripped.removed:
        message = "The old invisible text was replaced."
        issues.add("layer_replaced", message, number)
    if stripped.kept:
        message = "Text that is part of the page stays beside the text read from it."
        issues.add("visible_text_kept", message, number)


def _place(page: Any, turn: int) -> Place:
    """The rectangle that PDFium shows: the crop box within the media box."""
    media, crop = _corners(page.mediabox), _corners(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    return Place(left, bottom, right, top, turn)


def _corners(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _remove_signatures(pdf: Any) -> None:
    """Draw what the signatures show into the pages, then take the form away."""
    pdf.flatten_annotations("screen")
    for key in ("/AcroForm", "/Perms", "/DSS"):
        if key in pdf.Root:
            del pdf.Root[key]


def _named(problems: list[Problem]) -> str:
    return _listed([str(problem) for problem in problems])


def _listed(items: list[str]) -> str:
    more = len(items) - _NAMED
    named = "; ".join(items[:_NAMED])
    return f"{named}; and {more} more" if more > 0 else named
