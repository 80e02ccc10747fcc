"""What an import tells while it works, and the drop folder."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ccndocs.bulk.discover import Found
from ccndocs.bulk.place import Place
from ccndocs.bulk.watch import DropFolder
from ccndocs.cli.talk import Bar, JsonLines, Lines
from ccndocs.errors import InputFileError
from ccndocs.store.rows import Outcome, Settled

EMPTY = InputFileError("empty_file", "b.pdf")
GOOD = Settled("/in/a.pdf", Outcome.IMPORTED, Outcome.IMPORTED, sha256="00")
BAD = Settled(
    "/in/b.pdf",
    Outcome.FAILED,
    Outcome.FAILED,
    code="empty_file",
    message=EMPTY.message(),
)


def test_lines_tell_of_failures_alone() -> None:
    stream = io.StringIO()
    talk = Lines(stream, "vi", quiet=True)
    talk.settled(GOOD, "a.pdf", None)
    talk.settled(BAD, "b.pdf", EMPTY)
    assert stream.getvalue() == (
        "/in/b.pdf: tệp rỗng (0 byte). Hãy sao chép hoặc quét lại.\n"
    )
    assert (talk.done, talk.failed) == (2, 1)


def test_a_known_failure_is_told_again() -> None:
    stream = io.StringIO()
    Lines(stream, "en", quiet=False).settled(BAD, "b.pdf", None)
    assert "the file is empty" in stream.getvalue()


def test_a_name_with_a_line_break_stays_on_one_line() -> None:
    stream = io.StringIO()
    odd = Settled("/in/b\nc.pdf", Outcome.FAILED, Outcome.FAILED, message="b\nc: bad")
    Lines(stream, "en", quiet=False).settled(odd, "b\nc.pdf", None)
    assert stream.getvalue().count("\n") == 1


def test_json_lines_tell_of_every_input() -> None:
    stream = io.StringIO()
    talk = JsonLines(stream)
    talk.settled(GOOD, "a.pdf", None)
    talk.settled(BAD, "b.pdf", EMPTY)
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [one["event"] for one in told] == ["input", "input"]
    assert [one["outcome"] for one in told] == ["imported", "failed"]
    assert told[1]["code"] == "empty_file"


def test_the_bar_counts_and_shows_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    stream = io.StringIO()
    talk = Bar(stream, "en")
    talk.total = 3
    talk.settled(GOOD, "a.pdf", None)
    talk.settled(BAD, "b.pdf", EMPTY)
    talk.pages(4)
    talk.tick()
    talk.close()
    shown = stream.getvalue()
    assert "2/3" in shown
    assert "1 failed" in shown
    assert "pages/min" in shown
    assert "the file is empty" in shown


def test_a_drop_folder_offers_what_lies_still_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    folder = DropFolder([str(tmp_path / "in")], str(tmp_path / "store"))
    path = tmp_path / "in" / "a.txt"
    assert not folder.look()
    path.write_text("a")
    assert not folder.look()  # somebody may still be copying it
    old = time.time() - 60
    os.utime(path, (old, old))
    one = Found(str(path), "a.txt", Place(str(path)))
    assert folder.look()
    assert folder.wanted(one)
    assert not folder.wanted(one)
    assert not folder.look()
    path.write_text("changed")
    os.utime(path, (old + 1, old + 1))
    assert folder.look()


def test_a_drop_folder_is_watched_until_it_is_told_to_stop(
    tmp_path: Path, checkout: Path
) -> None:
    inbox, store = tmp_path / "in", tmp_path / "store"
    inbox.mkdir()
    command = [sys.executable, "-m", "ccndocs", "import", inbox, "--store", store]
    options = ["--watch", "--every", "0.2", "--log", "json", "-j", "1"]
    with subprocess.Popen(
        [*command, *options], cwd=checkout, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        source = min((checkout / "corpus" / "text").glob("cv-*.txt"))
        shutil.copy2(source, inbox / "a.txt")
        old = time.time() - 60
        os.utime(inbox / "a.txt", (old, old))
        first = json.loads(process.stdout.readline())
        shutil.copy2(source, inbox / "b.txt")
        os.utime(inbox / "b.txt", (old, old))
        second = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 130
    assert (first["found"], first["imported"]) == (1, 1)
    assert (second["found"], second["duplicate"]) == (1, 1)
