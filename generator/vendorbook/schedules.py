"""What is promised for a milestone on a day: its frozen baseline and the changes approved since.

The current due date is derived by replaying approved change requests over the baseline, so that no
edit of a date can hide a miss. Nothing here reads the clock; the as-of date is an argument.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from vendorbook.records.facts import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vendorbook.records.changes import ChangeRequest, Effect
    from vendorbook.records.milestones import Milestone
    from vendorbook.workdays import WorkCalendar

Release = Literal["waived", "deferred", "cancelled"]


class Move(NamedTuple):
    """One approved move of a due date, and whose cause it was."""

    change: str
    cause: str
    decided_on: date
    before: date
    after: date


class Schedule(NamedTuple):
    """What is promised for a milestone once approved changes are replayed.

    Attributes:
        due: The due date now in force.
        deadline: The last day that is not a miss: `due` on a working day, plus the grace days.
        score_date: The date that lateness is scored against; only moves caused by the client or
            from outside have moved it.
        release: The release in force, if any.
        released_by: The change request behind the release.
        revisit_on: For a deferral, the day on which it must be decided again.
        moves: Every approved move, in order.
        missed_before_change: A change was decided when the milestone was already missed.
    """

    due: date
    deadline: date
    score_date: date
    release: Release | None = None
    released_by: str = ""
    revisit_on: date | None = None
    moves: tuple[Move, ...] = ()
    missed_before_change: bool = False


def is_delivered(milestone: Milestone, day: date) -> bool:
    """Whether a complete hand-over stood on `day`: made, and not sent back since."""
    made = milestone.delivered_on
    if made is None or made > day:
        return False
    return not any(made <= each.date <= day for each in milestone.rejections)


def is_accepted(milestone: Milestone, day: date) -> bool:
    """Whether the client had accepted the milestone by `day`."""
    accepted = milestone.accepted_on
    return accepted is not None and accepted <= day and is_delivered(milestone, day)


def approved_effects(
    changes: Iterable[ChangeRequest], milestone_id: str, as_of: date
) -> list[tuple[ChangeRequest, Effect]]:
    """The effects on one milestone of changes approved by `as_of`, in the order they apply."""
    found = [
        (change, effect)
        for change in changes
        if change.status == "approved" and change.decided_on and change.decided_on <= as_of
        for effect in change.effects
        if effect.milestone == milestone_id
    ]
    return sorted(found, key=lambda pair: (pair[0].decided_on, numbered(pair[0].id)))


def replay(
    milestone: Milestone,
    changes: Iterable[ChangeRequest],
    calendar: WorkCalendar,
    as_of: date,
) -> Schedule:
    """Apply every change approved by `as_of` to the baseline, in order of (decided_on, number).

    Raises:
        CalendarGap: When a day outside the calendar is needed.
    """
    schedule = _as_agreed(calendar, milestone.baseline_due, milestone.grace_days)
    for change, effect in approved_effects(changes, milestone.id, as_of) if changes else ():
        schedule = _apply(schedule, milestone, change, effect, calendar)
    return schedule


@lru_cache(maxsize=8_192)
def _as_agreed(calendar: WorkCalendar, baseline_due: date, grace_days: int) -> Schedule:
    """What is promised before any change; most milestones never have one, and many ask."""
    baseline = calendar.roll(baseline_due)
    return Schedule(baseline_due, calendar.shift(baseline, grace_days), baseline)


def _apply(
    schedule: Schedule,
    milestone: Milestone,
    change: ChangeRequest,
    effect: Effect,
    calendar: WorkCalendar,
) -> Schedule:
    decided = change.decided_on
    assert decided is not None  # noqa: S101 - approved_effects selects decided changes only
    too_late = (
        schedule.release is None
        and decided > schedule.deadline
        and not is_delivered(milestone, decided)
    )
    missed_before = schedule.missed_before_change or too_late
    if effect.release is not None:
        return schedule._replace(
            release=effect.release,
            released_by=change.id,
            revisit_on=effect.revisit_on,
            missed_before_change=missed_before,
        )
    if effect.to is None:
        return schedule._replace(missed_before_change=missed_before)
    old, new = calendar.roll(schedule.due), calendar.roll(effect.to)
    score_date = schedule.score_date
    if change.cause != "vendor":
        score_date = calendar.shift(score_date, calendar.between(old, new))
    ends_deferral = schedule.release == "deferred"
    return schedule._replace(
        due=effect.to,
        deadline=calendar.shift(new, milestone.grace_days),
        score_date=score_date,
        release=None if ends_deferral else schedule.release,
        released_by="" if ends_deferral else schedule.released_by,
        revisit_on=None if ends_deferral else schedule.revisit_on,
        moves=(*schedule.moves, Move(change.id, change.cause, decided, schedule.due, effect.to)),
        missed_before_change=missed_before,
    )
