"""What all records share: how facts are typed, where they stand, and how data becomes a record.

A record is a frozen dataclass of facts that people wrote. `build` turns data that its schema has
accepted into one, guided by nothing but the dataclass's annotations, so a record module is only a
list of fields. Derived values never live here.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from vendorbook.documents import Document
    from vendorbook.findings import Place


class Origin(NamedTuple):
    """The mapping in a document that a record was built from."""

    document: Document
    data: dict[str, Any]

    def place(self, key: str | None = None) -> Place:
        """Where the record starts, or where its `key` stands; an absent key gives the record."""
        return self.document.place_in(self.data, key)


RecordType = TypeVar("RecordType", bound="Record")


@typing.dataclass_transform(kw_only_default=True, frozen_default=True)
def record(kind: type[RecordType]) -> type[RecordType]:
    """A record class: a frozen dataclass made with keywords.

    The methods that a dataclass would get made for itself are those of `Record`: there are so many
    classes that making them would take longer than many a command.
    """
    return dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)(kind)


@record
class Record:
    """Base of all records: facts are compared, the place they stand at is not."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    origin: Origin = field(compare=False, repr=False)

    def __init__(self, **facts: Any) -> None:
        for each in fields(self):
            if each.name in facts:
                self.__dict__[each.name] = facts.pop(each.name)
            elif each.default_factory is not MISSING:
                self.__dict__[each.name] = each.default_factory()
            elif each.default is MISSING:
                raise TypeError(f"a {type(self).__name__} lacks its {each.name}")
        if facts:
            raise TypeError(f"a {type(self).__name__} has no {', '.join(facts)}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not type(self):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __repr__(self) -> str:
        names = [each.name for each in fields(self) if each.repr]
        facts = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({facts})"

    def _compared(self) -> tuple[Any, ...]:
        return tuple([getattr(self, each.name) for each in fields(self) if each.compare])

    def place(self, key: str | None = None) -> Place:
        """Where this record stands in its file, or where its YAML `key` does."""
        return self.origin.place(key)


class Duration(NamedTuple):
    """An agreed length of time.

    `m`, `h` and `d` run round the clock; `wd` counts working days.
    """

    amount: int
    unit: Literal["m", "h", "d", "wd"]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


class Period(NamedTuple):
    """A calendar month, or a calendar quarter when `quarter` is set.

    Periods of one frequency sort by time.
    """

    year: int
    month: int
    quarter: int = 0

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return _last_day(self)

    def __str__(self) -> str:
        return _written_period(self)


@lru_cache(maxsize=2_000)
def _written_period(period: Period) -> str:
    if period.quarter:
        return f"{period.year}-Q{period.quarter}"
    return f"{period.year}-{period.month:02d}"


@lru_cache(maxsize=2_000)
def _last_day(period: Period) -> date:
    last_month = period.month + (2 if period.quarter else 0)
    following = date(period.year + last_month // 12, last_month % 12 + 1, 1)
    return following - timedelta(days=1)


Moment = date | datetime
"""A day, or an instant with its offset when the hour matters."""


@record
class Money(Record):
    """An amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str


@record
class Action(Record):
    """Something that one person promised to do by a day."""

    id: str
    text: str
    owner: str
    due: date
    done_on: date | None = None
    dropped: str | None = None
    internal: bool = False


@lru_cache(maxsize=20_000)
def parse_date(text: str) -> date:
    """A day written as `2026-10-09`."""
    return date.fromisoformat(text)


@lru_cache(maxsize=20_000)
def parse_moment(text: str) -> Moment:
    """A day, or a date-time with an offset."""
    if len(text) == len("2026-10-09"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.upper().replace("Z", "+00:00"))


@lru_cache(maxsize=2_000)
def parse_duration(text: str) -> Duration:
    """A duration such as `30m`, `4h`, `2d` or `5wd`."""
    match = re.fullmatch(r"([1-9][0-9]*)(m|h|d|wd)", text)
    if match is None:
        raise ValueError(text)
    return Duration(int(match[1]), typing.cast("Literal['m', 'h', 'd', 'wd']", match[2]))


@lru_cache(maxsize=2_000)
def parse_period(text: str) -> Period:
    """A month such as `2026-09`, or a quarter such as `2026-Q3`."""
    year, _, part = text.partition("-")
    if part.startswith("Q"):
        quarter = int(part[1:])
        return Period(int(year), 3 * quarter - 2, quarter)
    return Period(int(year), int(part))


def numbered(record_id: str) -> tuple[int, str]:
    """What ids sort by: their number, so that `CR-99` comes before `CR-100`; then their text."""
    number = record_id.rpartition("-")[2]
    return (int(number) if number.isdecimal() else 0, record_id)


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


def defaulted(kind: type[RecordType]) -> Callable[[], RecordType]:
    """The default factory of a field that holds a record of `kind` with nothing but defaults.

    Only `build` can use it: such a record stands at the place of the record that lacks it.
    """
    return typing.cast("Callable[[], RecordType]", kind)


def yaml_key(name: str) -> str:
    """The YAML key of a field: Python's reserved words carry an underscore (`in_`, `from_`)."""
    return name.removesuffix("_")


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
