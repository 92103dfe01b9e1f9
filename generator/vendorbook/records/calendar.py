"""Which days are worked, for an explicit span of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vendorbook.records.facts import Record

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True, kw_only=True)
class Covers(Record):
    """The span for which all days off are entered."""

    from_: date
    to: date


@dataclass(frozen=True, kw_only=True)
class NonWorkingDay(Record):
    """One day off."""

    date: date
    name: str


@dataclass(frozen=True, kw_only=True)
class CalendarFile(Record):
    """A file in `calendars/`."""

    name: str
    weekend: tuple[Weekday, ...]
    covers: Covers
    non_working: tuple[NonWorkingDay, ...]
