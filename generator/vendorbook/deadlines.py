"""Contract terms and notice deadlines: the day that matters is the one before which notice counts.

A term's `end` is its last day in force. A contract that renews by itself rolls on from its original
end, never from the end of a later term, so that clamping at short months does not add up.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from vendorbook.records.vendor import Contract
    from vendorbook.workdays import WorkCalendar


@dataclass(frozen=True)
class Term:
    """The term of a contract that a day falls into, or the last one.

    Attributes:
        start: Its first day.
        end: Its last day in force.
        renewals: How often the contract has rolled on.
        is_decided: Whether somebody has decided what happens at its end.
    """

    start: date
    end: date
    renewals: int
    is_decided: bool


def current_term(contract: Contract, as_of: date) -> Term:
    """The term in force on `as_of`; for a contract that has ended, its last term."""
    renewals = 0
    start, end = contract.start, contract.end
    while as_of > end and _rolls_on(contract, start, end, as_of):
        renewals += 1
        start, end = end + timedelta(days=1), _rolled_end(contract, renewals)
    return Term(start, end, renewals, _is_decided(contract, start, end, as_of))


def notice_deadline(contract: Contract, term: Term, days: WorkCalendar) -> date | None:
    """The last working day on which notice stops the next renewal; None if it ends by itself.

    Raises:
        CalendarGap: When the calendar does not cover the day.
    """
    day = notice_day(contract, term)
    return None if day is None else days.roll_back(day)


def notice_day(contract: Contract, term: Term) -> date | None:
    """The day that notice is counted back to, worked or not; None if the contract ends by itself.

    Notice in months keeps the day of the month, or takes the last day that the month has: three
    months before 30 June is 30 March. Where notice is longer than a renewal, the day lies before
    the term begins.
    """
    if not contract.auto_renew:
        return None
    if contract.notice_months is not None:
        return add_months(term.end, -contract.notice_months)
    return term.end - timedelta(days=contract.notice_days or 0)


def _rolls_on(contract: Contract, start: date, end: date, as_of: date) -> bool:
    if not contract.auto_renew or not contract.renewal_months:
        return False
    leaves = contract.renewal_decision == "exit" and _is_decided(contract, start, end, as_of)
    return not leaves


def _is_decided(contract: Contract, start: date, end: date, as_of: date) -> bool:
    """Whether the decision was taken by `as_of`, and in the term from `start` to `end`.

    A decision about an earlier term says nothing about this one. One without a date is about the
    agreed term, whose end is written beside it; else it would silence every later term too.
    """
    if contract.renewal_decision == "undecided":
        return False
    is_agreed_term = end == contract.end
    decided = contract.decided_on
    if decided is None:
        return is_agreed_term
    begins = date.min if is_agreed_term else start
    return begins <= decided <= min(end, as_of)


def _rolled_end(contract: Contract, renewals: int) -> date:
    """The end after so many renewals; an end on a month's last day stays on the last day."""
    months = renewals * (contract.renewal_months or 0)
    end = add_months(contract.end, months)
    if _is_last_of_month(contract.end):
        return end.replace(day=monthrange(end.year, end.month)[1])
    return end


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
