"""Measure the bulk import: memory, throughput, second runs, workers, overhead, kills.

    python scripts/bench_import.py texts --count 20000
    python scripts/bench_import.py workers SCAN... --jobs 1,2
    python scripts/bench_import.py overhead SCAN...
    python scripts/bench_import.py kills --count 500 --times 20

texts: `--count` short invented letters, imported twice. Prints the most memory of the
driver and of a worker at a tenth of the run and at its end, the documents a second
(and their processor time) of the first and of the last fifth, and the share of the
first run's processor time that the second takes.
workers: the pages a second of several numbers of processes, on the same files.
overhead: processor time of the import over that of the bare pipeline, on the same
files in one process each, `--times` times in turn.
kills: an import killed at `--times` random moments; whether the store is then that of
an undisturbed import.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACES = [
    "An Sơn",
    "Hòa Lâm",
    "Bình Trạch",
    "Cửa Lò",
    "Thuận Khê",
    "Đông Sim",
    "Lạc Hải",
    "Sơn Định",
]
WORK = ["lập quy hoạch", "báo cáo kết quả", "rà soát đất đai", "kiểm tra môi trường"]


def letter(number: int) -> str:
    """A short invented letter that is like no other."""
    draw = random.Random(number)
    words = [f"{draw.choice('bcdghklmnt')}{draw.choice('aeiou')}" for _ in range(60)]
    return (
        f"UBND TỈNH {draw.choice(PLACES).upper()}\nSố: {number}/KH-UBND\nKẾ HOẠCH\n"
        f"1. Sở Công Thương {draw.choice(WORK)}, hoàn thành trước ngày "
        f"{draw.randrange(1, 29)}/{draw.randrange(1, 13)}/2031.\n{' '.join(words)}\n"
    )


def write_letters(folder: Path, count: int) -> None:
    for number in range(count):
        place = folder / f"{number // 1000:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07d}.txt").write_text(letter(number), encoding="utf-8")


# -- one import, watched ------------------------------------------------------


def run_import(paths: Sequence[str], store: Path, jobs: int, catalogue: str) -> None:
    """Import and print what it took as JSON; runs in a process of its own."""
    from ccndocs.bulk import ImportOptions, import_all
    from ccndocs.bulk.local import LocalEngine
    from ccndocs.store import open_store

    opened = open_store(str(store), catalogue or None, create=True)
    options = ImportOptions(jobs=jobs)
    engine = LocalEngine(jobs, options.timeout)
    watcher = Watcher(engine)
    begun = time.monotonic()
    try:
        report = import_all(paths, opened, options, engine, watcher)
        watcher.look()
    finally:
        engine.close()
        opened.close()
    own, others = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    used = [resource.getrusage(who) for who in (own, others)]
    result = {
        "found": report.found,
        "adds_up": report.adds_up,
        "pages": report.pages,
        "seconds": time.monotonic() - begun,
        "driver_cpu": used[0].ru_utime + used[0].ru_stime,
        "worker_cpu": sum(watcher.cpu.values()),
        "marks": watcher.marks,
    }
    print(json.dumps(result))


class Watcher:
    """Notes time, memory and processor time as documents are settled."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._next = 0.0
        self.count = 0
        self.cpu: dict[int, float] = {}
        self.worker_kb = 0
        self.marks: list[tuple[int, float, int, int, float]] = []

    def settled(self, *_: object) -> None:
        """One more."""
        self.count += 1

    def pages(self, count: int) -> None:
        """Documents are counted, not pages."""

    def tick(self) -> None:
        """Look twice a second."""
        if time.monotonic() > self._next:
            self._next = time.monotonic() + 0.5
            self.look()

    def look(self) -> None:
        """Note how it stands."""
        workers = [self._measure(pid) for pid in self._engine.processes]
        own = _memory(os.getpid())
        most = max(workers, default=0)
        used = time.process_time() + sum(self.cpu.values())
        self.marks.append((self.count, time.monotonic(), own, most, used))

    def _measure(self, pid: int) -> int:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0
        ticks = sum(map(int, fields[11:15]))  # its own and its children's
        self.cpu[pid] = ticks / os.sysconf("SC_CLK_TCK")
        return _memory(pid)


def _memory(pid: int) -> int:
    """Resident memory now, kB."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def start(*arguments: str) -> dict[str, object]:
    """`run_import` in a fresh process; what it printed."""
    command = [sys.executable, __file__, "run", *arguments]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=settings)
    result: dict[str, object] = json.loads(done.stdout)
    return result


# -- what is measured ---------------------------------------------------------


def texts(args: argparse.Namespace, work: Path) -> None:
    write_letters(work / "in", args.count)
    options = ["--store", str(work / "store"), "--jobs", str(args.jobs)]
    options += ["--catalogue", args.catalogue, str(work / "in")]
    first = start(*options)
    second = start(*options)
    marks = first["marks"]
    assert isinstance(marks, list)
    tenth = args.count // 10
    early = [m for m in marks if m[0] <= tenth]
    print(f"{first['found']} documents in {first['seconds']:.0f} s; sum adds up: ")
    print(f"  {first['adds_up']} and, again, {second['adds_up']}")
    for column, who in ((2, "driver"), (3, "worker")):
        then, end = max(m[column] for m in early), max(m[column] for m in marks)
        print(f"{who}: {then / 1024:.0f} MB at {tenth}, {end / 1024:.0f} MB at the end")
    parts = ((0, 2 * tenth), (8 * tenth, args.count))
    speeds = [1 / _cost(marks, 1, *part) for part in parts]
    print(f"documents a second: {speeds[0]:.1f} at first, {speeds[1]:.1f} at last,")
    cost = [1000 * _cost(marks, 4, *part) for part in parts]
    print(f"  {cost[0]:.1f} and {cost[1]:.1f} ms of processor time a document")
    cpu = [
        float(str(r["driver_cpu"])) + float(str(r["worker_cpu"]))
        for r in (first, second)
    ]
    print(
        f"processor time: {cpu[0]:.1f} s, again {cpu[1]:.1f} s ({cpu[1] / cpu[0]:.1%})"
    )


def _cost(marks: list[list[float]], column: int, begin: int, end: int) -> float:
    """What a document took between two counts: seconds, or of processor time."""
    chosen = [m for m in marks if begin < m[0] <= end]
    first, last = chosen[0], chosen[-1]
    return (last[column] - first[column]) / (last[0] - first[0])


def workers(args: argparse.Namespace, work: Path) -> None:
    speeds = []
    for jobs in args.jobs_list.split(","):
        store = work / f"store{jobs}"
        found = start("--store", str(store), "--jobs", jobs, *args.paths)
        speed = float(str(found["pages"])) / float(str(found["seconds"]))
        speeds.append(speed)
        times = speed / speeds[0]
        print(f"{jobs} processes: {speed:.3f} pages a second, {times:.2f} times")


BARE = """
import sys
from ccndocs.bulk.discover import discover
from ccndocs.pipeline import process_source
from ccndocs.types.options import Options
options = Options(with_text=True)
for one in discover(sys.argv[1:]):
    process_source(one.place.read(one.name, options), options)
"""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl


def processor_time(*command: str) -> float:
    """Seconds that a command and all that it starts take, orphans too (Linux)."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command], check=True, stdout=subprocess.PIPE, env=settings
    )
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def overhead(args: argparse.Namespace, work: Path) -> None:
    """In turn, since the speed of a machine changes from minute to minute."""
    totals = [0.0, 0.0]
    for number in range(args.times):
        store = str(work / f"store{number}")
        pair = [
            processor_time("-c", BARE, *args.paths),
            processor_time(
                __file__, "run", "--store", store, "--jobs", "1", *args.paths
            ),
        ]
        totals = [t + p for t, p in zip(totals, pair, strict=True)]
        print(f"bare pipeline {pair[0]:.1f} s of processor, import {pair[1]:.1f} s")
    print(f"import over bare: {totals[1] / totals[0]:.3f}")


def kills(args: argparse.Namespace, work: Path) -> None:
    write_letters(work / "in", args.count)
    options = ["--jobs", str(args.jobs), str(work / "in")]
    start("--store", str(work / "clean"), *options)
    command = [
        sys.executable,
        __file__,
        "run",
        "--store",
        str(work / "killed"),
        *options,
    ]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"}
    draw = random.Random(1)
    for _ in range(args.times):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=settings) as run:
            time.sleep(draw.uniform(1, 10))
            run.kill()
    start("--store", str(work / "killed"), *options)
    same = subprocess.run(
        ["diff", "-r", str(work / "clean/documents"), str(work / "killed/documents")],
        check=False,
    )
    verdict = "different" if same.returncode else "equal"
    print(f"killed {args.times} times; the stores are {verdict}")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "what", choices=["texts", "workers", "overhead", "kills", "run"]
    )
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--jobs-list", default="1,2")
    parser.add_argument(
        "--catalogue", default="", help="a database; SQLite if not given"
    )
    parser.add_argument("--store", type=Path)
    args = parser.parse_intermixed_args(argv)
    if args.what == "run":
        run_import(args.paths, args.store, args.jobs, args.catalogue)
        return 0
    work = Path(tempfile.mkdtemp(prefix="bench-import-"))
    try:
        {"texts": texts, "workers": workers, "overhead": overhead, "kills": kills}[
            args.what
        ](args, work)
    finally:
        shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
