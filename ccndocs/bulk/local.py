"""Worker processes of this machine.

Each has a pipe of its own: one that is killed in the middle of a message spoils
nothing for the others. Units go to a worker one by one, so that what was lost with it
is known.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from ccndocs.bulk.engine import Lost
from ccndocs.bulk.scratch import Scratch
from ccndocs.bulk.unit import Result, Unit

# A worker is replaced after this many units, or when it holds more memory than this:
# the libraries that read PDFs and pictures leak a little.
RECYCLE_AFTER = 500
RECYCLE_ABOVE = 1_500_000  # kB
_AHEAD = 2  # units waiting for each worker, so that none idles while the driver writes

Function = Callable[[Unit], Result]


class LocalEngine:
    """`jobs` processes; `timeout` is seconds for one unit."""

    def __init__(
        self,
        jobs: int,
        timeout: float,
        function: Function | None = None,
        recycle_after: int = RECYCLE_AFTER,
    ) -> None:
        self._jobs = jobs
        self._timeout = timeout
        self._function = function
        self._recycle_after = recycle_after
        self._queue: deque[Unit] = deque()
        self._context = multiprocessing.get_context("forkserver")
        # Only the modules are shared; a function for a test needs none of them.
        wanted = "worker" if function else "work"
        self._context.set_forkserver_preload([f"ccndocs.bulk.{wanted}"])
        self._workers: list[_Worker] = []
        self._scratch: Scratch | None = None

    @property
    def room(self) -> int:
        """See `Engine`."""
        return max(0, self._jobs * (1 + _AHEAD) - self.busy)

    @property
    def busy(self) -> int:
        """See `Engine`."""
        return len(self._queue) + sum(w.unit is not None for w in self._workers)

    @property
    def processes(self) -> list[int]:
        """The workers' process numbers."""
        return [worker.pid for worker in self._workers]

    def submit(self, unit: Unit) -> None:
        """See `Engine`."""
        self._queue.append(unit)
        self._hand_out()

    def results(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        """See `Engine`."""
        until = time.monotonic() + seconds
        while True:
            done = self._collect(max(0.0, until - time.monotonic()))
            self._hand_out()
            if done or time.monotonic() >= until or not self.busy:
                return done

    def close(self) -> None:
        """See `Engine`."""
        for worker in self._workers:
            worker.end()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()
        self._queue.clear()
        if self._scratch is not None:
            self._scratch.close()
            self._scratch = None

    def _hand_out(self) -> None:
        idle = [worker for worker in self._workers if worker.unit is None]
        while self._queue:
            if not idle:
                if len(self._workers) >= self._jobs:
                    return
                idle.append(self._start())
            worker = idle.pop()
            unit = self._queue.popleft()
            if not worker.give(unit):
                # It died while it was idle; the unit has not begun.
                self._queue.appendleft(unit)
                self._drop(worker)

    def _start(self) -> _Worker:
        if self._scratch is None:
            self._scratch = Scratch()
        folder = self._scratch.folder()
        worker = _Worker(self._context, self._function, folder)
        self._workers.append(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        worker.bury()

    def _collect(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        """Answers that have come, and units whose worker is gone or too slow."""
        atwork = [worker for worker in self._workers if worker.unit is not None]
        if not atwork:
            return []
        now = time.monotonic()
        nearest = min(worker.since for worker in atwork) + self._timeout - now
        pause = max(0.0, min(seconds, nearest, 1.0))
        ready = set(wait([worker.pipe for worker in atwork], pause))
        done: list[tuple[Unit, Result | Lost]] = []
        for worker in atwork:
            unit = worker.unit
            assert unit is not None
            if worker.pipe in ready:
                done.append((unit, self._receive(worker)))
            elif time.monotonic() - worker.since > self._timeout:
                self._drop(worker)
                done.append((unit, Lost(f"{self._timeout:g}", timeout=True)))
        return done

    def _receive(self, worker: _Worker) -> Result | Lost:
        answer = worker.take()
        if (
            isinstance(answer, Lost)
            or worker.done >= self._recycle_after
            or worker.memory > RECYCLE_ABOVE
        ):
            self._drop(worker)
        return answer


class _Worker:
    """A process, our end of its pipe, and what it is doing since when."""

    def __init__(self, context: Any, function: Function | None, scratch: str) -> None:
        from ccndocs.bulk.worker import serve

        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        self.unit: Unit | None = None
        self.since = 0.0  # by a clock that stands while the machine sleeps
        self.done = 0
        self.memory = 0
        self._scratch = scratch
        self._process = context.Process(
            target=serve, args=(theirs, self._scratch, function), daemon=False
        )
        self._process.start()
        theirs.close()
        self.pid: int = self._process.pid

    def give(self, unit: Unit) -> bool:
        """Hand over a unit; false where the process is gone."""
        try:
            self.pipe.send(unit)
        except OSError:
            return False
        self.unit, self.since = unit, time.monotonic()
        return True

    def take(self) -> Result | Lost:
        """The answer that is waiting in the pipe."""
        self.unit = None
        try:
            answer, self.memory = self.pipe.recv()
        except Exception as error:
            # Killed: the pipe ends, perhaps in the middle of a message, and half a
            # pickle raises whatever it likes.
            self._process.join(1.0)
            code = self._process.exitcode
            return Lost(f"exit code {code}" if code else type(error).__name__)
        self.done += 1
        result: Result = answer
        return result

    def end(self) -> None:
        """Have the process end, at once if it is at work."""
        if self.unit is not None:
            self._kill()
        with suppress(OSError):
            self.pipe.close()

    def bury(self) -> None:
        """Wait for the end of the process; remove what it leaves."""
        self._process.join(2.0)
        if self._process.is_alive():
            self._kill()
            self._process.join(10.0)
        # The programs that it has started outlive a process that died by itself.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ValueError):  # one that cannot be killed hangs in a dead disk
            self._process.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _kill(self) -> None:
        """End the process, and with it the programs that it has started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
