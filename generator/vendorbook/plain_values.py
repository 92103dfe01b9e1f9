"""Our own small values as JSON and back: days, numbers, tuples, counters and frozen records.

Only what can be rebuilt exactly is written down. Nothing that is read is executed: a class is named
by module and name, has to be a dataclass or named tuple of ours, and gets its fields.
"""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS = __name__.partition(".")[0]
_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "d": date.fromisoformat,
    "i": datetime.fromisoformat,
    "n": Decimal,
    "f": Fraction,
}


def as_json(value: Any) -> Any:
    """A value as JSON knows it: scalars as they are, everything else as a list with its kind.

    Raises:
        TypeError: For a value of any other class.
    """
    kind = type(value)
    if kind in {str, int, bool, type(None)}:
        return value
    if kind is float:
        return value
    if kind is tuple:
        return ["t", *map(as_json, value)]
    if kind is list:
        return ["l", *map(as_json, value)]
    if kind in {dict, Counter}:
        name = "m" if kind is dict else "c"
        return [name, *([as_json(key), as_json(each)] for key, each in value.items())]
    if kind is date or kind is datetime:
        return ["d" if kind is date else "i", value.isoformat()]
    if kind is Decimal or kind is Fraction:
        return ["n" if kind is Decimal else "f", str(value)]
    name = f"{kind.__module__}:{kind.__qualname__}"
    if _class_named(name) is not kind:
        raise TypeError(f"a {name} cannot be written down")
    if is_dataclass(value):
        return ["o", name, *(as_json(getattr(value, each.name)) for each in fields(value))]
    return ["o", name, *map(as_json, value)]


def from_json(data: Any) -> Any:
    """The value that `as_json` wrote down.

    Raises:
        ValueError: When it wrote nothing of the kind.
    """
    try:
        return _read(data) if type(data) is list else data
    except (ArithmeticError, AttributeError, ImportError, LookupError, TypeError) as error:
        raise ValueError(f"this is no value of ours: {error}") from error


def _read(data: list[Any]) -> Any:
    """The value of a list with its kind; most values are none and need no call."""
    kind = data[0]
    if kind == "o":
        facts = [_read(each) if type(each) is list else each for each in data[2:]]
        return _class_named(data[1])(*facts)
    if kind in {"t", "l"}:
        items = [_read(each) if type(each) is list else each for each in data[1:]]
        return tuple(items) if kind == "t" else items
    if kind in {"m", "c"}:
        found = {
            _read(key) if type(key) is list else key: _read(each) if type(each) is list else each
            for key, each in data[1:]
        }
        return found if kind == "m" else Counter(found)
    return _FROM_TEXT[kind](data[1])


@cache
def _class_named(name: str) -> Any:
    """One of our classes of plain values.

    Raises:
        TypeError: When the name is that of anything else.
    """
    module, _, qualified = name.partition(":")
    if module.partition(".")[0] == _OURS and qualified.isidentifier():
        found = getattr(importlib.import_module(module), qualified)
        if isinstance(found, type) and (_is_frozen(found) or hasattr(found, "_fields")):
            return found
    raise TypeError(f"{name} is no class of plain values")


def _is_frozen(kind: type) -> bool:
    """Whether it is a dataclass of values; one that can change is more than its fields."""
    return is_dataclass(kind) and bool(getattr(kind, "__dataclass_params__").frozen)  # noqa: B009
