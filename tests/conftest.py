"""What all tests share: settled property tests, the checkout, small records."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
