"""Small documents and the tasks they hold, in the notation of `notation.py`.

A case file is a text, a line of "=" and the expected tasks (none: no line).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))

spec = importlib.util.spec_from_file_location("notation", HERE / "notation.py")
assert spec
assert spec.loader
notation = importlib.util.module_from_spec(spec)
spec.loader.exec_module(notation)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_tasks_of_small_documents(path: Path) -> None:
    text, _, wanted = path.read_text("utf-8").partition("\n=====\n")
    source = from_bytes(path.name, text.encode(), Options())
    record = process_source(source)
    lines = wanted.strip().splitlines()
    assert notation.cut_like(notation.tasks(record), lines) == lines


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
