"""A rejected delivery has not come back in time.

Finds milestones whose last delivery was rejected more than `windows.resubmission_days` working days
ago (10 by default) and that are not delivered again.

Why it matters: a rejection without a second delivery is where work is quietly forgotten.

Fails, from 13 May 2026 on:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-06-30
        delivered_on: 2026-04-22
        rejections:
          - { date: 2026-04-27, reason: Restore took 7 hours; the criterion says 4. }

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-06-30
        delivered_on: 2026-05-06
        rejections:
          - { date: 2026-04-27, reason: Restore took 7 hours; the criterion says 4. }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import vendor_delivery
from vendorbook.checks._milestones import milestone_finding
from vendorbook.schedules import is_delivered
from vendorbook.wording import working_days_past, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Finding, Severity
    from vendorbook.workdays import WorkCalendar

CODE = "resubmission-overdue"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every rejected delivery that is overdue to come back."""
    for each in assessment.milestones:
        days = assessment.vendor.days
        if days is not None and each.state.schedule.release is None:
            try:
                yield from _overdue(assessment, each, days)
            except CalendarGap:
                # The rejection lies outside the calendar, which `calendar-gap` reports.
                continue


def _overdue(
    assessment: Assessment, each: AssessedMilestone, days: WorkCalendar
) -> Iterator[Finding]:
    as_of = assessment.as_of
    rejected = [r.date for r in each.milestone.rejections if r.date <= as_of]
    if not rejected or is_delivered(each.milestone, as_of):
        return
    due = days.shift(max(rejected), assessment.policy.windows.resubmission_days)
    if as_of > due:
        late = days.between(due, as_of)
        yield milestone_finding(
            CODE,
            SEVERITY,
            assessment,
            each,
            f"was rejected on {written_day(max(rejected))} and has not come back; "
            f"it was due again on {written_day(due)}, {working_days_past(late)} ago",
            hint="agree a date for the next delivery and record it as forecast",
            actor=vendor_delivery(assessment.vendor),
            key="rejections",
            due=due,
            days=late,
        )
