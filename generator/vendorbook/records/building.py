"""How data becomes a record, guided by nothing but the annotations of the record's class.

Whether the data is right was said by its schema before. Derived values never come into it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from vendorbook.records.facts import (
    Duration,
    Moment,
    Origin,
    Period,
    Record,
    RecordType,
    parse_date,
    parse_duration,
    parse_moment,
    parse_period,
    yaml_key,
)

if TYPE_CHECKING:
    from vendorbook.documents import Document

_Scalar = Callable[[Any], Any]
_Nested = Callable[[Any, "Document"], Any]

_SCALARS: dict[Any, _Scalar | None] = {
    str: None,
    bool: None,
    int: int,
    Decimal: Decimal,
    date: parse_date,
    Moment: parse_moment,
    Duration: parse_duration,
    Period: parse_period,
}


def build(kind: type[RecordType], data: dict[str, Any], document: Document) -> RecordType:
    """Turn a mapping that the schema has accepted into a record of `kind`.

    A key that is no field of the record was reported by the schema and is left out.

    Raises:
        ValueError: When the data breaks its schema; that is a fault of ours, not of the author.
    """
    plan = _plan(kind)  # type: ignore[arg-type] # mypy takes a type for unhashable
    record = object.__new__(kind)
    facts = record.__dict__
    facts.update(plan.defaults)
    facts["origin"] = Origin(document, data)
    if not data.keys() <= plan.keys:
        data = {key: value for key, value in data.items() if key in plan.keys}
    facts.update(data)
    for key, name in plan.renames:
        if key in data:
            facts[name] = facts.pop(key)
    for name, key, convert in plan.scalars:
        if key in data:
            facts[name] = convert(data[key])
    for name, key, convert_nested in plan.nested:
        if key in data:
            facts[name] = convert_nested(data[key], document)
    for name, factory in plan.absent:
        if name not in data:
            facts[name] = _with_defaults(factory, facts["origin"])
    return record


def _with_defaults(kind: type[Record], origin: Origin) -> Record:
    """A record of defaults that stands where the record around it does."""
    record = build(kind, {}, origin.document)
    record.__dict__["origin"] = origin
    return record


class _Plan(NamedTuple):
    """How to build one record class, read off its annotations once."""

    keys: frozenset[str]
    defaults: dict[str, Any]
    renames: tuple[tuple[str, str], ...]
    scalars: tuple[tuple[str, str, _Scalar], ...]
    nested: tuple[tuple[str, str, _Nested], ...]
    absent: tuple[tuple[str, type[Record]], ...]


@cache
def _plan(kind: type[Record]) -> _Plan:
    hints = typing.get_type_hints(kind)
    keys = set()
    defaults: dict[str, Any] = {}
    renames = []
    scalars = []
    nested = []
    absent = []
    for each in fields(kind):
        if each.name == "origin":
            continue
        key = yaml_key(each.name)
        keys.add(key)
        if each.default_factory is not MISSING and is_dataclass(hints[each.name]):
            absent.append((each.name, hints[each.name]))
        elif each.default_factory is not MISSING:
            defaults[each.name] = each.default_factory()
        if key != each.name:
            renames.append((key, each.name))
        scalar, is_scalar = _scalar(hints[each.name])
        if scalar:
            scalars.append((each.name, key, scalar))
        elif not is_scalar:
            nested.append((each.name, key, _nested(hints[each.name])))
    return _Plan(
        frozenset(keys), defaults, tuple(renames), tuple(scalars), tuple(nested), tuple(absent)
    )


def _scalar(hint: Any) -> tuple[_Scalar | None, bool]:
    """How a single value is converted, None for not at all; and whether it is a single value."""
    if hint in _SCALARS:
        return _SCALARS[hint], True
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return None, True
    if origin in {typing.Union, types.UnionType}:
        return _scalar(_without_none(arguments))
    return None, False


def _nested(hint: Any) -> _Nested:
    """How a list, a mapping or a record is made of data.

    Raises:
        TypeError: For an annotation that records do not use.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _nested(_without_none(arguments))
    if origin is tuple:
        return _tuple_of(arguments[0])
    if origin is Mapping:
        return _mapping_of(arguments[1])
    if is_dataclass(hint):
        record_kind = typing.cast("type[Record]", hint)
        return lambda value, document: build(record_kind, value, document)
    raise TypeError(f"records have no fields of the type {hint}")


def _without_none(arguments: tuple[Any, ...]) -> Any:
    rest = [each for each in arguments if each is not type(None)]
    if set(rest) == {date, datetime}:
        return Moment
    (only,) = rest
    return only


def _tuple_of(hint: Any) -> _Nested:
    """A list becomes a tuple; a single value where a list is allowed becomes a tuple of one."""
    scalar, is_scalar = _scalar(hint)
    if scalar:
        return lambda value, _: tuple(map(scalar, value if isinstance(value, list) else (value,)))
    if is_scalar:
        return lambda value, _: tuple(value) if isinstance(value, list) else (value,)
    nested = _nested(hint)
    return lambda value, document: tuple([nested(each, document) for each in value])


def _mapping_of(hint: Any) -> _Nested:
    scalar, is_scalar = _scalar(hint)
    if scalar:
        return lambda value, _: {key: scalar(each) for key, each in value.items()}
    if is_scalar:
        return lambda value, _: dict(value)
    nested = _nested(hint)
    return lambda value, document: {key: nested(each, document) for key, each in value.items()}
