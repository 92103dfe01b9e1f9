"""How far an improvement plan is from what ends it, by the numbers that were measured since."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.kpi_rows import latest_run

if TYPE_CHECKING:
    from vendorbook.assessment import Assessment
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.records.improvement import ExitCriterion, ImprovementPlan


@dataclass(frozen=True)
class CriterionProgress:
    """One criterion and what was measured since its plan was opened.

    Attributes:
        criterion: The facts.
        kpi: What it is measured by; None where people judge, or nobody measures it any more.
        rows: The periods that ended since the plan was opened, latest first.
        reached: How many of the latest periods reach the target without a break; periods that are
            not applicable are passed over, and a missing one is a break.
        needed: How many of them end the criterion; 1 unless it says more.
    """

    criterion: ExitCriterion
    kpi: Kpi | None
    rows: tuple[KpiRow, ...]
    reached: int
    needed: int

    @property
    def is_measurable(self) -> bool:
        """Whether a number decides; else people judge."""
        return self.criterion.kpi is not None and self.criterion.target is not None

    @property
    def is_met(self) -> bool:
        """Whether the numbers have done what was asked."""
        return self.is_measurable and self.reached >= self.needed


def criterion_progress(
    assessment: Assessment, plan: ImprovementPlan, criterion: ExitCriterion
) -> CriterionProgress:
    """Where one criterion stands.

    Raises:
        CalendarGap: When the calendar does not tell whether a period should have been reported.
    """
    needed = criterion.consecutive_periods or 1
    kpi = next((each for each in watched_kpis(assessment) if each.id == criterion.kpi), None)
    if kpi is None or criterion.target is None:
        return CriterionProgress(criterion, kpi, (), 0, needed)
    sign = 1 if kpi.direction == "higher" else -1
    wanted = sign * Fraction(criterion.target)

    def reaches(row: KpiRow) -> bool:
        return row.value is not None and sign * row.value >= wanted

    rows = tuple(
        takewhile(lambda row: row.period.last_day > plan.opened_on, due_rows(assessment, kpi))
    )
    return CriterionProgress(criterion, kpi, rows, len(list(latest_run(rows, reaches))), needed)
