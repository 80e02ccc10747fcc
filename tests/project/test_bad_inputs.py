"""Inputs that are no documents: one line each, and the good ones are still done."""

from __future__ import annotations

import io
import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from ccndocs.cli.app import main

GOOD = (
    "Sở Công Thương lập quy hoạch cụm công nghiệp, hoàn thành trước ngày 30/6/2031.\n"
)


def _pdf(encrypt: pdfencrypt.StandardEncryption | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=encrypt, invariant=1)
    canvas.drawString(72, 700, "So Cong Thuong")
    canvas.save()
    return stream.getvalue()


def _pdf_without_pages() -> bytes:
    stream = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.save(stream)
    document.close()
    return stream.getvalue()


def _png(width: int, height: int) -> bytes:
    """A PNG whose head says so; its pixels are not needed to judge it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 64)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def _dot() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(stream, "PNG")
    return stream.getvalue()


@dataclass(frozen=True)
class Bad:
    """A bad input: name, bytes (None: not written), exit code, part of its line."""

    name: str
    data: bytes | None
    code: int
    says: str


BAD = [
    Bad(
        "locked.pdf",
        _pdf(pdfencrypt.StandardEncryption("u", "o", canPrint=0)),
        8,
        "encrypted",
    ),
    Bad("cut.pdf", _pdf()[:200], 2, "damaged or cut short"),
    Bad("empty.pdf", b"", 2, "the file is empty"),
    Bad("no_pages.pdf", _pdf_without_pages(), 2, "no pages"),
    Bad("dot.png", _dot(), 2, "1×1 pixels"),
    Bad("huge.png", _png(60_000, 60_000), 2, "60000×60000 pixels"),
    Bad("noise.bin", bytes((i * 7919 + i * i) % 256 for i in range(4000)), 2, "not a"),
    Bad("folder", b"", 5, "is a directory"),
    Bad("gone.pdf", None, 5, "no such file"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad inputs side by side."""
    place = tmp_path_factory.mktemp("inputs")
    (place / "good.txt").write_text(GOOD, "utf-8")
    (place / "text.pdf").write_text(GOOD, "utf-8")
    (place / "folder").mkdir()
    for bad in BAD:
        if bad.data is not None and bad.name != "folder":
            (place / bad.name).write_bytes(bad.data)
    return place


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_alone(folder: Path, capsys: pytest.CaptureFixture[str], bad: Bad):
    path = str(folder / bad.name)
    code = main(["extract", path])
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}: ")
    assert err.count("\n") == 1
    assert bad.says in err
    assert "Traceback" not in err
    assert code == bad.code


@pytest.mark.parametrize("language", ["en", "vi"])
def test_among_good_ones(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str
):
    names = ["good.txt", *(bad.name for bad in BAD), "text.pdf"]
    paths = [str(folder / name) for name in names]
    code = main(["extract", *paths, "--quiet", "--lang", language])
    out, err = capsys.readouterr()
    assert code == 16
    records = [json.loads(line) for line in out.splitlines()]
    assert [r["document"]["source"]["name"] for r in records] == [
        "good.txt",
        "text.pdf",
    ]
    assert records[0]["document"]["id"] == records[1]["document"]["id"]
    *lines, closing = err.splitlines()
    assert [line.split(": ")[0] for line in lines] == paths[1:-1]
    assert str(len(BAD)) in closing


def test_a_text_with_the_name_of_a_pdf_is_read_and_said_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["extract", str(folder / "text.pdf")]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["document"]["source"]["media_type"] == "text/plain"
    assert "name_differs" in {issue["code"] for issue in record["issues"]}


def test_pages_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]):
    code = main(["extract", str(folder / "good.txt"), "--pages", "7"])
    assert code == 1
    assert "'7' selects none" in capsys.readouterr().err
