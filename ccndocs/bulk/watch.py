"""A drop folder: which inputs are new, and lie still."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from ccndocs.bulk.discover import Found, discover

_STILL = 2.0  # seconds without a change: nobody is copying it any more

Stamp = tuple[int, int]


class DropFolder:
    """Remembers what it has offered, by size and time of change.

    It looks rather than listens: network shares do not tell of new files.
    """

    def __init__(self, paths: Iterable[str], store: str) -> None:
        self._paths = tuple(paths)
        self._store = store
        self._offered: dict[str, Stamp] = {}
        self._waiting: dict[str, Stamp] = {}

    def look(self) -> bool:
        """Whether there is something new that lies still."""
        self._waiting = {}
        for one in discover(self._paths, store=self._store):
            stamp = _stamp(one)
            if stamp is None or self._offered.get(one.uri) == stamp:
                continue
            if time.time() - stamp[1] / 1e9 >= _STILL:
                self._waiting[one.uri] = stamp
        return bool(self._waiting)

    def wanted(self, one: Found) -> bool:
        """Whether this is one of what the last look found; asked once each."""
        stamp = self._waiting.pop(one.uri, None)
        if stamp is None or _stamp(one) != stamp:
            return False
        self._offered[one.uri] = stamp
        return True


def _stamp(one: Found) -> Stamp | None:
    try:
        found = Path(one.place.path).stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns
