"""What failed or is incomplete, in the runs after: tried again, or not any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ccndocs.bulk import plan as plans
from ccndocs.bulk import run as runs
from ccndocs.bulk.unit import Done, Failed, Unit
from ccndocs.errors import EngineError, FileAccessError
from ccndocs.store import Outcome, Store, Summary

MakeStore = Callable[[str], Store]


@pytest.mark.parametrize("code", ["timeout", "engine_failed", "worker_died"])
def test_what_the_machine_failed_at_is_tried_in_three_runs(
    kit: Any, one: Path, make_store: MakeStore, code: str
) -> None:
    store = make_store("store")
    tried = []
    for _ in range(5):
        engine = kit.Inline()
        engine.answers["a.txt"] = [Failed(EngineError(code, "a.txt", detail="60"))]
        report = kit.run(one, store, engine)
        assert report.outcomes[Outcome.FAILED] == 1
        tried.append(len(engine.done))
    assert tried == [1, 1, 1, 0, 0]
    report = kit.run(one, store, retry_failed=True)
    assert report.outcomes[Outcome.IMPORTED] == 1
    clean = make_store("clean")
    kit.run(one, clean)
    assert kit.contents(store) == kit.contents(clean)


@pytest.mark.parametrize("code", ["changed", "not_found", "not_readable"])
def test_what_could_not_be_had_is_always_tried_again(
    kit: Any, one: Path, make_store: MakeStore, code: str
) -> None:
    store = make_store("store")
    for _ in range(5):
        engine = kit.Inline()
        error = FileAccessError(code, "a.txt", detail="I/O error")
        engine.answers["a.txt"] = [Failed(error)]
        assert kit.run(one, store, engine).outcomes[Outcome.FAILED] == 1
        assert len(engine.done) == 1
    assert kit.run(one, store).outcomes[Outcome.IMPORTED] == 1


def test_what_is_damaged_is_tried_again_when_the_program_is_new(
    kit: Any, tmp_path: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("bad\n", encoding="utf-8")
    store, engine = make_store("store"), kit.Inline()
    kit.run(folder, store)
    kit.run(folder, store, engine)
    assert engine.done == []
    monkeypatch.setattr(plans, "models_digest", lambda: "new")
    engine.function = lambda unit: Done(_summary(kit, unit))
    report = kit.run(folder, store, engine)
    assert report.outcomes[Outcome.IMPORTED] == 1


def _summary(kit: Any, unit: Unit, **changes: Any) -> Any:
    row = kit.document_row(unit, "Văn bản", 1, None)
    return Summary(replace(row, **changes), (), (), ())


def test_an_incomplete_document_is_tried_in_three_runs_and_once_in_each(
    kit: Any, one: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_BATCH", 1)
    for name in ("b.txt", "c.txt"):
        (one / name).write_bytes((one / "a.txt").read_bytes())
    store = make_store("store")
    tried = []
    for number in range(5):
        engine = kit.Inline(lambda u: Done(_summary(kit, u, incomplete=True)), room=1)
        report = kit.run(one, store, engine)
        assert report.adds_up
        again = number > 2
        assert report.outcomes[Outcome.IMPORTED] == (0 if again else 1)
        assert report.outcomes[Outcome.DUPLICATE] == (0 if again else 2)
        assert report.outcomes[Outcome.UNCHANGED] == (3 if again else 0)
        tried.append(len(engine.done))
    assert tried == [1, 1, 1, 0, 0]
    kit.run(one, store, retry_failed=True)
    clean = make_store("clean")
    kit.run(one, clean)
    assert kit.contents(store) == kit.contents(clean)
