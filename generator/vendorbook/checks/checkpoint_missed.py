"""A checkpoint of an improvement plan was not held.

Finds checkpoints of open plans whose day has passed without `held_on`. Once a later checkpoint of
the same plan is held, the earlier one is history. The client's owner of the plan acts.

Why it matters: a plan is kept alive by the days on which both sides look at it. The first one that
is left out is usually the last.

Fails, from 6 October 2026 on:

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
        checkpoints: [{ due: 2026-10-05 }]
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
        checkpoints: [{ due: 2026-10-05, held_on: 2026-10-06, outcome: at_risk }]
        if_it_fails: We take the loads back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.findings import Finding
from vendorbook.open_plans import open_checkpoints, open_plans
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "checkpoint-missed"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every checkpoint that has passed without being held."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in open_plans(assessment):
        for _, checkpoint in open_checkpoints(plan, as_of):
            late = (as_of - checkpoint.due).days
            if late <= 0:
                continue
            yield Finding(
                CODE,
                checkpoint.place("due"),
                f"the checkpoint of {plan.id} '{plan.title}' on {written_day(checkpoint.due)} was "
                f"not held; that was {plural(late, 'day')} ago",
                "hold it now, and record held_on and outcome",
                SEVERITY,
                vendor.slug,
                plan.id,
                checkpoint.due,
                late,
                person(vendor, "client", plan.owner_client),
                aspect=checkpoint.due.isoformat(),
            )
