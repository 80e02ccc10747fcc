"""Two hundred inputs that mean harm among two hundred that do not, by the command."""

from __future__ import annotations

import io
import json
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

GOOD = 200
LETTER = "Sở Công Thương lập quy hoạch số {n}, hoàn thành trước ngày 30/6/2031.\n"


def pdf(**options: Any) -> bytes:
    """One page that holds no more than a word."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, **options)
    canvas.drawString(72, 700, "So Cong Thuong")
    canvas.save()
    return stream.getvalue()


def png(width: int, height: int) -> bytes:
    """A picture of one colour that says how large it is, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", head),
            (b"IDAT", zlib.compress(b"\0")),
            (b"IEND", b""),
        )
    )
    return b"\x89PNG\r\n\x1a\n" + data


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (60, 60), 255).save(stream, kind)
    return stream.getvalue()


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def looped_pdf() -> bytes:
    """Pages whose tree leads back to itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
    )


def no_pages_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
    )


# What cannot be a document, by kind; each comes in several cuts and under odd names.
BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "half.pdf": lambda: pdf()[:200],
    "head.pdf": lambda: b"%PDF-1.7\n",
    "locked.pdf": lambda: pdf(encrypt=pdfencrypt.StandardEncryption("secret")),
    "loop.pdf": looped_pdf,
    "nopages.pdf": no_pages_pdf,
    "half.png": lambda: picture("PNG")[:30],
    "half.jpg": lambda: picture("JPEG")[:100],
    "half.tif": lambda: picture("TIFF")[:50],
    "bomb.png": lambda: png(50_000, 50_000),
    "giant.png": lambda: png(2_000_000_000, 2_000_000_000),
    "head.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(50),
    "half.docx": lambda: packed(**{"word/document.xml": b"<w:document"})[:60],
    "wrong.docx": lambda: packed(**{"word/document.xml": b"<a"}),
    "table.xlsx": lambda: packed(**{"xl/workbook.xml": b"<workbook/>"}),
    "old.doc": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "video.mp4": lambda: b"\0\0\0\x18ftypmp42" + bytes(100),
    "program.exe": lambda: b"MZ" + bytes(range(256)) * 4,
    "random.bin": lambda: random.Random(1).randbytes(3000),
    "packed.rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(90),
    "packed.7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(90),
    "packed.gz": lambda: b"\x1f\x8b\x08" + bytes(90),
    "half.zip": lambda: packed(a=b"x" * 999)[:40],
    "empty.zip": packed,
}
ODD = (
    "{}",
    "dấu cách {}",
    "dòng\n{}",
    "-rf {}",
    "'; DROP TABLE inputs; -- {}",
    "%s%n{{0}} {}",
    "\u202e{}",
    "\x1b[31m{}",
)


def lay_out(folder: Path) -> tuple[set[str], set[str]]:
    """Fill the folder; the names of the good, and of the bad."""
    good, bad = set(), set()
    for number in range(GOOD):
        name = f"công văn {number:03d}.txt"
        (folder / name).write_text(LETTER.format(n=number), encoding="utf-8")
        good.add(name)
    for kind, make in BAD.items():
        data = make()
        for number, shape in enumerate(ODD):
            name = shape.format(kind)
            # No two alike, or they would be copies.
            (folder / name).write_bytes(data + bytes(number) if data else data)
            bad.add(name)
    bad |= _odd_names(folder) | _special(folder) | _archives(folder)
    bad |= _closed(folder)
    return good, bad


def _odd_names(folder: Path) -> set[str]:
    long = "a" * 255
    (folder / long).write_bytes(b"")
    (folder / os.fsdecode(b"\xff\xfe.pdf")).write_bytes(b"%PDF-1.4 half")
    return {long, "\\xff\\xfe.pdf"}


def _special(folder: Path) -> set[str]:
    os.mkfifo(folder / "pipe.pdf")
    here = Path.cwd()
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.pdf")
    os.chdir(here)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "up").symlink_to(folder)
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "null.pdf").symlink_to("/dev/zero")
    return {"pipe.pdf", "socket.pdf", "loop", "up", "gone.pdf", "null.pdf"}


def _closed(folder: Path) -> set[str]:
    """What nobody may read; in a folder that nobody may look into, nothing is seen."""
    (folder / "closed").mkdir()
    for path in (folder / "closed.pdf", folder / "closed" / "unseen.pdf"):
        path.write_bytes(pdf())
        path.chmod(0)
    (folder / "closed").chmod(0)
    return {"closed.pdf", "closed"}


# Gives away root's right to read what it likes, if it has it, and goes on as the
# command given. Names of Linux: PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH.
AS_ANYBODY = """
import ctypes, os, sys
if sys.platform == "linux":
    for right in (1, 2):
        ctypes.CDLL(None).prctl(24, right)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def _archives(folder: Path) -> set[str]:
    zeros = bytes(20_000_000)
    (folder / "bomb.zip").write_bytes(packed(**{"zeros.txt": zeros}))
    nested = packed(**{"inner.zip": packed(a=b"x")})
    (folder / "nested.zip").write_bytes(nested)
    locked = bytearray(packed(**{"locked.txt": b"secret"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (folder / "locked.zip").write_bytes(locked)
    spoilt = bytearray(packed(**{"spoilt.txt": random.Random(2).randbytes(900)}))
    spoilt[200] ^= 255
    (folder / "spoilt.zip").write_bytes(spoilt)
    (folder / "climb.zip").write_bytes(packed(**{"../../climbed.pdf": b"%PDF-1"}))
    return {"zeros.txt", "inner.zip", "locked.txt", "spoilt.txt", "climbed.pdf"}


@pytest.mark.slow
def test_the_good_are_imported_and_each_of_the_others_is_named(
    tmp_path: Path, python: Callable[..., Any], catalogue: Callable[[], str | None]
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    good, bad = lay_out(folder)
    before = sorted(path.name for path in tmp_path.iterdir())
    url = catalogue()
    arguments = [str(folder), "--store", str(tmp_path / "store"), "-j", "2"]
    arguments += ["--catalogue", url] if url is not None else []
    command = ("-m", "ccndocs", "import", *arguments, "--log", "json")
    done = python("-c", AS_ANYBODY, *command, timeout=500)
    (folder / "closed").chmod(0o700)
    assert done.returncode == 16, done.stderr[-2000:]
    account = json.loads(done.stdout)
    assert account["adds_up"]
    assert account["found"] == len(good) + len(bad)
    assert account["imported"] == GOOD
    assert account["failed"] + account["skipped"] + account["duplicate"] == len(bad)

    from ccndocs.store import open_store

    store = open_store(str(tmp_path / "store"), url)
    last = store.catalogue.last_run()
    assert last is not None
    rows = {row["name"]: row for row in store.catalogue.settled(last["id"])}
    store.close()
    assert rows.keys() == good | bad
    for name, row in rows.items():
        if name in good:
            assert row["outcome"] == "imported", name
        else:
            assert row["outcome"] in ("failed", "skipped"), name
            assert row["code"] not in (None, "internal", "worker_died", "timeout"), name
            assert " ".join(name.split()) in row["message"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [*before, "store"]
