"""What the tests of the import share, and, run as a program, an import to be killed.

The work function here stands for the pipeline: it reads, writes and answers as the
real one does, in a millisecond. A document's text can ask for faults: see `work`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ccndocs.bulk import ImportOptions, Report, import_all, ledger
from ccndocs.bulk.engine import Lost
from ccndocs.bulk.local import LocalEngine
from ccndocs.bulk.place import as_failure
from ccndocs.bulk.unit import (
    Done,
    Failed,
    PartRead,
    Result,
    Split,
    Stopped,
    Unit,
    parts_of,
)
from ccndocs.errors import CcndocsError, InputFileError
from ccndocs.store import DocumentRow, Settled, Store, StoreError, Summary, open_store
from ccndocs.store.files import folder_of, open_files
from ccndocs.store.likeness import bands_of, likeness
from ccndocs.store.rows import AgencyRow, TaskRow
from ccndocs.store.schema import metadata

# Columns that tell of runs and of times, in which two histories may differ.
HISTORY = frozenset({"run", "run_outcome", "started_at", "ended_at"})
PAGE = "\f"


# -- the work ---------------------------------------------------------------


def work(unit: Unit) -> Result:
    """Do a unit as the pipeline would. The first line of a document can be an order.

    `crash FILE` and `hang FILE`: the process dies or hangs while FILE is there; each
    time it loses one byte. `bad`: the document is damaged.
    """
    try:
        return _work(unit)
    except OSError as error:
        return Stopped(StoreError("store_full", unit.plan.store, detail=error.strerror))
    except Exception as error:
        return Failed(as_failure(error, unit.name))


def _work(unit: Unit) -> Result:
    source = unit.place.read(unit.name, unit.plan.read)
    if source.digest != unit.sha256:
        raise InputFileError("changed", unit.name)
    text = source.data.decode()
    _obey(text.splitlines()[0], unit)
    files, folder = open_files(unit.plan.store), folder_of(unit.sha256)
    pages = text.split(PAGE)
    time.sleep(0.002)
    if unit.pages is not None:
        first, last = unit.pages
        part = PAGE.join(pages[first - 1 : last])
        files.write(f"{folder}/parts/{first:03d}", part.encode())
        return PartRead(last - first + 1)
    if len(pages) > unit.plan.pages_at_once:
        wanted = parts_of(len(pages), unit.plan.pages_at_once)
        names = [f"{first:03d}" for first, _ in wanted]
        if list(files.names(f"{folder}/parts")) != names:
            return Split(len(pages))
        read = [files.read(f"{folder}/parts/{name}").decode() for name in names]
        assert PAGE.join(read) == text
    rows = [files.write(f"{folder}/record.json", json.dumps(text).encode())]
    rows.append(files.write(f"{folder}/text.txt", text.encode()))
    for name in files.names(f"{folder}/parts"):
        files.remove(f"{folder}/parts/{name}")
    files.remove_folder(f"{folder}/parts")
    numbers = likeness(text)
    document = document_row(unit, text, len(pages), numbers)
    tasks = (task_row(len(text)),)
    return Done(Summary(document, tuple(rows), tasks, bands_of(numbers)))


def _obey(order: str, unit: Unit) -> None:
    word, _, file = order.partition(" ")
    if word == "bad":
        raise InputFileError("damaged", unit.name, detail="as ordered")
    if word not in ("crash", "hang"):
        return
    counter = Path(file)
    left = counter.read_bytes()
    if left:
        counter.write_bytes(left[1:])
        if word == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(60)


def document_row(unit: Unit, text: str, pages: int, numbers: bytes | None) -> Any:
    """The row of a document that says little of itself."""
    return DocumentRow(
        sha256=unit.sha256,
        uri=unit.uri,
        name=unit.name,
        media_type="text/plain",
        size=len(text.encode()),
        pages=pages,
        type="KH",
        number_symbol=None,
        issuer="UBND tỉnh An Sơn",
        issued_on=None,
        title=text[:40],
        tasks=1,
        statistics=0,
        clusters=0,
        issues=0,
        incomplete=False,
        work=unit.plan.work,
        likeness=numbers,
    )


def task_row(number: int) -> TaskRow:
    """A task."""
    agency = AgencyRow("Sở Công Thương", "so cong thuong", "lead", None)
    rest = {field.name: None for field in fields(TaskRow)}
    own = {"task_id": f"t{number}", "description": "Lập", "page": 1, "confidence": 0.5}
    return TaskRow(**{**rest, **own, "agencies": (agency,)})  # type: ignore[arg-type]


# -- engines and watchers ---------------------------------------------------


class Inline:
    """An engine in this process; hands results back in an order of its own.

    `answers` stand in for the work of the units whose name they are given for, one
    after the other.
    """

    def __init__(
        self,
        function: Callable[[Unit], Result] = work,
        seed: int | None = None,
        room: int = 6,
    ) -> None:
        self.function = function
        self.answers: dict[str, list[Result | Lost | BaseException]] = {}
        self.done: list[Unit] = []
        self._queue: deque[Unit] = deque()
        self._random = random.Random(seed) if seed is not None else None
        self._room = room

    @property
    def room(self) -> int:
        return max(0, self._room - self.busy)

    @property
    def busy(self) -> int:
        return len(self._queue)

    def submit(self, unit: Unit) -> None:
        self._queue.append(unit)

    def results(self, seconds: float) -> list[tuple[Unit, Result | Lost]]:
        if not self._queue or (seconds == 0 and self._random is None):
            return []
        if self._random is not None:
            if seconds == 0 and self._random.random() < 0.5:
                return []
            self._queue.rotate(self._random.randrange(len(self._queue)))
        unit = self._queue.popleft()
        self.done.append(unit)
        waiting = self.answers.get(unit.name)
        if waiting:
            answer = waiting.pop(0)
            if isinstance(answer, BaseException):
                raise answer
            return [(unit, answer)]
        return [(unit, self.function(unit))]

    def close(self) -> None:
        self._queue.clear()

    @property
    def names(self) -> list[str]:
        """The names of the units that were done."""
        return [unit.name for unit in self.done]


@dataclass(slots=True)
class Seen:
    """A watcher that keeps what it is told."""

    outcomes: dict[str, str] = field(default_factory=dict)  # by place
    codes: dict[str, str | None] = field(default_factory=dict)
    page_count: int = 0

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        assert one.uri not in self.outcomes, "settled twice"
        self.outcomes[one.uri] = one.outcome.value
        self.codes[name] = one.code

    def pages(self, count: int) -> None:
        self.page_count += count

    def tick(self) -> None:
        pass


# -- stores -----------------------------------------------------------------


def run(
    inbox: Path | list[str],
    store: Store,
    engine: Any = None,
    watcher: Any = None,
    **options: Any,
) -> Report:
    """An import in this process."""
    paths = inbox if isinstance(inbox, list) else [str(inbox)]
    options.setdefault("pages_at_once", 3)
    return import_all(
        paths, store, ImportOptions(**options), engine or Inline(), watcher or Seen()
    )


def contents(store: Store) -> dict[str, Any]:
    """All that a store holds, save what tells of runs and times."""
    root = Path(store.files.location) / "documents"
    found: dict[str, Any] = {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }
    for table in metadata.sorted_tables:
        if table.name != "runs":
            found[table.name] = _rows(store, table)
    return found


def _rows(store: Store, table: sa.Table) -> list[tuple[Any, ...]]:
    columns = [column for column in table.columns if column.name not in HISTORY]
    with store.catalogue.engine.connect() as connection:
        rows = connection.execute(sa.select(*columns)).all()
    return sorted((tuple(row) for row in rows), key=repr)


def write_inbox(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """Documents of every kind that matters to an import, with invented texts."""
    folder.mkdir(parents=True)
    paths = []
    for number in range(count):
        place = folder / f"{number % 7}"
        place.mkdir(exist_ok=True)
        path = place / f"kế hoạch {number:04d}.txt"
        path.write_text(text_of(number, seed), encoding="utf-8")
        paths.append(path)
    (folder / "again").mkdir()
    for path in paths[:: max(1, count // 5)]:
        (folder / "again" / path.name).write_bytes(path.read_bytes())
    for number in range(max(1, count // 20)):
        (folder / f"bad {number}.txt").write_text(f"bad\n{number}", encoding="utf-8")
        long = PAGE.join(text_of(1000 + 20 * number + n, seed) for n in range(8))
        (folder / f"long {number}.txt").write_text(long, encoding="utf-8")
        # Like the first documents, a word of them misread.
        like = text_of(number, seed).replace("cụm", "cum", 1)
        (folder / f"scan {number}.txt").write_text(like, encoding="utf-8")
    return paths


_TEXT = (
    "Sở Công Thương chủ trì phối hợp lập quy hoạch cụm công nghiệp tỉnh An Sơn báo cáo "
    "kết quả thực hiện nhiệm vụ trước ngày trong quý tháng năm đất đai môi trường hạ "
    "tầng giao thông nước thải điện chiếu sáng cây xanh nhà đầu tư doanh nghiệp"
)


def text_of(number: int, seed: int = 0) -> str:
    """An invented text that is like no other."""
    choose = random.Random(f"{seed} {number}")
    words = [choose.choice(_TEXT.split()) for _ in range(70)]
    words.insert(10, "cụm")
    return f"Văn bản {number}\n" + " ".join(words) + "\n"


# -- a run to be killed -----------------------------------------------------


class _Told:
    """Prints a line for every input, so that the killer knows how far it came."""

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine
        self._known: set[int] = set()

    def settled(self, one: Settled, name: str, error: CcndocsError | None) -> None:
        self._say(f"done {one.outcome.value} {one.uri}")

    def pages(self, count: int) -> None:
        pass

    def tick(self) -> None:
        for pid in self._engine.processes:
            if pid not in self._known:
                self._known.add(pid)
                self._say(f"worker {pid}")

    def _say(self, line: str) -> None:
        sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
        sys.stdout.flush()


def main(arguments: dict[str, Any]) -> int:
    """Import with worker processes that do `work`; prints how it goes."""
    ledger._COMMIT_AFTER = arguments.get("commit_after", 5)
    limit = arguments.get("file_size")
    if limit is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    jobs, timeout = arguments.get("jobs", 2), arguments.get("timeout", 60.0)
    try:
        store = open_store(arguments["store"], arguments.get("catalogue"), create=True)
    except StoreError as error:
        sys.stderr.write(error.code + "\n")
        return 5
    engine = LocalEngine(jobs, timeout, work, arguments.get("recycle", 500))
    try:
        report = run([arguments["inbox"]], store, engine, _Told(engine))
    except StoreError as error:
        sys.stderr.write(error.code + "\n")
        return 5
    except KeyboardInterrupt:
        return 130
    finally:
        engine.close()
        store.close()
    return 0 if report.adds_up else 15


def lines_of(stream: Any) -> Iterator[str]:
    """The lines of a run's output, until it ends."""
    for line in stream:
        yield line.decode().rstrip("\n")


if __name__ == "__main__":
    # A shell that starts something in the background lets it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(json.loads(sys.argv[1])))
