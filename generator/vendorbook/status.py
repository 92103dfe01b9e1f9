"""Milestone statuses: pure arithmetic from a milestone's facts and what is promised for it.

Nothing here reads the clock; the as-of date is an argument.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from vendorbook.schedules import is_accepted, is_delivered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.records.milestones import Milestone
    from vendorbook.schedules import Schedule
    from vendorbook.workdays import WorkCalendar

Status = Literal[
    "accepted",
    "accepted_late",
    "cancelled",
    "waived",
    "delivered",
    "delivered_late",
    "deferred",
    "missed",
    "at_risk",
    "due_soon",
    "upcoming",
]
"""The eleven statuses. They are derived, never written."""

STATUS_WORDS: dict[Status, str] = {
    "accepted": "accepted",
    "accepted_late": "accepted late",
    "cancelled": "cancelled",
    "waived": "waived",
    "delivered": "delivered",
    "delivered_late": "delivered late",
    "deferred": "deferred",
    "missed": "missed",
    "at_risk": "at risk",
    "due_soon": "due soon",
    "upcoming": "upcoming",
}
"""How a status is said to people."""


class Predecessor(NamedTuple):
    """What a dependent milestone needs to know of the one it waits for.

    Attributes:
        reference: The reference as the dependent milestone writes it.
        status: Its status, judged without its own reasons for being at risk.
        expected: Its forecast, or else its due date.
    """

    reference: str
    status: Status
    expected: date


class Circumstances(NamedTuple):
    """Facts outside a milestone that can put it at risk, as of one day.

    Attributes:
        predecessors: The milestones it depends on.
        obligations: Open client obligations it depends on, as (reference, due date).
        issues: Ids of open issues of critical or high severity that relate to it.
        review_days: Working days the client has for accepting a delivery.
    """

    predecessors: tuple[Predecessor, ...] = ()
    obligations: tuple[tuple[str, date], ...] = ()
    issues: tuple[str, ...] = ()
    review_days: int = 10


class MilestoneState(NamedTuple):
    """Everything derived for one milestone on one day.

    Attributes:
        status: One of the eleven statuses.
        schedule: The promise in force.
        late: Working days late, counted from the due date and not from the end of grace; None
            unless missed, delivered late or accepted late.
        reasons: Why it is at risk, such as `forecast_late` or `dependency:MS-02`.
        flags: What to know beside the status, such as `rebaselined:1` or `partial:60`.
        acceptance_due: The last day for the client's acceptance while one is awaited.
    """

    status: Status
    schedule: Schedule
    late: int | None = None
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    acceptance_due: date | None = None


NOTHING_KNOWN = Circumstances()


def judge(
    milestone: Milestone,
    schedule: Schedule,
    calendar: WorkCalendar,
    as_of: date,
    circumstances: Circumstances = NOTHING_KNOWN,
    due_soon_days: int = 10,
) -> MilestoneState:
    """The status of one milestone on `as_of`; the first rule that matches decides.

    Raises:
        CalendarGap: When a day outside the calendar is needed.
    """
    if milestone.date_unknown:
        return MilestoneState("accepted", schedule, flags=("date_unknown",))
    status, reasons = _status(milestone, schedule, calendar, as_of, circumstances, due_soon_days)
    acceptance_due = None
    if status in {"delivered", "delivered_late"} and milestone.delivered_on:
        acceptance_due = calendar.shift(milestone.delivered_on, circumstances.review_days)
    return MilestoneState(
        status,
        schedule,
        late=_late(milestone, schedule, calendar, as_of, status),
        reasons=reasons,
        flags=_flags(milestone, schedule, acceptance_due, as_of),
        acceptance_due=acceptance_due,
    )


def _status(
    milestone: Milestone,
    schedule: Schedule,
    calendar: WorkCalendar,
    as_of: date,
    circumstances: Circumstances,
    due_soon_days: int,
) -> tuple[Status, tuple[str, ...]]:
    delivered = is_delivered(milestone, as_of)
    is_late = delivered and _handed_over(milestone) > schedule.deadline
    if is_accepted(milestone, as_of):
        return ("accepted_late" if is_late else "accepted"), ()
    if schedule.release in {"cancelled", "waived"}:
        return schedule.release, ()
    if delivered:
        return ("delivered_late" if is_late else "delivered"), ()
    if schedule.release == "deferred":
        return "deferred", ()
    if as_of > schedule.deadline:
        return "missed", ()
    if reasons := _reasons(milestone, schedule, calendar, as_of, circumstances):
        return "at_risk", reasons
    if calendar.between(as_of, calendar.roll(schedule.due)) <= due_soon_days:
        return "due_soon", ()
    return "upcoming", ()


def _handed_over(milestone: Milestone) -> date:
    return milestone.delivered_on or date.min


def _reasons(
    milestone: Milestone,
    schedule: Schedule,
    calendar: WorkCalendar,
    as_of: date,
    circumstances: Circumstances,
) -> tuple[str, ...]:
    due = calendar.roll(schedule.due)
    reasons = []
    if as_of > due:
        reasons.append("in_grace")
    if milestone.forecast and milestone.forecast > due:
        reasons.append("forecast_late")
    if milestone.forecast and milestone.forecast < as_of:
        reasons.append("forecast_passed")
    if any(each.date <= as_of for each in milestone.rejections):
        reasons.append("resubmission_pending")
    reasons += [
        f"dependency:{each.reference}"
        for each in circumstances.predecessors
        if _endangers(each, schedule.due)
    ]
    reasons += [
        f"obligation:{reference}"
        for reference, promised in circumstances.obligations
        if promised < as_of or promised > schedule.due
    ]
    reasons += [f"issue:{each}" for each in circumstances.issues]
    return tuple(reasons)


_SATISFIED: frozenset[Status] = frozenset(
    {"accepted", "accepted_late", "delivered", "delivered_late", "waived", "cancelled"}
)


def _endangers(predecessor: Predecessor, due: date) -> bool:
    if predecessor.status in _SATISFIED:
        return False
    return predecessor.status in {"missed", "deferred"} or predecessor.expected > due


def _late(
    milestone: Milestone,
    schedule: Schedule,
    calendar: WorkCalendar,
    as_of: date,
    status: Status,
) -> int | None:
    if status not in {"missed", "delivered_late", "accepted_late"}:
        return None
    end = as_of if status == "missed" else _handed_over(milestone)
    return calendar.between(calendar.roll(schedule.due), end)


def _flags(
    milestone: Milestone, schedule: Schedule, acceptance_due: date | None, as_of: date
) -> tuple[str, ...]:
    flags = []
    if schedule.moves:
        flags.append(f"rebaselined:{len(schedule.moves)}")
    if schedule.missed_before_change:
        flags.append("missed_before_change")
    if acceptance_due and as_of > acceptance_due:
        flags.append("acceptance_overdue")
    if milestone.percent_delivered is not None and not is_delivered(milestone, as_of):
        flags.append(f"partial:{milestone.percent_delivered}")
    if any(day and day > as_of for day in _actual_dates(milestone)):
        flags.append("future_actual")
    return tuple(flags)


def _actual_dates(milestone: Milestone) -> Sequence[date | None]:
    return (
        milestone.delivered_on,
        milestone.accepted_on,
        *(each.date for each in milestone.rejections),
    )
