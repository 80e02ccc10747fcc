"""Tesseract in a process of its own: a hang or a crash costs one page, not the run.

A page's picture takes 3 ms through the pipe. The process is started when the first
picture is read, again after it died, and now and then for the sake of memory.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from ccndocs.errors import EngineError
from ccndocs.ocr.tessdata import missing
from ccndocs.ocr.worker import ERROR, FRAME, MISSING, READY, WORDS, Job, Setup

_WORKER = Path(__file__).with_name("worker.py")
_PICTURES = 1000  # after so many pictures the process is replaced by a fresh one
_PIPE = 1 << 20  # bytes: a picture takes four turns instead of sixty
_GRACE = 5.0  # seconds that Tesseract gets to heed the time limit itself


class Worker:
    """A running worker process; `ask` may be called by one thread at a time.

    Python's own multiprocessing is not used: its pools' processes may not have
    children, and documents are read in such pools.
    """

    def __init__(self, name: str, folder: Path, language: str, seconds: float) -> None:
        self._name = name
        self._seconds = seconds
        self._asked = 0
        self._process: subprocess.Popen[bytes] | None = self._started()
        self._end = weakref.finalize(self, _stop, self._process)
        _alive.add(self)
        setup: Setup = {
            "path": [part or str(Path.cwd()) for part in sys.path],
            "folder": str(folder),
            "language": language,
            "parent": os.getpid(),
            "seconds": seconds,
            "last": seconds + 2 * _GRACE,
        }
        kind, data = self._talk(setup, [], 1, 60.0)[0]
        self.version = _text(data)
        if kind == MISSING:
            raise missing("tesserocr", pip="tesserocr")
        if kind != READY:
            raise self._failed(self.version)

    @property
    def process_id(self) -> int | None:
        """Its number, None once it is closed."""
        return None if self._process is None else self._process.pid

    def usable(self) -> bool:
        """Whether it lives and has not served long enough."""
        process = self._process
        return (
            process is not None and process.poll() is None and self._asked < _PICTURES
        )

    def ask(self, images: Sequence[Any], dpi: float, psm: int) -> list[str]:
        """Tesseract's TSV of each picture (grey, H x W, uint8).

        Raises EngineError; the process is then dead unless it said so itself.
        """
        import numpy as np

        sizes = [(int(image.shape[0]), int(image.shape[1])) for image in images]
        job: Job = {"psm": psm, "dpi": round(dpi), "sizes": sizes}
        self._asked += len(images)
        pictures = [np.ascontiguousarray(image).data.cast("B") for image in images]
        limit = self._seconds + _GRACE
        answers = self._talk(job, pictures, len(pictures), limit)
        texts = []
        for kind, data in answers:
            if kind == ERROR:
                raise self._failed(_text(data))
            if kind != WORDS:
                raise self._failed("an answer of no known kind")
            texts.append(self._checked(data))
        return texts

    def _checked(self, data: bytes) -> str:
        """An answer as text; an empty page has a row, too."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._failed(error) from error
        if not text.strip():
            raise self._failed("an empty answer")
        return text

    def _talk(
        self, line: Job | Setup, parts: Sequence[memoryview], count: int, limit: float
    ) -> list[tuple[bytes, bytes]]:
        """Send a line and its pictures, get `count` frames, within the time limit."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise self._failed("its process is gone")
        late = threading.Event()
        clock = threading.Timer(limit, _kill, (process, late))
        clock.daemon = True
        clock.start()
        try:
            _send(process.stdin, json.dumps(line).encode() + b"\n")
            answers = []
            for index in range(count):
                if index < len(parts):
                    _send(process.stdin, parts[index])
                answers.append(_frame(process.stdout))
            return answers
        except (OSError, EOFError, ValueError) as error:
            code = _stop(process)
            reason = f"over {self._seconds:g} s" if late.is_set() else _ending(code)
            raise self._failed(reason) from error
        except BaseException:  # Ctrl-C: half an answer is in the pipe
            self.close()
            raise
        finally:
            clock.cancel()

    def close(self) -> None:
        """End the process."""
        self._end()
        self._process = None

    def forget(self) -> None:
        """After a fork: the process is the parent's, so let go of its pipes."""
        process, self._process = self._process, None
        self._end.detach()
        if process is not None:
            _close(process)
            process.returncode = 0  # not to be waited for here

    def _started(self) -> subprocess.Popen[bytes]:
        from multiprocessing import spawn  # takes long, and text needs no engine

        program = spawn.get_executable() or sys.executable
        try:
            return subprocess.Popen(
                [os.fsdecode(program), "-P", str(_WORKER)],
                bufsize=0,
                pipesize=_PIPE,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # complaints about specks and empty cells
                # Tesseract's own threads burn 2.6 times the CPU for the same page.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, detail: object) -> EngineError:
        return EngineError("engine_failed", self._name, detail=detail)


_alive: weakref.WeakSet[Worker] = weakref.WeakSet()


def _forget_all() -> None:
    for worker in list(_alive):
        worker.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _send(pipe: IO[bytes], data: bytes | memoryview) -> None:
    """Write all of it: the pipe has no buffer that a fork could double."""
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _receive(pipe: IO[bytes], size: int) -> bytes:
    """Exactly so many bytes; raises EOFError where the pipe ends before."""
    data = bytearray()
    while len(data) < size:
        part = pipe.read(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _frame(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    kind, size = FRAME.unpack(_receive(pipe, FRAME.size))
    return kind, _receive(pipe, size)


def _text(data: bytes) -> str:
    """A message of one line."""
    return " ".join(data.decode("utf-8", "replace").split())


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _stop(process: subprocess.Popen[bytes]) -> int:
    """End a process, at once where it does not heed its pipe's end; its exit status."""
    _close(process)
    try:
        return process.wait(1.0)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _ending(code: int) -> str:
    """How a process ended, for people."""
    if code >= 0:
        return f"it ended with status {code}"
    try:
        return f"it crashed: {signal.Signals(-code).name}"
    except ValueError:
        return f"it crashed: signal {-code}"
