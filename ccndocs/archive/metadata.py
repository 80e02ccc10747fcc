"""What the file says of itself: XMP from the record, the colours' profile."""

from __future__ import annotations

from typing import Any

from ccndocs.types.record import DocumentRecord

_CREATED = slice(24, 36)  # date of an ICC profile's header
_TEXTS = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator")
_KEPT = (*_TEXTS, "/CreationDate", "/ModDate")
_SCHEMAS = (
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",  # xmp, and its rights, versions, jobs, pages
    "http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/photoshop/1.0/",
    "http://ns.adobe.com/tiff/1.0/",
    "http://ns.adobe.com/exif/1.0/",
    "http://www.aiim.org/pdfa/ns/",
)
"""Schemas that PDF/A knows (ISO 19005-2, 6.6.2.3)."""
_FIXED = (2025, 1, 1, 0, 0, 0)


def describe(
    pdf: Any, document: DocumentRecord, producer: str, *, is_pdfa: bool
) -> None:
    """Write the metadata: what the record knows, and what the file said before.

    The claim to be PDF/A-2b is made only where `is_pdfa`.
    """
    _keep_info(pdf)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
        if is_pdfa:
            _drop_unknown(data)
        data.load_from_docinfo(pdf.docinfo)
        _set(data, "dc:title", document.title)
        _set(data, "dc:identifier", document.number_symbol)
        if document.issuer is not None:
            data["dc:publisher"] = {document.issuer.name}
        if document.issued_on is not None:
            data["dc:date"] = [document.issued_on]
        if document.type is not None:
            data["dc:type"] = {document.type}
        data["dc:language"] = {"vi"}
        data["dc:source"] = document.id
        data["pdf:Producer"] = producer
        for key in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev"):
            if key in data:
                del data[key]
        if is_pdfa:
            data["pdfaid:part"] = "2"
            data["pdfaid:conformance"] = "B"


def _drop_unknown(data: Any) -> None:
    """Drop what a maker adds of its own ("Lamp: on") and does not describe."""
    if any("/pdfa/ns/extension/" in key for key in data):
        return
    for key in list(data):
        if key.startswith("{") and not key[1:].startswith(_SCHEMAS):
            del data[key]


def _keep_info(pdf: Any) -> None:
    """Drop entries that XMP cannot repeat: PDF/A wants both to say the same."""
    import pikepdf

    for key in list(pdf.docinfo.keys()):
        value = pdf.docinfo[key]
        known = key in _KEPT and isinstance(value, pikepdf.String)
        sound = known and bool(str(value).strip())
        if not sound or (key.endswith("Date") and not _is_date(str(value))):
            del pdf.docinfo[key]


def _is_date(text: str) -> bool:
    from pikepdf.models.metadata import decode_pdf_date

    try:
        decode_pdf_date(text)
    except ValueError:
        return False
    return True


def _set(data: Any, key: str, value: str | None) -> None:
    if value:
        data[key] = " ".join(value.split())


def add_output_intent(pdf: Any) -> None:
    """Say that the colours are sRGB, unless the file has an RGB profile already."""
    from pikepdf import Array, Dictionary, Name, String

    for intent in pdf.Root.get("/OutputIntents") or ():
        profile = intent.get("/DestOutputProfile", {})
        if intent.get("/S") == "/GTS_PDFA1" and profile.get("/N") == 3:
            return
    profile = pdf.make_stream(srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def srgb_profile() -> bytes:
    """An ICC profile of sRGB, the same bytes on every day."""
    import struct

    from PIL import ImageCms

    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = bytearray(made)
    profile[_CREATED] = struct.pack(">6H", *_FIXED)
    profile[84:100] = bytes(16)  # the digest of a profile is optional
    return bytes(profile)
