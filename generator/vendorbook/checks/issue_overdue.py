"""An issue was not fixed in the agreed time.

Finds issues in either direction that are not resolved within the time of `response_targets` for
their severity; a warning for medium and low. The person assigned acts, else the side that was told.

Why it matters: an answer is not a fix, and an issue that stays open becomes the way things are.

Fails, from 9 October 2026 on:

    feedback:
      - id: FB-001
        kind: issue
        severity: high
        direction: to_vendor
        raised_at: 2026-10-01T09:00:00+01:00
        raised_by: ines-ward
        about: quality
        summary: Letters are printed without the address.

Passes:

    feedback:
      - id: FB-001
        kind: issue
        severity: high
        direction: to_vendor
        raised_at: 2026-10-01T09:00:00+01:00
        raised_by: ines-ward
        about: quality
        summary: Letters are printed without the address.
        responded_at: 2026-10-01T10:00:00+01:00
        response: We see it too.
        resolved_at: 2026-10-02T15:00:00+01:00
        resolution: The template has its address block back.
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

CODE = "issue-overdue"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every issue whose time for a fix is over."""
    vendor = assessment.vendor
    for state in unresolved(assessment):
        entry, limit = state.entry, state.resolve_by
        if limit is None or not state.is_unresolved(assessment.moment):
            continue
        days, words = ago(assessment, limit)
        yield Finding(
            CODE,
            entry.place("raised_at"),
            f"{name_of(entry)} was to be fixed by {written_limit(limit, vendor.timezone)}, {words}",
            "fix it and record resolved_at and resolution; meanwhile climb the ladder",
            "warning" if entry.severity in {"medium", "low"} else SEVERITY,
            vendor.slug,
            entry.id,
            day_of(limit, vendor.timezone),
            days,
            receiver(vendor, entry),
        )
