"""Where the checkpoints of an improvement plan stand, and how near the plan is to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.assessment import has_happened
from vendorbook.exit_criteria import criterion_progress
from vendorbook.pages.kpi_table import UNITS
from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.wording import decimal_text, plain_number, plural, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.exit_criteria import CriterionProgress
    from vendorbook.records.improvement import Checkpoint, ExitCriterion, ImprovementPlan

WIDTH: Final = 1000
HEIGHT: Final = 96
_LINE: Final = 52
_MARGIN: Final = 24
_VALUES: Final = 6

STATES: Final = {
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "held": "held",
    "not_held": "not held",
    "to_come": "to come",
}
"""What a checkpoint came to, in the order of the legend."""


@dataclass(frozen=True)
class CheckpointMark:
    """One checkpoint on the line."""

    state: str
    x: float
    day: str
    words: str


@dataclass(frozen=True)
class CriterionValue:
    """One period of the KPI behind a criterion, in words."""

    period: str
    text: str
    reaches: bool


@dataclass(frozen=True)
class CriterionLine:
    """One exit criterion.

    Attributes:
        wanted: What was agreed in numbers; empty where people judge.
        values: The latest periods since the plan was opened, oldest first.
        standing: Where it stands, in words.
        level: For its mark: `accepted`, `at_risk`, `missed` or `upcoming`.
    """

    criterion: ExitCriterion
    kpi_name: str
    wanted: str
    values: tuple[CriterionValue, ...]
    standing: str
    level: str


@dataclass(frozen=True)
class PlanPicture:
    """A drawn plan.

    Attributes:
        start: Where the plan was opened, and `end` where it is to end.
        done: How far the line is behind us: to today, or to the day it was closed.
        today: Where the as-of day stands; None for a plan that is closed.
    """

    width: int
    height: int
    line: int
    start: float
    end: float
    end_words: str
    done: float
    today: float | None
    checkpoints: tuple[CheckpointMark, ...]
    used: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    description: str


def plan_picture(plan: ImprovementPlan, assessment: Assessment) -> PlanPicture:
    """Lay out one plan from the day it was opened to its end, or today where that is later."""
    as_of, timezone = assessment.as_of, assessment.vendor.timezone
    is_closed = has_happened(plan.closed_on, as_of, timezone)
    until = plan.closed_on if is_closed and plan.closed_on else as_of
    days = [plan.opened_on, plan.target_end, until, *(each.due for each in plan.checkpoints)]
    margin = timedelta(days=4)
    scale = Scale(min(days) - margin, max(days) + margin, _MARGIN, WIDTH - _MARGIN)
    marks = tuple(_checkpoint(each, scale, until) for each in plan.checkpoints)
    found = {mark.state for mark in marks}
    said = "; ".join(mark.words for mark in marks)
    return PlanPicture(
        WIDTH,
        HEIGHT,
        _LINE,
        scale.x(plan.opened_on),
        scale.x(plan.target_end),
        written_day(plan.target_end),
        scale.x(until),
        None if is_closed else scale.x(as_of),
        marks,
        tuple(state for state in STATES if state in found),
        tuple(month_ticks(scale.first, scale.last, scale.x)),
        f"Opened {written_day(plan.opened_on)}, to end by {written_day(plan.target_end)}. "
        f"{plural(len(marks), 'checkpoint')}: {said}.",
    )


def _checkpoint(checkpoint: Checkpoint, scale: Scale, until: date) -> CheckpointMark:
    state = checkpoint_state(checkpoint, until)
    day = checkpoint.held_on if checkpoint.held_on and state != "not_held" else checkpoint.due
    return CheckpointMark(
        state, scale.x(day), f"{day.day} {day:%b}", f"{written_day(day)} {STATES[state]}"
    )


def checkpoint_state(checkpoint: Checkpoint, as_of: date) -> str:
    """What a checkpoint came to by a day, as a key of `STATES`."""
    if checkpoint.held_on is not None and checkpoint.held_on <= as_of:
        return checkpoint.outcome or "held"
    return "not_held" if checkpoint.due < as_of else "to_come"


def criterion_lines(plan: ImprovementPlan, assessment: Assessment) -> list[CriterionLine]:
    """Every exit criterion with the numbers since the plan was opened."""
    return [_criterion(plan, each, assessment) for each in plan.exit_criteria]


def _criterion(
    plan: ImprovementPlan, criterion: ExitCriterion, assessment: Assessment
) -> CriterionLine:
    try:
        progress = criterion_progress(assessment, plan, criterion)
    except CalendarGap:
        return CriterionLine(criterion, "", "", (), "the calendar does not reach", "upcoming")
    if not progress.is_measurable:
        return CriterionLine(criterion, "", "", (), "for people to judge", "upcoming")
    standing, level = _standing(progress)
    kpi = progress.kpi
    return CriterionLine(
        criterion,
        kpi.name if kpi else criterion.kpi or "",
        _wanted(progress),
        tuple(
            CriterionValue(
                str(row.period),
                "–" if row.value is None else decimal_text(row.value),
                number < progress.reached,
            )
            for number, row in reversed(list(enumerate(progress.rows[:_VALUES])))
        ),
        standing,
        level,
    )


def _wanted(progress: CriterionProgress) -> str:
    kpi, target = progress.kpi, progress.criterion.target
    if target is None:
        return ""
    unit = f" {UNITS[kpi.unit]}".rstrip() if kpi else ""
    side = "at most" if kpi and kpi.direction == "lower" else "at least"
    periods = plural(progress.needed, "period")
    return f"{side} {plain_number(target)}{unit}, {periods}{' running' * (progress.needed > 1)}"


def _standing(progress: CriterionProgress) -> tuple[str, str]:
    if progress.is_met:
        return "met", "accepted"
    if not progress.rows:
        return "not measured since", "upcoming"
    level = "at_risk" if progress.reached else "missed"
    return f"{progress.reached} of {plural(progress.needed, 'period')}", level
