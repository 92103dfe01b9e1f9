"""The two windows of time that a scorecard looks at, both ending with a calendar quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.records.facts import Period
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.workdays import WorkCalendar

SETTLING_DAYS: Final = 10
"""Working days after a quarter's end at which it is judged once and for all when looking back."""

_MONTHS: Final = 3


@dataclass(frozen=True)
class Windows:
    """What counts for one quarter.

    Attributes:
        quarter: The quarter.
        dense_first: First day for what happens often: that of the quarter.
        sparse_first: First day for what happens rarely: that of the twelve months that end with it.
        last: The last day of both; facts dated later do not count.
    """

    quarter: Period
    dense_first: date
    sparse_first: date
    last: date

    def is_dense(self, day: date) -> bool:
        """Whether a day lies in the quarter."""
        return self.dense_first <= day <= self.last

    def is_sparse(self, day: date) -> bool:
        """Whether a day lies in the twelve months that end with the quarter."""
        return self.sparse_first <= day <= self.last


def windows_of(quarter: Period) -> Windows:
    """The windows of one quarter."""
    first = quarter.first_day
    return Windows(quarter, first, add_months(first, _MONTHS - 12), quarter.last_day)


def latest_complete_quarter(day: date) -> Period:
    """The latest quarter that has ended by the end of `day`."""
    current = quarter_of(day)
    return current if current.last_day == day else previous_quarter(current)


def previous_quarter(quarter: Period) -> Period:
    """The quarter before."""
    return quarter_of(quarter.first_day - timedelta(days=1))


def following_quarter(quarter: Period) -> Period:
    """The quarter after."""
    return quarter_of(quarter.last_day + timedelta(days=1))


def settled_on(quarter: Period, days: WorkCalendar) -> date:
    """The day for which a past quarter is recomputed, so that late facts cannot rewrite it.

    Raises:
        CalendarGap: When the calendar does not reach that far.
    """
    return days.shift(quarter.last_day, SETTLING_DAYS)


def quarter_of(day: date) -> Period:
    """The calendar quarter that a day lies in."""
    number = (day.month - 1) // _MONTHS + 1
    return Period(day.year, _MONTHS * number - 2, number)
