"""The import by several processes, and on a Ray cluster of two nodes here."""

from __future__ import annotations

import shutil
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from ccndocs.bulk import Report
from ccndocs.bulk.engine import Engine, Lost
from ccndocs.bulk.local import LocalEngine
from ccndocs.bulk.unit import Result, Unit
from ccndocs.store import Outcome, open_store

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters, a copy, something damaged, and a document that is read in parts."""
    root = Path(__file__).resolve().parent.parent.parent
    folder = tmp_path_factory.mktemp("inbox")
    for path in sorted((root / "corpus" / "text").glob("d-*.txt"))[:14]:
        shutil.copy(path, folder)
    shutil.copy(min(folder.iterdir()), folder / "zz copy.txt")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    shutil.copy(root / "corpus" / "pdf" / "ct-moi-truong-an-son.pdf", folder)
    return folder


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two nodes with a processor each."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ray.cluster_utils import Cluster

        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
        made.add_node(num_cpus=1, resources={"second": 1})
        yield made
        ray.shutdown()
        made.shutdown()


def imported(
    kit: Any, store: Path, inbox: Path, engine: Engine
) -> tuple[Report, dict[str, Any]]:
    """One import, and all that the store then holds."""
    opened = open_store(str(store), create=True)
    try:
        report = kit.run(inbox, opened, engine, jobs=2, pages_at_once=2)
        assert report.adds_up
        return report, kit.contents(opened)
    finally:
        engine.close()
        opened.close()


@pytest.fixture(scope="module")
def undisturbed(
    kit: Any, inbox: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What one process on this machine makes of it."""
    store = tmp_path_factory.mktemp("one")
    report, held = imported(kit, store, inbox, LocalEngine(1, 300))
    assert report.outcomes[Outcome.FAILED] == 1
    assert report.outcomes[Outcome.DUPLICATE] == 1
    assert report.outcomes[Outcome.IMPORTED] >= 14
    return held


def test_two_processes_give_the_store_of_one(
    kit: Any, inbox: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    assert imported(kit, tmp_path, inbox, LocalEngine(2, 300))[1] == undisturbed


@pytest.mark.filterwarnings("ignore")
def test_two_nodes_give_the_store_of_one_process(
    kit: Any, inbox: Path, undisturbed: dict[str, Any], tmp_path: Path, cluster: Any
) -> None:
    from ccndocs.bulk.ray_engine import RayEngine

    engine = RayEngine(cluster.address, 300)
    assert imported(kit, tmp_path, inbox, engine)[1] == undisturbed


@pytest.mark.filterwarnings("ignore")
def test_a_node_that_is_killed_half_way_changes_nothing(
    kit: Any, inbox: Path, undisturbed: dict[str, Any], tmp_path: Path, cluster: Any
) -> None:
    from ccndocs.bulk.ray_engine import RayEngine

    engine = RayEngine(cluster.address, 300)
    # A first task there, so that the node has a worker before the import begins.
    ray.get(ray.remote(warm).options(resources={"second": 1}).remote())
    killing = Killing(engine, cluster)
    _, held = imported(kit, tmp_path, inbox, killing)
    assert killing.lost
    assert held == undisturbed


def test_a_unit_that_takes_too_long_is_told_from_one_that_waited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ccndocs.bulk import ray_engine, work

    ended, hang = threading.Event(), threading.Event()
    monkeypatch.setattr(work, "do", lambda unit: hang.wait(60))
    monkeypatch.setattr(ray_engine, "_LEAVE", 0.0)
    monkeypatch.setattr(ray_engine.os, "_exit", lambda code: ended.set())
    unit: Any = None
    assert ray_engine._limited(unit, 0.2) == Lost("0.2", timeout=True)
    assert ended.wait(60)
    hang.set()


def warm() -> None:
    """Nothing."""


class Killing:
    """The engine, and the end of the second node at work after the fifth result."""

    def __init__(self, engine: Engine, cluster: Any) -> None:
        self._engine, self._cluster = engine, cluster
        self._seen = 0
        self.lost = 0

    @property
    def room(self) -> int:
        return self._engine.room

    @property
    def busy(self) -> int:
        return self._engine.busy

    def submit(self, unit: Unit) -> None:
        self._engine.submit(unit)

    def results(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        if self._cluster.worker_nodes and self._seen >= 5:
            self._end_it_at_work()
        found = self._engine.results(seconds)
        self._seen += len(found)
        self.lost += sum(isinstance(result, Lost) for _, result in found)
        return found

    def _end_it_at_work(self) -> None:
        (node,) = self._cluster.worker_nodes
        raylets = [
            psutil.Process(it.process.pid) for it in node.all_processes["raylet"]
        ]
        until = time.monotonic() + 5
        while time.monotonic() < until:
            workers = [it for raylet in raylets for it in raylet.children()]
            for worker in filter(at_work, workers):
                worker.suspend()
                if at_work(worker):  # not done between the look and the stop
                    self._cluster.remove_node(node, allow_graceful=False)
                    worker.kill()  # as with a machine, nothing of it lives on
                    return
                worker.resume()

    def close(self) -> None:
        self._engine.close()


def at_work(worker: psutil.Process) -> bool:
    """Whether it does a unit just now: Ray names its processes so."""
    try:
        return "_limited" in " ".join(worker.cmdline())
    except psutil.NoSuchProcess:
        return False
