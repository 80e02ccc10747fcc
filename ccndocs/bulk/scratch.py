"""The folder for a driver's temporary files, and what killed drivers left of theirs."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "ccndocs-"
_LOCK = "lock"  # held while its driver lives: the system lets go of it with the process


class Scratch:
    """A folder that `close` removes; where its driver is killed, the next one does."""

    def __init__(self) -> None:
        sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        new = self._folder / "new"
        self._lock = os.open(new, os.O_CREAT | os.O_RDWR)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        new.rename(self._folder / _LOCK)  # nobody sees it before it is held

    def folder(self) -> str:
        """A new empty folder in it."""
        return tempfile.mkdtemp(dir=self._folder)

    def close(self) -> None:
        """Remove it with all that it holds."""
        shutil.rmtree(self._folder, ignore_errors=True)
        os.close(self._lock)


def sweep() -> None:
    """Remove the folders whose drivers are gone; those of others are left alone."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError):
            handle = os.open(lock, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock.parent, ignore_errors=True)
            finally:
                os.close(handle)
