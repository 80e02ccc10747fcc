"""A record is settled by its document: not by the run, the machine or the encoding."""

from __future__ import annotations

import codecs
import dataclasses
import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.json import to_dict
from ccndocs.types.options import Options

CORPUS = Path(__file__).parents[2] / "corpus" / "text"
NAMES = (
    "kh-phan-cap-hoa-lam",
    "bc-hien-trang-an-son",
    "qd-quan-ly-an-son",
    "tb-ket-luan-hoa-lam",
)


def told(name: str, data: bytes) -> dict[str, Any]:
    """The record as JSON, without what only names the file and its bytes."""
    record = process_source(from_bytes(f"{name}.txt", data, Options()))
    tasks = tuple(dataclasses.replace(task, id="") for task in record.tasks)
    value = to_dict(dataclasses.replace(record, tasks=tasks))
    del value["document"]["id"], value["document"]["source"]
    return value


def test_the_order_of_documents_leaves_no_trace() -> None:
    texts = {name: (CORPUS / f"{name}.txt").read_bytes() for name in NAMES}
    first = {name: told(name, data) for name, data in texts.items()}
    for name in reversed(NAMES):
        assert told(name, texts[name]) == first[name]


def test_hashes_leave_no_trace(
    python: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Sets of texts have another order in each run of Python, unless a seed is given.
    paths = [str(CORPUS / f"{name}.txt") for name in NAMES]
    found = set()
    for seed in ("1", "2"):
        settings = os.environ | {"PYTHONHASHSEED": seed}
        done = python("-m", "ccndocs", "extract", "--with-text", *paths, env=settings)
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) == len(NAMES)
        found.add(done.stdout)
    assert len(found) == 1


FORMS: dict[str, Callable[[str], bytes]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "marked": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES[:2])
def test_the_same_text_in_other_bytes_is_the_same_record(name: str, form: str) -> None:
    text = (CORPUS / f"{name}.txt").read_text("utf-8")
    found = told(name, FORMS[form](text))
    assert found == told(name, text.encode())
    written = json.dumps(found, ensure_ascii=False)
    assert unicodedata.is_normalized("NFC", written)
