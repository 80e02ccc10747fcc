"""Folders for temporary files do not outlive their drivers for long."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ccndocs.bulk.scratch import Scratch

KILLED = """
import os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from ccndocs.bulk.scratch import Scratch
scratch = Scratch()
open(scratch.folder() + "/page.png", "w").close()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_driver_leaves_nothing(folder: Path) -> None:
    scratch = Scratch()
    Path(scratch.folder(), "page.png").touch()
    assert list(folder.glob("*/*/page.png"))
    scratch.close()
    assert list(folder.iterdir()) == []


def test_what_a_killed_driver_left_goes_with_the_next(
    folder: Path, python: Callable[..., CompletedProcess[str]]
) -> None:
    assert python("-c", KILLED, str(folder)).returncode < 0
    assert len(list(folder.glob("*/*/page.png"))) == 1
    Scratch().close()
    assert list(folder.iterdir()) == []


def test_living_drivers_and_strangers_keep_theirs(folder: Path) -> None:
    stranger = folder / "ccndocs-notes"
    stranger.mkdir()
    living = Scratch()
    kept = Path(living.folder())
    Scratch().close()
    assert kept.is_dir()
    living.close()
    assert list(folder.iterdir()) == [stranger]
