"""Something that both sides planned to do together has not been done.

Finds activities other than ideas that are not done `windows.activity_days` working days (10 by
default) after the day they were planned for; a day off counts as the next working day. The side
that proposed the activity acts.

Why it matters: what is planned together and then forgotten says more about a partnership than what
was planned.

Fails, from 15 May 2026 on:

    activities:
      - id: PA-01
        type: joint_workshop
        title: Designing the claims journey together
        proposed_by: vendor
        planned_for: 2026-04-29

Passes:

    activities:
      - id: PA-01
        type: joint_workshop
        title: Designing the claims journey together
        proposed_by: vendor
        planned_for: 2026-04-29
        done_on: 2026-05-14
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import owner, vendor_account
from vendorbook.assessment import has_happened
from vendorbook.checks._gaps import each_judged
from vendorbook.findings import Finding
from vendorbook.wording import working_days, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.partnership import Activity
    from vendorbook.workdays import WorkCalendar

CODE = "activity-overdue"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every planned activity that is overdue."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.partnership is None or vendor.days is None or vendor.profile.status == "ended":
        return
    open_activities = [
        each
        for each in vendor.partnership.activities
        if each.type != "idea"
        and each.planned_for < as_of
        and not has_happened(each.done_on, as_of, vendor.timezone)
    ]
    yield from each_judged(open_activities, partial(_overdue, assessment, vendor.days))


def _overdue(assessment: Assessment, days: WorkCalendar, activity: Activity) -> Iterator[Finding]:
    vendor, as_of = assessment.vendor, assessment.as_of
    planned = days.roll(activity.planned_for)
    due = days.shift(planned, assessment.policy.windows.activity_days)
    if as_of > due:
        yield Finding(
            CODE,
            activity.place("planned_for"),
            f"{activity.id} '{activity.title}' was planned for "
            f"{written_day(activity.planned_for)}, {working_days(days.between(planned, as_of))} "
            "ago, and is not done",
            "do it and record done_on, or agree another day for it",
            SEVERITY,
            vendor.slug,
            activity.id,
            due,
            days.between(due, as_of),
            owner(vendor) if activity.proposed_by == "client" else vendor_account(vendor),
        )
