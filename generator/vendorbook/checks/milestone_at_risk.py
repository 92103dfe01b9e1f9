"""A milestone is not late yet, but something already says that it may be.

Finds milestones whose status is `at_risk`: the due date has passed but the grace has not, the
vendor's own forecast is later than the due date or has passed, a rejected delivery has not come
back, a milestone it depends on is missed, deferred or expected too late, something the client owes
for it is overdue or promised too late, or an open issue of critical or high severity relates to it.

Why it matters: this is the last moment at which talking to each other changes the outcome.

Fails, before 30 April 2026:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        forecast: 2026-05-08

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        forecast: 2026-04-28
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner, vendor_delivery
from vendorbook.checks._milestones import milestone_finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Actor, Finding, Severity

CODE = "milestone-at-risk"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every milestone at risk, with all its reasons in one finding."""
    for each in assessment.milestones:
        if each.state.status == "at_risk":
            reasons = "; ".join(_in_words(reason, each) for reason in each.state.reasons)
            schedule = each.state.schedule
            yield milestone_finding(
                CODE,
                SEVERITY,
                assessment,
                each,
                f"is due on {written_day(schedule.due)} and at risk: {reasons}",
                hint="agree what will be done, and record it where both sides see it",
                actor=_actor(assessment, each),
                due=schedule.due,
                days=(assessment.as_of - schedule.due).days,
            )


def _in_words(reason: str, each: AssessedMilestone) -> str:
    name, _, reference = reason.partition(":")
    forecast, deadline = each.milestone.forecast, each.state.schedule.deadline
    return {
        "in_grace": f"the date has passed, the grace ends on {written_day(deadline)}",
        "forecast_late": f"the vendor's forecast is {written_day(forecast)}",
        "forecast_passed": f"the vendor's forecast of {written_day(forecast)} has passed",
        "resubmission_pending": "a rejected delivery has not come back yet",
        "dependency": f"it waits for {reference}",
        "obligation": f"the client still owes {reference}",
        "issue": f"issue {reference} is open",
    }[name]


def _actor(assessment: Assessment, each: AssessedMilestone) -> Actor:
    """The client when nothing but its own obligation is the reason, else the vendor."""
    if all(reason.startswith("obligation:") for reason in each.state.reasons):
        return owner(assessment.vendor)
    return vendor_delivery(assessment.vendor)
