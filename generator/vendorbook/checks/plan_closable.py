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

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.checks._gaps import each_judged
from vendorbook.exit_criteria import criterion_progress
from vendorbook.findings import Finding
from vendorbook.open_plans import open_plans
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.improvement import ImprovementPlan

CODE = "plan-closable"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every open plan whose measurable criteria are all met."""
    return each_judged(open_plans(assessment), partial(_closable, assessment))


def _closable(assessment: Assessment, plan: ImprovementPlan) -> Iterator[Finding]:
    measurable = [each for each in plan.exit_criteria if each.kpi and each.target is not None]
    progress = [criterion_progress(assessment, plan, each) for each in measurable]
    if not progress or not all(each.is_met for each in progress):
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
