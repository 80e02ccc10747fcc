"""What all tests share: settled property tests, the checkout, small records."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ccndocs.types.issue import Issue
from ccndocs.types.record import (
    AgencyRecord,
    DeadlineRecord,
    DocumentRecord,
    Evidence,
    IssuerRecord,
    Record,
    SourceInfo,
    TaskRecord,
    TextRecord,
)

# The same cases on every machine, and none fails for being slow on a busy one.
settings.register_profile("settled", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("settled")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def python(checkout: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a fresh Python in the checkout: `python("-c", "…")`."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        settings = {"cwd": checkout, "capture_output": True, "text": True}
        settings |= {"timeout": 120, "encoding": "utf-8"}
        return subprocess.run([sys.executable, *arguments], **{**settings, **options})

    return run


def _deadline(text: str = "trước ngày 30/6/2031", **changes: object) -> DeadlineRecord:
    values: dict[str, object] = {
        "text": text,
        "kind": "by",
        "start": None,
        "end": "2031-06-30",
        "bound": "exclusive",
        "edtf": "../2031-06-30",
        "rrule": None,
        "relative": None,
    }
    return DeadlineRecord(**{**values, **changes})


def _task(description: str = "Lập quy hoạch.", **changes: object) -> TaskRecord:
    values: dict[str, object] = {
        "id": "t1",
        "description": description,
        "section": ("II", "1", "a"),
        "heading": "Nhiệm vụ",
        "agencies": (
            AgencyRecord("Sở Công Thương", "lead", "Sở Công Thương", False, None),
            AgencyRecord("Sở Tài chính", "coordinate", "Sở Tài chính", False, None),
        ),
        "deadline": _deadline(),
        "other_deadlines": (),
        "output": None,
        "evidence": (Evidence(2, 0, 3, (), "Lập"),),
        "confidence": 0.9,
        "flags": (),
    }
    return TaskRecord(**{**values, **changes})


def _record(
    name: str = "kh.pdf",
    tasks: tuple[TaskRecord, ...] | None = None,
    pages: int = 1,
    issues: tuple[Issue, ...] = (),
) -> Record:
    document = DocumentRecord(
        id="sha256:" + "0" * 64,
        source=SourceInfo(name, "application/pdf", 10, pages),
        type="KH",
        number_symbol="12/KH-UBND",
        issuer=IssuerRecord("UBND tỉnh An Sơn", "ỦY BAN NHÂN DÂN TỈNH AN SƠN"),
        place="An Sơn",
        issued_on="2031-02-03",
        title="Phát triển cụm công nghiệp",
        signer=None,
        recipients=("Như trên",),
        citations=(),
    )
    text = TextRecord("plain", "vi", "intact", "Lập", "Lập", ())
    return Record(
        "1.0", document, (_task(),) if tasks is None else tasks, (), (), text, issues
    )


@pytest.fixture(scope="session")
def make_record() -> Callable[..., Record]:
    """A small record; `name`, `tasks`, `pages` and `issues` can be given."""
    return _record


@pytest.fixture(scope="session")
def make_task() -> Callable[..., TaskRecord]:
    """A small task; any field can be given."""
    return _task


@pytest.fixture(scope="session")
def make_deadline() -> Callable[..., DeadlineRecord]:
    """A small deadline; any field can be given."""
    return _deadline


class _HereAndNow:
    """An import's engine without processes: `ahead` units at once, last come first."""

    def __init__(self, ahead: int) -> None:
        self._ahead = ahead
        self._units: list[Any] = []

    @property
    def room(self) -> int:
        return max(0, self._ahead - len(self._units))

    @property
    def busy(self) -> int:
        return len(self._units)

    def submit(self, unit: Any) -> None:
        self._units.append(unit)

    def results(self, seconds: float) -> list[tuple[Any, Any]]:
        from ccndocs.bulk.work import do

        units, self._units = self._units[::-1], []
        return [(unit, do(unit)) for unit in units]

    def close(self) -> None:
        """Nothing is open."""


class _Silent:
    """Hears what an import tells, and keeps it to itself."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: None


def _fill(store: Path, *paths: Path, ahead: int = 1) -> None:
    from ccndocs.bulk import ImportOptions, import_all
    from ccndocs.store import open_store

    opened = open_store(str(store), create=True)
    try:
        engine = _HereAndNow(ahead)
        names = [str(path) for path in paths]
        report = import_all(names, opened, ImportOptions(), engine, _Silent())
        assert report.adds_up
    finally:
        opened.close()


@pytest.fixture(scope="session")
def fill_store() -> Callable[..., None]:
    """Imports into a store, in this process: `fill_store(store, path, …, ahead=3)`."""
    return _fill


LETTERS = (
    "ctr-hanh-dong-hoa-lam",
    "d-tb-cat-nuoc-hai-trieu",  # orders nothing
    "d-web-cv-ccn-thanh-luong",
    "k-ctr-tinh-uy-cong-nghiep-que-lam",
)


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A folder of four invented documents and an empty file."""
    folder = tmp_path_factory.mktemp("letters")
    for name in LETTERS:
        text = checkout / "corpus" / "text" / f"{name}.txt"
        (folder / text.name).write_bytes(text.read_bytes())
    (folder / "empty.pdf").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, letters: Path) -> Path:
    """A store of the letters, for tests that only read it."""
    store = tmp_path_factory.mktemp("stores") / "filled"
    _fill(store, letters)
    return store


@pytest.fixture
def own_store(filled: Path, tmp_path: Path) -> Path:
    """The same store, for a test that changes it."""
    return Path(shutil.copytree(filled, tmp_path / "store"))
