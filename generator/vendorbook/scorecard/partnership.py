"""Partnership: whether what both sides planned, aimed for and thought of led to something."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from vendorbook.scorecard.evidence import Evidence, Measure
from vendorbook.scorecard.rows import Row
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.records.partnership import Activity, Goal


def planned_activities(evidence: Evidence) -> Iterator[Row]:
    """Every activity other than an idea that was to be done in the twelve months.

    It has as many working days as the policy gives, from the day it was planned for: 100 when it
    was done by then, else 0.
    """
    for activity in _activities(evidence):
        if activity.type != "idea":
            due = _due(evidence, activity, evidence.policy.windows.activity_days)
            if evidence.windows.is_sparse(due):
                yield _activity_row(activity, due, "done")


def ideas(evidence: Evidence) -> Iterator[Row]:
    """Every idea of either side whose answer was due in the twelve months.

    It has as many working days as the policy gives, from the day it was raised: 100 when it was
    decided by then, else 0; which way it was decided does not matter.
    """
    for activity in _activities(evidence):
        if activity.type == "idea":
            due = _due(evidence, activity, evidence.policy.windows.idea_days)
            if evidence.windows.is_sparse(due):
                yield _activity_row(activity, due, "decided")


def shared_goals(evidence: Evidence) -> Iterator[Row]:
    """Every shared goal whose day lies in the twelve months: 100 if achieved by then, else 0.

    Dropped goals are left out.
    """
    partnership = evidence.vendor.partnership
    for goal in partnership.goals if partnership else ():
        if goal.dropped is None and evidence.windows.is_sparse(goal.target_date):
            yield _goal_row(goal)


def _activities(evidence: Evidence) -> Iterator[Activity]:
    partnership = evidence.vendor.partnership
    last = evidence.windows.last
    return (
        each for each in (partnership.activities if partnership else ()) if each.planned_for <= last
    )


def _due(evidence: Evidence, activity: Activity, working_days: int) -> date:
    """The last day for an activity or an answer.

    What was planned before the calendar begins was due no later than what was planned on its first
    day; where that is before the twelve months, nothing more needs to be known.
    """
    days = evidence.days
    if activity.planned_for < days.first:
        latest = days.shift(days.first, working_days)
        if latest < evidence.windows.sparse_first:
            return latest
    return days.shift(activity.planned_for, working_days)


def _activity_row(activity: Activity, due: date, done: str) -> Row:
    in_time = activity.done_on is not None and activity.done_on <= due
    return Row(
        subject=activity.id,
        label=f"{activity.id} {activity.title}",
        state="available",
        score=100 if in_time else 0,
        weight=1,
        record=activity.id,
        page="partnership",
        source=activity,
        key="planned_for",
        reason=partial(_reason, due, activity.done_on, done),
    )


def _goal_row(goal: Goal) -> Row:
    in_time = goal.achieved_on is not None and goal.achieved_on <= goal.target_date
    return Row(
        subject=goal.id,
        label=f"{goal.id} {goal.text}",
        state="available",
        score=100 if in_time else 0,
        weight=1,
        record=goal.id,
        page="partnership",
        source=goal,
        key="target_date",
        reason=partial(_reason, goal.target_date, goal.achieved_on, "achieved"),
    )


def _reason(due: date, done_on: date | None, done: str) -> str:
    until = f"to be {done} by {written_day(due)}"
    if done_on is None:
        return f"{until}, not {done} = 0"
    return f"{until}, {done} on {written_day(done_on)} = {100 if done_on <= due else 0}"


MEASURES: Final = (
    Measure("P1", "Planned activities done", 50, planned_activities),
    Measure("P2", "Shared goals met", 30, shared_goals),
    Measure("P3", "Ideas answered", 20, ideas),
)
