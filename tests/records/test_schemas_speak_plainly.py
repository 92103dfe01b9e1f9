"""Every field explains itself, every rule has words for its refusal, every example is right.

What the two validators make of each field is compared on the way.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from jsonschema import Draft202012Validator

from tests.records.reading import load, verdicts
from tests.records.walking import PROPERTIES, Property, Schema, each_file, each_property
from vendorbook.records import VENDOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@each_property
def test_every_field_explains_itself(prop: Property) -> None:
    assert prop.schema["title"][:1].isupper()
    assert not prop.schema["title"].endswith(".")
    assert prop.schema["description"].endswith(".")
    assert prop.schema["examples"]
    assert prop.schema["x-audience"] in {"shared", "internal"}


@each_property
def test_a_row_is_marked_internal_for_us_alone(prop: Property) -> None:
    if prop.name == "internal":
        assert prop.schema["x-audience"] == "internal"
        assert prop.schema["default"] is False


def test_what_the_vendor_must_not_see_is_internal() -> None:
    internal = {
        "vendor.tier",
        "vendor.supports_critical_function",
        "vendor.substitutability",
        "vendor.contracts[].renewal_decision",
        "vendor.contracts[].decided_on",
        "reviews.reviews[].recommend",
        "reviews.reviews[].recommend_reason",
        "playbook.tiers",
        "playbook.severities",
        "playbook.waivers",
    }
    marked = {prop.path for prop in PROPERTIES if prop.schema["x-audience"] == "internal"}
    assert internal <= marked
    in_vendor_folders = {path for path in marked if path.partition(".")[0] in VENDOR_KINDS}
    assert {path for path in in_vendor_folders if not path.endswith(".internal")} <= internal


@each_property
def test_examples_are_valid_for_both_validators(prop: Property) -> None:
    for example in prop.schema["examples"]:
        assert verdicts(prop.raw, example) == {True}, example


ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 0.5, 10**6, Decimal("1.5"), "", " ", "x", "x y", "X", "true",
    "2026-02-30", "2026-10-09", "2026-10-09T02:15:00", "2026-13", "2026-Q5", "0m",
    "MS-1", "MS-01", "a/MS-01", "+44", "+442079460101", "a@b", "http://a:b@c.example/",
    "Nowhere/Now", "٢٠٢٦-١٠-٠٩", [], ["x"], [None], ["MS-01", "MS-01"], {}, {"x": 1}, {"": {}},
]  # fmt: skip


@each_property
def test_both_validators_agree_about_odd_values(prop: Property) -> None:
    assert [value for value in ODD_VALUES if len(verdicts(prop.raw, value)) == 2] == []


@each_file
def test_a_schema_is_valid_and_named_after_its_file(file: Path) -> None:
    schema = load(file.name)
    Draft202012Validator.check_schema(schema)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == file.name


@each_file
def test_every_rule_about_a_value_or_a_combination_speaks_plainly(file: Path) -> None:
    silent = [
        path
        for path, node, spoken in nodes(load(file.name), "", spoken=False)
        if ("pattern" in node and "patternErrorMessage" not in node and not spoken)
        or ({"anyOf", "oneOf", "not"} & node.keys() and not spoken)
    ]
    assert silent == []


@each_file
def test_error_messages_continue_a_sentence(file: Path) -> None:
    for _, node, _ in nodes(load(file.name), "", spoken=False):
        for key in {"errorMessage", "patternErrorMessage"} & node.keys():
            words = node[key]
            assert not words.endswith(".")
            first = words.split()[0]
            assert first == first.lower() or first.rstrip(",").isupper() or first == "KPI"


@each_file
def test_no_mapping_takes_keys_that_are_not_described(file: Path) -> None:
    for path, node, _ in nodes(load(file.name), "", spoken=False):
        if node.get("type") != "object":
            continue
        if "properties" in node:
            assert node["additionalProperties"] is False, path
        else:
            assert "propertyNames" in node, path
            assert isinstance(node["additionalProperties"], dict), path


@each_file
def test_hints_about_derived_keys_name_no_field_and_continue_a_sentence(file: Path) -> None:
    for _, node, _ in nodes(load(file.name), "", spoken=False):
        for key, hint in node.get("x-hints", {}).items():
            assert key not in node["properties"]
            assert hint[0].islower()
            assert not hint.endswith(".")


def nodes(schema: Any, path: str, *, spoken: bool) -> Iterator[tuple[str, Schema, bool]]:
    """Every subschema with its path, and whether a message of its own or around it covers it.

    Conditions (`if`) and names of keys need no message: they refuse nothing, or the field speaks.
    """
    if isinstance(schema, list):
        for number, each in enumerate(schema):
            yield from nodes(each, f"{path}/{number}", spoken=spoken)
        return
    if not isinstance(schema, dict):
        return
    covered = spoken or "errorMessage" in schema
    yield path, schema, covered
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            for name, each in value.items():
                yield from nodes(each, f"{path}/{key}/{name}", spoken=False)
        elif key in {"allOf", "anyOf", "oneOf", "not", "then", "else"}:
            yield from nodes(value, f"{path}/{key}", spoken=covered)
        elif key in {"items", "additionalProperties"}:
            yield from nodes(value, f"{path}/{key}", spoken=False)
