"""What all records share: how facts are typed, and where they stand.

A record is a frozen dataclass of facts that people wrote. `building` makes one of data, guided by
nothing but the dataclass's annotations, so a record module is only a list of fields. Derived values
never live here.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, NamedTuple, TypeVar

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


YEARS: Final = range(1900, 2100)
"""The years that dates of records may have, as their schemas say."""

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


def defaulted(kind: type[RecordType]) -> Callable[[], RecordType]:
    """The default factory of a field that holds a record of `kind` with nothing but defaults.

    Only `build` can use it: such a record stands at the place of the record that lacks it.
    """
    return typing.cast("Callable[[], RecordType]", kind)


def yaml_key(name: str) -> str:
    """The YAML key of a field: Python's reserved words carry an underscore (`in_`, `from_`)."""
    return name.removesuffix("_")
