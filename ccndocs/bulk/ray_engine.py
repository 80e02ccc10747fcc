"""The same work on a Ray cluster.

Units hold paths, not bytes: every node reaches the inputs and the store under the same
names, over shared storage or by URL. Ray itself retries nothing; the driver does, as
it does for a worker process that died.
"""

from __future__ import annotations

import logging
import os
import threading
from typing import Any

from ccndocs.bulk.engine import Lost
from ccndocs.bulk.unit import Result, Unit
from ccndocs.errors import MissingToolError

_AHEAD = 2  # units waiting for each core of the cluster
_LEAVE = 0.5  # seconds for the word that a unit took too long to reach the driver


class RayEngine:
    """A cluster at `address` (None: one that is running here, or a new one)."""

    def __init__(self, address: str | None, timeout: float) -> None:
        try:
            import ray
        except ModuleNotFoundError as error:
            detail = "Install it with 'pip install ccndocs[ray]'."
            raise MissingToolError(
                "missing_tool", "import", tool="ray", detail=detail
            ) from error
        self._ray: Any = ray
        self._ours = not ray.is_initialized()
        if self._ours:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        self._timeout = timeout
        self._remote = ray.remote(num_cpus=1, max_retries=0)(_limited)
        self._units: dict[Any, Unit] = {}

    @property
    def room(self) -> int:
        """See `Engine`."""
        cores = int(self._ray.cluster_resources().get("CPU", 1))
        return max(0, cores * (1 + _AHEAD) - self.busy)

    @property
    def busy(self) -> int:
        """See `Engine`."""
        return len(self._units)

    def submit(self, unit: Unit) -> None:
        """See `Engine`."""
        reference = self._remote.remote(unit, self._timeout)
        self._units[reference] = unit

    def results(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        """See `Engine`."""
        if not self._units:
            return []
        references = list(self._units)
        first, _ = self._ray.wait(references, num_returns=1, timeout=seconds)
        if not first:
            return []
        done, _ = self._ray.wait(references, num_returns=len(references), timeout=0)
        return [self._take(reference) for reference in done]

    def close(self) -> None:
        """See `Engine`."""
        for reference in self._units:
            self._ray.cancel(reference, force=True)
        self._units.clear()
        if self._ours:
            self._ray.shutdown()

    def _take(self, reference: Any) -> tuple[Unit, Result | Lost]:
        unit = self._units.pop(reference)
        try:
            result: Result | Lost = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            # A node or a worker is gone; what a unit raises never comes this far.
            return unit, Lost(type(error).__name__)
        return unit, result


def _limited(unit: Unit, seconds: float) -> Result | Lost:
    """Do a unit; where it takes longer, say so, and end the process soon after."""
    # Loaded where the work is done: the driver has no use for the pipeline.
    from ccndocs.bulk import work

    os.environ["OMP_THREAD_LIMIT"] = "1"
    done: list[Result] = []
    worker = threading.Thread(target=lambda: done.append(work.do(unit)), daemon=True)
    worker.start()
    worker.join(seconds)
    if done:
        return done[0]
    if not worker.is_alive():
        return Lost("it ended without a result")
    # Nothing ends a thread but the end of its process.
    end = threading.Timer(_LEAVE, os._exit, args=(124,))
    end.daemon = True
    end.start()
    return Lost(f"{seconds:g}", timeout=True)
