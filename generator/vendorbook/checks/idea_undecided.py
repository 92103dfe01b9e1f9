"""An idea is still waiting for an answer.

Finds ideas that are not decided `windows.idea_days` working days (20 by default) after the day they
were raised, which is their `planned_for`. The side that did not raise the idea acts: it owes the
answer.

Why it matters: nobody offers a second idea to somebody who did not answer the first.

Fails, from 1 October 2026 on:

    activities:
      - id: PA-01
        type: idea
        title: Two handlers test for an hour before each release
        proposed_by: vendor
        planned_for: 2026-09-02

Passes:

    activities:
      - id: PA-01
        type: idea
        title: Two handlers test for an hour before each release
        proposed_by: vendor
        planned_for: 2026-09-02
        done_on: 2026-09-30
        decision: declined
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

CODE = "idea-undecided"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every idea that has waited too long for an answer."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.partnership is None or vendor.days is None or vendor.profile.status == "ended":
        return
    open_ideas = [
        each
        for each in vendor.partnership.activities
        if each.type == "idea"
        and each.planned_for < as_of
        and not has_happened(each.done_on, as_of, vendor.timezone)
    ]
    yield from each_judged(open_ideas, partial(_undecided, assessment, vendor.days))


def _undecided(assessment: Assessment, days: WorkCalendar, idea: Activity) -> Iterator[Finding]:
    vendor, as_of = assessment.vendor, assessment.as_of
    allowed = assessment.policy.windows.idea_days
    due = days.shift(idea.planned_for, allowed)
    if as_of > due:
        waited = days.between(idea.planned_for, as_of)
        yield Finding(
            CODE,
            idea.place("planned_for"),
            f"{idea.id} '{idea.title}' was raised by the {idea.proposed_by} on "
            f"{written_day(idea.planned_for)} and has been undecided for {working_days(waited)}; "
            f"an answer was due by {written_day(due)}",
            "accept, decline or park it, and record decision with done_on",
            SEVERITY,
            vendor.slug,
            idea.id,
            due,
            days.between(due, as_of),
            owner(vendor) if idea.proposed_by == "vendor" else vendor_account(vendor),
        )
