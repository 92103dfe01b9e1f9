"""What a schema's refusal means, in the words of somebody who edits records.

The words come from the schema itself (`title`, `description`, `examples`, `patternErrorMessage`,
`errorMessage`, and `x-hints` about keys that people expect but that are derived), so that a new
field needs no new message. One mistake gives one finding: a mistyped key explains the missing one
it stands for, and a value of the wrong type is not also out of range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import Finding, Place
from vendorbook.schema_words import (
    Pointer,
    SchemaField,
    SchemaViolation,
    decimal_hint,
    example_of,
    first_sentence,
    words,
)
from vendorbook.wording import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorbook.documents import Document


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
    taught = str(schema.get("x-hints", {}).get(key, ""))
    first, _, rest = key.partition(" ")
    if taught:
        lacking = (each for each in schema.get("required", ()) if each in free)
        suggestion = next((each for each in lacking if each in taught.split()), None)
    else:
        suggestion = first if rest and first in free else closest(key, free)
    if taught:
        instead = taught.replace("it ", f"'{key}' ", 1)
        hint = f"did you mean '{suggestion}'? {instead}" if suggestion else taught
    elif suggestion == first and rest:
        hint = f"write '{first}: {rest}', with a colon"
    elif suggestion:
        hint = f"did you mean '{suggestion}'?"
    elif decimal := _decimal_comma(mapping, key):
        hint = decimal_hint(decimal)
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
    return f"{before},{key}" if mapping[key] is None and key.isdigit() and is_number else ""


def _missing_key(context: _Context, path: Pointer, key: str, schema: SchemaField) -> Finding:
    field = context.field_at((*path, key))
    message = f"'{key}' is missing from {_container(schema, path)}"
    hint = f"add {key}: {example_of(field)}" if example_of(field) else f"add '{key}'"
    if "description" in field:
        hint += f" ({first_sentence(field['description'])})"
    place = context.document.place(path)
    return context.finding("missing-key", place, message, hint, path)


def _explain_single(context: _Context, violation: SchemaViolation) -> Finding:
    path, value = violation.path, violation.value
    field = context.field_at(path)
    code, message, hint = words(violation, field)
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
