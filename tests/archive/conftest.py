"""Readings made by hand, small scans as files, a signed PDF."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw

from ccndocs.archive import PdfChoices, make_pdf
from ccndocs.source import from_bytes
from ccndocs.types.geometry import Box, Span
from ccndocs.types.issue import Issue, IssueLog
from ccndocs.types.layout import LaidLine, LaidWord, Layout, PageFacts
from ccndocs.types.options import Options
from ccndocs.types.page import Origin, Source
from ccndocs.types.text import AlignedText, Edit

Words = Sequence[tuple[str, tuple[float, float, float, float]]]

LETTER: tuple[Words, ...] = (
    (
        ("Sở", (85, 60, 102, 74)),
        ("Công", (106, 60, 138, 77)),
        ("Thương", (142, 60, 190, 77)),
        ("-", (195, 67, 199, 68)),
        ("An", (204, 60, 220, 74)),
    ),
    (("quy", (85, 90, 106, 104)), ("định", (110, 87, 136, 104))),
)


def laid(
    pages: Sequence[Sequence[Words]],
    size: tuple[float, float] = (595, 842),
    origin: Origin = Origin.OCR,
    turn: int = 0,
    confidence: float = 0.9,
) -> Layout:
    """A layout of pages of lines of words with corners of boxes."""
    text, lines = "", []
    for number, page in enumerate(pages, 1):
        for words in page:
            start, found = len(text), []
            for word, corners in words:
                at = len(text)
                text += word + " "
                span = Span(at, at + len(word))
                found.append(LaidWord(span, Box(*corners), confidence))
            text = text[:-1]
            span = Span(start, len(text))
            lines.append(LaidLine(span, number, words=tuple(found)))
            text += "\n"
    facts = tuple(
        PageFacts(number, origin, *size, confidence, turn)
        for number in range(1, len(pages) + 1)
    )
    return Layout(text[:-1], tuple(lines), (), facts)


def repaired(text: str, *edits: tuple[str, str]) -> AlignedText:
    """The text with the first of each wrong passage replaced."""
    found = []
    for wrong, right in edits:
        start = text.index(wrong)
        found.append(Edit(Span(start, start + len(wrong)), right, "test"))
    return AlignedText(text).apply(lambda _: found)


def source_of(data: bytes, name: str = "scan") -> Source:
    return from_bytes(name, data, Options())


def picture(mode: str = "L", form: str = "PNG", **options: Any) -> bytes:
    """A small scan of a few strokes."""
    image = Image.new("L", (413, 585), 255)
    pen = ImageDraw.Draw(image)
    for y in range(60, 200, 20):
        pen.rectangle((60, y, 340, y + 6), fill=y % 200)
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, form, **({"dpi": (50, 50)} | options))
    return buffer.getvalue()


def scan(
    content: bytes = b"", rotate: int = 0, crop: Sequence[float] | None = None
) -> bytes:
    """A PDF of one page that is a JPEG; `content` is drawn before the picture."""
    data = picture("RGB", "JPEG")
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    stream = pdf.make_stream(
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Filter=pikepdf.Name.DCTDecode,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Width=413,
        Height=585,
        Interpolate=True,
    )
    name = page.add_resource(stream, pikepdf.Name.XObject, pikepdf.Name.Im0)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
    page.contents_add(content + f"\nq 595 0 0 842 0 0 cm {name} Do Q".encode())
    if rotate:
        page.obj.Rotate = rotate
    if crop is not None:
        page.obj.CropBox = pikepdf.Array(crop)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(buffer, static_id=True, object_stream_mode=plain)
    return buffer.getvalue()


Make = Callable[..., tuple[bytes, list[Issue]]]


@pytest.fixture
def make(make_record: Callable[..., Any]) -> Make:
    """The searchable PDF of bytes and a reading: `make(data, layout, text)`."""

    def run(
        data: bytes,
        layout: Layout,
        text: AlignedText | None = None,
        **choices: Any,
    ) -> tuple[bytes, list[Issue]]:
        issues, buffer = IssueLog(), io.BytesIO()
        save = make_pdf(
            source_of(data),
            layout,
            text or AlignedText(layout.text),
            make_record().document,
            PdfChoices(**choices),
            issues,
        )
        save(buffer)
        return buffer.getvalue(), issues.issues

    return run


@pytest.fixture(scope="session")
def signed() -> bytes:
    """A scan with a signature field whose certificate names an invented signer."""
    contents = _cms("Trần Văn Mẫu", "Sở Công Thương tỉnh An Sơn")
    pdf = pikepdf.open(io.BytesIO(scan()))
    seen = pdf.make_stream(
        b"0 0 1 rg 0 0 100 40 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 100, 40],
    )
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig,
        Filter=pikepdf.Name("/Adobe.PPKLite"),
        SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
        ByteRange=[0, 10, 20, 30],
        Contents=pikepdf.String(contents + bytes(64)),
        M=pikepdf.String("D:20310314093000+07'00'"),
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Sig,
        T=pikepdf.String("Signature1"),
        Rect=[300, 100, 400, 140],
        F=132,
        AP=pikepdf.Dictionary(N=seen),
        V=pdf.make_indirect(value),
    )
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    return saved(pdf)


def _cms(name: str, organisation: str) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    def certificate(subject: x509.Name, issuer: x509.Name, signer: Any) -> Any:
        built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
        built = built.public_key(key.public_key()).serial_number(7)
        start = dt.datetime(2030, 1, 1)
        built = built.not_valid_before(start).not_valid_after(dt.datetime(2040, 1, 1))
        return built.sign(signer, hashes.SHA256())

    def named(common: str, unit: str) -> x509.Name:
        oid = x509.NameOID
        parts = ((oid.COMMON_NAME, common), (oid.ORGANIZATION_NAME, unit))
        return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts])

    key = ec.generate_private_key(ec.SECP256R1())
    root = named("Cơ quan chứng thực", "Ban Cơ yếu")
    own = certificate(named(name, organisation), root, key)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"document")
    builder = builder.add_signer(own, key, hashes.SHA256())
    builder = builder.add_certificate(certificate(root, root, key))
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return builder.sign(Encoding.DER, options)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
