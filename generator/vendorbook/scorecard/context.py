"""What is shown beside the score and is no part of it: earned value, misses, and moved dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vendorbook.schedules import is_accepted, replay
from vendorbook.scorecard.rows import exact
from vendorbook.status import judge
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.records.milestones import Milestone
    from vendorbook.schedules import Schedule
    from vendorbook.scorecard.evidence import Evidence
    from vendorbook.scorecard.rows import Number


@dataclass(frozen=True)
class EarnedValue:
    """What the work of one currency was to be worth by the quarter's end, and what it was.

    Attributes:
        currency: ISO 4217.
        planned: The value of the milestones due by then, by their current due dates.
        earned: The value of those accepted by then; nothing before acceptance.
        invoiced: What the cost KPI's latest row has as its numerator, or None.
    """

    currency: str
    planned: Fraction
    earned: Fraction
    invoiced: Fraction | None

    @property
    def schedule_variance(self) -> Fraction:
        """Earned minus planned, in the currency; negative is behind."""
        return self.earned - self.planned

    @property
    def schedule_index(self) -> Fraction | None:
        """Earned for each unit planned; it returns to 1 when late work finally lands."""
        return self.earned / self.planned if self.planned else None

    @property
    def cost_index(self) -> Fraction | None:
        """Earned for each unit invoiced; below 1 costs more than it is worth."""
        return self.earned / self.invoiced if self.invoiced else None


@dataclass(frozen=True)
class Context:
    """What a reader should know beside the score.

    Attributes:
        earned_values: One for each currency that milestones have a value in.
        misses: Milestones that were missed at some time, with a deadline in the twelve months.
        moves: How many approved moves of dates were decided in the twelve months, by cause.
    """

    earned_values: tuple[EarnedValue, ...]
    misses: tuple[Milestone, ...]
    moves: dict[str, int]


def context_of(evidence: Evidence) -> Context:
    """Everything beside the score, as of the quarter's end."""
    schedules = list(_schedules(evidence))
    moves = Counter(
        move.cause
        for _, schedule in schedules
        for move in schedule.moves
        if evidence.windows.is_sparse(move.decided_on)
    )
    return Context(
        tuple(_earned_values(evidence, schedules)),
        tuple(each for each, schedule in schedules if _was_missed(evidence, each, schedule)),
        dict(moves),
    )


def _schedules(evidence: Evidence) -> Iterator[tuple[Milestone, Schedule]]:
    """Every milestone with its schedule at the quarter's end, where the calendar tells it."""
    changes, last = evidence.vendor.changes_of, evidence.windows.last
    for milestone in evidence.vendor.milestones:
        try:
            yield (
                milestone,
                replay(milestone, changes.get(milestone.id, ()), evidence.days, last),
            )
        except CalendarGap:
            continue


def _was_missed(evidence: Evidence, milestone: Milestone, schedule: Schedule) -> bool:
    if not evidence.windows.is_sparse(schedule.deadline) or milestone.date_unknown:
        return False
    state = judge(milestone, schedule, evidence.days, evidence.windows.last)
    is_late = state.status in {"missed", "delivered_late", "accepted_late"}
    return is_late or schedule.missed_before_change


def _earned_values(
    evidence: Evidence, schedules: list[tuple[Milestone, Schedule]]
) -> Iterator[EarnedValue]:
    last = evidence.windows.last
    planned: dict[str, Number] = defaultdict(int)
    earned: dict[str, Number] = defaultdict(int)
    for milestone, schedule in schedules:
        if milestone.value is None or schedule.release in {"waived", "cancelled"}:
            continue
        amount, currency = exact(milestone.value.amount), milestone.value.currency
        if schedule.due <= last:
            planned[currency] += amount
        if is_accepted(milestone, last):
            earned[currency] += amount
    currencies = sorted(planned.keys() | earned.keys())
    invoiced = _invoiced(evidence, last) if len(currencies) == 1 else None
    for currency in currencies:
        value = Fraction(planned[currency]), Fraction(earned[currency])
        yield EarnedValue(currency, *value, invoiced)


def _invoiced(evidence: Evidence, last: date) -> Fraction | None:
    """What was invoiced to date: the numerator of the latest row of a cost KPI."""
    agreement = evidence.vendor.agreement
    cost_kpis = {kpi.id for kpi in (agreement.kpis if agreement else ()) if kpi.area == "cost"}
    rows = [
        each
        for each in evidence.vendor.measurements
        if each.kpi in cost_kpis
        and each.numerator is not None
        and each.period.last_day <= last
        and each.reported_on <= evidence.as_of
    ]
    latest = max(rows, key=lambda each: each.period.last_day, default=None)
    return Fraction(latest.numerator) if latest and latest.numerator is not None else None
