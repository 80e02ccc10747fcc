"""An OCR engine that crashes, hangs, or answers with rubbish or nothing, by a program.

The program stands before the real one on the path; no real engine is needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from ccndocs.store import Outcome, open_store
from ccndocs.types.options import Options

pytestmark = pytest.mark.slow

PROGRAM = """#!{python} -IS
import os, pathlib, signal, sys, time
words = sys.argv[1:]
if "--version" in words:
    print("tesseract 5.3.0")
    sys.exit()
mode = pathlib.Path({mode!r}).read_text()
out = pathlib.Path(words[1] + ".tsv")
head = "level page_num block_num par_num line_num word_num "
head += "left top width height conf text"
row = "5 1 1 1 1 1 20 20 60 20 96.5 Sở"
good = "\\n".join("\\t".join(line.split()) for line in (head, row)) + "\\n"
if mode == "crash":
    os.kill(os.getpid(), signal.SIGSEGV)
elif mode == "hang":
    time.sleep(60)
elif mode == "rubbish":
    out.write_bytes(b"\\xff\\xfe\\x00" * 99)
elif mode == "half":
    out.write_text(good[:-12], encoding="utf-8")
elif mode != "nothing":
    out.write_text(good, encoding="utf-8")
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Puts the program on the path; the function sets what it does."""
    pytest.importorskip("pytesseract")
    from ccndocs.ocr import tesseract

    folder, data = tmp_path / "bin", tmp_path / "tessdata"
    folder.mkdir()
    data.mkdir()
    for name in ("vie", "eng", "osd"):
        (data / f"{name}.traineddata").write_bytes(b"invented")
    mode = tmp_path / "mode"
    program = folder / "tesseract"
    text = PROGRAM.format(python=sys.executable, mode=str(mode))
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("TESSDATA_PREFIX", str(data))
    tesseract.engine_for.cache_clear()
    return lambda what: mode.write_text(what, encoding="utf-8")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for line in range(30):
        draw.text((100, 100 + 40 * line), "So Cong Thuong lap quy hoach " * 3, fill=0)
    picture.save(folder / "a.png", dpi=(150, 150))
    return folder


@pytest.mark.parametrize("what", ["crash", "hang", "rubbish", "nothing", "half"])
def test_an_engine_that_fails_costs_a_page_and_another_run_heals_it(
    kit: Any,
    tmp_path: Path,
    inbox: Path,
    engine: Callable[[str], int],
    what: str,
) -> None:
    from ccndocs.bulk import work

    store = open_store(str(tmp_path / "store"), create=True)
    clean = open_store(str(tmp_path / "clean"), create=True)
    patient = Options(engine="pytesseract", page_seconds=90.0)
    hasty = replace(patient, page_seconds=3.0) if what == "hang" else patient
    options = {"read": patient}
    engine(what)
    report = kit.run(inbox, store, kit.Inline(work.do), read=hasty)
    assert report.adds_up
    assert report.outcomes[Outcome.IMPORTED] + report.outcomes[Outcome.FAILED] == 1
    assert report.incomplete == report.outcomes[Outcome.IMPORTED]
    engine("good")
    report = kit.run(inbox, store, kit.Inline(work.do), **options)
    assert report.outcomes[Outcome.IMPORTED] == 1
    assert report.incomplete == 0
    kit.run(inbox, clean, kit.Inline(work.do), **options)
    assert kit.contents(store) == kit.contents(clean)
    (record,) = Path(clean.files.location).rglob("record.json")
    codes = [i["code"] for i in json.loads(record.read_bytes())["issues"]]
    assert "page_failed" not in codes
    store.close()
    clean.close()
