"""Feedback to the vendor was not answered in the agreed time.

Finds concerns, suggestions and issues to the vendor that nobody answered within the time of
`response_targets` in the agreement: by severity for issues, `feedback` for the rest. An error for
issues of critical and high severity. A fix is an answer too. The person assigned acts, else whoever
answers for deliveries on the vendor's side. What the vendor tells us is watched by
`dispute-undecided`.

Why it matters: feedback that falls into silence is the last that is given.

Fails, from 9 October 2026 on:

    feedback:
      - id: FB-001
        kind: concern
        direction: to_vendor
        raised_at: 2026-10-01
        raised_by: ines-ward
        about: communication
        summary: The weekly report came without figures.

Passes:

    feedback:
      - id: FB-001
        kind: concern
        direction: to_vendor
        raised_at: 2026-10-01
        raised_by: ines-ward
        about: communication
        summary: The weekly report came without figures.
        responded_at: 2026-10-05
        response: They are in from this week on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import receiver
from vendorbook.checks._feedback import ago, name_of, unresolved, written_limit
from vendorbook.findings import Finding
from vendorbook.response_times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "feedback-unanswered"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every entry to the vendor whose time for an answer is over."""
    vendor = assessment.vendor
    for state in unresolved(assessment):
        entry, limit = state.entry, state.respond_by
        if entry.direction != "to_vendor" or limit is None:
            continue
        if not state.is_unanswered(assessment.moment):
            continue
        days, words = ago(assessment, limit)
        yield Finding(
            CODE,
            entry.place("raised_at"),
            f"{name_of(entry)} was to be answered by {written_limit(limit, vendor.timezone)}, "
            f"{words}",
            "record responded_at and response",
            "error" if entry.severity in {"critical", "high"} else SEVERITY,
            vendor.slug,
            entry.id,
            day_of(limit, vendor.timezone),
            days,
            receiver(vendor, entry),
        )
