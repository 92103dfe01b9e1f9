"""What is wrong with one value, and what to do, in words that come from the schema of its field."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vendorbook.records.facts import YEARS
from vendorbook.wording import closest, quoted, written_value

SchemaField = dict[str, Any]
"""The schema of one field, as JSON Schema writes it."""

Pointer = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class SchemaViolation:
    """One rule of a schema that one value breaks.

    Attributes:
        keyword: The rule, such as `required` or `pattern`.
        path: The keys and positions that lead to the value.
        expected: What the rule says.
        value: The value that breaks it.
        schema: The part of the schema that holds the rule.
    """

    keyword: str
    path: Pointer
    expected: Any
    value: Any
    schema: Any

    @property
    def spoils_data(self) -> bool:
        """Whether a record cannot be made of the value. A key too many does no harm."""
        return not (self.keyword == "additionalProperties" and self.expected is False)


def words(violation: SchemaViolation, field: SchemaField) -> tuple[str, str, str]:
    """Code, the predicate of the message, and the hint."""
    keyword, value, expected = violation.keyword, violation.value, violation.expected
    shown = quoted(value)
    example = f"for example: {example_of(field)}" if example_of(field) else ""
    rule = violation.schema.get("errorMessage") if isinstance(violation.schema, dict) else None
    if rule:
        return "bad-value", f"does not fit together: {rule}", summary_of(field)
    if keyword == "type":
        if value is None:
            wanted = field.get("patternErrorMessage") or _kinds(expected)
            return "wrong-type", f"is empty, expected {wanted}", example
        return (
            "wrong-type",
            f"is {_kind_of(value)}, expected {_kinds(expected)}",
            _type_hint(value, expected, example, field.get("pattern", "")),
        )
    if keyword in {"enum", "const"}:
        allowed = list(expected) if keyword == "enum" else [expected]
        choices = ", ".join(map(written_value, allowed))
        near = closest(str(value), [str(each) for each in allowed])
        hint = f"did you mean '{near}'?" if near else summary_of(field)
        if value is None:
            return "wrong-type", f"is empty, expected one of {choices}", hint
        if isinstance(value, dict | list):
            return "wrong-type", f"is {_kind_of(value)}, expected one of {choices}", hint
        return "bad-value", f"is {shown}, expected one of {choices}", hint
    if keyword == "minLength" or (keyword == "pattern" and not str(value).strip()):
        return "bad-value", "is empty text", summary_of(field)
    if keyword == "pattern":
        wanted = _wanted(str(value), field, str(expected))
        hint = _offset_hint(str(value), field) or example
        return "bad-format", f"is {shown}, expected {wanted}", hint
    if keyword == "format":
        return "bad-format", f"is {shown}, {_format_words(str(expected))}", example
    if keyword == "propertyNames":
        return "unknown-key", f"has a key that is not allowed: {shown}", summary_of(field)
    if keyword == "uniqueItems":
        return "bad-value", "names the same entry twice", "remove one of the two"
    if isinstance(value, list | dict):
        shown = f"a list of {len(value)}" if value else "empty"
    return "bad-value", f"is {shown}, expected {_bound(keyword, expected)}", example


def _wanted(value: str, field: SchemaField, pattern: str) -> str:
    """What was expected of a text; a day that exists may be none that a record can have."""
    with suppress(ValueError):
        if (
            field.get("format") in {"date", "moment"}
            and date.fromisoformat(value).year not in YEARS
        ):
            return "a day of the years 1900 to 2099"
    return str(field.get("patternErrorMessage", f"text of the form {pattern}"))


def _offset_hint(value: str, field: SchemaField) -> str:
    """What a time lacks that would be right with an offset; nothing for any other text."""
    if field.get("format") != "moment" or not re.search(field["pattern"], f"{value}Z"):
        return ""
    return f"add the offset, for example {value}+01:00 in summer time of London"


def _bound(keyword: str, expected: Any) -> str:
    many = "entry" if expected == 1 else "entries"
    return {
        "minimum": f"{expected} or more",
        "maximum": f"{expected} or less",
        "exclusiveMinimum": f"more than {expected}",
        "exclusiveMaximum": f"less than {expected}",
        "minItems": f"at least {expected} {many}",
        "maxItems": f"at most {expected} {many}",
        "minProperties": f"at least {expected} {many}",
        "maxLength": f"at most {expected} characters",
        "multipleOf": f"a multiple of {expected}",
    }.get(keyword, "another value: see the field reference")


def _format_words(name: str) -> str:
    return {
        "date": "which is no day of the calendar",
        "moment": "which is no day or time of the calendar",
        "timezone": "which is no time zone; expected a name such as Europe/London",
    }.get(name, f"expected the form '{name}'")


_KINDS: Final = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
    "null": "nothing",
}


def _kinds(expected: Any) -> str:
    names = [expected] if isinstance(expected, str) else list(expected)
    return " or ".join(_KINDS.get(name, name) for name in names)


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, int | Decimal):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping of fields"
    return f"the text {quoted(value)}"


_SPOKEN_BOOLEANS: Final = {
    "yes": "true", "y": "true", "on": "true", "true": "true",
    "no": "false", "n": "false", "off": "false", "false": "false",
}  # fmt: skip


def _type_hint(value: Any, expected: Any, example: str, pattern: str) -> str:
    kinds = {expected} if isinstance(expected, str) else set(expected)
    if "string" in kinds and isinstance(value, bool | int | Decimal):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        # Quotes alone would not make a duration of 30, nor a phone number of digits.
        return f'put it in quotes: "{text}"' if re.search(pattern, text) else example
    if "boolean" in kinds and str(value).lower() in _SPOKEN_BOOLEANS:
        spoken = _SPOKEN_BOOLEANS[str(value).lower()]
        instead = ", without quotes" if value == spoken else f" instead of {value}"
        return f"write {spoken}{instead}"
    if "array" in kinds and not isinstance(value, dict | list):
        return f"write a list: [{value}]"
    if kinds & {"number", "integer"} and re.fullmatch("[0-9]+,[0-9]+", str(value)):
        return decimal_hint(str(value))
    if kinds & {"number", "integer"} and isinstance(value, str):
        return f"write digits only, without quotes, sign or unit; {example}".rstrip("; ")
    return example


def decimal_hint(written: str) -> str:
    """How to write a number that has a comma: three digits behind it may be thousands."""
    whole, _, rest = written.partition(",")
    if len(rest) == 3:
        return f"write {whole}{rest} without a comma, or {whole}.{rest} if it is a decimal one"
    return f"write a decimal point: {whole}.{rest}"


def example_of(field: SchemaField) -> str:
    """The first example of a field as YAML, or nothing."""
    examples = field.get("examples", ())
    return written_value(examples[0]) if examples else ""


def summary_of(field: SchemaField) -> str:
    """What the field means, in one sentence."""
    return first_sentence(str(field.get("description", "")))


def first_sentence(text: str) -> str:
    """A text up to its first full stop, without it."""
    return text.partition(". ")[0].rstrip(".")
