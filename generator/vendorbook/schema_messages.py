"""What a schema's refusal means, in the words of somebody who edits records.

The words come from the schema itself (`title`, `description`, `examples`, `patternErrorMessage`,
`errorMessage`, and `x-hints` about keys that people expect but that are derived), so that a new
field needs no new message. One mistake gives one finding: a mistyped key explains the missing one
it stands for, and a value of the wrong type is not also out of range.
"""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import Finding, Place
from vendorbook.records.facts import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorbook.documents import Document

SchemaField = dict[str, Any]
"""The schema of one field, as JSON Schema writes it."""

Pointer = tuple[str | int, ...]

_LONGEST_VALUE: Final = 60


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


@dataclass(frozen=True)
class _Context:
    document: Document
    field_at: Callable[[Pointer], SchemaField]
    vendor: str

    def finding(self, code: str, place: Place, message: str, hint: str, path: Pointer) -> Finding:
        record = _record_id(self.document.data, path)
        return Finding(code, place, message, hint, vendor=self.vendor, record=record)


def explain(
    document: Document,
    violations: Iterable[SchemaViolation],
    field_at: Callable[[Pointer], SchemaField],
    vendor: str,
) -> list[Finding]:
    """Findings for the violations of one document, one for each mistake."""
    context = _Context(document, field_at, vendor)
    by_path: dict[Pointer, list[SchemaViolation]] = {}
    for violation in violations:
        by_path.setdefault(violation.path, []).append(violation)
    findings: list[Finding] = []
    for path, group in by_path.items():
        findings += _explain_value(context, path, group)
    return list(dict.fromkeys(findings))


_ORDER: Final = ("type", "enum", "const", "minLength", "pattern", "format")
"""Which rule speaks for a value that breaks several."""


def _explain_value(context: _Context, path: Pointer, group: list[SchemaViolation]) -> list[Finding]:
    value = group[0].value
    if isinstance(value, dict) and not any(v.keyword == "type" for v in group):
        return _explain_mapping(context, path, group)
    first = min(
        group, key=lambda v: _ORDER.index(v.keyword) if v.keyword in _ORDER else len(_ORDER)
    )
    return [_explain_single(context, first)]


def _explain_mapping(
    context: _Context, path: Pointer, group: list[SchemaViolation]
) -> list[Finding]:
    """Keys too many, keys missing, and rules about combinations of keys."""
    mapping = group[0].value
    schema = context.field_at(path)
    known = list(schema.get("properties", {}))
    missing = _missing_keys(group, mapping)
    findings, suggested = [], set()
    for key in _unknown_keys(group, mapping, known):
        finding, suggestion = _unknown_key(context, path, key, schema, mapping)
        findings.append(finding)
        suggested.add(suggestion)
    findings += [
        _missing_key(context, path, key, schema) for key in missing if key not in suggested
    ]
    for violation in group:
        if violation.keyword in {"additionalProperties", "required", "dependentRequired"}:
            continue
        if not suggested.difference({None}):
            findings.append(_explain_single(context, violation))
    return findings


def _unknown_keys(
    group: list[SchemaViolation], mapping: dict[str, Any], known: list[str]
) -> list[str]:
    if any(v.keyword == "additionalProperties" for v in group):
        return [key for key in mapping if key not in known]
    return []


def _missing_keys(group: list[SchemaViolation], mapping: dict[str, Any]) -> list[str]:
    missing: dict[str, None] = {}
    for violation in group:
        if violation.keyword == "required":
            missing.update(dict.fromkeys(k for k in violation.expected if k not in mapping))
        elif violation.keyword == "dependentRequired":
            for trigger, needed in violation.expected.items():
                if trigger in mapping:
                    missing.update(dict.fromkeys(k for k in needed if k not in mapping))
    return list(missing)


def _unknown_key(
    context: _Context, path: Pointer, key: str, schema: SchemaField, mapping: dict[str, Any]
) -> tuple[Finding, str | None]:
    free = [name for name in schema.get("properties", {}) if name not in mapping]
    taught = schema.get("x-hints", {}).get(key)
    suggestion = None if taught else closest(key, free)
    if taught:
        hint = str(taught)
    elif suggestion:
        hint = f"did you mean '{suggestion}'?"
    elif decimal := _decimal_comma(mapping, key):
        hint = f"write a decimal point: {decimal}"
    elif mapping[key] is None and " " in key:
        hint = "put text that contains a comma in quotes when it stands inside { }"
    elif free:
        hint = f"the other fields it may have are: {', '.join(free)}"
    else:
        hint = "remove it"
    place = context.document.place((*path, key), key=True)
    message = f"{quoted(key)} is not a field of {_container(schema, path)}"
    return context.finding("unknown-key", place, message, hint, path), suggestion


def _decimal_comma(mapping: dict[str, Any], key: str) -> str:
    """The number that was torn at its comma inside { }; empty for anything else."""
    names = list(mapping)
    before = mapping[names[max(0, names.index(key) - 1)]]
    is_number = isinstance(before, int) and not isinstance(before, bool)
    return f"{before}.{key}" if mapping[key] is None and key.isdigit() and is_number else ""


def _missing_key(context: _Context, path: Pointer, key: str, schema: SchemaField) -> Finding:
    field = context.field_at((*path, key))
    message = f"'{key}' is missing from {_container(schema, path)}"
    hint = f"add {key}: {_example(field)}" if _example(field) else f"add '{key}'"
    if "description" in field:
        hint += f" ({_first_sentence(field['description'])})"
    place = context.document.place(path)
    return context.finding("missing-key", place, message, hint, path)


def _explain_single(context: _Context, violation: SchemaViolation) -> Finding:
    path, value = violation.path, violation.value
    field = context.field_at(path)
    code, message, hint = _words(violation, field)
    if value is None and _is_commented_out(context.document, path):
        hint = "what follows '#' is a comment; put it in quotes if it belongs to the value"
    if violation.keyword == "propertyNames" or isinstance(value, dict | list):
        place = context.document.place(path, key=bool(path))
    else:
        place = context.document.place(path)
    return context.finding(code, place, f"{_subject(path, field)} {message}", hint, path)


def _is_commented_out(document: Document, path: Pointer) -> bool:
    """Whether a comment stands where the value of a field is missing."""
    line = document.place(path, key=True).line
    return re.search(r":[ \t]+#", document.text.split("\n")[line - 1]) is not None


def _words(violation: SchemaViolation, field: SchemaField) -> tuple[str, str, str]:
    """Code, the predicate of the message, and the hint."""
    keyword, value, expected = violation.keyword, violation.value, violation.expected
    shown = quoted(value)
    example = f"for example: {_example(field)}" if _example(field) else ""
    rule = violation.schema.get("errorMessage") if isinstance(violation.schema, dict) else None
    if rule:
        return "bad-value", f"does not fit together: {rule}", _sentence(field)
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
        hint = f"did you mean '{near}'?" if near else _sentence(field)
        if value is None:
            return "wrong-type", f"is empty, expected one of {choices}", hint
        if isinstance(value, dict | list):
            return "wrong-type", f"is {_kind_of(value)}, expected one of {choices}", hint
        return "bad-value", f"is {shown}, expected one of {choices}", hint
    if keyword == "minLength" or (keyword == "pattern" and not str(value).strip()):
        return "bad-value", "is empty text", _sentence(field)
    if keyword == "pattern":
        wanted = _wanted(str(value), field, str(expected))
        hint = _offset_hint(str(value), field) or example
        return "bad-format", f"is {shown}, expected {wanted}", hint
    if keyword == "format":
        return "bad-format", f"is {shown}, {_format_words(str(expected))}", example
    if keyword == "propertyNames":
        return "unknown-key", f"has a key that is not allowed: {shown}", _sentence(field)
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
        return f"write a decimal point: {str(value).replace(',', '.')}"
    if kinds & {"number", "integer"} and isinstance(value, str):
        return f"write digits only, without quotes, sign or unit; {example}".rstrip("; ")
    return example


def _subject(path: Pointer, field: SchemaField) -> str:
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "this file"
    if isinstance(path[-1], int):
        title = str(field.get("title", "")).lower() if not field.get("properties") else ""
        return f"entry {path[-1] + 1} of '{names[-1]}'" + (f" ({title})" if title else "")
    return f"'{names[-1]}'"


def _container(schema: SchemaField, path: Pointer) -> str:
    if not path:
        return "this file"
    title = str(schema.get("title") or path[-1])
    name = title if title[:2].isupper() else title[:1].lower() + title[1:]
    if isinstance(path[-1], int):
        return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
    return f"'{path[-1]}'"


def _record_id(data: Any, path: Pointer) -> str:
    """The id of the innermost record on the way to `path`."""
    found = ""
    node = data
    for step in (*path, None):
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            found = node["id"]
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
    return found


def _example(field: SchemaField) -> str:
    examples = field.get("examples", ())
    return written_value(examples[0]) if examples else ""


def written_value(value: Any) -> str:
    """A value as somebody would write it in YAML, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(written_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written_value(each)}" for key, each in value.items()) + "}"
    text = str(value)
    return f'"{text}"' if text.startswith("+") else text


def _sentence(field: SchemaField) -> str:
    return _first_sentence(str(field.get("description", "")))


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def closest(word: str, candidates: list[str]) -> str | None:
    """The candidate that somebody who wrote `word` most likely meant, or None."""
    lowered = {each.lower(): each for each in candidates}
    normal = word.lower().replace("-", "_")
    if normal in lowered:
        return lowered[normal]
    for options, probe in ((lowered, word.lower()), (lowered, normal)):
        if found := difflib.get_close_matches(probe, list(options), n=1, cutoff=0.7):
            return options[found[0]]
    return None


def quoted(value: Any) -> str:
    """A value in single quotes on one line, cut when it is long."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f"'{text[: _LONGEST_VALUE - 1]}…'" if len(text) > _LONGEST_VALUE else f"'{text}'"
