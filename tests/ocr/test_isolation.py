"""The engine's process: what a hang, a crash or rubbish in it costs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ccndocs.errors import EngineError, MissingToolError
from ccndocs.ocr import recognize
from ccndocs.ocr.engine import OcrWord, PageClock
from ccndocs.ocr.process import Worker
from ccndocs.ocr.tesseract import TesserocrEngine
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Other, PageImage

from .conftest import FakeEngine

# Stands in for the real library inside the process: the picture says what to do.
STUB = r"""
import os, signal, time
__version__ = "0"
WORD = "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t1\t2\t3\t4\t90\tđất"
def tesseract_version():
    return "tesseract 0\n libraries"
class RIL:
    WORD, SYMBOL = 3, 4
class Symbol:
    def __init__(self, text, share, first=False, *choices):
        self.text, self.share, self.first, self.choices = text, share, first, choices
    def GetUTF8Text(self, level=None):
        return self.text
    def Confidence(self):
        return self.share
    def IsAtBeginningOf(self, level):
        return self.first
    def GetChoiceIterator(self):
        return [self, *self.choices]
    def Empty(self, level):
        return False
def iterate_level(iterator, level):
    assert level == RIL.SYMBOL
    return [
        Symbol("đ", 96.0, True, Symbol("ð", 0.2)),
        Symbol("ấ", 90.0, False, Symbol("ắ", 44.6), Symbol("ẩ", 3.0)),
        Symbol("t", 97.0),
    ]
class PyTessBaseAPI:
    def GetIterator(self):
        return Symbol("đ", 96.0)
    def __init__(self, path, lang):
        if lang == "broken":
            raise RuntimeError("no such data")
    def SetVariable(self, name, value):
        return True
    SetPageSegMode = SetSourceResolution = lambda self, value: None
    def SetImageBytes(self, pixels, width, height, depth, row):
        assert len(pixels) == width * height == row * height
        print("noise on standard output", flush=True)
        self.what = pixels[0]
    def Recognize(self, milliseconds):
        if self.what == 1:
            os.kill(os.getpid(), signal.SIGSEGV)
        if self.what == 2:
            time.sleep(600)
        if self.what == 6:
            raise RuntimeError("cannot")
        return self.what != 3
    def GetTSVText(self, page):
        return {4: "", 5: "\udcff\udcfe"}.get(self.what, WORD)
    def Clear(self):
        pass
"""
FINE, CRASH, HANG, SLOW, NOTHING, RUBBISH, REFUSAL = range(7)


@pytest.fixture(autouse=True)
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tesserocr.py").write_text(STUB, encoding="utf-8")
    (tmp_path / "vie.traineddata").touch()
    (tmp_path / "broken.traineddata").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr("ccndocs.ocr.process._GRACE", 0.1)


@pytest.fixture
def engine() -> Iterator[TesserocrEngine]:
    made = TesserocrEngine("vie", 0.4)
    yield made
    made.close()


def picture(what: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.full((5, 7), what, np.uint8)


def read(engine: TesserocrEngine, what: int = FINE) -> list[str]:
    return [word.text for word in engine.read(picture(what), 200.0)]


def test_words_come_back_whatever_is_printed_there(engine: TesserocrEngine) -> None:
    assert read(engine) == ["đất"]
    assert engine.version() == "tesserocr 0, tesseract 0, vie"


def test_what_was_nearly_read_comes_with_its_word(engine: TesserocrEngine) -> None:
    (word,) = engine.read(picture(FINE), 200.0)
    assert word.others == (Other(1, "ấ", "ắ", 0.45), Other(1, "ấ", "ẩ", 0.03))


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (CRASH, "SIGSEGV"),
        (HANG, "over 0.4 s"),
        (SLOW, "over 0.4 s"),
        (NOTHING, "an empty answer"),
        (RUBBISH, "utf-8"),
        (REFUSAL, "cannot"),
    ],
)
def test_a_fault_costs_its_picture_only(
    engine: TesserocrEngine, what: int, message: str
) -> None:
    assert read(engine) == ["đất"]
    with pytest.raises(EngineError, match=message):
        read(engine, what)
    assert read(engine) == ["đất"]


def test_a_fault_costs_its_page_only(
    engine: TesserocrEngine, letter: PageImage, offer, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("ccndocs.ocr.picture.engine_for", lambda *_: engine)
    broken = letter.pixels.copy()
    broken[:30, :30] = CRASH  # too large for a speck
    sound = letter.pixels.copy()
    sound[:30, :30] = FINE
    log = IssueLog()
    pages = [
        recognize(offer(PageImage(pixels, 200.0)), Options(), log)
        for pixels in (sound, broken, sound)
    ]
    texts = [[b.text for b in p.blocks if isinstance(b, Line)] for p in pages]
    assert texts == [["đất"], [], ["đất"]]
    assert [issue.code for issue in log.issues] == ["page_failed"]


def test_one_bad_cell_leaves_no_answer_in_the_pipe(engine: TesserocrEngine) -> None:
    cells = [picture(FINE), picture(REFUSAL), picture(FINE)]
    with pytest.raises(EngineError, match="cannot"):
        engine.read_many(cells, 200.0)
    found = engine.read_many(cells[:1] * 3, 200.0)
    assert [[word.text for word in words] for words in found] == [["đất"]] * 3
    assert engine.read_many([], 200.0) == []


def test_a_process_killed_in_the_meantime_is_replaced(engine: TesserocrEngine) -> None:
    os.kill(engine.process_id(), signal.SIGKILL)
    time.sleep(0.05)
    assert read(engine) == ["đất"]


def test_a_process_is_replaced_now_and_then(
    engine: TesserocrEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccndocs.ocr.process._PICTURES", 2)
    seen = set()
    for _ in range(4):
        read(engine)
        seen.add(engine.process_id())
    assert len(seen) == 2


def test_what_cannot_start_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no such data"):
        TesserocrEngine("broken", 1.0)
    (tmp_path / "tesserocr.py").write_text("import not_there_at_all")
    with pytest.raises(MissingToolError, match="tesserocr"):
        TesserocrEngine("vie", 1.0)


def test_threads_take_turns(engine: TesserocrEngine) -> None:
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(read(engine))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["đất"]] * 4


def _in_child(engine: TesserocrEngine, answers) -> None:  # type: ignore[no-untyped-def]
    answers.put((read(engine), engine.process_id()))


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_a_fork_gets_a_process_of_its_own(engine: TesserocrEngine) -> None:
    """Daemons, such as those of a pool, may have no children of multiprocessing."""
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_in_child, args=(engine, answers), daemon=True)
    child.start()
    words, number = answers.get(timeout=60)
    child.join()
    assert words == ["đất"]
    assert number != engine.process_id()
    assert read(engine) == ["đất"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("what", [FINE, HANG])
def test_no_orphan_is_left_when_the_parent_is_killed(tmp_path: Path, what: int) -> None:
    program = f"""
import numpy as np, sys, threading, time
sys.path[:] = {sys.path!r}
from ccndocs.ocr.tesseract import TesserocrEngine
engine = TesserocrEngine("vie", 300.0)
print(engine.process_id(), flush=True)
engine.read(np.full((5, 7), {what}, np.uint8), 200.0)
time.sleep(300)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    assert Path(f"/proc/{number}").exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if _gone(number):
            break
        time.sleep(0.05)
    assert _gone(number)


def _gone(number: int) -> bool:
    try:
        return " Z " in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return True


def test_the_process_ends_with_its_engine() -> None:
    engine = TesserocrEngine("vie", 1.0)
    worker = engine._worker
    assert isinstance(worker, Worker)
    process = worker._process
    assert process is not None
    del engine, worker
    assert process.wait(10) == 0


def test_a_page_has_one_time_limit_for_all_its_pictures() -> None:
    word = OcrWord("đất", 0, 0, 1, 1, 0.9)
    clock = PageClock(FakeEngine([word], [word]), 30.0)
    assert clock.read(picture(FINE), 200.0) == [word]
    late = PageClock(FakeEngine([word]), -1.0)
    with pytest.raises(EngineError, match="for the page"):
        late.read_many([picture(FINE)], 200.0)
