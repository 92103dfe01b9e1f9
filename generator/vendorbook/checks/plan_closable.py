"""An improvement plan has reached what it was for and is still open.

Finds open plans all of whose measurable exit criteria are met: the latest `consecutive_periods` of
the KPI (one, when left out) reach the criterion's `target`. Only periods that ended after the plan
was opened count; those that are not applicable or excused are passed over, and a missing one breaks
the row. Criteria without a KPI and a target are for people to judge, and the message says so. The
client's owner of the plan acts.

Why it matters: who has done what was asked should hear that it is over, and why.

Fails, from 7 October 2026 on with three months of 99.95:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-07-20
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria:
          - { text: Three good months, kpi: availability, target: 99.9, consecutive_periods: 3 }
        checkpoints: [{ due: 2026-10-05, held_on: 2026-10-05, outcome: on_track }]
        if_it_fails: We take the loads back.

Passes, when one of the three months is from before the plan:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-08-03
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria:
          - { text: Three good months, kpi: availability, target: 99.9, consecutive_periods: 3 }
        checkpoints: [{ due: 2026-10-05, held_on: 2026-10-05, outcome: on_track }]
        if_it_fails: We take the loads back.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.checks._gaps import each_judged
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.findings import Finding
from vendorbook.kpi_rows import latest_run
from vendorbook.open_plans import open_plans
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.improvement import ExitCriterion, ImprovementPlan

CODE = "plan-closable"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every open plan whose measurable criteria are all met."""
    return each_judged(open_plans(assessment), partial(_closable, assessment))


def _closable(assessment: Assessment, plan: ImprovementPlan) -> Iterator[Finding]:
    measurable = [each for each in plan.exit_criteria if each.kpi and each.target is not None]
    if not measurable or not all(_is_met(assessment, plan, each) for each in measurable):
        return
    rest = len(plan.exit_criteria) - len(measurable)
    judged = f"; {plural(rest, 'criterion', 'criteria')} without a number left to judge"
    yield Finding(
        CODE,
        plan.place("exit_criteria"),
        f"{plan.id} '{plan.title}' has met {_counted(len(measurable))}{judged if rest else ''}",
        "close it with closed_on and outcome: met, or say in a checkpoint what is still to come",
        SEVERITY,
        assessment.vendor.slug,
        plan.id,
        actor=person(assessment.vendor, "client", plan.owner_client),
    )


def _counted(count: int) -> str:
    return "its measurable criterion" if count == 1 else f"all {count} measurable criteria"


def _is_met(assessment: Assessment, plan: ImprovementPlan, criterion: ExitCriterion) -> bool:
    kpi = next((each for each in watched_kpis(assessment) if each.id == criterion.kpi), None)
    if kpi is None or criterion.target is None:
        return False
    sign = 1 if kpi.direction == "higher" else -1
    wanted = sign * Fraction(criterion.target)

    def reaches(row: KpiRow) -> bool:
        return row.value is not None and sign * row.value >= wanted

    since_opened = takewhile(
        lambda row: row.period.last_day > plan.opened_on, due_rows(assessment, kpi)
    )
    needed = criterion.consecutive_periods or 1
    return len(list(islice(latest_run(since_opened, reaches), needed))) == needed
