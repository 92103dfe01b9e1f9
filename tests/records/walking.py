"""A walk through every schema beside its record classes, for tests that hold the two together."""

from __future__ import annotations

import typing
from dataclasses import fields
from typing import Any, NamedTuple

import pytest

from tests.records.reading import COMMON, SCHEMAS, load
from vendorbook.records import ALL_KINDS
from vendorbook.records.facts import Record, yaml_key

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]


class Pair(NamedTuple):
    """A mapping of a schema and the record class that stands for it."""

    path: str
    schema: Schema
    record: type[Record]


class Property(NamedTuple):
    """One property of a schema with its `$ref` resolved, and as it stands in the file."""

    path: str
    schema: Schema
    raw: Schema
    record: type[Record]
    name: str

    @property
    def default(self) -> Any:
        """The record's default, or MISSING; a record of defaults counts as none."""
        return next(
            each.default for each in fields(self.record) if yaml_key(each.name) == self.name
        )

    @property
    def hint(self) -> Any:
        hints = typing.get_type_hints(self.record)
        return next(hint for name, hint in hints.items() if yaml_key(name) == self.name)


def resolved(schema: Schema) -> Schema:
    """A schema with its reference into the common types merged in, at every depth of references."""
    if "$ref" not in schema:
        return schema
    target = load(COMMON)["$defs"][schema["$ref"].rpartition("/")[2]]
    return {**resolved(target), **{key: schema[key] for key in schema if key != "$ref"}}


def without_local_references(schema: Any) -> Any:
    """A part of the common types that can be understood outside their file."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs", f"{COMMON}#/$defs")
            if key == "$ref" and value.startswith("#")
            else without_local_references(value)
            for key, value in schema.items()
        }
    return [without_local_references(e) for e in schema] if isinstance(schema, list) else schema


def record_in(hint: Any) -> Any:
    """The record class that an annotation holds, whether in a tuple, a mapping or beside None."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint
    return next(filter(None, map(record_in, typing.get_args(hint))), None)


def pairs_of(schema: Schema, record: type[Record], path: str) -> Iterator[Pair]:
    yield Pair(path, schema, record)
    for name, raw in schema["properties"].items():
        prop = Property(f"{path}.{name}", resolved(raw), raw, record, name)
        items = resolved(prop.schema.get("items", {}))
        for part, suffix in ((prop.schema, ""), (items, "[]")):
            if "properties" in part:
                inner = record_in(prop.hint)
                assert inner is not None, f"{prop.path}: the record has no class for this mapping"
                yield from pairs_of(part, inner, f"{prop.path}{suffix}")


PAIRS = [
    pair
    for kind in ALL_KINDS
    for pair in pairs_of(
        without_local_references(load(f"{kind.name}.schema.json")), kind.root, kind.name
    )
]
PROPERTIES = [
    Property(
        f"{pair.path}.{name}",
        resolved(raw),
        without_local_references(raw),
        pair.record,
        name,
    )
    for pair in PAIRS
    for name, raw in pair.schema["properties"].items()
]
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=[pair.path for pair in PAIRS])
each_property = pytest.mark.parametrize("prop", PROPERTIES, ids=[prop.path for prop in PROPERTIES])
each_kind = pytest.mark.parametrize("kind", ALL_KINDS, ids=[kind.name for kind in ALL_KINDS])
each_file = pytest.mark.parametrize(
    "file", sorted(SCHEMAS.glob("*.json")), ids=lambda file: file.stem.removesuffix(".schema")
)
