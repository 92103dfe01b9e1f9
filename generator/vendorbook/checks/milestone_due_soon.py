"""A milestone falls due within the next days.

Finds milestones whose status is `due_soon`: nothing endangers them, and the due date is no more
than `windows.due_soon_days` working days away (10 by default).

Why it matters: acceptance needs people and time; now is when to arrange both.

Fails, on 16 April 2026:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-06-30
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import vendor_delivery
from vendorbook.checks._milestones import milestone_finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "milestone-due-soon"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every milestone that is due soon."""
    for each in assessment.milestones:
        if each.state.status == "due_soon":
            due = each.state.schedule.due
            yield milestone_finding(
                CODE,
                SEVERITY,
                assessment,
                each,
                f"is due on {written_day(due)}",
                hint="ask for the hand-over date and keep time free for acceptance",
                actor=vendor_delivery(assessment.vendor),
                due=due,
                days=(assessment.as_of - due).days,
            )
