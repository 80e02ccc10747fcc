"""What work is named by: a change that matters must not be overlooked."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ccndocs
from ccndocs.bulk.plan import (
    READING,
    RECORDS,
    ImportOptions,
    code_digest,
    make_plan,
)
from ccndocs.types.options import Options

ROOT = Path(ccndocs.__file__).parent
# Said of an input and what a program logs changes no page.
HARMLESS = {"errors.py", "types/issue.py", "__init__.py"}


def imported(start: list[Path]) -> set[str]:
    """Our modules that these files need, directly or not, as paths."""
    seen: set[Path] = set()
    queue = list(start)
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            parts = node.module.split(".")
            if parts[0] != "ccndocs":
                continue
            for names in (parts[1:], *([*parts[1:], a.name] for a in node.names)):
                place = ROOT.joinpath(*names)
                for found in (place.with_suffix(".py"), place / "__init__.py"):
                    if names and found.is_file():
                        queue.append(found)
    return {path.relative_to(ROOT).as_posix() for path in seen}


def test_reading_is_named_by_all_it_imports() -> None:
    start = [p for part in ("source", "ocr") for p in (ROOT / part).rglob("*.py")]
    empty = {p for p in imported(start) if p.endswith("/__init__.py")}
    missing = {
        path
        for path in imported(start) - HARMLESS - empty
        if not any(path == part or path.startswith(f"{part}/") for part in READING)
    }
    assert missing == set()


def test_only_a_limit_that_was_set_skips() -> None:
    plain = make_plan("store", ImportOptions())
    asked = make_plan("store", ImportOptions(read=Options(max_bytes=1000)))
    assert plain.limits == {"too_many_pages"}
    assert asked.limits == {"too_many_pages", "too_large"}


def test_every_part_that_names_work_is_there() -> None:
    for part in (*READING, *RECORDS):
        assert (ROOT / part).exists(), part


def test_what_is_compiled_names_nothing(tmp_path: Path) -> None:
    code_digest.cache_clear()
    before = code_digest(("vi",))
    scrap = ROOT / "vi" / "__pycache__" / "scrap.pyc.1"
    scrap.parent.mkdir(exist_ok=True)
    scrap.write_bytes(b"half")
    try:
        code_digest.cache_clear()
        assert code_digest(("vi",)) == before
    finally:
        scrap.unlink()


def test_a_model_names_the_work_that_asks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("digits", "syllables"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("ccndocs.vi.tables.models_folder", lambda: tmp_path)
    first = make_plan("store", ImportOptions())
    (tmp_path / "syllables" / "meta.json").write_text('{"seed": 2}', encoding="utf-8")
    words = make_plan("store", ImportOptions())
    (tmp_path / "digits" / "meta.json").write_text('{"seed": 2}', encoding="utf-8")
    pages = make_plan("store", ImportOptions())
    assert first.reading == words.reading != pages.reading
    assert first.work != words.work != pages.work
