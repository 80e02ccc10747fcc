"""What a file is, told by its bytes. Its name is never asked."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from ccndocs.errors import InputFileError
from ccndocs.source.encodings import looks_binary


class Media(StrEnum):
    """The media types that can be read."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    TEXT = "text/plain"
    HTML = "text/html"
    RTF = "application/rtf"
    DOC = "application/msword"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLS = "application/vnd.ms-excel"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_SUFFIXES: dict[str, frozenset[str]] = {
    Media.PDF: frozenset({"pdf"}),
    Media.PNG: frozenset({"png"}),
    Media.JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    Media.TIFF: frozenset({"tif", "tiff"}),
    Media.TEXT: frozenset({"txt", "text", "md", "markdown"}),
    Media.HTML: frozenset({"htm", "html", "xhtml"}),
    Media.RTF: frozenset({"rtf", "doc"}),  # Word itself opens RTF named .doc
    Media.DOC: frozenset({"doc", "dot"}),
    Media.XLS: frozenset({"xls", "xlt"}),
    Media.XLSX: frozenset({"xlsx", "xlsm", "xltx"}),
    Media.DOCX: frozenset({"docx", "docm", "dotx"}),
}
_FOREIGN = frozenset({"ppt", "pptx", "zip", "rar", "odt"})

_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"II*\x00", Media.TIFF),
    (b"MM\x00*", Media.TIFF),
    (b"II+\x00", Media.TIFF),
    (b"MM\x00+", Media.TIFF),
    (b"{\\rtf", Media.RTF),
)

_UNREADABLE: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"MZ", "Windows program"),
    (b"\x7fELF", "ELF program"),
    (b"%!PS", "PostScript"),
    (b"AT&TFORM", "DjVu"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"SQLite format 3", "SQLite"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "locked_office", ""),
    ("PowerPoint Document", "legacy_office", "PowerPoint 97-2003 (.ppt)"),
)

_READABLE: tuple[tuple[str, Media], ...] = (
    ("WordDocument", Media.DOC),
    ("Workbook", Media.XLS),
    ("Book", Media.XLS),
)

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|style|div|p|table|span|h[1-6]|b|br)"
    rb"[\s>/:]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s", re.IGNORECASE)


def expected_suffixes(media_type: str | None) -> frozenset[str]:
    """Suffixes that go with a type; of every type that is known when None."""
    if media_type is None:
        return frozenset().union(*_SUFFIXES.values()) | _FOREIGN
    return _SUFFIXES.get(media_type, frozenset())


def media_type_of(data: bytes, name: str) -> Media:
    """The type of `data`; raises InputFileError when it cannot be read.

    `name` is for the message alone.
    """
    if _is_pdf(data):
        return Media.PDF
    for magic, media in _MAGIC:
        if data.startswith(magic):
            return media
    if data.startswith(_OLE):
        return _office_type(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data, name)
    return _text_type(data, name)


def _is_pdf(data: bytes) -> bool:
    """A PDF header may stand after other bytes, within the first kilobyte."""
    at = data.find(b"%PDF-", 0, 1024)
    return at == 0 or (at > 0 and b"endobj" in data)


def _office_type(data: bytes, name: str) -> Media:
    """DOC, or an error that names which old Office file it is.

    The directory of such a file names its streams in UTF-16.
    """
    for stream, code, detail in _OLE_STREAMS:
        if _directory_entry(stream) in data:
            values = {"detail": detail} if detail else {}
            raise InputFileError(code, name, **values)
    for stream, media in _READABLE:
        if _directory_entry(stream) in data:
            return media
    raise InputFileError("unsupported_type", name, detail="OLE2")


def _directory_entry(stream: str) -> bytes:
    return stream.encode("utf-16-le") + b"\0\0"


def _zip_type(data: bytes, name: str) -> Media:
    """DOCX, or an error that names what else the archive is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputFileError("damaged", name, detail=f"ZIP: {error}") from error
    if "word/document.xml" in members:
        return Media.DOCX
    if "xl/workbook.xml" in members:
        return Media.XLSX
    detail = "ZIP"
    for member, kind in (
        ("ppt/presentation.xml", "PPTX"),
        ("content.xml", "OpenDocument"),
        ("META-INF/container.xml", "EPUB"),
    ):
        if member in members:
            detail = kind
    raise InputFileError("unsupported_type", name, detail=detail)


def _text_type(data: bytes, name: str) -> Media:
    """HTML or plain text (Markdown is one); raises when it is no text at all."""
    for magic, kind in _UNREADABLE:
        if data.startswith(magic) and looks_binary(data):
            raise InputFileError("unsupported_type", name, detail=kind)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        kind = "WEBP" if data[:4] == b"RIFF" else data[8:12].decode("latin-1").strip()
        raise InputFileError("unsupported_type", name, detail=kind)
    if looks_binary(data):
        raise InputFileError("unsupported_type", name, detail="binary data")
    head = _plain_head(data)
    if _HTML.match(head) or _HTML_ANYWHERE.search(head):
        return Media.HTML
    if _XML.match(head):
        raise InputFileError("unsupported_type", name, detail="XML")
    return Media.TEXT


def _plain_head(data: bytes) -> bytes:
    """The first bytes without byte order mark and without UTF-16's or -32's NULs."""
    head = data[:8192]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")
