"""A record kind is written down twice, as a schema and as a class: here the two are held together.

Names rhyme as well: kind, schema, module and test.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from tests.records.reading import SCHEMAS, load
from tests.records.walking import (
    Pair,
    Property,
    Schema,
    each_kind,
    each_pair,
    each_property,
    record_in,
    resolved,
)
from vendorbook.records import ALL_KINDS, VENDOR_KINDS, Kind, facts
from vendorbook.records.facts import Duration, Moment, Period, yaml_key


@each_pair
def test_schema_and_record_have_the_same_fields_in_the_same_order(pair: Pair) -> None:
    names = [yaml_key(each.name) for each in fields(pair.record) if each.name != "origin"]
    assert list(pair.schema["properties"]) == names


@each_pair
def test_what_the_schema_requires_has_no_default_in_the_record(pair: Pair) -> None:
    without_default = [
        yaml_key(each.name)
        for each in fields(pair.record)
        if each.default is MISSING and each.default_factory is MISSING and each.name != "origin"
    ]
    assert pair.schema.get("required", []) == without_default


@each_property
def test_both_name_the_same_default(prop: Property) -> None:
    default = prop.schema.get("default")
    if isinstance(prop.default, Decimal):
        assert prop.default == Decimal(str(default))
    elif default is None:
        assert prop.default in {MISSING, None, ()}
    else:
        assert (prop.default, type(prop.default)) == (default, type(default))


@each_property
def test_both_name_the_same_type(prop: Property) -> None:
    expected = annotation_for(prop.schema, prop.hint, prop.raw)
    assert prop.hint == (expected | None if prop.default is None else expected)


def annotation_for(schema: Schema, hint: Any, raw: Schema) -> Any:
    """The annotation that a field with this schema must have in its record."""
    reference = raw.get("$ref", "").rpartition("/")[2]
    by_reference = {
        "date": date,
        "moment": Moment,
        "duration": Duration,
        "period": Period,
        "money": facts.Money,
        "action": facts.Action,
    }
    if reference in by_reference:
        return by_reference[reference]
    kind = schema.get("type")
    if kind in ("array", ["string", "array"]):
        items = schema["items"]
        return tuple[annotation_for(resolved(items), hint, items), ...]  # type: ignore[misc]
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    if kind == "object" and "properties" in schema:
        return record_in(hint)
    if kind == "object":
        values = schema["additionalProperties"]
        return Mapping[str, annotation_for(resolved(values), hint, values)]  # type: ignore[misc]
    return {"string": str, "integer": int, "number": Decimal, "boolean": bool}[str(kind)]


@each_kind
def test_the_root_record_lives_in_the_module_of_its_kind(kind: Kind) -> None:
    module = importlib.import_module(f"vendorbook.records.{kind.name}")
    assert kind.root.__module__ == module.__name__


def test_schema_module_test_and_kind_rhyme() -> None:
    kinds = {kind.name for kind in ALL_KINDS}
    assert len(kinds) == len(ALL_KINDS)
    schemas = {file.name.removesuffix(".schema.json") for file in SCHEMAS.glob("*.schema.json")}
    modules = {file.stem for file in Path(str(facts.__file__)).parent.glob("*.py")}
    tests = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert schemas - {"common"} == kinds
    assert modules - {"facts", "building", "__init__"} == kinds
    assert kinds <= tests


@each_kind
def test_a_file_of_one_list_names_it_after_itself(kind: Kind) -> None:
    keys = list(load(f"{kind.name}.schema.json")["properties"])
    assert kind.list_key == (kind.name if keys == [kind.name] else None)
    assert not kind.is_log or kind.list_key


def test_two_files_are_enough_for_a_vendor() -> None:
    assert {kind.name for kind in VENDOR_KINDS.values() if kind.required} == {"vendor", "contacts"}


def test_logs_may_be_folders() -> None:
    logs = {kind.name for kind in VENDOR_KINDS.values() if kind.is_log}
    assert logs == {"measurements", "meetings", "feedback", "reviews", "changes", "improvement"}


@each_pair
def test_every_record_class_says_what_it_is(pair: Pair) -> None:
    assert pair.record.__doc__
    assert not pair.record.__doc__.startswith(f"{pair.record.__name__}(")
