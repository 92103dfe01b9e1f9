"""The law of one mistake, one finding: every field of every kind, in the demo's own files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from vendorbook.documents import Document, parse_document
from vendorbook.records import ALL_KINDS
from vendorbook.schemas import field_at, validate

DEMO = Path(__file__).parents[1]
Pointer = tuple[str | int, ...]


class Spot(NamedTuple):
    """One key of one mapping in a valid file, the first of its shape."""

    data: Any
    path: Pointer
    key: str

    def changed(self) -> tuple[Any, dict[str, Any]]:
        """A copy of the data, and the mapping in it that holds the key."""
        copy = deepcopy(self.data)
        return copy, value_at(copy, self.path)


def value_at(data: Any, path: Pointer) -> Any:
    for step in path:
        data = data[step]
    return data


def files_of(kind: str) -> list[Path]:
    if kind == "playbook":
        return [DEMO / "playbook.yml"]
    return sorted(DEMO.glob("calendars/*.yml" if kind == "calendar" else f"vendors/*/{kind}.yml"))


def keys(data: Any, path: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield path, key
            yield from keys(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from keys(value, (*path, index))


def spots(kind: str) -> Iterator[Spot]:
    seen = set()
    for file in files_of(kind):
        document, findings = parse_document(file.read_bytes(), file.name)
        assert findings == []
        assert document is not None
        for path, key in keys(document.data):
            shape = (*(step if isinstance(step, str) else 0 for step in path), key)
            if shape not in seen:
                seen.add(shape)
                yield Spot(document.data, path, key)


def written(data: Any) -> str:
    """One value a line, so that a line says which value is meant."""
    return json.dumps(
        data,
        indent=1,
        ensure_ascii=False,
        default=lambda value: float(value) if isinstance(value, Decimal) else str(value),
    )


def read(data: Any) -> Document:
    document, findings = parse_document(written(data).encode(), "x.yml")
    assert findings == []
    assert document is not None
    return document


def last_line(document: Document, path: Pointer) -> int:
    return document.place(path).line + written(value_at(document.data, path)).count("\n")


each_kind = pytest.mark.parametrize("kind", [kind.name for kind in ALL_KINDS])


@each_kind
def test_the_demo_has_files_of_every_kind(kind: str) -> None:
    assert len(list(spots(kind))) >= 5


@each_kind
def test_a_misspelt_key_is_one_finding_at_the_key_with_the_right_one(kind: str) -> None:
    for spot in spots(kind):
        if spot.key not in field_at(kind, spot.path).get("properties", {}):
            continue
        data, mapping = spot.changed()
        wrong = f"{spot.key}x"
        items = {wrong if key == spot.key else key: value for key, value in mapping.items()}
        mapping.clear()
        mapping.update(items)
        document = read(data)
        (finding,) = validate(document, kind).findings
        assert finding.code == "unknown-key", spot
        assert finding.place == document.place((*spot.path, wrong), key=True), spot
        assert finding.message.startswith(f"'{wrong}' is not a field of "), spot
        assert finding.hint == f"did you mean '{spot.key}'?", spot


@each_kind
def test_a_missing_key_is_one_finding_at_its_mapping(kind: str) -> None:
    for spot in spots(kind):
        data, mapping = spot.changed()
        del mapping[spot.key]
        document = read(data)
        findings = validate(document, kind).findings
        if spot.key in field_at(kind, spot.path).get("required", ()):
            (finding,) = findings
            assert finding.code == "missing-key", spot
            assert finding.place == document.place(spot.path), spot
            assert finding.message.startswith(f"'{spot.key}' is missing from "), spot
            assert finding.hint.startswith(f"add {spot.key}: "), spot
        else:
            # what is not required can still be needed beside something else
            assert len(findings) <= 1, spot


@each_kind
@pytest.mark.parametrize("wrong", [None, True, 7, "", "§ no such value §", [[1]]], ids=repr)
def test_a_wrong_value_is_at_most_one_finding_on_its_own_lines(kind: str, wrong: object) -> None:
    for spot in spots(kind):
        data, mapping = spot.changed()
        mapping[spot.key] = wrong
        document = read(data)
        findings = validate(document, kind).findings
        assert len(findings) <= 1, spot
        assert findings or wrong is not None, spot
        for finding in findings:
            # a rule about several fields speaks of the mapping that holds them
            first = document.place(spot.path).line
            assert first <= finding.place.line <= last_line(document, spot.path), spot
            assert "None" not in finding.message, spot
            assert "[[" not in finding.message, spot


@each_kind
def test_a_mapping_where_none_belongs_is_one_finding_in_plain_words(kind: str) -> None:
    for spot in spots(kind):
        field = field_at(kind, (*spot.path, spot.key))
        if "properties" in field or "additionalProperties" in field:
            continue
        data, mapping = spot.changed()
        mapping[spot.key] = {"nested": 1}
        document = read(data)
        (finding,) = validate(document, kind).findings
        assert finding.code == "wrong-type", spot
        assert finding.message.startswith(f"'{spot.key}' is a mapping of fields, expected "), spot
        assert finding.place == document.place((*spot.path, spot.key), key=True), spot


@each_kind
def test_two_mistakes_in_two_places_are_two_findings(kind: str) -> None:
    found = [
        spot
        for spot in spots(kind)
        if spot.key in field_at(kind, spot.path).get("required", ())
        and not isinstance(value_at(spot.data, (*spot.path, spot.key)), dict | list)
    ]
    for first, second in pairwise(found):
        if first.data is not second.data or first.path == second.path:
            continue
        data, mapping = first.changed()
        mapping[first.key] = {"nested": 1}
        value_at(data, second.path)[second.key] = {"nested": 1}
        assert len(validate(read(data), kind).findings) == 2, (first, second)
