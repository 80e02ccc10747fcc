from __future__ import annotations

import hashlib
import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ccndocs.errors import CcndocsError, ExitCode, FileAccessError, InputFileError
from ccndocs.source import from_bytes, open_pages, read
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options


def archive(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return buffer.getvalue()


def old_office(stream: str) -> bytes:
    directory = stream.encode("utf-16-le") + b"\0" * 20
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + directory + b"\0" * 200


UNREADABLE = {
    "random bytes": (random.Random(7).randbytes(4096), "unsupported_type"),
    "few random bytes": (bytes([1, 2, 3, 250, 0, 9, 31]), "unsupported_type"),
    "zeros": (bytes(5000), "unsupported_type"),
    "GIF": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "unsupported_type"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(64), "unsupported_type"),
    "WEBP": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(32), "unsupported_type"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic" + bytes(32), "unsupported_type"),
    "XML": (b"<?xml version='1.0'?><data/>", "unsupported_type"),
    "ODT": (archive("content.xml", "mimetype"), "unsupported_type"),
    "cut ZIP": (archive("word/document.xml")[:40], "damaged"),
    "PPT": (old_office("PowerPoint Document"), "legacy_office"),
    "locked DOCX": (old_office("EncryptedPackage"), "locked_office"),
    "other OLE2": (old_office("Catalog"), "unsupported_type"),
    "nothing": (b"", "empty_file"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_one_clear_error(kind: str) -> None:
    data, code = UNREADABLE[kind]
    with pytest.raises(InputFileError) as caught:
        from_bytes("Công văn 12.doc", data, Options())
    assert caught.value.code == code
    assert caught.value.exit_code is ExitCode.INPUT_FILE
    for language in ("en", "vi"):
        assert caught.value.message(language).startswith("Công văn 12.doc: ")


def test_errors_name_the_type() -> None:
    for kind, word in (
        ("PPT", "PowerPoint 97-2003"),
        ("ODT", "OpenDocument"),
        ("HEIC", "heic"),
    ):
        with pytest.raises(InputFileError, match=word):
            from_bytes("a", UNREADABLE[kind][0], Options())


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError) as caught:
        read(tmp_path / "không có.pdf", Options())
    assert caught.value.code == "not_found"
    assert "không có.pdf" in str(caught.value)


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    with pytest.raises(FileAccessError) as caught:
        read(tmp_path / "a.txt" / "b.txt", Options())
    assert caught.value.code == "not_found"


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError) as caught:
        read(tmp_path, Options())
    assert caught.value.code == "is_directory"
    assert tmp_path.name in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "mật.txt"
    path.write_text("x", "utf-8")
    path.chmod(0)
    with pytest.raises(FileAccessError) as caught:
        read(path, Options())
    assert caught.value.code == "not_readable"


def test_a_path_that_no_system_takes() -> None:
    with pytest.raises(FileAccessError) as caught:
        read(Path("a\0b.txt"), Options())
    assert caught.value.code == "not_readable"


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "rỗng.pdf"
    path.touch()
    with pytest.raises(InputFileError) as caught:
        read(path, Options())
    assert caught.value.code == "empty_file"


def test_the_limit_of_bytes(tmp_path: Path) -> None:
    path = tmp_path / "dài.txt"
    path.write_bytes(b"a" * 2000)
    assert len(read(path, Options(max_bytes=2000)).data) == 2000
    with pytest.raises(InputFileError) as caught:
        read(path, Options(max_bytes=1999))
    assert caught.value.code == "too_large"
    assert "2.0 kB" in str(caught.value)
    with pytest.raises(InputFileError):
        from_bytes("-", b"a" * 2000, Options(max_bytes=1999))


def test_identity_is_the_content(tmp_path: Path) -> None:
    data = "Kế hoạch".encode()
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(data)
    one, other = (read(tmp_path / n, Options()) for n in ("a.txt", "b.txt"))
    assert one.id == other.id == from_bytes("-", data, Options()).id
    assert one.digest == hashlib.sha256(data).hexdigest()
    assert (one.name, one.path) == ("a.txt", tmp_path / "a.txt")


MEDIA = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff\xe0": "image/jpeg",
    b"II*\x00\x08": "image/tiff",
    b"MM\x00*\x00": "image/tiff",
    b"%PDF-1.7\n": "application/pdf",
    b"\n \n%PDF-1.4\n1 0 obj\nendobj\n": "application/pdf",
    b"{\\rtf1 a}": "application/rtf",
    b"<!DOCTYPE html><p>a": "text/html",
    b"\xef\xbb\xbf\n<HTML xmlns='x'>": "text/html",
    "<html><p>a".encode("utf-16"): "text/html",
    b"<?xml version='1.0'?>\n<!-- x -->\n<html><p/></html>": "text/html",
    b"<p>a</p>": "text/html",
    "a < b và <b> c".encode(): "text/plain",
    b"MZ said the officer": "text/plain",
    "Số: 12/KH-UBND".encode("utf-16"): "text/plain",
    b"%PDF- is how a PDF begins": "application/pdf",
    old_office("WordDocument"): "application/msword",
    old_office("Workbook"): "application/vnd.ms-excel",
    archive("xl/workbook.xml"): (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


@pytest.mark.parametrize("data", MEDIA)
def test_the_type_is_told_by_content(data: bytes) -> None:
    assert from_bytes("x.bin", data, Options()).media_type == MEDIA[data]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("vb.pdf", True),
        ("vb.doc", True),
        ("vb.TXT", False),
        ("vb.md", False),
        ("vb", False),
        ("Số 12.KH-UBND", False),
    ],
)
def test_a_name_that_promises_another_type(name: str, says: bool) -> None:
    issues = IssueLog()
    source = from_bytes(name, b"Keo dai", Options())
    with open_pages(source, Options(), issues) as pages:
        assert len(pages) == 1
    assert ([i.code for i in issues.issues] == ["name_differs"]) is says


@pytest.mark.parametrize("data", [b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n" + b"a" * 9])
def test_a_mere_signature_is_a_damaged_file(data: bytes) -> None:
    source = from_bytes("a.bin", data, Options())
    with (
        pytest.raises(CcndocsError) as caught,
        open_pages(source, Options(), IssueLog()),
    ):
        pass
    assert caught.value.code == "damaged"
    assert str(caught.value).startswith("a.bin: ")
