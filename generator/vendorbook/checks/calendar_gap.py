"""A date lies outside the calendar, so what depends on it cannot be known.

Finds milestones whose status needs a day before or after the span that the vendor's calendar
covers. Such a milestone has no status until the calendar is extended; nothing is guessed.

Why it matters: a public holiday that nobody entered moves deadlines, and a tool that guessed would
be wrong without anybody noticing.

Fails, with a calendar that covers the years 2025 to 2027:

    milestones:
      - id: MS-09
        title: Claims archive closed
        baseline_due: 2028-03-31

Passes:

    milestones:
      - id: MS-09
        title: Claims archive closed
        baseline_due: 2027-03-31
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "calendar-gap"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every milestone that the calendar does not reach."""
    vendor = assessment.vendor
    for gap in assessment.gaps:
        milestone = gap.milestone
        covered = (
            f"{written_day(vendor.days.first)} to {written_day(vendor.days.last)}"
            if vendor.days
            else "nothing"
        )
        yield Finding(
            CODE,
            milestone.place("baseline_due"),
            f"{milestone.id} '{milestone.title}' has no status: {written_day(gap.day)} is needed, "
            f"and the calendar covers {covered}",
            "extend 'covers' and the days off in the calendar's file",
            SEVERITY,
            vendor.slug,
            milestone.id,
            gap.day,
            actor=owner(vendor),
        )
