"""Records as JSON values and back, and the JSON Schema that describes them.

The record types decide: both directions walk their fields, so a field added there
needs no change here.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from ccndocs.types.record import (
    SCHEMA_VERSION,
    DocumentRecord,
    Evidence,
    Record,
    TaskRecord,
)

_SCHEMA_FILE = "record.schema.json"

# Absent from the JSON where there is nothing to say; all other fields are printed.
_ABSENT: dict[tuple[type, str], object] = {
    (Evidence, "boxes"): (),
    (Record, "text"): None,
    (DocumentRecord, "attachments"): (),
    (TaskRecord, "attachment"): None,
}


class RecordFormatError(ValueError):
    """JSON that is not a record of this major version; the message says where."""


def to_dict(record: Record, *, with_text: bool = False) -> dict[str, Any]:
    """The record as JSON values, in the order of the contract.

    `text` is there only when asked for (and known); evidence has `boxes` only where
    the document has pages with places.
    """
    value = _plain(record)
    assert isinstance(value, dict)
    if not with_text:
        value.pop("text", None)
    return value


def from_dict(value: object) -> Record:
    """The record that `to_dict` made `value` of.

    Fields this version does not know are ignored, since adding one is a minor
    version. Raises RecordFormatError for another major version or another shape.
    """
    if not isinstance(value, dict):
        raise RecordFormatError(f"record: expected an object, found {_name(value)}")
    version = value.get("schema_version")
    ours = SCHEMA_VERSION.split(".")[0]
    if not isinstance(version, str) or version.split(".")[0] != ours:
        raise RecordFormatError(
            f"schema_version: this program reads version {ours}.x, found {version!r}"
        )
    record = _build(Record, value, "record")
    assert isinstance(record, Record)
    return record


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a record, as published."""
    return files("ccndocs.types").joinpath(_SCHEMA_FILE).read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """The JSON Schema of a record as a value."""
    value = json.loads(schema_text())
    assert isinstance(value, dict)
    return value


def _plain(value: object) -> object:
    """Dataclasses to objects, tuples to arrays, names of an enumeration to text."""
    if is_dataclass(value):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        return {
            name: _plain(item)
            for name, item in found.items()
            if (type(value), name) not in _ABSENT or item != _ABSENT[type(value), name]
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def _build(kind: Any, value: object, where: str) -> object:
    """`value` as the type `kind`; `where` names the place in messages."""
    if get_origin(kind) in (Union, UnionType):
        return _build_optional(kind, value, where)
    if get_origin(kind) is tuple:
        return _build_tuple(kind, value, where)
    if is_dataclass(kind):
        return _build_object(kind, value, where)
    return _build_scalar(kind, value, where)


def _build_optional(kind: Any, value: object, where: str) -> object:
    """`X | None`, the only union of the contract."""
    if value is None:
        return None
    (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
    return _build(inner, value, where)


def _build_tuple(kind: Any, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise RecordFormatError(f"{where}: expected an array, found {_name(value)}")
    kinds = get_args(kind)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise RecordFormatError(
            f"{where}: expected {len(kinds)} items, found {len(value)}"
        )
    return tuple(
        _build(inner, item, f"{where}[{at}]")
        for at, (inner, item) in enumerate(zip(kinds, value, strict=True))
    )


def _build_object(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, dict):
        raise RecordFormatError(f"{where}: expected an object, found {_name(value)}")
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        place = f"{where}.{field.name}"
        if field.name in value:
            given[field.name] = _build(hints[field.name], value[field.name], place)
        elif (kind, field.name) in _ABSENT:
            given[field.name] = _ABSENT[kind, field.name]
        elif _required(field):
            raise RecordFormatError(f"{place}: missing")
    return kind(**given)


def _build_scalar(kind: Any, value: object, where: str) -> object:
    # JSON has one kind of number: 50 is a valid area.
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise RecordFormatError(
            f"{where}: expected {kind.__name__}, found {_name(value)}"
        )
    return value


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _name(value: object) -> str:
    """What `value` is, short enough for a message."""
    text = repr(value)
    return text if len(text) <= 40 else type(value).__name__
