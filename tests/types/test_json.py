"""The record contract: types, JSON and JSON Schema say the same."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from types import NoneType
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types import json as record_json
from ccndocs.types.issue import Issue
from ccndocs.types.mention import DeadlineKind, Role
from ccndocs.types.record import (
    SCHEMA_VERSION,
    AgencyRecord,
    AttachmentRecord,
    CitationRecord,
    ClusterRecord,
    CurrentRecord,
    DeadlineRecord,
    DocumentRecord,
    Evidence,
    IssuerRecord,
    Record,
    RelativeRecord,
    ScopeRecord,
    SignerRecord,
    SourceInfo,
    StatisticRecord,
    TaskRecord,
    TextRecord,
)
from ccndocs.types.text import Diacritics

SCHEMA = record_json.schema()
NAMES = {
    AgencyRecord: "agency",
    AttachmentRecord: "attachment",
    CitationRecord: "citation",
    ClusterRecord: "cluster",
    CurrentRecord: "current",
    DeadlineRecord: "deadline",
    DocumentRecord: "document",
    Evidence: "evidence",
    Issue: "issue",
    IssuerRecord: "issuer",
    RelativeRecord: "relative",
    ScopeRecord: "scope",
    SignerRecord: "signer",
    SourceInfo: "source",
    StatisticRecord: "statistic",
    TaskRecord: "task",
    TextRecord: "text",
}
ALL = {**NAMES, Record: None}
# Printed only where there is something to say.
OPTIONAL = {
    (Evidence, "boxes"),
    (Record, "text"),
    (RelativeRecord, "months"),
    (DocumentRecord, "attachments"),
    (TaskRecord, "attachment"),
}


def _object(kind: type) -> dict[str, Any]:
    return SCHEMA if kind is Record else SCHEMA["$defs"][NAMES[kind]]


def _json_type(kind: Any) -> set[str]:
    """The JSON types that a field type allows."""
    simple = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if NoneType in get_args(kind):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return _json_type(inner) | {"null"}
    if is_dataclass(kind):
        return {f"#/$defs/{NAMES[kind]}"}
    return {simple.get(kind, "array")}


def _schema_type(value: dict[str, Any]) -> set[str]:
    """The JSON types that a property of the schema allows."""
    if "anyOf" in value:
        return set().union(*(_schema_type(part) for part in value["anyOf"]))
    if "$ref" in value:
        return {value["$ref"]}
    if "enum" in value:
        return {"null" if item is None else "string" for item in value["enum"]}
    kinds = value["type"]
    return set(kinds) if isinstance(kinds, list) else {kinds}


def test_every_object_of_the_schema_has_its_type():
    assert set(SCHEMA["$defs"]) == set(NAMES.values())


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_fields_and_properties_are_the_same(kind: type):
    assert set(_object(kind)["properties"]) == {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_fields_and_properties_have_the_same_types(kind: type):
    hints = get_type_hints(kind)
    for name, value in _object(kind)["properties"].items():
        expected = _json_type(hints[name])
        if (kind, name) in OPTIONAL and name == "text":
            expected -= {"null"}  # left out instead
        assert _schema_type(value) == expected, name
        if "array" in expected:
            items = value["items"]
            (first, *_) = get_args(hints[name])
            assert _schema_type(items) == _json_type(first), name


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_all_but_optional_fields_are_required(kind: type):
    optional = {name for owner, name in OPTIONAL if owner is kind}
    required = {field.name for field in fields(kind)} - optional
    assert set(_object(kind)["required"]) == required


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_property_is_described(kind: type):
    for name, value in _object(kind)["properties"].items():
        target = (
            SCHEMA["$defs"][value["$ref"].rsplit("/")[-1]] if "$ref" in value else {}
        )
        assert value.get("description") or target.get("description"), name


@pytest.mark.parametrize(
    ("name", "field", "values"),
    [
        ("agency", "role", set(Role)),
        ("deadline", "kind", set(DeadlineKind)),
        ("text", "diacritics", set(Diacritics)),
    ],
)
def test_enumerations_are_those_of_the_types(name, field, values):
    assert set(SCHEMA["$defs"][name]["properties"][field]["enum"]) == values


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any small value that a field type allows, numbers that JSON can write."""
    if NoneType in get_args(kind):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return st.none() | _values(inner)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: _values(hints[name]) for name in hints})
    if get_args(kind):
        first, *rest = get_args(kind)
        if rest == [Ellipsis]:
            return st.lists(_values(first), max_size=2).map(tuple)
        return st.tuples(*(_values(arg) for arg in get_args(kind)))
    return {
        str: st.text(max_size=5),
        int: st.integers(-9, 10**6),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
    }[kind]


RECORDS = _values(Record).map(lambda r: replace(r, schema_version=SCHEMA_VERSION))


@given(RECORDS)
def test_records_come_back_whole(record: Record):
    written = json.dumps(record_json.to_dict(record, with_text=True))
    assert record_json.from_dict(json.loads(written)) == record


@given(RECORDS)
def test_text_is_left_out_unless_asked_for(record: Record):
    assert "text" not in record_json.to_dict(record)


def test_order_and_names_are_those_of_the_contract(make_record):
    value = record_json.to_dict(make_record(), with_text=True)
    assert list(value) == [
        "schema_version",
        "document",
        "tasks",
        "statistics",
        "clusters",
        "text",
        "issues",
    ]
    assert "boxes" not in value["tasks"][0]["evidence"][0]


def test_a_record_validates(make_record):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for with_text in (False, True):
        validator.validate(record_json.to_dict(make_record(), with_text=with_text))


def _changed(value: dict[str, Any], path: str, new: object) -> dict[str, Any]:
    """A copy of `value` with the item at "tasks.0.deadline" replaced."""
    copy = json.loads(json.dumps(value))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    target = copy
    for part in way:
        target = target[part]
    target[last] = new
    return copy


@pytest.mark.parametrize(
    ("path", "new", "message"),
    [
        ("schema_version", "2.0", "reads version 1.x, found '2.0'"),
        ("schema_version", None, "reads version 1.x, found None"),
        ("tasks", {}, "record.tasks: expected an array"),
        ("tasks.0.confidence", "high", "record.tasks[0].confidence: expected float"),
        ("tasks.0.agencies.1.collective", 0, "agencies[1].collective: expected bool"),
        ("tasks.0.deadline", {}, "record.tasks[0].deadline.text: missing"),
        ("document.issued_on", 2031, "record.document.issued_on: expected str"),
        ("document", None, "record.document: expected an object"),
    ],
)
def test_what_is_no_record_is_refused(make_record, path, new, message):
    value = _changed(record_json.to_dict(make_record()), path, new)
    with pytest.raises(record_json.RecordFormatError) as caught:
        record_json.from_dict(value)
    assert message in str(caught.value)


@pytest.mark.parametrize("value", [None, [], "record", 1.0])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(record_json.RecordFormatError, match="expected an object"):
        record_json.from_dict(value)


def test_fields_of_a_later_minor_version_are_ignored(make_record):
    value = record_json.to_dict(make_record(), with_text=True)
    later = {**value, "schema_version": "1.7", "audience": ["x"]}
    later["document"] = {**value["document"], "secrecy": "mật"}
    read = record_json.from_dict(later)
    assert read.schema_version == "1.7"
    assert read.document == make_record().document


def test_whole_numbers_are_numbers(make_record):
    value = _changed(record_json.to_dict(make_record()), "tasks.0.confidence", 1)
    assert record_json.from_dict(value).tasks[0].confidence == 1.0
