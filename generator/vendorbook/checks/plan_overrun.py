"""An improvement plan is past its end and still open.

Finds plans without `closed_on` after their `target_end`. The client's owner of the plan acts.

Why it matters: a plan that never ends says that nothing follows from it. What was to happen if it
fails was agreed on its first day.

Fails, from 1 December 2026 on:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-07-20
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria: [{ text: A good month, kpi: availability, target: 99.9 }]
        checkpoints: [{ due: 2026-10-05, held_on: 2026-10-05, outcome: at_risk }]
        if_it_fails: We take the loads back.

Passes:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-07-20
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria: [{ text: A good month, kpi: availability, target: 99.9 }]
        checkpoints: [{ due: 2026-10-05, held_on: 2026-10-05, outcome: at_risk }]
        if_it_fails: We take the loads back.
        closed_on: 2026-11-30
        outcome: partly_met
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.findings import Finding
from vendorbook.open_plans import open_plans
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "plan-overrun"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every open plan past its end."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in open_plans(assessment):
        late = (as_of - plan.target_end).days
        if late > 0:
            yield Finding(
                CODE,
                plan.place("target_end"),
                f"{plan.id} '{plan.title}' was to end on {written_day(plan.target_end)}, "
                f"{plural(late, 'day')} ago, and is still open",
                "close it with its outcome, and do what was agreed for that outcome",
                SEVERITY,
                vendor.slug,
                plan.id,
                plan.target_end,
                late,
                person(vendor, "client", plan.owner_client),
            )
