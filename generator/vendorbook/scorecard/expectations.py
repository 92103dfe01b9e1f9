"""Expectations: whether milestones came when they were promised, and right the first time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.schedules import is_delivered, replay
from vendorbook.scorecard.evidence import Evidence, Measure
from vendorbook.scorecard.rows import BEST, Number, Row, exact
from vendorbook.wording import working_days, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.milestones import Milestone
    from vendorbook.schedules import Schedule

CRITICAL_WEIGHT: Final = 2
"""What a critical milestone weighs unless its record says otherwise; any other weighs 1."""


class Lateness(NamedTuple):
    """How late a milestone was, for its score.

    Attributes:
        late: Working days after the score date; 0 within the days of grace.
        until: The day up to which they were counted.
        how: What happened on that day: `delivered`, `released`, or `open`.
    """

    late: int
    until: date
    how: str


def timeliness(evidence: Evidence) -> Iterator[Row]:
    """Every milestone whose score date, with its days of grace, lies in the twelve months.

    The score date is the baseline on a working day; only moves that we or nobody caused move it. A
    milestone loses points for each working day of lateness, and weighs what its record says, or 2
    if it is critical, else 1. Not yet delivered, it is late up to the end of the quarter; the rest
    falls on the next. Left out are milestones that were released before their deadline or for a
    cause that was not the vendor's, and those whose day nobody recorded.
    """
    points = exact(evidence.policy.scoring.late_points_per_day)
    last = evidence.windows.last
    changes = evidence.vendor.changes_of
    released_by = {change.id: change for change in evidence.vendor.changes}
    for milestone in evidence.vendor.milestones:
        moved_by = changes.get(milestone.id, ())
        # Without a change the score date is never before the baseline.
        if milestone.date_unknown or (milestone.baseline_due > last and not moved_by):
            continue
        try:
            schedule = replay(milestone, moved_by, evidence.days, last)
            limit = (
                evidence.days.shift(schedule.score_date, milestone.grace_days)
                if moved_by
                else schedule.deadline
            )
        except CalendarGap as gap:
            if milestone.baseline_due <= last and gap.day >= evidence.windows.sparse_first:
                yield _unjudged_row(milestone, gap.day)
            continue
        release = released_by.get(schedule.released_by) if schedule.release else None
        if evidence.windows.is_sparse(limit) and not _is_excused(schedule, release):
            lateness = _lateness(evidence, milestone, schedule, limit, release)
            yield _timeliness_row(milestone, schedule, lateness, points)


def _is_excused(schedule: Schedule, release: ChangeRequest | None) -> bool:
    """Whether a release takes the milestone out: before its deadline, or not the vendor's cause."""
    if release is None or release.decided_on is None:
        return False
    return release.cause != "vendor" or release.decided_on <= schedule.deadline


def _lateness(
    evidence: Evidence,
    milestone: Milestone,
    schedule: Schedule,
    limit: date,
    release: ChangeRequest | None,
) -> Lateness:
    last, between = evidence.windows.last, evidence.days.between
    delivered = milestone.delivered_on if is_delivered(milestone, last) else None
    if delivered is not None:
        late = 0 if delivered <= limit else between(schedule.score_date, delivered)
        return Lateness(late, delivered, "delivered")
    if release is not None and release.decided_on is not None:
        late = between(schedule.score_date, release.decided_on)
        return Lateness(max(0, late), release.decided_on, "released")
    return Lateness(between(schedule.score_date, last), last, "open")


def _timeliness_row(
    milestone: Milestone, schedule: Schedule, lateness: Lateness, points: Number
) -> Row:
    score = max(0, BEST - points * lateness.late)
    return Row(
        subject=milestone.id,
        label=f"{milestone.id} {milestone.title}",
        state="available",
        score=score,
        weight=weight_of(milestone),
        record=milestone.id,
        page="milestones",
        source=milestone,
        key="baseline_due",
        reason=partial(_late_reason, schedule, lateness, points, score),
    )


def _unjudged_row(milestone: Milestone, day: date) -> Row:
    return Row(
        subject=milestone.id,
        label=f"{milestone.id} {milestone.title}",
        state="missing",
        score=None,
        weight=weight_of(milestone),
        record=milestone.id,
        page="milestones",
        source=milestone,
        key="baseline_due",
        reason=partial("{} is outside the vendor's calendar".format, written_day(day)),
    )


def _late_reason(schedule: Schedule, lateness: Lateness, points: Number, score: Number) -> str:
    until = {
        "delivered": f"delivered on {written_day(lateness.until)}",
        "released": f"released on {written_day(lateness.until)}",
        "open": f"not delivered by {written_day(lateness.until)}",
    }[lateness.how]
    own = any(move.cause == "vendor" for move in schedule.moves)
    note = " (the vendor's own moves do not count)" if own else ""
    since = f"scored against {written_day(schedule.score_date)}{note}, {until}"
    if not lateness.late:
        return f"{since}: in time = 100"
    return (
        f"{since}, {working_days(lateness.late)} late: "
        f"max(0, 100 − {points} × {lateness.late}) = {score}"
    )


def weight_of(milestone: Milestone) -> Number:
    """What a milestone weighs: its own weight, else 2 if it is critical and 1 if it is not."""
    if milestone.weight is not None:
        return exact(milestone.weight)
    return CRITICAL_WEIGHT if milestone.critical else 1


def right_first_time(evidence: Evidence) -> Iterator[Row]:
    """Every milestone that was accepted or rejected in the twelve months: 100 if never rejected.

    All weigh the same.
    """
    last = evidence.windows.last
    is_sparse = evidence.windows.is_sparse
    for milestone in evidence.vendor.milestones:
        accepted = milestone.accepted_on
        if accepted is None and not milestone.rejections:
            continue
        rejected = [each.date for each in milestone.rejections if each.date <= last]
        if any(map(is_sparse, rejected)) or (accepted is not None and is_sparse(accepted)):
            yield Row(
                subject=milestone.id,
                label=f"{milestone.id} {milestone.title}",
                state="available",
                score=0 if rejected else 100,
                weight=1,
                record=milestone.id,
                page="milestones",
                source=milestone,
                key="rejections" if rejected else "accepted_on",
                reason=partial(_decision_reason, rejected),
            )


def _decision_reason(rejected: list[date]) -> str:
    if not rejected:
        return "accepted and never rejected = 100"
    return f"rejected on {', '.join(map(written_day, sorted(rejected)))} = 0"


MEASURES: Final = (
    Measure("E1", "Milestones on time", 70, timeliness),
    Measure("E2", "Right first time", 30, right_first_time),
)
