"""Where the marks of a milestone timeline stand: numbers only, the drawing is a template's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.records.facts import numbered
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from vendorbook.assessment import AssessedMilestone

WIDTH: Final = 760
LABEL_WIDTH: Final = 64
ROW_HEIGHT: Final = 24
HEAD_HEIGHT: Final = 28
_MOST_TICKS: Final = 9


@dataclass(frozen=True)
class TimelineRow:
    """One milestone: where its marks stand, in the picture's units; None for what there is not."""

    id: str
    status: str
    y: int
    baseline: float
    due: float
    forecast: float | None
    delivered: float | None
    words: str


@dataclass(frozen=True)
class Timeline:
    """A drawn timeline.

    Attributes:
        ticks: Where months begin, and their names.
        today: Where the as-of day stands.
    """

    width: int
    height: int
    label_width: int
    rows: tuple[TimelineRow, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    description: str


def timeline(milestones: Sequence[AssessedMilestone], as_of: date) -> Timeline | None:
    """Lay out the milestones by due date; None when there is none."""
    if not milestones:
        return None
    days = [as_of]
    for each in milestones:
        days += [each.milestone.baseline_due, each.state.schedule.due]
        days += [d for d in (each.milestone.forecast, each.milestone.delivered_on) if d]
    first, last = min(days) - timedelta(days=10), max(days) + timedelta(days=10)
    span = (last - first).days

    def x(day: date) -> float:
        share = (day - first).days / span
        return round(LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH - 12), 1)

    ordered = sorted(milestones, key=lambda m: (m.state.schedule.due, numbered(m.milestone.id)))
    rows = tuple(
        TimelineRow(
            id=each.milestone.id,
            status=each.state.status,
            y=HEAD_HEIGHT + index * ROW_HEIGHT + ROW_HEIGHT // 2,
            baseline=x(each.milestone.baseline_due),
            due=x(each.state.schedule.due),
            forecast=x(each.milestone.forecast) if each.milestone.forecast else None,
            delivered=x(each.milestone.delivered_on) if each.milestone.delivered_on else None,
            words=_words(each),
        )
        for index, each in enumerate(ordered)
    )
    height = HEAD_HEIGHT + len(rows) * ROW_HEIGHT + 8
    description = (
        f"{len(rows)} milestones from {first} to {last}; the same dates stand in the table."
    )
    return Timeline(
        WIDTH, height, LABEL_WIDTH, rows, tuple(month_ticks(first, last, x)), x(as_of), description
    )


def _words(each: AssessedMilestone) -> str:
    milestone, schedule = each.milestone, each.state.schedule
    words = f"{milestone.id} {milestone.title}: baseline {milestone.baseline_due}"
    if schedule.due != milestone.baseline_due:
        words += f", now due {schedule.due}"
    if milestone.forecast:
        words += f", forecast {milestone.forecast}"
    if milestone.delivered_on:
        words += f", delivered {milestone.delivered_on}"
    return words


def month_ticks(first: date, last: date, x: Callable[[date], float]) -> list[tuple[float, str]]:
    """Where months begin, and their names; the year with the first and with each January."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = max(1, -(-months // _MOST_TICKS))
    day = add_months(first.replace(day=1), 1)
    ticks: list[tuple[float, str]] = []
    while day <= last:
        label = f"{day:%b %Y}" if day.month <= step or not ticks else f"{day:%b}"
        ticks.append((x(day), label))
        day = add_months(day, step)
    return ticks
