"""Working days: which days count, and the arithmetic that contracts are written in.

A calendar is an explicit list of days for an explicit span, kept under version control, so that an
old result can never change. Asked for a day outside that span it refuses to guess.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property


class CalendarGap(Exception):  # noqa: N818 - named for what is missing
    """A day outside the span that a calendar covers was needed.

    Attributes:
        day: The day that is not covered, or the nearest edge when only a direction is known.
    """

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} is outside the calendar")
        self.day = day


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of one place between two days.

    Attributes:
        name: What people call the calendar.
        weekend: Weekdays that are not worked, Monday being 0.
        first: The first day covered.
        last: The last day covered.
        non_working: Other days that are not worked, public holidays above all.
    """

    name: str
    weekend: frozenset[int]
    first: date
    last: date
    non_working: frozenset[date]

    @cached_property
    def _days(self) -> list[date]:
        span = (self.last - self.first).days
        days = (self.first + timedelta(days=n) for n in range(span + 1))
        return [d for d in days if d.weekday() not in self.weekend and d not in self.non_working]

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise CalendarGap(day)

    def _working_day(self, index: int) -> date:
        if index < 0:
            raise CalendarGap(self.first - timedelta(days=1))
        if index >= len(self._days):
            raise CalendarGap(self.last + timedelta(days=1))
        return self._days[index]

    def is_working(self, day: date) -> bool:
        """Whether the day is worked.

        Raises:
            CalendarGap: When the calendar does not cover it; so do all methods here.
        """
        self._require(day)
        return day.weekday() not in self.weekend and day not in self.non_working

    def roll(self, day: date) -> date:
        """The first working day on or after `day`."""
        self._require(day)
        return self._working_day(bisect_left(self._days, day))

    def roll_back(self, day: date) -> date:
        """The last working day on or before `day`."""
        self._require(day)
        return self._working_day(bisect_right(self._days, day) - 1)

    def shift(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`, or before it when negative.

        Zero gives `day` itself, worked or not.
        """
        self._require(day)
        if count == 0:
            return day
        if count > 0:
            return self._working_day(bisect_right(self._days, day) + count - 1)
        return self._working_day(bisect_left(self._days, day) + count)

    def between(self, start: date, end: date) -> int:
        """How many working days follow `start`, up to and including `end`.

        Negative when `end` is before `start`.
        """
        self._require(start)
        self._require(end)
        return bisect_right(self._days, end) - bisect_right(self._days, start)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or earlier when negative.

    A day that the target month lacks becomes its last day.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
