"""ISO 19005-2, level B, clause by clause: what a scan with a text layer can break.

Written apart from ccndocs.archive.pdfa: both must be wrong for a breach to pass.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PREDEFINED = (
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://www.aiim.org/pdfa/ns/",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
ACTIONS = {
    *("/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"),
}
BLENDS = {
    "/Normal",
    "/Compatible",
    "/Multiply",
    "/Screen",
    "/Overlay",
    "/Darken",
    "/Lighten",
    "/ColorDodge",
    "/ColorBurn",
    "/HardLight",
    "/SoftLight",
    "/Difference",
    "/Exclusion",
    "/Hue",
    "/Saturation",
    "/Color",
    "/Luminosity",
}
FILTERS = {
    "/FlateDecode",
    "/DCTDecode",
    "/CCITTFaxDecode",
    "/JBIG2Decode",
    "/JPXDecode",
    "/ASCII85Decode",
    "/ASCIIHexDecode",
    "/RunLengthDecode",
}


def breaches(data: bytes) -> list[str]:
    """The clauses that a file breaks, with what breaks them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [*_file(data, pdf), *_root(pdf.Root), *_metadata(pdf)]
        found += [*_colours(pdf), *_pages(pdf)]
        for value in pdf.objects:
            for one in _nested(value):
                for clause in CLAUSES:
                    found += clause(one)
    return sorted(set(found))


def _nested(value: Any) -> Iterator[Any]:
    """The dictionaries and streams within an object, itself among them."""
    if isinstance(value, pikepdf.Array):
        for item in value:
            if not getattr(item, "is_indirect", False):
                yield from _nested(item)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        yield value
        for key in list(value.keys()):
            if not getattr(value[key], "is_indirect", False):
                yield from _nested(value[key])


def _file(data: bytes, pdf: Any) -> Iterator[str]:
    first, second = data.split(b"\n", 2)[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", first):
        yield "6.1.2 header"
    if second[:1] != b"%" or sum(byte > 127 for byte in second[1:5]) < 4:
        yield "6.1.2 no comment of four high bytes"
    if "/ID" not in pdf.trailer or len(pdf.trailer.ID) != 2:
        yield "6.1.3 no file identifier"
    if pdf.is_encrypted:
        yield "6.1.3 encrypted"
    if data.rstrip(b"\r\n")[-5:] != b"%%EOF":
        yield "6.1.3 data after the end"
    yield from (f"6.1 {problem}" for problem in pdf.check_pdf_syntax())


def _root(root: Any) -> Iterator[str]:
    for key in ("/AA", "/NeedsRendering", "/Requirements", "/AF"):
        if key in root:
            yield f"6.4 {key} in the catalogue"
    for key in ("/JavaScript", "/AlternatePresentations", "/EmbeddedFiles"):
        if key in root.get("/Names", {}):
            yield f"6.5 {key} among the names"
    form = root.get("/AcroForm", {})
    if "/XFA" in form or form.get("/NeedAppearances", False):
        yield "6.4.1 form that draws itself"


def _metadata(pdf: Any) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None or stream.get("/Subtype") != "/XML":
        yield "6.6.2 no metadata"
        return
    raw = stream.read_bytes()
    head = re.match(rb"\s*<\?xpacket ([^?]*)\?>", raw)
    if head is None or b"bytes=" in head[1] or b"encoding=" in head[1]:
        yield "6.6.2.1 packet header"
    properties: dict[str, str] = {}
    for holder in ET.fromstring(raw.decode("utf-8")).iter(f"{RDF}Description"):
        properties |= dict(holder.attrib)
        properties |= {one.tag: "".join(one.itertext()).strip() for one in holder}
    for name in properties:
        if name.startswith("{") and not name[1:].startswith(PREDEFINED):
            yield f"6.6.2.3 property of an unknown schema {name}"
    if properties.get(f"{PDFAID}part") != "2":
        yield "6.6.4 part"
    if properties.get(f"{PDFAID}conformance") != "B":
        yield "6.6.4 conformance"
    told = {
        "/Title": "{http://purl.org/dc/elements/1.1/}title",
        "/Author": "{http://purl.org/dc/elements/1.1/}creator",
        "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
        "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    }
    for key, name in told.items():
        if key in pdf.docinfo and str(pdf.docinfo[key]).strip() != properties.get(name):
            yield f"6.6.3 {key} differs"


def _colours(pdf: Any) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", ()) if "/S" in i]
    profiles = {i.DestOutputProfile.objgen for i in intents}
    if len(profiles) != 1:
        yield "6.2.3 not one output profile"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    channels = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(data[16:20])
    if data[36:40] != b"acsp" or data[8] > 4 or channels != profile.N:
        yield "6.2.3 broken profile"
    if int.from_bytes(data[:4], "big") != len(data):
        yield "6.2.3 profile of another length"


def _pages(pdf: Any) -> Iterator[str]:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        if not all(3 <= side <= 14400 for side in (abs(x1 - x0), abs(y1 - y0))):
            yield "6.1.13 size of a page"
        for key in ("/AA", "/PresSteps"):
            if key in page.obj:
                yield f"6.4 {key} of a page"
        for font in page.resources.get("/Font", {}).values():
            if font.get("/BaseFont") == "/CCNDOC+Blank":
                yield from _own_font(font)


def _own_font(font: Any) -> Iterator[str]:
    """Widths as in the font file, each code a glyph, and a table of characters."""
    (inner,) = font.DescendantFonts
    file = inner.FontDescriptor.FontFile2.read_bytes()
    tables = {
        file[at : at + 4]: int.from_bytes(file[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * int.from_bytes(file[4:6], "big"), 16)
    }
    advance = int.from_bytes(file[tables[b"hmtx"] :][:2], "big")
    em = int.from_bytes(file[tables[b"head"] + 18 :][:2], "big")
    if "/W" in inner or abs(1000 * advance / em - inner.DW) > 1:
        yield "6.2.11.5 widths"
    glyphs = inner.CIDToGIDMap.read_bytes()
    if glyphs != b"\0\1" * 65536:
        yield "6.2.11.8 .notdef is used"
    if b"begincmap" not in font.ToUnicode.read_bytes():
        yield "6.2.11.7 no table of characters"


def _streams(value: Any) -> Iterator[str]:
    if not isinstance(value, pikepdf.Stream):
        return
    if {"/F", "/FFilter", "/FDecodeParms"} & set(value.keys()):
        yield "6.1.7.1 data outside of the file"
    filters = value.get("/Filter", ())
    for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
        if str(name) not in FILTERS:
            yield f"6.1.7.2 filter {name}"


def _drawings(value: Any) -> Iterator[str]:
    kind = value.get("/Subtype")
    if kind == "/Image":
        if "/Alternates" in value or value.get("/Interpolate", False):
            yield "6.2.8 alternates or smoothing"
        if value.get("/BitsPerComponent", 1) not in (1, 2, 4, 8, 16):
            yield "6.2.8 depth"
        if value.get("/ColorSpace") == "/DeviceCMYK":
            yield "6.2.4.3 CMYK without a profile"
    if kind in ("/Image", "/Form") and "/OPI" in value:
        yield "6.2.8 OPI"
    if kind == "/PS" or (kind == "/Form" and {"/PS", "/Ref"} & set(value.keys())):
        yield "6.2.9 PostScript or another file's page"
    if "/TR" in value or "/HTP" in value or value.get("/TR2", "/Default") != "/Default":
        yield "6.2.5 transfer function"
    if "/BM" in value and str(value.BM) not in BLENDS:
        yield "6.2.10 blend mode"


def _fonts(value: Any) -> Iterator[str]:
    if value.get("/Type") != "/FontDescriptor":
        return
    if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(value.keys()):
        yield "6.2.11.4 font not embedded"


def _actions(value: Any) -> Iterator[str]:
    for key in ("/A", "/OpenAction", "/Next"):
        action = value.get(key)
        kind = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
        if kind is not None and str(kind) not in ACTIONS:
            yield f"6.5.1 action {kind}"
    if "/EF" in value:
        yield "6.8 embedded file"


def _annotations(value: Any) -> Iterator[str]:
    kind = value.get("/Subtype")
    if value.get("/Type") != "/Annot" or kind == "/Popup":
        return
    flags = int(value.get("/F", 0))
    if not flags & 4 or flags & (1 | 2 | 32 | 256):
        yield "6.3.2 flags of an annotation"
    if set(value.get("/AP", {}).keys()) - {"/N"}:
        yield "6.3.3 more than one look"
    if kind != "/Link" and "/AP" not in value:
        yield "6.3.3 annotation without a look"


CLAUSES: tuple[Callable[[Any], Iterator[str]], ...] = (
    _streams,
    _drawings,
    _fonts,
    _actions,
    _annotations,
)
