"""Real processes that are killed, hang and run out of room; the next run mends it.

The moments are drawn from a seed; how far a run has come by then is the machine's.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from ccndocs.store import Store, open_store

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow

COUNT = 60

Catalogue = Callable[[], str | None]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory, kit: Any) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "inbox"
    kit.write_inbox(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, kit: Any, inbox: Path
) -> dict[str, Any]:
    """What a store holds when nothing goes wrong."""
    store = open_store(str(tmp_path_factory.mktemp("clean") / "store"), create=True)
    kit.run(inbox, store)
    found = dict(kit.contents(store))
    store.close()
    return found


class Import:
    """An import in a process of its own."""

    def __init__(self, checkout: Path, **arguments: Any) -> None:
        self.workers: list[int] = []
        self.done = 0
        self._changed = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "kit.py"), json.dumps(arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(checkout)},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            word, _, rest = line.decode().partition(" ")
            with self._changed:
                if word == "worker":
                    self.workers.append(int(rest))
                else:
                    self.done += 1
                self._changed.notify_all()

    def wait_for(self, done: int) -> None:
        """Wait until so many inputs are settled, or the run has ended."""
        with self._changed:
            while self.done < done and self._reader.is_alive():
                self._changed.wait(0.05)

    def end(self) -> int:
        """Wait for the end; its exit code."""
        code = self.process.wait(120)
        self._reader.join(10)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.complaint = self.process.stderr.read().decode().strip()
        self.process.stderr.close()
        return code


def is_gone(pid: int) -> bool:
    """Whether a process has ended; nobody may have buried it yet."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return words[2].split()[0] in "ZX"


def wait_until(what: Callable[[], bool], seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def opened(location: Path, catalogue: str | None) -> Iterator[Store]:
    store = open_store(str(location), catalogue)
    try:
        yield store
    finally:
        store.close()


def finish(
    kit: Any, checkout: Path, arguments: dict[str, Any], location: Path
) -> dict[str, Any]:
    """An undisturbed run after the disturbed ones; what the store holds then."""
    last = Import(checkout, **arguments)
    assert last.end() == 0, last.complaint
    with opened(location, arguments["catalogue"]) as store:
        return dict(kit.contents(store))


@pytest.fixture
def arguments(tmp_path: Path, inbox: Path, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "inbox": str(inbox),
        "store": str(tmp_path / "store"),
        "catalogue": catalogue(),
    }


def test_killed_imports_lose_nothing_and_leave_no_process(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    arguments: dict[str, Any],
    undisturbed: dict[str, Any],
) -> None:
    draw = random.Random(arguments["catalogue"] is None)
    for moment in range(5):
        run = Import(checkout, **arguments)
        # The first dies while it makes its tables, or soon after.
        run.wait_for(0 if moment == 0 else draw.randrange(1, 20))
        time.sleep(draw.uniform(0.3, 1.0) if moment == 0 else draw.uniform(0, 0.05))
        run.process.kill()
        run.end()
        assert wait_until(lambda run=run: all(map(is_gone, run.workers)))
    assert finish(kit, checkout, arguments, tmp_path / "store") == undisturbed
    leftover = list((tmp_path / "store" / "tmp").iterdir())
    assert leftover == []


def test_killed_workers_cost_nothing_but_time(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    arguments: dict[str, Any],
    undisturbed: dict[str, Any],
) -> None:
    draw = random.Random(7)
    run = Import(checkout, **arguments)
    killed = 0
    while killed < 10 and run.process.poll() is None:
        run.wait_for(run.done + draw.randrange(1, 6))
        alive = [pid for pid in run.workers if not is_gone(pid)]
        if alive:
            with suppress(ProcessLookupError):
                os.kill(draw.choice(alive), signal.SIGKILL)
                killed += 1
    assert run.end() == 0
    assert killed >= 5
    # A document that was twice under a killed worker has failed; the next run does it.
    assert finish(kit, checkout, arguments, tmp_path / "store") == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT])
def test_an_interrupted_import_keeps_what_is_done(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    arguments: dict[str, Any],
    undisturbed: dict[str, Any],
    number: int,
) -> None:
    run = Import(checkout, **arguments)
    run.wait_for(12)
    run.process.send_signal(number)
    assert run.end() == 130
    assert wait_until(lambda: all(map(is_gone, run.workers)))
    with opened(tmp_path / "store", arguments["catalogue"]) as store:
        last = store.catalogue.last_run()
        assert last is not None
        assert store.catalogue.counts(last["id"]).keys() - {None}
    assert finish(kit, checkout, arguments, tmp_path / "store") == undisturbed


def test_documents_that_crash_or_hang_a_worker_cost_themselves_only(
    kit: Any, checkout: Path, tmp_path: Path, inbox: Path, undisturbed: dict[str, Any]
) -> None:
    own = tmp_path / "inbox"
    shutil.copytree(inbox, own)
    for word, lives in (("crash", 9), ("crash", 1), ("hang", 9)):
        counter = tmp_path / f"{word}{lives}"
        counter.write_bytes(b"x" * lives)
        text = f"{word} {counter}\n"
        (own / f"{word} {lives}.txt").write_text(text, encoding="utf-8")
    arguments = {
        "inbox": str(own),
        "store": str(tmp_path / "store"),
        "catalogue": None,
        "timeout": 6.0,
        "recycle": 7,
    }
    assert Import(checkout, **arguments).end() == 0
    with opened(tmp_path / "store", None) as store:
        last = store.catalogue.last_run()
        assert last is not None
        rows = {r["name"]: r for r in store.catalogue.settled(last["id"])}
    assert rows["crash 9.txt"]["code"] == "worker_died"
    assert "-11" in rows["crash 9.txt"]["message"]
    assert rows["crash 1.txt"]["outcome"] == "imported"  # it crashed once only
    assert rows["hang 9.txt"]["code"] == "timeout"
    others = [r for n, r in rows.items() if not n.startswith(("crash", "hang", "bad"))]
    assert {row["outcome"] for row in others} <= {
        "imported",
        "duplicate",
        "near_duplicate",
    }
    # Another day they behave.
    for counter in tmp_path.glob("*9"):
        counter.write_bytes(b"")
    with_them = finish(kit, checkout, arguments, tmp_path / "store")
    # All that the others came to is there, byte for byte.
    files = {
        path: data for path, data in undisturbed.items() if isinstance(data, bytes)
    }
    assert files
    assert files.items() <= with_them.items()
    assert all(row[4] != "failed" for row in with_them["inputs"] if "bad" not in row[2])


def test_a_limit_on_the_disk_ends_the_run_and_lifted_the_next_goes_on(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    inbox: Path,
    undisturbed: dict[str, Any],
) -> None:
    arguments = {
        "inbox": str(inbox),
        "store": str(tmp_path / "store"),
        "catalogue": None,
    }
    first = Import(checkout, **arguments, file_size=2000)
    assert first.end() == 5
    assert first.complaint in ("store_full", "bad_catalogue")
    assert finish(kit, checkout, arguments, tmp_path / "store") == undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=480k", "none", str(place)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_ends_the_run_and_with_room_the_next_goes_on(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    inbox: Path,
    small_disk: Path,
    undisturbed: dict[str, Any],
) -> None:
    store = small_disk / "store"
    arguments = {"inbox": str(inbox), "store": str(store), "catalogue": None}
    first = Import(checkout, **arguments)
    assert first.end() == 5
    assert first.complaint == "store_full"
    command = ["mount", "-o", "remount,size=32m", str(small_disk)]
    subprocess.run(command, check=True, capture_output=True)
    assert finish(kit, checkout, arguments, store) == undisturbed


def test_a_server_that_crashes_in_the_middle_is_waited_for(
    kit: Any,
    checkout: Path,
    tmp_path: Path,
    inbox: Path,
    server: Any,
    undisturbed: dict[str, Any],
) -> None:
    arguments = {
        "inbox": str(inbox),
        "store": str(tmp_path / "store"),
        "catalogue": server.database(),
    }
    run = Import(checkout, **arguments)
    for done in (3, 20, 40):
        run.wait_for(done)
        assert run.process.poll() is None
        server.restart()
    assert run.end() == 0, run.complaint
    with opened(tmp_path / "store", arguments["catalogue"]) as store:
        assert kit.contents(store) == undisturbed


def test_what_a_killed_worker_had_started_ends_with_it(
    kit: Any, tmp_path: Path
) -> None:
    from ccndocs.bulk.local import LocalEngine
    from ccndocs.bulk.place import Place
    from ccndocs.bulk.plan import Plan
    from ccndocs.bulk.unit import Unit
    from ccndocs.types.options import Options

    plan = Plan(str(tmp_path), Options(), "r", "w", None, False, 8, "0")
    note = tmp_path / "pid"
    engine = LocalEngine(1, 3.0, start_a_program)
    try:
        engine.submit(Unit("0", str(note), "a", Place(str(note)), plan))
        found: list[Any] = []
        assert wait_until(lambda: bool(found.extend(engine.results(1.0)) or found))
        assert found[0][1].timeout
        child = int(note.read_text(encoding="ascii"))
        assert wait_until(lambda: is_gone(child))
    finally:
        engine.close()


def start_a_program(unit: Any) -> Any:
    """Wait for a program that hangs, as an OCR engine may."""
    with subprocess.Popen(["sleep", "100"]) as program:
        Path(unit.uri).write_text(str(program.pid), encoding="ascii")
        program.wait()
