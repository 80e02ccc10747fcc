"""Words with boxes and confidences, as text, JSON, hOCR 1.2 and ALTO 4.4."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from ccndocs.archive.blocks import Block, ReadLine, ReadPage, around, read_pages
from ccndocs.errors import InputFileError
from ccndocs.types.geometry import Box
from ccndocs.types.issue import Issue
from ccndocs.types.layout import Layout
from ccndocs.types.page import Origin, Source

HOCR_DPI = 300  # hOCR counts in pixels; this many to an inch
_ALTO_UNIT = 1200 / 72  # inch1200: 1/1200 inch
_ALTO = "http://www.loc.gov/standards/alto/ns-v4#"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an input, and the program that read it."""

    source: Source
    layout: Layout
    issues: tuple[Issue, ...] = ()
    producer: str = "ccndocs"


def write_words(reading: Reading, form: str, stream: TextIO) -> None:
    """Write a reading as "text", "json", "hocr" or "alto".

    Boxes are of the page as it is read (upright), from its top left: points in JSON,
    pixels of 300 dpi in hOCR, 1/1200 inch in ALTO. Raises InputFileError `no_places`
    for hOCR and ALTO of an input that has no pages (text, HTML, DOCX).
    """
    stream.writelines(WRITERS[form](reading))


def _text(reading: Reading) -> Iterator[str]:
    yield reading.layout.text
    if reading.layout.text and not reading.layout.text.endswith("\n"):
        yield "\n"


# ---------------------------------------------------------------------------- JSON


def _json(reading: Reading) -> Iterator[str]:
    """One object; pages are written one by one."""
    source = reading.source
    head = {"name": source.name, "media_type": source.media_type, "id": source.id}
    yield '{\n"source": ' + _dump(head) + ',\n"pages": ['
    for index, page in enumerate(read_pages(reading.layout)):
        yield (",\n" if index else "\n") + _dump(_page_value(page))
    issues = [
        {"code": i.code, "message": i.message, "page": i.page} for i in reading.issues
    ]
    yield '\n],\n"issues": ' + _dump(issues) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _page_value(page: ReadPage) -> dict[str, object]:
    facts = page.facts
    return {
        "page": facts.number,
        "width": _rounded(facts.width),
        "height": _rounded(facts.height),
        "turn": facts.turn,
        "origin": facts.origin.value,
        "confidence": facts.confidence,
        "blocks": [_block_value(block) for block in page.blocks],
    }


def _block_value(block: Block) -> dict[str, object]:
    value: dict[str, object] = {"box": _corners(block.box)}
    if block.cell is not None:
        row, column = block.cell
        value |= {"table": block.table, "row": row, "column": column}
    return value | {"lines": [_line_value(line) for line in block.lines]}


def _line_value(line: ReadLine) -> dict[str, object]:
    words = [
        {"text": w.text, "box": _corners(w.box), "confidence": w.confidence}
        for w in line.words
    ]
    box = _corners(line.box)
    return {"text": line.text, "box": box, "role": line.role.value, "words": words}


def _corners(box: Box | None) -> tuple[float, float, float, float] | None:
    return None if box is None else box.rounded()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


# ---------------------------------------------------------------------------- hOCR

_HOCR_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi" lang="vi">
<head>
<title>{title}</title>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
<meta name="ocr-system" content={system}/>
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word"/>
<meta name="ocr-langs" content="vi"/>
<meta name="ocr-number-of-pages" content="{pages}"/>
</head>
<body>
"""


def _hocr(reading: Reading) -> Iterator[str]:
    source, layout = reading.source, reading.layout
    _check_places(reading)
    system = _attribute(reading.producer)
    yield _HOCR_HEAD.format(
        title=_clean(source.name), system=system, pages=len(layout.pages)
    )
    for page in read_pages(layout):
        yield from _hocr_page(page, source.name)
    yield "</body>\n</html>\n"


def _hocr_page(page: ReadPage, name: str) -> Iterator[str]:
    facts = page.facts
    whole = Box(0, 0, facts.width or 0, facts.height or 0)
    image = name.replace("\\", "/").replace('"', "'")
    title = (
        f'image "{image}"; {_bbox(whole)}; ppageno {facts.number - 1}; '
        f"scan_res {HOCR_DPI} {HOCR_DPI}"
    )
    mark = f"{facts.number}"
    yield f"<div class='ocr_page' id='page_{mark}' title={_attribute(title)}>\n"
    for at, block in enumerate(page.blocks, 1):
        box = block.box
        if box is not None:
            where = _bbox(box)
            yield f"<div class='ocr_carea' id='block_{mark}_{at}' title='{where}'>\n"
            yield f"<p class='ocr_par' id='par_{mark}_{at}' title='{where}'>\n"
            for number, line in enumerate(block.lines, 1):
                yield from _hocr_line(line, f"{mark}_{at}_{number}")
            yield "</p>\n</div>\n"
    yield "</div>\n"


def _hocr_line(line: ReadLine, mark: str) -> Iterator[str]:
    if line.box is None:
        return
    yield f"<span class='ocr_line' id='line_{mark}' title='{_bbox(line.box)}'>"
    words = [
        f"<span class='ocrx_word' id='word_{mark}_{at}' title='{_bbox(word.box)}; "
        f"x_wconf {round(100 * word.confidence)}'>{_clean(word.text)}</span>"
        for at, word in enumerate(line.words, 1)
        if word.box is not None
    ]
    yield (" ".join(words) or _clean(line.text)) + "</span>\n"


def _bbox(box: Box) -> str:
    scale = HOCR_DPI / 72
    corners = (box.x0, box.y0, box.x1, box.y1)
    return "bbox " + " ".join(str(max(round(v * scale), 0)) for v in corners)


# ---------------------------------------------------------------------------- ALTO

_ALTO_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="{space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{space} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd" \
SCHEMAVERSION="4.4">
<Description>
<MeasurementUnit>inch1200</MeasurementUnit>
<sourceImageInformation>
<fileName>{name}</fileName>
<fileIdentifier>{id}</fileIdentifier>
</sourceImageInformation>
<Processing ID="reading">
<processingCategory>contentGeneration</processingCategory>
<processingSoftware>
<softwareName>{software}</softwareName>
</processingSoftware>
</Processing>
</Description>
<Layout>
"""


def _alto(reading: Reading) -> Iterator[str]:
    source = reading.source
    _check_places(reading)
    yield _ALTO_HEAD.format(
        space=_ALTO,
        name=_clean(source.name),
        id=source.id,
        software=_clean(reading.producer),
    )
    for page in read_pages(reading.layout):
        yield from _alto_page(page)
    yield "</Layout>\n</alto>\n"


def _alto_page(page: ReadPage) -> Iterator[str]:
    facts, mark = page.facts, f"p{page.facts.number}"
    width, height = _units(facts.width or 0), _units(facts.height or 0)
    yield (
        f'<Page ID="{mark}" PHYSICAL_IMG_NR="{facts.number}" WIDTH="{width}" '
        f'HEIGHT="{height}" PC="{facts.confidence:.3f}" LANG="vi" '
        'PROCESSINGREFS="reading">\n'
    )
    whole = Box(0, 0, facts.width or 0, facts.height or 0)
    yield f"<PrintSpace {_alto_box(whole)}>\n"
    at = 0
    while at < len(page.blocks):
        end = at + 1
        while end < len(page.blocks) and _same_table(page.blocks[at], page.blocks[end]):
            end += 1
        blocks = page.blocks[at:end]
        inner = [
            part
            for number, block in enumerate(blocks, at + 1)
            for part in _alto_block(block, f"{mark}b{number}")
        ]
        box = around(block.box for block in blocks)
        if blocks[0].table is not None and inner and box is not None:
            yield (
                f'<ComposedBlock ID="{mark}t{at + 1}" TYPE="table" {_alto_box(box)}>\n'
            )
            yield from inner
            yield "</ComposedBlock>\n"
        else:
            yield from inner
        at = end
    yield "</PrintSpace>\n</Page>\n"


def _same_table(one: Block, other: Block) -> bool:
    return one.table is not None and one.table == other.table


def _alto_block(block: Block, mark: str) -> Iterator[str]:
    box = block.box
    if box is None:
        return
    yield f'<TextBlock ID="{mark}" {_alto_box(box)}>\n'
    for number, line in enumerate(block.lines, 1):
        if line.box is not None:
            yield f'<TextLine ID="{mark}l{number}" {_alto_box(line.box)}>\n'
            yield from _alto_words(line)
            yield "</TextLine>\n"
    yield "</TextBlock>\n"


def _alto_words(line: ReadLine) -> Iterator[str]:
    """Strings with the spaces between them; a line without words is one string."""
    words = [(w.text, w.box, w.confidence) for w in line.words if w.box is not None]
    for index, (text, box, confidence) in enumerate(words or _line_as_word(line)):
        if index:
            yield "<SP/>\n"
        content = _attribute(text)
        wc = f'WC="{confidence:.3f}"'
        yield f"<String {_alto_box(box)} CONTENT={content} {wc}/>\n"


def _line_as_word(line: ReadLine) -> Sequence[tuple[str, Box, float]]:
    return [] if line.box is None else [(line.text, line.box, 1.0)]


def _alto_box(box: Box) -> str:
    left, top = max(_units(box.x0), 0), max(_units(box.y0), 0)
    width, height = max(_units(box.x1) - left, 0), max(_units(box.y1) - top, 0)
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"'


def _units(points: float) -> int:
    return round(points * _ALTO_UNIT)


# ---------------------------------------------------------------------------- both


def _check_places(reading: Reading) -> None:
    if any(page.origin is Origin.PLAIN for page in reading.layout.pages):
        source = reading.source
        raise InputFileError("no_places", source.name, detail=source.media_type)


def _clean(text: str) -> str:
    """The text for XML, without the characters that XML has not."""
    from xml.sax.saxutils import escape  # brings urllib and ssl with it

    return escape("".join(c if _is_xml(c) else "\ufffd" for c in text))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr("".join(c if _is_xml(c) else "\ufffd" for c in text))


def _is_xml(char: str) -> bool:
    code = ord(char)
    if code < 0x20:
        return char in "\t\n\r"
    return not (0xD800 <= code < 0xE000 or 0xFFFE <= code <= 0xFFFF)


WRITERS: dict[str, Callable[[Reading], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "hocr": _hocr,
    "alto": _alto,
}
