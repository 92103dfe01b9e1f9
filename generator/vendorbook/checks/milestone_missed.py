"""A milestone's deadline has passed and it is not delivered.

Finds milestones whose status is `missed`: the as-of date is after the due date in force, moved to a
working day, plus the grace days that the contract grants. A dependency, a forecast or a change that
is only proposed excuses nothing.

Why it matters: a date that slips in silence takes the dates behind it along. Once somebody has
written down what is being done (an open issue, a proposed change or an open improvement plan that
names the milestone), the finding is a warning rather than an error.

Fails, from 1 May 2026 on:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        delivered_on: 2026-04-29
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import vendor_delivery
from vendorbook.assessment import open_issues
from vendorbook.checks._milestones import milestone_finding
from vendorbook.open_plans import open_plans
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Finding, Severity
    from vendorbook.records.changes import ChangeRequest

CODE = "milestone-missed"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every missed milestone, at the line of its baseline date."""
    for each in assessment.milestones:
        if each.state.status == "missed":
            answer = _answered_by(assessment, each)
            yield milestone_finding(
                CODE,
                "warning" if answer else SEVERITY,
                assessment,
                each,
                _message(each),
                hint=f"followed up in {answer}" if answer else _hint(each),
                actor=vendor_delivery(assessment.vendor),
                due=each.state.schedule.deadline,
                days=each.state.late,
            )


def _message(each: AssessedMilestone) -> str:
    schedule, percent = each.state.schedule, each.milestone.percent_delivered
    late = working_days_past(each.state.late or 0)
    words = f"was due on {written_day(schedule.due)} and is {late} late"
    if percent:
        words += f", {percent}% delivered"
    if each.milestone.forecast:
        words += f"; forecast {written_day(each.milestone.forecast)}"
    if schedule.missed_before_change:
        words += "; its date was moved only after it had already been missed"
    return words


def _hint(each: AssessedMilestone) -> str:
    return (
        f"record the delivery with delivered_on, or an issue that relates to {each.milestone.id}; "
        "a new date needs an approved change request"
    )


def _answered_by(assessment: Assessment, each: AssessedMilestone) -> str:
    """The record in which somebody deals with the miss, or nothing."""
    vendor, as_of = assessment.vendor, assessment.as_of
    names = {each.milestone.id, f"{vendor.slug}/{each.milestone.id}"}
    for issue in open_issues(vendor, as_of):
        if not names.isdisjoint(issue.relates_to):
            return issue.id
    for plan in open_plans(assessment):
        if not names.isdisjoint(plan.triggered_by):
            return plan.id
    for change in vendor.changes:
        if _is_proposed(change, as_of) and any(e.milestone in names for e in change.effects):
            return change.id
    return ""


def _is_proposed(change: ChangeRequest, as_of: date) -> bool:
    """Whether the change waited for its decision on the day."""
    is_to_come = change.decided_on is not None and change.decided_on > as_of
    return change.raised_on <= as_of and (change.status == "proposed" or is_to_come)
