"""A deferred milestone should have been decided again by now.

Finds milestones that are deferred and whose `revisit_on` has passed. The client acts.

Why it matters: deferring is a decision with an end; without one it is a way of losing a promise.

Fails, from 16 January 2027 on:

    changes:
      - id: CR-02
        title: Defer the archive migration
        type: release
        cause: client
        raised_on: 2026-07-20
        raised_by: tomas-reyl
        status: approved
        decided_on: 2026-08-03
        decided_by: ines-ward
        effects:
          - { milestone: MS-07, release: deferred, revisit_on: 2027-01-15 }

Passes: the same with a `revisit_on` still to come, or with a later change that sets a new date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.checks._milestones import milestone_finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "deferral-expired"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every deferral whose day of revisiting has passed."""
    for each in assessment.milestones:
        schedule = each.state.schedule
        revisit = schedule.revisit_on
        if each.state.status == "deferred" and revisit and assessment.as_of > revisit:
            late = (assessment.as_of - revisit).days
            yield milestone_finding(
                CODE,
                SEVERITY,
                assessment,
                each,
                f"is deferred by {schedule.released_by} until {written_day(revisit)}, "
                f"{late} day{'' if late == 1 else 's'} ago",
                hint="decide it in changes.yml: a new date, a further deferral, or a cancellation",
                actor=owner(assessment.vendor),
                due=revisit,
                days=late,
            )
