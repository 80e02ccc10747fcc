"""The real work: reading is kept, parts make the whole, failed pages are read again."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from ccndocs.bulk import plan as plans
from ccndocs.bulk import work
from ccndocs.pipeline import Reading
from ccndocs.store import LocalFiles, Outcome, Store, StoreError, open_store
from ccndocs.types.issue import Issue
from ccndocs.types.options import Options
from ccndocs.types.page import Origin, Source

LETTER = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nSố: {n}/KH-UBND\nKẾ HOẠCH\nLập quy hoạch cụm\n"
    "1. Sở Công Thương lập quy hoạch, hoàn thành trước ngày {n}/6/2031.\n"
)


class Reader:
    """In the place of reading: as if an engine had read every page.

    `failing` pages fail; `asked` are the pages that were read.
    """

    def __init__(self) -> None:
        self.failing: set[int] = set()
        self.asked: list[int] = []
        self._real = work.read_pages

    def __call__(self, source: Source, options: Options) -> Reading:
        reading = self._real(source, options)
        pages, issues = [], list(reading.issues)
        for page in reading.pages:
            self.asked.append(page.number)
            if page.number in self.failing:
                page = replace(page, blocks=())
                issues.append(Issue("page_failed", "as ordered", page.number))
            pages.append(replace(page, origin=Origin.OCR, confidence=0.9))
        return Reading(tuple(pages), tuple(issues), reading.total)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    fake = Reader()
    monkeypatch.setattr(work, "read_pages", fake)
    return fake


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    made = []

    def new(name: str = "store") -> Store:
        made.append(open_store(str(tmp_path / name), create=True))
        return made[-1]

    yield new
    for store in made:
        store.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A text and a PDF of five pages; the name of one promises something else."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    pages = [LETTER.format(n=number) for number in range(1, 6)]
    (folder / "a.txt").write_text("\f".join(pages), encoding="utf-8")
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number in range(1, 6):
        for at, line in enumerate(("So Cong Thuong lap quy hoach cum", f"{number}")):
            canvas.drawString(72, 700 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    (folder / "b.docx").write_bytes(stream.getvalue())
    return folder


def test_parts_make_the_same_as_the_whole(
    kit: Any, inbox: Path, make: Callable[[str], Store]
) -> None:
    whole = make("whole")
    first = kit.run(inbox, whole, kit.Inline(work.do), pages_at_once=100)
    assert first.outcomes[Outcome.IMPORTED] == 2
    for step in (1, 2, 4):
        parts, engine = make(f"parts{step}"), kit.Inline(work.do, seed=step)
        report = kit.run(inbox, parts, engine, pages_at_once=step)
        assert {u.pages for u in engine.done} > {None, (1, step)}
        assert report.pages == first.pages == 10
        assert kit.contents(parts) == kit.contents(whole)


def test_parts_that_were_read_are_not_read_again_after_a_crash(
    kit: Any, inbox: Path, make: Callable[[str], Store], reader: Reader
) -> None:
    store, engine = make("store"), kit.Inline(work.do)
    (inbox / "b.docx").unlink()

    def crash(unit: Any) -> Any:
        if unit.pages == (5, 5):
            raise KeyboardInterrupt
        return work.do(unit)

    engine.function = crash
    with pytest.raises(KeyboardInterrupt):
        kit.run(inbox, store, engine, pages_at_once=2)
    assert reader.asked == [1, 2, 3, 4]
    reader.asked.clear()
    kit.run(inbox, store, kit.Inline(work.do), pages_at_once=2)
    assert reader.asked == [5]
    clean = make("clean")
    kit.run(inbox, clean, kit.Inline(work.do), pages_at_once=2)
    assert kit.contents(store) == kit.contents(clean)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_files_without_rows_are_made_good_and_nothing_is_read_again(
    kit: Any, inbox: Path, make: Callable[[str], Store], reader: Reader, moment: str
) -> None:
    # Killed after the files of a document are written and before its rows are.
    store, engine = make("store"), kit.Inline()

    def crash(unit: Any) -> Any:
        if moment == "after":
            work.do(unit)
        raise KeyboardInterrupt

    engine.function = crash
    with pytest.raises(KeyboardInterrupt):
        kit.run(inbox, store, engine, pages_at_once=100)
    reader.asked.clear()
    kit.run(inbox, store, kit.Inline(work.do), pages_at_once=100)
    assert len(reader.asked) == (5 if moment == "after" else 10)
    clean = make("clean")
    kit.run(inbox, clean, kit.Inline(work.do), pages_at_once=100)
    assert kit.contents(store) == kit.contents(clean)


def test_a_new_rule_does_not_read_again_and_a_new_engine_does(
    kit: Any,
    inbox: Path,
    make: Callable[[str], Store],
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = make("store")
    kit.run(inbox, store, kit.Inline(work.do))
    assert len(reader.asked) == 10
    with monkeypatch.context() as patch:
        patch.setattr(plans, "models_digest", lambda: "new")
        patch.setattr(work, "read_pages", None)  # whoever reads, fails
        report = kit.run(inbox, store, kit.Inline(work.do))
        assert report.outcomes[Outcome.IMPORTED] == 2
    reader.asked.clear()
    monkeypatch.setattr(plans, "tesseract_digest", lambda _: "new")
    report = kit.run(inbox, store, kit.Inline(work.do))
    assert report.outcomes[Outcome.IMPORTED] == 2
    assert len(reader.asked) == 10
    clean = make("clean")
    kit.run(inbox, clean, kit.Inline(work.do))
    assert kit.contents(store) == kit.contents(clean)  # the old reading is gone


def test_a_page_that_failed_is_read_again_alone_and_heals(
    kit: Any, inbox: Path, make: Callable[[str], Store], reader: Reader
) -> None:
    store = make("store")
    reader.failing = {2, 5}
    report = kit.run(inbox, store, kit.Inline(work.do), pages_at_once=100)
    assert report.outcomes[Outcome.IMPORTED] == 2
    reader.asked.clear()
    reader.failing = {5}
    kit.run(inbox, store, kit.Inline(work.do), pages_at_once=100)
    assert reader.asked == [2, 5, 2, 5]
    reader.asked.clear()
    reader.failing = set()
    report = kit.run(inbox, store, kit.Inline(work.do), pages_at_once=100)
    assert reader.asked == [5, 5]
    assert report.outcomes[Outcome.IMPORTED] == 2
    clean = make("clean")
    kit.run(inbox, clean, kit.Inline(work.do), pages_at_once=100)
    assert kit.contents(store) == kit.contents(clean)
    report = kit.run(inbox, store, kit.Inline(work.do))
    assert report.outcomes[Outcome.UNCHANGED] == 2


def test_a_reading_that_a_disk_has_garbled_is_made_anew(
    kit: Any,
    inbox: Path,
    make: Callable[[str], Store],
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = make("store")
    kit.run(inbox, store, kit.Inline(work.do))
    before = kit.contents(store)
    kept = sorted(Path(store.files.location).rglob("reading.*.gz"))
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    kept[1].write_bytes(b"rubbish")
    reader.asked.clear()
    monkeypatch.setattr(plans, "models_digest", lambda: "new")
    kit.run(inbox, store, kit.Inline(work.do))
    assert len(reader.asked) == 10
    after = kit.contents(store)
    assert after.keys() == before.keys()
    assert after["files"] == before["files"]


@pytest.mark.parametrize("name", ["write", "names", "remove", "sync"])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "store_full"),
        (OSError(errno.EROFS, "Read-only file system"), "store_unwritable"),
        (RuntimeError("SlowDown: a server's own error"), "store_unwritable"),
    ],
)
def test_a_store_that_refuses_stops_the_run_and_blames_no_document(
    kit: Any,
    inbox: Path,
    make: Callable[[str], Store],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    error: Exception,
    code: str,
) -> None:
    store = make("store")

    def refuse(self: Any, *arguments: object) -> Any:
        if name == "names" and arguments == ("tmp",):
            return ()
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(LocalFiles, name, refuse)
        # There is something to remove only after parts.
        step = 2 if name == "remove" else 100
        with pytest.raises(StoreError) as raised:
            kit.run(inbox, store, kit.Inline(work.do), pages_at_once=step)
    assert raised.value.code == code
    report = kit.run(inbox, store, kit.Inline(work.do))
    assert report.outcomes[Outcome.IMPORTED] == 2


def test_memory_that_runs_out_is_no_fault_of_the_document(
    kit: Any,
    inbox: Path,
    make: Callable[[str], Store],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, seen = make("store"), kit.Seen()

    def full(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(work, "analyse_pages", full)
        kit.run(inbox, store, kit.Inline(work.do), seen)
    assert set(seen.codes.values()) == {"worker_died"}
    report = kit.run(inbox, store, kit.Inline(work.do))
    assert report.outcomes[Outcome.IMPORTED] == 2


def test_too_many_pages_is_a_limit_not_a_failure(
    kit: Any, inbox: Path, make: Callable[[str], Store], reader: Reader
) -> None:
    store = make("store")
    report = kit.run(inbox, store, kit.Inline(work.do), max_pages=4)
    assert report.outcomes[Outcome.SKIPPED] == 2
    report = kit.run(inbox, store, kit.Inline(work.do), max_pages=5)
    assert report.outcomes[Outcome.IMPORTED] == 2
    report = kit.run(inbox, store, kit.Inline(work.do))
    assert report.outcomes[Outcome.UNCHANGED] == 2
