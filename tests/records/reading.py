"""How the tests of records read the YAML that stands in them, through the same doors as the tool.

Every text is shown to both validators on the way, so each table of right and wrong records also
proves that the two agree.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from vendorbook.documents import Document, parse_document
from vendorbook.records import ALL_KINDS
from vendorbook.records.building import build
from vendorbook.records.facts import Origin, Record, parse_date
from vendorbook.schemas import validate

SCHEMAS = Path(__file__).parents[2] / "schemas"
COMMON = "common.schema.json"

SOMEWHERE = Origin(Document("expected.yml", {}, "{}"), {})
"""The origin of expected records: where a record stands is no part of equality."""

RecordType = TypeVar("RecordType", bound=Record)


def read(root: type[RecordType], text: str) -> RecordType:
    """The record that a file with this text becomes; the text must be faultless."""
    assert faults(root, text) == []
    document = _document(text)
    return build(root, document.data, document)


def faults(root: type[Record], text: str) -> list[str]:
    """What the author of a file with this text is told, as `code: message`."""
    (kind,) = (each.name for each in ALL_KINDS if each.root is root)
    document = _document(text)
    found = validate(document, kind).findings
    assert verdicts(load(f"{kind}.schema.json"), document.data) == {not found}
    return [f"{finding.code}: {finding.message}" for finding in found]


def verdicts(schema: dict[str, Any], value: Any) -> set[bool]:
    """Whether a value is valid, as jsonschema and as jsonschema-rs see it: one verdict or two."""
    slow, fast = _validators(json.dumps(schema))
    return {slow.is_valid(value), fast.is_valid(value)}


def load(name: str) -> dict[str, Any]:
    """A schema file as it is."""
    schema: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return schema


def _document(text: str) -> Document:
    document, findings = parse_document(dedent(text).encode(), "test.yml")
    assert findings == []
    assert document is not None
    return document


@cache
def _validators(text: str) -> tuple[Draft202012Validator, Any]:
    schema, common = json.loads(text), load(COMMON)
    slow_registry: Registry[Any] = Registry().with_resource(COMMON, Resource.from_contents(common))
    fast_registry = jsonschema_rs.Registry([(COMMON, common)])
    checker = FormatChecker(formats=())
    for name, test in _FORMATS.items():
        checker.checks(name)(test)
    return (
        Draft202012Validator(schema, registry=slow_registry, format_checker=checker),
        jsonschema_rs.validator_for(
            schema, registry=fast_registry, validate_formats=True, formats=_FORMATS
        ),
    )


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or _succeeds(parse_date, value)


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or _succeeds(datetime.fromisoformat, value)


def _is_timezone(value: object) -> bool:
    return not isinstance(value, str) or _succeeds(ZoneInfo, value)


def _succeeds(convert: Any, value: str) -> bool:
    try:
        convert(value)
    except (ValueError, LookupError, OSError):
        return False
    return True


_FORMATS = {"date": _is_date, "moment": _is_moment, "timezone": _is_timezone}
