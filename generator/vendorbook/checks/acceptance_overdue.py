"""The client has had a delivery longer than agreed without accepting or rejecting it.

Finds delivered milestones that are still not accepted after the review time of their deliverables
(`review_days`, or else `windows.review_days`, 10 working days by default). The client acts.

Why it matters: a vendor that waits for an answer cannot start on what comes next, and the client
loses its right to complain about the vendor's delays.

Fails, from 15 May 2026 on:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        delivered_on: 2026-04-29

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        delivered_on: 2026-04-29
        accepted_on: 2026-05-07
        evidence: https://documents.fenwickvale.example/acceptance/ms-01
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._milestones import acceptor, milestone_finding
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "acceptance-overdue"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every delivery whose acceptance is overdue."""
    days = assessment.vendor.days
    for each in assessment.milestones:
        due = each.state.acceptance_due
        if days is not None and due is not None and assessment.as_of > due:
            late = days.between(due, assessment.as_of)
            delivered = each.milestone.delivered_on
            yield milestone_finding(
                CODE,
                SEVERITY,
                assessment,
                each,
                f"was delivered on {written_day(delivered)}; the answer was due on "
                f"{written_day(due)}, "
                f"{working_days_past(late)} ago",
                hint="accept it with accepted_on and evidence, or add a rejection with its reason",
                actor=acceptor(assessment, each),
                key="delivered_on",
                due=due,
                days=late,
            )
