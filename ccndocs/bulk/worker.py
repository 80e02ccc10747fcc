"""A worker process: units in, results out, until the pipe ends."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path

from ccndocs.bulk.unit import Result, Unit

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl


def serve(
    pipe: Connection, scratch: str, function: Callable[[Unit], Result] | None = None
) -> None:
    """Work for the process that made the pipe; ends with it, however it ends.

    `scratch` is a folder for temporary files that the driver removes.
    """
    _settle_in(scratch)
    threading.Thread(target=_watch, daemon=True).start()
    work = function or _do
    while True:
        try:
            unit = pipe.recv()
        except (EOFError, OSError):
            return
        answer = work(unit)
        try:
            pipe.send((answer, _memory()))
        except (BrokenPipeError, ConnectionResetError):
            return


def _do(unit: Unit) -> Result:
    # The pipeline takes a second to load, which only a process at work should pay.
    from ccndocs.bulk.work import do

    return do(unit)


def _settle_in(scratch: str) -> None:
    # The driver answers Ctrl-C; it ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A group of its own: the programs that it starts can be ended with it.
    with suppress(OSError):
        os.setsid()
    _die_with_parent()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.environ["TMPDIR"] = scratch
    tempfile.tempdir = scratch
    # Where memory runs out, the system is to end a worker, not the driver.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    _silence()


def _die_with_parent() -> None:
    """Have Linux end this process with the fork server, which ends with the driver.

    The thread below does the same, but not while a library holds the interpreter.
    """
    with suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _watch() -> None:
    """Leave when the driver is gone: nobody waits for the result of a long page."""
    driver = multiprocessing.parent_process()
    if driver is not None:
        wait([driver.sentinel])
        with suppress(OSError):
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)


def _memory() -> int:
    """The most memory this process has held, kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _silence() -> None:
    """The picture libraries write to descriptor 2 what no user can act upon."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
