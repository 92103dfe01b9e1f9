"""The only door to JSON Schema: which schema a record kind has, and whether a document keeps it.

A compiled validator says quickly whether a document is valid; a second, slower one is asked only
for documents that are not, because it can say precisely why. Putting that into words is the task of
`schema_messages`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import jsonschema_rs

from vendorbook.records.facts import parse_date, parse_moment
from vendorbook.schema_messages import explain
from vendorbook.schema_words import SchemaField, SchemaViolation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorbook.documents import Document
    from vendorbook.findings import Finding

COMMON = "common.schema.json"


@dataclass(frozen=True)
class Validation:
    """What validation leaves to work with.

    Attributes:
        findings: One finding for each mistake.
        data: The data without the list items that are wrong, or None when the whole is unusable.
        dropped: Ids of the items that were left out, so that references to them still resolve.
        uncertain: The names of the lists that lack them.
    """

    findings: list[Finding]
    data: dict[str, Any] | None
    dropped: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()


class FieldEntry(NamedTuple):
    """One field of a record kind, for the reference: its path such as `people[].name`."""

    path: str
    schema: SchemaField
    required: bool


def schemas_folder() -> Path:
    """Where the schemas are: inside an installed package, or at the top of the repository."""
    here = Path(__file__).resolve().parent
    packaged = here / "data" / "schemas"
    return packaged if packaged.is_dir() else here.parents[1] / "schemas"


@cache
def load_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a record kind.

    Raises:
        FileNotFoundError: When there is no such kind; that is a fault of ours.
    """
    text = (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _common() -> dict[str, Any]:
    return load_schema("common")


def validate(document: Document, kind: str, vendor: str = "") -> Validation:
    """Compare a document with the schema of its kind.

    Every mistake becomes one finding at its line and column. A mistake inside a list costs that
    list's item alone; anywhere else it makes the whole document unusable.
    """
    data = document.data
    if is_valid(kind, data):
        return Validation([], data)
    violations = list(violations_of(kind, data))
    findings = explain(document, violations, lambda path: field_at(kind, path), vendor)
    spoilt = [each for each in violations if each.spoils_data]
    return _without_broken_items(document, spoilt, findings)


def is_valid(kind: str, data: Any) -> bool:
    """Whether data keeps the schema of its kind, without saying why not."""
    return bool(_fast_validator(kind).is_valid(data))


def field_at(kind: str, path: Sequence[str | int]) -> SchemaField:
    """The schema of the field at a path of keys and list positions, `$ref` resolved."""
    schema = _resolved(load_schema(kind))
    for step in path:
        schema = _resolved(_child(schema, step))
    return schema


def fields(kind: str) -> Iterator[FieldEntry]:
    """Every field of a record kind in the order of its schema, lists as `name[]`."""
    yield from _fields(load_schema(kind), "")


def lists_below(kind: str, path: Sequence[str | int]) -> Iterator[str]:
    """The names of the lists that the field at a path is, is an item of, or holds."""
    field = field_at(kind, path)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if field.get("type") == "array" or (path and isinstance(path[-1], int)):
        yield name
    inside = field if "properties" in field else _resolved(field.get("items", {}))
    for each in _fields(inside, ""):
        if each.schema.get("type") == "array":
            yield re.split(r"\W+", each.path)[-1]


def _fields(schema: SchemaField, prefix: str) -> Iterator[FieldEntry]:
    required = schema.get("required", ())
    for name, raw in schema.get("properties", {}).items():
        each = _resolved(raw)
        path = f"{prefix}{name}"
        yield FieldEntry(path, each, name in required)
        if "properties" in each:
            yield from _fields(each, f"{path}.")
        items = _resolved(each.get("items", {}))
        if "properties" in items:
            yield from _fields(items, f"{path}[].")
        values = each.get("additionalProperties")
        if isinstance(values, dict) and "properties" in _resolved(values):
            yield from _fields(_resolved(values), f"{path}.*.")


def _child(schema: SchemaField, step: str | int) -> SchemaField:
    child: Any
    if isinstance(step, int):
        child = schema.get("items", {})
    else:
        child = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
    return child if isinstance(child, dict) else {}


def _resolved(schema: SchemaField) -> SchemaField:
    """A schema with its `$ref` merged in; what stands beside the reference wins."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target: Any = _common()
    for step in reference.partition("#/")[2].split("/"):
        target = target[step]
    return {**_resolved(target), **{key: schema[key] for key in schema if key != "$ref"}}


def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        parse_moment(value)
    except ValueError:
        return False
    return True


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        parse_date(value)
    except ValueError:
        return False
    return True


def _is_timezone(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # an unknown name is a KeyError
        return False
    return True


_FORMATS = {"date": _is_day, "moment": _is_moment, "timezone": _is_timezone}


@cache
def _fast_validator(kind: str) -> Any:
    registry = jsonschema_rs.Registry([(COMMON, _common())])
    # Its own notion of a date is ours, and takes no call back into Python.
    formats = {name: test for name, test in _FORMATS.items() if name != "date"}
    return jsonschema_rs.validator_for(
        load_schema(kind), registry=registry, validate_formats=True, formats=formats
    )


@cache
def _slow_validator(kind: str) -> Any:
    """The validator that can say why.

    It is imported only when something has to be explained: that takes longer than validating a
    thousand files that have no mistake.
    """
    from jsonschema import Draft202012Validator, FormatChecker, validators  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415

    checker = FormatChecker(formats=())
    for name, test in _FORMATS.items():
        checker.checks(name)(test)
    explaining = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator,
        validators={"pattern": _pattern},
        type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
    )
    registry: Registry[Any] = Registry().with_resource(COMMON, Resource.from_contents(_common()))
    return explaining(load_schema(kind), registry=registry, format_checker=checker)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Exception]:
    from jsonschema import ValidationError  # noqa: PLC0415 - see `_slow_validator`

    # Python's `$` also matches before a final line break; JSON Schema's does not.
    if isinstance(instance, str) and not re.search(_END.sub(r"\\Z", pattern), instance):
        yield ValidationError("pattern")


_END = re.compile(r"\$(?=$|\))")


def _is_integer(_: Any, instance: object) -> bool:
    if isinstance(instance, Decimal):
        return instance == instance.to_integral_value()
    return isinstance(instance, int) and not isinstance(instance, bool)


def violations_of(kind: str, data: Any) -> Iterator[SchemaViolation]:
    """Every rule of the schema that some of the data breaks."""
    found = False
    for error in _slow_validator(kind).iter_errors(data):
        found = True
        yield SchemaViolation(
            keyword=str(error.validator),
            path=tuple(error.absolute_path),
            expected=error.validator_value,
            value=error.instance,
            schema=error.schema,
        )
    if not found:
        # The two validators must not be able to disagree in silence.
        for error in _fast_validator(kind).iter_errors(data):
            yield SchemaViolation("unknown", tuple(error.instance_path), None, error.instance, {})


def _without_broken_items(
    document: Document, violations: list[SchemaViolation], findings: list[Finding]
) -> Validation:
    """Leave out every list item that a violation touches; all when one touches no list item."""
    data = document.data
    if not isinstance(data, dict):
        return Validation(findings, None)
    broken: dict[tuple[str | int, ...], set[int]] = {}
    whole = True
    for violation in violations:
        position = next((n for n, step in enumerate(violation.path) if isinstance(step, int)), None)
        if position is None:
            whole = False
        else:
            index = violation.path[position]
            broken.setdefault(violation.path[:position], set()).add(int(index))
    dropped: set[str] = set()
    for path, indexes in broken.items():
        data, ids = _without_items(document, data, path, indexes)
        dropped |= ids
    if not whole:
        return Validation(findings, None, frozenset(dropped | ids_in(data)))
    uncertain = frozenset(str(path[-1]) for path in broken)
    return Validation(findings, data, frozenset(dropped), uncertain)


def _without_items(
    document: Document, data: dict[str, Any], path: tuple[str | int, ...], indexes: set[int]
) -> tuple[dict[str, Any], set[str]]:
    """A copy of `data` whose list at `path` lacks some items, and the ids of those.

    What is copied on the way keeps its place in the document.
    """
    copy: Any = _copied(document, data)
    parent = copy
    for step in path[:-1]:
        parent[step] = _copied(document, parent[step])
        parent = parent[step]
    items = parent[path[-1]]
    parent[path[-1]] = [each for index, each in enumerate(items) if index not in indexes]
    ids: set[str] = set()
    for index in indexes:
        ids |= ids_in(items[index])
    return copy, ids


def _copied(document: Document, original: dict[str, Any]) -> dict[str, Any]:
    copy = dict(original)
    document.stand_in(copy, original)
    return copy


def ids_in(data: Any) -> set[str]:
    """Every text that stands under a key `id`, however deep."""
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*(ids_in(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(ids_in(value) for value in data))
    return set()
