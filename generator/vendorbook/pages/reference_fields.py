"""Every field of every record, from the schemas themselves, so that it can never be out of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorbook.pages import Heading, Page, SearchEntry, render
from vendorbook.records import ALL_KINDS, VENDOR_KINDS
from vendorbook.schemas import fields, load_schema
from vendorbook.wording import written_value

if TYPE_CHECKING:
    from vendorbook.records import Kind
    from vendorbook.schemas import FieldEntry

PATH = "reference/fields/index.html"


@dataclass(frozen=True)
class FieldView:
    """One row of the reference, in words."""

    path: str
    title: str
    anchor: str
    description: str
    kind: str
    required: bool
    default: str
    example: str
    shared: bool


def page() -> Page:
    """The field reference."""
    kinds = [(kind, load_schema(kind.name), _views(kind), _file(kind)) for kind in ALL_KINDS]
    body = render("reference_fields.html", PATH, kinds=kinds)
    headings = tuple(Heading(kind.name, _file(kind)) for kind in ALL_KINDS)
    search = tuple(
        SearchEntry(kind.name, f"Fields of {_file(kind)}", str(schema["description"]))
        for kind, schema, _, _ in kinds
    )
    return Page(PATH, "Fields", body, headings, search)


def _file(kind: Kind) -> str:
    if kind.name in VENDOR_KINDS:
        return f"vendors/…/{kind.name}.yml"
    return "calendars/….yml" if kind.name == "calendar" else f"{kind.name}.yml"


def _views(kind: Kind) -> list[FieldView]:
    return [_view(kind, entry) for entry in fields(kind.name)]


def _view(kind: Kind, entry: FieldEntry) -> FieldView:
    schema = entry.schema
    examples = schema.get("examples", ())
    return FieldView(
        path=entry.path,
        title=str(schema.get("title", "")),
        anchor=f"{kind.name}-{entry.path.replace('[]', '').replace('.', '-').replace('*', 'each')}",
        description=str(schema.get("description", "")),
        kind=_kind_in_words(schema),
        required=entry.required,
        default=written_value(schema["default"]) if "default" in schema else "",
        example=written_value(examples[0]) if examples else "",
        shared=schema.get("x-audience") == "shared",
    )


_TYPES = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "array": "list",
    "object": "mapping",
}


def _kind_in_words(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "patternErrorMessage" in schema:
        return str(schema["patternErrorMessage"])
    if schema.get("format") == "timezone":
        return "a time zone such as Europe/London"
    kinds = schema.get("type", "string")
    return " or ".join(_TYPES[k] for k in ([kinds] if isinstance(kinds, str) else kinds))
