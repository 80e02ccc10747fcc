"""Whatever the document, its record keeps the contract."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ccndocs import Options, process
from ccndocs.types.json import from_dict, schema, to_dict

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
TEXTS = sorted((CORPUS / "text").glob("*.txt"))
PDFS = sorted((CORPUS / "pdf").glob("*.pdf"))[:2]


def _closed(value: Any) -> Any:
    """The schema, allowing no property it does not name."""
    if isinstance(value, dict):
        found = {name: _closed(item) for name, item in value.items()}
        return (
            {**found, "additionalProperties": False} if "required" in found else found
        )
    return [_closed(item) for item in value] if isinstance(value, list) else value


VALIDATOR = jsonschema.Draft202012Validator(
    _closed(copy.deepcopy(schema())), format_checker=jsonschema.FormatChecker()
)


@pytest.fixture(scope="module", params=[*TEXTS, *PDFS], ids=lambda path: path.name)
def value(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The record of a document of the corpus, as JSON values."""
    return to_dict(process(request.param, Options(with_text=True)), with_text=True)


def test_there_are_documents():
    assert len(TEXTS) >= 15
    assert len(PDFS) == 2


def test_the_record_validates(value: dict[str, Any]):
    assert [error.message for error in VALIDATOR.iter_errors(value)] == []


def test_the_record_reads_back(value: dict[str, Any]):
    assert to_dict(from_dict(value), with_text=True) == value


def test_evidence_is_what_stands_there(value: dict[str, Any]):
    raw = value["text"]["raw"]
    for evidence in _evidence(value):
        read = raw[evidence["start"] : evidence["end"]]
        assert read == evidence["text_as_read"]
        assert 1 <= evidence["page"] <= value["document"]["source"]["pages"]


def test_every_finding_has_evidence(value: dict[str, Any]):
    for kind in ("tasks", "statistics", "clusters"):
        assert all(item["evidence"] for item in value[kind]), kind


def test_every_edit_is_told_in_the_text_as_read(value: dict[str, Any]):
    raw = value["text"]["raw"]
    for start, end, as_read, _, rule in value["text"]["edits"]:
        assert raw[start:end] == as_read
        assert rule


def test_ids_of_tasks_are_unique(value: dict[str, Any]):
    ids = [task["id"] for task in value["tasks"]]
    assert len(ids) == len(set(ids))


def test_all_text_is_composed(value: dict[str, Any]):
    for text in _strings(value):
        assert unicodedata.is_normalized("NFC", text)


def _evidence(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("evidence", ())
        for item in value.values():
            yield from _evidence(item)
    elif isinstance(value, list):
        for item in value:
            yield from _evidence(item)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
