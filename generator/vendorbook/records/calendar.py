"""Which days are worked, for an explicit span of time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Record, record

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@record
class Covers(Record):
    """The span for which all days off are entered."""

    from_: date
    to: date


@record
class NonWorkingDay(Record):
    """One day off."""

    date: date
    name: str


@record
class CalendarFile(Record):
    """A file in `calendars/`."""

    name: str
    weekend: tuple[Weekday, ...]
    covers: Covers
    non_working: tuple[NonWorkingDay, ...]
