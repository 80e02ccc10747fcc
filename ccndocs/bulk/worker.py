"""A worker process: units in, results out, until the pipe ends."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, wait

from ccndocs.bulk.work import Result, Unit, do


def serve(pipe: Connection, function: Callable[[Unit], Result] | None = None) -> None:
    """Work for the process that made the pipe; ends with it, however it ends."""
    # The driver answers Ctrl-C; it ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    _silence()
    threading.Thread(target=_watch, daemon=True).start()
    work = function or do
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


def _watch() -> None:
    """Leave when the driver is gone: nobody waits for the result of a long page."""
    driver = multiprocessing.parent_process()
    if driver is not None:
        wait([driver.sentinel])
        os._exit(1)


def _memory() -> int:
    """The most memory this process has held, kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _silence() -> None:
    """The picture libraries write to descriptor 2 what no user can act upon."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
