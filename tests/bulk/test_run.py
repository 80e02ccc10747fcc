"""One run and the next: outcomes, what is done again and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccndocs.bulk import plan as plans
from ccndocs.bulk import run as runs
from ccndocs.bulk.engine import Lost
from ccndocs.bulk.unit import Failed, Stopped, Unit
from ccndocs.errors import EngineError
from ccndocs.store import Outcome, Store, StoreError, open_store

MakeStore = Callable[[str], Store]


@pytest.fixture
def inbox(tmp_path: Path, kit: Any) -> Path:
    folder = tmp_path / "inbox"
    kit.write_inbox(folder, 20)
    return folder


def test_the_sum_adds_up_and_a_second_run_is_unchanged(
    kit: Any, inbox: Path, make_store: MakeStore
) -> None:
    store, seen, engine = make_store("store"), kit.Seen(), kit.Inline()
    report = kit.run(inbox, store, engine, seen)
    assert report.adds_up
    assert {o.value: n for o, n in report.outcomes.items()} == {
        "imported": 21,
        "unchanged": 0,
        "duplicate": 5,
        "near_duplicate": 1,
        "failed": 1,
        "skipped": 0,
    }
    before = kit.contents(store)
    assert seen.page_count == report.pages == 22 + 7

    again = kit.Inline()
    second = kit.run(inbox, store, again)
    assert again.done == []
    assert second.outcomes[Outcome.UNCHANGED] == 27
    assert second.outcomes[Outcome.FAILED] == 1
    assert second.adds_up
    assert kit.contents(store) == before


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_results_leaves_no_trace(
    kit: Any, inbox: Path, make_store: MakeStore, seed: int
) -> None:
    plain, shuffled = make_store("plain"), make_store("shuffled")
    first = kit.run(inbox, plain)
    engine = kit.Inline(seed=seed, room=1 + 9 * seed)
    second = kit.run(inbox, shuffled, engine)
    assert second.outcomes == first.outcomes
    assert kit.contents(shuffled) == kit.contents(plain)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_the_same_bytes_are_done_once_whenever_they_come(
    kit: Any,
    tmp_path: Path,
    make_store: MakeStore,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
) -> None:
    # A copy can come while its document is at work, is done but not yet written down,
    # or is long in the catalogue.
    monkeypatch.setattr(runs, "_BATCH", batch)
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(9):
        text = kit.text_of(number % 3)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    store, engine = make_store("store"), kit.Inline(room=1)
    report = kit.run(folder, store, engine)
    assert engine.names == ["0.txt", "1.txt", "2.txt"]
    assert report.outcomes[Outcome.IMPORTED] == 3
    assert report.outcomes[Outcome.DUPLICATE] == 6


@pytest.mark.parametrize("batch", [1, 100])
def test_copies_of_what_fails_fail_alike_and_are_not_tried(
    kit: Any,
    tmp_path: Path,
    make_store: MakeStore,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
) -> None:
    monkeypatch.setattr(runs, "_BATCH", batch)
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text("bad\n", encoding="utf-8")
    store, engine, seen = make_store("store"), kit.Inline(room=1), kit.Seen()
    report = kit.run(folder, store, engine, seen)
    assert report.outcomes[Outcome.FAILED] == 4
    assert engine.names == ["0.txt"]
    assert set(seen.codes.values()) == {"damaged"}
    rows = list(store.catalogue.settled(report.run))
    for row in rows:
        assert row["message"].startswith(f"{row['name']}: ")
    same = ("sha256", "bytes", "outcome", "code", "work", "attempts", "run_outcome")
    assert len({tuple(row[name] for name in same) for row in rows}) == 1


def test_a_path_given_twice_is_one_input(
    kit: Any, one: Path, make_store: MakeStore
) -> None:
    paths = [str(one), str(one / "a.txt"), f"{one}/../one", str(one)]
    report = kit.run(paths, make_store("store"))
    assert report.found == 1
    assert report.adds_up


def test_new_code_redoes_documents_and_what_the_files_were_called_stays(
    kit: Any, inbox: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store("store")
    first = kit.run(inbox, store)
    before = kit.contents(store)
    monkeypatch.setattr(plans, "models_digest", lambda: "new")
    for seed in (None, 1):
        engine = kit.Inline(seed=seed)
        report = kit.run(inbox, store, engine)
        if seed is None:
            assert report.outcomes == first.outcomes
            assert report.outcomes[Outcome.UNCHANGED] == 0
        else:
            assert engine.done == []
    after = kit.contents(store)
    assert before.keys() == after.keys()
    changed = {k for k, v in after.items() if v != before[k]}
    assert changed == {"inputs", "documents"}  # the key of the work, and nothing else


def test_a_document_keeps_its_place_when_a_copy_comes_first(
    kit: Any, tmp_path: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / f"{folder.name}.txt").write_text(kit.text_of(1), encoding="utf-8")
    store = make_store("store")
    kit.run([str(first), str(second)], store)
    before = kit.contents(store)["documents"]
    monkeypatch.setattr(plans, "models_digest", lambda: "new")
    kit.run([str(second), str(first)], store)
    after = kit.contents(store)["documents"]
    assert [row[1:3] for row in after] == [row[1:3] for row in before]
    assert after[0][2] == "first.txt"


# -- workers that are lost --------------------------------------------------


def test_a_unit_may_lose_its_process_once(
    kit: Any, one: Path, make_store: MakeStore
) -> None:
    engine = kit.Inline()
    engine.answers["a.txt"] = [Lost("exit code -11")]
    report = kit.run(one, make_store("store"), engine)
    assert report.outcomes[Outcome.IMPORTED] == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([Lost("exit code -9"), Lost("exit code -9")], "worker_died"),
        ([Lost("60", timeout=True)], "timeout"),
    ],
)
def test_a_unit_that_kills_or_hangs_is_failed_with_its_cause(
    kit: Any, one: Path, make_store: MakeStore, answers: list[Lost], code: str
) -> None:
    engine, seen = kit.Inline(), kit.Seen()
    engine.answers["a.txt"] = list(answers)
    kit.run(one, make_store("store"), engine, seen)
    assert seen.codes == {"a.txt": code}


def test_one_lost_part_fails_a_long_document_once_and_the_others_are_not_in_vain(
    kit: Any, inbox: Path, make_store: MakeStore
) -> None:
    store, engine = make_store("store"), kit.Inline()
    name = "long 0.txt"
    begin = kit.Inline()
    kit.run(inbox, make_store("clean"), begin)
    parts = [u.pages for u in begin.done if u.name == name]
    assert parts == [None, (1, 3), (4, 6), (7, 8), None]

    calls = Counter[tuple[int, int] | None]()

    def work(unit: Unit) -> Any:
        if unit.name == name:
            calls[unit.pages] += 1
            if unit.pages == (4, 6):
                return Failed(EngineError("engine_failed", name, detail="as ordered"))
        return kit.work(unit)

    engine.function = work
    seen = kit.Seen()
    report = kit.run(inbox, store, engine, seen)
    assert report.adds_up
    assert seen.codes[name] == "engine_failed"
    assert calls[(4, 6)] == 1
    kit.run(inbox, store)
    clean = open_clean(kit, inbox, make_store)
    assert kit.contents(store) == clean


def open_clean(kit: Any, inbox: Path, make_store: MakeStore) -> Any:
    store = make_store("undisturbed")
    kit.run(inbox, store)
    return kit.contents(store)


# -- runs that end early ----------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("ending", ["interrupt", "full", "fault"])
def test_a_run_that_ends_early_is_made_whole_by_the_next(
    kit: Any, inbox: Path, make_store: MakeStore, ending: str, seed: int
) -> None:
    store = make_store("store")
    full = Stopped(StoreError("store_full", "store", detail="No space left"))
    answer = {
        "interrupt": KeyboardInterrupt(),
        "full": full,
        "fault": RuntimeError("a fault of ours"),
    }[ending]
    engine = kit.Inline(seed=seed)
    names = sorted(path.name for path in inbox.rglob("kế*.txt"))
    engine.answers[names[(7 + seed * 10) % len(names)]] = [answer]
    with pytest.raises((KeyboardInterrupt, StoreError, RuntimeError)):
        kit.run(inbox, store, engine)
    finished = len(store.catalogue.documents([unit.sha256 for unit in engine.done]))
    wholes = {unit.sha256 for unit in engine.done[:-1] if unit.name.startswith("kế")}
    assert finished >= len(wholes)  # nothing that was done is lost

    rest = kit.Inline()
    report = kit.run(inbox, store, rest)
    assert report.adds_up
    assert wholes.isdisjoint(unit.sha256 for unit in rest.done)
    assert kit.contents(store) == open_clean(kit, inbox, make_store)


def test_a_fault_before_the_likeness_is_settled_is_made_good(
    kit: Any, inbox: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store("store")

    def fault(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(runs, "settle_likeness", fault)
        with pytest.raises(KeyboardInterrupt):
            kit.run(inbox, store)
    report = kit.run(inbox, store)
    assert report.outcomes[Outcome.UNCHANGED] == 27
    assert kit.contents(store) == open_clean(kit, inbox, make_store)


def test_two_imports_at_once_are_refused_and_the_first_goes_on(
    kit: Any, one: Path, make_store: MakeStore
) -> None:
    store = make_store("store")
    url = store.catalogue.engine.url
    catalogue = None
    if url.get_backend_name() == "postgresql":
        catalogue = url.render_as_string(hide_password=False)
    refused = []

    def work(unit: Unit) -> Any:
        other = open_store(store.files.location, catalogue)
        try:
            with pytest.raises(StoreError) as error:
                kit.run(one, other)
        finally:
            other.close()
        refused.append(error.value.code)
        return kit.work(unit)

    report = kit.run(one, store, kit.Inline(work))
    assert refused == ["store_busy"]
    assert report.outcomes[Outcome.IMPORTED] == 1


def test_an_engine_that_forgets_a_unit_does_not_hang_the_run(
    kit: Any, one: Path, make_store: MakeStore
) -> None:
    engine, seen = kit.Inline(), kit.Seen()
    engine.submit = lambda unit: None
    report = kit.run(one, make_store("store"), engine, seen)
    assert report.adds_up
    assert seen.codes == {"a.txt": "worker_died"}


def test_a_file_that_changes_or_goes_while_it_is_read_is_named(
    kit: Any, one: Path, make_store: MakeStore
) -> None:
    (one / "b.txt").write_text(kit.text_of(2), encoding="utf-8")

    def work(unit: Unit) -> Any:
        if unit.name == "a.txt":
            (one / "a.txt").write_text("another", encoding="utf-8")
        else:
            (one / "b.txt").unlink()
        return kit.work(unit)

    seen = kit.Seen()
    store = make_store("store")
    kit.run(one, store, kit.Inline(work), seen)
    assert seen.codes == {"a.txt": "changed", "b.txt": "not_found"}
    report = kit.run(one, store)
    assert report.outcomes[Outcome.IMPORTED] == 1
